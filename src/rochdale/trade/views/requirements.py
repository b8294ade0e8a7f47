"""Rows of what a route asks for: the list, one row, recording and verifying."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.text import slugify
from django.views.decorators.http import require_GET, require_http_methods

from rochdale.kernel.ids import new_id
from rochdale.kernel.refusal import Refused
from rochdale.people.http import ActingRequest, signed_in
from rochdale.people.permissions import require
from rochdale.people.proving import just_proven
from rochdale.trade import operations
from rochdale.trade.forms.answers import VerifyForm
from rochdale.trade.forms.shipping_papers import REQUIREMENT_STEPS, as_initial, requirement_of
from rochdale.trade.queries import shipping_papers as queries
from rochdale.trade.rules.papers import Requirement
from rochdale.trade.shipments_called import WAYS, paper_name
from rochdale.trade.views.journey import refused, walk
from rochdale.trade.views.shared import add_refusals, show
from rochdale.trade.views.shipment_tables import requirement_chip, requirements_table

FIELDS = {
    "trade.heading-unknown": "hs",
    "trade.row-country-unknown": "destination",
    "trade.row-without-source": "source",
    "trade.row-ends-before-it-begins": "valid_to",
    "trade.row-needs-a-look": "note",
}


@require_GET
@signed_in
def requirements(request: ActingRequest) -> HttpResponse:
    """Every row in force, with its state."""
    table = requirements_table(queries.requirements()).page(request.GET)
    return show(request, "requirements", {"table": table, "may_keep": queries.may_keep_papers(request.actor)})


@require_GET
@signed_in
def requirement(request: ActingRequest, key: str) -> HttpResponse:
    """One row with its source, who verified it, and what it replaced."""
    row = _row(key)
    context = {"row": row, "way": WAYS.get(row.mode, ""), "chip": requirement_chip(row), "history": queries.history_of(key), **_named(row)}
    return show(request, "requirement", {**context, "may_keep": queries.may_keep_papers(request.actor)})


@require_http_methods(["GET", "POST"])
@signed_in
def new_requirement(request: ActingRequest) -> HttpResponse:
    """Record a row, or the one that replaces one (`?instead=`)."""
    require(request.actor, "trade.keep-papers", request.actor)
    old = queries.requirement(request.GET.get("instead", ""))
    initial = {"operation_id": new_id(), **(as_initial(old) if old else {"needed_by": "departure", "counts_on": "departure"})}
    screen = walk(REQUIREMENT_STEPS, request.POST, initial)
    if screen.is_sent:
        said = screen.answers
        key = old.key if old else f"{slugify(said['document'])}-{str(said['operation_id'])[-12:]}"
        try:
            row = requirement_of(said, key, old.check if old else "")
            operations.record_requirement(id=said["operation_id"], by=request.actor, at=request.at, row=row)
            return redirect("trade:requirement", key)
        except Refused as refusal:
            screen = refused(screen, REQUIREMENT_STEPS, request.POST, refusal, FIELDS)
    return show(request, "requirement_new", {"screen": screen, "old": old, **(_named(old) if old else {})})


@require_http_methods(["GET", "POST"])
@signed_in
@just_proven
def verify_requirement(request: ActingRequest, key: str) -> HttpResponse:
    """Say with one's name that the row was compared with its source."""
    require(request.actor, "trade.keep-papers", request.actor)
    row = _row(key)
    form = VerifyForm(request.POST or None)
    if form.is_valid():
        said = form.cleaned_data
        try:
            operations.verify_requirement(id=said["operation_id"], by=request.actor, at=request.at, key=key, note=said["note"])
            return redirect("trade:requirement", key)
        except Refused as refusal:
            add_refusals(form, refusal, FIELDS)
    return show(request, "requirement_verify", {"form": form, "row": row, **_named(row)})


def _row(key: str) -> Requirement:
    row = queries.requirement(key)
    if row is None:
        raise Http404
    return row


def _named(row: Requirement) -> dict[str, object]:
    return {"name": paper_name(row.document), "route": queries.route_name(row), "goods": queries.goods_of_row(row)}
