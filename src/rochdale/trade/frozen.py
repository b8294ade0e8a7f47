"""The market as it stood when it was called, as plain JSON, so that a run can be repeated and checked. It holds sealed limits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar, get_type_hints

from rochdale.kernel.exchange import Rate
from rochdale.trade.market.files.rows import NeedRow, OfferRow
from rochdale.trade.rules.price_floor import PriceFloor

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Frozen:
    """Everything a clearing depends on. `defaults` is the text of the defaults file."""

    offers: tuple[OfferRow, ...]
    needs: tuple[NeedRow, ...]
    floors: tuple[PriceFloor, ...]
    rates: tuple[Rate, ...]
    defaults: str
    on: date
    seed: int = 1
    time_limit: float | None = None


def to_json(frozen: Frozen) -> dict[str, Any]:
    """Lists, text and whole numbers; decimals and days as text."""
    content = _plain(asdict(frozen))
    assert isinstance(content, dict)
    return content


def plain(row: OfferRow | NeedRow) -> dict[str, Any]:
    """One row as JSON values."""
    content = _plain(asdict(row))
    assert isinstance(content, dict)
    return content


def offer_row(content: Mapping[str, Any]) -> OfferRow:
    """The reverse of `plain` for an offer."""
    return _row(OfferRow, content)


def need_row(content: Mapping[str, Any]) -> NeedRow:
    """The reverse of `plain` for a need."""
    return _row(NeedRow, content)


def from_json(content: Mapping[str, Any]) -> Frozen:
    """The reverse of `to_json`. Raises KeyError or TypeError where a field is missing or unknown."""
    return Frozen(
        tuple(_row(OfferRow, row) for row in content["offers"]),
        tuple(_row(NeedRow, row) for row in content["needs"]),
        tuple(_row(PriceFloor, row) for row in content["floors"]),
        tuple(_row(Rate, row) for row in content["rates"]),
        content["defaults"],
        date.fromisoformat(content["on"]),
        content["seed"],
        content["time_limit"],
    )


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    if isinstance(value, Decimal):
        return str(value)
    return value.isoformat() if isinstance(value, date) else value


def _row(kind: type[T], content: Mapping[str, Any]) -> T:
    hints = get_type_hints(kind)
    return kind(**{field.name: _value(str(hints[field.name]), content[field.name]) for field in fields(kind)})  # type: ignore[arg-type]  # always a dataclass


def _value(hint: str, value: Any) -> Any:
    """A field by what its type is called; the rows hold nothing but these."""
    if value is None:
        return None
    if "Decimal" in hint:
        return Decimal(value)
    if "frozenset" in hint:
        return frozenset(value)
    if "tuple[tuple[str, datetime.date]" in hint:
        return tuple((name, date.fromisoformat(day)) for name, day in value)
    return date.fromisoformat(value) if "date" in hint else value
