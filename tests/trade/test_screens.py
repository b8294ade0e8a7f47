"""What a person sees and does on the screens of the market."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse

from rochdale.trade.models import Answer, Container, Contract, FirstRefusal, Market, Need, Offer, PriceFloor
from tests.cast import Cast
from tests.trade.conftest import Clear
from tests.trade.goods import a_need, an_offer
from tests.watchful import WatchfulClient

pytestmark = pytest.mark.django_db


def signed_in(cast: Cast, who: str, where: str | None = None) -> Client:
    client = WatchfulClient()
    client.force_login(cast.people[who], backend="allauth.account.auth_backends.AuthenticationBackend")
    if where:
        client.post(reverse("people:act-for"), {"organization": cast.organizations[where].id})
    return client


def text(client: Client, url: str, status: int = 200) -> str:
    response = client.get(url)
    assert response.status_code == status, (url, response.status_code)
    return response.content.decode()


OFFER = {
    "product": "coffee", "kg": "1200", "species": "arabica", "process": "washed", "certifications": ["fairtrade"],
    "certified_until": "2027-12-31",
    "protocol": "SCA-2004", "score": "84.5", "port": "VNDAD", "goes_by": "ship", "ready_from": "2026-12-01", "ready_until": "2027-03-31",
    "price": "202.40", "currency": "USD", "price_unit": "quintal46",
}  # fmt: skip


@pytest.mark.parametrize(
    "name", ["home", "offers", "needs", "on-offer", "wanted", "matches", "markets", "floors", "contracts", "new-offer", "new-need"]
)
def test_every_first_screen_is_drawn(cast: Cast, name: str) -> None:
    assert "Rochdale" in text(signed_in(cast, "noy"), reverse(f"trade:{name}"))


def test_an_offer_is_made_by_hand_in_five_short_screens(cast: Cast) -> None:
    client, url = signed_in(cast, "noy"), reverse("trade:new-offer")
    assert "Step 1 of 5" in text(client, url)
    for step in range(1, 5):
        page = client.post(url, OFFER | {"step": step}).content.decode()
        assert f"Step {step + 1} of 5" in page
    assert "4.40 USD" in page and "quintal46" in page
    operation = page.split('name="operation_id" value="')[1].split('"')[0]
    response = client.post(url, OFFER | {"step": 5, "operation_id": operation})
    assert response.status_code == 302
    again = client.post(url, OFFER | {"step": 5, "operation_id": operation})
    assert again.headers["Location"] == response.headers["Location"]
    offer = Offer.objects.get()
    assert (offer.kg, offer.port, offer.country, offer.cooperative) == (1200, "VNDAD", "LA", "Bolaven Coffee Growers")


def test_a_refused_answer_leads_back_to_its_question_and_keeps_what_was_typed(cast: Cast) -> None:
    client = signed_in(cast, "noy")
    page = client.post(reverse("trade:new-offer"), OFFER | {"step": 4, "port": "LAPKZ"}).content.decode()
    assert "Step 3 of 5" in page
    assert "no port" in page.lower() or "port" in page
    assert 'value="202.40"' in page


def test_going_back_keeps_the_answers(cast: Cast) -> None:
    page = signed_in(cast, "noy").post(reverse("trade:new-offer"), OFFER | {"step": 2, "back": "1"}).content.decode()
    assert "Step 1 of 5" in page
    assert 'value="1200"' in page


def test_others_see_an_offer_without_its_price(cast: Cast) -> None:
    offer = an_offer(cast.actor("noy"), reference="B-1")
    url = reverse("trade:offer", args=[offer.id])
    assert "4.40" in text(signed_in(cast, "noy"), url)
    page = text(signed_in(cast, "freja"), url)
    assert "19,200" in page and "4.40" not in page
    hidden = an_offer(cast.actor("noy"), reference="B-2", visibility="private")
    text(signed_in(cast, "freja"), reverse("trade:offer", args=[hidden.id]), 404)
    listed = text(signed_in(cast, "freja"), reverse("trade:on-offer"))
    assert "Bolaven" in listed and "4.40" not in listed


def test_a_match_opens_to_its_container_its_way_and_its_reasons(cast: Cast, shared_container: Container) -> None:
    page = text(signed_in(cast, "noy"), reverse("trade:container", args=[shared_container.id]))
    for words in ("2 cooperatives share a container", "At the farm gate", "Landed in", "Why these", "Say yes for Bolaven", "85 points"):
        assert words in page, words
    assert "6.20" not in page, "the buyer's limit is sealed"
    buyer = text(signed_in(cast, "freja"), reverse("trade:container", args=[shared_container.id]))
    assert "4.40" not in buyer, "the seller's reserve is sealed"
    text(signed_in(cast, "ebong"), reverse("trade:container", args=[shared_container.id]), 404)
    text(signed_in(cast, "sofia"), reverse("trade:container", args=[shared_container.id]))


def test_a_container_is_shown_on_the_way_that_it_pays_for(cast: Cast, shared_container: Container) -> None:
    client, url = signed_in(cast, "noy"), reverse("trade:container", args=[shared_container.id])
    page = text(client, url)
    assert f"By sea from Da Nang to Aarhus, {shared_container.distance_km:,} km." in page
    assert 'class="road"' in page
    legs = len(re.findall(r'class="road" d="([^"]*)"', page)[0].split())
    assert legs > 8, "no straight line over land"
    shared_container.way = []
    shared_container.save(update_fields=["way"])
    assert 'class="road"' not in text(client, url), "a container older than its way"


def test_all_say_yes_and_the_contract_is_on_paper(cast: Cast, shared_container: Container) -> None:
    for who in ("noy", "ngozi", "freja"):
        client = signed_in(cast, who)
        page = text(client, reverse("trade:say-yes", args=[shared_container.id]))
        operation = page.split('name="operation_id" value="')[1].split('"')[0]
        client.post(reverse("trade:say-yes", args=[shared_container.id]), {"operation_id": operation})
    contract = Contract.objects.get()
    assert Answer.objects.filter(is_yes=True).count() == 3
    page = text(signed_in(cast, "noy"), reverse("trade:contract", args=[contract.id]))
    assert "B-1" in page and "L-1" in page
    paper = signed_in(cast, "noy").get(reverse("trade:contract-file", args=[contract.id]))
    assert paper.headers["Content-Type"] == "application/pdf" and paper.content.startswith(b"%PDF")
    assert signed_in(cast, "ebong").get(reverse("trade:contract-file", args=[contract.id])).status_code == 404


def test_the_operator_sees_the_market_and_takes_its_files(cast: Cast, shared_container: Container) -> None:
    market = Market.objects.get()
    operator = signed_in(cast, "sofia")
    page = text(operator, reverse("trade:market", args=[market.id]))
    assert "No plan can gain more than" in page and "matches.csv" in page
    for name in ("matches.csv", "containers.csv", "unmatched.csv", "summary.json"):
        content = operator.get(reverse("trade:market-file", args=[market.id, name]))
        assert content.status_code == 200, name
    rows = operator.get(reverse("trade:market-file", args=[market.id, "matches.csv"])).content.decode().splitlines()
    assert rows[0].startswith("offer_id,need_id,container_id") and len(rows) == 3
    assert signed_in(cast, "noy").get(reverse("trade:market-file", args=[market.id, "matches.csv"])).status_code == 403
    assert "matches.csv" not in text(signed_in(cast, "noy"), reverse("trade:market", args=[market.id]))


def test_a_lot_nobody_needs_says_why(cast: Cast, clear: Clear) -> None:
    offer = an_offer(cast.actor("noy"), reference="B-1", species="robusta")
    a_need(cast.actor("freja"))
    clear()
    page = text(signed_in(cast, "noy"), reverse("trade:offer", args=[offer.id]))
    assert "Why was it not matched?" in page and "this species" in page


def test_a_partner_is_asked_first_and_takes_it(cast: Cast) -> None:
    offer, seller = an_offer(cast.actor("noy")), signed_in(cast, "noy")
    url = reverse("trade:ask-partner", args=[offer.id])
    page = text(seller, url)
    operation = page.split('name="operation_id" value="')[1].split('"')[0]
    sent = {
        "operation_id": operation,
        "partner": cast.organizations["faelles"].id,
        "kg": "6000",
        "price": "5",
        "currency": "USD",
        "price_unit": "kg",
        "until": "2027-01-15",
    }
    assert seller.post(url, sent).status_code == 302
    asked = FirstRefusal.objects.get()
    buyer = signed_in(cast, "freja")
    page = text(buyer, reverse("trade:partner", args=[asked.id]))
    operation = page.split('name="operation_id" value="')[1].split('"')[0]
    response = buyer.post(reverse("trade:partner", args=[asked.id]), {"operation_id": operation, "is_yes": "on"})
    assert response.status_code == 302
    contract = Contract.objects.get()
    assert contract.total == 30_000
    assert "RC-" in text(buyer, reverse("trade:contract", args=[contract.id]))
    assert buyer.get(reverse("trade:contract-file", args=[contract.id])).content.startswith(b"%PDF")


def test_the_operator_records_and_verifies_a_floor(cast: Cast) -> None:
    operator = signed_in(cast, "sofia")
    page = text(operator, reverse("trade:new-floor"))
    operation = page.split('name="operation_id" value="')[1].split('"')[0]
    sent = {
        "operation_id": operation, "product": "coffee", "species": "arabica", "form": "washed", "scheme": "fairtrade", "level": "FOB",
        "minimum": "1.80",
        "organic_differential": "0.40", "premium": "0.20", "currency": "USD", "unit": "lb", "valid_from": "2023-08-01",
        "source": "Published table, page 3",
    }  # fmt: skip
    assert operator.post(reverse("trade:new-floor"), sent).status_code == 302
    floor = PriceFloor.objects.get()
    url = reverse("trade:verify-floor", args=[floor.id])
    operation = text(operator, url).split('name="operation_id" value="')[1].split('"')[0]
    operator.post(url, {"operation_id": operation, "note": "Table of 1 August 2023"})
    assert "Sofia Rasmussen" in text(signed_in(cast, "noy"), reverse("trade:floor", args=[floor.id]))
    assert signed_in(cast, "noy").get(url).status_code == 403


def test_a_need_is_withdrawn_after_one_look(cast: Cast) -> None:
    need, client = a_need(cast.actor("freja")), signed_in(cast, "freja")
    url = reverse("trade:withdraw-need", args=[need.id])
    operation = text(client, url).split('name="operation_id" value="')[1].split('"')[0]
    client.post(url, {"operation_id": operation})
    assert Need.objects.get().state == "withdrawn"
    assert "Withdrawn" in text(client, reverse("trade:need", args=[need.id]))


def test_whoever_is_not_signed_in_is_led_to_the_door() -> None:
    response = Client().get(reverse("trade:home"))
    assert response.status_code == 302 and "sign-in" in response.headers["Location"]


def test_an_offer_is_changed_and_hidden(cast: Cast) -> None:
    offer, client = an_offer(cast.actor("noy")), signed_in(cast, "noy")
    url = reverse("trade:change-offer", args=[offer.id])
    operation = text(client, url).split('name="operation_id" value="')[1].split('"')[0]
    sent = {
        "operation_id": operation,
        "kg": "9,600",
        "ready_from": "2026-12-01",
        "ready_until": "2027-02-28",
        "reserve_price": "4.5",
        "visibility": "private",
    }
    assert client.post(url, sent).status_code == 302
    offer.refresh_from_db()
    assert (offer.kg, offer.visibility, str(offer.ready_until)) == (9_600, "private", "2027-02-28")
    text(signed_in(cast, "freja"), reverse("trade:offer", args=[offer.id]), 404)


def test_only_species_of_the_chosen_product_are_asked_for(cast: Cast) -> None:
    page = signed_in(cast, "noy").post(reverse("trade:new-offer"), {"step": 1, "product": "cocoa", "kg": "600"}).content.decode()
    assert "Trinitario" in page and "Arabica" not in page
