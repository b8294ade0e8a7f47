"""What this installation knows by name: products, species, processes, protocols, certificates, currencies and units."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from functools import cache

from rochdale.kernel.money import EXACT, currency_codes
from rochdale.kernel.quantity import kg_per
from rochdale.trade.market.defaults import SHIPPED, Defaults, load_defaults
from rochdale.trade.rules.goods import Known


@cache
def shipped_defaults() -> Defaults:
    """What the market assumes unless the operator brings another defaults file."""
    return load_defaults()


@cache
def known() -> Known:
    """Products with a container load, and currencies in use."""
    return Known(frozenset(shipped_defaults().loads), frozenset(currency_codes()))


def codes(kind: str) -> list[str]:
    """Codes of a kind ("products", "species", "processes", "protocols", "certificates") in order."""
    return sorted(set(shipped_defaults().names[kind].values()))


@cache
def species_of(product: str) -> tuple[str, ...]:
    """Codes of the species of a product, in order; empty for a product without named species."""
    table = tomllib.loads(SHIPPED.read_text(encoding="utf-8"))["products"]
    return tuple(sorted(table.get(product, {}).get("species", {})))


def per_kg(price: Decimal, unit: str) -> Decimal:
    """A price for one kg, exactly."""
    return EXACT.divide(price, kg_per(unit))
