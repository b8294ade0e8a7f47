"""The village pay list and a grower's statement on paper, in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.utils import translation
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from rochdale.base.made_up import shown_name
from rochdale.base.paper import pdf
from rochdale.kernel.money import minor_digits
from rochdale.supply.called import amount, money, weight
from rochdale.supply.models import Account, EntryKind, Grower, PayLine, PayRun, PayRunState
from rochdale.supply.queries.money import Harvest, Line, Statement
from rochdale.supply.sales_paper import sales_content
from rochdale.ui.templatetags.ui import written

PAY_LIST, STATEMENT = "supply/paper/pay_list.typ", "supply/paper/statement.typ"
LINES_A_PAGE = 9


def pay_list_pdf(run: PayRun, lines: Sequence[PayLine], weighed: Mapping[UUID, int], *, language: str, at: datetime) -> bytes:
    """The list that goes to the village: who gets what, and a place for each signature or thumbprint; totals on every page."""
    with translation.override(language):
        content = _pay_list(run, lines, weighed, at)
    return pdf(PAY_LIST, content, language=language, at=at)


def _pay_list(run: PayRun, lines: Sequence[PayLine], weighed: Mapping[UUID, int], at: datetime) -> dict[str, object]:
    pages = [lines[first : first + LINES_A_PAGE] for first in range(0, len(lines), LINES_A_PAGE)]
    is_approved = run.state in {PayRunState.APPROVED, PayRunState.PAID}
    return {
        "title": _("Pay list %(number)s") % {"number": run.number},
        "reference": f"{run.organization.name} · {run.number}",
        "organization": run.organization.name,
        "facts": " · ".join(
            word for word in (run.season.name, str(run.get_means_display()), run.box.name if run.box else "", _day(at)) if word
        ),
        "stamp": _("Approved by two") if is_approved else _("Not approved: pay nothing yet"),
        "is_approved": is_approved,
        "note": _("Amounts are in %(currency)s. What is below the smallest note stays on the account.") % {"currency": run.currency},
        "headings": [_("No."), _("Name"), "kg", _("Due"), _("Kept back"), _("To pay"), _("Signature or thumbprint")],
        "pages": [_page(run, page, weighed) for page in pages],
        "all": {"name": _("All growers: %(count)s") % {"count": len(lines)}, "sums": _sums(run, lines, weighed)},
        "page_sum": _("This page"),
        "signs": [_("Paid by"), _("Witness"), _("Place and date")],
    }


def _page(run: PayRun, lines: Sequence[PayLine], weighed: Mapping[UUID, int]) -> dict[str, object]:
    return {"rows": [_row(run, line, weighed) for line in lines], "sums": _sums(run, lines, weighed)}


def _row(run: PayRun, line: PayLine, weighed: Mapping[UUID, int]) -> dict[str, str]:
    receiver = _("Received by %(name)s") % {"name": line.receiver_name} if line.receiver_name else ""
    return {
        "number": line.grower.number,
        "name": shown_name(line.grower.person.name),
        "village": line.grower.village,
        "receiver": receiver,
        "kg": weight(weighed.get(line.grower_id, 0), 1).removesuffix(" kg"),
        "due": amount(line.due_minor, run.currency),
        "kept": amount(line.kept_minor, run.currency) if line.kept_minor else "",
        "pays": amount(line.pays_minor, run.currency),
        "state": str(line.get_state_display()) if line.state != "open" else "",
    }


def _sums(run: PayRun, lines: Sequence[PayLine], weighed: Mapping[UUID, int]) -> list[str]:
    return [
        weight(sum(weighed.get(line.grower_id, 0) for line in lines), 1).removesuffix(" kg"),
        amount(sum(line.due_minor for line in lines), run.currency),
        amount(sum(line.kept_minor for line in lines), run.currency),
        amount(sum(line.pays_minor for line in lines), run.currency),
    ]


def statement_pdf(statements: Sequence[Statement], grower: Grower, *, language: str, at: datetime) -> bytes:
    """All that passed between the cooperative and a grower, with the sales it came from, for the grower to keep."""
    with translation.override(language):
        content = _statement(statements, grower, at) | sales_content(grower, at)
    return pdf(STATEMENT, content, language=language, at=at)


def _statement(statements: Sequence[Statement], grower: Grower, at: datetime) -> dict[str, object]:
    name = shown_name(grower.person.name)
    return {
        "title": _("Statement"),
        "reference": f"{grower.organization.name} · {grower.number}",
        "organization": grower.organization.name,
        "grower": name,
        "number": _("No. %(number)s") % {"number": grower.number},
        "village": grower.village,
        "day": _day(at),
        "nothing": _("Nothing was delivered or paid yet."),
        "parts": [_part(one) for one in statements],
        "says": _("If something here is not right, come to the office and bring your receipts."),
    }


def _part(found: Statement) -> dict[str, object]:
    return {
        "owed": {"name": _("We owe you"), "amount": money(found.owed_minor, found.currency)},
        "owes": {"name": _("You owe us"), "amount": money(found.owes_minor, found.currency) if found.owes_minor else ""},
        "seasons": {
            "title": _("Seasons"),
            "headings": [_("Season"), _("Delivered"), _("Value"), _("Average for 1 kg"), _("Paid"), _("Kept back")],
            "rows": [_harvest(one) for one in found.harvests],
        },
        "lines": {
            "title": _("Line by line, in %(currency)s") % {"currency": found.currency},
            "headings": [_("Day"), _("What"), "kg", _("Amount"), _("We owe you"), _("You owe us")],
            "rows": [_line(line, found.currency) for line in found.lines],
        },
    }


def _harvest(one: Harvest) -> list[str]:
    average = "" if one.average is None else written(one.average, minor_digits(one.currency))
    return [
        one.season.name, weight(one.net_g), amount(one.value_minor, one.currency), average, amount(one.paid_minor, one.currency),
        amount(one.kept_minor, one.currency),
    ]  # fmt: skip


def _line(line: Line, currency: str) -> list[str]:
    is_paid_off = line.kind == EntryKind.KEPT and line.account != Account.DELIVERIES
    name = _("Debt paid off") if is_paid_off else str(EntryKind(line.kind).label)
    return [
        _day(line.at), f"{name} {line.note}".strip(), "" if line.net_g is None else weight(line.net_g).removesuffix(" kg"),
        _("settled later") if line.amount_minor is None else amount(line.amount_minor, currency),
        amount(line.owed_minor, currency), amount(line.owes_minor, currency) if line.owes_minor else "",
    ]  # fmt: skip


def _day(at: datetime) -> str:
    return date_format(localtime(at), "DATE_FORMAT")
