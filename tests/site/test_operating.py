"""Who runs this, whether all is well, and what the machine tells whoever watches it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.test import Client, RequestFactory
from django.utils import timezone

from rochdale.base import health
from rochdale.base.models import BackupRun
from rochdale.config.profiles import PROFILES
from rochdale.people.permissions import may
from rochdale.site.operating import contact_url
from rochdale.site.who_sees import WHO_SEES, WhoSees
from tests.cast import Cast

pytestmark = pytest.mark.django_db
WELL = health.Health(
    datetime(2027, 3, 1, 8, tzinfo=UTC),
    database_answers=True,
    database_writes=True,
    disk_free_bytes=10**11,
    worker_lives=True,
    last_tick_at=datetime(2027, 3, 1, 8, tzinfo=UTC),
)


@pytest.fixture(autouse=True)
def nothing_measured_yet() -> Iterator[None]:
    health._lately.clear()
    yield
    health._lately.clear()


def measured(monkeypatch: pytest.MonkeyPatch, **changes: Any) -> None:
    monkeypatch.setattr(health, "measure", lambda at: replace(WELL, **changes))


def run_by(settings: Any, name: str = "Ministry of Agriculture", contact: str = "it@agri.example") -> None:
    settings.OPERATOR, settings.OPERATOR_CONTACT, settings.OPERATOR_COUNTRY, settings.DATA_PLACE = (
        name,
        contact,
        "LA",
        "Vientiane, ministry",
    )


def test_the_page_says_who_where_and_how_to_reach_them(client: Client, settings: Any) -> None:
    run_by(settings)
    settings.MODE, settings.PROFILE = "production", PROFILES["production"]
    BackupRun.objects.create(
        at=datetime(2027, 2, 3, 1, tzinfo=UTC), file_name="a", size_bytes=1, verified_at=datetime(2027, 2, 3, 2, tzinfo=UTC)
    )
    page = client.get("/who-runs-this/").content.decode()
    for word in ("Ministry of Agriculture", "Laos", "Vientiane, ministry", "mailto:it@agri.example", "Public server", "2027"):
        assert word in page


def test_every_page_leads_there(client: Client) -> None:
    assert '<a href="/who-runs-this/">' in client.get("/").content.decode()


def test_where_nobody_has_said_so_it_says_that(client: Client) -> None:
    assert "has not given a name yet" in client.get("/who-runs-this/").content.decode()


@pytest.mark.parametrize("line", [line for line in WHO_SEES if line.right], ids=lambda line: str(line.what)[:40])
def test_the_table_says_what_the_rights_of_the_program_say(line: WhoSees, cast: Cast) -> None:
    thing = SimpleNamespace(organization_id=cast.mungo.id, visibility="market" if line.is_offered else "partner", party_ids=[cast.mungo.id])
    said = {"bounmy": line.registrar, "ngozi": line.union, "noy": line.cooperative}
    for person, sight in said.items():
        assert may(cast.actor(person), line.right, thing) == (sight.is_seen and not sight.part), f"{person}: {line.what}"
        if sight.part:
            shared = SimpleNamespace(organization_id=cast.mungo.id, party_ids=[cast.mungo.id, cast.actor(person).organization_id])
            assert may(cast.actor(person), line.right, shared), f"{person} sees the part that is said: {line.what}"
    assert not may(None, line.right, thing) and not line.public.is_seen
    assert line.operator.is_seen, "whoever holds the server's password reads everything"


@pytest.mark.parametrize(
    ("contact", "url"),
    [
        ("it@agri.example", "mailto:it@agri.example"),
        ("+856 21 000 000", "tel:+85621000000"),
        ("https://agri.example/help", "https://agri.example/help"),
        ("http://agri.example", ""),
        ("javascript:alert(1)", ""),
        ("Room 4", ""),
        ("", ""),
    ],
)
def test_a_contact_becomes_an_address(contact: str, url: str) -> None:
    assert contact_url(contact) == url


def test_security_txt_names_the_contact_and_ends_within_a_year(client: Client, settings: Any) -> None:
    assert client.get("/.well-known/security.txt").status_code == 404
    run_by(settings)
    answer = client.get("/.well-known/security.txt", secure=True)
    told = dict(line.split(": ", 1) for line in answer.content.decode().splitlines())
    assert told["Contact"] == "mailto:it@agri.example"
    assert told["Canonical"] == "https://testserver/.well-known/security.txt"
    assert timedelta(0) < datetime.fromisoformat(told["Expires"]) - timezone.now() < timedelta(days=365)


def test_all_is_well_is_200_for_people_and_machines(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    measured(monkeypatch)
    assert "All is well here" in client.get("/health/").content.decode()
    answer = client.get("/health/", HTTP_ACCEPT="application/json")
    assert (answer.status_code, set(answer.json())) == (200, {"ok", "version"})
    assert answer.json()["ok"] is True


def test_trouble_is_503_and_gives_nothing_away(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    measured(monkeypatch, worker_lives=False)
    answer = client.get("/health/", HTTP_ACCEPT="application/json")
    assert (answer.status_code, answer.json()["ok"], set(answer.json())) == (503, False, {"ok", "version"})
    page = client.get("/health/")
    assert page.status_code == 503 and "Something needs care" in page.content.decode()
    assert "worker" not in page.content.decode().partition("<main")[2]


def test_a_database_that_is_away_is_503_not_a_broken_page(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def away(*args: object) -> None:
        raise OperationalError("unable to open database file")

    monkeypatch.setattr(connection, "cursor", away)
    monkeypatch.setattr(connection, "ensure_connection", away)
    assert client.get("/health/", HTTP_ACCEPT="application/json").status_code == 503
    assert client.get("/health/").status_code == 503


def test_asking_often_measures_once(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    times: list[datetime] = []

    def measure(at: datetime) -> health.Health:
        times.append(at)
        return replace(WELL, at=at)

    monkeypatch.setattr(health, "measure", measure)
    for _number in range(5):
        client.get("/health/")
    assert len(times) == 1


def test_metrics_are_figures_in_the_format_of_prometheus(client: Client) -> None:
    text = client.get("/metrics/").content.decode()
    for line in text.splitlines():
        assert line.startswith(("# HELP rochdale_", "# TYPE rochdale_")) or float(line.rsplit(" ", 1)[1]) >= 0
    assert "rochdale_database_answers 1" in text and 'rochdale_version_info{version="' in text
    assert len({line for line in text.splitlines() if line.startswith("# TYPE")}) == text.count("# TYPE")


@pytest.mark.parametrize(
    ("says", "asked", "code"),
    [
        ("this very machine", {}, 200),
        ("another machine", {"REMOTE_ADDR": "192.0.2.7"}, 404),
        ("another machine, through the proxy on this one", {"HTTP_X_FORWARDED_FOR": "192.0.2.7"}, 404),
        ("a proxy that only says https", {"HTTP_X_FORWARDED_PROTO": "https"}, 404),
        ("who knows the token", {"REMOTE_ADDR": "192.0.2.7", "HTTP_AUTHORIZATION": "Bearer long-enough-token-000"}, 200),
        ("who knows another token", {"REMOTE_ADDR": "192.0.2.7", "HTTP_AUTHORIZATION": "Bearer long-enough-token-001"}, 404),
        ("who has no token", {"REMOTE_ADDR": "192.0.2.7", "HTTP_AUTHORIZATION": "Bearer "}, 404),
    ],
)
def test_metrics_are_for(says: str, asked: dict[str, str], code: int, client: Client, settings: Any) -> None:
    settings.METRICS_TOKEN = "long-enough-token-000"
    assert client.get("/metrics/", **asked).status_code == code  # type: ignore[arg-type]


def test_without_a_token_set_none_opens_the_door(client: Client) -> None:
    assert client.get("/metrics/", REMOTE_ADDR="192.0.2.7", HTTP_AUTHORIZATION="Bearer ").status_code == 404


def test_the_word_of_the_machine_is_no_page_for_others(rf: RequestFactory, client: Client) -> None:
    answer = client.get("/health/", HTTP_ACCEPT="application/json")
    assert "no-store" in answer["Cache-Control"]
    assert json.loads(answer.content)["version"]
