"""Pages of the cascade and of projects: trainers and their levels, what became of their groups, and the report to who pays."""

from __future__ import annotations

from typing import cast
from uuid import UUID, uuid5

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rochdale.base.words import sentence
from rochdale.kernel.refusal import Refused
from rochdale.learning import operations
from rochdale.learning.cascade_page import groups_of, issued_to, links_of, tree
from rochdale.learning.forms.workshops import CodeForm, EnrolForm, PrepareForm, ProjectForm, RaiseForm, WithdrawForm
from rochdale.learning.models import Group, Project, Trainer, TrainerLink
from rochdale.learning.project_page import counted, project_report
from rochdale.learning.queries.trainers import missing_now
from rochdale.learning.queries.workshops import halves_of, on_the_list
from rochdale.learning.rules.cascade import Level
from rochdale.learning.rules.workshops import folded
from rochdale.learning.views.groups import group_of, language, somebody
from rochdale.learning.views.workshops import back_to, workshop_of
from rochdale.learning.workshop_papers import card
from rochdale.learning.workshop_words import COUNTED
from rochdale.people.http import ActingRequest, Request, signed_in
from rochdale.people.permissions import may, readable, require
from rochdale.ui.forms import OperationForm, add_refusals


def _choices(by: ActingRequest, without: UUID | None = None) -> list[tuple[str, str]]:
    rows = readable(by.actor, "learning.see-cascade", Trainer.objects.order_by("name", "id"))
    return [(str(row.id), f"{row.name}, {row.home}" if row.home else row.name) for row in rows if row.id != without]


@require_http_methods(["GET", "POST"])
@signed_in
def prepare(request: ActingRequest, workshop_id: UUID) -> HttpResponse:
    """Who of a workshop reached a level there."""
    row = workshop_of(request, workshop_id)
    require(request.actor, "learning.keep-trainers", row)
    rows = sorted(on_the_list(row), key=lambda one: folded(one.name))
    people = [(str(one.id), f"{one.name}, {one.organization} ({len(halves_of(one))}/{len(row.days.halves)})") for one in rows]
    form = PrepareForm(request.POST or None, trainers=_choices(request), people=people)
    if form.is_valid():
        told, failed = form.cleaned_data, list[Refused]()
        by = UUID(told["trained_by"]) if told["trained_by"] else None
        for participant in told["people"]:
            try:
                operations.prepare(
                    id=uuid5(told["operation_id"], participant), by=request.actor, at=request.at, participant_id=UUID(participant),
                    level=Level(told["level"]), trained_by=by,
                    outside="" if by else told["outside"], on=min(row.ends_on, request.at.date()),
                )  # fmt: skip
            except Refused as refused:
                failed.append(refused)
        if not failed:
            return back_to(row)
        for one in failed:
            add_refusals(form, one)
    return render(request, "learning/prepare.html", {"row": row, "form": form})


@require_GET
@signed_in
def cascade(request: ActingRequest) -> HttpResponse:
    """The tree of trainers with what became of it, and the trainers of one's organization."""
    require(request.actor, "learning.see-cascade", request.actor)
    may_keep = may(request.actor, "learning.keep-trainers", request.actor)
    context = {"branches": tree(request.actor.organization_id, request.at.date()), "may_keep": may_keep}
    return render(request, "learning/cascade.html", context)


@require_http_methods(["GET", "POST"])
@signed_in
def enrol(request: ActingRequest) -> HttpResponse:
    """A trainer who was prepared elsewhere."""
    require(request.actor, "learning.keep-trainers", request.actor)
    form = EnrolForm(request.POST or None)
    if form.is_valid():
        told = form.cleaned_data
        try:
            made = operations.enrol_trainer(
                id=told["operation_id"], by=request.actor, at=request.at, name=told["name"], home=told["home"], level=Level(told["level"]),
                outside=told["outside"], on=told["on"],
            )  # fmt: skip
            return redirect("learning:trainer", made)
        except Refused as refused:
            add_refusals(form, refused, {"learning.day-lies-ahead": "on"})
    return render(request, "learning/enrol.html", {"form": form})


