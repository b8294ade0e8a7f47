"""Pages of the offices: the tree, one office with who signs there, an office set up or closed, a role given or ended, a proposal."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from rochdale.kernel.refusal import Refused
from rochdale.people.http import ActingRequest, signed_in
from rochdale.people.permissions import may, require
from rochdale.people.queries import organization
from rochdale.registry import operations
from rochdale.registry.forms.offices import EndRoleForm, OfficeForm, RoleForm
from rochdale.registry.models import OfficeRole, RegisterOffice
from rochdale.registry.office_page import blocks_told, office_choices, offices_above
from rochdale.registry.offices_page import body_choices, may_name, namer_of, people_choices, places_told, roles_told, signers_today
from rochdale.ui.forms import ReasonForm, add_refusals

OF_OFFICE = {
    "registry.code-is-taken": "code", "registry.territory-is-anothers": "territory", "registry.territory-is-wider": "territory",
    "registry.office-is-closed": "parent",
}  # fmt: skip
OF_ROLE = {
    "registry.interim-without-end": "until_on", "registry.role-is-taken": "role", "registry.role-needs-an-office": "person",
    "kernel.period-ends-before-it-starts": "until_on",
}  # fmt: skip


@require_GET
@signed_in
def offices(request: ActingRequest) -> HttpResponse:
    """One's offices and those under them, and who signs at each today."""
    require(request.actor, "registry.see-inbox", request.actor)
    today = request.at.date()
    told = [(row, row.path.count("/"), places_told(row), signers_today(row, today)) for row in offices_above(request.actor)]
    least = min((depth for _row, depth, _places, _signers in told), default=0)
    context = {
        "offices": [(row, range(depth - least), places, signers) for row, depth, places, signers in told],
        "may_set_up": any(may(request.actor, "registry.set-up-office", row) for row, *_rest in told),
    }  # fmt: skip
    return render(request, "registry/offices.html", context)


def _office(request: ActingRequest, office_id: UUID) -> RegisterOffice:
    """One of one's offices or one under them; of any other it is not told that there is one."""
    require(request.actor, "registry.see-inbox", request.actor)
    row = next((row for row in offices_above(request.actor) if row.id == office_id), None)
    if row is None:
        raise Http404
    return row


@require_GET
@signed_in
def office(request: ActingRequest, office_id: UUID) -> HttpResponse:
    """An office: its places, who keeps it, who prepares and signs, and who did."""
    row = _office(request, office_id)
    now, before = roles_told(row, request.at.date())
    body = organization(row.body_id) if row.body_id else None
    context = {
        "row": row, "places": places_told(row), "body": body, "now": now, "before": before, "may_name": may_name(request.actor, row),
        "named_by": namer_of(row), "signs": signers_today(row, request.at.date()), "blocks": blocks_told(row, request.at.year),
        "may_close": row.parent is not None and may(request.actor, "registry.set-up-office", row.parent),
        "may_set_up": may(request.actor, "registry.set-up-office", row),
    }  # fmt: skip
    return render(request, "registry/office.html", context)


@require_http_methods(["GET", "POST"])
@signed_in
def set_up(request: ActingRequest) -> HttpResponse:
    """An office under one of one's own."""
    parents = [row for row in offices_above(request.actor) if may(request.actor, "registry.set-up-office", row)]
    if not parents:
        require(request.actor, "registry.set-up-office", request.actor)
    country = parents[0].country
    form = OfficeForm(
        request.POST or None, parents=office_choices(parents), bodies=body_choices(country), country=country,
        initial={"since_on": request.at.date(), "parent": request.GET.get("under", "")},
    )  # fmt: skip
    if form.is_valid():
        said = form.cleaned_data
        try:
            made = operations.set_up_office(
                id=said["operation_id"], by=request.actor, at=request.at, parent_id=UUID(said["parent"]), country=country,
                body_id=UUID(said["body"]) if said["body"] else None, names=form.names(),
                **{name: said[name] for name in ("code", "name", "territory", "number_code", "since_on", "is_registering")},
            )  # fmt: skip
            return redirect("registry:office", made)
        except Refused as refusal:
            add_refusals(form, refusal, OF_OFFICE)
    return render(request, "registry/office_new.html", {"form": form})


@require_http_methods(["GET", "POST"])
@signed_in
def close(request: ActingRequest, office_id: UUID) -> HttpResponse:
    """Close an office that has nothing left to do."""
    row = _office(request, office_id)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        said = form.cleaned_data
        try:
            operations.close_office(id=said["operation_id"], by=request.actor, at=request.at, office_id=row.id, reason=said["reason"])
            return redirect("registry:offices")
        except Refused as refusal:
            add_refusals(form, refusal, {})
    return render(request, "registry/office_close.html", {"row": row, "form": form})


@require_http_methods(["GET", "POST"])
@signed_in
def name_role(request: ActingRequest, office_id: UUID) -> HttpResponse:
    """Name who prepares or signs at an office."""
    row = _office(request, office_id)
    people = people_choices(row, request.at, request.actor)
    form = RoleForm(request.POST or None, people=people, initial={"since_on": request.at.date()})
    if form.is_valid():
        said = form.cleaned_data
        try:
            operations.name_role(
                id=said["operation_id"], by=request.actor, at=request.at, office_id=row.id, person_id=said["person"], role=said["role"],
                title=said["title"], order=said["order"], since_on=said["since_on"], until_on=said["until_on"],
            )  # fmt: skip
            return redirect("registry:office", row.id)
        except Refused as refusal:
            add_refusals(form, refusal, OF_ROLE)
    return render(request, "registry/role_new.html", {"row": row, "form": form, "people": people})


@require_http_methods(["GET", "POST"])
@signed_in
def end_role(request: ActingRequest, role_id: UUID) -> HttpResponse:
    """End a role before its day."""
    role = OfficeRole.objects.filter(pk=role_id).first()
    if role is None:
        raise Http404
    row = _office(request, role.office_id)
    form = EndRoleForm(request.POST or None, initial={"until_on": request.at.date()})
    if form.is_valid():
        said = form.cleaned_data
        try:
            operations.end_role(
                id=said["operation_id"], by=request.actor, at=request.at, role_id=role.id, until_on=said["until_on"], reason=said["reason"]
            )
            return redirect("registry:office", row.id)
        except Refused as refusal:
            add_refusals(form, refusal, {"registry.role-is-over": "until_on"})
    return render(request, "registry/role_end.html", {"row": row, "role": role, "form": form})
