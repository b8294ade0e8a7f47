"""Whatever persons do with offices, deputies, time and acts for two persons, in whatever order: nobody gets a power that was not given.

A second, slow bookkeeping (plain lists of who was given what from when to when) says what must be; after every step it is compared
with what the program answers.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule, run_state_machine_as_test

from rochdale.base import two_persons
from rochdale.base.actor import Actor
from rochdale.base.models import Proposal
from rochdale.kernel.ids import new_id
from rochdale.kernel.refusal import Refused
from rochdale.people import operations, queries
from rochdale.people.models import Delegation, Office
from rochdale.people.permissions import LEADERS, require
from tests.cast import AT, Cast, make_cast

pytestmark = pytest.mark.django_db
PEOPLE = ("noy", "vilay", "kham", "pao")
OFFICES = ("chair", "manager", "treasurer", "clerk")
people, offices, hours = st.sampled_from(PEOPLE), st.sampled_from(OFFICES), st.integers(1, 24 * 5)


@dataclass
class Given:
    """A power that was given: by an office, or lent by one."""

    holder: str
    office: str
    since: datetime
    until: datetime | None
    by: Given | None = None
    id: UUID | None = None

    def holds(self, at: datetime) -> bool:
        inside = self.since <= at and (self.until is None or at < self.until)
        return inside and (self.by is None or self.by.holds(at))


def may_pay(by: Actor, content: two_persons.Content) -> None:
    require(by, "people.appoint", by)


class Village(RuleBasedStateMachine):
    """One cooperative; the clock only goes forward."""

    def __init__(self) -> None:
        super().__init__()
        self.undo = transaction.atomic()
        self.undo.__enter__()
        self.cast: Cast = make_cast()
        self.at = AT
        since = Office.objects.get(person=self.cast.noy).since_at
        self.given = [
            Given(word, office, since, None, id=Office.objects.get(person=self.cast.people[word]).id)
            for word, office in (("noy", "manager"), ("vilay", "clerk"), ("kham", "member"))
        ]
        self.paid: list[tuple[frozenset[str], frozenset[str]]] = []
        two_persons._acts.pop("people.test-pay", None)
        two_persons.act("people.test-pay", lapses_after=timedelta(days=2), may_make=may_pay, may_check=may_pay, perform=self.pay)

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.undo.__exit__(None, None, None)
        two_persons._acts.pop("people.test-pay", None)

    def pay(self, proposal: Proposal, by: Actor, at: datetime) -> str:
        self.paid.append((proposal.actor.accounts, by.accounts))
        return "paid"

    def actors(self, word: str) -> Iterator[Actor]:
        """The person in every way in which the program lets the person act."""
        person = self.cast.people[word]
        for choice in queries.organizations_of(person.id, self.at):
            yield queries.actor_for(person, choice)

    def own(self, word: str) -> Actor:
        acting = [actor for actor in self.actors(word) if not actor.in_name_of_id]
        return acting[0] if acting else Actor(str(self.cast.people[word].id), word)

    def leads(self, word: str) -> bool:
        return any(each.office in LEADERS and each.holds(self.at) for each in self.given if each.holder == word and each.by is None)

    @initialize()
    def begin(self) -> None:
        self.at += timedelta(minutes=1)

    @rule(step=hours)
    def wait(self, step: int) -> None:
        self.at += timedelta(hours=step)

    @rule(by=people, whom=people, office=offices, lasts=st.none() | hours)
    def appoint(self, by: str, whom: str, office: str, lasts: int | None) -> None:
        until = self.at + timedelta(hours=lasts) if lasts else None
        id = new_id()
        try:
            operations.appoint(
                id=id, by=self.own(by), at=self.at, person_id=self.cast.people[whom].id,
                organization_id=self.cast.bolaven.id, office=office, until_at=until,
            )  # fmt: skip
        except Refused:
            return
        assert self.leads(by), f"{by} leads nothing and appointed"
        self.given.append(Given(whom, office, self.at, until, id=id))

    @rule(by=people, number=st.integers(0, 30))
    def end(self, by: str, number: int) -> None:
        held = [each for each in self.given if each.by is None]
        each = held[number % len(held)]
        try:
            operations.end_office(id=new_id(), by=self.own(by), at=self.at, office_id=each.id)
        except Refused:
            return
        assert self.leads(by) or each.holder == by
        each.until = self.at

    @rule(by=people, to=people, number=st.integers(0, 30), lasts=hours, as_deputy=st.booleans())
    def lend(self, by: str, to: str, number: int, lasts: int, as_deputy: bool) -> None:
        held = [each for each in self.given if each.by is None]
        each, id, until = held[number % len(held)], new_id(), self.at + timedelta(hours=lasts)
        lent = [actor for actor in self.actors(by) if actor.in_name_of_id]
        actor = lent[0] if as_deputy and lent else self.own(by)
        try:
            operations.delegate_office(
                id=id, by=actor, at=self.at, office_id=each.id, deputy_id=self.cast.people[to].id, until_at=until, reason="I travel."
            )
        except Refused:
            return
        assert each.holder == by, "only the own office is lent"
        assert not actor.in_name_of_id, "lent powers are not lent on"
        self.given.append(Given(to, each.office, self.at, until, by=each, id=id))

    @precondition(lambda self: any(each.by for each in self.given))
    @rule(by=people, number=st.integers(0, 30))
    def take_back(self, by: str, number: int) -> None:
        lent = [each for each in self.given if each.by is not None]
        each = lent[number % len(lent)]
        try:
            operations.end_delegation(id=new_id(), by=self.own(by), at=self.at, delegation_id=each.id)
        except Refused:
            return
        assert each.by is not None
        assert by in {each.holder, each.by.holder} or self.leads(by)
        each.until = self.at if self.at > each.since else each.since + timedelta(microseconds=1)

    @rule(by=people, way=st.integers(0, 5))
    def propose(self, by: str, way: int) -> None:
        ways = list(self.actors(by)) or [self.own(by)]
        try:
            two_persons.propose(id=new_id(), by=ways[way % len(ways)], at=self.at, act="people.test-pay", content={"amount": "100"})
        except Refused:
            return

    @precondition(lambda self: Proposal.objects.exists())
    @rule(by=people, way=st.integers(0, 5), number=st.integers(0, 30))
    def confirm(self, by: str, way: int, number: int) -> None:
        proposals = list(Proposal.objects.order_by("at", "id"))
        row = proposals[number % len(proposals)]
        ways = list(self.actors(by)) or [self.own(by)]
        before = len(self.paid)
        try:
            two_persons.confirm(id=new_id(), by=ways[way % len(ways)], at=self.at, proposal_id=row.id, content_sha256=row.content_sha256)
        except Refused:
            assert len(self.paid) == before
            return
        assert row.state == "open", "decided twice"
        assert self.at < row.expires_at, "decided too late"

    @invariant()
    def powers_are_what_was_given(self) -> None:
        for word in PEOPLE:
            own: set[str] = set()
            lent: dict[str, set[str]] = {}
            for actor in self.actors(word):
                if actor.in_name_of_id:
                    lent.setdefault(actor.in_name_of_id, set()).update(actor.offices)
                else:
                    own |= actor.offices
            assert own == {each.office for each in self.given if each.holder == word and each.by is None and each.holds(self.at)}
            expected: dict[str, set[str]] = {}
            for each in self.given:
                if each.holder == word and each.by is not None and each.holds(self.at):
                    expected.setdefault(str(self.cast.people[each.by.holder].id), set()).add(each.office)
            assert lent == expected

    @invariant()
    def two_persons_are_two(self) -> None:
        assert all(not (maker & checker) for maker, checker in self.paid)

    @invariant()
    def somebody_leads(self) -> None:
        lasting = Office.objects.at(self.at).filter(organization=self.cast.bolaven, office__in=LEADERS)
        ended_by_time = any(each.office in LEADERS and each.until is not None and each.by is None for each in self.given)
        assert lasting.exists() or ended_by_time

    @invariant()
    def no_delegation_outlasts_its_office(self) -> None:
        for row in Delegation.objects.at(self.at).select_related("office"):
            assert row.office.until_at is None or self.at < row.office.until_at


def test_no_order_of_steps_gives_a_power_that_was_not_given() -> None:
    quick = settings(max_examples=20, stateful_step_count=30, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
    run_state_machine_as_test(Village, settings=quick)
