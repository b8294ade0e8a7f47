"""Figures in explanations as each reader writes them: thousands apart, her decimal mark."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from rochdale.kernel.refusal import Refusal
from rochdale.trade.market.changes import Change, told
from rochdale.trade.models import Container, Match
from rochdale.trade.operations import FloorFacts, record_price_floor
from rochdale.trade.rules.goods import Price
from rochdale.trade.worded import figures, worded
from tests.cast import AT, Cast
from tests.trade.conftest import Clear
from tests.trade.goods import a_need, an_offer, fresh
from tests.trade.test_lots import a_lot, sell_part
from tests.trade.test_screens import signed_in, text

APART = "\u00a0"
"""What French readers put between thousands."""
LANGUAGES = [("en", "1,500", "82.75"), ("fr", f"1{APART}500", "82,75"), ("lo", "1.500", "82,75")]


def in_language(client: Client, language: str) -> Client:
    client.cookies["django_language"] = language
    return client


@pytest.mark.django_db
@pytest.mark.parametrize(("language", "weight", "score"), LANGUAGES)
def test_a_lot_left_over_reads_its_reason_and_its_change_in_own_figures(
    cast: Cast, clear: Clear, language: str, weight: str, score: str
) -> None:
    offer = an_offer(cast.actor("noy"), reference="B-1", kg=1_500)
    a_need(cast.actor("freja"), kg=1_500, min_lot_kg=0)
    clear()
    page = text(in_language(signed_in(cast, "noy"), language), reverse("trade:offer", args=[offer.id]))
    left = offer.unmatched.get()
    assert (left.code, left.facts["kg"]) == ("market.offer-container-not-worthwhile", 1_500)
    assert worded_in(language, left.code, left.facts) in page and weight in worded_in(language, left.code, left.facts)
    assert worded_in(language, left.change_code, left.change_facts) in page
    assert "1500" not in page


def worded_in(language: str, code: str, facts: dict[str, object]) -> str:
    with translation.override(language):
        return worded(Refusal(code, facts)).says


@pytest.mark.django_db
@pytest.mark.parametrize(("language", "weight", "score"), LANGUAGES)
def test_why_not_the_others_names_points_in_own_figures(
    cast: Cast, shared_container: Container, language: str, weight: str, score: str
) -> None:
    an_offer(cast.actor("ebong"), reference="E-1", score=Decimal("81.5"))
    match = Match.objects.filter(container=shared_container).select_related("need").get(offer__reference="B-1")
    match.need.min_score = Decimal("82.75")
    match.need.save()
    page = text(in_language(signed_in(cast, "noy"), language), reverse("trade:container", args=[shared_container.id]))
    assert score in page
    assert ("81.5" if language == "en" else "81,5") in page
    assert "82.750" not in page and ("82.75" in page) == (language == "en")


@pytest.mark.django_db
@pytest.mark.parametrize(("language", "weight"), [("en", "20,000"), ("fr", f"20{APART}000"), ("lo", "20.000")])
def test_a_refusal_on_a_form_names_its_weights_in_own_figures(cast: Cast, language: str, weight: str) -> None:
    page = sell_part(in_language(signed_in(cast, "noy"), language), a_lot(cast), "15000")
    assert weight in page and "20000" not in page


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["en", "fr", "lo"])
def test_a_form_sent_back_as_it_came_changes_no_figure(cast: Cast, language: str) -> None:
    """Where a point parts thousands, 4.125 in a field would come back as four thousand."""
    offer = an_offer(cast.actor("noy"), reference="B-1", reserve=Price(Decimal("4.125"), "USD", "kg"))
    client, url = in_language(signed_in(cast, "noy"), language), reverse("trade:change-offer", args=[offer.id])
    page = text(client, url)
    fields = ("operation_id", "kg", "ready_from", "ready_until", "reserve_price")
    sent = {name: re.findall(rf'name="{name}"[^>]* value="([^"]*)"', page)[0] for name in fields}
    assert client.post(url, {**sent, "visibility": "market"}).status_code == 302
    offer.refresh_from_db()
    assert (offer.kg, offer.reserve_price) == (19_200, Decimal("4.125"))
    floor = FloorFacts(
        "coffee", "arabica", "washed", "", "fairtrade", "FOB", "USD", "lb", Decimal("1.825"), None, None, AT.date(), None, "Table"
    )
    made = record_price_floor(id=fresh(), by=cast.actor("sofia"), at=AT, floor=floor)
    page = text(in_language(signed_in(cast, "sofia"), language), f"{reverse('trade:new-floor')}?instead={made}")
    assert f'value="{"1.825" if language == "en" else "1,825"}"' in page


TOLD = [
    ("en", Change("kg", 600, 1_200, 1), "Offer 600 to 1,200 kg more."),
    ("en", Change("price", 2_049, 4_098, 1), "Ask 0.20 to 0.41 USD less per kg."),
    ("fr", Change("price", 2_049, 4_098, 1), "0,41 USD"),
    ("lo", Change("kg", 19_200, 38_400, 1), "19.200"),
    ("fr", Change("score", 100, 150, 1), "1,5"),
]


@pytest.mark.parametrize(("language", "change", "part"), TOLD)
def test_a_change_is_told_in_own_figures(language: str, change: Change, part: str) -> None:
    with translation.override(language):
        assert part in worded(told(change, "offer", currency="USD", slot_days=14)).says


def test_what_is_no_amount_stays_as_it_is() -> None:
    facts = {"row": 1_204, "first_row": 1_000, "seed": 123_456, "product": "coffee", "name": "1500", "low": "-", "kg": None, "high": True}
    assert figures(facts) == facts


def test_a_quotient_without_end_is_rounded_up_to_what_can_be_typed() -> None:
    with translation.override("en"):
        assert figures({"floor": Decimal(180) / Decimal("45.359237")})["floor"] == "3.9684"
        assert figures({"price": Decimal("3.968321")})["price"] == "3.968321"
