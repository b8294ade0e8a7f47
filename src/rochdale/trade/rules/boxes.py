"""A container by its number, what it may carry, and what it weighs on a ship (docs/rules/shipments.md).

The number is four letters, six figures and a check digit (ISO 6346). The verified gross mass (SOLAS VI/2) is goods, packing and the empty
container together.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from rochdale.kernel.refusal import Refusal

PAYLOADS: Mapping[str, Decimal] = {"20ft": Decimal(28_300), "40ft": Decimal(30_400), "40ft-reefer": Decimal(30_400)}
"""Kg a container may carry at most (ITC Coffee Guide); the plate on its door says it for that one container. Roads often allow less."""
TARES: Mapping[str, Decimal] = {"20ft": Decimal(2_200), "40ft": Decimal(3_750), "40ft-reefer": Decimal(4_600)}
"""Kg of an empty one, as a first proposal; the plate says it."""
_NUMBER = re.compile(r"[A-Z]{3}[UJZ][0-9]{7}")
_VALUES = dict(zip("ABCDEFGHIJKLMNOPQRSTUVWXYZ", (n for n in range(10, 39) if n % 11), strict=True))


@dataclass(frozen=True, slots=True)
class Box:
    """A container (or truck, without number rules) as its plate says. Kg. What flies loose has neither number nor plate."""

    number: str
    payload_kg: Decimal
    tare_kg: Decimal


def as_written(number: str) -> str:
    """Capital letters without blanks and dashes: csqu 305438-3 is CSQU3054383."""
    return re.sub(r"[\s.\-/]", "", number).upper()


def check_digit(number: str) -> int:
    """The last figure that the first ten signs ask for: their values times 1, 2, 4 …, added up, modulo 11; ten is written 0."""
    values = [_VALUES.get(sign, int(sign) if sign.isdigit() else 0) for sign in number[:10]]
    return sum(value << place for place, value in enumerate(values)) % 11 % 10


def refusals_for_number(number: str) -> list[Refusal]:
    """Why this is not the number of a container. Takes it as written (`as_written`)."""
    if not _NUMBER.fullmatch(number):
        return [Refusal("trade.container-number-misshapen", {"number": number[:20]})]
    if check_digit(number) != int(number[10]):
        return [Refusal("trade.container-number-wrong", {"number": number, "last": number[10]})]
    return []


def refusals_for_load(box: Box, *, net_kg: Decimal) -> list[Refusal]:
    """More goods than the container may carry, or a plate that says nothing."""
    if box.payload_kg <= 0 or box.tare_kg <= 0:
        return [Refusal("trade.container-plate-missing")]
    if net_kg > box.payload_kg:
        return [Refusal("trade.net-above-payload", {"net_kg": _plain(net_kg), "payload_kg": _plain(box.payload_kg)})]
    return []


def refusals_for_gross_mass(gross_kg: Decimal, *, net_kg: Decimal, box: Box) -> list[Refusal]:
    """A gross mass below goods and container together, or above all that the container may weigh."""
    least, most = net_kg + box.tare_kg, box.payload_kg + box.tare_kg
    if gross_kg < least:
        return [Refusal("trade.gross-mass-too-low", {"gross_kg": _plain(gross_kg), "least_kg": _plain(least)})]
    if gross_kg > most:
        return [Refusal("trade.gross-mass-too-high", {"gross_kg": _plain(gross_kg), "most_kg": _plain(most)})]
    return []


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}"
