"""JSON as it is written: numbers keep their text, so that decimals can be counted; what is no JSON is refused with line and column."""

from __future__ import annotations

import json
import re
from typing import Any

from rochdale.kernel.refusal import Refusal, Refused

_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?")
_UNWRITABLE = re.compile("[\\x00-\\x1f\\x7f-\\x9f\\ud800-\\udfff]")
_MOST_FIGURES = 40


class Figure(str):
    """A number as it stood in the file."""

    __slots__ = ()

    @property
    def decimals(self) -> int:
        """Figures behind the point; 99 for a power of ten, whose precision cannot be told."""
        if "e" in self or "E" in self:
            return 99
        return len(self) - self.index(".") - 1 if "." in self else 0


class NoFigure(str):
    """NaN or an infinity, which JSON does not know but programs write."""

    __slots__ = ()


def shown(value: object, most: int = 40) -> str:
    """The beginning of a value for a sentence: without signs that no page and no database can hold."""
    return _UNWRITABLE.sub("", str(value))[:most]


def figure(text: str) -> str:
    """`Figure` for the text of a number with a point; any other text as it is."""
    plain = text.strip()
    return Figure(plain) if len(plain) <= _MOST_FIGURES and _NUMBER.fullmatch(plain) else plain


def decoded(content: bytes) -> str:
    """The text of a file in UTF-8, with or without a mark. Anything else is refused with the encoding it seems to have."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise _not_utf8(content) from None
    if "\x00" in text:
        raise _not_utf8(content)
    if not text.strip():
        raise Refused(Refusal("supply.plot-file-empty", {"rule": "F2"}))
    return text


def _not_utf8(content: bytes) -> Refused:
    return Refused(Refusal("supply.plot-file-not-utf8", {"rule": "F6", "encoding": found_encoding(content)}))


def found_encoding(content: bytes) -> str:
    """The likeliest name of the encoding of bytes that are not UTF-8."""
    if content.startswith((b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff")):
        return "UTF-32"
    head = content[:400]
    if content.startswith((b"\xff\xfe", b"\xfe\xff")) or head.count(0) * 3 > len(head):
        return "UTF-16"
    if 0 in head:
        return "binary"
    try:
        content.decode("cp1252")
    except UnicodeDecodeError:
        return "unknown"
    return "Windows-1252"


def parse_json(text: str) -> Any:
    """The value, numbers as `Figure`. Refuses what is no JSON, a key that stands there twice, and nesting beyond all sense."""
    try:
        return json.loads(
            text, parse_float=Figure, parse_int=Figure, parse_constant=NoFigure, object_pairs_hook=_without_doubles, strict=True
        )
    except json.JSONDecodeError as broken:
        facts = {"rule": "F1", "format": "JSON", "line": broken.lineno, "column": broken.colno}
        raise Refused(Refusal("supply.plot-file-unreadable", facts)) from None
    except RecursionError:
        raise Refused(Refusal("supply.plot-file-too-deep", {"rule": "F1"})) from None


def _without_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise Refused(Refusal("supply.plot-file-key-twice", {"rule": "F1", "key": shown(twice)}))
    return made
