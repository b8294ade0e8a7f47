"""Puts the actor on every request: who is signed in, for which organization, with the offices held this minute."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone, translation

from rochdale.people.acting import acting
from rochdale.people.http import Request
from rochdale.people.models import Person


class ActingFor:
    """Sets `request.at` (now) and `request.actor` (`Actor` or None) and speaks the person's language."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self.languages = {code for code, name in settings.LANGUAGES}

    def __call__(self, request: Request) -> HttpResponseBase:
        request.at = timezone.now()
        person = request.user
        if not isinstance(person, Person) or not person.is_active:
            request.actor = None
            return self.get_response(request)
        request.actor = acting(request.session, person, request.at)
        # A language chosen on this device (the footer of every page) stands above the one in the profile until the next sign-in.
        on_device = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
        language = on_device if on_device in self.languages else person.language
        if language in self.languages:
            translation.activate(language)
            request.LANGUAGE_CODE = language
        return self.get_response(request)
