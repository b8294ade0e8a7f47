"""Introductions: made by those who were granted it, answered by each side, and the connections that came of them."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rochdale.base.actor import Actor
from rochdale.kernel.ids import new_id
from rochdale.people.access import get_or_404
from rochdale.people.http import ActingRequest, signed_in
from rochdale.people.permissions import may, require
from rochdale.people.proving import just_proven
from rochdale.people.sharing import readers
from rochdale.trade import operations
from rochdale.trade.forms.profiles import GrantForm, IntroduceForm
from rochdale.trade.models import Connection, Introducer, Introduction
from rochdale.trade.permissions import owner_id
from rochdale.trade.profile_names import PARTS
from rochdale.trade.queries import introductions as queries
from rochdale.trade.rules.visibility import ASKABLE, PEOPLE
from rochdale.trade.views.asking import Question, ask
from rochdale.trade.views.shared import show
from rochdale.ui.forms import OperationForm, ReasonForm

FIELDS = {
    "trade.commission-not-stated": "commission",
    "trade.introduction-says-no-why": "text",
    "trade.introduction-needs-two-others": "other",
    "trade.introduced-already": "other",
    "trade.introducer-already": "reader",
}
OFFERED = [part for part in ASKABLE if part != PEOPLE]


@require_GET
@signed_in
def introductions(request: ActingRequest) -> HttpResponse:
    """What we are introduced to, whom we introduced, with whom we are connected."""
    require(request.actor, "trade.see-own-profile", request.actor)
    by, us = request.actor, owner_id(request.actor)
    rows = [queries.introduction_seen(row, by) for row in queries.introductions(by)[:100]]
    connected = [(row, row.other if row.one_id == us else row.one) for row in queries.connections(us)]
    context = {
        "rows": rows, "connected": connected, "is_introducer": queries.is_introducer(us),
        "may_introduce": queries.is_introducer(us) and may(by, "trade.introduce", us), "may_grant": may(by, "trade.grant-introducing", by),
        "may_end": may(by, "trade.set-levels", us), "operation_id": new_id(),
    }  # fmt: skip
    return show(request, "introductions", context)


@require_http_methods(["GET", "POST"])
@signed_in
def introduce(request: ActingRequest) -> HttpResponse:
    """Introduce two others to each other."""
    require(request.actor, "trade.introduce", request.actor)
    form = IntroduceForm(request.POST or None, organizations=readers(owner_id(request.actor)), parts=OFFERED)
    question = Question(
        title=_("Introduce two others"), act=_("Propose it to both"), back=reverse("trade:introductions"), back_says=_("Introductions"),
        lead=_("Each says yes or no alone. You learn that they answered, not what."),
    )  # fmt: skip
    return ask(request, form, question, lambda: _introduce(request, form), FIELDS)


def _introduce(request: ActingRequest, form: IntroduceForm) -> str:
    said = form.cleaned_data
    return operations.introduce(
        id=said["operation_id"], by=request.actor, at=request.at, one_id=UUID(said["one"]), other_id=UUID(said["other"]), text=said["text"],
        commission=said["commission"], parts=said["parts"],
    )  # fmt: skip


@require_GET
@signed_in
def introduction(request: ActingRequest, introduction_id: UUID) -> HttpResponse:
    """One introduction."""
    seen = queries.introduction_seen(_row(request, introduction_id, "trade.see-introduction"), request.actor)
    context = {"seen": seen, "parts": [PARTS[part] for part in (PEOPLE, *seen.parts)], "operation_id": new_id()}
    return show(request, "introduction", context)


@require_POST
@signed_in
@just_proven
def say_yes(request: ActingRequest, introduction_id: UUID) -> HttpResponse:
    """Yes, for our side."""
    row = _row(request, introduction_id, "trade.answer-introduction")
    operations.answer_introduction(id=_id(request), by=request.actor, at=request.at, introduction_id=row.id, is_yes=True)
    return redirect("trade:introduction", row.id)


@require_http_methods(["GET", "POST"])
@signed_in
def say_no(request: ActingRequest, introduction_id: UUID) -> HttpResponse:
    """No, for our side. Only we read why."""
    row = _row(request, introduction_id, "trade.answer-introduction")
    form = ReasonForm(request.POST or None)
    question = Question(
        title=_("Say no to it?"), act=_("Say no"), back=reverse("trade:introduction", args=[row.id]), back_says=_("The introduction"),
        lead=_("Only your own people read the reason."),
    )  # fmt: skip
    return ask(
        request, form, question,
        lambda: operations.answer_introduction(
            id=form.cleaned_data["operation_id"], by=request.actor, at=request.at, introduction_id=row.id, is_yes=False,
            reason=form.cleaned_data["reason"],
        ),
    )  # fmt: skip


@require_POST
@signed_in
@just_proven
def end_connection(request: ActingRequest, connection_id: UUID) -> HttpResponse:
    """Part from a connection."""
    row = get_or_404(request.actor, "trade.answer-introduction", Connection.objects.all(), knows=_is_of_it, pk=connection_id)
    operations.end_connection(id=_id(request), by=request.actor, at=request.at, connection_id=row.id)
    return redirect("trade:introductions")


@require_http_methods(["GET", "POST"])
@signed_in
def introducers(request: ActingRequest) -> HttpResponse:
    """Who may introduce others."""
    require(request.actor, "trade.grant-introducing", request.actor)
    form = GrantForm(request.POST or None, organizations=readers(UUID(int=0)))
    if form.is_valid():
        said = form.cleaned_data
        operations.grant_introducing(
            id=said["operation_id"], by=request.actor, at=request.at, organization_id=UUID(said["reader"]), reason=said["reason"]
        )
        return redirect("trade:introducers")
    return show(request, "introducers", {"form": form, "rows": queries.introducers(), "operation_id": new_id()})


@require_POST
@signed_in
def end_introducer(request: ActingRequest, introducer_id: UUID) -> HttpResponse:
    """Take the grant back."""
    require(request.actor, "trade.grant-introducing", request.actor)
    row = get_or_404(request.actor, "trade.grant-introducing", Introducer.objects.all(), pk=introducer_id)
    operations.end_introducing(id=_id(request), by=request.actor, at=request.at, introducer_id=row.id)
    return redirect("trade:introducers")


def _is_of_it(by: Actor, row: Introduction | Connection) -> bool:
    return by.organization_id in {*row.side_ids, getattr(row, "organization_id", None)} - {None}


def _row(request: ActingRequest, introduction_id: UUID, right: str) -> Introduction:
    rows = Introduction.objects.select_related("organization", "one", "other").prefetch_related("answers")
    return get_or_404(request.actor, right, rows, knows=_is_of_it, pk=introduction_id)


def _id(request: ActingRequest) -> UUID:
    form = OperationForm(request.POST)
    return form.cleaned_data["operation_id"] if form.is_valid() else new_id()
