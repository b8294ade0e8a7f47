"""Somebody whose name was taken out is called in the reader's language on every page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from rochdale.base.codes import hash_of
from rochdale.base.made_up import shown_name
from rochdale.kernel.ids import new_id
from rochdale.people import operations
from rochdale.people.models import Office, Person
from rochdale.people.operations.sharing import share, stop_sharing
from tests.cast import AT, SINCE, Cast
from tests.people.at_device import enrolled
from tests.watchful import WatchfulClient

pytestmark = pytest.mark.django_db
ERASED, CODE = "Erased person 7K2Q", "K7QM-2XPD-9FRT"


@pytest.fixture
def client(cast: Cast) -> Client:
    """The chair, who reads French. The manager of before enrolled, shared, asked in, lent the office, and is erased now."""
    Person.objects.filter(pk=cast.noy.pk).update(name=ERASED)
    Office.objects.create(person=cast.pao, organization=cast.bolaven, office="chair", since_at=SINCE)
    noy, now = cast.actor("noy"), timezone.now()
    enrolled(cast)
    consent = {"organization_id": cast.bolaven.id, "with_id": cast.littoral.id, "purpose": "So that they can call us"}
    share(id=new_id(), by=noy, at=AT, what="people.officers", **consent)
    over = share(id=new_id(), by=noy, at=AT, what="base.deeds", **consent)
    stop_sharing(id=new_id(), by=noy, at=AT, sharing_id=over)
    invited = {"organization_id": cast.bolaven.id, "name": "Mali", "offices": ["clerk"]}
    operations.invite(id=new_id(), by=noy, at=now, **invited, code_sha256=hash_of(CODE, purpose="invitation"))
    operations.ask_for_slip(id=new_id(), by=noy, at=now, person_id=cast.vilay.id, organization_id=cast.bolaven.id)
    office = Office.objects.get(person=cast.noy)
    lent = {"office_id": office.id, "deputy_id": cast.pao.id, "until_at": now + timedelta(days=9), "reason": "I travel."}
    operations.delegate_office(id=new_id(), by=cast.actor("noy", at=now), at=now, **lent)
    Office.objects.filter(pk=office.pk).update(until_at=now)
    Person.objects.filter(pk=cast.noy.pk).update(is_active=False)
    client = WatchfulClient()
    client.force_login(cast.pao)
    client.cookies["django_language"] = "fr"
    return client


PAGES: dict[str, Callable[[Cast], str]] = {
    "who held which office": lambda cast: reverse("people:offices-ever", args=[cast.bolaven.id]),
    "for whom I act": lambda cast: reverse("people:deputies"),
    "devices": lambda cast: reverse("people:devices", args=[cast.bolaven.id]),
    "what is shared": lambda cast: reverse("people:sharings", args=[cast.bolaven.id]),
    "slips": lambda cast: reverse("people:slips", args=[cast.bolaven.id]),
    "an invitation": lambda cast: reverse("people:invited", args=[CODE]),
    "who did what": lambda cast: reverse("desk:audit"),
}


@pytest.mark.parametrize("page", PAGES)
def test_an_erased_person_is_called_in_the_readers_language(client: Client, cast: Cast, page: str) -> None:
    with translation.override("fr"):
        french = shown_name(ERASED)
    assert french != ERASED
    found = client.get(PAGES[page](cast)).content.decode()
    assert french in found
    assert ERASED not in found.replace(french, "")


def test_a_name_that_is_none_of_ours_stays_as_it_is() -> None:
    with translation.override("fr"):
        assert shown_name("Erased by rain") == "Erased by rain"
