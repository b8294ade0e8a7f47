"""Pages of workshops for everybody: the list, one workshop, signing up, signing in at the door, and what one thought of it."""

from __future__ import annotations

from typing import Any, cast
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from rochdale.base.documents import content_of
from rochdale.kernel.refusal import Refused
from rochdale.learning import operations
from rochdale.learning.cascade_page import sums_of, trained_at
from rochdale.learning.forms.workshops import EvaluationForm, PersonForm, half_name
from rochdale.learning.models import Picture, Workshop
from rochdale.learning.queries.workshops import on_the_list, workshops_ahead, workshops_held
from rochdale.learning.rules.workshops import half_at
from rochdale.learning.views.groups import language, limited
from rochdale.learning.workshop_page import agenda_seen, held_told, partners_told
from rochdale.learning.workshop_papers import PAPERS
from rochdale.learning.workshop_words import KINDS
from rochdale.people.http import Request, actor_of
from rochdale.people.permissions import may
from rochdale.people.queries import organizations_by_id
from rochdale.ui.forms import add_refusals

MOST_PICTURES = 6


def _at(request: HttpRequest) -> Request:
    return cast(Request, request)


@require_safe
def workshops(request: HttpRequest) -> HttpResponse:
    """Those to come and those that were held."""
    by = actor_of(request)
    today = _at(request).at.date()
    context = {
        "ahead": workshops_ahead(today), "held": workshops_held(today),
        "may_plan": may(by, "learning.plan-workshop", by), "may_see": may(by, "learning.see-cascade", by),
        "may_keep_projects": may(by, "learning.keep-projects", by),
    }  # fmt: skip
    return render(request, "learning/workshops.html", context)


@require_safe
def workshop(request: HttpRequest, workshop_id: UUID) -> HttpResponse:
    """One workshop: its days, agenda and places; who holds it also sees who was there and what is to do."""
    row = get_object_or_404(Workshop, pk=workshop_id)
    by, at = actor_of(request), _at(request).at
    is_ours = may(by, "learning.hold-workshop", row)
    holder = organizations_by_id([row.organization_id]).get(row.organization_id)
    context = {
        "row": row, "kind": KINDS[row.kind], "holder": holder, "agenda": agenda_seen(row, language()), "partners": partners_told(row),
        "left": max(row.capacity - len(on_the_list(row)), 0), "is_over": at.date() > row.ends_on, "has_begun": at.date() >= row.begins_on,
        "pictures": row.pictures.filter(taken_back_at=None, is_public=True).order_by("at", "id")[:MOST_PICTURES],
        "is_ours": is_ours,
        "may_prepare": may(by, "learning.keep-trainers", row), "papers": PAPERS,
    }  # fmt: skip
    return render(request, "learning/workshop.html", context | (_held(row) if is_ours else {}))


def _held(row: Workshop) -> dict[str, Any]:
    trained = trained_at(row.id)
    return held_told(row) | {"trained": trained, "sums": sums_of(one.id for one in trained) if trained else None}


@require_safe
def picture(request: HttpRequest, picture_id: UUID) -> HttpResponse:
    """A photograph that everybody may see; any other, for those who hold the workshop. One that was taken back, for nobody."""
    row = get_object_or_404(Picture.objects.select_related("workshop", "document"), pk=picture_id, taken_back_at=None)
    if not (row.is_public or may(actor_of(request), "learning.hold-workshop", row.workshop)):
        raise Http404
    answer = HttpResponse(content_of(row.document), content_type=row.document.media_type)
    answer["Cache-Control"] = "no-store"  # so that one taken back is gone
    return answer


@require_http_methods(["GET", "POST"])
def sign_up(request: HttpRequest, workshop_id: UUID) -> HttpResponse:
    """Say that one wants to come. No account is needed."""
    row = get_object_or_404(Workshop, pk=workshop_id)
    form = PersonForm(request.POST or None)
    if form.is_valid():
        if too_many := limited(request):
            return too_many
        try:
            operations.sign_up(
                id=form.cleaned_data["operation_id"],
                by=operations.at_the_door(row),
                at=_at(request).at,
                workshop_id=row.id,
                told=form.told(),
            )
            return render(request, "learning/signed.html", {"row": row, "name": form.cleaned_data["name"], "is_here": False})
        except Refused as refused:
            add_refusals(form, refused)
    return render(request, "learning/sign_up.html", {"row": row, "form": form, "places": []})


def _by_code(code: str) -> Workshop:
    return get_object_or_404(Workshop, code=code)


@require_http_methods(["GET", "POST"])
@never_cache
def door(request: HttpRequest, code: str) -> HttpResponse:
    """Sign in for this half-day, with the own phone, by the picture on the wall."""
    row = _by_code(code)
    at = _at(request).at
    now = timezone.localtime(at)
    half = half_at(row.days, now)
    form = PersonForm(request.POST or None)
    if half is not None and form.is_valid():
        if too_many := limited(request):
            return too_many
        try:
            operations.sign_in(
                id=form.cleaned_data["operation_id"], by=operations.at_the_door(row), at=at, workshop_id=row.id, half=half,
                today=now.date(), told=form.told(),
            )  # fmt: skip
            return render(request, "learning/signed.html", {"row": row, "name": form.cleaned_data["name"], "is_here": True})
        except Refused as refused:
            add_refusals(form, refused)
    half_told = half_name(half, row.begins_on) if half is not None else ""
    places = sorted({one.organization for one in on_the_list(row)} - {""})
    return render(request, "learning/door.html", {"row": row, "form": form, "half": half_told, "places": places})


@require_http_methods(["GET", "POST"])
@never_cache
def evaluate(request: HttpRequest, code: str) -> HttpResponse:
    """Say what one thought of it, without a name."""
    row = _by_code(code)
    form = EvaluationForm(request.POST or None)
    if form.is_valid():
        if too_many := limited(request):
            return too_many
        try:
            operations.evaluate(
                id=form.cleaned_data["operation_id"], by=operations.at_the_door(row), at=_at(request).at, workshop_id=row.id,
                answers=form.answers(), will_do=form.cleaned_data["will_do"], better=form.cleaned_data["better"],
            )  # fmt: skip
            return render(request, "learning/thanks.html", {"row": row})
        except Refused as refused:
            add_refusals(form, refused)
    return render(request, "learning/evaluate.html", {"row": row, "form": form})


def workshop_of(request: HttpRequest, workshop_id: UUID) -> Workshop:
    """One's own workshop; another's is as unknown as none."""
    row = get_object_or_404(Workshop, pk=workshop_id)
    if not may(actor_of(request), "learning.hold-workshop", row):
        raise Http404
    return row


def back_to(row: Workshop) -> HttpResponse:
    """To the page of a workshop."""
    return redirect("learning:workshop", row.id)
