"""What a person sees and does on the pages of the own person."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from rochdale.kernel.ids import new_id
from rochdale.people.models import Office, Person
from tests.cast import PASSWORD, Cast

pytestmark = pytest.mark.django_db


def post(client: Client, address: str, *args: object, **fields: object) -> str:
    """Send a form; the words of the page where one ends up."""
    return client.post(reverse(address, args=args), {"operation_id": new_id(), **fields}, follow=True).content.decode()


def test_my_page_shows_for_whom_i_act_and_what_i_am_there(client: Client, cast: Cast) -> None:
    client.force_login(cast.amina)
    page = client.get(reverse("people:me")).content.decode()
    assert "Amina Ndoumbe" in page
    assert page.index("Littoral Union") < page.index("You act for it now") < page.index("Mungo Cocoa Cooperative")
    assert "Act for Mungo Cocoa Cooperative" in page


def test_one_tap_and_i_act_for_another_organization(client: Client, cast: Cast) -> None:
    client.force_login(cast.amina)
    page = post(client, "people:act-for", organization=cast.mungo.id)
    assert "Act for Littoral Union of Cooperatives" in page
    assert client.get(reverse("people:officers", args=[cast.mungo.id])).status_code == 200
    assert client.get(reverse("people:officers", args=[cast.littoral.id])).status_code == 404


def test_one_does_not_act_for_an_organization_of_others(client: Client, cast: Cast) -> None:
    client.force_login(cast.noy)
    assert "You do not act for this organization now." in post(client, "people:act-for", organization=cast.mungo.id)
    assert "acting_for" not in client.session


@pytest.mark.parametrize(
    ("onward", "ends_at"), [("/me/contacts/", "/me/contacts/"), ("https://evil.example/", "/me/"), ("//evil.example", "/me/")]
)
def test_switching_goes_on_where_one_was(client: Client, cast: Cast, onward: str, ends_at: str) -> None:
    client.force_login(cast.amina)
    response = client.post(reverse("people:act-for"), {"organization": cast.mungo.id, "next": onward})
    assert response["Location"] == ends_at


def test_when_the_office_ends_one_acts_for_nobody_until_one_chooses(client: Client, cast: Cast) -> None:
    client.force_login(cast.amina)
    post(client, "people:act-for", organization=cast.mungo.id)
    Office.objects.filter(person=cast.amina, organization=cast.mungo).update(until_at=timezone.now())
    page = client.get(reverse("people:me")).content.decode()
    assert "You act for it now" not in page
    assert "Act for Littoral Union of Cooperatives" in page


def test_whoever_holds_no_office_is_told_whom_to_ask(client: Client, cast: Cast) -> None:
    client.force_login(cast.pao)
    assert "You hold no office yet." in client.get(reverse("people:me")).content.decode()


def test_every_page_is_in_the_language_i_chose(client: Client, cast: Cast) -> None:
    client.force_login(cast.noy)
    assert '<html lang="lo"' in post(client, "people:language", language="lo")
    assert b'<html lang="lo"' in client.get(reverse("people:contacts"), headers={"accept-language": "fr"}).content


def test_a_shared_phone_speaks_the_language_of_whoever_signs_in(client: Client, cast: Cast) -> None:
    for person, language in ((cast.noy, "lo"), (cast.ebong, "fr")):
        person.language = language
        person.set_password(PASSWORD)
        person.save()
        client.post(reverse("account_logout"))
        client.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})
        assert f'<html lang="{language}"'.encode() in client.get(reverse("people:me")).content


def test_a_language_nobody_speaks_here_is_not_chosen(client: Client, cast: Cast) -> None:
    client.force_login(cast.noy)
    post(client, "people:language", language="xx")
    assert Person.objects.get(pk=cast.noy.pk).language == ""


@pytest.mark.parametrize("name", ["<script>alert(1)</script>", "=cmd()", "' OR 1=1", "ນ້ອຍ"])
def test_a_name_is_shown_as_it_is_written(client: Client, cast: Cast, name: str) -> None:
    client.force_login(cast.noy)
    page = post(client, "people:name", name=name)
    assert "<script>alert" not in page
    assert Person.objects.get(pk=cast.noy.pk).name == name


def test_another_email_needs_the_password_and_gets_a_letter_at_both_ends(client: Client, cast: Cast) -> None:
    cast.noy.set_password(PASSWORD)
    cast.noy.save()
    client.force_login(cast.noy)
    assert "This is not your present password." in post(client, "people:contacts", email="noy@bolaven.example", password="wrong")
    assert "We sent a letter to noy@bolaven.example." in post(client, "people:contacts", email="noy@bolaven.example", password=PASSWORD)
    assert Person.objects.get(pk=cast.noy.pk).email == "noy@bolaven.example"
    assert [letter.to for letter in mail.outbox] == [["noy@example.org"], ["noy@bolaven.example"]]


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"email": "kham@example.org"}, "Somebody has this e-mail already."),
        ({"email": "", "phone": ""}, "An account needs an e-mail or a phone number."),
        ({"email": "noy@example.org", "phone": "12"}, "is not a full phone number."),
    ],
)
def test_contacts_that_cannot_be(client: Client, cast: Cast, fields: dict[str, str], says: str) -> None:
    cast.noy.set_password(PASSWORD)
    cast.noy.save()
    client.force_login(cast.noy)
    assert says in post(client, "people:contacts", password=PASSWORD, **fields)
    assert Person.objects.get(pk=cast.noy.pk).email == "noy@example.org"


def test_a_manager_gives_an_office_and_ends_it(client: Client, cast: Cast) -> None:
    client.force_login(cast.noy)
    page = post(client, "people:officers", cast.bolaven.id, contact="pao@example.org", office="clerk")
    assert "Pao Xiong" in page
    office = Office.objects.get(person=cast.pao)
    assert "Pao Xiong" not in post(client, "people:end-office", office.id)


def test_an_office_is_not_given_to_somebody_unknown(client: Client, cast: Cast) -> None:
    client.force_login(cast.noy)
    page = post(client, "people:officers", cast.bolaven.id, contact="+856 20 9999 9999", office="clerk")
    assert "Nobody has an account with +856 20 9999 9999." in page


def test_the_last_leader_is_told_who_must_come_first(client: Client, cast: Cast) -> None:
    client.force_login(cast.noy)
    office = Office.objects.get(person=cast.noy)
    assert "Appoint the next manager, chair or secretary first." in post(client, "people:end-office", office.id)


def test_the_end_of_ones_own_office_leads_to_ones_own_page(client: Client, cast: Cast) -> None:
    client.force_login(cast.vilay)
    office = Office.objects.get(person=cast.vilay)
    assert "You hold no office yet." in post(client, "people:end-office", office.id)


def test_personal_pages_are_stored_nowhere(client: Client, cast: Cast) -> None:
    client.force_login(cast.noy)
    assert "no-store" in client.get(reverse("people:me"))["Cache-Control"]


def test_few_questions_to_the_database_for_my_page(client: Client, cast: Cast, django_assert_max_num_queries: object) -> None:
    client.force_login(cast.noy)
    with django_assert_max_num_queries(6):
        client.get(reverse("people:me"))


def test_an_office_that_begins_tomorrow_is_none_today(client: Client, cast: Cast) -> None:
    tomorrow = timezone.now() + timedelta(days=1)
    Office.objects.create(person=cast.pao, organization=cast.bolaven, office="clerk", since_at=tomorrow)
    client.force_login(cast.pao)
    assert client.get(reverse("people:officers", args=[cast.bolaven.id])).status_code == 404
