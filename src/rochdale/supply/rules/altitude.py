"""Altitudes as people write them ("1250m", "1500-2000 m", "442 msnm", "4921ft"), in metres, with the text kept."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rochdale.kernel.refusal import Refusal

METRES_PER_FOOT = 0.3048
HIGHEST_M = 9000
LOWEST_M = 50
"""Coffee below this is a slip: 16.8 is meant to be 1,680 (supply, section 4), and we do not guess."""
NUMBER = re.compile(r"\d{1,3}(?:['’,. ]\d{3})+(?!\d)|\d+(?:[.,]\d+)?")
FEET = re.compile(r"(?<![a-z])(ft|feet|foot|pies)\b|(?<=\d)(ft|feet|pies)\b", re.IGNORECASE)
UNITS = re.compile(
    r"\d(?:\s*)(?:m|mt|mts|mtrs|metres?|meters?|metros?|masl|msnm|m\.?s\.?n\.?m\.?|m\.?a\.?s\.?l\.?)(?![a-z])", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Altitude:
    """From the lowest to the highest place, in whole metres; `text` is what was written."""

    low_m: int
    high_m: int
    text: str

    @property
    def is_repaired(self) -> bool:
        """Whether anything but plain metres was written: then the reader is shown both."""
        return self.text.strip() not in {str(self.low_m), f"{self.low_m} m"}


def read_altitude(text: str, *, unit: str = "m") -> Altitude | None:
    """Metres of a written altitude; None when it cannot be read and stays "unknown" with its text. `unit` when none is written."""
    numbers = [_number(found) for found in NUMBER.findall(text)]
    if not 1 <= len(numbers) <= 2:
        return None
    is_feet = bool(FEET.search(text)) or (unit == "ft" and not UNITS.search(text))
    metres = sorted(round(number * METRES_PER_FOOT if is_feet else number) for number in numbers)
    if not LOWEST_M <= metres[0] <= metres[-1] <= HIGHEST_M:
        return None
    return Altitude(metres[0], metres[-1], text)


def refusals_for_altitude(text: str) -> Iterator[Refusal]:
    """Above the highest mountain there are no plots."""
    numbers = [_number(found) for found in NUMBER.findall(text)]
    highest = max(numbers, default=0) * (METRES_PER_FOOT if FEET.search(text) else 1)
    if highest > HIGHEST_M:
        yield Refusal("supply.altitude-is-above-the-mountains", {"altitude": text, "most": HIGHEST_M})


def _number(written: str) -> float:
    if re.fullmatch(r"\d{1,3}(?:['’,. ]\d{3})+", written):
        return float(re.sub(r"\D", "", written))
    return float(written.replace(",", "."))
