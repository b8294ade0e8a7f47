"""Pages of the own person: profile, language, organization acted for; who holds office; the demo's personas."""

from __future__ import annotations

from uuid import UUID

from allauth.account.adapter import get_adapter
from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rochdale.kernel.ids import new_id
from rochdale.kernel.refusal import Refused
from rochdale.people import operations, queries
from rochdale.people.access import get_or_404
from rochdale.people.acting import switch_organization
from rochdale.people.demo import sign_in_as
from rochdale.people.device_door import may_act_here
from rochdale.people.forms import Appointment, Contacts, Language, Name
from rochdale.people.http import ActingRequest, Request, signed_in, speak
from rochdale.people.labels import office_label
from rochdale.people.models import Office, Organization, Person
from rochdale.people.permissions import may
from rochdale.people.proving import just_proven
from rochdale.people.rules.kinds import OFFICES_OF, Kind
from rochdale.people.union_views import standing
from rochdale.ui.forms import add_refusals


@require_GET
@signed_in
def me(request: ActingRequest) -> HttpResponse:
    """Who I am here, for whom I act, in which language."""
    choices = [choice for choice in queries.organizations_of(request.user.id, request.at) if may_act_here(request, choice.organization.id)]
    native = [(code, translation.get_language_info(code)["name_local"]) for code, label in settings.LANGUAGES]
    context = {"person": request.user, "choices": choices, "acting_for": request.actor.account_key, "languages": native}
    context |= {
        "language": Language(),
        "speaks": request.LANGUAGE_CODE,
        "may_see_officers": may(request.actor, "people.see-officers", request.actor),
        "may_register": may(request.actor, "people.register-organization", request.actor),
    }
    return render(request, "people/me.html", context)


@require_POST
@signed_in
def choose_language(request: ActingRequest) -> HttpResponse:
    """Every page in another language from now on."""
    form = Language(request.POST)
    if not form.is_valid():
        return redirect("people:me")
    answers = form.cleaned_data
    operations.choose_language(id=answers["operation_id"], by=request.actor, at=request.at, language=answers["language"])
    return speak(redirect("people:me"), answers["language"])


@require_http_methods(["GET", "POST"])
@signed_in
def name(request: ActingRequest) -> HttpResponse:
    """Correct the own name."""
    form = Name(request.POST or None, initial={"name": request.user.name})
    if form.is_valid():
        operations.correct_name(id=form.cleaned_data["operation_id"], by=request.actor, at=request.at, name=form.cleaned_data["name"])
        return redirect("people:me")
    return render(request, "people/name.html", {"form": form})


@require_http_methods(["GET", "POST"])
@signed_in
def contacts(request: ActingRequest) -> HttpResponse:
    """Another e-mail or phone number to sign in with."""
    before = request.user.email
    form = Contacts(request.POST or None, person=request.user, initial={"email": before or "", "phone": request.user.phone or ""})
    if form.is_valid():
        answers = form.cleaned_data
        try:
            operations.change_contacts(
                id=answers["operation_id"], by=request.actor, at=request.at, email=answers["email"], phone=answers["phone"]
            )
        except Refused as refused:
            add_refusals(form, refused, {"people.email-is-taken": "email", "people.phone-is-taken": "phone"})
        else:
            _send_letters_about(request, before)
            return redirect("people:me")
    return render(request, "people/contacts.html", {"form": form})


def _send_letters_about(request: ActingRequest, before: str | None) -> None:
    now = Person.objects.get(pk=request.user.pk).email
    if before and now != before:
        get_adapter().send_notification_mail("account/email/email_changed", request.user, {"user": request.user}, email=before)
    address = EmailAddress.objects.filter(user_id=request.user.id, verified=False).first()
    if address and address.email != before:
        address.send_confirmation(request)
        messages.info(request, _("We sent a letter to %(email)s. Open its link to confirm it.") % {"email": address.email})


@require_POST
@signed_in
def act_for(request: ActingRequest) -> HttpResponse:
    """One tap: act for another of my organizations from now on."""
    switch_organization(request.session, request.user, request.POST.get("organization", ""), at=request.at)
    onward = request.POST.get("next", "")
    is_safe = url_has_allowed_host_and_scheme(onward, allowed_hosts={request.get_host()}, require_https=request.is_secure())
    return redirect(onward if is_safe else "people:me")


@require_http_methods(["GET", "POST"])
@signed_in
@just_proven
def officers(request: ActingRequest, organization_id: UUID) -> HttpResponse:
    """Who holds which office in an organization; its leaders appoint here."""
    organization = get_or_404(request.actor, "people.see-officers", Organization.objects.all(), pk=organization_id)
    may_appoint = may(request.actor, "people.appoint", organization)
    offices = [(office.value, office_label(office)) for office in sorted(OFFICES_OF[Kind(organization.kind)])]
    form = Appointment(request.POST or None, offices=offices)
    if request.method == "POST":
        get_or_404(request.actor, "people.appoint", Organization.objects.all(), pk=organization_id)
        if form.is_valid() and _appointed(request, organization, form):
            return redirect("people:officers", organization_id)
    held = queries.officers_of(organization_id, request.at)
    unions = [(row, standing(row, request.at.date())) for row in queries.affiliations_of(organization_id)]
    context = {"organization": queries.facts_of(organization), "held": held, "form": form, "may_appoint": may_appoint, "unions": unions}
    return render(request, "people/officers.html", context)


def _appointed(request: ActingRequest, organization: Organization, form: Appointment) -> bool:
    answers = form.cleaned_data
    try:
        person_id = queries.person_with_contact(answers["contact"])
        operations.appoint(
            id=answers["operation_id"],
            by=request.actor,
            at=request.at,
            person_id=person_id,
            organization_id=organization.id,
            office=answers["office"],
        )
    except Refused as refused:
        add_refusals(form, refused, {"people.nobody-with-this-contact": "contact", "people.office-is-already-held": "office"})
        return False
    return True


@require_POST
@signed_in
@just_proven
def end_office(request: ActingRequest, office_id: UUID) -> HttpResponse:
    """The powers of an office end now."""
    office = get_or_404(request.actor, "people.end-office", Office.objects.all(), pk=office_id)
    operations.end_office(id=_uuid(request.POST.get("operation_id", "")), by=request.actor, at=request.at, office_id=office.id)
    if office.person_id == request.user.id:
        return redirect("people:me")
    return redirect("people:officers", office.organization_id)


@require_GET
@signed_in
def my_sign_in_name(request: ActingRequest) -> HttpResponse:
    """The name to sign in with, large, to write it down."""
    return render(request, "people/entering/my_sign_in_name.html", {"person": request.user})


@require_GET
def demo(request: Request) -> HttpResponse:
    """The invented people a visitor can become."""
    return render(request, "people/demo.html", {"personas": queries.personas(request.at)})


@require_POST
def become(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """One tap: signed in as that person."""
    person = sign_in_as(request, person_id)
    return speak(redirect("/"), person.language)


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        return new_id()
