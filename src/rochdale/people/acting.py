"""For which organization somebody acts in this session, and the request that carries the answer."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from django.contrib.sessions.backends.base import SessionBase

from rochdale.base.actor import Actor
from rochdale.kernel.refusal import Refusal, Refused
from rochdale.people.models import Person
from rochdale.people.queries import ActingChoice, actor_for, organizations_of
from rochdale.people.rules.kinds import STRICT

SESSION_KEY = "acting_for"


def acting(session: SessionBase, person: Person, at: datetime, *, has_second_factor: bool) -> tuple[Actor, frozenset[str]]:
    """The person acting for the organization chosen in the session, or for the first by name when none was chosen.

    Somebody who holds no office of the own but deputizes for an officer acts for nobody until choosing to. Also returned: the
    strict offices that are withheld because the session was entered without a second factor.

    When the office in the chosen organization has ended, for none: nobody is switched to another organization unasked, and a
    form sent a minute later is not booked for the wrong one.
    """
    choices = organizations_of(person.id, at)
    chosen = session.get(SESSION_KEY)
    if chosen is None:
        own = [choice for choice in choices if choice.in_name_of_id is None]
        actor = actor_for(person, own[0] if own else None)
    else:
        actor = actor_for(person, _found(choices, chosen))
    withheld = frozenset() if has_second_factor else actor.offices & STRICT
    return replace(actor, offices=actor.offices - withheld), withheld


def switch_organization(session: SessionBase, person: Person, key: str, *, at: datetime) -> ActingChoice:
    """Act for that organization from now on (`key` is `ActingChoice.key`). Raises `Refused` when the person may not do so now."""
    choice = _found(organizations_of(person.id, at), key)
    if choice is None:
        raise Refused(Refusal("people.does-not-act-for"))
    session[SESSION_KEY] = choice.key
    return choice


def _found(choices: list[ActingChoice], key: str) -> ActingChoice | None:
    return next((choice for choice in choices if choice.key == key), None)
