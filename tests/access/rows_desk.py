"""What each role is answered at the desk: jobs, files, imports and the audit trail belong to who began them."""

from __future__ import annotations

from django.utils import timezone

from rochdale.base import documents, imports, jobs
from rochdale.base.imports import ImportKind, Reading, ReadRow
from rochdale.base.jobs import Running
from rochdale.base.operations import operation
from rochdale.kernel.ids import new_id
from rochdale.people.permissions import require
from tests.access.matrix import Row, World, row

KIND = "test.matrix"


def read(content: bytes, filename: str) -> Reading:
    return Reading("Rows", ["name"], [ReadRow(2, {"name": "a"}, ("a",))])


@operation
def keep_nothing(*, id: object, by: object, at: object, row: object) -> str:
    return str(id)


def weigh(running: Running, content: object) -> None: ...


def prepare(world: World) -> None:
    """A job, a document and an import of Noy's."""
    imports._kinds[KIND] = ImportKind(
        KIND, "Rows", read, keep_nothing, lambda by: require(by, "people.appoint", by), example=lambda: b"name"
    )
    jobs._kinds[KIND] = weigh
    noy, at = world.cast.actor("noy"), timezone.now()
    world.made["job"] = jobs.start(KIND, id=new_id(), by=noy, at=at, title="Rows", content={})
    world.made["document"] = documents.keep(by=noy, at=at, name="rows.csv", content=b"name\na\n").id
    world.made["run"] = imports.choose_file(id=new_id(), by=noy, at=at, kind=KIND, name="rows.csv", content=b"name\nb\n")


def nowhere(world: World) -> object:
    return new_id()


JOB = {"job_id": lambda world: world.made["job"]}
DOCUMENT = {"document_id": lambda world: world.made["document"]}
RUN = {"run_id": lambda world: world.made["run"]}
NEW = {"kind": KIND}

ROWS: list[Row] = [
    row("desk:job", "GET", JOB, officer=200, others=404),
    row("desk:job", "GET", {"job_id": nowhere}, others=404),
    row("desk:stop-job", "POST", JOB, officer=302, others=404),
    row("desk:try-job-again", "POST", JOB, officer=302, others=404),
    row("desk:document", "GET", DOCUMENT, officer=200, others=404),
    row("desk:document", "GET", {"document_id": nowhere}, others=404),
    row("desk:audit", member=403, no_office=403, others=200, buyer=403),
    row("desk:imports", others=200),
    row("desk:new-import", "GET", NEW, others=200, member=403, buyer=403, no_office=403),
    row("desk:new-import", "GET", {"kind": "test.unknown"}, others=404),
    row("desk:new-import", "POST", NEW, {"operation_id": nowhere}, others=200, member=403, buyer=403, no_office=403),
    row("desk:example", "GET", NEW, others=200, member=403, buyer=403, no_office=403),
    row("desk:import", "GET", RUN, officer=200, others=404),
    row("desk:import", "GET", {"run_id": nowhere}, others=404),
    row("desk:keep", "POST", RUN, {"operation_id": nowhere, "choice": "rest"}, officer=302, others=404),
    row("desk:faults", "GET", RUN, officer=200, others=404),
]
