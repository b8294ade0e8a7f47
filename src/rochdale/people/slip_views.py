"""Pages with which officers let somebody in again who lost the way in: stand up for the person, then print the slip."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import get_language
from django.views.decorators.http import require_GET, require_POST

from rochdale.base import paper
from rochdale.base.codes import hash_of, new_code
from rochdale.kernel.ids import new_id
from rochdale.people import entering, operations, queries
from rochdale.people.access import get_or_404
from rochdale.people.factor_views import absolute, qr
from rochdale.people.http import ActingRequest, signed_in
from rochdale.people.models import Organization, RecoverySlip
from rochdale.people.proving import just_proven


@require_GET
@signed_in
def slips(request: ActingRequest, organization_id: UUID) -> HttpResponse:
    """Who cannot get in; who stands up for whom; what can be printed."""
    organization = get_or_404(request.actor, "people.let-in-again", Organization.objects.all(), pk=organization_id)
    held = queries.officers_of(organization.id, request.at)
    persons = {office.person_id: office.person_name for office in held if str(office.person_id) not in request.actor.accounts}
    context = {
        "organization": organization,
        "slips": entering.slips_for(organization.id, request.actor.id, request.at),
        "persons": sorted(persons.items(), key=lambda pair: pair[1]),
        "operation_id": new_id(),
    }
    return render(request, "people/entering/slips.html", context)


@require_POST
@signed_in
@just_proven
def ask_for_slip(request: ActingRequest, organization_id: UUID) -> HttpResponse:
    """Stand up for a person of the organization."""
    get_or_404(request.actor, "people.let-in-again", Organization.objects.all(), pk=organization_id)
    person_id = _person_of(organization_id, request)
    operations.ask_for_slip(id=new_id(), by=request.actor, at=request.at, person_id=person_id, organization_id=organization_id)
    return redirect("people:slips", organization_id)


def _person_of(organization_id: UUID, request: ActingRequest) -> UUID:
    found = {str(office.person_id): office.person_id for office in queries.officers_of(organization_id, request.at)}
    if request.POST.get("person", "") not in found:
        raise Http404
    return found[request.POST["person"]]


@require_POST
@signed_in
@just_proven
def consent_to_slip(request: ActingRequest, slip_id: UUID) -> HttpResponse:
    """Stand up for a person for whom another officer has asked."""
    slip = _concerned(request, slip_id)
    operations.consent_to_slip(id=new_id(), by=request.actor, at=request.at, slip_id=slip.id)
    return redirect("people:slips", request.actor.organization_id)


@require_POST
@signed_in
@just_proven
def print_slip(request: ActingRequest, slip_id: UUID) -> HttpResponse:
    """The paper. Its code is made now and shown nowhere else."""
    slip, code = _concerned(request, slip_id), new_code()
    digest = hash_of(code, purpose=entering.RECOVERY)
    operations.print_slip(id=new_id(), by=request.actor, at=request.at, slip_id=slip.id, code_sha256=digest)
    slip.refresh_from_db()
    link = f"{absolute(request, 'people:get-in-again')}?code={code}"
    language = slip.person.language or get_language() or "en"
    with translation.override(language):  # the person reads it, not the officer
        content = entering.slip_content(slip, code, link, qr(link))
    printed = paper.pdf("people/paper/slip.typ", content, language=language, at=request.at)
    return HttpResponse(printed, content_type="application/pdf", headers={"Content-Disposition": 'inline; filename="slip.pdf"'})


@require_POST
@signed_in
def withdraw_slip(request: ActingRequest, slip_id: UUID) -> HttpResponse:
    """A slip that is lost, or was wrong to ask for."""
    slip = _concerned(request, slip_id)
    operations.withdraw_slip(id=new_id(), by=request.actor, at=request.at, slip_id=slip.id)
    return redirect("people:slips", request.actor.organization_id)


def _concerned(request: ActingRequest, slip_id: UUID) -> RecoverySlip:
    """The slip, if it concerns the organization acted for; as unknown as any other if not."""
    organization = get_or_404(request.actor, "people.let-in-again", Organization.objects.all(), pk=request.actor.organization_id)
    known = {seen.id for seen in entering.slips_for(organization.id, request.actor.id, request.at)}
    if slip_id not in known:
        raise Http404
    return RecoverySlip.objects.select_related("person", "organization").get(pk=slip_id)
