"""Who fits what somebody looks for, filter by filter (docs/rules/profiles.md).

A candidate holds only what its reader may see, so that neither the answer nor a count tells of anything private. Each filter says how many
are left after it. Scores of different protocols are never compared.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from rochdale.trade.rules.certificates import CertificateHeld, claim_of
from rochdale.trade.rules.profiles import GoodsFacts


@dataclass(frozen=True, slots=True)
class Sought:
    """What somebody looks for; empty or None means any."""

    is_bought: bool = False
    """Looks for those who buy, instead of those who grow."""
    product: str = ""
    species: str = ""
    process: str = ""
    protocol: str = ""
    min_score: Decimal | None = None
    month: int | None = None
    """From 1 to 12: in which month the goods are to be had."""
    scheme: str = ""
    certified_in: date | None = None
    """Any day of the month in which the certificate must hold, from its first to its last day."""
    country: str = ""
    within_km: int | None = None
    kg: int | None = None
    """At least so much a year: the upper end of the range reaches it."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """What a reader may see of an organization."""

    id: UUID
    name: str
    country: str
    place: str
    distance_km: float | None
    """From the place that was named; None where a position is not known."""
    goods: tuple[GoodsFacts, ...]
    certificates: tuple[CertificateHeld, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """One filter, and how many organizations are left after it."""

    filter: str
    left: int


@dataclass(frozen=True, slots=True)
class Found:
    """Those who fit, by name and id, each with the goods that fit; and what each filter left."""

    rows: tuple[Candidate, ...]
    steps: tuple[Step, ...]


def find(candidates: Sequence[Candidate], sought: Sought, *, on: date) -> Found:
    """All who fit, in the same order whatever the order of the candidates."""
    left = sorted(candidates, key=lambda one: (one.name.casefold(), str(one.id)))
    steps = []
    for name, narrow in _filters(sought, on):
        left = [kept for one in left if (kept := narrow(one)) is not None]
        steps.append(Step(name, len(left)))
    return Found(tuple(left), tuple(steps))


Narrow = Callable[[Candidate], Candidate | None]
"""The candidate with the goods that fit; None when nothing of it does."""


def _filters(sought: Sought, on: date) -> Iterator[tuple[str, Narrow]]:
    yield "side", _goods(lambda one: one.is_bought == sought.is_bought)
    asked: list[tuple[str, bool, Narrow]] = [
        ("product", bool(sought.product), _goods(lambda one: one.product == sought.product)),
        ("species", bool(sought.species), _goods(lambda one: one.species == sought.species)),
        ("process", bool(sought.process), _goods(lambda one: one.process == sought.process)),
        ("score", sought.min_score is not None, _goods(lambda one: _reaches(one, sought))),
        ("month", bool(sought.month), _goods(lambda one: sought.month in one.available)),
        ("kg", bool(sought.kg), _goods(lambda one: one.most_kg >= (sought.kg or 0))),
        ("certificate", bool(sought.scheme), lambda one: _certified(one, sought, on)),
        ("country", bool(sought.country), lambda one: one if one.country == sought.country else None),
        ("distance", sought.within_km is not None, lambda one: one if _is_near(one, sought) else None),
    ]
    yield from ((name, narrow) for name, is_asked, narrow in asked if is_asked)


def _is_near(one: Candidate, sought: Sought) -> bool:
    return one.distance_km is not None and one.distance_km <= (sought.within_km or 0)


def _goods(fits: Callable[[GoodsFacts], bool]) -> Narrow:
    def narrow(one: Candidate) -> Candidate | None:
        goods = tuple(row for row in one.goods if fits(row))
        return Candidate(one.id, one.name, one.country, one.place, one.distance_km, goods, one.certificates) if goods else None

    return narrow


def _reaches(goods: GoodsFacts, sought: Sought) -> bool:
    return goods.protocol == sought.protocol and goods.score is not None and goods.score >= (sought.min_score or 0)


def _certified(one: Candidate, sought: Sought, on: date) -> Candidate | None:
    """Keeps goods that a certificate of the scheme covers on the first and the last day of the month (today, where none is named)."""
    day = sought.certified_in
    days = (on, on) if day is None else (day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1]))

    def covers(goods: GoodsFacts) -> bool:
        return all(claim_of(one.certificates, scheme=sought.scheme, product=goods.product, on=each).certificate for each in days)

    return _goods(covers)(one)
