"""The least that certified goods may be paid (docs/rules/price-floor.md). Money per kg, exact; rounding comes once, at the end.

A premium is a line of its own and never part of this test. An empty cell is never 0. Only a row that a named person has verified
is enforced; any other row that applies warns.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from rochdale.kernel.money import EXACT, is_currency
from rochdale.kernel.period import Period
from rochdale.kernel.quantity import kg_per
from rochdale.kernel.refusal import Refusal, Refused

SHIPPED = Path(__file__).with_name("price_floors.toml")
LEVELS = ("farm", "EXW", "FCA", "FOB", "CIF")
"""Trade levels from the field to the buyer's port; each step adds its costs."""
ORGANIC = "organic"


@dataclass(frozen=True, slots=True)
class PriceFloor:
    """One dated, sourced row. "" in species, form or origin means all; `valid_to` is excluded; None is an empty cell."""

    id: str
    product: str
    scheme: str
    level: str
    currency: str
    unit: str
    valid_from: date
    source: str
    species: str = ""
    form: str = ""
    origin: str = ""
    minimum: Decimal | None = None
    organic_differential: Decimal | None = None
    premium: Decimal | None = None
    valid_to: date | None = None
    verified_by: str = ""
    verified_on: date | None = None

    @property
    def is_verified(self) -> bool:
        """A named person has checked it against its source."""
        return bool(self.verified_by and self.verified_on)

    def is_valid(self, on: date) -> bool:
        """The row of the day of contract applies."""
        return self.valid_from <= on and (self.valid_to is None or on < self.valid_to)

    def per_kg(self, amount: Decimal) -> Decimal:
        """An amount of this row for one kg."""
        return EXACT.divide(amount, kg_per(self.unit))


@dataclass(frozen=True, slots=True)
class Goods:
    """What is sold. "" in species or form means that it is not known, and then every row that may apply counts."""

    product: str
    species: str
    form: str
    origin: str
    certificates: frozenset[str]

    @property
    def is_organic(self) -> bool:
        """Only organic goods earn the organic differential."""
        return ORGANIC in self.certificates


@dataclass(frozen=True, slots=True)
class Minimum:
    """The least per kg, with the row it comes from."""

    per_kg: Decimal
    currency: str
    level: str
    row: PriceFloor


@dataclass(frozen=True, slots=True)
class Minimums:
    """Minimums that bind, and what must be said about rows that do not bind yet or cannot be computed."""

    binding: tuple[Minimum, ...]
    warnings: tuple[Refusal, ...]


@dataclass(frozen=True, slots=True)
class Price:
    """A price under a scheme, per unit of its floor row: the market part, the organic part, and the premium apart."""

    goods: Decimal
    organic: Decimal
    premium: Decimal
    is_at_floor: bool

    @property
    def to_members(self) -> Decimal:
        """What the floor test and payments to members are about."""
        return self.goods + self.organic

    @property
    def with_premium(self) -> Decimal:
        """What the buyer pays in all."""
        return self.to_members + self.premium


def minimums_for(floors: Iterable[PriceFloor], goods: Goods, *, on: date) -> Minimums:
    """What binds for these goods on a day: per certified scheme the highest row that may apply, rows of the origin before general ones."""
    floors = tuple(floors)
    binding: list[Minimum] = []
    warnings: list[Refusal] = []
    for scheme in sorted({floor.scheme for floor in floors} & goods.certificates):
        rows = _rows_for(floors, goods, scheme, on)
        if not rows:
            warnings.append(Refusal("trade.floor-no-row", {"scheme": scheme, "product": goods.product, "on": on.isoformat()}))
        for row in rows:
            why_not = _not_binding(row, goods)
            if why_not:
                warnings.append(why_not)
            else:
                binding.append(Minimum(_least(row, goods), row.currency, row.level, row))
    return Minimums(tuple(binding), tuple(warnings))


def price_under(row: PriceFloor, market: Decimal, *, is_organic: bool) -> Price:
    """max(C + D, minimum) + organic differential, and the premium; `market` is C + D in the row's currency and unit.

    Refuses a row with an empty cell that is needed.
    """
    needed = {"minimum": row.minimum, "premium": row.premium} | ({"organic_differential": row.organic_differential} if is_organic else {})
    _refuse_empty(row, needed)
    minimum, premium = row.minimum or Decimal(0), row.premium or Decimal(0)
    organic = (row.organic_differential or Decimal(0)) if is_organic else Decimal(0)
    return Price(max(market, minimum), organic, premium, market < minimum)


def fixed_price(least: Decimal, fixations: Sequence[tuple[Decimal, Decimal]], *, is_each_fixation_tested: bool = True) -> Decimal:
    """The goods part of a price fixed in steps of (kg, C + D): the minimum is tested at each fixation, or on their average.

    `least` is in the unit of the steps; 0 where no minimum holds. Refuses when nothing is fixed.
    """
    kg = sum((part for part, _ in fixations), Decimal(0))
    if kg <= 0:
        raise Refused(Refusal("trade.floor-nothing-fixed"))
    tested = [(part, max(price, least) if is_each_fixation_tested else price) for part, price in fixations]
    return max(least, EXACT.divide(sum((part * price for part, price in tested), Decimal(0)), kg))


