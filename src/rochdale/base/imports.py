"""Files that people bring: read, shown with every fault, and kept row by row in a job, so that each kept thing knows its file and row.

A context registers an import kind; the screens of the desk do the rest. An interrupted job goes on where it broke off: the file
lies with the documents, and each row's operation has an id derived from the run and the row.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID, uuid5

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_noop

from rochdale.base import audit, documents, jobs
from rochdale.base.actor import Actor
from rochdale.base.jobs import Running, job_kind
from rochdale.base.models import ImportedRow, ImportRun, on_account_of
from rochdale.base.operations import operation
from rochdale.base.words import sentence
from rochdale.kernel.refusal import NotAllowed, Refusal, Refused, refuse_if

JOB = "base.keep-rows"
MOST_FAULTS_SHOWN = 1_000
FIRST_ROWS = 10
AT_ONCE = 250
REST, ALL = "rest", "all"
Text = str | Promise


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong in a file. `row` counts as spreadsheets do; None where the whole file is at fault."""

    row: int | None
    heading: str
    cell: str
    """Address as in a spreadsheet, e.g. "F12"; "" where no single cell is at fault."""
    refusal: Refusal
    holds: str = ""
    """What stands in the cell."""


@dataclass(frozen=True, slots=True)
class ReadRow:
    """One sound row: its number in the file, what its operation gets (plain JSON values), what the preview shows under `headings`."""

    number: int
    content: Mapping[str, Any]
    shows: Sequence[str]


@dataclass(frozen=True, slots=True)
class Reading:
    """A file, read. `rows` are sound even when there are faults; whether to go on with them is the person's choice."""

    layout: Text
    """Name of the layout that was recognised."""
    headings: Sequence[Text]
    rows: Sequence[ReadRow]
    faults: Sequence[Fault] = ()
    notices: Sequence[Refusal] = ()
    """Worth knowing, nothing was refused."""
    more: Mapping[str, Any] = field(default_factory=dict)
    """What else a preview of the context's own shows: plain JSON values."""


class Keep(Protocol):
    """An operation that keeps one row and answers with the id of what it made."""

    def __call__(self, *, id: UUID, by: Actor, at: datetime, row: Mapping[str, Any]) -> str: ...


class KeepMany(Protocol):
    """An operation that keeps many rows (each with its `id`), for files of thousands. Answers in their order with `made` or `not_made`."""

    def __call__(self, *, id: UUID, by: Actor, at: datetime, rows: Sequence[Mapping[str, Any]]) -> Sequence[Mapping[str, Any]]: ...


def made(thing_id: object) -> dict[str, Any]:
    """The answer of `KeepMany` for a row that was kept."""
    return {"thing": str(thing_id), "refusals": []}


def not_made(refusals: Sequence[Refusal]) -> dict[str, Any]:
    """The answer of `KeepMany` for a row that was refused."""
    return {"thing": "", "refusals": [_plain(asdict(refusal)) for refusal in refusals]}


@dataclass(frozen=True, slots=True)
class ImportKind:
    """What can be imported. `read` raises `Refused` when the file as a whole will not do; `may` raises `NotAllowed`."""

    name: str
    """`context.kebab-case`, stands in the address."""
    title: Text
    """As a person would say it: "Bring your lots from a table"."""
    read: Callable[[bytes, str], Reading]
    keep: Keep
    may: Callable[[Actor], None]
    explains: Text = ""
    """One or two sentences on what the file should hold."""
    goes_to: str = "/"
    """Where what was kept can be seen."""
    example: Callable[[], bytes] | None = None
    """An empty table with the right headings, as CSV."""
    endings: Sequence[str] = field(default=(".csv", ".xlsx"))
    read_given: Callable[[bytes, str, Mapping[str, Any]], Reading] | None = None
    """Instead of `read`, where the person says something once for the whole file (plain JSON values, kept with the run)."""
    keep_many: KeepMany | None = None
    """Instead of `keep`, where files hold thousands of rows: `AT_ONCE` of them in one transaction, each still with its origin."""
    begins_at: str = ""
    """The page where a file is chosen, where that asks more than which file."""

    def reading(self, content: bytes, name: str, given: Mapping[str, Any]) -> Reading:
        """The file as this kind reads it."""
        return self.read_given(content, name, given) if self.read_given else self.read(content, name)


