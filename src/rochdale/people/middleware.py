"""Puts the actor on every request: who is signed in, for which organization, with the offices held this minute."""

from __future__ import annotations

from collections.abc import Callable

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.http import urlencode

from rochdale.base import tenancy
from rochdale.kernel.refusal import NotAllowed
from rochdale.people.acting import acting
from rochdale.people.http import Request
from rochdale.people.models import Person
from rochdale.people.proving import has_second_factor_shown

SEEN_KEY, SEEN_SECONDS = "seen", 600


class ActingFor:
    """Sets `request.at` (now) and `request.actor` (`Actor` or None) and speaks the person's language.

    The whole request sees only rows of the organization acted for; of nobody's when nobody is signed in or acts for none.
    A strict office (registrar, treasurer, market operator) carries no powers in a session entered without a second factor.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self.languages = {code for code, name in settings.LANGUAGES}

    def __call__(self, request: Request) -> HttpResponseBase:
        request.at, request.withheld, request.actor = timezone.now(), frozenset(), None
        person = request.user
        if isinstance(person, Person) and person.is_active:
            self._let_act(request, person)
        with tenancy.within(request.actor.organization_id if request.actor else None):
            return self.get_response(request)

    def _let_act(self, request: Request, person: Person) -> None:
        _note_where(request)
        shown = has_second_factor_shown(request)
        request.actor, request.withheld = acting(request.session, person, request.at, has_second_factor=shown)
        # A language chosen on this device (the footer of every page) stands above the one in the profile until the next sign-in.
        on_device = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
        language = on_device if on_device in self.languages else person.language
        if language in self.languages:
            translation.activate(language)
            request.LANGUAGE_CODE = language


class SecondWay:
    """Whoever is refused something for want of a second factor is led to the page where it is shown or set up.

    Stands behind the pages for refusals, so that it is asked before them.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponseBase:
        """Nothing on the way in and out."""
        return self.get_response(request)

    def process_exception(self, request: Request, exception: Exception) -> HttpResponseBase | None:
        """The way to the second factor, instead of a refusal that it would lift."""
        if not isinstance(exception, NotAllowed) or not request.withheld or request.path.startswith("/api/"):
            return None
        onward = {REDIRECT_FIELD_NAME: request.get_full_path()} if request.method == "GET" else {}
        return redirect(f"{reverse('mfa_index')}?{urlencode(onward)}")


def _note_where(request: Request) -> None:
    """Keep for the person where the session was last seen: every ten minutes, so that a page that is only read writes nothing."""
    now = request.at.timestamp()
    if now - request.session.get(SEEN_KEY, 0) >= SEEN_SECONDS:
        UserSession.objects.create_from_request(request)
        request.session[SEEN_KEY] = now
