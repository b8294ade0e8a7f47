"""The list of what is borrowed and lent, and its states."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from rochdale.base.actor import Actor
from rochdale.trade.models import Prefinance
from rochdale.trade.prefinancing import position_of
from rochdale.trade.queries.prefinance import state_of
from rochdale.trade.templatetags.trade import money
from rochdale.ui.icons import chip
from rochdale.ui.tables import Column, Table

STATES = {
    "asked": ("wait", _("The lender has not answered yet")),
    "offered": ("wait", _("Terms wait for an answer")),
    "refused": ("no", _("No to the terms")),
    "running": ("good", pgettext_lazy("loan", "Running")),
    "late": ("need", pgettext_lazy("loan", "Late")),
    "paid": ("good", _("Nothing is owed")),
    "declined": ("no", _("Declined")),
    "withdrawn": ("draft", _("Withdrawn")),
    "closed": ("good", _("Paid back")),
}


def prefinance_chip(state: str) -> SafeString:
    """How it stands, in a word."""
    kind, words = STATES[state]
    return chip(kind, words)


def prefinance_table(rows: QuerySet[Prefinance], by: Actor, on: date) -> Table[Prefinance]:
    """What one borrows and lends; the other side's name."""
    return Table(
        rows,
        [
            Column("number", _("Number"), lambda row: row.number, order="number"),
            Column("side", _("You"), lambda row: _("borrow") if row.organization_id == by.organization_id else _("lend")),
            Column("other", _("Other side"), lambda row: _other_side(row, by)),
            Column("amount", _("Asked for"), lambda row: money(row.amount), order="amount_minor", is_number=True),
            Column("owed", _("Owed today"), lambda row: _owed(row, on), is_number=True),
            Column("state", _("State"), lambda row: prefinance_chip(state_of(row, on))),
        ],
        search=("number", "lender__name", "organization__name"),
        order="-number",
        link=lambda row: reverse("trade:prefinance", args=[row.pk]),
    )  # fmt: skip


def _other_side(row: Prefinance, by: Actor) -> str:
    return (row.lender if row.organization_id == by.organization_id else row.organization).name


def _owed(row: Prefinance, on: date) -> str:
    stands = position_of(row, on)
    return money(stands.owed) if stands else "–"
