"""Pages of privacy: what is known about anybody, my own data and who looked at it, and looks at the data of others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import cast
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import formats, timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rochdale.base import looks, privacy, retention
from rochdale.base.looks import Subject
from rochdale.base.made_up import shown_name
from rochdale.base.models import Look
from rochdale.base.own_data import package_of
from rochdale.base.privacy import Kind, Level, Text
from rochdale.kernel.refusal import Refused
from rochdale.people import queries
from rochdale.people.access import get_or_404
from rochdale.people.http import ActingRequest, Request, signed_in, task_goes_on
from rochdale.people.models import Office, Organization
from rochdale.people.operations.own_data import take_own_data
from rochdale.people.permissions import LEADERS, may, officer_of_owner, permit
from rochdale.people.privacy_forms import Purpose
from rochdale.people.proving import just_proven
from rochdale.people.sharing import right_to, shown, subject_of
from rochdale.ui.forms import OperationForm, add_refusals
from rochdale.ui.offline import offline
from rochdale.ui.tables import Column, Table

LEVELS = {Level.PERSONAL: _("personal"), Level.SENSITIVE: _("sensitive"), Level.SECRET: _("secret")}

permit("people.see-looks", officer_of_owner(*LEADERS), "people.may-not-see-looks")
permit("people.see-contacts", officer_of_owner(*LEADERS), "people.may-not-see-contacts")


@dataclass(frozen=True, slots=True)
class KindShown:
    """One kind of data on the page that everybody may read."""

    kind: Kind
    level: Text
    kept: str


@dataclass(frozen=True, slots=True)
class PeriodShown:
    """One retention period on the same page."""

    title: Text
    how_long: str
    grade: Text
    source: str
    """Empty for a rule of ours."""
    binds: bool


def _kinds(on: date) -> Iterator[KindShown]:
    held = {period.code: retention.in_words(period) for period in retention.periods(on)}
    # What is the person's own comes first, then what the plumbing and the other contexts keep.
    for kind in sorted(privacy.kinds(), key=lambda kind: (not kind.code.startswith("people."), kind.code)):
        if kind.level in LEVELS:
            yield KindShown(kind, LEVELS[kind.level], held.get(kind.kept, ""))


def _periods(on: date) -> Iterator[PeriodShown]:
    for period in retention.periods(on):
        source = "" if period.grade == "house" else period.source
        how_long, told = retention.in_words(period), retention.GRADES_TOLD[period.grade]
        yield PeriodShown(retention.TITLES.get(period.code, period.code), how_long, told, source, period.binds)


@offline
def known(request: HttpRequest) -> HttpResponse:
    """What is known about anybody here, who sees it, how long it is kept: made from the register, the same for everybody."""
    on = cast(Request, request).at.date()
    periods = list(_periods(on))
    rows = {"ours": [period for period in periods if not period.source], "laws": [period for period in periods if period.source]}
    context = {"kinds": list(_kinds(on)), "shareable": privacy.shareable(), **rows}
    return render(request, "people/privacy/known.html", context)


@require_GET
@signed_in
def my_data(request: ActingRequest) -> HttpResponse:
    """My own data: what is known, who looked, take it along, have it erased; and the doors of the organization acted for."""
    by = request.actor
    rights = {"sharings": "people.see-sharings", "looks": "people.see-looks", "leaving": "people.export", "erasures": "people.ask-to-erase"}
    may_open = {name: by.organization_id is not None and may(by, right, by) for name, right in rights.items()}
    may_open["opening"] = by.organization_id is not None and any(
        may(by, right, by) for right in ("people.bring-old-books", "people.agree-to-old-books")
    )
    table = Table[Look](looks.looks_at_person(request.user.id), _look_columns(), order="-at", size=10)
    context = {"table": table.page(request.GET), "form": OperationForm(), "doors": may_open, "organization_id": by.organization_id}
    return render(request, "people/privacy/my_data.html", context)


def _look_columns() -> list[Column[Look]]:
    return [
        Column("at", _("When"), lambda look: formats.localize(timezone.localtime(look.at)), order="at"),
        Column("by", _("Who"), lambda look: shown_name(look.by_name), order="by_name"),
        Column("for", _("For whom"), lambda look: look.organization_name),
        Column("what", _("What"), lambda look: _title(look.what), order="what"),
        Column("why", _("Why"), lambda look: look.purpose),
    ]


def _title(what: str) -> Text:
    kind = privacy.kind_of(what)
    return kind.title if kind else what


@require_POST
@signed_in
@just_proven
def take_my_data(request: ActingRequest) -> HttpResponse:
    """One file with everything, built now."""
    form = OperationForm(request.POST)
    if not form.is_valid():
        return redirect("people:my-data")
    take_own_data(id=form.cleaned_data["operation_id"], by=request.actor, at=request.at)
    person = request.user
    content = package_of(person.id, name=person.name, language=get_language() or person.language, at=request.at)
    headers = {"Content-Disposition": 'attachment; filename="my-data.zip"', "X-Content-Type-Options": "nosniff"}
    return HttpResponse(content, content_type="application/zip", headers=headers)


@require_GET
@signed_in
def looks_at_us(request: ActingRequest, organization_id: UUID) -> HttpResponse:
    """Who looked at the data of the organization, and why."""
    organization = get_or_404(request.actor, "people.see-looks", Organization.objects.all(), pk=organization_id)
    table = Table[Look](looks.looks_at_organization(organization.id), _look_columns(), order="-at", search=["by_name", "purpose"])
    return render(request, "people/privacy/looks.html", {"organization": organization, "table": table.page(request.GET)})


@require_http_methods(["GET", "POST"])
@signed_in
def shared(request: ActingRequest, organization_id: UUID, what: str) -> HttpResponse:
    """What another organization shares, once it is said what for."""
    kind = next((found for found in privacy.shareable() if found.code == what), None)
    if kind is None:
        raise Http404
    organization = get_or_404(request.actor, right_to(what), Organization.objects.all(), pk=organization_id)
    subject = subject_of(what, organization.id)
    is_ours = request.actor.organization_id == organization.id
    context = {"kind": kind, "organization": organization, "is_ours": is_ours}
    if not is_ours and (answer := _ask_purpose(request, subject, context)):
        return answer
    table = shown(what, organization.id, request.at).page(request.GET)
    return render(request, "people/privacy/shared.html", {**context, "table": table})


@require_http_methods(["GET", "POST"])
@signed_in
def contacts_of(request: ActingRequest, office_id: UUID) -> HttpResponse:
    """E-mail and phone number of somebody who holds an office here, once it is said what for."""
    offices = Office.objects.at(request.at).select_related("person", "organization")
    office = get_or_404(request.actor, "people.see-contacts", offices, pk=office_id)
    subject = Subject("people.contacts", "people.Person", str(office.person_id), office.organization_id, office.person_id)
    kind = privacy.kind_of("people.contacts")
    context = {"kind": kind, "organization": office.organization, "person": office.person, "is_ours": True}
    if str(office.person_id) != request.actor.id and (answer := _ask_purpose(request, subject, context)):
        return answer
    return render(request, "people/privacy/contacts_of.html", context)


def _ask_purpose(request: ActingRequest, subject: Subject, context: Mapping[str, object]) -> HttpResponse | None:
    """The page that asks for a purpose; None when it was told within the last half hour."""
    if looks.has_told(request.actor, subject, request.at):
        return None
    form = Purpose(request.POST or None)
    if form.is_valid():
        answers = form.cleaned_data
        try:
            looks.tell_purpose(id=answers["operation_id"], by=request.actor, at=request.at, subject=subject, purpose=answers["purpose"])
        except Refused as refused:
            add_refusals(form, refused, {"base.look-needs-a-purpose": "purpose"})
        else:
            return task_goes_on(redirect(request.get_full_path()))
    return render(request, "people/privacy/purpose.html", {**context, "form": form})


@require_GET
@signed_in
def members(request: ActingRequest, organization_id: UUID) -> HttpResponse:
    """Who is here, with the way to their contacts."""
    organization = get_or_404(request.actor, "people.see-contacts", Organization.objects.all(), pk=organization_id)
    held = {office.person_id: office for office in queries.officers_of(organization.id, request.at)}
    people = sorted(held.values(), key=lambda office: office.person_name)
    return render(request, "people/privacy/members.html", {"organization": organization, "people": people})
