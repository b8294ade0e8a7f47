"""Learning in the demo world: a workshop for trainers, their groups, the plans kept, and the trainers they prepared themselves."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

from rochdale.base.actor import SYSTEM, Actor
from rochdale.learning import operations
from rochdale.learning.models import ActionItem, Participant, Trainer, Workshop
from rochdale.learning.operations import Plan, RunSheet, Told, as_group, at_the_door
from rochdale.learning.operations.projects import ProjectTold
from rochdale.learning.packs import module_of
from rochdale.learning.rules.cascade import Level
from rochdale.learning.rules.workshops import Days, Kind, agenda_for
from rochdale.learning.workshop_page import bundle_modules
from rochdale.learning.workshop_words import QUESTIONS
from rochdale.people import queries as people

WORLD = Path(__file__).with_name("demo_workshops.toml")
_NAMES = UUID("0192f3a0-0000-7000-8000-00000000d600")
HOLDER = "training"
Ids = Callable[[str], UUID]


def demo_key(group: str) -> str:
    """The key of a group of the demo world."""
    return sha256(f"demo group {group}".encode()).hexdigest()[:24]


def _id(*words: str) -> UUID:
    return uuid5(_NAMES, "/".join(words))


def seed(*, at: datetime, organization_id: Ids, person_id: Ids) -> None:
    """Make it, as of `at`."""
    world = tomllib.loads(WORLD.read_text(encoding="utf-8"))
    trainer = people.actor(person_id("somsanouk"), at, organization_id=organization_id(HOLDER))
    assert trainer is not None
    project = _project(world["project"], trainer, at)
    master = _master(world["paksong"]["master"], trainer, at - timedelta(days=world["paksong"]["days_ago"] + 40))
    _workshop("paksong", world["paksong"], "trainers", trainer, at, project)
    made = _trainers("paksong", world["paksong"], trainer, at, {"": master})
    _workshop("namsai", world["namsai"], "", trainer, at, project)
    made |= _trainers("namsai", world["namsai"], trainer, at, made)
    for group in world["groups"]:
        _group(group, made, at, organization_id, person_id)
    _ahead(world["ahead"], trainer, at, project)


def _project(told: Mapping[str, Any], by: Actor, at: datetime) -> UUID:
    since = at.date() - timedelta(days=told["since_days_ago"])
    until = since + timedelta(days=told["lasts_days"])
    project = ProjectTold(told["name"], told["funder"], since, until, told["reference"], told["targets"])
    operations.begin_project(id=_id("project"), by=by, at=at - timedelta(days=told["since_days_ago"]), told=project)
    return _id("project")


def _master(line: str, by: Actor, at: datetime) -> UUID:
    name, home, outside = (part.strip() for part in line.split("|"))
    return UUID(
        operations.enrol_trainer(
            id=_id("master"), by=by, at=at, name=name, home=home, level=Level.MASTER, outside=outside, on=at.date(), person_id=UUID(by.id)
        )
    )


def _days(told: Mapping[str, Any], first: date, count: int) -> Days:
    return Days(first, first + timedelta(days=count - 1), told["capacity"])


def _plan(key: str, told: Mapping[str, Any], bundle: str, first: date, by: Actor, at: datetime, project: UUID) -> UUID:
    days = _days(told, first, 2 if bundle else 1)
    kind = Kind.TRAINERS if bundle else Kind.COURSE
    partners = tuple((name, part) for name, part in told.get("partners", []))
    plan = Plan(kind, told["title"], told["place"], "lo", days, told.get("about", ""), project, partners)
    operations.plan_workshop(id=_id(key), by=by, at=at, plan=plan)
    if bundle:
        lines = agenda_for(bundle_modules(bundle, "lo"), days=days.count)
        operations.set_agenda(id=_id(key, "agenda"), by=by, at=at, workshop_id=_id(key), lines=lines)
    for line in told.get("asked", []):
        name, count = (part.strip() for part in line.split("|"))
        operations.ask(id=_id(key, "asked", name), by=by, at=at, workshop_id=_id(key), name=name, people=int(count))
    return _id(key)


def _workshop(key: str, told: Mapping[str, Any], bundle: str, by: Actor, at: datetime, project: UUID) -> None:
    held_at = at - timedelta(days=told["days_ago"])
    workshop = _plan(key, told, bundle, held_at.date(), by, held_at - timedelta(days=30), project)
    for line in told.get("asked", []):
        name = line.partition("|")[0].strip()
        asked = _id(key, "asked", name)
        operations.write_answer(id=_id(key, "answer", name), by=by, at=held_at - timedelta(days=8), asked_id=asked, answer="comes")
    after = held_at + timedelta(days=2)
    lines = tuple(_told(line) for line in told["people"])
    operations.keep_list(id=_id(key, "list"), by=by, at=after, workshop_id=workshop, today=after.date(), lines=lines)
    for line in told.get("handed", []):
        what, language, count = (part.strip() for part in line.split("|"))
        operations.hand_out(id=_id(key, what), by=by, at=after, workshop_id=workshop, what=what, language=language, count=int(count))
    row = Workshop.objects.get(pk=workshop)
    for number, line in enumerate(told.get("thought", [])):
        faces, will_do, better = (part.strip() for part in line.split("|"))
        answers = {code: int(face) for code, face in zip(QUESTIONS, faces, strict=True)}
        operations.evaluate(
            id=_id(key, "thought", str(number)), by=at_the_door(row), at=after, workshop_id=workshop, answers=answers,
            will_do=will_do, better=better,
        )  # fmt: skip


def _told(line: str) -> Told:
    name, organization, sex, age, halves, before, after, practised, shown = (part.strip() for part in line.split("|"))
    return Told(
        name, organization, sex, age, bool(shown), frozenset(int(half) for half in halves), int(before) if before else None,
        int(after) if after else None, bool(practised),
    )  # fmt: skip


def _trainers(key: str, told: Mapping[str, Any], by: Actor, at: datetime, known: Mapping[str, UUID]) -> dict[str, UUID]:
    """By name. The third word of a line names who prepared; else whoever stands under no name."""
    on, made = at - timedelta(days=told["days_ago"] - 2), dict[str, UUID]()
    for line in told["trainers"]:
        level, name, *above = (part.strip() for part in line.split("|"))
        person = Participant.objects.get(workshop_id=_id(key), name=name)
        prepared_by = known[above[0] if above else ""]
        made[name] = UUID(
            operations.prepare(
                id=_id(key, "trainer", name),
                by=by,
                at=on,
                participant_id=person.id,
                level=Level(level),
                trained_by=prepared_by,
                on=on.date(),
            )
        )
    return made


def _group(told: Mapping[str, Any], trainers: Mapping[str, UUID], at: datetime, organization_id: Ids, person_id: Ids) -> None:
    key, promises = demo_key(told["key"]), list(told["promises"])
    by = as_group(key)
    for place, line in enumerate(told["runs"]):
        days_ago, module = (part.strip() for part in line.split("|"))
        run_at = at - timedelta(days=int(days_ago))
        last = place == len(told["runs"]) - 1
        own = promises if last else promises[:1]
        promises = promises[len(own) :]
        run = _id("run", told["key"], module)
        operations.keep_run(id=run, by=by, at=run_at, key=key, sheet=_sheet(told, module, own, run_at))
        _look_after(run, key, own, at)
    code = Trainer.objects.get(pk=trainers[told["trainer"]]).code
    operations.say_who_brought(id=_id("brought", told["key"]), by=by, at=at, key=key, code=code)
    if "part_of" in told:
        organization, person = (part.strip() for part in told["part_of"].split("|"))
        leader = people.actor(person_id(person), at, organization_id=organization_id(organization))
        assert leader is not None
        operations.tie_group(id=_id("tie", told["key"]), by=leader, at=at, key=key)


def _sheet(told: Mapping[str, Any], module: str, promises: Sequence[str], at: datetime) -> RunSheet:
    pack, code = module.split("/")
    course, found = module_of(pack, code)
    fields = {"began": at.date().isoformat(), "group": told["name"], "place": told["place"]}
    for number, person in enumerate(told["people"].split(","), 1):
        words = dict(zip(("name", "sex", "age", "before", "after"), (part.strip() for part in person.split(":")), strict=True))
        fields |= {f"{name}-{number}": text for name, text in words.items()}
    for place, activity in enumerate(course.in_language(found, "lo")):
        fields[f"used-{activity.id}"] = str(activity.minutes + (-3, 4, 0, 2)[place % 4])
    for number, line in enumerate(promises, 1):
        what, who, days, _found, _note = (part.strip() for part in line.split("|"))
        due = at.date() + timedelta(days=int(days))
        fields |= {f"what-{number}": what, f"who-{number}": who, f"by-{number}": due.isoformat()}
    return RunSheet(pack, course.version, code, "lo", "paper", fields)


def _look_after(run: UUID, key: str, promises: Sequence[str], at: datetime) -> None:
    for number, line in enumerate(promises, 1):
        _what, _who, _days, found, note = (part.strip() for part in line.split("|"))
        if found:
            promise = ActionItem.objects.get(run_id=run, number=number)
            assert promise.by_on is not None
            on = min(promise.by_on, at.date())
            operations.look_after(
                id=_id("look", str(promise.id)), by=as_group(key), at=at, key=key, promise_id=promise.id, on=on, found=found, note=note
            )


def _ahead(told: Mapping[str, Any], by: Actor, at: datetime, project: UUID) -> None:
    first = at.date() + timedelta(days=told["days_ahead"])
    workshop = _plan("ahead", told, "trainers", first, by, at - timedelta(days=6), project)
    for line in told["signed_up"]:
        name, organization, sex, age = (part.strip() for part in line.split("|"))
        operations.sign_up(
            id=_id("ahead", name), by=SYSTEM, at=at - timedelta(days=2), workshop_id=workshop, told=Told(name, organization, sex, age)
        )
