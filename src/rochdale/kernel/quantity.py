"""Weight in the units of trade, exactly: kg, t, lb, the two quintals, arroba, and bags of a declared weight.

The pound is 0.45359237 kg by international agreement. "Quintal" is 46 kg of green coffee in Central America and 100 kg elsewhere,
"arroba" 11.5 kg or 15 kg, and a bag weighs what its owner says: none of these is read without its size.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Self

from rochdale.kernel.money import EXACT, exact
from rochdale.kernel.number import parse_number
from rochdale.kernel.refusal import Refusal, Refused

KG_PER: Mapping[str, Decimal] = {
    "kg": Decimal(1),
    "g": Decimal("0.001"),
    "t": Decimal(1000),
    "lb": Decimal("0.45359237"),
    "quintal46": Decimal(46),
    "quintal100": Decimal(100),
    "arroba15": Decimal(15),
}
PRICE_UNITS = ("kg", "lb", "t", "quintal46", "quintal100")
"""The units a price may be quoted in, as files spell them."""

_ALSO_CALLED = {
    **dict.fromkeys(("kgs", "kilo", "kilos", "kilogram", "kilograms", "kilogramme", "kilogrammes", "ກິໂລ", "ກິໂລກຣາມ"), "kg"),
    **dict.fromkeys(("lbs", "pound", "pounds", "livre", "livres"), "lb"),
    **dict.fromkeys(("mt", "ton", "tonne", "tonnes", "tons", "ໂຕນ"), "t"),
    **dict.fromkeys(("gram", "grams", "gramme", "grammes"), "g"),
}
_UNSIZED = {
    **dict.fromkeys(("quintal", "quintals", "quintales", "quintaux", "qq"), ("quintal46", "quintal100")),
    **dict.fromkeys(("arroba", "arrobas"), ("arroba15",)),
    **dict.fromkeys(("bag", "bags", "sac", "sacs", "ຖົງ"), ("bag60", "bag69", "bag70")),
}
_BAG = re.compile(r"bag(\d{1,3}(?:\.\d{1,3})?)")


def unit_named(text: str) -> str:
    """The unit a person meant: `kg`, `lb`, `t`, `quintal46`, `bag60`… Refuses unknown units, and quintal, arroba and bag without a size."""
    name = text.strip().casefold().rstrip(".")
    if name in _UNSIZED:
        raise Refused(Refusal("kernel.unit-without-size", {"unit": text, "choices": list(_UNSIZED[name])}))
    name = _ALSO_CALLED.get(name, name)
    if name in KG_PER or (_BAG.fullmatch(name) and Decimal(name[3:]) > 0):
        return name
    raise Refused(Refusal("kernel.unknown-unit", {"unit": text, "choices": list(KG_PER)}))


def kg_per(unit: str) -> Decimal:
    """Kilograms in one unit, exactly; `bag60` is 60."""
    name = unit_named(unit)
    return KG_PER[name] if name in KG_PER else Decimal(name[3:])


@dataclass(frozen=True, slots=True)
class Quantity:
    """So many of a unit of weight."""

    number: Decimal
    unit: str

    def __post_init__(self) -> None:
        object.__setattr__(self, "number", exact(self.number))
        object.__setattr__(self, "unit", unit_named(self.unit))

    @classmethod
    def bags(cls, count: int, *, kg_each: Decimal | int) -> Self:
        """Bags of a declared weight."""
        return cls(Decimal(count), f"bag{exact(kg_each).normalize():f}")

    @classmethod
    def parse(cls, text: str, *, unit: str = "kg", decimal_mark: str = "") -> Self:
        """`"320 bag60"`, `"1.5 t"`, or a bare number in the unit given. Refuses what cannot be read."""
        found = re.fullmatch(r"\s*([-+]?[\d໐-໙.,'’\s\u00a0\u202f]+?)\s*([^\W\d]\S*)?\s*", text)
        if found is None:
            raise Refused(Refusal("kernel.not-a-number", {"text": text[:40]}))
        return cls(parse_number(found[1], decimal_mark=decimal_mark), found[2] or unit)

    @property
    def kg(self) -> Decimal:
        """Kilograms, exactly."""
        return EXACT.multiply(self.number, kg_per(self.unit))

    @property
    def whole_kg(self) -> int:
        """Kilograms, half-up to a whole one, as the market counts."""
        return int(self.kg.quantize(Decimal(1), context=EXACT))

    def to(self, unit: str) -> Quantity:
        """The same weight in another unit; up to 60 figures, not rounded."""
        return Quantity(EXACT.divide(self.kg, kg_per(unit)), unit)

    def __str__(self) -> str:
        return f"{self.number:f} {self.unit}"
