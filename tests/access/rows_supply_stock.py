"""What each role is answered about stores, lots, processing, waybills, quality and tracing: those who work for the owner, nobody else."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from rochdale.kernel.ids import new_id
from rochdale.supply import operations
from rochdale.supply.models import Delivery, Facility, PriceList, Run, RunOutput
from rochdale.supply.operations.deliveries import Goods, ReceiptNumber
from rochdale.supply.operations.growers import PersonFacts, PlotGiven
from rochdale.supply.operations.runs import Given, Taken
from rochdale.supply.operations.setting_up import PriceLine
from rochdale.supply.operations.waybills import Loaded
from rochdale.supply.rules.deliveries import Weighed
from tests.access.matrix import Row, World, open_to_all, row
from tests.supply.world import square


def prepare(world: World) -> None:
    """Cocoa of Noy's cooperative: a delivery, a run, a waybill on the road and one that is a case, a count, a sample, a public lot."""
    at = timezone.now()
    noy = world.cast.actor("noy")
    said = {"by": noy, "at": at}
    field, store = (
        operations.open_facility(id=new_id(), **said, kind=kind, name=name, code=code)
        for kind, name, code in (("collection", "Rice field road", "RFR"), ("warehouse", "Rice store", "RST"))
    )
    season = operations.open_season(
        id=new_id(), **said, product="rice", name="Rice", since_on=at.date() - timedelta(days=30), until_on=at.date() + timedelta(days=200)
    )
    operations.set_prices(id=new_id(), **said, product="rice", currency="LAK", in_force_from=at, lines=[PriceLine("paddy", "", 3000)])
    series = operations.open_series(id=new_id(), **said, prefix="RICE")
    grower = operations.register_grower(id=new_id(), **said, number="R-1", person=PersonFacts("Rice Grower"), village="Riceville")
    plot = operations.register_plot(
        id=new_id(), **said, grower_id=grower, number="R-11", plot=PlotGiven("rice", "LA"), outline=square("106.9", "15.9")
    )
    delivery = operations.record_delivery(
        id=new_id(), **said, happened_at=at, point_id=field, grower_id=grower, goods=Goods("rice", "paddy", "", (), (plot,)),
        weighed=Weighed(500_000), receipt=ReceiptNumber(series), price_list_id=PriceList.objects.get(product="rice").id,
    )  # fmt: skip
    heap = Delivery.objects.get(pk=delivery).lot_id
    run = operations.record_run(
        id=new_id(),
        **said,
        happened_at=at,
        kind="hull",
        facility_id=field,
        takes=[Taken(heap, 200_000)],
        gives=[Given("milled-rice", 130_000)],
    )
    lot = RunOutput.objects.get(run_id=run).lot_id
    sent, case = (
        operations.send_goods(
            id=new_id(), **said, happened_at=at, origin_id=field, destination_id=store, loads=[Loaded(heap, 10_000)], driver="Driver"
        )
        for _ in range(2)
    )
    operations.receive_goods(id=new_id(), **said, happened_at=at, waybill_id=case, arrived_g={str(heap): 5_000})
    count = operations.count_anew(id=new_id(), **said, lot_id=heap, facility_id=field, counted_g=1_000, reason="wet")
    sample = operations.take_sample(id=new_id(), **said, happened_at=at, lot_id=lot, facility_id=field, weight_g=100)
    code = operations.publish_lot(id=new_id(), **said, lot_id=lot, shows_price=True)
    world.made |= {
        "rice-field": field, "rice-season": season, "rice-plot": plot, "rice-delivery": delivery, "rice-heap": heap, "rice-lot": lot,
        "rice-run": run, "rice-sent": sent, "rice-case": case, "rice-count": count, "rice-sample": sample, "rice-code": code,
    }  # fmt: skip
    assert Facility.objects.filter(pk=field).exists() and Run.objects.filter(pk=run).exists()


def made(name: str) -> object:
    return lambda world: world.made[name]


def fresh(world: World) -> object:
    return new_id()


SENT = {"operation_id": fresh}
OFFICERS = {"officer": 200, "other_officer": 200, "registrar": 200, "operator": 200, "others": 403}
"""Lists of the organization acted for: who leads another organization sees the own, which is empty."""
OWN = {"officer": 200, "member": 403, "others": 404}
LOT, HEAP = {"lot_id": made("rice-lot")}, {"lot_id": made("rice-heap")}
STORE, RUN, SEASON = {"facility_id": made("rice-field")}, {"run_id": made("rice-run")}, {"season_id": made("rice-season")}
ON_THE_WAY, CASE = {"waybill_id": made("rice-sent")}, {"waybill_id": made("rice-case")}
COUNT, SAMPLE = {"proposal_id": made("rice-count")}, {"sample_id": made("rice-sample")}
RESULT = {**SAMPLE, "protocol": "moisture"}
NO_LOT = {"lot_id": fresh}

