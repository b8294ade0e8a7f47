"""A settlement on paper for one cooperative: the sums that all see, and its own line, lot by lot."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from rochdale.base.paper import pdf
from rochdale.kernel.money import minor_digits
from rochdale.trade.models import PoolSettlement
from rochdale.trade.settling import own_part
from rochdale.ui.templatetags.ui import written

TEMPLATE = "trade/paper/settlement.typ"
Content = Mapping[str, Any]
Pairs = list[tuple[str, str]]


def settlement_pdf(row: PoolSettlement, organization_id: UUID, *, language: str) -> bytes:
    """A4 pages for one of its cooperatives. The same settlement in the same language gives the same bytes."""
    content = own_part(row.content, organization_id)
    with translation.override(language):
        told = _content(row, content)
    return pdf(TEMPLATE, told, language=language, at=row.at)


def _content(row: PoolSettlement, said: Content) -> dict[str, object]:
    line, title = said["lines"][0], _("Settlement")
    return {
        "title": title,
        "number": said["contract"],
        "reference": f"{title} {said['contract']} · {line['name']}",
        "organization": line["name"],
        "day": date_format(row.at, "j F Y"),
        "stamp": _("Decided by two people of %(organization)s") % {"organization": row.organization.name},
        "is_loss": Decimal(line["balance"]) < 0,
        "result": (_("You owe") if Decimal(line["balance"]) < 0 else _("You get"), _money(line["balance"], said)),
        "claim_says": _("Below zero is a claim on you, not a payment.") if Decimal(line["balance"]) < 0 else "",
        "all": {"title": _("The whole sale"), "rows": _sums(said), "sum": (_("To share out"), _money(said["net"], said))},
        "own": {"title": _("Your line"), "rows": _own(line, said), "sum": (_("Left for you"), _money(line["balance"], said))},
        "lots": {
            "title": _("Your lots"),
            "headings": [_("Lot"), "kg", _("On the invoice"), _("Taken off")],
            "rows": [_lot(lot, said) for lot in line["lots"]],
        },
        "premium": _premium(line, said),
        "verify": {
            "label": _("Fingerprint of the whole settlement (SHA-256)"),
            "sha256": [row.sha256[at : at + 8] for at in range(0, len(row.sha256), 8)],
        },
    }  # fmt: skip


def _sums(said: Content) -> Pairs:
    rows = [(_("Came in, without premium"), _money(said["got"], said)), (_("Costs"), _money(said["shared_costs"], said, less=True))]
    if Decimal(said["reserve"]):
        rows.append((_("Kept back"), _money(said["reserve"], said, less=True)))
    return rows


def _own(line: Content, said: Content) -> Pairs:
    rows = [
        (_("Weight"), f"{written(Decimal(line['kg']))} kg"),
        (_("Counts as, with moisture and quality"), f"{written(Decimal(line['weight']).normalize())} kg"),
        (_("Share"), _money(line["share"], said)),
    ]
    more = [
        (_("For organic kg"), "organic", False), (_("Space left empty"), "shortfall", True), (_("Claim on quality"), "claim", True),
        (_("Advance"), "advance", True), (_("Interest"), "interest", True), (_("Costs of its own"), "own_costs", True),
    ]  # fmt: skip
    return rows + [(name, _money(line[key], said, less=less)) for name, key, less in more if Decimal(line[key])]


def _premium(line: Content, said: Content) -> str:
    if not line["premium"] or not Decimal(line["premium"]):
        return ""
    facts = {"amount": _money(line["premium"], said)}
    return _("Beside this, %(amount)s of premium is yours. Your members decide on it in an assembly.") % facts


def _lot(lot: Content, said: Content) -> list[str]:
    return [lot["reference"], written(Decimal(lot["kg"])), _money(lot["worth"], said), _money(lot["claim"], said)]


def _money(amount: str, said: Content, *, less: bool = False) -> str:
    figure = Decimal(amount)
    return f"{written(-figure if less else figure, minor_digits(said['currency']))} {said['currency']}"
