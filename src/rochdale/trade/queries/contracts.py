"""Questions about a contract: its frozen terms in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from rochdale.base.actor import Actor
from rochdale.trade.agreed_lines import lines_of, total_of
from rochdale.trade.called import certificate_names, goods_name, place_and_code, quality_name
from rochdale.trade.models import Condition, Contract, Filling, Match
from rochdale.trade.queries.matches import ConditionSeen, conditions_seen


@dataclass(frozen=True, slots=True)
class SoldLot:
    """A lot in store of which a contract sells so many kg."""

    stock_id: UUID
    kg: int


def sold_lots(contract_id: UUID) -> list[SoldLot]:
    """The lots in store that a contract sells, by offer."""
    rows = Contract.objects.select_related("first_refusal__offer__lot", "negotiation__offer__lot")
    row = rows.filter(pk=contract_id).first()
    if row is None:
        return []
    if row.call_off_id:
        filled = Filling.objects.filter(call_off_id=row.call_off_id).select_related("offer__lot").order_by("position")
        found = [(one.offer.lot, one.kg) for one in filled]
    elif row.offer:
        found = [(row.offer.lot, row.terms["lines"][0]["kg"])]
    else:
        matches = Match.objects.filter(container=row.container, need__organization_id=row.buyer_id).select_related("offer__lot")
        found = [(match.offer.lot, match.kg) for match in matches.order_by("id")]
    return [SoldLot(lot.stock_id, kg) for lot, kg in found if lot and lot.stock_id]


@dataclass(frozen=True, slots=True)
class TermLine:
    """One lot in a contract."""

    seller: str
    acting: str
    reference: str
    goods: str
    quality: str
    certificates: tuple[tuple[str, str, date | None], ...]
    kg: int
    bags: int | None
    bag_kg: Decimal | None
    price: Decimal
    amount: Decimal
    floor: Decimal | None
    floor_source: str
    freight: Decimal | None
    insurance: Decimal | None
    ready_from: date
    ready_until: date


@dataclass(frozen=True, slots=True)
class ContractSeen:
    """A contract for one of its parties, or the operator."""

    id: UUID
    number: str
    state: str
    drawn_up_on: date
    buyer: str
    lines: tuple[TermLine, ...]
    incoterm: str
    place: str
    destination: str
    departs_on: date | None
    arrives_on: date | None
    currency: str
    rate_on: date
    rates: tuple[tuple[str, Decimal, date, str], ...]
    total: Decimal
    """At the prices that count today: fixed since, or less an allowance."""
    agreed_total: Decimal
    """As on the day of the yes."""
    freight: Decimal | None
    insurance: Decimal | None
    conditions: tuple[ConditionSeen, ...]
    conditions_told: tuple[tuple[str, str, date], ...]
    """Organization, kind, day, as agreed on the day it was drawn up."""
    container: Mapping[str, Any]
    market: int | None
    sha256: str

    @property
    def kg(self) -> int:
        return sum(line.kg for line in self.lines)

    @property
    def landed(self) -> Decimal | None:
        """Goods, freight and insurance together; None where the buyer arranges freight."""
        return None if self.freight is None else self.total + self.freight + (self.insurance or Decimal(0))


def contract_seen(row: Contract, by: Actor, on: date) -> ContractSeen:
    """The terms of a contract at the prices that count today, and how its conditions stand now."""
    terms: Mapping[str, Any] = row.terms
    container = terms["container"]
    conditions = (
        Condition.objects.filter(answer__container_id=row.container_id, answer__is_yes=True)
        if row.container_id
        else Condition.objects.none()
    )
    return ContractSeen(
        id=row.id, number=row.number, state=row.state, drawn_up_on=date.fromisoformat(terms["drawn_up_on"]), buyer=terms["buyer"]["name"],
        lines=tuple(_line(line) for line in lines_of(row)), incoterm=terms["incoterm"], place=place_and_code(terms["place"]),
        destination=place_and_code(terms["destination"]) if terms["destination"] else "",
        departs_on=_day(container.get("departs_on")), arrives_on=_day(container.get("arrives_on")), currency=terms["currency"],
        rate_on=date.fromisoformat(terms["rate_on"]),
        rates=tuple((one["currency"], Decimal(one["per_eur"]), date.fromisoformat(one["on"]), one["source"]) for one in terms["rates"]),
        total=total_of(row).amount, agreed_total=Decimal(terms["total"]),
        freight=_amount(terms["freight"]), insurance=_amount(terms["insurance"]),
        conditions=tuple(conditions_seen(conditions, by, on)),
        conditions_told=tuple((one["organization"], one["kind"], date.fromisoformat(one["due"])) for one in terms["conditions"]),
        container=container, market=terms["market"], sha256=row.terms_sha256,
    )  # fmt: skip


def _line(line: Mapping[str, Any]) -> TermLine:
    certificates = tuple((certificate_names([one["scheme"]])[0], one["number"], _day(one["until"])) for one in line["certificates"])
    return TermLine(
        line["seller"]["name"], line["seller"]["acting"], line["reference"], goods_name(line["product"], line["species"], line["process"]),
        quality_name(line["protocol"], _amount(line["score"])), certificates, line["kg"], line["bags"], _amount(line["bag_kg"]),
        Decimal(line["price"]),
        Decimal(line["amount"]), _amount(line["floor"]), line["floor_source"], _amount(line["freight"]), _amount(line["insurance"]),
        date.fromisoformat(line["ready_from"]), date.fromisoformat(line["ready_until"]),
    )  # fmt: skip


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _amount(text: str | None) -> Decimal | None:
    return Decimal(text) if text else None
