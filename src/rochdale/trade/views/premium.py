"""The premium ledger: what is due, what came in, what the assembly decided, what was spent, and the page for the notice board."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import get_language
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rochdale.base import two_persons
from rochdale.base.models import Proposal
from rochdale.kernel.money import Money, is_currency
from rochdale.kernel.refusal import Refused
from rochdale.people.http import ActingRequest, signed_in
from rochdale.people.permissions import may, require
from rochdale.people.proving import just_proven
from rochdale.supply.queries.money import currencies
from rochdale.trade import operations
from rochdale.trade.forms.premium import (
    PERCENT,
    PLAN_STEPS,
    ExpenseForm,
    PremiumReceiptForm,
    PremiumRuleForm,
    assembly_of,
    paper_of,
    projects_of,
)
from rochdale.trade.models import Invoice, PremiumEntry, PremiumProject
from rochdale.trade.operations.premium import DECIDE
from rochdale.trade.permissions import own_organization
from rochdale.trade.premium_paper import board_pdf
from rochdale.trade.premium_picture import where_it_went
from rochdale.trade.premium_words import CATEGORIES
from rochdale.trade.queries import premium as queries
from rochdale.trade.views.journey import refused, walk
from rochdale.trade.views.shared import add_refusals, show
from rochdale.ui.forms import DecisionForm, ReasonForm

PLAN_FIELDS = {
    "trade.assembly-is-to-come": "held_on", "trade.assembly-counts-wrong": "present", "trade.assembly-without-quorum": "present",
    "trade.assembly-said-no": "yes", "trade.premium-plan-above-receipt": "budget_0", "trade.premium-project-says-too-little": "name_0",
    "trade.premium-plan-without-minutes": "minutes",
}  # fmt: skip
SPEND_FIELDS = {
    "trade.premium-expense-above-budget": "amount", "trade.premium-day-out-of-range": "on", "kernel.missing-rate": "currency",
    "trade.premium-expense-without-receipt": "receipt", "trade.premium-amount-not-above-zero": "amount",
}  # fmt: skip


@require_GET
@signed_in
def premium(request: ActingRequest) -> HttpResponse:
    """What is due of premium, and the ledgers."""
    own = _own(request, "trade.see-premium")
    rows = [queries.ledger(own, product, currency, request.at.date()) for product, currency in queries.ledgers_of(own)]
    return show(request, "premium", {"ledgers": rows, "dues": queries.all_dues(own), "may_keep": _may(request, "trade.keep-premium")})


@require_GET
@signed_in
def ledger(request: ActingRequest, product: str, currency: str) -> HttpResponse:
    """One ledger, as it stands or as it stood on a day."""
    own = _own(request, "trade.see-premium")
    found = queries.ledger(own, product, _known(currency), _on(request))
    open_ones = two_persons.open_proposals(own, request.at).filter(act=DECIDE, content__product=product, content__currency=currency)
    context = {
        "ledger": found, "bars": where_it_went(found), "waiting": open_ones, "categories": CATEGORIES,
        "unlike": queries.unlike_due(own, product, found.currency),
        "may_keep": _may(request, "trade.keep-premium"), "may_plan": _may(request, "trade.prepare-premium-plan"),
        "may_rule": _may(request, "trade.set-premium-rule"),
    }  # fmt: skip
    return show(request, "premium_ledger", context)


@require_GET
@signed_in
def board(request: ActingRequest, product: str, currency: str) -> HttpResponse:
    """A page for the notice board, in the reader's language."""
    own = _own(request, "trade.see-premium")
    found = queries.ledger(own, product, _known(currency), _on(request))
    unlike = queries.unlike_due(own, product, found.currency)
    paper = board_pdf(found, unlike, request.actor.organization_name, language=get_language() or "en", at=request.at)
    return HttpResponse(paper, content_type="application/pdf", headers={"Content-Disposition": 'inline; filename="premium.pdf"'})


@require_http_methods(["GET", "POST"])
@signed_in
def record(request: ActingRequest, invoice_id: UUID) -> HttpResponse:
    """Premium of an invoice came in."""
    own = _own(request, "trade.keep-premium")
    invoice = get_object_or_404(Invoice.objects.filter(contract__parties__organization_id=own).distinct(), pk=invoice_id)
    due = next((one for one in queries.dues_of(invoice.contract, own) if one.invoice.id == invoice.id), None)
    if due is None:
        raise Http404
    form = PremiumReceiptForm(request.POST or None, initial={"amount": -due.difference.amount})
    if form.is_valid():
        said = form.cleaned_data
        try:
            operations.record_premium(
                id=said["operation_id"], by=request.actor, at=request.at, invoice_id=invoice.id, amount=said["amount"], on=said["on"],
                reference=said["reference"],
            )  # fmt: skip
            return redirect("trade:premium-ledger", due.product, invoice.currency)
        except Refused as refusal:
            add_refusals(form, refusal, {"trade.premium-amount-not-above-zero": "amount", "trade.premium-day-out-of-range": "on"})
    return show(request, "premium_receipt", {"form": form, "due": due})


@require_http_methods(["GET", "POST"])
@signed_in
@just_proven
def plan(request: ActingRequest, product: str, currency: str) -> HttpResponse:
    """What the assembly decided: who was there, the vote, the projects, the minutes."""
    own = _own(request, "trade.prepare-premium-plan")
    screen = walk(PLAN_STEPS, request.POST, {})
    if screen.is_sent:
        said = screen.answers
        try:
            made = operations.propose_premium_plan(
                id=said["operation_id"], by=request.actor, at=request.at, product=product, currency=_known(currency),
                assembly=assembly_of(said), projects=projects_of(said, currency), minutes=paper_of(request.FILES.get("minutes")),
            )  # fmt: skip
            return redirect("trade:premium-proposal", made)
        except Refused as refusal:
            screen = refused(screen, PLAN_STEPS, request.POST, refusal, PLAN_FIELDS)
    found = queries.ledger(own, product, _known(currency), request.at.date())
    return show(request, "premium_plan", {"screen": screen, "ledger": found})