def at_level(minimum: Decimal, level: str, wanted: str, costs: Mapping[str, Decimal]) -> Decimal:
    """A minimum at another trade level. `costs` name what each step adds on the way to it, e.g. {"FOB": inland and loading}.

    Refuses when a step's costs are not stated: the two prices cannot be compared.
    """
    start, end = LEVELS.index(level), LEVELS.index(wanted)
    steps = LEVELS[min(start, end) + 1 : max(start, end) + 1]
    lacking = [step for step in steps if step not in costs]
    if lacking:
        raise Refused(Refusal("trade.floor-level-differs", {"floor_level": level, "level": wanted, "lacking": lacking}))
    added = sum((costs[step] for step in steps), Decimal(0))
    return minimum + added if start <= end else minimum - added


def refusals_for_price(per_kg: Decimal, currency: str, minimum: Minimum) -> list[Refusal]:
    """A price per kg, at the same level and in the same currency, against a binding minimum."""
    if currency != minimum.currency:
        return [Refusal("trade.floor-currency-differs", {"currency": currency, "floor_currency": minimum.currency})]
    if per_kg >= minimum.per_kg:
        return []
    facts = {
        "price": per_kg,
        "minimum": minimum.per_kg,
        "short": minimum.per_kg - per_kg,
        "currency": currency,
        "scheme": minimum.row.scheme,
    }
    return [Refusal("trade.price-below-floor", facts)]


def refusals_for_floors(floors: Sequence[PriceFloor]) -> list[Refusal]:
    """Rows that cannot stand: unknown units, days in the wrong order, and two rows for the same goods on one day."""
    found = [refusal for floor in floors for refusal in _row_refusals(floor)]
    if found:
        return found
    groups: dict[tuple[str, ...], list[PriceFloor]] = {}
    for floor in floors:
        groups.setdefault((floor.product, floor.species, floor.form, floor.origin, floor.scheme, floor.level), []).append(floor)
    for rows in groups.values():
        rows.sort(key=lambda row: (row.valid_from, row.id))
        for early, late in pairwise(rows):
            if Period(early.valid_from, early.valid_to).overlaps(Period(late.valid_from, late.valid_to)):
                found.append(Refusal("trade.floors-overlap", {"first": early.id, "second": late.id, "on": late.valid_from.isoformat()}))
    return found


@cache
def shipped_floors() -> tuple[PriceFloor, ...]:
    """The rows that come with the software, none of them verified."""
    return read_floors(SHIPPED.read_text(encoding="utf-8"))


def read_floors(text: str) -> tuple[PriceFloor, ...]:
    """Rows of a TOML file, `[[floor]]` each. Refuses unknown or missing fields and rows that cannot stand."""
    known = {field.name for field in fields(PriceFloor)}
    floors = []
    for number, row in enumerate(tomllib.loads(text, parse_float=Decimal).get("floor", ()), start=1):
        if unknown := sorted(row.keys() - known):
            raise Refused(Refusal("trade.floor-unknown-field", {"row": number, "fields": unknown}))
        cells: dict[str, Any] = {key: Decimal(value) if isinstance(value, int) else value for key, value in row.items()}
        try:
            floors.append(PriceFloor(**cells))
        except TypeError:
            raise Refused(Refusal("trade.floor-field-missing", {"row": number})) from None
    if refusals := refusals_for_floors(floors):
        raise Refused(refusals)
    return tuple(floors)


def _rows_for(floors: Iterable[PriceFloor], goods: Goods, scheme: str, on: date) -> list[PriceFloor]:
    rows = [
        floor
        for floor in floors
        if floor.scheme == scheme
        and floor.product == goods.product
        and floor.is_valid(on)
        and floor.origin in ("", goods.origin)
        and (not floor.species or not goods.species or floor.species == goods.species)
        and (not floor.form or not goods.form or floor.form == goods.form)
    ]
    of_origin = [floor for floor in rows if floor.origin]
    return of_origin or rows


def _not_binding(row: PriceFloor, goods: Goods) -> Refusal | None:
    """Why a row that applies is not enforced: a cell it needs is empty, or nobody has verified it."""
    if row.minimum is None or (goods.is_organic and row.organic_differential is None):
        cell = "minimum" if row.minimum is None else "organic_differential"
        return Refusal("trade.floor-cell-empty", {"row": row.id, "cell": cell})
    return None if row.is_verified else Refusal("trade.floor-not-verified", {"row": row.id, "source": row.source})


def _least(row: PriceFloor, goods: Goods) -> Decimal:
    organic = row.organic_differential if goods.is_organic else None
    return row.per_kg((row.minimum or Decimal(0)) + (organic or Decimal(0)))


def _refuse_empty(row: PriceFloor, cells: Mapping[str, Decimal | None]) -> None:
    for cell, value in cells.items():
        if value is None:
            raise Refused(Refusal("trade.floor-cell-empty", {"row": row.id, "cell": cell}))


def _row_refusals(floor: PriceFloor) -> Iterable[Refusal]:
    if floor.valid_to is not None and floor.valid_to <= floor.valid_from:
        yield Refusal("trade.floor-ends-before-it-starts", {"row": floor.id})
    if floor.level not in LEVELS:
        yield Refusal("trade.floor-unknown-level", {"row": floor.id, "level": floor.level, "levels": list(LEVELS)})
    if not is_currency(floor.currency):
        yield Refusal("trade.floor-unknown-currency", {"row": floor.id, "currency": floor.currency})
    try:
        kg_per(floor.unit)
    except Refused:
        yield Refusal("trade.floor-unknown-unit", {"row": floor.id, "unit": floor.unit})
    for cell in (floor.minimum, floor.organic_differential, floor.premium):
        if cell is not None and cell < 0:
            yield Refusal("trade.floor-below-zero", {"row": floor.id})
