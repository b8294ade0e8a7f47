"""Sessions on enrolled devices: they stay where they began, end after rest, and on a shared phone after each task."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from rochdale.kernel.ids import new_id
from rochdale.people.device_door import TOUCHED
from rochdale.people.models import Device, Office, Person
from tests.cast import PASSWORD, Cast
from tests.people.at_device import RIGHT, enrolled, give_pin, in_hand, is_in, now, signed_in, tap_pin, with_password
from tests.watchful import WatchfulClient

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_tries_counted() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


def correct_name(client: Client, name: str) -> str:
    """A finished task: the name is corrected; the page one is shown then."""
    return client.post(reverse("people:name"), {"operation_id": new_id(), "name": name}, follow=True).content.decode()


@pytest.fixture
def shared(cast: Cast) -> Device:
    return enrolled(cast, is_shared=True)


@pytest.fixture
def kham(cast: Cast) -> Person:
    return give_pin(cast, "kham")


def test_somebody_else_takes_a_turn(cast: Cast, kham: Person) -> None:
    client, noy = in_hand(enrolled(cast)), give_pin(cast, "noy")
    tap_pin(client, kham)
    page = client.post(reverse("people:somebody-else"), follow=True).content.decode()
    assert "Who are you?" in page and "_auth_user_id" not in client.session
    tap_pin(client, noy)
    assert is_in(client, noy) and not is_in(client, kham)


def test_entering_by_pin_begins_a_new_session(cast: Cast, kham: Person) -> None:
    client = in_hand(enrolled(cast))
    signed_in(client, cast.noy)
    session = client.session
    session["left-behind"] = "by the one before"
    session.save()
    tap_pin(client, kham)
    assert "left-behind" not in client.session and client.session.session_key != session.session_key


@pytest.mark.parametrize(("is_shared", "rest"), [(True, timedelta(minutes=15)), (False, timedelta(hours=8))])
def test_a_session_by_pin_ends_after_rest_and_lasts_while_it_is_used(cast: Cast, kham: Person, is_shared: bool, rest: timedelta) -> None:
    client = in_hand(enrolled(cast, is_shared=is_shared))
    tap_pin(client, kham)
    kept = Session.objects.get(pk=client.session.session_key)
    assert abs(kept.expire_date - now() - rest) < timedelta(minutes=1)
    session = client.session
    session[TOUCHED] -= 600
    session.save()
    Session.objects.filter(pk=session.session_key).update(expire_date=now() + timedelta(minutes=1))
    client.get(reverse("people:me"))
    assert Session.objects.get(pk=session.session_key).expire_date - now() > rest - timedelta(minutes=1), "used: it begins anew"
    Session.objects.filter(pk=session.session_key).update(expire_date=now() - timedelta(seconds=1))
    assert client.get(reverse("people:me"))["Location"].startswith("/here/")


def test_a_session_does_not_leave_its_device(cast: Cast, kham: Person) -> None:
    client = in_hand(enrolled(cast))
    tap_pin(client, kham)
    thief = WatchfulClient()
    thief.cookies["session"] = client.cookies["session"].value
    assert thief.get(reverse("people:me")).status_code == 302
    other = in_hand(enrolled(cast, name="Another"))
    tap_pin(client, kham)
    other.cookies["session"] = client.cookies["session"].value
    assert not is_in(other, kham)


def test_a_session_by_password_on_an_enrolled_device_is_bound_to_it_too(cast: Cast) -> None:
    device = enrolled(cast)
    client = in_hand(device)
    with_password(cast.noy)
    client.post(reverse("account_login"), {"login": "noy@example.org", "password": PASSWORD})
    assert is_in(client, cast.noy)
    Device.objects.update(struck_off_at=now(), struck_off_because="lost")
    assert not is_in(client, cast.noy)


def test_when_the_office_ends_the_session_by_pin_ends(cast: Cast, kham: Person) -> None:
    client = in_hand(enrolled(cast))
    tap_pin(client, kham)
    Office.objects.filter(person=kham).update(until_at=now())
    assert not is_in(client, kham)


def test_the_api_asks_for_the_device_too(cast: Cast, kham: Person) -> None:
    client = in_hand(enrolled(cast))
    tap_pin(client, kham)
    assert client.get("/api/me").status_code == 200
    Device.objects.update(struck_off_at=now(), struck_off_because="lost")
    assert client.get("/api/me").status_code == 401


def test_a_browser_without_a_device_is_left_alone(client: Client, cast: Cast) -> None:
    signed_in(client, cast.noy)
    page = correct_name(client, "Noy S.")
    assert "signed out" not in page and "Noy S." in client.get(reverse("people:me")).content.decode()
    assert client.get(reverse("people:me"))["Cache-Control"] == "no-store"


# A phone that goes from hand to hand


def test_on_a_shared_phone_a_session_by_password_too_ends_after_rest(cast: Cast) -> None:
    client = signed_in(in_hand(enrolled(cast, is_shared=True)), cast.noy)
    client.get(reverse("people:me"))
    assert client.session.get_expiry_age() == 15 * 60


def test_what_a_script_fetches_is_not_the_last_page(shared: Device, kham: Person) -> None:
    client = in_hand(shared)
    tap_pin(client, kham)
    client.post(reverse("people:name"), {"operation_id": new_id(), "name": "Kham P."})
    client.get("/sw.js", headers={"accept": "*/*"})
    assert "You are signed out." in client.get(reverse("people:me"), headers={"accept": "text/html,*/*"}).content.decode()


def test_after_a_task_the_outcome_is_shown_once_and_the_session_is_over(shared: Device, kham: Person) -> None:
    client = in_hand(shared)
    tap_pin(client, kham)
    page = correct_name(client, "Kham P.")
    assert "Kham P." in page and "You are signed out. Who is next?" in page and 'href="/here/"' in page
    assert "_auth_user_id" not in client.session
    assert client.get(reverse("people:me"))["Location"].startswith("/here/")
    assert "signed out" not in client.get(reverse("people:here")).content.decode()


def test_a_form_that_is_refused_is_not_finished(shared: Device, kham: Person) -> None:
    client = in_hand(shared)
    tap_pin(client, kham)
    assert "signed out" not in correct_name(client, "")
    assert is_in(client, kham)


@pytest.mark.parametrize(
    ("name", "sends"),
    [("people:language", {"language": "lo"}), ("ui:light", {"light": "sun"}), ("ui:language", {"language": "fr"})],
)
def test_how_pages_look_is_no_task(shared: Device, kham: Person, name: str, sends: dict[str, str]) -> None:
    client = in_hand(shared)
    tap_pin(client, kham)
    client.post(reverse(name), {"operation_id": new_id(), **sends}, follow=True)
    assert is_in(client, kham)


def test_the_page_that_another_page_leads_to_is_the_outcome(shared: Device, kham: Person) -> None:
    client = in_hand(shared)
    tap_pin(client, kham)
    answer = client.post(reverse("people:name"), {"operation_id": new_id(), "name": "Kham P."})
    assert answer["Location"] == reverse("people:me")
    client.get(reverse("people:here-person", args=[new_id()]))  # any page that is shown is the last one, also one that says no
    assert "_auth_user_id" not in client.session


def test_with_the_password_too_a_shared_phone_signs_out_after_the_task(shared: Device, cast: Cast) -> None:
    client = signed_in(in_hand(shared), cast.noy)
    assert "You are signed out." in correct_name(client, "Noy S.")
    assert "_auth_user_id" not in client.session


def test_a_form_that_waited_for_the_password_is_a_task(shared: Device, cast: Cast) -> None:
    lost = enrolled(cast, name="Lost")
    client = signed_in(in_hand(shared), with_password(cast.noy), minutes_ago=11)
    asked = client.post(reverse("people:strike-off-device", args=[lost.id]), {"operation_id": new_id(), "because": "lost"})
    assert "/account/again/" in asked["Location"] and "_auth_user_id" in client.session
    done = client.post(asked["Location"], {"password": PASSWORD})
    assert Device.objects.get(pk=lost.id).struck_off_because == "lost"
    assert "You are signed out." in client.get(done["Location"]).content.decode()
    assert "_auth_user_id" not in client.session


def test_enrolling_a_shared_phone_does_not_end_the_leaders_work(client: Client, cast: Cast) -> None:
    signed_in(client, cast.noy)
    address = reverse("people:enrol-device", args=[cast.bolaven.id])
    sends = {"operation_id": new_id(), "name": "Scale phone", "kind": "phone", "is_shared": "on"}
    assert "signed out" not in client.post(address, sends, follow=True).content.decode()
    assert is_in(client, cast.noy)


def test_a_shared_phone_that_is_left_open_shows_nothing_when_one_goes_back(shared: Device, kham: Person) -> None:
    client = in_hand(shared)
    tap_pin(client, kham)
    answer = client.post(reverse("people:name"), {"operation_id": new_id(), "name": "Kham P."}, follow=True)
    assert answer["Cache-Control"] == "no-store"


@pytest.mark.parametrize("is_shared", [True, False])
def test_the_page_who_are_you_is_stored_by_nobody_on_the_way(cast: Cast, kham: Person, is_shared: bool) -> None:
    answer = in_hand(enrolled(cast, is_shared=is_shared)).get(reverse("people:here"))
    assert "no-store" in answer["Cache-Control"] and RIGHT not in answer.content.decode()


# A journey that goes on by leading to its next screen


def test_a_journey_of_several_screens_is_one_task(shared: Device, cast: Cast) -> None:
    """The second screen is open; the form of the last one ends the task."""
    client = signed_in(in_hand(shared), cast.noy)
    office = Office.objects.get(person=cast.vilay)
    contacts = reverse("people:contacts-of", args=[office.id])
    purpose = {"operation_id": new_id(), "purpose": "To call him about the scale"}
    page = client.post(contacts, purpose, follow=True).content.decode()
    assert "vilay@example.org" in page and "You are signed out." not in page
    assert is_in(client, cast.noy)
    assert "You are signed out." in correct_name(client, "Noy S.")
    assert "_auth_user_id" not in client.session


def test_asked_for_the_password_on_the_way_a_journey_still_goes_on(shared: Device, cast: Cast) -> None:
    Office.objects.filter(person=cast.noy).update(office="registrar", organization=cast.register)
    Device.objects.update(organization=cast.register)
    client = signed_in(in_hand(shared), with_password(cast.noy), "password", "mfa", minutes_ago=11)
    form = {"operation_id": new_id(), "name": "Tadlo Growers", "kind": "group", "country": "LA"}
    asked = client.post(reverse("people:register-organization"), form)
    assert "/account/again/" in asked["Location"]
    goes_on = client.post(asked["Location"], {"password": PASSWORD}, follow=True).content.decode()
    assert "Invite its first leader" in goes_on and "You are signed out." not in goes_on
    assert is_in(client, cast.noy)
