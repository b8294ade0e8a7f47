"""Goods on their way: booked, stuffed, sealed, gone, arrived short; papers that keep them back; what left is what is invoiced."""

from __future__ import annotations

import json
import zipfile
from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError
from django.utils import translation

from rochdale.base.leaving.parts import Scope, parts
from rochdale.base.leaving.writing import write
from rochdale.base.models import AuditEntry, NewsItem
from rochdale.kernel.refusal import NotAllowed, Refused
from rochdale.trade.invoicing import Shipped
from rochdale.trade.models import Container, Contract, Milestone, Shipment
from rochdale.trade.operations import (
    Into,
    accept_match,
    arrive,
    begin_shipment,
    claim_weight,
    issue_invoice,
    record_landed_weight,
    record_requirement,
    stuff_shipment,
    take_back_milestone,
    verify_requirement,
)
from rochdale.trade.queries.samples import bars_to_shipping
from rochdale.trade.queries.shipments import shipment_seen
from rochdale.trade.rules.boxes import Box
from rochdale.trade.rules.papers import Requirement, shipped_rows
from rochdale.trade.rules.samples import NO_APPROVAL_NO_SALE
from rochdale.trade.shipments_called import SHIPPED_ROWS
from rochdale.trade.shipping import shipped_kg
from rochdale.trade.shipping_paper import paper_pdf
from tests.cast import AT, Cast
from tests.trade.api import Visit, send
from tests.trade.api import codes as codes_of
from tests.trade.containers import a_container, a_market
from tests.trade.goods import a_need, an_offer, fresh
from tests.trade.shipments import BOX, agree, begun, book, bring, close, left, ready, stuff
from tests.trade.test_partners import answer, ask

pytestmark = pytest.mark.django_db
LATER = AT + timedelta(days=12)


@pytest.fixture
def contract(cast: Cast) -> Contract:
    """Bolaven sells 12,000 kg of Fairtrade arabica to Fælles Brugs; all have agreed who does what."""
    answer(cast, ask(cast, an_offer(cast.actor("noy"), reference="B-1"), kg=12_000), is_yes=True, days=0)
    row = Contract.objects.get()
    agree(row, cast.actor("noy"), [cast.actor("freja")], AT)
    return row


@pytest.fixture
def shipment(cast: Cast, contract: Contract) -> Shipment:
    """Begun."""
    return begun(contract, cast.actor("noy"), AT)


