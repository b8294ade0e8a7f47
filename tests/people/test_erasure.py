"""Erasing a person: a rare name is planted wherever a person leaves one, and found nowhere afterwards but where the register says so."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from allauth.mfa.models import Authenticator
from django.apps import apps
from django.conf import settings as live
from django.db import connection
from django.test import Client
from django.urls import reverse

from rochdale.base import audit, documents, erasing, imports, jobs, looks, mail, opening, postgresql, privacy, retention, two_persons
from rochdale.base.actor import SYSTEM, Actor
from rochdale.base.erased import ErasedPerson
from rochdale.base.imports import ImportKind, Reading, ReadRow
from rochdale.base.looks import Subject
from rochdale.base.models import AuditEntry, Document, ExchangeRate, Proposal
from rochdale.base.operations import operation
from rochdale.base.retention import read_periods
from rochdale.kernel.ids import new_id
from rochdale.kernel.refusal import NotAllowed, Refused
from rochdale.people import operations, queries
from rochdale.people.models import Device, Office, Person
from rochdale.people.operations import devices, erasure
from rochdale.people.operations.opening import bring_old_books
from rochdale.people.operations.sharing import share, stop_sharing
from rochdale.trade.models import Offer
from rochdale.trade.operations import give_first_refusal
from rochdale.trade.rules.goods import Price
from tests.cast import AT, Cast, id_of, later
from tests.trade.goods import a_need, an_offer

pytestmark = pytest.mark.django_db

NAME, BEFORE = "Zephyrine Qwortz ນາງຫາຍາກ", "Zephyrine Vosqwortz ນາງຫາຍາກ"
RARE = ("Qwortz", "Vosqwortz", "ຫາຍາກ", "zqwortz", "5987654")
EMAIL, PHONE, SIGN_IN_NAME = "zqwortz@example.org", "+8562055987654", "zqwortz.z"
KIND = "test.rare"
PDF = b"%PDF-1.4 signed"


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, settings: object) -> None:
    settings.VAR, settings.MEDIA_ROOT = tmp_path / "var", tmp_path / "var" / "documents"
    settings.EMAIL_FILE_PATH = tmp_path / "var" / "mail"
    (tmp_path / "var").mkdir()


@pytest.fixture
def rare_ledger() -> Iterator[str]:
    opening.ledger(KIND, title="Advances", account="Member", units=("LAK",))
    yield KIND
    del opening._ledgers[KIND]


@operation
def keep_nothing(*, id: UUID, by: Actor, at: datetime, row: object) -> str:
    return str(id)


@pytest.fixture
def rare_import() -> Iterator[str]:
    def read(content: bytes, name: str) -> Reading:
        return Reading("Rows", ["name"], [ReadRow(2, {"name": NAME}, (NAME,))])

    imports._kinds[KIND] = ImportKind(KIND, "Rows", read, keep_nothing, lambda by: None)
    yield KIND
    del imports._kinds[KIND]


@pytest.fixture
def zephyrine(cast: Cast, client: Client, rare_ledger: str, rare_import: str) -> Person:
    """Somebody who left her name wherever one can be left, through operations, and whose offices have ended since."""
    noy = cast.actor("noy")
    household = operations.register_household(id=new_id(), by=noy, at=AT, name="Household Qwortz", place="Ban Vosqwortz")
    id = operations.register_person(
        id=id_of("zephyrine"), by=noy, at=AT, name=BEFORE, email=EMAIL, phone=PHONE, sex="female", birth_year=1987,
        household_id=UUID(household),
    )  # fmt: skip
    person = Person.objects.get(pk=id)
    operations.invite(
        id=new_id(), by=noy, at=AT, organization_id=cast.bolaven.id, name=BEFORE, offices=["chair", "treasurer"], code_sha256="c" * 64
    )
    herself = Actor(str(person.id), BEFORE)
    operations.accept_invitation(id=new_id(), by=herself, at=AT, code_sha256="c" * 64)
    operations.correct_name(id=new_id(), by=herself, at=AT, name=NAME)
    Person.objects.filter(pk=person.pk).update(sign_in_name=SIGN_IN_NAME)
    person.refresh_from_db()
    by = queries.actor(person.id, AT, organization_id=cast.bolaven.id)
    assert by is not None
    _signs_in(person, client)
    _works_in_the_office(cast, by, person)
    _trades(cast, by)
    for office in Office.objects.filter(person=person):
        operations.end_office(id=new_id(), by=noy, at=later(hours=2), office_id=office.id)
    return Person.objects.get(pk=id)


def _signs_in(person: Person, client: Client) -> None:
    client.force_login(person)
    client.get("/me/")
    Authenticator.objects.create(user=person, type="totp", data={"secret": "zqwortz"})
    devices.choose_pin(id=new_id(), by=Actor(str(person.id), NAME), at=AT, pin_hash="zqwortz")
    letter = {"to": EMAIL, "subject": f"For {NAME}", "text": f"Dear {NAME}", "language": "en"}
    jobs.start(mail.SEND, id=new_id(), by=SYSTEM, at=AT, title="Letter", content=letter)
    for folder, name in (("mail", "1.log"), ("exports", "1.zip")):
        (Path(live.VAR) / folder).mkdir()
        (Path(live.VAR) / folder / name).write_text(f"To: {EMAIL}", encoding="utf-8")


def _works_in_the_office(cast: Cast, by: Actor, person: Person) -> None:
    noy = cast.actor("noy")
    bolaven = cast.bolaven.id
    devices.enrol_device(
        id=id_of("rare device"), by=by, at=AT, organization_id=bolaven, name=f"Phone of {NAME}", kind="phone", is_shared=False,
        secret_sha256="d" * 64,
    )  # fmt: skip
    office = Office.objects.get(person=person, office="chair")
    operations.delegate_office(
        id=new_id(), by=by, at=AT, office_id=office.id, deputy_id=cast.vilay.id, until_at=later(hours=1), reason=f"{NAME} travels"
    )
    deputy = queries.actor(cast.vilay.id, AT, organization_id=bolaven, in_name_of=person.id)
    assert deputy is not None
    given = share(
        id=new_id(), by=by, at=AT, organization_id=bolaven, what="people.officers", with_id=cast.faelles.id, purpose=f"{NAME} asks"
    )
    stop_sharing(id=new_id(), by=deputy, at=AT, sharing_id=UUID(given))
    looks.tell_purpose(
        id=new_id(), by=by, at=AT, subject=Subject("people.contacts", "people.Person", str(cast.kham.id), bolaven, cast.kham.id),
        purpose=f"{NAME} brings the money",
    )  # fmt: skip
    looks.tell_purpose(
        id=new_id(), by=noy, at=AT, subject=Subject("people.contacts", "people.Person", str(person.id), bolaven, person.id),
        purpose=f"to call {NAME}",
    )  # fmt: skip
    hold = erasure.place_hold(
        id=new_id(), by=by, at=AT, organization_id=bolaven, person_id=cast.kham.id, reason=f"owes {NAME}", until_on=later(days=9).date()
    )
    erasure.lift_hold(id=new_id(), by=by, at=AT, hold_id=UUID(hold))
    document = documents.keep(by=by, at=AT, name=f"{NAME}.csv", content=b"a,b\n")
    audit.record(by=noy, at=AT, what="test.rare", about=document, before={NAME: [{"x": f"({NAME})"}]}, reason=f"as {NAME}, said")
    imports.choose_file(id=new_id(), by=by, at=AT, kind=KIND, name="rows.csv", content=b"name\n")
    table = f"account,amount,unit,note\n{NAME},500,LAK,paid to {NAME}\n".encode()
    book = bring_old_books(id=new_id(), by=noy, at=AT, ledger=KIND, on=AT.date(), name="old.csv", content=table)
    proposal = Proposal.objects.get(pk=book)
    two_persons.confirm(id=new_id(), by=by, at=AT, proposal_id=proposal.id, content_sha256=proposal.content_sha256)
    ExchangeRate.objects.create(
        id=new_id(), currency="LAK", per_eur=24000, on=AT.date(), source="Bank", by_id=by.id, by_name=by.name, at=AT
    )


def _trades(cast: Cast, by: Actor) -> None:
    offer = an_offer(by, reference="RARE")
    Offer.objects.filter(pk=offer.pk).update(origin={"producer": NAME})
    a_need(by, reference="RARE")
    give_first_refusal(
        id=new_id(), by=by, at=AT, offer_id=offer.id, partner_id=cast.faelles.id, kg=500, price=Price(6, "USD", "kg"),
        until=later(days=9).date(),
    )  # fmt: skip


def everything_in_the_database() -> str:
    """Every value of every table as it is stored, whatever Django makes of it."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            found += [f"{table}: {row}" for row in cursor.fetchall()]
    return "\n".join(found)


