"""Work kept without a line: taken once, from its device, while the one who did it is there."""

from __future__ import annotations

import hmac
from collections.abc import Iterator
from datetime import datetime
from hashlib import sha256
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

import pytest
from django.core.cache import cache
from django.test import Client, RequestFactory
from django.urls import reverse

from rochdale.base.models import AuditEntry
from rochdale.kernel.ids import new_id
from rochdale.people.kept_work import AT, kept_at
from rochdale.people.models import Device, Person
from tests.cast import Cast
from tests.people.at_device import enrolled, give_pin, in_hand, signed_in, tap_pin
from tests.watchful import WatchfulClient

pytestmark = pytest.mark.django_db
MOMENT = "2026-11-02T08:00:00.000Z"


@pytest.fixture(autouse=True)
def no_tries_counted() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def device(cast: Cast) -> Device:
    return enrolled(cast, is_shared=True)


@pytest.fixture
def kham(cast: Cast) -> Person:
    return give_pin(cast, "kham")


def key_of(client: Client) -> str:
    """The signing key that the device gets just after the PIN."""
    return str(client.get(reverse("people:device-key")).json()["key"])


def send(client: Client, key: str, who: Person, name: str, *, id: UUID, **changed: str) -> Any:
    """What `people/outbox.js` sends: a form, and who did it when, signed."""
    piece = {"by": str(who.id), "at": MOMENT, "address": "/me/name/", "body": urlencode({"name": name, "operation_id": id})}
    text = "\n".join(piece.values())
    signature = hmac.new(bytes.fromhex(key), text.encode(), sha256).hexdigest()
    sent = piece | changed
    headers = {"Rochdale-Kept-By": sent["by"], "Rochdale-Kept-At": sent["at"], "Rochdale-Kept-Signature": signature}
    return client.post(sent["address"], sent["body"], content_type="application/x-www-form-urlencoded", headers=headers)


def refused(answer: Any) -> str:
    return str(answer.json()["refused"][0]["code"])


def test_kept_work_is_done_once_however_often_it_is_sent(device: Device, kham: Person) -> None:
    client, id = in_hand(device), new_id()
    tap_pin(client, kham)
    key = key_of(client)
    for _ in range(3):
        assert send(client, key, kham, "Kham P.", id=id).status_code == 204
    kham.refresh_from_db()
    assert kham.name == "Kham P."
    assert AuditEntry.objects.filter(what="people.correct-name", by_id=str(kham.id)).count() == 1
    assert "_auth_user_id" in client.session, "sending is no task: the phone goes on"


def test_what_a_form_refuses_stays_on_the_device(device: Device, kham: Person) -> None:
    client = in_hand(device)
    tap_pin(client, kham)
    assert send(client, key_of(client), kham, "", id=new_id()).status_code == 200


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"at": "2026-11-03T08:00:00.000Z"}, "people.kept-work-is-not-signed"),
        ({"body": "name=Somebody+Else"}, "people.kept-work-is-not-signed"),
        ({"address": "/me/language/"}, "people.kept-work-is-not-signed"),
        ({"by": "nobody"}, "people.kept-work-needs-its-person"),
    ],
)
def test_whatever_is_changed_after_signing_is_not_taken(device: Device, kham: Person, changed: dict[str, str], code: str) -> None:
    client = in_hand(device)
    tap_pin(client, kham)
    answer = send(client, key_of(client), kham, "Kham P.", id=new_id(), **changed)
    assert (answer.status_code, refused(answer)) == (409, code)
    kham.refresh_from_db()
    assert kham.name == "Kham Phommachan"


def test_nobody_leaves_work_behind_in_the_name_of_a_colleague(cast: Cast, device: Device, kham: Person) -> None:
    client, noy = in_hand(device), give_pin(cast, "noy")
    tap_pin(client, kham)
    key = key_of(client)
    tap_pin(client, noy)
    assert refused(send(client, key, noy, "Noy the Great", id=new_id())) == "people.kept-work-is-not-signed"
    assert refused(send(client, key, kham, "Kham P.", id=new_id())) == "people.kept-work-needs-its-person"


def test_kept_work_needs_the_person_the_device_and_a_fresh_pin(cast: Cast, device: Device, kham: Person) -> None:
    client = in_hand(device)
    tap_pin(client, kham)
    key = key_of(client)
    needs = "people.kept-work-needs-its-person"
    client.post(reverse("people:somebody-else"))
    assert refused(send(client, key, kham, "Kham P.", id=new_id())) == needs
    assert refused(send(signed_in(WatchfulClient(), kham), key, kham, "Kham P.", id=new_id())) == needs
    assert refused(send(signed_in(in_hand(device), kham, "pin", minutes_ago=11), key, kham, "Kham P.", id=new_id())) == needs
    other = in_hand(enrolled(cast, name="Another"))
    tap_pin(other, kham)
    assert refused(send(other, key, kham, "Kham P.", id=new_id())) == "people.kept-work-is-not-signed"


def test_an_old_secret_key_of_the_installation_still_proves_what_was_kept(device: Device, kham: Person, settings: Any) -> None:
    client = in_hand(device)
    tap_pin(client, kham)
    key = key_of(client)
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "another-" * 8
    tap_pin(client, kham)
    assert send(client, key, kham, "Kham P.", id=new_id()).status_code == 204


def test_the_key_is_given_only_just_after_a_pin_on_that_device(client: Client, cast: Cast, device: Device, kham: Person) -> None:
    address = reverse("people:device-key")
    assert client.get(address).status_code == 404
    assert in_hand(device).get(address).status_code == 404
    assert signed_in(in_hand(device), kham, "password").get(address).status_code == 404
    assert signed_in(in_hand(device), kham, "pin", minutes_ago=11).get(address).status_code == 404
    here = in_hand(device)
    tap_pin(here, kham)
    answer = here.get(address)
    assert answer["Cache-Control"] == "no-store"
    assert answer.json().keys() == {"person", "key", "set_at", "token", "is_shared"}


@pytest.mark.parametrize(
    ("header", "moment"),
    [
        (MOMENT, datetime.fromisoformat("2026-11-02T08:00:00+00:00")),
        ("2026-11-02T08:00:00", None),
        ("2026-13-40T08:00:00Z", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_the_moment_of_kept_work_is_read_with_its_zone_or_not_at_all(header: str, moment: datetime | None) -> None:
    assert kept_at(RequestFactory().post("/", headers={AT: header})) == moment
