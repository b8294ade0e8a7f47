"""Offices and dossiers of the demo world, made through the operations as people would: a draft, one to decide, one refused."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

from rochdale.base.actor import SYSTEM, Actor
from rochdale.people import queries as people
from rochdale.registry import operations
from rochdale.registry.models import EntityNow
from rochdale.registry.rules.answers import PARTS
from rochdale.registry.rules.dossiers import Ground
from rochdale.registry.rules.packs import shipped
from rochdale.registry.rules.places import place_code

OFFICES = Path(__file__).with_name("demo_offices.toml")
_NAMES = UUID("0192f3a0-0000-7000-8000-00000000d501")
Ids = Callable[[str], UUID]
BODIES: Mapping[str, tuple[str, ...]] = {
    "COOP": ("BOARD",) * 3,
    "UNION": ("BOARD",) * 3,
    "SCOOPS": ("COMITE_GESTION",) * 3 + ("COMMISSION_SURVEILLANCE",),
}
"""Organs of the forms that the demo world's groups take, one entry a seat."""


def seed_offices(*, at: datetime, years: Sequence[int], organization_id: Ids) -> None:
    """Offices with their numbers of those years."""
    for one in _told()["office"]:
        operations.set_up_office(
            id=_id(one["code"]), by=SYSTEM, at=at, parent_id=_id(one["parent"]) if "parent" in one else None, country=one["country"],
            code=one["code"], name=one["name"], names=one.get("names", {}), territory=one["territory"], since_on=date(2020, 1, 1),
            body_id=organization_id(one["body"]) if "body" in one else None, authority=one.get("authority", ""),
            number_code=one.get("number_code", ""), is_registering=one.get("registers", True),
        )  # fmt: skip
        for scope, first, last in one.get("blocks", ()):
            for year in years:
                operations.allot_numbers(
                    id=_id(f"{one['code']} {scope} {year}"), by=SYSTEM, at=at, office_id=_id(one["code"]), scope=scope, year=year,
                    first=first, last=last,
                )  # fmt: skip


def seed_dossiers(*, at: datetime, organization_id: Ids, person_id: Ids) -> None:
    """Who prepares and signs, and the dossiers, each as far as it goes."""

    def actor(who: list[str], then: datetime) -> Actor:
        found = people.actor(person_id(who[0]), then, organization_id=organization_id(who[1]))
        assert found is not None, who
        return found

    for one in _told()["role"]:
        then = at - timedelta(days=40)
        first, end = (then.date() + timedelta(days=one[side]) if side in one else None for side in ("from", "until"))
        assert first is not None, one
        operations.name_role(
            id=_id(f"{one['person']} {one['role']}"), by=actor(one["by"], then), at=then, office_id=_id(one["office"]),
            person_id=str(person_id(one["person"])), role=one["role"], order=one["order"], since_on=first, until_on=end,
        )  # fmt: skip
    for one in _told()["dossier"]:
        _play(one, at - timedelta(days=6), actor)


def _told() -> dict[str, Any]:
    return tomllib.loads(OFFICES.read_text(encoding="utf-8"))


def _id(word: str) -> UUID:
    return uuid5(_NAMES, word)


def _play(one: Mapping[str, Any], at: datetime, actor: Callable[[list[str], datetime], Actor]) -> None:
    dossier, by = _id(one["key"]), actor(one.get("by") or one["keyed_by"], at)
    if "keyed_by" in one:
        operations.key_dossier(
            id=dossier, by=by, at=at, office_id=_id(one["office"]), kind="register", book=one["book"], received_on=at.date()
        )
    else:
        entity = EntityNow.objects.get(number=one["continues"]).entity_id if "continues" in one else None
        operations.begin_dossier(id=dossier, by=by, at=at, country=one["country"], kind="register", entity_id=entity)
    told = answers_of(one, at.date())
    for part in one.get("parts", PARTS):
        operations.answer_part(id=_id(f"{one['key']} {part}"), by=by, at=at, dossier_id=dossier, part=part, answers=told[part])
    if one["until"] == "draft":
        return
    operations.hand_in(id=_id(f"{one['key']} in"), by=by, at=at, dossier_id=dossier, although=True)
    if "proposed_by" in one:
        clerk = actor(one["proposed_by"], at)
        operations.take_up(id=_id(f"{one['key']} up"), by=clerk, at=at + timedelta(days=1), dossier_id=dossier)
        operations.propose(
            id=_id(f"{one['key']} proposed"),
            by=clerk,
            at=at + timedelta(days=1),
            dossier_id=dossier,
            outcome="approve",
            note=one["proposes"],
        )
    if one["until"] == "refused":
        registrar = actor(["enow", "buea"], at)
        operations.take_up(id=_id(f"{one['key']} up"), by=registrar, at=at + timedelta(days=2), dossier_id=dossier)
        operations.refuse_dossier(
            id=_id(f"{one['key']} no"), by=registrar, at=at + timedelta(days=4), dossier_id=dossier, grounds=[Ground(one["ground"])],
            note=one["note"],
        )  # fmt: skip


def answers_of(one: Mapping[str, Any], today: date) -> dict[str, dict[str, Any]]:
    """All parts, as a group that holds such an assembly answers them."""
    pack = next(pack.within(one["country"]) for pack in shipped() if pack.covers(one["country"]) and pack.form(one["form"]))
    procedure, founders = pack.procedure("REGISTER"), one["founders"]
    elected = [
        {"name": founders[place % len(founders)], "role": _role(place), "body": body} for place, body in enumerate(BODIES[one["form"]])
    ]
    return {
        "form": {"form": one["form"]},
        "name": {"name": one["name"], "acronym": ""},
        "seat": {"names": one["seat"], "code": place_code(one["country"], one["seat"])},
        "purpose": {"object": one["object"], "common_bond": one["common_bond"], "years": "99"},
        "founders": {"rows": [_founder(name, one, place) for place, name in enumerate(founders)], "adults": "yes", "people_only": "yes"},
        "shares": {"value": one["share"], "currency": pack.currency, "most_percent": "20"},
        "officers": {"rows": elected, "term_years": "3"},
        "assembly": {
            "on": str(today - timedelta(days=12)), "place": one["seat"][-1], "present": str(len(founders)), "official": "no",
            "chair": one.get("chair", ""), "secretary": one.get("secretary", ""),
        },
        "statutes": {"bar": "no", "read": "yes"},
        "papers": {"rows": [{"name": document.code, "copies": "2"} for document in (procedure.documents if procedure else ())]},
    }  # fmt: skip


def _founder(name: str, one: Mapping[str, Any], place: int) -> dict[str, str]:
    return {
        "name": name,
        "village": one["seat"][-1],
        "shares": "1",
        "paid": one["share"],
        "sign": "thumbprint" if place % 3 else "signature",
    }


def _role(place: int) -> str:
    return ("chair", "secretary", "treasurer", "member")[min(place, 3)]
