"""Counting a cash box: notes and coins of a currency (`cash.toml`), and what a count comes to."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path

from rochdale.kernel.money import Money
from rochdale.kernel.refusal import Refusal

LOOSE = "loose"
"""What is counted as one amount, where no notes and coins are known."""
MOST_PIECES = 1_000_000


@dataclass(frozen=True, slots=True)
class Pieces:
    """Notes and coins of a currency, largest first, in minor units."""

    minor: tuple[int, ...]
    pays_in_minor: int
    """The smallest with which growers are paid."""


@cache
def _all() -> Mapping[str, Pieces]:
    found = tomllib.loads(Path(__file__).with_name("cash.toml").read_text(encoding="utf-8"))
    return {currency: _pieces(facts, currency) for currency, facts in found.items()}


def _pieces(facts: Mapping[str, object], currency: str) -> Pieces:
    listed = facts["pieces"]
    assert isinstance(listed, list)
    minor = tuple(Money(Decimal(piece), currency).minor for piece in listed)
    return Pieces(minor, Money(Decimal(str(facts["pays_in"])), currency).minor)


def pieces(currency: str) -> Pieces:
    """The notes and coins of a currency; none where nobody wrote them down."""
    return _all().get(currency, Pieces((), 1))


def refusals_for_count(counts: Mapping[str, int], currency: str) -> Iterator[Refusal]:
    """Known pieces only, none of them less than none."""
    known = {str(piece) for piece in pieces(currency).minor} | {LOOSE}
    for piece, number in counts.items():
        if piece not in known:
            yield Refusal("supply.piece-is-unknown", {"piece": piece})
        elif not 0 <= number <= (MOST_PIECES if piece != LOOSE else 10**15):
            yield Refusal("supply.count-is-no-count", {"number": number})


def counted_minor(counts: Mapping[str, int]) -> int:
    """What is in the box, as counted."""
    return sum(number if piece == LOOSE else int(piece) * number for piece, number in counts.items())


def currencies() -> tuple[str, ...]:
    """Currencies whose notes and coins are known."""
    return tuple(_all())
