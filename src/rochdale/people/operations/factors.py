"""Changes of the own ways in beside the password. Secrets are kept by the sign-in library; the trail says only that they changed."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.usersessions.models import UserSession

from rochdale.base import audit
from rochdale.base.actor import Actor
from rochdale.base.operations import operation
from rochdale.kernel.refusal import Refusal, Refused
from rochdale.people.models import Person

_DEEDS = {"add": audit.deed("people.add-second-factor"), "remove": audit.deed("people.remove-second-factor")}


@operation
def note_second_factor(*, id: UUID, by: Actor, at: datetime, what: str, kind: str) -> str:
    """Write into the trail that an app or passkey was added or removed (`what`); the sign-in library has done it."""
    person = Person.objects.get(pk=by.id)
    audit.record(by=by, at=at, what=_DEEDS[what], about=person, after={"kind": kind})
    return str(person.id)


@operation
def make_code_card(*, id: UUID, by: Actor, at: datetime) -> str:
    """A card of fresh codes; those of the card before open nothing any more."""
    person = Person.objects.select_for_update().get(pk=by.id)
    if person.is_persona:
        raise Refused(Refusal("people.persona-stays-as-it-is"))
    Authenticator.objects.filter(user=person, type=Authenticator.Type.RECOVERY_CODES).delete()
    RecoveryCodes.activate(person)
    audit.record(by=by, at=at, what="people.make-code-card", about=person)
    return str(person.id)


@operation
def end_own_sessions(*, id: UUID, by: Actor, at: datetime, keep: str, only: int | None = None) -> int:
    """A person signs out elsewhere: of one session (`only`), or of all but the one in the hand (`keep`). Returns how many ended."""
    rows = UserSession.objects.filter(user_id=by.id).exclude(session_key=keep)
    ended = 0
    for row in rows if only is None else rows.filter(pk=only):
        row.end()
        ended += 1
    audit.record(by=by, at=at, what="people.end-own-sessions", about=Person.objects.get(pk=by.id), after={"count": ended})
    return ended
