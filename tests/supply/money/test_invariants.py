"""Any order of deliveries, payments, reversals, advances and pay runs keeps the books: nothing is lost, nothing comes from nowhere."""

from __future__ import annotations

from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from django.db import transaction
from django.db.models import Sum
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rochdale.kernel.ids import new_id
from rochdale.kernel.refusal import Refused
from rochdale.supply import operations
from rochdale.supply.models import AccountEntry, Balance, CashEntry, Delivery, EntryKind, PayLine, Payment, PayRun
from rochdale.supply.operations.pay_runs import Whom
from rochdale.supply.operations.second import Goods
from tests.supply.money.purse import KIP, Purse, the_books_balance

pytestmark = pytest.mark.django_db
GROWERS = st.sampled_from("ABC")
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("deliver"), GROWERS, st.integers(1, 200_000)),
        st.tuples(st.just("later"), GROWERS, st.integers(1, 50_000)),
        st.tuples(st.just("pay"), st.integers(0, 20), st.sampled_from(["1", "0.8", "0.333"])),
        st.tuples(st.just("owed"), GROWERS, st.integers(1, 1_000_000)),
        st.tuples(st.just("reverse"), st.integers(0, 20)),
        st.tuples(st.just("take-back"), st.integers(0, 20)),
        st.tuples(st.just("advance"), GROWERS, st.integers(1, 500_000)),
        st.tuples(st.just("credit"), GROWERS, st.integers(1, 500_000)),
        st.tuples(st.just("mandate"), GROWERS, st.sampled_from(["advance", "credit"]), st.sampled_from(["1", "0.5", "0.25"])),
        st.tuples(st.just("settle"), st.integers(0, 20)),
        st.tuples(st.just("second"), st.sampled_from(["500", "33.3333"])),
        st.tuples(st.just("run"), st.sampled_from([1, 500, 1_000])),
        st.tuples(st.just("absent"), st.sampled_from([1, 500])),
    ),
    max_size=16,
)


def does(purse: Purse, step: tuple[Any, ...]) -> None:
    purse.world.at = purse.at()
    name, *facts = step
    deliveries = list(Delivery.objects.filter(reverses=None).order_by("id").values_list("id", flat=True))
    payments = list(Payment.objects.filter(reverses=None).order_by("id").values_list("id", flat=True))
    if name in {"pay", "reverse", "settle"} and deliveries:
        acts_on(purse, name, deliveries[facts[0] % len(deliveries)], facts)
    elif name == "take-back" and payments:
        purse.take_back(payments[facts[0] % len(payments)])
    elif name in {"deliver", "later"}:
        more = {"price_list_id": None} if name == "later" else {}
        purse.world.deliver(facts[0], str(Decimal(facts[1]) / 1000), **more)
    elif name in {"second", "run", "absent"}:
        decides(purse, name, facts)
    elif name in {"advance", "credit", "mandate"}:
        getattr(purse, name)(*facts)
    elif name == "owed":
        operations.pay_owed(
            id=new_id(), by=purse.world.clerk, grower_id=purse.world.growers[facts[0]], season_id=purse.season, currency="LAK",
            amount_minor=facts[1] * KIP, handover=purse.cash(), **purse.moment(),
        )  # fmt: skip


def acts_on(purse: Purse, name: str, delivery: UUID, facts: list[Any]) -> None:
    if name == "pay":
        purse.pay(delivery, share=Decimal(facts[1]), handover=purse.cash(note_minor=500 * KIP))
    elif name == "reverse":
        purse.world.reverse(delivery)
    else:
        operations.settle_price(
            id=new_id(), by=purse.world.manager, delivery_ids=[delivery], per_kg=Decimal("9999.99"), currency="LAK", **purse.moment()
        )


def decides(purse: Purse, name: str, facts: list[Any]) -> None:
    manager = purse.world.manager
    if name == "second":
        goods, per_kg = Goods(purse.season, "LAK"), Decimal(facts[0])
        purse.confirm(operations.propose_second_payment(id=new_id(), by=manager, at=purse.at(), kind="second", goods=goods, per_kg=per_kg))
    else:
        run = PayRun.objects.get(
            pk=operations.prepare_pay_run(
                id=new_id(), by=manager, at=purse.at(), season_id=purse.season, currency="LAK", whom=Whom(), note_minor=facts[0] * KIP,
                box_id=purse.box,
            )
        )  # fmt: skip
        assert run.proposal_id
        purse.confirm(run.proposal_id)
        for line in PayLine.objects.filter(pay_run=run):
            if name == "absent":
                operations.mark_absent(id=new_id(), by=purse.world.clerk, at=purse.at(), line_id=line.id)
            else:
                operations.pay_cash_line(id=new_id(), by=purse.world.clerk, line_id=line.id, mark="signature", **purse.moment())


def total(kinds: set[str], account: str = "deliveries") -> int:
    return AccountEntry.objects.filter(account=account, kind__in=kinds).aggregate(sum=Sum("amount_minor"))["sum"] or 0


def all_holds() -> None:
    the_books_balance()
    valued = Delivery.objects.aggregate(sum=Sum("value_minor"))["sum"] or 0
    settled = total({EntryKind.SETTLED}) + sum(
        -entry.amount_minor
        for entry in AccountEntry.objects.filter(kind=EntryKind.SETTLED)
        if Delivery.objects.filter(reverses_id=entry.about_id).exists()
    )
    earned = valued + settled + total({EntryKind.SECOND, EntryKind.PREMIUM})
    given = sum(Payment.objects.exclude(kind=EntryKind.ADVANCE).values_list("amount_minor", flat=True))
    kept = -total({EntryKind.KEPT})
    owed = sum(Balance.objects.filter(account="deliveries").values_list("amount_minor", flat=True))
    assert given + kept + owed == earned, "what is paid, kept and owed is the value of deliveries and second payments"
    assert kept == total({EntryKind.KEPT}, "advance") + total({EntryKind.KEPT}, "credit")
    assert all(amount <= 0 for amount in Balance.objects.exclude(account="deliveries").values_list("amount_minor", flat=True))
    cash_paid = CashEntry.objects.filter(kind__in={"paid", "paid-back"}).aggregate(sum=Sum("amount_minor"))["sum"] or 0
    assert -cash_paid == sum(Payment.objects.filter(means="cash").values_list("amount_minor", flat=True))


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_any_order_of_acts_keeps_the_books(purse: Purse, steps: list[tuple[Any, ...]]) -> None:
    now, at = purse.now, purse.world.at
    with transaction.atomic():
        for step in steps:
            try:
                with transaction.atomic():
                    does(purse, step)
            except Refused:
                pass
            all_holds()
        transaction.set_rollback(True)
    purse.now, purse.world.at = now, at
