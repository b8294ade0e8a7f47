"""Why a lot is not in a container: the first thing that is wrong with it, price apart. Prices are sealed and never a reason given here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from rochdale.kernel.refusal import Refusal


@dataclass(frozen=True, slots=True)
class Lot:
    """What everyone may know of a lot."""

    species: str
    process: str
    protocol: str
    score: Decimal | None
    certificates: frozenset[str]
    port: str
    ready_from: date
    ready_until: date


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a container for a need asks of a lot. "" in species, process or protocol means any."""

    species: str
    process: str
    protocol: str
    min_score: Decimal | None
    certificates: frozenset[str]
    port: str
    departs_on: date


def first_barrier(lot: Lot, wanted: Wanted) -> Refusal | None:
    """The first reason, kind before quality before place before time; None where only price or room was left to decide."""
    return next(_barriers(lot, wanted), None)


def _barriers(lot: Lot, wanted: Wanted) -> Iterator[Refusal]:
    for asked, found in ((wanted.species, lot.species), (wanted.process, lot.process)):
        if asked and found != asked:
            yield Refusal("trade.barrier-kind", {"asked": asked, "found": found or "–"})
    if wanted.protocol and lot.protocol != wanted.protocol:
        yield Refusal("trade.barrier-protocol", {"asked": wanted.protocol, "found": lot.protocol or "–"})
    if wanted.min_score is not None and (lot.score is None or lot.score < wanted.min_score):
        yield Refusal("trade.barrier-score", {"asked": wanted.min_score, "found": "–" if lot.score is None else lot.score})
    if missing := sorted(wanted.certificates - lot.certificates):
        yield Refusal("trade.barrier-certificate", {"missing": missing})
    yield from _place_and_time(lot, wanted)


def _place_and_time(lot: Lot, wanted: Wanted) -> Iterator[Refusal]:
    if lot.port != wanted.port:
        yield Refusal("trade.barrier-port", {"found": lot.port, "asked": wanted.port})
    if lot.ready_from > wanted.departs_on:
        yield Refusal(
            "trade.barrier-too-late",
            {"days": (lot.ready_from - wanted.departs_on).days, "ready": lot.ready_from, "departs": wanted.departs_on},
        )
    if lot.ready_until < wanted.departs_on:
        yield Refusal(
            "trade.barrier-too-early",
            {"days": (wanted.departs_on - lot.ready_until).days, "kept": lot.ready_until, "departs": wanted.departs_on},
        )
