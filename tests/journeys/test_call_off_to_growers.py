"""A framework's call-off, all through the screens: filled from two lots in store, shipped, invoiced, settled, and its growers paid."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from rochdale.base.models import Proposal
from rochdale.base.news import deliver_waiting
from rochdale.people.models import Person
from rochdale.supply.models import Balance, Lot, Onward
from rochdale.trade.models import CallOff, Contract, Framework, Invoice, Milestone, Offer, Shipment
from rochdale.trade.operations import SliceOf, offer_lot
from rochdale.trade.queries.contracts import sold_lots
from tests.cast import Cast
from tests.supply.world import World, _officer
from tests.supply.world import world as world  # a fixture
from tests.trade.goods import fresh, offer_facts
from tests.trade.sales import clauses
from tests.watchful import WatchfulClient

pytestmark = [pytest.mark.django_db, pytest.mark.heavy]
Visit = Callable[[str], Client]


@pytest.fixture
def visit(world: World, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> Visit:
    monkeypatch.setattr("django.utils.timezone.now", lambda: world.at)
    _officer(world.organization, "Bounthan", "treasurer")

    def signed_in(name: str) -> Client:
        client = WatchfulClient(headers={"accept-language": "en"})
        client.force_login(Person.objects.get(name=name))
        return client

    return signed_in


def in_store(world: World, weighed: dict[str, int], green_kg: int) -> Lot:
    """Cherry of these growers, washed and hulled into a lot of its own."""
    heap = Lot.objects.filter(deliveries__in=[world.deliver(grower, kg) for grower, kg in weighed.items()]).distinct().get()
    parchment = world.run("wash", {heap.id: sum(weighed.values())}, {"parchment": str(sum(weighed.values()) // 5)})
    return Lot.objects.get(pk=world.run("hull", {parchment: sum(weighed.values()) // 5}, {"green": str(green_kg)}))


def on_offer(world: World, lot: Lot, kg: int) -> Offer:
    window = {"ready_from": (world.at + timedelta(days=5)).date(), "ready_until": (world.at + timedelta(days=90)).date()}
    facts = offer_facts(kg=kg, certificates=(), **window)
    made = offer_lot(
        id=fresh(), by=world.manager, at=world.at, offer=facts, reference=f"D-{lot.code}", visibility="private", slice_of=SliceOf(lot.code)
    )  # fmt: skip
    return Offer.objects.get(pk=made)


def went(device: Client, path: str, **said: Any) -> str:
    """Sent; where it leads."""
    answer = device.post(path, {"operation_id": fresh(), **said})
    assert answer.status_code == 302, answer.content.decode()
    return str(answer.url)


def agreed_frame(world: World, seller: Client, buyer: Client, buyer_id: UUID) -> Framework:
    today = world.at.date()
    went(
        seller, "/market/frameworks/new/", step=7, over=0, side="sell", other=buyer_id, product="coffee", species="arabica",
        process="washed", protocol="", min_score="", total_kg="10000", min_kg="1000", valid_from=today,
        valid_until=today + timedelta(days=300), kind="outright", amount="5.00", currency="USD", price_unit="kg", exchange="",
        incoterm="FOB", place="VNDAD", form="ESCC", notice_days="60", other_words="",
    )  # fmt: skip
    row = Framework.objects.get()
    version = row.versions.get()
    went(buyer, f"/market/frameworks/versions/{version.id}/yes/", sha256=version.sha256)
    return row


def all_agree(world: World, contract: Contract, seller: Client, buyer: Client) -> None:
    said = clauses(world.manager)
    fields = ("exporter", "exporter_licence", "importer", "importer_country", "payee", "account", "bank", "days_to_pay")
    roles = {name: getattr(said, name) for name in fields} | {"weights": "shipped", "tolerance": "3", "bears_shortfall": "short"}
    more = {"over": 0, "seller_id": said.seller_id, "pool_holder_id": "", "bears_claim": "lot", "step": "5"}
    went(seller, f"/market/contracts/{contract.id}/roles/new/", **roles, **more, seller_registration="LA-2024-17")
    version = contract.versions.get()
    went(buyer, f"/market/roles/{version.id}/yes/", sha256=version.sha256)


def shipped(world: World, contract: Contract, seller: Client) -> Shipment:
    """All 1,440 kg leave in one container; a signer says why without a pack."""
    today = world.at.date()
    went(seller, f"/market/contracts/{contract.id}/ship/", mode="sea")
    row = Shipment.objects.get()
    here = f"/market/shipments/{row.id}/"
    days = {"closes_on": today + timedelta(days=10), "leaves_on": today + timedelta(days=12), "arrives_on": today + timedelta(days=60)}
    way = {"origin": "VNDAD", "destination": "DKAAR", **days, "carrier": "Line", "vessel": "Mekong Star", "number": "BK-1"}
    went(seller, f"{here}booked/", step=2, size="large", on=today, **way)
    assert "kg_1" in seller.get(f"{here}stuffed/").content.decode(), "each lot is asked for"
    lots = {"kg_0": "1200", "bags_0": "20", "kg_1": "240", "bags_1": "4"}
    went(seller, f"{here}stuffed/", box="CSQU3054383", payload_kg="28300", tare_kg="2200", on=today, **lots)
    went(seller, f"{here}weighed/", gross_kg="3700", method="1", on=today)
    went(seller, f"{here}sealed/", seals="RS-117", on=today)
    went(seller, f"{here}departed/", on=today, bill="BL-1", reason="The packs follow by post.")
    return row


def test_growers_are_paid_out_of_a_call_off(world: World, cast: Cast, visit: Visit) -> None:
    seller, buyer = visit("Keo"), visit(cast.actor("freja").name)
    first, second = in_store(world, {"A": 4_500, "B": 3_000}, 1_200), in_store(world, {"C": 1_500}, 240)
    frame = agreed_frame(world, seller, buyer, cast.faelles.id)
    window = {"ready_from": world.at.date() + timedelta(days=5), "ready_until": world.at.date() + timedelta(days=60)}
    went(buyer, f"/market/frameworks/{frame.id}/call-offs/new/", kg="1440", **window)
    one = CallOff.objects.get()
    offers = [on_offer(world, first, 1_200), on_offer(world, second, 240)]
    named = {"lots": [offer.id for offer in offers], **{f"kg_of_{offer.id.hex}": str(offer.kg) for offer in offers}}
    there = went(seller, f"/market/call-offs/{one.id}/lots/", step=2, sha256=one.sha256, **named)
    contract = Contract.objects.get()
    assert there == f"/market/contracts/{contract.id}/"
    assert {(lot.stock_id, lot.kg) for lot in sold_lots(contract.id)} == {(first.id, 1_200), (second.id, 240)}
    all_agree(world, contract, seller, buyer)

    shipment = shipped(world, contract, seller)
    deliver_waiting(at=world.at)
    left = Onward.objects.filter(kind="shipped").order_by("-weight_g").values_list("lot_id", "weight_g", "reference")
    assert list(left) == [(first.id, 1_200_000, shipment.number), (second.id, 240_000, shipment.number)]
    went(buyer, f"/market/shipments/{shipment.id}/arrived/", on=world.at.date())
    assert Milestone.objects.filter(kind="arrived").exists()

    went(seller, f"/market/contracts/{contract.id}/invoices/new/", shipped_on=world.at.date(), kg_0="1200", kg_1="240", premium="")
    invoice = Invoice.objects.get()
    assert invoice.total.amount == Decimal("7200.00")
    went(seller, f"/market/invoices/{invoice.id}/payments/new/", amount="7200", on=world.at.date(), reference="FT-1")

    decide = went(seller, f"/market/contracts/{contract.id}/settlement/new/", step=2, shared_costs="1700", reserve="500")
    proposal = Proposal.objects.get()
    went(visit("Bounthan"), decide, sha256=proposal.content_sha256)
    assert "Pay the growers" in seller.get(f"/market/contracts/{contract.id}/settlement/").content.decode()
    paying = went(seller, f"/market/contracts/{contract.id}/growers/pay/", amount="5000", paid_currency="USD")
    shown = visit("Bounthan").get(paying).content.decode()
    assert all(amount in shown for amount in ("2,500.00", "1,666.67", "833.33"))
    went(visit("Bounthan"), paying, sha256=Proposal.objects.exclude(pk=proposal.pk).get().content_sha256)
    owed = {row.grower.number: row.amount_minor for row in Balance.objects.filter(currency="USD").select_related("grower")}
    assert owed == {"A": 250000, "B": 166667, "C": 83333}
    statement = visit("Noi").get(f"/supply/growers/{world.growers['C']}/statement/").content.decode()
    assert contract.number in statement and second.code in statement and first.code not in statement
