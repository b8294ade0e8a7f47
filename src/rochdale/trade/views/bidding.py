"""Putting a bid: the first one, from a lot on offer or a need; a counter-offer, the short way or with all terms."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from rochdale.kernel.ids import new_id
from rochdale.kernel.money import Money
from rochdale.kernel.refusal import Refused
from rochdale.people.access import get_or_404
from rochdale.people.http import ActingRequest, signed_in
from rochdale.people.permissions import require
from rochdale.people.proving import just_proven
from rochdale.trade import operations
from rochdale.trade.bid_called import bid_rows
from rochdale.trade.forms.goods import whole_kg
from rochdale.trade.forms.negotiation import BID_STEPS, CounterForm, bid_from, initial_of
from rochdale.trade.models import Need, Offer
from rochdale.trade.queries import goods
from rochdale.trade.queries import negotiations as queries
from rochdale.trade.rules.bags import bag_kg
from rochdale.trade.rules.negotiation import Bid
from rochdale.trade.views.journey import Screen, refused, walk
from rochdale.trade.views.negotiations import seen_now, visible
from rochdale.trade.views.shared import FIELDS, add_refusals, show
from rochdale.ui.templatetags.ui import written

DAYS_TO_ANSWER = 7
"""Only fills in the form."""
BID_FIELDS = {
    **FIELDS,
    "kernel.unknown-place": "place",
    "kernel.place-misspelt": "place",
    "kernel.sea-term-without-port": "place",
    "trade.incoterm-unknown": "incoterm",
    "trade.price-not-positive": "amount",
    "kernel.missing-rate": "currency",
    "trade.bid-below-floor": "amount",
    "trade.exchange-unknown": "exchange",
    "trade.exchange-month-missing": "month",
    "trade.exchange-month-not-traded": "month",
    "trade.exchange-month-is-over": "month",
    "trade.quotation-missing": "quotation",
    "trade.quotation-in-another-unit": "quoted_in",
    "trade.quotation-of-a-day-to-come": "quoted_on",
    "trade.fix-by-missing": "fix_by",
    "trade.floor-not-comparable": "costs_to_board",
    "trade.window-ends-before-it-starts": "ship_until",
    "trade.window-is-over": "ship_until",
    "trade.certificate-ends-before-shipment": "ship_from",
    "trade.bags-without-weight": "bags",
    "trade.bags-do-not-weigh-that": "bags",
    "trade.form-for-other-goods": "form",
    "trade.tolerance-out-of-range": "tolerance",
    "trade.silence-without-clause": "silence_days",
    "trade.bid-deadline": "valid_until",
}


@require_http_methods(["GET", "POST"])
@signed_in
@just_proven
def bid_on_offer(request: ActingRequest, offer_id: UUID) -> HttpResponse:
    """A buyer's first bid on a lot."""
    row = get_or_404(request.actor, "trade.see", Offer.objects.all(), pk=offer_id)
    require(request.actor, "trade.open-negotiation", request.actor)
    running = queries.running_with(request.actor, row)
    if running and running.state == "open" and request.method == "GET":
        return redirect("trade:negotiation", running.id)
    return _first_bid(request, row, None)


@require_http_methods(["GET", "POST"])
@signed_in
@just_proven
def bid_on_need(request: ActingRequest, need_id: UUID) -> HttpResponse:
    """A seller's first bid on a need, with a lot of its own (`?offer=ID`); several are offered to choose from."""
    need = get_or_404(request.actor, "trade.see", Need.objects.all(), pk=need_id)
    require(request.actor, "trade.open-negotiation", request.actor)
    lots = queries.lots_for(need, request.actor, request.at.date())
    chosen = next((row for row in lots if str(row.id) == request.GET.get("offer", "")), lots[0] if len(lots) == 1 else None)
    if chosen is None:
        by, on = request.actor, request.at.date()
        choice = [goods.offer_seen(row, by, on) for row in lots]
        return show(request, "negotiation_lot", {"need": goods.need_seen(need, by, on), "lots": choice})
    return _first_bid(request, chosen, need)


@require_http_methods(["GET", "POST"])
@signed_in
@just_proven
def make_bid(request: ActingRequest, negotiation_id: UUID) -> HttpResponse:
    """A counter-offer with all its terms, beginning where the newest bid stopped."""
    row = visible(request.actor, "trade.negotiate", negotiation_id)
    seen = queries.negotiation_seen(row, request.actor, request.at.date())
    initial = {**_written(initial_of(seen.bid)), **_deadline(request, seen.bid), "over": seen.number}
    screen = walk(BID_STEPS, request.POST, initial)
    if screen.is_sent:
        said = screen.answers
        try:
            operations.make_bid(
                id=said["operation_id"], by=request.actor, at=request.at, negotiation_id=row.id, over=said["over"] or 0,
                bid=bid_from(said), note=said["note"],
            )  # fmt: skip
            return redirect("trade:negotiation", row.id)
        except Refused as refusal:
            seen = seen_now(row, request)
            screen = refused(screen, BID_STEPS, _on_newest(request, refusal, seen.number), refusal, BID_FIELDS)
    context = {"screen": screen, "rows": _rows(screen), "sum": _sum(screen, row.offer, request), "seen": seen, "goods": seen.goods}
    return show(request, "bid", context)


