"""An official at a founding assembly: what may follow what, and what must be said."""

from __future__ import annotations

from datetime import date

import pytest

from rochdale.registry.rules.attendance import Booking, refusals_for_asking_for, refusals_for_booking

MEETS = date(2026, 11, 20)
BEFORE, AFTERWARDS = date(2026, 11, 2), date(2026, 11, 21)
WAYS = [
    ("promised with a name", Booking.ASKED, Booking.PROMISED, BEFORE, "Enow", "", None),
    ("promised without a name", Booking.ASKED, Booking.PROMISED, BEFORE, "", "", "registry.promise-without-official"),
    ("another official goes", Booking.PROMISED, Booking.PROMISED, BEFORE, "Tabi", "", None),
    ("declined with a reason", Booking.ASKED, Booking.DECLINED, BEFORE, "", "No car that day", None),
    ("declined without one", Booking.ASKED, Booking.DECLINED, BEFORE, "", " ", "registry.booking-without-reason"),
    ("came, on the day itself", Booking.PROMISED, Booking.CAME, MEETS, "", "", None),
    ("came, the day before", Booking.PROMISED, Booking.CAME, BEFORE, "", "", "registry.assembly-is-to-come"),
    ("nobody came, and why", Booking.PROMISED, Booking.MISSED, AFTERWARDS, "", "The bridge was out", None),
    ("came without a promise", Booking.ASKED, Booking.CAME, AFTERWARDS, "", "", "registry.booking-has-moved-on"),
    ("what was booked stays", Booking.CAME, Booking.MISSED, AFTERWARDS, "", "No", "registry.booking-has-moved-on"),
]


@pytest.mark.parametrize(("says", "state", "to", "today", "official", "reason", "expects"), WAYS, ids=[row[0] for row in WAYS])
def test_ways(says: str, state: Booking, to: Booking, today: date, official: str, reason: str, expects: str | None) -> None:
    found = refusals_for_booking(state, to, meets_on=MEETS, today=today, official=official, reason=reason)
    assert [one.code for one in found] == ([expects] if expects else [])


@pytest.mark.parametrize(
    ("today", "waits", "expects"),
    [
        (BEFORE, False, []),
        (MEETS, False, []),
        (AFTERWARDS, False, ["registry.assembly-is-past"]),
        (BEFORE, True, ["registry.official-is-asked-for"]),
    ],
)
def test_asking(today: date, waits: bool, expects: list[str]) -> None:
    assert [one.code for one in refusals_for_asking_for(MEETS, today=today, waits=waits)] == expects
