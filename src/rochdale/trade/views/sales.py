"""Who does what under a contract: the versions, a proposal, a yes, a no."""

from __future__ import annotations

from dataclasses import asdict
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rochdale.base.actor import Actor
from rochdale.kernel.ids import new_id
from rochdale.kernel.refusal import Refused
from rochdale.people.http import ActingRequest, signed_in
from rochdale.people.permissions import may, require
from rochdale.trade import operations
from rochdale.trade.forms.roles import FIELDS, PERCENT, SHARES, clauses_from, role_steps
from rochdale.trade.models import Contract, ContractVersion
from rochdale.trade.queries.sales import change_waiting, said_before, versions_seen
from rochdale.trade.versions import clauses_of
from rochdale.trade.views.contracts import visible
from rochdale.trade.views.journey import refused, walk
from rochdale.trade.views.shared import add_refusals, show
from rochdale.ui.forms import DecisionForm, ReasonForm


@require_GET
@signed_in
def roles(request: ActingRequest, contract_id: UUID) -> HttpResponse:
    """Who does what, version by version."""
    row = visible(request.actor, contract_id)
    context = {
        "contract": row,
        "versions": versions_seen(row, request.actor),
        "change": change_waiting(row, request.actor),
        "may_propose": may(request.actor, "trade.sign-contract", row) and row.state != Contract.State.LAPSED,
        "operation_id": new_id(),
    }
    return show(request, "roles", context)


@require_http_methods(["GET", "POST"])
@signed_in
def propose_roles(request: ActingRequest, contract_id: UUID) -> HttpResponse:
    """Propose who does what, starting from the newest version."""
    row = visible(request.actor, contract_id)
    require(request.actor, "trade.sign-contract", row)
    rows = row.parties.filter(is_buyer=False).order_by("organization__name", "id")
    sellers = list(rows.values_list("organization_id", "organization__name"))
    steps = role_steps(sellers)
    screen = walk(steps, request.POST, _initial(row, request.actor))
    if screen.is_sent:
        said = screen.answers
        try:
            operations.propose_version(
                id=said["operation_id"], by=request.actor, at=request.at, contract_id=row.id, over=said["over"],
                clauses=clauses_from(said, sellers),
            )  # fmt: skip
            return redirect("trade:roles", row.id)
        except Refused as refusal:
            screen = refused(screen, steps, request.POST, refusal, FIELDS)
    return show(request, "roles_propose", {"screen": screen, "contract": row})


@require_POST
@signed_in
def say_yes_to_roles(request: ActingRequest, version_id: UUID) -> HttpResponse:
    """Yes, for one's organization, to the version as it was shown."""
    version = _version(request, version_id)
    form = DecisionForm(request.POST)
    if form.is_valid():
        operations.answer_version(
            id=form.cleaned_data["operation_id"], by=request.actor, at=request.at, version_id=version.id,
            sha256=form.cleaned_data["sha256"], is_yes=True,
        )  # fmt: skip
    return redirect("trade:roles", version.contract_id)


@require_http_methods(["GET", "POST"])
@signed_in
def say_no_to_roles(request: ActingRequest, version_id: UUID) -> HttpResponse:
    """No, and why."""
    version = _version(request, version_id)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        try:
            operations.answer_version(
                id=form.cleaned_data["operation_id"], by=request.actor, at=request.at, version_id=version.id, sha256=version.sha256,
                is_yes=False, reason=form.cleaned_data["reason"],
            )  # fmt: skip
            return redirect("trade:roles", version.contract_id)
        except Refused as refusal:
            add_refusals(form, refusal)
    return show(request, "roles_no", {"form": form, "version": version})


def _version(request: ActingRequest, version_id: UUID) -> ContractVersion:
    version = get_object_or_404(ContractVersion.objects.select_related("contract"), pk=version_id)
    require(request.actor, "trade.sign-contract", visible(request.actor, version.contract_id))
    return version


def _initial(row: Contract, by: Actor) -> dict[str, object]:
    """What the newest version says; before there is one, what was said before, and what most contracts say."""
    newest = row.versions.order_by("-number").first()
    if newest is None:
        buyer = row.buyer
        seller = row.parties.filter(is_buyer=False).select_related("organization").order_by("organization__name", "id")[0].organization
        usual = {"exporter": seller.name, "payee": seller.name, "importer": buyer.name, "importer_country": buyer.country}
        return {"over": 0, **usual, **said_before(row, by)}
    said = clauses_of(newest)
    shares = {name: getattr(said, name) * PERCENT for name in SHARES}
    return {**asdict(said), **shares, "over": newest.number}
