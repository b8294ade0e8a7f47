"""Offices in time, through the pages: deputies act in the officer's name and the officer sees it; powers end the same minute."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from rochdale.base.models import AuditEntry
from rochdale.kernel.ids import new_id
from rochdale.people import operations
from rochdale.people.models import Delegation, Office, Person
from tests.cast import Cast
from tests.people.test_entering import text_of
from tests.watchful import WatchfulClient

pytestmark = pytest.mark.django_db


def visitor(person: Person) -> WatchfulClient:
    client = WatchfulClient()
    client.force_login(person)
    return client


def lend(cast: Cast, **answers: object) -> Client:
    client = visitor(cast.noy)
    office = Office.objects.get(person=cast.noy)
    last = (timezone.localdate() + timedelta(days=5)).isoformat()
    form = {"operation_id": new_id(), "office": office.id, "deputy": cast.vilay.id, "until_on": last, "reason": "I am in the capital."}
    client.post(reverse("people:deputies"), form | answers)
    return client


def as_deputy(cast: Cast) -> WatchfulClient:
    client = visitor(cast.vilay)
    client.post(reverse("people:act-for"), {"organization": f"{cast.bolaven.id}:{cast.noy.id}"})
    return client


def test_a_deputy_acts_in_the_managers_name_and_the_manager_sees_it(cast: Cast) -> None:
    manager = lend(cast)
    deputy = as_deputy(cast)
    assert "You act in the name of Noy Sengdara" in text_of(deputy.get(reverse("people:me")))
    form = {"contact": "pao@example.org", "office": "clerk", "operation_id": new_id()}
    deputy.post(reverse("people:officers", args=[cast.bolaven.id]), form)
    assert Office.objects.filter(person=cast.pao).exists()
    entry = AuditEntry.objects.get(what="people.appoint", by_name="Vilay Keola")
    assert entry.in_name_of_name == "Noy Sengdara"
    page = text_of(manager.get(reverse("people:done-in-my-name")))
    assert "Vilay Keola" in page


def test_without_choosing_it_nobody_acts_in_anothers_name(cast: Cast) -> None:
    lend(cast)
    assert visitor(cast.vilay).get(reverse("people:invitations", args=[cast.bolaven.id])).status_code == 403


def test_ended_by_a_tap_the_powers_are_gone_with_the_next_page(cast: Cast) -> None:
    manager = lend(cast)
    deputy = as_deputy(cast)
    invitations = reverse("people:invitations", args=[cast.bolaven.id])
    assert deputy.get(invitations).status_code == 200
    manager.post(reverse("people:end-delegation", args=[Delegation.objects.get().id]))
    assert deputy.get(invitations).status_code == 404, "nobody is switched to the own office unasked"


def test_when_the_office_ends_the_lent_powers_end_the_same_minute(cast: Cast) -> None:
    lend(cast)
    deputy = as_deputy(cast)
    office = Office.objects.get(person=cast.noy)
    Office.objects.create(person=cast.pao, organization=cast.bolaven, office="chair", since_at=office.since_at)
    operations.end_office(id=new_id(), by=cast.actor("noy", at=timezone.now()), at=timezone.now(), office_id=office.id)
    assert deputy.get(reverse("people:invitations", args=[cast.bolaven.id])).status_code == 404


def test_a_deputy_lends_nothing_on(cast: Cast) -> None:
    lend(cast)
    deputy = as_deputy(cast)
    form = {"operation_id": new_id(), "office": Office.objects.get(person=cast.noy).id, "deputy": cast.kham.id, "reason": "So do I."}
    until = (timezone.localdate() + timedelta(days=2)).isoformat()
    deputy.post(reverse("people:deputies"), form | {"until_on": until})
    assert Delegation.objects.count() == 1


@pytest.mark.parametrize(
    ("says", "answers", "expects"),
    [
        ("too long", {"until_on": (timezone.localdate() + timedelta(days=120)).isoformat()}, "At most 92 days at a time."),
        ("over", {"until_on": (timezone.localdate() - timedelta(days=2)).isoformat()}, "It ends before it begins."),
        ("no reason", {"reason": ""}, "Why?"),
    ],
)
def test_what_cannot_be_is_said_at_its_question(cast: Cast, says: str, answers: dict[str, str], expects: str) -> None:
    client = visitor(cast.noy)
    last = (timezone.localdate() + timedelta(days=5)).isoformat()
    form = {
        "operation_id": new_id(),
        "office": Office.objects.get(person=cast.noy).id,
        "deputy": cast.vilay.id,
        "until_on": last,
        "reason": "I travel.",
    }
    page = client.post(reverse("people:deputies"), form | answers)
    assert expects in text_of(page)
    assert not Delegation.objects.exists()


def test_who_held_which_office_stays_readable(cast: Cast) -> None:
    office = Office.objects.get(person=cast.vilay)
    operations.end_office(id=new_id(), by=cast.actor("noy", at=timezone.now()), at=timezone.now(), office_id=office.id)
    page = text_of(visitor(cast.noy).get(reverse("people:offices-ever", args=[cast.bolaven.id])))
    assert "Vilay Keola" in page
    assert "still" in page