def _trainer(request: ActingRequest, trainer_id: UUID) -> Trainer:
    row = get_object_or_404(Trainer, pk=trainer_id)
    if not may(request.actor, "learning.see-cascade", row):
        raise Http404
    return row


@require_GET
@signed_in
def trainer(request: ActingRequest, trainer_id: UUID) -> HttpResponse:
    """A trainer: levels, what was missing, the groups and what became of them."""
    row = _trainer(request, trainer_id)
    level, missing = missing_now(row, request.at.date())
    context = {
        "level": level, "missing": [sentence(one) for one in missing], "certify": OperationForm(auto_id=False),
        "certificates": issued_to(row),
        "may_certify": level is not None and not missing and may(request.actor, "learning.issue-credential", row),
        "row": row, "links": links_of(row), "groups": groups_of(row), "may_keep": may(request.actor, "learning.keep-trainers", row),
        "prepared": Trainer.objects.filter(links__trained_by=row).distinct().order_by("name", "id"),
    }  # fmt: skip
    return render(request, "learning/trainer.html", context)


@require_GET
@signed_in
def trainer_card(request: ActingRequest, trainer_id: UUID) -> HttpResponse:
    """The card with the code, to carry along and show to groups."""
    row = _trainer(request, trainer_id)
    levels = links_of(row)
    response = HttpResponse(card(row, str(levels[0].level) if levels else "", at=request.at), content_type="application/pdf")
    response["Content-Disposition"] = 'inline; filename="card.pdf"'
    return response


@require_POST
@signed_in
def certify(request: ActingRequest, trainer_id: UUID) -> HttpResponse:
    """Issue a certificate of the level held today."""
    row, form = _trainer(request, trainer_id), OperationForm(request.POST)
    if not form.is_valid():
        raise Http404
    site = request.build_absolute_uri("/").rstrip("/")
    code = operations.certify_trainer(
        id=form.cleaned_data["operation_id"], by=request.actor, at=request.at, trainer_id=row.id, site=site, language=language()
    )
    return redirect("learning:credential", code)


@require_http_methods(["GET", "POST"])
@signed_in
def raise_level(request: ActingRequest, trainer_id: UUID) -> HttpResponse:
    """A further level."""
    row = _trainer(request, trainer_id)
    require(request.actor, "learning.keep-trainers", row)
    form = RaiseForm(request.POST or None, trainers=_choices(request, row.id), initial={"on": request.at.date()})
    if form.is_valid():
        told = form.cleaned_data
        try:
            operations.raise_level(
                id=told["operation_id"], by=request.actor, at=request.at, trainer_id=row.id, level=Level(told["level"]),
                trained_by=UUID(told["trained_by"]) if told["trained_by"] else None, on=told["on"],
            )  # fmt: skip
            return redirect("learning:trainer", row.id)
        except Refused as refused:
            add_refusals(form, refused, {"learning.day-lies-ahead": "on"})
    return render(request, "learning/raise.html", {"row": row, "form": form})


@require_http_methods(["GET", "POST"])
@signed_in
def withdraw(request: ActingRequest, trainer_id: UUID, link_id: UUID) -> HttpResponse:
    """A level that counts no more."""
    row = _trainer(request, trainer_id)
    require(request.actor, "learning.keep-trainers", row)
    link = get_object_or_404(TrainerLink, pk=link_id, trainer=row)
    form = WithdrawForm(request.POST or None, initial={"on": request.at.date()})
    if form.is_valid():
        told = form.cleaned_data
        try:
            operations.withdraw_level(
                id=told["operation_id"], by=request.actor, at=request.at, link_id=link.id, on=told["on"], why=told["why"]
            )
            return redirect("learning:trainer", row.id)
        except Refused as refused:
            add_refusals(form, refused, {"learning.withdrawn-before-reached": "on"})
    return render(request, "learning/withdraw.html", {"row": row, "form": form})


