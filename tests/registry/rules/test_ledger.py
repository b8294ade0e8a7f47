"""The state of an entity is read from its filings, on any day and as it was known on any day."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from random import Random
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rochdale.registry.rules.ledger import Filed, Kind, held, moments, refusals_for_filing, state_on


def filed(key: int, on: str, recorded: str = "", *, kind: Kind = Kind.CHANGE, corrects: int = 0, **says: object) -> Filed:
    at = datetime.fromisoformat(recorded or on).replace(tzinfo=UTC)
    return Filed(UUID(int=key), kind, date.fromisoformat(on), at, says, UUID(int=corrects) if corrects else None)


GROUP = (
    filed(1, "1996-03-04", kind=Kind.HISTORIC, form="GIC", name="GIC Binum", number="SW/GP/24/96/01234", pack="cm-1992@0.1.0", seat="Buea"),
    filed(2, "2014-08-01", form="SCOOPS", name="SCOOPS Binum", number="CM-RSC-000007", pack="ohada-2010@0.1.0"),
)
SEAT = (
    filed(1, "2024-01-10", kind=Kind.HISTORIC, name="Fako", seat="Limbe"),
    filed(2, "2026-05-01", seat="Buea"),
    filed(3, "2026-05-01", "2026-06-20", kind=Kind.CORRECTION, corrects=2, seat="Limbe"),
)


@pytest.mark.parametrize(
    ("on", "field", "value"),
    [
        ("1996-03-03", "form", None),
        ("1996-03-04", "form", "GIC"),
        ("2014-07-31", "form", "GIC"),
        ("2014-08-01", "form", "SCOOPS"),
        ("2014-08-01", "seat", "Buea"),
        ("2026-01-01", "number", "CM-RSC-000007"),
    ],
)
def test_what_it_was_on_a_day(on: str, field: str, value: str | None) -> None:
    assert state_on(GROUP, date.fromisoformat(on)).get(field) == value


def test_names_and_numbers_of_the_past_stay_findable() -> None:
    converted = date(2014, 8, 1)
    names = [(one.value, one.until_on) for one in held(moments(GROUP), "name")]
    assert names == [("GIC Binum", converted), ("SCOOPS Binum", None)]
    assert [one.value for one in held(moments(GROUP), "number")] == ["SW/GP/24/96/01234", "CM-RSC-000007"]


def test_a_correction_counts_from_the_legal_day_and_what_was_known_before_is_still_told() -> None:
    assert state_on(SEAT, date(2026, 5, 10))["seat"] == "Limbe"
    assert state_on(SEAT, date(2026, 5, 10), known_at=datetime(2026, 6, 15, tzinfo=UTC))["seat"] == "Buea"


def test_the_newest_correction_of_a_filing_counts() -> None:
    again = filed(4, "2026-05-01", "2026-07-01", kind=Kind.CORRECTION, corrects=2, seat="Tiko")
    assert state_on((*SEAT, again), date(2026, 5, 10))["seat"] == "Tiko"


def test_two_filings_of_one_day_are_one_moment() -> None:
    both = (*SEAT[:1], filed(5, "2024-01-10", "2024-01-11", name="Fako Growers"))
    assert [moment.state["name"] for moment in moments(both)] == ["Fako Growers"]


DAYS = st.dates(date(1990, 1, 1), date(2030, 1, 1))


@given(st.randoms(use_true_random=False), st.lists(st.tuples(DAYS, st.sampled_from("abc")), max_size=8))
def test_the_order_in_which_filings_are_read_does_not_matter(random: Random, said: list[tuple[date, str]]) -> None:
    rows = [filed(1, "1989-01-01", kind=Kind.HISTORIC, name="first")]
    rows += [filed(at + 2, str(day), f"2031-01-{at + 1:02}", name=name) for at, (day, name) in enumerate(said)]
    mixed = list(rows)
    random.shuffle(mixed)
    assert moments(mixed) == moments(rows)
    days = [moment.from_on for moment in moments(rows)]
    assert days == sorted(set(days)), "periods never overlap"


@pytest.mark.parametrize(
    ("new", "before", "code"),
    [
        (GROUP[1], GROUP[:1], None),
        (GROUP[1], (), "registry.nothing-to-change"),
        (SEAT[2], SEAT[:2], None),
        (replace(SEAT[2], corrects=UUID(int=9)), SEAT[:2], "registry.correction-of-another"),
        (replace(SEAT[2], id=UUID(int=8), corrects=UUID(int=3)), SEAT, "registry.correction-of-another"),
        (replace(SEAT[2], corrects=None), SEAT[:2], "registry.correction-of-nothing"),
        (replace(SEAT[1], corrects=UUID(int=1)), SEAT[:1], "registry.correction-of-nothing"),
    ],
)
def test_what_may_be_filed(new: Filed, before: tuple[Filed, ...], code: str | None) -> None:
    assert [refusal.code for refusal in refusals_for_filing(new, before)] == ([code] if code else [])
