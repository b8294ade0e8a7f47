"""Pages of desks without a line: set up and given a file, a report brought, what does not agree settled by a person."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rochdale.base import documents, jobs
from rochdale.kernel.ids import new_id
from rochdale.kernel.refusal import Refused
from rochdale.people.access import get_or_404
from rochdale.people.http import ActingRequest, signed_in, task_goes_on
from rochdale.people.permissions import may, require
from rochdale.registry import operations
from rochdale.registry.desk_bringing import JOB, MOST_BYTES, looked_at, report_id
from rochdale.registry.desk_files import desk_file, seed_of
from rochdale.registry.desk_page import against, at_the_centre, at_the_desk, blocks_told, desk_state, outcome_of
from rochdale.registry.desk_reports import write_report
from rochdale.registry.forms.desks import BringForm, DeskForm, SettleItemForm, WriteForm
from rochdale.registry.models import Desk, DeskItem, DeskReport
from rochdale.registry.office_page import office_choices, offices_above
from rochdale.registry.operations.desks import public_half
from rochdale.registry.queries.desks import blocks_out, desk_here, desks_of, drafts_here, queue_of
from rochdale.registry.rules.desks import Outcome
from rochdale.ui.forms import OperationForm, ReasonForm, add_refusals

OF_FILE = (
    "registry.desk-archive-damaged", "registry.desk-archive-altered", "registry.desk-archive-of-another-kind",
    "registry.desk-archive-too-large", "registry.desk-unknown",
)  # fmt: skip


@require_GET
@signed_in
def desks(request: ActingRequest) -> HttpResponse:
    """Desks of one's offices and what waits; at a desk, that it is one, and how to report."""
    require(request.actor, "registry.see-inbox", request.actor)
    here = desk_here()
    if here:
        form = WriteForm(initial={"operation_id": new_id()})
        context = {"here": here, "desk": here.desk, "blocks": blocks_told(blocks_out(here.desk)), "drafts": drafts_here(), "form": form}
        return render(request, "registry/desk_here.html", context)
    told = [(row, desk_state(row), str(row.office)) for row in desks_of(request.actor)]
    context = {"desks": told, "queue": [(row, against(row)) for row in queue_of(request.actor)]}
    return render(request, "registry/desks.html", context)


@require_http_methods(["GET", "POST"])
@signed_in
def set_up(request: ActingRequest) -> HttpResponse:
    """A desk for an office that works without a line."""
    require(request.actor, "registry.see-inbox", request.actor)
    offices = [office for office in offices_above(request.actor) if office.is_registering]
    form = DeskForm(request.POST or None, offices=office_choices(offices))
    if form.is_valid():
        said = form.cleaned_data
        x = public_half(seed_of(said["operation_id"]))
        try:
            made = operations.set_up_desk(
                id=said["operation_id"], by=request.actor, at=request.at, office_id=UUID(said["office"]), name=said["name"], x=x
            )
            return redirect("registry:desk", made)
        except Refused as refusal:
            add_refusals(form, refusal, {"registry.office-has-a-desk-out": "office"})
    return render(request, "registry/desk_new.html", {"form": form})


def _desk(request: ActingRequest, desk_id: UUID, right: str = "registry.set-up-desk") -> Desk:
    rows = Desk.objects.select_related("office").filter(here=None)
    return get_or_404(request.actor, right, rows, knows=lambda _by, _row: False, pk=desk_id)


@require_GET
@signed_in
def desk(request: ActingRequest, desk_id: UUID) -> HttpResponse:
    """One desk: its numbers, what it reported, what waits."""
    row = _desk(request, desk_id)
    items = row.items.order_by("-at", "-id")[:50]
    context = {
        "desk": row, "office": str(row.office), "state": desk_state(row),
        "blocks": blocks_told(blocks_out(row)), "reports": row.brought.order_by("-number"),
        "items": [(item, outcome_of(item)) for item in items], "operation_id": new_id(), "is_out": row.closed_at is None,
    }  # fmt: skip
    return render(request, "registry/desk.html", context)


@require_POST
@signed_in
def give_file(request: ActingRequest, desk_id: UUID) -> HttpResponse:
    """The file that the desk takes along."""
    row = _desk(request, desk_id)
    form = OperationForm(request.POST)
    if not form.is_valid():
        return redirect("registry:desk", row.id)
    operations.give_desk_file(id=form.cleaned_data["operation_id"], by=request.actor, at=request.at, desk_id=row.id)
    row.refresh_from_db()
    return _download(desk_file(row, at=request.at), f"{row}-file-{row.files}.zip")


