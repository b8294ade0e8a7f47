"""Pages of enrolled devices: enrolling and striking off, choosing a PIN, and "Who are you?" on the device itself."""

from __future__ import annotations

import logging
from hashlib import sha256
from uuid import UUID

from allauth.core.internal import ratelimit
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import REDIRECT_FIELD_NAME, logout
from django.http import Http404, HttpResponse, HttpResponseBase, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rochdale.base.codes import hash_of, tidied
from rochdale.base.words import said
from rochdale.kernel.ids import new_id
from rochdale.kernel.refusal import Refusal, Refused
from rochdale.people import device_queries as queries
from rochdale.people.access import get_or_404
from rochdale.people.device_door import carry, device_of, enter_by_pin, is_entered_by_pin
from rochdale.people.device_forms import REASON_LABELS, ChoosePin, DeviceCode, NewDevice, StrikeOff, TypedPin
from rochdale.people.device_secrets import CODE, device_code, device_secret, hash_of_secret, signing_keys
from rochdale.people.factor_views import absolute, qr
from rochdale.people.http import ActingRequest, Request, signed_in, speak
from rochdale.people.models import Device, Organization, Person, Pin
from rochdale.people.operations import devices as operations
from rochdale.people.permissions import may
from rochdale.people.pins import hash_of_pin, try_pin
from rochdale.people.proving import is_proven_recently, just_proven
from rochdale.people.rules.devices import PACK_HOLDS
from rochdale.ui.forms import add_refusals
from rochdale.ui.offline import WORK_PAGES

log = logging.getLogger("rochdale.people.devices")

KEPT_FILES = ("ui/pin-pad.js", "people/here.js", "people/outbox.js", "people/pack.js")
"""What the page "Who are you?" needs without a line, beside the shell of all pages."""
LEFT = "left"
"""Cookie: somebody signed out a moment ago, so that the page "Who are you?" takes packs off the device."""
MOST_TILES = 48
"""With more people than that, a name is looked for: a page stays light."""


@require_GET
@signed_in
def devices(request: ActingRequest, organization_id: UUID) -> HttpResponse:
    """Every device of an organization, and who enrolled it."""
    organization = get_or_404(request.actor, "people.enrol-device", Organization.objects.all(), pk=organization_id)
    rows = queries.devices_of(organization.id)
    context = {"organization": organization, "devices": rows, "this": device_of(request), "reasons": REASON_LABELS}
    return render(request, "people/devices/devices.html", context)


@require_http_methods(["GET", "POST"])
@signed_in
@just_proven
def enrol_device(request: ActingRequest, organization_id: UUID) -> HttpResponseBase:
    """Enrol the device in the hand."""
    organization = get_or_404(request.actor, "people.enrol-device", Organization.objects.all(), pk=organization_id)
    form = NewDevice(request.POST or None)
    if form.is_valid():
        answers, id = form.cleaned_data, form.cleaned_data["operation_id"]
        secret = device_secret(request.session.session_key or "", id)
        try:
            operations.enrol_device(
                id=id,
                by=request.actor,
                at=request.at,
                organization_id=organization.id,
                name=answers["name"],
                kind=answers["kind"],
                is_shared=answers["is_shared"],
                secret_sha256=hash_of_secret(secret),
                holds_id=_holds(request, id),
            )
        except Refused as refused:
            add_refusals(form, refused)
        else:
            messages.success(request, _("This device is enrolled. It belongs to %(name)s now.") % {"name": organization.name})
            return carry(redirect("people:devices", organization.id), id, secret)
    return render(request, "people/devices/enrol_device.html", {"organization": organization, "form": form})


