"""What each role is answered at the addresses of people."""

from __future__ import annotations

from rochdale.kernel.ids import new_id
from rochdale.people.models import Office, Person
from tests.access.matrix import Prefix, Row, World, open_to_all, row


def prepare(world: World) -> None:
    """An office to end, and a persona to become."""
    world.made["clerk"] = Office.objects.get(person=world.cast.vilay)
    Person.objects.filter(pk=world.cast.kham.pk).update(persona_says="I bring cherry and want to see my receipt.")


def clerk(world: World) -> object:
    return world.made["clerk"].id


def fresh(world: World) -> object:
    return new_id()


HERE = {"organization_id": "bolaven"}
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
]

PREFIXES: list[Prefix] = []
