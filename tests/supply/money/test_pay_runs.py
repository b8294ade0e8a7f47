"""Deliver now, pay later: prepared by one, approved by another, paid line by line; what fails goes back to the account."""

from __future__ import annotations

from decimal import Decimal

import pytest

from rochdale.kernel.ids import new_id
from rochdale.kernel.refusal import NotAllowed, Refused
from rochdale.supply import operations
from rochdale.supply.models import Grower, PayLine, Payment, PayRun
from rochdale.supply.operations.pay_runs import Whom
from tests.supply.money.purse import KIP, Purse, paid_out, the_books_balance

pytestmark = pytest.mark.django_db


def prepare(purse: Purse, means: str = "cash", note: int = 1, **more: object) -> PayRun:
    whom = more.pop("whom", Whom(means))
    run = operations.prepare_pay_run(
        id=new_id(), by=purse.world.manager, at=purse.at(), season_id=purse.season, currency="LAK", whom=whom,
        note_minor=note * KIP, box_id=purse.box if means == "cash" else None, **more,
    )  # fmt: skip
    return PayRun.objects.get(pk=run)


def approve(purse: Purse, run: PayRun) -> PayRun:
    assert run.proposal_id
    purse.confirm(run.proposal_id)
    run.refresh_from_db()
    return run


def line_of(purse: Purse, run: PayRun, grower: str) -> PayLine:
    return PayLine.objects.get(pay_run=run, grower_id=purse.world.growers[grower])


def to_the_bank(purse: Purse, *growers: str) -> None:
    for grower in growers:
        Grower.objects.filter(pk=purse.world.growers[grower]).update(means="bank", account_number="0102-33", account_provider="BCELLALA")


def code(call: object, *args: object, **kwargs: object) -> str:
    with pytest.raises(Refused) as caught:
        call(*args, **kwargs)  # type: ignore[operator]
    return caught.value.refusals[0].code


def test_a_run_pays_whole_notes_keeps_debts_and_carries_the_rest(purse: Purse) -> None:
    purse.credit("A", 100_000)
    purse.mandate("A", "credit")
    purse.world.deliver("A", "43.35")
    purse.world.deliver("B", 100)
    run = prepare(purse, note=1_000, receivers={"B": "Her son"})
    line = line_of(purse, run, "A")
    assert [value // KIP for value in (line.due_minor, line.kept_minor, line.pays_minor, line.carried_minor)] == [
        520_200,
        100_000,
        420_000,
        200,
    ]
    assert line_of(purse, run, "B").receiver_name == "Her son"
    approve(purse, run)
    for grower in ("A", "B"):
        operations.pay_cash_line(
            id=new_id(), by=purse.world.clerk, line_id=line_of(purse, run, grower).id, mark="thumbprint", **purse.moment()
        )
    run.refresh_from_db()
    assert (run.state, purse.owed("A"), purse.owed("B"), purse.owed("A", "credit")) == ("paid", 200, 0, 0)
    assert purse.in_box() == 10_000_000 - 420_000 - 1_200_000
    assert Payment.objects.get(grower_id=purse.world.growers["B"]).receiver_name == "Her son"
    the_books_balance()


def test_nothing_is_paid_before_another_person_approves(purse: Purse) -> None:
    purse.world.deliver("A", 10)
    run = prepare(purse)
    pays = {"id": new_id(), "by": purse.world.clerk, "line_id": line_of(purse, run, "A").id, "mark": "signature"}
    assert code(operations.pay_cash_line, **pays, **purse.moment()) == "supply.pay-run-is-not-approved"
    assert run.proposal_id
    assert code(purse.confirm, run.proposal_id, purse.world.manager) == "base.maker-cannot-check"
    with pytest.raises(NotAllowed):
        purse.confirm(run.proposal_id, purse.world.clerk)
    assert paid_out() == 0


def test_a_grower_stands_in_one_run_at_a_time(purse: Purse) -> None:
    purse.world.deliver("A", 10)
    run = prepare(purse)
    assert code(prepare, purse) == "supply.nobody-is-owed"
    operations.drop_pay_run(id=new_id(), by=purse.world.manager, at=purse.at(), pay_run_id=run.id, reason="wrong village")
    assert prepare(purse).number != run.number


