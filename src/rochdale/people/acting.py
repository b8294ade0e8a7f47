"""For which organization somebody acts in this session, and the request that carries the answer."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.contrib.sessions.backends.base import SessionBase

from rochdale.base.actor import Actor
from rochdale.kernel.refusal import Refusal, Refused
from rochdale.people.models import Person
from rochdale.people.queries import ActingChoice, actor_for, organizations_of

SESSION_KEY = "acting_for"


def acting(session: SessionBase, person: Person, at: datetime) -> Actor:
    """The person acting for the organization chosen in the session, or for the first by name when none was chosen.

    When the office in the chosen organization has ended, for none: nobody is switched to another organization unasked, and a
    form sent a minute later is not booked for the wrong one.
    """
    choices = organizations_of(person.id, at)
    chosen = session.get(SESSION_KEY)
    if chosen is None:
        return actor_for(person, choices[0] if choices else None)
    return actor_for(person, _found(choices, chosen))


def switch_organization(session: SessionBase, person: Person, organization_id: UUID, *, at: datetime) -> ActingChoice:
    """Act for that organization from now on. Raises `Refused` when the person holds no office there now."""
    choice = _found(organizations_of(person.id, at), str(organization_id))
    if choice is None:
        raise Refused(Refusal("people.does-not-act-for"))
    session[SESSION_KEY] = str(choice.organization.id)
    return choice


def _found(choices: list[ActingChoice], organization_id: str) -> ActingChoice | None:
    return next((choice for choice in choices if str(choice.organization.id) == organization_id), None)
