"""An order as XML: UBL 2.1 with the customization of Peppol's order, 3 (docs/rules/orders.md). The Incoterm has its own element here."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, SubElement

from rochdale.trade.rules.invoices import Line, Party
from rochdale.trade.rules.orders import Order
from rochdale.trade.ubl_elements import add, amount, as_bytes, document, path, plain

CUSTOMIZATION = "urn:fdc:peppol.eu:poacc:trns:order:3"
PROFILE = "urn:fdc:peppol.eu:poacc:bis:order_only:3"
PURCHASE_ORDER = "220"
"""UNTDID 1001."""
_LOCODE = re.compile(r"[A-Z]{2}[A-Z2-9]{3}")


def order_ubl(order: Order) -> bytes:
    """The document in UTF-8, the same bytes for the same order."""
    root = document("Order")
    add(root, "cbc:CustomizationID", CUSTOMIZATION)
    add(root, "cbc:ProfileID", PROFILE)
    add(root, "cbc:ID", order.number)
    add(root, "cbc:IssueDate", order.issued_on.isoformat())
    add(root, "cbc:OrderTypeCode", PURCHASE_ORDER)
    add(root, "cbc:Note", order.note)
    add(root, "cbc:DocumentCurrencyCode", order.currency)
    add(root, "cbc:CustomerReference", order.reference)
    add(SubElement(root, "cac:Contract"), "cbc:ID", order.contract)
    _party(SubElement(root, "cac:BuyerCustomerParty"), order.buyer)
    _party(SubElement(root, "cac:SellerSupplierParty"), order.seller)
    _delivery(root, order)
    terms = SubElement(root, "cac:DeliveryTerms")
    add(terms, "cbc:ID", order.incoterm)
    add(terms, "cbc:SpecialTerms", "Incoterms 2020")
    add(SubElement(terms, "cac:DeliveryLocation"), "cbc:ID", order.place)
    if order.payment:
        add(SubElement(root, "cac:PaymentTerms"), "cbc:Note", order.payment)
    totals = SubElement(root, "cac:AnticipatedMonetaryTotal")
    for name in ("LineExtensionAmount", "PayableAmount"):
        amount(totals, f"cbc:{name}", order.total)
    for position, line in enumerate(order.lines, start=1):
        _line(root, order, line, position)
    return as_bytes(root)


def _party(parent: Element, party: Party) -> None:
    """Who it is. An electronic address (cbc:EndpointID) is put in by whoever sends it through Peppol: cooperatives seldom have one."""
    inner = SubElement(parent, "cac:Party")
    if party.identifier:
        add(SubElement(inner, "cac:PartyIdentification"), "cbc:ID", party.identifier)
    add(SubElement(inner, "cac:PartyName"), "cbc:Name", party.name)
    address = SubElement(inner, "cac:PostalAddress")
    add(address, "cbc:StreetName", party.address)
    add(address, "cbc:CityName", party.city)
    add(SubElement(address, "cac:Country"), "cbc:IdentificationCode", party.country)
    entity = SubElement(inner, "cac:PartyLegalEntity")
    add(entity, "cbc:RegistrationName", party.name)
    add(entity, "cbc:CompanyID", party.registration)


def _delivery(root: Element, order: Order) -> None:
    delivery = SubElement(root, "cac:Delivery")
    if order.delivered_to:
        location = SubElement(delivery, "cac:DeliveryLocation")
        add(location, "cbc:ID", order.delivered_to if _LOCODE.fullmatch(order.delivered_to) else "")
        if order.delivered_country:
            address = SubElement(location, "cac:Address")
            add(address, "cbc:CityName", "" if _LOCODE.fullmatch(order.delivered_to) else order.delivered_to)
            add(path(address, "cac:Country"), "cbc:IdentificationCode", order.delivered_country)
    period = SubElement(delivery, "cac:RequestedDeliveryPeriod")
    add(period, "cbc:StartDate", order.window[0].isoformat())
    add(period, "cbc:EndDate", order.window[1].isoformat())


def _line(root: Element, order: Order, line: Line, position: int) -> None:
    row = path(root, "cac:OrderLine", "cac:LineItem")
    add(row, "cbc:ID", str(position))
    add(row, "cbc:Quantity", plain(line.quantity), {"unitCode": line.unit})
    amount(row, "cbc:LineExtensionAmount", line.net(order.currency))
    price = SubElement(row, "cac:Price")
    add(price, "cbc:PriceAmount", plain(line.price), {"currencyID": order.currency})
    add(price, "cbc:BaseQuantity", "1", {"unitCode": line.unit})
    item = SubElement(row, "cac:Item")
    add(item, "cbc:Name", line.name)
    if line.lot:
        add(SubElement(item, "cac:SellersItemIdentification"), "cbc:ID", line.lot)
    if line.hs:
        add(SubElement(item, "cac:CommodityClassification"), "cbc:ItemClassificationCode", line.hs, {"listID": "HS"})
    if line.origin:
        told = SubElement(item, "cac:AdditionalItemProperty")
        add(told, "cbc:Name", "Country of origin")
        add(told, "cbc:Value", line.origin)
    if line.lot:
        add(path(item, "cac:ItemInstance", "cac:LotIdentification"), "cbc:LotNumberID", line.lot)
