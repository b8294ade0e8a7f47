"""Questions about a price that is to be fixed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from rochdale.base.actor import Actor
from rochdale.people.permissions import may
from rochdale.trade.agreed_lines import fixed_kg
from rochdale.trade.bid_called import price_in_words
from rochdale.trade.bids import bid_of
from rochdale.trade.models import Contract, Fixation, Quotation
from rochdale.trade.rules.price_terms import at_quotation


@dataclass(frozen=True, slots=True)
class Fixing:
    """How far a price is fixed: what was fixed, what is left, by when, and whether the reader has the call."""

    price: str
    rows: tuple[Fixation, ...]
    left_kg: int
    fix_by: date | None
    has_the_call: bool
    average: Decimal | None
    at_minimum: frozenset[UUID] = frozenset()
    """Of the rows: those in which the exchange came to less, and the minimum price counts."""


def fixing_of(contract: Contract, by: Actor) -> Fixing | None:
    """None for a contract whose price was never to be fixed."""
    row = contract.negotiation
    price = bid_of(contract.terms["agreed"]).price if row else None
    if row is None or price is None or not price.is_open:
        return None
    rows = tuple(row.fixations.order_by("at", "id"))
    left = contract.terms["lines"][0]["kg"] - fixed_kg(contract)
    kg = sum(one.kg for one in rows)
    average = sum((one.price_per_kg * one.kg for one in rows), Decimal(0)) / kg if kg else None
    has_the_call = left > 0 and row.side_of(by.organization_id) == price.caller and may(by, "trade.sign-contract", contract)
    at_minimum = frozenset(one.id for one in rows if at_quotation(price, one.quotation).per_kg < one.price_per_kg)
    return Fixing(price_in_words(price), rows, left, price.fix_by, has_the_call, average, at_minimum)


MOST_QUOTATIONS = 10


def quotations_for(contract: Contract, today: date) -> list[Quotation]:
    """What was recorded of the exchange and month agreed on, since the agreement: of each day the newest row, newest day first."""
    row = contract.negotiation
    if row is None:
        return []
    price = bid_of(contract.terms["agreed"]).price
    rows = Quotation.objects.filter(exchange=price.exchange, month=price.month, quoted_in=price.quoted_in)
    found: dict[date, Quotation] = {}
    for one in rows.filter(on__gte=row.changed_at.date(), on__lte=today).order_by("-on", "-at", "-id"):
        found.setdefault(one.on, one)
    return list(found.values())[:MOST_QUOTATIONS]
