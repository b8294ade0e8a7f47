"""Terms of a pre-finance and its money: proposed, answered; drawn, paid back, taken back."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.formats import date_format
from django.views.decorators.http import require_http_methods, require_POST

from rochdale.kernel.ids import new_id
from rochdale.kernel.refusal import Refused, refuse_if
from rochdale.people.http import ActingRequest, signed_in
from rochdale.people.permissions import require
from rochdale.people.proving import just_proven
from rochdale.trade import operations
from rochdale.trade.forms.prefinance import PERCENT, TERMS_STEPS, MoneyForm, terms_said
from rochdale.trade.models import Prefinance, PrefinanceMove, PrefinanceTerms
from rochdale.trade.prefinancing import terms_of
from rochdale.trade.queries import prefinance as queries
from rochdale.trade.rules.prefinance import Terms, cost_of, refusals_for_terms, warnings_for_terms
from rochdale.trade.views.journey import refused, walk
from rochdale.trade.views.prefinance import seen_by
from rochdale.trade.views.shared import add_refusals, show
from rochdale.ui.forms import DecisionForm, ReasonForm

TERMS_FIELDS = {
    "trade.prefinance-not-above-zero": "limit",
    "trade.advance-rate-out-of-range": "advance_rate",
    "trade.prefinance-cost-below-zero": "rate",
    "trade.prefinance-due-is-over": "due_on",
    "trade.prefinance-payer-unknown": "account",
    "trade.deduction-without-name-or-amount": "deduction",
}
MONEY_FIELDS = {
    "trade.prefinance-not-above-zero": "amount",
    "trade.draw-above-available": "amount",
    "trade.draw-after-due": "on",
    "trade.move-day-out-of-range": "on",
    "trade.move-already-recorded": "reference",
}


@require_http_methods(["GET", "POST"])
@signed_in
@just_proven
def propose_terms(request: ActingRequest, prefinance_id: UUID) -> HttpResponse:
    """The lender's terms: four short screens, the last one shows what they cost."""
    row = seen_by(request, prefinance_id)
    require(request.actor, "trade.sign-prefinance", row)
    if row.lender_id != request.actor.organization_id:
        raise Http404
    screen = walk(TERMS_STEPS, request.POST, _newest(row))
    terms = terms_said(screen.answers, row.currency) if screen.is_last and screen.answers else None
    try:
        if terms:
            refuse_if(refusals_for_terms(terms, on=request.at.date()))
        if terms and screen.is_sent:
            operations.propose_terms(
                id=screen.answers["operation_id"], by=request.actor, at=request.at, prefinance_id=row.id, over=screen.answers["over"],
                terms=terms,
            )  # fmt: skip
            return redirect("trade:prefinance", row.id)
    except Refused as refusal:
        screen, terms = refused(screen, TERMS_STEPS, request.POST, refusal, TERMS_FIELDS), None
    return show(request, "prefinance_terms_new", {"screen": screen, "row": row, "check": _check(row, terms, request) if terms else None})


@require_POST
@signed_in
@just_proven
def say_yes_to_terms(request: ActingRequest, terms_id: UUID) -> HttpResponse:
    """Yes, to the terms as they were shown."""
    terms = _terms(request, terms_id)
    form = DecisionForm(request.POST)
    if form.is_valid():
        operations.answer_terms(
            id=form.cleaned_data["operation_id"], by=request.actor, at=request.at, terms_id=terms.id, sha256=form.cleaned_data["sha256"],
            is_yes=True,
        )  # fmt: skip
    return redirect("trade:prefinance", terms.prefinance_id)


@require_http_methods(["GET", "POST"])
@signed_in
def say_no_to_terms(request: ActingRequest, terms_id: UUID) -> HttpResponse:
    """No, and why."""
    terms = _terms(request, terms_id)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        try:
            operations.answer_terms(
                id=form.cleaned_data["operation_id"], by=request.actor, at=request.at, terms_id=terms.id, sha256=terms.sha256,
                is_yes=False, reason=form.cleaned_data["reason"],
            )  # fmt: skip
            return redirect("trade:prefinance", terms.prefinance_id)
        except Refused as refusal:
            add_refusals(form, refusal)
    return show(request, "prefinance_terms_no", {"form": form, "row": terms.prefinance, "terms": terms})


