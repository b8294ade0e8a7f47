"""A thing of a desk's report written into the centre's tables, by the desk's word or by the centre's."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from itertools import count
from typing import Any
from uuid import UUID, uuid5

from rochdale.base.actor import Actor
from rochdale.registry.desk_rows import as_instance, bring_in
from rochdale.registry.models import Dossier, DossierRound, DossierStep, Entity, Filing, IssuedNumber
from rochdale.registry.operations.dossiers import write_step
from rochdale.registry.operations.standing import link_organization
from rochdale.registry.projection import refresh
from rochdale.registry.rules.desks import Kind, Relation, Step, Way, kept_steps, relation, state_after
from rochdale.registry.rules.dossiers import Move, State
from rochdale.registry.standing_rows import refresh_standing

Item = Mapping[str, Any]
_STAYS = frozenset({"id", "at", "by_id", "by_name", "received_on", "number", "applicant_id", "kind", "country", "follows_id", "channel"})
"""Of a dossier that is here: the day of receipt above all."""


def take(item: Item, way: Way, *, codes: Iterable[str] = (), reason: str = "", by: Actor, at: datetime, id: UUID) -> None:
    """Write it, in the caller's transaction. `codes`: of the conflicts that were settled, `reason`: why."""
    kind = Kind(item["kind"])
    if kind is Kind.DOSSIER:
        _take_dossier(item, way, set(codes), reason, by, at, id)
    elif way is Way.DESK:
        bring_in(Entity, [item["entity"]] if item.get("entity") else [])
        rows = bring_in(IssuedNumber, [item["row"]]) if kind is Kind.VOID else bring_in(Filing, [item["row"]])
        if kind is Kind.FILING and rows:
            refresh({UUID(item["entity"]["id"])})
            refresh_standing([UUID(item["entity"]["id"])], at.date())


def _take_dossier(item: Item, way: Way, codes: set[str], reason: str, by: Actor, at: datetime, id: UUID) -> None:
    here = Dossier.objects.select_for_update(of=("self",)).filter(pk=item["id"]).first()
    known = set(map(str, here.steps.order_by("id").values_list("id", flat=True))) if here else None
    how = relation(known, {step["id"] for step in item["steps"]})
    if how is Relation.KNOWN and here is not None:
        _add_settled(here, item["row"]["office_says"])
        return
    steps = [Step(step["id"], step["move"]) for step in item["steps"]]
    kept = kept_steps(steps, known or set(), way, how)
    state = state_after(steps, item["row"]["state"], here.state if here else "", codes, way, how)
    if way is Way.DESK and item["entity"]:
        bring_in(Entity, [item["entity"]])
    row = _written(item, here, state, is_whole=way is Way.DESK, has_moved=bool(kept))
    if kept or here is None:
        _bring_rounds(row, item["rounds"])
    bring_in(DossierStep, [step for step in item["steps"] if step["id"] in {one.id for one in kept}])
    if way is Way.CENTRE and state == State.WITHDRAWN.value != item["row"]["state"]:
        write_step(row, Move.WITHDRAW, by, at, id=id, says={"note": reason})
    if way is Way.DESK:
        bring_in(IssuedNumber, item["numbers"])
        _file(row, item["filings"], by, at, id)
    else:
        _void(item["numbers"], reason, codes)


def _file(row: Dossier, filings: Sequence[Mapping[str, Any]], by: Actor, at: datetime, id: UUID) -> None:
    """Its filings, with what follows from them: what the entity is now, where it stands, and who acts for it."""
    if not bring_in(Filing, filings) or row.entity_id is None:
        return
    refresh({row.entity_id})
    refresh_standing([row.entity_id], at.date())
    if row.applicant_id is not None:
        link_organization(id=uuid5(id, "acts for"), by=by, at=at, entity_id=row.entity_id, organization_id=row.applicant_id)


def _written(item: Item, here: Dossier | None, state: str, *, is_whole: bool, has_moved: bool) -> Dossier:
    entity = item["row"]["entity_id"]
    if not is_whole:
        entity = entity if entity and Entity.objects.filter(pk=entity).exists() else None
    if here is None:
        row = as_instance(Dossier, {**item["row"], "state": state, "entity_id": entity, "number": _distinct(item["row"]["number"])})
        row.save(force_insert=True)
        return row
    if has_moved:
        told = as_instance(Dossier, {**item["row"], "entity_id": entity})
        names = [column.attname for column in Dossier._meta.concrete_fields if column.attname not in _STAYS]
        for name in names:
            setattr(here, name, getattr(told, name))
    here.state = state
    here.save()
    return here


def _distinct(number: str) -> str:
    """The number of its receipt; with a mark where another dossier has the same, as after a laptop was set back to an older state."""
    if not Dossier.objects.filter(number=number).exists():
        return number
    return next(told for told in (f"{number}-{mark}" for mark in count(2)) if not Dossier.objects.filter(number=told).exists())


def _bring_rounds(row: Dossier, rounds: Sequence[Mapping[str, Any]]) -> None:
    """Behind those that are here: both sides may have had a second round."""
    taken = dict(row.rounds.order_by("number").values_list("id", "number"))
    last = max(taken.values(), default=0)
    fresh = [one for one in rounds if UUID(one["id"]) not in taken]
    bring_in(DossierRound, [{**one, "number": last + place} for place, one in enumerate(fresh, start=1)])


def _void(numbers: Sequence[Mapping[str, Any]], reason: str, codes: set[str]) -> None:
    """Numbers the desk gave that do not count are void with the reason: they stand on papers and never come again."""
    if {"registry.desk-number-not-of-block", "registry.desk-number-is-anothers"} & codes:
        return
    bring_in(IssuedNumber, [{**one, "entity_id": None, "text": "", "void_because": reason[:300]} for one in numbers])


def _add_settled(row: Dossier, told: Mapping[str, Any]) -> None:
    """What the registrar at the desk answered in between; what was answered here stays."""
    kept = row.office_says
    merged = {**told, **kept}
    for name in ("asked", "items"):
        if told.get(name) or kept.get(name):
            merged[name] = {**told.get(name, {}), **kept.get(name, {})}
    if told.get("settled") or kept.get("settled"):
        merged["settled"] = sorted({*told.get("settled", ()), *kept.get("settled", ())})
    if merged != kept and row.state in (State.SUBMITTED.value, State.IN_REVIEW.value, State.CHANGES_REQUESTED.value):
        row.office_says = merged
        row.save(update_fields=["office_says"])
