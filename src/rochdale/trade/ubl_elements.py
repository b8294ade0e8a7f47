"""Elements of UBL 2.1, as invoices and orders share them."""

from __future__ import annotations

import re
from decimal import Decimal
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from rochdale.kernel.money import EXACT, Money

_UBL = "urn:oasis:names:specification:ubl:schema:xsd:"
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def document(name: str) -> Element:
    """The root of a document: Invoice, CreditNote, Order."""
    names = {"xmlns": f"{_UBL}{name}-2", "xmlns:cac": f"{_UBL}CommonAggregateComponents-2", "xmlns:cbc": f"{_UBL}CommonBasicComponents-2"}
    return Element(name, names)


def as_bytes(root: Element) -> bytes:
    """In UTF-8, the same bytes for the same elements."""
    indent(root)
    return bytes(tostring(root, encoding="UTF-8", xml_declaration=True))


def amount(parent: Element, name: str, money: Money) -> None:
    """An amount with its currency, rounded to the smallest unit."""
    add(parent, name, f"{money.rounded().amount:f}", {"currencyID": money.currency})


def plain(number: Decimal) -> str:
    """Without zeros at its end."""
    return f"{number.normalize(EXACT):f}"


def path(parent: Element, *names: str) -> Element:
    """Elements one within the other; returns the innermost."""
    for name in names:
        parent = SubElement(parent, name)
    return parent


def add(parent: Element, name: str, text: str, attributes: dict[str, str] | None = None) -> None:
    """Nothing for no text: EN 16931 knows no empty element. Control characters, which XML cannot carry, are left out."""
    kept = _NOT_XML.sub("", text).strip()
    if kept:
        SubElement(parent, name, attributes or {}).text = kept
