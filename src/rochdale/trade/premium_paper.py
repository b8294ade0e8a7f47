"""The premium on paper, for the notice board: what came in, what the assembly decided, where it went, what is there."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from rochdale.base.paper import pdf
from rochdale.kernel.money import Money, minor_digits
from rochdale.trade.called import goods_name
from rochdale.trade.models import PremiumEntry, PremiumPlan
from rochdale.trade.premium_picture import where_it_went
from rochdale.trade.premium_words import CATEGORIES
from rochdale.trade.queries.premium import Due, Ledger, ProjectSeen
from rochdale.ui.charts import Bar
from rochdale.ui.templatetags.ui import written

TEMPLATE = "trade/paper/premium.typ"


def board_pdf(found: Ledger, unlike: Sequence[Due], organization: str, *, language: str, at: datetime) -> bytes:
    """One page or more to hang up."""
    with translation.override(language):
        content = _content(found, unlike, organization)
    return pdf(TEMPLATE, content, language=language, at=at)


def _content(found: Ledger, unlike: Sequence[Due], organization: str) -> dict[str, object]:
    title = _("Our premium")
    return {
        "title": title,
        "reference": f"{title} · {organization}",
        "organization": organization,
        "goods": goods_name(found.product, "", ""),
        "day": _("As of %(day)s") % {"day": _day(found.on)},
        "balance": [_("There is now"), _money(found.balance)],
        "sums": [
            [_("Came in"), _money(found.received)],
            [_("Decided by the assembly"), _money(found.planned)],
            [_("Spent"), _money(found.spent)],
        ],
        "unlike": [
            _("Invoice %(number)s owes %(due)s; %(received)s came in.")
            % {"number": one.invoice.number, "due": _money(one.money), "received": _money(one.received)}
            for one in unlike
        ],
        "bars": {"title": _("Where it went"), "rows": [_bar(bar, found.currency) for bar in where_it_went(found)]},
        "plans": [_plan(plan, projects) for plan, projects in found.plans],
        "entries": {
            "title": _("Line by line"),
            "headings": [_("Day"), _("What"), _("Amount")],
            "rows": [[_day(one.on), _what(one), _money(one.money)] for one in found.entries],
        },
        "says": _("Every member may see the receipts. Ask in the office."),
    }  # fmt: skip


def _plan(row: PremiumPlan, projects: Sequence[ProjectSeen]) -> dict[str, object]:
    counts = {"present": row.present, "members": row.members, "yes": row.yes, "no": row.no, "abstained": row.abstained}
    return {
        "title": _("General assembly of %(day)s") % {"day": _day(row.held_on)},
        "vote": _("%(present)s of %(members)s members present; %(yes)s yes, %(no)s no, %(abstained)s abstained.") % counts,
        "headings": [_("Project"), _("Kind"), _("Budget"), _("Spent"), _("Left")],
        "rows": [
            [one.row.name, str(CATEGORIES[one.row.category]), _money(one.row.budget), _money(one.spent), _money(one.left)]
            for one in projects
        ],
    }


def _bar(bar: Bar, currency: str) -> dict[str, str]:
    part = bar.part
    amount = _money(Money(part.amount, currency))
    return {"name": str(part.name), "note": str(part.note), "width": f"{bar.width}", "amount": amount, "dye": part.dye}


def _what(one: PremiumEntry) -> str:
    text = f"{one.project.name}: {one.what}" if one.project else _("Premium of invoice %(invoice)s") % {"invoice": one.invoice}
    return f"{text} ({one.reason})" if one.reason else text


def _money(money: Money) -> str:
    return f"{written(money.rounded().amount, minor_digits(money.currency))} {money.currency}"


def _day(day: date) -> str:
    return date_format(day, "j F Y")
