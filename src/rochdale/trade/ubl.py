"""An invoice or credit note as XML: UBL 2.1 by EN 16931, without a national or Peppol profile (docs/rules/invoices.md).

What the rules of EN 16931 would reject, and the writer can know of, is refused before a byte is written. An Incoterm stands in the note:
EN 16931 has no delivery terms.
"""

from __future__ import annotations

import re
from decimal import Decimal
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from rochdale.kernel.money import EXACT, Money, minor_digits
from rochdale.kernel.refusal import Refusal, refuse_if
from rochdale.trade.rules.invoices import CREDIT_NOTE, EXPORT, OUTSIDE, Invoice, Line, Party

CUSTOMIZATION = "urn:cen.eu:en16931:2017"
MOST_DECIMALS = 2
"""BR-DEC: no total has more, so that a currency with thousandths has no invoice of this kind."""
TRANSFER, UNDEFINED = "30", "1"
"""Means of payment (UNCL 4461)."""
REASON_CODES = {OUTSIDE: "VATEX-EU-O", EXPORT: "VATEX-EU-G"}
_UBL = "urn:oasis:names:specification:ubl:schema:xsd:"
_LOCODE = re.compile(r"[A-Z]{2}[A-Z2-9]{3}")
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def ubl(invoice: Invoice) -> bytes:
    """The document in UTF-8, the same bytes for the same invoice. Refuses what EN 16931 cannot say."""
    refuse_if(refusals_for_ubl(invoice))
    name = "CreditNote" if invoice.kind == CREDIT_NOTE else "Invoice"
    names = {"xmlns": f"{_UBL}{name}-2", "xmlns:cac": f"{_UBL}CommonAggregateComponents-2", "xmlns:cbc": f"{_UBL}CommonBasicComponents-2"}
    root = Element(name, names)
    _head(root, invoice)
    _references(root, invoice)
    outside = invoice.vat_category == OUTSIDE
    _party(SubElement(root, "cac:AccountingSupplierParty"), invoice.seller, outside=outside)
    _party(SubElement(root, "cac:AccountingCustomerParty"), invoice.buyer, outside=outside)
    if invoice.payee and invoice.payee != invoice.seller.name:
        _add(_path(root, "cac:PayeeParty", "cac:PartyName"), "cbc:Name", invoice.payee)
    _delivery(root, invoice)
    _payment(root, invoice)
    _tax(root, invoice)
    _totals(root, invoice)
    for position, line in enumerate(invoice.lines, start=1):
        _line(root, invoice, line, position)
    indent(root)
    return bytes(tostring(root, encoding="UTF-8", xml_declaration=True))


def refusals_for_ubl(invoice: Invoice) -> list[Refusal]:
    """What EN 16931 cannot say: thousandths, a seller nobody can identify, an amount due without a term."""
    refusals = []
    if minor_digits(invoice.currency) > MOST_DECIMALS:
        refusals.append(Refusal("trade.invoice-currency-has-thousandths", {"currency": invoice.currency}))
    seller = invoice.seller
    known = seller.vat_id if invoice.vat_category == EXPORT else seller.registration or seller.identifier
    if not known:
        refusals.append(Refusal("trade.invoice-seller-unidentified", {"seller": seller.name}))
    if not invoice.due_on and not invoice.contract:
        refusals.append(Refusal("trade.invoice-has-no-term", {"invoice": invoice.number}))
    return refusals


def _head(root: Element, invoice: Invoice) -> None:
    credit = invoice.kind == CREDIT_NOTE
    _add(root, "cbc:CustomizationID", CUSTOMIZATION)
    _add(root, "cbc:ID", invoice.number)
    _add(root, "cbc:IssueDate", invoice.issued_on.isoformat())
    if invoice.due_on and not credit:
        _add(root, "cbc:DueDate", invoice.due_on.isoformat())
    _add(root, "cbc:CreditNoteTypeCode" if credit else "cbc:InvoiceTypeCode", invoice.kind)
    _add(root, "cbc:Note", invoice.note)
    _add(root, "cbc:DocumentCurrencyCode", invoice.currency)


def _references(root: Element, invoice: Invoice) -> None:
    if invoice.corrects:
        reference = _path(root, "cac:BillingReference", "cac:InvoiceDocumentReference")
        _add(reference, "cbc:ID", invoice.corrects)
        _add(reference, "cbc:IssueDate", invoice.corrects_on.isoformat() if invoice.corrects_on else "")
    if invoice.contract:
        _add(SubElement(root, "cac:ContractDocumentReference"), "cbc:ID", invoice.contract)


def _party(parent: Element, party: Party, *, outside: bool) -> None:
    """A VAT number only where the invoice is about VAT: category O forbids one of either side (BR-O-02)."""
    inner = SubElement(parent, "cac:Party")
    if party.identifier:
        _add(SubElement(inner, "cac:PartyIdentification"), "cbc:ID", party.identifier)
    address = SubElement(inner, "cac:PostalAddress")
    _add(address, "cbc:StreetName", party.address)
    _add(address, "cbc:CityName", party.city)
    _add(SubElement(address, "cac:Country"), "cbc:IdentificationCode", party.country)
    if party.vat_id and not outside:
        scheme = SubElement(inner, "cac:PartyTaxScheme")
        _add(scheme, "cbc:CompanyID", party.vat_id)
        _vat(scheme)
    entity = SubElement(inner, "cac:PartyLegalEntity")
    _add(entity, "cbc:RegistrationName", party.name)
    _add(entity, "cbc:CompanyID", party.registration)


