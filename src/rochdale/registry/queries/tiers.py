"""Who belongs to whom, now and before: for the page of an entity, for the extract, and for the rule that nobody is above itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import F

from rochdale.registry.models import Entity, EntityNow, EntityTie
from rochdale.registry.projection import filings_of
from rochdale.registry.rules.ledger import Status, entities_in, held, moments, state_on
from rochdale.registry.rules.tiers import Tie

MOST_SHOWN = 200
"""So many members stand on one page; the others are counted, and stand in the extract."""


def above(entity_ids: Collection[UUID]) -> dict[UUID, list[Tie]]:
    """All that these entities, and those above them, ever belonged to, by entity."""
    found, wave = defaultdict[UUID, list[Tie]](list), set(entity_ids)
    while wave:
        rows = EntityTie.objects.filter(entity_id__in=wave, kind="apexes", from_on__isnull=False).order_by("from_on", "id")
        found |= {entity_id: [] for entity_id in wave}
        for row in rows:
            if tie := row.facts():
                found[row.entity_id].append(tie)
        wave = {row.other for row in rows} - found.keys()
    return found


def locked_above(member: UUID, apex: UUID) -> dict[UUID, list[Tie]]:
    """The same of a member and its union to be, with all of them locked until the transaction ends: two that would join each other wait."""
    ids = sorted({member, apex, *above([apex])})
    list(Entity.objects.select_for_update().filter(pk__in=ids).order_by("id"))
    return above([member, apex])


@dataclass(frozen=True, slots=True)
class TieSeen:
    """An entity that another one is tied to, as it is now, and the days of the tie."""

    id: UUID
    name: str
    number: str
    form: str
    country: str
    place: tuple[str, ...]
    status: str
    from_on: date
    until_on: date | None
    """None while it lasts."""

    @property
    def is_over(self) -> bool:
        return self.until_on is not None


@dataclass(frozen=True, slots=True)
class Tiers:
    """Around one entity: to whom it belongs and who belongs to it, those of today first."""

    above: Sequence[TieSeen]
    below: Sequence[TieSeen]
    """MOST_SHOWN at most."""
    now_below: int
    once_below: int
    into: Sequence[TieSeen] = ()
    """What it became when it ended or was divided."""
    came_from: Sequence[TieSeen] = ()

    @property
    def now_above(self) -> Sequence[TieSeen]:
        return [one for one in self.above if not one.is_over]


def tiers_of(entity_id: UUID) -> Tiers:
    """As it is known today."""
    known = EntityTie.objects.filter(from_on__isnull=False).order_by("from_on", "id")
    own = list(known.filter(entity_id=entity_id))
    others = list(known.filter(other=entity_id).order_by(F("until_on").asc(nulls_first=True), "from_on", "id")[: MOST_SHOWN + 1])
    if not own and not others:
        return Tiers((), (), 0, 0)
    up, into = (_sides(own, kind, lambda row: row.other) for kind in ("apexes", "successors"))
    down, came = (_sides(others, kind, lambda row: row.entity_id) for kind in ("apexes", "successors"))
    ended = ended_on({other for other, _since, _until in (*up, *down)} | {entity_id})
    over, under = ended.get(entity_id), known.filter(other=entity_id, kind="apexes")
    now_below = 0 if over else under.filter(until_on=None).count() if len(others) > MOST_SHOWN else sum(tie[2] is None for tie in down)
    whole = under.count() if len(others) > MOST_SHOWN else len(down)
    above, below = _seen(up, ended), _seen(down[:MOST_SHOWN], {}, whole=over)
    return Tiers(above, below, now_below, whole - now_below, into=_seen(into, {}), came_from=_seen(came, {}))


_Side = tuple[UUID, date, date | None]


def _sides(rows: Sequence[EntityTie], kind: str, other: Callable[[EntityTie], UUID]) -> list[_Side]:
    return [(other(row), row.from_on, row.until_on) for row in rows if row.kind == kind and row.from_on]


def ended_on(ids: Collection[UUID]) -> dict[UUID, date]:
    """From when on each of those is dissolved that are: its ties ended that day."""
    gone = set(EntityNow.objects.filter(pk__in=ids, status=Status.DISSOLVED.value).values_list("entity_id", flat=True))
    return {entity_id: held(moments(filed), "status")[-1].from_on for entity_id, filed in (filings_of(gone) if gone else ())}


def _seen(ties: Sequence[_Side], ended: Mapping[UUID, date], whole: date | None = None) -> list[TieSeen]:
    """Those of today first. `ended`: the last days of those that are dissolved; `whole`: that of the one whose page it is."""
    if not ties:
        return []
    rows = {row.entity_id: row for row in EntityNow.objects.filter(pk__in={tie[0] for tie in ties}).select_related("entity")}
    found = [
        _tie(rows[other], since, min((day for day in (until, ended.get(other), whole) if day), default=None))
        for other, since, until in ties
        if other in rows
    ]
    return sorted(found, key=lambda one: (one.is_over, one.name, one.from_on, one.id))


def _tie(row: EntityNow, since: date, until: date | None) -> TieSeen:
    seat = row.state.get("seat") or {}
    place = tuple(str(name) for name in seat.get("names", []))
    return TieSeen(row.entity_id, row.name, row.number, row.form, row.entity.country, place, row.status, since, until)


def below_on(entity_id: UUID, on: date, *, known_at: datetime | None) -> list[str]:
    """Names, as they were that day, of those who belonged to it on a day, as it was known then."""
    ids = set(EntityTie.objects.filter(other=entity_id, kind="apexes").values_list("entity_id", flat=True))
    states = [state_on(filed, on, known_at=known_at) for _entity, filed in (filings_of(ids) if ids else ())]
    here = [state for state in states if str(entity_id) in entities_in(state, "apexes") and state.get("status") != Status.DISSOLVED]
    return sorted(str(state.get("name", "")) for state in here)
