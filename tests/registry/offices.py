"""Offices, groups and dossiers that tests of the register play with: Laos and Cameroon, each with a national and a local office."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from rochdale.base.actor import SYSTEM, Actor
from rochdale.people import operations as people
from rochdale.people.queries import actor
from rochdale.registry import operations
from rochdale.registry.models import Dossier, RegisterOffice
from rochdale.registry.rules.places import place_code
from tests.cast import AT, SINCE, id_of

SEATS = {
    "LA": ["Champasak", "Paksong", "Ban Nongluang"],
    "CM": ["Sud-Ouest", "Fako", "Buea"],
}
OFFICES = {
    "LA-MOIC": ("LA", "", "Ministry of Industry and Commerce", ["LA"], None, ""),
    "LA-CS": ("LA", "LA-MOIC", "Provincial Office, Champasak", ["LA/champasak"], "register", "CS"),
    "LA-SL": ("LA", "LA-MOIC", "Provincial Office, Salavan", ["LA/salavan"], "salavan", "SL"),
    "CM-NAT": ("CM", "", "Registre des sociétés coopératives", ["CM"], "yaounde", ""),
    "CM-SW": ("CM", "CM-NAT", "Délégation du Sud-Ouest", ["CM/sud-ouest"], "buea", "SW"),
}
BODIES = {
    "salavan": ("LA", "Provincial Office, Salavan", ("khamla", "Khamla Souvanna")),
    "yaounde": ("CM", "Registre national", ("essomba", "Jean Essomba")),
    "buea": ("CM", "Délégation du Sud-Ouest", ("enow", "Grace Enow")),
}
GROUPS = {"lak": ("LA", "Lak Sip Coffee Group", ("mali", "Mali Boupha")), "binum": ("CM", "GIC Binum", ("tabi", "Peter Tabi"))}


def set_up(year: int = AT.year) -> None:
    """Offices, their bodies and people, two groups that want to be registered; numbers of that year."""
    for word, (country, name, (person, called)) in (*BODIES.items(), *GROUPS.items()):
        kind, office = ("registrar", "registrar") if word in BODIES else ("group", "secretary")
        people.register_organization(id=id_of(word), by=SYSTEM, at=SINCE, kind=kind, name=name, country=country, is_example=True)
        join(person, called, word, office)
    join("sone", "Sone Phimma", "register", "registrar")
    for code, (country, parent, name, territory, body, number_code) in OFFICES.items():
        operations.set_up_office(
            id=id_of(code), by=SYSTEM, at=SINCE, parent_id=id_of(parent) if parent else None, country=country, code=code, name=name,
            territory=territory, since_on=date(2020, 1, 1), body_id=id_of(body) if body else None, number_code=number_code,
        )  # fmt: skip
    allot("LA-CS", "LA:la-2010:seq", 1, 50, year)
    allot("LA-SL", "LA:la-2010:seq", 51, 100, year)


def allot(office: str, scope: str, first: int, last: int, year: int = AT.year) -> None:
    operations.allot_numbers(
        id=id_of(f"{office} {scope} {first}"),
        by=SYSTEM,
        at=SINCE,
        office_id=id_of(office),
        scope=scope,
        year=year,
        first=first,
        last=last,
    )


def join(word: str, name: str, organization: str, office: str) -> None:
    people.register_person(id=id_of(word), by=SYSTEM, at=SINCE, name=name, email=f"{word}@example.org", is_example=True)
    people.appoint(
        id=id_of(f"{word} {office}"), by=SYSTEM, at=SINCE, person_id=id_of(word), organization_id=id_of(organization), office=office
    )


def act(word: str, organization: str) -> Actor:
    found = actor(id_of(word), AT, organization_id=id_of(organization))
    assert found is not None
    return found


def office(code: str) -> RegisterOffice:
    return RegisterOffice.objects.get(code=code)


def founders(count: int, paid: str = "100000") -> list[dict[str, Any]]:
    return [
        {"name": f"Founder {one}", "village": "Ban Nongluang", "shares": "1", "paid": paid, "sign": "thumbprint"}
        for one in range(1, count + 1)
    ]


def answers(form: str, name: str, country: str, count: int, **other: Any) -> dict[str, Any]:
    """All parts as a group answers them that has read the law."""
    names = SEATS[country]
    officers = {"COOP": ["BOARD"], "SCOOPS": ["COMITE_GESTION"] * 3 + ["COMMISSION_SURVEILLANCE"] * 3}.get(form, [])
    return {
        "form": {"form": form},
        "name": {"name": name},
        "seat": {"names": names, "code": place_code(country, names)},
        "purpose": {"object": "Growing and selling coffee together", "common_bond": "Coffee growers of one village", "years": "99"},
        "founders": {"rows": founders(count), "adults": "yes", "people_only": "yes", "same_object": "yes"},
        "shares": {"value": "100000", "currency": {"LA": "LAK", "CM": "XAF"}[country], "most_percent": "20"},
        "officers": {
            "rows": [
                {"name": f"Founder {at + 1}", "role": "member" if at else "chair", "body": body} for at, body in enumerate(officers)
            ],
            "term_years": "3",
        },
        "assembly": {
            "on": "2026-10-20", "place": names[-1], "present": str(count),
            "chair": "Founder 1", "secretary": "Founder 2", "official": "yes",
        },
        "statutes": {"bar": "no", "read": "yes"},
        "papers": {"rows": [{"name": code, "copies": "2"} for code in PAPERS]},
        **other,
    }  # fmt: skip


PAPERS = (
    "APPLICATION", "STATUTES", "MINUTES_CONSTITUTIVE", "MEMBER_LIST", "MEMBER_REGISTER", "OFFICERS_LIST", "ID_COPIES_ALL_MEMBERS",
    "LOCATION_PLAN", "OFFICERS_LIST_WITH_CRIMINAL_RECORD",
)  # fmt: skip


def begun(
    by: Actor, country: str, told: dict[str, Any], *, word: str = "dossier", entity_id: UUID | None = None, at: datetime = AT
) -> Dossier:
    """A dossier with all its answers, not yet handed in."""
    operations.begin_dossier(id=id_of(word), by=by, at=at, country=country, kind="register", entity_id=entity_id)
    for part, said in told.items():
        operations.answer_part(id=id_of(f"{word} {part}"), by=by, at=at, dossier_id=id_of(word), part=part, answers=said)
    return Dossier.objects.get(pk=id_of(word))
