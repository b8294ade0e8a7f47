"""Devices for tests: enrolled ones, people with PINs, and browsers that hold them."""

from __future__ import annotations

import time
from datetime import datetime

from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from rochdale.kernel.ids import new_id
from rochdale.people.device_secrets import hash_of_secret
from rochdale.people.models import Device, Person
from rochdale.people.operations import devices as operations
from rochdale.people.pins import hash_of_pin
from tests.cast import AT, PASSWORD, Cast
from tests.watchful import WatchfulClient

SECRET = "a-secret-of-tests"
RIGHT, WRONG = "2947", "2948"


def enrolled(cast: Cast, by: str = "noy", *, is_shared: bool = False, name: str = "Scale phone", at: datetime = AT) -> Device:
    """A device of the organization that `by` leads."""
    actor, id = cast.actor(by), new_id()
    secret = hash_of_secret(SECRET + id.hex)
    operations.enrol_device(
        id=id,
        by=actor,
        at=at,
        organization_id=actor.organization_id,
        name=name,
        kind="phone",
        is_shared=is_shared,
        secret_sha256=secret,
    )
    return Device.objects.get(pk=id)


def in_hand(device: Device | None) -> Client:
    """A browser on that device; on none for None."""
    client = WatchfulClient()
    if device is not None:
        client.cookies["device"] = f"{device.id.hex}.{SECRET}{device.id.hex}"
    return client


def give_pin(cast: Cast, person: str, pin: str = RIGHT) -> Person:
    """That person has the PIN from now on."""
    id = new_id()
    operations.choose_pin(id=id, by=cast.actor(person), at=AT, pin_hash=hash_of_pin(pin, operation_id=id))
    return cast.people[person]


def signed_in(client: Client, person: Person, *methods: str, minutes_ago: float = 0) -> Client:
    """Signed in with these methods shown (the password, unless told otherwise), so many minutes ago."""
    client.force_login(person)
    session, shown = client.session, time.time() - minutes_ago * 60
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [{"method": method, "at": shown} for method in methods or ("password",)]
    session.save()
    return client


def tap_pin(client: Client, person: Person, pin: str = RIGHT, **more: str) -> str:
    """Tap a PIN on the page "Who are you?"; the page one ends up on."""
    return client.post(reverse("people:here-person", args=[person.id]), {"pin": pin, **more}, follow=True).content.decode()


def is_in(client: Client, person: Person) -> bool:
    """Whether that person is signed in there."""
    page = client.get(reverse("people:me"))
    return page.status_code == 200 and person.name in page.content.decode()


def with_password(person: Person) -> Person:
    """Somebody who can show a password again."""
    person.set_password(PASSWORD)
    person.save(update_fields=["password"])
    return person


def now() -> datetime:
    return timezone.now()
