"""An invoice or credit note as XML: UBL 2.1 by EN 16931, without a national or Peppol profile (docs/rules/invoices.md).

What the rules of EN 16931 would reject, and the writer can know of, is refused before a byte is written. An Incoterm stands in the note:
EN 16931 has no delivery terms.
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, SubElement

from rochdale.kernel.money import Money, minor_digits
from rochdale.kernel.refusal import Refusal, refuse_if
from rochdale.trade.rules.invoices import CREDIT_NOTE, EXPORT, OUTSIDE, Invoice, Line, Party
from rochdale.trade.ubl_elements import add, amount, as_bytes, document, path, plain

CUSTOMIZATION = "urn:cen.eu:en16931:2017"
MOST_DECIMALS = 2
"""BR-DEC: no total has more, so that a currency with thousandths has no invoice of this kind."""
TRANSFER, UNDEFINED = "30", "1"
"""Means of payment (UNCL 4461)."""
REASON_CODES = {OUTSIDE: "VATEX-EU-O", EXPORT: "VATEX-EU-G"}
_LOCODE = re.compile(r"[A-Z]{2}[A-Z2-9]{3}")


def ubl(invoice: Invoice) -> bytes:
    """The document in UTF-8, the same bytes for the same invoice. Refuses what EN 16931 cannot say."""
    refuse_if(refusals_for_ubl(invoice))
    name = "CreditNote" if invoice.kind == CREDIT_NOTE else "Invoice"
    root = document(name)
    _head(root, invoice)
    _references(root, invoice)
    outside = invoice.vat_category == OUTSIDE
    _party(SubElement(root, "cac:AccountingSupplierParty"), invoice.seller, outside=outside)
    _party(SubElement(root, "cac:AccountingCustomerParty"), invoice.buyer, outside=outside)
    if invoice.payee and invoice.payee != invoice.seller.name:
        add(path(root, "cac:PayeeParty", "cac:PartyName"), "cbc:Name", invoice.payee)
    _delivery(root, invoice)
    _payment(root, invoice)
    _tax(root, invoice)
    _totals(root, invoice)
    for position, line in enumerate(invoice.lines, start=1):
        _line(root, invoice, line, position)
    return as_bytes(root)


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
    add(root, "cbc:CustomizationID", CUSTOMIZATION)
    add(root, "cbc:ID", invoice.number)
    add(root, "cbc:IssueDate", invoice.issued_on.isoformat())
    if invoice.due_on and not credit:
        add(root, "cbc:DueDate", invoice.due_on.isoformat())
    add(root, "cbc:CreditNoteTypeCode" if credit else "cbc:InvoiceTypeCode", invoice.kind)
    add(root, "cbc:Note", invoice.note)
    add(root, "cbc:DocumentCurrencyCode", invoice.currency)


def _references(root: Element, invoice: Invoice) -> None:
    if invoice.corrects:
        reference = path(root, "cac:BillingReference", "cac:InvoiceDocumentReference")
        add(reference, "cbc:ID", invoice.corrects)
        add(reference, "cbc:IssueDate", invoice.corrects_on.isoformat() if invoice.corrects_on else "")
    if invoice.contract:
        add(SubElement(root, "cac:ContractDocumentReference"), "cbc:ID", invoice.contract)


def _party(parent: Element, party: Party, *, outside: bool) -> None:
    """A VAT number only where the invoice is about VAT: category O forbids one of either side (BR-O-02)."""
    inner = SubElement(parent, "cac:Party")
    if party.identifier:
        add(SubElement(inner, "cac:PartyIdentification"), "cbc:ID", party.identifier)
    address = SubElement(inner, "cac:PostalAddress")
    add(address, "cbc:StreetName", party.address)
    add(address, "cbc:CityName", party.city)
    add(SubElement(address, "cac:Country"), "cbc:IdentificationCode", party.country)
    if party.vat_id and not outside:
        scheme = SubElement(inner, "cac:PartyTaxScheme")
        add(scheme, "cbc:CompanyID", party.vat_id)
        _vat(scheme)
    entity = SubElement(inner, "cac:PartyLegalEntity")
    add(entity, "cbc:RegistrationName", party.name)
    add(entity, "cbc:CompanyID", party.registration)


def _delivery(root: Element, invoice: Invoice) -> None:
    """A UN/LOCODE is the place's identifier, without a scheme: ISO 6523 has none for it (BR-CL-26). A name needs its country (BR-57)."""
    place, country = invoice.delivered_to, invoice.delivered_country
    if not (invoice.shipped_on or place or country):
        return
    delivery = SubElement(root, "cac:Delivery")
    add(delivery, "cbc:ActualDeliveryDate", invoice.shipped_on.isoformat() if invoice.shipped_on else "")
    if not (place or country):
        return
    location = SubElement(delivery, "cac:DeliveryLocation")
    coded = bool(_LOCODE.fullmatch(place)) or not country
    add(location, "cbc:ID", place if coded else "")
    if country:
        address = SubElement(location, "cac:Address")
        add(address, "cbc:CityName", "" if coded else place)
        add(SubElement(address, "cac:Country"), "cbc:IdentificationCode", country)


