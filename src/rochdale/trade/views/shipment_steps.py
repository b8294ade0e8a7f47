"""The steps of a shipment as screens: each asks a few things and records one milestone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from rochdale.kernel.ids import new_id
from rochdale.kernel.refusal import Refused
from rochdale.people.http import ActingRequest, signed_in
from rochdale.people.permissions import may, require
from rochdale.trade import operations, shipping
from rochdale.trade.forms import shipments as asked
from rochdale.trade.models import Shipment
from rochdale.trade.operations.shipments import weights_of
from rochdale.trade.queries import shipments as queries
from rochdale.trade.rules.boxes import PAYLOADS, TARES
from rochdale.trade.rules.landed_weight import loss
from rochdale.trade.shipments_called import TO_DO
from rochdale.trade.shipping_papers import days_for
from rochdale.trade.views.journey import refused, walk
from rochdale.trade.views.shared import add_refusals, show
from rochdale.trade.views.shipments import visible

FIELDS: Mapping[str, str] = {
    "trade.container-number-misshapen": "box",
    "trade.container-number-wrong": "box",
    "trade.container-plate-missing": "payload_kg",
    "trade.gross-mass-too-low": "gross_kg",
    "trade.gross-mass-too-high": "gross_kg",
    "trade.seal-missing": "seals",
    "trade.seal-twice": "seals",
    "trade.seal-in-use": "seals",
    "trade.step-before-earlier": "on",
    "trade.step-still-to-come": "on",
    "trade.closes-after-it-leaves": "closes_on",
    "trade.arrives-before-it-leaves": "arrives_on",
    "trade.shipment-goes-nowhere": "destination",
    "trade.no-ship-calls-there": "origin",
    "trade.landed-weight-cannot-be": "landed_kg",
}
"""Which field a refused code belongs to."""


@dataclass(frozen=True, slots=True)
class Step:
    """How a step is asked for and recorded. `form` takes the posted data; `run` what it said."""

    form: Callable[[ActingRequest, Shipment], forms.Form]
    run: Callable[..., str]
    said: Callable[[Any], dict[str, object]]


@require_http_methods(["GET", "POST"])
@signed_in
def record(request: ActingRequest, shipment_id: UUID, kind: str) -> HttpResponse:
    """Record the step of that name."""
    row = visible(request.actor, shipment_id)
    if kind not in STEPS:
        raise Http404
    require(request.actor, "trade.receive" if kind in queries.BY_RECEIVER else "trade.ship", row)
    step = STEPS[kind]
    form = step.form(request, row)
    if form.is_valid():
        said = form.cleaned_data
        common = {"id": said["operation_id"], "by": request.actor, "at": request.at, "shipment_id": row.id, "on": said["on"]}
        try:
            step.run(**common, **step.said(form))
            return redirect("trade:shipment", row.id)
        except Refused as refusal:
            add_refusals(form, refusal, FIELDS)
    seen = queries.shipment_seen(row, request.actor, request.at)
    return show(request, "shipment_step", {"form": form, "seen": seen, "kind": kind, "act": TO_DO[kind], **_beside(row, kind)})


@require_http_methods(["GET", "POST"])
@signed_in
def book(request: ActingRequest, shipment_id: UUID) -> HttpResponse:
    """Book the way: two short screens."""
    row = visible(request.actor, shipment_id)
    require(request.actor, "trade.ship", row)
    screen = walk(asked.BOOKING_STEPS, request.POST, _planned(request, row))
    if screen.is_sent:
        said = screen.answers
        try:
            operations.book_shipment(
                id=said["operation_id"], by=request.actor, at=request.at, shipment_id=row.id, on=said["on"],
                booking=asked.booking_of(said), size=said.get("size", "large"),
            )  # fmt: skip
            return redirect("trade:shipment", row.id)
        except Refused as refusal:
            screen = refused(screen, asked.BOOKING_STEPS, request.POST, refusal, FIELDS)
    return show(request, "shipment_book", {"screen": screen, "shipment": row, "act": TO_DO["booked"]})


def _planned(request: ActingRequest, row: Shipment) -> dict[str, object]:
    """As the container was planned; else what the contract names."""
    contracts = shipping.contracts_in(row)
    terms, today = contracts[0].terms, request.at.date()
    days = days_for(contracts, {}, row.mode, today)
    found: dict[str, object] = {"operation_id": new_id(), "origin": terms["place"], "destination": terms["destination"], "on": today}
    is_planned = contracts[0].container is not None
    return found | ({"leaves_on": days.leaves_on, "arrives_on": days.arrives_on} if is_planned else {})


def _stuff(request: ActingRequest, row: Shipment) -> forms.Form:
    contracts = shipping.contracts_in(row)
    lines = shipping.lines_of(contracts)
    unit = contracts[0].container.unit if contracts[0].container else "20ft"
    initial: dict[str, object] = {"on": request.at.date()}
    if row.mode == "sea":
        initial |= {"payload_kg": PAYLOADS.get(unit, PAYLOADS["20ft"]), "tare_kg": TARES.get(unit, TARES["20ft"])}
    for at, line in enumerate(lines):
        initial |= {f"kg_{at}": line.kg, f"bags_{at}": line.terms["bags"]}
    return asked.StuffForm(request.POST or None, lines=lines, mode=row.mode, initial=initial)


def _plain(form: type[forms.Form]) -> Callable[[ActingRequest, Shipment], forms.Form]:
    return lambda request, row: form(request.POST or None, initial={"on": request.at.date()})


def _depart(request: ActingRequest, row: Shipment) -> forms.Form:
    seen = queries.shipment_seen(row, request.actor, request.at)
    may_explain = bool(seen.keeping_back) and may(request.actor, "trade.leave-without-papers", row)
    return asked.DepartForm(request.POST or None, may_explain=may_explain, mode=row.mode, initial={"on": request.at.date()})


def _only(*names: str) -> Callable[[Any], dict[str, object]]:
    return lambda form: {name: form.cleaned_data.get(name, "") for name in names}


STEPS: Mapping[str, Step] = {
    "stuffed": Step(_stuff, operations.stuff_shipment, lambda form: {"box": form.box(), "lots": form.lots()}),
    "weighed": Step(_plain(asked.WeighForm), operations.record_gross_mass, _only("gross_kg", "method")),
    "sealed": Step(_plain(asked.SealForm), operations.seal_shipment, lambda form: {"seals": form.numbers()}),
    "departed": Step(_depart, operations.depart, _only("bill", "reason")),
    "arrived": Step(_plain(asked.ArriveForm), operations.arrive, lambda form: {}),
    "landed": Step(_plain(asked.LandForm), operations.record_landed_weight, _only("landed_kg")),
    "claimed": Step(_plain(asked.ClaimForm), operations.claim_weight, lambda form: {}),
}


def _beside(row: Shipment, kind: str) -> dict[str, object]:
    """What helps to answer: goods and empty container together, what left, what is missing."""
    found = shipping.standing_milestones(row)
    box = shipping.box_of(found)
    if kind == "weighed" and box:
        return {"least_kg": shipping.net_kg(found) + box.tare_kg}
    if kind == "landed" and found:
        return {"left_kg": shipping.net_kg(found)}
    landed = shipping.landed_kg(found)
    if kind == "claimed" and landed is not None:
        return {"loss": loss(shipping.net_kg(found), landed or Decimal(0), weights=weights_of(row))}
    return {}
