"""A ledger starts from old books: one brings the table, another one sees the same figures and agrees; an account opens once."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from rochdale.base import documents, opening, two_persons
from rochdale.base.models import Document, OpeningBalance, Proposal
from rochdale.base.opening import opening_balance
from rochdale.kernel.ids import new_id
from rochdale.kernel.refusal import NotAllowed, Refused
from rochdale.people import operations
from rochdale.people.opening_paper import sheet_pdf
from rochdale.people.operations.opening import bring_old_books
from tests.cast import AT, Cast, later
from tests.watchful import WatchfulClient

pytestmark = pytest.mark.django_db
LEDGER = "test.advances"
TABLE = b"account,amount,unit,note\nM-1,500000,LAK,\nM-2,250000.50,LAK,paid in May\nM-2,12.5,kg,\n"


@pytest.fixture(autouse=True)
def ledger(tmp_path: Path, settings: object, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.MEDIA_ROOT = tmp_path / "documents"
    monkeypatch.setattr(opening, "_ledgers", {})  # whatever other tests have registered
    opening.ledger(LEDGER, title="Advances to members", account="Member number", units=("LAK", "kg"), explains="What a member owes.")


@pytest.fixture
def treasury(cast: Cast) -> Cast:
    """Vilay is treasurer too."""
    operations.appoint(
        id=new_id(), by=cast.actor("noy"), at=AT, person_id=cast.vilay.id, organization_id=cast.bolaven.id, office="treasurer"
    )
    return cast


def bring(cast: Cast, person: str = "noy", table: bytes = TABLE) -> Proposal:
    id = bring_old_books(id=new_id(), by=cast.actor(person), at=AT, ledger=LEDGER, on=AT.date(), name="old.csv", content=table)
    return Proposal.objects.get(pk=id)


def agree(cast: Cast, proposal: Proposal, person: str = "vilay") -> None:
    two_persons.confirm(
        id=new_id(), by=cast.actor(person), at=later(days=1), proposal_id=proposal.id, content_sha256=proposal.content_sha256
    )


def test_two_open_a_ledger(treasury: Cast) -> None:
    proposal = bring(treasury)
    assert not OpeningBalance.objects.exists()
    assert proposal.content["totals"] == {"LAK": "750000.50", "kg": "12.5"}
    agree(treasury, proposal)
    bolaven = treasury.bolaven.id
    assert opening_balance(bolaven, LEDGER, "M-2") == {"LAK": Decimal("250000.50"), "kg": Decimal("12.5")}
    assert opening_balance(bolaven, LEDGER, "M-9") == {}
    assert opening_balance(treasury.mungo.id, LEDGER, "M-2") == {}
    (opened,) = opening.opened(bolaven)
    assert (opened.rows, opened.totals) == (3, {"LAK": Decimal("750000.50"), "kg": Decimal("12.5")})


def test_nobody_agrees_to_the_own_table(treasury: Cast) -> None:
    proposal = bring(treasury, "vilay")
    with pytest.raises(Refused, match=r"base\.maker-cannot-check"):
        agree(treasury, proposal)
    assert not OpeningBalance.objects.exists()


@pytest.mark.parametrize("person", ["kham", "ebong", "sofia", "noy"])
def test_only_the_treasurer_or_the_chair_agrees(treasury: Cast, person: str) -> None:
    proposal = bring(treasury, "vilay")
    with pytest.raises(NotAllowed):
        agree(treasury, proposal, person)


def test_a_member_brings_no_table(treasury: Cast) -> None:
    with pytest.raises(NotAllowed):
        bring(treasury, "kham")
    assert not Document.objects.exists()


def test_an_account_opens_once(treasury: Cast) -> None:
    first, second = bring(treasury), bring(treasury, table=TABLE + b"M-3,1,LAK,\n")
    agree(treasury, first)
    with pytest.raises(Refused) as refused:
        agree(treasury, second)
    assert {refusal.code for refusal in refused.value.refusals} == {"base.opening-account-is-open"}
    assert OpeningBalance.objects.count() == 3, "all or nothing: M-3 waits for a table of its own"
    second.refresh_from_db()
    assert second.state == "open"
    with pytest.raises(Refused, match=r"base\.opening-has-faults"):
        bring(treasury)


def test_the_database_itself_opens_an_account_once(treasury: Cast) -> None:
    agree(treasury, bring(treasury))
    row = OpeningBalance.objects.order_by("id").first()
    row.id = new_id()
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)


def test_the_checker_agrees_to_what_was_seen(treasury: Cast) -> None:
    proposal = bring(treasury)
    with pytest.raises(Refused, match=r"base\.proposal-is-another"):
        two_persons.confirm(id=new_id(), by=treasury.actor("vilay"), at=later(days=1), proposal_id=proposal.id, content_sha256="0" * 64)


def test_old_books_do_not_end_in_the_future(treasury: Cast) -> None:
    with pytest.raises(Refused, match=r"base\.opening-day-to-come"):
        bring_old_books(id=new_id(), by=treasury.actor("noy"), at=AT, ledger=LEDGER, on=later(days=1).date(), name="old.csv", content=TABLE)


def test_the_checker_may_take_the_table(treasury: Cast) -> None:
    paper = documents.document(UUID(bring(treasury).content["document_id"]))
    assert documents.is_seen_by(paper, treasury.actor("vilay"))
    for person in ("kham", "ebong", "sofia"):
        assert not documents.is_seen_by(paper, treasury.actor(person))


@pytest.mark.parametrize("language", ["en", "fr", "lo"])
def test_the_sheet_is_printed_the_same_each_time(treasury: Cast, language: str) -> None:
    proposal = bring(treasury)
    waiting = sheet_pdf(proposal, language=language)
    assert waiting.startswith(b"%PDF-")
    assert sheet_pdf(proposal, language=language) == waiting
    agree(treasury, proposal)
    proposal.refresh_from_db()
    assert sheet_pdf(proposal, language=language) != waiting


def signed_in(cast: Cast, person: str) -> Client:
    client = WatchfulClient()
    client.force_login(cast.people[person])
    return client


def test_on_the_screens(treasury: Cast) -> None:
    noy, vilay = signed_in(treasury, "noy"), signed_in(treasury, "vilay")
    page = reverse("people:bring-old-books", args=[treasury.bolaven.id, LEDGER])
    wrong = SimpleUploadedFile("old.csv", b"account,amount,unit\nM-1,many,LAK\n")
    answer = noy.post(page, {"operation_id": new_id(), "on": "2026-01-31", "file": wrong})
    assert "B2" in answer.content.decode()
    answer = noy.post(page, {"operation_id": new_id(), "on": "2026-01-31", "file": SimpleUploadedFile("old.csv", TABLE)})
    seen = noy.get(answer.url).content.decode()
    assert "750,000.50" in seen
    assert "Another person agrees" in seen
    proposal = Proposal.objects.get()
    seen = vilay.get(answer.url).content.decode()
    assert "750,000.50" in seen
    assert proposal.content["sha256"][:8] in seen
    vilay.post(answer.url, {"operation_id": new_id(), "content_sha256": proposal.content_sha256})
    assert "Signed by two" in vilay.get(answer.url).content.decode()
    assert OpeningBalance.objects.count() == 3
    assert noy.get(reverse("people:old-book-paper", args=[proposal.id])).content.startswith(b"%PDF-")


def test_the_second_person_says_no(treasury: Cast) -> None:
    vilay, proposal = signed_in(treasury, "vilay"), bring(treasury)
    vilay.post(reverse("people:refuse-old-book", args=[proposal.id]), {"operation_id": new_id(), "reason": "M-2 paid back"})
    assert "M-2 paid back" in vilay.get(reverse("people:old-book", args=[proposal.id])).content.decode()
    assert not OpeningBalance.objects.exists()


def test_without_a_ledger_the_page_says_so_plainly(treasury: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(opening._ledgers, LEDGER)
    seen = signed_in(treasury, "noy").get(reverse("people:old-books", args=[treasury.bolaven.id])).content.decode()
    assert "There is no ledger here yet" in seen
