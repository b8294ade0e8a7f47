"""The order of a contract as UBL: what stands in it, and what the published schema and example say."""

from __future__ import annotations

import io
from datetime import date
from decimal import Decimal
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest
from click.testing import CliRunner
from defusedxml.ElementTree import fromstring, parse
from lxml import etree

from rochdale.trade.models import Contract
from rochdale.trade.operations import answer_version, propose_version
from rochdale.trade.order_ubl import order_ubl
from rochdale.trade.rules.invoices import KILOGRAM, Line, Party
from rochdale.trade.rules.orders import Order, window_of
from rochdale.trade.sales_commands import trade
from tests.cast import AT, Cast
from tests.trade.api import Visit
from tests.trade.goods import an_offer, fresh
from tests.trade.sales import clauses
from tests.trade.test_partners import answer, ask

UBL = Path(__file__).resolve().parents[3] / "shared" / "fixtures" / "ubl"
NAMES = {
    "cac": "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2",
    "cbc": "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2",
}
SEQUENCE = """cbc:CustomizationID cbc:ProfileID cbc:ID cbc:IssueDate cbc:OrderTypeCode cbc:Note cbc:DocumentCurrencyCode
    cbc:CustomerReference cac:Contract cac:BuyerCustomerParty cac:SellerSupplierParty cac:Delivery cac:DeliveryTerms cac:PaymentTerms
    cac:AnticipatedMonetaryTotal cac:OrderLine"""
"""The elements of UBL-Order-2.1 that we write, in the order of its schema; that of the whole is not among the published files at hand."""
ORDER = Order(
    number="CT-2026-7", issued_on=date(2026, 11, 2), currency="USD", contract="CT-2026-7",
    buyer=Party("Fælles Brugs", "DK", "Roskildevej 65", "Copenhagen", identifier="1"),
    seller=Party("Bolaven Coffee Growers", "LA", city="Pakse", registration="LA-2024-17"), reference="N-1", incoterm="FOB", place="VNDAD",
    delivered_to="DKAAR", delivered_country="DK", window=(date(2026, 12, 1), date(2027, 1, 10)), payment="30 days after the invoice",
    note="Importer: Nordic", lines=(Line("Green coffee", Decimal(19200), KILOGRAM, Decimal("4.85017"), "B-1", "LA", "0901"),),
)  # fmt: skip


def text(document: Element, path: str) -> str:
    return document.findtext(path, namespaces=NAMES) or ""


def test_what_a_contract_says_stands_in_its_place() -> None:
    document = fromstring(order_ubl(ORDER))
    said = {
        "cbc:CustomizationID": "urn:fdc:peppol.eu:poacc:trns:order:3",
        "cac:DeliveryTerms/cbc:ID": "FOB",
        "cac:DeliveryTerms/cac:DeliveryLocation/cbc:ID": "VNDAD",
        "cac:Delivery/cac:RequestedDeliveryPeriod/cbc:EndDate": "2027-01-10",
        "cac:AnticipatedMonetaryTotal/cbc:PayableAmount": "93123.26",
        "cac:OrderLine/cac:LineItem/cac:Price/cbc:PriceAmount": "4.85017",
        "cac:OrderLine/cac:LineItem/cac:Item/cac:ItemInstance/cac:LotIdentification/cbc:LotNumberID": "B-1",
        "cac:Contract/cbc:ID": "CT-2026-7",
    }
    assert {path: text(document, path) for path in said} == said
    assert order_ubl(ORDER) == order_ubl(ORDER)


@pytest.mark.parametrize(
    ("says", "ready", "departs", "window"),
    [
        ("from the last lot that is ready to the ship", [((1, 5), (3, 1)), ((1, 9), (2, 1))], (1, 20), ((1, 9), (1, 20))),
        ("without a ship, while every lot is kept", [((1, 5), (3, 1)), ((1, 9), (2, 1))], None, ((1, 9), (2, 1))),
        ("a ship before a lot is ready: that day alone", [((1, 25), (3, 1))], (1, 20), ((1, 20), (1, 20))),
    ],
)
def test_when_goods_are_handed_over(says: str, ready: list, departs: tuple[int, int] | None, window: tuple) -> None:
    lots = [(date(2027, *first), date(2027, *last)) for first, last in ready]
    assert window_of(lots, date(2027, *departs) if departs else None) == (date(2027, *window[0]), date(2027, *window[1])), says


