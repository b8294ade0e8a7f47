"""Collection day at a desk with a line: point, grower, figures, price, receipt; the lists; what is taken back; the test weight."""

from __future__ import annotations

import re
from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from rochdale.kernel.ids import new_id
from rochdale.people.models import Person
from rochdale.supply import models, operations
from rochdale.supply.models import Delivery, Grower, PriceList, Series
from rochdale.supply.operations.setting_up import PriceLine
from tests.supply.world import World
from tests.watchful import WatchfulClient

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk(world: World) -> Client:
    return signed_in(world, world.clerk.id)


@pytest.fixture
def manager(world: World) -> Client:
    return signed_in(world, world.manager.id)


def signed_in(world: World, person_id: str) -> Client:
    client = WatchfulClient()
    client.force_login(Person.objects.get(pk=person_id))
    return client


def hidden(page: str) -> dict[str, str]:
    """The figures that the page with the price sends on."""
    form = page[page.index(f'action="{reverse("supply:give-receipt")}"') :]
    return {name: value.replace("&quot;", '"') for name, value in re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', form)}


def fill(client: Client, world: World, grower: str = "A", **typed: Any) -> str:
    given = {"operation_id": new_id(), "goods": "coffee/cherry", "grade": "", "gross": "86.5", **typed}
    return client.post(reverse("supply:weigh", args=[world.growers[grower]]), given).content.decode()


def give(client: Client, fields: dict[str, str]) -> Delivery:
    answer = client.post(reverse("supply:give-receipt"), fields)
    assert answer.status_code == 302, answer.content.decode()[:3000]
    return Delivery.objects.get(pk=UUID(answer["Location"].split("/")[-2]))


def test_from_the_number_of_a_grower_to_a_receipt(clerk: Client, world: World) -> None:
    found = clerk.get(reverse("supply:scale"), {"q": "A"})
    assert found["Location"] == reverse("supply:weigh", args=[world.growers["A"]])
    assert "No. A" in clerk.get(found["Location"]).content.decode()
    page = fill(clerk, world, bags="3", bag_each="0.5", plots=[str(world.plots["11"])])
    assert "85.000 kg" in page and "1,020,000.00 LAK" in page, "the price is shown before anything is written"
    assert not Delivery.objects.exists()
    row = give(clerk, hidden(page))
    assert (row.gross_g, row.tare_g, row.net_g, row.bags) == (86_500, 1_500, 85_000, 3)
    assert (row.receipt_no, row.value_minor) == ("PKS-000001", 102_000_000)
    receipt = clerk.get(reverse("supply:delivery", args=[row.id])).content.decode()
    assert "PKS-000001" in receipt and "1,020,000.00 LAK" in receipt and "Grower A" in receipt


def test_the_same_form_sent_twice_is_one_delivery(clerk: Client, world: World) -> None:
    fields = hidden(fill(clerk, world))
    assert give(clerk, fields) == give(clerk, fields)
    changed = clerk.post(reverse("supply:give-receipt"), fields | {"gross_g": "90000", "shown_minor": "108000000"})
    assert changed.status_code == 409 and Delivery.objects.count() == 1


def test_another_amount_than_was_shown_is_never_written(clerk: Client, world: World) -> None:
    answer = clerk.post(reverse("supply:give-receipt"), hidden(fill(clerk, world)) | {"shown_minor": "5"})
    assert answer.status_code == 409 and "The price was shown as 0.05 LAK" in answer.content.decode()
    assert not Delivery.objects.exists()


def test_what_the_scale_cannot_have_said_is_told_at_the_field(clerk: Client, world: World) -> None:
    assert "Nothing is left" in fill(clerk, world, gross="1", bags="3", bag_each="0.5")
    assert "finer than a gram" in fill(clerk, world, gross="1.0005")
    assert "Please look at this" in fill(clerk, world, gross="")


def test_a_grower_is_found_by_card_and_by_letters_of_the_name(clerk: Client, world: World) -> None:
    card = Grower.objects.get(number="B").card_code
    assert clerk.get(reverse("supply:scale"), {"q": card})["Location"] == reverse("supply:weigh", args=[world.growers["B"]])
    several = clerk.get(reverse("supply:scale"), {"q": "grow"}).content.decode()
    assert "Grower A" in several and "Grower C" in several
    assert "Nobody here has that number" in clerk.get(reverse("supply:scale"), {"q": "nobody"}).content.decode()


def test_the_point_is_asked_once_and_kept_on_the_device(clerk: Client, world: World) -> None:
    other = operations.open_facility(id=new_id(), by=world.manager, at=world.at, kind="collection", name="River", code="RIV")
    asked = clerk.get(reverse("supply:scale"))
    assert asked["Location"] == reverse("supply:scale-point")
    assert "River" in clerk.get(asked["Location"]).content.decode()
    clerk.post(reverse("supply:scale-point"), {"point": other})
    assert "River" in clerk.get(reverse("supply:scale")).content.decode()
    assert str(give(clerk, hidden(fill(clerk, world))).point_id) == other


def test_what_is_taken_back_has_a_receipt_and_leaves_the_totals(clerk: Client, world: World) -> None:
    row = give(clerk, hidden(fill(clerk, world)))
    address = reverse("supply:reverse-delivery", args=[row.id])
    assert "Please look at this" in clerk.post(address, {"operation_id": new_id(), "reason": ""}).content.decode()
    back = clerk.post(address, {"operation_id": new_id(), "reason": "wrong grower"}, follow=True).content.decode()
    assert "Takes back PKS-000001: wrong grower" in back and "PKS-000002" in back
    assert "This delivery was taken back." in clerk.get(reverse("supply:delivery", args=[row.id])).content.decode()
    day = clerk.get(reverse("supply:day")).content.decode()
    assert "0.000 kg" in day and "takes back PKS-000001" in day
    again = clerk.post(address, {"operation_id": new_id(), "reason": "once more"}).content.decode()
    assert "was taken back already" in again


@pytest.mark.parametrize("size", ["a6", "roll"])
@pytest.mark.parametrize("language", ["en", "fr", "lo"])
def test_the_first_paper_is_the_receipt_and_every_other_a_copy(clerk: Client, world: World, size: str, language: str) -> None:
    row = give(clerk, hidden(fill(clerk, world)))
    clerk.cookies["django_language"] = language
    address, sent = reverse("supply:receipt-paper", args=[row.id, size]), {"operation_id": new_id()}
    names = [clerk.post(address, sent)["Content-Disposition"] for _ in range(2)]
    assert all("PKS-000001.pdf" in name for name in names), "sent twice it is the same paper"
    assert "-copy" in clerk.post(address, {"operation_id": new_id()})["Content-Disposition"]
    looked = clerk.get(address)
    assert "-copy" in looked["Content-Disposition"] and looked.content.startswith(b"%PDF")


def test_the_short_message_fits_and_says_what_counts(clerk: Client, world: World) -> None:
    row = give(clerk, hidden(fill(clerk, world)))
    page = clerk.get(reverse("supply:delivery", args=[row.id])).content.decode()
    message = re.search(r'href="sms:\?body=([^"]+)"', page)
    assert message and "PKS-000001" in message[1] and "86.500%20kg" in message[1]


def test_the_table_is_filtered_and_goes_out_as_excel(clerk: Client, world: World) -> None:
    give(clerk, hidden(fill(clerk, world)))
    give(clerk, hidden(fill(clerk, world, "B", grade="A")))
    address = reverse("supply:deliveries")
    assert "PKS-000002" in clerk.get(address).content.decode()
    graded = clerk.get(address, {"goods": "coffee/A", "point": "damaged"}).content.decode()
    assert "PKS-000001" not in clerk.get(address, {"goods": "cherry/A"}).content.decode() and "PKS-000002" not in graded
    found = clerk.get(address, {"q": "Grower B"}).content.decode()
    assert "PKS-000002" in found and "PKS-000001" not in found
    file = clerk.get(address, {"excel": "1"})
    assert file["Content-Type"].endswith("spreadsheetml.sheet") and file.content.startswith(b"PK")


def test_the_scale_asks_for_a_test_weight_until_it_was_tried(clerk: Client, world: World) -> None:
    assert "not tried with a test weight today" in clerk.get(reverse("supply:scale")).content.decode()
    sent = {"operation_id": new_id(), "scale": "Dial 2", "known": "20", "shown": "20.3"}
    page = clerk.post(reverse("supply:test-weight"), sent, follow=True).content.decode()
    assert "off" in page and "20.300 kg" in page
    assert "The scale was off at the last trial" in clerk.get(reverse("supply:scale")).content.decode()
    clerk.post(reverse("supply:test-weight"), sent | {"operation_id": new_id(), "shown": "20"})
    assert "test weight" not in clerk.get(reverse("supply:scale")).content.decode().lower().replace("test weights", "")
    assert models.TestWeight.objects.count() == 2


def test_setting_up_from_nothing(manager: Client, world: World) -> None:
    point = {"operation_id": new_id(), "name": "River", "code": "riv", "kind": "collection"}
    assert "RIV" in manager.post(reverse("supply:new-point"), point, follow=True).content.decode()
    season = {"operation_id": new_id(), "product": "cocoa", "name": "2026", "since_on": "2026-01-01", "until_on": "2026-12-01"}
    assert "Cocoa 2026" in manager.post(reverse("supply:new-season"), season, follow=True).content.decode()
    wrong = manager.post(reverse("supply:new-season"), season | {"operation_id": new_id(), "name": "other"}).content.decode()
    assert "It overlaps the season 2026" in wrong
    series = {"operation_id": new_id(), "begins": "x9", "device": ""}
    assert "X9" in manager.post(reverse("supply:new-series"), series, follow=True).content.decode()


def test_prices_are_set_and_the_list_in_force_is_shown(manager: Client, clerk: Client, world: World) -> None:
    address = reverse("supply:new-price-list", args=["coffee"])
    assert 'value="12,000"' in manager.get(address).content.decode(), "what is in force stands in the fields"
    prices = {"operation_id": new_id(), "currency": "lak", "begins_now": "on", "price_cherry_": "13,000", "price_cherry_A": "14,500.50"}
    page = manager.post(address, prices, follow=True).content.decode()
    assert "14,500.5 LAK" in page and page.index("in force") < page.index("over")
    assert "1,254,293.25 LAK" in fill(clerk, world, grade="A", gross="86.5") and PriceList.objects.count() == 2
    assert clerk.get(address).status_code == 403
    assert manager.get(reverse("supply:new-price-list", args=["gold"])).status_code == 404


def test_a_price_that_jumps_is_asked_about_and_premiums_stay(manager: Client, world: World) -> None:
    address = reverse("supply:new-price-list", args=["coffee"])
    lines = [PriceLine("cherry", "", Decimal(12_000), {"fairtrade": Decimal(500)})]
    at = world.at + timedelta(minutes=1)
    operations.set_prices(id=new_id(), by=world.manager, at=at, product="coffee", currency="LAK", in_force_from=at, lines=lines)
    assert 'name="adds_cherry_fairtrade"' in manager.get(address).content.decode(), (
        "a premium is not lost because nobody is certified today"
    )
    prices = {"operation_id": new_id(), "currency": "LAK", "begins_now": "on", "price_cherry_": "12.5", "adds_cherry_fairtrade": "500"}
    page = manager.post(address, prices).content.decode()
    assert "It was 12,000. Is 12.5 right?" in page and PriceList.objects.count() == 2
    manager.post(address, prices | {"is_meant": "on"})
    newest = PriceList.objects.order_by("-number")[0].prices.get()
    assert (newest.per_kg, newest.claim_adds) == (Decimal("12.5"), {"fairtrade": "500"})


def test_a_weight_that_cannot_be_is_refused_and_a_great_one_asked_about(clerk: Client, world: World) -> None:
    assert "more than one delivery can weigh" in fill(clerk, world, gross="999999")
    assert "more than two tonnes" in fill(clerk, world, gross="2500")
    assert "more than two tonnes" not in fill(clerk, world)


def test_without_a_price_the_value_is_settled_later(clerk: Client, world: World) -> None:
    page = fill(clerk, world, goods="coffee/parchment")
    assert "The price is settled later." in page
    assert give(clerk, hidden(page)).value_minor is None


def test_desks_at_one_point_share_their_numbers(clerk: Client, manager: Client, world: World) -> None:
    first, second = give(clerk, hidden(fill(clerk, world))), give(manager, hidden(fill(manager, world)))
    assert [first.receipt_no, second.receipt_no] == ["PKS-000001", "PKS-000002"]
    assert Series.objects.filter(prefix="PKS").count() == 1 and first.happened_at <= timezone.now()
