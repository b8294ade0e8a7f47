"""Deliveries kept on a device: sent by the device, carried as a file, both, changed, by somebody else. None is lost, none counts twice."""

from __future__ import annotations

import hmac
import json
from datetime import timedelta
from hashlib import sha256
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from rochdale.kernel.ids import new_id
from rochdale.people.device_secrets import hash_of_secret, signing_keys
from rochdale.people.models import Device, Person
from rochdale.people.operations import devices
from rochdale.supply import operations
from rochdale.supply.models import Delivery, PriceList, Series
from rochdale.supply.operations.setting_up import PriceLine
from tests.people.at_device import SECRET, in_hand, signed_in
from tests.supply.world import World
from tests.watchful import WatchfulClient

pytestmark = pytest.mark.django_db


@pytest.fixture
def device(world: World) -> Device:
    id = new_id()
    devices.enrol_device(
        id=id, by=world.manager, at=world.at, organization_id=world.organization, name="Scale phone", kind="phone", is_shared=False,
        secret_sha256=hash_of_secret(SECRET + id.hex),
    )  # fmt: skip
    return Device.objects.get(pk=id)


@pytest.fixture
def phone(world: World, device: Device) -> Client:
    """The clerk at the device, after the PIN."""
    return signed_in(in_hand(device), Person.objects.get(pk=world.clerk.id), "pin")


@pytest.fixture
def office(world: World) -> Client:
    client = WatchfulClient()
    client.force_login(Person.objects.get(pk=world.manager.id))
    return client


def series_of(phone: Client) -> dict[str, Any]:
    return dict(phone.get(reverse("supply:scale-pack")).json()["series"])


def piece(world: World, device: Device, series: str, number: int, **changed: Any) -> dict[str, str]:
    """What `people/outbox.js` keeps of one delivery."""
    id, by = str(changed.pop("id", new_id())), changed.pop("by", world.clerk.id)
    fields = {
        "point": world.point, "grower": world.growers["A"], "product": "coffee", "form": "cherry", "gross_g": 43_350, "tare_g": 0,
        "deduction_g": 0, "price_list": world.prices, "series": series, "number": number, "shown_minor": 52_020_000, **changed,
        "operation_id": id,
    }  # fmt: skip
    made = {"who": str(by), "at": world.at.isoformat(), "address": reverse("supply:give-receipt"), "body": urlencode(fields)}
    key = next(signing_keys(device.id, UUID(str(by))))
    return {"id": id, **made, "signature": hmac.new(key, "\n".join(made.values()).encode(), sha256).hexdigest()}


def send(phone: Client, kept: dict[str, str]) -> Any:
    headers = {"Rochdale-Kept-By": kept["who"], "Rochdale-Kept-At": kept["at"], "Rochdale-Kept-Signature": kept["signature"]}
    form = "application/x-www-form-urlencoded"
    return phone.post(kept["address"], kept["body"], content_type=form, headers={**headers, "Accept": "application/json"})


def carry(office: Client, *pieces: dict[str, str]) -> str:
    file = SimpleUploadedFile("rochdale-kept.json", json.dumps(pieces).encode())
    return office.post(reverse("supply:scale-bring"), {"operation_id": new_id(), "file": file}).content.decode()


def test_a_device_gets_its_own_numbers_and_the_fewest_fields(world: World, phone: Client, device: Device) -> None:
    pack = phone.get(reverse("supply:scale-pack")).json()
    assert pack["series"]["prefix"] == "D1" and Series.objects.get(device=device).prefix == "D1"
    assert pack.keys() == {"id", "until", "made", "organization", "point", "series", "goods", "growers"}
    assert {key for grower in pack["growers"] for key in grower} == {"id", "number", "name", "card", "plots", "claims"}
    assert [grower["number"] for grower in pack["growers"]] == ["A", "B", "C"]
    assert pack["goods"][0]["lists"][0]["lines"] == [{"form": "cherry", "grade": "", "per_kg": "12000", "claim_adds": {}}]


def test_no_pack_leaves_for_a_browser_that_is_no_device(office: Client, world: World) -> None:
    assert office.get(reverse("supply:scale-pack")).status_code == 404


def test_what_was_kept_is_written_once_with_its_number_and_moment(world: World, phone: Client, device: Device) -> None:
    kept = piece(world, device, series_of(phone)["id"], 7)
    assert [send(phone, kept).status_code for _ in range(3)] == [204, 204, 204]
    row = Delivery.objects.get()
    assert (row.receipt_no, row.happened_at, row.device, row.value_minor) == ("D1-000007", world.at, device, 52_020_000)
    assert series_of(phone)["last"] == 7