@pytest.fixture
def contract(cast: Cast) -> Contract:
    offer = an_offer(cast.actor("noy"), reference="B-1")
    answer(cast, ask(cast, offer, kg=12_000), is_yes=True, days=0)
    return Contract.objects.get()


@pytest.mark.django_db
def test_the_buyer_takes_the_order_from_the_contract(sign_in: Visit, cast: Cast, contract: Contract, tmp_path: Path) -> None:
    freja, path = sign_in("freja"), f"/market/contracts/{contract.id}/"
    assert "order.xml" in freja.get(path).content.decode()
    before = fromstring(freja.get(f"{path}order.xml").content)
    assert text(before, "cac:SellerSupplierParty/cac:Party/cac:PartyLegalEntity/cbc:RegistrationName") == "Bolaven Coffee Growers"
    noy = cast.actor("noy")
    version = propose_version(id=fresh(), by=noy, at=AT, contract_id=contract.id, over=0, clauses=clauses(noy))
    seal = contract.versions.get(pk=version).sha256
    answer_version(id=fresh(), by=cast.actor("freja"), at=AT, version_id=version, sha256=seal, is_yes=True)
    told = freja.get(f"/api/contracts/{contract.id}/order.xml").content
    assert text(fromstring(told), "cac:PaymentTerms/cbc:Note") == "30 days after the invoice"
    file = tmp_path / "order.xml"
    assert CliRunner().invoke(trade, ["order", contract.number, "--out", str(file)]).exit_code == 0 and file.read_bytes() == told
    assert CliRunner().invoke(trade, ["order", "CT-0"]).exit_code == 1
    Contract.objects.update(state="lapsed")
    lapsed = CliRunner().invoke(trade, ["order", contract.number])
    assert lapsed.exit_code == 1 and "lapsed" in lapsed.stderr
    assert freja.get(f"/api/contracts/{contract.id}/order.xml").status_code == 409


@pytest.mark.outside
def test_an_order_is_valid_by_the_schemas_of_its_parts() -> None:
    """UBL's schema of the root lies nowhere at hand: its sequence is written down here, over the published schemas of all that is in it."""
    if not UBL.exists():
        pytest.skip("the schemas of OASIS lie outside the project")
    parts = "".join(f'<xs:element ref="{name}" minOccurs="0" maxOccurs="unbounded"/>' for name in SEQUENCE.split())
    root = f"""<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:oasis:names:specification:ubl:schema:xsd:Order-2"
        xmlns:cac="{NAMES["cac"]}" xmlns:cbc="{NAMES["cbc"]}" elementFormDefault="qualified">
        <xs:import namespace="{NAMES["cac"]}" schemaLocation="{UBL}/xsd/common/UBL-CommonAggregateComponents-2.1.xsd"/>
        <xs:import namespace="{NAMES["cbc"]}" schemaLocation="{UBL}/xsd/common/UBL-CommonBasicComponents-2.1.xsd"/>
        <xs:element name="Order"><xs:complexType><xs:sequence>{parts}</xs:sequence></xs:complexType></xs:element></xs:schema>"""
    schema = etree.XMLSchema(etree.parse(io.BytesIO(root.encode())))  # ours, and the published schemas
    schema.assertValid(etree.fromstring(order_ubl(ORDER)))  # written a line above


@pytest.mark.outside
def test_an_order_has_the_elements_of_the_published_one() -> None:
    file = UBL / "examples" / "Order_Example.xml"
    if not file.exists():
        pytest.skip("the example of OpenPEPPOL lies outside the project: no licence is stated")
    theirs = list(dict.fromkeys(_paths(parse(file).getroot(), "")))
    ours = list(dict.fromkeys(_paths(fromstring(order_ubl(ORDER)), "")))
    assert not set(ours) - set(theirs)
    assert ours == [path for path in theirs if path in ours], "in the same order"


def _paths(element: Element, above: str) -> list[str]:
    here = f"{above}/{element.tag.rpartition('}')[2]}"
    return [here, *(path for child in element for path in _paths(child, here))]
