"""An official comes to the founding assembly where the law asks it: the group asks, the office promises somebody or says why not, and books
afterwards whether anybody came (rule packs: `official_attends_assembly`)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from rochdale.kernel.refusal import Refusal


class Booking(StrEnum):
    """How far it is."""

    ASKED = "asked"
    PROMISED = "promised"
    DECLINED = "declined"
    CANCELLED = "cancelled"
    """The group does not meet on that day."""
    CAME = "came"
    MISSED = "missed"
    """Nobody came, although it was promised."""


WAITS = frozenset({Booking.ASKED, Booking.PROMISED})
AFTER: Mapping[Booking, frozenset[Booking]] = {
    Booking.ASKED: frozenset({Booking.PROMISED, Booking.DECLINED, Booking.CANCELLED}),
    Booking.PROMISED: frozenset({Booking.PROMISED, Booking.DECLINED, Booking.CANCELLED, Booking.CAME, Booking.MISSED}),
}
"""What may follow; a promise is renewed when another official goes."""


def refusals_for_asking_for(meets_on: date, *, today: date, waits: bool) -> list[Refusal]:
    """One request at a time, for a day that is to come."""
    if meets_on < today:
        return [Refusal("registry.assembly-is-past", {"on": meets_on})]
    return [Refusal("registry.official-is-asked-for")] if waits else []


def refusals_for_booking(
    state: Booking, to: Booking, *, meets_on: date, today: date, official: str = "", reason: str = ""
) -> list[Refusal]:
    """A promise names somebody, a no says why, and nobody has come before the day."""
    if to not in AFTER.get(state, ()):
        return [Refusal("registry.booking-has-moved-on", {"state": state.value})]
    if to is Booking.PROMISED and not official:
        return [Refusal("registry.promise-without-official")]
    if to in {Booking.DECLINED, Booking.CANCELLED, Booking.MISSED} and not reason.strip():
        return [Refusal("registry.booking-without-reason")]
    if to in {Booking.CAME, Booking.MISSED} and today < meets_on:
        return [Refusal("registry.assembly-is-to-come", {"on": meets_on})]
    return []
