"""Minimum prices: the list, one row, recording and verifying."""

from __future__ import annotations

from decimal import Decimal
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_GET, require_http_methods

from rochdale.kernel.refusal import Refused
from rochdale.people.http import ActingRequest, signed_in
from rochdale.people.permissions import require
from rochdale.people.proving import just_proven
from rochdale.trade import operations
from rochdale.trade.called import certificate_names, goods_name
from rochdale.trade.forms.answers import FloorForm, VerifyForm
from rochdale.trade.models import PriceFloor
from rochdale.trade.queries import markets as queries
from rochdale.trade.views.shared import FIELDS, add_refusals, show
from rochdale.trade.views.tables import floor_chip, floors_table
from rochdale.ui.templatetags.ui import written


@require_GET
@signed_in
def floors(request: ActingRequest) -> HttpResponse:
    """Every minimum price that no newer row has replaced."""
    return show(
        request, "floors", {"table": floors_table(queries.floors()).page(request.GET), "may_keep": queries.may_keep_floors(request.actor)}
    )


@require_GET
@signed_in
def floor(request: ActingRequest, floor_id: UUID) -> HttpResponse:
    """One minimum price with its source, and who looked at it."""
    row = get_object_or_404(PriceFloor, pk=floor_id)
    context = {
        "floor": row,
        "chip": floor_chip(row),
        "goods": goods_name(row.product, row.species, row.form),
        "scheme": certificate_names([row.scheme])[0],
    }
    return show(request, "floor", {**context, "may_keep": queries.may_keep_floors(request.actor), "newer": row.superseded_by})


@require_http_methods(["GET", "POST"])
@signed_in
def new_floor(request: ActingRequest) -> HttpResponse:
    """Record a minimum price, or the row that replaces one (`?instead=`)."""
    require(request.actor, "trade.keep-floors", request.actor)
    instead = _uuid(request.GET.get("instead", ""))
    old = PriceFloor.objects.filter(pk=instead, superseded_by=None).first() if instead else None
    fields = [name for name in FloorForm.base_fields if name != "operation_id"]
    initial = {name: _as_typed(getattr(old, name)) for name in fields} if old else {"unit": "kg", "currency": "USD"}
    form = FloorForm(request.POST or None, initial=initial)
    if form.is_valid():
        answers = {**form.cleaned_data, "origin": form.cleaned_data["origin"].upper()}
        operation_id = answers.pop("operation_id")
        try:
            facts = operations.FloorFacts(**answers)
            made = operations.record_price_floor(
                id=operation_id, by=request.actor, at=request.at, floor=facts, supersedes=old.id if old else None
            )
            return redirect("trade:floor", made)
        except Refused as refusal:
            add_refusals(form, refusal, FIELDS)
    return show(request, "floor_new", {"form": form, "old": old})


@require_http_methods(["GET", "POST"])
@signed_in
@just_proven
def verify_floor(request: ActingRequest, floor_id: UUID) -> HttpResponse:
    """Say with one's name that the row was compared with its source."""
    require(request.actor, "trade.keep-floors", request.actor)
    row = get_object_or_404(PriceFloor, pk=floor_id)
    form = VerifyForm(request.POST or None)
    if form.is_valid():
        answers = form.cleaned_data
        try:
            operations.verify_price_floor(
                id=answers["operation_id"], by=request.actor, at=request.at, floor_id=row.id, note=answers["note"]
            )
            return redirect("trade:floor", row.id)
        except Refused as refusal:
            add_refusals(form, refusal, FIELDS)
    return show(request, "floor_verify", {"form": form, "floor": row, "goods": goods_name(row.product, row.species, row.form)})


def _as_typed(value: object) -> object:
    """A figure as its reader would type it: another language may read 1.825 as a thousand and more."""
    return written(value.normalize()) if isinstance(value, Decimal) else value


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
