"""What the pages of desks without a line show: where each stands, what waits, and both sides of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from rochdale.base.words import Said, said
from rochdale.kernel.refusal import Refusal
from rochdale.registry import law_words as words
from rochdale.registry.desk_rows import as_instance
from rochdale.registry.dossier_labels import STATES
from rochdale.registry.dossier_page import StepTold, state_of, steps_told
from rochdale.registry.models import Desk, DeskItem, Dossier, DossierStep, EntityNow, NumberBlock
from rochdale.registry.rules.desks import Kind, Outcome
from rochdale.registry.rules.dossiers import State
from rochdale.registry.rules.packs import shipped
from rochdale.registry.rules.verdicts import Verdict


def outcome_of(item: DeskItem) -> tuple[str, str]:
    """Look and words of what became of a thing."""
    return {
        Outcome.CONFIRMED: ("good", _("Confirmed")),
        Outcome.QUEUED: ("need", _("Waits for you")),
        Outcome.SETTLED: ("good", _("Settled")),
        Outcome.OVERTAKEN: ("draft", _("Told anew later")),
    }[Outcome(item.state)]


def desk_state(desk: Desk) -> tuple[str, str]:
    """Look and words of a desk."""
    if desk.came_back:
        return "good", _("Has come back")
    return ("no", _("Given up")) if desk.closed_at else ("wait", _("Works without a line"))


@dataclass(frozen=True, slots=True)
class BlockTold:
    """Numbers of a desk, as the centre knows them."""

    law: str
    year: str
    first: int
    last: int
    left: int
    is_low: bool


def blocks_told(blocks: Sequence[NumberBlock]) -> list[BlockTold]:
    """Each with what is left of it, as far as the last report tells."""
    called = {f"{country}:{pack.id}": pack.called or pack.id for pack in shipped() for country in {block.scope[:2] for block in blocks}}
    return [
        BlockTold(
            called.get(block.scope.rpartition(":")[0], block.scope),
            str(block.year),
            block.first,
            block.last,
            block.facts().left,
            block.facts().is_low,
        )
        for block in blocks
    ]


@dataclass(frozen=True, slots=True)
class Against:
    """Something that stands against a thing: the sentence, and where the other side is seen."""

    says: Said
    link: str = ""


def against(item: DeskItem) -> list[Against]:
    """What stood against it when it was brought."""
    return [Against(said(Refusal(one["code"], _facts(one["facts"]))), _link(one["facts"])) for one in item.conflicts]


def _facts(facts: Mapping[str, Any]) -> dict[str, Any]:
    """Days as people write them, states and verdicts in words."""
    told = dict(facts)
    day = parse_date(str(facts["on"])) if "on" in facts else None
    if day:
        told["on"] = date_format(day)
    if "state" in facts:
        told["state"] = str(STATES[State(facts["state"])][1])
    if "verdict" in facts:
        told["verdict"] = verdict_word(facts["verdict"])
    return told


def verdict_word(verdict: str) -> str:
    """A verdict in one or two words."""
    return {
        Verdict.PASS: _("nothing stands against it"),
        Verdict.WARN: _("a warning"),
        Verdict.ASK: _("a question to the registrar"),
        Verdict.REFUSE: _("the law stands against it"),
    }[Verdict(verdict)]


def _link(facts: Mapping[str, Any]) -> str:
    if facts.get("entity"):
        return reverse("registry:entity", args=[facts["entity"]])
    return reverse("registry:review", args=[facts["dossier"]]) if facts.get("dossier") else ""


@dataclass(frozen=True, slots=True)
class Side:
    """A thing as one side has it: facts by name, and what was done."""

    facts: tuple[tuple[str, str], ...]
    steps: tuple[StepTold, ...] = ()
    link: str = ""


def at_the_desk(item: DeskItem) -> Side | None:
    """As the desk reported it; None where it was confirmed at once and stands in the tables."""
    if not item.content:
        return None
    row = item.content["row"]
    if item.kind == Kind.VOID.value:
        return Side(((_("Number"), str(row["value"])), (_("Void because"), row["void_because"])))
    if item.kind == Kind.FILING.value:
        return Side(((_("Filed"), str(row["legal_on"])), (_("Why"), row["reason"]), (_("By"), row["by_name"])))
    dossier = as_instance(Dossier, row)
    steps = [as_instance(DossierStep, step) for step in item.content["steps"]]
    number = next((step.says["number"] for step in steps if step.says.get("number")), "")
    return Side((*_dossier_facts(dossier), *([(_("Number given"), number)] if number else [])), tuple(steps_told(steps)))


def at_the_centre(item: DeskItem) -> Side | None:
    """The dossier as it stands here now, else what stands here in its way; None where there is neither."""
    told: dict[str, str] = {}
    for one in item.conflicts:
        told |= {name: one["facts"][name] for name in ("dossier", "entity") if one["facts"].get(name)}
    ids = [item.about_id] if item.kind == Kind.DOSSIER.value else []
    rows = {row.pk: row for row in Dossier.objects.filter(pk__in=[*ids, *([told["dossier"]] if "dossier" in told else [])])}
    row = rows.get(item.about_id) or next(iter(rows.values()), None)
    if row is not None:
        return Side(
            tuple(_dossier_facts(row)), tuple(steps_told(row.steps.order_by("at", "id"))), reverse("registry:review", args=[row.pk])
        )
    now = EntityNow.objects.filter(pk=UUID(told["entity"])).first() if "entity" in told else None
    return Side(tuple(_entity_facts(now)), (), reverse("registry:entity", args=[now.pk])) if now else None


def _entity_facts(now: EntityNow) -> Iterator[tuple[str, str]]:
    yield _("Name"), now.name
    yield _("Number"), now.number or "–"
    seat = now.state.get("seat", {}).get("names")
    if seat:
        yield _("Seat"), ", ".join(reversed(seat))
    yield _("Since"), _day(now.since_on)


def _dossier_facts(row: Dossier) -> Iterator[tuple[str, str]]:
    yield _("Name"), row.name or "–"
    if row.form:
        yield _("Form"), words.called(words.FORMS, row.form)
    seat = row.answers.get("seat", {}).get("names")
    if seat:
        yield _("Seat"), ", ".join(reversed(seat))
    yield _("Receipt"), row.number
    yield _("Brought on"), _day(row.received_on)
    yield _("State"), state_of(row)[1]


def _day(on: date | None) -> str:
    return date_format(on) if on else "–"
