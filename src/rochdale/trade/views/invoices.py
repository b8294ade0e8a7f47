"""Invoices: written, opened, printed, sent as UBL; what came in on them; credit notes."""

from __future__ import annotations

from decimal import Decimal
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language, override
from django.views.decorators.http import require_GET, require_http_methods

from rochdale.kernel.refusal import Refused
from rochdale.people.access import get_or_404
from rochdale.people.http import ActingRequest, signed_in
from rochdale.people.permissions import require
from rochdale.people.proving import just_proven
from rochdale.trade import operations
from rochdale.trade.agreed_lines import lines_of
from rochdale.trade.forms.sales import CreditForm, InvoiceForm, PaymentForm
from rochdale.trade.invoice_paper import invoice_pdf
from rochdale.trade.invoicing import invoice_of
from rochdale.trade.models import Invoice, Payment
from rochdale.trade.queries.sales import balance, is_seller_of, kg_to_invoice, payments_of, premium_for, premium_owed_otherwise
from rochdale.trade.queries.way import is_now
from rochdale.trade.settling import premium_of
from rochdale.trade.shipping import departed_on
from rochdale.trade.ubl import ubl
from rochdale.trade.views.contracts import visible
from rochdale.trade.views.shared import add_refusals, show
from rochdale.ui.forms import ReasonForm


@require_http_methods(["GET", "POST"])
@signed_in
def new_invoice(request: ActingRequest, contract_id: UUID) -> HttpResponse:
    """Invoice what was shipped."""
    row = visible(request.actor, contract_id)
    require(request.actor, "trade.invoice", row)
    lots = [(line["reference"], line["seller"]["name"], kg) for line, kg in zip(row.terms["lines"], kg_to_invoice(row), strict=True)]
    premium = premium_for(row, sum((kg for *_lot, kg in lots), Decimal(0)))
    initial = {"shipped_on": departed_on(row), "premium": premium.amount if premium else None}
    form = InvoiceForm(request.POST or None, lots=lots, currency=row.currency, initial=initial)
    if form.is_valid():
        said = form.cleaned_data
        try:
            made = operations.issue_invoice(
                id=said["operation_id"], by=request.actor, at=request.at, contract_id=row.id, shipped=form.shipped(),
                shipped_on=said["shipped_on"], premium=said["premium"] or Decimal(0),
            )  # fmt: skip
            return redirect("trade:invoice", made)
        except Refused as refusal:
            add_refusals(form, refusal)
    prices = [(line["reference"], Decimal(line["price"])) for line in lines_of(row)]
    per_kg = Decimal(row.terms["premium"]["per_kg"]) if premium else None
    context = {"form": form, "contract": row, "prices": prices, "premium": premium, "premium_per_kg": per_kg}
    return show(request, "invoice_new", context)


@require_GET
@signed_in
def invoice(request: ActingRequest, invoice_id: UUID) -> HttpResponse:
    """One invoice: its lines, and how much of it is paid."""
    row = _visible(request, invoice_id)
    stands, said = balance(row), invoice_of(row.content)
    context = {
        "invoice": row, "lines": [(line, line.net(row.currency)) for line in said.lines], "said": said, "stands": stands,
        "payments": payments_of(row),
        "premium_owed": premium_owed_otherwise(row), "premium_asked": premium_of(row),
        "days_late": stands.days_late(request.at.date()), "is_seller": is_seller_of(row, request.actor),
        "credit_notes": row.credit_notes.order_by("number"),
        "shares_now": is_seller_of(row, request.actor) and is_now("shared", row.contract),
    }  # fmt: skip
    return show(request, "invoice", context)


@require_GET
@signed_in
def invoice_file(request: ActingRequest, invoice_id: UUID) -> HttpResponse:
    """The invoice as PDF in the reader's language."""
    row = _visible(request, invoice_id)
    paper = invoice_pdf(row, language=get_language() or "en")
    headers = {"Content-Disposition": f'inline; filename="{row.number}.pdf"'}
    return HttpResponse(paper, content_type="application/pdf", headers=headers)


@require_GET
@signed_in
def invoice_ubl(request: ActingRequest, invoice_id: UUID) -> HttpResponse:
    """The invoice as UBL 2.1, in English: the same bytes for everybody."""
    row = _visible(request, invoice_id)
    with override("en"):
        content = ubl(invoice_of(row.content))
    headers = {"Content-Disposition": f'attachment; filename="{row.number}.xml"'}
    return HttpResponse(content, content_type="application/xml", headers=headers)


@require_http_methods(["GET", "POST"])
@signed_in
@just_proven
def record_payment(request: ActingRequest, invoice_id: UUID) -> HttpResponse:
    """What came in."""
    row = _visible(request, invoice_id)
    require(request.actor, "trade.invoice", row)
    form = PaymentForm(request.POST or None, initial={"amount": balance(row).left.amount, "on": request.at.date()})
    if form.is_valid():
        said = form.cleaned_data
        try:
            operations.record_payment(
                id=said["operation_id"], by=request.actor, at=request.at, invoice_id=row.id, amount=said["amount"], on=said["on"],
                reference=said["reference"],
            )  # fmt: skip
            return redirect("trade:invoice", row.id)
        except Refused as refusal:
            add_refusals(form, refusal)
    return show(request, "invoice_payment", {"form": form, "invoice": row})


@require_http_methods(["GET", "POST"])
@signed_in
@just_proven
def credit_note(request: ActingRequest, invoice_id: UUID) -> HttpResponse:
    """Give back an amount, with its reason."""
    row = _visible(request, invoice_id)
    require(request.actor, "trade.invoice", row)
    form = CreditForm(request.POST or None)
    if form.is_valid():
        said = form.cleaned_data
        try:
            made = operations.issue_credit_note(
                id=said["operation_id"], by=request.actor, at=request.at, invoice_id=row.id, amount=said["amount"], reason=said["reason"]
            )
            return redirect("trade:invoice", made)
        except Refused as refusal:
            add_refusals(form, refusal)
    return show(request, "invoice_credit", {"form": form, "invoice": row})


@require_http_methods(["GET", "POST"])
@signed_in
@just_proven
def take_back_payment(request: ActingRequest, payment_id: UUID) -> HttpResponse:
    """A payment that was written wrong."""
    payment = Payment.objects.filter(pk=payment_id).first()
    row = _visible(request, payment.invoice_id if payment else payment_id)
    require(request.actor, "trade.invoice", row)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        said = form.cleaned_data
        try:
            operations.take_back_payment(
                id=said["operation_id"], by=request.actor, at=request.at, payment_id=payment_id, reason=said["reason"]
            )
            return redirect("trade:invoice", row.id)
        except Refused as refusal:
            add_refusals(form, refusal)
    return show(request, "invoice_take_back", {"form": form, "invoice": row, "payment": payment})


def _visible(request: ActingRequest, invoice_id: UUID) -> Invoice:
    rows = Invoice.objects.select_related("contract", "organization", "corrects")
    return get_or_404(request.actor, "trade.see-invoice", rows, knows=lambda by, row: by.organization_id in row.party_ids, pk=invoice_id)