def _payment(root: Element, invoice: Invoice) -> None:
    """How and when: a credit note has its day here, an invoice without a day names the contract (BR-CO-25)."""
    day = invoice.due_on.isoformat() if invoice.due_on and invoice.kind == CREDIT_NOTE else ""
    if invoice.account or day:
        means = SubElement(root, "cac:PaymentMeans")
        add(means, "cbc:PaymentMeansCode", TRANSFER if invoice.account else UNDEFINED)
        add(means, "cbc:PaymentDueDate", day)
        if invoice.account:
            account = SubElement(means, "cac:PayeeFinancialAccount")
            add(account, "cbc:ID", invoice.account)
            if invoice.bank:
                add(SubElement(account, "cac:FinancialInstitutionBranch"), "cbc:ID", invoice.bank)
    if not invoice.due_on:
        add(SubElement(root, "cac:PaymentTerms"), "cbc:Note", f"Contract {invoice.contract}")


def _tax(root: Element, invoice: Invoice) -> None:
    nothing = Money.zero(invoice.currency)
    total = SubElement(root, "cac:TaxTotal")
    amount(total, "cbc:TaxAmount", nothing)
    part = SubElement(total, "cac:TaxSubtotal")
    amount(part, "cbc:TaxableAmount", invoice.total)
    amount(part, "cbc:TaxAmount", nothing)
    category = SubElement(part, "cac:TaxCategory")
    _rate(category, invoice)
    add(category, "cbc:TaxExemptionReasonCode", REASON_CODES[invoice.vat_category])
    add(category, "cbc:TaxExemptionReason", invoice.vat_reason)
    _vat(category)


def _totals(root: Element, invoice: Invoice) -> None:
    totals = SubElement(root, "cac:LegalMonetaryTotal")
    for name in ("LineExtensionAmount", "TaxExclusiveAmount", "TaxInclusiveAmount", "PayableAmount"):
        amount(totals, f"cbc:{name}", invoice.total)


def _line(root: Element, invoice: Invoice, line: Line, position: int) -> None:
    credit = invoice.kind == CREDIT_NOTE
    row = SubElement(root, "cac:CreditNoteLine" if credit else "cac:InvoiceLine")
    add(row, "cbc:ID", str(position))
    add(row, "cbc:CreditedQuantity" if credit else "cbc:InvoicedQuantity", plain(line.quantity), {"unitCode": line.unit})
    amount(row, "cbc:LineExtensionAmount", line.net(invoice.currency))
    item = SubElement(row, "cac:Item")
    add(item, "cbc:Name", line.name)
    if line.lot:
        add(SubElement(item, "cac:SellersItemIdentification"), "cbc:ID", line.lot)
    if line.origin:
        add(SubElement(item, "cac:OriginCountry"), "cbc:IdentificationCode", line.origin)
    if line.hs:
        add(SubElement(item, "cac:CommodityClassification"), "cbc:ItemClassificationCode", line.hs, {"listID": "HS"})
    category = SubElement(item, "cac:ClassifiedTaxCategory")
    _rate(category, invoice)
    _vat(category)
    add(SubElement(row, "cac:Price"), "cbc:PriceAmount", plain(line.price), {"currencyID": invoice.currency})


def _rate(category: Element, invoice: Invoice) -> None:
    """Category O has no rate, not even 0 (BR-O-05)."""
    add(category, "cbc:ID", invoice.vat_category)
    add(category, "cbc:Percent", "" if invoice.vat_category == OUTSIDE else "0")


def _vat(parent: Element) -> None:
    add(SubElement(parent, "cac:TaxScheme"), "cbc:ID", "VAT")
