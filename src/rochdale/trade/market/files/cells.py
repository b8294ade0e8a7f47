"""From a cell to a value, or a refusal that says what is wrong with it. Nothing is guessed: what has two readings is refused."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import TypeVar

from rochdale.base.tables import Cell, Formula, as_text
from rochdale.kernel.number import parse_number
from rochdale.kernel.quantity import PRICE_UNITS, unit_named
from rochdale.kernel.refusal import Refusal, Refused

MOST_LETTERS = 200
MOST_KG = 10_000_000
MOST_PRICE = Decimal(1_000_000_000)
EARLIEST, LATEST = date(2000, 1, 1), date(2099, 12, 31)
MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december")

Value = TypeVar("Value")
Parse = Callable[[str], Value]

_GROUPS = re.compile(r"[\s\u00a0\u202f'’]")
UNSURE = "?"
_PLAIN = re.compile(r"[+-]?\d+([.,]\d+)*")
_TWO_READINGS = re.compile(r"[+-]?[1-9]\d{0,2}[.,]\d{3}")


def wrong(code: str, **facts: object) -> Refused:
    """To be raised by a parser."""
    return Refused(Refusal(code, facts))


def cell_text(cell: Cell) -> str:
    """The cell as text, without surrounding blanks, a moment as its day; refuses a formula without result and control characters."""
    if isinstance(cell, Formula):
        raise wrong("market.cell-formula-without-value", text=str(cell)[:40])
    text = as_text(cell.date() if isinstance(cell, datetime) else cell)
    if any(ord(letter) < 32 or ord(letter) == 127 for letter in text.replace("\n", " ").replace("\r", " ").replace("\t", " ")):
        raise wrong("market.cell-control-character")
    return text


def name(text: str) -> str:
    """A name on one line."""
    if len(text) > MOST_LETTERS:
        raise wrong("market.cell-too-long", most=MOST_LETTERS)
    return " ".join(text.split())


def decimal_mark(cells: Iterable[Cell], separator: str) -> str:
    """The decimal mark of a file: "." or "," when a number in it leaves no doubt; else "" in a comma-separated file, `UNSURE` in others.

    A comma-separated file is written where the point is the decimal mark, so 4.125 has one reading there; 4,125 never has.
    """
    marks = {mark for cell in cells if isinstance(cell, str) for mark in _certain_mark(cell)}
    if len(marks) == 1:
        return marks.pop()
    return "" if separator == "," and not marks else UNSURE


def _certain_mark(text: str) -> Iterable[str]:
    digits = _GROUPS.sub("", text)
    if not _PLAIN.fullmatch(digits):
        return ()
    signs = re.findall(r"[.,]", digits)
    if len(set(signs)) == 2:
        return (signs[-1],) if signs.count(signs[-1]) == 1 else ()
    if len(signs) > 1:
        return ("," if signs[0] == "." else ".",)
    return (signs[0],) if signs and not _TWO_READINGS.fullmatch(digits) else ()


def number(text: str, mark: str) -> Decimal:
    """A plain decimal number. `mark` is the file's decimal mark; while it is unsure, 1.250 and 1,250 have two readings and are refused."""
    if mark not in (".", ",") and _TWO_READINGS.fullmatch(_GROUPS.sub("", text)) and (mark == UNSURE or "," in text):
        raise wrong("market.cell-number-two-readings", text=text[:40])
    return parse_number(text, decimal_mark="" if mark == UNSURE else mark)


def kilograms(value: Decimal) -> int:
    """Whole kg, more than 0, rounded down: nobody promises more than there is."""
    if value <= 0:
        raise wrong("market.cell-kg-not-positive", kg=str(value))
    if value > MOST_KG:
        raise wrong("market.cell-kg-absurd", kg=str(value), most_kg=MOST_KG)
    if value < 1:
        raise wrong("market.cell-kg-not-positive", kg=str(value))
    return int(value)


def price(value: Decimal) -> Decimal:
    """A price above 0."""
    if value <= 0:
        raise wrong("market.cell-price-not-positive", price=str(value))
    if value > MOST_PRICE:
        raise wrong("market.cell-price-absurd", price=str(value))
    return value


def score(value: Decimal) -> Decimal:
    """A score from 0 to 100, at most two decimals kept."""
    if not 0 <= value <= 100:
        raise wrong("market.cell-score-out-of-range", score=str(value))
    return value


def whole(value: Decimal) -> int:
    """A whole number from 0 to 1,000,000."""
    if value != value.to_integral_value() or not 0 <= value <= 1_000_000:
        raise wrong("market.cell-not-a-whole-number", text=str(value))
    return int(value)


def price_unit(text: str) -> str:
    """A unit of weight a price may stand for; a quintal must say whether it is 46 or 100 kg."""
    unit = unit_named(text)
    if unit not in PRICE_UNITS:
        raise wrong("market.cell-unknown-price-unit", unit=text[:40], choices=list(PRICE_UNITS))
    return unit


def day(text: str) -> date:
    """2027-01-31, 31.01.2027, 31/01/2027 where only one reading is a date, or "April 4th, 2015"."""
    found = _written_day(text) or _numbered_day(text)
    if found is None:
        raise wrong("market.cell-not-a-date", text=text[:40])
    if not EARLIEST <= found <= LATEST:
        raise wrong("market.cell-date-absurd", date=found.isoformat())
    return found


def _date(year: int, month: int, day_of_month: int) -> date | None:
    try:
        return date(year, month, day_of_month)
    except ValueError:
        return None


def _numbered_day(text: str) -> date | None:
    if match := re.fullmatch(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ]00:00(?::00)?)?", text):
        return _date(int(match[1]), int(match[2]), int(match[3]))
    if match := re.fullmatch(r"(\d{1,2})\.(\d{1,2})\.(\d{4})", text):
        return _date(int(match[3]), int(match[2]), int(match[1]))
    if match := re.fullmatch(r"(\d{1,2})[/-](\d{1,2})[/-](\d{4})", text):
        readings = {_date(int(match[3]), int(match[2]), int(match[1])), _date(int(match[3]), int(match[1]), int(match[2]))} - {None}
        if len(readings) > 1:
            raise wrong("market.cell-date-two-readings", text=text)
        return readings.pop() if readings else None
    return None


def _written_day(text: str) -> date | None:
    match = re.fullmatch(r"([A-Za-z]+)\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})", text)
    if not match:
        return None
    months = [index for index, month in enumerate(MONTHS, start=1) if len(match[1]) >= 3 and month.startswith(match[1].casefold())]
    return _date(int(match[3]), months[0], int(match[2])) if len(months) == 1 else None
