"""Pages for those who hold a workshop: planned and changed, agenda, invitations, the list, what was handed out, and its papers."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.conf import settings
from django.forms import formset_factory
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rochdale.base.words import sentence
from rochdale.kernel.refusal import Refused
from rochdale.learning import operations
from rochdale.learning.forms.workshops import (
    AnswerForm,
    AskForm,
    CorrectForm,
    HandForm,
    LineForm,
    PictureForm,
    PlanForm,
    ProposeForm,
    SheetLineForm,
    half_name,
)
from rochdale.learning.models import Asked, Participant, Picture, Project, Workshop
from rochdale.learning.queries.workshops import halves_of, lines_of, on_the_list
from rochdale.learning.rules.workshops import Line, agenda_for, folded, half_at
from rochdale.learning.views.groups import language
from rochdale.learning.views.workshops import back_to, workshop_of
from rochdale.learning.workshop_page import bundle_modules, held_told, module_choices
from rochdale.learning.workshop_papers import PAPERS, paper_of
from rochdale.people.http import ActingRequest, signed_in
from rochdale.people.permissions import readable, require
from rochdale.ui.forms import OperationForm, ReasonForm, add_refusals

LINES_MORE, SHEET_LINES = 5, 15
OF_PLAN = {
    "learning.workshop-ends-before-it-begins": "ends_on", "learning.workshop-is-too-long": "ends_on",
    "learning.workshop-has-no-places": "capacity", "learning.half-day-is-signed": "ends_on",
}  # fmt: skip


def _projects(request: ActingRequest) -> list[tuple[str, str]]:
    rows = readable(request.actor, "learning.hold-workshop", Project.objects.order_by("-since_on", "id"))
    return [(str(row.id), row.name) for row in rows]


@require_http_methods(["GET", "POST"])
@signed_in
def plan(request: ActingRequest) -> HttpResponse:
    """Plan a workshop."""
    require(request.actor, "learning.plan-workshop", request.actor)
    form = PlanForm(request.POST or None, projects=_projects(request), initial={"language": language(), "kind": "trainers"})
    if form.is_valid():
        try:
            made = operations.plan_workshop(id=form.cleaned_data["operation_id"], by=request.actor, at=request.at, plan=form.plan())
            return redirect("learning:agenda", made)
        except Refused as refused:
            add_refusals(form, refused, OF_PLAN)
    return render(request, "learning/plan.html", {"form": form})


@require_http_methods(["GET", "POST"])
@signed_in
def change(request: ActingRequest, workshop_id: UUID) -> HttpResponse:
    """Change what it is to be."""
    row = workshop_of(request, workshop_id)
    names = ("kind", "title", "place", "language", "begins_on", "ends_on", "capacity", "about")
    first = {name: getattr(row, name) for name in names} | {
        "project": str(row.project_id or ""), "partners": "\n".join(f"{one['part']}: {one['name']}" for one in row.partners)
    }  # fmt: skip
    form = PlanForm(request.POST or None, projects=_projects(request), initial=first)
    if form.is_valid():
        try:
            operations.change_workshop(
                id=form.cleaned_data["operation_id"], by=request.actor, at=request.at, workshop_id=row.id, plan=form.plan()
            )
            return back_to(row)
        except Refused as refused:
            add_refusals(form, refused, OF_PLAN)
    return render(request, "learning/plan.html", {"form": form, "row": row})


@require_http_methods(["GET", "POST"])
@signed_in
def call_off(request: ActingRequest, workshop_id: UUID) -> HttpResponse:
    """Call it off, and say why."""
    row = workshop_of(request, workshop_id)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        try:
            told = form.cleaned_data
            operations.call_off(id=told["operation_id"], by=request.actor, at=request.at, workshop_id=row.id, why=told["reason"])
            return back_to(row)
        except Refused as refused:
            add_refusals(form, refused)
    return render(request, "learning/call_off.html", {"row": row, "form": form})


def _first(line: Line) -> dict[str, Any]:
    code = "/".join(line.module) if line.module else ("pause" if line.kind.value == "pause" else "")
    return {"day": line.day, "begins": line.begins, "minutes": line.minutes, "module": code, "leader": line.leader} | (
        {} if line.module else {"title": line.title}
    )


@require_http_methods(["GET", "POST"])
@signed_in
def agenda(request: ActingRequest, workshop_id: UUID) -> HttpResponse:
    """The agenda, line by line; or made of a bundle of modules first."""
    row = workshop_of(request, workshop_id)
    modules = module_choices(row.language)
    lines = lines_of(row.agenda)
    propose = ProposeForm(request.GET if request.GET.get("bundle") else None)
    if propose.is_valid():
        told = propose.cleaned_data
        lines = agenda_for(bundle_modules(told["bundle"], row.language), days=row.days.count, begins=told["begins"])
    make = formset_factory(LineForm, extra=LINES_MORE)
    sheet = make(request.POST or None, initial=[_first(line) for line in lines], form_kwargs={"modules": modules}, prefix="line")
    form, says = OperationForm(request.POST or None), list[str]()
    if request.method == "POST" and sheet.is_valid() and form.is_valid():
        kept = tuple(line for one in sheet.forms if (line := one.line()) is not None)
        try:
            operations.set_agenda(id=form.cleaned_data["operation_id"], by=request.actor, at=request.at, workshop_id=row.id, lines=kept)
            return back_to(row)
        except Refused as refused:
            says = [sentence(one) for one in refused.refusals]
    context = {"row": row, "sheet": sheet, "form": form, "says": says, "propose": ProposeForm()}
    return render(request, "learning/agenda.html", context)


@require_http_methods(["GET", "POST"])
@signed_in
def asked(request: ActingRequest, workshop_id: UUID) -> HttpResponse:
    """Whom one asked, and what they answered."""
    row = workshop_of(request, workshop_id)
    form = AskForm(request.POST or None)
    if form.is_valid():
        told = form.cleaned_data
        operations.ask(
            id=told["operation_id"], by=request.actor, at=request.at, workshop_id=row.id, name=told["name"], people=told["people"]
        )
        return redirect("learning:asked", row.id)
    rows = row.asked.order_by("name", "id")
    coming = sum(one.people for one in rows if one.answer == "comes")
    return render(
        request, "learning/asked.html", {"row": row, "form": form, "rows": rows, "coming": coming, "answer": AnswerForm(auto_id=False)}
    )


@require_POST
@signed_in
def answer(request: ActingRequest, workshop_id: UUID, asked_id: UUID) -> HttpResponse:
    """Write down an answer."""
    row = workshop_of(request, workshop_id)
    one = get_object_or_404(Asked, pk=asked_id, workshop=row)
    form = AnswerForm(request.POST)
    if form.is_valid():
        told = form.cleaned_data
        operations.write_answer(id=told["operation_id"], by=request.actor, at=request.at, asked_id=one.id, answer=told["answer"])
    return redirect("learning:asked", row.id)


@require_http_methods(["GET", "POST"])
@signed_in
def people(request: ActingRequest, workshop_id: UUID) -> HttpResponse:
    """The list, to tick off who is there this half-day."""
    row = workshop_of(request, workshop_id)
    now = timezone.localtime(request.at)
    half = _half(request, row)
    form, says = OperationForm(request.POST or None), list[str]()
    if half is not None and request.method == "POST" and form.is_valid():
        typed = set(request.POST.getlist("person"))
        ticked = tuple(one.id for one in on_the_list(row) if str(one.id) in typed)
        try:
            operations.tick_off(
                id=form.cleaned_data["operation_id"], by=request.actor, at=request.at, workshop_id=row.id, half=half, today=now.date(),
                people=ticked,
            )  # fmt: skip
            return redirect(f"{request.path}?half={half}")
        except Refused as refused:
            says = [sentence(one) for one in refused.refusals]
    rows = [(one, halves_of(one), half in halves_of(one)) for one in sorted(on_the_list(row), key=lambda one: folded(one.name))]
    halves = [(one, half_name(one, row.begins_on)) for one in row.days.halves]
    context = {"row": row, "rows": rows, "half": half, "halves": halves, "form": form, "says": says}
    return render(request, "learning/people.html", context)


def _half(request: ActingRequest, row: Workshop) -> int | None:
    """The half-day asked for, else the one it is now, else the last one."""
    typed = request.POST.get("half") or request.GET.get("half", "")
    if typed.isdecimal() and int(typed) in row.days.halves:
        return int(typed)
    return half_at(row.days, timezone.localtime(request.at)) or row.days.halves[-1]


@require_http_methods(["GET", "POST"])
@signed_in
def sheet(request: ActingRequest, workshop_id: UUID) -> HttpResponse:
    """The sheets people signed on paper, entered on one page."""
    row = workshop_of(request, workshop_id)
    make = formset_factory(SheetLineForm, extra=SHEET_LINES)
    lines = make(request.POST or None, form_kwargs={"days": row.days}, prefix="line")
    form, says, kept = OperationForm(request.POST or None), list[str](), None
    if request.method == "POST" and lines.is_valid() and form.is_valid():
        told = tuple(one for line in lines.forms if (one := line.told()) is not None)
        try:
            kept = operations.keep_list(
                id=form.cleaned_data["operation_id"], by=request.actor, at=request.at, workshop_id=row.id,
                today=timezone.localdate(request.at), lines=told,
            )  # fmt: skip
            lines, form = make(form_kwargs={"days": row.days}, prefix="line"), OperationForm()
        except Refused as refused:
            says = [sentence(one) for one in refused.refusals]
    context = {"row": row, "lines": lines, "form": form, "says": says, "kept": kept, "places": _places(row)}
    return render(request, "learning/list_sheet.html", context)


def _places(row: Workshop) -> list[str]:
    """What people may be from, to choose while typing."""
    return sorted(({one.organization for one in on_the_list(row)} | {one.name for one in row.asked.order_by("name")}) - {""})


@require_http_methods(["GET", "POST"])
@signed_in
def correct(request: ActingRequest, workshop_id: UUID, participant_id: UUID) -> HttpResponse:
    """Put a line of the list right; what stood there stays in the history."""
    row = workshop_of(request, workshop_id)
    old = get_object_or_404(Participant, pk=participant_id, workshop=row)
    names = ("name", "organization", "sex", "age", "before", "after", "has_practised", "may_be_shown")
    first = {name: getattr(old, name) for name in names} | {"halves": [str(half) for half in halves_of(old)]}
    form = CorrectForm(request.POST or None, days=row.days, initial=first)
    if form.is_valid() and (told := form.told()) is not None:
        try:
            operations.correct_participant(
                id=form.cleaned_data["operation_id"], by=request.actor, at=request.at, participant_id=old.id, told=told,
                is_out=form.cleaned_data["is_out"],
            )  # fmt: skip
            return redirect("learning:people", row.id)
        except Refused as refused:
            add_refusals(form, refused)
    return render(request, "learning/correct_person.html", {"row": row, "old": old, "form": form, "places": _places(row)})


@require_http_methods(["GET", "POST"])
@signed_in
def handed(request: ActingRequest, workshop_id: UUID) -> HttpResponse:
    """What was handed out."""
    row = workshop_of(request, workshop_id)
    form = HandForm(request.POST or None, initial={"language": row.language})
    if form.is_valid():
        told = form.cleaned_data
        operations.hand_out(
            id=told["operation_id"], by=request.actor, at=request.at, workshop_id=row.id, what=told["what"], language=told["language"],
            count=told["count"],
        )  # fmt: skip
        return redirect("learning:handed", row.id)
    materials = [title for _code, title in module_choices(row.language)]
    context = {"row": row, "form": form, "rows": row.handed.order_by("at", "id"), "materials": materials}
    return render(request, "learning/handed.html", context)


@require_http_methods(["GET", "POST"])
@signed_in
def pictures(request: ActingRequest, workshop_id: UUID) -> HttpResponse:
    """Its photographs: added, and taken back when somebody on one wants so."""
    row = workshop_of(request, workshop_id)
    form = PictureForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        told = form.cleaned_data
        try:
            operations.add_picture(
                id=told["operation_id"], by=request.actor, at=request.at, workshop_id=row.id, content=told["picture"].read(),
                caption=told["caption"], all_agree=told["all_agree"], is_public=told["is_public"],
            )  # fmt: skip
            return redirect("learning:pictures", row.id)
        except Refused as refused:
            add_refusals(form, refused, {"learning.picture-without-consent": "all_agree", "learning.no-pictures-here": "picture"})
    kept = row.pictures.filter(taken_back_at=None).order_by("at", "id")
    shown = sum(one.may_be_shown for one in on_the_list(row))
    context = {"row": row, "form": form, "pictures": kept, "take_back": OperationForm(auto_id=False), "may_be_shown": shown}
    return render(request, "learning/pictures.html", context)


@require_POST
@signed_in
def take_back_picture(request: ActingRequest, workshop_id: UUID, picture_id: UUID) -> HttpResponse:
    """Show a photograph no more."""
    row = workshop_of(request, workshop_id)
    found = get_object_or_404(Picture, pk=picture_id, workshop=row)
    form = OperationForm(request.POST)
    if form.is_valid():
        operations.take_back_picture(id=form.cleaned_data["operation_id"], by=request.actor, at=request.at, picture_id=found.id)
    return redirect("learning:pictures", row.id)


@require_GET
@signed_in
def paper(request: ActingRequest, workshop_id: UUID, kind: str) -> HttpResponse:
    """One of its papers, in its language or in the reader's."""
    row = workshop_of(request, workshop_id)
    if kind not in PAPERS:
        raise Http404
    asked_in = request.GET.get("in", row.language)
    of = asked_in if asked_in in dict(settings.LANGUAGES) else row.language
    with translation.override(of):
        content = paper_of(kind, row, held_told(row), of=of, at=request.at, door=_door(request, row), form=request.GET)
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{kind}.pdf"'
    return response


def _door(request: HttpRequest, row: Workshop) -> tuple[str, str]:
    """The addresses behind the two pictures on the wall: to sign in, and to say what one thought."""
    door, thought = (request.build_absolute_uri(reverse(f"learning:{name}", args=[row.code])) for name in ("door", "evaluate"))
    return door, thought
