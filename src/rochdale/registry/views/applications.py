"""The applicant's pages: begun, answered part by part, looked over, handed in. A group may stop anywhere and go on another day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rochdale.base import looks
from rochdale.kernel.ids import new_id
from rochdale.kernel.refusal import Refused
from rochdale.people.access import get_or_404
from rochdale.people.http import ActingRequest, signed_in
from rochdale.people.permissions import may, require
from rochdale.people.queries import organization
from rochdale.registry import operations
from rochdale.registry.attendance_words import STATES as OFFICIALS
from rochdale.registry.dossier_labels import label_of
from rochdale.registry.dossier_page import decided, form_choices, parts_told, rounds_told, rows_told, state_of, steps_told, verdicts_told
from rochdale.registry.entity_choosing import chosen_in, finder
from rochdale.registry.forms.applications import BeginForm, ChangeForm, ChooseFormForm, HandInForm
from rochdale.registry.forms.mergers import ComesForm, DividedForm, IntoForm, PartyForm
from rochdale.registry.forms.parts import ROWS, SIMPLE, PartForm
from rochdale.registry.forms.tiers import ApexForm, LeaveForm, MemberForm
from rochdale.registry.judging_dossiers import continued_from, judge_dossier, procedure_of
from rochdale.registry.models import Dossier, EntityNow
from rochdale.registry.queries.dossiers import (
    decision_of,
    items_asked,
    law_of_answers,
    own_dossiers,
    parts_for,
    parts_of,
    rounds_of,
    steps_of,
)
from rochdale.registry.queries.name_checks import check_name
from rochdale.registry.queries.reservations import look_of, own_ids
from rochdale.registry.queries.tiers import tiers_of
from rochdale.registry.rules.answers import PARTS, legal_on, rows_of, said
from rochdale.registry.rules.attendance import WAITS, Booking
from rochdale.registry.rules.dossiers import AT_THE_OFFICE, ENDS, OPEN_TO_ANSWERS, State
from rochdale.registry.rules.ledger import Kind
from rochdale.registry.rules.pack import Form, Pack
from rochdale.registry.rules.reservations import OPEN as KEEPING
from rochdale.registry.rules.reservations import Kept
from rochdale.registry.rules.verdicts import Verdict
from rochdale.registry.scans_page import scans_told
from rochdale.registry.standing_rows import account_of
from rochdale.registry.state_headings import language_of, languages_of
from rochdale.registry.statutes_text import statutes_text
from rochdale.ui.forms import OperationForm, ReasonForm, add_refusals


def visible(request: ActingRequest, dossier_id: UUID, right: str = "registry.see-dossier") -> Dossier:
    """The dossier, over which the reader has the right; what is none of the reader's business does not exist."""
    rows = Dossier.objects.select_related("office", "entity", "follows", "applicant")
    row = get_or_404(request.actor, right, rows, knows=lambda by, row: may(by, "registry.see-dossier", row), pk=dossier_id)
    _note_look(request, row)
    return row


def _note_look(request: ActingRequest, row: Dossier) -> None:
    """An office that opens a group's dossier sees founders and shares: the group can read who looked, when, and for what."""
    if row.applicant_id is None or row.applicant_id == request.actor.organization_id:
        return
    subject = looks.Subject("registry.dossier", Dossier._meta.label, str(row.id), owner_id=row.applicant_id)
    if not looks.has_told(request.actor, subject, request.at):
        purpose = _("Application %(number)s, for its decision") % {"number": row.number}
        looks.tell_purpose(id=new_id(), by=request.actor, at=request.at, subject=subject, purpose=purpose)


@require_GET
@signed_in
def applications(request: ActingRequest) -> HttpResponse:
    """One's own dossiers, and how to begin."""
    rows = [(row, state_of(row)) for row in own_dossiers(request.actor)]
    return render(request, "registry/applications.html", {"rows": rows, "may_apply": may(request.actor, "registry.apply", request.actor)})


@require_http_methods(["GET", "POST"])
@signed_in
def begin(request: ActingRequest) -> HttpResponse:
    """Begin a registration, of a new group or of one that is registered under another law."""
    require(request.actor, "registry.apply", request.actor)
    own = organization(request.actor.organization_id) if request.actor.organization_id else None
    if own is None:
        raise Http404
    form = BeginForm(request.POST or None, country=own.country)
    if form.is_valid():
        try:
            made = operations.begin_dossier(
                id=form.cleaned_data["operation_id"], by=request.actor, at=request.at, country=own.country, kind="register",
                entity_id=form.continued,
            )  # fmt: skip
            return redirect("registry:application-part", made, PARTS[0])
        except Refused as refusal:
            add_refusals(form, refusal, {})
    return render(request, "registry/begin.html", {"form": form, "group": own.name})


