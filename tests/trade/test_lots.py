"""A lot is sold in parts: named once, and from then on a part is a few taps and never more than there is."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from rochdale.trade.models import Lot, Offer
from rochdale.trade.operations import SliceOf, withdraw_offer
from tests.cast import AT, Cast
from tests.trade.goods import an_offer, fresh
from tests.trade.test_screens import OFFER, signed_in, text

pytestmark = pytest.mark.django_db

PART = {"ready_from": "2027-02-01", "ready_until": "2027-03-31", "reserve_price": "4.50"}


def a_lot(cast: Cast, *, lot_kg: int = 20_000, kg: int = 9_000, who: str = "noy") -> Lot:
    return a_part(cast, SliceOf("DM-26-0418", lot_kg), kg, who)


def a_part(cast: Cast, slice_of: SliceOf, kg: int, who: str = "noy") -> Lot:
    offer = an_offer(cast.actor(who), reference=f"P-{Offer.objects.count() + 1}", kg=kg, slice_of=slice_of)
    assert offer.lot is not None
    return offer.lot


def operation_of(page: str) -> str:
    return page.split('name="operation_id" value="')[1].split('"')[0]


def sell_part(client: Client, lot: Lot, kg: str, **changed: str) -> str:
    """What a seller types on the one screen; the page that follows."""
    url = reverse("trade:offer-part", args=[lot.id])
    sent = {**PART, "kg": kg, "operation_id": operation_of(text(client, url)), **changed}
    return str(client.post(url, sent, follow=True).content.decode())


def test_whoever_sells_no_lot_in_parts_is_told_how_to_begin(cast: Cast) -> None:
    page = text(signed_in(cast, "noy"), reverse("trade:lots"))
    assert reverse("trade:new-lot") in page


def test_a_lot_is_named_with_its_weight_when_its_first_part_is_sold(cast: Cast) -> None:
    client, url = signed_in(cast, "noy"), reverse("trade:new-lot")
    assert "How much is the whole lot?" in text(client, url)
    typed = OFFER | {"lot": "DM-26-0418", "lot_kg": "20,000"}
    check = client.post(url, typed | {"step": 4}).content.decode()
    assert "DM-26-0418 (20,000 kg)" in check
    client.post(url, typed | {"step": 5, "operation_id": operation_of(check)})
    lot = Lot.objects.get()
    assert (lot.code, lot.kg, lot.kg_taken, Offer.objects.get().lot_id) == ("DM-26-0418", 20_000, 1_200, lot.id)
    assert "18,800 of 20,000 kg are left" in text(client, reverse("trade:lot", args=[lot.id]))
    listed = text(client, reverse("trade:lots"))
    assert "18,800 / 20,000 kg" in listed and "Green coffee, Arabica, Washed" in listed
    assert reverse("trade:lots") in text(client, reverse("trade:home"))


def test_another_weight_for_a_lot_that_has_one_leads_back_to_its_question(cast: Cast) -> None:
    a_lot(cast)
    client, typed = signed_in(cast, "noy"), OFFER | {"lot": "DM-26-0418", "lot_kg": "30000"}
    check = client.post(reverse("trade:new-lot"), typed | {"step": 4}).content.decode()
    page = client.post(reverse("trade:new-lot"), typed | {"step": 5, "operation_id": operation_of(check)}).content.decode()
    assert "Step 1 of 5" in page and "was said to hold" in page
    assert Offer.objects.count() == 1


def test_the_next_part_is_one_screen_and_says_what_is_left(cast: Cast) -> None:
    lot, client = a_lot(cast), signed_in(cast, "noy")
    form = text(client, reverse("trade:offer-part", args=[lot.id]))
    assert "11,000 kg are left" in form and "4.4" in form, "the last price is filled in"
    page = sell_part(client, lot, "6,000")
    assert "6,000 kg are on the market" in page and "5,000 of 20,000 kg are left" in page
    first, part = Offer.objects.order_by("offered_at", "id")
    same = (
        "product",
        "species",
        "process",
        "protocol",
        "score",
        "port",
        "country",
        "currency",
        "price_unit",
        "terms",
        "cooperative",
        "lot_id",
    )
    assert [getattr(part, name) for name in same] == [getattr(first, name) for name in same]
    assert sorted(part.certificates.values_list("scheme", "valid_until")) == sorted(first.certificates.values_list("scheme", "valid_until"))
    assert (part.kg, str(part.reserve_price), str(part.ready_from)) == (6_000, "4.500000", "2027-02-01")


def test_no_more_is_sold_than_there_is(cast: Cast) -> None:
    lot, client = a_lot(cast), signed_in(cast, "noy")
    page = sell_part(client, lot, "11001")
    assert "1 kg too much" in page and 'value="11001"' in page
    assert Offer.objects.count() == 1
    sell_part(client, lot, "11000")
    page = text(client, reverse("trade:lot", args=[lot.id]))
    assert "0 of 20,000 kg are left" in page
    assert reverse("trade:offer-part", args=[lot.id]) not in page
    assert "too much" in sell_part(client, lot, "1")


def test_sent_twice_a_part_is_sold_once(cast: Cast) -> None:
    lot, client = a_lot(cast), signed_in(cast, "noy")
    operation = str(uuid4())
    for _ in range(2):
        sell_part(client, lot, "6000", operation_id=operation)
    assert Offer.objects.count() == 2
    lot.refresh_from_db()
    assert lot.kg_left == 5_000


def test_what_is_taken_off_the_market_can_be_sold_again(cast: Cast) -> None:
    lot, client = a_lot(cast), signed_in(cast, "noy")
    withdraw_offer(id=fresh(), by=cast.actor("noy"), at=AT, offer_id=Offer.objects.get().id)
    page = text(client, reverse("trade:lot", args=[lot.id]))
    assert "20,000 of 20,000 kg are left" in page and "Withdrawn" in page
    assert "14,000 of 20,000 kg are left" in sell_part(client, lot, "6000")


def test_what_cannot_stand_is_said_at_its_field(cast: Cast) -> None:
    lot, client = a_lot(cast), signed_in(cast, "noy")
    assert "more than 0 kg" in sell_part(client, lot, "0")
    assert "before it starts" in sell_part(client, lot, "600", ready_until="2027-01-01")
    assert "A price is more than 0" in sell_part(client, lot, "600", reserve_price="0")
    assert Offer.objects.count() == 1


def test_a_lot_is_known_to_its_owner_alone(cast: Cast) -> None:
    lot = a_lot(cast)
    for name in ("lot", "offer-part"):
        text(signed_in(cast, "freja"), reverse(f"trade:{name}", args=[lot.id]), 404)
    text(signed_in(cast, "kham"), reverse("trade:lot", args=[lot.id]))
    text(signed_in(cast, "kham"), reverse("trade:offer-part", args=[lot.id]), 403)
    assert "DM-26-0418" not in text(signed_in(cast, "freja"), reverse("trade:lots"))


def test_a_list_of_lots_asks_no_more_than_a_short_one(cast: Cast, django_assert_max_num_queries: object) -> None:
    for number in range(6):
        a_part(cast, SliceOf(f"L-{number}", 900), 500)
    client = signed_in(cast, "noy")
    with django_assert_max_num_queries(20):  # type: ignore[operator]
        assert "L-5" in text(client, reverse("trade:lots"))
