"""The defaults file: what the market assumes where nothing is said. The user edits a copy; every figure has a unit and a source."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from rochdale.kernel.exchange import Rate
from rochdale.kernel.quantity import PRICE_UNITS
from rochdale.kernel.refusal import Refusal, Refused

SHIPPED = Path(__file__).with_name("defaults.toml")
KINDS = ("products", "processes", "protocols", "certificates", "species")


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with its unit and where it comes from."""

    value: Decimal
    unit: str
    source: str
    is_verified: bool


@dataclass(frozen=True, slots=True)
class Charge:
    """What one container costs: a fixed amount and an amount per km."""

    fixed: Figure
    per_km: Figure


@dataclass(frozen=True, slots=True)
class LotDefaults:
    """What a lot without price, port or window is given."""

    port: str
    reserve: Figure
    season: tuple[str, str]
    """Month-day to month-day, inclusive; the end may lie in the next year."""

    def window(self, on: date) -> tuple[date, date]:
        """The next season that has not ended on `on`."""
        for year in (on.year - 1, on.year, on.year + 1):
            first, last = _day(year, self.season[0]), _day(year, self.season[1])
            if last < first:
                last = _day(year + 1, self.season[1])
            if last >= on:
                return first, last
        raise AssertionError("a season ends every year")


@dataclass(frozen=True, slots=True)
class Defaults:
    """The whole file, checked."""

    currency: str
    slot_days: int
    first_sailing: date
    sellers_share: Decimal
    spread: Decimal
    """Both as parts of 1."""
    insurance: Decimal
    """Part of the CIF value: premium rate times cover."""
    margin: Figure
    inland: Mapping[str, Figure]
    """Per country of origin; "default" for the others."""
    sea_speed: Decimal
    sea_port_days: Decimal
    truck_speed: Decimal
    truck_border_days: Decimal
    truck_circuity: Decimal
    truck_most_km: Decimal
    charges: Mapping[str, Mapping[str, Charge]]
    """Mode ("sea", "truck") to unit to charge."""
    loads: Mapping[str, Mapping[str, int]]
    """Product to unit to kg."""
    certificate_costs: Mapping[str, Figure]
    lots: Mapping[tuple[str, str], LotDefaults]
    """(product, country) to what its lots are given."""
    names: Mapping[str, Mapping[str, str]]
    """Kind to small-letter name to code; kinds are `KINDS`, species as "species"."""
    verified_floors: Mapping[str, tuple[str, date]]
    """Id of a shipped minimum price to who checked it against its source, and when."""
    rates: tuple[Rate, ...]
    """Exchange rates entered by hand, for currencies the European Central Bank does not quote."""
    unverified: tuple[str, ...]
    """Where figures stand that nobody has verified."""

    def code(self, kind: str, name: str) -> str | None:
        """The project's code for a name, None where the file has none."""
        return self.names[kind].get(name.strip().casefold())


def load_defaults(source: Path | bytes | None = None) -> Defaults:
    """Read a defaults file; without one, the shipped one. Refused with the place where something is missing or not a number."""
    content = source if isinstance(source, bytes) else (source or SHIPPED).read_bytes()
    try:
        table = tomllib.loads(content.decode("utf-8-sig"), parse_float=Decimal)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as problem:
        raise Refused(Refusal("market.defaults-unreadable", {"problem": str(problem)})) from None
    return _defaults(_Reader(table))


