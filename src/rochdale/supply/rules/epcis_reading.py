"""JSON of others, read strictly: what two readers could understand differently is refused."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from typing import Any

from rochdale.kernel.refusal import Refusal, Refused

MOST_BYTES = 2 * 1024 * 1024
MOST_DEPTH = 24


def read_document(text: str) -> Any:
    """The document. Refuses what is no JSON, a field twice, NaN, a sign that databases do not keep, and nesting beyond all sense."""
    if len(text) > MOST_BYTES:
        raise Refused(Refusal("supply.event-document-too-large", {"most": MOST_BYTES // 1024**2}))
    if "\x00" in text or "\\u0000" in text:
        raise _unreadable(1, 1)
    try:
        found = json.loads(text, parse_constant=_no_number, parse_float=_finite, parse_int=_whole, object_pairs_hook=_once)
    except json.JSONDecodeError as wrong:
        raise _unreadable(wrong.lineno, wrong.colno) from None
    except (RecursionError, ValueError):
        raise _unreadable(1, 1) from None
    if _depth(found) > MOST_DEPTH:
        raise _unreadable(1, 1)
    return found


def canonical_sha256(value: object) -> str:
    """The same for JSON that says the same, whatever the order of its fields."""
    text = json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _unreadable(line: int, column: int) -> Refused:
    return Refused(Refusal("supply.event-document-unreadable", {"path": "/", "line": line, "column": column}))


def _no_number(text: str) -> Any:
    raise ValueError(text)


def _finite(text: str) -> float:
    number = float(text)
    if number in (float("inf"), float("-inf")):
        raise ValueError(text)
    return number


def _whole(text: str) -> int:
    if len(text) > 18:
        raise ValueError(text)
    return int(text)


def _once(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a field stands there twice")
    return found


def _depth(value: Any) -> int:
    """How deep it is nested, without recursion."""
    deepest, open_ = 0, [(value, 1)]
    while open_:
        item, depth = open_.pop()
        deepest = max(deepest, depth)
        inner = item.values() if isinstance(item, dict) else item if isinstance(item, list) else ()
        open_ += [(each, depth + 1) for each in inner]
    return deepest
