"""Who may be let in again, by whose word; how somebody without e-mail and phone is called at the door."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from rochdale.kernel.refusal import Refusal
from rochdale.people.rules.kinds import STRICT

INVITATION_LASTS = timedelta(days=30)
"""A slip travels to a village and back."""
SLIP_LASTS = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Consent:
    """An officer's word for somebody, given for an organization."""

    officer_id: UUID
    organization_id: UUID


def needs_two_officers(powers: Mapping[UUID, frozenset[str]]) -> bool:
    """Whether the person holds a strict office anywhere. `powers`: offices by organization, own and lent, without mere membership."""
    return any(offices & STRICT for offices in powers.values())


def refusals_for_letting_in(powers: Mapping[UUID, frozenset[str]], consents: Sequence[Consent]) -> list[Refusal]:
    """Why a recovery slip cannot be printed (or used) yet.

    Whoever holds a slip gets all powers of the person. So each organization in which the person has any speaks for itself: the
    manager of one cooperative cannot print a way into another. A strict office needs the word of two officers.
    """
    refusals = []
    silent = powers.keys() - {consent.organization_id for consent in consents}
    if silent:
        refusals.append(Refusal("people.slip-waits-for-organizations", {"count": len(silent)}))
    officers = {consent.officer_id for consent in consents}
    if needs_two_officers(powers) and len(officers) < 2:
        refusals.append(Refusal("people.slip-waits-for-a-second-officer"))
    if not officers:
        refusals.append(Refusal("people.slip-waits-for-an-officer"))
    return refusals


def refusals_for_consent(*, officer_accounts: Iterable[str], person_id: UUID, is_given: bool, is_concerned: bool) -> list[Refusal]:
    """Why an officer cannot stand up for the person. `officer_accounts`: the officer, and the one in whose name the officer acts."""
    if str(person_id) in set(officer_accounts):
        return [Refusal("people.nobody-lets-oneself-in")]
    if not is_concerned:
        return [Refusal("people.person-is-of-others")]
    return [Refusal("people.consent-is-given-already")] if is_given else []


def refusals_for_code(*, is_known: bool, ended_at: datetime | None, expires_at: datetime | None, at: datetime) -> list[Refusal]:
    """A code opens once, in its time. Unknown, expired and withdrawn codes are answered alike; only a used one says so."""
    if is_known and ended_at is not None:
        return [Refusal("people.code-was-used", {"on": ended_at.date()})]
    if not is_known or expires_at is None or expires_at <= at:
        return [Refusal("people.code-does-not-open")]
    return []


def sign_in_name_for(name: str, figures: str) -> str:
    """A name to sign in with: the first word of `name` in plain small letters and four `figures`, as "kham-4821".

    Scripts without Latin letters get "m" and the figures: figures are on every keyboard.
    """
    plain = unicodedata.normalize("NFKD", name.split()[0].lower()) if name.split() else ""
    letters = re.sub(r"[^a-z]", "", plain)[:12]
    return f"{letters or 'm'}-{figures}"
