"""Who belongs to whom, and since when: read from filings; nobody is ever above itself."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rochdale.registry.rules.ledger import Filed, Kind, moments
from rochdale.registry.rules.tiers import Tie, refusals_for_joining, refusals_for_leaving, ties_in

A, B, C, D = (UUID(int=number) for number in range(1, 5))
DAY = date(2020, 1, 1)


def on(days: int) -> date:
    return DAY + timedelta(days=days)


def filed(number: int, kind: Kind, days: int, says: dict[str, object], corrects: int | None = None) -> Filed:
    at = datetime(2020, 1, 1, tzinfo=UTC) + timedelta(days=number)
    return Filed(UUID(int=100 + number), kind, on(days), at, says, UUID(int=100 + corrects) if corrects else None)


def joins(apex: UUID) -> dict[str, object]:
    return {"apexes": {str(apex): {"name": "A union"}}}


def leaves(apex: UUID) -> dict[str, object]:
    return {"apexes": {str(apex): {"name": "A union", "gone": True}}}


BEGUN = filed(1, Kind.REGISTER, 0, {"name": "Coop", "status": "registered"})


@pytest.mark.parametrize(
    ("says", "filings", "ties"),
    [
        ("joined one", [filed(2, Kind.AFFILIATE, 5, joins(B))], [Tie(B, on(5))]),
        ("joined two", [filed(2, Kind.AFFILIATE, 5, joins(B)), filed(3, Kind.AFFILIATE, 8, joins(C))], [Tie(B, on(5)), Tie(C, on(8))]),
        ("joined and left", [filed(2, Kind.AFFILIATE, 5, joins(B)), filed(3, Kind.LEAVE, 9, leaves(B))], [Tie(B, on(5), on(9))]),
        (
            "left and came back",
            [filed(2, Kind.AFFILIATE, 5, joins(B)), filed(3, Kind.LEAVE, 9, leaves(B)), filed(4, Kind.AFFILIATE, 20, joins(B))],
            [Tie(B, on(5), on(9)), Tie(B, on(20))],
        ),
        (
            "the first was recorded wrongly, and the second stays as it is",
            [filed(2, Kind.AFFILIATE, 5, joins(B)), filed(3, Kind.AFFILIATE, 8, joins(C)), filed(4, Kind.CORRECTION, 5, joins(D), 2)],
            [Tie(D, on(5)), Tie(C, on(8))],
        ),
        (
            "what is dissolved belongs to nobody",
            [filed(2, Kind.AFFILIATE, 5, joins(B)), filed(3, Kind.STRIKE_OFF, 9, {"status": "dissolved"})],
            [Tie(B, on(5), on(9))],
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_ties_are_read_from_filings(says: str, filings: list[Filed], ties: list[Tie]) -> None:
    assert ties_in(moments([BEGUN, *filings]), "apexes") == ties


@pytest.mark.parametrize(
    ("says", "member", "apex", "above", "days", "code"),
    [
        ("itself", A, A, {}, 0, "registry.own-ancestor"),
        ("a union that belongs to it", A, B, {B: [Tie(A, on(0))]}, 5, "registry.own-ancestor"),
        ("a union two tiers over which it stands", A, B, {B: [Tie(C, on(0))], C: [Tie(A, on(0))]}, 5, "registry.own-ancestor"),
        ("one that belonged to it, but does so no more", A, B, {B: [Tie(A, on(0), on(5))]}, 5, ""),
        ("one that belonged to it on that day still", A, B, {B: [Tie(A, on(0), on(6))]}, 5, "registry.own-ancestor"),
        ("two ties on the way that never were at one time", A, B, {B: [Tie(C, on(0), on(9))], C: [Tie(A, on(9))]}, 5, ""),
        ("the one it is in already", A, B, {A: [Tie(B, on(0))]}, 5, "registry.belongs-already"),
        ("the one it left", A, B, {A: [Tie(B, on(0), on(5))]}, 5, ""),
        ("a second union", A, C, {A: [Tie(B, on(0))]}, 5, ""),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_it_cannot_join(says: str, member: UUID, apex: UUID, above: dict[UUID, list[Tie]], days: int, code: str) -> None:
    found = refusals_for_joining(member, apex, above, on=on(days))
    assert [one.code for one in found] == ([code] if code else []), says


def test_only_who_belongs_to_it_leaves() -> None:
    assert not refusals_for_leaving(B, [Tie(B, on(0))], on=on(5))
    for ties in ([], [Tie(C, on(0))], [Tie(B, on(0), on(3))], [Tie(B, on(7))]):
        assert refusals_for_leaving(B, ties, on=on(5))


@given(st.lists(st.tuples(st.integers(1, 5), st.integers(1, 5), st.integers(0, 12), st.booleans()), max_size=25))
def test_nobody_is_ever_above_itself(acts: list[tuple[int, int, int, bool]]) -> None:
    above: dict[UUID, list[Tie]] = {}
    for one, other, days, is_leaving in acts:
        member, apex, then = UUID(int=one), UUID(int=other), on(days)
        ties = above.setdefault(member, [])
        if is_leaving and not refusals_for_leaving(apex, ties, on=then):
            place = next(place for place, tie in enumerate(ties) if tie.other == apex and tie.until_on is None)
            ties[place] = Tie(apex, ties[place].from_on, then)
        elif not is_leaving and not refusals_for_joining(member, apex, above, on=then):
            ties.append(Tie(apex, then))
    for days in range(14):
        for start in above:
            reached, wave = set[UUID](), {start}
            while wave:
                wave = {tie.other for one in wave for tie in above.get(one, ()) if tie.from_on <= on(days) < (tie.until_on or date.max)}
                wave -= reached
                reached |= wave
            assert start not in reached
