"""By whose word somebody is let in again: a table with a sentence per row."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID, uuid5

import pytest

from rochdale.people.rules.entering import (
    Consent,
    refusals_for_code,
    refusals_for_consent,
    refusals_for_letting_in,
    sign_in_name_for,
)
from tests.cast import AT, id_of

HERE, THERE = id_of("bolaven"), id_of("mungo")
NOY, CHAIR, OTHER = id_of("noy"), uuid5(HERE, "chair"), id_of("ebong")
CLERK, TREASURER, MANAGER = frozenset({"clerk"}), frozenset({"treasurer"}), frozenset({"manager"})
ELSEWHERE, SECOND, NOBODY = (
    "people.slip-waits-for-organizations",
    "people.slip-waits-for-a-second-officer",
    "people.slip-waits-for-an-officer",
)


@pytest.mark.parametrize(
    ("says", "powers", "consents", "expects"),
    [
        ("a member needs one officer", {}, [(NOY, HERE)], []),
        ("nobody gets in without any officer", {}, [], [NOBODY]),
        ("a clerk needs one officer", {HERE: CLERK}, [(NOY, HERE)], []),
        ("a treasurer needs two", {HERE: TREASURER}, [(NOY, HERE)], [SECOND]),
        ("the same officer twice is one", {HERE: TREASURER}, [(NOY, HERE), (NOY, HERE)], [SECOND]),
        ("two officers open for a treasurer", {HERE: TREASURER}, [(NOY, HERE), (CHAIR, HERE)], []),
        ("a manager elsewhere needs the word from there", {HERE: CLERK, THERE: MANAGER}, [(NOY, HERE)], [ELSEWHERE]),
        ("two words from here do not open there", {HERE: CLERK, THERE: MANAGER}, [(NOY, HERE), (CHAIR, HERE)], [ELSEWHERE]),
        ("one word from each opens", {HERE: CLERK, THERE: MANAGER}, [(NOY, HERE), (OTHER, THERE)], []),
        ("a member here who manages there needs there", {THERE: MANAGER}, [(NOY, HERE)], [ELSEWHERE]),
        ("a treasurer there needs two, one of them there", {THERE: TREASURER}, [(NOY, HERE), (OTHER, THERE)], []),
        ("and not two from here", {THERE: TREASURER}, [(NOY, HERE), (CHAIR, HERE)], [ELSEWHERE]),
    ],
)
def test_who_may_be_let_in(says: str, powers: dict[UUID, frozenset[str]], consents: list[tuple[UUID, UUID]], expects: list[str]) -> None:
    found = refusals_for_letting_in(powers, [Consent(*consent) for consent in consents])
    assert [refusal.code for refusal in found] == expects, says


@pytest.mark.parametrize(
    ("says", "accounts", "is_given", "is_concerned", "expects"),
    [
        ("an officer stands up for another", {str(NOY)}, False, True, []),
        ("nobody for oneself", {str(CHAIR)}, False, True, ["people.nobody-lets-oneself-in"]),
        ("nor through a deputy", {str(NOY), str(CHAIR)}, False, True, ["people.nobody-lets-oneself-in"]),
        ("a stranger does not", {str(NOY)}, False, False, ["people.person-is-of-others"]),
        ("once is enough", {str(NOY)}, True, True, ["people.consent-is-given-already"]),
    ],
)
def test_who_may_stand_up(says: str, accounts: set[str], is_given: bool, is_concerned: bool, expects: list[str]) -> None:
    found = refusals_for_consent(officer_accounts=accounts, person_id=CHAIR, is_given=is_given, is_concerned=is_concerned)
    assert [refusal.code for refusal in found] == expects, says


@pytest.mark.parametrize(
    ("says", "is_known", "ended", "minutes_left", "expects"),
    [
        ("a fresh code opens", True, False, 1, []),
        ("an unknown one does not", False, False, None, ["people.code-does-not-open"]),
        ("an expired one is answered like an unknown one", True, False, 0, ["people.code-does-not-open"]),
        ("a withdrawn one too", True, False, None, ["people.code-does-not-open"]),
        ("only a used one says so", True, True, 1, ["people.code-was-used"]),
    ],
)
def test_a_code_opens_once(says: str, is_known: bool, ended: bool, minutes_left: int | None, expects: list[str]) -> None:
    ends = None if minutes_left is None else AT + timedelta(minutes=minutes_left)
    found = refusals_for_code(is_known=is_known, ended_at=AT if ended else None, expires_at=ends, at=AT)
    assert [refusal.code for refusal in found] == expects, says


@pytest.mark.parametrize(
    ("name", "expects"),
    [("Kham Phommachan", "kham-4821"), ("Émile Ngué", "emile-4821"), ("ຄຳ ພົມມະຈັນ", "m-4821"), ("Ɓuubu", "uubu-4821"), ("  ", "m-4821")],
)
def test_a_name_to_sign_in_with_is_on_every_keyboard(name: str, expects: str) -> None:
    assert sign_in_name_for(name, "4821") == expects
