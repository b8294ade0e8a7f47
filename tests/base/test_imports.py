"""A file is read and shown before anything is kept; then each row is kept once, with where it comes from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID

import pytest

from rochdale.base import audit, documents, imports
from rochdale.base.actor import Actor
from rochdale.base.imports import ALL, REST, Fault, ImportKind, Reading, ReadRow, choose_file, keep_rows, origin_of, rows_of
from rochdale.base.models import AuditEntry, ExchangeRate, ImportedRow, ImportRun, Job, JobState
from rochdale.base.operations import operation
from rochdale.base.tables import address, read_table
from rochdale.base.worker import Worker
from rochdale.kernel.ids import new_id
from rochdale.kernel.refusal import NotAllowed, Refusal, Refused
from tests.base.conftest import AT, KHAM, LARS, NOI

pytestmark = pytest.mark.django_db
FILE = b"currency,rate\nLAK,23000\nTHB,minus\nXXX,1\nUSD,1.1\n"
SOUND = b"currency,rate\nLAK,23000\nUSD,1.1\n"
breaks: list[str] = []


def read(content: bytes, filename: str) -> Reading:
    table = read_table(content)
    rows, faults = [], []
    for row in table.rows[1:]:
        if row.text(1).replace(".", "").isdigit():
            rows.append(ReadRow(row.number, {"currency": row.text(0), "rate": row.text(1)}, (row.text(0), row.text(1))))
        else:
            faults.append(
                Fault(row.number, "rate", address(1, row.number), Refusal("base.rate-not-above-zero", {"currency": "THB"}), row.text(1))
            )
    return Reading("Rates", table.headings, rows, faults, table.notices)


@operation
def keep_rate(*, id: UUID, by: Actor, at: Any, row: Mapping[str, Any]) -> str:
    if row["currency"] == "XXX":
        raise Refused(Refusal("base.rate-unknown-currency", {"currency": "XXX"}))
    rate = ExchangeRate.objects.create(
        id=id, currency=row["currency"], per_eur=row["rate"], on=at.date(), source="file", by_id=by.id, by_name=by.name, at=at
    )
    audit.record(by=by, at=at, what="test.keep-rate", about=rate)
    if row["currency"] in breaks:
        breaks.remove(row["currency"])
        raise SystemExit
    return str(id)


def officers_only(by: Actor) -> None:
    if not by.offices:
        raise NotAllowed(Refusal("base.import-choose-how"))


@pytest.fixture(autouse=True)
def kind(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(imports, "_kinds", {})
    imports.register(ImportKind("test.rates", "Rates", read, keep_rate, officers_only))
    breaks.clear()
    yield


def chosen(content: bytes = FILE, name: str = "rates.csv", by: Actor = KHAM) -> UUID:
    return UUID(choose_file(id=new_id(), by=by, at=AT, kind="test.rates", name=name, content=content))


def kept(run: UUID, choice: str, worker: Worker) -> Job:
    job = keep_rows(id=new_id(), by=KHAM, at=AT, run_id=run, choice=choice)
    worker.run(until_idle=True)
    return Job.objects.get(pk=job)


def currencies() -> list[str]:
    return list(ExchangeRate.objects.order_by("currency").values_list("currency", flat=True))


def test_a_chosen_file_is_shown_with_its_faults_and_nothing_is_kept() -> None:
    run = ImportRun.objects.get(pk=chosen())
    assert (run.preview["sound"], run.preview["unsound"], run.preview["headings"]) == (3, 1, ["currency", "rate"])
    assert [(fault.row, fault.cell, fault.holds) for fault in imports.faults_in(run)] == [(3, "B3", "minus")]
    assert run.preview["first_rows"][0] == {"number": 2, "shows": ["LAK", "23000"]}
    assert currencies() == []
    assert documents.content_of(run.document) == FILE


def test_more_faults_than_are_shown_can_still_all_be_had(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(imports, "MOST_FAULTS_SHOWN", 2)
    run = ImportRun.objects.get(pk=chosen(b"currency,rate\n" + b"THB,minus\n" * 5 + b"LAK,1\n"))
    assert (len(run.preview["faults"]), run.preview["faults_in_all"], len(imports.faults_in(run))) == (2, 5, 5)


@pytest.mark.parametrize(
    ("says", "name", "content", "by", "code"),
    [
        ("a picture called a table", "rates.xlsx", b"\x89PNG\r\n\x1a\n\x00", KHAM, "base.table-is-a-picture"),
        ("another kind of file", "rates.pdf", b"%PDF-1.7", KHAM, "base.import-wrong-ending"),
        ("a member without an office", "rates.csv", FILE, LARS, "base.import-choose-how"),
    ],
)
def test_a_file_that_will_not_do_leaves_nothing(says: str, name: str, content: bytes, by: Actor, code: str) -> None:
    with pytest.raises(Refused) as refused:
        chosen(content, name, by)
    assert refused.value.refusals[0].code == code
    assert not ImportRun.objects.exists()
    assert not AuditEntry.objects.exists()


def test_the_rest_is_kept_and_each_thing_knows_its_row(worker: Worker) -> None:
    run = chosen()
    job = kept(run, REST, worker)
    assert (job.state, job.answer) == (JobState.DONE, {"kept": 2, "refused": 1})
    assert currencies() == ["LAK", "USD"]
    origin = origin_of(ExchangeRate.objects.get(currency="USD").id)
    assert origin is not None
    assert (origin.file, origin.row, origin.by_name) == ("rates.csv", 5, "Kham")
    refused = rows_of(ImportRun.objects.get(pk=run)).exclude(refusals=[]).get()
    assert (refused.number, refused.thing_id, refused.refusals[0]["code"]) == (4, "", "base.rate-unknown-currency")


def test_all_or_none_is_refused_while_there_are_faults(worker: Worker) -> None:
    with pytest.raises(Refused) as refused:
        kept(chosen(), ALL, worker)
    assert refused.value.refusals[0].facts == {"rows": 1}


def test_all_or_none_keeps_nothing_when_one_row_is_refused_in_the_end(worker: Worker) -> None:
    job = kept(chosen(SOUND + b"XXX,1\n"), ALL, worker)
    assert job.state == JobState.FAILED
    assert [refusal["code"] for refusal in job.refusals] == ["base.import-row-refused", "base.rate-unknown-currency"]
    assert job.refusals[0]["facts"] == {"row": 4}
    assert currencies() == []
    assert not ImportedRow.objects.exists()


@pytest.mark.parametrize("choice", [ALL, REST])
def test_a_worker_that_dies_in_the_middle_loses_nothing_and_doubles_nothing(choice: str, worker: Worker) -> None:
    breaks.append("USD")
    job = kept(chosen(SOUND), choice, worker)
    assert (job.state, job.answer) == (JobState.DONE, {"kept": 2, "refused": 0})
    assert breaks == []
    assert currencies() == ["LAK", "USD"]
    assert ImportedRow.objects.count() == AuditEntry.objects.filter(what="test.keep-rate").count() == 2


@pytest.mark.parametrize("choice", [ALL, REST])
def test_a_worker_that_dies_after_the_last_row_does_nothing_twice(choice: str, worker: Worker) -> None:
    run = chosen(SOUND)
    job = kept(run, choice, worker)
    Job.objects.filter(pk=job.pk).update(state=JobState.RUNNING, worker=worker.name)
    worker.run(until_idle=True)
    job.refresh_from_db()
    assert (job.state, job.answer, currencies()) == (JobState.DONE, {"kept": 2, "refused": 0}, ["LAK", "USD"])


def test_a_run_is_kept_once(worker: Worker) -> None:
    run = chosen()
    kept(run, REST, worker)
    with pytest.raises(Refused) as refused:
        kept(run, REST, worker)
    assert refused.value.refusals[0].code == "base.import-has-begun"


def test_a_file_without_a_sound_row_keeps_nothing(worker: Worker) -> None:
    with pytest.raises(Refused):
        kept(chosen(b"currency,rate\nTHB,minus\n"), REST, worker)


@pytest.mark.parametrize(("who", "actor", "sees"), [("who brought it", KHAM, True), ("a colleague", NOI, False), ("another", LARS, False)])
def test_a_run_is_seen_by(who: str, actor: Actor, sees: bool) -> None:
    run = chosen()
    assert (imports.run_of(run, actor) is not None) is sees
    assert imports.runs_of(actor).exists() is sees


def test_kinds_are_offered_to_those_who_may_use_them() -> None:
    assert [kind.name for kind in imports.kinds_for(KHAM)] == ["test.rates"]
    assert imports.kinds_for(LARS) == []
    with pytest.raises(ValueError, match="two import kinds"):
        imports.register(ImportKind("test.rates", "Rates", read, keep_rate, officers_only))


def test_a_thing_made_by_hand_has_no_origin() -> None:
    assert origin_of(new_id()) is None
