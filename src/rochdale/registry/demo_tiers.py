"""Unions and a merger in the demo world, made through the operations: eleven cooperatives found one, a twelfth asks to join, two merge."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

from rochdale.base.actor import Actor
from rochdale.people import queries as people
from rochdale.registry import operations
from rochdale.registry.demo_offices import answers_of
from rochdale.registry.judging_dossiers import judge_dossier
from rochdale.registry.models import Dossier, EntityNow
from rochdale.registry.rules.dossiers import asked_key
from rochdale.registry.rules.verdicts import Verdict

WORLD = Path(__file__).with_name("demo_tiers.toml")
_NAMES = UUID("0192f3a0-0000-7000-8000-00000000d503")
ROLES = ("chair", "vice-chair", "treasurer", "member")
Ids = Callable[[str], UUID]
Acting = Callable[[list[str], datetime], Actor]


def seed_tiers(*, at: datetime, organization_id: Ids, person_id: Ids) -> None:
    """The union with its founders, who asks to join, and a merger."""
    world = tomllib.loads(WORLD.read_text(encoding="utf-8"))

    def actor(who: list[str], then: datetime) -> Actor:
        found = people.actor(person_id(who[0]), then, organization_id=organization_id(who[1]))
        assert found is not None, who
        return found

    union = _found(world["union"], at - timedelta(days=world["union"]["days_ago"]), actor)
    _join(world["joins"], union, at, actor)
    _merge(world["merger"], at - timedelta(days=world["merger"]["days_ago"]), actor)


def _merge(one: Mapping[str, Any], at: datetime, actor: Acting) -> None:
    """Two go into a new one, which the register tells of both."""
    rows = [_party(*party, decided_on=at.date() - timedelta(days=20)) for party in one["parties"]]
    dossier, lead = _id("merger"), EntityNow.objects.get(number=one["parties"][0][0])
    operations.begin_change(id=dossier, by=actor(one["by"], at), at=at, entity_id=lead.entity_id, kind="merge")
    officers = [{"name": name, "role": role, "body": "CA"} for name, role in zip(one["officers"], ROLES, strict=True)]
    told = {
        "parties": {
            "rows": rows, "into": "", "members": str(sum(party[1] for party in one["parties"])), "currency": "XAF", "apex_saw": "yes",
            "capital": str(sum(party[2] for party in one["parties"])),
        },
        "name": {"name": one["name"], "acronym": ""},
        "purpose": {"object": one["object"], "common_bond": one["common_bond"], "years": "99"},
        "shares": {"value": "50000", "currency": "XAF", "most_percent": "10"},
        "officers": {"rows": officers, "term_years": "3"},
        "assembly": {
            "on": str(at.date() - timedelta(days=12)), "place": lead.state["seat"]["names"][-1], "present": "88",
            "chair": one["officers"][0], "secretary": one["officers"][2], "official": "yes",
        },
        "statutes": {"read": "yes"},
        "papers": {"rows": [], "required": {"compliance_declaration": "yes"}},
    }  # fmt: skip
    _decided(dossier, "merger", told, one, at, actor)


def _party(number: str, members: int, capital: int, *, decided_on: date) -> dict[str, str]:
    now = EntityNow.objects.select_related("entity").get(number=number)
    return {
        "entity": str(now.entity_id), "name": now.name, "number": number, "form": now.form, "country": now.entity.country,
        "currency": "XAF", "members": str(members), "capital": str(capital), "decided_on": str(decided_on),
    }  # fmt: skip


def _join(one: Mapping[str, Any], union: UUID, at: datetime, actor: Acting) -> None:
    """It came with its papers to the office, which has not yet recorded it."""
    now, by = EntityNow.objects.get(number=one["number"]), actor(one["keyed_by"], at)
    then, dossier = at - timedelta(days=2), _id("joins")
    operations.begin_change(id=dossier, by=by, at=then, entity_id=now.entity_id, kind="affiliate")
    joined = at.date() - timedelta(days=one["days_ago"])
    told = {
        "apex": {
            "entity": str(union), "name": EntityNow.objects.get(pk=union).name, "on": str(joined), "sent": one["delegates"],
            "elected_on": str(joined - timedelta(days=9)), "from_on": str(joined), "until_on": str(joined + timedelta(days=3 * 365)),
        },
        "assembly": {"on": str(joined - timedelta(days=9)), "place": now.state["seat"]["names"][-1], "present": "31",
                     "chair": one["delegates"][0], "secretary": one["delegates"][1]},
    }  # fmt: skip
    for part, said in told.items():
        operations.answer_part(id=_id(f"joins {part}"), by=by, at=then, dossier_id=dossier, part=part, answers=said)
    operations.hand_in(id=_id("joins in"), by=by, at=then, dossier_id=dossier)


def _found(one: Mapping[str, Any], at: datetime, actor: Acting) -> UUID:
    told, until = answers_of(one, at.date()), at.date() + timedelta(days=3 * 365)
    told["founders"] = {"rows": [_member(one, place, at.date(), until) for place in range(len(one["members"]))], "same_object": "yes"}
    told["assembly"] |= {"official": "yes", "present": str(3 * len(one["members"]))}
    dossier = _id("union")
    operations.begin_dossier(id=dossier, by=actor(one["by"], at), at=at, country=one["country"], kind="register")
    return _decided(dossier, "union", told, one, at, actor)


def _member(one: Mapping[str, Any], place: int, today: date, until: date) -> dict[str, Any]:
    now = EntityNow.objects.get(number=one["members"][place])
    sent = [f"{one['first_names'][(place + shift) % len(one['first_names'])]} {name}" for shift, name in enumerate(one["family_names"])]
    return {
        "name": now.name, "entity": str(now.entity_id), "number": now.number, "form": now.form, "village": now.state["seat"]["names"][-1],
        "shares": "2", "paid": str(2 * int(one["share"])), "sign": "signature", "sent": sent, "delegates": str(len(sent)),
        "elected_on": str(today - timedelta(days=40)), "from_on": str(today - timedelta(days=12)), "until_on": str(until),
    }  # fmt: skip


def _decided(dossier: UUID, word: str, told: Mapping[str, Any], one: Mapping[str, Any], at: datetime, actor: Acting) -> UUID:
    """Answered, handed in, taken up, and approved a week later with every question answered."""
    by, registrar, later = actor(one["by"], at), actor(one["decided_by"], at), at + timedelta(days=7)
    for part, said in told.items():
        operations.answer_part(id=_id(f"{word} {part}"), by=by, at=at, dossier_id=dossier, part=part, answers=said)
    operations.hand_in(id=_id(f"{word} in"), by=by, at=at, dossier_id=dossier, although=True)
    operations.take_up(id=_id(f"{word} up"), by=registrar, at=later, dossier_id=dossier)
    asked = {asked_key(row): "Seen and found in order." for row in _asks(dossier, later.date())}
    operations.settle(id=_id(f"{word} asked"), by=registrar, at=later, dossier_id=dossier, says={"asked": asked})
    return UUID(operations.approve_dossier(id=_id(f"{word} yes"), by=registrar, at=later, dossier_id=dossier, number=one["number"]))


def _asks(dossier: UUID, today: date) -> Any:
    return judge_dossier(Dossier.objects.get(pk=dossier), today=today).legal.of(Verdict.ASK)


def _id(word: str) -> UUID:
    return uuid5(_NAMES, word)
