"""Matches: the container opened, and the answer to it."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rochdale.base.actor import Actor
from rochdale.kernel.ids import new_id
from rochdale.kernel.refusal import Refusal, Refused
from rochdale.people.access import get_or_404
from rochdale.people.http import ActingRequest, signed_in
from rochdale.people.permissions import require
from rochdale.people.proving import just_proven
from rochdale.trade import operations
from rochdale.trade.forms.answers import NoForm, PartnerAnswerForm, YesForm
from rochdale.trade.models import Condition, Container, FirstRefusal, Match
from rochdale.trade.permissions import owner_id
from rochdale.trade.queries import matches as queries
from rochdale.trade.queries import pictures
from rochdale.trade.views.shared import FIELDS, add_refusals, show
from rochdale.trade.views.tables import containers_table
from rochdale.trade.worded import worded
from rochdale.ui.forms import OperationForm
from rochdale.ui.templatetags.ui import written


@require_GET
@signed_in
def matches(request: ActingRequest) -> HttpResponse:
    """Every container in which my organization has goods."""
    require(request.actor, "trade.see", request.actor)
    return show(request, "matches", {"table": containers_table(queries.my_containers(request.actor)).page(request.GET)})


@require_GET
@signed_in
def container(request: ActingRequest, container_id: UUID) -> HttpResponse:
    """One container, opened: who shares it, what the way costs, why these and why not the others."""
    row = _visible(request.actor, container_id)
    on = request.at.date()
    seen = queries.container_seen(row, request.actor, on)
    line = seen.mine[0]
    match = Match.objects.get(pk=line.id)
    context = {
        "seen": seen,
        "line": line,
        "places": pictures.places_for(line),
        "way": pictures.way_of_price(seen, line),
        "map": pictures.way_on_map(seen),
        "way_in_words": pictures.way_in_words(seen),
        "sacks": pictures.sacks(seen),
        "weights": pictures.weights(seen),
        "title_of_picture": ", ".join(f"{share.name} {written(share.kg)} kg" for share in seen.shares),
        "reasons": [worded(Refusal(reason["code"], reason["facts"])) for reason in match.reasons],
        "fits": queries.fits(match, row),
        "others": queries.others_of(row, request.actor, on),
        "split": queries.split_of(row),
        "contract": row.contracts.order_by("number").filter(parties__organization_id=owner_id(request.actor)).first(),
        "operation_id": new_id(),
    }
    return show(request, "container", context)


@require_http_methods(["GET", "POST"])
@signed_in
@just_proven
def say_yes(request: ActingRequest, container_id: UUID) -> HttpResponse:
    """Yes, and what it hangs on."""
    row = _answerable(request.actor, container_id)
    form = YesForm(request.POST or None)
    if form.is_valid():
        try:
            operations.accept_match(
                id=form.cleaned_data["operation_id"],
                by=request.actor,
                at=request.at,
                match_id=_match_id(row, request.actor),
                conditions=form.conditions(),
            )
            messages.success(request, _("You said yes. When all have, there is a contract."))
            return redirect("trade:container", row.id)
        except Refused as refusal:
            add_refusals(form, refusal)
    return show(request, "say_yes", {"form": form, "seen": queries.container_seen(row, request.actor, request.at.date())})


@require_http_methods(["GET", "POST"])
@signed_in
@just_proven
def say_no(request: ActingRequest, container_id: UUID) -> HttpResponse:
    """No, and why."""
    row = _answerable(request.actor, container_id)
    form = NoForm(request.POST or None)
    if form.is_valid():
        answers = form.cleaned_data
        try:
            operations.decline_match(
                id=answers["operation_id"],
                by=request.actor,
                at=request.at,
                match_id=_match_id(row, request.actor),
                reason=answers["reason"],
            )
            messages.info(request, _("You said no. The goods are free for the next market."))
            return redirect("trade:container", row.id)
        except Refused as refusal:
            add_refusals(form, refusal, FIELDS)
    return show(request, "say_no", {"form": form, "seen": queries.container_seen(row, request.actor, request.at.date())})


@require_POST
@signed_in
@just_proven
def meet_condition(request: ActingRequest, condition_id: UUID) -> HttpResponse:
    """What a yes hung on is so now."""
    row = Condition.objects.select_related("answer").filter(pk=condition_id).first()
    container_row = _visible(request.actor, row.answer.container_id if row else condition_id)
    form = OperationForm(request.POST)
    if row is not None and form.is_valid():
        operations.meet_condition(id=form.cleaned_data["operation_id"], by=request.actor, at=request.at, condition_id=row.id)
    return redirect("trade:container", container_row.id)


@require_http_methods(["GET", "POST"])
@signed_in
@just_proven
def partner(request: ActingRequest, first_refusal_id: UUID) -> HttpResponse:
    """An offer shown to us before the market: take it, or let it go."""
    row = get_or_404(
        request.actor,
        "trade.answer-partner",
        FirstRefusal.objects.select_related("offer", "partner"),
        knows=_is_partner,
        pk=first_refusal_id,
    )
    form = PartnerAnswerForm(request.POST or None)
    if form.is_valid():
        answers = form.cleaned_data
        try:
            contract = operations.answer_first_refusal(
                id=answers["operation_id"],
                by=request.actor,
                at=request.at,
                first_refusal_id=row.id,
                is_yes=answers["is_yes"],
                reason=answers["reason"],
            )
            return redirect("trade:contract", contract) if contract else redirect("trade:home")
        except Refused as refusal:
            add_refusals(form, refusal)
    return show(request, "partner", {"form": form, "asked": queries.asked(row, request.at.date())})


def _is_partner(by: Actor, row: FirstRefusal) -> bool:
    return by.organization_id is not None and by.organization_id == row.partner_id


def _is_party(by: Actor, row: Container) -> bool:
    return by.organization_id in row.party_ids


def _visible(by: Actor, container_id: UUID) -> Container:
    return get_or_404(by, "trade.see-container", queries.every_container(), knows=_is_party, pk=container_id)


def _answerable(by: Actor, container_id: UUID) -> Container:
    return get_or_404(by, "trade.answer", queries.every_container(), knows=_is_party, pk=container_id)


def _match_id(row: Container, by: Actor) -> UUID:
    match = queries.first_match(row, by)
    assert match is not None
    return match.id