ROWS: list[Row] = [
    row("supply:stores", **OFFICERS),
    row("supply:store", "GET", STORE, **OWN),
    row("supply:store-movements", "GET", STORE, **OWN),
    row("supply:lots", **OFFICERS),
    row("supply:lot", "GET", LOT, **OWN),
    row("supply:lot", "GET", NO_LOT, others=404),
    row("supply:lot-movements", "GET", LOT, **OWN),
    row("supply:count-anew", "GET", HEAP, **OWN),
    row("supply:count-anew", "POST", HEAP, SENT, **OWN),
    row("supply:stock-count", "GET", COUNT, **OWN),
    row("supply:stock-count", "POST", COUNT, SENT, **OWN),
    row("supply:refuse-stock-count", "GET", COUNT, others=405, anonymous=405),
    row("supply:refuse-stock-count", "POST", COUNT, SENT, **{**OWN, "officer": 302}),
    row("supply:bag-lot", "GET", LOT, **OWN),
    row("supply:bag-lot", "POST", LOT, {**SENT, "bags": 3}, **{**OWN, "officer": 302}),
    row("supply:lot-label", "GET", {**LOT, "shape": "label"}, **OWN),
    row("supply:lot-label", "GET", {**LOT, "shape": "a7"}, **{**OWN, "officer": 404}),
    row("supply:publish-lot", "GET", LOT, **OWN),
    row("supply:publish-lot", "POST", LOT, SENT, **{**OWN, "officer": 302}),
    row("supply:unpublish-lot", "POST", LOT, SENT, **{**OWN, "officer": 302}),
    row("supply:unpublish-lot", "POST", HEAP, SENT, **OWN),
    open_to_all("supply:public-lot", "GET", {"code": made("rice-code")}),
    open_to_all("supply:public-lot", "GET", {"code": "none"}, code=404),
    row("supply:take-sample", "GET", LOT, **OWN),
    row("supply:take-sample", "POST", LOT, SENT, **OWN),
    row("supply:samples", **OFFICERS),
    row("supply:sample", "GET", SAMPLE, **OWN),
    row("supply:record-result", "GET", RESULT, **OWN),
    row("supply:record-result", "POST", RESULT, {**SENT, "moisture": "13"}, **{**OWN, "officer": 302}),
    row("supply:runs", **OFFICERS),
    row("supply:run", "GET", RUN, **OWN),
    row("supply:new-run", **OFFICERS),
    row("supply:new-run", "POST", sends=SENT, **OFFICERS),
    row("supply:reverse-run", "GET", RUN, **OWN),
    row("supply:reverse-run", "POST", RUN, SENT, **OWN),
    row("supply:waybills", **OFFICERS),
    row("supply:new-waybill", **OFFICERS),
    row("supply:new-waybill", "POST", sends=SENT, **OFFICERS),
    row("supply:waybill", "GET", ON_THE_WAY, **OWN),
    row("supply:waybill-paper", "GET", ON_THE_WAY, **OWN),
    row("supply:receive", "GET", ON_THE_WAY, **OWN),
    row("supply:receive", "POST", ON_THE_WAY, SENT, **OWN),
    row("supply:settle-waybill", "GET", CASE, **OWN),
    row("supply:settle-waybill", "POST", CASE, {**SENT, "reason": "rain"}, **{**OWN, "officer": 302}),
    row("supply:trace", "GET", LOT, **OWN),
    row("supply:ahead-of-plot", "GET", {"plot_id": made("rice-plot")}, **OWN),
    row("supply:ahead-of-delivery", "GET", {"delivery_id": made("rice-delivery")}, **OWN),
    row("supply:recall", "GET", LOT, **OWN),
    row("supply:recalled", "POST", LOT, SENT, **OWN),
    row("supply:recall-paper", "GET", LOT, **OWN),
    row("supply:seasons-read", **OFFICERS),
    row("supply:season-read", "GET", SEASON, **OWN),
    row("supply:set-yield-cap", "GET", SEASON, **OWN),
    row(
        "supply:set-yield-cap",
        "POST",
        SEASON,
        {**SENT, "form": "milled-rice", "kg_per_ha": 900, "source": "trial"},
        **{**OWN, "officer": 302},
    ),
    row("supply:set-ratio", "GET", SEASON, **OWN),
    row("supply:set-ratio", "POST", SEASON, SENT, **OWN),
]
