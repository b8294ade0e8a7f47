"""The ten cases of a sale in docs/rules/contracts.md, through the screens: what is stored, what is said, what comes next.

Sentences and buttons are those of the table: a row that says something else than the page fails, and so does a row without its test.
"""

from __future__ import annotations

import html
import json
import re
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from rochdale.trade.models import Contract, Invoice, Negotiation, Offer, PartnerOffer
from rochdale.trade.operations import make_bid
from rochdale.trade.queries.sales import balance
from rochdale.trade.queries.samples import bars_to_shipping
from rochdale.trade.queries.shipments import shipment_seen
from rochdale.trade.schedule import lapse
from rochdale.trade.threads import newest_bid
from rochdale.trade.versions import clauses_of, version_in_force
from tests.cast import AT, Cast, later
from tests.trade.api import Visit
from tests.trade.bids import a_bid, accepted, opened
from tests.trade.goods import a_need, an_offer, fresh
from tests.trade.shipments import agree, begun, ready
from tests.trade.test_catalogue import CONTEXT
from tests.trade.test_negotiation_screens import BID
from tests.trade.test_samples import asked, received

pytestmark = pytest.mark.django_db
TABLE = Path(__file__).parents[2] / "docs" / "rules" / "contracts.md"
SKIPPED = re.compile(r"(?s)<(script|style|head)\b.*?</\1>")
BUTTON = re.compile(r'(?s)<(?:a|button)\b[^>]*class="button[^"]*"[^>]*>(.*?)</(?:a|button)>')
Clock = Callable[[datetime], None]


@dataclass(frozen=True)
class Case:
    """A row of the table: its name, the sentences in quotes and the buttons in bold, in their order."""

    name: str
    says: tuple[str, ...]
    next: tuple[str, ...]

    def shown(self, page: str, said: int | None = None, *buttons: int) -> None:
        """The page says that sentence and has those buttons."""
        if said is not None:
            assert self.says[said] in words(page), words(page)
        found = [words(one) for one in BUTTON.findall(page)]
        assert {self.next[number] for number in buttons} <= set(found), found


def words(page: str) -> str:
    """What a person reads."""
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", SKIPPED.sub(" ", page)))).replace(" .", ".").strip()


def cases() -> list[Case]:
    """The rows of the table, in its order."""
    text = TABLE.read_text(encoding="utf-8").split("## The ten cases of a sale")[1].split("\n## ")[0]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in text.splitlines() if line.startswith("| ")][1:]
    return [Case(name, tuple(re.findall("“([^”]+)”", says)), tuple(re.findall(r"\*\*([^*]+)\*\*", then))) for name, _, says, then in rows]


def named(name: str) -> str:
    """The test of a row: "a late payment" is `test_a_late_payment`."""
    return "test_" + re.sub(r"[^a-z0-9]+", "_", name.lower().replace("'", ""))


def test_each_row_of_the_table_has_its_test_in_its_order() -> None:
    tests = [name for name in vars(sys.modules[__name__]) if name.startswith("test_")]
    assert tests[1:] == [named(case.name) for case in cases()]
    assert all(case.says and case.next for case in cases())


@pytest.fixture
def case(request: pytest.FixtureRequest) -> Case:
    return next(one for one in cases() if named(one.name) == request.node.name)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """`clock(moment)`: it is then."""
    return lambda moment: monkeypatch.setattr("django.utils.timezone.now", lambda: moment)


@pytest.fixture
def offer(cast: Cast) -> Offer:
    return an_offer(cast.actor("noy"), reference="B-1")


@pytest.fixture
def thread(cast: Cast, offer: Offer) -> Negotiation:
    """Noy of Bolaven bids 12,000 kg on a need of Fælles Brugs."""
    return opened(cast, offer, who="noy", need_id=a_need(cast.actor("freja")).id)


@pytest.fixture
def contract(cast: Cast, offer: Offer) -> Contract:
    """12,000 kg of it, agreed, and all have said who does what."""
    row = accepted(cast, opened(cast, offer), days=0)
    agree(row, cast.actor("noy"), [cast.actor("freja")], AT)
    return row


