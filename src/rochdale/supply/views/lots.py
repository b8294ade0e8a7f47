"""Lots: the list, a lot's page, its bags, its label, and its public page."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rochdale.kernel.refusal import Refused
from rochdale.people.access import get_or_404
from rochdale.people.factor_views import absolute
from rochdale.people.http import ActingRequest, signed_in
from rochdale.people.permissions import may, require
from rochdale.supply import operations, stock_paper
from rochdale.supply.forms.stock import BagForm, PublishForm
from rochdale.supply.models import Lot
from rochdale.supply.pictures import flow_of_lot
from rochdale.supply.queries import lots as queries
from rochdale.supply.queries import stock
from rochdale.supply.queries.public_lots import public_lot
from rochdale.supply.views.stock_tables import lots_table
from rochdale.ui.forms import OperationForm, add_refusals

LABELS = {"label": "supply/paper/lot_label.typ", "a6": "supply/paper/lot_label_a6.typ"}


@require_GET
@signed_in
def lots(request: ActingRequest) -> HttpResponse:
    """All lots."""
    require(request.actor, "supply.see", request.actor)
    table = lots_table(queries.every_lot(request.actor.organization_id))
    return render(request, "supply/stock/lots.html", {"table": table.page(request.GET)})


@require_GET
@signed_in
def lot(request: ActingRequest, lot_id: UUID) -> HttpResponse:
    """One lot: what it is, where it lies, what it was made from and went into, its quality and papers."""
    row = get_or_404(request.actor, "supply.see", Lot.objects.select_related("season", "point"), pk=lot_id)
    made_by, went_into = queries.made_by(row), queries.went_into(row)
    context = {
        "lot": row,
        "lies": list(stock.lies_of(row)),
        "balance": queries.balance_of(row),
        "made_by": made_by,
        "went_into": went_into,
        "flow": flow_of_lot(row, made_by, went_into),
        "results": queries.results_of(row),
        "samples": list(queries.samples(row.organization_id).filter(lot=row)),
        "onward": queries.onward_of([row.id]),
        "packs": queries.packs_of(row),
        "counts": list(stock.counts_of(row)),
        "may_work": may(request.actor, "supply.work", row),
        "may_grade": may(request.actor, "supply.grade", row),
        "may_publish": may(request.actor, "supply.set-up", row),
    }
    return render(request, "supply/stock/lot.html", context)


@require_http_methods(["GET", "POST"])
@signed_in
def bag_lot(request: ActingRequest, lot_id: UUID) -> HttpResponse:
    """How many bags, closed with which seals."""
    row = get_or_404(request.actor, "supply.work", Lot.objects.all(), pk=lot_id)
    form = BagForm(request.POST or None, initial={"bags": row.bags, "seals": row.seals})
    if form.is_valid():
        answers = form.cleaned_data
        operations.bag_lot(
            id=answers["operation_id"], by=request.actor, at=request.at, lot_id=row.id, bags=answers["bags"], seals=answers["seals"]
        )
        return redirect("supply:lot", row.id)
    return render(request, "supply/stock/bag_lot.html", {"lot": row, "form": form})


@require_GET
@signed_in
def label(request: ActingRequest, lot_id: UUID, shape: str) -> HttpResponse:
    """The label of a lot, for its bags or in the hand."""
    row = get_or_404(request.actor, "supply.see", Lot.objects.select_related("season", "point", "organization"), pk=lot_id)
    if shape not in LABELS:
        raise Http404
    link = absolute(request, "supply:public-lot", row.public_code) if row.public_code else ""
    printed = stock_paper.label_pdf(row, LABELS[shape], link=link, language=get_language() or "en", at=request.at)
    return stock_paper.as_response(printed, f"{row.code}-{shape}.pdf")


@require_http_methods(["GET", "POST"])
@signed_in
def publish_lot(request: ActingRequest, lot_id: UUID) -> HttpResponse:
    """The cooperative agrees that anybody may read the page of this lot."""
    row = get_or_404(request.actor, "supply.set-up", Lot.objects.all(), pk=lot_id)
    form = PublishForm(request.POST or None, initial={"shows_price": row.shows_price})
    if form.is_valid():
        answers = form.cleaned_data
        operations.publish_lot(
            id=answers["operation_id"], by=request.actor, at=request.at, lot_id=row.id, shows_price=answers["shows_price"]
        )
        messages.success(request, _("Anybody with the code can read the page of this lot now."))
        return redirect("supply:lot", row.id)
    return render(request, "supply/stock/publish_lot.html", {"lot": row, "form": form, "back": OperationForm(auto_id="back_%s")})


@require_POST
@signed_in
def unpublish_lot(request: ActingRequest, lot_id: UUID) -> HttpResponse:
    """Take the page back."""
    row = get_or_404(request.actor, "supply.set-up", Lot.objects.all(), pk=lot_id)
    form = OperationForm(request.POST)
    if form.is_valid():
        try:
            operations.unpublish_lot(id=form.cleaned_data["operation_id"], by=request.actor, at=request.at, lot_id=row.id)
            return redirect("supply:lot", row.id)
        except Refused as refused:
            add_refusals(form, refused)
    return render(request, "supply/stock/publish_lot.html", {"lot": row, "form": form, "back": form})


@cache_control(max_age=300, public=True)
@require_GET
def public_page(request: HttpRequest, code: str) -> HttpResponse:
    """What anybody may know of a lot whose cooperative agreed: no person, no plot."""
    found = public_lot(code)
    if found is None:
        raise Http404
    return render(request, "supply/stock/public_lot.html", {"lot": found})
