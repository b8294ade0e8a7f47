"""Events of others: taken in once, read back with no field lost."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client

from rochdale.people.acting import SESSION_KEY
from rochdale.supply.models import Captured, CapturedEvent
from rochdale.supply.queries import epcis
from tests.cast import Cast
from tests.supply.proof.test_epcis import GOOD

pytestmark = pytest.mark.django_db


@pytest.fixture
def program(client: Client, cast: Cast) -> Client:
    return acting(client, cast, "noy", "bolaven")


def acting(client: Client, cast: Cast, person: str, organization: str) -> Client:
    client.force_login(cast.people[person])
    session = client.session
    session[SESSION_KEY] = str(cast.organizations[organization].id)
    session.save()
    return client


def send(program: Client, document: Any) -> Any:
    text = document if isinstance(document, str) else json.dumps(document)
    return program.post("/api/supply/epcis/capture", text, content_type="application/ld+json")


def canonical(value: object) -> str:
    return json.dumps(value, sort_keys=True)


def test_the_published_examples_come_back_equal(program: Client, outside: Path) -> None:
    for file in sorted((outside / "epcis" / "examples").iterdir()):
        document = json.loads(file.read_text())
        answer = send(program, file.read_text())
        assert answer.status_code == 202
        assert canonical(program.get(answer["Location"]).json()) == canonical(document)
        for event in document["epcisBody"]["eventList"]:
            found = program.get(f"/api/supply/epcis/events/{quote(event['eventID'], safe='')}").json()
            assert [canonical(each) for each in found["epcisBody"]["queryResults"]["resultsBody"]["eventList"]] == [canonical(event)]
    assert (Captured.objects.count(), CapturedEvent.objects.count()) == (4, 5)


def test_the_same_document_twice_adds_nothing(program: Client) -> None:
    first, second = send(program, GOOD), send(program, GOOD)
    assert first["Location"] == second["Location"]
    assert (Captured.objects.count(), CapturedEvent.objects.count()) == (1, 2)


def test_an_event_without_a_number_gets_one_that_stays(program: Client) -> None:
    send(program, GOOD)
    other = copy.deepcopy(GOOD)
    other["creationDate"] = "2027-02-01T00:00:00Z"
    answer = send(program, other)
    events = program.get(answer["Location"]).json()["epcisBody"]["eventList"]
    assert all(event["eventID"].startswith("urn:uuid:") for event in events)
    assert CapturedEvent.objects.count() == 2, "the same events in another document"


def test_an_event_declared_wrong_is_kept_beside_the_first(program: Client) -> None:
    document = copy.deepcopy(GOOD)
    event = document["epcisBody"]["eventList"][0]
    event["eventID"] = "urn:uuid:0192f000-0000-7000-8000-000000000001"
    send(program, document)
    mistake = {"declarationTime": "2027-03-01T00:00:00Z", "reason": "did_not_occur"}
    document["epcisBody"]["eventList"] = [{**event, "errorDeclaration": mistake}]
    assert send(program, document).status_code == 202
    found = program.get(f"/api/supply/epcis/events/{quote(event['eventID'], safe='')}").json()["epcisBody"]["queryResults"]["resultsBody"][
        "eventList"
    ]
    assert ["errorDeclaration" in each for each in found] == [False, True]


def test_another_event_with_a_number_in_use_is_refused(program: Client) -> None:
    document = copy.deepcopy(GOOD)
    document["epcisBody"]["eventList"][0]["eventID"] = "urn:uuid:0192f000-0000-7000-8000-000000000001"
    send(program, document)
    document["epcisBody"]["eventList"][0]["bizStep"] = "receiving"
    answer = send(program, document)
    assert (answer.status_code, answer.json()["errors"][0]["path"]) == (409, "/epcisBody/eventList/0/eventID")
    assert Captured.objects.count() == 1


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("{", "/"),
        ('{"type": "EPCISDocument", "type": "EPCISDocument"}', "/"),
        ('{"type": NaN}', "/"),
        ('{"type": 1e999}', "/"),
        ("[" * 3000 + "]" * 3000, "/"),
        (json.dumps(GOOD).replace('"KGM"', '"KG"', 1), "/epcisBody/eventList/0/quantityList/0/uom"),
        (json.dumps(GOOD).replace('"KGM"', '"K\\u0000"', 1), "/"),
    ],
)
def test_a_bad_body_gets_a_problem_that_names_the_path(program: Client, text: str, path: str) -> None:
    answer = send(program, text)
    assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")
    assert answer.json()["errors"][0]["path"] == path
    assert not Captured.objects.exists()


def test_events_stand_in_the_order_of_their_instants_and_keep_their_offset(program: Client) -> None:
    document = copy.deepcopy(GOOD)
    early, late = document["epcisBody"]["eventList"]
    late["eventTime"], late["eventTimeZoneOffset"] = "2027-01-18T09:30:00+01:00", "+01:00"  # 08:30 UTC
    early["eventTime"] = "2027-01-18T15:00:00+07:00"  # 08:00 UTC, though the text is later
    send(program, document)
    events = program.get("/api/supply/epcis/events").json()["epcisBody"]["queryResults"]["resultsBody"]["eventList"]
    assert [event["eventTime"] for event in events] == ["2027-01-18T15:00:00+07:00", "2027-01-18T09:30:00+01:00"]


def test_nobody_else_sees_them(program: Client, cast: Cast) -> None:
    address = send(program, GOOD)["Location"]
    other = acting(Client(), cast, "ebong", "mungo")
    assert other.get(address).status_code == 404
    assert other.get("/api/supply/epcis/events").json()["epcisBody"]["queryResults"]["resultsBody"]["eventList"] == []
    assert send(other, GOOD).status_code == 202, "another cooperative may take in the same document"
    member = acting(Client(), cast, "kham", "bolaven")
    assert send(member, GOOD).status_code == 403


def test_what_was_taken_in_is_read_in_order(program: Client, cast: Cast) -> None:
    send(program, GOOD)
    assert [row.count for row in epcis.captured(cast.organizations["bolaven"].id)] == [2]  # type: ignore[attr-defined]