def spellings(word: str) -> set[str]:
    """A word as text, as JSON, and as JSON in JSON."""
    return {word, json.dumps(word)[1:-1], json.dumps(json.dumps(word))[3:-3]}


def lines_with(text: str) -> list[str]:
    return [line for line in text.splitlines() if any(spelling in line for word in RARE for spelling in spellings(word))]


def sessions() -> str:
    return "\n".join(str(session.get_decoded()) for session in apps.get_model("sessions.Session").objects.all())


def files(*, without: tuple[bytes, ...] = ()) -> list[str]:
    """Files under VAR in which a rare word stands."""
    found = []
    for path in Path(live.VAR).rglob("*"):
        if path.is_file() and any(word.encode() in path.read_bytes() for word in RARE) and path.read_bytes() not in without:
            found.append(str(path))
    return found


def test_a_rare_name_is_nowhere_after_erasing_but_where_the_register_permits(
    zephyrine: Person, caplog: pytest.LogCaptureFixture, client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    caplog.set_level(logging.DEBUG)
    planted = lines_with(everything_in_the_database())
    tables = {line.split(":")[0] for line in planted}
    assert {
        *("people_person", "people_household", "people_invitation", "people_device", "people_delegation", "people_sharing", "people_pin"),
        *("base_auditentry", "base_document", "base_look", "base_hold", "base_openingbalance", "base_importrun", "base_exchangerate"),
        *("trade_offer", "trade_need", "trade_firstrefusal", "mfa_authenticator", "base_proposal", "base_job"),
    } <= tables, "the name was not planted everywhere"
    by = Actor(str(zephyrine.id), NAME)
    with django_capture_on_commit_callbacks(execute=True):
        pseudonym = erasure.erase_myself(id=new_id(), by=by, at=later(days=1))
    assert lines_with(everything_in_the_database()) == []
    assert str(zephyrine.id) not in sessions()
    kept = {documents.content_of(row) for row in Document.objects.all() if row.sha256}
    assert privacy.kind_of("base.files").outlasts, "the register says that a file stays as it was brought"
    assert files(without=tuple(kept)) == []
    assert len(files()) == 1, "the old books stay as they were signed"
    assert lines_with(caplog.text) == []
    assert client.get("/me/").status_code == 302
    zephyrine.refresh_from_db()
    assert zephyrine.name == pseudonym
    assert AuditEntry.objects.filter(by_id=str(zephyrine.id)).exclude(by_name=pseudonym).count() == 0


def test_ledgers_and_trail_still_add_up(zephyrine: Person, cast: Cast) -> None:
    counts = {
        model._meta.label: model._default_manager.count() for model in apps.get_models() if model._meta.app_label in ("base", "trade")
    }
    erasure.erase_myself(id=new_id(), by=Actor(str(zephyrine.id), NAME), at=later(days=1))
    now = {model._meta.label: model._default_manager.count() for model in apps.get_models() if model._meta.app_label in ("base", "trade")}
    grown = {label: now[label] - counts[label] for label in now if now[label] != counts[label]}
    assert grown == {"base.AuditEntry": 1, "base.Command": 1, "base.ErasedPerson": 1}
    pseudonym = ErasedPerson.objects.get().pseudonym
    assert opening.opening_balance(cast.bolaven.id, KIND, pseudonym) == {"LAK": 500}
    entry = AuditEntry.objects.get(what="test.rare")
    assert (entry.before, entry.reason) == ({pseudonym: [{"x": f"({pseudonym})"}]}, f"as {pseudonym}, said")


def test_a_namesake_keeps_the_name(zephyrine: Person, cast: Cast) -> None:
    """Somebody else of the same name did something: only what is tied to the erased person changes."""
    other = operations.register_person(id=id_of("namesake"), by=cast.actor("noy"), at=AT, name=NAME)
    audit.record(by=cast.actor("noy"), at=AT, what="test.other", about=Person.objects.get(pk=other), after={"name": NAME})
    erasure.erase_myself(id=new_id(), by=Actor(str(zephyrine.id), NAME), at=later(days=1))
    assert AuditEntry.objects.get(what="test.other").after == {"name": NAME}
    assert Person.objects.get(pk=other).name == NAME
    assert AuditEntry.objects.filter(by_id=str(zephyrine.id), by_name=NAME).count() == 0


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        ("May", True),
        ("May, the chair", True),
        ("in Mayo", False),
        ("(May)", True),
        ("Émay", False),
        ("ນາງMay", True),
        ("may", False),
    ],
)
def test_a_name_is_replaced_as_a_word(text: str, is_found: bool) -> None:
    assert (erasing.without(text, ["May"], "X") != text) is is_found


