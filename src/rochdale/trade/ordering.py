"""From a contract to the order its buyer would send: the frozen terms, and what all have agreed about who does what."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from rochdale.kernel.money import Money
from rochdale.kernel.place import is_place, place
from rochdale.kernel.refusal import Refusal, Refused
from rochdale.people.queries import organization
from rochdale.trade.agreed_lines import lines_of
from rochdale.trade.called import goods_name, quality_name
from rochdale.trade.invoicing import HEADINGS
from rochdale.trade.models import Contract
from rochdale.trade.order_ubl import order_ubl
from rochdale.trade.rules.invoices import KILOGRAM, Line, Party, price_for
from rochdale.trade.rules.orders import Order, window_of
from rochdale.trade.rules.versions import Clauses
from rochdale.trade.versions import clauses_of, version_in_force


def order_file(contract: Contract) -> bytes:
    """The order as UBL, in English: the same bytes for everybody. Refused for a contract that lapsed, or without one seller by law."""
    with override("en"):
        return order_ubl(order_of(contract))


def order_of(contract: Contract) -> Order:
    """What the buyer orders. The order and the contract share their number."""
    if contract.state == Contract.State.LAPSED:
        raise Refused(Refusal("trade.contract-has-lapsed", {"contract": contract.number}))
    terms, version = contract.terms, version_in_force(contract)
    clauses = clauses_of(version) if version else None
    container = terms["container"]
    ready = [(date.fromisoformat(line["ready_from"]), date.fromisoformat(line["ready_until"])) for line in terms["lines"]]
    to = terms["destination"] or terms["place"]
    return Order(
        number=contract.number, issued_on=date.fromisoformat(terms["drawn_up_on"]), currency=contract.currency, contract=contract.number,
        buyer=_party(contract.buyer_id, clauses.buyer_address if clauses else "", ""), seller=_seller(contract, clauses),
        reference=", ".join(terms["needs"]), incoterm=terms["incoterm"], place=terms["place"],
        delivered_to=to, delivered_country=to[:2] if is_place(to) else "",
        window=window_of(ready, date.fromisoformat(container["departs_on"]) if container else None),
        payment=_payment(clauses), note=_note(clauses), lines=tuple(_line(line, contract.currency) for line in lines_of(contract)),
    )  # fmt: skip


def _seller(contract: Contract, clauses: Clauses | None) -> Party:
    """The one seller by law; before all have agreed on it, the only one there is."""
    sellers = contract.seller_ids
    if clauses is None and len(sellers) > 1:
        raise Refused(Refusal("trade.roles-not-agreed", {"contract": contract.number}))
    seller_id = clauses.seller_id if clauses else sellers.pop()
    return _party(seller_id, clauses.seller_address if clauses else "", clauses.seller_registration if clauses else "")


def _party(organization_id: UUID, address: str, registration: str) -> Party:
    row = organization(organization_id)
    assert row is not None, "a party of a contract is an organization that never goes away"
    city = place(row.place).name if is_place(row.place) else ""
    return Party(row.name, row.country, address, city, registration=registration, identifier=str(row.id))


def _line(line: Mapping[str, Any], currency: str) -> Line:
    """At the price that gives the agreed amount."""
    kg = Decimal(line["kg"])
    price, agreed = Decimal(line["price"]), Money(Decimal(line["amount"]), currency)
    if (Money(price, currency) * kg).rounded() != agreed:
        price = price_for(agreed, kg)
    quality = quality_name(line["protocol"], Decimal(line["score"]) if line["score"] else None)
    name = "; ".join(one for one in (goods_name(line["product"], line["species"], line["process"]), quality) if one)
    return Line(name, kg, KILOGRAM, price, line["reference"], line["seller"]["country"], HEADINGS.get(line["product"], ""))


def _payment(clauses: Clauses | None) -> str:
    if clauses is None:
        return ""
    days = clauses.days_to_pay
    return ngettext("%(days)s day after the invoice", "%(days)s days after the invoice", days) % {"days": days}


def _note(clauses: Clauses | None) -> str:
    """Who imports, and how much more or less may come."""
    if clauses is None:
        return ""
    share = f"{(clauses.tolerance * 100).normalize():f}"
    return ". ".join([_("Importer: %(name)s") % {"name": clauses.importer}, _("%(share)s %% more or less") % {"share": share}])
