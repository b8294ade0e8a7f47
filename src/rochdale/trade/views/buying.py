"""Buying together, the cooperative's side: rounds, their list, members' orders, closing."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rochdale.kernel.refusal import Refused
from rochdale.people.access import get_or_404
from rochdale.people.http import ActingRequest, signed_in
from rochdale.people.permissions import may, require
from rochdale.supply.queries import credit
from rochdale.trade import operations
from rochdale.trade.buying_paper import hand_out_pdf, orders_pdf
from rochdale.trade.forms.buying import ItemForm, MemberForm, OrderForm, TenderForm, in_two_weeks, round_facts, round_steps
from rochdale.trade.models import BuyingRound
from rochdale.trade.operations import Ordered
from rochdale.trade.permissions import own_organization
from rochdale.trade.queries import buying as queries
from rochdale.trade.queries import tenders
from rochdale.trade.views.buying_tables import orders_table, rounds_table
from rochdale.trade.views.journey import refused, walk
from rochdale.trade.views.shared import add_refusals, show
from rochdale.ui.forms import Match, OperationForm, ReasonForm

FIELDS = {
    "trade.round-without-name": "title",
    "trade.round-without-place": "places",
    "trade.no-harvest-pays-it-back": "product",
    "trade.order-day-is-over": "order_until",
    "trade.needed-before-ordered": "needed_by",
    "trade.preference-out-of-range": "preference",
    "trade.currency-unknown": "currency",
    "trade.item-without-description": "what",
    "trade.unit-of-order-unknown": "unit",
    "trade.others-never-asked": "others_from",
    "trade.quotes-end-in-the-past": "until",
    "trade.quotes-end-after-need": "until",
}


@require_GET
@signed_in
def rounds(request: ActingRequest) -> HttpResponse:
    """Rounds of the own cooperative, and tenders in which it is asked for a quote."""
    require(request.actor, "trade.order-inputs", request.actor)
    context = {
        "table": rounds_table(queries.rounds_of(request.actor)).page(request.GET), "asked": tenders.asked_of(request.actor)[:20],
        "keeps": may(request.actor, "trade.buy-together", request.actor),
    }  # fmt: skip
    return show(request, "buying", context)


@require_http_methods(["GET", "POST"])
@signed_in
def new_round(request: ActingRequest) -> HttpResponse:
    """Open a round: three short screens."""
    require(request.actor, "trade.buy-together", request.actor)
    organization = own_organization(request.actor)
    places = [(str(one.id), one.name) for one in credit.places(organization)]
    steps = round_steps(credit.harvests(organization, request.at.date()), places)
    screen = walk(steps, request.POST, {"places": [id for id, _name in places], "currency": _currency(request)})
    if screen.is_sent:
        said = screen.answers
        try:
            made = operations.open_round(
                id=said["operation_id"], by=request.actor, at=request.at, facts=round_facts(said), product=said["product"],
                place_ids=[UUID(one) for one in said["places"]],
            )  # fmt: skip
            return redirect("trade:add-item", made)
        except Refused as refusal:
            screen = refused(screen, steps, request.POST, refusal, FIELDS)
    return show(request, "buying_new", {"screen": screen, "is_ready": bool(places) and bool(steps)})


def _currency(request: ActingRequest) -> str:
    last = queries.rounds_of(request.actor).first()
    return last.currency if last else next(iter(credit.currencies(own_organization(request.actor))), "")


@require_GET
@signed_in
def round_page(request: ActingRequest, round_id: UUID) -> HttpResponse:
    """One round: how far it is, its list, the next step."""
    row = visible(request, round_id)
    me, keeps = queries.me_as_member(row, request.actor), queries.keeps(row, request.actor)
    context = {
        "round": row, "items": queries.items_seen(row, me), "me": me, "keeps": keeps, "is_open": _takes_orders(row, request),
        "suppliers": queries.suppliers_seen(row) if keeps else [],
        "asked": tenders.asked_seen(row.tender) if keeps and row.tender else [],
        "mine": queries.my_shares(row, me.id, request.at) if me else [], "places": row.places.select_related("facility"),
        "may_pay": may(request.actor, "trade.pay-supplier", row), "is_over": row.tender is not None and request.at > row.tender.until,
        "form": OperationForm(),
    }  # fmt: skip
    return show(request, "buying_round", context)


def _takes_orders(row: BuyingRound, request: ActingRequest) -> bool:
    return row.state == BuyingRound.State.ORDERING and request.at.date() <= row.order_until


@require_http_methods(["GET", "POST"])
@signed_in
def add_item(request: ActingRequest, round_id: UUID) -> HttpResponse:
    """One more thing on the list."""
    row = kept(request, round_id)
    form = ItemForm(request.POST or None)
    if form.is_valid():
        said = form.cleaned_data
        try:
            operations.add_item(
                id=said["operation_id"], by=request.actor, at=request.at, round_id=row.id, what=said["what"], unit=said["unit"]
            )
            messages.success(request, _("It is on the list."))
            return redirect("trade:add-item" if "more" in request.POST else "trade:round", row.id)
        except Refused as refusal:
            add_refusals(form, refusal, FIELDS)
    return show(request, "buying_item", {"form": form, "round": row, "items": row.items.order_by("position")})


@require_GET
@signed_in
def orders(request: ActingRequest, round_id: UUID) -> HttpResponse:
    """Who ordered what; for officers."""
    row = kept(request, round_id)
    items = list(row.items.order_by("position"))
    table = orders_table(queries.orders_seen(row), items, row).page(request.GET)
    return show(request, "buying_orders", {"round": row, "table": table, "is_open": _takes_orders(row, request)})


@require_http_methods(["GET", "POST"])
@signed_in
def choose_member(request: ActingRequest, round_id: UUID) -> HttpResponse:
    """For whom is ordered?"""
    row = kept(request, round_id)
    people = [Match(str(one.id), f"{one.number} {one.name}") for one in credit.members(row.organization_id)]
    form = MemberForm(request.POST or None, find=lambda text: [one for one in people if text.casefold() in one.label.casefold()])
    if form.is_valid():
        return redirect("trade:order", row.id, form.cleaned_data["member"])
    return show(request, "buying_member", {"form": form, "round": row})


@require_http_methods(["GET", "POST"])
@signed_in
def order(request: ActingRequest, round_id: UUID, grower_id: UUID) -> HttpResponse:
    """What one member wants; by a clerk, or by the member."""
    row = visible(request, round_id)
    me, member = queries.me_as_member(row, request.actor), next(iter(credit.members(row.organization_id, ids=[grower_id])), None)
    if member is None or not (queries.keeps(row, request.actor) or (me and me.id == member.id)):
        raise Http404
    before = queries.last_said(row, member.id)
    places = [(str(one.facility_id), one.facility.name) for one in row.places.select_related("facility").order_by("facility__name", "id")]
    said = {one.item_id: one.quantity for one in before}
    first = str(before[0].facility_id if before else member.point_id or "")
    items = list(row.items.order_by("position"))
    form = OrderForm(request.POST or None, items=items, places=places, said=said, initial={"place": first})
    if form.is_valid():
        try:
            operations.order_inputs(
                id=form.cleaned_data["operation_id"], by=request.actor, at=request.at, round_id=row.id, grower_id=member.id,
                place_id=UUID(form.cleaned_data["place"]), ordered=[Ordered(item, quantity) for item, quantity in form.quantities()],
            )  # fmt: skip
            messages.success(request, _("The order is kept."))
            return redirect("trade:choose-member" if queries.keeps(row, request.actor) else "trade:round", row.id)
        except Refused as refusal:
            add_refusals(form, refusal)
    return show(request, "buying_order", {"form": form, "round": row, "member": member, "is_me": me is not None and me.id == member.id})


@require_GET
@signed_in
def orders_file(request: ActingRequest, round_id: UUID) -> HttpResponse:
    """The list to fill in by hand, with what was ordered so far."""
    row = kept(request, round_id)
    return _pdf(orders_pdf(row, language=get_language() or "en", at=request.at), f"{row.number}-orders")


@require_GET
@signed_in
def hand_out_file(request: ActingRequest, round_id: UUID) -> HttpResponse:
    """The list on which members sign for what they get."""
    row = kept(request, round_id)
    return _pdf(hand_out_pdf(row, language=get_language() or "en", at=request.at), f"{row.number}-hand-out")


@require_http_methods(["GET", "POST"])
@signed_in
def close_orders(request: ActingRequest, round_id: UUID) -> HttpResponse:
    """Pool the orders into a tender."""
    row = kept(request, round_id)
    first = {"others_from": request.at.date(), "until": min(in_two_weeks(request.at.date()), row.needed_by)}
    form = TenderForm(request.POST or None, initial=first)
    if form.is_valid():
        try:
            operations.close_orders(
                id=form.cleaned_data["operation_id"], by=request.actor, at=request.at, round_id=row.id, **form.moments(request.at)
            )
            return redirect("trade:ask-supplier", row.id)
        except Refused as refusal:
            add_refusals(form, refusal, FIELDS)
    return show(request, "buying_tender", {"form": form, "round": row, "items": queries.items_seen(row, None)})


@require_http_methods(["GET", "POST"])
@signed_in
def drop_round(request: ActingRequest, round_id: UUID) -> HttpResponse:
    """Nothing is bought after all."""
    row = kept(request, round_id)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        said = form.cleaned_data
        try:
            operations.drop_round(id=said["operation_id"], by=request.actor, at=request.at, round_id=row.id, reason=said["reason"])
            return redirect("trade:round", row.id)
        except Refused as refusal:
            add_refusals(form, refusal)
    return show(request, "buying_drop", {"form": form, "round": row})


@require_POST
@signed_in
def close_round(request: ActingRequest, round_id: UUID) -> HttpResponse:
    """All is handed out."""
    row = kept(request, round_id)
    form = OperationForm(request.POST)
    if form.is_valid():
        operations.close_round(id=form.cleaned_data["operation_id"], by=request.actor, at=request.at, round_id=row.id)
    return redirect("trade:round", row.id)


def visible(request: ActingRequest, round_id: UUID) -> BuyingRound:
    """A round of the own cooperative; 404 for everybody else."""
    return get_or_404(request.actor, "trade.order-inputs", BuyingRound.objects.select_related("tender"), pk=round_id)


def kept(request: ActingRequest, round_id: UUID) -> BuyingRound:
    """The same for those who keep it."""
    return get_or_404(request.actor, "trade.buy-together", BuyingRound.objects.select_related("tender"), pk=round_id)


def _pdf(paper: bytes, name: str) -> HttpResponse:
    return HttpResponse(paper, content_type="application/pdf", headers={"Content-Disposition": f'inline; filename="{name}.pdf"'})