def test_a_single_short_name_is_no_trace_outside_of_the_persons_rows(cast: Cast) -> None:
    id = operations.register_person(id=id_of("may"), by=cast.actor("noy"), at=AT, name="May")
    audit.record(by=cast.actor("noy"), at=AT, what="test.month", about=cast.bolaven, reason="ready in May")
    audit.record(by=cast.actor("noy"), at=AT, what="test.person", about=Person.objects.get(pk=id), reason="May was written down")
    pseudonym = erasure.erase_myself(id=new_id(), by=Actor(id, "May"), at=later(days=1))
    assert AuditEntry.objects.get(what="test.month").reason == "ready in May"
    assert AuditEntry.objects.get(what="test.person").reason == f"{pseudonym} was written down"


def test_whoever_holds_office_stays_and_learns_when_it_becomes_possible(cast: Cast) -> None:
    with pytest.raises(Refused) as refused:
        erasure.erase_myself(id=new_id(), by=cast.actor("kham"), at=AT)
    assert [refusal.code for refusal in refused.value.refusals] == ["people.erasing-holds-office"]
    assert Person.objects.get(pk=cast.kham.pk).erased_at is None


def test_a_hold_refuses_until_its_day(cast: Cast) -> None:
    noy, pao = cast.actor("noy"), cast.pao
    office = operations.appoint(
        id=new_id(), by=noy, at=AT, person_id=pao.id, organization_id=cast.bolaven.id, office="member", until_at=later(hours=1)
    )
    assert office
    until = later(days=20).date()
    erasure.place_hold(id=new_id(), by=noy, at=AT, organization_id=cast.bolaven.id, person_id=pao.id, reason="A debt", until_on=until)
    by = Actor(str(pao.id), pao.name)
    with pytest.raises(Refused) as refused:
        erasure.erase_myself(id=new_id(), by=by, at=later(days=19))
    assert refused.value.refusals[0].facts == {"organization": "Bolaven Coffee Growers", "until": until}
    erasure.erase_myself(id=new_id(), by=by, at=later(days=20))
    assert Person.objects.get(pk=pao.pk).erased_at is not None


