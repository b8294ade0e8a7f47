"""Does this lot prove itself? Its checks, its packs, and what can be done about one bad plot."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import get_language
from django.views.decorators.http import require_GET, require_http_methods

from rochdale.kernel.refusal import Refused
from rochdale.people.access import get_or_404
from rochdale.people.http import ActingRequest, signed_in
from rochdale.people.permissions import may, require
from rochdale.people.proving import just_proven
from rochdale.people.sharing import readers
from rochdale.supply import packs
from rochdale.supply.forms.proof import PackForm, ReferenceForm, RiskForm, WhyForm
from rochdale.supply.models import EvidencePack, Lot, Onward, Plot
from rochdale.supply.operations import proof as operations
from rochdale.supply.packs import Ordered
from rochdale.supply.proof_words import CHECKS, RISKS
from rochdale.supply.queries import epcis, proof
from rochdale.supply.rules.epcis import as_text
from rochdale.supply.rules.evidence import Asked, bad_plots
from rochdale.supply.views.proof_tables import packs_table, shown_checks
from rochdale.ui.forms import add_refusals


@require_GET
@signed_in
def home(request: ActingRequest) -> HttpResponse:
    """Every pack that was made, and the ways to papers, events and rows of the law."""
    require(request.actor, "supply.see", request.actor)
    assert request.actor.organization_id is not None
    table = packs_table(proof.all_packs(request.actor.organization_id)).page(request.GET)
    return render(request, "supply/proof/home.html", {"table": table})


@require_GET
@signed_in
def evidence(request: ActingRequest, lot_id: UUID) -> HttpResponse:
    """What was checked of a lot, and how it came out."""
    lot = get_or_404(request.actor, "supply.see", Lot.objects.select_related("season"), pk=lot_id)
    asked = proof.asked_for(lot, species=request.GET.get("species", ""))
    found = proof.dossier(lot, asked, on=localdate(request.at))
    bad = bad_plots(found.plots) if found.needs_plots else {}
    context = {
        "lot": lot,
        "found": found,
        "checks": shown_checks(found),
        "species": found.lot.species,
        "bad": [plot for plot in found.plots if plot.id in bad][:20],
        "free": proof.free_siblings(lot, list(bad)[:20]) if bad else [],
        "packs": list(proof.packs_of(lot)),
        "onward": list(Onward.objects.filter(lot=lot, kind="shipped").order_by("at", "id")),
        "may_issue": may(request.actor, "supply.issue-evidence", lot),
        "may_work": may(request.actor, "supply.work", lot),
    }
    return render(request, "supply/proof/evidence.html", context)


@require_http_methods(["GET", "POST"])
@signed_in
@just_proven
def new_pack(request: ActingRequest, lot_id: UUID) -> HttpResponse:
    """Make a pack: the one for the buyer, or a draft that names nobody."""
    lot = get_or_404(request.actor, "supply.issue-evidence", Lot.objects.select_related("season"), pk=lot_id)
    found = proof.dossier(lot, proof.asked_for(lot), on=localdate(request.at))
    given: dict[str, Any] = {"species": found.lot.species, "readers": readers(lot.organization_id), "in_scope": found.needs_plots}
    form = PackForm(request.POST or None, initial={"language": get_language() or "en"}, **given)
    if form.is_valid():
        asked, ordered = _ordered(form, lot)
        try:
            id = form.cleaned_data["operation_id"]
            made = packs.make(id=id, by=request.actor, at=request.at, lot=lot, asked=asked, ordered=ordered)
            return redirect("supply:pack", made)
        except Refused as refused:
            add_refusals(form, refused, {"supply.pack-needs-a-reader": "for_whom", "supply.pack-without-consent": "agreed"})
    return render(request, "supply/proof/new_pack.html", {"lot": lot, "form": form})


def _ordered(form: PackForm, lot: Lot) -> tuple[Asked, Ordered]:
    answers = form.cleaned_data
    is_redacted = answers["kind"] == "redacted"
    asked = proof.asked_for(lot, species=answers.get("species", ""), wants_plots=answers.get("wants_plots", False))
    reader = answers["reader"]
    name = dict(form.fields["reader"].choices).get(reader, "") if reader else answers["for_whom"]  # type: ignore[attr-defined]
    return asked, Ordered(
        name, answers["language"], UUID(reader) if reader else None, is_draft=is_redacted, is_redacted=is_redacted, agreed=answers["agreed"]
    )


@require_GET
@signed_in
def pack(request: ActingRequest, pack_id: UUID) -> HttpResponse:
    """One pack: its state, for whom, what lies in it."""
    row = get_or_404(request.actor, "supply.see", EvidencePack.objects.select_related("lot", "reader"), pk=pack_id)
    may_withdraw = row.state == "issued" and may(request.actor, "supply.issue-evidence", row)
    return render(request, "supply/proof/pack.html", {"pack": row, "files": row.manifest["files"], "may_withdraw": may_withdraw})


@require_GET
@signed_in
def pack_file(request: ActingRequest, pack_id: UUID) -> HttpResponse:
    """The ZIP, to be sent to the buyer."""
    row = get_or_404(request.actor, "supply.see", EvidencePack.objects.all(), pk=pack_id)
    return zipped(row)


def zipped(row: EvidencePack) -> HttpResponse:
    """The bytes of a pack as a download."""
    headers = {"Content-Disposition": f'attachment; filename="{row.number}.zip"', "X-Content-Type-Options": "nosniff"}
    return HttpResponse(packs.content_of(row), content_type="application/zip", headers=headers)


@require_http_methods(["GET", "POST"])
@signed_in
def withdraw_pack(request: ActingRequest, pack_id: UUID) -> HttpResponse:
    """Take an issued pack back."""
    row = get_or_404(request.actor, "supply.issue-evidence", EvidencePack.objects.select_related("lot"), pk=pack_id)
    form = WhyForm(request.POST or None)
    if form.is_valid():
        answers = form.cleaned_data
        try:
            operations.withdraw_pack(
                id=answers["operation_id"], by=request.actor, at=request.at, pack_id=row.id, reason=answers["reason"]
            )  # fmt: skip
            return redirect("supply:pack", row.id)
        except Refused as refused:
            add_refusals(form, refused, {"supply.pack-needs-a-reason": "reason"})
    return render(request, "supply/proof/withdraw_pack.html", {"pack": row, "form": form})


@require_GET
@signed_in
def lot_events(request: ActingRequest, lot_id: UUID) -> HttpResponse:
    """Everything that happened to a lot as EPCIS 2.0, to be sent on."""
    row = get_or_404(request.actor, "supply.see", Lot.objects.select_related("season"), pk=lot_id)
    headers = {"Content-Disposition": f'attachment; filename="{row.code}.jsonld"'}
    return HttpResponse(as_text(epcis.document_of(row, at=request.at)), content_type="application/ld+json", headers=headers)


@require_http_methods(["GET", "POST"])
@signed_in
def statement_reference(request: ActingRequest, onward_id: UUID) -> HttpResponse:
    """The number of the buyer's statement returns to its shipment."""
    row = get_or_404(request.actor, "supply.work", Onward.objects.select_related("lot"), pk=onward_id)
    form = ReferenceForm(request.POST or None, initial={"reference": row.statement_reference})
    if form.is_valid():
        answers = form.cleaned_data
        try:
            operations.record_statement_reference(
                id=answers["operation_id"], by=request.actor, at=request.at, onward_id=row.id, reference=answers["reference"]
            )
            return redirect("supply:evidence", row.lot_id)
        except Refused as refused:
            add_refusals(form, refused, {"supply.statement-reference-is-empty": "reference"})
    return render(request, "supply/proof/statement.html", {"onward": row, "form": form})


