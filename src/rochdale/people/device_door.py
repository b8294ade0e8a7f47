"""The door of enrolled devices: which device a request comes from, whether the session on it goes on, and when it ends."""

from __future__ import annotations

import functools
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, cast
from urllib.parse import parse_qs, urlsplit
from uuid import UUID

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import record_authentication
from allauth.account.internal.flows.reauthentication import STATE_SESSION_KEY
from allauth.core.exceptions import ReauthenticationRequired
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import REDIRECT_FIELD_NAME, login, logout
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import Resolver404, resolve, reverse
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from rochdale.base import tenancy
from rochdale.base.actor import Actor
from rochdale.kernel.refusal import NotAllowed, Refusal, Refused
from rochdale.people.acting import SESSION_KEY
from rochdale.people.demo import BACKEND
from rochdale.people.device_queries import device_with, may_take_turns
from rochdale.people.http import TASK_GOES_ON, Request, actor_of
from rochdale.people.kept_work import is_kept_work, refusals_for_kept_work, told_to_device
from rochdale.people.models import Device, Person
from rochdale.people.operations.devices import note_contact
from rochdale.people.proving import methods_shown
from rochdale.people.rules.devices import asks_who_it_is, ends_a_task, idle_limit, is_by_pin_alone
from rochdale.ui.icons import symbol
from rochdale.ui.middleware import refused_json

COOKIE_DAYS = 400
"""The longest that browsers keep a cookie; it is given anew when the device is heard of."""
DEVICE, TOUCHED, LAST_PAGE = "device", "touched", "last-page"
"""What a session remembers: the device it is on, when it was last touched, and that its task is done."""
PIN = "pin"
_TOUCH_SECONDS = 60
_DUE, _SAID = "due", "said"


def cookie_name() -> str:
    """Over TLS bound to this very host."""
    return "__Host-device" if settings.USES_TLS else "device"


def device_of(request: HttpRequest) -> Device | None:
    """The enrolled device a request comes from. Set by the middleware `DeviceDoor`."""
    return cast("Device | None", getattr(request, "device", None))


def carry(response: HttpResponseBase, device_id: UUID, secret: str) -> HttpResponseBase:
    """Let the device carry its secret, where no script can read it."""
    response.set_cookie(
        cookie_name(),
        f"{device_id.hex}.{secret}",
        max_age=COOKIE_DAYS * 24 * 3600,
        secure=settings.USES_TLS,
        httponly=True,
        samesite="Lax",
    )
    return response


def enter_by_pin(request: HttpRequest, person: Person, device: Device) -> None:
    """A new session for the person whose PIN was right: on this device, for its organization, and not for long."""
    request.session.flush()
    login(request, person, backend=BACKEND)
    record_authentication(request, person, method=PIN)
    request.session[SESSION_KEY] = str(device.organization_id)
    request.session[DEVICE] = str(device.id)
    _rests_at_most(request, idle_limit(is_shared=device.is_shared))


def is_entered_by_pin(request: HttpRequest) -> bool:
    """Whether this session began with a PIN, whatever was shown after it."""
    return any(method == PIN for method, at in methods_shown(request)[:1])