_kinds: dict[str, ImportKind] = {}


def register(kind: ImportKind) -> None:
    """Make `kind` known. A name used twice is a mistake of ours."""
    if kind.name in _kinds:
        raise ValueError(f"two import kinds called {kind.name}")
    _kinds[kind.name] = kind


def kind_of(name: str) -> ImportKind | None:
    """The kind of that name."""
    return _kinds.get(name)


def kinds_for(by: Actor) -> list[ImportKind]:
    """The kinds `by` may import, by name."""
    return [kind for name, kind in sorted(_kinds.items()) if _is_allowed(kind, by)]


def _is_allowed(kind: ImportKind, by: Actor) -> bool:
    try:
        kind.may(by)
    except NotAllowed:
        return False
    return True


@operation
def choose_file(*, id: UUID, by: Actor, at: datetime, kind: str, name: str, content: bytes, given: Mapping[str, Any] | None = None) -> str:
    """Keep the file and what reading it found; nothing of it is imported yet. Returns the id of the run.

    `given` is what the person says once for the whole file, where the kind asks.

    Raises `Refused` when the file is none that can be kept or read, with nothing stored.
    """
    chosen = _kinds[kind]
    chosen.may(by)
    if documents.ending_of(documents.clean_name(name)) not in chosen.endings:
        raise Refused(Refusal("base.import-wrong-ending", {"name": name, "endings": list(chosen.endings)}))
    reading = chosen.reading(content, name, given or {})
    document = documents.keep(by=by, at=at, name=name, content=content)
    run = ImportRun.objects.create(id=id, kind=kind, document=document, preview=_preview(reading, given or {}), at=at, **on_account_of(by))
    audit.record(by=by, at=at, what="base.choose-file", about=run, after={"kind": kind, "file": document.name, "sha256": document.sha256})
    return str(id)


def _preview(reading: Reading, given: Mapping[str, Any]) -> dict[str, Any]:
    """The reading as JSON: counts, first rows and faults. Words stay codes and facts, so that each reader gets her own language."""
    faults = sorted(reading.faults, key=lambda fault: fault.row or 0)
    return {
        "layout": str(reading.layout),
        "headings": [str(heading) for heading in reading.headings],
        "sound": len(reading.rows),
        "unsound": len({fault.row for fault in faults if fault.row is not None}),
        "first_rows": [{"number": row.number, "shows": list(row.shows)} for row in reading.rows[:FIRST_ROWS]],
        "faults": [_plain(asdict(fault)) for fault in faults[:MOST_FAULTS_SHOWN]],
        "faults_in_all": len(faults),
        "notices": [_plain(asdict(notice)) for notice in reading.notices],
        "given": _plain(given),
        "more": _plain(reading.more),
    }


def _reading_again(run: ImportRun) -> Reading:
    return _kinds[run.kind].reading(documents.content_of(run.document), run.document.name, run.preview.get("given", {}))


def _plain(value: Any) -> Any:
    """As JSON would give it back."""
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [_plain(item) for item in (sorted(value) if isinstance(value, (set, frozenset)) else value)]
    return value if value is None or isinstance(value, (bool, int, float, str)) else _encoder.default(value)


_encoder = DjangoJSONEncoder()


