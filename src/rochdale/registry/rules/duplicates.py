"""Which two entities may be one that was registered twice, and what speaks for it. A person decides; nothing is merged here.

The sum and its figures: docs/rules/names.md, "What may have been registered twice".
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations
from math import asin, cos, radians, sin, sqrt
from uuid import UUID

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from rochdale.registry.rules.likeness import Likeness, Reason, Why, likeness
from rochdale.registry.rules.names import rarity, spell

LEAST_LIKE = 0.88
LEAST_EVIDENCE = 0.57
SHARE_OF_RARITY, SHARE_OF_PLACE = 0.35, 0.65
MOST_BY_PAIRS = 500
"""In an area with more names only those of one village, or of one spelling, are compared."""
MOST_BEARERS = 5
"""A name that more entities bear proves nothing beyond its own area."""
EARTH_KM = 6371.0


class Nearness(StrEnum):
    """The narrowest place that two seats have in common."""

    VILLAGE = "village"
    CANTON = "canton"
    COMMUNE = "commune"
    PREFECTURE = "prefecture"
    REGION = "region"
    NATION = "nation"


WORTH = {
    Nearness.VILLAGE: 1.0,
    Nearness.CANTON: 0.6,
    Nearness.COMMUNE: 0.45,
    Nearness.PREFECTURE: 0.3,
    Nearness.REGION: 0.1,
    Nearness.NATION: 0.0,
}
"""What a common place says, from 0 to 1. The steps count from the narrow end, however the country calls them."""
_STEPS = tuple(Nearness)


@dataclass(frozen=True, slots=True)
class Registered:
    """What is compared of one entity."""

    entity_id: UUID
    name: str
    place: str
    """Codes from wide to narrow, with strokes between them."""
    numbers: tuple[str, ...] = ()
    point: tuple[float, float] | None = None
    """Longitude and latitude in degrees, where known."""


@dataclass(frozen=True, slots=True)
class MayBeOne:
    """Two entities that may be one, and why."""

    first: Registered
    second: Registered
    evidence: float
    """0 to 1."""
    like: Likeness
    rarity: float
    bearers: int
    """Entities whose name is read like that of the first or the second."""
    nearness: Nearness
    apart_km: float | None
    """Between the two points; None where one is not known."""


def duplicates_among(
    entities: Iterable[Registered], *, bearers: Mapping[str, int] | None = None, names: int = 0, only: Container[UUID] | None = None
) -> list[MayBeOne]:
    """All pairs that may be one, the strongest first. Linear in the number of entities; pairs are looked at within areas only.

    `bearers` and `names`: how many bear each squeezed name, and how many names there are, where `entities` are a part of the register.
    `only`: pairs with one of these.
    """
    everyone = list(entities)
    bearers, names = bearers or Counter(spell(one.name).squeezed for one in everyone), names or len(everyone)
    found: dict[tuple[UUID, UUID], MayBeOne] = {}
    for first, second in _pairs(everyone, bearers, only):
        first, second = sorted((first, second), key=lambda one: str(one.entity_id))
        if (first.entity_id, second.entity_id) in found or first.entity_id == second.entity_id:
            continue
        most = max(bearers.get(spell(one.name).squeezed, 1) for one in (first, second))
        if pair := evidence_for(first, second, bearers=most, names=names):
            found[first.entity_id, second.entity_id] = pair
    return sorted(found.values(), key=lambda pair: (-pair.evidence, pair.first.name, str(pair.first.entity_id), str(pair.second.entity_id)))


def evidence_for(first: Registered, second: Registered, *, bearers: int, names: int) -> MayBeOne | None:
    """What speaks for two being one: likeness × (0.35 rarity + 0.65 place), from 0.57 on; or a number that both hold."""
    like = likeness(spell(first.name), spell(second.name))
    near = nearness(first.place, second.place)
    rare = rarity(bearers, names)
    evidence = like.score * (SHARE_OF_RARITY * rare + SHARE_OF_PLACE * WORTH[near]) if like.score >= LEAST_LIKE else 0.0
    shared = set(map(_squeezed, first.numbers)) & set(map(_squeezed, second.numbers))
    if shared:
        like, evidence = Likeness(like.score, Reason(Why.NUMBER)), 1.0
    if evidence < LEAST_EVIDENCE:
        return None
    return MayBeOne(first, second, round(evidence, 4), like, rare, bearers, near, apart_km(first.point, second.point))


def nearness(one: str, other: str) -> Nearness:
    """The narrowest place that two paths have in common: as many steps from the narrow end as they differ."""
    if not one or not other:
        return Nearness.NATION
    first, second = one.split("/"), other.split("/")
    common = 0
    for left, right in zip(first, second, strict=False):
        if left != right:
            break
        common += 1
    return _STEPS[min(max(len(first), len(second)) - common, len(_STEPS) - 1)] if common else Nearness.NATION


def _pairs(
    everyone: Sequence[Registered], bearers: Mapping[str, int], only: Container[UUID] | None
) -> Iterator[tuple[Registered, Registered]]:
    """Pairs worth a look: of one area, of one rare spelling, of one number."""
    areas: dict[str, list[Registered]] = defaultdict(list)
    villages: dict[str, list[Registered]] = defaultdict(list)
    spellings: dict[str, list[Registered]] = defaultdict(list)
    numbers: dict[str, list[Registered]] = defaultdict(list)
    for one in everyone:
        letters = spell(one.name).squeezed
        areas[one.place.rpartition("/")[0]].append(one)
        villages[one.place].append(one)
        if bearers.get(letters, 1) <= MOST_BEARERS:
            spellings[letters].append(one)
        for number in one.numbers:
            numbers[_squeezed(number)].append(one)
    for area in (*areas.values(), *villages.values()):
        if len(area) <= MOST_BY_PAIRS:
            yield from (pair for pair in _two_of(area, only) if _is_worth_a_look(*pair))
    for group in (*spellings.values(), *numbers.values()):
        if len(group) <= MOST_BY_PAIRS:
            yield from _two_of(group, only)


def _two_of(group: Sequence[Registered], only: Container[UUID] | None) -> Iterator[tuple[Registered, Registered]]:
    return (pair for pair in combinations(group, 2) if only is None or pair[0].entity_id in only or pair[1].entity_id in only)


def _is_worth_a_look(first: Registered, second: Registered) -> bool:
    one, other = spell(first.name), spell(second.name)
    return (
        OSA.normalized_similarity(one.squeezed, other.squeezed, score_cutoff=0.6) > 0
        or fuzz.token_sort_ratio(one.normalised, other.normalised, score_cutoff=85) > 0
    )


def _squeezed(number: str) -> str:
    return spell(number).squeezed


def apart_km(first: tuple[float, float] | None, second: tuple[float, float] | None) -> float | None:
    """Between two points (longitude and latitude in degrees); None where one is not known."""
    if first is None or second is None:
        return None
    (x1, y1), (x2, y2) = (tuple(map(radians, one)) for one in (first, second))
    half = sin((y2 - y1) / 2) ** 2 + cos(y1) * cos(y2) * sin((x2 - x1) / 2) ** 2
    return round(2 * EARTH_KM * asin(sqrt(half)), 1)
