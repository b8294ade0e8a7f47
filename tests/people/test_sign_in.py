"""Getting in, with e-mail or phone and a password; and who is kept out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from threading import Thread

import pytest
from django.core import mail
from django.core.cache import cache
from django.db import connections
from django.test import Client
from django.urls import reverse

from rochdale.base.models import AuditEntry
from rochdale.kernel.ids import new_id
from rochdale.people import operations
from rochdale.people.models import Person
from tests.cast import AT, PASSWORD, PEOPLE, Cast
from tests.watchful import WatchfulClient

pytestmark = pytest.mark.django_db
PHONE = "+8562055123456"


@pytest.fixture(autouse=True)
def no_tries_counted() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


def give_password(person: Person) -> None:
    person.set_password(PASSWORD)
    person.save(update_fields=["password"])


def sign_in(client: Client, login: str, password: str = PASSWORD, **more: str) -> bool:
    client.post(reverse("account_login"), {"login": login, "password": password, **more})
    return "_auth_user_id" in client.session


def join(client: Client, **answers: str) -> str:
    response = client.post(reverse("account_signup"), {"name": "Mali Vongsa", "password1": PASSWORD, **answers})
    return response.content.decode() if response.status_code == 200 else ""


@pytest.mark.parametrize("login", ["noy@example.org", "NOY@Example.ORG", " noy@example.org "])
def test_signing_in_by_email_whatever_its_case(client: Client, cast: Cast, login: str) -> None:
    give_password(cast.noy)
    assert sign_in(client, login)


@pytest.mark.parametrize("login", [PHONE, "+856 20 5512 3456", "00856 20 55 12 34 56", "+856-20-55123456"])
def test_signing_in_by_phone_however_it_is_typed(client: Client, cast: Cast, login: str) -> None:
    Person.objects.filter(pk=cast.noy.pk).update(phone=PHONE, email=None)
    cast.noy.refresh_from_db()
    give_password(cast.noy)
    assert sign_in(client, login)


@pytest.mark.parametrize("login", ["noy@example.org", PHONE, "Noy Sengdara", "", "\x00", "a" * 5000])
def test_a_wrong_password_or_name_is_told_in_plain_words(client: Client, cast: Cast, login: str) -> None:
    page = client.post(reverse("account_login"), {"login": login, "password": "wrong"})
    assert page.status_code == 200
    assert "_auth_user_id" not in client.session
    assert "error" not in re.sub(r"<[^>]*>", "", page.content.decode()).lower()
    assert b"said-no" in page.content or b"refusal" in page.content


def test_a_closed_account_stays_out(client: Client, cast: Cast) -> None:
    give_password(cast.noy)
    Person.objects.filter(pk=cast.noy.pk).update(is_active=False)
    assert not sign_in(client, "noy@example.org")


def test_an_account_that_is_closed_while_signed_in_is_out_at_once(client: Client, cast: Cast) -> None:
    client.force_login(cast.noy)
    Person.objects.filter(pk=cast.noy.pk).update(is_active=False)
    assert client.get(reverse("people:me")).status_code == 302


def test_opening_an_account_with_a_phone_alone(client: Client, cast: Cast) -> None:
    assert join(client, phone="+856 20 5512 3456") == ""
    person = Person.objects.get(phone=PHONE)
    assert (person.name, person.email, person.language) == ("Mali Vongsa", None, "en")
    assert str(person.id) == client.session["_auth_user_id"]
    assert AuditEntry.objects.get(what="people.sign-up").by_name == "Mali Vongsa"
    assert sign_in(WatchfulClient(), PHONE)


def test_opening_an_account_with_an_email_sends_a_letter_and_does_not_wait_for_it(client: Client, cast: Cast) -> None:
    join(client, email="Mali@Example.org")
    assert str(Person.objects.get(email="mali@example.org").id) == client.session["_auth_user_id"]
    link = re.search(r"http://testserver(/account/email/\S+)", mail.outbox[0].body)
    assert link
    assert b"mali@example.org" in client.get(link[1]).content
    assert client.post(link[1]).status_code == 302
    assert Person.objects.get(email="mali@example.org").emailaddress_set.get().verified


@pytest.mark.parametrize(
    ("says", "answers", "expects"),
    [
        ("neither e-mail nor phone", {}, "Give a phone number or an e-mail."),
        ("an e-mail somebody has", {"email": "NOY@example.org"}, "Somebody has this e-mail already."),
        ("a phone number without its country", {"phone": "020 5512 3456"}, "is not a full phone number."),
        ("a short password", {"email": "mali@example.org", "password1": "short"}, "8"),
        ("a password everybody has", {"email": "mali@example.org", "password1": "password123"}, "too common"),
        ("no name", {"email": "mali@example.org", "name": "  "}, "required"),
        ("a name with hidden characters", {"email": "mali@example.org", "name": "Mali\u202eexe"}, "signs that cannot be seen"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_an_account_is_not_opened_with(client: Client, cast: Cast, says: str, answers: dict[str, str], expects: str) -> None:
    assert expects in join(client, **answers)
    assert Person.objects.count() == len(PEOPLE)


def test_an_account_is_not_opened_with_a_phone_number_somebody_has(client: Client, cast: Cast) -> None:
    Person.objects.filter(pk=cast.noy.pk).update(phone=PHONE)
    assert "Somebody has this phone number already." in join(client, phone="00856 20 5512 3456")
    assert Person.objects.count() == len(PEOPLE)


def test_sixty_members_in_one_hall_sign_in_within_a_minute(cast: Cast) -> None:
    by = cast.actor("vilay")
    numbers = [f"+85620551200{number:02d}" for number in range(60)]
    for number in numbers:
        id = operations.register_person(id=new_id(), by=by, at=AT, name=f"Member {number}", phone=number)
        give_password(Person.objects.get(pk=id))
    assert all(sign_in(WatchfulClient(REMOTE_ADDR="10.0.0.7"), number) for number in numbers)


def test_after_five_wrong_passwords_the_sixth_is_refused_even_if_right(cast: Cast) -> None:
    give_password(cast.noy)
    for number in range(5):
        assert not sign_in(WatchfulClient(REMOTE_ADDR=f"10.0.0.{number}"), "noy@example.org", "wrong")
    assert not sign_in(WatchfulClient(REMOTE_ADDR="10.0.0.9"), "noy@example.org")


def test_email_and_phone_of_one_account_share_its_tries(cast: Cast) -> None:
    Person.objects.filter(pk=cast.noy.pk).update(phone=PHONE)
    cast.noy.refresh_from_db()
    give_password(cast.noy)
    for login in ("noy@example.org", PHONE, "NOY@example.org", "+856 20 5512 3456", PHONE):
        assert not sign_in(WatchfulClient(), login, "wrong")
    assert not sign_in(WatchfulClient(), "noy@example.org")


def test_wrong_passwords_for_one_phone_do_not_lock_another(cast: Cast) -> None:
    for person, number in ((cast.noy, PHONE), (cast.kham, "+8562055123457")):
        Person.objects.filter(pk=person.pk).update(phone=number)
        person.refresh_from_db()
        give_password(person)
    for _ in range(6):
        sign_in(WatchfulClient(), PHONE, "wrong")
    assert sign_in(WatchfulClient(), "+8562055123457")


def test_right_passwords_between_wrong_ones_do_not_reset_the_count(cast: Cast) -> None:
    give_password(cast.noy)
    for _ in range(4):
        sign_in(WatchfulClient(), "noy@example.org", "wrong")
    assert sign_in(WatchfulClient(), "noy@example.org")
    sign_in(WatchfulClient(), "noy@example.org", "wrong")
    assert not sign_in(WatchfulClient(), "noy@example.org")


@pytest.mark.django_db(transaction=True)
def test_all_workers_count_together(cast: Cast) -> None:
    give_password(cast.noy)

    def work() -> None:
        sign_in(WatchfulClient(), "noy@example.org", "wrong")
        connections.close_all()

    workers = [Thread(target=work) for _ in range(5)]
    for worker in workers:
        worker.start()
        worker.join()
    assert not sign_in(WatchfulClient(), "noy@example.org")


@pytest.mark.parametrize(
    "onward", ["https://evil.example/", "//evil.example/", "http://localhost/", "javascript:alert(1)", "/\\evil.example"]
)
def test_nobody_is_sent_to_another_host(client: Client, cast: Cast, onward: str) -> None:
    give_password(cast.noy)
    login = {"login": "noy@example.org", "password": PASSWORD, "next": onward}
    assert client.post(reverse("account_login"), login)["Location"] == "/"
    assert client.post(reverse("account_logout"), {"next": onward})["Location"] == "/"


def test_after_signing_in_one_is_where_one_wanted_to_be(client: Client, cast: Cast) -> None:
    give_password(cast.noy)
    door = client.get(reverse("people:contacts"))
    assert door["Location"] == "/sign-in/?next=/me/contacts/"
    assert b'name="next" value="/me/contacts/"' in client.get(door["Location"]).content
    login = {"login": "noy@example.org", "password": PASSWORD, "next": "/me/contacts/"}
    assert client.post(reverse("account_login"), login)["Location"] == "/me/contacts/"


def test_a_forgotten_password_is_chosen_anew_by_letter(client: Client, cast: Cast) -> None:
    Person.objects.filter(pk=cast.noy.pk).update(language="fr")
    client.post(reverse("account_reset_password"), {"email": "noy@example.org"})
    link = re.search(r"http://testserver(/account/password/new/\S+)", mail.outbox[0].body)
    assert link
    form = client.get(link[1])["Location"]
    client.post(form, {"password1": "another-four-words", "password2": "another-four-words"})
    assert sign_in(WatchfulClient(), "noy@example.org", "another-four-words")
    assert b"used or too old" in WatchfulClient().get(link[1]).content


def test_whether_an_account_exists_is_not_told_to_who_forgot_the_password(client: Client, cast: Cast) -> None:
    answers = [client.post(reverse("account_reset_password"), {"email": email}) for email in ("noy@example.org", "nobody@example.org")]
    assert answers[0]["Location"] == answers[1]["Location"]
    assert len(mail.outbox) == 2


def test_changing_the_password_signs_out_other_devices(cast: Cast) -> None:
    give_password(cast.noy)
    here, there = WatchfulClient(), WatchfulClient()
    assert sign_in(here, "noy@example.org") and sign_in(there, "noy@example.org")
    new = {"oldpassword": PASSWORD, "password1": "another-four-words", "password2": "another-four-words"}
    assert here.post(reverse("account_change_password"), new).status_code == 302
    assert here.get(reverse("people:me")).status_code == 200
    assert there.get(reverse("people:me")).status_code == 302


def test_when_the_mail_server_is_away_accounts_are_opened_all_the_same(client: Client, cast: Cast, settings: object) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    assert join(client, email="mali@example.org") == ""
    assert "_auth_user_id" in client.session