class _Reader:
    """Reads values by path and says which path is at fault."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        self.table = table
        self.unverified: list[str] = []

    def get(self, path: str, kind: type | tuple[type, ...]) -> Any:
        value: Any = self.table
        for part in path.split("/"):
            value = value.get(part) if isinstance(value, dict) else None
        if not isinstance(value, kind) or isinstance(value, (bool, datetime)):
            raise _missing(path)
        return value

    def tables(self, path: str) -> Iterator[str]:
        """Names of the tables under a path."""
        for key in self.get(path, dict):
            self.get(f"{path}/{key}", dict)
            yield key

    def figure(self, path: str, unit: str) -> Figure:
        """A figure; `unit` is what it must be, with "*" for any currency."""
        raw = self.get(path, dict)
        value, found = raw.get("value"), raw.get("unit")
        if isinstance(value, bool) or not isinstance(value, (int, Decimal)) or not isinstance(found, str):
            raise _missing(path)
        value = Decimal(value)
        if not value.is_finite() or not 0 <= value <= 1_000_000_000:
            raise Refused(Refusal("market.defaults-absurd", {"place": path.replace("/", "."), "value": str(value)}))
        if found != unit and not (unit.startswith("*/") and found.endswith(unit[1:]) and len(found) == len(unit) + 2):
            raise Refused(
                Refusal("market.defaults-unit", {"place": path.replace("/", "."), "unit": found, "expected": unit.replace("*", "USD")})
            )
        if not raw.get("verified", False):
            self.unverified.append(path.replace("/", "."))
        return Figure(value, found, str(raw.get("source", "")), bool(raw.get("verified", False)))

    def positive(self, path: str, unit: str) -> Decimal:
        value = self.figure(path, unit).value
        if value <= 0:
            raise Refused(Refusal("market.defaults-absurd", {"place": path.replace("/", "."), "value": str(value)}))
        return value


def _defaults(read: _Reader) -> Defaults:
    slot_days = read.get("market/slot_days", int)
    rate, cover = read.figure("insurance/rate", "percent").value, read.figure("insurance/cover", "percent").value
    share, spread = read.figure("surplus/sellers_share", "percent").value, read.figure("surplus/spread", "percent").value
    for path, is_sound in (
        ("market/slot_days", 1 <= slot_days <= 366),
        ("insurance/rate", rate * cover < 100 * 100),
        ("surplus/spread", spread <= share <= 100 - spread),
    ):
        if not is_sound:
            raise Refused(
                Refusal("market.defaults-absurd", {"place": path.replace("/", "."), "value": str(read.get(path.split("/")[0], dict))})
            )
    return Defaults(
        currency=read.get("market/currency", str),
        slot_days=slot_days,
        first_sailing=read.get("market/first_sailing", date),
        sellers_share=share / 100,
        spread=spread / 100,
        insurance=rate * cover / 10_000,
        margin=read.figure("margin/buyer", "*/kg"),
        inland={country: read.figure(f"inland/{country}", "*/kg") for country in read.get("inland", dict)}
        | {"default": read.figure("inland/default", "*/kg")},
        sea_speed=read.positive("sea/speed", "km/day"),
        sea_port_days=read.figure("sea/port_days", "day").value,
        truck_speed=read.positive("truck/speed", "km/day"),
        truck_border_days=read.figure("truck/border_days", "day").value,
        truck_circuity=read.positive("truck/circuity", "ratio"),
        truck_most_km=read.positive("truck/most_km", "km"),
        charges={mode: dict(_charges(read, mode)) for mode in ("sea", "truck")},
        loads={product: dict(_loads(read, product)) for product in read.tables("products")},
        certificate_costs={code: read.figure(f"certificates/{code}/cost", "*/kg") for code in read.tables("certificates")},
        lots=dict(_lots(read)),
        names={kind: _names(read, kind) for kind in KINDS},
        verified_floors=dict(_verified_floors(read)),
        rates=tuple(_rates(read)),
        unverified=tuple(read.unverified),
    )


def _charges(read: _Reader, mode: str) -> Iterator[tuple[str, Charge]]:
    for unit in read.tables(f"{mode}/units"):
        path = f"{mode}/units/{unit}"
        yield unit, Charge(read.figure(f"{path}/fixed", "*/container"), read.figure(f"{path}/per_km", "*/km"))


def _loads(read: _Reader, product: str) -> Iterator[tuple[str, int]]:
    for unit in read.tables(f"products/{product}/load"):
        yield unit, int(read.positive(f"products/{product}/load/{unit}", "kg"))


def _lots(read: _Reader) -> Iterator[tuple[tuple[str, str], LotDefaults]]:
    for product in read.tables("offers") if "offers" in read.table else ():
        for country in read.tables(f"offers/{product}"):
            path = f"offers/{product}/{country}"
            season = read.get(f"{path}/season", list)
            if len(season) != 2 or not all(_is_season_day(day) for day in season):
                raise _missing(f"{path}/season")
            unit = str(read.get(f"{path}/reserve", dict).get("unit", "")).partition("/")[2]
            reserve = read.figure(f"{path}/reserve", f"*/{unit if unit in PRICE_UNITS else 'kg'}")
            yield (product, country), LotDefaults(read.get(f"{path}/port", str), reserve, (season[0], season[1]))


def _verified_floors(read: _Reader) -> Iterator[tuple[str, tuple[str, date]]]:
    for name in read.tables("verified_floors") if "verified_floors" in read.table else ():
        yield name, (read.get(f"verified_floors/{name}/by", str), read.get(f"verified_floors/{name}/on", date))


def _rates(read: _Reader) -> Iterator[Rate]:
    for currency in read.tables("rates") if "rates" in read.table else ():
        path = f"rates/{currency}"
        figure = read.figure(f"{path}/per_eur", f"{currency}/EUR")
        yield Rate(currency, figure.value, read.get(f"{path}/on", date), figure.source)


def _names(read: _Reader, kind: str) -> dict[str, str]:
    if kind == "species":
        groups = [read.table["products"][product].get("species", {}) for product in read.tables("products")]
        listed: dict[str, list[str]] = {code: names for group in groups for code, names in group.items()}
    elif kind in ("products", "certificates"):
        listed = {code: read.table[kind][code].get("names", []) for code in read.tables(kind)}
    else:
        listed = read.get(kind, dict)
    if not all(isinstance(names, list) and all(isinstance(name, str) for name in names) for names in listed.values()):
        raise _missing(kind)
    return {name.casefold(): code for code, names in listed.items() for name in (code, *names)}


def sailing(defaults: Defaults, on: date) -> date:
    """The first sailing day on or after `on`: slot 0."""
    late = (on - defaults.first_sailing).days % defaults.slot_days
    return on + timedelta(days=(defaults.slot_days - late) % defaults.slot_days)


def _missing(path: str) -> Refused:
    return Refused(Refusal("market.defaults-missing", {"place": path.replace("/", ".")}))


def _day(year: int, month_day: str) -> date:
    month, day = (int(part) for part in month_day.split("-"))
    return date(year, month, 28 if (month, day) == (2, 29) else day)


def _is_season_day(value: object) -> bool:
    """A month-day that exists in some year."""
    parse: Callable[[str], date] = date.fromisoformat
    try:
        return isinstance(value, str) and len(value) == 5 and bool(parse(f"2024-{value}"))
    except ValueError:
        return False
