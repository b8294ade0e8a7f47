"""Sign-in for the API: the session of the browser, with the CSRF token kept; whoever is not signed in gets 401. And: who am I?"""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.utils.translation import get_language, gettext_noop
from ninja import Router, Schema
from ninja.security import APIKeyCookie

from rochdale.base.actor import Actor
from rochdale.base.endpoints import REFUSING, Refusals, refuse_large_body
from rochdale.people.http import ActingRequest, actor_of


class SessionActor(APIKeyCookie):
    """Give to django-ninja as `auth=`: `request.auth` is then the `Actor`. Cookie authentication makes ninja check CSRF itself."""

    param_name: str = settings.SESSION_COOKIE_NAME

    def __call__(self, request: HttpRequest) -> Actor | None:
        """Whoever is not signed in hears so (401) before a missing CSRF token is spoken of (403); no large body is read before."""
        if actor_of(request) is None:
            return None
        refuse_large_body(request)
        return super().__call__(request)

    def authenticate(self, request: HttpRequest, key: str | None) -> Actor | None:
        return actor_of(request)


session_actor = SessionActor()
router = Router(tags=[gettext_noop("You")])


class Me(Schema):
    """Who is signed in, for whom, and the token that every change needs as `X-CSRFToken`."""

    person: str
    organization_id: UUID | None
    organization: str
    offices: list[str]
    language: str
    csrf_token: str


@router.get("/me", response={200: Me, REFUSING: Refusals}, summary=gettext_noop("Who is signed in, and the token for changes"))
def me(request: ActingRequest) -> Me:
    """The organization is the one chosen on the page of the person."""
    by = request.actor
    return Me(
        person=by.name, organization_id=by.organization_id, organization=by.organization_name, offices=sorted(by.offices),
        language=get_language() or settings.LANGUAGE_CODE, csrf_token=get_token(request),
    )  # fmt: skip
