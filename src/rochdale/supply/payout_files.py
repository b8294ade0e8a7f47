"""The file with which a bank or an operator of mobile money pays a run: CSV for any of them, ISO 20022 pain.001.001.09 for banks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from rochdale.base.tables import csv_bytes
from rochdale.kernel.money import Money, minor_digits

PAIN = "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09"
CSV_COLUMNS = ("reference", "name", "provider", "account", "amount", "currency", "text")
_IBAN = re.compile(r"[A-Z]{2}\d{2}[A-Z0-9]{11,30}")
_BIC = re.compile(r"[A-Z]{6}[A-Z0-9]{2}([A-Z0-9]{3})?")
_PLAIN = re.compile(r"[^A-Za-z0-9/?:().,'+ -]")
"""What SEPA and most banks take; other letters are sent as they are in names, and taken out of references."""


@dataclass(frozen=True, slots=True)
class Credit:
    """One transfer."""

    reference: str
    name: str
    provider: str
    account: str
    amount_minor: int
    currency: str
    text: str


@dataclass(frozen=True, slots=True)
class Debtor:
    """Who pays, from which account."""

    name: str
    account: str
    bank: str = ""


def payout_csv(credits: Sequence[Credit]) -> bytes:
    """Reference, name, provider, account, amount, currency, text; what is paid nothing is left out."""
    rows = [
        [one.reference, one.name, one.provider, one.account, _amount(one), one.currency, one.text] for one in credits if one.amount_minor
    ]
    return csv_bytes(CSV_COLUMNS, rows)


def payout_xml(credits: Sequence[Credit], debtor: Debtor, *, message_id: str, execute_on: date, at: datetime) -> bytes:
    """Customer credit transfer initiation, one payment block with a line for each grower."""
    lines = [one for one in credits if one.amount_minor]
    total = sum((Money.of_minor(one.amount_minor, one.currency).amount for one in lines), Decimal(0))
    control = f"{total:.{minor_digits(lines[0].currency) if lines else 2}f}"
    document = Element("Document", {"xmlns": PAIN})
    initiation = SubElement(document, "CstmrCdtTrfInitn")
    head = SubElement(initiation, "GrpHdr")
    _add(head, "MsgId", _reference(message_id))
    _add(head, "CreDtTm", at.replace(microsecond=0, tzinfo=None).isoformat())
    _add(head, "NbOfTxs", str(len(lines)))
    _add(head, "CtrlSum", control)
    _add(SubElement(head, "InitgPty"), "Nm", debtor.name[:140])
    block = SubElement(initiation, "PmtInf")
    _add(block, "PmtInfId", _reference(message_id))
    _add(block, "PmtMtd", "TRF")
    _add(block, "NbOfTxs", str(len(lines)))
    _add(block, "CtrlSum", control)
    _add(SubElement(block, "ReqdExctnDt"), "Dt", execute_on.isoformat())
    _add(SubElement(block, "Dbtr"), "Nm", debtor.name[:140])
    _account(block, "DbtrAcct", debtor.account)
    _bank(block, "DbtrAgt", debtor.bank)
    for one in lines:
        _transfer(block, one)
    indent(document)
    return bytes(tostring(document, encoding="utf-8", xml_declaration=True))


def _transfer(block: Element, one: Credit) -> None:
    line = SubElement(block, "CdtTrfTxInf")
    _add(SubElement(line, "PmtId"), "EndToEndId", _reference(one.reference))
    amount = SubElement(SubElement(line, "Amt"), "InstdAmt", {"Ccy": one.currency})
    amount.text = _amount(one)
    _bank(line, "CdtrAgt", one.provider)
    _add(SubElement(line, "Cdtr"), "Nm", one.name[:140])
    _account(line, "CdtrAcct", one.account)
    if one.text:
        _add(SubElement(line, "RmtInf"), "Ustrd", one.text[:140])


def _bank(parent: Element, name: str, code: str) -> None:
    """By BIC where it is one, else by name."""
    institution = SubElement(SubElement(parent, name), "FinInstnId")
    if _BIC.fullmatch(code):
        _add(institution, "BICFI", code)
    elif code:
        _add(institution, "Nm", code[:140])
    else:
        _add(SubElement(institution, "Othr"), "Id", "NOTPROVIDED")


def _account(parent: Element, name: str, number: str) -> None:
    plain = re.sub(r"\s", "", number).upper()
    identification = SubElement(SubElement(parent, name), "Id")
    if _IBAN.fullmatch(plain):
        _add(identification, "IBAN", plain)
    else:
        _add(SubElement(identification, "Othr"), "Id", re.sub(r"\s", "", number)[:34])


def _add(parent: Element, name: str, text: str) -> None:
    SubElement(parent, name).text = text


def _reference(text: str) -> str:
    return _PLAIN.sub("", text)[:35]


def _amount(one: Credit) -> str:
    return f"{Money.of_minor(one.amount_minor, one.currency).amount:.{minor_digits(one.currency)}f}"
