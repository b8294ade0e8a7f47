"""Pages of an import: choose a file, look at what was read, decide, see what became of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import formats
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rochdale.base import imports as bringing
from rochdale.base.documents import MOST_BYTES
from rochdale.base.imports import ImportKind
from rochdale.base.models import ImportRun
from rochdale.base.tables import csv_bytes
from rochdale.kernel.refusal import NotAllowed, Refusal, Refused
from rochdale.people.http import ActingRequest, signed_in, task_goes_on
from rochdale.site.desk.forms import ChooseFile, ChooseHow
from rochdale.site.desk.shown import FaultShown, FirstRow, faults_shown, outcome_of
from rochdale.ui.forms import add_refusals
from rochdale.ui.tables import Column, Table

FEW = 25
"""So many rows are seen without searching."""


def _run(request: ActingRequest, run_id: UUID) -> ImportRun:
    run = bringing.run_of(run_id, request.actor)
    if run is None:
        raise Http404
    return run


def _kind(request: ActingRequest, name: str) -> ImportKind:
    kind = bringing.kind_of(name)
    if kind is None:
        raise Http404
    kind.may(request.actor)
    return kind


@require_GET
@signed_in
def imports(request: ActingRequest) -> HttpResponse:
    """What can be brought, and what was brought before."""
    titles = {kind.name: kind.title for kind in bringing.kinds_for(request.actor)}
    table = Table[ImportRun](
        bringing.runs_of(request.actor),
        [
            Column("at", _("When"), lambda run: formats.localize(run.at), order="at"),
            Column("file", _("File"), lambda run: run.document.name, order="document__name"),
            Column("kind", _("What"), lambda run: titles.get(run.kind, run.kind)),
            Column("sound", _("Sound rows"), lambda run: formats.localize(run.preview["sound"]), is_number=True),
        ],
        search=["document__name"],
        order="-at",
        link=lambda run: reverse("desk:import", args=[run.id]),
    )
    return render(request, "desk/imports.html", {"kinds": bringing.kinds_for(request.actor), "table": table.page(request.GET)})


@require_http_methods(["GET", "POST"])
@signed_in
def new_import(request: ActingRequest, kind: str) -> HttpResponse:
    """Choose a file; it is read, and nothing of it is kept yet."""
    chosen = _kind(request, kind)
    if chosen.begins_at:
        return redirect(chosen.begins_at)
    form = ChooseFile(request.POST or None, request.FILES or None, kind=chosen)
    if request.method == "POST" and form.is_valid():
        file, id = form.cleaned_data["file"], form.cleaned_data["operation_id"]
        try:
            if file.size > MOST_BYTES:
                raise Refused(Refusal("base.file-too-large", {"name": file.name, "most_mb": MOST_BYTES // 1024**2}))
            bringing.choose_file(id=id, by=request.actor, at=request.at, kind=kind, name=file.name, content=file.read())
        except NotAllowed:
            raise
        except Refused as refused:
            add_refusals(form, refused, {refusal.code: "file" for refusal in refused.refusals})
        else:
            return task_goes_on(redirect("desk:import", id))
    return render(request, "desk/new_import.html", {"kind": chosen, "form": form})


@require_GET
@signed_in
def example(request: ActingRequest, kind: str) -> HttpResponse:
    """An empty table with the right headings."""
    chosen = _kind(request, kind)
    if chosen.example is None:
        raise Http404
    return _as_file(chosen.example(), f"{kind}.csv")


@require_GET
@signed_in
def one_import(request: ActingRequest, run_id: UUID) -> HttpResponse:
    """Before it is begun: what was read, and the choice. Afterwards: what became of it."""
    return _shown(request, _run(request, run_id), None)


def _shown(request: ActingRequest, run: ImportRun, form: ChooseHow | None) -> HttpResponse:
    kind = bringing.kind_of(run.kind)
    outcome = outcome_of(run)
    context = {
        "run": run,
        "preview": run.preview,
        "title": kind.title if kind else run.kind,
        "goes_to": kind.goes_to if kind else "/",
        "notices": bringing.notices_of(run),
        "faults": _fault_table(outcome.refused if outcome else faults_shown(run), with_cells=outcome is None).page(request.GET),
        "first_rows": _first_rows(run).page({}),
        "outcome": outcome,
        "form": form or ChooseHow(run=run),
    }
    return render(request, "desk/outcome.html" if outcome else "desk/preview.html", context)


def _fault_table(faults: Sequence[FaultShown], *, with_cells: bool) -> Table[FaultShown]:
    row: Column[FaultShown] = Column("row", _("Row"), lambda fault: fault.cell or fault.row or _("The file"), order="row")
    cells: list[Column[FaultShown]] = [
        Column("heading", _("Heading"), lambda fault: fault.heading, order="heading"),
        Column("holds", _("Holds"), lambda fault: fault.holds),
    ]
    says: Column[FaultShown] = Column("says", _("What is wrong"), lambda fault: fault.says)
    search = ["heading", "holds", "says"] if len(faults) > FEW else []
    return Table(faults, [row, *cells, says] if with_cells else [row, says], search=search, order="row", size=FEW)


def _first_rows(run: ImportRun) -> Table[FirstRow]:
    rows = [FirstRow(row["number"], row["shows"]) for row in run.preview["first_rows"]]
    columns: list[Column[FirstRow]] = [Column("row", _("Row"), lambda row: row.pk)]
    columns += [Column(str(place), heading, _shower(place)) for place, heading in enumerate(run.preview["headings"])]
    return Table(rows, columns, name="first")


def _shower(place: int) -> Callable[[FirstRow], str]:
    return lambda row: row.shows[place] if place < len(row.shows) else ""


@require_POST
@signed_in
def keep(request: ActingRequest, run_id: UUID) -> HttpResponse:
    """Begin to keep the rows."""
    run = _run(request, run_id)
    form = ChooseHow(request.POST, run=run)
    if not form.is_valid():
        return _shown(request, run, form)
    answers = form.cleaned_data
    job = bringing.keep_rows(id=answers["operation_id"], by=request.actor, at=request.at, run_id=run.id, choice=answers["choice"])
    return task_goes_on(redirect("desk:job", job))


@require_GET
@signed_in
def faults(request: ActingRequest, run_id: UUID) -> HttpResponse:
    """Every fault of the file as a table to take away."""
    run = _run(request, run_id)
    headings = [str(heading) for heading in (_("Row"), _("Cell"), _("Heading"), _("Holds"), _("What is wrong"))]
    rows = [(fault.row or "", fault.cell, fault.heading, fault.holds, fault.says) for fault in faults_shown(run, whole=True)]
    return _as_file(csv_bytes(headings, rows), "faults.csv")


def _as_file(content: bytes, name: str) -> HttpResponse:
    return HttpResponse(content, content_type="text/csv; charset=utf-8", headers={"Content-Disposition": f'attachment; filename="{name}"'})