def _delivery(root: Element, invoice: Invoice) -> None:
    """A UN/LOCODE is the place's identifier, without a scheme: ISO 6523 has none for it (BR-CL-26). A name needs its country (BR-57)."""
    place, country = invoice.delivered_to, invoice.delivered_country
    if not (invoice.shipped_on or place or country):
        return
    delivery = SubElement(root, "cac:Delivery")
    _add(delivery, "cbc:ActualDeliveryDate", invoice.shipped_on.isoformat() if invoice.shipped_on else "")
    if not (place or country):
        return
    location = SubElement(delivery, "cac:DeliveryLocation")
    coded = bool(_LOCODE.fullmatch(place)) or not country
    _add(location, "cbc:ID", place if coded else "")
    if country:
        address = SubElement(location, "cac:Address")
        _add(address, "cbc:CityName", "" if coded else place)
        _add(SubElement(address, "cac:Country"), "cbc:IdentificationCode", country)


def _payment(root: Element, invoice: Invoice) -> None:
    """How and when: a credit note has its day here, an invoice without a day names the contract (BR-CO-25)."""
    day = invoice.due_on.isoformat() if invoice.due_on and invoice.kind == CREDIT_NOTE else ""
    if invoice.account or day:
        means = SubElement(root, "cac:PaymentMeans")
        _add(means, "cbc:PaymentMeansCode", TRANSFER if invoice.account else UNDEFINED)
        _add(means, "cbc:PaymentDueDate", day)
        if invoice.account:
            account = SubElement(means, "cac:PayeeFinancialAccount")
            _add(account, "cbc:ID", invoice.account)
            if invoice.bank:
                _add(SubElement(account, "cac:FinancialInstitutionBranch"), "cbc:ID", invoice.bank)
    if not invoice.due_on:
        _add(SubElement(root, "cac:PaymentTerms"), "cbc:Note", f"Contract {invoice.contract}")


def _tax(root: Element, invoice: Invoice) -> None:
    nothing = Money.zero(invoice.currency)
    total = SubElement(root, "cac:TaxTotal")
    _amount(total, "cbc:TaxAmount", nothing)
    part = SubElement(total, "cac:TaxSubtotal")
    _amount(part, "cbc:TaxableAmount", invoice.total)
    _amount(part, "cbc:TaxAmount", nothing)
    category = SubElement(part, "cac:TaxCategory")
    _rate(category, invoice)
    _add(category, "cbc:TaxExemptionReasonCode", REASON_CODES[invoice.vat_category])
    _add(category, "cbc:TaxExemptionReason", invoice.vat_reason)
    _vat(category)


def _totals(root: Element, invoice: Invoice) -> None:
    totals = SubElement(root, "cac:LegalMonetaryTotal")
    for name in ("LineExtensionAmount", "TaxExclusiveAmount", "TaxInclusiveAmount", "PayableAmount"):
        _amount(totals, f"cbc:{name}", invoice.total)


def _line(root: Element, invoice: Invoice, line: Line, position: int) -> None:
    credit = invoice.kind == CREDIT_NOTE
    row = SubElement(root, "cac:CreditNoteLine" if credit else "cac:InvoiceLine")
    _add(row, "cbc:ID", str(position))
    _add(row, "cbc:CreditedQuantity" if credit else "cbc:InvoicedQuantity", _plain(line.quantity), {"unitCode": line.unit})
    _amount(row, "cbc:LineExtensionAmount", line.net(invoice.currency))
    item = SubElement(row, "cac:Item")
    _add(item, "cbc:Name", line.name)
    if line.lot:
        _add(SubElement(item, "cac:SellersItemIdentification"), "cbc:ID", line.lot)
    if line.origin:
        _add(SubElement(item, "cac:OriginCountry"), "cbc:IdentificationCode", line.origin)
    if line.hs:
        _add(SubElement(item, "cac:CommodityClassification"), "cbc:ItemClassificationCode", line.hs, {"listID": "HS"})
    category = SubElement(item, "cac:ClassifiedTaxCategory")
    _rate(category, invoice)
    _vat(category)
    _add(SubElement(row, "cac:Price"), "cbc:PriceAmount", _plain(line.price), {"currencyID": invoice.currency})


def _rate(category: Element, invoice: Invoice) -> None:
    """Category O has no rate, not even 0 (BR-O-05)."""
    _add(category, "cbc:ID", invoice.vat_category)
    _add(category, "cbc:Percent", "" if invoice.vat_category == OUTSIDE else "0")


def _vat(parent: Element) -> None:
    _add(SubElement(parent, "cac:TaxScheme"), "cbc:ID", "VAT")


def _amount(parent: Element, name: str, amount: Money) -> None:
    _add(parent, name, f"{amount.rounded().amount:f}", {"currencyID": amount.currency})


def _plain(number: Decimal) -> str:
    return f"{number.normalize(EXACT):f}"


def _path(parent: Element, *names: str) -> Element:
    for name in names:
        parent = SubElement(parent, name)
    return parent


def _add(parent: Element, name: str, text: str, attributes: dict[str, str] | None = None) -> None:
    """Nothing for no text: EN 16931 knows no empty element. Control characters, which XML cannot carry, are left out."""
    kept = _NOT_XML.sub("", text).strip()
    if kept:
        SubElement(parent, name, attributes or {}).text = kept
