"""Pages of erasing: my own name, a signed request of a former member, and the hold that keeps somebody from being erased."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rochdale.base import two_persons
from rochdale.base.documents import MOST_BYTES, document
from rochdale.base.erased import Hold
from rochdale.base.models import Proposal, ProposalState
from rochdale.base.words import said
from rochdale.kernel.ids import new_id
from rochdale.kernel.refusal import NotAllowed, Refusal, Refused
from rochdale.people.access import get_or_404
from rochdale.people.erasing import former_members, may_be_erased
from rochdale.people.http import ActingRequest, signed_in
from rochdale.people.models import Organization, Person
from rochdale.people.operations.erasure import ERASE_PERSON, ask_to_erase, erase_myself, lift_hold, place_hold
from rochdale.people.privacy_forms import Decision, EraseMyself, NewHold, No, RequestToErase
from rochdale.people.proving import just_proven
from rochdale.ui.forms import OperationForm, add_refusals


@require_http_methods(["GET", "POST"])
@signed_in
@just_proven
def erase_me(request: ActingRequest) -> HttpResponse:
    """What speaks against it, and when it becomes possible; or the last question."""
    verdict = may_be_erased(request.user, request.at)
    form = EraseMyself(request.POST or None)
    if verdict.may and form.is_valid():
        erase_myself(id=form.cleaned_data["operation_id"], by=request.actor, at=request.at)
        logout(request)
        return redirect("people:erased")
    context = {
        "form": form,
        "verdict": verdict,
        "refusals": [said(refusal) for refusal in verdict.refusals],
        "warnings": [said(refusal) for refusal in verdict.warnings],
    }
    return render(request, "people/privacy/erase_me.html", context)


@require_GET
def erased(request: HttpRequest) -> HttpResponse:
    """Goodbye."""
    return render(request, "people/privacy/erased.html")


@require_GET
@signed_in
def erasures(request: ActingRequest, organization_id: UUID) -> HttpResponse:
    """Former members for whom a request can come in, requests that wait for a second officer, and holds."""
    organization = get_or_404(request.actor, "people.ask-to-erase", Organization.objects.all(), pk=organization_id)
    waiting = two_persons.open_proposals(organization.id, request.at).filter(act=ERASE_PERSON)
    former = former_members(organization.id, request.at)
    names = {person.id: person.name for person in Person.objects.filter(pk__in=[row.content["person_id"] for row in waiting])}
    holds = Hold.objects.on(request.at.date()).filter(organization_id=organization.id).order_by("until_on", "id")
    held = {person.id: person.name for person in Person.objects.filter(pk__in=[row.person_id for row in holds])}
    context = {
        "organization": organization,
        "former": former,
        "waiting": [(row, names.get(UUID(row.content["person_id"]), "")) for row in waiting],
        "holds": [(row, held.get(row.person_id, "")) for row in holds],
        "operation_id": new_id(),
    }
    return render(request, "people/privacy/erasures.html", context)


def _former(request: ActingRequest, organization_id: UUID, person_id: UUID, right: str) -> tuple[Organization, Person]:
    """An organization, and somebody who held or holds an office in it; anybody else is as unknown as nobody."""
    organization = get_or_404(request.actor, right, Organization.objects.all(), pk=organization_id)
    known = Person.objects.filter(offices__organization=organization, erased_at=None).distinct()
    return organization, get_object_or_404(known, pk=person_id)


@require_http_methods(["GET", "POST"])
@signed_in
@just_proven
def request_to_erase(request: ActingRequest, organization_id: UUID, person_id: UUID) -> HttpResponse:
    """Bring the request that a former member signed."""
    organization, person = _former(request, organization_id, person_id, "people.ask-to-erase")
    verdict = may_be_erased(person, request.at)
    form = RequestToErase(request.POST or None, request.FILES or None)
    if verdict.may and form.is_valid() and _asked(request, organization, person, form):
        return redirect("people:erasures", organization.id)
    context = {
        "organization": organization,
        "person": person,
        "form": form,
        "verdict": verdict,
        "refusals": [said(refusal) for refusal in verdict.refusals],
        "warnings": [said(refusal) for refusal in verdict.warnings],
    }
    return render(request, "people/privacy/request_to_erase.html", context)


def _asked(request: ActingRequest, organization: Organization, person: Person, form: RequestToErase) -> bool:
    file = form.cleaned_data["request"]
    try:
        if file.size > MOST_BYTES:
            raise Refused(Refusal("base.file-too-large", {"name": file.name, "most_mb": MOST_BYTES // 1024**2}))
        ask_to_erase(
            id=form.cleaned_data["operation_id"],
            by=request.actor,
            at=request.at,
            organization_id=organization.id,
            person_id=person.id,
            request_name=file.name,
            request=file.read(),
        )
    except NotAllowed:
        raise
    except Refused as refused:
        add_refusals(form, refused, {refusal.code: "request" for refusal in refused.refusals})
        return False
    return True


def _asked_for(request: ActingRequest, proposal_id: UUID) -> Proposal:
    return get_or_404(request.actor, "people.agree-to-erase", Proposal.objects.filter(act=ERASE_PERSON), pk=proposal_id)


@require_http_methods(["GET", "POST"])
@signed_in
@just_proven
def erasure(request: ActingRequest, proposal_id: UUID) -> HttpResponse:
    """A request as the second officer sees it: whose, the signed paper, what speaks against it. Then yes."""
    proposal = _asked_for(request, proposal_id)
    person = Person.objects.get(pk=proposal.content["person_id"])
    verdict = may_be_erased(person, request.at)
    form = Decision(request.POST or None, initial={"content_sha256": proposal.content_sha256})
    if form.is_valid():
        answers = form.cleaned_data
        two_persons.confirm(
            id=answers["operation_id"],
            by=request.actor,
            at=request.at,
            proposal_id=proposal.id,
            content_sha256=answers["content_sha256"],
        )
        return redirect("people:erasures", proposal.organization_id)
    context = {
        "proposal": proposal,
        "person": person,
        "paper": document(UUID(proposal.content["document_id"])),
        "form": form,
        "no": No(),
        "refusals": [said(refusal) for refusal in verdict.refusals],
        "warnings": [said(refusal) for refusal in verdict.warnings],
        "may_decide": proposal.state == ProposalState.OPEN and two_persons.may_check(request.actor, proposal),
    }
    return render(request, "people/privacy/erasure.html", context)


@require_POST
@signed_in
@just_proven
def refuse_erasure(request: ActingRequest, proposal_id: UUID) -> HttpResponse:
    """The second officer says no, and why."""
    proposal = _asked_for(request, proposal_id)
    form = No(request.POST)
    if not form.is_valid():
        return redirect("people:erasure", proposal.id)
    answers = form.cleaned_data
    two_persons.refuse_proposal(
        id=answers["operation_id"], by=request.actor, at=request.at, proposal_id=proposal.id, reason=answers["reason"]
    )
    return redirect("people:erasures", proposal.organization_id)


@require_http_methods(["GET", "POST"])
@signed_in
@just_proven
def new_hold(request: ActingRequest, organization_id: UUID, person_id: UUID) -> HttpResponse:
    """Nothing of a person is erased while a dispute runs."""
    organization, person = _former(request, organization_id, person_id, "people.hold")
    form = NewHold(request.POST or None)
    if form.is_valid() and _held(request, organization, person, form):
        return redirect("people:erasures", organization.id)
    return render(request, "people/privacy/new_hold.html", {"organization": organization, "person": person, "form": form})


def _held(request: ActingRequest, organization: Organization, person: Person, form: NewHold) -> bool:
    answers = form.cleaned_data
    try:
        place_hold(
            id=answers["operation_id"],
            by=request.actor,
            at=request.at,
            organization_id=organization.id,
            person_id=person.id,
            reason=answers["reason"],
            until_on=answers["until_on"],
        )
    except NotAllowed:
        raise
    except Refused as refused:
        add_refusals(form, refused, {"people.hold-needs-a-reason": "reason", "people.hold-ends-too-late": "until_on"})
        return False
    return True


@require_POST
@signed_in
@just_proven
def end_hold(request: ActingRequest, hold_id: UUID) -> HttpResponse:
    """The dispute is over."""
    row = get_or_404(request.actor, "people.hold", Hold.objects.all(), pk=hold_id)
    form = OperationForm(request.POST)
    id = form.cleaned_data["operation_id"] if form.is_valid() else new_id()
    lift_hold(id=id, by=request.actor, at=request.at, hold_id=row.id)
    return redirect("people:erasures", row.organization_id)
