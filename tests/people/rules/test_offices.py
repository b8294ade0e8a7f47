"""Who can hold which office when, and who can belong to which union: a sentence per row."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rochdale.people.rules.kinds import LEADING, OFFICES_OF, Kind
from rochdale.people.rules.offices import (
    Term,
    refusals_for_affiliation,
    refusals_for_appointment,
    refusals_for_ending,
    refusals_for_leaving,
)

MARCH, APRIL, MAY, JUNE = (datetime(2027, month, 1, tzinfo=UTC) for month in (3, 4, 5, 6))
ONE, TWO = UUID(int=1), UUID(int=2)


@dataclass(frozen=True)
class Case:
    says: str
    expects: list[str] = field(default_factory=list)
    kind: Kind = Kind.COOPERATIVE
    office: str = "manager"
    term: Term = field(default_factory=lambda: Term(APRIL))
    held: tuple[Term, ...] = ()
    is_active: bool = True
    is_outsider: bool = False
    has_leader: bool = False


APPOINTMENTS = [
    Case("a cooperative appoints its manager"),
    Case("a closed account gets no office", ["people.person-is-inactive"], is_active=False),
    Case("a cooperative has no registrar", ["people.office-is-not-of-this-kind"], office="registrar"),
    Case("a cooperative cannot make a market operator of itself", ["people.office-is-not-of-this-kind"], office="market-operator"),
    Case("a registrar's office has registrars", kind=Kind.REGISTRAR, office="registrar"),
    Case("a term ends after it starts", ["people.term-ends-before-it-starts"], term=Term(MAY, APRIL)),
    Case("a term of no length is none", ["people.term-ends-before-it-starts"], term=Term(MAY, MAY)),
    Case("nobody is manager twice at a time", ["people.office-is-already-held"], held=(Term(MARCH),)),
    Case("a term may begin the moment another ends", held=(Term(MARCH, APRIL),)),
    Case("a term may end the moment another begins", term=Term(APRIL, MAY), held=(Term(MAY),)),
    Case("a term inside another overlaps it", ["people.office-is-already-held"], term=Term(APRIL, MAY), held=(Term(MARCH, JUNE),)),
    Case("an outsider appoints the first leader", is_outsider=True),
    Case("an outsider appoints no second leader", ["people.organization-appoints-its-own"], is_outsider=True, has_leader=True),
    Case(
        "an outsider appoints nobody into a registrar's office, not even the first",
        ["people.kind-is-set-up-by-the-installation"],
        kind=Kind.REGISTRAR,
        is_outsider=True,
    ),
    Case(
        "an outsider appoints no clerk, also where nobody leads",
        ["people.only-a-leader-comes-from-outside"],
        office="clerk",
        is_outsider=True,
    ),
    Case("members choose on, whoever leads", has_leader=True),
]


@pytest.mark.parametrize("case", APPOINTMENTS, ids=lambda case: case.says)
def test_appointment(case: Case) -> None:
    refusals = refusals_for_appointment(
        person_is_active=case.is_active,
        kind=case.kind,
        office=case.office,
        term=case.term,
        held=case.held,
        is_outsider=case.is_outsider,
        has_leader=case.has_leader,
    )
    assert [refusal.code for refusal in refusals] == case.expects


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_of_organization_can_be_led(kind: Kind) -> None:
    assert OFFICES_OF[kind] & LEADING


@pytest.mark.parametrize(
    ("says", "term", "until_at", "is_last", "expects"),
    [
        ("an office ends now", Term(MARCH), MAY, False, []),
        ("an office ends later", Term(MARCH), JUNE, False, []),
        ("an office that ended cannot end again", Term(MARCH, APRIL), MAY, False, ["people.office-has-ended"]),
        ("an office with an end to come may end sooner", Term(MARCH, JUNE), MAY, False, []),
        ("an office does not end before it began", Term(JUNE), MAY, False, ["people.term-ends-before-it-starts"]),
        ("an office does not end in the past", Term(MARCH), APRIL, False, ["people.office-cannot-end-in-the-past"]),
        ("the last leader stays", Term(MARCH), MAY, True, ["people.last-leader-stays"]),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_ending_an_office(says: str, term: Term, until_at: datetime, is_last: bool, expects: list[str]) -> None:
    refusals = refusals_for_ending(term, until_at=until_at, at=MAY, is_last_leader=is_last)
    assert [refusal.code for refusal in refusals] == expects


@pytest.mark.parametrize(
    ("says", "member", "union", "is_already", "is_above", "expects"),
    [
        ("a cooperative joins a union", Kind.COOPERATIVE, Kind.UNION, False, False, []),
        ("a union joins a larger union", Kind.UNION, Kind.UNION, False, False, []),
        ("a cooperative has no member organizations", Kind.GROUP, Kind.COOPERATIVE, False, False, ["people.only-a-union-has-members"]),
        ("a lender joins no union", Kind.LENDER, Kind.UNION, False, False, ["people.kind-cannot-join-a-union"]),
        ("nobody joins twice", Kind.COOPERATIVE, Kind.UNION, True, False, ["people.is-affiliated-already"]),
        ("a union does not join its own member", Kind.UNION, Kind.UNION, False, True, ["people.union-cannot-belong-to-itself"]),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_joining_a_union(says: str, member: Kind, union: Kind, is_already: bool, is_above: bool, expects: list[str]) -> None:
    refusals = refusals_for_affiliation(
        member_id=ONE,
        member_kind=member,
        union_id=TWO,
        union_kind=union,
        since_on=date(2027, 3, 1),
        is_member_already=is_already,
        has_union_above=is_above,
    )
    assert [refusal.code for refusal in refusals] == expects


def test_a_union_does_not_join_itself() -> None:
    same = {"member_id": ONE, "member_kind": Kind.UNION, "union_id": ONE, "union_kind": Kind.UNION}
    refusals = refusals_for_affiliation(**same, since_on=date(2027, 3, 1), is_member_already=False, has_union_above=False)
    assert [refusal.code for refusal in refusals] == ["people.union-cannot-belong-to-itself"]


@pytest.mark.parametrize(
    ("says", "ended_on", "until_on", "expects"),
    [
        ("a member leaves", None, date(2027, 4, 1), []),
        ("nobody leaves twice", date(2027, 3, 20), date(2027, 4, 1), ["people.affiliation-has-ended"]),
        ("nobody leaves before joining", None, date(2027, 3, 1), ["people.term-ends-before-it-starts"]),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_leaving_a_union(says: str, ended_on: date | None, until_on: date, expects: list[str]) -> None:
    refusals = refusals_for_leaving(since_on=date(2027, 3, 1), ended_on=ended_on, until_on=until_on)
    assert [refusal.code for refusal in refusals] == expects


hours = st.integers(min_value=0, max_value=20)


@st.composite
def terms(draw: st.DrawFn) -> Term:
    since = draw(hours)
    length = draw(st.none() | st.integers(min_value=1, max_value=10))
    return Term(MARCH + timedelta(hours=since), None if length is None else MARCH + timedelta(hours=since + length))


@given(terms(), terms())
def test_two_terms_overlap_just_when_there_is_a_moment_in_both(one: Term, other: Term) -> None:
    moments = [MARCH + timedelta(hours=hour) for hour in range(40)]
    assert one.overlaps(other) == any(one.holds_at(at) and other.holds_at(at) for at in moments) == other.overlaps(one)
