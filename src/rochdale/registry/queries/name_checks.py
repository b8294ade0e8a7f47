"""What stands against a new name, and which entities may have been registered twice."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from rochdale.kernel.refusal import refuse_if
from rochdale.registry.models import NameKind, RegisterName
from rochdale.registry.queries.names import Hit, of_place, search
from rochdale.registry.rules.duplicates import MayBeOne, Registered, duplicates_among
from rochdale.registry.rules.name_checks import Scope, Verdict, faults_of_name, scope_of, verdict_of
from rochdale.registry.rules.names import form_words, spell

MOST_SHOWN = 50
"""Names that are told of, in the place and beyond it each."""


@dataclass(frozen=True, slots=True)
class Clash:
    """A name that is like the new one, and where it is borne."""

    hit: Hit
    scope: Scope


@dataclass(frozen=True, slots=True)
class NameCheck:
    """What a name may be at a place: free, a warning, or for an officer to look at."""

    name: str
    place: str
    """Path of codes."""
    compared_as: str
    """The name as it is compared: without the words of a form, accents and signs."""
    form_words: tuple[str, ...]
    verdict: Verdict
    clashes: tuple[Clash, ...]
    """Those in the village first, then the others, each the likest first."""
    bearers: int
    """Entities in the whole register whose present name is read the same; many prove nothing."""


def check_name(text: str, place: str, *, office: str = "", besides: Collection[UUID | None] = ()) -> NameCheck:
    """What stands against a new name in a village and beyond it. `place` is a path of codes, `office` a code, "" for any.

    `besides` are the entity that is to be called so and what is kept for it: they do not stand in its own way.

    Refused: `registry.name-is-missing`, `registry.name-is-only-its-form`.
    """
    refuse_if(faults_of_name(text))
    near = search(text, place=place, similar=True, limit=MOST_SHOWN) if place else []
    hits = {hit.entity_id: hit for hit in (*near, *search(text, similar=True, limit=MOST_SHOWN))}
    clashes = []
    for hit in (hit for hit in hits.values() if hit.entity_id not in besides):
        scope = scope_of(hit.score, place=place, office=office, held_place=hit.place_code, held_office=hit.office)
        if scope:
            clashes.append(Clash(hit, scope))
    clashes.sort(key=lambda one: (one.scope is not Scope.SAME, -one.hit.score, one.hit.place, str(one.hit.entity_id)))
    return NameCheck(
        name=text,
        place=place,
        compared_as=spell(text).normalised,
        form_words=form_words(text),
        verdict=verdict_of(one.scope for one in clashes),
        clashes=tuple(clashes),
        bearers=_bearers(text),
    )


def _bearers(text: str) -> int:
    return RegisterName.objects.filter(squeezed=spell(text).squeezed, kind=NameKind.PRESENT).values("entity_id").distinct().count()


def duplicates(*, place: str = "") -> list[MayBeOne]:
    """Entities with their seat in a place ("" for everywhere) that may be one, the strongest pair first. Nothing is merged."""
    return duplicates_among(registered(of_place(place)))


def registered(rows: QuerySet[RegisterName]) -> Iterator[Registered]:
    """Entities as they are compared, by their present names, each with its numbers."""
    numbers: dict[UUID, tuple[str, ...]] = {}
    for entity_id, number in rows.filter(kind=NameKind.NUMBER).order_by("id").values_list("entity_id", "name"):
        numbers[entity_id] = (*numbers.get(entity_id, ()), number)
    present = rows.filter(kind=NameKind.PRESENT).order_by("id").values_list("entity_id", "name", "place")
    for entity_id, name, code in present.iterator(chunk_size=5_000):
        yield Registered(entity_id, name, code, numbers.get(entity_id, ()))


def place_of(code: str) -> str:
    """The path of a place that is named by its path or its own code alone; as given where the register knows nothing there yet."""
    if not code or of_place(code).exists():
        return code
    holding = RegisterName.objects.filter(place__contains=f"/{code}").order_by("place")
    for place in holding.values_list("place", flat=True).iterator(chunk_size=500):
        steps = place.split("/")
        if code in steps:
            return "/".join(steps[: steps.index(code) + 1])
    return code
