"""The whole chain of a lot, from its deliveries to the ship, as facts of events; and documents of others as they were taken in."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Count, Q, QuerySet
from django.utils.timezone import get_default_timezone, localdate

from rochdale.supply.models import (
    Captured,
    CapturedEvent,
    Delivery,
    DeliveryPlot,
    FacilityKind,
    Lot,
    Made,
    Onward,
    QualityResult,
    Run,
    RunInput,
    RunOutput,
    Sample,
    WaybillLine,
)
from rochdale.supply.queries import trace
from rochdale.supply.rules import epcis
from rochdale.supply.rules.epcis import (
    DeliveryFacts,
    Event,
    OnwardFacts,
    PackingFacts,
    RunFacts,
    SampleFacts,
    TravelFacts,
    Web,
    Weight,
)


def web_of(organization_id: UUID) -> Web:
    """The addresses of this installation: its first name among `ROCHDALE_HOSTS`."""
    named = [host.lstrip(".") for host in settings.ALLOWED_HOSTS if host.strip("*.")]
    return Web(f"https://{named[0] if named else 'rochdale.invalid'}", get_default_timezone(), organization_id)


def document_of(lot: Lot, *, at: datetime) -> Event:
    """Everything that happened to a lot and to what it was made of."""
    web = web_of(lot.organization_id)
    return epcis.document(web, events_behind(lot, web), about=lot.id, at=at)


def events_behind(lot: Lot, web: Web) -> Iterator[Event]:
    """The events of a lot and of all its ancestors, also those that were taken back."""
    graph = trace.graph_behind([lot.id])
    lots = {lot.id, *(id for run in graph.runs.values() for id in (*run.inputs, *run.outputs))}
    yield from _deliveries(lots, web)
    yield from _openings(lots, web)
    yield from _runs(lots, web)
    yield from _packings(lots, web)
    yield from _samples(lots, web)
    yield from _travels(lots, web)
    yield from _onward(lots, web)


def _deliveries(lots: set[UUID], web: Web) -> Iterator[Event]:
    rows = Delivery.objects.filter(lot_id__in=lots, reverses=None).select_related("reversal").order_by("happened_at", "id")
    plots: dict[UUID, list[UUID]] = {}
    for delivery_id, plot_id in DeliveryPlot.objects.filter(delivery__in=rows).order_by("plot_id").values_list("delivery_id", "plot_id"):
        plots.setdefault(delivery_id, []).append(plot_id)
    for row in rows:
        facts = DeliveryFacts(
            row.id, row.happened_at, row.point_id, Weight(row.lot_id, row.net_g), row.grower_id, tuple(plots.get(row.id, ())),
            tuple(row.claims), row.grade, localdate(row.happened_at),
        )  # fmt: skip
        event = epcis.delivered(web, facts)
        yield event
        back = getattr(row, "reversal", None)
        if back is not None:
            yield epcis.taken_back(web, event, at=back.recorded_at)


def _openings(lots: set[UUID], web: Web) -> Iterator[Event]:
    rows = Lot.objects.filter(pk__in=lots, made=Made.OPENING).order_by("id")
    totals = trace.totals([row.id for row in rows])
    for row in rows:
        if weight_g := totals.get(row.id, 0):
            yield epcis.delivered(
                web, DeliveryFacts(row.id, row.made_at, row.point_id, Weight(row.id, weight_g), claims=tuple(row.claims), grade=row.grade)
            )


def _runs(lots: set[UUID], web: Web) -> Iterator[Event]:
    """Runs that made one of the lots, also those taken back since; what a lot went into later is another lot's tale."""
    made = RunOutput.objects.filter(lot_id__in=lots).values("run_id")
    rows = Run.objects.filter(pk__in=made, reverses=None).select_related("reversal").order_by("happened_at", "id")
    sides: dict[type, dict[UUID, list[Weight]]] = {RunInput: {}, RunOutput: {}}
    for side, of_run in sides.items():
        for run_id, lot_id, weight_g in (
            side.objects.filter(run__in=rows).order_by("id").values_list("run_id", "lot_id", "weight_g")  # type: ignore[attr-defined]
        ):
            of_run.setdefault(run_id, []).append(Weight(lot_id, weight_g))
    for row in rows:
        facts = RunFacts(
            row.id, row.happened_at, row.facility_id, tuple(sides[RunInput].get(row.id, ())), tuple(sides[RunOutput].get(row.id, ()))
        )  # fmt: skip
        event = epcis.transformed(web, facts)
        yield event
        back = getattr(row, "reversal", None)
        if back is not None:
            yield epcis.taken_back(web, event, at=back.recorded_at)


