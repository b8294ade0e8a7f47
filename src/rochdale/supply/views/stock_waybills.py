"""Waybills: send goods, print the paper, weigh again on arrival, settle a difference."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_GET, require_http_methods

from rochdale.kernel.refusal import Refused
from rochdale.people.access import get_or_404
from rochdale.people.factor_views import absolute
from rochdale.people.http import ActingRequest, signed_in
from rochdale.people.permissions import may, require
from rochdale.supply import operations, stock_paper
from rochdale.supply.forms.stock import ArrivalForm, WaybillForm
from rochdale.supply.models import Waybill, WaybillLine, WaybillState
from rochdale.supply.operations.waybills import Loaded
from rochdale.supply.queries import stock
from rochdale.supply.views.stock_tables import waybill_chip, waybills_table
from rochdale.ui.forms import ReasonForm, add_refusals


@require_GET
@signed_in
def waybills(request: ActingRequest) -> HttpResponse:
    """All waybills."""
    require(request.actor, "supply.see", request.actor)
    table = waybills_table(stock.waybills(request.actor.organization_id))
    context = {"table": table.page(request.GET), "may_work": may(request.actor, "supply.work", request.actor)}
    return render(request, "supply/stock/waybills.html", context)


@require_http_methods(["GET", "POST"])
@signed_in
def new_waybill(request: ActingRequest) -> HttpResponse:
    """From where; then what travels where, with whom."""
    require(request.actor, "supply.work", request.actor)
    places = list(stock.places(request.actor.organization_id))
    origin = next((place for place in places if str(place.id) == request.GET.get("from")), None)
    if origin is None:
        return render(request, "supply/stock/waybill_from.html", {"places": places})
    lies = list(stock.lots_in(origin)[:60])
    form = WaybillForm(request.POST or None, stocks=lies, places=[place for place in places if place != origin])
    if form.is_valid():
        answers = form.cleaned_data
        try:
            waybill = operations.send_goods(
                id=answers["operation_id"], by=request.actor, at=request.at, happened_at=request.at, origin_id=origin.id,
                destination_id=UUID(answers["destination"]), loads=[Loaded(*load) for load in form.loads()], driver=answers["driver"],
                vehicle=answers["vehicle"], seals=answers["seals"],
            )  # fmt: skip
            return redirect("supply:waybill", waybill)
        except Refused as refused:
            add_refusals(form, refused, {"supply.waybill-needs-a-driver": "driver"})
    return render(request, "supply/stock/waybill_new.html", {"form": form, "origin": origin, "lies": lies})


@require_GET
@signed_in
def waybill(request: ActingRequest, waybill_id: UUID) -> HttpResponse:
    """One waybill: what travels, what arrived, what is missing."""
    row = get_or_404(request.actor, "supply.see", stock.waybills(request.actor.organization_id), pk=waybill_id)
    lines = _lines(row)
    context = {
        "waybill": row,
        "lines": lines,
        "chip": waybill_chip(row),
        "sent_g": sum(line.sent_g for line in lines),
        "arrived_g": sum(line.arrived_g or 0 for line in lines),
        "is_on_the_way": row.state == WaybillState.ON_THE_WAY,
        "is_case": row.state == WaybillState.CASE,
        "may_work": may(request.actor, "supply.work", row),
        "may_settle": may(request.actor, "supply.count-anew", row),
    }
    return render(request, "supply/stock/waybill.html", context)


@require_GET
@signed_in
def waybill_paper(request: ActingRequest, waybill_id: UUID) -> HttpResponse:
    """The paper that travels with the goods."""
    row = get_or_404(request.actor, "supply.see", Waybill.objects.select_related("origin", "destination", "organization"), pk=waybill_id)
    link = absolute(request, "supply:receive", row.id)
    printed = stock_paper.waybill_pdf(row, _lines(row), link=link, language=get_language() or "en", at=row.recorded_at)
    return stock_paper.as_response(printed, f"{row.number}.pdf")


@require_http_methods(["GET", "POST"])
@signed_in
def receive(request: ActingRequest, waybill_id: UUID) -> HttpResponse:
    """Weigh every lot again."""
    row = get_or_404(request.actor, "supply.work", Waybill.objects.select_related("origin", "destination"), pk=waybill_id)
    if row.state != WaybillState.ON_THE_WAY:
        return redirect("supply:waybill", row.id)
    form = ArrivalForm(request.POST or None, lines=_lines(row))
    if form.is_valid():
        try:
            operations.receive_goods(
                id=form.cleaned_data["operation_id"], by=request.actor, at=request.at, happened_at=request.at, waybill_id=row.id,
                arrived_g=form.arrived_g(),
            )  # fmt: skip
            return redirect("supply:waybill", row.id)
        except Refused as refused:
            add_refusals(form, refused)
    return render(request, "supply/stock/receive.html", {"waybill": row, "form": form})


@require_http_methods(["GET", "POST"])
@signed_in
def settle_waybill(request: ActingRequest, waybill_id: UUID) -> HttpResponse:
    """A leader explains the difference."""
    row = get_or_404(request.actor, "supply.count-anew", Waybill.objects.select_related("origin", "destination"), pk=waybill_id)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        answers = form.cleaned_data
        try:
            operations.settle_waybill(
                id=answers["operation_id"], by=request.actor, at=request.at, waybill_id=row.id, explanation=answers["reason"]
            )
            return redirect("supply:waybill", row.id)
        except Refused as refused:
            add_refusals(form, refused)
    return render(request, "supply/stock/settle_waybill.html", {"waybill": row, "lines": _lines(row), "form": form})


def _lines(row: Waybill) -> list[WaybillLine]:
    return list(WaybillLine.objects.filter(waybill=row).select_related("lot").order_by("lot__code", "id"))
