"""The registrar's pages: the inbox by deadline, a dossier with its checks and their articles, what is asked, the decision."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rochdale.kernel.ids import new_id
from rochdale.kernel.refusal import NotAllowed, Refused
from rochdale.people.http import ActingRequest, signed_in
from rochdale.people.permissions import refusal_of, require
from rochdale.registry import operations
from rochdale.registry.dossier_page import decided, laws_told, rounds_told, state_of, verdicts_told
from rochdale.registry.forms.office import ApproveForm, AskForm, BlockForm, KeyForm, ProposeForm, RefuseForm, SettleForm, TransferForm
from rochdale.registry.judging_dossiers import judge_dossier, law_of
from rochdale.registry.models import Dossier, RegisterOffice
from rochdale.registry.office_page import (
    block_choices,
    blocks_told,
    inbox_page,
    may_sign,
    office_choices,
    offices_above,
    official_of,
    proposed,
)
from rochdale.registry.permissions import may_issue
from rochdale.registry.queries.dossiers import INBOX, decision_of, inbox_counts, items_asked, rounds_of, watched
from rochdale.registry.queries.offices import offices_of
from rochdale.registry.rules.dossiers import AT_THE_OFFICE, State, asked_key
from rochdale.registry.rules.judging import Judgement, read
from rochdale.registry.rules.verdicts import Row, Verdict
from rochdale.registry.scans_page import scans_told
from rochdale.registry.views.applications import visible
from rochdale.ui.forms import OperationForm, ReasonForm, add_refusals

BROKEN = (Verdict.REFUSE, Verdict.WARN)


@require_GET
@signed_in
def inbox(request: ActingRequest) -> HttpResponse:
    """Dossiers of one's offices: what waits for the office first, the most urgent on top."""
    require(request.actor, "registry.see-inbox", request.actor)
    which = request.GET.get("which", "now")
    which = which if which in INBOX else "now"
    offices = watched(request.actor)
    own = [office for office in offices if office.until_on is None and office.body_id == request.actor.organization_id]
    context = {
        "which": which, "counts": inbox_counts(offices), "offices": own, "may_key": any(office.is_registering for office in own),
        "table": inbox_page(request, which, offices),
    }  # fmt: skip
    return render(request, "registry/inbox.html", context)


def _at_the_office(request: ActingRequest, dossier_id: UUID, right: str = "registry.decide") -> Dossier:
    row = visible(request, dossier_id, right)
    if row.received_on is None:
        raise NotAllowed(refusal_of(request.actor, right))
    return row


@require_GET
@signed_in
def review(request: ActingRequest, dossier_id: UUID) -> HttpResponse:
    """The dossier on one page: checks with their articles, both days, what the group said, what changed."""
    row = _at_the_office(request, dossier_id, "registry.prepare")
    step = decision_of(row)
    judgement = read(step.says["judgement"]) if step else judge_dossier(row, today=request.at.date())
    rounds = rounds_of(row)
    _step, items = items_asked(row)
    legal = judgement.legal
    asked = verdicts_told(legal.of(Verdict.ASK), row.office_says.get("asked", {}))
    context = {
        "row": row, "state": state_of(row), "judgement": judgement, "pack": laws_told([legal.pack]) if legal.pack else (),
        "against": verdicts_told(legal.of(Verdict.REFUSE)), "asked": asked,
        "is_open": not all([*(one.answer for one in asked), *(is_there for _key, _one, is_there in items)]),
        "told": verdicts_told(legal.of(Verdict.WARN)), "kept": len(legal.of(Verdict.PASS)),
        "today": verdicts_told(judgement.today.of(Verdict.REFUSE)), "owes": verdicts_told(_only_today(judgement)),
        "items": [(one["says"], is_there) for _key, one, is_there in items], "rounds": rounds_told(rounds), "operation_id": new_id(),
        "scans": scans_told(row, may_work=False), "decision": decided(step), "official": official_of(row),
        "may_certify": _may_certify(request, row), "may_take_up": row.state == State.SUBMITTED.value,
        "is_in_review": row.state == State.IN_REVIEW.value, "may_sign": may_sign(request.actor, row, request.at),
        "proposal": proposed(row),
        "is_at_the_office": State(row.state) in AT_THE_OFFICE, "may_lapse": row.state == State.CHANGES_REQUESTED.value,
    }  # fmt: skip
    return render(request, "registry/review.html", context)


def _only_today(judgement: Judgement) -> list[Row]:
    """What fell overdue between the day of the act and today: it is told, and stops nothing (case P8)."""
    then = {asked_key(row) for row in judgement.legal.of(Verdict.WARN)}
    return [row for row in judgement.today.of(Verdict.WARN) if row.check == "standing" and asked_key(row) not in then]


