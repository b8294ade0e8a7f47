"""Negotiations and samples as people walk through them, and as programs send them."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from rochdale.base.models import Job
from rochdale.flows import letters
from rochdale.trade.bid_called import changes
from rochdale.trade.contract_paper import contract_pdf
from rochdale.trade.models import Contract, Negotiation, Offer, Sample
from rochdale.trade.operations import make_bid
from rochdale.trade.schedule import lapse
from rochdale.trade.threads import newest_bid
from tests.cast import AT, Cast, later
from tests.trade.api import Visit, send
from tests.trade.api import codes as refused_codes
from tests.trade.bids import DIFFERENTIAL, OUTRIGHT, a_bid, accepted, opened
from tests.trade.goods import a_need, an_offer, fresh

pytestmark = pytest.mark.django_db
BID: dict[str, Any] = {
    "operation_id": "", "step": 6, "over": "", "kg": "12000", "price_kind": "outright", "amount": "4.85", "currency": "USD",
    "price_unit": "kg", "incoterm": "FOB", "place": "VNDAD", "ship_from": "2027-01-01", "ship_until": "2027-01-31", "tolerance": "3",
    "weights": "shipped", "sample_clause": "sas-nans", "valid_until": "2026-11-12", "note": "Same as last year?",
}  # fmt: skip


@pytest.fixture
def offer(cast: Cast) -> Offer:
    return an_offer(cast.actor("noy"), reference="B-1")


def page(client: Client, path: str) -> str:
    return client.get(path).content.decode()


def test_a_buyer_bids_a_seller_counters_and_the_buyer_says_yes(sign_in: Visit, cast: Cast, offer: Offer) -> None:
    freja, noy = sign_in("freja"), sign_in("noy")
    assert f"/market/offers/{offer.id}/bid/" in page(freja, f"/market/offers/{offer.id}/")
    assert f"/market/offers/{offer.id}/bid/" not in page(noy, f"/market/offers/{offer.id}/"), "nobody bids on an own lot"
    made = freja.post(f"/market/offers/{offer.id}/bid/", {**BID, "operation_id": fresh()})
    assert made.status_code == 302, made.content.decode()
    thread = Negotiation.objects.get()
    assert "1 bid waits for your answer" in page(noy, "/market/")
    seen = page(noy, made["Location"])
    assert "Same as last year?" in seen and "Say yes" in seen and "58,200.00" in seen
    answered = {"operation_id": fresh(), "over": 1, "kg": "10000", "amount": "5.10", "valid_until": "2026-11-12", "note": ""}
    assert noy.post(f"/market/negotiations/{thread.id}/counter/", answered).status_code == 302
    seen = page(freja, made["Location"])
    assert "Price up 0.25 USD/kg, to 5.1" in seen and "Weight down 2,000 kg, to 10,000 kg" in seen
    assert "10,000 kg are kept for this" in page(noy, made["Location"])
    yes = {"operation_id": fresh(), "over": 2, "sha256": newest_bid(thread).sha256}
    agreed = freja.post(f"/market/negotiations/{thread.id}/yes/", yes)
    contract = Contract.objects.get()
    assert agreed["Location"] == f"/market/contracts/{contract.id}/"
    seen = page(freja, agreed["Location"])
    assert "How it was agreed" in seen and "no pre-shipment sample of B-1 was asked for" in seen
    assert freja.post(f"/market/negotiations/{thread.id}/yes/", yes)["Location"] == agreed["Location"], "a double click"
    again = freja.post(f"/market/negotiations/{thread.id}/yes/", {**yes, "operation_id": fresh()}).content.decode()
    assert "This is agreed already, by Freja Holm." in again


def test_the_six_steps_of_a_bid_go_on_and_back_and_nothing_is_lost(sign_in: Visit, offer: Offer) -> None:
    freja = sign_in("freja")
    first = page(freja, f"/market/offers/{offer.id}/bid/")
    assert "19,200" in first and "One fixed price" in first
    said = {**BID, "operation_id": fresh(), "price_kind": "differential", "amount": "18", "exchange": "KC", "month": "2027-03"}
    seen = freja.post(f"/market/offers/{offer.id}/bid/", {**said, "step": 1}).content.decode()
    assert "What does it stand at?" in seen and "In which currency?" not in seen
    said |= {"quotation": "231.40", "quoted_in": "USc/lb", "quoted_on": "2026-11-02"}
    last = freja.post(f"/market/offers/{offer.id}/bid/", {**said, "step": 5}).content.decode()
    assert "231.4 + 18 USc/lb" in last and "No approval, no sale" in last
    wrong = freja.post(f"/market/offers/{offer.id}/bid/", {**said, "month": "2027-04"}).content.decode()
    assert "has no delivery in 2027-04" in wrong and 'name="kg" value="12000"' in wrong


def test_the_second_to_answer_is_told_who_was_quicker_and_keeps_the_text(sign_in: Visit, cast: Cast, offer: Offer) -> None:
    thread, jonas = opened(cast, offer, who="noy", need_id=a_need(cast.actor("freja")).id), sign_in("jonas")
    make_bid(id=fresh(), by=cast.actor("freja"), at=AT, negotiation_id=thread.id, over=1, bid=a_bid(kg=9_000))
    typed = {"operation_id": fresh(), "over": 1, "kg": "8000", "amount": "4.80", "valid_until": "2026-11-12", "note": "My long text"}
    told = jonas.post(f"/market/negotiations/{thread.id}/counter/", typed).content.decode()
    assert "Freja Holm was quicker" in told and "My long text" in told and 'name="over" value="2"' in told
    assert thread.turns.count() == 2


def test_what_the_seller_sees_when_a_buyer_disappears(sign_in: Visit, cast: Cast, offer: Offer, monkeypatch: pytest.MonkeyPatch) -> None:
    thread = opened(cast, offer, who="noy", need_id=a_need(cast.actor("freja")).id)
    monkeypatch.setattr("django.utils.timezone.now", lambda: later(days=11))
    lapse(later(days=10), later(days=11))
    seen = page(sign_in("noy"), f"/market/negotiations/{thread.id}/")
    assert "Nobody answered by" in seen and "19,200 kg are free for others." in seen and "Make a new bid" in seen


def test_prices_are_seen_by_the_officers_of_the_two_sides_alone(sign_in: Visit, cast: Cast, offer: Offer) -> None:
    thread = opened(cast, offer, price=replace(OUTRIGHT, amount=Decimal("4.8137")))
    for name in ("ebong", "sofia", "ngozi"):
        assert sign_in(name).get(f"/market/negotiations/{thread.id}/").status_code == 404
        for path in ("/market/", "/market/on-offer/?q=4.8137", "/market/negotiations/", f"/market/offers/{offer.id}/"):
            assert "4.8137" not in page(sign_in(name), path).replace('value="4.8137"', "").replace("q=4.8137", "").replace("“4.8137”", "")
    assert sign_in("kham").get(f"/market/negotiations/{thread.id}/").status_code == 403


def test_a_sample_is_walked_from_request_to_approval(sign_in: Visit, cast: Cast, offer: Offer) -> None:
    contract = accepted(cast, opened(cast, offer, sample_clause="sas-nans"), days=0)
    freja, noy = sign_in("freja"), sign_in("noy")
    asked = {
        "operation_id": fresh(), "kind": "pre-shipment", "grams": "300", "protocol": "SCA-2004", "due_on": "2026-11-20",
        "address": "Roskildevej 65", "note": "",
    }  # fmt: skip
    made = freja.post(f"/market/contracts/{contract.id}/sample/", asked)
    row, path = Sample.objects.get(), made["Location"]
    assert "It is sent" in page(noy, path) and "It is sent" not in page(freja, path)
    sent = {"operation_id": fresh(), "courier": "DHL", "tracking": "JD1", "seal": "C-412", "sent_on": "2026-11-02", "note": ""}
    noy.post(f"{path}send/", sent)
    label = freja.get(f"{path}label.pdf")
    assert label.content.startswith(b"%PDF") and label.content == freja.get(f"{path}label.pdf").content
    freja.post(f"{path}receive/", {"operation_id": fresh(), "received_on": "2026-11-02", "note": ""})
    wrong = {"operation_id": fresh(), "protocol": "CVA-2024", "score": "86", "moisture": "", "defects": "", "grade": "", "note": ""}
    assert "cannot be held against SCA-2004" in freja.post(f"{path}result/", wrong).content.decode()
    freja.post(f"{path}result/", {**wrong, "protocol": "SCA-2004", "moisture": "11.2"})
    assert "86 points" in page(noy, path)
    freja.post(f"{path}yes/", {"operation_id": fresh(), "note": ""})
    row.refresh_from_db()
    assert row.state == "approved" and "is not approved" not in page(freja, f"/market/contracts/{contract.id}/")


def test_letters_go_to_those_who_sign_and_hold_no_price(cast: Cast) -> None:
    told = {"organization_id": str(cast.bolaven.id), "organization_ids": [str(cast.bolaven.id)], "at": AT.isoformat()}
    letters.bid_made(fresh(), told | {"kg": 12_000, "answer_by": "2026-11-12"})
    for how in letters.ENDED:
        letters.negotiation_ended(fresh(), told | {"how": how})
    for what in letters.SAMPLES:
        letters.sample_moved(fresh(), told | {"code": "S-1", "what": what, "on": "2026-11-20"})
    posted = [job.content for job in Job.objects.order_by("id")]
    assert {letter["to"] for letter in posted} == {"noy@example.org"}
    assert len(posted) == 1 + len(letters.ENDED) + len(letters.SAMPLES)
    assert any("12,000 kg" in letter["text"] and "12 November 2026" in letter["text"] for letter in posted)


def test_programs_negotiate_too(sign_in: Visit, cast: Cast, offer: Offer) -> None:
    bid = {
        "kg": 12_000, "price": {"kind": "outright", "amount": "4.85", "currency": "USD", "unit": "kg"}, "incoterm": "FOB", "place": "VNDAD",
        "ship_from": "2027-01-01", "ship_until": "2027-01-31", "valid_until": "2026-11-12", "tolerance": "0.03",
    }  # fmt: skip
    freja, noy = sign_in("freja"), sign_in("noy")
    made = send(freja, "negotiations", {"offer_id": str(offer.id), "bid": bid})
    assert made.status_code == 201, made.content
    id = made.json()["id"]
    assert refused_codes(send(freja, "negotiations", {"offer_id": str(offer.id), "bid": bid})) == ["trade.negotiation-already-open"]
    thread = noy.get(f"/api/negotiations/{id}").json()
    assert (thread["is_our_turn"], thread["total"], thread["is_sound"]) == (True, "58200", True)
    assert thread["turns"][0]["content"]["bid"]["price"]["amount"] == "4.85"
    agreed = send(noy, f"negotiations/{id}/yes", {"over": 1, "sha256": thread["turns"][0]["sha256"]})
    assert agreed.status_code == 200 and Contract.objects.get().id.hex == agreed.json()["contract_id"].replace("-", "")
    assert noy.get(f"/api/contracts/{agreed.json()['contract_id']}/bars").json() == []


@pytest.mark.parametrize("language", ["en", "fr", "lo"])
def test_the_paper_of_a_negotiated_contract_holds_its_terms(cast: Cast, offer: Offer, language: str) -> None:
    thread = opened(cast, offer, price=DIFFERENTIAL, form="GCA", crop_year="2026/27", incoterm="CIF", arbitration="New York")
    assert contract_pdf(accepted(cast, thread).terms, language=language).startswith(b"%PDF")


def test_changes_are_told_in_words() -> None:
    before = a_bid(price=DIFFERENTIAL)
    after = a_bid(price=replace(DIFFERENTIAL, amount=Decimal(20)), place="THLCH", sample_clause="sas-nans")
    told = changes(before, after)
    assert told[0] == "Differential up 2 USc/lb, to 20"
    assert any(re.search(r"Laem Chabang \(THLCH\) instead of .+ \(VNDAD\)", one) for one in told)
    assert "Sample: No approval, no sale instead of –" in told
