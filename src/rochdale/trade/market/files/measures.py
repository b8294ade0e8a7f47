"""Weights, altitudes and harvest years as people wrote them on quality reports: read where there is one reading, else unknown."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal

from rochdale.kernel.quantity import KG_PER

METRES_PER_FOOT = Decimal("0.3048")
PLAUSIBLE_ALTITUDE_M = (50, 3500)
"""Coffee grows between these; a reading outside is no reading."""
PLAUSIBLE_YEARS = (1990, 2099)

_UNITS = {"m": 1, "mts": 1, "mtr": 1, "metre": 1, "metres": 1, "meter": 1, "meters": 1, "msnm": 1, "msm": 1, "masl": 1, "mt": 1}
_FEET = ("ft", "feet", "foot")
_SEASONS = ("spring", "summer", "fall", "autumn", "winter")
_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december")


@dataclass(frozen=True, slots=True)
class Span:
    """From low to high, both inclusive."""

    low: int
    high: int


def bag_kg(text: str) -> Decimal | None:
    """Weight of one bag; None without a number above 0 and exactly one unit."""
    match = re.fullmatch(r"(\d{1,6}(?:\.\d{1,4})?) ?(kgs?|lbs?)", text.strip().casefold())
    if not match or Decimal(match[1]) == 0:
        return None
    return Decimal(match[1]) * KG_PER["lb" if match[2].startswith("lb") else "kg"]


def lot_kg(bags: str, bag: str) -> int | None:
    """Whole kg of a lot, rounded down; None when either part is unknown or nothing is left."""
    each = bag_kg(bag)
    if each is None or not re.fullmatch(r"\d{1,6}", bags.strip()):
        return None
    return int((int(bags) * each).to_integral_value(ROUND_FLOOR)) or None


def altitude_m(text: str, column_unit: str) -> Span | None:
    """Metres above the sea; feet are turned into metres. The unit of the text counts, then that of the column, then metres."""
    plain = re.sub(r"(?<=\d)['’](?=\d{3})", "", text.casefold())
    numbers = [Decimal(found) for found in re.findall(r"\d+(?:\.\d+)?", plain)]
    words = re.sub(r"\.", "", re.sub(r"\d+(?:\.\d+)?", " ", plain)).split()
    if not 1 <= len(numbers) <= 2 or any(
        word.strip("-–,") not in {*_UNITS, *_FEET, "", "a", "de", "to", "asl", "approx"} for word in words
    ):
        return None
    unit = next((word for word in words if word in _UNITS or word in _FEET), column_unit.strip().casefold())
    metres = sorted(int((value * (METRES_PER_FOOT if unit in _FEET else 1)).to_integral_value()) for value in numbers)
    low, high = PLAUSIBLE_ALTITUDE_M
    return Span(metres[0], metres[-1]) if low <= metres[0] and metres[-1] <= high else None


def harvest_years(text: str) -> Span | None:
    """The year or years of a harvest: "2014", "2009 / 2010", "March 2010", "Fall 2009", "4T/10" (fourth quarter of 2010)."""
    plain = text.strip().casefold()
    if match := re.fullmatch(r"(\d{4})(?:\s*[-–/]\s*(\d{4}))?", plain):
        return _years(int(match[1]), int(match[2] or match[1]))
    if match := re.fullmatch(r"([a-z]+),? (\d{4})", plain):
        return _years(int(match[2]), int(match[2])) if match[1] in (*_SEASONS, *_MONTHS) else None
    if match := re.fullmatch(r"[1-4]t/(\d{4}|\d{2})", plain):
        year = int(match[1]) + (2000 if len(match[1]) == 2 else 0)
        return _years(year, year)
    return None


def _years(low: int, high: int) -> Span | None:
    return Span(low, high) if PLAUSIBLE_YEARS[0] <= low <= high <= min(low + 1, PLAUSIBLE_YEARS[1]) else None
