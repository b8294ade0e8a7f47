"""What each role is answered about evidence packs, risk, papers, rows of the law and events: officers of the owner, and the named buyer."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

from django.utils import timezone

from rochdale.kernel.ids import new_id
from rochdale.people.models import Sharing
from rochdale.supply import operations, packs
from rochdale.supply.models import Captured, CapturedEvent, Delivery, PriceList
from rochdale.supply.operations.deliveries import Goods, ReceiptNumber
from rochdale.supply.operations.events import capture_events
from rochdale.supply.operations.growers import PersonFacts, PlotGiven
from rochdale.supply.operations.onward import Whither, record_onward
from rochdale.supply.operations.setting_up import PriceLine
from rochdale.supply.packs import Ordered
from rochdale.supply.queries import proof
from rochdale.supply.rules.deliveries import Weighed
from tests.access import matrix
from tests.access.matrix import Row, World, row
from tests.supply.world import square

EVENT = {
    "type": "ObjectEvent", "eventTime": "2027-01-18T15:00:00+07:00", "eventTimeZoneOffset": "+07:00", "action": "ADD",
    "eventID": "urn:uuid:0192f000-0000-7000-8000-000000000077", "epcList": ["urn:epc:id:sgtin:1.1.1"],
}  # fmt: skip
DOCUMENT = {
    "@context": "https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld", "type": "EPCISDocument", "schemaVersion": "2.0",
    "creationDate": "2027-01-18T15:00:00+07:00", "epcisBody": {"eventList": [EVENT]},
}  # fmt: skip


def prepare(world: World) -> None:
    """Tea of Noy's cooperative: a delivery, an issued pack for the buyer Fælles, a draft for nobody here, a shipment, a document."""
    at = timezone.now()
    noy, faelles = world.cast.actor("noy"), world.cast.organizations["faelles"]
    said: dict[str, Any] = {"by": noy, "at": at}
    field = operations.open_facility(id=new_id(), **said, kind="collection", name="Tea hill", code="TEA")
    operations.open_season(
        id=new_id(), **said, product="tea", name="Tea", since_on=at.date() - timedelta(days=30), until_on=at.date() + timedelta(days=200)
    )
    operations.set_prices(id=new_id(), **said, product="tea", currency="LAK", in_force_from=at, lines=[PriceLine("leaf", "", 3000)])
    series = operations.open_series(id=new_id(), **said, prefix="TEA")
    grower = operations.register_grower(id=new_id(), **said, number="T-1", person=PersonFacts("Tea Grower"), village="Teaville")
    plot = operations.register_plot(
        id=new_id(), **said, grower_id=grower, number="T-11", plot=PlotGiven("tea", "LA"), outline=square("106.7", "15.7")
    )
    delivery = operations.record_delivery(
        id=new_id(), **said, happened_at=at, point_id=field, grower_id=grower, goods=Goods("tea", "leaf", "", (), (plot,)),
        weighed=Weighed(500_000), receipt=ReceiptNumber(series), price_list_id=PriceList.objects.get(product="tea").id,
    )  # fmt: skip
    lot = Delivery.objects.get(pk=delivery).lot
    Sharing.objects.create(
        organization=world.cast.organizations["bolaven"], what="supply.plots", with_organization=faelles, purpose="due diligence",
        since_at=at, given_by_id=noy.id, given_by_name=noy.name,
    )  # fmt: skip
    ordered = Ordered(faelles.name, "en", reader_id=faelles.id)
    asked = proof.asked_for(lot)
    issued = packs.make(id=new_id(), **said, lot=lot, asked=asked, ordered=ordered)
    draft = replace(ordered, for_whom="A buyer elsewhere", reader_id=None, is_draft=True, is_redacted=True)
    whither = Whither("TEA-7", "Fælles Brugs")
    shipped = record_onward(
        id=new_id(), **said, happened_at=at, lot_id=lot.id, kind="shipped", weight_g=500_000, whither=whither, facility_id=field
    )
    world.made |= {
        "tea-plot": plot, "tea-lot": lot.id, "tea-pack": issued, "tea-shipment": shipped,
        "tea-draft": packs.make(id=new_id(), **said, lot=lot, asked=asked, ordered=draft),
        "tea-document": capture_events(id=new_id(), **said, text=json.dumps(DOCUMENT)),
    }  # fmt: skip
    assert Captured.objects.exists() and CapturedEvent.objects.exists()


