"""Maker and checker: two persons, once, also when two tap at the same moment."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from threading import Barrier, Thread
from uuid import UUID

import pytest
from django.db import DatabaseError, connections, transaction

from rochdale.base import two_persons
from rochdale.base.actor import Actor
from rochdale.base.models import AuditEntry, Proposal
from rochdale.kernel.ids import new_id
from rochdale.kernel.refusal import NotAllowed, Refusal, Refused
from tests.base.conftest import AT, KHAM

pytestmark = pytest.mark.django_db
NOI = Actor("noi", "Noi", KHAM.organization_id, KHAM.organization_name, frozenset({"treasurer"}))
MALI = replace(NOI, id="mali", name="Mali")
CLERK = replace(NOI, id="clerk", name="Clerk", offices=frozenset({"clerk"}))
AN_HOUR = timedelta(hours=1)
paid: list[str] = []


def may(by: Actor, content: two_persons.Content) -> None:
    if "treasurer" not in by.offices:
        raise NotAllowed(Refusal("people.may-not-appoint"))


def pay(proposal: Proposal, by: Actor, at: datetime) -> str:
    if proposal.content["amount"] == "all of it":
        raise Refused(Refusal("people.may-not-appoint"))
    paid.append(proposal.content["amount"])
    return "paid"


@pytest.fixture(autouse=True)
def paying() -> Iterator[None]:
    two_persons.act("base.test-pay", lapses_after=AN_HOUR, may_make=may, may_check=may, perform=pay)
    paid.clear()
    yield
    del two_persons._acts["base.test-pay"]


def made(amount: str = "100", by: Actor = NOI) -> UUID:
    return UUID(two_persons.propose(id=new_id(), by=by, at=AT, act="base.test-pay", content={"amount": amount}))


def confirm(id: UUID, by: Actor = MALI, at: datetime = AT, sha256: str | None = None) -> str:
    seen = sha256 or Proposal.objects.get(pk=id).content_sha256
    return two_persons.confirm(id=new_id(), by=by, at=at, proposal_id=id, content_sha256=seen)


def refused(change: Callable[[], object]) -> str:
    with pytest.raises(Refused) as raised:
        change()
    return raised.value.refusals[0].code


def test_nothing_happens_until_another_person_confirms() -> None:
    id = made()
    assert paid == []
    confirm(id)
    assert paid == ["100"]
    assert Proposal.objects.get(pk=id).answer == "paid"
    assert list(AuditEntry.objects.order_by("id").values_list("what", "by_name")) == [("base.propose", "Noi"), ("base.confirm", "Mali")]


@pytest.mark.parametrize(
    ("says", "by", "expects"),
    [
        ("not the maker", NOI, "base.maker-cannot-check"),
        ("not the maker acting for another", replace(NOI, in_name_of_id="mali"), "base.maker-cannot-check"),
        ("not a deputy in the maker's name", replace(MALI, in_name_of_id="noi"), "base.maker-cannot-check"),
        ("not somebody without the right", CLERK, "people.may-not-appoint"),
    ],
)
def test_who_cannot_check(says: str, by: Actor, expects: str) -> None:
    id = made()
    assert refused(lambda: confirm(id, by)) == expects
    assert not two_persons.may_check(by, Proposal.objects.get(pk=id))
    assert paid == []


def test_the_officer_in_whose_name_it_was_made_does_not_check_it() -> None:
    id = made(by=replace(NOI, in_name_of_id="mali", in_name_of_name="Mali"))
    assert refused(lambda: confirm(id, MALI)) == "base.maker-cannot-check"


def test_somebody_without_the_right_makes_nothing() -> None:
    assert refused(lambda: made(by=CLERK)) == "people.may-not-appoint"
    assert not Proposal.objects.exists()


def test_it_is_decided_once() -> None:
    id = made()
    confirm(id)
    assert refused(lambda: confirm(id)) == "base.proposal-is-decided"
    assert paid == ["100"]


def test_what_nobody_decides_in_time_lapses() -> None:
    id = made()
    assert refused(lambda: confirm(id, at=AT + AN_HOUR)) == "base.proposal-is-decided"
    assert two_persons.lapse_due(AT + AN_HOUR) == 1
    assert Proposal.objects.get(pk=id).state == "lapsed"


def test_the_checker_confirms_what_was_seen() -> None:
    assert refused(lambda: confirm(made(), sha256="0" * 64)) == "base.proposal-is-another"


def test_an_act_that_is_refused_leaves_the_proposal_open() -> None:
    id = made("all of it")
    assert refused(lambda: confirm(id)) == "people.may-not-appoint"
    assert Proposal.objects.get(pk=id).state == "open"


def test_the_checker_refuses_with_a_reason_and_the_maker_withdraws() -> None:
    one, other = made("1"), made("2")
    assert (
        refused(lambda: two_persons.refuse_proposal(id=new_id(), by=MALI, at=AT, proposal_id=one, reason=" "))
        == "base.proposal-needs-a-reason"
    )
    two_persons.refuse_proposal(id=new_id(), by=MALI, at=AT, proposal_id=one, reason="The sum is wrong.")
    assert refused(lambda: two_persons.withdraw_proposal(id=new_id(), by=MALI, at=AT, proposal_id=other)) == "base.only-the-maker-withdraws"
    two_persons.withdraw_proposal(id=new_id(), by=NOI, at=AT, proposal_id=other)
    assert set(Proposal.objects.values_list("state", flat=True)) == {"refused", "withdrawn"}
    assert paid == []


def test_the_database_itself_refuses_a_maker_who_checks() -> None:
    row = Proposal.objects.get(pk=made())
    row.state, row.decided_by_id, row.decided_by_name, row.decided_at = "done", "noi", "Noi", AT
    with pytest.raises(DatabaseError, match="maker_is_not_checker"), transaction.atomic():
        row.save(update_fields=["state", "decided_by_id", "decided_by_name", "decided_at"])


def test_what_the_maker_wrote_cannot_be_changed() -> None:
    made()
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Proposal.objects.update(content={"amount": "1000000"})


@pytest.mark.django_db(transaction=True)
def test_two_checkers_at_once_decide_once() -> None:
    id, start, outcomes = made(), Barrier(8), []

    def check(number: int) -> None:
        start.wait()
        try:
            outcomes.append(confirm(id, replace(MALI, id=f"checker-{number}")))
        except Refused as no:
            outcomes.append(no.refusals[0].code)
        finally:
            connections.close_all()

    threads = [Thread(target=check, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert outcomes.count(str(id)) == 1
    assert outcomes.count("base.proposal-is-decided") == 7
    assert paid == ["100"]