def _may_certify(request: ActingRequest, row: Dossier) -> bool:
    """Whether the reader may give the certificate of what was registered by this dossier."""
    is_there = row.state == State.REGISTERED.value and row.entity_id is not None and row.office is not None
    return is_there and row.office is not None and may_issue(request.actor, row.country, row.office.code)


@require_POST
@signed_in
def take_up(request: ActingRequest, dossier_id: UUID) -> HttpResponse:
    """Begin to look at it."""
    row = _at_the_office(request, dossier_id, "registry.prepare")
    form = OperationForm(request.POST)
    if form.is_valid():
        operations.take_up(id=form.cleaned_data["operation_id"], by=request.actor, at=request.at, dossier_id=row.id)
    return redirect("registry:review", row.id)


@require_http_methods(["GET", "POST"])
@signed_in
def settle(request: ActingRequest, dossier_id: UUID) -> HttpResponse:
    """Answer what the law leaves open, and tick off what was asked for."""
    row = _at_the_office(request, dossier_id, "registry.prepare")
    judgement = judge_dossier(row, today=request.at.date())
    _step, items = items_asked(row)
    questions = [(one.key, one.says) for one in verdicts_told(judgement.legal.of(Verdict.ASK))]
    form = SettleForm(
        request.POST or None, questions=questions, items=[(key, one["says"], is_there) for key, one, is_there in items],
        laws=laws_told(judgement.legal.candidates if len(judgement.legal.candidates) > 1 else ()),
        initial={f"asked_{place}": row.office_says.get("asked", {}).get(key, "") for place, (key, _says) in enumerate(questions)}
        | {"law": row.office_says.get("law", "")},
    )  # fmt: skip
    if form.is_valid():
        try:
            operations.settle(id=form.cleaned_data["operation_id"], by=request.actor, at=request.at, dossier_id=row.id, says=form.says())
            return redirect("registry:review", row.id)
        except Refused as refusal:
            add_refusals(form, refusal, {})
    return render(request, "registry/settle.html", {"row": row, "form": form})


def _broken(judgement: Judgement, *verdicts: Verdict) -> list[tuple[str, str]]:
    rows = [row for row in judgement.legal.rows if row.verdict in verdicts and row.reason is not None]
    told = {one.key: f"{one.says} ({one.article})" if one.article else one.says for one in verdicts_told(rows)}
    return [(asked_key(row), told[asked_key(row)]) for row in rows]


@require_http_methods(["GET", "POST"])
@signed_in
def propose(request: ActingRequest, dossier_id: UUID) -> HttpResponse:
    """Say what to decide; somebody else signs."""
    row = _at_the_office(request, dossier_id, "registry.prepare")
    form = ProposeForm(request.POST or None)
    if form.is_valid():
        said = form.cleaned_data
        try:
            operations.propose(
                id=said["operation_id"], by=request.actor, at=request.at, dossier_id=row.id, outcome=said["outcome"], note=said["note"]
            )
            return redirect("registry:review", row.id)
        except Refused as refusal:
            add_refusals(form, refusal, {})
    return render(request, "registry/propose.html", {"row": row, "form": form})


@require_http_methods(["GET", "POST"])
@signed_in
def ask(request: ActingRequest, dossier_id: UUID) -> HttpResponse:
    """Ask the group to change or add something."""
    row = _at_the_office(request, dossier_id)
    form = AskForm(request.POST or None, found=_broken(judge_dossier(row, today=request.at.date()), *BROKEN))
    if form.is_valid():
        try:
            operations.ask_for_changes(
                id=form.cleaned_data["operation_id"], by=request.actor, at=request.at, dossier_id=row.id, items=form.asked(),
                note=form.cleaned_data["note"],
            )  # fmt: skip
            return redirect("registry:review", row.id)
        except Refused as refusal:
            add_refusals(form, refusal, {})
    return render(request, "registry/ask.html", {"row": row, "form": form})


@require_http_methods(["GET", "POST"])
@signed_in
def refuse(request: ActingRequest, dossier_id: UUID) -> HttpResponse:
    """Refuse it, with grounds."""
    row = _at_the_office(request, dossier_id)
    form = RefuseForm(request.POST or None, found=_broken(judge_dossier(row, today=request.at.date()), Verdict.REFUSE))
    if form.is_valid():
        try:
            operations.refuse_dossier(
                id=form.cleaned_data["operation_id"], by=request.actor, at=request.at, dossier_id=row.id, grounds=form.grounds(),
                note=form.cleaned_data["note"],
            )  # fmt: skip
            return redirect("registry:review", row.id)
        except Refused as refusal:
            add_refusals(form, refusal, {"registry.ground-without-text": "cite"})
    return render(request, "registry/refuse.html", {"row": row, "form": form})