@operation
def keep_rows(*, id: UUID, by: Actor, at: datetime, run_id: UUID, choice: str) -> str:
    """Start to keep the rows of a run: the sound ones (`rest`), or all or none (`all`). Returns the id of the job."""
    run = ImportRun.objects.select_for_update().get(pk=run_id)
    kind = _kinds[run.kind]
    kind.may(by)
    refuse_if(refusals_for_keeping(run, choice))
    run.choice, run.job_id = choice, id
    run.save(update_fields=["choice", "job_id"])
    content = {"run": str(run.id)}
    jobs.start(JOB, id=id, by=by, at=at, title=gettext_noop("Keeping the rows of a file"), content=content, goes_to=f"/imports/{run.id}/")
    audit.record(by=by, at=at, what="base.keep-rows", about=run, after={"choice": choice})
    return str(id)


def refusals_for_keeping(run: ImportRun, choice: str) -> list[Refusal]:
    """Why the rows of a run cannot be kept in this way."""
    if run.job_id is not None:
        return [Refusal("base.import-has-begun")]
    if choice not in (REST, ALL):
        return [Refusal("base.import-choose-how")]
    if run.preview["sound"] == 0:
        return [Refusal("base.import-nothing-to-keep")]
    if choice == ALL and run.preview["faults_in_all"]:
        return [Refusal("base.import-has-faults", {"rows": run.preview["unsound"]})]
    return []


@job_kind(JOB)
def _keep(running: Running, content: Any) -> dict[str, int]:
    run = ImportRun.objects.select_related("document").get(pk=content["run"])
    kind = _kinds[run.kind]
    kind.may(running.by)
    rows = _reading_again(run).rows
    if run.choice == ALL:
        running.advance(0, len(rows), gettext_noop("%(done)s of %(total)s rows looked at"))
        with transaction.atomic():
            # Rows are there only when a worker died after this was committed: then all of them are.
            if not ImportedRow.objects.filter(run=run).exists():
                _keep_all(run, kind, rows, running)
        kept = len(rows)
    elif kind.keep_many:
        kept = _keep_in_batches(run, kind.keep_many, rows, running)
    else:
        kept = _keep_one_by_one(run, kind, rows, running)
    running.advance(len(rows), len(rows), gettext_noop("%(done)s of %(total)s rows looked at"))
    return {"kept": kept, "refused": len(rows) - kept}


def _keep_all(run: ImportRun, kind: ImportKind, rows: Sequence[ReadRow], running: Running) -> None:
    """Every row, or `Refused` with the first that cannot be kept."""
    if kind.keep_many:
        for start in range(0, len(rows), AT_ONCE):
            _keep_batch(run, kind.keep_many, rows[start : start + AT_ONCE], running, is_strict=True)
        return
    for row in rows:
        _keep_row(run, kind, row, running, is_strict=True)


def _keep_in_batches(run: ImportRun, keep_many: KeepMany, rows: Sequence[ReadRow], running: Running) -> int:
    done = dict(ImportedRow.objects.filter(run=run).values_list("number", "thing_id"))
    kept = sum(1 for thing_id in done.values() if thing_id)
    waiting = [row for row in rows if row.number not in done]
    for start in range(0, len(waiting), AT_ONCE):
        running.advance(len(rows) - len(waiting) + start, len(rows), gettext_noop("%(done)s of %(total)s rows looked at"))
        kept += _keep_batch(run, keep_many, waiting[start : start + AT_ONCE], running, is_strict=False)
    return kept


def _keep_batch(run: ImportRun, keep_many: KeepMany, rows: Sequence[ReadRow], running: Running, *, is_strict: bool) -> int:
    """Keep some rows with their origins, all in one transaction. Returns how many were not refused."""
    at = running.at
    ids = [uuid5(run.id, str(row.number)) for row in rows]
    contents = [{"id": str(id), **row.content} for id, row in zip(ids, rows, strict=True)]
    with transaction.atomic():
        answers = keep_many(id=uuid5(run.id, f"from row {rows[0].number}"), by=running.by, at=at, rows=contents)
        for row, answer in zip(rows, answers, strict=True):
            if is_strict and answer["refusals"]:
                told = [refusal_from(refusal) for refusal in answer["refusals"]]
                raise Refused([Refusal("base.import-row-refused", {"row": row.number}), *told])
        ImportedRow.objects.bulk_create(
            ImportedRow(id=id, run=run, number=row.number, thing_id=answer["thing"], refusals=answer["refusals"], at=at)
            for id, row, answer in zip(ids, rows, answers, strict=True)
        )
    return sum(1 for answer in answers if not answer["refusals"])