def made(name: str) -> Callable[[World], object]:
    return lambda world: world.made[name]


def fresh(world: World) -> object:
    return new_id()


def api_row(*args: Any, **codes: int) -> Row:
    """Whoever is not signed in hears 401."""
    return matrix.row(*args, **{"anonymous": 401, **codes})


SENT = {"operation_id": fresh}
OFFICERS = {"member": 403, "buyer": 403, "no_office": 403, "others": 200}
"""Lists of the organization acted for: who leads another organization sees the own, which is empty."""
OWN = {"officer": 200, "member": 403, "others": 404}
BUYER = {"buyer": 200, "others": 404}
KEEPER = {"operator": 200, "others": 403}
LOT, PACK, DRAFT = {"lot_id": made("tea-lot")}, {"pack_id": made("tea-pack")}, {"pack_id": made("tea-draft")}
PLOT, SHIPMENT, DOCUMENT_ID = {"plot_id": made("tea-plot")}, {"onward_id": made("tea-shipment")}, {"document_id": made("tea-document")}
EVENT_ID = {"event_id": EVENT["eventID"]}

ROWS: list[Row] = [
    row("supply:proof", **OFFICERS),
    row("supply:evidence", "GET", LOT, **OWN),
    row("supply:evidence", "GET", {"lot_id": fresh}, others=404),
    row("supply:new-pack", "GET", LOT, **OWN),
    row("supply:new-pack", "POST", LOT, SENT, **OWN),
    row("supply:lot-events", "GET", LOT, **OWN),
    row("supply:pack", "GET", PACK, **OWN),
    row("supply:pack", "GET", DRAFT, **OWN),
    row("supply:pack-file", "GET", PACK, **OWN),
    row("supply:withdraw-pack", "GET", PACK, **OWN),
    row("supply:withdraw-pack", "POST", PACK, {**SENT, "reason": "wrong weight"}, **{**OWN, "officer": 302}),
    row("supply:packs-for-us", others=200),
    row("supply:pack-for-us", "GET", PACK, **BUYER),
    row("supply:pack-for-us", "GET", DRAFT, others=404),
    row("supply:pack-for-us", "POST", PACK, {**SENT, "purpose": "due diligence"}, **{**BUYER, "buyer": 302}),
    row("supply:pack-for-us-file", "GET", PACK, **{**BUYER, "buyer": 302}),
    row("supply:statement-reference", "GET", SHIPMENT, **OWN),
    row("supply:statement-reference", "POST", SHIPMENT, {**SENT, "reference": "26FR-1"}, **{**OWN, "officer": 302}),
    row("supply:record-risk", "GET", PLOT, **OWN),
    row("supply:record-risk", "POST", PLOT, SENT, **OWN),
    row("supply:plot-in-lots", "GET", PLOT, **OWN),
    row("supply:legal-papers", **OFFICERS),
    row("supply:new-legal-paper", **OFFICERS),
    row("supply:new-legal-paper", "POST", sends=SENT, **OFFICERS),
    row("supply:law", others=200),
    row("supply:new-rule", **KEEPER),
    row("supply:new-rule", "POST", sends=SENT, **KEEPER),
    row("supply:captured", **OFFICERS),
    row("supply:capture", **OFFICERS),
    row("supply:capture", "POST", sends=SENT, **OFFICERS),
    row("supply:captured-document", "GET", DOCUMENT_ID, **OWN),
    api_row("api:capture", "POST", None, {}, member=403, buyer=403, no_office=403, others=400),
    api_row("api:captured_document", "GET", DOCUMENT_ID, **OWN),
    api_row("api:captured_events", **OFFICERS),
    api_row("api:captured_event", "GET", EVENT_ID, officer=200, member=403, buyer=403, no_office=403, others=404),
    api_row("api:lot_events", "GET", LOT, **OWN),
]