@require_http_methods(["GET", "POST"])
@signed_in
@just_proven
def code_for_device(request: ActingRequest, organization_id: UUID) -> HttpResponse:
    """A code with which another device enrols itself. It is shown here and kept nowhere."""
    organization = get_or_404(request.actor, "people.enrol-device", Organization.objects.all(), pk=organization_id)
    form = NewDevice(request.POST or None)
    if form.is_valid():
        answers, id = form.cleaned_data, form.cleaned_data["operation_id"]
        code = device_code(request.session.session_key or "", id)
        try:
            operations.make_code_for_device(
                id=id,
                by=request.actor,
                at=request.at,
                organization_id=organization.id,
                name=answers["name"],
                kind=answers["kind"],
                is_shared=answers["is_shared"],
                code_sha256=hash_of(code, purpose=CODE),
            )
        except Refused as refused:
            add_refusals(form, refused)
        else:
            link = absolute(request, "people:enrol-by-code", code)
            plain = absolute(request, "people:enrol-by-code")
            context = {"organization": organization, "name": answers["name"], "code": code, "plain": plain, "qr": qr(link)}
            return render(request, "people/devices/code.html", context)
    return render(request, "people/devices/code_for_device.html", {"organization": organization, "form": form})


@require_http_methods(["GET", "POST"])
def enrol_by_code(request: Request, code: str = "") -> HttpResponseBase:
    """On the other device: it enrols itself with the code."""
    limited: HttpResponse | None = ratelimit.consume_or_429(request, app="allauth.account", action="code_typed", limit_get=True)
    if limited:
        return limited
    form = DeviceCode(request.POST or None, initial={"code": code})
    if form.is_valid():
        id, typed = form.cleaned_data["operation_id"], tidied(form.cleaned_data["code"])
        secret = device_secret(typed, id)
        try:
            _enrol_with(request, id, typed, secret)
        except Refused as refused:
            add_refusals(form, refused)
        else:
            return carry(redirect("people:here"), id, secret)
    return render(request, "people/devices/enrol_by_code.html", {"form": form, "enrolment": queries.enrolment_with(code) if code else None})


def _enrol_with(request: Request, id: UUID, code: str, secret: str) -> None:
    enrolment = queries.enrolment_with(code)
    maker = queries.maker_of(enrolment, request.at) if enrolment else None
    if maker is None:
        raise Refused(Refusal("people.device-code-opens-nothing"))
    operations.enrol_by_code(id=id, by=maker, at=request.at, code=code, secret_sha256=hash_of_secret(secret), holds_id=_holds(request, id))


def _holds(request: Request | ActingRequest, id: UUID) -> UUID | None:
    """The enrolment this device carries already; nothing when it is the very one asked for (the form was sent twice)."""
    device = device_of(request)
    return device.id if device and device.id != id else None


@require_http_methods(["GET", "POST"])
@signed_in
@just_proven
def strike_off_device(request: ActingRequest, device_id: UUID) -> HttpResponse:
    """A device is lost, broken or given away."""
    device = get_or_404(request.actor, "people.strike-off-device", Device.objects.all(), pk=device_id)
    form = StrikeOff(request.POST or None)
    if form.is_valid():
        answers = form.cleaned_data
        try:
            operations.strike_off_device(
                id=answers["operation_id"], by=request.actor, at=request.at, device_id=device.id, because=answers["because"]
            )
        except Refused as refused:
            add_refusals(form, refused)
        else:
            messages.success(request, _("%(name)s is struck off. Nobody gets in with it now.") % {"name": device.name})
            return redirect("people:devices", device.organization_id)
    return render(request, "people/devices/strike_off.html", {"device": device, "form": form, "days": PACK_HOLDS.days})


@require_http_methods(["GET", "POST"])
@signed_in
@just_proven
def choose_pin(request: ActingRequest) -> HttpResponse:
    """Choose an own PIN, or another one; the way to the devices of the organization."""
    form = ChoosePin(request.POST or None, birth_year=request.user.birth_year)
    if form.is_valid():
        id = form.cleaned_data["operation_id"]
        operations.choose_pin(id=id, by=request.actor, at=request.at, pin_hash=hash_of_pin(form.cleaned_data["pin"], operation_id=id))
        messages.success(request, _("Your PIN is kept. It opens the devices of your organization."))
        return redirect("people:choose-pin")
    organization_id = request.actor.organization_id
    people = queries.people_at(organization_id, request.at) if organization_id else []
    context = {
        "form": form,
        "has_pin": Pin.objects.filter(person=request.user).exists(),
        "mine": next((person for person in people if person.id == request.user.id), None),
        "organization_id": organization_id,
        "may_enrol": may(request.actor, "people.enrol-device", request.actor),
        "operation_id": new_id(),
    }
    return render(request, "people/devices/choose_pin.html", context)