@require_GET
@signed_in
def application(request: ActingRequest, dossier_id: UUID) -> HttpResponse:
    """One dossier: what is missing, what was done, what is to be done now."""
    row = visible(request, dossier_id)
    pack = law_of_answers(row, request.at.date())
    parts = parts_of(row, pack)
    works, speaks = (may(request.actor, right, row) for right in ("registry.work-on-dossier", "registry.speak-for-dossier"))
    is_open = works and State(row.state) in OPEN_TO_ANSWERS
    step, items = items_asked(row)
    context = {
        "row": row, "state": state_of(row), "parts": parts_told(row, parts, pack, is_open=is_open), "is_open": is_open,
        "steps": steps_told(steps_of(row)), "scans": scans_told(row, may_work=works), "may_scan": works and State(row.state) not in ENDS,
        "missing": sum(len(part.missing) for part in parts), "asked": items if row.state == State.CHANGES_REQUESTED.value else (),
        "note": step.says.get("note", "") if step else "", "decision": decided(decision_of(row)),
        "may_withdraw": speaks and row.state in {State.SUBMITTED.value, State.IN_REVIEW.value, State.CHANGES_REQUESTED.value},
        "may_answer": speaks and row.state == State.REFUSED.value and not row.followed_by.exists(), "operation_id": new_id(),
        "may_decide": may(request.actor, "registry.prepare", row) and row.received_on is not None, "continues": continued_from(row),
        "is_with_office": State(row.state) in AT_THE_OFFICE and row.applicant_id == request.actor.organization_id,
        **_printing(request, row),
    }  # fmt: skip
    return render(
        request,
        "registry/application.html",
        context | _official(row, pack, is_open=is_open) | _name_kept(row, request.at.date(), is_open=is_open),
    )


def _name_kept(row: Dossier, today: date, *, is_open: bool) -> dict[str, Any]:
    """What became of the name that was to be kept, and whether one can be asked for: of a registration, once name and seat are said."""
    last = row.reservations.order_by("-at", "-id").first()
    is_held = last is not None and Kept(last.state) in KEEPING and not (last.until_on and last.until_on <= today)
    can = row.kind == Kind.REGISTER.value and bool(row.name) and bool(said(row.answers, "seat", "code"))
    return {
        "name_kept": (last, look_of(last, today)) if last else None, "may_give_up_name": is_held and is_open,
        "may_ask_name": is_open and can and not is_held,
    }  # fmt: skip


def _official(row: Dossier, pack: Pack | None, *, is_open: bool) -> dict[str, Any]:
    """What became of the request for an official, and whether one can be asked for: where the law wants one there."""
    last = row.attendances.select_related("office").order_by("-at", "-id").first()
    waits = last is not None and Booking(last.state) in WAITS
    procedure = pack.procedure(procedure_of(row)) if pack else None
    wanted = procedure is not None and procedure.fact("official_attends_assembly").value is True
    is_there = last is not None and last.state == Booking.CAME.value
    return {
        "official": (last, OFFICIALS[last.state]) if last else None, "may_call_off": waits and is_open,
        "may_ask_official": is_open and wanted and not waits and not is_there,
    }  # fmt: skip


def _printing(request: ActingRequest, row: Dossier) -> dict[str, Any]:
    """In which languages its papers are printed; `?in=fr` chooses another one."""
    languages, asked = languages_of(row.country), request.GET.get("in", "")
    return {"languages": languages, "printed_in": asked if asked in languages else language_of(row.country, get_language() or "")}


@require_http_methods(["GET", "POST"])
@signed_in
def part(request: ActingRequest, dossier_id: UUID, part: str) -> HttpResponse:
    """One part of the guide."""
    row = visible(request, dossier_id, "registry.work-on-dossier")
    if part not in parts_for(row):
        raise Http404
    pack = law_of_answers(row, request.at.date())
    law = pack.form(said(row.answers, "form", "form") or "") if pack else None
    if part in ROWS or part == "parties":
        return _rows(request, row, part, pack, law)
    form, found = _tie(request, row) if part == "apex" else (_form_of(request, row, part, pack, law), {})
    if form is not None and form.is_valid() and (done := _answered(request, row, part, form.answers(), form)):
        return done
    context = {"row": row, "part": part, "form": form, **found, **_where(row, part), **_beside(request, row, part, pack)}
    return render(request, "registry/part.html", context)


def _where(row: Dossier, part: str) -> dict[str, Any]:
    """What a part is called, and how far along it stands."""
    _icon, title, line = label_of(part, row.kind)
    parts = parts_for(row)
    return {"title": title, "line": line, "place": parts.index(part) + 1, "of": len(parts)}


