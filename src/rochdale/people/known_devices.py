"""Which browser a person signed in with before, told by a signed cookie: it has tries of its own, so that strangers cannot use them up."""

from __future__ import annotations

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

from rochdale.kernel.ids import new_id
from rochdale.people.models import Person

COOKIE = "known"
MOST_PERSONS = 8
"""A phone is shared by a family, not by a village."""
_SALT = "rochdale.people.known-devices"
_A_YEAR_SECONDS = 365 * 24 * 3600


def known_device(request: HttpRequest, person: Person) -> str:
    """An id of this browser if the person signed in with it before, else ""."""
    return _persons(request).get(str(person.pk), "")


def remember_device(request: HttpRequest, response: HttpResponse, person: Person) -> HttpResponse:
    """Let the browser tell, from now on, that this person signed in with it."""
    known = _persons(request)
    known[str(person.pk)] = known.pop(str(person.pk), "") or new_id().hex[-12:]
    kept = dict(list(known.items())[-MOST_PERSONS:])
    response.set_cookie(
        COOKIE,
        signing.dumps(kept, salt=_SALT),
        max_age=_A_YEAR_SECONDS,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response


def _persons(request: HttpRequest) -> dict[str, str]:
    try:
        found = signing.loads(request.COOKIES.get(COOKIE, ""), salt=_SALT, max_age=_A_YEAR_SECONDS)
    except signing.BadSignature:
        return {}
    return {str(person): str(device) for person, device in found.items()}
