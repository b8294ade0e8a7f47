"""Taking one's own data: the trail keeps that it was done."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from rochdale.base import audit
from rochdale.base.actor import Actor
from rochdale.base.operations import operation
from rochdale.people.models import Person


@operation
def take_own_data(*, id: UUID, by: Actor, at: datetime) -> str:
    """A person takes a copy of what is kept of her. Returns the person's id."""
    person = Person.objects.get(pk=by.id)
    audit.record(by=by, at=at, what="people.take-own-data", about=person)
    return str(person.id)
