"""Questions about what may have been registered twice: the pairs of a territory, what was decided, and under what an entry is found now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

from rochdale.base.actor import Actor
from rochdale.kernel.refusal import Refusal, Refused
from rochdale.people.permissions import NOTHING
from rochdale.registry.models import EntityNow, PairDecision, ProposedPair, RegisterOffice
from rochdale.registry.permissions import own_paths
from rochdale.registry.rules.offices import sees
from rochdale.registry.rules.twice import PairVerdict, pair_of


def pairs_of(by: Actor, verdict: str = "") -> QuerySet[ProposedPair]:
    """Pairs of which both lie in one's territory, the strongest first. `verdict`: what was decided; "" for those that are open.

    What a closed office kept is judged by those above it. An open pair with an entry that is merged already is not among them.
    """
    paths, offices = own_paths(by), RegisterOffice.objects.order_by("path").values_list("country", "code", "path")
    found, codes = NOTHING, dict[str, list[str]]()
    for country, code, path in offices if paths else ():
        if sees(path, paths):
            codes.setdefault(country, []).append(code)
    for country, own in codes.items():
        found |= Q(country=country, office__in=own, other_office__in=own)
    rows = ProposedPair.objects.filter(found, verdict=verdict).select_related("first__now__entity", "second__now__entity")
    if not verdict:
        rows = rows.filter(first__now__same_as=None, second__now__same_as=None)
    return rows.order_by("-evidence", "id")


def decisions_of(one_id: UUID, other_id: UUID) -> list[PairDecision]:
    """Everything that was decided of a pair, newest first."""
    first, second = pair_of(one_id, other_id)
    return list(PairDecision.objects.filter(first_id=first, second_id=second).order_by("-number"))


@dataclass(frozen=True, slots=True)
class SameAs:
    """Two entries that are one, by a decision that counts."""

    stays: EntityNow
    goes: EntityNow
    decision: PairDecision


def merged_under(entity_id: UUID) -> SameAs | None:
    """Under what an entry is found now; None where it stands for itself."""
    goes = EntityNow.objects.select_related("entity").filter(pk=entity_id, same_as__isnull=False).first()
    return _same(goes) if goes else None


def standing_for(entity_id: UUID) -> Sequence[SameAs]:
    """The entries that are the same as this one and found under it, by name."""
    rows = EntityNow.objects.select_related("entity").filter(same_as_id=entity_id).order_by("name", "entity_id")
    return [_same(row) for row in rows]


def _same(goes: EntityNow) -> SameAs:
    assert goes.same_as_id is not None
    stays = EntityNow.objects.select_related("entity").get(pk=goes.same_as_id)
    decision = next(one for one in decisions_of(goes.entity_id, stays.entity_id) if one.verdict == PairVerdict.ONE.value)
    return SameAs(stays, goes, decision)


def refuse_merged(entity_id: UUID | None) -> None:
    """Return where an entity stands for itself, or there is none; else raise `Refused` (`registry.entity-is-merged`)."""
    same = merged_under(entity_id) if entity_id else None
    if same:
        raise Refused(Refusal("registry.entity-is-merged", {"name": same.goes.name, "stays": same.stays.name}))
