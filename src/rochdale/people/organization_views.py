"""Pages with which a registrar or market operator writes organizations down and asks in their first leaders."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rochdale.base import tenancy
from rochdale.base.countries import countries_called, country_name
from rochdale.kernel.ids import new_id
from rochdale.kernel.place import is_place, place
from rochdale.kernel.refusal import Refused, refuse_if
from rochdale.people import entering, operations, queries
from rochdale.people.access import get_or_404
from rochdale.people.entering_forms import NewInvitation
from rochdale.people.entering_views import asked_in, code_shown_once, invitation_paper
from rochdale.people.http import ActingRequest, signed_in, task_goes_on
from rochdale.people.labels import kind_label, kinds_called, office_label
from rochdale.people.models import Organization
from rochdale.people.organization_forms import NewOrganization
from rochdale.people.permissions import require
from rochdale.people.proving import just_proven
from rochdale.people.queries.entering import invitations_from_outside
from rochdale.people.rules.kinds import LEADING, OFFICES_OF, Kind
from rochdale.people.rules.offices import refusals_for_outsider
from rochdale.ui.forms import add_refusals
from rochdale.ui.icons import chip
from rochdale.ui.tables import Column, Table

AT_FIELD = {
    "people.country-is-unknown": "country",
    "people.kind-is-unknown": "kind",
    "people.language-is-unknown": "language",
    "people.place-is-elsewhere": "place",
    "people.place-is-not-a-locode": "place",
}


@require_GET
@signed_in
def organizations(request: ActingRequest) -> HttpResponse:
    """Every organization of this installation, to be found by name, country and kind."""
    require(request.actor, "people.register-organization", request.actor)
    table = Table[Organization](
        queries.registered(request.at),
        [
            Column("name", _("Name"), lambda row: row.name, order="name"),
            Column("kind", _("Kind"), lambda row: kind_label(row.kind), order="kind"),
            Column("country", _("Country"), lambda row: country_name(row.country), order="country"),
            Column("led", _("Led by"), lambda row: _("itself") if row.is_led else chip("need", _("nobody yet"))),  # type: ignore[attr-defined]
        ],
        search=["name"],
        means=lambda word: Q(kind__in=kinds_called(word)) | Q(country__in=countries_called(word)),
        order="name",
        link=lambda row: reverse("people:organization", args=[row.id]),
    )
    return render(request, "people/organizations/organizations.html", {"table": table.page(request.GET)})


@require_http_methods(["GET", "POST"])
@signed_in
@just_proven
def register_organization(request: ActingRequest) -> HttpResponse:
    """Write an organization down; its page then offers to ask in the first leader."""
    require(request.actor, "people.register-organization", request.actor)
    own = queries.organization(request.actor.organization_id) if request.actor.organization_id else None
    form = NewOrganization(request.POST or None, initial={"country": own.country if own else ""})
    if form.is_valid():
        answers = {name: form.cleaned_data[name] for name in ("name", "kind", "country", "place", "language")}
        try:
            id = operations.register_organization(id=form.cleaned_data["operation_id"], by=request.actor, at=request.at, **answers)
        except Refused as refused:
            add_refusals(form, refused, AT_FIELD)
        else:
            return task_goes_on(redirect("people:organization", id))
    return render(request, "people/organizations/register.html", {"form": form})


@require_GET
@signed_in
def organization(request: ActingRequest, organization_id: UUID) -> HttpResponse:
    """What is publicly known of an organization, and whether it still needs its first leader."""
    row = get_or_404(request.actor, "people.register-organization", Organization.objects.all(), pk=organization_id)
    is_led = queries.leaders_at(row.id, request.at).exists()
    context = {
        "organization": queries.facts_of(row),
        "country": country_name(row.country),
        "town": str(place(row.place)) if is_place(row.place) else row.place,
        "unions": queries.unions_of(row.id, request.at.date()),
        "is_led": is_led,
        "may_ask_in": not refusals_for_outsider(kind=Kind(row.kind), has_leader=is_led),
    }
    return render(request, "people/organizations/organization.html", context)


def _without_leader(request: ActingRequest, organization_id: UUID) -> Organization:
    """An organization of others that has nobody to lead it. Raises `Refused` for one that leads itself: it appoints its own."""
    row = get_or_404(request.actor, "people.appoint-first-leader", Organization.objects.all(), pk=organization_id)
    refuse_if(refusals_for_outsider(kind=Kind(row.kind), has_leader=queries.leaders_at(row.id, request.at).exists()))
    return row


@require_http_methods(["GET", "POST"])
@signed_in
@just_proven
def first_leader(request: ActingRequest, organization_id: UUID) -> HttpResponse:
    """Ask in who is to lead an organization first, as long as nobody does. Of its other invitations nothing is shown."""
    row = _without_leader(request, organization_id)
    offices = [(office.value, office_label(office)) for office in sorted(OFFICES_OF[Kind(row.kind)] & LEADING)]
    form = NewInvitation(request.POST or None, offices=offices)
    with tenancy.within(row.id):  # the right was checked above
        if asked := asked_in(request, row, form):
            invitation, code = asked
            paper = reverse("people:first-leader-slip", args=[row.id, invitation.id])
            return code_shown_once(request, invitation, code, back=reverse("people:organization", args=[row.id]), paper=paper)
        asked_before = entering.invitations_seen(invitations_from_outside(row.id), request.at)
    return render(request, "people/organizations/first_leader.html", {"organization": row, "form": form, "invitations": asked_before})


@require_POST
@signed_in
def first_leader_slip(request: ActingRequest, organization_id: UUID, invitation_id: UUID) -> HttpResponse:
    """That invitation as a slip of paper."""
    row = _without_leader(request, organization_id)
    with tenancy.within(row.id):
        invitation = get_object_or_404(invitations_from_outside(row.id).select_related("organization"), pk=invitation_id)
        return invitation_paper(request, invitation)


@require_POST
@signed_in
def withdraw_first_leader(request: ActingRequest, organization_id: UUID, invitation_id: UUID) -> HttpResponse:
    """That invitation was wrong, or the slip is lost."""
    row = _without_leader(request, organization_id)
    with tenancy.within(row.id):
        get_object_or_404(invitations_from_outside(row.id), pk=invitation_id)
    operations.withdraw_first_invitation(id=new_id(), by=request.actor, at=request.at, organization_id=row.id, invitation_id=invitation_id)
    return task_goes_on(redirect("people:first-leader", row.id))
