"""Figures and places as offers, needs, matches and contracts have in common. Amounts travel as text."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Annotated, Literal

from ninja import Schema
from pydantic import Field, PlainSerializer

from rochdale.base.endpoints import AS_TEXT, Amount, Code, Given, one_of
from rochdale.kernel.refusal import Refusal
from rochdale.trade.known import codes
from rochdale.trade.models import Unmatched
from rochdale.trade.queries.goods import PriceSeen
from rochdale.trade.rules.goods import Price
from rochdale.trade.worded import in_one_line

Figure = Annotated[Decimal, PlainSerializer(lambda value: f"{value.normalize():f}", return_type=str), AS_TEXT]
"""A decimal as text, without zeros at its end."""
Visibility = Literal["market", "private"]
GoesBy = Literal["ship", "truck"]
Species = Annotated[Code, one_of(lambda: codes("species"))]
Process = Annotated[Code, one_of(lambda: codes("processes"))]
Protocol = Annotated[Code, one_of(lambda: codes("protocols"))]
Certificate = Annotated[Code, one_of(lambda: codes("certificates")), Field(min_length=1)]


class PriceGiven(Given):
    """An amount of a currency (ISO 4217) for a unit: kg, lb, t, quintal46 or quintal100."""

    amount: Amount
    currency: Code
    unit: Code

    def price(self) -> Price:
        """As the rules read it."""
        return Price(self.amount, self.currency, self.unit)


class PriceShown(Schema):
    """A price as stated, and for 1 kg."""

    amount: Figure
    currency: str
    unit: str
    per_kg: Figure

    @classmethod
    def of(cls, price: PriceSeen | None) -> PriceShown | None:
        """None where the reader may not see it."""
        if price is None:
            return None
        return cls(amount=price.amount, currency=price.currency, unit=price.unit, per_kg=price.per_kg.quantize(Decimal("0.000001")))


class Told(Schema):
    """A reason or a warning: its code and the sentence in the reader's language."""

    code: str
    message: str


def told(refusals: Iterable[Refusal]) -> list[Told]:
    """Reasons with their sentences."""
    return [Told(code=refusal.code, message=in_one_line(refusal)) for refusal in refusals]


class Left(Schema):
    """Why the newest market left something over, and the smallest change that would have matched it, as a band."""

    market: int
    kg: int
    reason: Told
    smallest_change: Told | None

    @classmethod
    def of(cls, row: Unmatched | None) -> Left | None:
        """None where nothing was left, or no market has looked yet."""
        if row is None:
            return None
        changes = told([Refusal(row.change_code, row.change_facts)] if row.change_code else [])
        reason = told([Refusal(row.code, row.facts)])[0]
        return cls(market=row.market.number, kg=row.kg_left, reason=reason, smallest_change=changes[0] if changes else None)
