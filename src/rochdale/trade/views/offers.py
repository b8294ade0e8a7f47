"""Offers: make one by hand, look at it, change it, take it off the market, show it to a partner first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from rochdale.base.imports import origin_of
from rochdale.kernel.ids import new_id
from rochdale.kernel.refusal import Refused, refuse_if
from rochdale.people.access import get_or_404
from rochdale.people.http import ActingRequest, signed_in
from rochdale.people.permissions import may, require
from rochdale.people.proving import just_proven
from rochdale.people.queries import organization
from rochdale.supply.queries.offerable import offerable_with
from rochdale.trade import operations
from rochdale.trade.called import certificate_names, goods_name, place_name
from rochdale.trade.catalogue_file import asked_now
from rochdale.trade.forms.goods import LOT_STEPS, OFFER_STEPS, ChangeOfferForm, PartnerForm, offer_facts, whole_kg
from rochdale.trade.known import known, per_kg
from rochdale.trade.models import Offer
from rochdale.trade.operations import SliceOf
from rochdale.trade.queries import goods
from rochdale.trade.queries.filling import fillings_of_offer
from rochdale.trade.queries.previews import floors_before
from rochdale.trade.rules.goods import OfferFacts, Price, refusals_for_offer
from rochdale.trade.views.journey import Screen, refused, walk
from rochdale.trade.views.shared import FIELDS, add_refusals, show
from rochdale.trade.views.tables import offer_chip, offers_table, others_offers_table
from rochdale.ui.forms import OperationForm
from rochdale.ui.templatetags.ui import written

NOTHING: Mapping[str, object] = {}


@require_GET
@signed_in
def offers(request: ActingRequest) -> HttpResponse:
    """My offers."""
    require(request.actor, "trade.see", request.actor)
    page = offers_table(goods.my_offers(request.actor), request.at.date()).page(request.GET)
    return show(request, "offers", {"table": page})


@require_GET
@signed_in
def on_offer(request: ActingRequest) -> HttpResponse:
    """What others offer, without prices."""
    page = others_offers_table(goods.others_offers(request.actor, request.at.date())).page(request.GET)
    return show(request, "on_offer", {"table": page})


@require_http_methods(["GET", "POST"])
@signed_in
def new_offer(request: ActingRequest) -> HttpResponse:
    """Offer goods: five short screens."""
    return _sell(request, OFFER_STEPS)


@require_http_methods(["GET", "POST"])
@signed_in
def new_lot(request: ActingRequest) -> HttpResponse:
    """The same for the first part of a lot, which may be one in store (`?lot=CODE`)."""
    return _sell(request, LOT_STEPS, _in_store(request))


def _in_store(request: ActingRequest) -> dict[str, object]:
    """What supply knows of the lot."""
    organization = request.actor.organization_id
    lot = offerable_with(organization, request.GET["lot"]) if organization and "lot" in request.GET else None
    return {"lot": lot.code, "lot_kg": written(lot.kg), "kg": written(lot.kg), "product": lot.product} if lot else {}


def _sell(request: ActingRequest, steps: Sequence[type[forms.Form]], known_of_it: Mapping[str, object] = NOTHING) -> HttpResponse:
    require(request.actor, "trade.offer", request.actor)
    screen = walk(steps, request.POST, {**_last_answers(request), **known_of_it})
    facts = offer_facts(screen.answers, _country(request)) if screen.is_last and screen.answers else None
    try:
        if facts:
            refuse_if(refusals_for_offer(facts, known(), on=request.at.date()))
        if facts and screen.is_sent:
            made = operations.offer_lot(
                id=screen.answers["operation_id"], by=request.actor, at=request.at, offer=facts, slice_of=_slice(screen)
            )
            messages.success(request, _("Your lot is on the market."))
            return redirect("trade:offer", made)
    except Refused as refusal:
        screen, facts = refused(screen, steps, request.POST, refusal, FIELDS), None
    check = _check(facts, screen, request) if facts else None
    return show(request, "offer_new", {"screen": screen, "check": check, "of_a_lot": steps is LOT_STEPS})


def _slice(screen: Screen) -> SliceOf | None:
    answers = screen.answers
    return SliceOf(answers["lot"], whole_kg(answers["lot_kg"])) if "lot" in answers else None


@require_GET
@signed_in
def offer(request: ActingRequest, offer_id: UUID) -> HttpResponse:
    """One offer: what it is, how it stands, and why."""
    row = get_or_404(request.actor, "trade.see", Offer.objects.all(), pk=offer_id)
    seen = goods.offer_seen(row, request.actor, request.at.date())
    context: dict[str, object] = {"offer": seen, "chip": offer_chip(row, request.at.date()), "asked": asked_now(row)}
    is_for_us = not seen.is_mine and seen.is_open and seen.kg_left > 0
    context["may_bid"] = is_for_us and may(request.actor, "trade.open-negotiation", request.actor)
    if seen.is_mine:
        context |= {
            "matches": goods.matches_of_offer(row),
            "fillings": fillings_of_offer(row),
            "left": goods.why_left(row),
            "partners": goods.first_refusals_of(row),
            "origin": origin_of(row.id),
        }
    return show(request, "offer", context)


@require_http_methods(["GET", "POST"])
@signed_in
def change_offer(request: ActingRequest, offer_id: UUID) -> HttpResponse:
    """Another weight, window or price."""
    row = get_or_404(request.actor, "trade.offer", Offer.objects.all(), pk=offer_id)
    initial = {
        "kg": written(row.kg),
        "ready_from": row.ready_from,
        "ready_until": row.ready_until,
        "reserve_price": written(row.reserve_price.normalize()),
        "visibility": row.visibility,
    }
    form = ChangeOfferForm(request.POST or None, initial=initial)
    if form.is_valid():
        answers = form.cleaned_data
        try:
            operations.change_offer(
                id=answers["operation_id"], by=request.actor, at=request.at, offer_id=row.id, kg=whole_kg(answers["kg"]),
                ready_from=answers["ready_from"],
                ready_until=answers["ready_until"], reserve_price=answers["reserve_price"], visibility=answers["visibility"],
            )  # fmt: skip
            return redirect("trade:offer", row.id)
        except Refused as refusal:
            add_refusals(form, refusal, {**FIELDS, "trade.price-not-positive": "reserve_price"})
    return show(request, "offer_change", {"form": form, "offer": goods.offer_seen(row, request.actor, request.at.date())})


@require_http_methods(["GET", "POST"])
@signed_in
def withdraw_offer(request: ActingRequest, offer_id: UUID) -> HttpResponse:
    """Take what is left off the market, after one look."""
    row = get_or_404(request.actor, "trade.offer", Offer.objects.all(), pk=offer_id)
    form = OperationForm(request.POST or None)
    if form.is_valid():
        try:
            operations.withdraw_offer(id=form.cleaned_data["operation_id"], by=request.actor, at=request.at, offer_id=row.id)
            return redirect("trade:offer", row.id)
        except Refused as refusal:
            add_refusals(form, refusal)
    return show(request, "offer_withdraw", {"form": form, "offer": goods.offer_seen(row, request.actor, request.at.date())})


@require_http_methods(["GET", "POST"])
@signed_in
@just_proven
def ask_partner(request: ActingRequest, offer_id: UUID) -> HttpResponse:
    """Show an offer to a standing partner before the market."""
    row = get_or_404(request.actor, "trade.offer", Offer.objects.all(), pk=offer_id)
    buyers = [(str(one.id), one.name) for one in goods.partners_for(request.actor)]
    form = PartnerForm(
        request.POST or None, partners=buyers, initial={"kg": written(row.kg_left), "currency": row.currency, "price_unit": row.price_unit}
    )
    if form.is_valid():
        answers = form.cleaned_data
        try:
            operations.give_first_refusal(
                id=answers["operation_id"], by=request.actor, at=request.at, offer_id=row.id, partner_id=UUID(answers["partner"]),
                kg=whole_kg(answers["kg"]), price=Price(answers["price"], answers["currency"], answers["price_unit"]),
                until=answers["until"],
            )  # fmt: skip
            return redirect("trade:offer", row.id)
        except Refused as refusal:
            add_refusals(form, refusal, FIELDS)
    return show(request, "offer_partner", {"form": form, "offer": goods.offer_seen(row, request.actor, request.at.date())})


def _country(request: ActingRequest) -> str:
    found = organization(request.actor.organization_id) if request.actor.organization_id else None
    return found.country if found else ""


def _last_answers(request: ActingRequest) -> dict[str, object]:
    """What was answered last time, so that the next lot takes a minute. A certificate is claimed for each lot anew."""
    last = goods.my_offers(request.actor).order_by("-offered_at", "-id").first()
    fresh: dict[str, object] = {"operation_id": new_id()}
    if last is None:
        return fresh
    return fresh | {
        "product": last.product, "species": last.species, "process": last.process, "protocol": last.protocol, "port": last.port,
        "goes_by": "truck" if last.terms == "FCA" else "ship", "currency": last.currency, "price_unit": last.price_unit,
    }  # fmt: skip


def _check(facts: OfferFacts, screen: Screen, request: ActingRequest) -> dict[str, object]:
    """The last look: the lot in words, the price for 1 kg, and the floor that applies."""
    return {
        "goods": goods_name(facts.product, facts.species, facts.process),
        "kg": facts.kg,
        "lot": _slice(screen),
        "certificates": certificate_names(one.scheme for one in facts.certificates),
        "goes_by_truck": facts.goes_by_truck,
        "place": place_name(facts.port),
        "window": f"{date_format(facts.ready_from)} – {date_format(facts.ready_until)}",
        "price": facts.reserve,
        "per_kg": per_kg(facts.reserve.amount, facts.reserve.unit),
        "floors": floors_before(facts, on=request.at.date()),
        "operation_id": new_id(),
    }
