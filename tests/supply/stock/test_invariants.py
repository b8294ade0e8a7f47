"""In whatever order deliveries, reversals, batches, splits, blends, waybills, counts, samples and shipments come: every balance holds.

After every step the database is compared with itself: each balance is the sum of its movements and never below nothing; a lot's account
adds up; and what tracing says backward of each lot is what it says forward of each delivery, to the gram.
"""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction
from uuid import UUID

import pytest
from django.db import transaction
from django.db.models import Sum
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from rochdale.base import two_persons
from rochdale.base.models import Proposal
from rochdale.kernel.ids import new_id
from rochdale.kernel.refusal import Refused
from rochdale.supply import operations
from rochdale.supply.models import Delivery, Lot, Movement, Run, RunInput, RunOutput, Stock, Waybill, WaybillLine, WaybillState
from rochdale.supply.operations.onward import Whither
from rochdale.supply.operations.runs import Given, Taken
from rochdale.supply.operations.waybills import Loaded
from rochdale.supply.queries import trace
from rochdale.supply.queries.lots import balance_of
from tests.supply.world import World, make_world

pytestmark = pytest.mark.django_db
which, share = st.integers(0, 50), st.integers(1, 100)
LATER = {"cherry": "parchment", "parchment": "green", "green": "green"}