def _form_of(request: ActingRequest, row: Dossier, part: str, pack: Pack | None, law: Form | None) -> PartForm | ChooseFormForm:
    if part == "form":
        choices = form_choices(row, request.at.date())
        return ChooseFormForm(request.POST or None, initial=row.answers.get("form"), choices=choices)
    kind = SIMPLE[part]
    told = kind.from_answers(row.answers) if hasattr(kind, "from_answers") else row.answers.get(part)
    return kind(request.POST or None, initial=told, pack=pack, form=law, country=row.country, act=procedure_of(row))


def _tie(request: ActingRequest, row: Dossier) -> tuple[PartForm | None, dict[str, Any]]:
    """The union that is joined or left; no form until one is chosen that could be joined."""
    assert row.entity is not None
    told = row.answers.get("apex") or {}
    if row.kind == Kind.LEAVE.value:
        choices = [(str(one.id), one.name) for one in tiers_of(row.entity.id).now_above]
        return LeaveForm(request.POST or None, initial=told, choices=choices, act=procedure_of(row)), {"is_of_nobody": not choices}
    chosen = chosen_in(request, told.get("entity", ""))
    initial = told if chosen and told.get("entity") == str(chosen.entity_id) else {}
    form = ApexForm(request.POST or None, initial=initial, chosen=chosen, act=procedure_of(row)) if chosen else None
    return form, finder(request, chosen, besides={row.entity.id})


def _answered(request: ActingRequest, row: Dossier, part: str, answers: dict[str, Any], form: OperationForm) -> HttpResponse | None:
    """Kept, and on to the next part; or nothing, with the reasons on the form."""
    try:
        operations.answer_part(
            id=form.cleaned_data["operation_id"], by=request.actor, at=request.at, dossier_id=row.id, part=part, answers=answers
        )
    except Refused as refusal:
        add_refusals(form, refusal, {})
        return None
    parts = parts_for(row)
    following = parts[parts.index(part) + 1 :]
    return redirect("registry:application-part", row.id, following[0]) if following else redirect("registry:application", row.id)


def _beside(request: ActingRequest, row: Dossier, part: str, pack: Pack | None) -> dict[str, Any]:
    """What a part shows beside its questions: who is called so already, the statutes as they are composed, what is to be printed."""
    if part == "papers":
        return _printing(request, row)
    if part == "statutes":
        return {"text": statutes_text(row.answers, pack)}
    name = said(row.answers, "name", "name")
    if part in {"name", "seat"} and name:
        try:
            return {"names": check_name(name, said(row.answers, "seat", "code") or "", besides=[row.entity_id, *own_ids(row)])}
        except Refused:
            return {}
    return {}


def _row_form(
    request: ActingRequest, row: Dossier, part: str, rows: Sequence[Mapping[str, Any]], pack: Pack | None, law: Form | None
) -> tuple[PartForm, dict[str, Any]]:
    """The form of one more row; where the row is an entity of the register, with the search for it."""
    is_merger, is_union = row.kind == Kind.MERGE.value, law is not None and law.tier not in {"", "primary"}
    told = request.POST if "add" in request.POST else None
    if part == "parties" and not is_merger:
        return ComesForm(told, pack=pack, form=law), {}
    if not (part == "founders" and is_union) and part != "parties":
        near = rows[-1].get("village") if rows else (said(row.answers, "seat", "names") or [""])[-1]
        return ROWS[part][0](told, initial={"village": near}, pack=pack, form=law), {}
    chosen = chosen_in(request, "" if rows or not is_merger else str(row.entity_id))
    found = finder(request, chosen, besides={UUID(one["entity"]) for one in rows if one.get("entity")})
    if part == "parties":
        return PartyForm(told, pack=pack, form=law, chosen=chosen), {**found, "is_elsewhere": False}
    return MemberForm(told, pack=pack, form=law, chosen=chosen), {**found, "may_be_elsewhere": True}


