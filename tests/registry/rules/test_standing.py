"""Standing on a day, extensions, and grounds for dissolution that may only be referred."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from rochdale.registry.rules.deadlines import counting_of
from rochdale.registry.rules.standing import (
    EntityFacts,
    Extension,
    GroundFacts,
    Kept,
    Standing,
    grounds_met,
    owing,
    refusals_for_extension,
    standing,
)
from tests.registry.law import OHADA, one, pack

ACT = one(OHADA)
MARCH_31 = pack(OHADA, ('due = { event = "agm", status = "unverified" }', 'due = { event = "fiscal_year_end", months_after = 3 }'))
COUNTING = counting_of(ACT)
BINUM = EntityFacts("SCOOPS", registered_on=date(2025, 3, 1))
YEAR = date(2025, 12, 31)
HELD = Kept("AGM", YEAR, date(2026, 3, 10))


def where(entity: EntityFacts, at: date, law: object = ACT) -> tuple[str, list[tuple[str, date]]]:
    found = standing(law, entity, at=at, counting=COUNTING)  # type: ignore[arg-type]
    return found.standing.value, [(one.obligation, since) for one in found.overdue if (since := one.since(at))]


@pytest.mark.parametrize(
    ("says", "entity", "at", "expects"),
    [
        ("before the first year ends nothing is owed", BINUM, date(2025, 12, 30), ("good", [])),
        ("the assembly has six months", BINUM, date(2026, 6, 30), ("good", [])),
        ("from 1 July it is overdue", BINUM, date(2026, 7, 1), ("overdue", [("AGM", date(2026, 7, 1))])),
        ("held in time it never was", replace(BINUM, kept=(HELD,)), date(2026, 12, 1), ("good", [])),
        ("held late it was overdue meanwhile", replace(BINUM, kept=(replace(HELD, on=date(2026, 9, 1)),)), date(2026, 8, 1),
         ("overdue", [("AGM", date(2026, 7, 1))])),
        ("and is good from then on", replace(BINUM, kept=(replace(HELD, on=date(2026, 9, 1)),)), date(2026, 9, 1), ("good", [])),
        ("the assembly of another year does not count", replace(BINUM, kept=(replace(HELD, period=date(2024, 12, 31)),)), date(2026, 7, 1),
         ("overdue", [("AGM", date(2026, 7, 1))])),
        ("two years without one", BINUM, date(2027, 7, 1), ("overdue", [("AGM", date(2026, 7, 1)), ("AGM", date(2027, 7, 1))])),
        ("a year may end in February", replace(BINUM, year_ends=(2, 29)), date(2026, 9, 1), ("overdue", [("AGM", date(2026, 8, 29))])),
    ],
)  # fmt: skip
def test_standing(says: str, entity: EntityFacts, at: date, expects: tuple[str, list[tuple[str, date]]]) -> None:
    assert where(entity, at) == expects


def test_an_obligation_whose_time_nobody_read_is_asked_about_and_never_overdue() -> None:
    held = replace(BINUM, kept=(HELD,))
    found = standing(ACT, held, at=date(2030, 1, 1), counting=COUNTING)
    assert "ANNUAL_FILE" not in {one.obligation for one in found.overdue}
    assert [one.obligation for one in found.asked] == ["ANNUAL_FILE"]


def test_case_p8_good_on_10_march_overdue_from_1_april() -> None:
    assert where(BINUM, date(2026, 3, 10), MARCH_31) == ("good", [])
    assert where(BINUM, date(2026, 4, 15), MARCH_31) == ("overdue", [("ANNUAL_FILE", date(2026, 4, 1))])
    found = standing(MARCH_31, BINUM, at=date(2026, 4, 15), counting=COUNTING)
    assert owing(found, at=date(2026, 4, 15)).overdue == (("ANNUAL_FILE", date(2026, 4, 1)),)


def test_an_extension_counts_from_the_day_it_was_granted() -> None:
    longer = replace(BINUM, extensions=(Extension("AGM", YEAR, date(2026, 9, 30), "flood", granted_on=date(2026, 7, 10)),))
    assert where(longer, date(2026, 7, 5))[0] == "overdue"
    assert where(longer, date(2026, 7, 10))[0] == "good"
    assert where(longer, date(2026, 10, 1)) == ("overdue", [("AGM", date(2026, 10, 1))])


def test_an_extension_has_a_reason_and_gives_time() -> None:
    extension = Extension("AGM", YEAR, date(2026, 6, 30), " ", granted_on=date(2026, 5, 1))
    codes = [refusal.code for refusal in refusals_for_extension(extension, due_on=date(2026, 6, 30))]
    assert codes == ["registry.extension-needs-a-reason", "registry.extension-gives-no-time"]
    assert refusals_for_extension(replace(extension, reason="flood", until=date(2026, 7, 1)), due_on=date(2026, 6, 30)) == []


def test_the_end_comes_in_steps_and_can_be_undone() -> None:
    ended = replace(BINUM, in_dissolution_on=date(2027, 1, 1), liquidation_on=date(2027, 3, 1), dissolved_on=date(2027, 9, 1))
    days = [date(2026, 3, 1), date(2027, 1, 1), date(2027, 3, 1), date(2027, 9, 1)]
    assert [standing(ACT, ended, at=day, counting=COUNTING).standing for day in days] == [
        Standing.GOOD, Standing.IN_DISSOLUTION, Standing.LIQUIDATION, Standing.DISSOLVED,
    ]  # fmt: skip
    restored = replace(ended, restored_on=date(2028, 1, 1), kept=(HELD,))
    assert standing(ACT, restored, at=date(2027, 12, 31), counting=COUNTING).standing is Standing.DISSOLVED
    assert standing(ACT, restored, at=date(2028, 1, 1), counting=COUNTING).standing is Standing.OVERDUE


@pytest.mark.parametrize(
    ("code", "since", "before", "met_on"),
    [
        ("NOT_STARTED", date(2024, 1, 15), date(2026, 1, 15), date(2026, 1, 16)),
        ("NO_AGM", date(2024, 2, 29), date(2026, 2, 28), date(2026, 3, 1)),
        ("NO_FILING", date(2025, 6, 30), date(2026, 6, 30), date(2026, 7, 1)),
        ("NO_ORGAN", date(2025, 11, 30), date(2026, 2, 28), date(2026, 3, 1)),
    ],
)
def test_a_ground_is_met_the_day_after_its_months(code: str, since: date, before: date, met_on: date) -> None:
    facts = GroundFacts({code: since})
    assert grounds_met(ACT, facts, at=before) == []
    (found,) = grounds_met(ACT, facts, at=met_on)
    assert (found.code, found.met_on, found.mode, found.may_act, found.reason.facts["grade"]) == (
        code, met_on, "court_on_referral", False, "reported",
    )  # fmt: skip


def test_a_ground_without_a_time_is_met_when_a_person_finds_so() -> None:
    found = grounds_met(ACT, GroundFacts({"NOT_COOPERATIVE": date(2026, 1, 1), "INACTIVE": None}), at=date(2026, 1, 1))
    assert [one.code for one in found] == ["NOT_COOPERATIVE"]


def test_even_a_verified_ground_before_a_court_is_only_referred() -> None:
    read = pack(OHADA, ('cite = "art. 178"\nstatus = "reported"', 'cite = "art. 178"\nstatus = "verified"'))
    (found,) = grounds_met(read, GroundFacts({"NO_ORGAN": date(2025, 1, 1)}), at=date(2026, 1, 1))
    assert not found.may_act
