"""What the centre knows that stands against a thing in a desk's report, gathered for the rule."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils.dateparse import parse_datetime

from rochdale.kernel.refusal import Refusal, Refused
from rochdale.registry.desk_rows import as_instance
from rochdale.registry.judging_dossiers import judge_dossier
from rochdale.registry.models import Desk, DeskItem, Dossier, DossierStep, Entity, EntityNow, Filing, IssuedNumber, NameKind, RegisterName
from rochdale.registry.queries.name_checks import check_name
from rochdale.registry.rules.answers import said
from rochdale.registry.rules.desks import DECISIONS, Allotted, Found, Kind, Number, Relation, relation
from rochdale.registry.rules.dossiers import AT_THE_OFFICE, Move, State
from rochdale.registry.rules.name_checks import Scope
from rochdale.registry.rules.names import spell

Item = Mapping[str, Any]
_OPEN = [state.value for state in (*AT_THE_OFFICE, State.CHANGES_REQUESTED)]


def found_for(item: Item, desk: Desk) -> Found:
    """What stands against a thing, as the centre is now."""
    return {Kind.DOSSIER: _of_dossier, Kind.VOID: _of_void, Kind.FILING: _of_filing}[Kind(item["kind"])](item, desk)


def _of_dossier(item: Item, desk: Desk) -> Found:
    here = Dossier.objects.filter(pk=item["id"]).first()
    steps = set(map(str, DossierStep.objects.filter(dossier=here).values_list("id", flat=True))) if here else None
    how = relation(steps, {step["id"] for step in item["steps"]})
    if how is Relation.KNOWN:
        return Found(how, here.state if here else "")
    dossier = as_instance(Dossier, item["row"])
    decision = next((step for step in item["steps"] if step["move"] in DECISIONS and step["id"] not in (steps or ())), None)
    is_yes = decision is not None and decision["move"] == Move.APPROVE.value
    numbers = _numbers(item, decision)
    return Found(
        how,
        here.state if here else "",
        moved=list(_moved(here, item)) if here else (),
        stale=[*_waits(dossier), *_receipt_twice(dossier), *(_filed_here(item, item["filings"]) if item["filings"] else ())],
        blocks=_blocks(desk),
        numbers=numbers,
        given_here=list(_given_here(item, numbers)),
        names=list(_names(dossier, desk)) if is_yes else (),
        duplicates=list(_duplicates(dossier)) if here is None else (),
        law=list(_law(dossier, decision)) if decision else (),
        decided=decision is not None,
    )


def _of_void(item: Item, desk: Desk) -> Found:
    if IssuedNumber.objects.filter(pk=item["id"]).exists():
        return Found(Relation.KNOWN)
    row = item["row"]
    numbers = [Number(row["scope"], row["year"], row["value"], row["text"])]
    return Found(blocks=_blocks(desk), numbers=numbers, given_here=list(_given_here(item, numbers)))


def _of_filing(item: Item, _desk: Desk) -> Found:
    if Filing.objects.filter(pk=item["id"]).exists():
        return Found(Relation.KNOWN)
    return Found(stale=list(_filed_here(item, [item["row"]])))


def _blocks(desk: Desk) -> list[Allotted]:
    return [Allotted(row.scope, row.year, row.first, row.last) for row in desk.blocks.order_by("year", "scope", "first")]


def _numbers(item: Item, decision: Mapping[str, Any] | None) -> list[Number]:
    """Those of blocks; where there is none, the one that was typed."""
    found = [Number(row["scope"], row["year"], row["value"], row["text"]) for row in item["numbers"] if not _is_own(row)]
    typed = decision["says"].get("number", "") if decision else ""
    return found or ([Number("", 0, 0, typed)] if typed else [])


def _is_own(row: Mapping[str, Any]) -> bool:
    return row["entity_id"] is None


def _given_here(item: Item, numbers: Sequence[Number]) -> Iterator[Refusal]:
    own = {row["id"] for row in item.get("numbers", ())} | {item["id"]}
    entity = (item.get("entity") or {}).get("id")
    for one in numbers:
        if one.scope:
            taken = IssuedNumber.objects.filter(scope=one.scope, year=one.year, value=one.value).exclude(pk__in=own).first()
            if taken:
                name = taken.entity.now.name if taken.entity else taken.void_because
                yield Refusal("registry.desk-number-is-anothers", {"number": str(one.value), "name": name})
        else:
            other = (
                RegisterName.objects.filter(kind__in=(NameKind.NUMBER, NameKind.MERGED), name=one.text)
                .exclude(entity_id__in=[entity] if entity else [])
                .order_by("id")
                .first()
            )
            if other:
                now = EntityNow.objects.filter(pk=other.entity_id).first()
                yield Refusal("registry.desk-number-is-anothers", {"number": one.text, "name": now.name if now else ""})


def _moved(here: Dossier, item: Item) -> Iterator[Refusal]:
    told = {step["id"] for step in item["steps"]}
    since = [step for step in here.steps.order_by("at", "id") if str(step.pk) not in told]
    if since and {str(step.pk) for step in here.steps.all()} - told:
        last = since[-1]
        facts = {"state": last.state, "on": last.at.date(), "by": last.by_name, "count": len(since)}
        yield Refusal("registry.desk-moved-on", facts)


def _waits(dossier: Dossier) -> Iterator[Refusal]:
    if dossier.follows_id and not Dossier.objects.filter(pk=dossier.follows_id).exists():
        yield Refusal("registry.desk-waits-for-another")


def _receipt_twice(dossier: Dossier) -> Iterator[Refusal]:
    """A laptop that was set back to an older state counts its receipts anew."""
    other = Dossier.objects.filter(number=dossier.number).exclude(pk=dossier.pk).first() if dossier.number else None
    if other:
        yield Refusal("registry.desk-receipt-twice", {"number": dossier.number, "name": other.name})


def _filed_here(item: Item, rows: Sequence[Mapping[str, Any]]) -> Iterator[Refusal]:
    """What was filed here of the same entity, and the desk did not know."""
    entity = item["entity"]["id"]
    own = {row["id"] for row in rows}
    if rows and rows[0]["corrects_id"] and not Filing.objects.filter(pk=rows[0]["corrects_id"]).exists():
        yield Refusal("registry.desk-waits-for-another")
    if not Entity.objects.filter(pk=entity).exists():
        return
    since = Filing.objects.filter(entity_id=entity).exclude(pk__in={*item["known"], *own}).order_by("-recorded_at", "-id")
    last = since.first()
    if last:
        yield Refusal("registry.desk-filing-moved-on", {"count": since.count(), "on": last.recorded_at.date(), "by": last.by_name})


def _names(dossier: Dossier, desk: Desk) -> Iterator[Refusal]:
    """Like names of the village, but those the registrar at the desk had before her and answered for: when this was decided, or that."""
    seat = said(dossier.answers, "seat", "code") or ""
    asked = dossier.office_says.get("asked", {})
    try:
        found = check_name(dossier.name, seat, office=dossier.office.code if dossier.office else "", besides=[dossier.entity_id])
    except Refused:
        return
    for clash in found.clashes:
        hit = clash.hit
        if clash.scope is Scope.SAME and f"name/{hit.entity_id}" not in asked and not _is_of(desk, hit.entity_id):
            facts = {"name": hit.name, "number": hit.number, "place": ", ".join(reversed(hit.place)), "entity": str(hit.entity_id)}
            yield Refusal("registry.desk-name-is-borne", facts)


def _is_of(desk: Desk, entity_id: UUID) -> bool:
    """Whether the desk itself registered an entity."""
    dossiers = Dossier.objects.filter(entity_id=entity_id, state=State.REGISTERED.value).values("pk")
    return DeskItem.objects.filter(desk=desk, about_id__in=dossiers).exists()


def _duplicates(dossier: Dossier) -> Iterator[Refusal]:
    """Open dossiers of the office that bear the name in the same village."""
    seat, name = said(dossier.answers, "seat", "code"), spell(dossier.name).squeezed if dossier.name else ""
    rows = Dossier.objects.filter(office_id=dossier.office_id, state__in=_OPEN).exclude(pk=dossier.pk).order_by("received_on", "id")
    for other in rows:
        if name and other.name and spell(other.name).squeezed == name and said(other.answers, "seat", "code") == seat:
            facts = {"number": other.number, "name": other.name, "on": other.received_on, "dossier": str(other.pk)}
            yield Refusal("registry.desk-duplicate", facts)


def _law(dossier: Dossier, decision: Mapping[str, Any]) -> Iterator[Refusal]:
    """That another version of the law, or another law, would judge it here."""
    told = decision["says"]["judgement"]["legal"]
    decided_at = parse_datetime(decision["at"])
    today = decided_at.date() if isinstance(decided_at, datetime) else date.fromisoformat(decision["at"][:10])
    now = judge_dossier(dossier, today=today).legal
    if (now.pack, now.sha256) != (told["pack"], told["sha256"]):
        facts = {"was": told["pack"], "is": now.pack, "verdict_was": told["verdict"], "verdict": now.verdict.value}
        yield Refusal("registry.desk-law-changed", facts)
