"""Scans of a dossier's papers: added, looked at, taken out. Seen by who works on the dossier and by its office."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rochdale.base import documents
from rochdale.kernel.refusal import Refused
from rochdale.people.http import ActingRequest, signed_in
from rochdale.registry import operations
from rochdale.registry.forms.scans import ScansForm
from rochdale.registry.judging_dossiers import procedure_of
from rochdale.registry.models import Dossier, DossierScan
from rochdale.registry.operations.scans import OTHER
from rochdale.registry.queries.dossiers import law_of_answers
from rochdale.registry.scans_page import scan_called
from rochdale.registry.views.applications import visible
from rochdale.ui.forms import OperationForm, add_refusals


@require_http_methods(["GET", "POST"])
@signed_in
def add(request: ActingRequest, dossier_id: UUID) -> HttpResponse:
    """Add scans of one paper."""
    row = visible(request, dossier_id, "registry.work-on-dossier")
    form = ScansForm(request.POST or None, request.FILES or None, papers=_papers(row, request))
    if form.is_valid():
        try:
            operations.add_scans(
                id=form.cleaned_data["operation_id"], by=request.actor, at=request.at, dossier_id=row.id, what=form.cleaned_data["what"],
                files=form.scans(),
            )  # fmt: skip
            return redirect("registry:application", row.id)
        except Refused as refusal:
            add_refusals(form, refusal, {})
    return render(request, "registry/scans.html", {"row": row, "form": form})


def _papers(row: Dossier, request: ActingRequest) -> list[tuple[str, str]]:
    pack = law_of_answers(row, request.at.date())
    procedure = pack.procedure(procedure_of(row)) if pack else None
    wanted = [one.code for one in procedure.documents] if procedure else []
    return [(code, scan_called(code)) for code in (*wanted, OTHER)]


def _scan(request: ActingRequest, scan_id: UUID, right: str) -> DossierScan:
    found = DossierScan.objects.filter(pk=scan_id, out_at=None).first()
    if found is None:
        raise Http404
    visible(request, found.dossier_id, right)
    return found


@require_GET
@signed_in
def show(request: ActingRequest, scan_id: UUID) -> HttpResponse:
    """The file itself."""
    found = _scan(request, scan_id, "registry.see-dossier")
    kept = documents.document(found.document_id)
    if kept is None:
        raise Http404
    name = f"{found.what.lower()}-{found.sha256[:8]}{documents.ending_of(kept.name)}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"}
    return HttpResponse(documents.content_of(kept), content_type=kept.media_type, headers=headers)


@require_POST
@signed_in
def take_out(request: ActingRequest, scan_id: UUID) -> HttpResponse:
    """A wrong file."""
    found = _scan(request, scan_id, "registry.work-on-dossier")
    form = OperationForm(request.POST)
    if form.is_valid():
        operations.take_scan_out(id=form.cleaned_data["operation_id"], by=request.actor, at=request.at, scan_id=found.id)
    return redirect("registry:application", found.dossier_id)
