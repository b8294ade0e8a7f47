"""Pages for asking people in, and for getting in with the code of a slip: an invitation, or a way in that was lost."""

from __future__ import annotations

import secrets
from typing import cast
from uuid import UUID

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import EmailAddress, Login
from allauth.core.internal import ratelimit
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from rochdale.base import paper
from rochdale.base.actor import Actor
from rochdale.base.codes import hash_of, new_code
from rochdale.kernel.ids import new_id
from rochdale.kernel.refusal import Refused
from rochdale.people import entering, operations
from rochdale.people.access import get_or_404
from rochdale.people.acting import SESSION_KEY
from rochdale.people.entering_forms import GetInAgain, Join, NewInvitation, TypedCode
from rochdale.people.factor_views import absolute, qr
from rochdale.people.http import ActingRequest, Request, actor_of, signed_in
from rochdale.people.labels import office_label
from rochdale.people.models import Invitation, Organization, Person
from rochdale.people.proving import just_proven
from rochdale.people.rules.entering import sign_in_name_for
from rochdale.people.rules.kinds import OFFICES_OF, Kind
from rochdale.ui.forms import add_refusals

FIELDS = {
    "people.email-is-taken": "email",
    "people.phone-is-taken": "phone",
    "people.code-does-not-open": "code",
    "people.code-was-used": "code",
}


@require_http_methods(["GET", "POST"])
@signed_in
@just_proven
def invitations(request: ActingRequest, organization_id: UUID) -> HttpResponse:
    """Whom we asked in; ask somebody in. The code is shown once, when it is made."""
    organization = get_or_404(request.actor, "people.appoint", Organization.objects.all(), pk=organization_id)
    offices = [(office.value, office_label(office)) for office in sorted(OFFICES_OF[Kind(organization.kind)])]
    form = NewInvitation(request.POST or None, offices=offices)
    if asked := asked_in(request, organization, form):
        invitation, code = asked
        paper_url = reverse("people:invitation-slip", args=[invitation.id])
        return code_shown_once(request, invitation, code, back=reverse("people:invitations", args=[organization.id]), paper=paper_url)
    context = {"organization": organization, "invitations": entering.invitations_of(organization.id, request.at), "form": form}
    return render(request, "people/entering/invitations.html", context)


def asked_in(request: ActingRequest, organization: Organization, form: NewInvitation) -> tuple[Invitation, str] | None:
    """Ask somebody in as the form says: the invitation, and its code, which is kept nowhere. None when nothing came of it."""
    if not form.is_valid():
        return None
    code, answers = new_code(), form.cleaned_data
    try:
        id = operations.invite(
            id=answers["operation_id"],
            by=request.actor,
            at=request.at,
            organization_id=organization.id,
            name=answers["name"],
            offices=answers["offices"],
            code_sha256=hash_of(code, purpose=entering.INVITATION),
        )
    except Refused as refused:
        add_refusals(form, refused, {"people.only-a-leader-comes-from-outside": "offices"})
        return None
    return Invitation.objects.select_related("organization").get(pk=id), code


def code_shown_once(request: ActingRequest, invitation: Invitation, code: str, *, back: str, paper: str) -> HttpResponse:
    """The page with the code, the way back, and the way to the paper."""
    link = absolute(request, "people:invited", code)
    offices = [office_label(office) for office in invitation.offices]
    context = {"invitation": invitation, "offices": offices, "code": code, "link": link, "qr": qr(link), "back": back, "paper": paper}
    return render(request, "people/entering/invitation_made.html", context)


@require_POST
@signed_in
def invitation_slip(request: ActingRequest, invitation_id: UUID) -> HttpResponse:
    """The invitation as a slip of paper. The code comes from the page that showed it: it is kept nowhere here."""
    invitation = get_or_404(request.actor, "people.appoint", Invitation.objects.select_related("organization"), pk=invitation_id)
    return invitation_paper(request, invitation)


def invitation_paper(request: ActingRequest, invitation: Invitation) -> HttpResponse:
    """The slip as PDF, for whoever knows the code."""
    code = request.POST.get("code", "")
    entering.require_code(invitation.code_sha256, code, purpose=entering.INVITATION)
    link = absolute(request, "people:invited", code)
    return _slip(request, entering.invitation_content(invitation, code, link, qr(link)), "invitation.pdf")


@require_POST
@signed_in
def withdraw_invitation(request: ActingRequest, invitation_id: UUID) -> HttpResponse:
    """An invitation that was wrong, or is lost."""
    invitation = get_or_404(request.actor, "people.appoint", Invitation.objects.all(), pk=invitation_id)
    operations.withdraw_invitation(id=new_id(), by=request.actor, at=request.at, invitation_id=invitation.id)
    return redirect("people:invitations", invitation.organization_id)


def _slip(request: ActingRequest, content: object, name: str) -> HttpResponse:
    language = get_language() or "en"
    printed = paper.pdf("people/paper/slip.typ", content, language=language, at=request.at)  # type: ignore[arg-type]
    return HttpResponse(printed, content_type="application/pdf", headers={"Content-Disposition": f'inline; filename="{name}"'})