@require_http_methods(["GET", "POST"])
@signed_in
@just_proven
def proposal(request: ActingRequest, proposal_id: UUID) -> HttpResponse:
    """What was written from the minutes. Another person reads them and confirms."""
    row = _proposal(request, proposal_id)
    content = row.content
    form = DecisionForm(request.POST or None, initial={"sha256": row.content_sha256})
    if form.is_valid():
        try:
            two_persons.confirm(
                id=form.cleaned_data["operation_id"], by=request.actor, at=request.at, proposal_id=row.id,
                content_sha256=form.cleaned_data["sha256"],
            )  # fmt: skip
            return redirect("trade:premium-ledger", content["product"], content["currency"])
        except Refused as refusal:
            add_refusals(form, refusal)
    is_open = two_persons.open_proposals(row.organization_id, request.at).filter(pk=row.pk).exists()
    budgets = [(one["name"], one["category"], Money.of_minor(one["budget_minor"], content["currency"])) for one in content["projects"]]
    context = {
        "proposal": row, "content": content, "form": form, "is_open": is_open, "no": ReasonForm(auto_id="no_%s"),
        "held_on": date.fromisoformat(content["held_on"]), "projects": [(name, CATEGORIES[kind], money) for name, kind, money in budgets],
        "may_decide": is_open and two_persons.may_check(request.actor, row),
    }  # fmt: skip
    return show(request, "premium_proposal", context)


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
    return redirect("trade:premium-ledger", row.content["product"], row.content["currency"])


@require_http_methods(["GET", "POST"])
@signed_in
def spend(request: ActingRequest, project_id: UUID) -> HttpResponse:
    """Book what was spent on a project."""
    own = _own(request, "trade.keep-premium")
    project = get_object_or_404(PremiumProject.objects.select_related("plan"), pk=project_id, organization_id=own)
    left = project.budget - queries.spent_on(project)
    codes = list(dict.fromkeys([project.plan.currency, *currencies(own)]))
    form = ExpenseForm(request.POST or None, request.FILES or None, currencies=codes)
    if form.is_valid():
        said = form.cleaned_data
        try:
            operations.spend_premium(
                id=said["operation_id"], by=request.actor, at=request.at, project_id=project.id, amount=said["amount"],
                currency=said["currency"], on=said["on"], what=said["what"], receipt=paper_of(said["receipt"]),
            )  # fmt: skip
            return redirect("trade:premium-ledger", project.plan.product, project.plan.currency)
        except Refused as refusal:
            add_refusals(form, refusal, SPEND_FIELDS)
    return show(request, "premium_spend", {"form": form, "project": project, "left": left})


@require_http_methods(["GET", "POST"])
@signed_in
def take_back(request: ActingRequest, entry_id: UUID) -> HttpResponse:
    """Correct a line by another one."""
    own = _own(request, "trade.keep-premium")
    entry = get_object_or_404(PremiumEntry, pk=entry_id, organization_id=own, takes_back=None)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        try:
            operations.take_back_premium_entry(
                id=form.cleaned_data["operation_id"], by=request.actor, at=request.at, entry_id=entry.id, reason=form.cleaned_data["reason"]
            )
            return redirect("trade:premium-ledger", entry.product, entry.currency)
        except Refused as refusal:
            add_refusals(form, refusal)
    return show(request, "premium_take_back", {"form": form, "entry": entry})


@require_http_methods(["GET", "POST"])
@signed_in
def rule(request: ActingRequest, product: str) -> HttpResponse:
    """What the organization asks of a product's premium."""
    own = _own(request, "trade.set-premium-rule")
    found = queries.setting_of(own, product)
    initial = {"percent": (found.bettering * PERCENT).normalize(), "most_years": found.most_years, "source": found.source}
    form: forms.Form = PremiumRuleForm(request.POST or None, initial=initial)
    if form.is_valid():
        said: dict[str, Any] = form.cleaned_data
        operations.set_premium_rule(
            id=said["operation_id"], by=request.actor, at=request.at, product=product, bettering=said["percent"] / PERCENT,
            most_years=said["most_years"], source=said["source"], is_verified=said["is_verified"],
        )  # fmt: skip
        return redirect("trade:premium")
    return show(request, "premium_rule", {"form": form, "setting": found})


def _own(request: ActingRequest, right: str) -> UUID:
    own = own_organization(request.actor)
    require(request.actor, right, own)
    return own


def _may(request: ActingRequest, right: str) -> bool:
    return may(request.actor, right, own_organization(request.actor))


def _known(currency: str) -> str:
    if not is_currency(currency):
        raise Http404
    return currency


def _on(request: ActingRequest) -> date:
    """The day asked for, or today."""
    try:
        return min(date.fromisoformat(request.GET.get("on", "")), request.at.date())
    except ValueError:
        return request.at.date()


def _proposal(request: ActingRequest, proposal_id: UUID) -> Proposal:
    own = _own(request, "trade.see-premium")
    row = two_persons.proposals_of(own).filter(act=DECIDE, pk=proposal_id).first()
    if row is None:
        raise Http404
    return row