def _rows(request: ActingRequest, row: Dossier, part: str, pack: Pack | None, law: Form | None) -> HttpResponse:
    """A list that grows by one, and what is asked of all of them."""
    of_all = (IntoForm if row.kind == Kind.MERGE.value else DividedForm) if part == "parties" else ROWS[part][1]
    known = dict(row.answers.get(part, {}))
    rows = list(rows_of(row.answers, part))
    adds, ends = "add" in request.POST, "done" in request.POST
    form, found = _row_form(request, row, part, rows, pack, law)
    rest = of_all(request.POST if ends else None, initial=known, pack=pack, form=law, act=procedure_of(row), auto_id="all_%s")
    if "drop" in request.POST:
        told = {**known, "rows": [one for place, one in enumerate(rows) if f"{place} {one['name']}" != request.POST["drop"]]}
        dropping = OperationForm(request.POST)
        if dropping.is_valid():
            _answered(request, row, part, told, dropping)
            return redirect("registry:application-part", row.id, part)
    if adds and form.is_valid():
        told = {**known, "rows": [*rows, form.answers()]}
        if _answered(request, row, part, told, form):
            return redirect("registry:application-part", row.id, part)
    if ends and rest.is_valid() and (done := _answered(request, row, part, {**known, **rest.answers()}, rest)):
        return done
    context = {
        "row": row, "part": part, "form": form, "rest": rest, "rows": rows_told(part, rows, law), "operation_id": new_id(),
        **_where(row, part), **found,
    }  # fmt: skip
    return render(request, "registry/part_rows.html", context)


@require_http_methods(["GET", "POST"])
@signed_in
def hand_in(request: ActingRequest, dossier_id: UUID) -> HttpResponse:
    """Look it over, with what the law says of it, and hand it in."""
    row = visible(request, dossier_id, "registry.work-on-dossier")
    pack = law_of_answers(row, request.at.date())
    judgement = judge_dossier(row, today=request.at.date())
    stands_against = judgement.legal.of(Verdict.REFUSE)
    form = HandInForm(request.POST or None, asks=bool(stands_against))
    if form.is_valid():
        try:
            operations.hand_in(
                id=form.cleaned_data["operation_id"], by=request.actor, at=request.at, dossier_id=row.id,
                although=form.cleaned_data.get("although", False),
            )  # fmt: skip
            return redirect("registry:application", row.id)
        except Refused as refusal:
            add_refusals(form, refusal, {})
    context = {
        "row": row, "form": form, "against": verdicts_told(stands_against), "told": verdicts_told(judgement.legal.of(Verdict.WARN)),
        "asked": verdicts_told(judgement.legal.of(Verdict.ASK)), "parts": parts_told(row, parts_of(row, pack), pack),
        "is_missing": any(part.missing for part in parts_of(row, pack)), "on": legal_on(row.answers),
        "is_other_today": judgement.is_other_today,
    }  # fmt: skip
    return render(request, "registry/hand_in.html", context)


@require_http_methods(["GET", "POST"])
@signed_in
def change(request: ActingRequest, entity_id: UUID) -> HttpResponse:
    """Choose what is to be changed of an entity that stands in the register."""
    account = account_of(entity_id)
    if account is None or not may(request.actor, "registry.bring-papers", account):
        raise Http404
    form = ChangeForm(request.POST or None)
    if form.is_valid():
        try:
            made = operations.begin_change(
                id=form.cleaned_data["operation_id"], by=request.actor, at=request.at, entity_id=entity_id, kind=form.cleaned_data["kind"]
            )
            return redirect("registry:application", made)
        except Refused as refusal:
            add_refusals(form, refusal, {})
    return render(request, "registry/change.html", {"form": form, "it": EntityNow.objects.get(pk=entity_id)})


@require_GET
@signed_in
def rounds(request: ActingRequest, dossier_id: UUID) -> HttpResponse:
    """What was handed in, round by round; from the second on only what changed."""
    row = visible(request, dossier_id)
    return render(request, "registry/rounds.html", {"row": row, "rounds": rounds_told(rounds_of(row))})


@require_http_methods(["GET", "POST"])
@signed_in
def give_up(request: ActingRequest, dossier_id: UUID) -> HttpResponse:
    """Give a draft up, or withdraw a dossier from the office."""
    row = visible(request, dossier_id, "registry.speak-for-dossier")
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        try:
            operations.give_up(
                id=form.cleaned_data["operation_id"], by=request.actor, at=request.at, dossier_id=row.id, reason=form.cleaned_data["reason"]
            )
            return redirect("registry:application", row.id)
        except Refused as refusal:
            add_refusals(form, refusal, {})
    return render(request, "registry/give_up.html", {"row": row, "form": form})


@require_POST
@signed_in
def answer_refusal(request: ActingRequest, dossier_id: UUID) -> HttpResponse:
    """Answer a refusal by a new dossier that begins with all that was said."""
    row = visible(request, dossier_id, "registry.speak-for-dossier")
    form = OperationForm(request.POST)
    if form.is_valid():
        made = operations.answer_refusal(id=form.cleaned_data["operation_id"], by=request.actor, at=request.at, dossier_id=row.id)
        return redirect("registry:application", made)
    return redirect("registry:application", row.id)
