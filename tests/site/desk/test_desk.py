"""Jobs, files and the audit trail, as their owners see them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest
from django.utils import timezone

from rochdale.base import audit, documents, jobs
from rochdale.base.jobs import Running, job_kind
from rochdale.base.models import Document, Job, JobState
from rochdale.base.worker import Worker
from rochdale.kernel.ids import new_id
from tests.cast import Cast
from tests.site.desk.conftest import As

pytestmark = pytest.mark.django_db
ends: list[Exception] = []


@pytest.fixture(autouse=True)
def kinds(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(jobs, "_kinds", {})
    ends.clear()

    @job_kind("test.weigh")
    def weigh(running: Running, content: Any) -> None:
        running.advance(1200, 2000, "%(done)s of %(total)s sacks weighed")
        if ends:
            raise ends.pop()

    yield


def start(cast: Cast) -> UUID:
    return jobs.start("test.weigh", id=new_id(), by=cast.actor("noy"), at=timezone.now(), title="Weighing", content={}, goes_to="/how/")


def test_a_job_that_broke_says_what_to_do_and_can_be_tried_again(
    as_: As, cast: Cast, worker: Worker, caplog: pytest.LogCaptureFixture
) -> None:
    ends.append(ZeroDivisionError())
    id = start(cast)
    worker.run(until_idle=True)
    noy = as_("noy")
    page = noy.get(f"/jobs/{id}/").content.decode()
    assert "This broke off for a reason we did not foresee." in page
    assert "ZeroDivisionError" not in page
    again = noy.post(f"/jobs/{id}/again/", follow=True).content.decode()
    assert "Waits for its turn." in again
    worker.run(until_idle=True)
    assert "1,200 of 2,000 sacks weighed" in noy.get(f"/jobs/{id}/").content.decode()


def test_the_owner_stops_a_job(as_: As, cast: Cast) -> None:
    id = start(cast)
    page = as_("noy").post(f"/jobs/{id}/stop/", follow=True).content.decode()
    assert "Stopped. What was done before stays." in page
    assert Job.objects.get(pk=id).state == JobState.STOPPED


@pytest.mark.parametrize("person", ["kham", "vilay", "ebong", "pao"])
def test_nobody_else_sees_or_stops_a_job(person: str, as_: As, cast: Cast) -> None:
    id = start(cast)
    client = as_(person)
    assert client.get(f"/jobs/{id}/").status_code == 404
    assert client.post(f"/jobs/{id}/stop/").status_code == 404
    assert client.post(f"/jobs/{id}/again/").status_code == 404
    assert Job.objects.get(pk=id).state == JobState.WAITING


def kept(cast: Cast) -> Document:
    return documents.keep(by=cast.actor("noy"), at=timezone.now(), name="ລາຍການ <b>.csv", content=b"<script>alert(1)</script>")


def test_a_document_is_saved_and_never_opened(as_: As, cast: Cast) -> None:
    answer = as_("noy").get(f"/documents/{kept(cast).id}/")
    assert answer.content == b"<script>alert(1)</script>"
    assert answer["Content-Disposition"].startswith("attachment; filename*=utf-8''")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"].startswith("sandbox")
    assert answer["Cache-Control"] == "no-store"


@pytest.mark.parametrize("person", ["kham", "ebong", "pao"])
def test_a_document_of_another_is_as_unknown_as_none(person: str, as_: As, cast: Cast) -> None:
    client = as_(person)
    there, nowhere = client.get(f"/documents/{kept(cast).id}/"), client.get(f"/documents/{new_id()}/")
    assert (there.status_code, nowhere.status_code) == (404, 404)


def test_the_leaders_read_who_did_what(as_: As, cast: Cast) -> None:
    document = kept(cast)
    audit.record(by=cast.actor("noy"), at=timezone.now(), what="trade.offer-lot", about=document, before={"kg": 50}, after={"kg": 60})
    audit.record(by=cast.actor("ebong"), at=timezone.now(), what="trade.sell-cocoa", about=document)
    page = as_("noy").get("/audit/").content.decode()
    assert "kg: 50 → 60" in page
    assert "Noy Sengdara" in page
    assert "offer lot" in page
    assert "sell cocoa" not in page
    assert "offer lot" not in as_("noy").get("/audit/?q=nothing").content.decode()


def test_a_member_does_not_read_who_did_what(as_: As) -> None:
    answer = as_("kham").get("/audit/")
    assert answer.status_code == 403
    assert "Ask one of them to show it to you." in answer.content.decode()
