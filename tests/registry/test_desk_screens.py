"""A registrar sets a desk up, brings its report by upload, and says whose word counts: page by page, as people do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from rochdale.base.worker import Worker
from rochdale.registry.models import Desk, DeskItem, Dossier
from tests.cast import Cast, id_of
from tests.registry.desks import decided, elsewhere, keyed, opened_at, reported_at
from tests.registry.offices import set_up
from tests.registry.test_applying import device, opened, sent, text

pytestmark = pytest.mark.django_db
DESKS = "/register/office/desks/"


@pytest.fixture(autouse=True)
def offices(cast: Cast, tmp_path: Path, settings: object) -> None:
    settings.MEDIA_ROOT = tmp_path / "documents"
    set_up(timezone.now().year)


@pytest.fixture
def worker(tmp_path: Path) -> Iterator[Worker]:
    with Worker(folder=tmp_path / "workers", clock=timezone.now, rest_seconds=0) as worker:
        yield worker


def posted(client: Client, url: str, page: str, **said: object) -> bytes:
    id = re.findall(r'name="operation_id" value="([^"]+)"', page)[0]
    answer = client.post(url, {"operation_id": id, **said}, follow=True)
    assert answer.status_code == 200, url
    return answer.content


def test_from_the_file_to_the_settled_queue(tmp_path: Path, worker: Worker) -> None:
    client, now = device("bounmy"), timezone.now()
    assert "No desk is out." in text(opened(client, DESKS))
    shown = sent(client, f"{DESKS}new/", office=str(id_of("LA-CS")), name="The red case")
    desk = Desk.objects.get()
    at = f"{DESKS}{desk.id}/"
    assert "The desk has no file yet." in text(shown)
    file = posted(client, f"{at}file/", shown)
    assert "Write what is new for it" in text(opened(client, at))

    laptop = opened_at(tmp_path / "laptop.sqlite3", file, at=now)
    keyed("online", name="Hill Cooperative", at=now)
    with elsewhere(laptop):
        assert decided("one", name="River Cooperative", at=now) == "CS-000001"
        keyed("two", name="Hill Cooperative", at=now)
    report = reported_at(laptop, at=now)

    wrong = SimpleUploadedFile("r.zip", report.content[:-40], "application/zip")
    assert "The file is damaged" in text(posted(client, f"{DESKS}bring/", opened(client, f"{DESKS}bring/"), file=wrong).decode())
    right = SimpleUploadedFile(report.name, report.content, "application/zip")
    shown = posted(client, f"{DESKS}bring/", opened(client, f"{DESKS}bring/"), file=right).decode()
    assert "Taking a desk’s report in" in text(shown)
    worker.run(until_idle=True)
    outcome = re.findall(
        r'href="(/register/office/desks/reports/[^"]+)"', opened(client, re.findall(r"/work/[^/]+/|/jobs/[^/]+/", shown)[0])
    )[0]
    shown = text(opened(client, outcome))
    assert "Report number 1" in shown
    assert "Confirmed 1" in shown
    assert "Waits for you 1" in shown

    item = DeskItem.objects.get(state="queued")
    shown = text(opened(client, f"{DESKS}items/{item.id}/"))
    assert "An application of the same name from the same place lies here: LA-CS" in shown
    assert "At the desk" in shown
    assert re.search("Here .*Receipt LA-CS/", shown), "the other side is shown as well"
    assert "LA-CS-T1" in shown
    shown = text(sent(client, f"{DESKS}items/{item.id}/", way="desk", reason="Two villages of one name."))
    assert "the desk’s word counts. Two villages of one name." in shown
    assert Dossier.objects.get(pk=id_of("two")).state == "submitted"


def test_what_a_desk_shows_of_itself(tmp_path: Path) -> None:
    client = device("bounmy")
    sent(client, f"{DESKS}new/", office=str(id_of("LA-CS")), name="The red case")
    at = f"{DESKS}{Desk.objects.get().id}/"
    file = posted(client, f"{at}file/", opened(client, at))
    with elsewhere(opened_at(tmp_path / "laptop.sqlite3", file, at=timezone.now())):
        there = device("bounmy")
        shown = opened(there, DESKS)
        assert "This is the desk LA-CS-T1" in text(shown)
        assert "1–50 Left 50" in text(shown)
        assert posted(there, f"{DESKS}write/", shown, is_last="on").startswith(b"PK")
        assert "This desk issues no more." in text(opened(there, DESKS))


def test_a_lost_desk_is_given_up_on_screen(tmp_path: Path) -> None:
    client = device("bounmy")
    sent(client, f"{DESKS}new/", office=str(id_of("LA-CS")), name="The red case")
    at = f"{DESKS}{Desk.objects.get().id}/"
    assert "Given up" in text(sent(client, f"{at}close/", reason="Fell into the river."))