BOOKS = """
[[period]]
code = "law.books"
since = 2020-01-01
countries = ["LA"]
keeps = 3653
then = "blocks"
blocks = ["treasurer"]
source = "A law, article 1"
grade = "{grade}"
"""


@pytest.mark.parametrize(("grade", "refuses"), [("verified", True), ("memory", False), ("unverified", False)])
def test_a_period_of_the_law_refuses_once_somebody_has_read_it(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, grade: str, refuses: bool
) -> None:
    monkeypatch.setattr(retention, "shipped", lambda: read_periods(BOOKS.format(grade=grade)))
    operations.appoint(
        id=new_id(), by=cast.actor("noy"), at=AT, person_id=cast.pao.id, organization_id=cast.bolaven.id, office="treasurer",
        until_at=later(hours=1),
    )  # fmt: skip
    by, at = Actor(str(cast.pao.id), cast.pao.name), later(days=1)
    if not refuses:
        erasure.erase_myself(id=new_id(), by=by, at=at)
        return
    with pytest.raises(Refused) as refused:
        erasure.erase_myself(id=new_id(), by=by, at=at)
    assert [refusal.code for refusal in refused.value.refusals] == ["people.erasing-is-too-early"]
    assert refused.value.refusals[0].facts["until"] == later(days=3653).date()


def test_a_deputy_erases_nobody(cast: Cast) -> None:
    by = Actor(str(cast.pao.id), cast.pao.name, in_name_of_id=str(cast.noy.id), in_name_of_name="Noy")
    with pytest.raises(Refused, match=r"people\.erasing-is-ones-own"):
        erasure.erase_myself(id=new_id(), by=by, at=AT)


@pytest.fixture
def asked(cast: Cast) -> Proposal:
    """Pao was a member, left, and signed a request that Noy brings."""
    noy = cast.actor("noy")
    operations.appoint(
        id=new_id(), by=noy, at=AT, person_id=cast.pao.id, organization_id=cast.bolaven.id, office="member", until_at=later(hours=1)
    )
    operations.appoint(id=new_id(), by=noy, at=AT, person_id=cast.vilay.id, organization_id=cast.bolaven.id, office="treasurer")
    id = erasure.ask_to_erase(
        id=new_id(), by=noy, at=later(days=1), organization_id=cast.bolaven.id, person_id=cast.pao.id, request_name="a.pdf", request=PDF
    )
    return Proposal.objects.get(pk=id)