@require_POST
def say_who_brought(request: HttpRequest, key: str) -> HttpResponse:
    """A group says who brought it."""
    found, form = group_of(key), CodeForm(request.POST)
    if form.is_valid():
        told = form.cleaned_data
        try:
            operations.say_who_brought(
                id=told["operation_id"], by=somebody(request, key), at=cast(Request, request).at, key=key, code=told["code"]
            )
        except Refused as refused:
            return _not_kept(request, key, found, refused)
    return redirect("learning:group", key)


def _not_kept(request: HttpRequest, key: str, group: Group, refused: Refused) -> HttpResponse:
    says = [sentence(one) for one in refused.refusals]
    return render(request, "learning/brought.html", {"key": key, "group": group, "says": says})


@require_POST
@signed_in
def tie(request: ActingRequest, key: str) -> HttpResponse:
    """The organization acted for says that the group is a part of it."""
    require(request.actor, "learning.tie-group", request.actor)
    found = group_of(key)
    try:
        operations.tie_group(id=UUID(request.POST.get("operation_id", "")), by=request.actor, at=request.at, key=key)
    except ValueError as wrong:
        raise Http404 from wrong
    except Refused as refused:
        return _not_kept(request, key, found, refused)
    return redirect("learning:group", key)


@require_GET
@signed_in
def projects(request: ActingRequest) -> HttpResponse:
    """The projects of one's organization."""
    require(request.actor, "learning.keep-projects", request.actor)
    rows = readable(request.actor, "learning.keep-projects", Project.objects.order_by("-since_on", "id"))
    return render(request, "learning/projects.html", {"rows": [(row, counted(row)) for row in rows], "words": COUNTED})


@require_http_methods(["GET", "POST"])
@signed_in
def project_new(request: ActingRequest) -> HttpResponse:
    """A project with its funder and targets."""
    require(request.actor, "learning.keep-projects", request.actor)
    form = ProjectForm(request.POST or None)
    if form.is_valid():
        try:
            made = operations.begin_project(id=form.cleaned_data["operation_id"], by=request.actor, at=request.at, told=form.told())
            return redirect("learning:project", made)
        except Refused as refused:
            add_refusals(form, refused, {"learning.project-ends-before-it-begins": "until_on"})
    return render(request, "learning/project_new.html", {"form": form})


def _project(request: ActingRequest, project_id: UUID) -> Project:
    row = get_object_or_404(Project, pk=project_id)
    if row.organization_id != request.actor.organization_id:
        raise Http404
    require(request.actor, "learning.keep-projects", row)
    return row


@require_GET
@signed_in
def project(request: ActingRequest, project_id: UUID) -> HttpResponse:
    """What was promised, what is there, and the workshops it paid for."""
    row = _project(request, project_id)
    context = {"row": row, "targets": counted(row), "workshops": row.workshops.order_by("begins_on", "id")}
    return render(request, "learning/project.html", context)


@require_http_methods(["GET", "POST"])
@signed_in
def project_change(request: ActingRequest, project_id: UUID) -> HttpResponse:
    """Change it; what was promised before stands in the audit trail."""
    row = _project(request, project_id)
    first = {name: getattr(row, name) for name in ("name", "funder", "reference", "since_on", "until_on")} | row.targets
    form = ProjectForm(request.POST or None, initial=first)
    if form.is_valid():
        try:
            operations.change_project(
                id=form.cleaned_data["operation_id"], by=request.actor, at=request.at, project_id=row.id, told=form.told()
            )
            return redirect("learning:project", row.id)
        except Refused as refused:
            add_refusals(form, refused, {"learning.project-ends-before-it-begins": "until_on"})
    return render(request, "learning/project_new.html", {"form": form, "row": row})


@require_GET
@signed_in
def project_paper(request: ActingRequest, project_id: UUID) -> HttpResponse:
    """The report to who pays for it."""
    row = _project(request, project_id)
    response = HttpResponse(project_report(row, at=request.at), content_type="application/pdf")
    response["Content-Disposition"] = 'inline; filename="report.pdf"'
    return response
