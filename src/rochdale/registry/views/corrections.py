"""A filing that was written down wrongly is corrected by another one; both stay in the history."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from rochdale.kernel.refusal import Refused
from rochdale.people.http import ActingRequest, signed_in
from rochdale.people.permissions import require
from rochdale.registry import operations
from rochdale.registry.called import KINDS
from rochdale.registry.forms.corrections import CorrectionForm
from rochdale.registry.models import EntityNow, Filing
from rochdale.registry.permissions import require_office
from rochdale.registry.queries.entities import says_now
from rochdale.ui.forms import add_refusals


@require_http_methods(["GET", "POST"])
@signed_in
def correct(request: ActingRequest, filing_id: UUID) -> HttpResponse:
    """Write what a filing should have said, and why."""
    row = get_object_or_404(Filing.objects.select_related("entity"), pk=filing_id, corrects=None)
    require(request.actor, "registry.correct", request.actor)
    require_office(request.actor, row.entity.country, row.office)
    form = CorrectionForm(request.POST or None, says=says_now(row), country=row.entity.country)
    if form.is_valid():
        told = form.cleaned_data
        try:
            operations.correct_filing(
                id=told["operation_id"], by=request.actor, at=request.at, filing_id=row.id, says=form.told(), reason=told["reason"]
            )
            return redirect("registry:entity", row.entity_id)
        except Refused as refusal:
            add_refusals(form, refusal)
    now = get_object_or_404(EntityNow, pk=row.entity_id)
    return render(request, "registry/correct.html", {"row": row, "kind": KINDS[row.kind], "name": now.state.get("name", ""), "form": form})
