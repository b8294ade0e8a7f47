"""Quality: taking samples, and what was found in them under one protocol."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from rochdale.kernel.refusal import Refused
from rochdale.people.access import get_or_404
from rochdale.people.http import ActingRequest, signed_in
from rochdale.people.permissions import may, require
from rochdale.supply import operations
from rochdale.supply.forms.quality import ResultForm, SampleForm
from rochdale.supply.models import Lot, Sample
from rochdale.supply.queries import lots as queries
from rochdale.supply.queries import stock
from rochdale.supply.rules.protocols import protocols, protocols_for
from rochdale.supply.views.stock_tables import samples_table
from rochdale.ui.forms import add_refusals

RANGE = ("supply.value-is-out-of-range", "supply.value-is-missing", "supply.value-is-not-whole")


@require_GET
@signed_in
def samples(request: ActingRequest) -> HttpResponse:
    """All samples."""
    require(request.actor, "supply.see", request.actor)
    table = samples_table(queries.samples(request.actor.organization_id))
    return render(request, "supply/stock/samples.html", {"table": table.page(request.GET)})


@require_http_methods(["GET", "POST"])
@signed_in
def take_sample(request: ActingRequest, lot_id: UUID) -> HttpResponse:
    """Take some grams of a lot."""
    lot = get_or_404(request.actor, "supply.grade", Lot.objects.all(), pk=lot_id)
    form = SampleForm(request.POST or None, places=[row.facility for row in stock.lies_of(lot)])
    if form.is_valid():
        answers = form.cleaned_data
        try:
            sample = operations.take_sample(
                id=answers["operation_id"], by=request.actor, at=request.at, happened_at=request.at, lot_id=lot.id,
                facility_id=UUID(answers["place"]), weight_g=answers["weight"], sent_to=answers["sent_to"],
            )  # fmt: skip
            return redirect("supply:sample", sample)
        except Refused as refused:
            add_refusals(form, refused, {"supply.not-so-much-in-store": "weight"})
    return render(request, "supply/stock/take_sample.html", {"lot": lot, "form": form})


@require_GET
@signed_in
def sample(request: ActingRequest, sample_id: UUID) -> HttpResponse:
    """One sample, and what was found in it, protocol by protocol."""
    row = get_or_404(request.actor, "supply.see", Sample.objects.select_related("lot"), pk=sample_id)
    context = {
        "sample": row,
        "results": [one for one in queries.results_of(row.lot) if one.sample.id == row.id],
        "protocols": protocols_for(row.lot.product),
        "may_grade": may(request.actor, "supply.grade", row),
    }
    return render(request, "supply/stock/sample.html", context)


@require_http_methods(["GET", "POST"])
@signed_in
def record_result(request: ActingRequest, sample_id: UUID, protocol: str) -> HttpResponse:
    """What was found in a sample, by one protocol."""
    row = get_or_404(request.actor, "supply.grade", Sample.objects.select_related("lot"), pk=sample_id)
    found = protocols().get(protocol)
    if found is None:
        raise Http404
    form = ResultForm(request.POST or None, protocol=found)
    if form.is_valid():
        answers = form.cleaned_data
        try:
            operations.record_result(
                id=answers["operation_id"], by=request.actor, at=request.at, happened_at=request.at, sample_id=row.id, protocol=found.name,
                values=form.values(), laboratory=answers["laboratory"], graders=answers["graders"],
            )  # fmt: skip
            return redirect("supply:sample", row.id)
        except Refused as refused:
            for refusal in refused.refusals:
                field = str(refusal.facts.get("field", "")) if refusal.code in RANGE else ""
                add_refusals(form, Refused(refusal), {refusal.code: field} if field in form.fields else {})
    return render(request, "supply/stock/record_result.html", {"sample": row, "protocol": found, "form": form})
