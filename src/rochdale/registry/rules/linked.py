"""An entity of the register as linked data: W3C ORG (2014) and RegOrg (2013), identifiers in ADMS, seats in LOCN and schema.org.

Only what is public; of a seat no finer than its village.

Terms: reference, section 15. Members of a union are `org:memberOf`, never parts of it: they are autonomous.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

CONTEXT: Mapping[str, Any] = {
    "org": "http://www.w3.org/ns/org#",
    "rov": "http://www.w3.org/ns/regorg#",
    "adms": "http://www.w3.org/ns/adms#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "dct": "http://purl.org/dc/terms/",
    "dcat": "http://www.w3.org/ns/dcat#",
    "locn": "http://www.w3.org/ns/locn#",
    "schema": "https://schema.org/",
    "time": "http://www.w3.org/2006/time#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "time:inXSDDate": {"@type": "xsd:date"},
    "dct:issued": {"@type": "xsd:date"},
    "dct:date": {"@type": "xsd:date"},
    "dct:modified": {"@type": "xsd:dateTime"},
    "dct:valid": {"@type": "xsd:string"},
    "schema:foundingDate": {"@type": "xsd:date"},
    "schema:dissolutionDate": {"@type": "xsd:date"},
}


@dataclass(frozen=True, slots=True)
class Held:
    """A name or number that was, and the days of it."""

    value: str
    from_on: date | None
    until_on: date | None


@dataclass(frozen=True, slots=True)
class Membership:
    """A union by its id, and the days on which the entity belonged to it."""

    union: str
    from_on: date
    until_on: date | None


@dataclass(frozen=True, slots=True)
class Succession:
    """One entity went, whole or in part, into another one on a day: by a merger or a division. Both by their ids."""

    before: str
    after: str
    on: date


@dataclass(frozen=True, slots=True)
class Public:
    """What everybody may take away of an entity."""

    id: str
    name: str
    number: str
    form: str
    status: str
    country: str
    place_code: str
    place: tuple[str, ...]
    """Names from wide to narrow."""
    office: str
    law: str
    since_on: date
    ended_on: date | None = None
    acronym: str = ""
    activities: tuple[str, ...] = ()
    former_names: tuple[Held, ...] = ()
    former_numbers: tuple[Held, ...] = ()
    replaces: tuple[str, ...] = ()
    """Ids of entries that are the same as this one: it was registered twice."""
    replaced_by: str = ""
    """The id of the one that stays, where this is such an entry."""
    belongs_to: tuple[Membership, ...] = ()
    """Unions, also those that it left."""
    successions: tuple[Succession, ...] = ()
    """What it came from and what it went into."""
    form_names: Mapping[str, str] = field(default_factory=dict)
    """The form by language, as its law names it."""


def node(it: Public, root: str) -> dict[str, Any]:
    """The entity as a node of JSON-LD. `root`: the address of the register, with a stroke at its end."""
    made = {
        "@id": f"{root}{it.id}/",
        "@type": ["rov:RegisteredOrganization", "org:FormalOrganization"],
        "rov:legalName": it.name,
        "skos:altLabel": [*([it.acronym] if it.acronym else []), *dict.fromkeys(one.value for one in it.former_names)],
        "org:identifier": it.number,
        "rov:registration": _identifier(it, Held(it.number, None, None)) if it.number else None,
        "adms:identifier": [_identifier(it, one) for one in it.former_numbers],
        "rov:orgType": _form(it) if it.form else None,
        "rov:orgStatus": {"@type": "skos:Concept", "skos:notation": it.status},
        "rov:orgActivity": [{"@type": "skos:Concept", "skos:prefLabel": one} for one in it.activities],
        "org:hasRegisteredSite": {"@type": "org:Site", "org:siteAddress": _address(it)},
        "org:memberOf": [{"@id": f"{root}{one.union}/"} for one in it.belongs_to if one.until_on is None],
        "org:hasMembership": [_membership(one, root) for one in it.belongs_to],
        "org:resultedFrom": [_change(one, root) for one in it.successions if one.after == it.id],
        "org:changedBy": [_change(one, root) for one in it.successions if one.before == it.id],
        "schema:foundingDate": it.since_on.isoformat(),
        "schema:dissolutionDate": it.ended_on.isoformat() if it.ended_on else None,
        "dct:replaces": [{"@id": f"{root}{one}/"} for one in it.replaces],
        "dct:isReplacedBy": {"@id": f"{root}{it.replaced_by}/"} if it.replaced_by else None,
    }
    return {name: value for name, value in made.items() if value not in (None, "", [])}


def _membership(one: Membership, root: str) -> dict[str, Any]:
    """Since when it belongs to a union, as an interval of OWL-Time; without an end while it lasts."""
    during = {"@type": "time:Interval", "time:hasBeginning": _instant(one.from_on)}
    if one.until_on:
        during["time:hasEnd"] = _instant(one.until_on)
    return {"@type": "org:Membership", "org:organization": {"@id": f"{root}{one.union}/"}, "org:memberDuring": during}


def _change(one: Succession, root: str) -> dict[str, Any]:
    """The event, the same from both sides."""
    return {
        "@id": f"{root}{one.before}/#into-{one.after}", "@type": "org:ChangeEvent", "dct:date": one.on.isoformat(),
        "org:originalOrganization": {"@id": f"{root}{one.before}/"}, "org:resultingOrganization": {"@id": f"{root}{one.after}/"},
    }  # fmt: skip


def _instant(on: date) -> dict[str, str]:
    return {"@type": "time:Instant", "time:inXSDDate": on.isoformat()}


def _identifier(it: Public, one: Held) -> dict[str, Any]:
    made: dict[str, Any] = {"@type": "adms:Identifier", "skos:notation": one.value, "adms:schemaAgency": it.office}
    if one.from_on:
        made["dct:issued"] = one.from_on.isoformat()
    if one.until_on:
        made["dct:valid"] = f"{one.from_on.isoformat() if one.from_on else '..'}/{one.until_on.isoformat()}"
    return made


def _form(it: Public) -> dict[str, Any]:
    made: dict[str, Any] = {"@type": "skos:Concept", "skos:notation": it.form}
    if it.form_names:
        made["skos:prefLabel"] = [{"@language": language, "@value": name} for language, name in sorted(it.form_names.items())]
    return made | ({"skos:note": it.law} if it.law else {})


def _address(it: Public) -> dict[str, Any]:
    made: dict[str, Any] = {
        "@type": ["locn:Address", "schema:PostalAddress"],
        "locn:fullAddress": ", ".join([*reversed(it.place), it.country]),
        "locn:adminUnitL1": it.country,
        "schema:addressCountry": it.country,
    }
    if it.place:
        made |= {"locn:adminUnitL2": it.place[0], "schema:addressRegion": it.place[0], "schema:addressLocality": it.place[-1]}
    return made


def document(it: Public, root: str) -> dict[str, Any]:
    """One entity with a context of its own: readable without asking any other server."""
    return {"@context": CONTEXT, **node(it, root)}


def graph_head(address: str, at: datetime) -> dict[str, Any]:
    """What stands above the graph of an extract: where it was taken, and when."""
    return {"@context": CONTEXT, "@id": address, "@type": "dcat:Dataset", "dct:modified": at.isoformat(timespec="seconds")}


HEADINGS = (
    "key", "name", "acronym", "number", "form", "country", "place", "registered on", "dissolved on", "status", "office", "law",
    "place code", "former names", "former numbers", "also registered as", "member of", "went into",
)  # fmt: skip
"""Of the CSV. The first nine are those of the layout `rochdale`: another register reads the file as it is."""


def cells(it: Public) -> Sequence[str]:
    """A line of the CSV; several former names or numbers, unions or successors (by their keys) with strokes between them."""
    ended = it.ended_on.isoformat() if it.ended_on else ""
    former = (" | ".join(one.value for one in held) for held in (it.former_names, it.former_numbers))
    unions = " | ".join(one.union for one in it.belongs_to if one.until_on is None)
    into = " | ".join(one.after for one in it.successions if one.before == it.id)
    return (
        it.id, it.name, it.acronym, it.number, it.form, it.country, " / ".join(it.place), it.since_on.isoformat(), ended, it.status,
        it.office, it.law, it.place_code, *former, " | ".join(it.replaces), unions, into,
    )  # fmt: skip
