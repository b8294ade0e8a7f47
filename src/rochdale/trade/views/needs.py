"""Needs: post one by hand, look at it, take it off the market."""

from __future__ import annotations

from uuid import UUID

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
from rochdale.trade import operations
from rochdale.trade.called import certificate_names, goods_name, place_name, quality_name
from rochdale.trade.forms.goods import NEED_STEPS, need_facts
from rochdale.trade.known import known, per_kg
from rochdale.trade.models import Need
from rochdale.trade.queries import goods
from rochdale.trade.rules.goods import NeedFacts, refusals_for_need
from rochdale.trade.views.journey import refused, walk
from rochdale.trade.views.shared import NEED_FIELDS, add_refusals, show
from rochdale.trade.views.tables import need_chip, needs_table, others_needs_table
from rochdale.ui.forms import OperationForm


@require_GET
@signed_in
def needs(request: ActingRequest) -> HttpResponse:
    """My needs."""
    require(request.actor, "trade.see", request.actor)
    page = needs_table(goods.my_needs(request.actor), request.at.date()).page(request.GET)
    return show(request, "needs", {"table": page})


@require_GET
@signed_in
def wanted(request: ActingRequest) -> HttpResponse:
    """What others need, without limits."""
    page = others_needs_table(goods.others_needs(request.actor, request.at.date())).page(request.GET)
    return show(request, "wanted", {"table": page})


@require_http_methods(["GET", "POST"])
@signed_in
def new_need(request: ActingRequest) -> HttpResponse:
    """Say what one needs: five short screens."""
    require(request.actor, "trade.offer", request.actor)
    screen = walk(NEED_STEPS, request.POST, _last_answers(request))
    facts = need_facts(screen.answers) if screen.is_last and screen.answers else None
    try:
        if facts:
            refuse_if(refusals_for_need(facts, known(), on=request.at.date()))
        if facts and screen.is_sent:
            made = operations.post_need(id=screen.answers["operation_id"], by=request.actor, at=request.at, need=facts)
            messages.success(request, _("Your need is on the market."))
            return redirect("trade:need", made)
    except Refused as refusal:
        screen, facts = refused(screen, NEED_STEPS, request.POST, refusal, NEED_FIELDS), None
    return show(request, "need_new", {"screen": screen, "check": _check(facts) if facts else None})


@require_GET
@signed_in
def need(request: ActingRequest, need_id: UUID) -> HttpResponse:
    """One need: what it is, how it stands, and why."""
    row = get_or_404(request.actor, "trade.see", Need.objects.all(), pk=need_id)
    seen = goods.need_seen(row, request.actor, request.at.date())
    may_bid = not seen.is_mine and seen.is_open and seen.kg_left > 0 and may(request.actor, "trade.open-negotiation", request.actor)
    context: dict[str, object] = {"need": seen, "chip": need_chip(row, request.at.date()), "may_bid": may_bid}
    if seen.is_mine:
        context |= {"matches": goods.matches_of_need(row), "left": goods.why_left(row), "origin": origin_of(row.id)}
    return show(request, "need", context)


@require_http_methods(["GET", "POST"])
@signed_in
def withdraw_need(request: ActingRequest, need_id: UUID) -> HttpResponse:
    """Take what is left off the market, after one look."""
    row = get_or_404(request.actor, "trade.offer", Need.objects.all(), pk=need_id)
    form = OperationForm(request.POST or None)
    if form.is_valid():
        try:
            operations.withdraw_need(id=form.cleaned_data["operation_id"], by=request.actor, at=request.at, need_id=row.id)
            return redirect("trade:need", row.id)
        except Refused as refusal:
            add_refusals(form, refusal)
    return show(request, "need_withdraw", {"form": form, "need": goods.need_seen(row, request.actor, request.at.date())})


def _last_answers(request: ActingRequest) -> dict[str, object]:
    last = goods.my_needs(request.actor).order_by("-posted_at", "-id").first()
    fresh: dict[str, object] = {"operation_id": new_id()}
    if last is None:
        return fresh
    return fresh | {
        "product": last.product, "species": last.species, "process": last.process, "protocol": last.protocol, "port": last.port,
        "currency": last.currency, "price_unit": last.price_unit, "certifications": last.certifications,
    }  # fmt: skip


def _check(facts: NeedFacts) -> dict[str, object]:
    """The last look: the need in words and the limit for 1 kg."""
    return {
        "goods": goods_name(facts.product, facts.species, facts.process),
        "quality": quality_name(facts.protocol, facts.min_score),
        "certificates": certificate_names(facts.certifications),
        "kg": facts.kg,
        "place": place_name(facts.port),
        "window": f"{date_format(facts.arrive_from)} – {date_format(facts.arrive_until)}",
        "price": facts.limit,
        "per_kg": per_kg(facts.limit.amount, facts.limit.unit),
        "operation_id": new_id(),
    }