@require_http_methods(["GET", "POST"])
def typed_code(request: HttpRequest) -> HttpResponse:
    """For whoever has a slip and no camera: the code is typed."""
    form = TypedCode(request.POST or None)
    if form.is_valid():
        return redirect("people:invited", form.cleaned_data["code"])
    return render(request, "people/entering/typed_code.html", {"form": form})


@require_http_methods(["GET", "POST"])
def invited(request: Request, code: str) -> HttpResponse:
    """Who asks me in and for what; accept with the account I have, or with a new one."""
    if limited := ratelimit.consume_or_429(request, app="allauth.account", action="code_typed", limit_get=True):
        return cast(HttpResponse, limited)
    invitation = entering.invitation_with(code, at=request.at)
    by = actor_of(request)
    if by is not None:
        return _accept(request, by, code) if request.method == "POST" else _invitation_page(request, invitation, None, code)
    form = Join(request.POST or None, initial={"name": invitation.name})
    if form.is_valid():
        try:
            person = _join(request, form, code)
        except Refused as refused:
            add_refusals(form, refused, FIELDS)
        else:
            return _welcome(request, person, invitation)
    return _invitation_page(request, invitation, form, code)


def _invitation_page(request: Request, invitation: Invitation, form: Join | None, code: str) -> HttpResponse:
    offices = [office_label(office) for office in invitation.offices]
    return render(request, "people/entering/invited.html", {"invitation": invitation, "offices": offices, "form": form, "code": code})


def _accept(request: Request, by: Actor, code: str) -> HttpResponse:
    digest = hash_of(code, purpose=entering.INVITATION)
    organization_id = operations.accept_invitation(id=new_id(), by=by, at=request.at, code_sha256=digest)
    request.session[SESSION_KEY] = organization_id
    messages.success(request, _("Welcome. You act for it now."))
    return redirect("people:me")


@transaction.atomic
def _join(request: Request, form: Join, code: str) -> Person:
    answers, id = form.cleaned_data, new_id()
    by = Actor(str(id), answers["name"])
    email, phone = answers.get("email") or "", answers.get("phone") or ""
    name = "" if email or phone else _free_sign_in_name(answers["name"])
    language = get_language() or ""
    operations.sign_up(id=id, by=by, at=request.at, name=answers["name"], email=email, phone=phone, sign_in_name=name, language=language)
    person = Person.objects.get(pk=id)
    get_adapter(request).set_password(person, answers["password"])
    if email:
        EmailAddress.objects.create(user=person, email=person.email, primary=True, verified=False)
    operations.accept_invitation(id=new_id(), by=by, at=request.at, code_sha256=hash_of(code, purpose=entering.INVITATION))
    return person


def _free_sign_in_name(name: str) -> str:
    while True:
        found = sign_in_name_for(name, f"{secrets.randbelow(9000) + 1000}")
        if not Person.objects.filter(sign_in_name=found).exists():
            return found


def _welcome(request: Request, person: Person, invitation: Invitation) -> HttpResponse:
    """Signed in at once. Whoever has neither e-mail nor phone sees the name to sign in with, to write it down."""
    record_authentication(request, person, method="password")
    onward: HttpResponse = perform_login(request, Login(user=person, redirect_url="/"))
    request.session[SESSION_KEY] = str(invitation.organization_id)
    return redirect("people:my-sign-in-name") if person.sign_in_name else onward


@require_http_methods(["GET", "POST"])
def get_in_again(request: Request) -> HttpResponse:
    """With the code of a recovery slip: a new password, and in."""
    if limited := ratelimit.consume_or_429(request, app="allauth.account", action="code_typed"):
        return cast(HttpResponse, limited)
    form = GetInAgain(request.POST or None, initial={"code": request.GET.get("code", "")})
    if form.is_valid():
        try:
            person = _let_in(request, form)
        except Refused as refused:
            add_refusals(form, refused, FIELDS)
        else:
            record_authentication(request, person, method="slip")
            messages.success(request, _("You are in again. Your new password holds from now on."))
            goes_to = reverse("people:my-sign-in-name" if person.sign_in_name else "people:me")
            return cast(HttpResponse, perform_login(request, Login(user=person, redirect_url=goes_to)))
    return render(request, "people/entering/get_in_again.html", {"form": form})


@transaction.atomic
def _let_in(request: Request, form: GetInAgain) -> Person:
    answers = form.cleaned_data
    nobody = Actor("slip", _("Holder of a slip"))
    digest = hash_of(answers["code"], purpose=entering.RECOVERY)
    person_id = operations.use_slip(id=new_id(), by=nobody, at=request.at, code_sha256=digest)
    person = Person.objects.get(pk=person_id)
    if not (person.email or person.phone or person.sign_in_name):
        by = Actor(str(person.id), person.name)
        operations.take_sign_in_name(id=new_id(), by=by, at=request.at, sign_in_name=_free_sign_in_name(person.name))
        person.refresh_from_db()
    get_adapter(request).set_password(person, answers["password"])
    return person
