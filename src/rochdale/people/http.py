"""The request of somebody who is signed in, and the door in front of views that need one."""

from __future__ import annotations

import functools
from collections.abc import Callable
from datetime import datetime
from typing import Concatenate, ParamSpec, TypeVar, cast

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase

from rochdale.base.actor import Actor
from rochdale.people.models import Person

P = ParamSpec("P")
R = TypeVar("R", bound=HttpResponseBase)
TASK_GOES_ON = "Rochdale-Task-Goes-On"
"""Header of an answer that leads to another page. The door of enrolled devices reads it (`device_door`)."""


class Request(HttpRequest):
    """Any request behind the middleware `ActingFor`; `at` is the one moment at which all of it happens."""

    actor: Actor | None
    at: datetime
    withheld: frozenset[str]
    """Strict offices held in the organization acted for, whose powers wait for a second factor."""


class ActingRequest(HttpRequest):
    """A request that comes from a person: `actor` acts for the organization chosen in the session."""

    actor: Actor
    at: datetime
    withheld: frozenset[str]
    user: Person


def signed_in(view: Callable[Concatenate[ActingRequest, P], HttpResponseBase]) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
    """Send whoever is not signed in to the sign-in page, and back here afterwards (after a GET; a sent form starts anew)."""

    @functools.wraps(view)
    def behind_the_door(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if actor_of(request) is None:
            return redirect_to_login(request.get_full_path() if request.method == "GET" else "/")
        return view(cast(ActingRequest, request), *args, **kwargs)

    return behind_the_door


def actor_of(request: HttpRequest) -> Actor | None:
    """Who makes this request; None when nobody is signed in. Set by the middleware `ActingFor`."""
    return cast("Actor | None", getattr(request, "actor", None))


def task_goes_on(response: R) -> R:
    """The page it leads to is the next screen of the same task: on a shared phone, nobody is signed out yet."""
    response[TASK_GOES_ON] = "yes"
    return response


def speak(response: HttpResponse, language: str) -> HttpResponse:
    """Set the device to the person's language, so that the choice of whoever used it before does not stay. Nothing for no language."""
    if language:
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            language,
            max_age=settings.LANGUAGE_COOKIE_AGE,
            path=settings.LANGUAGE_COOKIE_PATH,
            secure=settings.LANGUAGE_COOKIE_SECURE,
            httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
            samesite=settings.LANGUAGE_COOKIE_SAMESITE,
        )
    return response