@require_http_methods(["GET", "POST"])
@signed_in
def approve(request: ActingRequest, dossier_id: UUID) -> HttpResponse:
    """Approve it: the number is issued and the cooperative stands in the register."""
    row = _at_the_office(request, dossier_id)
    law = law_of(row, row.legal_on or request.at.date())
    form = ApproveForm(request.POST or None, is_built=bool(law and law.number.used))
    if form.is_valid():
        try:
            operations.approve_dossier(
                id=form.cleaned_data["operation_id"], by=request.actor, at=request.at, dossier_id=row.id,
                number=form.cleaned_data["number"], note=form.cleaned_data["note"],
            )  # fmt: skip
            return redirect("registry:review", row.id)
        except Refused as refusal:
            add_refusals(form, refusal, {"registry.number-to-be-written": "number"})
    return render(
        request,
        "registry/approve.html",
        {"row": row, "form": form, "blocks": blocks_told(row.office, request.at.year, law=law.id if law else "")},
    )


@require_http_methods(["GET", "POST"])
@signed_in
def transfer(request: ActingRequest, dossier_id: UUID) -> HttpResponse:
    """Send it to another office of the country."""
    row = _at_the_office(request, dossier_id)
    others = RegisterOffice.objects.filter(country=row.country, until_on=None, is_registering=True).exclude(dossiers=row)
    form = TransferForm(request.POST or None, offices=office_choices(others.order_by("path")))
    if form.is_valid():
        try:
            operations.transfer_dossier(
                id=form.cleaned_data["operation_id"], by=request.actor, at=request.at, dossier_id=row.id,
                office_id=UUID(form.cleaned_data["office"]), reason=form.cleaned_data["reason"],
            )  # fmt: skip
            return redirect("registry:inbox")
        except Refused as refusal:
            add_refusals(form, refusal, {})
    return render(request, "registry/transfer.html", {"row": row, "form": form})


@require_http_methods(["GET", "POST"])
@signed_in
def lapse(request: ActingRequest, dossier_id: UUID) -> HttpResponse:
    """Let a dossier lapse whose group never answered."""
    row = _at_the_office(request, dossier_id)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        try:
            operations.lapse_dossier(
                id=form.cleaned_data["operation_id"], by=request.actor, at=request.at, dossier_id=row.id, reason=form.cleaned_data["reason"]
            )
            return redirect("registry:review", row.id)
        except Refused as refusal:
            add_refusals(form, refusal, {})
    return render(request, "registry/lapse.html", {"row": row, "form": form})


@require_http_methods(["GET", "POST"])
@signed_in
def key(request: ActingRequest) -> HttpResponse:
    """Write down a dossier that came on paper."""
    require(request.actor, "registry.see-inbox", request.actor)
    own = [office for office in offices_of(request.actor) if office.is_registering]
    form = KeyForm(request.POST or None, offices=office_choices(own), initial={"received_on": request.at.date()})
    if form.is_valid():
        said = form.cleaned_data
        try:
            made = operations.key_dossier(
                id=said["operation_id"], by=request.actor, at=request.at, office_id=UUID(said["office"]), kind="register",
                book={name: said[name] for name in ("book", "page", "line")}, received_on=said["received_on"],
            )  # fmt: skip
            return redirect("registry:application", made)
        except Refused as refusal:
            add_refusals(form, refusal, {"registry.received-in-the-future": "received_on"})
    return render(request, "registry/key.html", {"form": form})


@require_http_methods(["GET", "POST"])
@signed_in
def numbers(request: ActingRequest) -> HttpResponse:
    """The numbers of one's offices and of those under them: what is left, and another block."""
    require(request.actor, "registry.see-inbox", request.actor)
    offices = offices_above(request.actor)
    form = BlockForm(
        request.POST or None, offices=office_choices(offices), scopes=block_choices(offices), initial={"year": request.at.year}
    )
    if form.is_valid():
        said = form.cleaned_data
        try:
            operations.allot_numbers(
                id=said["operation_id"], by=request.actor, at=request.at, office_id=UUID(said["office"]), scope=said["scope"],
                year=said["year"], first=said["first"], last=said["last"],
            )  # fmt: skip
            return redirect("registry:numbers")
        except Refused as refusal:
            add_refusals(form, refusal, {"registry.block-overlaps": "first", "registry.block-is-no-range": "last"})
    told = [(office, blocks_told(office, request.at.year)) for office in offices]
    return render(request, "registry/numbers.html", {"form": form, "offices": told, "year": str(request.at.year)})
