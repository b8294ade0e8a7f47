"""Growers: the list, one grower, writing somebody down, what changes."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID, uuid5

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rochdale.base import looks
from rochdale.base.imports import origin_of
from rochdale.base.looks import Subject
from rochdale.kernel.refusal import Refusal, Refused
from rochdale.people import operations as people
from rochdale.people.access import get_or_404
from rochdale.people.http import ActingRequest, signed_in, task_goes_on
from rochdale.people.permissions import may, require
from rochdale.people.privacy_forms import Purpose
from rochdale.supply import operations
from rochdale.supply.forms.growers import GrowerPerson, Left, NewGrower
from rochdale.supply.models import Grower
from rochdale.supply.queries import certification, proof
from rochdale.supply.queries import growers as queries
from rochdale.ui.forms import OperationForm, add_refusals
from rochdale.ui.icons import chip
from rochdale.ui.table_files import KINDS, table_file
from rochdale.ui.tables import Column, Table

FIELDS: Mapping[str, str] = {
    "supply.grower-needs-a-number": "number",
    "supply.grower-number-is-taken": "number",
    "supply.account-is-missing": "account_number",
    "supply.left-on-no-such-day": "left_on",
    "supply.no-such-grower": "household",
    "people.birth-year-cannot-be": "birth_year",
    "people.corrects-the-own-name": "name",
    "people.was-written-down-elsewhere": "name",
    "people.name-is-missing": "name",
    "people.name-is-too-long": "name",
    "people.name-has-hidden-characters": "name",
}
"""Code of a refusal to the field it is shown at."""


def growers_table(request: ActingRequest) -> Table[Grower]:
    """The list of growers, as it stands on the screen and in files."""
    return Table(
        queries.growers(request.actor),
        [
            Column("number", _("Number"), lambda row: row.number, order="number"),
            Column("name", _("Name"), lambda row: row.person.name, order="person__name"),
            Column("village", _("Village"), lambda row: row.village, order="village"),
            Column("point", _("Delivers at"), lambda row: row.point.name if row.point else "", order="point__name"),
            Column("plots", _("Plots"), lambda row: getattr(row, "plots_in_use", 0), order="plots_in_use", is_number=True),
            Column("state", _("State"), lambda row: chip("draft", _("has left")) if row.left_on else chip("good", _("delivers"))),
        ],
        search=("number", "person__name", "village"),
        means=lambda word: Q(card_code=word.upper()),
        order="number",
        link=lambda row: reverse("supply:grower", args=[row.pk]),
    )


@require_GET
@signed_in
def growers(request: ActingRequest) -> HttpResponse:
    """Everybody who delivers. A grower who holds no office sees the own page only."""
    if not may(request.actor, "supply.see", request.actor):
        own = queries.growers(request.actor).first()
        if own:
            return redirect("supply:grower", own.pk)
    require(request.actor, "supply.see", request.actor)
    context = {
        "table": growers_table(request).page(request.GET),
        "may_keep": may(request.actor, "supply.keep-growers", request.actor),
        "file_query": request.GET.urlencode(),
        "held": queries.to_be_checked(request.actor).count(),
    }
    return render(request, "supply/growers/growers.html", context)


@require_GET
@signed_in
def growers_file(request: ActingRequest, kind: str) -> HttpResponse:
    """The list as Excel or CSV: numbers, names and villages, no telephone and no account."""
    require(request.actor, "supply.see", request.actor)
    if kind not in KINDS:
        return redirect("supply:growers")
    subject = Subject("supply.grower", "people.Organization", str(request.actor.organization_id), request.actor.organization_id)
    log_look(request, subject, gettext("Took the list of growers along"))
    return table_file(growers_table(request), request.GET, kind=kind, name="growers", at=request.at)


def log_look(request: ActingRequest, subject: Subject, purpose: str) -> None:
    """Write down that data of persons were taken along, once in half an hour."""
    if not looks.has_told(request.actor, subject, request.at):
        id = uuid5(UUID(request.actor.id), f"{subject.key} {request.at.isoformat()}")
        looks.tell_purpose(id=id, by=request.actor, at=request.at, subject=subject, purpose=purpose)


@require_GET
@signed_in
def duplicates(request: ActingRequest) -> HttpResponse:
    """Who may be written down twice."""
    require(request.actor, "supply.keep-growers", request.actor)
    return render(request, "supply/growers/duplicates.html", {"groups": queries.duplicates(request.actor)})


@require_http_methods(["GET", "POST"])
@signed_in
def new_grower(request: ActingRequest) -> HttpResponse:
    """Write a grower down."""
    require(request.actor, "supply.keep-growers", request.actor)
    assert request.actor.organization_id
    form = NewGrower(request.POST or None, points=queries.points(request.actor.organization_id))
    if form.is_valid():
        try:
            made = _register(request, form)
        except Refused as refused:
            add_refusals(form, refused, FIELDS)
        else:
            messages.success(request, gettext("The grower is written down."))
            return task_goes_on(redirect("supply:grower", made))
    return render(request, "supply/growers/new.html", {"form": form})


def _register(request: ActingRequest, form: NewGrower) -> str:
    answers, id = form.cleaned_data, form.cleaned_data["operation_id"]
    household = _household(request, answers["household"], id, answers["name"], answers["village"])
    return operations.register_grower(id=id, by=request.actor, at=request.at, person=form.person(), household_id=household, **form.place())


def _household(request: ActingRequest, number: str, id: UUID, name: str, village: str) -> UUID:
    assert request.actor.organization_id
    found = queries.grower_numbered(request.actor.organization_id, number) if number else None
    if number and found is None:
        raise Refused(Refusal("supply.no-such-grower", {"number": number}))
    if found and found.person.household_id:
        return found.person.household_id
    return UUID(people.register_household(id=uuid5(id, "household"), by=request.actor, at=request.at, name=name, place=village))


def load(request: ActingRequest, grower_id: UUID, right: str = "supply.see-grower") -> Grower:
    """A grower over whom the right is held."""
    return get_or_404(request.actor, right, Grower.objects.select_related("person", "point"), pk=grower_id)


@require_GET
@signed_in
def grower(request: ActingRequest, grower_id: UUID) -> HttpResponse:
    """One grower: plots on a small map, approvals, visits."""
    row = load(request, grower_id)
    plots = list(queries.plots_of(row))
    may_see_all = may(request.actor, "supply.see", request.actor)
    context = {
        "grower": row,
        "is_own": str(row.person_id) == request.actor.id,
        "plots": plots,
        "picture": queries.picture_of(plots),
        "approvals": queries.approvals_of(row, request.at.date()),
        "inspections": certification.inspections_of(row)[:5],
        "packs": proof.packs_of_grower(row.id),
        "perhaps_the_same": queries.perhaps_the_same(row) if may_see_all else [],
        "origin": origin_of(row.id) if may_see_all else None,
        "may_keep": may(request.actor, "supply.keep-growers", row),
        "may_see_all": may_see_all,
        "operation": OperationForm(),
    }
    return render(request, "supply/growers/grower.html", context)


@require_http_methods(["GET", "POST"])
@signed_in
def grower_contacts(request: ActingRequest, grower_id: UUID) -> HttpResponse:
    """Telephone and account of a grower, once it is said what for."""
    row = load(request, grower_id)
    if answer := ask_purpose(request, row):
        return answer
    return render(request, "supply/growers/contacts.html", {"grower": row})


def ask_purpose(request: ActingRequest, row: Grower) -> HttpResponse | None:
    """The page that asks what for; None for oneself, or when it was told within the last half hour."""
    subjects = [
        Subject(what, kind, about, row.organization_id, row.person_id)
        for what, kind, about in (
            ("people.contacts", "people.Person", str(row.person_id)), ("supply.account", "supply.Grower", str(row.id)),
        )
    ]  # fmt: skip
    waiting = [subject for subject in subjects if not looks.has_told(request.actor, subject, request.at)]
    if not waiting or str(row.person_id) == request.actor.id:
        return None
    form = Purpose(request.POST if "purpose" in request.POST else None)
    if form.is_valid():
        answers = form.cleaned_data
        try:
            for subject in waiting:
                id = uuid5(answers["operation_id"], subject.what)
                looks.tell_purpose(id=id, by=request.actor, at=request.at, subject=subject, purpose=answers["purpose"])
        except Refused as refused:
            add_refusals(form, refused, {"base.look-needs-a-purpose": "purpose"})
        else:
            return task_goes_on(redirect(request.get_full_path()))
    return render(request, "supply/growers/purpose.html", {"grower": row, "form": form})


@require_http_methods(["GET", "POST"])
@signed_in
def change_grower(request: ActingRequest, grower_id: UUID) -> HttpResponse:
    """Another village, place of delivery or account. The account is shown, so it is asked what for."""
    row = load(request, grower_id, "supply.keep-growers")
    if answer := ask_purpose(request, row):
        return answer
    names = ("number", "village", "phone", "means", "account_number", "account_holder", "account_provider")
    initial = {"point": str(row.point_id or ""), **{name: getattr(row, name) for name in names}}
    initial |= {name: getattr(row.person, name) for name in ("name", "sex", "birth_year")}
    form = GrowerPerson(request.POST or None, points=queries.points(row.organization_id), initial=initial)
    if form.is_valid():
        try:
            operations.change_grower(
                id=form.cleaned_data["operation_id"],
                by=request.actor,
                at=request.at,
                grower_id=row.id,
                person=form.person(),
                **form.place(),
            )
        except Refused as refused:
            add_refusals(form, refused, FIELDS)
        else:
            return task_goes_on(redirect("supply:grower", row.id))
    return render(request, "supply/growers/change.html", {"form": form, "grower": row})


@require_http_methods(["GET", "POST"])
@signed_in
def grower_left(request: ActingRequest, grower_id: UUID) -> HttpResponse:
    """The grower has left."""
    row = load(request, grower_id, "supply.keep-growers")
    form = Left(request.POST or None, initial={"left_on": request.at.date()})
    if form.is_valid():
        answers = form.cleaned_data
        try:
            operations.note_departure(
                id=answers["operation_id"], by=request.actor, at=request.at, grower_id=row.id, left_on=answers["left_on"]
            )
        except Refused as refused:
            add_refusals(form, refused, FIELDS)
        else:
            return task_goes_on(redirect("supply:grower", row.id))
    return render(request, "supply/growers/left.html", {"form": form, "grower": row})


@require_POST
@signed_in
def grower_back(request: ActingRequest, grower_id: UUID) -> HttpResponse:
    """The grower has come back."""
    row = load(request, grower_id, "supply.keep-growers")
    form = OperationForm(request.POST)
    if form.is_valid():
        operations.note_return(id=form.cleaned_data["operation_id"], by=request.actor, at=request.at, grower_id=row.id)
    return task_goes_on(redirect("supply:grower", row.id))


@require_POST
@signed_in
def renew_card(request: ActingRequest, grower_id: UUID) -> HttpResponse:
    """The card was lost."""
    row = load(request, grower_id, "supply.keep-growers")
    form = OperationForm(request.POST)
    if form.is_valid():
        operations.renew_card(id=form.cleaned_data["operation_id"], by=request.actor, at=request.at, grower_id=row.id)
        messages.success(request, gettext("The old card opens nothing any more. Print the new one."))
    return task_goes_on(redirect("supply:grower", row.id))
