"""The opening of a ledger on paper: every row, the totals, the file's fingerprint, and the two who signed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rochdale.base import opening
from rochdale.base.made_up import shown_name
from rochdale.base.models import Proposal, ProposalState
from rochdale.base.opening import places_of
from rochdale.base.paper import pdf
from rochdale.ui.templatetags.ui import written

TEMPLATE = "people/paper/opening.typ"


def sheet_pdf(proposal: Proposal, *, language: str) -> bytes:
    """The sheet as A4 pages; before the second signature it says that it waits."""
    with translation.override(language):
        content = _content(proposal)
    return pdf(TEMPLATE, content, language=language, at=proposal.decided_at or proposal.at)


def _content(proposal: Proposal) -> Mapping[str, object]:
    ledger, document, sheet = opening.sheet_of(proposal)
    is_done = proposal.state == ProposalState.DONE
    on = date_format(date.fromisoformat(proposal.content["on"]), "j F Y")
    by_unit = {unit: [line.amount for line in sheet.lines if line.unit == unit] for unit in sheet.totals}

    def amount(number: Decimal, unit: str) -> str:
        return written(number, places_of(unit, by_unit[unit]))

    return {
        "title": _("Opening balances"),
        "reference": f"{proposal.organization_name} · {ledger.title}",
        "ledger": str(ledger.title),
        "organization": proposal.organization_name,
        "stood": _("As the old books stood on %(day)s") % {"day": on},
        "is_done": is_done,
        "stamp": _("Signed by two") if is_done else _("Waits for a second person"),
        "explains": str(ledger.explains),
        "headings": [_("Row"), str(ledger.account), _("Amount"), _("Unit"), _("Note")],
        "rows": [[str(line.number), line.account, amount(line.amount, line.unit), line.unit, line.note] for line in sheet.lines],
        "totals": {
            "title": _("Totals"),
            "rows": [[_accounts(len(by_unit[unit]), unit), f"{amount(total, unit)} {unit}"]
                     for unit, total in sheet.totals.items()],
        },
        "signed": _signed(proposal, is_done),
        "file": {
            "label": _("Fingerprint of the file (SHA-256): %(name)s") % {"name": document.name},
            "sha256": [document.sha256[at : at + 8] for at in range(0, len(document.sha256), 8)],
        },
    }  # fmt: skip


def _accounts(count: int, unit: str) -> str:
    return ngettext("%(count)s account in %(unit)s", "%(count)s accounts in %(unit)s", count) % {"count": count, "unit": unit}


def _signed(proposal: Proposal, is_done: bool) -> list[list[str]]:
    made = _("prepared on %(day)s") % {"day": date_format(proposal.at, "j F Y")}
    agreed = (
        _("agreed on %(day)s") % {"day": date_format(proposal.decided_at, "j F Y")} if is_done and proposal.decided_at else _("to agree")
    )
    return [[shown_name(proposal.by_name), made], [shown_name(proposal.decided_by_name) if is_done else "", agreed]]
