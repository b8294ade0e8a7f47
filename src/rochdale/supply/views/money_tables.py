"""Tables of the pages of money."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from rochdale.base.made_up import shown_name
from rochdale.kernel.money import minor_digits
from rochdale.supply.called import amount, money, weight
from rochdale.supply.models import Account, Balance, CashBox, CashEntry, CashKind, DayClose, EntryKind, PayLine, Payment, PayRun
from rochdale.supply.queries.money import AtPoint, Line, Statement
from rochdale.supply.views.money_shared import day_of
from rochdale.ui.icons import chip
from rochdale.ui.tables import Column, Table
from rochdale.ui.templatetags.ui import written

RUN_STATES = {"draft": "draft", "approved": "wait", "paid": "good", "dropped": "no"}
LINE_STATES = {"open": "wait", "paid": "good", "failed": "no", "absent": "need"}


def line_name(line: Line) -> str:
    """What a line of a statement is about."""
    if line.kind == EntryKind.KEPT and line.account != Account.DELIVERIES:
        return str(_("Debt paid off"))
    return str(EntryKind(line.kind).label)


def payments_table(rows: QuerySet[Payment]) -> Table[Payment]:
    """Every payment."""
    columns: list[Column[Payment]] = [
        Column("at", _("Day"), lambda row: day_of(row.happened_at), order="happened_at"),
        Column("grower", _("Grower"), lambda row: f"{row.grower.number} {shown_name(row.grower.person.name)}", order="grower__number"),
        Column("kind", _("What"), lambda row: row.get_kind_display(), order="kind"),
        Column("means", _("How"), lambda row: row.get_means_display(), order="means"),
        Column("amount", _("Amount"), lambda row: money(row.amount_minor, row.currency), order="amount_minor", is_number=True),
        Column("box", _("Cash box"), lambda row: row.box.name if row.box else ""),
    ]
    search = ["grower__number", "grower__person__name", "reference"]
    return Table(rows, columns, search=search, order="-at", link=lambda row: reverse("supply:payment", args=[row.pk]))


class Numbered:
    """A line of a statement with its place, so that a table can turn pages."""

    def __init__(self, number: int, line: Line) -> None:
        self.pk, self.line = f"{number:06d}", line


def statement_table(found: Statement) -> Table[Numbered]:
    """The lines of a statement, newest first."""
    columns: list[Column[Numbered]] = [
        Column("day", _("Day"), lambda row: date_format(localtime(row.line.at), "SHORT_DATE_FORMAT")),
        Column("what", _("What"), lambda row: f"{line_name(row.line)} {row.line.note}".strip()),
        Column("kg", "kg", lambda row: "" if row.line.net_g is None else weight(row.line.net_g), is_number=True),
        Column("amount", _("Amount"), lambda row: _shown(row.line, found.currency), is_number=True),
        Column("owed", _("We owe"), lambda row: amount(row.line.owed_minor, found.currency), is_number=True),
        Column("owes", _("Owes us"), lambda row: amount(row.line.owes_minor, found.currency), is_number=True),
    ]
    lines = [Numbered(number, line) for number, line in enumerate(reversed(found.lines))]
    return Table(lines, columns, size=50, name=found.currency.lower())


def _shown(line: Line, currency: str) -> str:
    return str(_("settled later")) if line.amount_minor is None else amount(line.amount_minor, currency)


def owed_table(rows: QuerySet[Balance]) -> Table[Balance]:
    """What stands on the accounts of growers."""
    columns: list[Column[Balance]] = [
        Column("number", _("Number"), lambda row: row.grower.number, order="grower__number"),
        Column("name", _("Name"), lambda row: shown_name(row.grower.person.name), order="grower__person__name"),
        Column("village", _("Village"), lambda row: row.grower.village, order="grower__village"),
        Column("account", _("Account"), lambda row: Account(row.account).label, order="account"),
        Column("amount", _("Amount"), lambda row: money(row.amount_minor, row.currency), order="amount_minor", is_number=True),
    ]
    search = ["grower__number", "grower__person__name", "grower__village"]
    return Table(rows, columns, search=search, order="-amount", link=lambda row: reverse("supply:statement", args=[row.grower_id]))


def boxes_table(rows: QuerySet[CashBox]) -> Table[CashBox]:
    """Cash boxes in use."""
    columns: list[Column[CashBox]] = [
        Column("name", _("Cash box"), lambda row: row.name, order="name"),
        Column("place", _("Place"), lambda row: row.facility.name),
        Column("currency", _("Currency"), lambda row: row.currency),
    ]
    return Table(rows, columns, order="name", link=lambda row: reverse("supply:cash-box", args=[row.pk]))


def cash_table(rows: QuerySet[CashEntry], currency: str) -> Table[CashEntry]:
    """What went into a box and out of it."""
    columns: list[Column[CashEntry]] = [
        Column("at", _("Day"), lambda row: day_of(row.happened_at), order="happened_at"),
        Column("kind", _("What"), lambda row: CashKind(row.kind).label, order="kind"),
        Column("amount", _("Amount"), lambda row: money(row.amount_minor, currency), order="amount_minor", is_number=True),
        Column("note", _("Note"), lambda row: row.note),
        Column("by", pgettext_lazy("who did it", "By"), lambda row: shown_name(row.by_name)),
    ]
    return Table(rows, columns, order="-at")


def closes_table(rows: QuerySet[DayClose]) -> Table[DayClose]:
    """Counts with their differences."""
    columns: list[Column[DayClose]] = [
        Column("on", _("Day"), lambda row: date_format(row.on, "SHORT_DATE_FORMAT"), order="on"),
        Column("box", _("Cash box"), lambda row: row.box.name, order="box__name"),
        Column("counted", _("Counted"), lambda row: money(row.counted_minor, row.box.currency), is_number=True),
        Column("difference", _("Over or short"), difference_of, is_number=True),
        Column("by", _("Counted by"), lambda row: shown_name(row.by_name)),
        Column("second", _("Signed by"), lambda row: shown_name(row.second_name)),
    ]
    return Table(rows, columns, order="-on", link=lambda row: reverse("supply:count", args=[row.pk]), name="closes")


def difference_of(row: DayClose) -> object:
    """A chip: right, or how much over or short."""
    if not row.difference_minor:
        return chip("good", _("right"))
    return chip("need", money(row.difference_minor, row.box.currency))


def runs_table(rows: QuerySet[PayRun]) -> Table[PayRun]:
    """Pay runs."""
    columns: list[Column[PayRun]] = [
        Column("number", _("Pay run"), lambda row: row.number, order="number"),
        Column("day", _("Day"), lambda row: date_format(localtime(row.recorded_at), "SHORT_DATE_FORMAT"), order="recorded_at"),
        Column("means", _("How"), lambda row: row.get_means_display(), order="means"),
        Column("pays", _("Paid out"), lambda row: money(getattr(row, "pays", 0) or 0, row.currency), is_number=True),
        Column("kept", _("Kept back"), lambda row: money(getattr(row, "kept", 0) or 0, row.currency), is_number=True),
        Column("state", _("State"), lambda row: chip(RUN_STATES[row.state], row.get_state_display()), order="state"),
    ]
    return Table(rows, columns, order="-day", link=lambda row: reverse("supply:pay-run", args=[row.pk]))


def lines_table(lines: Sequence[PayLine], run: PayRun) -> Table[PayLine]:
    """The lines of a pay run."""
    columns: list[Column[PayLine]] = [
        Column("number", _("Number"), lambda row: row.grower.number, order="grower__number"),
        Column("name", _("Name"), lambda row: shown_name(row.grower.person.name)),
        Column("village", _("Village"), lambda row: row.grower.village, order="grower__village"),
        Column("due", _("Due"), lambda row: amount(row.due_minor, run.currency), order="due_minor", is_number=True),
        Column("kept", _("Kept back"), lambda row: amount(row.kept_minor, run.currency), is_number=True),
        Column("carried", _("Carried"), lambda row: amount(row.carried_minor, run.currency), is_number=True),
        Column("pays", _("Paid out"), lambda row: amount(row.pays_minor, run.currency), order="pays_minor", is_number=True),
        Column("state", _("State"), lambda row: chip(LINE_STATES[row.state], row.get_state_display()), order="state"),
    ]
    search = ["grower__number", "grower__person__name", "grower__village"]
    return Table(lines, columns, search=search, size=100, link=lambda row: reverse("supply:pay-line", args=[row.pk]))


def points_table(rows: Sequence[AtPoint], currency: str) -> Table[AtPoint]:
    """A season by point."""
    digits = minor_digits(currency)
    columns: list[Column[AtPoint]] = [
        Column("name", _("Collection point"), lambda row: row.name or _("No usual point"), order="name"),
        Column("kg", "kg", lambda row: weight(row.net_g), order="net_g", is_number=True),
        Column("value", _("Value"), lambda row: amount(row.value_minor, currency), order="value_minor", is_number=True),
        Column("average", _("Average for 1 kg"), lambda row: _average(row.average, digits), is_number=True),
        Column("paid", _("Paid to its growers"), lambda row: amount(row.paid_minor, currency), is_number=True),
        Column("kept", _("Kept back"), lambda row: amount(row.kept_minor, currency), is_number=True),
        Column("owed", _("Owed to its growers"), lambda row: amount(row.owed_minor, currency), is_number=True),
    ]
    return Table(rows, columns, order="name")


def _average(price: Decimal | None, digits: int) -> str:
    return "" if price is None else written(price, digits)
