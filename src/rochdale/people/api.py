"""Sign-in for the API: the session of the browser, with the CSRF token kept; whoever is not signed in gets 401."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest
from ninja.security import APIKeyCookie

from rochdale.base.actor import Actor
from rochdale.people.http import actor_of


class SessionActor(APIKeyCookie):
    """Give to django-ninja as `auth=`: `request.auth` is then the `Actor`. Cookie authentication makes ninja check CSRF itself."""

    param_name: str = settings.SESSION_COOKIE_NAME

    def __call__(self, request: HttpRequest) -> Actor | None:
        """Whoever is not signed in hears so (401) before a missing CSRF token is spoken of (403)."""
        return super().__call__(request) if actor_of(request) else None

    def authenticate(self, request: HttpRequest, key: str | None) -> Actor | None:
        return actor_of(request)


session_actor = SessionActor()
