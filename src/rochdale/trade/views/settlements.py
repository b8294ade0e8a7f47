"""The money of a sale: how it was shared out, what was prepared, a decision by a second person, the statement on paper."""

from __future__ import annotations

from decimal import Decimal
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import get_language
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rochdale.base import two_persons
from rochdale.base.models import Proposal
from rochdale.kernel.refusal import Refused
from rochdale.people.http import ActingRequest, signed_in
from rochdale.people.permissions import may, require
from rochdale.people.proving import just_proven
from rochdale.trade import operations
from rochdale.trade.forms.settlement import Seller, claims_of, costs_of, reports_of, steps
from rochdale.trade.models import Contract, PoolSettlement
from rochdale.trade.operations.settlements import DECIDE
from rochdale.trade.permissions import own_organization
from rochdale.trade.queries.prefinance import prefilled
from rochdale.trade.queries.waiting import settlement_to_decide
from rochdale.trade.settlement_paper import settlement_pdf
from rochdale.trade.settling import holder_of, is_organic, own_part, seller_of_line, takings
from rochdale.trade.views.contracts import visible
from rochdale.trade.views.journey import refused, walk
from rochdale.trade.views.shared import add_refusals, show
from rochdale.ui.forms import DecisionForm, ReasonForm

SETTLING_FIELDS = {
    "trade.pool-keeps-of-a-loss": "reserve",
    "trade.pool-dead-freight-beyond-costs": "dead_freight",
    "trade.pool-nothing-organic": "organic",
    "trade.pool-organic-above-receipts": "organic",
}


@require_GET
@signed_in
def settlement(request: ActingRequest, contract_id: UUID) -> HttpResponse:
    """How a sale's money was shared out; before that, what waits for a second person."""
    row = _of_seller(request, contract_id)
    done = PoolSettlement.objects.filter(contract=row).first()
    holds = _holds(row, request) and _handles_money(request)
    open_ones = two_persons.open_proposals(request.actor.organization_id, request.at) if holds else Proposal.objects.none()
    content = done.content if done else None
    context = {
        "contract": row, "done": done, "holds": holds, "takings": takings(row), "is_pool": len(row.seller_ids) > 1,
        "content": content if holds or content is None else own_part(content, own_organization(request.actor)),
        "waiting": [one for one in open_ones.filter(act=DECIDE) if one.content["contract_id"] == str(row.id)],
        "to_decide": settlement_to_decide(row.id, request.actor, request.at),
        "may_pay": done is not None and may(request.actor, "supply.prepare-pay-run", own_organization(request.actor)),
        "may_prepare": holds and done is None and may(request.actor, "trade.prepare-settlement", own_organization(request.actor)),
    }  # fmt: skip
    return show(request, "settlement", context)


@require_GET
@signed_in
def paper(request: ActingRequest, contract_id: UUID) -> HttpResponse:
    """One's own statement of a settlement: the sums and one's line, as PDF in the reader's language."""
    row = _of_seller(request, contract_id)
    done = get_object_or_404(PoolSettlement.objects.select_related("contract", "organization"), contract=row)
    printed = settlement_pdf(done, own_organization(request.actor), language=get_language() or "en")
    headers = {"Content-Disposition": f'inline; filename="{row.number}-settlement.pdf"'}
    return HttpResponse(printed, content_type="application/pdf", headers=headers)


@require_http_methods(["GET", "POST"])
@signed_in
@just_proven
def propose(request: ActingRequest, contract_id: UUID) -> HttpResponse:
    """Reckon how the money is shared out: costs, then each cooperative, then each lot."""
    row = _of_seller(request, contract_id)
    if not _holds(row, request):
        raise Http404
    require(request.actor, "trade.prepare-settlement", own_organization(request.actor))
    sellers, lots, sums = _sellers(row), _lots(row), takings(row)
    asked = steps(sellers, lots, has_organic=any(map(is_organic, row.terms["lines"])), has_credit=bool(sums.credited))
    screen = walk(asked, request.POST, prefilled(row, [one.id for one in sellers], request.at.date()))
    if screen.is_sent:
        said = screen.answers
        try:
            made = operations.propose_settlement(
                id=said["operation_id"], by=request.actor, at=request.at, contract_id=row.id, costs=costs_of(said),
                reports=reports_of(said, sellers), claims=claims_of(said, lots),
            )  # fmt: skip
            return redirect("trade:settlement-proposal", made)
        except Refused as refusal:
            screen = refused(screen, asked, request.POST, refusal, SETTLING_FIELDS)
    return show(request, "settlement_new", {"screen": screen, "contract": row, "takings": sums})


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
        "is_pool": len(row.content["lines"]) > 1, "proposal": row, "content": row.content, "form": form, "is_open": is_open,
        "no": ReasonForm(auto_id="no_%s"), "may_decide": is_open and two_persons.may_check(request.actor, row),
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
    holder, _clauses = holder_of(row)
    return holder is not None and holder == request.actor.organization_id


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


def _sellers(row: Contract) -> list[Seller]:
    scores: dict[UUID, Decimal | None] = {}
    for seller, line in zip(seller_of_line(row), row.terms["lines"], strict=True):
        scores.setdefault(seller, Decimal(line["score"]) if line["score"] else None)
    rows = row.parties.filter(is_buyer=False).order_by("organization__name", "id").values_list("organization_id", "organization__name")
    return [Seller(id, name, scores[id]) for id, name in rows]


def _lots(row: Contract) -> list[str]:
    """The lots of the contract, named with whose they are."""
    return [f"{line['reference']}, {line['seller']['name']}" for line in row.terms["lines"]]