def test_whoever_does_not_come_keeps_the_money_on_the_account(purse: Purse) -> None:
    purse.world.deliver("A", 10)
    run = approve(purse, prepare(purse))
    operations.mark_absent(id=new_id(), by=purse.world.clerk, at=purse.at(), line_id=line_of(purse, run, "A").id)
    assert (purse.owed("A"), purse.in_box()) == (120_000, 10_000_000)
    assert prepare(purse).lines.count() == 1


def test_a_line_paid_at_the_counter_meanwhile_is_not_paid_again(purse: Purse) -> None:
    delivery = purse.world.deliver("A", 10)
    run = approve(purse, prepare(purse))
    purse.pay(delivery)
    pays = {"id": new_id(), "by": purse.world.clerk, "line_id": line_of(purse, run, "A").id, "mark": "signature"}
    assert code(operations.pay_cash_line, **pays, **purse.moment()) == "supply.payment-above-owed"
    assert paid_out() == 120_000 * KIP


def test_money_through_the_bank_leaves_the_account_when_approved_and_comes_back_when_it_fails(purse: Purse) -> None:
    to_the_bank(purse, "A", "B")
    purse.advance("B", 50_000)
    purse.mandate("B", "advance")
    purse.world.deliver("A", 10)
    purse.world.deliver("B", 10)
    run = approve(purse, prepare(purse, "bank"))
    assert (purse.owed("A"), purse.owed("B"), purse.owed("B", "advance")) == (0, 0, 0)
    answer = {"by": purse.world.manager, "amount": None}
    lines = {grower: line_of(purse, run, grower) for grower in "AB"}
    operations.reconcile_line(id=new_id(), at=purse.at(), reference=lines["A"].bank_reference, status="paid", **answer)
    operations.reconcile_line(id=new_id(), at=purse.at(), reference=lines["B"].bank_reference, status="failed", **answer)
    assert (purse.owed("A"), purse.owed("B"), purse.owed("B", "advance")) == (0, 120_000, -50_000)
    run.refresh_from_db()
    assert (run.state, line_of(purse, run, "B").state) == ("paid", "failed")
    again = {"id": new_id(), "at": purse.at(), "reference": lines["B"].bank_reference, "status": "paid", **answer}
    assert code(operations.reconcile_line, **again) == "supply.line-is-done"
    the_books_balance()


def test_an_answer_about_another_amount_or_reference_is_refused(purse: Purse) -> None:
    to_the_bank(purse, "A")
    purse.world.deliver("A", 10)
    run = approve(purse, prepare(purse, "bank"))
    answer = {"id": new_id(), "by": purse.world.manager, "at": purse.at(), "status": "paid"}
    reference = line_of(purse, run, "A").bank_reference
    assert code(operations.reconcile_line, reference=reference, amount=Decimal(1), **answer) == "supply.bank-paid-another-amount"
    assert code(operations.reconcile_line, reference="Z-1", amount=None, **answer) == "supply.reference-is-unknown"


def test_an_approval_is_refused_whole_when_an_account_holds_less_by_now(purse: Purse) -> None:
    to_the_bank(purse, "A", "B")
    first = purse.world.deliver("A", 10)
    purse.world.deliver("B", 10)
    run = prepare(purse, "bank")
    purse.pay(first)
    assert code(approve, purse, run) == "supply.payment-above-owed"
    assert (purse.owed("B"), PayRun.objects.get().state) == (120_000, "draft")


def test_a_run_is_for_a_village_or_a_point(purse: Purse) -> None:
    Grower.objects.filter(pk=purse.world.growers["B"]).update(village="Lak 40", point_id=purse.world.point)
    for grower in "ABC":
        purse.world.deliver(grower, 10)
    assert [line.grower.number for line in prepare(purse, whom=Whom(village="Lak 40")).lines.all()] == ["B"]
    assert sorted(line.grower.number for line in prepare(purse).lines.all()) == ["A", "C"]


def test_references_fit_into_a_bank_file(purse: Purse) -> None:
    purse.world.deliver("A", 10)
    run = prepare(purse)
    assert line_of(purse, run, "A").bank_reference == f"{run.number}-001"
