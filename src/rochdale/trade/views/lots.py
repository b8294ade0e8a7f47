"""Lots that are sold in parts: what is left of each, and the next part in one screen."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from rochdale.kernel.refusal import Refused
from rochdale.people.access import get_or_404
from rochdale.people.http import ActingRequest, signed_in
from rochdale.people.permissions import require
from rochdale.supply.queries.offerable import offerable
from rochdale.trade import operations
from rochdale.trade.called import place_name
from rochdale.trade.forms.goods import PartForm, whole_kg
from rochdale.trade.models import Lot, Offer
from rochdale.trade.operations import SliceOf
from rochdale.trade.operations.goods import row_facts
from rochdale.trade.queries import lots as queries
from rochdale.trade.queries import pictures
from rochdale.trade.views.shared import FIELDS, add_refusals, show
from rochdale.trade.views.tables import lots_table, offer_chip
from rochdale.ui.templatetags.ui import written


@require_GET
@signed_in
def lots(request: ActingRequest) -> HttpResponse:
    """My lots."""
    require(request.actor, "trade.see", request.actor)
    offered = set(queries.my_lots(request.actor).values_list("code", flat=True))
    in_store = [lot for lot in offerable(request.actor.organization_id) if lot.code not in offered]
    return show(request, "lots", {"table": lots_table(queries.my_lots(request.actor)).page(request.GET), "in_store": in_store})


@require_GET
@signed_in
def lot(request: ActingRequest, lot_id: UUID) -> HttpResponse:
    """One lot: what is left of it, and its parts."""
    seen = queries.lot_seen(get_or_404(request.actor, "trade.see", queries.my_lots(request.actor), pk=lot_id), request.actor)
    parts = [(part, offer_chip(part.offer, request.at.date())) for part in seen.parts]
    return show(request, "lot", {"lot": seen, "parts": parts, "bars": pictures.taken(seen)})


@require_http_methods(["GET", "POST"])
@signed_in
def offer_part(request: ActingRequest, lot_id: UUID) -> HttpResponse:
    """Offer the next part of a lot. What it is was said of the part before; weight, time and price are asked."""
    row = get_or_404(request.actor, "trade.offer", queries.every_lot(), pk=lot_id)
    newest = queries.newest_part(row)
    if newest is None:
        return redirect("trade:new-lot")
    form = PartForm(request.POST or None, kg_left=row.kg_left, price_in=_price_in(newest), initial=_as_before(row, newest))
    if form.is_valid():
        answers = form.cleaned_data
        try:
            _offer(request, row, newest, form)
            messages.success(request, _("%(kg)s kg are on the market.") % {"kg": written(whole_kg(answers["kg"]))})
            return redirect("trade:lot", row.id)
        except Refused as refusal:
            add_refusals(form, refusal, {**FIELDS, "trade.price-not-positive": "reserve_price"})
    return show(request, "lot_part", {"form": form, "lot": queries.lot_seen(row, request.actor), "place": place_name(newest.port)})


def _offer(request: ActingRequest, row: Lot, newest: Offer, form: PartForm) -> str:
    answers = form.cleaned_data
    facts = row_facts(
        newest, kg=whole_kg(answers["kg"]), ready_from=answers["ready_from"], ready_until=answers["ready_until"],
        reserve_price=answers["reserve_price"],
    )  # fmt: skip
    return operations.offer_lot(
        id=answers["operation_id"], by=request.actor, at=request.at, offer=facts, cooperative=newest.cooperative,
        visibility=newest.visibility, slice_of=SliceOf(row.code), origin=newest.origin,
    )  # fmt: skip


def _as_before(row: Lot, newest: Offer) -> dict[str, object]:
    return {
        "kg": written(row.kg_left),
        "ready_from": newest.ready_from,
        "ready_until": newest.ready_until,
        "reserve_price": written(newest.reserve_price.normalize()),
    }


def _price_in(newest: Offer) -> str:
    return f"{newest.currency}/{newest.price_unit}"