def read(device: Client, path: str) -> str:
    return device.get(path).content.decode()


def sent(device: Client, path: str, **said: Any) -> str:
    """The page after sending that."""
    return device.post(path, {"operation_id": fresh(), **said}, follow=True).content.decode()


def test_two_people_negotiating_at_once(case: Case, sign_in: Visit, cast: Cast, thread: Negotiation) -> None:
    jonas, path = sign_in("jonas"), f"/market/negotiations/{thread.id}/"
    make_bid(id=fresh(), by=cast.actor("freja"), at=AT, negotiation_id=thread.id, over=1, bid=a_bid(kg=9_000))
    page = sent(jonas, f"{path}counter/", over=1, kg="8000", amount="4.80", valid_until="2026-11-12", note="My long text")
    case.shown(page, 0, 0)
    assert "My long text" in page
    assert (thread.turns.count(), newest_bid(thread).content["bid"]["kg"]) == (2, 9_000)
    assert "9,000 kg" in words(read(jonas, path))


def test_a_double_clicked_acceptance(case: Case, sign_in: Visit, cast: Cast, thread: Negotiation, offer: Offer) -> None:
    path, yes = f"/market/negotiations/{thread.id}/yes/", {"over": 1, "sha256": newest_bid(thread).sha256}
    freja, id = sign_in("freja"), fresh()
    for _click in range(2):
        case.shown(sent(freja, path, **yes, operation_id=id), 0, 0)
    case.shown(sent(sign_in("jonas"), path, **yes), 1, 1)
    offer.refresh_from_db()
    assert (Contract.objects.count(), offer.kg_sold, thread.turns.count()) == (1, 12_000, 2)


def test_a_rate_missing_on_a_day(case: Case, sign_in: Visit, offer: Offer) -> None:
    freja, path = sign_in("freja"), f"/market/offers/{offer.id}/bid/"
    said = {**BID, "amount": "700", "currency": "ETB"}
    del said["operation_id"]
    case.shown(sent(freja, path, **said), 0, 0, 1)
    assert not Negotiation.objects.exists()
    case.shown(read(freja, "/market/rates/"))
    sofia = sign_in("sofia")
    case.shown(read(sofia, "/market/rates/"), None, 2)
    page = sent(
        sofia, "/market/rates/new/", currency="ETB", per_eur="160.5", on="2026-11-01", source="National Bank of Ethiopia, 1 Nov 2026"
    )
    assert "160.5" in words(page) and "Sofia Rasmussen" in words(page)
    assert "58,200" not in sent(freja, path, **said) and Negotiation.objects.count() == 1


def test_a_certificate_that_lapses_between_contract_and_shipment(
    case: Case, sign_in: Visit, cast: Cast, contract: Contract, clock: Clock
) -> None:
    shipment = begun(contract, cast.actor("noy"), AT)
    ready(shipment, cast.actor("noy"), AT)
    late = datetime.fromisoformat("2028-03-02T08:00:00+00:00")
    clock(late)
    noy, path = sign_in("noy"), f"/market/shipments/{shipment.id}/"
    case.shown(read(noy, path), 0, 0)
    case.shown(sent(noy, f"{path}departed/", on=late.date().isoformat(), bill="BL-1"), 0)
    paper = read(noy, f"{path}papers/certificate/?about=fairtrade")
    case.shown(paper, 0)
    case.shown(paper, 1, 1)
    assert shipment_seen(shipment, cast.actor("noy"), late).next_kind == "departed", "nothing was written"


def test_a_short_container(case: Case, sign_in: Visit, cast: Cast, contract: Contract) -> None:
    shipment = begun(contract, cast.actor("noy"), AT)
    ready(shipment, cast.actor("noy"), AT, 9_000)
    noy = sign_in("noy")
    case.shown(read(noy, f"/market/shipments/{shipment.id}/"), 0, 0)
    case.shown(sent(noy, f"/market/shipments/{shipment.id}/departed/", on=AT.date().isoformat(), bill="BL-1"), 0)
    case.shown(read(noy, f"/market/contracts/{contract.id}/"), 1, 1, 2)
    new = f"/market/contracts/{contract.id}/invoices/new/"
    assert 'value="9,000' in read(noy, new)
    sent(noy, new, shipped_on=AT.date().isoformat(), kg_0="9000")
    assert [row.total.amount for row in Invoice.objects.all()] == [Decimal("43650.00")]


