"""Two papers of a round: the list on which members' orders are collected, and the one on which they sign for what they get."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from rochdale.base.made_up import shown_name
from rochdale.base.paper import pdf
from rochdale.kernel.money import Money, minor_digits
from rochdale.supply.queries import credit
from rochdale.trade.buying_words import UNITS
from rochdale.trade.models import BuyingRound, RoundItem
from rochdale.trade.queries import buying as queries
from rochdale.trade.queries.buying import ShareSeen
from rochdale.ui.templatetags.ui import written

ORDERS, HAND_OUT = "trade/paper/order_list.typ", "trade/paper/hand_out_list.typ"
EMPTY_LINES = 4


def orders_pdf(row: BuyingRound, *, language: str, at: datetime) -> bytes:
    """A row for each member with what was ordered so far, and empty rows: A4 across."""
    with translation.override(language):
        items = list(row.items.order_by("position"))
        said = {one.pk: one for one in queries.orders_seen(row)}
        rows = [
            [
                one.number,
                shown_name(one.name),
                one.village,
                *(_wants(said[one.id].quantities, items) if one.id in said else [""] * len(items)),
                "",
            ]
            for one in credit.members(row.organization_id)
        ]
        content = {
            **_head(row), "title": _("Orders: %(title)s") % {"title": row.title},
            "note": _("Write how much each member wants. Orders can be changed until %(day)s; then all are bought together.")
            % {"day": date_format(row.order_until, "j F Y")},
            "headings": [_("Number"), _("Name"), _("Village"), *(_item(item) for item in items), _("Signature")],
            "rows": rows + [[""] * (4 + len(items))] * EMPTY_LINES, "items": len(items),
        }  # fmt: skip
    return pdf(ORDERS, content, language=language, at=at)


def hand_out_pdf(row: BuyingRound, *, language: str, at: datetime) -> bytes:
    """A page for each place: who gets what, what it costs, and a field for the mark."""
    with translation.override(language):
        shares = queries.shares_seen(row, at)
        names = sorted({one.place for one in shares})
        content = {
            **_head(row), "title": _("To be handed out: %(title)s") % {"title": row.title},
            "note": _("Whoever signs has got what stands in the row. On credit only where the mandate allows it."),
            "headings": [_("Number"), _("Name"), _("What"), _("To pay"), _("On credit?"), _("Signature or thumbprint")],
            "pages": [{"place": name, "rows": [_share(one) for one in shares if one.place == name]} for name in names],
            "none": _("Nothing is shared out yet."),
        }  # fmt: skip
    return pdf(HAND_OUT, content, language=language, at=at)


def _head(row: BuyingRound) -> dict[str, object]:
    return {
        "reference": f"{row.number}", "organization": row.organization.name,
        "facts": " · ".join([row.number, _("needed by %(day)s") % {"day": date_format(row.needed_by, "j F Y")}]),
    }  # fmt: skip


def _item(item: RoundItem) -> str:
    return f"{item.what} ({UNITS[item.unit]})"


def _wants(quantities: tuple[Decimal, ...], items: list[RoundItem]) -> list[str]:
    return [written(quantity.normalize()) if quantity else "" for quantity, _item in zip(quantities, items, strict=True)]


def _share(one: ShareSeen) -> dict[str, object]:
    what = [f"{written(line.quantity.normalize())} {UNITS[line.item.unit]} {line.item.what}" for line in one.lines]
    state = {"credit": _("had it, on credit"), "cash": _("had it, paid")}.get(one.means, "")
    allowed = _("yes, within %(room)s") % {"room": _money(one.room)} if one.may_charge else _("no: cash, or wait")
    return {
        "number": one.member.number, "name": shown_name(one.member.name), "village": one.member.village, "what": what,
        "cost": _money(one.cost), "credit": "" if state else allowed, "state": state,
    }  # fmt: skip


def _money(money: Money) -> str:
    return f"{written(money.rounded().amount, minor_digits(money.currency))} {money.currency}"
