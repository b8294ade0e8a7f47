"""What each role is answered at the addresses of people."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from django.utils import timezone

from rochdale.base.codes import hash_of
from rochdale.kernel.ids import new_id
from rochdale.people import operations
from rochdale.people.models import Office, Person
from tests.access.matrix import Prefix, Row, World, open_to_all, row
from tests.cast import AT


def prepare(world: World) -> None:
    """An office to end, and a persona to become."""
    world.made["clerk"] = Office.objects.get(person=world.cast.vilay)
    noy = world.cast.actor("noy")
    invited = {"organization_id": world.cast.bolaven.id, "name": "Mali", "offices": ["member"]}
    made = {"id": new_id(), "by": noy, "at": AT}
    world.made["invitation"] = operations.invite(**made, **invited, code_sha256=hash_of(CODE, purpose="invitation"))
    asked = {"id": new_id(), "by": noy, "at": timezone.now()}
    world.made["slip"] = operations.ask_for_slip(**asked, person_id=world.cast.vilay.id, organization_id=world.cast.bolaven.id)
    lent = {"office_id": Office.objects.get(person=world.cast.noy).id, "deputy_id": world.cast.vilay.id, "reason": "I travel."}
    until_at = timezone.now() + timedelta(days=9)
    world.made["delegation"] = operations.delegate_office(id=new_id(), by=noy, at=timezone.now(), until_at=until_at, **lent)
    Person.objects.filter(pk=world.cast.kham.pk).update(persona_says="I bring cherry and want to see my receipt.")


def clerk(world: World) -> object:
    return world.made["clerk"].id


def made(word: str) -> Callable[[World], object]:
    return lambda world: world.made[word]


def fresh(world: World) -> object:
    return new_id()


CODE = "K7QM-2XPD-9FRT"
HERE = {"organization_id": "bolaven"}
SLIP, INVITATION = {"slip_id": made("slip")}, {"invitation_id": made("invitation")}
A_PASSKEY = {"pk": lambda world: 1}
ONE_FIELD = {"operation_id": fresh}
NOWHERE = {"organization_id": fresh}
SIGNED_IN_GOES_HOME = {"anonymous": 200, "others": 302}

ROWS: list[Row] = [
    row("people:me", others=200),
    row("people:name", others=200),
    row("people:name", "POST", sends={"operation_id": fresh, "name": "A New Name"}, others=302, member=409),
    row("people:name", "POST", sends={"operation_id": fresh, "name": ""}, others=200),
    row("people:contacts", others=200),
    row("people:contacts", "POST", sends={"operation_id": fresh, "email": "new@example.org", "password": "wrong"}, others=200),
    row("people:language", "POST", sends={"operation_id": fresh, "language": "lo"}, others=302),
    row("people:act-for", "POST", sends={"organization": "bolaven"}, member=302, officer=302, others=409),
    row("people:act-for", "POST", sends={"organization": "no id"}, others=409),
    row("people:officers", "GET", HERE, member=200, officer=200, others=404),
    row("people:officers", "GET", NOWHERE, others=404),
    row(
        "people:officers",
        "POST",
        HERE,
        {"contact": "pao@example.org", "office": "clerk", "operation_id": fresh},
        member=403,
        officer=302,
        others=404,
    ),
    row(
        "people:officers",
        "POST",
        HERE,
        {"contact": "nobody@example.org", "office": "clerk", "operation_id": fresh},
        member=403,
        officer=200,
        others=404,
    ),
    row("people:end-office", "POST", {"office_id": clerk}, {"operation_id": fresh}, member=403, officer=302, others=404),
    row("people:end-office", "POST", {"office_id": fresh}, {"operation_id": fresh}, others=404),
    row("people:offices-ever", "GET", HERE, member=200, officer=200, others=404),
    row("people:deputies", others=200),
    row("people:deputies", "POST", sends={"operation_id": fresh, "reason": ""}, others=200),
    row("people:end-delegation", "POST", {"delegation_id": made("delegation")}, ONE_FIELD, member=403, officer=302, others=404),
    row("people:end-delegation", "POST", {"delegation_id": fresh}, ONE_FIELD, others=404),
    row("people:done-in-my-name", others=200),
    row("people:sessions", others=200),
    row("people:sessions", "POST", sends={"session": "999999"}, others=302),
    row("people:my-sign-in-name", others=200),
    row("people:invitations", "GET", HERE, member=403, officer=200, others=404),
    row("people:invitations", "GET", NOWHERE, others=404),
    row("people:invitations", "POST", HERE, {"name": "Mali", "offices": "member", **ONE_FIELD}, member=403, officer=200, others=404),
    row("people:invitation-slip", "POST", INVITATION, {"code": CODE}, member=403, officer=200, others=404),
    row("people:invitation-slip", "POST", INVITATION, {"code": "AAAA-BBBB-CCCC"}, member=403, officer=409, others=404),
    row("people:invitation-slip", "POST", {"invitation_id": fresh}, {"code": CODE}, others=404),
    row("people:withdraw-invitation", "POST", INVITATION, ONE_FIELD, member=403, officer=302, others=404),
    row("people:withdraw-invitation", "POST", {"invitation_id": fresh}, ONE_FIELD, others=404),
    open_to_all("people:typed-code"),
    open_to_all("people:typed-code", "POST", sends={"code": "AAAA-BBBB-CCCC"}, code=302),
    open_to_all("people:invited", at={"code": lambda world: CODE}),
    open_to_all("people:invited", at={"code": lambda world: "AAAA-BBBB-CCCC"}, code=409),
    row(
        "people:invited", "POST", {"code": lambda world: CODE}, {"name": "Mali", "password": "short"}, anonymous=200, member=409, others=302
    ),
    open_to_all("people:invited", "POST", {"code": lambda world: "AAAA-BBBB-CCCC"}, {"name": "Mali"}, code=409),
    open_to_all("people:get-in-again"),
    open_to_all("people:get-in-again", "POST", sends={"code": "AAAA-BBBB-CCCC", "password": "four-words-of-cloth"}),
    row("people:slips", "GET", HERE, member=403, officer=200, others=404),
    row("people:slips", "GET", NOWHERE, others=404),
    row("people:ask-for-slip", "POST", HERE, {"person": "vilay"}, member=403, officer=302, others=404),
    row("people:ask-for-slip", "POST", HERE, {"person": "ebong"}, member=403, others=404),
    row("people:consent-to-slip", "POST", SLIP, ONE_FIELD, member=403, officer=409, buyer=403, others=404, registrar=404),
    row("people:print-slip", "POST", SLIP, ONE_FIELD, member=403, officer=200, buyer=403, others=404),
    row("people:print-slip", "POST", {"slip_id": fresh}, ONE_FIELD, member=403, buyer=403, others=404),
    row("people:withdraw-slip", "POST", SLIP, ONE_FIELD, member=403, officer=302, buyer=403, others=404),
    open_to_all("people:demo"),
    open_to_all("people:become", "POST", {"person_id": "kham"}, code=302),
    open_to_all("people:become", "POST", {"person_id": "noy"}, code=404),
    open_to_all("people:become", "POST", {"person_id": fresh}, code=404),
    row("account_login", **SIGNED_IN_GOES_HOME),
    row("account_login", "POST", sends={"login": "noy@example.org", "password": "wrong"}, **SIGNED_IN_GOES_HOME),
    row("account_signup", **SIGNED_IN_GOES_HOME),
    row("account_signup", "POST", sends={"name": "New"}, **SIGNED_IN_GOES_HOME),
    row("account_logout", others=200),
    row("account_logout", "POST", others=302),
    open_to_all("account_inactive"),
    open_to_all("account_confirm_email", at={"key": "no-such-key"}),
    open_to_all("account_confirm_email", "POST", {"key": "no-such-key"}, code=404),
    row("account_change_password", others=302),
    row("account_set_password", others=200),
    row("account_set_password", "POST", sends={"password1": "short", "password2": "short"}, others=200),
    open_to_all("account_reset_password"),
    open_to_all("account_reset_password", "POST", sends={"email": "nobody@example.org"}, code=302),
    open_to_all("account_reset_password_done"),
    open_to_all("account_reset_password_from_key", at={"uidb36": "1", "key": "no-such-key"}),
    open_to_all("account_reset_password_from_key_done"),
    row("account_reauthenticate", others=403),
    row("account_reauthenticate", "POST", sends={"password": "wrong"}, others=403),
    row("mfa_index", others=200),
    row("mfa_authenticate", anonymous=302, others=302),
    row("mfa_authenticate", "POST", sends={"code": "000000"}, anonymous=302, others=302),
    row("mfa_reauthenticate", others=403),
    row("mfa_reauthenticate", "POST", sends={"code": "000000"}, others=403),
    row("mfa_activate_totp", others=200),
    row("mfa_activate_totp", "POST", sends={"code": "000000"}, others=200),
    row("mfa_deactivate_totp", others=404),
    row("mfa_deactivate_totp", "POST", others=404),
    row("mfa_view_recovery_codes", others=200),
    row("mfa_view_recovery_codes", "POST", sends=ONE_FIELD, others=302, member=409),
    row("code-card-paper", "POST", others=200),
    row("mfa_list_webauthn", others=200),
    row("mfa_add_webauthn", others=200),
    row("mfa_add_webauthn", "POST", sends={"name": "My phone", "credential": ""}, others=200),
    row("mfa_reauthenticate_webauthn", others=403),
    row("mfa_edit_webauthn", "GET", A_PASSKEY, others=404),
    row("mfa_edit_webauthn", "POST", A_PASSKEY, {"name": "Another"}, others=404),
    row("mfa_remove_webauthn", "GET", A_PASSKEY, others=404),
    row("mfa_remove_webauthn", "POST", A_PASSKEY, others=404),
    open_to_all("mfa_login_webauthn", code=302),
    open_to_all("mfa_login_webauthn", "POST", sends={"credential": ""}, code=302),
]

PREFIXES: list[Prefix] = []
