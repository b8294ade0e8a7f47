"""An invoice or credit note on paper: every figure from its frozen content, every word in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any

from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from rochdale.base.countries import country_name
from rochdale.base.paper import pdf
from rochdale.kernel.money import Money, minor_digits
from rochdale.trade.called import place_and_code
from rochdale.trade.invoicing import invoice_of
from rochdale.trade.models import Invoice as Row
from rochdale.trade.rules.invoices import CREDIT_NOTE, KILOGRAM, Invoice, Line
from rochdale.ui.templatetags.ui import written

TEMPLATE = "trade/paper/invoice.typ"
Pairs = list[tuple[str, str]]


def invoice_pdf(row: Row, *, language: str) -> bytes:
    """A4 pages. The same invoice in the same language gives the same bytes."""
    with translation.override(language):
        content = _content(row.content, row.sha256)
    return pdf(TEMPLATE, content, language=language, at=datetime.combine(row.issued_on, time(), UTC))


def _content(said: Mapping[str, Any], sha256: str) -> dict[str, object]:
    invoice = invoice_of(said)
    is_credit = invoice.kind == CREDIT_NOTE
    title = _("Credit note") if is_credit else _("Commercial invoice")
    return {
        "title": title,
        "number": invoice.number,
        "reference": f"{title} {invoice.number}",
        "issued": _("Issued on %(day)s") % {"day": _date(invoice.issued_on)},
        "is_credit": is_credit,
        "parties": _parties(invoice, said),
        "about": _about(invoice, said),
        "headings": [_("What"), _("How much"), _("Price for one"), _("Amount")],
        "rows": [_row(line, invoice.currency) for line in invoice.lines],
        "sums": [_("Given back") if is_credit else _("To pay"), _money(invoice.total)],
        "vat": _("No VAT: %(reason)s.") % {"reason": invoice.vat_reason},
        "pay": {"title": _("Payment"), "rows": [] if is_credit else _payment(invoice, said)},
        "verify": {
            "label": _("Fingerprint of this invoice (SHA-256)"),
            "sha256": [sha256[at : at + 8] for at in range(0, len(sha256), 8)],
            "says": _("The same invoice as UBL 2.1 (EN 16931) can be had from the seller."),
        },
    }


def _parties(invoice: Invoice, said: Mapping[str, Any]) -> list[dict[str, object]]:
    register = _("Register no. %(number)s") % {"number": invoice.seller.registration} if invoice.seller.registration else ""
    vat = _("VAT no. %(number)s") % {"number": invoice.seller.vat_id} if invoice.seller.vat_id else ""
    return [
        {
            "role": role,
            "name": party.name,
            "lines": [text for text in (party.address, party.city, country_name(party.country), *more) if text],
        }
        for role, party, more in ((_("Seller"), invoice.seller, (register, vat)), (_("Buyer"), invoice.buyer, ()))
    ]


def _about(invoice: Invoice, said: Mapping[str, Any]) -> Pairs:
    licence = _(", licence %(number)s") % {"number": said["exporter_licence"]} if said["exporter_licence"] else ""
    rows = [
        (_("Contract"), _("%(number)s, version %(version)s") % {"number": invoice.contract, "version": said["version"]}),
        (_("Term"), _("%(term)s %(place)s, Incoterms 2020") % {"term": said["incoterm"], "place": place_and_code(said["place"])}),
        (_("Exporter"), said["exporter"] + licence),
        (_("Importer"), said["importer"]),
    ]
    if invoice.shipped_on:
        rows.append((_("Shipped on"), _date(invoice.shipped_on)))
    if invoice.corrects and invoice.corrects_on:
        facts = {"number": invoice.corrects, "day": _date(invoice.corrects_on)}
        rows.append((_("Corrects invoice"), _("%(number)s of %(day)s") % facts))
    return rows


def _row(line: Line, currency: str) -> dict[str, str]:
    codes = [
        _("Lot %(lot)s") % {"lot": line.lot} if line.lot else "",
        _("from %(country)s") % {"country": country_name(line.origin)} if line.origin else "",
        _("HS heading %(code)s") % {"code": line.hs} if line.hs else "",
    ]
    unit = "kg" if line.unit == KILOGRAM else ""
    return {
        "name": line.name,
        "small": ", ".join(code for code in codes if code),
        "quantity": f"{written(line.quantity.normalize())} {unit}".strip(),
        "price": f"{written(line.price, max(_places(line.price), minor_digits(currency)))} {currency}",
        "amount": _money(line.net(currency)),
    }


def _payment(invoice: Invoice, said: Mapping[str, Any]) -> Pairs:
    rows = [(pgettext("money", "To"), invoice.payee or invoice.seller.name), (_("Account"), invoice.account)]
    rows += [(_("BIC of the bank"), invoice.bank)] if invoice.bank else []
    rows += [(_("At the latest on"), _date(invoice.due_on))] if invoice.due_on else []
    return [*rows, (_("Say for what"), invoice.number)]


def _places(figure: Decimal) -> int:
    exponent = figure.normalize().as_tuple().exponent
    return max(-exponent, 0) if isinstance(exponent, int) else 0


def _date(day: date) -> str:
    return date_format(day, "j F Y")


def _money(money: Money) -> str:
    return f"{written(money.amount, minor_digits(money.currency))} {money.currency}"
