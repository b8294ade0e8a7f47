"""The lists of shipments and of rows of papers."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from rochdale.trade import shipping
from rochdale.trade.called import place_name
from rochdale.trade.models import Shipment
from rochdale.trade.queries.shipping_papers import goods_of_row, route_name
from rochdale.trade.rules.papers import Requirement
from rochdale.trade.rules.shipments import next_step
from rochdale.trade.shipments_called import paper_name, step_name
from rochdale.ui.icons import chip
from rochdale.ui.tables import Column, Table
from rochdale.ui.templatetags.ui import written


def shipments_table(rows: QuerySet[Shipment]) -> Table[Shipment]:
    """Shipments of mine, the newest first."""
    return Table(
        rows.prefetch_related("contracts__buyer", "milestones"),
        [
            Column("number", _("Shipment"), lambda row: row.number, order="number"),
            Column("to", _("For"), lambda row: ", ".join(sorted({one.buyer.name for one in row.contracts.all()}))),
            Column("way", _("Way"), _way),
            Column("kg", _("kg"), _kg, is_number=True),
            Column("state", _("State"), state_chip),
        ],
        search=("number", "contracts__number", "contracts__buyer__name"),
        order="-number",
        link=lambda row: reverse("trade:shipment", args=[row.pk]),
    )


def _way(row: Shipment) -> str:
    booking = shipping.booking_of(shipping.standing_milestones(row))
    if booking is None:
        return "–"
    return f"{place_name(booking.origin)} → {place_name(booking.destination)}, {date_format(booking.leaves_on)}"


def _kg(row: Shipment) -> str:
    kg = shipping.net_kg(shipping.standing_milestones(row))
    return written(kg.normalize()) if kg else "–"


def state_chip(row: Shipment) -> SafeString:
    """The last step done, and whether something is still to do."""
    found = shipping.standing_milestones(row)
    coming = next_step(found, row.mode)
    if coming is None:
        return chip("good", _("Done"))
    if "departed" in found:
        return chip("good", step_name(max(found, key=lambda kind: (found[kind].at, found[kind].id))))
    return chip("wait", str(_("Next: %(step)s")) % {"step": step_name(coming)})


def requirements_table(rows: Sequence[Requirement]) -> Table[Requirement]:
    """Rows of what a route asks for."""
    return Table(
        rows,
        [
            Column("paper", _("Paper"), lambda row: paper_name(row.document), order="document"),
            Column("route", _("Way"), route_name),
            Column("goods", _("Goods"), goods_of_row),
            Column("by", _("Needed"), lambda row: _("before they leave") if row.needed_by == "departure" else _("before they arrive")),
            Column("days", _("Days it takes"), lambda row: "–" if row.lead_days is None else written(row.lead_days), is_number=True),
            Column("state", _("State"), requirement_chip),
        ],
        order="paper",
        link=lambda row: reverse("trade:requirement", args=[row.key]),
        key="key",
        size=100,
    )


def requirement_chip(row: Requirement) -> SafeString:
    """Verified by whom, or still to be verified."""
    if row.is_verified:
        return chip("good", _("Verified"))
    return chip("need", _("Verify"))
