"""From a contract and what was shipped to the frozen content of an invoice, and from that back to an invoice as EN 16931 knows it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from rochdale.kernel.money import Money
from rochdale.kernel.place import is_place, place
from rochdale.trade.agreed_lines import lines_to_invoice
from rochdale.trade.called import goods_name, place_and_code
from rochdale.trade.models import Contract, ContractVersion
from rochdale.trade.models import Invoice as Row
from rochdale.trade.rules.invoices import CREDIT_NOTE, EACH, INVOICE, KILOGRAM, Invoice, Line, Party, price_for, vat_category
from rochdale.trade.versions import clauses_of

HEADINGS = {
    "banana": "0803", "cane-sugar": "1701", "cocoa": "1801", "coffee": "0901", "fish": "0305", "papaya": "0807", "pineapple": "0804",
    "rice": "1006", "tea": "0902",
}  # fmt: skip
"""Headings of the Harmonized System 2022. The subheading hangs on roast, pack and variety: the customs declaration says it."""

Content = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Shipped:
    """So many kg of one lot. `position`: its place among the lines of the contract, from 0; two sellers may use one reference."""

    position: int
    kg: Decimal


def content_of_invoice(
    contract: Contract, version: ContractVersion, number: str, *, shipped: Sequence[Shipped], shipped_on: date, premium: Decimal, on: date
) -> dict[str, Any]:
    """What is frozen. `premium` is the whole amount, in the contract's currency; 0 for none."""
    clauses, terms = clauses_of(version), contract.terms
    counting = lines_to_invoice(contract)
    lines = [_goods_line(counting, one, contract.currency) for one in shipped if one.kg]
    if premium:
        kg = sum((one.kg for one in shipped), Decimal(0))
        lines.append(_line("premium", "", kg, price_for(Money(premium, contract.currency), kg)))
    seller = contract.parties.select_related("organization").get(organization_id=clauses.seller_id, is_buyer=False).organization
    return _head(contract, number, on) | {
        "kind": INVOICE,
        "due_on": (on + timedelta(days=clauses.days_to_pay)).isoformat(),
        "seller": _party(seller.name, seller.country, seller.place, clauses.seller_address, clauses.seller_vat_id)
        | {"registration": clauses.seller_registration, "identifier": str(seller.id)},
        "buyer": _party(terms["buyer"]["name"], terms["buyer"]["country"], terms["buyer"]["place"], clauses.buyer_address, ""),
        "payee": "" if clauses.payee == seller.name else clauses.payee,
        "account": clauses.account,
        "bank": clauses.bank,
        "exporter": clauses.exporter,
        "exporter_licence": clauses.exporter_licence,
        "importer": clauses.importer,
        "version": version.number,
        "version_sha256": version.sha256,
        "shipped_on": shipped_on.isoformat(),
        "incoterm": terms["incoterm"],
        "place": terms["place"],
        "destination": terms["destination"],
        "corrects": "",
        "corrects_on": "",
        "reason": "",
        "lines": lines,
    }


def content_of_credit_note(row: Row, number: str, *, amount: Decimal, reason: str, on: date) -> dict[str, Any]:
    """An amount given back on an invoice, with its reason."""
    return {
        **row.content,
        **_head(row.contract, number, on),
        "kind": CREDIT_NOTE,
        "due_on": "",
        "corrects": row.number,
        "corrects_on": row.issued_on.isoformat(),
        "reason": reason,
        "lines": [{**_line("credit", "", Decimal(1), amount), "unit": EACH}],
    }


def invoice_of(content: Content) -> Invoice:
    """The frozen content as EN 16931 knows it, named in the language in force."""
    seller = content["seller"]
    return Invoice(
        kind=content["kind"], number=content["number"], issued_on=date.fromisoformat(content["issued_on"]), due_on=_day(content["due_on"]),
        currency=content["currency"], seller=Party(**seller), buyer=Party(**content["buyer"]), payee=content["payee"],
        account=content["account"], bank=content["bank"], vat_category=vat_category(seller["vat_id"]),
        vat_reason=_("Export") if seller["vat_id"] else _("The seller is outside the scope of VAT"),
        contract=content["contract"], corrects=content["corrects"], corrects_on=_day(content["corrects_on"]),
        shipped_on=_day(content["shipped_on"]), delivered_to=content["destination"] or content["place"],
        delivered_country=_country(content["destination"] or content["place"]), note=_note(content),
        lines=tuple(_named(line, content) for line in content["lines"]),
    )  # fmt: skip


def _head(contract: Contract, number: str, on: date) -> dict[str, Any]:
    return {"number": number, "contract": contract.number, "currency": contract.currency, "issued_on": on.isoformat()}


def _goods_line(of_terms: Sequence[Content], one: Shipped, currency: str) -> dict[str, Any]:
    """At the price of the contract; where its four decimals do not give the agreed amount, at the price that does."""
    line = of_terms[one.position]
    price, agreed = Decimal(line["price"]), Money(Decimal(line["amount"]), currency)
    if (Money(price, currency) * line["kg"]).rounded() != agreed:
        price = price_for(agreed, Decimal(line["kg"]))
    named = {name: line[name] for name in ("product", "species", "process")}
    return _line("goods", line["reference"], one.kg, price) | named | {"origin": line["seller"]["country"], "position": one.position}


def _line(kind: str, reference: str, quantity: Decimal, price: Decimal) -> dict[str, Any]:
    figures = {"quantity": f"{quantity.normalize():f}", "price": f"{price.normalize():f}"}
    return {"kind": kind, "reference": reference, **figures, "unit": KILOGRAM, "origin": "", "product": "", "species": "", "process": ""}


def _named(line: Content, content: Content) -> Line:
    words = {
        "goods": goods_name(line["product"], line["species"], line["process"]),
        "premium": _("Premium, owed to the organization of the producers"),
        "credit": content["reason"],
    }
    return Line(
        words[line["kind"]], Decimal(line["quantity"]), line["unit"], Decimal(line["price"]), line["reference"], line["origin"],
        HEADINGS.get(line["product"], ""),
    )  # fmt: skip


def _note(content: Content) -> str:
    """Where Incoterm and roles stand: EN 16931 has no field of its own for them."""
    term = _("%(term)s %(place)s, Incoterms 2020") % {"term": content["incoterm"], "place": place_and_code(content["place"])}
    licence = f" ({content['exporter_licence']})" if content["exporter_licence"] else ""
    exporter = _("Exporter: %(name)s") % {"name": content["exporter"] + licence}
    return ". ".join([term, exporter, _("Importer: %(name)s") % {"name": content["importer"]}])


def _party(name: str, country: str, code: str, address: str, vat_id: str) -> dict[str, str]:
    return {"name": name, "country": country, "city": place(code).name if is_place(code) else "", "address": address, "vat_id": vat_id}


def _country(code: str) -> str:
    return code[:2] if is_place(code) else ""


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