def test_a_signed_request_needs_two_officers(cast: Cast, asked: Proposal) -> None:
    sends = {"proposal_id": asked.id, "content_sha256": asked.content_sha256, "at": later(days=2)}
    for person, code in (("noy", "base.maker-cannot-check"), ("kham", "people.may-not-erase")):
        with pytest.raises(Refused, match=code):
            two_persons.confirm(id=new_id(), by=cast.actor(person, at=later(days=2)), **sends)
    assert Person.objects.get(pk=cast.pao.pk).erased_at is None
    two_persons.confirm(id=new_id(), by=cast.actor("vilay", at=later(days=2)), **sends)
    assert Person.objects.get(pk=cast.pao.pk).erased_at == later(days=2)


def test_only_a_former_member_can_be_asked_for(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        erasure.ask_to_erase(
            id=new_id(), by=cast.actor("noy"), at=AT, organization_id=cast.bolaven.id, person_id=cast.ebong.id, request_name="a.pdf",
            request=PDF,
        )  # fmt: skip


def test_the_second_officer_reads_the_paper_and_nobody_else(cast: Cast, asked: Proposal) -> None:
    paper = documents.document(UUID(asked.content["document_id"]))
    assert documents.is_seen_by(paper, cast.actor("vilay", at=later(days=1)))
    for person in ("kham", "ebong", "sofia"):
        assert not documents.is_seen_by(paper, cast.actor(person, at=later(days=1)))


def test_a_restored_backup_is_erased_anew_under_the_same_name(zephyrine: Person, django_capture_on_commit_callbacks: Any) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        pseudonym = erasure.erase_myself(id=new_id(), by=Actor(str(zephyrine.id), NAME), at=later(days=1))
    listed = erasing.list_path().read_text(encoding="utf-8")
    assert str(zephyrine.id) in listed
    assert lines_with(listed) == []
    # As yesterday's backup has it: the person is there, the list in the database is not.
    with postgresql.as_owner(), connection.cursor() as cursor:
        _forget(cursor, zephyrine)
    erasing.erase_again(later(days=3))
    zephyrine.refresh_from_db()
    assert (zephyrine.name, zephyrine.email, zephyrine.erased_at) == (pseudonym, None, later(days=1))
    erasing.erase_again(later(days=3))
    assert ErasedPerson.objects.get().pseudonym == pseudonym


def _forget(cursor: object, person: Person) -> None:
    if connection.vendor == "sqlite":
        cursor.execute("DROP TRIGGER base_erasedperson_is_append_only_DELETE")
    else:
        cursor.execute("ALTER TABLE base_erasedperson DISABLE TRIGGER USER")
    cursor.execute("DELETE FROM base_erasedperson")
    Person.objects.filter(pk=person.pk).update(name=NAME, email=EMAIL, is_active=True, erased_at=None)


def test_a_person_erases_herself_on_the_screen(cast: Cast, client: Client) -> None:
    client.force_login(cast.pao)
    page = reverse("people:erase-me")
    assert b"cannot be taken back" in client.get(page).content
    assert client.post(page, {"operation_id": new_id()}).status_code == 200
    answer = client.post(page, {"operation_id": new_id(), "understood": "on"}, follow=True)
    assert b"Your name was taken out" in answer.content
    assert client.get("/me/").status_code == 302
    assert Person.objects.get(pk=cast.pao.pk).name.startswith("Erased person ")


def test_two_officers_erase_on_the_screen(cast: Cast, client: Client, asked: Proposal) -> None:
    client.force_login(cast.noy)
    assert b"Pao Xiong" in client.get(reverse("people:erasures", args=[cast.bolaven.id])).content
    assert b"Another officer has to agree" in client.get(reverse("people:erasure", args=[asked.id])).content


def test_a_device_stays_the_cooperatives(zephyrine: Person) -> None:
    erasure.erase_myself(id=new_id(), by=Actor(str(zephyrine.id), NAME), at=later(days=1))
    device = Device.objects.get(pk=id_of("rare device"))
    assert device.name == f"Phone of {ErasedPerson.objects.get().pseudonym}"
