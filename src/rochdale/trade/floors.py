"""From stored rows of minimum prices to the rule that knows what they mean."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from rochdale.base.rates import rate_table
from rochdale.kernel.exchange import factor
from rochdale.kernel.money import EXACT
from rochdale.trade.known import shipped_defaults
from rochdale.trade.models import Offer, PriceFloor
from rochdale.trade.rules import price_floor
from rochdale.trade.rules.price_floor import Goods, Minimum, Minimums, at_level, minimums_for


def name_of(row: PriceFloor) -> str:
    """What a row is called in warnings and plans; no other row that applies is called the same."""
    parts = (row.scheme, row.product, row.species, row.form, row.origin, row.level, row.valid_from.isoformat())
    return " ".join(part for part in parts if part)


def row_facts(row: PriceFloor) -> price_floor.PriceFloor:
    """A stored row as the rule reads it, under a name a person can read."""
    return price_floor.PriceFloor(
        id=name_of(row), product=row.product, scheme=row.scheme, level=row.level, currency=row.currency, unit=row.unit,
        valid_from=row.valid_from,
        source=row.source, species=row.species, form=row.form, origin=row.origin, minimum=row.minimum,
        organic_differential=row.organic_differential,
        premium=row.premium, valid_to=row.valid_to, verified_by=row.verified_by, verified_on=row.verified_on,
    )  # fmt: skip


def rows_in_force() -> list[PriceFloor]:
    """Every row that no newer one has replaced."""
    return list(PriceFloor.objects.filter(superseded_by=None).order_by("product", "scheme", "valid_from", "id"))


def verified_rows() -> list[tuple[PriceFloor, str]]:
    """The rows that bind: compared with their source by somebody, with a minimum in them; and what each is called."""
    return [(row, name_of(row)) for row in rows_in_force() if row.verified_on is not None and row.minimum is not None]


def floors_in_force() -> tuple[price_floor.PriceFloor, ...]:
    """The same rows as the rule reads them."""
    return tuple(row_facts(row) for row in rows_in_force())


def goods_of(offer: Offer) -> Goods:
    """An offer as the floor rule sees it."""
    schemes = frozenset(offer.certificates.values_list("scheme", flat=True).order_by("scheme"))
    return Goods(offer.product, offer.species, offer.process, offer.country, schemes)


def minimums_of(offer: Offer, *, on: date) -> Minimums:
    """What binds for an offer on a day, and what warns."""
    return minimums_for(floors_in_force(), goods_of(offer), on=on)


def floor_per_kg(offer: Offer, *, on: date, currency: str) -> Decimal | None:
    """The highest verified minimum for 1 kg of an offer, FOB, in a currency at the rate of the day; None where none binds."""
    return max((found for found, _ in floors_per_kg(offer, on=on, currency=currency)), default=None)


def floors_per_kg(offer: Offer, *, on: date, currency: str) -> list[tuple[Decimal, Minimum]]:
    """Every verified minimum that binds an offer, for 1 kg, FOB, in a currency at the rate of the day."""
    return [(fob_per_kg(minimum, offer.country, on=on, currency=currency), minimum) for minimum in minimums_of(offer, on=on).binding]


def fob_per_kg(minimum: Minimum, country: str, *, on: date, currency: str) -> Decimal:
    """A minimum for 1 kg on board, in a currency at the rate of the day; the way to the port is that of the defaults."""
    table, inland = rate_table(), shipped_defaults().inland
    figure = inland.get(country, inland["default"])
    way = EXACT.multiply(figure.value, factor(figure.unit.split("/")[0], minimum.currency, on, table).value)
    fob = at_level(minimum.per_kg, minimum.level, "FOB", {"EXW": Decimal(0), "FCA": way, "FOB": Decimal(0)})
    return EXACT.multiply(fob, factor(minimum.currency, currency, on, table).value)
