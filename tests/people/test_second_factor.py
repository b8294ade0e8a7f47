"""The second way: strict offices carry no powers without it, and it works without a phone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from allauth.usersessions.models import UserSession
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from rochdale.people.models import Office
from tests.cast import AT, PASSWORD, Cast
from tests.people.test_entering import text_of
from tests.people.test_sign_in import give_password, sign_in
from tests.watchful import WatchfulClient

pytestmark = pytest.mark.django_db
MARKETS = "/market/markets/new/"


@pytest.fixture(autouse=True)
def no_tries_counted() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


def code_of_app(secret: str) -> str:
    return str(format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time())))))


def test_a_market_operator_without_a_second_way_is_led_to_it(client: WatchfulClient, cast: Cast) -> None:
    client.force_login(cast.sofia, factors=("password",))
    assert client.get(MARKETS).url == f"{reverse('mfa_index')}?next={MARKETS.replace('/', '%2F')}"
    page = text_of(client.get(reverse("mfa_index")))
    assert "Your office (market operator) needs a second way beside the password." in page
    assert client.post("/api/markets", {}, content_type="application/json").status_code in {403, 404, 405}


def test_other_offices_of_the_same_person_work_meanwhile(client: WatchfulClient, cast: Cast) -> None:
    client.force_login(cast.sofia, factors=("password",))
    assert client.get(reverse("people:officers", args=[cast.commons.id])).status_code == 200


def test_with_both_ways_the_powers_are_there(client: WatchfulClient, cast: Cast) -> None:
    client.force_login(cast.sofia)
    assert client.get(MARKETS).status_code == 200


@pytest.mark.parametrize("method", ["pin", "slip", "password", "tap"])
def test_one_way_is_one_way(client: WatchfulClient, cast: Cast, method: str, settings: object) -> None:
    settings.IS_DEMO = method == "tap"  # type: ignore[attr-defined]
    client.force_login(cast.sofia, factors=(method,))
    assert client.get(MARKETS).status_code == (200 if method == "tap" else 302)


def test_a_tap_is_worth_nothing_outside_the_demo(client: WatchfulClient, cast: Cast, settings: object) -> None:
    settings.IS_DEMO = False  # type: ignore[attr-defined]
    client.force_login(cast.sofia, factors=("tap",))
    assert client.get(MARKETS).status_code == 302


def test_an_app_is_set_up_and_asked_for_at_the_door(client: WatchfulClient, cast: Cast) -> None:
    give_password(cast.sofia)
    client.force_login(cast.sofia, factors=("password",))
    client.get(reverse("mfa_activate_totp"))
    secret = client.session["mfa.totp.secret"]
    client.post(reverse("mfa_activate_totp"), {"code": code_of_app(secret)})
    assert client.get(MARKETS).status_code == 200, "the first code counts"
    door = WatchfulClient()
    assert not sign_in(door, "sofia@example.org")
    assert not door.post(reverse("mfa_authenticate"), {"code": "000 000"}).has_header("Location")
    cache.clear()
    door.post(reverse("mfa_authenticate"), {"code": code_of_app(secret)})
    assert door.get(MARKETS).status_code == 200


def test_a_card_of_printed_codes_is_enough(client: WatchfulClient, cast: Cast) -> None:
    give_password(cast.sofia)
    client.force_login(cast.sofia, factors=("password",))
    client.post(reverse("mfa_view_recovery_codes"))
    codes = RecoveryCodes(Authenticator.objects.get(user=cast.sofia)).get_unused_codes()
    assert len(codes) == 20
    assert client.post(reverse("code-card-paper")).content.startswith(b"%PDF-")
    door = WatchfulClient()
    assert not sign_in(door, "sofia@example.org"), "the password alone opens no longer"
    door.post(reverse("mfa_authenticate"), {"code": f"{codes[0][:4]} {codes[0][4:]}"})
    assert door.get(MARKETS).status_code == 200
    again = WatchfulClient()
    sign_in(again, "sofia@example.org")
    again.post(reverse("mfa_authenticate"), {"code": codes[0]})
    assert "_auth_user_id" not in again.session, "each code opens once"


def test_a_new_card_makes_the_old_one_worthless(client: WatchfulClient, cast: Cast) -> None:
    client.force_login(cast.noy)
    cards = []
    for _ in range(2):
        client.post(reverse("mfa_view_recovery_codes"))
        cards.append(RecoveryCodes(Authenticator.objects.get(user=cast.noy)).get_unused_codes())
    assert not set(cards[0]) & set(cards[1])


def test_secrets_are_not_readable_in_the_database(client: WatchfulClient, cast: Cast) -> None:
    client.force_login(cast.noy)
    client.post(reverse("mfa_view_recovery_codes"))
    stored = Authenticator.objects.get(user=cast.noy).data["seed"]
    assert stored.startswith("gAAAA")


def test_a_treasurer_appointed_while_signed_in_waits_for_a_second_way_from_that_minute(client: WatchfulClient, cast: Cast) -> None:
    client.force_login(cast.vilay, factors=("password",))
    assert "second way" not in text_of(client.get(reverse("people:me")))
    Office.objects.create(person=cast.vilay, organization=cast.bolaven, office="treasurer", since_at=AT)
    assert "Your office needs a second way." in text_of(client.get(reverse("people:me")))


def test_guessing_from_elsewhere_shuts_nobody_out_of_the_own_phone(cast: Cast) -> None:
    give_password(cast.noy)
    own_phone = WatchfulClient()
    assert sign_in(own_phone, "noy@example.org")
    own_phone.post(reverse("account_logout"))
    stranger = WatchfulClient()
    for _ in range(6):
        sign_in(stranger, "noy@example.org", "guessed")
    assert not sign_in(stranger, "noy@example.org"), "strangers have used up the tries of strangers"
    assert sign_in(own_phone, "noy@example.org"), "but not those of the own phone"


def test_a_known_phone_has_five_tries_too(cast: Cast) -> None:
    give_password(cast.noy)
    phone = WatchfulClient()
    assert sign_in(phone, "noy@example.org")
    phone.post(reverse("account_logout"))
    for _ in range(5):
        sign_in(phone, "noy@example.org", "guessed")
    assert not sign_in(phone, "noy@example.org")


def test_sessions_are_seen_and_ended(cast: Cast) -> None:
    give_password(cast.noy)
    here, there = WatchfulClient(HTTP_USER_AGENT="Mozilla/5.0 (Linux; Android 9) Chrome/119.0"), WatchfulClient()
    for client in (here, there):
        sign_in(client, "noy@example.org")
        client.get(reverse("people:me"))
    page = here.get(reverse("people:sessions")).content.decode()
    assert "Android phone or tablet" in page
    assert page.count(">Sign out there<") == 1
    here.post(reverse("people:sessions"))
    assert there.get(reverse("people:me")).status_code == 302
    assert here.get(reverse("people:me")).status_code == 200


def test_another_persons_session_cannot_be_ended(cast: Cast) -> None:
    give_password(cast.noy)
    noys = WatchfulClient()
    sign_in(noys, "noy@example.org")
    noys.get(reverse("people:me"))
    stranger = Client()
    stranger.force_login(cast.ebong)
    stranger.post(reverse("people:sessions"), {"session": str(UserSession.objects.get(user=cast.noy).pk)})
    assert noys.get(reverse("people:me")).status_code == 200


def test_the_password_is_asked_again_after_ten_minutes_before_a_role_is_given(client: WatchfulClient, cast: Cast) -> None:
    give_password(cast.noy)
    client.force_login(cast.noy)
    session = client.session
    session["account_authentication_methods"] = [{"method": "password", "at": session["seen"] - 601}]
    session.save()
    officers = reverse("people:officers", args=[cast.bolaven.id])
    form = {"contact": "pao@example.org", "office": "clerk", "operation_id": "0192f000-0000-7000-8000-0000000000aa"}
    answer = client.post(officers, form)
    assert not Office.objects.filter(person=cast.pao).exists()
    client.post(answer.url, {"password": PASSWORD})
    assert Office.objects.filter(person=cast.pao).exists(), "the form went on by itself"
