"""Stores, waybills, counts, samples, opening stock: through the operations, every balance to the gram."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from uuid import UUID

import pytest
from django.db import IntegrityError, transaction

from rochdale.base import opening, two_persons
from rochdale.base.models import AuditEntry, Proposal
from rochdale.kernel.ids import new_id
from rochdale.kernel.refusal import NotAllowed, Refused
from rochdale.people.operations.opening import bring_old_books
from rochdale.supply import operations
from rochdale.supply.models import Delivery, Facility, Lot, Made, Movement, MovementKind, Stock, Waybill, WaybillState
from rochdale.supply.operations.onward import Whither
from rochdale.supply.operations.waybills import Loaded, road_of
from rochdale.supply.queries import stock, trace
from rochdale.supply.queries.lots import balance_of
from tests.supply.world import World, _officer

pytestmark = pytest.mark.django_db


def heap_of(world: World, kg: float = 1000, **more: object) -> Lot:
    return Delivery.objects.get(pk=world.deliver("A", kg, plots=["11"], **more)).lot  # type: ignore[arg-type]


def a_store(world: World, code: str = "WH") -> UUID:
    return UUID(operations.open_facility(id=new_id(), by=world.manager, at=world.at, kind="warehouse", name=f"Store {code}", code=code))


def send(world: World, lot: Lot, to: UUID, grams: int, **more: object) -> Waybill:
    id = operations.send_goods(
        id=new_id(), by=world.clerk, at=world.at, happened_at=world.at, origin_id=world.point, destination_id=to,
        loads=[Loaded(lot.id, grams, 20)], driver="Somsak", **more,  # type: ignore[arg-type]
    )  # fmt: skip
    return Waybill.objects.get(pk=id)


def receive(world: World, waybill: Waybill, lot: Lot, grams: int) -> str:
    return operations.receive_goods(
        id=new_id(), by=world.clerk, at=world.at, happened_at=world.at, waybill_id=waybill.id, arrived_g={str(lot.id): grams}
    )


def lies(lot: Lot) -> dict[str, int]:
    return dict(Stock.objects.filter(lot=lot, weight_g__gt=0).values_list("facility__code", "weight_g"))


def test_goods_on_the_road_lie_on_the_road(world: World) -> None:
    lot, store = heap_of(world), a_store(world)
    waybill = send(world, lot, store, 400_000)
    assert lies(lot) == {"PKS": 600_000, "ROAD": 400_000}
    assert waybill.number == "PKS-W261126-1"
    assert receive(world, waybill, lot, 399_000) == WaybillState.ARRIVED
    assert lies(lot) == {"PKS": 600_000, "WH": 399_000}, "the kilogram within tolerance is lost, silently"
    assert balance_of(lot).lost_g == 1_000
    assert send(world, lot, store, 1).number == "PKS-W261126-2"
    assert Facility.objects.filter(kind="road").count() == 1


def test_a_difference_beyond_tolerance_is_a_case_until_a_leader_explains_it(world: World) -> None:
    lot, store = heap_of(world), a_store(world)
    waybill = send(world, lot, store, 400_000)
    assert receive(world, waybill, lot, 390_000) == WaybillState.CASE
    assert lies(lot) == {"PKS": 600_000, "WH": 390_000, "ROAD": 10_000}, "what is missing stays on the road"
    for by, explanation, error in ((world.clerk, "a bag fell off", NotAllowed), (world.manager, " ", Refused)):
        with pytest.raises(error):
            operations.settle_waybill(id=new_id(), by=by, at=world.at, waybill_id=waybill.id, explanation=explanation)
    operations.settle_waybill(id=new_id(), by=world.manager, at=world.at, waybill_id=waybill.id, explanation="a bag fell off")
    assert lies(lot) == {"PKS": 600_000, "WH": 390_000}
    assert Waybill.objects.get().settled_how == "a bag fell off"
    assert Movement.objects.get(kind=MovementKind.LOST).reason == "a bag fell off"


def test_more_than_was_sent_is_a_case_and_never_put_in(world: World) -> None:
    lot, store = heap_of(world), a_store(world)
    waybill = send(world, lot, store, 400_000)
    assert receive(world, waybill, lot, 410_000) == WaybillState.CASE
    assert lies(lot) == {"PKS": 600_000, "WH": 400_000}
    operations.settle_waybill(id=new_id(), by=world.manager, at=world.at, waybill_id=waybill.id, explanation="the scale was off")
    assert lies(lot) == {"PKS": 600_000, "WH": 400_000}


def test_a_waybill_refuses_what_cannot_be(world: World) -> None:
    lot, store = heap_of(world), a_store(world)
    with pytest.raises(Refused) as refused:
        send(world, lot, store, 1_000_001)
    assert refused.value.refusals[0].code == "supply.not-so-much-in-store"
    with pytest.raises(Refused) as refused:
        send(world, lot, world.point, 1)
    assert refused.value.refusals[0].code == "supply.waybill-leads-nowhere"
    waybill = send(world, lot, store, 1000)
    receive(world, waybill, lot, 1000)
    with pytest.raises(Refused) as refused:
        receive(world, waybill, lot, 1000)
    assert refused.value.refusals[0].code == "supply.waybill-has-arrived"
    assert not Stock.objects.filter(facility=road_of(world.organization), weight_g__gt=0).exists()


def count(world: World, lot: Lot, grams: int, reason: str = "mice") -> Proposal:
    id = operations.count_anew(
        id=new_id(), by=world.clerk, at=world.at, lot_id=lot.id, facility_id=world.point, counted_g=grams, reason=reason
    )
    return Proposal.objects.get(pk=id)


def sign(world: World, proposal: Proposal, by: object = None) -> None:
    two_persons.confirm(
        id=new_id(),
        by=by or world.manager,
        at=world.at,
        proposal_id=proposal.id,
        content_sha256=proposal.content_sha256,  # type: ignore[arg-type]
    )


def test_a_count_needs_a_reason_and_a_second_person(world: World) -> None:
    lot = heap_of(world)
    with pytest.raises(Refused):
        count(world, lot, 990_000, reason=" ")
    with pytest.raises(Refused):
        count(world, lot, 1_000_000)
    proposal = count(world, lot, 990_000)
    assert lies(lot) == {"PKS": 1_000_000}, "nothing changes before the second signature"
    with pytest.raises(Refused):
        sign(world, proposal, by=world.clerk)
    sign(world, proposal)
    assert lies(lot) == {"PKS": 990_000}
    assert Movement.objects.get(kind=MovementKind.ADJUSTED).reason == "mice"
    assert AuditEntry.objects.get(what="supply.count-anew").by_id == world.manager.id
    world.deliver("A", 5, plots=["11"])
    assert Stock.objects.filter(lot=lot).count() == 1 and lies(lot) == {"PKS": 990_000}, "a counted heap takes nothing more"


def test_a_count_is_void_when_goods_moved_meanwhile(world: World) -> None:
    lot = heap_of(world)
    proposal = count(world, lot, 990_000)
    world.run("wash", {lot.id: 100}, {"parchment": "20"})
    with pytest.raises(Refused) as refused:
        sign(world, proposal)
    assert refused.value.refusals[0].code == "supply.stock-moved-since-the-count"


def test_what_is_found_is_untraced_and_the_shares_still_add_up(world: World) -> None:
    lot = heap_of(world)
    sign(world, count(world, lot, 1_100_000, reason="a bag was not booked"))
    out = world.run("wash", {lot.id: 1100}, {"parchment": "220"})
    found = trace.behind(Lot.objects.get(pk=out))
    assert (found.total_g, found.found_g, found.untraced_g) == (220_000, 20_000, 20_000)
    assert sum(source.weight_g for source in found.sources) == 200_000
    assert trace.forward_of_plot(world.plots["11"]).came[out] == 1_000_000


def test_a_sample_leaves_the_store(world: World) -> None:
    lot = heap_of(world)
    sample = operations.take_sample(
        id=new_id(), by=world.clerk, at=world.at, happened_at=world.at, lot_id=lot.id, facility_id=world.point, weight_g=350
    )
    assert lies(lot) == {"PKS": 999_650}
    values = {name: Decimal(10) for name in ("uniformity", "clean-cup", "sweetness")} | {
        name: Decimal("7.75") for name in ("aroma", "flavor", "aftertaste", "acidity", "body", "balance", "overall")
    }
    result = operations.record_result(
        id=new_id(), by=world.clerk, at=world.at, happened_at=world.at, sample_id=UUID(sample), protocol="sca-2004", values=values
    )
    row = lot.samples.get().results.get(pk=result)
    assert (row.score, row.grade) == (Decimal("84.25"), "specialty")
    with pytest.raises(Refused) as refused:
        operations.record_result(
            id=new_id(), by=world.clerk, at=world.at, happened_at=world.at, sample_id=UUID(sample), protocol="my own", values=values
        )
    assert refused.value.refusals[0].code == "supply.protocol-is-unknown"


def onward(world: World, lot: Lot, kind: str, grams: int) -> str:
    return operations.record_onward(
        id=new_id(), by=world.clerk, at=world.at, happened_at=world.at, lot_id=lot.id, kind=kind, weight_g=grams,
        whither=Whither("C-17", "Faelles", "+45 1234"), facility_id=world.point,
    )  # fmt: skip


def test_shipping_takes_goods_out_and_a_return_puts_them_back(world: World) -> None:
    lot = heap_of(world)
    onward(world, lot, "sold", 900_000)
    assert lies(lot) == {"PKS": 1_000_000}, "what is sold still lies there"
    onward(world, lot, "shipped", 900_000)
    assert lies(lot) == {"PKS": 100_000}
    with pytest.raises(Refused) as refused:
        onward(world, lot, "shipped", 100_001)
    assert refused.value.refusals[0].code == "supply.not-so-much-in-store"
    onward(world, lot, "returned", 50_000)
    assert lies(lot) == {"PKS": 150_000}
    with pytest.raises(Refused) as refused:
        onward(world, lot, "returned", 850_001)
    assert refused.value.refusals[0].code == "supply.more-back-than-left"


def test_old_stock_becomes_lots_when_two_have_signed(world: World) -> None:
    treasurer = _officer(world.organization, "Bouapha", "treasurer")
    table = b"account,amount,unit,note\nPKS/parchment/A/organic,1250.5,kg,\nPKS/green///OLD-7,60,kg,last year\n"
    told = {"by": world.manager, "at": world.at, "ledger": "supply.stock", "on": (world.at - timedelta(days=1)).date(), "name": "old.csv"}
    wrong = table.replace(b"PKS/green", b"XXX/green")
    with pytest.raises(Refused):
        bring_old_books(id=new_id(), content=wrong, **told)
    ledger = opening.ledger_called("supply.stock")
    assert ledger is not None
    (fault,) = opening.read_sheet(wrong, ledger, organization_id=world.organization).faults
    assert (fault.cell, fault.refusal.code) == ("A3", "supply.opening-place-is-unknown")
    proposal = Proposal.objects.get(pk=bring_old_books(id=new_id(), content=table, **told))
    assert not Lot.objects.exists()
    sign(world, proposal, by=treasurer)
    lots = {lot.code: lot for lot in Lot.objects.all()}
    assert set(lots) == {"PKS-O261125-1", "OLD-7"}
    assert {lot.made for lot in lots.values()} == {Made.OPENING}
    assert lots["PKS-O261125-1"].claims == ["organic"] and lies(lots["PKS-O261125-1"]) == {"PKS": 1_250_500}
    assert trace.behind(lots["OLD-7"]).opening_g == 60_000 == trace.behind(lots["OLD-7"]).untraced_g
    assert opening.opening_balance(world.organization, "supply.stock", "PKS/green///OLD-7") == {"kg": 60}


def test_certified_stock_is_listed_apart(world: World) -> None:
    treasurer = _officer(world.organization, "Bouapha", "treasurer")
    table = b"account,amount,unit,note\nPKS/green/A/organic,100,kg,\nPKS/green/A,50,kg,\n"
    told = {"by": world.manager, "at": world.at, "ledger": "supply.stock", "on": world.at.date(), "name": "old.csv"}
    sign(world, Proposal.objects.get(pk=bring_old_books(id=new_id(), content=table, **told)), by=treasurer)
    (store,) = stock.stores(world.organization)
    assert sorted((one.claims, one.weight_g) for one in store.goods) == [((), 50_000), (("organic",), 100_000)]
    lots = {tuple(lot.claims): lot for lot in Lot.objects.all()}
    blend = world.run("blend", {lots["organic",].id: 10, lots[()].id: 10}, {"green": "20"})
    assert Lot.objects.get(pk=blend).claims == []


def test_the_database_itself_refuses_a_store_below_nothing(world: World) -> None:
    lot = heap_of(world)
    row = {"organization_id": world.organization, "lot": lot, "facility_id": world.point, "kind": MovementKind.LOST, "about_id": new_id()}
    row |= {"happened_at": world.at, "recorded_at": world.at, "by_id": "x", "by_name": "x"}
    with pytest.raises(IntegrityError), transaction.atomic():
        Movement.objects.create(id=new_id(), weight_g=-1_000_001, **row)
    with pytest.raises(IntegrityError), transaction.atomic():
        Movement.objects.bulk_create([Movement(id=new_id(), weight_g=-600_000, **row) for _ in range(2)])
    assert lies(lot) == {"PKS": 1_000_000}