def _packings(lots: set[UUID], web: Web) -> Iterator[Event]:
    rows = Lot.objects.filter(pk__in=lots, bags__gt=0).order_by("id")
    totals = trace.totals([row.id for row in rows])
    for row in rows:
        if weight_g := totals.get(row.id, 0):
            yield epcis.packed(web, PackingFacts(Weight(row.id, weight_g), row.made_at, row.point_id, row.bags or 0, row.seals))


def _samples(lots: set[UUID], web: Web) -> Iterator[Event]:
    samples = Sample.objects.filter(lot_id__in=lots).select_related("lot").order_by("happened_at", "id")
    for row in samples:
        yield epcis.sampled(web, SampleFacts(row.id, row.happened_at, row.lot.point_id, Weight(row.lot_id, row.weight_g)))
    for found in QualityResult.objects.filter(sample__in=samples).select_related("sample__lot").order_by("happened_at", "id"):
        taken = found.sample
        weight = Weight(taken.lot_id, taken.weight_g)
        yield epcis.sampled(
            web, SampleFacts(taken.id, found.happened_at, taken.lot.point_id, weight, found.id, found.protocol, found.grade)
        )  # fmt: skip


def _travels(lots: set[UUID], web: Web) -> Iterator[Event]:
    rows = WaybillLine.objects.filter(lot_id__in=lots).select_related("waybill__destination").order_by("waybill__happened_at", "id")
    for row in rows:
        bill, sent = row.waybill, Weight(row.lot_id, row.sent_g)
        way = (bill.origin_id, bill.destination_id)
        yield from epcis.travelled(web, TravelFacts(row.id, bill.id, bill.happened_at, *way, sent))
        if row.arrived_g and bill.arrived_at:
            is_kept = bill.destination.kind == FacilityKind.WAREHOUSE
            arrived = Weight(row.lot_id, row.arrived_g)
            yield from epcis.travelled(web, TravelFacts(row.id, bill.id, bill.arrived_at, *way, sent, arrived, is_kept))


def _onward(lots: set[UUID], web: Web) -> Iterator[Event]:
    rows = Onward.objects.filter(lot_id__in=lots, kind__in=["shipped", "returned"]).select_related("lot").order_by("at", "id")
    for row in rows:
        goods = Weight(row.lot_id, abs(row.weight_g))
        yield epcis.went_on(web, OnwardFacts(row.id, row.at, row.lot.point_id, goods, row.reference, row.kind == "returned"))


def captured_events(organization_id: UUID, *, kind: str = "", words: str = "") -> QuerySet[CapturedEvent]:
    """Events of others that were taken in, by instant; those of one kind, or whose number holds the words."""
    rows = CapturedEvent.objects.filter(organization_id=organization_id).select_related("captured")
    asked = (Q(kind=kind) if kind else Q()) & (Q(event_id__icontains=words) if words else Q())
    return rows.filter(asked).order_by("happened_at", "captured_id", "place", "id")


def captured(organization_id: UUID) -> QuerySet[Captured]:
    """Documents that were taken in, newest first."""
    return Captured.objects.filter(organization_id=organization_id).annotate(count=Count("events")).order_by("-recorded_at", "-id")


def read_back(row: Captured) -> dict[str, Any]:
    """A document as it came, events in their places; those without a number have one."""
    keys = [(event_id, is_mistake) for event_id, is_mistake in row.content["epcisBody"]["eventList"]]
    rows = CapturedEvent.objects.filter(organization_id=row.organization_id, event_id__in=[event_id for event_id, _mistake in keys])
    found = {(each.event_id, each.is_mistake): each.content for each in rows.order_by("id")}
    return {**row.content, "epcisBody": {**row.content["epcisBody"], "eventList": [found[key] for key in keys]}}
