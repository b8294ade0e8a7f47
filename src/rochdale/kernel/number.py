"""Numbers as people write them in cells and forms: 1,234.50 and 1 234,50 and 1234.5."""

from __future__ import annotations

import re
from decimal import Decimal

from rochdale.kernel.refusal import Refusal, Refused

_BLANKS = re.compile(r"[\s\u00a0\u2009\u202f'’_]")
_PLAIN = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)")
_LAO_FIGURES = str.maketrans("໐໑໒໓໔໕໖໗໘໙−", "0123456789-")
MOST_DIGITS = 30


def parse_number(text: str, *, decimal_mark: str = "") -> Decimal:
    """The number a person wrote, exactly. Blanks and apostrophes group; of a comma and a point the last one is the decimal mark.

    One comma before three figures (1,234) may mean 1234 or 1.234: refused unless `decimal_mark` says which mark the file uses.
    Refuses anything that is no number: `kernel.not-a-number`, `kernel.number-reads-two-ways`.
    """
    cleaned = _BLANKS.sub("", text.translate(_LAO_FIGURES))
    mark = decimal_mark or _decimal_mark(cleaned, text)
    other = "," if mark == "." else "."
    whole, _, part = cleaned.rpartition(mark) if mark in cleaned else (cleaned, "", "")
    if other in whole and not re.fullmatch(rf"[+-]?\d{{1,3}}({re.escape(other)}\d{{3}})+", whole):
        raise _no_number(text)
    plain = whole.replace(other, "") + (f".{part}" if part else "")
    if not _PLAIN.fullmatch(plain) or len(plain) > MOST_DIGITS:
        raise _no_number(text)
    return Decimal(plain)


def _decimal_mark(cleaned: str, text: str) -> str:
    commas, points = cleaned.count(","), cleaned.count(".")
    if commas and points:
        return max(",.", key=cleaned.rfind)
    if points > 1:
        return ","
    if commas != 1:
        return "."
    if re.fullmatch(r"[+-]?[1-9]\d{0,2},\d{3}", cleaned):
        readings = {"one": cleaned.replace(",", ""), "other": cleaned.replace(",", ".")}
        raise Refused(Refusal("kernel.number-reads-two-ways", {"text": text, **readings}))
    return ","


def _no_number(text: str) -> Refused:
    return Refused(Refusal("kernel.not-a-number", {"text": text[:40]}))
