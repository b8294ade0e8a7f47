"""The money of a pool: how it was shared out, what was prepared, a decision by a second person."""

from __future__ import annotations

from decimal import Decimal
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rochdale.base import two_persons
from rochdale.base.models import Proposal
from rochdale.kernel.refusal import Refused
from rochdale.people.http import ActingRequest, signed_in
from rochdale.people.permissions import may, require
from rochdale.people.proving import just_proven
from rochdale.trade import operations
from rochdale.trade.forms.sales import DecisionForm, ReasonForm, SettlementForm
from rochdale.trade.models import Contract, PoolSettlement
from rochdale.trade.operations.settlements import DECIDE
from rochdale.trade.permissions import own_organization
from rochdale.trade.settling import own_part, seller_of_line, takings
from rochdale.trade.versions import clauses_of, version_in_force
from rochdale.trade.views.contracts import visible
from rochdale.trade.views.shared import add_refusals, show


@require_GET
@signed_in
def settlement(request: ActingRequest, contract_id: UUID) -> HttpResponse:
    """How a pool's money was shared out; before that, what waits for a second person."""
    row = _of_seller(request, contract_id)
    done = PoolSettlement.objects.filter(contract=row).first()
    holds = _holds(row, request) and _handles_money(request)
    open_ones = two_persons.open_proposals(request.actor.organization_id, request.at) if holds else Proposal.objects.none()
    content = done.content if done else None
    context = {
        "contract": row, "done": done, "holds": holds, "takings": takings(row),
        "content": content if holds or content is None else own_part(content, own_organization(request.actor)),
        "waiting": [one for one in open_ones.filter(act=DECIDE) if one.content["contract_id"] == str(row.id)],
        "may_prepare": holds and done is None and may(request.actor, "trade.prepare-settlement", own_organization(request.actor)),
    }  # fmt: skip
    return show(request, "settlement", context)


@require_http_methods(["GET", "POST"])
@signed_in
@just_proven
def propose(request: ActingRequest, contract_id: UUID) -> HttpResponse:
    """Reckon how the money is shared out."""
    row = _of_seller(request, contract_id)
    if not _holds(row, request):
        raise Http404
    require(request.actor, "trade.prepare-settlement", own_organization(request.actor))
    form = SettlementForm(request.POST or None, sellers=_sellers(row))
    if form.is_valid():
        said, zero = form.cleaned_data, Decimal(0)
        try:
            made = operations.propose_settlement(
                id=said["operation_id"], by=request.actor, at=request.at, contract_id=row.id, shared_costs=said["shared_costs"],
                dead_freight=said["dead_freight"] or zero, reserve=said["reserve"] or zero, reports=form.reports(),
            )  # fmt: skip
            return redirect("trade:settlement-proposal", made)
        except Refused as refusal:
            add_refusals(form, refusal)
    return show(request, "settlement_new", {"form": form, "contract": row, "takings": takings(row)})


@require_http_methods(["GET", "POST"])
@signed_in
@just_proven
def proposal(request: ActingRequest, proposal_id: UUID) -> HttpResponse:
    """What was prepared. Another person decides it."""
    row = _proposal(request, proposal_id)
    form = DecisionForm(request.POST or None, initial={"sha256": row.content_sha256})
    if form.is_valid():
        try:
            two_persons.confirm(
                id=form.cleaned_data["operation_id"], by=request.actor, at=request.at, proposal_id=row.id,
                content_sha256=form.cleaned_data["sha256"],
            )  # fmt: skip
            return redirect("trade:settlement", row.content["contract_id"])
        except Refused as refusal:
            add_refusals(form, refusal)
    is_open = two_persons.open_proposals(row.organization_id, request.at).filter(pk=row.pk).exists()
    context = {
        "proposal": row, "content": row.content, "form": form, "is_open": is_open, "no": ReasonForm(),
        "may_decide": is_open and two_persons.may_check(request.actor, row),
    }  # fmt: skip
    return show(request, "settlement_proposal", context)


@require_POST
@signed_in
def refuse(request: ActingRequest, proposal_id: UUID) -> HttpResponse:
    """The second person says no."""
    row = _proposal(request, proposal_id)
    form = ReasonForm(request.POST)
    if form.is_valid():
        two_persons.refuse_proposal(
            id=form.cleaned_data["operation_id"], by=request.actor, at=request.at, proposal_id=row.id, reason=form.cleaned_data["reason"]
        )
    return redirect("trade:settlement", row.content["contract_id"])


def _of_seller(request: ActingRequest, contract_id: UUID) -> Contract:
    """A contract under which one's organization sells: the buyer does not see how the sellers share."""
    row = visible(request.actor, contract_id)
    if request.actor.organization_id not in row.seller_ids:
        raise Http404
    return row


def _holds(row: Contract, request: ActingRequest) -> bool:
    version = version_in_force(row)
    return version is not None and clauses_of(version).pool_holder_id == request.actor.organization_id


def _proposal(request: ActingRequest, proposal_id: UUID) -> Proposal:
    row = two_persons.proposals_of(request.actor.organization_id).filter(act=DECIDE, pk=proposal_id).first()
    if row is None:
        raise Http404
    if not _handles_money(request):
        require(request.actor, "trade.approve-settlement", own_organization(request.actor))
    return row


def _handles_money(request: ActingRequest) -> bool:
    """Whether the reader prepares or decides: only then are the lines of other cooperatives shown."""
    rights = ("trade.prepare-settlement", "trade.approve-settlement")
    return any(may(request.actor, right, own_organization(request.actor)) for right in rights)


def _sellers(row: Contract) -> list[tuple[UUID, str, Decimal | None]]:
    """Each seller with the score its first lot was sold at."""
    scores: dict[UUID, Decimal | None] = {}
    for seller, line in zip(seller_of_line(row), row.terms["lines"], strict=True):
        scores.setdefault(seller, Decimal(line["score"]) if line["score"] else None)
    rows = row.parties.filter(is_buyer=False).order_by("organization__name", "id").values_list("organization_id", "organization__name")
    return [(id, name, scores[id]) for id, name in rows]
