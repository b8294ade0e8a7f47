"""Pairs that may have been registered twice, found and kept: for a whole office, or for what is new alone. Nothing is merged here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import TypeVar
from uuid import UUID

from django.db import transaction
from django.db.models import Count, Q

from rochdale.registry.models import EntityNow, NameKind, PairDecision, ProposedPair, RegisterName, RegisterOffice
from rochdale.registry.queries.name_checks import registered
from rochdale.registry.queries.names import of_place
from rochdale.registry.rules.duplicates import MOST_BEARERS, MOST_BY_PAIRS, MayBeOne, apart_km, duplicates_among
from rochdale.registry.rules.twice import Decided, Pair, in_force

T = TypeVar("T")
AT_ONCE = 500
FEW = 2_000
"""So many new entities are compared one by one; of more the whole office is gone through, which costs less."""


def codes_under(country: str, code: str) -> list[str]:
    """The office with those under it; itself alone where it is not set up."""
    own = RegisterOffice.objects.filter(country=country, code=code).order_by("-since_on").first()
    if own is None:
        return [code]
    rows = RegisterOffice.objects.filter(Q(path=own.path) | Q(path__startswith=f"{own.path}/"), country=country)
    return sorted(set(rows.values_list("code", flat=True)))


def find_all(country: str, codes: Collection[str]) -> int:
    """Go through the whole register of these offices. Pairs nobody decided and that are found no more go. Returns how many are kept."""
    names = RegisterName.objects.filter(office__in=codes)
    bearers, count = _bearers(None)
    found = duplicates_among(registered(names), bearers=bearers, names=count)
    with transaction.atomic():
        kept = _keep(found, country)
        here = ProposedPair.objects.filter(country=country, office__in=codes, other_office__in=codes, verdict="")
        gone = [id for id in here.order_by("id").values_list("id", flat=True) if id not in kept]
        for part in _parts(gone):
            ProposedPair.objects.filter(pk__in=part).delete()
        EntityNow.objects.filter(office__in=codes, is_compared=False, entity__country=country).update(is_compared=True)
    return len(kept)


def find_for(country: str, entity_ids: Collection[UUID]) -> int:
    """Look for others that may be one of these alone: in their area, of their spelling, with their number. Returns how many are kept.

    Open pairs of theirs that are found no more, as after a correction, go.
    """
    ids = set(entity_ids)
    around = RegisterName.objects.filter(pk__in=_around(ids))
    bearers, count = _bearers({one.squeezed for one in around if one.kind == NameKind.PRESENT})
    entities = RegisterName.objects.filter(entity_id__in={one.entity_id for one in around})
    found = duplicates_among(registered(entities), bearers=bearers, names=count, only=ids)
    with transaction.atomic():
        kept = _keep(found, country)
        ProposedPair.objects.filter(Q(first__in=ids) | Q(second__in=ids), country=country, verdict="").exclude(pk__in=kept).delete()
        EntityNow.objects.filter(pk__in=ids).update(is_compared=True)
    return len(kept)


def _around(ids: set[UUID]) -> set[int]:
    """Names with which those of these entities are compared, and their own."""
    own = list(RegisterName.objects.filter(entity_id__in=ids, kind__in=(NameKind.PRESENT, NameKind.NUMBER)).order_by("id"))
    found = {one.pk for one in own}
    places = {place for one in own if one.kind == NameKind.PRESENT for place in (one.place, one.place.rpartition("/")[0]) if "/" in place}
    for place in sorted(places):
        rows = of_place(place).filter(kind=NameKind.PRESENT).order_by("id").values_list("id", flat=True)[: MOST_BY_PAIRS + 1]
        found |= set(rows) if len(rows) <= MOST_BY_PAIRS else set()
    for kind, most in ((NameKind.PRESENT, MOST_BEARERS), (NameKind.NUMBER, MOST_BY_PAIRS)):
        for part in _parts(sorted({one.squeezed for one in own if one.kind == kind})):
            same = defaultdict[str, list[int]](list)
            for squeezed, pk in RegisterName.objects.filter(squeezed__in=part, kind=kind).order_by("id").values_list("squeezed", "id"):
                same[squeezed].append(pk)
            found |= {pk for pks in same.values() if len(pks) <= most for pk in pks}
    return found


def _bearers(squeezed: Collection[str] | None) -> tuple[dict[str, int], int]:
    """How many entities of the whole register bear each of these names (None: each name), and how many names there are."""
    rows = RegisterName.objects.filter(kind=NameKind.PRESENT)
    parts = [rows] if squeezed is None else [rows.filter(squeezed__in=part) for part in _parts(sorted(squeezed))]
    found = {name: count for part in parts for name, count in part.order_by().values_list("squeezed").annotate(Count("id"))}
    return found, rows.count()


def _keep(found: Sequence[MayBeOne], country: str) -> set[UUID]:
    """Write pairs down, those of one country; what was decided of a pair stays decided. Gives the ids of their rows."""
    kept = set[UUID]()
    decided = in_force(row.facts() for row in PairDecision.objects.order_by("first_id", "second_id", "number"))
    for part in _parts(found):
        ids = {one.entity_id for pair in part for one in (pair.first, pair.second)}
        now = {row.entity_id: row for row in EntityNow.objects.filter(pk__in=ids).select_related("entity")}
        rows = []
        for pair in part:
            first, second = now.get(pair.first.entity_id), now.get(pair.second.entity_id)
            if first and second and first.entity.country == second.entity.country == country:
                rows.append(_row(pair, first, second, decided))
        columns = ["country", "office", "other_office", "evidence", "why"]
        ProposedPair.objects.bulk_create(rows, update_conflicts=True, unique_fields=["first", "second"], update_fields=columns)
        pairs = {(row.first_id, row.second_id) for row in rows}
        known = ProposedPair.objects.filter(first__in={one for one, _ in pairs}).values_list("first_id", "second_id", "id")
        kept |= {id for first_id, second_id, id in known if (first_id, second_id) in pairs}
    return kept


def _row(pair: MayBeOne, first: EntityNow, second: EntityNow, decided: Mapping[Pair, Decided]) -> ProposedPair:
    key, like = (first.entity_id, second.entity_id), pair.like
    why = {
        "like": like.score, "why": like.reason.why.value, "facts": dict(like.reason.facts), "bearers": pair.bearers,
        "nearness": pair.nearness.value, "apart_km": apart_km(point_of(first), point_of(second)),
    }  # fmt: skip
    return ProposedPair(
        first_id=key[0], second_id=key[1], country=first.entity.country, office=first.office, other_office=second.office,
        evidence=pair.evidence, why=why, verdict=decided[key].verdict.value if key in decided else "",
    )  # fmt: skip


def point_of(now: EntityNow) -> tuple[float, float] | None:
    """Longitude and latitude of its seat, where its filings tell them."""
    seat = now.state.get("seat")
    return (float(seat["lon"]), float(seat["lat"])) if isinstance(seat, dict) and "lon" in seat else None


def _parts(rows: Sequence[T]) -> Iterator[Sequence[T]]:
    return (rows[start : start + AT_ONCE] for start in range(0, len(rows), AT_ONCE))
