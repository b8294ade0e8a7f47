"""That the one who asks is the one who signed in: shown anew before money, votes and roles, and by a second factor for strict offices."""

from __future__ import annotations

import functools
import time
from collections.abc import Callable
from typing import Concatenate, ParamSpec

from allauth.account.authentication import get_authentication_records
from allauth.core.exceptions import ReauthenticationRequired
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

from rochdale.kernel.refusal import NotAllowed, Refusal
from rochdale.people.http import ActingRequest
from rochdale.people.models import Person

P = ParamSpec("P")

FRESH_SECONDS = 10 * 60
"""For how long a password, code, passkey or PIN counts as just shown."""
ONE_FACTOR = frozenset({"password", "pin", "slip"})
SECOND_FACTORS = frozenset({"mfa"})
TAP = "tap"
"""The tap with which a visitor of the demo becomes an invented person: it counts as both factors, in demo mode only."""


def methods_shown(request: HttpRequest) -> list[tuple[str, float]]:
    """How the person showed who it is in this session: method and moment (seconds since 1970), oldest first."""
    if not isinstance(request.user, Person):
        return []
    return [(str(record["method"]), float(record["at"])) for record in get_authentication_records(request, request.user)]


def is_proven_recently(request: HttpRequest) -> bool:
    """Whether anything was shown within the last ten minutes."""
    shown = methods_shown(request)
    if settings.IS_DEMO and any(method == TAP for method, at in shown):
        return True
    return bool(shown) and time.time() - shown[-1][1] < FRESH_SECONDS


def has_second_factor_shown(request: HttpRequest) -> bool:
    """Whether this session was entered with two factors: a code or passkey beside the password, or a tap in the demo."""
    shown = {method for method, at in methods_shown(request)}
    return bool(shown & SECOND_FACTORS) or (settings.IS_DEMO and TAP in shown)


def just_proven(
    view: Callable[Concatenate[ActingRequest, P], HttpResponseBase],
) -> Callable[Concatenate[ActingRequest, P], HttpResponseBase]:
    """Before what a view changes (not before it is only looked at) the person shows again who it is; the form waits meanwhile."""

    @functools.wraps(view)
    def behind_it(request: ActingRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if request.method != "GET" and not is_proven_recently(request):
            raise ReauthenticationRequired
        return view(request, *args, **kwargs)

    return behind_it


def require_just_proven(request: HttpRequest) -> None:
    """The same for the API, where no form can wait: 403 until the person has shown it on a page of this session."""
    if not is_proven_recently(request):
        raise NotAllowed(Refusal("people.show-again", {"minutes": FRESH_SECONDS // 60}))