@require_http_methods(["GET", "POST"])
@signed_in
@just_proven
def draw(request: ActingRequest, prefinance_id: UUID) -> HttpResponse:
    """What was drawn."""
    row = seen_by(request, prefinance_id)
    require(request.actor, "trade.book-prefinance", row)
    seen = queries.prefinance_seen(row, request.actor, request.at.date())
    initial = {"amount": max(seen.available.amount, 0) if seen.available else None, "on": request.at.date()}
    form = MoneyForm(request.POST or None, currency=row.currency, initial=initial)
    if form.is_valid():
        said = form.cleaned_data
        try:
            operations.record_draw(
                id=said["operation_id"], by=request.actor, at=request.at, prefinance_id=row.id, amount=said["amount"], on=said["on"],
                reference=said["reference"],
            )  # fmt: skip
            return redirect("trade:prefinance", row.id)
        except Refused as refusal:
            add_refusals(form, refusal, MONEY_FIELDS)
    return show(request, "prefinance_draw", {"form": form, "seen": seen})


@require_http_methods(["GET", "POST"])
@signed_in
@just_proven
def pay_back(request: ActingRequest, prefinance_id: UUID) -> HttpResponse:
    """What the lender got; out of a payment of the buyer's where `payment` names one."""
    row = seen_by(request, prefinance_id)
    require(request.actor, "trade.book-prefinance", row)
    seen = queries.prefinance_seen(row, request.actor, request.at.date())
    out_of = next((one for one in queries.to_pass_on(seen) if str(one.payment.id) == request.GET.get("payment")), None)
    amount = out_of.for_lender.amount if out_of else seen.stands.owed.amount if seen.stands else None
    form = MoneyForm(request.POST or None, currency=row.currency, initial={"amount": amount, "on": request.at.date()})
    if form.is_valid():
        said = form.cleaned_data
        try:
            operations.record_repayment(
                id=said["operation_id"], by=request.actor, at=request.at, prefinance_id=row.id, amount=said["amount"], on=said["on"],
                reference=said["reference"], payment_id=out_of.payment.id if out_of else None,
            )  # fmt: skip
            return redirect("trade:prefinance", row.id)
        except Refused as refusal:
            add_refusals(form, refusal, MONEY_FIELDS)
    return show(request, "prefinance_pay_back", {"form": form, "seen": seen, "out_of": out_of})


@require_http_methods(["GET", "POST"])
@signed_in
@just_proven
def take_back(request: ActingRequest, move_id: UUID) -> HttpResponse:
    """What was written wrong."""
    found = PrefinanceMove.objects.filter(pk=move_id).select_related("prefinance").first()
    row = seen_by(request, found.prefinance_id if found else move_id)
    require(request.actor, "trade.book-prefinance", row)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        try:
            operations.take_back_move(
                id=form.cleaned_data["operation_id"], by=request.actor, at=request.at, move_id=move_id, reason=form.cleaned_data["reason"]
            )
            return redirect("trade:prefinance", row.id)
        except Refused as refusal:
            add_refusals(form, refusal)
    return show(request, "prefinance_take_back", {"form": form, "row": row, "move": found})


def _terms(request: ActingRequest, terms_id: UUID) -> PrefinanceTerms:
    terms = get_object_or_404(PrefinanceTerms.objects.select_related("prefinance"), pk=terms_id)
    row = seen_by(request, terms.prefinance_id)
    require(request.actor, "trade.sign-prefinance", row)
    if row.organization_id != request.actor.organization_id:
        raise Http404
    return terms


def _newest(row: Prefinance) -> dict[str, object]:
    """What the lender said last; before that, what was asked for."""
    newest = row.terms.order_by("-number").first()
    if newest is None:
        return {"limit": row.amount.amount, "over": 0, "operation_id": new_id()}
    said = terms_of(newest, row.currency)
    kept = said.deductions[0] if said.deductions else None
    return {
        "limit": said.limit.amount, "advance_rate": (said.advance_rate * PERCENT).normalize(), "rate": (said.rate * PERCENT).normalize(),
        "fee": said.fee.amount,
        "due_on": said.due_on, "pays_back": said.pays_back, "account": said.account, "deduction": kept.name if kept else "",
        "deduction_amount": kept.amount.amount if kept else None, "over": newest.number, "operation_id": new_id(),
    }  # fmt: skip


def _check(row: Prefinance, terms: Terms, request: ActingRequest) -> dict[str, object]:
    """The last look: what the whole of it costs."""
    covers = queries.prefinance_seen(row, request.actor, request.at.date()).covers
    kg = sum((one.kg for one in covers), start=PERCENT * 0)
    return {
        "terms": terms, "rate": (terms.rate * PERCENT).normalize(), "advance_rate": (terms.advance_rate * PERCENT).normalize(),
        "due_on": date_format(terms.due_on), "cost": cost_of(terms, drawn_on=max(row.needed_by, request.at.date()), kg=kg),
        "warnings": warnings_for_terms(terms),
    }  # fmt: skip
