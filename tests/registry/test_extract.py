"""The register taken away: as a table that another register reads, and as linked data in terms that the vocabularies know."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pyld import jsonld

from rochdale.base.actor import SYSTEM
from rochdale.base.tables.writing import safe
from rochdale.kernel.ids import new_id
from rochdale.registry.layouts import LAYOUTS
from rochdale.registry.models import EntityNow
from rochdale.registry.registers import bring
from tests.cast import AT
from tests.registry.public import binum, brought, id_by, small_register

pytestmark = pytest.mark.django_db
KNOWN = {
    "http://www.w3.org/ns/org#": {
        "FormalOrganization", "Membership", "Organization", "Site", "hasMembership",
        "memberDuring", "organization", "hasRegisteredSite", "identifier", "memberOf", "siteAddress",
    },
    "http://www.w3.org/ns/regorg#": {"RegisteredOrganization", "legalName", "orgActivity", "orgStatus", "orgType", "registration"},
    "http://www.w3.org/ns/adms#": {"Identifier", "identifier", "schemaAgency"},
    "http://www.w3.org/2004/02/skos/core#": {"Concept", "altLabel", "notation", "note", "prefLabel"},
    "http://purl.org/dc/terms/": {"isReplacedBy", "issued", "modified", "replaces", "valid"},
    "http://www.w3.org/ns/dcat#": {"Dataset"},
    "http://www.w3.org/ns/locn#": {"Address", "adminUnitL1", "adminUnitL2", "fullAddress"},
    "https://schema.org/": {
        "PostalAddress", "addressCountry", "addressLocality", "addressRegion", "dissolutionDate", "foundingDate",
    },
    "http://www.w3.org/2006/time#": {"Instant", "Interval", "hasBeginning", "hasEnd", "inXSDDate"},
    "http://www.w3.org/2001/XMLSchema#": {"date", "dateTime", "string"},
}  # fmt: skip
"""Terms that the vocabularies define, of those that a register needs (W3C ORG 2014, RegOrg 2013, ADMS, LOCN, schema.org)."""


@pytest.fixture(autouse=True)
def register(db: None) -> None:
    small_register()


def taken(client: Client, name: str, **asked: str) -> bytes:
    return b"".join(client.get(reverse(f"registry:{name}"), asked).streaming_content)  # type: ignore[attr-defined]


def terms(value: Any) -> Iterator[str]:
    """Every property and type of an expanded document."""
    for one in value if isinstance(value, list) else []:
        yield from terms(one)
    if isinstance(value, dict):
        types = value.get("@type", [])
        yield from types if isinstance(types, list) else [types]
        for name, inner in value.items():
            if not name.startswith("@"):
                yield name
            if not name.startswith("@") or name == "@graph":
                yield from terms(inner)


def test_every_term_of_the_linked_data_is_one_that_its_vocabulary_knows(client: Client) -> None:
    expanded = jsonld.expand(json.loads(taken(client, "extract-jsonld")))
    used = set(terms(expanded))
    assert "http://www.w3.org/ns/regorg#legalName" in used
    assert "https://schema.org/dissolutionDate" in used
    for term in used:
        start = re.match(r".*[#/]", term)
        assert start, term
        assert term.removeprefix(start[0]) in KNOWN[start[0]], term


def test_an_entity_as_linked_data_tells_form_status_number_and_seat(client: Client) -> None:
    address = reverse("registry:entity", args=[binum()])
    told = client.get(address, {"format": "jsonld"}).json()
    assert told["@type"] == ["rov:RegisteredOrganization", "org:FormalOrganization"]
    assert told["@id"].endswith(address)
    assert (told["rov:legalName"], told["skos:altLabel"], told["org:identifier"]) == ("SCOOPS Binum", ["GIC Binum"], "CM-SW-2014-0031")
    assert told["adms:identifier"][0] | {"@type": ""} == {
        "@type": "", "skos:notation": "SW/GP/24/96/01234", "adms:schemaAgency": "CM-REG-PROV", "dct:issued": "1996-03-04",
        "dct:valid": "1996-03-04/2014-08-01",
    }  # fmt: skip
    assert told["rov:orgType"]["skos:notation"] == "SCOOPS"
    assert told["org:hasRegisteredSite"]["org:siteAddress"]["locn:fullAddress"] == "Buea, Fako, Sud-Ouest, CM"
    assert client.get(address, headers={"Accept": "application/ld+json"}).json() == told
    assert client.get(reverse("registry:entity", args=[new_id()]), {"format": "jsonld"}).status_code == 404


def test_another_register_reads_the_table_as_it_is(client: Client) -> None:
    content = taken(client, "extract-csv", within="CM")
    made = bring(content, LAYOUTS["rochdale"], by=SYSTEM, at=AT, office="ELSEWHERE", as_of=date(2025, 1, 1))
    assert (made.new, list(made.faults)) == (2, [])
    columns = ("name", "number", "form", "status", "place", "since_on")
    rows = EntityNow.objects.order_by("number").values_list(*columns)
    assert list(rows.filter(office="CM-REG-PROV")) == list(rows.filter(office="ELSEWHERE"))


@pytest.mark.parametrize(
    ("asked", "lines"), [({}, 5), ({"within": "TG"}, 2), ({"office": "TG"}, 2), ({"status": "dissolved"}, 1), ({"within": "DK"}, 0)]
)
def test_a_part_is_taken(client: Client, asked: dict[str, str], lines: int) -> None:
    assert len(taken(client, "extract-csv", **asked).decode().splitlines()) == lines + 1
    assert len(json.loads(taken(client, "extract-jsonld", **asked))["@graph"]) == lines


def test_nothing_of_persons_and_no_point_leaves(client: Client) -> None:
    row = "9,Abeilles,,TG-9,SCOOPS,TG,Kara / Kozah,2019-05-02,"
    brought("TG", row, on=date(2024, 12, 31))
    now = EntityNow.objects.get(pk=id_by("TG-9"))
    now.state = {**now.state, "seat": {**now.state["seat"], "lon": "1.2", "lat": "9.5"}}
    now.save()
    everything = taken(client, "extract-jsonld") + taken(client, "extract-csv")
    for word in (b"9.5", SYSTEM.name.encode(), b"by_name"):
        assert word not in everything


def test_a_name_that_a_spreadsheet_would_compute_stays_a_name(client: Client) -> None:
    brought("TG", '9,"=1+1",,TG-9,SCOOPS,TG,Kara / Kozah,2019-05-02,', on=date(2024, 12, 31))
    assert safe("=1+1").encode() in taken(client, "extract-csv")


def test_the_page_leads_to_the_files(client: Client) -> None:
    found = client.get(reverse("registry:extract"), {"within": "TG", "status": "registered"}).content.decode()
    assert f"{reverse('registry:extract-csv')}?within=TG&amp;status=registered" in found
