"""Money against contracts: the list, a request, one opened, how it stood on a day, its paper, more contracts, the end."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from rochdale.kernel.ids import new_id
from rochdale.kernel.money import Money
from rochdale.kernel.refusal import Refused
from rochdale.people.access import get_or_404
from rochdale.people.http import ActingRequest, signed_in
from rochdale.people.permissions import require
from rochdale.people.proving import just_proven
from rochdale.trade import operations
from rochdale.trade.forms.prefinance import EndForm, OnDayForm, PledgeForm, RequestForm
from rochdale.trade.models import Prefinance
from rochdale.trade.permissions import own_organization
from rochdale.trade.prefinance_paper import statement_pdf
from rochdale.trade.queries import prefinance as queries
from rochdale.trade.templatetags.trade import money
from rochdale.trade.views.contracts import visible
from rochdale.trade.views.prefinance_tables import prefinance_chip, prefinance_table
from rochdale.trade.views.shared import add_refusals, show

FIELDS = {
    "trade.prefinance-not-above-zero": "amount",
    "trade.prefinance-without-purpose": "purpose",
    "trade.prefinance-needed-in-the-past": "needed_by",
    "trade.lender-unknown": "lender",
    "trade.contract-pledged-twice": "contracts",
    "trade.no-needs-a-reason": "reason",
}


@require_GET
@signed_in
def prefinances(request: ActingRequest) -> HttpResponse:
    """What we borrow and lend."""
    require(request.actor, "trade.see", request.actor)
    table = prefinance_table(queries.my_prefinance(request.actor), request.actor, request.at.date())
    return show(request, "prefinances", {"table": table.page(request.GET)})


@require_http_methods(["GET", "POST"])
@signed_in
@just_proven
def request_prefinance(request: ActingRequest, contract_id: UUID) -> HttpResponse:
    """Ask for money against a contract, and others with it."""
    row = visible(request.actor, contract_id)
    if request.actor.organization_id not in row.seller_ids:
        raise Http404
    require(request.actor, "trade.ask-prefinance", own_organization(request.actor))
    free = queries.pledgeable(request.actor, row.currency) or [(row, Money.zero(row.currency))]
    contracts = [(str(one.id), f"{one.number}: {money(value)}") for one, value in free]
    lenders = [(str(one.id), one.name) for one in queries.lenders_for(request.actor)]
    initial = {"lender": str(row.buyer_id), "contracts": [str(row.id)]}
    form = RequestForm(request.POST or None, lenders=lenders, contracts=contracts, currency=row.currency, initial=initial)
    if form.is_valid():
        said = form.cleaned_data
        try:
            made = operations.request_prefinance(
                id=said["operation_id"], by=request.actor, at=request.at, contract_ids=form.contract_ids(), lender_id=UUID(said["lender"]),
                amount=said["amount"], purpose=said["purpose"], needed_by=said["needed_by"],
            )  # fmt: skip
            return redirect("trade:prefinance", made)
        except Refused as refusal:
            add_refusals(form, refusal, FIELDS)
    return show(request, "prefinance_new", {"form": form, "contract": row})


@require_GET
@signed_in
def prefinance(request: ActingRequest, prefinance_id: UUID) -> HttpResponse:
    """One of them: what was agreed, how it stands, what comes next."""
    row = seen_by(request, prefinance_id)
    seen = queries.prefinance_seen(row, request.actor, request.at.date())
    context = {
        "seen": seen, "chip": prefinance_chip(seen.state), "moves": queries.moves_seen(seen, request.actor),
        "came_in": queries.to_pass_on(seen), "operation_id": new_id(),
        "may_pledge": seen.may_sign and not seen.is_over and not seen.is_lender and bool(queries.pledgeable(request.actor, row.currency)),
    }  # fmt: skip
    return show(request, "prefinance", context)


@require_GET
@signed_in
def prefinance_on(request: ActingRequest, prefinance_id: UUID) -> HttpResponse:
    """How it stood, or will stand, at the end of a day."""
    row = seen_by(request, prefinance_id)
    form = OnDayForm(request.GET if "on" in request.GET else {"on": request.at.date().isoformat()})
    on = form.cleaned_data["on"] if form.is_valid() else request.at.date()
    return show(request, "prefinance_on", {"seen": queries.prefinance_seen(row, request.actor, on), "form": form, "on": on})


@require_GET
@signed_in
def prefinance_file(request: ActingRequest, prefinance_id: UUID) -> HttpResponse:
    """The statement of one's own side as PDF in the reader's language."""
    row = seen_by(request, prefinance_id)
    seen = queries.prefinance_seen(row, request.actor, request.at.date())
    paper = statement_pdf(seen, by=request.actor, at=request.at, language=get_language() or "en")
    return HttpResponse(paper, content_type="application/pdf", headers={"Content-Disposition": f'inline; filename="{row.number}.pdf"'})


@require_http_methods(["GET", "POST"])
@signed_in
@just_proven
def pledge(request: ActingRequest, prefinance_id: UUID) -> HttpResponse:
    """Pledge one more contract."""
    row = seen_by(request, prefinance_id)
    require(request.actor, "trade.sign-prefinance", row)
    if row.organization_id != request.actor.organization_id:
        raise Http404
    pledged = set(row.pledges.values_list("contract_id", flat=True))
    free = [(str(one.id), f"{one.number}: {money(value)}") for one, value in queries.pledgeable(request.actor, row.currency)]
    form = PledgeForm(request.POST or None, contracts=[one for one in free if UUID(one[0]) not in pledged])
    if form.is_valid():
        try:
            operations.pledge_contract(
                id=form.cleaned_data["operation_id"], by=request.actor, at=request.at, prefinance_id=row.id,
                contract_id=UUID(form.cleaned_data["contract"]),
            )  # fmt: skip
            return redirect("trade:prefinance", row.id)
        except Refused as refusal:
            add_refusals(form, refusal, {"trade.contract-pledged-twice": "contract"})
    return show(request, "prefinance_pledge", {"form": form, "row": row})


@require_http_methods(["GET", "POST"])
@signed_in
def end(request: ActingRequest, prefinance_id: UUID) -> HttpResponse:
    """Decline it, withdraw it, or close it once all is paid back."""
    row = seen_by(request, prefinance_id)
    require(request.actor, "trade.sign-prefinance", row)
    seen = queries.prefinance_seen(row, request.actor, request.at.date())
    form = EndForm(request.POST or None, initial={"reason": _("All is paid back.")} if seen.stands else None)
    if form.is_valid():
        try:
            operations.end_prefinance(
                id=form.cleaned_data["operation_id"], by=request.actor, at=request.at, prefinance_id=row.id,
                reason=form.cleaned_data["reason"],
            )  # fmt: skip
            return redirect("trade:prefinance", row.id)
        except Refused as refusal:
            add_refusals(form, refusal, FIELDS)
    return show(request, "prefinance_end", {"form": form, "seen": seen})


def seen_by(request: ActingRequest, prefinance_id: UUID) -> Prefinance:
    """A pre-finance of one's own side; 404 for everybody else."""
    rows = Prefinance.objects.select_related("organization", "lender", "end")
    return get_or_404(
        request.actor, "trade.see-prefinance", rows, knows=lambda by, row: by.organization_id in row.party_ids, pk=prefinance_id
    )