class Season(RuleBasedStateMachine):
    """One cooperative with a collection point and a store."""

    def __init__(self) -> None:
        super().__init__()
        self.undo = transaction.atomic()
        self.undo.__enter__()
        self.world: World = make_world()
        self.store = UUID(
            operations.open_facility(id=new_id(), by=self.world.manager, at=self.world.at, kind="warehouse", name="Store", code="WH")
        )

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.undo.__exit__(None, None, None)

    def done(self) -> dict[str, object]:
        return {"id": new_id(), "by": self.world.clerk, "at": self.world.at, "happened_at": self.world.at}

    def stock(self, number: int) -> Stock | None:
        rows = list(Stock.objects.filter(weight_g__gt=0).exclude(facility__kind="road").select_related("lot").order_by("id"))
        return rows[number % len(rows)] if rows else None

    @rule(grower=st.sampled_from("ABC"), grams=st.integers(1, 900_000), with_plot=st.booleans())
    def deliver(self, grower: str, grams: int, with_plot: bool) -> None:
        plots = {"A": ["11"], "B": ["21", "22"], "C": ["31"]}[grower] if with_plot else []
        self.world.deliver(grower, f"{grams / 1000:.3f}", plots=plots)

    @rule(number=which)
    def take_back(self, number: int) -> None:
        rows = list(Delivery.objects.filter(reverses=None, reversal=None).order_by("id"))
        if rows:
            self.tried(lambda: self.world.reverse(rows[number % len(rows)].id))

    @rule(number=which, other=which, of_100=share, out_of_100=share, parts=st.integers(1, 3), kind=st.sampled_from(["work", "same"]))
    def work(self, number: int, other: int, of_100: int, out_of_100: int, parts: int, kind: str) -> None:
        """A batch of one or two lots of one form in one place: worked further, or blended and split."""
        first, second = self.stock(number), self.stock(other)
        if first is None or second is None:
            return
        rows = {row.lot_id: row for row in (first, second) if (row.facility_id, row.lot.form) == (first.facility_id, first.lot.form)}
        takes = [Taken(id, max(row.weight_g * of_100 // 100, 1)) for id, row in rows.items()]
        taken = sum(one.weight_g for one in takes)
        out = taken if kind == "same" else taken * out_of_100 // 100
        form = first.lot.form if kind == "same" else LATER[first.lot.form]
        each = [out // parts + (1 if part < out % parts else 0) for part in range(parts)]
        gives = [Given(form, grams) for grams in each if grams]
        self.tried(
            lambda: operations.record_run(
                **self.done(),
                kind="blend" if kind == "same" else "wash",
                facility_id=first.facility_id,
                takes=takes,
                gives=gives,  # type: ignore[arg-type]
            )
        )

    @rule(number=which)
    def take_batch_back(self, number: int) -> None:
        rows = list(Run.objects.filter(reverses=None, reversal=None).order_by("id"))
        if rows:
            self.tried(lambda: operations.reverse_run(**self.done(), run_id=rows[number % len(rows)].id, reason="wrong"))  # type: ignore[arg-type]

    @rule(number=which, of_100=share)
    def send(self, number: int, of_100: int) -> None:
        row = self.stock(number)
        if row:
            to = self.store if row.facility_id == self.world.point else self.world.point
            loads = [Loaded(row.lot_id, max(row.weight_g * of_100 // 100, 1))]
            operations.send_goods(**self.done(), origin_id=row.facility_id, destination_id=to, loads=loads, driver="D")  # type: ignore[arg-type]

    @rule(number=which, of_1000=st.integers(0, 1100))
    def arrive(self, number: int, of_1000: int) -> None:
        rows = list(Waybill.objects.filter(state=WaybillState.ON_THE_WAY).order_by("id"))
        if rows:
            waybill = rows[number % len(rows)]
            arrived = {str(line.lot_id): line.sent_g * of_1000 // 1000 for line in WaybillLine.objects.filter(waybill=waybill)}
            operations.receive_goods(**self.done(), waybill_id=waybill.id, arrived_g=arrived)  # type: ignore[arg-type]

    @rule()
    def settle(self) -> None:
        for waybill in Waybill.objects.filter(state=WaybillState.CASE):
            operations.settle_waybill(id=new_id(), by=self.world.manager, at=self.world.at, waybill_id=waybill.id, explanation="found out")

    @rule(number=which, of_100=st.integers(80, 120))
    def count(self, number: int, of_100: int) -> None:
        row = self.stock(number)
        if row and row.weight_g * of_100 // 100 != row.weight_g:
            id = operations.count_anew(
                id=new_id(), by=self.world.clerk, at=self.world.at, lot_id=row.lot_id, facility_id=row.facility_id,
                counted_g=row.weight_g * of_100 // 100, reason="counted",
            )  # fmt: skip
            digest = Proposal.objects.get(pk=id).content_sha256
            two_persons.confirm(id=new_id(), by=self.world.manager, at=self.world.at, proposal_id=UUID(id), content_sha256=digest)

    @rule(number=which, grams=st.integers(1, 1000), ships=st.booleans())
    def leave(self, number: int, grams: int, ships: bool) -> None:
        row = self.stock(number)
        if row and ships:
            self.tried(
                lambda: operations.record_onward(
                    **self.done(),
                    lot_id=row.lot_id,
                    kind="shipped",
                    weight_g=grams,
                    whither=Whither("C"),
                    facility_id=row.facility_id,  # type: ignore[arg-type]
                )
            )
        elif row:
            self.tried(lambda: operations.take_sample(**self.done(), lot_id=row.lot_id, facility_id=row.facility_id, weight_g=grams))  # type: ignore[arg-type]

    def tried(self, act: object) -> None:
        """What the rules refuse changes nothing; that is looked at by the invariants."""
        with transaction.atomic():
            try:
                act()  # type: ignore[operator]
            except Refused:
                transaction.set_rollback(True)

    @invariant()
    def balances_are_their_movements(self) -> None:
        sums = {
            (lot, place): total for lot, place, total in Movement.objects.values_list("lot_id", "facility_id").annotate(t=Sum("weight_g"))
        }
        balances = {(lot, place): total for lot, place, total in Stock.objects.values_list("lot_id", "facility_id", "weight_g")}
        assert sums == balances
        assert min(balances.values(), default=0) >= 0

    @invariant()
    def a_lots_account_adds_up(self) -> None:
        for lot in Lot.objects.all():
            one = balance_of(lot)
            gone = one.used_g + one.samples_g + one.shipped_g + one.lost_g
            assert one.put_in_g + one.counted_g == one.left_g + one.on_road_g + gone, lot.code
        on_road = sum(WaybillLine.objects.filter(waybill__state=WaybillState.ON_THE_WAY).values_list("sent_g", flat=True))
        missing = sum(
            line.sent_g - min(line.arrived_g or 0, line.sent_g) for line in WaybillLine.objects.filter(waybill__state=WaybillState.CASE)
        )
        assert sum(Stock.objects.filter(facility__kind="road").values_list("weight_g", flat=True)) == on_road + missing

    @invariant()
    def a_run_loses_what_does_not_come_out(self) -> None:
        for run in Run.objects.filter(reverses=None):
            inputs = sum(RunInput.objects.filter(run=run).values_list("weight_g", flat=True))
            outputs = sum(RunOutput.objects.filter(run=run).values_list("weight_g", flat=True))
            assert (inputs, outputs + run.loss_g) == (run.in_g, run.in_g)

    @invariant()
    def back_and_forward_agree(self) -> None:
        back: dict[tuple[UUID, UUID], bool] = {}
        for lot in Lot.objects.all():
            found = trace.behind(lot)
            assert sum(one.weight_g for one in found.sources) + found.opening_g + found.found_g == found.total_g, "to the gram"
            back |= {(one.delivery_id, lot.id): True for one in found.sources}
        forward: dict[tuple[UUID, UUID], bool] = {}
        for delivery in Delivery.objects.filter(reverses=None, reversal=None):
            ahead = trace.forward_of_delivery(delivery)
            forward |= {(delivery.id, lot): True for lot in ahead.came}
            assert all(Fraction() <= lies <= ahead.came[lot] <= delivery.net_g for lot, lies in ahead.lies.items())
        assert back == forward

    @invariant()
    def the_kg_of_all_deliveries_are_the_kg_of_their_lots(self) -> None:
        sums: dict[UUID, int] = defaultdict(int)
        for lot, grams in Delivery.objects.values_list("lot_id", "net_g"):
            sums[lot] += grams
        put_in = {lot.id: balance_of(lot).put_in_g for lot in Lot.objects.filter(made="deliveries")}
        assert put_in == dict(sums)


def test_any_order_of_work_keeps_every_balance() -> None:
    found = settings(max_examples=12, stateful_step_count=14, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
    run_state_machine_as_test(Season, settings=found)
