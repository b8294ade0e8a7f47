"""Being asked in, and getting in again: through the pages, as people do it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from html import unescape

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from rochdale.base.models import AuditEntry, Command
from rochdale.kernel.ids import new_id
from rochdale.people import operations
from rochdale.people.models import Invitation, Office, Person, RecoverySlip
from tests.cast import AT, PASSWORD, Cast
from tests.people.test_sign_in import give_password, sign_in
from tests.watchful import WatchfulClient

pytestmark = pytest.mark.django_db
CODE = re.compile(r"\b[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}\b")
NEW_PASSWORD = "another-cloth-of-words"


@pytest.fixture(autouse=True)
def no_tries_counted() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


def text_of(response: object) -> str:
    return unescape(re.sub(r"<[^>]+>", " ", response.content.decode()))  # type: ignore[attr-defined]


def slip_for(cast: Cast, *offices: str) -> str:
    """The code of an invitation that Noy makes for Mali."""
    officer = WatchfulClient()
    officer.force_login(cast.noy)
    answers = {"operation_id": new_id(), "name": "Mali Vongsa", "offices": offices or ("clerk",)}
    page = officer.post(reverse("people:invitations", args=[cast.bolaven.id]), answers)
    found = CODE.search(page.content.decode())
    assert found, text_of(page)
    return found[0]


def come_in(code: str, client: Client | None = None, **answers: str) -> Client:
    client = client or WatchfulClient()
    client.post(reverse("people:invited", args=[code]), {"name": "Mali Vongsa", "password": PASSWORD, **answers})
    return client


def test_somebody_with_neither_email_nor_phone_comes_in_and_signs_in_again_by_name(cast: Cast) -> None:
    client = come_in(slip_for(cast))
    mali = Person.objects.get(name="Mali Vongsa")
    assert (mali.email, mali.phone) == (None, None)
    assert re.fullmatch(r"mali-\d{4}", mali.sign_in_name or "")
    assert mali.sign_in_name in text_of(client.get(reverse("people:my-sign-in-name")))
    assert Office.objects.get(person=mali).office == "clerk"
    assert sign_in(WatchfulClient(), mali.sign_in_name or "")
    assert sign_in(WatchfulClient(), (mali.sign_in_name or "").upper())


def test_the_slip_says_who_asks_and_for_what(cast: Cast) -> None:
    page = text_of(WatchfulClient().get(reverse("people:invited", args=[slip_for(cast, "clerk", "member")])))
    assert "Bolaven Coffee Growers asks you in as clerk, member." in page
    assert "Noy Sengdara made the slip." in page


@pytest.mark.parametrize("written", [str.lower, lambda code: code.replace("-", " "), lambda code: code.replace("-", "")])
def test_a_code_is_read_however_it_is_written(cast: Cast, written: object) -> None:
    come_in(written(slip_for(cast)))  # type: ignore[operator]
    assert Person.objects.filter(name="Mali Vongsa").exists()


def test_an_invitation_opens_once(cast: Cast) -> None:
    code = slip_for(cast)
    come_in(code)
    again = WatchfulClient().get(reverse("people:invited", args=[code]))
    assert again.status_code == 409
    assert "This code was used on" in text_of(again)
    assert Person.objects.filter(name="Mali Vongsa").count() == 1


def test_whoever_is_signed_in_takes_the_office_with_the_account_that_is_there(client: Client, cast: Cast) -> None:
    code = slip_for(cast)
    client.force_login(cast.pao)
    client.post(reverse("people:invited", args=[code]))
    assert Office.objects.get(person=cast.pao).office == "clerk"
    assert "Bolaven Coffee Growers" in text_of(client.get(reverse("people:me")))


@pytest.mark.parametrize("ends", ["withdrawn", "expired", "never made"])
def test_codes_that_open_nothing_are_all_answered_alike(cast: Cast, ends: str) -> None:
    code = slip_for(cast)
    if ends == "withdrawn":
        invitation = Invitation.objects.get()
        operations.withdraw_invitation(id=new_id(), by=cast.actor("noy"), at=AT, invitation_id=invitation.id)
    elif ends == "expired":
        Invitation.objects.update(at=AT - timedelta(60), expires_at=AT - timedelta(30))
    else:
        code = "AAAA-BBBB-CCCC"
    page = WatchfulClient().get(reverse("people:invited", args=[code]))
    assert page.status_code == 409
    assert "This code opens nothing. It may be too old." in text_of(page)


def test_what_is_wrong_is_said_and_what_was_typed_stays(cast: Cast) -> None:
    page = WatchfulClient().post(
        reverse("people:invited", args=[slip_for(cast)]), {"name": "Mali V.", "email": "noy@example.org", "password": PASSWORD}
    )
    assert "Somebody has this e-mail already." in text_of(page)
    assert "Mali V." in page.content.decode()
    assert not Person.objects.filter(name__startswith="Mali").exists()


def test_the_code_is_kept_nowhere(cast: Cast) -> None:
    code = slip_for(cast)
    bare = code.replace("-", "")
    kept = [*map(str, Command.objects.values_list("answer", flat=True)), *map(str, AuditEntry.objects.values_list("after", flat=True))]
    assert not any(code in text or bare in text for text in [*kept, Invitation.objects.get().code_sha256])


def test_the_slip_is_a_paper(client: Client, cast: Cast) -> None:
    code = slip_for(cast)
    client.force_login(cast.noy)
    paper = client.post(reverse("people:invitation-slip", args=[Invitation.objects.get().id]), {"code": code})
    assert paper.content.startswith(b"%PDF-")


def lost(cast: Cast, *, office: str = "clerk") -> Person:
    """Vilay, with a password and a second factor, both forgotten."""
    if office != "clerk":
        Office.objects.create(person=cast.vilay, organization=cast.bolaven, office=office, since_at=AT)
    give_password(cast.vilay)
    RecoveryCodes.activate(cast.vilay)
    return cast.vilay


def officer(person: Person) -> WatchfulClient:
    client = WatchfulClient()
    client.force_login(person)
    return client


def asked(cast: Cast) -> RecoverySlip:
    officer(cast.noy).post(reverse("people:ask-for-slip", args=[cast.bolaven.id]), {"person": str(cast.vilay.id)})
    return RecoverySlip.objects.get()


def printed_code(cast: Cast, slip: RecoverySlip, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr("rochdale.people.slip_views.new_code", lambda: "K7QM-2XPD-9FRT")
    paper = officer(cast.noy).post(reverse("people:print-slip", args=[slip.id]))
    return "K7QM-2XPD-9FRT" if paper.status_code == 200 and paper.content.startswith(b"%PDF-") else ""


def get_in(code: str) -> WatchfulClient:
    client = WatchfulClient()
    client.post(reverse("people:get-in-again"), {"code": code, "password": NEW_PASSWORD})
    return client


def test_an_officer_lets_a_clerk_in_again(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    vilay = lost(cast)
    old = officer(vilay)
    client = get_in(printed_code(cast, asked(cast), monkeypatch))
    assert client.session["_auth_user_id"] == str(vilay.id)
    assert not Authenticator.objects.filter(user=vilay).exists()
    assert old.get(reverse("people:me")).status_code == 302, "sessions from before are over"
    assert sign_in(WatchfulClient(), "vilay@example.org", NEW_PASSWORD)
    assert not sign_in(WatchfulClient(), "vilay@example.org")
    done = list(AuditEntry.objects.filter(what__contains="slip").order_by("id").values_list("what", "by_name"))
    assert done == [
        ("people.ask-for-slip", "Noy Sengdara"),
        ("people.print-slip", "Noy Sengdara"),
        ("people.use-slip", "Vilay Keola"),
    ]


def test_somebody_written_down_by_others_gets_a_name_to_sign_in_with(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    Person.objects.filter(pk=cast.vilay.pk).update(email=None)
    client = get_in(printed_code(cast, asked(cast), monkeypatch))
    name = Person.objects.get(pk=cast.vilay.pk).sign_in_name
    assert name and name in text_of(client.get(reverse("people:my-sign-in-name")))
    assert sign_in(WatchfulClient(), name, NEW_PASSWORD)


def test_a_slip_opens_once_and_within_a_day(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    lost(cast)
    code = printed_code(cast, asked(cast), monkeypatch)
    RecoverySlip.objects.update(expires_at=timezone.now())
    assert "_auth_user_id" not in get_in(code).session
    RecoverySlip.objects.update(expires_at=timezone.now() + timedelta(hours=1))
    assert "_auth_user_id" in get_in(code).session
    assert "_auth_user_id" not in get_in(code).session


def test_a_treasurer_needs_two_officers(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    lost(cast, office="treasurer")
    slip = asked(cast)
    assert printed_code(cast, slip, monkeypatch) == ""
    assert "waits for a second officer" in text_of(officer(cast.noy).get(reverse("people:slips", args=[cast.bolaven.id])))
    Office.objects.create(person=cast.pao, organization=cast.bolaven, office="chair", since_at=AT)
    officer(cast.pao).post(reverse("people:consent-to-slip", args=[slip.id]))
    assert "_auth_user_id" in get_in(printed_code(cast, slip, monkeypatch)).session


def test_a_manager_here_prints_no_way_into_another_cooperative(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    lost(cast)
    Office.objects.create(person=cast.vilay, organization=cast.mungo, office="manager", since_at=AT)
    slip = asked(cast)
    assert printed_code(cast, slip, monkeypatch) == ""
    assert "waits for the word of Mungo Cocoa Cooperative" in text_of(
        officer(cast.noy).get(reverse("people:slips", args=[cast.bolaven.id]))
    )
    assert officer(cast.jonas).post(reverse("people:consent-to-slip", args=[slip.id])).status_code == 404
    officer(cast.ebong).post(reverse("people:consent-to-slip", args=[slip.id]))
    assert "_auth_user_id" in get_in(printed_code(cast, slip, monkeypatch)).session


def test_powers_that_grew_after_printing_close_the_slip(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    lost(cast)
    code = printed_code(cast, asked(cast), monkeypatch)
    Office.objects.create(person=cast.vilay, organization=cast.bolaven, office="treasurer", since_at=AT)
    assert "_auth_user_id" not in get_in(code).session


def test_nobody_prints_a_slip_for_oneself(cast: Cast) -> None:
    page = officer(cast.noy).post(reverse("people:ask-for-slip", args=[cast.bolaven.id]), {"person": str(cast.noy.id)})
    assert page.status_code == 409
    assert not RecoverySlip.objects.exists()


def test_before_letting_in_the_officer_shows_again_who_it_is(cast: Cast) -> None:
    give_password(cast.noy)
    client = WatchfulClient()
    client.force_login(cast.noy, factors=())
    answer = client.post(reverse("people:ask-for-slip", args=[cast.bolaven.id]), {"person": str(cast.vilay.id)})
    assert answer.url.startswith(reverse("account_reauthenticate"))
    assert not RecoverySlip.objects.exists()
    goes_on = client.post(answer.url, {"password": PASSWORD})
    assert goes_on.status_code == 302
    assert RecoverySlip.objects.get().person == cast.vilay
