"""Enrolling devices, striking them off, and taking turns on them by PIN."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.urls import reverse

from rochdale.base.codes import hash_of
from rochdale.base.models import AuditEntry
from rochdale.kernel.ids import new_id
from rochdale.kernel.refusal import NotAllowed, Refused
from rochdale.people import urls
from rochdale.people.device_secrets import CODE, hash_of_secret
from rochdale.people.models import Device, Enrolment, Office, Person, Pin
from rochdale.people.operations import devices as operations
from rochdale.people.pins import hash_of_pin, in_plain_figures, try_pin
from rochdale.people.rules.devices import WAYS_IN
from tests.cast import AT, PASSWORD, Cast, later
from tests.people.at_device import RIGHT, WRONG, enrolled, give_pin, in_hand, is_in, now, signed_in, tap_pin, with_password
from tests.watchful import WatchfulClient

pytestmark = pytest.mark.django_db
NEW = {"name": "Scale phone", "kind": "phone"}


@pytest.fixture(autouse=True)
def no_tries_counted() -> Any:
    cache.clear()
    yield
    cache.clear()


def made_code(cast: Cast, code: str = "K7QM-2XPD-9FRT", by: str = "noy") -> str:
    actor = cast.actor(by)
    operations.make_code_for_device(
        id=new_id(),
        by=actor,
        at=now(),
        organization_id=actor.organization_id,
        is_shared=True,
        code_sha256=hash_of(code, purpose=CODE),
        **NEW,
    )
    return code


# Enrolling


def test_a_leader_enrols_the_device_in_the_hand(client: Client, cast: Cast) -> None:
    signed_in(client, cast.noy)
    id = new_id()
    address = reverse("people:enrol-device", args=[cast.bolaven.id])
    page = client.post(address, {"operation_id": id, "is_shared": "on", **NEW}, follow=True).content.decode()
    device = Device.objects.get()
    assert (device.id, device.name, device.is_shared, device.enrolled_by) == (id, "Scale phone", True, cast.noy)
    cookie = client.cookies["device"]
    assert cookie["httponly"] and cookie["samesite"] == "Lax"
    assert hash_of_secret(cookie.value.partition(".")[2]) == device.secret_sha256
    assert "This device is enrolled." in page and "in your hand" in page
    assert AuditEntry.objects.get(what="people.enrol-device").after == {"name": "Scale phone", "kind": "phone", "is_shared": True}
    assert "Who are you?" in client.get(reverse("people:here")).content.decode()


def test_a_form_sent_twice_enrols_once_and_gives_the_same_secret(client: Client, cast: Cast) -> None:
    signed_in(client, cast.noy)
    address, sends = reverse("people:enrol-device", args=[cast.bolaven.id]), {"operation_id": new_id(), **NEW}
    first = client.post(address, sends).cookies["device"].value
    again = client.post(address, sends)
    assert (again.status_code, again.cookies["device"].value) == (302, first)
    del client.cookies["device"]
    signed_in(client, cast.noy)
    assert client.post(address, sends).status_code in {302, 409}
    assert Device.objects.count() == 1


def test_in_production_the_cookie_belongs_to_this_host_and_travels_over_tls_only(client: Client, cast: Cast, settings: Any) -> None:
    settings.USES_TLS = True
    signed_in(client, cast.noy)
    client.post(reverse("people:enrol-device", args=[cast.bolaven.id]), {"operation_id": new_id(), **NEW})
    cookie = client.cookies["__Host-device"]
    assert cookie["secure"] and cookie["path"] == "/" and not cookie["domain"]


def test_a_device_of_somebody_is_not_enrolled_over(cast: Cast) -> None:
    client = signed_in(in_hand(enrolled(cast, "ebong")), cast.noy)
    page = client.post(reverse("people:enrol-device", args=[cast.bolaven.id]), {"operation_id": new_id(), **NEW}).content.decode()
    assert "This device is enrolled already." in page
    assert Device.objects.count() == 1


@pytest.mark.parametrize("name", sorted(WAYS_IN))
def test_whoever_entered_by_pin_makes_no_other_way_in(cast: Cast, name: str) -> None:
    device, noy = enrolled(cast), give_pin(cast, "noy")
    client = in_hand(device)
    tap_pin(client, noy)
    pattern = next(each for each in (*urls._own, *urls._account, *urls._factors) if each.name == name)
    prefix = "people:" if pattern in urls._own else ""
    ids = {"organization_id": cast.bolaven.id, "slip_id": new_id(), "invitation_id": new_id(), "pk": 1}
    address = reverse(prefix + name, kwargs={key: ids[key] for key in pattern.pattern.converters})
    for answer in (client.get(address), client.post(address)):
        assert answer.status_code == 403 and "A PIN is not enough for this." in answer.content.decode()
    with_password(noy)
    tap_pin(client, noy)
    for answer in (client.get(address), client.post(address)):
        assert answer.status_code == 302 and answer["Location"].startswith("/account/again/?next=")


def test_with_the_password_after_the_pin_the_pin_can_be_changed(cast: Cast) -> None:
    device, noy = enrolled(cast), give_pin(cast, "noy")
    client = in_hand(device)
    with_password(noy)
    tap_pin(client, noy)
    asked = client.get(reverse("people:choose-pin"))["Location"]
    shown = client.post(asked, {"password": PASSWORD, "next": reverse("people:choose-pin")}, follow=True)
    assert "Choose another PIN" in shown.content.decode()


@pytest.mark.parametrize("name", ["people:enrol-device", "people:code-for-device"])
def test_the_password_is_asked_for_again_before_a_device_is_enrolled(client: Client, cast: Cast, name: str) -> None:
    signed_in(client, with_password(cast.noy), minutes_ago=11)
    answer = client.post(reverse(name, args=[cast.bolaven.id]), {"operation_id": new_id(), **NEW})
    assert answer.status_code == 302 and "/account/again/" in answer["Location"]
    assert not Device.objects.exists()


# Codes


def test_another_device_enrols_itself_with_a_code(client: Client, cast: Cast) -> None:
    signed_in(client, cast.noy)
    sends = {"operation_id": new_id(), **NEW}
    page = client.post(reverse("people:code-for-device", args=[cast.bolaven.id]), sends).content.decode()
    again = client.post(reverse("people:code-for-device", args=[cast.bolaven.id]), sends).content.decode()
    code = page.partition('<p class="big num">')[2].partition("<")[0]
    assert len(code) == 14 and code in again and "<svg" in page
    other = WatchfulClient()
    form = other.get(reverse("people:enrol-by-code", args=[code])).content.decode()
    assert cast.bolaven.name in form and "Scale phone" in form
    answer = other.post(reverse("people:enrol-by-code"), {"operation_id": new_id(), "code": code.lower().replace("-", " ")})
    assert answer["Location"] == reverse("people:here")
    device = Device.objects.get()
    assert (device.organization, device.enrolled_by, device.enrolment.used_at is not None) == (cast.bolaven, cast.noy, True)
    assert "Who are you?" in other.get(reverse("people:here")).content.decode()


def test_a_code_opens_once(cast: Cast) -> None:
    code = made_code(cast)
    first, second = WatchfulClient(), WatchfulClient()
    sends = {"operation_id": new_id(), "code": code}
    assert first.post(reverse("people:enrol-by-code"), sends).status_code == 302
    assert first.post(reverse("people:enrol-by-code"), sends).status_code == 302, "sent twice by the same device"
    assert "This code was used" in second.post(reverse("people:enrol-by-code"), {**sends, "operation_id": new_id()}).content.decode()
    assert Device.objects.count() == 1


@pytest.mark.parametrize("why", ["unknown", "too old", "the leader has left"])
def test_a_code_that_opens_nothing_is_told_alike(client: Client, cast: Cast, why: str) -> None:
    code = made_code(cast)
    if why == "unknown":
        code = "K7QM-2XPD-9FRS"
    elif why == "too old":
        Enrolment.objects.update(at=AT, expires_at=AT + timedelta(minutes=15))
    else:
        Office.objects.filter(person=cast.noy).update(until_at=now())
    answer = client.post(reverse("people:enrol-by-code"), {"operation_id": new_id(), "code": code})
    if why == "the leader has left":
        assert answer.status_code == 200 and "by the manager, chair or secretary" in answer.content.decode()
    else:
        assert "This code enrols nothing." in answer.content.decode()
    assert not Device.objects.exists()


# Striking off


def test_a_device_that_is_struck_off_is_out_at_once_and_keeps_nothing(client: Client, cast: Cast) -> None:
    device, kham = enrolled(cast), give_pin(cast, "kham")
    lost = in_hand(device)
    tap_pin(lost, kham)
    assert is_in(lost, kham)
    signed_in(client, cast.noy)
    address = reverse("people:strike-off-device", args=[device.id])
    page = client.post(address, {"operation_id": new_id(), "because": "lost"}, follow=True).content.decode()
    assert "Scale phone is struck off." in page
    answer = lost.get(reverse("people:me"))
    assert answer.status_code == 302 and answer.cookies["device"].value == "" and answer["Clear-Site-Data"] == '"storage"'
    assert "_auth_user_id" not in lost.session
    assert "belongs to nobody yet" in lost.get(reverse("people:here")).content.decode()
    entry = AuditEntry.objects.get(what="people.strike-off-device")
    assert (entry.by_id, entry.reason, entry.about_id) == (str(cast.noy.id), "lost", str(device.id))


def test_the_secret_of_a_device_that_is_struck_off_is_worthless(cast: Cast) -> None:
    device, kham = enrolled(cast), give_pin(cast, "kham")
    operations.strike_off_device(id=new_id(), by=cast.actor("noy"), at=later(days=1), device_id=device.id, because="lost")
    client = in_hand(device)
    assert client.post(reverse("people:here-person", args=[kham.id]), {"pin": RIGHT}).status_code == 404


def test_striking_off_asks_who_one_is_and_works_by_pin_too(cast: Cast) -> None:
    lost, other = enrolled(cast), enrolled(cast, name="Office tablet")
    noy = give_pin(cast, "noy")
    address, sends = reverse("people:strike-off-device", args=[lost.id]), {"operation_id": new_id(), "because": "lost"}
    assert "/account/again/" in signed_in(WatchfulClient(), with_password(noy), minutes_ago=11).post(address, sends)["Location"]
    client = in_hand(other)
    tap_pin(client, noy)
    assert client.post(address, sends).status_code == 302
    lost.refresh_from_db()
    assert lost.struck_off_because == "lost"


def test_struck_off_once(cast: Cast) -> None:
    device, by, id = enrolled(cast), cast.actor("noy"), new_id()
    said = {"by": by, "device_id": device.id, "because": "lost"}
    assert operations.strike_off_device(id=id, at=later(days=1), **said) == operations.strike_off_device(id=id, at=later(days=2), **said)
    with pytest.raises(Refused, match=r"people\.device-is-struck-off"):
        operations.strike_off_device(id=new_id(), at=later(days=2), **said)
    with pytest.raises(Refused, match=r"people\.striking-off-needs-a-reason"):
        operations.strike_off_device(id=new_id(), at=later(days=2), by=by, device_id=device.id, because="bored")


@pytest.mark.parametrize(("who", "why_not"), [("kham", NotAllowed), ("vilay", NotAllowed), ("ebong", Device.DoesNotExist)])
def test_only_leaders_of_the_own_organization_enrol_and_strike_off(cast: Cast, who: str, why_not: type[Exception]) -> None:
    device, by = enrolled(cast), cast.actor(who)
    with pytest.raises(why_not):
        operations.strike_off_device(id=new_id(), by=by, at=AT, device_id=device.id, because="lost")
    with pytest.raises(NotAllowed):
        operations.enrol_device(id=new_id(), by=by, at=AT, organization_id=cast.bolaven.id, is_shared=False, secret_sha256="0" * 64, **NEW)


def test_devices_of_others_are_unknown_and_the_own_are_listed_with_who_enrolled_them(client: Client, cast: Cast) -> None:
    device = enrolled(cast)
    signed_in(client, cast.noy)
    page = client.get(reverse("people:devices", args=[cast.bolaven.id])).content.decode()
    assert "Scale phone" in page and cast.noy.name in page and "never" in page
    signed_in(client, cast.ebong)
    assert client.get(reverse("people:devices", args=[cast.bolaven.id])).status_code == 404
    assert client.post(reverse("people:strike-off-device", args=[device.id]), {"because": "lost"}).status_code == 404


def test_when_a_device_was_last_heard_of_is_kept_to_ten_minutes(cast: Cast) -> None:
    device = enrolled(cast)
    in_hand(device).get(reverse("people:here"))
    device.refresh_from_db()
    first = device.seen_at
    assert first and now() - first < timedelta(minutes=1)
    assert not operations.note_contact(device, first + timedelta(minutes=9))
    assert operations.note_contact(device, first + timedelta(minutes=11))


# PINs


def test_a_person_chooses_a_pin_and_finds_the_own_sign(client: Client, cast: Cast) -> None:
    signed_in(client, cast.kham)
    sends = {"operation_id": new_id(), "pin": RIGHT, "again": RIGHT}
    page = client.post(reverse("people:choose-pin"), sends, follow=True).content.decode()
    assert "Your PIN is kept." in page and "This is your sign." in page and 'class="sign"' in page
    assert client.post(reverse("people:choose-pin"), sends).status_code == 302, "sent twice"
    kept = Pin.objects.get()
    assert kept.person == cast.kham and RIGHT not in kept.hash
    assert AuditEntry.objects.filter(what="people.choose-pin").count() == 1
    page = client.post(reverse("people:take-pin-away"), follow=True).content.decode()
    assert "You have no PIN any more." in page and not Pin.objects.exists()


@pytest.mark.parametrize(
    ("pin", "again", "says"),
    [
        ("1234", "1234", "Many people would try this PIN first."),
        ("1984", "1984", "Your birth year is in it."),
        ("29", "29", "A PIN has 4 to 8 figures."),
        ("2947", "2974", "The two are not the same."),
    ],
)
def test_a_pin_is_not_taken(client: Client, cast: Cast, pin: str, again: str, says: str) -> None:
    Person.objects.filter(pk=cast.kham.pk).update(birth_year=1984)
    signed_in(client, cast.kham)
    sends = {"operation_id": new_id(), "pin": pin, "again": again}
    assert says in client.post(reverse("people:choose-pin"), sends).content.decode()
    assert not Pin.objects.exists()


@pytest.mark.parametrize("typed", ["2947", " 29 47 ", "໒໙໔໗", "٢٩٤٧"])
def test_figures_of_any_script_are_the_same_pin(typed: str) -> None:
    assert in_plain_figures(typed) == "2947"


def test_who_copies_the_table_cannot_try_pins_without_the_secret_key(cast: Cast, settings: Any) -> None:
    device, kham = enrolled(cast), give_pin(cast, "kham")
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another-" * 8
    assert try_pin(device.id, kham.id, RIGHT, at=AT) == [], "an older key still opens"
    settings.SECRET_KEY_FALLBACKS = []
    assert [refusal.code for refusal in try_pin(device.id, kham.id, RIGHT, at=AT)] == ["people.pin-is-wrong"]


# Taking turns


def test_who_are_you_shows_those_with_a_pin_and_an_office_here(cast: Cast) -> None:
    device = enrolled(cast)
    for person in ("noy", "kham", "ebong", "pao"):
        give_pin(cast, person)
    page = in_hand(device).get(reverse("people:here")).content.decode()
    assert cast.noy.name in page and cast.kham.name in page
    assert cast.vilay.name not in page, "has no PIN"
    assert cast.ebong.name not in page, "is of another organization"
    Office.objects.filter(person=cast.kham).update(until_at=now())
    assert cast.kham.name not in in_hand(device).get(reverse("people:here")).content.decode()


def test_many_people_are_looked_for_by_name(cast: Cast, monkeypatch: Any) -> None:
    monkeypatch.setattr("rochdale.people.device_views.MOST_TILES", 1)
    device = enrolled(cast)
    for person in ("noy", "kham"):
        give_pin(cast, person)
    client = in_hand(device)
    page = client.get(reverse("people:here")).content.decode()
    assert "What is your name?" in page and cast.noy.name not in page
    assert cast.noy.name in client.get(reverse("people:here"), {"q": "noy"}).content.decode()
    assert "Nothing has that name." in client.get(reverse("people:here"), {"q": "zzz"}).content.decode()


def test_a_right_pin_lets_in_for_the_organization_of_the_device(cast: Cast) -> None:
    device, amina = enrolled(cast, "ebong"), give_pin(cast, "amina")
    client = in_hand(device)
    tap_pin(client, amina, next="/me/contacts/")
    page = client.get(reverse("people:me")).content.decode()
    assert page.index("Mungo Cocoa Cooperative</b>") < page.index("You act for it now"), "for Mungo, though Littoral comes first by name"
    assert "Littoral Union" not in page, "what would be refused is not offered"
    switched = client.post(reverse("people:act-for"), {"organization": cast.littoral.id})
    assert switched.status_code == 409 and "On this device you act for" in switched.content.decode()
    assert "Scale phone" in page and "Somebody else" in page


def test_a_pin_says_where_one_goes_on_and_never_to_another_host(cast: Cast) -> None:
    device, kham = enrolled(cast), give_pin(cast, "kham")
    client = in_hand(device)
    asked = client.get(reverse("people:contacts"))
    assert asked["Location"] == "/here/?next=%2Fme%2Fcontacts%2F"
    address = reverse("people:here-person", args=[kham.id])
    assert f"{address}?next=/me/contacts/" in client.get(asked["Location"]).content.decode()
    assert client.post(address, {"pin": RIGHT, "next": "/me/contacts/"})["Location"] == "/me/contacts/"
    assert client.post(address, {"pin": RIGHT, "next": "https://evil.example/"})["Location"] == "/"


def test_a_pin_is_worth_nothing_on_a_device_that_is_not_enrolled(client: Client, cast: Cast) -> None:
    kham = give_pin(cast, "kham")
    enrolled(cast)
    assert client.post(reverse("people:here-person", args=[kham.id]), {"pin": RIGHT}).status_code == 404
    foreign = in_hand(enrolled(cast, "ebong"))
    assert foreign.post(reverse("people:here-person", args=[kham.id]), {"pin": RIGHT}).status_code == 404


def test_a_made_up_secret_is_no_device_and_is_taken_away(client: Client, cast: Cast) -> None:
    device = enrolled(cast)
    for carried in (f"{device.id.hex}.guess", f"{device.id.hex}.", "nonsense", f"{new_id().hex}.x"):
        client.cookies["device"] = carried
        answer = client.get(reverse("people:here"))
        assert "belongs to nobody yet" in answer.content.decode() and answer.cookies["device"].value == ""


def test_a_wrong_pin_says_so_in_shape_colour_and_word(cast: Cast) -> None:
    device, kham = enrolled(cast), give_pin(cast, "kham")
    page = tap_pin(in_hand(device), kham, WRONG)
    assert 'role="alert" data-wrong>' in page and "#i-no" in page and "This is not the PIN." in page


def test_after_five_wrong_pins_one_person_waits_on_one_device(cast: Cast) -> None:
    here, there = enrolled(cast), enrolled(cast, name="Tablet")
    kham, noy = give_pin(cast, "kham"), give_pin(cast, "noy")
    client = in_hand(here)
    for _ in range(4):
        assert "This is not the PIN." in tap_pin(client, kham, WRONG)
    assert "Wait 5 minutes." in tap_pin(client, kham, WRONG)
    assert "Wait 5 minutes." in tap_pin(client, kham), "even the right one waits"
    tap_pin(client, noy)
    assert is_in(client, noy), "others are not shut out"
    elsewhere = in_hand(there)
    tap_pin(elsewhere, kham)
    assert is_in(elsewhere, kham), "nor is the same person elsewhere"


@pytest.mark.parametrize(("minutes", "lets_in"), [(4, False), (5, True)])
def test_the_wait_ends(cast: Cast, minutes: int, lets_in: bool) -> None:
    device, kham = enrolled(cast), give_pin(cast, "kham")
    for _ in range(5):
        try_pin(device.id, kham.id, WRONG, at=AT)
    assert (try_pin(device.id, kham.id, RIGHT, at=later(minutes=minutes)) == []) is lets_in


def test_a_right_pin_begins_the_count_anew(cast: Cast) -> None:
    device, kham = enrolled(cast), give_pin(cast, "kham")
    for _ in range(3):
        assert [try_pin(device.id, kham.id, pin, at=AT) == [] for pin in (WRONG, WRONG, WRONG, WRONG, RIGHT)][-1]


@pytest.mark.django_db(transaction=True)
def test_twenty_wrong_pins_at_once_are_counted_one_by_one(cast: Cast) -> None:
    device, kham = enrolled(cast), give_pin(cast, "kham")

    def guess(number: int) -> str:
        try:
            return try_pin(device.id, kham.id, f"30{number:02}", at=AT)[0].code
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        codes = list(pool.map(guess, range(20)))
    assert codes.count("people.pin-is-wrong") == 4
    assert codes.count("people.pin-waits") == 16
    assert [refusal.code for refusal in try_pin(device.id, kham.id, RIGHT, at=AT)] == ["people.pin-waits"]


def test_the_same_pin_with_another_salt_is_kept_as_another_hash() -> None:
    first, second = new_id(), new_id()
    assert hash_of_pin(RIGHT, operation_id=first) == hash_of_pin(RIGHT, operation_id=first) != hash_of_pin(RIGHT, operation_id=second)
