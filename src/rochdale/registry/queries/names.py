"""Finding names: search, the check of a new name, and what may have been registered twice. Hits say why they are there.

An entity is one hit however many of its names match; entities of the same name stay apart. Names that were refused are found, too.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import Q, QuerySet

from rochdale.registry.models import NameKind, RegisterName
from rochdale.registry.models.names import LONGEST
from rochdale.registry.queries import name_candidates as candidates
from rochdale.registry.rules.likeness import Reason, Why, likeness, likeness_with_place, nearest
from rochdale.registry.rules.names import Spelled, spell

LIMIT = 10
MOST_COMPARED = 400
"""Names that are compared with the text one by one."""
MOST_WHOLE = 20
"""Names that are the text, and names that begin with it, of each so many are compared; more where more are asked for."""
MOST_AS_TYPED = 120
"""Of those that hold what was typed, fewer will do."""
FEW = 60
"""So many names are compared at once, without choosing the nearest first."""
MOST_IN_PLACE = 3_000
"""A place with no more names than that is compared as a whole: nothing in it can be missed."""
LEAST_SCORE = 0.45
_LAST = "\U0010ffff"
_AS = {
    NameKind.FORMER: (Why.FORMER, 0.995),
    NameKind.ACRONYM: (Why.ACRONYM, 0.998),
    NameKind.NUMBER: (Why.NUMBER, 1.0),
    NameKind.RESERVED: (Why.RESERVED, 0.99),
    NameKind.MERGED: (Why.MERGED, 0.99),
    NameKind.REJECTED: (Why.REJECTED, 0.98),
}
"""What is said of a name that is not the present one, and how it stands behind that one where both match alike."""
_WHOLE = frozenset({Why.EXACT, Why.SIGNS, Why.SPACES})
_FOUND_AS_TYPED = frozenset({Why.EXACT, Why.SIGNS, Why.SPACES, Why.ORDER, Why.BEGINS, Why.INSIDE, Why.ALL_WORDS})


@dataclass(frozen=True, slots=True)
class Hit:
    """An entity, the best of its names that match, and why."""

    entity_id: UUID
    name: str
    """Its present name as written, whichever name matched."""
    number: str
    place: tuple[str, ...]
    """Names of the places of its seat, from wide to narrow."""
    place_code: str
    office: str
    form: str
    matched: str
    """The name or number that matched, as written."""
    kind: str
    score: float
    """0 to 1."""
    reasons: tuple[Reason, ...]


def search(text: str, *, place: str = "", form: str = "", office: str = "", limit: int = LIMIT, similar: bool | None = None) -> list[Hit]:
    """The entities that may be meant by a text, best first: their present and former names, acronyms and numbers.

    `place` is a code from the widest on (TG/maritime/zio): only what has its seat there. `form` is the code of a legal form,
    `office` that of an office.
    `similar`: misspellings are looked for always (True), never (False), or where nothing was found as it was typed (None).
    """
    asked = spell(text.strip()[:LONGEST])
    if not asked.squeezed:
        return []
    is_narrowed = bool(place or form or office)
    looking = _Looking(asked, _in(place, form, office), MOST_IN_PLACE if is_narrowed else MOST_COMPARED)
    if place and looking.has_read_all():
        return _hits(looking.best(), limit)
    looking.read_whole(max(MOST_WHOLE, limit))
    for step in _STEPS:
        if not similar and looking.is_enough(limit):
            return _hits(looking.best(), limit)
        looking.read(step(asked, looking.most if is_narrowed else MOST_AS_TYPED))
    if similar or (similar is None and not looking.is_found()):
        looking.read(candidates.like_names(asked, looking.most))
    return _hits(looking.best(), limit)


_STEPS = (candidates.names_with_part, candidates.names_with_all_words)
"""After the whole name, from what costs least. Only what these do not find is taken for misspelt."""


def of_place(place: str) -> QuerySet[RegisterName]:
    """Names of entities with their seat in a place: a path of codes, "" for everywhere."""
    rows = RegisterName.objects.all()
    return rows.filter(Q(place=place) | Q(place__gte=place + "/", place__lt=place + "/" + _LAST)) if place else rows


def _in(place: str, form: str, office: str) -> QuerySet[RegisterName]:
    rows = of_place(place)
    for name, value in (("form", form), ("office", office)):
        rows = rows.filter(**{name: value}) if value else rows
    return rows


@dataclass(frozen=True, slots=True)
class _Matched:
    id: int
    entity_id: UUID
    name: str
    kind: str
    order: tuple[str, str]
    score: float
    reasons: tuple[Reason, ...]


@dataclass(slots=True)
class _Looking:
    """Names that were read so far, each compared once."""

    asked: Spelled
    rows: QuerySet[RegisterName]
    most: int
    read_ids: set[int] = field(default_factory=set)
    found: list[_Matched] = field(default_factory=list)

    def has_read_all(self) -> bool:
        """Compare all names of the place, where they are few."""
        rows = list(self.rows.values_list("id", "normalised", "squeezed").order_by("id")[: MOST_IN_PLACE + 1])
        if len(rows) > MOST_IN_PLACE:
            return False
        self._compare(nearest(self.asked, rows))
        return True

    def read(self, ids: Sequence[int]) -> None:
        """Compare these names, too; of many only the nearest."""
        new = [id for id in dict.fromkeys(ids) if id not in self.read_ids]
        self.read_ids.update(new)
        if len(new) > FEW:
            rows: list[tuple[int, str, str]] = []
            for start in range(0, len(new), 500):
                rows += self.rows.filter(id__in=new[start : start + 500]).values_list("id", "normalised", "squeezed")
            new = nearest(self.asked, rows)
        self._compare(new)

    def read_whole(self, most: int) -> None:
        """Compare the names that are the text, and those that begin with it; so many of each."""
        for rows in candidates.whole_names(self.asked, self.rows, most):
            self._compare_rows(rows)

    def _compare(self, ids: Sequence[int]) -> None:
        if ids:
            self._compare_rows(self.rows.filter(id__in=ids).order_by("id"))

    def _compare_rows(self, rows: QuerySet[RegisterName]) -> None:
        columns = ("id", "entity_id", "name", "normalised", "squeezed", "kind", "place", "place_names")
        for row in rows.values_list(*columns):
            self.read_ids.add(row[0])
            matched = _matched(self.asked, *row)
            if matched.score >= LEAST_SCORE:
                self.found.append(matched)

    def is_found(self) -> bool:
        """Whether anything was found as it was typed."""
        return any(one.reasons[0].why in _FOUND_AS_TYPED for one in self.found)

    def is_enough(self, limit: int) -> bool:
        """Whoever typed a whole name is not shown guesses; whoever is typing is shown what begins so."""
        if any(one.reasons[0].why in _WHOLE for one in self.found):
            return True
        return len({one.entity_id for one in self.found if one.reasons[0].why in _FOUND_AS_TYPED}) >= limit

    def best(self) -> list[_Matched]:
        """The best name of each entity, best entity first."""
        best: dict[UUID, _Matched] = {}
        for one in self.found:
            if one.entity_id not in best or one.score > best[one.entity_id].score:
                best[one.entity_id] = one
        return sorted(best.values(), key=lambda one: (-one.score, one.order, str(one.entity_id)))


def _matched(
    asked: Spelled, id: int, entity_id: UUID, name: str, normalised: str, squeezed: str, kind: str, place: str, places: Sequence[str]
) -> _Matched:
    held = Spelled(name, normalised, squeezed)
    like, also = (likeness(asked, held), ()) if kind == NameKind.NUMBER else likeness_with_place(asked, held, places)
    why, share = _AS.get(NameKind(kind), (None, 1.0))
    reasons = (like.reason, *also, *((Reason(why),) if why else ()))
    return _Matched(id, entity_id, name, kind, (normalised, place), round(like.score * share, 4), reasons)


def _hits(matched: Sequence[_Matched], limit: int) -> list[Hit]:
    shown = matched[:limit]
    of_entity: dict[UUID, dict[str, RegisterName]] = {}
    for row in RegisterName.objects.filter(entity_id__in=[one.entity_id for one in shown]).order_by("from_on", "id"):
        of_entity.setdefault(row.entity_id, {})[row.kind] = row  # the newest of each kind stands
    return [_hit(one, of_entity.get(one.entity_id, {})) for one in shown]


def _hit(one: _Matched, rows: Mapping[str, RegisterName]) -> Hit:
    present = rows.get(NameKind.PRESENT) or rows[one.kind]
    number = rows.get(NameKind.NUMBER)
    return Hit(
        entity_id=one.entity_id,
        name=present.name,
        number=number.name if number else "",
        place=tuple(present.place_names),
        place_code=present.place,
        office=present.office,
        form=present.form,
        matched=one.name,
        kind=one.kind,
        score=one.score,
        reasons=one.reasons,
    )
