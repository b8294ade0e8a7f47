"""Pages of offices in time: who held which, who deputizes for whom, and what was done in whose name."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import make_aware
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rochdale.base import audit
from rochdale.kernel.ids import new_id
from rochdale.kernel.refusal import Refused
from rochdale.people import operations, queries
from rochdale.people.access import get_or_404
from rochdale.people.entering_forms import NewDelegation
from rochdale.people.http import ActingRequest, signed_in
from rochdale.people.models import Delegation, Organization
from rochdale.people.proving import just_proven
from rochdale.people.rules.kinds import OfficeName
from rochdale.ui.forms import add_refusals

AT_FIELD = {
    "people.delegation-needs-an-end": "until_on",
    "people.delegation-is-over-already": "until_on",
    "people.delegation-is-too-long": "until_on",
    "people.delegation-outlasts-the-office": "until_on",
    "people.nobody-is-the-own-deputy": "deputy",
    "people.deputy-is-a-stranger": "deputy",
    "people.is-deputy-already": "deputy",
}
SHOWN = 200


@require_GET
@signed_in
def offices_ever(request: ActingRequest, organization_id: UUID) -> HttpResponse:
    """Who held which office from when to when."""
    organization = get_or_404(request.actor, "people.see-officers", Organization.objects.all(), pk=organization_id)
    held = queries.offices_ever(organization_id)
    context = {"organization": queries.facts_of(organization), "held": held, "at": request.at}
    return render(request, "people/roles/offices_ever.html", context)


@require_http_methods(["GET", "POST"])
@signed_in
@just_proven
def deputies(request: ActingRequest) -> HttpResponse:
    """Who acts for me, for whom I act; let somebody act for me."""
    lendable = [held for held in queries.offices_held(request.user.id, request.at) if held.office != OfficeName.MEMBER]
    offices = [(str(held.id), f"{held.label}, {held.organization.name}") for held in lendable]
    people = queries.colleagues(request.user.id, {held.organization.id for held in lendable}, request.at)
    form = NewDelegation(request.POST or None, offices=offices, deputies=[(str(id), name) for id, name in people])
    if form.is_valid() and _delegated(request, form):
        return redirect("people:deputies")
    context = {"form": form, "can_lend": bool(offices and people), **queries.delegations_of(request.user.id, request.at)}
    return render(request, "people/roles/deputies.html", context)


def _delegated(request: ActingRequest, form: NewDelegation) -> bool:
    answers = form.cleaned_data
    last_day = make_aware(datetime.combine(answers["until_on"], time.min)) + timedelta(days=1)
    try:
        operations.delegate_office(
            id=answers["operation_id"],
            by=request.actor,
            at=request.at,
            office_id=UUID(answers["office"]),
            deputy_id=UUID(answers["deputy"]),
            until_at=last_day,
            reason=answers["reason"],
        )
    except Refused as refused:
        add_refusals(form, refused, AT_FIELD)
        return False
    return True


@require_POST
@signed_in
def end_delegation(request: ActingRequest, delegation_id: UUID) -> HttpResponse:
    """The deputy's powers end now."""
    rows = Delegation.objects.select_related("office")
    delegation = get_or_404(request.actor, "people.end-delegation", rows, pk=delegation_id)
    operations.end_delegation(id=new_id(), by=request.actor, at=request.at, delegation_id=delegation.id)
    return redirect("people:deputies")


@require_GET
@signed_in
def done_in_my_name(request: ActingRequest) -> HttpResponse:
    """Everything done on my account: by me, wherever I was signed in, and by deputies in my name. Newest first."""
    rows = audit.entries_on_account_of(str(request.user.id))[:SHOWN]
    return render(request, "people/roles/done_in_my_name.html", {"entries": [queries.done(row) for row in rows], "most": SHOWN})