def test_a_file_carried_by_hand_is_written_for_whoever_signed_it(world: World, phone: Client, office: Client, device: Device) -> None:
    first, second = (piece(world, device, series_of(phone)["id"], number) for number in (1, 2))
    assert send(phone, first).status_code == 204
    page = carry(office, second, first)
    assert "2 in the books, 0 not" in page
    assert sorted(Delivery.objects.values_list("receipt_no", "by_name")) == [("D1-000001", "Noi"), ("D1-000002", "Noi")]
    assert send(phone, second).status_code == 204 and Delivery.objects.count() == 2, "the device sends it as well: nothing twice"
    carry(office, first, second)
    assert Delivery.objects.count() == 2


def test_what_was_changed_or_signed_by_nobody_is_named_and_the_rest_taken(
    world: World,
    phone: Client,
    office: Client,
    device: Device,
) -> None:
    series = series_of(phone)["id"]
    good, heavier = piece(world, device, series, 1), piece(world, device, series, 2)
    heavier["body"] = heavier["body"].replace("43350", "93350")
    page = carry(office, heavier, good, {"id": "x"})
    assert "1 in the books, 2 not" in page and page.count("No device of this organization has signed this") == 2
    assert Delivery.objects.count() == 1


def test_the_same_id_with_other_content_is_refused_and_shown(world: World, phone: Client, office: Client, device: Device) -> None:
    series, id = series_of(phone)["id"], new_id()
    assert send(phone, piece(world, device, series, 1, id=id)).status_code == 204
    other = piece(world, device, series, 1, id=id, gross_g=50_000, shown_minor=60_000_000)
    answer = send(phone, other)
    assert answer.status_code == 409 and answer.json()["refused"][0]["code"] == "base.same-id-other-content"
    assert "0 in the books, 1 not" in carry(office, other) and Delivery.objects.get().gross_g == 43_350


def test_a_refused_piece_says_why_and_holds_up_no_other(world: World, phone: Client, office: Client, device: Device) -> None:
    series = series_of(phone)["id"]
    claimed, taken = piece(world, device, series, 1, claims="fairtrade"), piece(world, device, series, 2)
    answer = send(phone, claimed).json()["refused"][0]
    assert answer["code"] == "supply.claim-is-not-approved" and "fairtrade" in answer["message"]
    page = carry(office, claimed, taken)
    assert "1 in the books, 1 not" in page and "put down as “fairtrade”" in page


def test_the_price_of_the_receipt_stands_and_an_old_list_is_flagged(world: World, phone: Client, device: Device) -> None:

    kept = piece(world, device, series_of(phone)["id"], 1)
    at = world.at - timedelta(minutes=1)
    lines = [PriceLine("cherry", "", PriceList.objects.get().prices.get().per_kg * 2)]
    operations.set_prices(id=new_id(), by=world.manager, at=at, product="coffee", currency="LAK", in_force_from=at, lines=lines)
    assert send(phone, kept).status_code == 204
    row = Delivery.objects.get()
    assert row.is_price_stale and row.value_minor == 52_020_000
    assert "no longer the newest" in phone.get(reverse("supply:delivery", args=[row.id])).content.decode()


def test_a_struck_off_device_signs_nothing_after_that_moment(world: World, phone: Client, office: Client, device: Device) -> None:

    before = piece(world, device, series_of(phone)["id"], 1)
    devices.strike_off_device(id=new_id(), by=world.manager, at=world.at + timedelta(minutes=1), device_id=device.id, because="broken")
    world.at += timedelta(minutes=2)
    after = piece(world, device, str(Series.objects.get(device=device).id), 2)
    assert "1 in the books, 1 not" in carry(office, before, after), "what was kept before is worth saving; what came later is a thief's"


def test_only_pages_that_take_kept_work_are_reached_by_a_file(world: World, office: Client, device: Device) -> None:
    made = {"who": str(world.clerk.id), "at": world.at.isoformat(), "address": "/me/name/", "body": "name=Thief"}
    key = next(signing_keys(device.id, UUID(world.clerk.id)))
    signed = {"id": "1", **made, "signature": hmac.new(key, "\n".join(made.values()).encode(), sha256).hexdigest()}
    assert "a page that takes no files" in carry(office, signed)
    assert Person.objects.get(pk=world.clerk.id).name == "Noi"


def test_a_file_of_something_else_is_told_so(office: Client, world: World) -> None:
    file = SimpleUploadedFile("x.json", b'{"not": "a list"}')
    page = office.post(reverse("supply:scale-bring"), {"operation_id": new_id(), "file": file}).content.decode()
    assert "This is no file that a device saved." in page