@require_http_methods(["GET", "POST"])
@signed_in
def record_risk(request: ActingRequest, plot_id: UUID) -> HttpResponse:
    """What an assessment of deforestation said about a plot."""
    plot = get_or_404(request.actor, "supply.keep-growers", Plot.objects.select_related("grower", "newest"), pk=plot_id)
    form = RiskForm(request.POST or None, initial={"on": localdate(request.at)})
    if form.is_valid():
        try:
            id = form.cleaned_data["operation_id"]
            operations.record_risk(id=id, by=request.actor, at=request.at, plot_id=plot.id, given=form.given())
            return redirect("supply:plot-in-lots", plot.id)
        except Refused as refused:
            add_refusals(form, refused, {"supply.risk-is-to-come": "on", "supply.risk-needs-a-provider": "provider"})
    return render(request, "supply/proof/risk.html", {"plot": plot, "form": form})


@require_GET
@signed_in
def plot_in_lots(request: ActingRequest, plot_id: UUID) -> HttpResponse:
    """Every lot that holds harvest of a plot, and its newest risk: where one bad plot went."""
    plot = get_or_404(request.actor, "supply.see", Plot.objects.select_related("grower", "newest"), pk=plot_id)
    (facts,) = proof.plots_of([plot.id])
    context = {
        "plot": plot,
        "facts": facts,
        "risk": RISKS[facts.risk.risk] if facts.risk else "",
        "wrong": bad_plots([facts]),
        "lots": list(proof.lots_with_plot(plot.id).values()),
        "may_keep": may(request.actor, "supply.keep-growers", plot),
        "check": CHECKS["supply.check-risk"],
    }
    return render(request, "supply/proof/plot.html", context)
