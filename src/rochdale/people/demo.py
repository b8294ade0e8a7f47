"""Becoming an invented person with one tap: in demo mode only, and impossible otherwise."""

from __future__ import annotations

from uuid import UUID

from allauth.account.internal.flows.login import record_authentication
from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpRequest

from rochdale.kernel.refusal import NotAllowed, Refusal
from rochdale.people.models import Person
from rochdale.people.proving import TAP

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def sign_in_as(request: HttpRequest, person_id: UUID) -> Person:
    """Sign the visitor in as that persona. `NotAllowed` outside demo mode; `Http404` for anybody who is not a persona."""
    if not settings.IS_DEMO:
        raise NotAllowed(Refusal("people.only-in-demo"))
    person = Person.objects.filter(pk=person_id, is_active=True).exclude(persona_says="").first()
    if person is None:
        raise Http404
    login(request, person, backend=BACKEND)
    record_authentication(request, person, method=TAP)
    return person