def _download(content: bytes, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return HttpResponse(content, content_type="application/zip", headers=headers)


@require_http_methods(["GET", "POST"])
@signed_in
def close(request: ActingRequest, desk_id: UUID) -> HttpResponse:
    """A desk that is lost or broken is given up."""
    row = _desk(request, desk_id)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        said = form.cleaned_data
        try:
            operations.close_desk(id=said["operation_id"], by=request.actor, at=request.at, desk_id=row.id, reason=said["reason"])
            return redirect("registry:desk", row.id)
        except Refused as refusal:
            add_refusals(form, refusal, {})
    return render(request, "registry/desk_close.html", {"desk": row, "form": form})


@require_http_methods(["GET", "POST"])
@signed_in
def bring(request: ActingRequest) -> HttpResponse:
    """A report is brought: proven at once, taken thing by thing behind the page."""
    require(request.actor, "registry.see-inbox", request.actor)
    form = BringForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        said, by, at = form.cleaned_data, request.actor, request.at
        content = said["file"].read()
        try:
            archive, desk_row = looked_at(content, by)
            kept = documents.keep(by=by, at=at, name=said["file"].name, content=content, about=desk_row, most_bytes=MOST_BYTES)
            goes_to = f"/register/office/desks/reports/{report_id(desk_row, archive)}/"
            jobs.start(
                JOB, id=said["operation_id"], by=by, at=at, title=gettext_noop("Taking a desk’s report in"),
                content={"document": str(kept.id)}, goes_to=goes_to,
            )  # fmt: skip
            return task_goes_on(redirect("desk:job", said["operation_id"]))
        except Refused as refusal:
            add_refusals(form, refusal, dict.fromkeys(OF_FILE, "file"))
    return render(request, "registry/desk_bring.html", {"form": form})


@require_GET
@signed_in
def report(request: ActingRequest, report_id: UUID) -> HttpResponse:
    """What became of a report."""
    row = DeskReport.objects.select_related("desk__office").filter(pk=report_id).first()
    if row is None or not may(request.actor, "registry.bring-report", row.desk):
        raise Http404
    items = row.desk.items.filter(at__gte=row.at).order_by("called", "id")
    counts = [(look, word, items.filter(state=state.value).count()) for state, (look, word) in _outcomes().items()]
    waiting = [(item, against(item)) for item in items.filter(state=Outcome.QUEUED.value)]
    return render(request, "registry/desk_report.html", {"report": row, "counts": counts, "waiting": waiting})


def _outcomes() -> dict[Outcome, tuple[str, str]]:
    return {state: outcome_of(DeskItem(state=state.value)) for state in Outcome}


@require_http_methods(["GET", "POST"])
@signed_in
def item(request: ActingRequest, item_id: UUID) -> HttpResponse:
    """Both sides of a thing that waits, and whose word counts."""
    rows = DeskItem.objects.select_related("desk__office")
    row = get_or_404(request.actor, "registry.settle-desk-item", rows, knows=lambda _by, _row: False, pk=item_id)
    form = SettleItemForm(request.POST or None, ways=row.ways)
    if form.is_valid():
        said = form.cleaned_data
        try:
            operations.settle_item(
                id=said["operation_id"], by=request.actor, at=request.at, item_id=row.id, way=said["way"], reason=said["reason"]
            )
            return redirect("registry:desk-item", row.id)
        except Refused as refusal:
            add_refusals(form, refusal, {})
    context = {
        "item": row, "state": outcome_of(row), "against": against(row), "desk_side": at_the_desk(row), "centre_side": at_the_centre(row),
        "form": form, "is_open": row.state == Outcome.QUEUED.value,
    }  # fmt: skip
    return render(request, "registry/desk_item.html", context)


@require_POST
@signed_in
def write(request: ActingRequest) -> HttpResponse:
    """At a desk: the report, to carry to the centre."""
    here = desk_here()
    if here is None:
        require(request.actor, "registry.see-inbox", request.actor)
        raise Http404
    require(request.actor, "registry.write-desk-report", here.desk)
    form = WriteForm(request.POST)
    if not form.is_valid():
        return redirect("registry:desks")
    made = write_report(by=request.actor, at=request.at, is_last=form.cleaned_data["is_last"])
    return _download(made.content, made.name)