@require_http_methods(["GET", "POST"])
@signed_in
@just_proven
def counter(request: ActingRequest, negotiation_id: UUID) -> HttpResponse:
    """A counter-offer the short way: weight, price, day."""
    row = visible(request.actor, "trade.negotiate", negotiation_id)
    seen = queries.negotiation_seen(row, request.actor, request.at.date())
    price = seen.bid.price
    initial = {**_written(initial_of(seen.bid)), **_deadline(request, seen.bid), "over": seen.number}
    form = CounterForm(request.POST or None, price=price, initial=initial)
    if form.is_valid():
        said = form.cleaned_data
        quoted = {name: said[name] for name in ("quotation", "quoted_on") if name in said}
        price = replace(price, amount=said["amount"], **quoted)
        bid = _with_bags(replace(seen.bid, kg=whole_kg(said["kg"]), price=price, valid_until=said["valid_until"]))
        try:
            operations.make_bid(
                id=said["operation_id"], by=request.actor, at=request.at, negotiation_id=row.id, over=said["over"], bid=bid,
                note=said["note"],
            )  # fmt: skip
            return redirect("trade:negotiation", row.id)
        except Refused as refusal:
            seen = seen_now(row, request)
            form = CounterForm(_on_newest(request, refusal, seen.number), price=price)
            add_refusals(form, refusal, BID_FIELDS)
    return show(request, "counter", {"form": form, "seen": seen})


def _first_bid(request: ActingRequest, offer: Offer, need: Need | None) -> HttpResponse:
    screen = walk(BID_STEPS, request.POST, _first_answers(request, offer, need))
    if screen.is_sent:
        said = screen.answers
        try:
            made = operations.open_negotiation(
                id=said["operation_id"], by=request.actor, at=request.at, offer_id=offer.id, bid=bid_from(said),
                need_id=need.id if need else None, note=said["note"],
            )  # fmt: skip
            return redirect("trade:negotiation", made)
        except Refused as refusal:
            screen = refused(screen, BID_STEPS, request.POST, refusal, BID_FIELDS)
    seen = goods.offer_seen(offer, request.actor, request.at.date())
    context = {
        "screen": screen,
        "rows": _rows(screen),
        "sum": _sum(screen, offer, request),
        "offer": seen,
        "goods": seen.goods,
        "need": need,
    }
    return show(request, "bid", context)


def _first_answers(request: ActingRequest, offer: Offer, need: Need | None) -> dict[str, Any]:
    """What is known of the lot, so that a first bid is mostly a price."""
    kg = min(offer.kg_left, need.kg_left) if need else offer.kg_left
    weight = bag_kg(offer.product, offer.country)
    bags = int(kg / weight) if weight and kg % weight == 0 else None
    on = request.at.date()
    return {
        "operation_id": new_id(), "kg": written(kg), "price_kind": "outright", "currency": offer.currency, "price_unit": offer.price_unit,
        "incoterm": offer.terms, "place": offer.port, "ship_from": max(offer.ready_from, on), "ship_until": offer.ready_until,
        "protocol": offer.protocol, "score": None if offer.score is None else written(offer.score.normalize()), "tolerance": written(3),
        "weights": "shipped", "quoted_on": on, "bags": bags, "bag_kg": written(weight.normalize()) if weight and bags else None,
        "valid_until": on + timedelta(days=DAYS_TO_ANSWER),
    }  # fmt: skip


def _deadline(request: ActingRequest, bid: Bid) -> dict[str, Any]:
    """A week, but not longer than the goods wait."""
    on = request.at.date()
    return {"valid_until": min(on + timedelta(days=DAYS_TO_ANSWER), max(bid.ship_until, on)), "operation_id": new_id()}


def _with_bags(bid: Bid) -> Bid:
    """Bags go along with the weight where they come out whole; else they are left to the long way."""
    if bid.bag_kg is None:
        return bid
    return replace(bid, bags=int(bid.kg / bid.bag_kg)) if bid.kg % bid.bag_kg == 0 else replace(bid, bags=None, bag_kg=None)


def _written(initial: Mapping[str, Any]) -> dict[str, Any]:
    """Figures as the reader writes them."""
    return {name: written(value.normalize()) if hasattr(value, "normalize") else value for name, value in initial.items()}


def _on_newest(request: ActingRequest, refusal: Refused, number: int) -> QueryDict:
    """What was typed, to be sent again as an answer to the newest bid once somebody was quicker."""
    typed = request.POST.copy()
    if any(one.code == "trade.somebody-was-quicker" for one in refusal.refusals):
        typed["over"], typed["operation_id"] = str(number), str(new_id())
    return typed


def _rows(screen: Screen) -> list[tuple[str, str]]:
    """The bid in words on the last screen."""
    return bid_rows(bid_from({**screen.answers, "valid_until": None})) if screen.is_last and screen.answers else []


def _sum(screen: Screen, offer: Offer, request: ActingRequest) -> Money | None:
    """What the whole bid comes to, on the last screen; nothing where it cannot be reckoned today."""
    if not (screen.is_last and screen.answers):
        return None
    return queries.comes_to(bid_from({**screen.answers, "valid_until": None}), offer, request.at.date())[1]
