"""What each role is answered at the addresses of privacy, sharing, erasing, leaving and opening balances."""

from __future__ import annotations

from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from rochdale.base import opening
from rochdale.kernel.ids import new_id
from rochdale.people.models import Office, Person
from rochdale.people.operations import appoint, end_office
from rochdale.people.operations.erasure import ask_to_erase, place_hold
from rochdale.people.operations.leaving import start_export
from rochdale.people.operations.opening import bring_old_books
from rochdale.people.operations.sharing import share
from tests.access.matrix import Row, World, open_to_all, row
from tests.cast import id_of

LEDGER = "test.advances"
PDF = b"%PDF-1.4 signed"


def prepare(world: World) -> None:
    """Noy shares the officers with Freja's cooperative, a member left, an export was begun, old books were brought."""
    at = timezone.now()
    noy = world.cast.actor("noy", at=at)
    opening._ledgers.setdefault(LEDGER, opening.Ledger(LEDGER, "Advances", "Member", ("LAK", "kg")))
    shared = share(
        id=new_id(),
        by=noy,
        at=at,
        organization_id=world.cast.bolaven.id,
        what="people.officers",
        with_id=world.cast.faelles.id,
        purpose="to know whom to call",
    )
    left = Person.objects.create(id=id_of("left"), name="Somebody Who Left")
    office = appoint(
        id=new_id(), by=noy, at=at - timedelta(days=9), person_id=left.id, organization_id=world.cast.bolaven.id, office="member"
    )
    end_office(id=new_id(), by=noy, at=at - timedelta(days=1), office_id=office)
    asked = ask_to_erase(
        id=new_id(),
        by=noy,
        at=at,
        organization_id=world.cast.bolaven.id,
        person_id=left.id,
        request_name="signed.pdf",
        request=PDF,
    )
    until = (at + timedelta(days=30)).date()
    held = place_hold(id=new_id(), by=noy, at=at, organization_id=world.cast.bolaven.id, person_id=left.id, reason="A debt", until_on=until)
    table = b"account,amount,unit\nM-1,500,LAK\n"
    book = bring_old_books(id=new_id(), by=noy, at=at, ledger=LEDGER, on=at.date(), name="old.csv", content=table)
    world.made |= {
        "shared": shared,
        "left": left.id,
        "asked-to-erase": asked,
        "held": held,
        "book": book,
        "export": start_export(id=new_id(), by=noy, at=at, organization_id=world.cast.bolaven.id),
        "office-of-kham": Office.objects.get(person=world.cast.kham).id,
    }


def made(name: str) -> object:
    return lambda world: world.made[name]


def fresh(world: World) -> object:
    return new_id()


def a_file(name: str, content: bytes) -> object:
    return lambda world: SimpleUploadedFile(name, content)


HERE, SENT = {"organization_id": "bolaven"}, {"operation_id": fresh}
LEADERS = {"member": 403, "officer": 200, "others": 404}
LEADERS_SEND = {"member": 403, "officer": 302, "others": 404}
SHARED = {**HERE, "what": "people.officers"}
LEFT = {**HERE, "person_id": made("left")}
ASKED, BOOK = {"proposal_id": made("asked-to-erase")}, {"proposal_id": made("book")}
NO = {**SENT, "reason": "Not signed"}

ROWS: list[Row] = [
    open_to_all("people:known"),
    open_to_all("people:erased"),
    row("people:my-data", others=200),
    row("people:take-my-data", "POST", sends=SENT, others=200),
    row("people:erase-me", others=200),
    row("people:erase-me", "POST", sends={**SENT, "understood": "on"}, no_office=302, others=200),
    row("people:members", "GET", HERE, **LEADERS),
    row("people:contacts-of", "GET", {"office_id": made("office-of-kham")}, **LEADERS),
    row("people:contacts-of", "POST", {"office_id": made("office-of-kham")}, {**SENT, "purpose": "the harvest"}, **LEADERS_SEND),
    row("people:contacts-of", "GET", {"office_id": fresh}, others=404),
    row("people:looks", "GET", HERE, **LEADERS),
    row("people:shared", "GET", SHARED, member=403, officer=200, buyer=200, others=404),
    row("people:shared", "POST", SHARED, {**SENT, "purpose": "the contract"}, member=403, officer=200, buyer=302, others=404),
    row("people:shared", "GET", {**HERE, "what": "trade.certificates"}, member=403, officer=200, others=404),
    row("people:shared", "GET", {**HERE, "what": "base.deeds"}, member=403, officer=200, others=404),
    row("people:shared", "GET", {**HERE, "what": "people.ways-in"}, others=404),
    row("people:sharings", "GET", HERE, member=200, officer=200, others=404),
    row("people:new-sharing", "GET", HERE, **LEADERS),
    row("people:new-sharing", "POST", HERE, {**SENT, "what": "people.officers", "purpose": "the public"}, **LEADERS_SEND),
    row("people:end-sharing", "POST", {"sharing_id": made("shared")}, SENT, **LEADERS_SEND),
    row("people:end-sharing", "POST", {"sharing_id": fresh}, SENT, others=404),
    row("people:erasures", "GET", HERE, **LEADERS),
    row("people:request-to-erase", "GET", LEFT, **LEADERS),
    row("people:request-to-erase", "POST", LEFT, {**SENT, "request": a_file("a.pdf", PDF)}, **LEADERS),
    row("people:request-to-erase", "GET", {**HERE, "person_id": "pao"}, member=403, others=404),
    row("people:new-hold", "GET", LEFT, **LEADERS),
    row("people:new-hold", "POST", LEFT, {**SENT, "reason": "A debt", "until_on": "1999-01-01"}, **LEADERS),
    row("people:erasure", "GET", ASKED, **LEADERS),
    row("people:erasure", "POST", ASKED, {**SENT, "content_sha256": "0" * 64}, member=403, officer=409, others=404),
    row("people:refuse-erasure", "POST", ASKED, NO, member=403, officer=409, others=404),
    row("people:erasure", "GET", {"proposal_id": fresh}, others=404),
    row("people:end-hold", "POST", {"hold_id": made("held")}, SENT, **LEADERS_SEND),
    row("people:end-hold", "POST", {"hold_id": fresh}, SENT, others=404),
    row("people:leaving", "GET", HERE, **LEADERS),
    row("people:leaving", "POST", HERE, SENT, member=403, officer=409, others=404),
    row("people:export", "GET", {"job_id": made("export")}, officer=200, others=404),
    row("people:export", "POST", {"job_id": made("export")}, SENT, officer=409, others=404),
    row("people:old-books", "GET", HERE, **LEADERS),
    row("people:bring-old-books", "GET", {**HERE, "ledger": LEDGER}, **LEADERS),
    row("people:bring-old-books", "GET", {**HERE, "ledger": "test.unknown"}, member=403, others=404),
    row(
        "people:bring-old-books",
        "POST",
        {**HERE, "ledger": LEDGER},
        {**SENT, "on": "2026-01-31", "file": a_file("b.csv", b"account,amount,unit\nM-2,7,kg\n")},
        **LEADERS_SEND,
    ),
    row("people:old-books-example", "GET", {"ledger": LEDGER}, others=200),
    row("people:old-book", "GET", BOOK, **LEADERS),
    row("people:old-book", "POST", BOOK, {**SENT, "content_sha256": "0" * 64}, member=403, officer=409, others=404),
    row("people:refuse-old-book", "POST", BOOK, NO, member=403, officer=409, others=404),
    row("people:old-book-paper", "GET", BOOK, **LEADERS),
    row("people:old-book", "GET", {"proposal_id": fresh}, others=404),
]
