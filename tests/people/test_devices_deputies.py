"""Deputies on an enrolled device: whoever may act in its organization has a tile, and acts in another's name only after choosing it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from rochdale.base.models import AuditEntry
from rochdale.kernel.ids import new_id
from rochdale.people import operations
from rochdale.people.device_queries import people_at
from rochdale.people.models import Delegation, Device, Office, Person
from tests.cast import Cast
from tests.people.at_device import enrolled, give_pin, in_hand, is_in, now, signed_in, tap_pin, with_password
from tests.people.test_entering import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_tries_counted() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


def lend(cast: Cast, officer: str, deputy: str) -> Delegation:
    """The officer's first office, for nine days."""
    given = operations.delegate_office(
        id=new_id(),
        by=cast.actor(officer, at=now()),
        at=now(),
        office_id=Office.objects.filter(person=cast.people[officer]).earliest("since_at").id,
        deputy_id=cast.people[deputy].id,
        until_at=now() + timedelta(days=9),
        reason="I travel.",
    )
    return Delegation.objects.get(pk=given)


@pytest.fixture
def device(cast: Cast) -> Device:
    return enrolled(cast)


@pytest.fixture
def vilay(cast: Cast) -> Person:
    """The clerk deputizes for the manager, and then is clerk no more."""
    lend(cast, "noy", "vilay")
    Office.objects.filter(person=cast.vilay).update(until_at=now() - timedelta(seconds=1))
    return give_pin(cast, "vilay")


def choose(client: Client, cast: Cast, key: str) -> object:
    return client.post(reverse("people:act-for"), {"organization": key})


def test_a_deputy_without_an_own_office_has_a_tile_and_chooses_first(cast: Cast, device: Device, vilay: Person) -> None:
    client = in_hand(device)
    assert "Vilay Keola" in text_of(client.get(reverse("people:here")))
    page = tap_pin(client, vilay, next="/market/")
    assert "Act in the name of Noy Sengdara" in page and "You act in the name of" not in page
    assert client.get(reverse("people:devices", args=[cast.bolaven.id])).status_code == 404, "nobody acts in another's name unasked"
    choose(client, cast, f"{cast.bolaven.id}:{cast.noy.id}")
    assert "You act in the name of Noy Sengdara" in text_of(client.get(reverse("people:me")))
    form = {"contact": "pao@example.org", "office": "clerk", "operation_id": new_id()}
    client.post(reverse("people:officers", args=[cast.bolaven.id]), form)
    assert AuditEntry.objects.get(what="people.appoint", by_name="Vilay Keola").in_name_of_name == "Noy Sengdara"


def test_a_deputy_with_an_own_office_begins_in_the_own_name(cast: Cast, device: Device) -> None:
    lend(cast, "noy", "vilay")
    client = in_hand(device)
    page = tap_pin(client, give_pin(cast, "vilay"), next="/me/")
    assert "You act for it now" in page and "Act in the name of Noy Sengdara" in page
    choose(client, cast, f"{cast.bolaven.id}:{cast.noy.id}")
    assert client.get(reverse("people:devices", args=[cast.bolaven.id])).status_code == 200


def test_when_the_delegation_ends_the_tile_and_the_session_end(cast: Cast, device: Device, vilay: Person) -> None:
    client = in_hand(device)
    tap_pin(client, vilay)
    assert is_in(client, vilay)
    choose(client, cast, f"{cast.bolaven.id}:{cast.noy.id}")
    Delegation.objects.update(until_at=now())
    assert not is_in(client, vilay)
    assert people_at(cast.bolaven.id, now()) == []


def test_whoever_deputizes_elsewhere_has_no_tile_here(cast: Cast, device: Device) -> None:
    lend(cast, "jonas", "freja")
    give_pin(cast, "freja")
    assert people_at(cast.bolaven.id, now()) == []
    assert [person.name for person in people_at(cast.faelles.id, now())] == ["Freja Holm"]


def test_of_a_deputy_in_two_organizations_the_device_takes_its_own(cast: Cast) -> None:
    lend(cast, "ngozi", "amina")
    client = in_hand(enrolled(cast, "ebong"))
    page = tap_pin(client, give_pin(cast, "amina"), next="/me/")
    assert "Ngozi" not in page and "Littoral" not in page
    refused = choose(client, cast, f"{cast.littoral.id}:{cast.ngozi.id}")
    assert refused.status_code == 409  # type: ignore[attr-defined]
    assert "On this device you act for" in text_of(refused)


def test_strict_offices_that_are_lent_wait_for_a_second_way_too(cast: Cast, device: Device) -> None:
    Office.objects.filter(person=cast.noy).update(office="treasurer")
    Office.objects.create(person=cast.pao, organization=cast.bolaven, office="chair", since_at=now() - timedelta(days=1))
    lend(cast, "noy", "vilay")
    client = in_hand(device)
    tap_pin(client, give_pin(cast, "vilay"))
    choose(client, cast, f"{cast.bolaven.id}:{cast.noy.id}")
    assert "Your office needs a second way." in text_of(client.get(reverse("people:me")))
    assert client.get("/api/me").json()["offices"] == []


def test_what_a_pin_would_be_refused_is_not_offered(cast: Cast) -> None:
    """Amina leads two organizations; the device belongs to one of them."""
    client = in_hand(enrolled(cast, "ebong"))
    assert "Littoral" not in tap_pin(client, give_pin(cast, "amina"), next="/me/")
    signed_in(client, with_password(cast.amina))
    assert "Act for" in text_of(client.get(reverse("people:me"))), "with the password one acts for any"
