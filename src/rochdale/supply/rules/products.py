"""What is grown, its forms and grades, and the outturn to be expected from one form to another (`products.toml`)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Outturn:
    """kg of one form from one kg of another, with its source; a forecast, never an account."""

    factor: Decimal
    source: str
    is_verified: bool


@dataclass(frozen=True, slots=True)
class Product:
    """One product and the way it goes."""

    name: str
    species: tuple[str, ...]
    hs: str
    """Heading of the Harmonized System."""
    forms: tuple[str, ...]
    """In the order of processing."""
    delivered: tuple[str, ...]
    """Forms in which growers bring it."""
    sold: tuple[str, ...]
    """Forms that go on the market."""
    grades: tuple[str, ...]
    bag_kg: Decimal
    outturns: Mapping[tuple[str, str], Outturn]

    def is_later(self, form: str, other: str) -> bool:
        """Whether `form` comes after `other` in processing."""
        return self.forms.index(form) > self.forms.index(other)


@cache
def products() -> Mapping[str, Product]:
    """All products by name."""
    found = tomllib.loads(Path(__file__).with_name("products.toml").read_text(encoding="utf-8"), parse_float=Decimal)
    return {name: _product(name, facts) for name, facts in found.items()}


def _product(name: str, facts: Mapping[str, Any]) -> Product:
    outturns = {
        (ratio["from"], ratio["to"]): Outturn(Decimal(ratio["factor"]), ratio["source"], ratio["grade"] == "verified")
        for ratio in facts["ratios"]
    }
    lists = {key: tuple(facts[key]) for key in ("species", "forms", "delivered", "sold", "grades")}
    return Product(name=name, hs=facts["hs"], bag_kg=Decimal(facts["bag_kg"]), outturns=outturns, **lists)