def not_by_pin_alone(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """For what makes other ways in (`rules.devices.WAYS_IN`): whoever entered by PIN shows the password, or another way, first."""

    @functools.wraps(view)
    def behind_it(request: HttpRequest, /, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if is_by_pin_alone(method for method, at in methods_shown(request)):
            if get_adapter().get_reauthentication_methods(request.user):
                raise ReauthenticationRequired
            raise NotAllowed(Refusal("people.pin-is-not-enough"))
        return view(request, *args, **kwargs)

    return behind_it


def stays_with_device(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Whoever entered by PIN acts for the organization of the device, and for no other: in the own name, or as a deputy there."""

    @functools.wraps(view)
    def behind_it(request: HttpRequest, /, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not may_act_here(request, request.POST.get("organization", "").partition(":")[0]):
            raise Refused(Refusal("people.device-acts-for-its-own"))
        return view(request, *args, **kwargs)

    return behind_it


def may_act_here(request: HttpRequest, organization_id: object) -> bool:
    """Whether this session may act for that organization: one entered by PIN for the organization of its device alone."""
    device = device_of(request)
    return not is_entered_by_pin(request) or (device is not None and str(device.organization_id) == str(organization_id))


class DeviceDoor:
    """Sets `request.device`, ends sessions that are not on their device, and on a shared one after each task."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponseBase:
        carried = request.COOKIES.get(cookie_name(), "")
        known = device_with(carried) if carried else None
        device = known if known and known.struck_off_at is None else None
        request.device = device  # type: ignore[attr-defined]  # read with `device_of`
        _keep_to_device(request, device)
        with tenancy.within(request.actor.organization_id if request.actor else None):  # a session that ended here leaves no scope
            return self._answer(request, device, carried)

    def _answer(self, request: Request, device: Device | None, carried: str) -> HttpResponseBase:
        if is_kept_work(request) and (refusals := refusals_for_kept_work(request, device)):
            return refused_json(refusals)
        if device is None:
            response = self.get_response(request)
            return _wipe(response) if carried else response
        response = self._on(device, request)
        return carry(response, device.id, carried.partition(".")[2]) if note_contact(device, request.at) else response

    def _on(self, device: Device, request: Request) -> HttpResponseBase:
        is_last_page = device.is_shared and _says_that_it_is_the_last(request)
        is_resumed = "request" in request.session.get(STATE_SESSION_KEY, {})
        response = self.get_response(request)
        leads_to = _view_of(response)
        if is_kept_work(request):
            return told_to_device(response, asks_who_it_is=leads_to is not None and asks_who_it_is(leads_to))
        if actor_of(request) is None:
            return _to_here(response) if leads_to == settings.LOGIN_URL else response
        if is_last_page and leads_to is None:
            logout(request)
        elif device.is_shared and leads_to is not None and _is_done(request, response, leads_to, is_resumed=is_resumed):
            request.session[LAST_PAGE] = _DUE
        return response


def _keep_to_device(request: Request, device: Device | None) -> None:
    """A session stays on the device where it began, and one entered by PIN with the device's organization; any other ends here."""
    if request.actor is None:
        return
    here, began_on = str(device.id) if device else None, request.session.get(DEVICE)
    if (began_on and began_on != here) or (is_entered_by_pin(request) and not _may_stay(request, request.actor, device)):
        logout(request)
        request.actor, request.withheld = None, frozenset()
    elif device:
        if not began_on:
            request.session[DEVICE] = here
            if device.is_shared:
                _rests_at_most(request, idle_limit(is_shared=True))
        _touch(request, request.at)


def _may_stay(request: Request, by: Actor, device: Device | None) -> bool:
    """By PIN one acts for the organization of the device; or for none, while one may still choose to act there as a deputy."""
    if device is None or by.organization_id is not None:
        return device is not None and by.organization_id == device.organization_id
    return may_take_turns(UUID(by.id), device.organization_id, request.at)


def _rests_at_most(request: HttpRequest, limit: timedelta) -> None:
    request.session.set_expiry(int(limit.total_seconds()))


def _touch(request: HttpRequest, at: datetime) -> None:
    """Let the time of rest begin anew; Django counts it from the last change of a session."""
    if at.timestamp() - request.session.get(TOUCHED, 0) > _TOUCH_SECONDS:
        request.session[TOUCHED] = at.timestamp()


def _says_that_it_is_the_last(request: Request) -> bool:
    """Whether the page asked for shows the outcome of a finished task; says so on it, once. What scripts fetch is no page."""
    is_page = request.method == "GET" and "text/html" in request.headers.get("Accept", "text/html")
    stage = request.session.get(LAST_PAGE) if is_page and request.actor else None
    if stage == _DUE:
        request.session[LAST_PAGE] = _SAID
        button = format_html('<a class="button" href="{}">{}<span>{}</span></a>', reverse("people:here"), symbol("people"), _("Next"))
        messages.info(request, format_html("<b>{}</b> {}", _("You are signed out. Who is next?"), button))
    return stage is not None


def _is_done(request: HttpRequest, response: HttpResponseBase, leads_to: str, *, is_resumed: bool) -> bool:
    if request.method != "POST" or TASK_GOES_ON in response:
        return False
    view = request.resolver_match.view_name if request.resolver_match else ""
    return ends_a_task(view, leads_to=leads_to, is_resumed=is_resumed)


def _view_of(response: HttpResponseBase) -> str | None:
    """The name of the page a response leads to; "" for none of ours, None when it leads nowhere."""
    if response.status_code not in {302, 303}:
        return None
    try:
        return resolve(urlsplit(response["Location"]).path).view_name
    except Resolver404:
        return ""


def _to_here(response: HttpResponseBase) -> HttpResponseBase:
    """On an enrolled device, whoever has to sign in is asked who it is, and comes back where it was."""
    onward = parse_qs(urlsplit(response["Location"]).query).get(REDIRECT_FIELD_NAME, ["/"])[0]
    return redirect(f"{reverse('people:here')}?{urlencode({REDIRECT_FIELD_NAME: onward})}")


def _wipe(response: HttpResponseBase) -> HttpResponseBase:
    """A device that is struck off or unknown carries nothing, and keeps nothing."""
    response.delete_cookie(cookie_name(), samesite="Lax")
    response["Clear-Site-Data"] = '"storage"'
    return response
