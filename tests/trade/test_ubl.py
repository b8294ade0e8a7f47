"""Invoices as UBL: what stands in them, and what the published schema and the official rules of EN 16931 say to every kind we write."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest
from defusedxml.ElementTree import fromstring
from lxml import etree

from rochdale.kernel.refusal import Refused
from rochdale.trade.rules.invoices import CREDIT_NOTE, EACH, EXPORT, INVOICE, KILOGRAM, OUTSIDE, Invoice, Line, Party
from rochdale.trade.ubl import ubl

NAMES = {
    "cac": "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2",
    "cbc": "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2",
}
EXAMPLES = ("invoice-tc434-example1.xml", "creditnote-tc434-creditnote1.xml")

COFFEE = Line("Green coffee, arabica, washed", Decimal(19200), KILOGRAM, Decimal("4.85017"), lot="LOT-2026-7", origin="LA", hs="090111")
PREMIUM = Line("Fairtrade premium", Decimal(19200), KILOGRAM, Decimal("0.44092452"))
LAOS = Invoice(
    kind=INVOICE,
    number="INV-2026-1",
    issued_on=date(2026, 11, 20),
    due_on=date(2026, 12, 20),
    currency="USD",
    seller=Party("Bolaven Coffee Cooperative", "LA", "Road 16", "Paksong", registration="0112/CO"),
    buyer=Party("Kaffeehaus Nord", "DE", "Am Sandtorkai 1", "Hamburg", vat_id="DE123456789"),
    payee="",
    account="0102030405",
    bank="COEBLALA",
    vat_category=OUTSIDE,
    vat_reason="Export from Laos, seller without a VAT number",
    contract="CT-7",
    corrects="",
    corrects_on=None,
    shipped_on=date(2026, 11, 18),
    delivered_to="THLCH",
    delivered_country="TH",
    note="FOB Laem Chabang, Incoterms 2020",
    lines=(COFFEE, PREMIUM),
)
COCOA = Line("Cocoa beans", Decimal("12500.5"), KILOGRAM, Decimal("3.1"), origin="CM", hs="1801")
CAMEROON = replace(
    LAOS, number="INV-2026-2", currency="EUR", seller=Party("Coopérative de Mbalmayo", "CM", identifier="019a-1"), lines=(COCOA,),
    payee="Union des coopératives", delivered_to="Douala", delivered_country="CM",
)  # fmt: skip
PORTUGAL = replace(
    LAOS, number="INV-2026-5", currency="EUR", vat_category=EXPORT, vat_reason="Export outside the EU",
    seller=Party("Cooperativa do Douro", "PT", "Rua 1", "Porto", vat_id="PT501234567"),
    buyer=Party("Nordic Coop", "NO", vat_id="NO987654321"), lines=(replace(COFFEE, origin="PT", hs=""),),
)  # fmt: skip
CREDIT = replace(
    LAOS, kind=CREDIT_NOTE, number="CN-2026-1", corrects="INV-2026-1", corrects_on=date(2026, 11, 20), note="",
    lines=(replace(COFFEE, quantity=Decimal(200)), Line("Samples", Decimal(3), EACH, Decimal("0.005"))),
)  # fmt: skip
CASES = {
    "coffee from Laos in dollars": LAOS,
    "cocoa from Cameroon in euros, paid to another": CAMEROON,
    "francs without centimes": replace(CAMEROON, currency="XAF", lines=(replace(COCOA, price=Decimal("2033.467")),)),
    "yen": replace(LAOS, currency="JPY", lines=(replace(COFFEE, price=Decimal("731.5")),)),
    "an exporter of the EU with a VAT number": PORTUGAL,
    "a credit note": CREDIT,
    "a credit note without an account": replace(CREDIT, account="", bank=""),
    "ampersands and Lao": replace(
        LAOS, seller=replace(LAOS.seller, name="ສະຫະກອນ ກາເຟ <ປາກຊ່ອງ> & Sons"), lines=(replace(COFFEE, name="ກາເຟ & \x0b“A”"),),
    ),
    "no day, no place, no bank, no reason": replace(
        LAOS, due_on=None, shipped_on=None, delivered_to="", delivered_country="", bank="", vat_reason="", note="", payee=LAOS.seller.name,
    ),
    "shipped to a place without a country": replace(LAOS, delivered_to="Laem Chabang", delivered_country=""),
    "no account, no place": replace(LAOS, account="", bank="", delivered_to="", delivered_country=""),
}  # fmt: skip
every_case = pytest.mark.parametrize("invoice", CASES.values(), ids=CASES.keys())


def tree(invoice: Invoice) -> Element:
    found: Element = fromstring(ubl(invoice))
    return found


def texts(root: Element, path: str) -> list[str]:
    return [element.text or "" for element in root.iterfind(path, NAMES)]


def test_a_container_of_coffee_adds_up_from_its_rounded_lines() -> None:
    root = tree(LAOS)
    assert texts(root, "cac:InvoiceLine/cbc:LineExtensionAmount") == ["93123.26", "8465.75"]
    assert texts(root, "cac:InvoiceLine/cac:Price/cbc:PriceAmount") == ["4.85017", "0.44092452"]
    assert texts(root, "cac:InvoiceLine/cbc:InvoicedQuantity") == ["19200", "19200"]
    assert texts(root, "cac:LegalMonetaryTotal/*") == ["101589.01"] * 4
    assert texts(root, "cac:TaxTotal/cbc:TaxAmount") == ["0.00"]
    assert {element.get("currencyID") for element in root.iter() if element.get("currencyID")} == {"USD"}


def test_outside_vat_there_is_no_vat_number_and_no_rate() -> None:
    root = tree(LAOS)
    assert texts(root, ".//cac:PartyTaxScheme") == []
    assert texts(root, ".//cbc:Percent") == []
    assert texts(root, ".//cbc:TaxExemptionReason") == [LAOS.vat_reason]
    assert texts(root, "cac:AccountingSupplierParty//cac:PartyLegalEntity/cbc:CompanyID") == ["0112/CO"]


def test_an_exporter_with_a_vat_number_says_so() -> None:
    root = tree(PORTUGAL)
    assert texts(root, ".//cac:PartyTaxScheme/cbc:CompanyID") == ["PT501234567", "NO987654321"]
    assert texts(root, ".//cbc:Percent") == ["0", "0"]
    assert texts(root, ".//cbc:TaxExemptionReasonCode") == ["VATEX-EU-G"]


@pytest.mark.parametrize(
    ("currency", "total"), [("XAF", "60625"), ("JPY", "60625"), ("USD", "60625.00"), ("LAK", "60625.00")]
)  # fmt: skip
def test_amounts_have_the_digits_of_their_currency(currency: str, total: str) -> None:
    root = tree(replace(LAOS, currency=currency, lines=(Line("Coffee", Decimal("12.5"), KILOGRAM, Decimal("4.85E+3")),)))
    assert texts(root, "cac:LegalMonetaryTotal/cbc:PayableAmount") == [total]
    assert texts(root, ".//cbc:PriceAmount") == ["4850"]


def test_a_credit_note_names_what_it_corrects_and_has_its_day_with_the_payment() -> None:
    root = tree(CREDIT)
    assert texts(root, "cac:BillingReference/cac:InvoiceDocumentReference/*") == ["INV-2026-1", "2026-11-20"]
    assert texts(root, "cbc:DueDate") == []
    assert texts(root, "cac:PaymentMeans/cbc:PaymentDueDate") == ["2026-12-20"]
    assert texts(root, "cac:CreditNoteLine/cbc:LineExtensionAmount") == ["970.03", "0.02"]


def test_goods_payee_place_contract_and_incoterm_are_where_they_belong() -> None:
    root = tree(LAOS)
    assert texts(root, "cbc:Note") == ["FOB Laem Chabang, Incoterms 2020"]
    assert texts(root, ".//cac:DeliveryTerms") == []
    assert texts(root, "cac:ContractDocumentReference/cbc:ID") == ["CT-7"]
    assert texts(root, "cac:Delivery/cac:DeliveryLocation/cbc:ID") == ["THLCH"]
    assert texts(root, ".//cac:SellersItemIdentification/cbc:ID") == ["LOT-2026-7"]
    assert [code.attrib for code in root.iterfind(".//cbc:ItemClassificationCode", NAMES)] == [{"listID": "HS"}]
    assert texts(root, ".//cac:FinancialInstitutionBranch/cbc:ID") == ["COEBLALA"]
    assert texts(tree(CAMEROON), "cac:PayeeParty/cac:PartyName/cbc:Name") == ["Union des coopératives"]
    assert texts(tree(replace(LAOS, payee=LAOS.seller.name)), "cac:PayeeParty") == []
    assert texts(tree(CAMEROON), "cac:Delivery/cac:DeliveryLocation/cac:Address/cbc:CityName") == ["Douala"]
    assert texts(tree(CASES["no day, no place, no bank, no reason"]), "cac:PaymentTerms/cbc:Note") == ["Contract CT-7"]


def test_names_come_back_as_they_are_without_what_xml_cannot_carry() -> None:
    root = tree(CASES["ampersands and Lao"])
    assert texts(root, "cac:AccountingSupplierParty//cbc:RegistrationName") == ["ສະຫະກອນ ກາເຟ <ປາກຊ່ອງ> & Sons"]
    assert texts(root, "cac:InvoiceLine/cac:Item/cbc:Name") == ["ກາເຟ & “A”"]


@every_case
def test_the_same_invoice_is_the_same_bytes(invoice: Invoice) -> None:
    assert ubl(invoice) == ubl(replace(invoice))
    assert ubl(invoice).startswith(b"<?xml version='1.0' encoding='UTF-8'?>\n<")
    assert all((element.text or "").strip() or len(element) for element in tree(invoice).iter())


@pytest.mark.parametrize(
    ("invoice", "code"),
    [
        pytest.param(replace(LAOS, currency="KWD"), "trade.invoice-currency-has-thousandths", id="three decimals in a total (BR-DEC)"),
        pytest.param(replace(LAOS, seller=Party("Coop", "LA")), "trade.invoice-seller-unidentified", id="nothing to know the seller by"),
        pytest.param(replace(PORTUGAL, seller=LAOS.seller), "trade.invoice-seller-unidentified", id="an export by one without VAT"),
        pytest.param(replace(LAOS, due_on=None, contract=""), "trade.invoice-has-no-term", id="neither a day nor a contract"),
    ],
)
def test_what_en_16931_cannot_say_is_refused(invoice: Invoice, code: str) -> None:
    with pytest.raises(Refused) as caught:
        ubl(invoice)
    assert [refusal.code for refusal in caught.value.refusals] == [code]


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_published_examples_pass(
    name: str, outside: Path, schema_errors: Callable[[bytes], list[str]], failed: Callable[[bytes], list[str]]
) -> None:
    document = (outside / "ubl" / "examples" / name).read_bytes()
    assert schema_errors(document) == []
    assert failed(document) == []


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_line_that_no_longer_fits_the_total_is_noticed(name: str, outside: Path, failed: Callable[[bytes], list[str]]) -> None:
    root = etree.fromstring((outside / "ubl" / "examples" / name).read_bytes())
    amount = next(line for line in root.iterfind(".//cbc:LineExtensionAmount", NAMES) if line.getparent().tag.endswith("Line"))
    amount.text = str(Decimal(amount.text) + 1)
    assert "BR-CO-10" in failed(etree.tostring(root))


@every_case
def test_what_we_write_fits_the_schema(invoice: Invoice, schema_errors: Callable[[bytes], list[str]]) -> None:
    assert schema_errors(ubl(invoice)) == []


@every_case
def test_what_we_write_breaks_no_rule_of_en_16931(invoice: Invoice, failed: Callable[[bytes], list[str]]) -> None:
    assert failed(ubl(invoice)) == []


def test_the_rules_do_notice_what_we_keep_out(failed: Callable[[bytes], list[str]]) -> None:
    vat = b"<cac:PartyTaxScheme><cbc:CompanyID>LA1</cbc:CompanyID><cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme></cac:PartyTaxScheme>"
    document = ubl(LAOS)
    assert "BR-O-02" in failed(document.replace(b"<cac:PartyLegalEntity>", vat + b"<cac:PartyLegalEntity>", 1))
    assert "BR-DEC-18" in failed(document.replace(b"101589.01</cbc:PayableAmount>", b"101589.010</cbc:PayableAmount>"))
    assert "BR-CO-26" in failed(document.replace(b"<cbc:CompanyID>0112/CO</cbc:CompanyID>", b""))
