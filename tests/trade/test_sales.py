"""From a contract to money: who does what, agreed by three; an invoice on paper and as UBL; what came in; what was wrong."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from click.testing import CliRunner
from defusedxml import ElementTree

from rochdale.kernel.refusal import Refused
from rochdale.trade.invoicing import Shipped
from rochdale.trade.models import Container, Contract, Invoice, Payment
from rochdale.trade.operations import (
    accept_match,
    answer_version,
    issue_credit_note,
    issue_invoice,
    propose_version,
    record_payment,
    take_back_payment,
)
from rochdale.trade.queries.sales import balance
from rochdale.trade.sales_commands import trade
from rochdale.trade.versions import version_in_force
from tests.cast import AT, Cast
from tests.trade.api import Visit
from tests.trade.goods import an_offer, fresh
from tests.trade.sales import clauses, shipped_whole
from tests.trade.test_partners import answer, ask

pytestmark = pytest.mark.django_db
LATER = AT + timedelta(days=1)
MONEY = "{urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2}PayableAmount"


@pytest.fixture
def shared(cast: Cast, two_sellers: Container) -> Contract:
    """Bolaven and the Littoral sell to Fælles Brugs, and everybody has said yes."""
    match = two_sellers.matches.order_by("id")[0]
    for name in ("noy", "ngozi", "freja"):
        accept_match(id=fresh(), by=cast.actor(name), at=AT, match_id=match.id)
    return Contract.objects.get()


@pytest.fixture
def contract(cast: Cast) -> Contract:
    """Bolaven sells 12,000 kg to Fælles Brugs, which was asked first."""
    offer = an_offer(cast.actor("noy"), reference="B-1")
    answer(cast, ask(cast, offer, kg=12_000), is_yes=True, days=0)
    return Contract.objects.get()


@pytest.fixture
def agreed(cast: Cast, contract: Contract) -> Contract:
    """The same, and all have agreed who does what."""
    version = propose_version(id=fresh(), by=cast.actor("noy"), at=AT, contract_id=contract.id, over=0, clauses=clauses(cast.actor("noy")))
    sha256 = contract.versions.get(pk=version).sha256
    answer_version(id=fresh(), by=cast.actor("freja"), at=AT, version_id=version, sha256=sha256, is_yes=True)
    return contract


def codes(caught: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [refusal.code for refusal in caught.value.refusals]


def written(cast: Cast, agreed: Contract, **how: object) -> Invoice:
    said = {"id": fresh(), "by": cast.actor("noy"), "at": LATER, "contract_id": agreed.id, "shipped_on": AT.date()} | how
    return Invoice.objects.get(pk=issue_invoice(**{"shipped": shipped_whole(agreed), **said}))


def test_three_parties_agree_and_the_seller_is_paid(sign_in: Visit, cast: Cast, shared: Contract) -> None:
    contract = shared
    noy, ngozi, freja = (sign_in(name) for name in ("noy", "ngozi", "freja"))
    page = noy.get(f"/market/contracts/{contract.id}/").content.decode()
    assert "Not agreed yet" in page and "Write an invoice" not in page
    said = clauses(cast.actor("noy"))
    fields = ("exporter", "exporter_licence", "importer", "importer_country", "payee", "account", "bank", "days_to_pay")
    answers = {name: getattr(said, name) for name in fields} | {
        "operation_id": fresh(), "over": 0, "seller_id": said.seller_id, "pool_holder_id": said.pool_holder_id, "weights": "shipped",
        "tolerance": "3", "bears_shortfall": "short", "bears_claim": "lot", "step": "2", "seller_registration": "LA-2024-17",
    }  # fmt: skip
    roles = f"/market/contracts/{contract.id}/roles/new/"
    assert "Who first places the goods on the market there?" in noy.post(roles, {**answers, "step": "1"}).content.decode()
    again = noy.post(roles, {**answers, "step": "5", "tolerance": "25"}).content.decode()
    assert "bead-at" in again or "The money" in again, "what is refused is asked again on its own screen"
    assert noy.post(roles, {**answers, "step": "5"}).status_code == 302
    version = contract.versions.get()
    for device in (ngozi, freja):
        page = device.get(f"/market/contracts/{contract.id}/roles/").content.decode()
        assert "Waiting for answers" in page and "Say yes" in page
        device.post(f"/market/roles/{version.id}/yes/", {"operation_id": fresh(), "sha256": version.sha256})
    assert "In force" in noy.get(f"/market/contracts/{contract.id}/roles/").content.decode()

    new = {"operation_id": fresh(), "shipped_on": AT.date().isoformat(), "kg_0": "12000", "kg_1": "7200", "premium": "8465.75"}
    assert ngozi.post(f"/market/contracts/{contract.id}/invoices/new/", new).status_code == 403, "a chair keeps no books"
    made = noy.post(f"/market/contracts/{contract.id}/invoices/new/", new)
    assert made.status_code == 302, made.content.decode()
    invoice = Invoice.objects.get()
    assert invoice.number == f"{contract.number}-1"
    assert invoice.total.amount == contract.total + Decimal("8465.75")
    xml = freja.get(f"/market/invoices/{invoice.id}/invoice.xml")
    assert Decimal(next(ElementTree.fromstring(xml.content).iter(MONEY)).text) == invoice.total.amount
    paper = freja.get(f"/market/invoices/{invoice.id}/invoice.pdf")
    assert paper.content.startswith(b"%PDF") and paper.content == freja.get(f"/market/invoices/{invoice.id}/invoice.pdf").content
    assert "Money came in" not in freja.get(f"/market/invoices/{invoice.id}/").content.decode()
    assert re.search("Still to pay", noy.get(f"/market/invoices/{invoice.id}/").content.decode())


def test_a_proposal_on_an_older_version_does_not_write_over_the_newer_one(cast: Cast, agreed: Contract) -> None:
    propose_version(
        id=fresh(), by=cast.actor("freja"), at=AT, contract_id=agreed.id, over=1, clauses=clauses(cast.actor("noy"), days_to_pay=60)
    )
    with pytest.raises(Refused) as caught:
        propose_version(
            id=fresh(), by=cast.actor("noy"), at=AT, contract_id=agreed.id, over=1, clauses=clauses(cast.actor("noy"), days_to_pay=10)
        )
    assert codes(caught) == ["trade.version-is-not-the-newest"]
    assert caught.value.refusals[0].facts == {"number": 2, "by": "Fælles Brugs"}


def test_what_was_agreed_stays_in_force_until_all_agree_on_the_amendment(cast: Cast, agreed: Contract) -> None:
    version = propose_version(
        id=fresh(), by=cast.actor("freja"), at=AT, contract_id=agreed.id, over=1, clauses=clauses(cast.actor("noy"), days_to_pay=60)
    )
    sha256 = agreed.versions.get(pk=version).sha256
    found = version_in_force(agreed)
    assert found and found.number == 1
    answer_version(id=fresh(), by=cast.actor("noy"), at=AT, version_id=version, sha256=sha256, is_yes=False, reason="Sixty days is long.")
    found = version_in_force(agreed)
    assert found and found.number == 1
    with pytest.raises(Refused) as caught:
        answer_version(id=fresh(), by=cast.actor("freja"), at=AT, version_id=version, sha256=sha256, is_yes=True)
    assert codes(caught) == ["trade.version-is-not-open"]


@pytest.mark.parametrize(
    ("kg", "why"),
    [
        (Decimal("12360"), None),
        (Decimal("12361"), "trade.invoice-above-contract"),
        (Decimal(0), "trade.invoice-is-empty"),
    ],
)
def test_no_more_kg_are_invoiced_than_contract_and_tolerance_allow(cast: Cast, agreed: Contract, kg: Decimal, why: str | None) -> None:
    if why is None:
        assert written(cast, agreed, shipped=[Shipped(0, kg)])
        return
    with pytest.raises(Refused) as caught:
        written(cast, agreed, shipped=[Shipped(0, kg)])
    assert codes(caught) == [why]


def test_all_invoices_of_a_lot_count_together_and_a_credit_note_frees_the_kg(cast: Cast, agreed: Contract) -> None:
    first = written(cast, agreed)
    with pytest.raises(Refused) as caught:
        written(cast, agreed)
    assert set(codes(caught)) == {"trade.invoice-above-contract"}
    issue_credit_note(id=fresh(), by=cast.actor("noy"), at=LATER, invoice_id=first.id, amount=first.total.amount, reason="Wrong weights")
    assert balance(first).left.amount == 0
    assert written(cast, agreed).number == f"{agreed.number}-3"


def test_a_credit_note_never_gives_back_more_than_is_left(cast: Cast, agreed: Contract) -> None:
    row = written(cast, agreed)
    issue_credit_note(id=fresh(), by=cast.actor("noy"), at=LATER, invoice_id=row.id, amount=Decimal("100.00"), reason="Quality")
    with pytest.raises(Refused) as caught:
        issue_credit_note(id=fresh(), by=cast.actor("noy"), at=LATER, invoice_id=row.id, amount=row.total.amount, reason="All")
    assert codes(caught) == ["trade.credit-out-of-range"]


def test_a_payment_is_recorded_once_and_taken_back_by_a_row_of_its_own(cast: Cast, agreed: Contract) -> None:
    row = written(cast, agreed)
    said = {
        "by": cast.actor("noy"),
        "at": LATER,
        "invoice_id": row.id,
        "amount": Decimal("50000.00"),
        "on": LATER.date(),
        "reference": "FT-7",
    }
    paid = record_payment(id=fresh(), **said)
    with pytest.raises(Refused) as caught:
        record_payment(id=fresh(), **said)
    assert codes(caught) == ["trade.payment-already-recorded"]
    take_back_payment(id=fresh(), by=cast.actor("noy"), at=LATER, payment_id=paid, reason="It was another buyer's.")
    assert balance(row).paid.amount == 0
    record_payment(id=fresh(), **said)
    assert balance(row).left == row.total - balance(row).paid
    assert Payment.objects.count() == 3


def test_a_late_payment_is_shown_with_its_days(cast: Cast, agreed: Contract) -> None:
    row = written(cast, agreed)
    assert row.due_on is not None
    assert balance(row).days_late(row.due_on) == 0
    assert balance(row).days_late(row.due_on + timedelta(days=9)) == 9


def test_an_issued_invoice_passes_en_16931_and_comes_out_of_the_command(
    cast: Cast, agreed: Contract, failed: Callable[[bytes], list[str]], tmp_path: Path
) -> None:
    row = written(cast, agreed, premium=Decimal("5291.10"))
    note = issue_credit_note(
        id=fresh(), by=cast.actor("noy"), at=LATER, invoice_id=row.id, amount=Decimal("120.50"), reason="Two bags were wet"
    )
    for number in (row.number, Invoice.objects.get(pk=note).number):
        target = tmp_path / f"{number}.xml"
        assert CliRunner().invoke(trade, ["invoice", number, "--out", str(target)]).exit_code == 0
        assert failed(target.read_bytes()) == []
    paper = tmp_path / "paper.pdf"
    assert CliRunner().invoke(trade, ["invoice", row.number, "--format", "pdf", "--out", str(paper)]).exit_code == 0
    assert paper.read_bytes().startswith(b"%PDF")
    unknown = CliRunner().invoke(trade, ["invoice", "RC-1"])
    assert (unknown.exit_code, unknown.stderr.strip()) == (1, "There is no invoice RC-1.")


def test_nothing_is_invoiced_before_all_agree(cast: Cast, contract: Contract) -> None:
    with pytest.raises(Refused) as caught:
        written(cast, contract)
    assert codes(caught) == ["trade.roles-not-agreed"]
