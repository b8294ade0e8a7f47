"""What everybody may ask of the register: who is in it, by text or by place, form, status and office."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from rochdale.registry.models import EntityNow, NameKind
from rochdale.registry.queries.names import Hit, search
from rochdale.registry.rules.ledger import entities_in
from rochdale.registry.rules.likeness import Reason

SIZE = 20
MOST_RANKED = 200
"""So many are put in order for one text; who wants the next one types more."""
MOST_PLACES = 60
_LAST = "\U0010ffff"
_SHOWN = frozenset({NameKind.PRESENT, NameKind.FORMER, NameKind.ACRONYM, NameKind.NUMBER, NameKind.MERGED})
"""Names that were only asked for are nobody's business but the office's."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked: a text, and what the answer is narrowed to. All may be empty. `place` is a path of codes: LA/champasak."""

    text: str = ""
    place: str = ""
    form: str = ""
    status: str = ""
    office: str = ""
    after: UUID | None = None
    """The last entity of the page before."""

    @property
    def is_empty(self) -> bool:
        return not (self.text or self.place or self.form or self.status or self.office)


@dataclass(frozen=True, slots=True)
class Line:
    """An entity in a list, with its place, and why it is there."""

    entity_id: UUID
    name: str
    number: str
    form: str
    status: str
    place: tuple[str, ...]
    """From wide to narrow."""
    country: str
    matched: str = ""
    """The name or number by which it was found."""
    reasons: tuple[Reason, ...] = ()
    into: tuple[tuple[str, str], ...] = ()
    """What it went into when it ended or was divided: ids and names."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A page of the register. `further`: after which entity it goes on, None at its end."""

    lines: Sequence[Line]
    further: UUID | None


def asked_for(asked: Asked) -> Answer:
    """The entities that are asked for: by a text the likeliest first, else from place to place."""
    return _ranked(asked) if asked.text else _listed(asked)


def _ranked(asked: Asked) -> Answer:
    is_plain = not (asked.after or asked.status)
    hits = search(asked.text, place=asked.place, form=asked.form, office=asked.office, limit=SIZE + 5 if is_plain else MOST_RANKED)
    rows = {row.entity_id: row for row in EntityNow.objects.filter(pk__in=[hit.entity_id for hit in hits]).select_related("entity")}
    found = [hit for hit in hits if hit.kind in _SHOWN and hit.entity_id in rows]
    if asked.status:
        found = [hit for hit in found if rows[hit.entity_id].status == asked.status]
    ids = [hit.entity_id for hit in found]
    start = ids.index(asked.after) + 1 if asked.after in ids else 0
    page = found[start : start + SIZE]
    return Answer([_hit_line(hit, rows[hit.entity_id]) for hit in page], page[-1].entity_id if start + SIZE < len(found) else None)


def _hit_line(hit: Hit, row: EntityNow) -> Line:
    return line_of(row, hit.matched, hit.reasons)


def line_of(row: EntityNow, matched: str = "", reasons: tuple[Reason, ...] = ()) -> Line:
    """An entity as it stands in a list."""
    seat = row.state.get("seat") or {}
    places = tuple(str(name) for name in seat.get("names", []))
    into = tuple((other, str(about["name"])) for other, about in entities_in(row.state, "successors").items())
    return Line(row.entity_id, row.name, row.number, row.form, row.status, places, row.entity.country, matched, reasons, into)


def narrowed(asked: Asked) -> QuerySet[EntityNow]:
    """All entities with that place, form, status and office, from place to place; the text and the page are not looked at.

    Of two entries that are one only the one that stays is among them.
    """
    rows = EntityNow.objects.filter(same_as=None).select_related("entity").order_by("place", "name", "entity_id")
    if asked.place:
        # One range, less what only begins alike (zio-3 beside zio): an "or" would have the database sort all of it.
        rows = rows.filter(place__gte=asked.place, place__lt=asked.place + "0")
        rows = rows.exclude(place__gt=asked.place, place__lt=asked.place + "/")
    for name in ("form", "status", "office"):
        if value := getattr(asked, name):
            rows = rows.filter(**{name: value})
    return rows


def _listed(asked: Asked) -> Answer:
    rows = narrowed(asked)
    last = EntityNow.objects.filter(pk=asked.after).first() if asked.after else None
    if last:
        rows = rows.filter(place__gte=last.place).exclude(place=last.place, name__lt=last.name)
        rows = rows.exclude(place=last.place, name=last.name, entity_id__lte=last.entity_id)
    page = list(rows[: SIZE + 1])
    return Answer([line_of(row) for row in page[:SIZE]], page[SIZE - 1].entity_id if len(page) > SIZE else None)


@dataclass(frozen=True, slots=True)
class Place:
    """A place in which somebody has a seat."""

    code: str
    name: str
    """As the register writes it; of a country its two letters."""


def places_in(place: str) -> list[Place]:
    """The places within a place, one level down, in which somebody has a seat; of "" the countries. MOST_PLACES at most.

    Steps from one to the next by the index, so that it costs what is shown, however large the register is.
    """
    return [place for place, _ in zip(_places(place), range(MOST_PLACES), strict=False)]


def _places(place: str) -> Iterator[Place]:
    start = place + "/" if place else ""
    depth, seen = start.count("/"), set[str]()
    bound: dict[str, Any] = {"place__gte": start or "A"}
    while (
        row := EntityNow.objects.filter(place__lt=start + _LAST, same_as=None, **bound)
        .order_by("place", "name", "entity_id")
        .values("place", "state")
        .first()
    ):
        step = row["place"].split("/")[depth]
        code = start + step
        if code not in seen:
            seen.add(code)
            names = row["state"]["seat"]["names"]
            yield Place(code, names[depth - 1] if depth and depth <= len(names) else step)
        # "zio-3" stands between "zio" and what lies in "zio": only from there on may all of "zio" be left out.
        bound = {"place__gt": code} if row["place"] == code else {"place__gte": code + "0"}


def places_above(place: str) -> list[Place]:
    """The places around a place and itself, from wide to narrow."""
    steps = place.split("/") if place else []
    row = narrowed(Asked(place=place)).first() if place else None
    names = [steps[0], *row.state["seat"]["names"]] if row else steps
    return [Place("/".join(steps[: depth + 1]), names[depth] if depth < len(names) else steps[depth]) for depth in range(len(steps))]


def offices() -> list[str]:
    """Codes of the offices that have somebody in their register."""
    found: list[str] = []
    while (
        code := EntityNow.objects.filter(office__gt=found[-1] if found else "").order_by("office").values_list("office", flat=True).first()
    ):
        found.append(code)
    return found
