"""Bids as they are stored, what their price comes to, and whether it holds against the minimum prices of the day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from rochdale.base.rates import rate_table
from rochdale.kernel.exchange import factor
from rochdale.kernel.refusal import Refusal, Refused
from rochdale.trade.floors import floors_per_kg, minimums_of
from rochdale.trade.models import Offer
from rochdale.trade.rates import require_rate
from rochdale.trade.rules.floor_levels import floor_at_place
from rochdale.trade.rules.negotiation import Bid
from rochdale.trade.rules.price_floor import Minimum, PriceFloor, refusals_for_price
from rochdale.trade.rules.price_terms import AVERAGE, FAIRTRADE, PriceTerms, Reckoned, at_quotation, market_per_kg, under_floor

Content = Mapping[str, Any]
_FIGURES = ("score", "bag_kg", "tolerance", "costs_to_board")
_DAYS = ("ship_from", "ship_until", "valid_until")


@dataclass(frozen=True, slots=True)
class FloorTested:
    """The highest verified minimum a price was tested against, for 1 kg at the bid's place, and where it is written."""

    per_kg: Decimal
    scheme: str
    source: str


def plain(bid: Bid) -> dict[str, Any]:
    """As stored: days and figures as text."""
    return {name: _plain(value) for name, value in asdict(bid).items()}


def bid_of(content: Content) -> Bid:
    """What a stored bid says."""
    price = dict(content["price"])
    price |= {name: _figure(price[name]) for name in ("amount", "quotation")}
    price |= {name: _day(price[name]) for name in ("quoted_on", "fix_by")}
    typed = {name: _figure(content[name]) for name in _FIGURES} | {name: _day(content[name]) for name in _DAYS}
    return Bid(**{**content, **typed, "price": PriceTerms(**price)})


def reckoned(bid: Bid, offer: Offer, *, on: date) -> Reckoned:
    """What the price of a bid comes to for 1 kg. Refused: a Fairtrade price without a verified row to reckon with, a missing rate."""
    return _with_minimum(bid, market_per_kg(bid.price), offer, on=on)


def reckoned_at(bid: Bid, quotation: Decimal, offer: Offer, *, on: date) -> Reckoned:
    """The same at another quotation; `on` is the day of the contract, whose minimum counts. A step of an average stays as it is."""
    market = at_quotation(bid.price, quotation)
    return market if bid.price.floor_on == AVERAGE else _with_minimum(bid, market, offer, on=on)


def least_of_average(bid: Bid, offer: Offer, currency: str, *, on: date) -> Decimal:
    """What the average of all steps is at least, for 1 kg; 0 where each step was tested, or no minimum binds."""
    floor = _highest(bid, offer, currency, on=on) if bid.price.floor_on == AVERAGE else None
    return floor[0] if floor else Decimal(0)


def _with_minimum(bid: Bid, market: Reckoned, offer: Offer, *, on: date) -> Reckoned:
    """A Fairtrade price is at least the minimum, its organic part and premium on top; one to be fixed is at least the floor."""
    require_rate(market.currency, on)
    if bid.price.kind == FAIRTRADE:
        row, is_organic = fairtrade_row(offer, on=on)
        return under_floor(market, row, is_organic=is_organic, factor=factor(market.currency, row.currency, on, rate_table()).value)
    floor = _highest(bid, offer, market.currency, on=on) if bid.price.is_open else None
    return replace(market, per_kg=floor[0], is_at_floor=True) if floor and market.per_kg < floor[0] else market


def fairtrade_row(offer: Offer, *, on: date) -> tuple[PriceFloor, bool]:
    """The verified row of Fairtrade for a lot on a day, and whether the lot is organic. Refused where there is none."""
    found = minimums_of(offer, on=on)
    rows = [one.row for one in found.binding if one.row.scheme == FAIRTRADE]
    if not rows:
        raise Refused([Refusal("trade.no-row-to-reckon-with", {"on": on.isoformat()}), *found.warnings])
    return rows[0], offer.certificates.filter(scheme="organic").exists()


def tested(bid: Bid, offer: Offer, price: Reckoned, *, on: date) -> FloorTested | None:
    """The highest verified minimum that binds, None where none does. Refused below it, with the row and its source."""
    floor = _highest(bid, offer, price.currency, on=on)
    if floor is None:
        return None
    per_kg, minimum = floor
    _refuse_below(price, per_kg, minimum)
    return FloorTested(per_kg, minimum.row.scheme, minimum.row.source)


def _highest(bid: Bid, offer: Offer, currency: str, *, on: date) -> tuple[Decimal, Minimum] | None:
    """For 1 kg at the bid's place."""
    floors = floors_per_kg(offer, on=on, currency=currency)
    at_place = [(floor_at_place(fob, bid.incoterm, bid.costs_to_board), minimum) for fob, minimum in floors]
    return max(at_place, key=lambda pair: pair[0], default=None)


def _refuse_below(price: Reckoned, per_kg: Decimal, minimum: Minimum) -> None:
    refusals = refusals_for_price(price.per_kg, price.currency, replace(minimum, per_kg=per_kg, currency=price.currency))
    if refusals:
        facts = {**refusals[0].facts, "row": minimum.row.id, "source": minimum.row.source}
        raise Refused(Refusal("trade.bid-below-floor", facts))


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _plain(one) for name, one in value.items()}
    if isinstance(value, date):
        return value.isoformat()
    return f"{value.normalize():f}" if isinstance(value, Decimal) else value


def _figure(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
