"""Codes, PINs, pauses and finished tasks, as tables."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from rochdale.people.rules import devices as rules
from rochdale.people.rules.devices import pause_after, refusals_for_code, refusals_for_enrolment, refusals_for_pin
from rochdale.people.rules.signs import sign_of, signs_of

AT = datetime(2026, 11, 2, 8, 0, tzinfo=UTC)
SOMEWHERE = UUID("0192f000-0000-7000-8000-000000000001")


@pytest.mark.parametrize(
    ("pin", "birth_year", "code"),
    [
        pytest.param("2947", None, "", id="four figures in no order are enough"),
        pytest.param("29470163", 1963, "", id="eight figures are the most"),
        pytest.param("294", None, "people.pin-has-another-length", id="three are too few"),
        pytest.param("294701638", None, "people.pin-has-another-length", id="nine are too many"),
        pytest.param("29a7", None, "people.pin-has-another-length", id="a letter is no figure"),
        pytest.param("²947", None, "people.pin-has-another-length", id="only plain figures are compared"),
        pytest.param("", None, "people.pin-has-another-length", id="nothing is no PIN"),
        pytest.param("1111", None, "people.pin-is-easy-to-guess", id="one figure"),
        pytest.param("1212", None, "people.pin-is-easy-to-guess", id="two figures in turn"),
        pytest.param("1122", None, "people.pin-is-easy-to-guess", id="two figures in pairs"),
        pytest.param("1234", None, "people.pin-is-easy-to-guess", id="a stair up"),
        pytest.param("9876", None, "people.pin-is-easy-to-guess", id="a stair down"),
        pytest.param("7890", None, "people.pin-is-easy-to-guess", id="a stair over the top"),
        pytest.param("2468", None, "people.pin-is-easy-to-guess", id="even steps"),
        pytest.param("12391239", None, "people.pin-is-easy-to-guess", id="the same four twice"),
        pytest.param("2580", None, "people.pin-is-easy-to-guess", id="down the middle of the keys"),
        pytest.param("1963", 1963, "people.pin-is-the-birth-year", id="the birth year"),
        pytest.param("041963", 1963, "people.pin-is-the-birth-year", id="a birthday"),
        pytest.param("1963", 1964, "", id="the birth year of somebody else"),
    ],
)
def test_a_pin(pin: str, birth_year: int | None, code: str) -> None:
    assert [refusal.code for refusal in refusals_for_pin(pin, birth_year=birth_year)] == ([code] if code else [])


def test_nearly_all_pins_of_four_figures_are_free_to_choose() -> None:
    free = sum(not refusals_for_pin(f"{number:04}", birth_year=None) for number in range(10_000))
    assert 9_250 < free < 9_400


@pytest.mark.parametrize(
    ("wrong", "minutes"),
    [(0, 0), (1, 0), (4, 0), (5, 5), (6, 0), (9, 0), (10, 15), (15, 60), (20, 240), (21, 0), (25, 240), (100, 240)],
)
def test_the_pause_after_wrong_pins_grows(wrong: int, minutes: int) -> None:
    assert pause_after(wrong) == timedelta(minutes=minutes)


def test_who_guesses_day_and_night_has_few_tries() -> None:
    at, wrong = timedelta(), 0
    while at < timedelta(days=1):
        wrong += 1
        at += pause_after(wrong)
    assert wrong <= 45


@pytest.mark.parametrize(
    ("used_at", "minutes_left", "code"),
    [
        pytest.param(None, 1, "", id="fresh and in time"),
        pytest.param(None, 0, "people.device-code-opens-nothing", id="in the minute it ends it is over"),
        pytest.param(AT, 1, "people.code-was-used", id="once, not twice"),
        pytest.param(AT, -60, "people.code-was-used", id="used is told also when it is old: somebody should know"),
    ],
)
def test_a_code_enrols_once_in_its_time(used_at: datetime | None, minutes_left: int, code: str) -> None:
    found = refusals_for_code(used_at=used_at, expires_at=AT + timedelta(minutes=minutes_left), at=AT)
    assert [refusal.code for refusal in found] == ([code] if code else [])


@pytest.mark.parametrize(
    ("name", "holds_id", "code"),
    [
        pytest.param("Scale phone", None, "", id="a device with a name"),
        pytest.param("", None, "people.name-is-missing", id="a device without a name"),
        pytest.param("x" * 101, None, "people.device-name-is-too-long", id="a name that fills the page"),
        pytest.param("Scale phone", SOMEWHERE, "people.device-is-enrolled-already", id="a device of somebody"),
    ],
)
def test_a_device_is_enrolled(name: str, holds_id: UUID | None, code: str) -> None:
    assert [refusal.code for refusal in refusals_for_enrolment(name=name, holds_id=holds_id)] == ([code] if code else [])


@pytest.mark.parametrize(
    ("view", "leads_to", "is_resumed", "ends"),
    [
        pytest.param("trade:offer-new", "trade:offer", False, True, id="a lot is offered"),
        pytest.param("people:name", "people:me", False, True, id="a name is corrected"),
        pytest.param("people:language", "people:me", False, False, id="the language is no task"),
        pytest.param("ui:light", "trade:offers", False, False, id="nor is the light"),
        pytest.param("account_login", "", False, False, id="nor is getting in"),
        pytest.param("people:here-person", "", False, False, id="by PIN either"),
        pytest.param("trade:accept", "account_reauthenticate", False, False, id="asked for the password first: not done yet"),
        pytest.param("account_reauthenticate", "trade:match", True, True, id="the password was right, and the form went on"),
        pytest.param("account_reauthenticate", "mfa_reauthenticate", True, False, id="one way leads to another"),
        pytest.param("account_reauthenticate", "trade:match", False, False, id="the password was right, and no form had waited"),
        pytest.param("people:enrol-device", "people:devices", False, False, id="the leader goes on enrolling"),
    ],
)
def test_a_task_is_done_when(view: str, leads_to: str, is_resumed: bool, ends: bool) -> None:
    assert rules.ends_a_task(view, leads_to=leads_to, is_resumed=is_resumed) is ends


@pytest.mark.parametrize(
    ("methods", "is_weak"),
    [
        pytest.param([], False, id="nothing shown: asked again before any change"),
        pytest.param(["pin"], True, id="a PIN"),
        pytest.param(["slip"], False, id="a slip, with which a new password was chosen"),
        pytest.param(["pin", "password"], False, id="a PIN, and then the password"),
        pytest.param(["mfa"], False, id="a passkey"),
        pytest.param(["tap"], False, id="a tap in the demo"),
    ],
)
def test_a_pin_alone_is_weak(methods: list[str], is_weak: bool) -> None:
    assert rules.is_by_pin_alone(methods) is is_weak


PEOPLE = [UUID(int=(0x0192F000 << 96) + number) for number in range(200)]


def test_a_sign_belongs_to_the_person() -> None:
    assert sign_of(PEOPLE[0]) == sign_of(PEOPLE[0])
    assert len({sign_of(person) for person in PEOPLE}) > 150


def test_no_two_people_of_one_device_have_the_same_thing_in_the_same_dye() -> None:
    signs = signs_of(PEOPLE[:100])
    assert len({(sign.thing, sign.dye) for sign in signs.values()}) == 100


def test_a_newcomer_changes_nobodys_sign() -> None:
    before, after = signs_of(PEOPLE[:30]), signs_of(reversed(PEOPLE[:31]))
    assert all(after[person] == sign for person, sign in before.items())


def test_more_people_than_signs_still_have_one() -> None:
    assert len(signs_of(PEOPLE)) == 200
