"""Two warnings and a referral, one entity at a time; what the end of an entity asks for."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rochdale.registry.rules.deadlines import counting_of
from rochdale.registry.rules.ledger import Kind
from rochdale.registry.rules.standing import EntityFacts, Kept, grounds_met, owed
from rochdale.registry.rules.warnings import (
    EntryState,
    Letter,
    Level,
    Step,
    ground_facts,
    next_for,
    refusals_for_batch,
    refusals_for_ending,
    refusals_for_sending,
)
from tests.registry.law import OHADA, one

ACT = one(OHADA)
MAY_1 = date(2026, 5, 1)
FIRST, SECOND = Letter(Level.FIRST, MAY_1), Letter(Level.SECOND, date(2026, 6, 1))
BACK = replace(FIRST, returned_on=date(2026, 5, 9))

AFTER_ONE = EntityFacts(
    "SCOOPS", date(2016, 1, 10), known_from=date(2024, 2, 1), kept=(Kept("AGM", date(2023, 12, 31), date(2024, 6, 20)),)
)


@pytest.mark.parametrize(
    ("says", "state", "letters", "at", "expects"),
    [
        ("nothing was sent yet", EntryState.WARNED, [], MAY_1, (Step.FIRST, MAY_1)),
        ("the last of thirty days is still theirs", EntryState.WARNED, [FIRST], date(2026, 5, 31), (Step.WAIT, date(2026, 6, 1))),
        ("the day after, the second is due", EntryState.WARNED, [FIRST], date(2026, 6, 1), (Step.SECOND, date(2026, 6, 1))),
        ("and thirty days later the referral", EntryState.WARNED, [FIRST, SECOND], date(2026, 7, 2), (Step.REFERRAL, date(2026, 7, 2))),
        ("a letter that came back holds it", EntryState.WARNED, [BACK], date(2026, 9, 1), (Step.HELD, None)),
        ("sent again, its days begin anew", EntryState.WARNED, [BACK, replace(FIRST, sent_on=date(2026, 9, 1))], date(2026, 9, 2),
         (Step.WAIT, date(2026, 10, 2))),
        ("who is out is warned no more", EntryState.OUT, [FIRST], date(2026, 7, 1), (Step.NONE, None)),
        ("who is referred is the court's", EntryState.REFERRED, [FIRST, SECOND], date(2026, 9, 1), (Step.NONE, None)),
    ],
)  # fmt: skip
def test_what_comes_next(says: str, state: EntryState, letters: list[Letter], at: date, expects: tuple[Step, date | None]) -> None:
    found = next_for(state, letters, wait_days=30, at=at)
    assert (found.step, found.on) == expects, says


@given(st.integers(1, 400), st.integers(0, 900))
def test_nobody_is_referred_before_both_warnings_had_their_days(wait: int, later: int) -> None:
    second = Letter(Level.SECOND, MAY_1 + timedelta(days=wait + 1))
    found = next_for(EntryState.WARNED, [FIRST, second], wait_days=wait, at=second.sent_on + timedelta(days=later))
    assert (found.step is Step.REFERRAL) == (later > wait)


def codes(refusals: list[object]) -> list[str]:
    return [one.code for one in refusals]  # type: ignore[attr-defined]


def test_a_letter_is_sent_in_its_turn_with_its_proof() -> None:
    waits = next_for(EntryState.WARNED, [FIRST], wait_days=30, at=date(2026, 5, 20))
    assert codes(refusals_for_sending(waits, Level.SECOND, sent_on=date(2026, 5, 20), proof="RR 1", at=date(2026, 5, 20))) == [  # type: ignore[arg-type]
        "registry.letter-out-of-turn"
    ]
    turn = next_for(EntryState.WARNED, [FIRST], wait_days=30, at=date(2026, 6, 10))
    assert codes(refusals_for_sending(turn, Level.SECOND, sent_on=date(2026, 5, 31), proof=" ", at=date(2026, 6, 10))) == [  # type: ignore[arg-type]
        "registry.letter-on-a-wrong-day", "registry.letter-without-proof",
    ]  # fmt: skip
    assert refusals_for_sending(turn, Level.SECOND, sent_on=date(2026, 6, 5), proof="RR 1", at=date(2026, 6, 10)) == []


def test_a_batch_is_of_those_who_meet_the_ground() -> None:
    assert codes(refusals_for_batch({1, 2}, {1}, wait_days=0)) == ["registry.ground-not-met", "registry.batch-gives-no-time"]  # type: ignore[arg-type]
    assert codes(refusals_for_batch(set(), {1}, wait_days=30)) == ["registry.batch-of-nobody"]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("says", "entity", "at", "expects"),
    [
        ("two years without an assembly", EntityFacts("SCOOPS", date(2024, 1, 10)), date(2026, 1, 11), ["NO_AGM"]),
        ("not a day before", EntityFacts("SCOOPS", date(2024, 1, 10)), date(2026, 1, 10), []),
        ("counted from when its papers come here", EntityFacts("SCOOPS", date(2016, 1, 10), known_from=date(2025, 2, 1)),
         date(2026, 8, 1), []),
        ("and from the last assembly", AFTER_ONE, date(2026, 6, 21), ["NO_AGM"]),
        ("nobody is without an assembly who has none overdue", EntityFacts("SCOOPS", date(2025, 1, 10)), date(2026, 6, 30), []),
    ],
)  # fmt: skip
def test_grounds_that_are_read_from_papers(says: str, entity: EntityFacts, at: date, expects: list[str]) -> None:
    rows = owed(ACT, entity, at=at, counting=counting_of(ACT))
    assert [one.code for one in grounds_met(ACT, ground_facts(entity, rows, {}, at=at), at=at)] == expects, says


def test_a_finding_is_a_persons_and_never_replaces_papers() -> None:
    entity = EntityFacts("SCOOPS", date(2025, 1, 10))
    found = ground_facts(entity, [], {"INACTIVE": date(2023, 1, 1), "NO_AGM": date(2000, 1, 1)}, at=date(2026, 1, 1))
    assert [one.code for one in grounds_met(ACT, found, at=date(2026, 1, 1))] == ["INACTIVE"]


@pytest.mark.parametrize(
    ("kind", "status", "liquidator", "expects"),
    [
        (Kind.DISSOLVE, "registered", "Ama Kodjo", []),
        (Kind.DISSOLVE, "registered", " ", ["registry.liquidator-not-named"]),
        (Kind.DISSOLVE, "liquidation", "Ama Kodjo", ["registry.act-does-not-fit-status"]),
        (Kind.LIQUIDATOR, "liquidation", "Yao Mensah", []),
        (Kind.STRIKE_OFF, "liquidation", "", []),
        (Kind.STRIKE_OFF, "dissolved", "", ["registry.act-does-not-fit-status"]),
        (Kind.RESTORE, "dissolved", "", []),
        (Kind.RESTORE, "registered", "", ["registry.act-does-not-fit-status"]),
        (Kind.CHANGE_SEAT, "registered", "", ["registry.act-does-not-fit-status"]),
    ],
)
def test_an_end_comes_in_its_order(kind: Kind, status: str, liquidator: str, expects: list[str]) -> None:
    assert codes(refusals_for_ending(kind, status, liquidator=liquidator)) == expects  # type: ignore[arg-type]
