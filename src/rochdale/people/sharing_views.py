"""Pages with which an organization lets others see its data, and takes that back."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rochdale.kernel.ids import new_id
from rochdale.kernel.refusal import Refused
from rochdale.people.access import get_or_404
from rochdale.people.http import ActingRequest, signed_in
from rochdale.people.models import Organization, Sharing
from rochdale.people.operations.sharing import share, stop_sharing
from rochdale.people.permissions import may
from rochdale.people.privacy_forms import Share
from rochdale.people.proving import just_proven
from rochdale.people.sharing import OFFICERS, consents_of, kinds_shown, readers, shared_with_organization
from rochdale.ui.forms import OperationForm, add_refusals

AT_FIELD = {
    "people.cannot-be-shared": "what",
    "people.shares-with-itself": "reader",
    "people.not-for-everybody": "reader",
    "people.sharing-needs-a-purpose": "purpose",
    "people.is-shared-already": "reader",
}


@require_GET
@signed_in
def sharings(request: ActingRequest, organization_id: UUID) -> HttpResponse:
    """What we let others see, and what others let us see: rows a person can read."""
    organization = get_or_404(request.actor, "people.see-sharings", Organization.objects.all(), pk=organization_id)
    consents = consents_of(organization.id)
    context = {
        "organization": organization,
        "given": [consent for consent in consents if consent.until_at is None],
        "over": [consent for consent in consents if consent.until_at is not None],
        "got": shared_with_organization(organization.id),
        "may_share": may(request.actor, "people.share", organization),
        "may_look": not request.actor.offices.isdisjoint(OFFICERS),
        "operation_id": new_id(),
    }
    return render(request, "people/privacy/sharings.html", context)


@require_http_methods(["GET", "POST"])
@signed_in
@just_proven
def new_sharing(request: ActingRequest, organization_id: UUID) -> HttpResponse:
    """Let another organization, or everybody, see a kind of our data."""
    organization = get_or_404(request.actor, "people.share", Organization.objects.all(), pk=organization_id)
    form = Share(request.POST or None, kinds=kinds_shown(), readers=readers(organization.id))
    if form.is_valid() and _shared(request, organization, form):
        return redirect("people:sharings", organization.id)
    return render(request, "people/privacy/new_sharing.html", {"organization": organization, "form": form, "kinds": kinds_shown()})


def _shared(request: ActingRequest, organization: Organization, form: Share) -> bool:
    answers = form.cleaned_data
    try:
        share(
            id=answers["operation_id"],
            by=request.actor,
            at=request.at,
            organization_id=organization.id,
            what=answers["what"],
            with_id=UUID(answers["reader"]) if answers["reader"] else None,
            purpose=answers["purpose"],
        )
    except Refused as refused:
        add_refusals(form, refused, AT_FIELD)
        return False
    return True


@require_POST
@signed_in
@just_proven
def end_sharing(request: ActingRequest, sharing_id: UUID) -> HttpResponse:
    """Take a consent back."""
    row = get_or_404(request.actor, "people.share", Sharing.objects.all(), pk=sharing_id)
    form = OperationForm(request.POST)
    id = form.cleaned_data["operation_id"] if form.is_valid() else new_id()
    stop_sharing(id=id, by=request.actor, at=request.at, sharing_id=row.id)
    return redirect("people:sharings", row.organization_id)
