"""Scenarios as they are typed, frozen with the rates of their day, and read again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from decimal import Decimal
from typing import Any

from rochdale.base.rates import rate_table
from rochdale.kernel.exchange import Factor, factor
from rochdale.kernel.money import EXACT
from rochdale.kernel.refusal import refuse_if
from rochdale.trade.floors import fob_per_kg, row_facts, verified_rows
from rochdale.trade.rules.farm_gate import Step
from rochdale.trade.rules.landed_cost import Costs, Origin
from rochdale.trade.rules.price_floor import Minimum
from rochdale.trade.rules.scenarios import Scenario, Worked, refusals_for_sheet, worked

Plain = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Given:
    """A scenario as a person states it: the shelf price in a currency of its own, and the currency growers count in ("" for none)."""

    scenario: Scenario
    shelf_currency: str = ""
    growers_currency: str = ""
    floor: str = ""
    """The id of the row of the minimum price that holds; "" for none."""


@dataclass(frozen=True, slots=True)
class FloorSaid:
    """A verified minimum as it was that day: its row, its source, and what it comes to for 1 kg on board, in the scenario's currency."""

    row: str
    source: str
    per_kg: Decimal


@dataclass(frozen=True, slots=True)
class Saved:
    """A scenario read again: what was stated, what follows, and what growers get in their own currency at the rate of its day."""

    given: Given
    work: Worked
    growers_rate: Decimal | None
    """Units of the growers' currency for one of the scenario's."""
    floor: FloorSaid | None = None

    @property
    def below_floor(self) -> Decimal:
        """What the price on board, without premium, lacks to the minimum for 1 kg; 0 where it lacks nothing or none holds."""
        if self.floor is None:
            return Decimal(0)
        price = EXACT.divide(self.work.fob - self.work.premium, self.given.scenario.kg)
        return max(self.floor.per_kg - price, Decimal(0))

    @property
    def gate_in_own_currency(self) -> Decimal | None:
        """For a kg of what the grower brings."""
        return None if self.growers_rate is None else EXACT.multiply(self.work.at_the_gate, self.growers_rate)


def sheet_content(scenarios: Sequence[Given], *, on: date) -> Plain:
    """What is frozen. Refuses what cannot be reckoned, and a missing exchange rate."""
    refuse_if(refusals_for_sheet([one.scenario for one in scenarios]))
    rows = [_frozen(one, on) for one in scenarios]
    for row in rows:
        _saved(row)  # reckoned once, so that nothing is kept that cannot be
    return {"on": on.isoformat(), "scenarios": rows}


def saved(content: Mapping[str, Any]) -> list[Saved]:
    """The scenarios of a sheet, reckoned from what was frozen."""
    return [_saved(row) for row in content["scenarios"]]


def notices(content: Mapping[str, Any]) -> list[Plain]:
    """What is to be told of the rates: of an earlier day, or old."""
    found = [notice for row in content["scenarios"] for notice in row["notices"]]
    return [notice for place, notice in enumerate(found) if notice not in found[:place]]


def _frozen(given: Given, on: date) -> Plain:
    one, table = given.scenario, rate_table()
    shelf = factor(given.shelf_currency, one.currency, on, table) if given.shelf_currency and one.shelf else None
    growers = factor(one.currency, given.growers_currency, on, table) if given.growers_currency else None
    return {
        "scenario": _plain(one), "shelf_currency": given.shelf_currency, "growers_currency": given.growers_currency,
        "shelf_rate": str(shelf.value) if shelf else "1", "growers_rate": str(growers.value) if growers else "",
        "rates": _rates(shelf, growers), "notices": _notices(shelf, growers), "floor": _floor(given, on),
    }  # fmt: skip


def _floor(given: Given, on: date) -> Plain | None:
    """The row that was chosen; with its organic differential where the scenario has one."""
    found = next((row for row, _name in verified_rows() if str(row.id) == given.floor), None)
    if found is None:
        return None
    facts, one = row_facts(found), given.scenario
    organic = facts.organic_differential if one.organic else None
    least = Minimum(facts.per_kg((facts.minimum or Decimal(0)) + (organic or Decimal(0))), facts.currency, facts.level, facts)
    per_kg = fob_per_kg(least, found.origin or "default", on=on, currency=one.currency)
    return {"id": given.floor, "row": facts.id, "source": facts.source, "per_kg": f"{per_kg:f}"}


def _rates(*factors: Factor | None) -> list[Plain]:
    """Every rate that was used, with day and source."""
    used = {rate for one in factors if one for rate in one.rates}
    rows = sorted(used, key=lambda rate: (rate.currency, rate.on))
    return [{"currency": one.currency, "per_eur": f"{one.per_eur:f}", "on": one.on.isoformat(), "source": one.source} for one in rows]


def _notices(*factors: Factor | None) -> list[Plain]:
    return [{"code": notice.code, "facts": dict(notice.facts)} for one in factors if one for notice in one.notices]


def _saved(row: Mapping[str, Any]) -> Saved:
    one = _scenario(row["scenario"])
    in_own = replace(one, shelf=EXACT.multiply(one.shelf, Decimal(row["shelf_rate"])))
    rate = Decimal(row["growers_rate"]) if row["growers_rate"] else None
    said = row.get("floor")
    floor = FloorSaid(said["row"], said["source"], Decimal(said["per_kg"])) if said else None
    given = Given(one, row["shelf_currency"], row["growers_currency"], said["id"] if said else "")
    return Saved(given, worked(in_own), rate, floor)


def _plain(one: Scenario) -> Plain:
    parts = {"origin": _flat(one.origin), "costs": _flat(one.costs), "steps": [_flat(step) for step in one.steps]}
    return {**_flat(one), **parts}


def _flat(row: Any) -> Plain:
    values = {field.name: getattr(row, field.name) for field in fields(row)}
    return {name: f"{value:f}" if isinstance(value, Decimal) else value for name, value in values.items()}


def _scenario(row: Mapping[str, Any]) -> Scenario:
    words = {"name", "term", "currency", "unit"}
    figures: Plain = {name: Decimal(value) for name, value in row.items() if name not in words | {"origin", "costs", "steps"}}
    origin = Origin(**{name: Decimal(value) for name, value in row["origin"].items()})
    said: Plain = {name: Decimal(value) for name, value in row["costs"].items() if name != "days"}
    steps = tuple(Step(one["form"], Decimal(one["outturn"]), Decimal(one["cost"])) for one in row["steps"])
    costs = Costs(days=row["costs"]["days"], **said)
    return Scenario(**{name: row[name] for name in words}, **figures, origin=origin, costs=costs, steps=steps)
