"""Lists of buying together."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from rochdale.base.made_up import shown_name
from rochdale.trade.models import BuyingRound, RoundItem
from rochdale.trade.queries.buying import OrderSeen
from rochdale.ui.icons import chip
from rochdale.ui.tables import Column, Table
from rochdale.ui.templatetags.ui import written

CHIPS = {"ordering": "wait", "tender": "wait", "opened": "need", "awarded": "need", "closed": "good", "dropped": "no"}


def round_chip(row: BuyingRound) -> SafeString:
    """How far a round is."""
    return chip(CHIPS[row.state], str(row.get_state_display()))


def rounds_table(rows: QuerySet[BuyingRound]) -> Table[BuyingRound]:
    """Rounds of a cooperative."""
    return Table(
        rows,
        [
            Column("number", _("Round"), lambda row: row.number, order="number"),
            Column("title", _("What"), lambda row: row.title, order="title"),
            Column("until", _("Orders until"), lambda row: date_format(row.order_until), order="order_until"),
            Column("needed", _("Needed by"), lambda row: date_format(row.needed_by), order="needed_by"),
            Column("state", _("State"), round_chip),
        ],
        search=("number", "title"),
        order="-number",
        link=lambda row: reverse("trade:round", args=[row.pk]),
        name="rounds",
    )


def orders_table(rows: Sequence[OrderSeen], items: Sequence[RoundItem], row: BuyingRound) -> Table[OrderSeen]:
    """Members' orders, a column for each item."""
    return Table(
        rows,
        [
            Column("number", _("Number"), lambda one: one.number, order="number"),
            Column("name", _("Name"), lambda one: shown_name(one.name), order="name"),
            Column("place", _("Place"), lambda one: one.place, order="place"),
            *(_wanted(item, place) for place, item in enumerate(items)),
        ],
        search=("number", "name", "village"),
        order="number",
        link=lambda one: reverse("trade:order", args=[row.pk, one.pk]),
        name="orders",
    )


def _wanted(item: RoundItem, place: int) -> Column[OrderSeen]:
    return Column(f"item{place}", item.what, lambda one: _figure(one.quantities[place]), is_number=True)


def _figure(quantity: Decimal) -> str:
    return written(quantity.normalize()) if quantity else ""
