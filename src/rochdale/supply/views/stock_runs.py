"""Processing: which work, which lots, what came out; a reckoning before it is recorded; a picture after; taking it back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from rochdale.base.operations import content_sha256
from rochdale.kernel.refusal import Refused, refuse_if
from rochdale.people.access import get_or_404
from rochdale.people.http import ActingRequest, signed_in
from rochdale.people.permissions import may, require
from rochdale.supply import operations
from rochdale.supply.called import claim_names, form_name
from rochdale.supply.forms.stock_runs import RunForm, WorkForm
from rochdale.supply.models import Facility, Run, RunKind, Stock
from rochdale.supply.operations.runs import Given, Taken, factor_for, lot_facts
from rochdale.supply.pictures import flow_of_run
from rochdale.supply.queries import lots as queries
from rochdale.supply.queries import stock
from rochdale.supply.rules import runs as rules
from rochdale.supply.rules.products import products
from rochdale.supply.rules.runs import OutputFacts, Result
from rochdale.supply.views.stock_tables import run_chip, runs_table
from rochdale.ui.forms import ReasonForm, add_refusals


@dataclass(frozen=True, slots=True)
class Reckoning:
    """What a run would come to, and what to think of before it is recorded."""

    result: Result
    lost_claims: str

    @property
    def outturn_pct(self) -> Decimal:
        """kg out of 100 kg in."""
        return 100 * self.result.outturn

    @property
    def forecast_pct(self) -> Decimal | None:
        """What was to be expected."""
        return None if self.result.forecast is None else 100 * self.result.forecast


@require_GET
@signed_in
def runs(request: ActingRequest) -> HttpResponse:
    """All batches."""
    require(request.actor, "supply.see", request.actor)
    table = runs_table(queries.runs(request.actor.organization_id))
    context = {"table": table.page(request.GET), "may_work": may(request.actor, "supply.work", request.actor)}
    return render(request, "supply/stock/runs.html", context)


@require_GET
@signed_in
def run(request: ActingRequest, run_id: UUID) -> HttpResponse:
    """One batch: its picture, its outturn, its lots."""
    row = get_or_404(request.actor, "supply.see", Run.objects.filter(reverses=None).select_related("facility", "reversal"), pk=run_id)
    seen = queries.run_seen(row)
    context = {
        "seen": seen,
        "run": row,
        "chip": run_chip(row),
        "flow": flow_of_run(seen),
        "may_work": may(request.actor, "supply.work", row),
    }
    return render(request, "supply/stock/run.html", context | {"is_back": hasattr(row, "reversal")})


@require_http_methods(["GET", "POST"])
@signed_in
def new_run(request: ActingRequest) -> HttpResponse:
    """Which work and where; then which lots; then how much went in and came out."""
    require(request.actor, "supply.work", request.actor)
    work = WorkForm(request.GET if "kind" in request.GET else None, places=list(stock.places(request.actor.organization_id)))
    if not work.is_valid():
        return render(request, "supply/stock/run_work.html", {"form": work})
    kind, place_id = work.cleaned_data["kind"], UUID(work.cleaned_data["place"])
    place = Facility.objects.get(pk=place_id)
    lies = [row for row in stock.lots_in(place) if rules.outcomes(kind, row.lot.form, products()[row.lot.product])][:60]
    chosen = [row for row in lies if str(row.lot_id) in request.GET.getlist("lot")]
    context = {"kind": RunKind(kind), "place": place}
    if not chosen or len({row.lot.form for row in chosen}) > 1:
        mixed = bool(chosen)
        return render(request, "supply/stock/run_lots.html", context | {"lies": lies, "mixed": mixed, "several": kind == RunKind.BLEND})
    return _weigh(request, kind, place, chosen, context)


def _weigh(request: ActingRequest, kind: str, place: Facility, chosen: Sequence[Stock], context: dict[str, object]) -> HttpResponse:
    product = products()[chosen[0].lot.product]
    form = RunForm(request.POST or None, kind=kind, stocks=chosen, product=product)
    reckoning = None
    if form.is_valid():
        try:
            takes, gives = form.takes(), form.gives()
            reckoning = _reckoned(chosen, takes, gives)
            token = content_sha256([takes, gives])
            if form.cleaned_data["sure"] == token:
                return _record(request, form, kind, place)
            data = request.POST.copy()
            data["sure"] = token
            form.data = data
        except Refused as refused:
            add_refusals(form, refused)
            reckoning = None
    factors = [(form_name(to), 100 * found.factor, found) for (of, to), found in product.outturns.items() if of == chosen[0].lot.form]
    claims = {tuple(row.lot.claims) for row in chosen}
    context |= {"form": form, "chosen": chosen, "reckoning": reckoning, "factors": factors, "mixes": len(claims) > 1}
    return render(request, "supply/stock/run_weigh.html", context)


def _reckoned(chosen: Sequence[Stock], takes: Sequence[Taken], gives: Sequence[Given]) -> Reckoning:
    lots = {row.lot_id: row.lot for row in chosen}
    inputs = [lot_facts(lots[one.lot_id], one.weight_g) for one in takes]
    outputs = [OutputFacts(one.form, one.grade, one.weight_g) for one in gives]
    product = products()[chosen[0].lot.product]
    refuse_if(rules.refusals_for_run(inputs, outputs, product))
    factor = factor_for(chosen[0].organization_id, product, inputs[0].form, outputs[0].form)
    result = rules.result_of(inputs, outputs, factor=factor)
    return Reckoning(result, claim_names(result.lost_claims))


def _record(request: ActingRequest, form: RunForm, kind: str, place: Facility) -> HttpResponse:
    run_id = operations.record_run(
        id=form.cleaned_data["operation_id"], by=request.actor, at=request.at, happened_at=request.at, kind=kind, facility_id=place.id,
        takes=form.takes(), gives=form.gives(),
    )  # fmt: skip
    messages.success(request, _("The batch is recorded."))
    return redirect("supply:run", run_id)


@require_http_methods(["GET", "POST"])
@signed_in
def reverse_run(request: ActingRequest, run_id: UUID) -> HttpResponse:
    """Take a batch back, with a reason."""
    row = get_or_404(request.actor, "supply.work", Run.objects.filter(reverses=None), pk=run_id)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        answers = form.cleaned_data
        try:
            operations.reverse_run(
                id=answers["operation_id"], by=request.actor, at=request.at, happened_at=request.at, run_id=row.id, reason=answers["reason"]
            )
            return redirect("supply:run", row.id)
        except Refused as refused:
            add_refusals(form, refused)
    return render(request, "supply/stock/run_reverse.html", {"form": form, "run": row, "seen": queries.run_seen(row)})