def _keep_one_by_one(run: ImportRun, kind: ImportKind, rows: Sequence[ReadRow], running: Running) -> int:
    done = dict(ImportedRow.objects.filter(run=run).values_list("number", "thing_id"))
    kept = 0
    for number, row in enumerate(rows):
        if number % 10 == 0:
            running.advance(number, len(rows), gettext_noop("%(done)s of %(total)s rows looked at"))
        kept += bool(done[row.number]) if row.number in done else _keep_row(run, kind, row, running, is_strict=False)
    return kept


def _keep_row(run: ImportRun, kind: ImportKind, row: ReadRow, running: Running, *, is_strict: bool) -> bool:
    """Keep one row with its origin, both or none. A refused row is recorded as such, or (`is_strict`) refuses the whole file."""
    id = uuid5(run.id, str(row.number))
    at = running.at
    refusals: tuple[Refusal, ...] = ()
    thing_id = ""
    with transaction.atomic():
        try:
            with transaction.atomic():
                thing_id = str(kind.keep(id=id, by=running.by, at=at, row=row.content))
        except Refused as refused:
            if is_strict:
                raise Refused([Refusal("base.import-row-refused", {"row": row.number}), *refused.refusals]) from refused
            refusals = refused.refusals
        told = [_plain(asdict(refusal)) for refusal in refusals]
        ImportedRow.objects.create(id=id, run=run, number=row.number, thing_id=thing_id, refusals=told, at=at)
    return not refusals


def run_of(id: UUID, by: Actor) -> ImportRun | None:
    """A run that `by` may see: who began it, acting for the same organization."""
    run = ImportRun.objects.select_related("document").filter(pk=id).first()
    return run if run is not None and run.is_of(by) else None


def runs_of(by: Actor) -> QuerySet[ImportRun]:
    """All runs `by` began for the organization now acted for, newest first."""
    return ImportRun.objects.select_related("document").filter(by_id=by.id, organization_id=by.organization_id).order_by("-id")


def rows_of(run: ImportRun) -> QuerySet[ImportedRow]:
    """The rows of a run that were looked at, in the order of the file."""
    return ImportedRow.objects.filter(run=run).order_by("number")


def faults_in(run: ImportRun) -> list[Fault]:
    """Every fault of the file, also those that the preview left out."""
    if run.preview["faults_in_all"] > len(run.preview["faults"]):
        return sorted(_reading_again(run).faults, key=lambda fault: fault.row or 0)
    return faults_in_preview(run)


def faults_in_preview(run: ImportRun) -> list[Fault]:
    """The first faults of the file, without reading it again."""
    return [
        Fault(fault["row"], fault["heading"], fault["cell"], refusal_from(fault["refusal"]), fault["holds"])
        for fault in run.preview["faults"]
    ]


def notices_of(run: ImportRun) -> list[str]:
    """What is worth knowing of the file, in the active language."""
    return [sentence(refusal_from(notice)) for notice in run.preview["notices"]]


def refusal_from(stored: Mapping[str, Any]) -> Refusal:
    """A refusal that was stored as JSON."""
    return Refusal(stored["code"], stored["facts"])


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a kept thing comes from."""

    file: str
    document_id: UUID
    row: int
    at: datetime
    by_name: str


def origin_of(thing_id: object) -> Origin | None:
    """The file and the row a thing was made from; None for a thing made by hand."""
    row = ImportedRow.objects.select_related("run__document").filter(thing_id=str(thing_id)).order_by("id").first()
    return Origin(row.run.document.name, row.run.document_id, row.number, row.at, row.run.by_name) if row else None