@require_POST
@signed_in
def take_pin_away(request: ActingRequest) -> HttpResponse:
    """Without a PIN from now on."""
    operations.take_pin_away(id=new_id(), by=request.actor, at=request.at)
    messages.success(request, _("You have no PIN any more."))
    return redirect("people:choose-pin")


@never_cache
@require_GET
def here(request: Request) -> HttpResponse:
    """Who are you? One tile for each person who can take a turn on this device."""
    device = device_of(request)
    if device is None:
        return render(request, "people/devices/not_enrolled.html")
    people = queries.people_at(device.organization_id, request.at)
    typed = request.GET.get("q", "").strip()
    found = [person for person in people if typed.casefold() in person.name.casefold()]
    context = {
        "device": device,
        "people": found[:MOST_TILES],
        "typed": typed,
        "may_search": len(people) > MOST_TILES,
        "onward": _onward(request),
        "form": TypedPin(),
        "pack_days": PACK_HOLDS.days,
        "files": " ".join(static(file) for file in KEPT_FILES),
        "keep": "" if request.actor else _version(device, people),
        "work_pages": WORK_PAGES,
        "has_left": LEFT in request.COOKIES,
    }
    response = render(request, "people/devices/here.html", context)
    response.delete_cookie(LEFT, samesite="Lax")
    return response


def _version(device: Device, people: list[queries.AtDevice]) -> str:
    """Changes with whatever the kept page shows; a page that names who is signed in is not kept."""
    files = [static(file) for file in (*KEPT_FILES, "ui/rochdale.css")]
    shown = [device.name, device.organization.name, get_language(), *files, *people, WORK_PAGES]
    return sha256(repr(shown).encode()).hexdigest()[:16]


@never_cache
@require_http_methods(["GET", "POST"])
def here_person(request: Request, person_id: UUID) -> HttpResponse:
    """The PIN of one person. Right, and the person is in; wrong, and the pad is there again."""
    device = device_of(request)
    people = queries.people_at(device.organization_id, request.at) if device else []
    person = next((person for person in people if person.id == person_id), None)
    if device is None or person is None:
        raise Http404
    form, refusals = TypedPin(request.POST or None), []
    if form.is_valid():
        refusals = try_pin(device.id, person_id, form.cleaned_data["pin"], at=request.at)
        if not refusals:
            user = Person.objects.get(pk=person_id)
            enter_by_pin(request, user, device)
            log.info("Person %s entered by PIN on device %s", person_id, device.id)
            return speak(redirect("people:me" if person.is_only_deputy else _onward(request)), user.language)
        log.warning("A PIN of person %s was refused on device %s", person_id, device.id)
    waits = next((refusal.facts["minutes"] for refusal in refusals if "minutes" in refusal.facts), 0)
    context = {"device": device, "person": person, "form": form, "refusals": [said(refusal) for refusal in refusals], "waits": waits}
    shown = {"onward": _onward(request), "pack_days": PACK_HOLDS.days, "work_pages": WORK_PAGES}
    return render(request, "people/devices/here_person.html", context | shown)


@require_POST
def somebody_else(request: Request) -> HttpResponse:
    """The next one takes a turn."""
    logout(request)
    response = redirect("people:here")
    response.set_cookie(LEFT, "yes", max_age=60, httponly=True, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE)
    return response


@require_GET
def device_key(request: Request) -> JsonResponse:
    """For the script of an enrolled device, just after a PIN: the key with which it signs what the person does without a line."""
    device, person = device_of(request), request.user
    pin = Pin.objects.filter(person_id=person.pk).first() if isinstance(person, Person) else None
    if device is None or pin is None or not is_entered_by_pin(request) or not is_proven_recently(request):
        raise Http404
    key = next(signing_keys(device.id, pin.person_id))
    known = {"person": str(pin.person_id), "key": key.hex(), "set_at": pin.set_at.isoformat(), "token": get_token(request)}
    return JsonResponse(known | {"is_shared": device.is_shared})


def _onward(request: Request) -> str:
    """Where the person wanted to be, on this very host."""
    wanted = request.POST.get(REDIRECT_FIELD_NAME) or request.GET.get(REDIRECT_FIELD_NAME, "")
    is_ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if wanted and is_ours else "/"