def codes(caught: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [refusal.code for refusal in caught.value.refusals]


def test_from_the_contract_to_the_weight_on_arrival_through_the_screens(sign_in: Visit, cast: Cast, contract: Contract) -> None:
    noy, freja = sign_in("noy"), sign_in("freja")
    assert "Ship the goods" in noy.get(f"/market/contracts/{contract.id}/").content.decode()
    assert "Ship the goods" not in freja.get(f"/market/contracts/{contract.id}/").content.decode()
    noy.post(f"/market/contracts/{contract.id}/ship/", {"operation_id": fresh(), "mode": "sea"})
    row = Shipment.objects.get()
    here, today = f"/market/shipments/{row.id}/", AT.date()
    assert "Book the way" in noy.get(here).content.decode()
    way = {"origin": "VNDAD", "destination": "DKAAR", "closes_on": today + timedelta(10), "leaves_on": today + timedelta(12),
           "arrives_on": today + timedelta(60)}  # fmt: skip
    assert "With whom" in noy.post(f"{here}booked/", {"step": 1, **way}).content.decode()
    whom = {"carrier": "Line", "vessel": "Mekong Star", "number": "BK-1", "size": "large", "on": today, "operation_id": fresh()}
    assert noy.post(f"{here}booked/", {"step": 2, **way, **whom}).status_code == 302
    into = {
        "operation_id": fresh(),
        "box": "CSQU 305438-4",
        "payload_kg": "28300",
        "tare_kg": "2200",
        "kg_0": "12000",
        "bags_0": "200",
        "on": today,
    }
    assert "written wrong" in noy.post(f"{here}stuffed/", into).content.decode()
    for kind, said in (
        ("stuffed", {**into, "box": "CSQU3054383"}),
        ("weighed", {"gross_kg": "14400", "method": "1", "on": today}),
        ("sealed", {"seals": "RS-117, RS-118", "on": today}),
    ):
        sent = noy.post(f"{here}{kind}/", {"operation_id": fresh(), **said})
        assert sent.status_code == 302, sent.content.decode()
    page = noy.get(f"{here}departed/").content.decode()
    assert "Evidence pack" in page and "Reg. (EU) 2023/1115" in page and "Why may it leave" in page
    file = SimpleUploadedFile("pack.pdf", b"%PDF-1.4\n", "application/pdf")
    brought = {"operation_id": fresh(), "number": "EP-1", "issuer": "Bolaven", "issued_on": today, "file": file}
    assert noy.post(f"{here}papers/evidence-pack/bring/", brought).status_code == 302
    page = noy.post(f"{here}departed/", {"operation_id": fresh(), "on": today, "bill": "BL-1"}).content.decode()
    assert "ICO certificate of origin" in page
    gone = {"operation_id": fresh(), "on": today, "bill": "BL-1", "reason": "Laos is no member."}
    assert noy.post(f"{here}departed/", gone).status_code == 302
    seen = freja.get(here).content.decode()
    assert "Left without" in seen and "Laos is no member." in seen and "ICC 102-9" in seen
    assert "Mekong Star" in seen and "RS117" in seen
    for document in ("packing-list", "weight-note", "quality-note", "shipping-instruction"):
        paper = freja.get(f"{here}papers/{document}.pdf")
        assert paper.content.startswith(b"%PDF") and paper.content == freja.get(f"{here}papers/{document}.pdf").content
    assert freja.post(f"{here}arrived/", {"operation_id": fresh(), "on": today}).status_code == 302
    assert freja.post(f"{here}landed/", {"operation_id": fresh(), "landed_kg": "11900", "on": today}).status_code == 302
    assert "Claim the missing weight" in freja.get(here).content.decode()
    assert freja.post(f"{here}claimed/", {"operation_id": fresh(), "on": today}).status_code == 302
    assert Milestone.objects.get(kind="claimed").content == {"lost_kg": "100", "franchise_kg": "60", "owed_kg": "40", "is_late": False}


def test_papaya_flies_through_the_screens(sign_in: Visit, cast: Cast) -> None:
    """Loose on a flight: no plate, no gross mass, no seal; an air waybill, and a word about the term for ships."""
    noy_a = cast.actor("noy")
    offer = an_offer(noy_a, product="papaya", species="solo", process="fresh", protocol="", score=None, certificates=(), kg=2_000)
    answer(cast, ask(cast, offer, kg=2_000), is_yes=True, days=0)
    contract, noy, today = Contract.objects.get(), sign_in("noy"), AT.date()
    agree(contract, noy_a, [cast.actor("freja")], AT)
    assert "By air" in noy.get(f"/market/contracts/{contract.id}/ship/").content.decode()
    noy.post(f"/market/contracts/{contract.id}/ship/", {"operation_id": fresh(), "mode": "air"})
    row = Shipment.objects.get()
    here = f"/market/shipments/{row.id}/"
    way = {"origin": "LKCMB", "destination": "DKCPH", "closes_on": today, "leaves_on": today, "arrives_on": today + timedelta(1)}
    whom = {"carrier": "Example Air", "vessel": "EX 505", "number": "BK-1", "size": "large", "on": today, "operation_id": fresh()}
    assert noy.post(f"{here}booked/", {"step": 2, **way, **whom}).status_code == 302
    page = noy.get(here).content.decode()
    assert "a term for ships" in page and "Air waybill" in page and "Bill of lading" not in page
    assert "Gross mass" not in page and "Seals" not in page
    form = noy.get(f"{here}stuffed/").content.decode()
    assert "if there is one" in form and "What may it carry?" not in form
    assert noy.post(f"{here}stuffed/", {"operation_id": fresh(), "box": "", "kg_0": "2000", "on": today}).status_code == 302
    assert noy.post(f"{here}weighed/", {"operation_id": fresh(), "gross_kg": "2100", "method": "1", "on": today}).status_code != 302
    assert "Number of the air waybill" in noy.get(f"{here}departed/").content.decode()
    assert noy.post(f"{here}departed/", {"operation_id": fresh(), "on": today, "bill": "020-12345675"}).status_code == 302
    assert "a term for ships" not in noy.get(here).content.decode()
    assert noy.get(f"{here}papers/packing-list.pdf").content.startswith(b"%PDF")
    assert sign_in("freja").post(f"{here}arrived/", {"operation_id": fresh(), "on": today}).status_code == 302


def test_goods_stay_until_verified_papers_are_there_or_a_signer_says_why(cast: Cast, shipment: Shipment) -> None:
    noy = cast.actor("noy")
    book(shipment, noy, AT)
    stuff(shipment, noy, AT)
    close(shipment, noy, AT, gross_kg=14_500)
    with pytest.raises(Refused) as caught:
        left(shipment, noy, AT)
    assert codes(caught) == ["trade.paper-keeps-goods-back"] * 2
    first = caught.value.refusals[0].facts
    assert (first["paper"], first["row"]) == ("ico-certificate", "coffee-ico-certificate")
    assert "ICC 102-9" in str(first["source"])
    with pytest.raises(NotAllowed):
        left(shipment, cast.actor("vilay"), AT, reason="It must go.")
    left(shipment, noy, AT, reason="They travel by courier.")
    row = Milestone.objects.get(kind="departed")
    assert row.reason == "They travel by courier." and [one["paper"] for one in row.content["without"]] == [
        "ico-certificate",
        "evidence-pack",
    ]
    assert AuditEntry.objects.get(what="trade.leave-without-papers").reason == "They travel by courier."
    with pytest.raises(IntegrityError):
        Milestone.objects.filter(pk=row.pk).update(reason="")


def test_with_its_papers_it_leaves_and_unverified_rows_only_warn(cast: Cast, shipment: Shipment) -> None:
    noy = cast.actor("noy")
    ready(shipment, noy, AT)
    seen = shipment_seen(shipment, noy, AT)
    assert [item.document for item in seen.items if item.state != "good"] and not seen.keeping_back
    left(shipment, noy, AT)
    row = Milestone.objects.get(kind="departed")
    assert row.content["without"] == [] and row.reason == ""


def test_a_row_binds_once_somebody_has_compared_it_and_not_before(cast: Cast, shipment: Shipment) -> None:
    noy, sofia = cast.actor("noy"), cast.actor("sofia")
    ready(shipment, noy, AT)
    with pytest.raises(NotAllowed):
        verify_requirement(id=fresh(), by=noy, at=AT, key="laos-transit", note="Read")
    verify_requirement(id=fresh(), by=sofia, at=AT, key="laos-transit", note="Decree 12, page 3")
    with pytest.raises(Refused) as caught:
        left(shipment, noy, AT)
    assert caught.value.refusals[0].facts["who"] == "Sofia Rasmussen"
    newer = Requirement("laos-transit", "transit", "A newer decree", origin="LA", destination="JP")
    record_requirement(id=fresh(), by=sofia, at=AT + timedelta(minutes=1), row=newer)
    left(shipment, noy, AT)


def test_a_certificate_that_lapses_between_contract_and_shipment(
    sign_in: Visit, cast: Cast, contract: Contract, shipment: Shipment
) -> None:
    noy = cast.actor("noy")
    ready(shipment, noy, AT)
    late = AT.replace(year=2028)
    with pytest.raises(Refused) as caught:
        left(shipment, noy, late)
    assert ("certificate", "fairtrade") in {(one.facts["paper"], one.facts["about"]) for one in caught.value.refusals}
    page = sign_in("noy").get(f"/market/shipments/{shipment.id}/papers/certificate/?about=fairtrade").content.decode()
    assert "must hold when they leave" in page
    for kind in ("ico-certificate", "evidence-pack"):
        bring(shipment, noy, late, kind)
    bring(shipment, noy, late, "certificate", about="fairtrade", valid_until=date(2029, 12, 31))
    left(shipment, noy, late)


def test_a_short_container_goes_and_only_what_left_is_invoiced(sign_in: Visit, cast: Cast, contract: Contract, shipment: Shipment) -> None:
    noy = cast.actor("noy")
    ready(shipment, noy, AT, 9_000)
    page = sign_in("noy").get(f"/market/shipments/{shipment.id}/").content.decode()
    assert "9,000 of 12,000 kg of B-1 went in: 3,000 kg short" in page and "Send the rest later" in page
    assert shipped_kg(contract) is None
    left(shipment, noy, AT)
    assert shipped_kg(contract) == {0: Decimal(9_000)}
    device = sign_in("noy")
    page = device.get(f"/market/contracts/{contract.id}/invoices/new/").content.decode()
    assert "9,000" in page and AT.date().isoformat() in page
    said = {"by": noy, "at": AT, "contract_id": contract.id, "shipped_on": AT.date()}
    with pytest.raises(Refused) as caught:
        issue_invoice(id=fresh(), shipped=[Shipped(0, Decimal("9000.001"))], **said)
    assert codes(caught) == ["trade.invoice-above-shipped"]
    issue_invoice(id=fresh(), shipped=[Shipped(0, Decimal(9_000))], **said)
    rest = begun(contract, noy, AT)
    book(rest, noy, AT)
    with pytest.raises(Refused) as caught:
        stuff(rest, noy, AT, 3_400)
    assert codes(caught) == ["trade.stuffed-above-contract"]
    stuff(rest, noy, AT, 3_000)


def test_while_nothing_has_left_the_contract_is_invoiced_as_before(cast: Cast, contract: Contract, shipment: Shipment) -> None:
    noy = cast.actor("noy")
    stuffed = [Shipped(0, Decimal(12_360))]
    assert issue_invoice(id=fresh(), by=noy, at=AT, contract_id=contract.id, shipped=stuffed, shipped_on=AT.date())


@pytest.mark.parametrize(
    ("sentence", "box", "code"),
    [
        ("a wrong check digit", Box("CSQU3054384", BOX.payload_kg, BOX.tare_kg), "trade.container-number-wrong"),
        ("more than it may carry", Box(BOX.number, Decimal(11_999), BOX.tare_kg), "trade.net-above-payload"),
    ],
)
def test_a_container_that_cannot_be(cast: Cast, shipment: Shipment, sentence: str, box: Box, code: str) -> None:
    book(shipment, cast.actor("noy"), AT)
    with pytest.raises(Refused) as caught:
        stuff(shipment, cast.actor("noy"), AT, box=box)
    assert codes(caught) == [code], sentence


def test_a_seal_closes_one_shipment_until_it_is_taken_back(cast: Cast, contract: Contract, shipment: Shipment) -> None:
    noy, other = cast.actor("noy"), begun(contract, cast.actor("noy"), AT)
    for row in (shipment, other):
        book(row, noy, AT)
        stuff(row, noy, AT, 6_000)
    close(shipment, noy, AT, gross_kg=9_000)
    with pytest.raises(Refused) as caught:
        close(other, noy, AT, gross_kg=9_000)
    assert codes(caught) == ["trade.seal-in-use"]
    assert caught.value.refusals[0].facts == {"seal": "RS117", "shipment": shipment.number}


def test_a_step_is_taken_back_by_a_row_of_its_own_and_written_anew(sign_in: Visit, cast: Cast, shipment: Shipment) -> None:
    noy = cast.actor("noy")
    ready(shipment, noy, AT)
    sealed = Milestone.objects.get(kind="sealed")
    stuffed = Milestone.objects.get(kind="stuffed")
    with pytest.raises(Refused) as caught:
        take_back_milestone(id=fresh(), by=noy, at=AT, milestone_id=stuffed.id, reason="Wrong")
    assert codes(caught) == ["trade.step-has-followers"]
    device = sign_in("noy")
    assert "Take it back" in device.get(f"/market/shipments/{shipment.id}/").content.decode()
    device.post(f"/market/steps/{sealed.id}/take-back/", {"operation_id": fresh(), "reason": "Another seal was put on."})
    page = device.get(f"/market/shipments/{shipment.id}/").content.decode()
    assert "Another seal was put on." in page and "Write down the seals" in page
    close_again = {"operation_id": fresh(), "seals": "RS117", "on": AT.date()}
    assert device.post(f"/market/shipments/{shipment.id}/sealed/", close_again).status_code == 302
    assert Milestone.objects.filter(kind="sealed").count() == 3


def test_it_does_not_arrive_before_it_left_and_a_claim_on_day_29_is_marked_late(cast: Cast, shipment: Shipment) -> None:
    noy, freja = cast.actor("noy"), cast.actor("freja")
    ready(shipment, noy, AT)
    assert [flag.code for flag in shipment_seen(shipment, noy, AT).flags] == ["trade.leaves-by-a-foreign-port"]
    left(shipment, noy, LATER, on=LATER.date())
    assert shipment_seen(shipment, noy, LATER).flags == (), "the transit lies behind it"
    common = {"by": freja, "at": LATER + timedelta(days=60), "shipment_id": shipment.id}
    with pytest.raises(Refused) as caught:
        arrive(id=fresh(), on=AT.date(), **common)
    assert codes(caught) == ["trade.step-before-earlier"]
    arrived = LATER.date() + timedelta(days=20)
    arrive(id=fresh(), on=arrived, **common)
    record_landed_weight(id=fresh(), on=arrived + timedelta(days=22), landed_kg=Decimal(11_000), **common)
    claim_weight(id=fresh(), on=arrived + timedelta(days=29), **common)
    seen = shipment_seen(shipment, freja, common["at"])
    assert [flag.code for flag in seen.flags] == ["trade.weighed-late", "trade.claim-is-late"]
    assert seen.claimed_kg == Decimal(940)


def test_departure_is_told_and_taking_it_back_too(cast: Cast, shipment: Shipment) -> None:
    noy = cast.actor("noy")
    ready(shipment, noy, AT)
    made = left(shipment, noy, AT)
    take_back_milestone(id=fresh(), by=noy, at=AT, milestone_id=UUID(made), reason="It stands in the yard.")
    told = NewsItem.objects.filter(kind="ShipmentLeft").order_by("id").values_list("content__is_back", flat=True)
    assert list(told) == [False, True]


def test_contracts_of_one_container_travel_together_and_others_see_their_own(cast: Cast, two_sellers: Container) -> None:
    match = two_sellers.matches.order_by("id")[0]
    for name in ("noy", "ngozi", "freja"):
        accept_match(id=fresh(), by=cast.actor(name), at=AT, match_id=match.id)
    contract, noy = Contract.objects.get(), cast.actor("noy")
    agree(contract, noy, [cast.actor("ngozi"), cast.actor("freja")], AT)
    row = begun(contract, noy, AT)
    ready(row, cast.actor("ngozi"), AT, 12_000, 7_200)
    seen = shipment_seen(row, cast.actor("freja"), AT)
    assert [(lot.seller, lot.stuffed_kg) for lot in seen.lots] == [
        ("Bolaven Coffee Growers", Decimal(12_000)),
        ("Littoral Union of Cooperatives", Decimal(7_200)),
    ]
    assert seen.kg == Decimal(19_200)


def test_nothing_is_shipped_before_roles_are_agreed(cast: Cast) -> None:
    answer(cast, ask(cast, an_offer(cast.actor("noy"), reference="B-1"), kg=12_000), is_yes=True, days=0)
    with pytest.raises(Refused) as caught:
        begun(Contract.objects.get(), cast.actor("noy"), AT)
    assert codes(caught) == ["trade.shipment-without-roles"]


def test_a_booking_is_from_port_to_port_and_says_when_it_is_another_than_agreed(cast: Cast, shipment: Shipment) -> None:
    with pytest.raises(Refused) as caught:
        book(shipment, cast.actor("noy"), AT, origin="LAPKZ")
    assert codes(caught) == ["trade.no-ship-calls-there"]
    book(shipment, cast.actor("noy"), AT, origin="THLCH")
    seen = shipment_seen(shipment, cast.actor("noy"), AT)
    assert [flag.code for flag in seen.flags] == ["trade.leaves-by-a-foreign-port", "trade.leaves-from-elsewhere"]


def test_under_no_approval_no_sale_goods_wait_for_the_sample(cast: Cast, contract: Contract, shipment: Shipment) -> None:
    noy = cast.actor("noy")
    ready(shipment, noy, AT)
    Contract.objects.filter(pk=contract.pk).update(terms={**contract.terms, "agreed": {"sample_clause": NO_APPROVAL_NO_SALE}})
    with pytest.raises(Refused) as caught:
        left(shipment, noy, AT, reason="It must go.")
    assert codes(caught) == [bar.code for bar in bars_to_shipping(Contract.objects.get(), AT)] != []


def test_a_buyer_sees_nothing_of_the_contract_that_shares_its_container(cast: Cast) -> None:
    noy, sofia, at = cast.actor("noy"), cast.actor("sofia"), AT
    first, second = an_offer(noy, reference="B-1", kg=12_000), an_offer(noy, reference="B-2", kg=7_200)
    ours, theirs = a_need(cast.actor("freja"), reference="N-1", kg=12_000), a_need(cast.actor("ebong"), reference="N-2", kg=7_200)
    container = a_container(a_market(sofia, at=at), (first, ours, 12_000), (second, theirs, 7_200))
    for match, buyer in zip(container.matches.order_by("offer__reference"), ("freja", "ebong"), strict=True):
        for by in (noy, cast.actor(buyer)):
            with suppress(Refused):  # Noy answers once for the container
                accept_match(id=fresh(), by=by, at=at, match_id=match.id)
    contracts = list(Contract.objects.order_by("number"))
    for contract in contracts:
        buyer = "freja" if contract.buyer_id == cast.faelles.id else "ebong"
        agree(contract, noy, [cast.actor(buyer)], at)
    made = begin_shipment(id=fresh(), by=noy, at=at, contract_ids=[one.id for one in contracts], mode="sea")
    row = Shipment.objects.get(pk=made)
    seen = shipment_seen(row, cast.actor("freja"), at)
    assert [lot.code for lot in seen.lots] == ["B-1"] and seen.others_kg == Decimal(7_200) and len(seen.contracts) == 1
    book(row, noy, at)
    lots = [Into(one.id, 0, Decimal(one.terms["lines"][0]["kg"]), None) for one in contracts]
    stuff_shipment(id=fresh(), by=noy, at=at, shipment_id=row.id, on=at.date(), box=BOX, lots=lots)
    page = paper_pdf(row, "packing-list", language="en", by=cast.actor("freja"))
    assert page != paper_pdf(row, "packing-list", language="en", by=noy)


def test_the_operator_keeps_the_rows_on_the_screens(sign_in: Visit, cast: Cast) -> None:
    noy = sign_in("noy")
    page = noy.get("/market/papers/").content.decode()
    assert "Residue report" in page and "Record a row" not in page
    row = Requirement("transit-x", "transit", "Decree 9", origin="LA", destination="JP", lead_days=3)
    record_requirement(id=fresh(), by=cast.actor("sofia"), at=AT, row=row)
    page = noy.get("/market/papers/transit-x/").content.decode()
    assert "Decree 9" in page and "It only warns" in page
    with pytest.raises(Refused) as caught:
        record_requirement(id=fresh(), by=cast.actor("sofia"), at=AT, row=replace(row, hs="099999"))
    assert codes(caught) == ["trade.heading-unknown"]


def test_a_program_reads_the_checklist_and_records_steps(sign_in: Visit, cast: Cast, shipment: Shipment) -> None:
    noy, freja = sign_in("noy"), sign_in("freja")
    here, day = f"shipments/{shipment.id}", AT.date()
    booked = {"carrier": "Line", "vessel": "Star", "number": "1", "origin": "VNDAD", "destination": "DKAAR", "on": str(day)}
    days = {"closes_on": str(day), "leaves_on": str(day), "arrives_on": str(day + timedelta(60))}
    assert send(noy, f"{here}/booked", booked | days).status_code == 200
    assert send(freja, f"{here}/sealed", {"on": str(day), "seals": ["A"]}).status_code == 403
    assert codes_of(send(noy, f"{here}/departed", {"on": str(day)})) == ["trade.step-comes-later"]
    found = freja.get(f"/api/{here}").json()
    assert found["next_step"] == "stuffed" and found["steps"] == {"booked": str(day)}
    asked = {one["document"]: one for one in found["papers"]}
    assert asked["evidence-pack"]["keeps_back"] and not asked["transit"]["keeps_back"]
    assert [one["number"] for one in freja.get("/api/shipments").json()["rows"]] == [shipment.number]
    assert send(noy, f"{here}/booked/take-back", {"reason": "Another ship"}).status_code == 200


def test_it_leaves_with_an_export_without_names_and_files_of_others(cast: Cast, shipment: Shipment, tmp_path: Path) -> None:
    ready(shipment, cast.actor("noy"), AT)
    write(tmp_path / "faelles.zip", Scope(cast.faelles.id, AT), name="Faelles")
    with zipfile.ZipFile(tmp_path / "faelles.zip") as package:
        told = {part.label: json.loads(package.read(f"tables/{part.name}.json")) for part in parts() if part.label.startswith("trade.")}
    assert {row["kind"] for row in told["trade.Milestone"]} == {"booked", "stuffed", "weighed", "sealed"}
    assert {row["by_name"] for row in (*told["trade.Milestone"], *told["trade.ShippingPaper"])} == {""}
    assert {row["document_id"] for row in told["trade.ShippingPaper"]} == {None}


def test_the_list_asks_as_few_questions_for_many_shipments_as_for_one(
    sign_in: Visit, cast: Cast, contract: Contract, django_assert_max_num_queries: Any
) -> None:
    device = sign_in("noy")
    for _number in range(5):
        book(begun(contract, cast.actor("noy"), AT), cast.actor("noy"), AT)
    with django_assert_max_num_queries(25):
        device.get("/market/shipments/")


def test_a_page_of_a_shipment_asks_few_questions(
    sign_in: Visit, cast: Cast, shipment: Shipment, django_assert_max_num_queries: Any
) -> None:
    ready(shipment, cast.actor("noy"), AT)
    device = sign_in("noy")
    with django_assert_max_num_queries(45):
        device.get(f"/market/shipments/{shipment.id}/")


def test_the_rows_that_come_along_speak_the_readers_language() -> None:
    with translation.override("en"):
        assert {said for row in shipped_rows() for said in (row.issuer, row.source) if said} == {str(said) for said in SHIPPED_ROWS}
