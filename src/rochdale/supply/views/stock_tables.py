"""The lists of stores, lots, processing and waybills: what each column shows and by what it sorts."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from rochdale.base.made_up import shown_name
from rochdale.supply.called import goods_name, weight
from rochdale.supply.models import FacilityKind, Lot, Run, Sample, Stock, Waybill, WaybillState
from rochdale.supply.queries.stock import Moved
from rochdale.ui.icons import chip
from rochdale.ui.tables import Column, Table
from rochdale.ui.templatetags.ui import MINUS, written

STATES = {WaybillState.ON_THE_WAY: "wait", WaybillState.ARRIVED: "good", WaybillState.CASE: "need"}


def in_store_table(rows: QuerySet[Stock]) -> Table[Stock]:
    """What lies of each lot in one place."""
    columns: list[Column[Stock]] = [
        Column("lot", _("Lot"), lambda row: row.lot.code, order="lot__code"),
        Column("goods", _("Goods"), lambda row: goods_name(row.lot.form, row.lot.grade, row.lot.claims), order="lot__form"),
        Column("kg", _("Lies here"), lambda row: weight(row.weight_g), order="weight_g", is_number=True),
        Column("made", _("Since"), lambda row: date_format(localtime(row.lot.made_at), "SHORT_DATE_FORMAT"), order="lot__made_at"),
    ]
    return Table(rows, columns, search=("lot__code",), order="-made", link=lambda row: reverse("supply:lot", args=[row.lot_id]))


def moved_table(rows: Sequence[Moved], *, with_lot: bool) -> Table[Moved]:
    """A book: what came and went, and the balance after it."""
    where: Column[Moved] = (
        Column("lot", _("Lot"), lambda row: row.movement.lot.code)
        if with_lot
        else Column("place", _("Where"), lambda row: place_name(row.movement.facility.kind, row.movement.facility.name))
    )
    columns: list[Column[Moved]] = [
        Column("when", _("When"), lambda row: date_format(localtime(row.movement.happened_at), "SHORT_DATETIME_FORMAT")),
        where,
        Column("what", _("What"), lambda row: _moved_because(row)),
        Column("kg", _("Change"), lambda row: signed(row.movement.weight_g), is_number=True),
        Column("balance", _("Balance"), lambda row: weight(row.balance_g), is_number=True),
        Column("who", _("By"), lambda row: shown_name(row.movement.by_name)),
    ]
    return Table(rows, columns, size=50)


def _moved_because(row: Moved) -> str:
    says = str(row.movement.get_kind_display())
    return f"{says}: {row.movement.reason}" if row.movement.reason else says


def lots_table(rows: QuerySet[Lot]) -> Table[Lot]:
    """All lots, with what still lies of each."""
    columns: list[Column[Lot]] = [
        Column("code", _("Lot"), lambda row: row.code, order="code"),
        Column("goods", _("Goods"), lambda row: goods_name(row.form, row.grade, row.claims), order="form"),
        Column("season", _("Season"), lambda row: row.season.name, order="season__name"),
        Column("left", _("Still there"), lambda row: weight(row.left_g), order="left_g", is_number=True),  # type: ignore[attr-defined]
        Column("bags", _("Bags"), lambda row: written(row.bags) if row.bags else "–", order="bags", is_number=True),
        Column("made", _("Made on"), lambda row: date_format(localtime(row.made_at), "SHORT_DATE_FORMAT"), order="made_at"),
    ]
    link = lambda row: reverse("supply:lot", args=[row.pk])  # noqa: E731  # as the other tables have it
    return Table(rows, columns, search=("code", "form", "season__name"), order="-made", link=link)


def runs_table(rows: QuerySet[Run]) -> Table[Run]:
    """Processing batches."""
    columns: list[Column[Run]] = [
        Column("code", _("Batch"), lambda row: row.code, order="code"),
        Column("kind", _("Work"), lambda row: row.get_kind_display(), order="kind"),
        Column("in", _("In"), lambda row: weight(row.in_g), order="in_g", is_number=True),
        Column("out", _("Out"), lambda row: weight(row.out_g), order="out_g", is_number=True),
        Column("outturn", _("Outturn"), lambda row: f"{written(100 * row.out_g / row.in_g, 1)} %", is_number=True),
        Column("when", _("When"), lambda row: date_format(localtime(row.happened_at), "SHORT_DATE_FORMAT"), order="happened_at"),
        Column("state", _("State"), run_chip),
    ]
    return Table(rows, columns, search=("code",), order="-when", link=lambda row: reverse("supply:run", args=[row.pk]))


def run_chip(row: Run) -> SafeString | str:
    """Taken back, off its forecast, or nothing to say."""
    if hasattr(row, "reversal"):
        return chip("no", gettext("Taken back"))
    return chip("need", gettext("Off the expected outturn")) if row.is_outside_band else chip("good", gettext("Recorded"))


def waybills_table(rows: QuerySet[Waybill]) -> Table[Waybill]:
    """Waybills."""
    columns: list[Column[Waybill]] = [
        Column("number", _("Waybill"), lambda row: row.number, order="number"),
        Column("way", _("Way"), lambda row: f"{row.origin.name} → {row.destination.name}"),
        Column("driver", _("Driver"), lambda row: shown_name(row.driver)),
        Column("when", _("Left on"), lambda row: date_format(localtime(row.happened_at), "SHORT_DATETIME_FORMAT"), order="happened_at"),
        Column("state", _("State"), waybill_chip, order="state"),
    ]
    return Table(rows, columns, search=("number", "driver"), order="-when", link=lambda row: reverse("supply:waybill", args=[row.pk]))


def waybill_chip(row: Waybill) -> SafeString:
    """Where the goods are."""
    return chip(STATES[WaybillState(row.state)], row.get_state_display(), "truck" if row.state == WaybillState.ON_THE_WAY else "")


def samples_table(rows: QuerySet[Sample]) -> Table[Sample]:
    """Samples."""
    columns: list[Column[Sample]] = [
        Column("code", _("Sample"), lambda row: row.code, order="code"),
        Column("lot", _("Lot"), lambda row: format_html('<a href="{}">{}</a>', reverse("supply:lot", args=[row.lot_id]), row.lot.code)),
        Column("goods", _("Goods"), lambda row: goods_name(row.lot.form, row.lot.grade)),
        Column("kg", _("Weight"), lambda row: weight(row.weight_g), order="weight_g", is_number=True),
        Column("when", _("Taken on"), lambda row: date_format(localtime(row.happened_at), "SHORT_DATE_FORMAT"), order="happened_at"),
    ]
    return Table(rows, columns, search=("code", "lot__code"), order="-when", link=lambda row: reverse("supply:sample", args=[row.pk]))


def place_name(kind: str, name: str) -> str:
    """The name of a place; the road in the reader's language."""
    return str(FacilityKind.ROAD.label) if kind == FacilityKind.ROAD else name


def signed(weight_g: int) -> str:
    """+1.500 kg or −1.500 kg."""
    return f"+{weight(weight_g)}" if weight_g > 0 else f"{MINUS}{weight(-weight_g)}"