def test_a_rejected_sample(case: Case, sign_in: Visit, cast: Cast, offer: Offer, clock: Clock) -> None:
    contract = accepted(cast, opened(cast, offer, sample_clause="sas-nans"))
    row = received(cast, asked(cast, contract), days=2)
    clock(later(days=3))
    case.shown(sent(sign_in("freja"), f"/market/samples/{row.id}/no/", reason="Mouldy"), 0, 0, 1, 2)
    case.shown(read(sign_in("noy"), f"/market/samples/{row.id}/"), 0, 0, 1)
    contract.refresh_from_db()
    (step,) = row.steps.filter(kind="rejected")
    assert (step.note, contract.state) == ("Mouldy", "binding")
    assert [bar.code for bar in bars_to_shipping(contract, later(days=3))] == ["trade.sample-not-approved"]


def test_a_late_payment(case: Case, sign_in: Visit, contract: Contract, clock: Clock) -> None:
    page = f"/market/contracts/{contract.id}/invoices/new/"
    sent(sign_in("noy"), page, shipped_on=AT.date().isoformat(), kg_0="12000")
    row = Invoice.objects.get()
    clock(later(days=39))
    case.shown(read(sign_in("noy"), f"/market/invoices/{row.id}/"), 0, 0)
    case.shown(read(sign_in("freja"), f"/market/invoices/{row.id}/"), 0)
    assert balance(row).left == row.total and not row.payments.exists() and not row.credit_notes.exists()


def test_a_partners_malformed_catalogue(case: Case, sign_in: Visit, cast: Cast) -> None:
    graph = [{"@id": f"p:{name}", "@type": "dfc-b:SuppliedProduct", "dfc-b:name": name} for name in ("Coffee", "")]
    file = SimpleUploadedFile("partner.json", json.dumps({"@context": CONTEXT, "@graph": graph}).encode())
    page = sent(sign_in("freja"), "/imports/new/trade.catalogue/", file=file)
    case.shown(page, 0, 0)
    case.shown(page, 1)
    assert not PartnerOffer.objects.exists()


def test_an_amendment_after_signature(case: Case, sign_in: Visit, contract: Contract) -> None:
    noy, freja, path = sign_in("noy"), sign_in("freja"), f"/market/contracts/{contract.id}/"
    version = contract.versions.get()
    said = clauses_of(version)
    answers = {name: getattr(said, name) for name in ("exporter", "importer", "importer_country", "payee", "account", "seller_id")}
    change = {
        **answers,
        "over": 1,
        "days_to_pay": 60,
        "weights": "shipped",
        "tolerance": "3",
        "step": 5,
        "seller_registration": "LA-2024-17",
    }
    case.shown(sent(noy, f"{path}roles/new/", **change), 0)
    case.shown(read(freja, path), 0, 0)
    case.shown(read(freja, f"{path}roles/"), 0, 1, 2)
    assert contract.versions.count() == 2 and version_in_force(contract) == version
    newest = contract.versions.get(number=2)
    sent(freja, f"/market/roles/{newest.id}/yes/", sha256=newest.sha256)
    assert version_in_force(contract) == newest


def test_a_buyer_who_disappears(case: Case, sign_in: Visit, thread: Negotiation, offer: Offer, clock: Clock) -> None:
    clock(later(days=11))
    lapse(later(days=10), later(days=11))
    page = read(sign_in("noy"), f"/market/negotiations/{thread.id}/")
    case.shown(page, 0, 0)
    case.shown(page, 1)
    thread.refresh_from_db()
    offer.refresh_from_db()
    assert (thread.state, offer.kg_left, offer.kg_reserved) == ("lapsed", 19_200, 0)
