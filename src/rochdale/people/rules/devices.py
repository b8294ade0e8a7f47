"""Rules of enrolled devices: codes and PINs, the pause after wrong ones, and when a task on a shared device is done."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import pairwise
from uuid import UUID

from rochdale.kernel.refusal import Refusal
from rochdale.people.rules.persons import refusals_for_name

CODE_HOLDS = timedelta(minutes=15)
"""For how long a code enrols another device."""
PACK_HOLDS = timedelta(days=7)
"""For how long a device that hears nothing of the server keeps what it needs without a line (house.md, section 3)."""
SHORTEST_PIN, LONGEST_PIN = 4, 8
LONGEST_NAME = 100
TRIES = 5
"""Wrong PINs of one person on one device before the first pause, and between two pauses."""
PAUSES = (timedelta(minutes=5), timedelta(minutes=15), timedelta(hours=1), timedelta(hours=4))
"""The pause after 5, 10, 15 and every further 5 wrong PINs in a row: some 45 tries a day, of 10,000 PINs with four figures."""
IDLE_SHARED, IDLE_OWN = timedelta(minutes=15), timedelta(hours=8)

_LINES_OF_KEYS = frozenset({"2580", "0852"})
"""Straight down and up the middle of the pad."""
_ASKING = ("account_", "mfa_", "people:here")
"""Pages that ask who it is."""
_NO_TASK = (*_ASKING, "ui:")
_NO_TASKS = frozenset(
    f"people:{name}"
    for name in [
        "act-for",
        "become",
        "choose-pin",
        "code-for-device",
        "demo",
        "enrol-by-code",
        "enrol-device",
        "get-in-again",
        "invited",
        "language",
        "somebody-else",
        "take-pin-away",
        "typed-code",
    ]
)
"""Pages about getting in, enrolling, and the look of pages: there, nobody finishes what one came for."""
WAYS_IN = frozenset(
    [
        "account_set_password",
        "ask-for-slip",
        "choose-pin",
        "code-card-paper",
        "code-for-device",
        "consent-to-slip",
        "enrol-device",
        "first-leader",
        "first-leader-slip",
        "invitation-slip",
        "invitations",
        "mfa_activate_totp",
        "mfa_add_webauthn",
        "mfa_deactivate_totp",
        "mfa_edit_webauthn",
        "mfa_list_webauthn",
        "mfa_remove_webauthn",
        "mfa_view_recovery_codes",
        "print-slip",
    ]
)
"""Pages where ways in are made or taken away. Four figures that a neighbour may have seen must not turn into a passkey or a phone."""


def refusals_for_enrolment(*, name: str, holds_id: UUID | None) -> list[Refusal]:
    """A device has a name, and belongs to one organization: `holds_id` is the enrolment that the device in the hand carries already."""
    refusals = refusals_for_name(name)
    if len(name) > LONGEST_NAME:
        refusals.append(Refusal("people.device-name-is-too-long", {"longest": LONGEST_NAME}))
    if holds_id is not None:
        refusals.append(Refusal("people.device-is-enrolled-already"))
    return refusals


def refusals_for_code(*, used_at: datetime | None, expires_at: datetime, at: datetime) -> list[Refusal]:
    """A code enrols one device, once, in its time. What is too old is told as what never was."""
    if used_at is not None:
        return [Refusal("people.code-was-used", {"on": used_at.date()})]
    return [] if at < expires_at else [Refusal("people.device-code-opens-nothing")]


def refusals_for_pin(pin: str, *, birth_year: int | None) -> list[Refusal]:
    """A PIN is 4 to 8 figures that others do not guess at once."""
    if not (pin.isascii() and pin.isdigit() and SHORTEST_PIN <= len(pin) <= LONGEST_PIN):
        return [Refusal("people.pin-has-another-length", {"shortest": SHORTEST_PIN, "longest": LONGEST_PIN})]
    if birth_year is not None and str(birth_year) in pin:
        return [Refusal("people.pin-is-the-birth-year")]
    return [Refusal("people.pin-is-easy-to-guess")] if _is_easy(pin) else []


def _is_easy(pin: str) -> bool:
    """Fewer than three different figures (1111, 1212, 1122), even steps (1234, 9876, 2468), the same twice (12341234), a line of keys."""
    steps = {(int(after) - int(before)) % 10 for before, after in pairwise(pin)}
    half = len(pin) // 2
    return len(set(pin)) < 3 or len(steps) == 1 or pin == pin[:half] * 2 or pin in _LINES_OF_KEYS


def pause_after(wrong: int) -> timedelta:
    """How long a person waits on a device after so many wrong PINs in a row. No pause between, and none for others."""
    if wrong == 0 or wrong % TRIES:
        return timedelta()
    return PAUSES[min(wrong // TRIES, len(PAUSES)) - 1]


def idle_limit(*, is_shared: bool) -> timedelta:
    """After how long without a touch a session that was entered by PIN ends."""
    return IDLE_SHARED if is_shared else IDLE_OWN


def is_by_pin_alone(methods: Iterable[str]) -> bool:
    """Whether nothing but a PIN was shown in a session."""
    return set(methods) == {"pin"}


def asks_who_it_is(view: str) -> bool:
    """Whether a page is one on which people sign in, or show again who they are."""
    return view.startswith(_ASKING)


def ends_a_task(view: str, *, leads_to: str, is_resumed: bool) -> bool:
    """Whether a form that was answered by leading to another page finished what the person came for.

    A journey of several screens answers its forms with the next screen, not by leading elsewhere: it is one task. `is_resumed`: the form
    had waited while the person showed who it is.
    """
    is_for_a_task = is_resumed or not (view.startswith(_NO_TASK) or view in _NO_TASKS)
    return is_for_a_task and not asks_who_it_is(leads_to)
