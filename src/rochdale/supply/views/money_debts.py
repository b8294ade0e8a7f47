"""Advances, inputs on credit, mandates, and paying what an account holds: all about one grower."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rochdale.kernel.refusal import Refused
from rochdale.people.access import get_or_404
from rochdale.people.http import ActingRequest, signed_in, task_goes_on
from rochdale.supply import operations
from rochdale.supply.called import money
from rochdale.supply.forms.money import AdvanceForm, CreditForm, MandateForm, OwedForm, product_choices
from rochdale.supply.models import Account, Grower, Mandate, Season
from rochdale.supply.queries import money as queries
from rochdale.supply.rules.cash import pieces
from rochdale.supply.views.money_shared import show
from rochdale.ui.forms import OperationForm, add_refusals

FIELDS = {
    "supply.not-so-much-cash": "box",
    "supply.cash-needs-a-box": "box",
    "supply.mobile-needs-a-reference": "reference",
    "supply.nothing-to-pay": "amount",
    "supply.payment-above-owed": "amount",
    "supply.below-the-smallest-note": "amount",
    "supply.no-season-is-open": "product",
    "supply.mandate-is-to-come": "signed_on",
    "supply.credit-says-for-what": "what",
}


def _grower(request: ActingRequest, grower_id: UUID) -> Grower:
    return get_or_404(request.actor, "supply.pay", Grower.objects.select_related("person", "point"), pk=grower_id)


def _currency(request: ActingRequest, grower: Grower) -> str:
    """The one asked for, else the first in which anything is done here."""
    known = queries.currencies(grower.organization_id)
    asked = request.GET.get("currency", "")
    return asked if asked in known else next(iter(known), "")


def _boxes(grower: Grower, currency: str) -> list[object]:
    return list(queries.boxes(grower.organization_id).filter(currency=currency))


@require_GET
@signed_in
def debts(request: ActingRequest, grower_id: UUID) -> HttpResponse:
    """What a grower owes, what was signed, and what can be done."""
    grower = _grower(request, grower_id)
    mandates = [(row, str(Account(row.account).label), row.most_share * 100) for row in queries.mandates(grower)]
    context = {"grower": grower, "statements": queries.statements(grower), "mandates": mandates, "end": OperationForm(auto_id=False)}
    return show(request, "debts", context | {"currency": _currency(request, grower)})


def _done(request: ActingRequest, form: OperationForm, act: Callable[[], str]) -> str:
    """What an operation answered, or nothing with its sentences on the form."""
    try:
        return act()
    except Refused as refused:
        add_refusals(form, refused, {code: field for code, field in FIELDS.items() if field in form.fields})
        return ""


@require_http_methods(["GET", "POST"])
@signed_in
def pay_owed(request: ActingRequest, grower_id: UUID) -> HttpResponse:
    """Pay at the counter what the account holds, or a part of it."""
    grower = _grower(request, grower_id)
    currency = _currency(request, grower)
    owed = queries.stands(grower.id, currency)
    form = OwedForm(request.POST or None, currency=currency, boxes=_boxes(grower, currency))
    season = Season.objects.filter(organization_id=grower.organization_id).order_by("-since_on", "id").first()
    if form.is_valid() and season:
        given, note = form.cleaned_data, pieces(currency).pays_in_minor
        made = _done(
            request,
            form,
            lambda: operations.pay_owed(
                id=given["operation_id"], by=request.actor, at=request.at, happened_at=request.at, grower_id=grower.id,
                season_id=season.id, currency=currency, amount_minor=given["amount"].minor, handover=form.handover(note),
            ),
        )  # fmt: skip
        if made:
            return task_goes_on(redirect("supply:payment", made))
    return show(request, "pay_owed", {"grower": grower, "form": form, "owed": owed, "currency": currency})


@require_http_methods(["GET", "POST"])
@signed_in
def give_advance(request: ActingRequest, grower_id: UUID) -> HttpResponse:
    """Lend money before the harvest."""
    grower = _grower(request, grower_id)
    currency = _currency(request, grower)
    form = AdvanceForm(request.POST or None, currency=currency, boxes=_boxes(grower, currency), product_choices=product_choices())
    if form.is_valid():
        given = form.cleaned_data
        made = _done(
            request,
            form,
            lambda: operations.give_advance(
                id=given["operation_id"], by=request.actor, at=request.at, happened_at=request.at, grower_id=grower.id,
                product=given["product"], money=given["amount"], handover=form.handover(), note=given["note"],
            ),
        )  # fmt: skip
        if made:
            return task_goes_on(redirect("supply:payment", made))
    return _form(request, grower, form, _("Lend money"), _("The money is handed over"))


@require_http_methods(["GET", "POST"])
@signed_in
def give_credit(request: ActingRequest, grower_id: UUID) -> HttpResponse:
    """Seedlings, fertilizer or tools on credit."""
    grower = _grower(request, grower_id)
    form = CreditForm(request.POST or None, currency=_currency(request, grower), product_choices=product_choices())
    if form.is_valid():
        given = form.cleaned_data
        made = _done(
            request,
            form,
            lambda: operations.give_credit(
                id=given["operation_id"], by=request.actor, at=request.at, happened_at=request.at, grower_id=grower.id,
                product=given["product"], money=given["amount"], what=given["what"],
            ),
        )  # fmt: skip
        if made:
            messages.success(
                request, _("It is written down: %(amount)s") % {"amount": money(given["amount"].minor, given["amount"].currency)}
            )
            return redirect("supply:grower-debts", grower.id)
    return _form(request, grower, form, _("Give inputs on credit"), _("It is handed out"))


@require_http_methods(["GET", "POST"])
@signed_in
def sign_mandate(request: ActingRequest, grower_id: UUID) -> HttpResponse:
    """The grower has signed that a debt may be kept back."""
    grower = _grower(request, grower_id)
    form = MandateForm(request.POST or None, initial={"signed_on": localdate(request.at)})
    if form.is_valid():
        given = form.cleaned_data
        made = _done(
            request,
            form,
            lambda: operations.sign_mandate(
                id=given["operation_id"], by=request.actor, at=request.at, grower_id=grower.id, account=given["account"],
                most_share=(given["percent"] / Decimal(100)).quantize(Decimal("0.001")), signed_on=given["signed_on"],
            ),
        )  # fmt: skip
        if made:
            return redirect("supply:grower-debts", grower.id)
    return _form(request, grower, form, _("The grower has signed a mandate"), _("Write it down"))


@require_POST
@signed_in
def end_mandate(request: ActingRequest, mandate_id: UUID) -> HttpResponse:
    """The grower takes a mandate back."""
    row = get_or_404(request.actor, "supply.pay", Mandate.objects.all(), pk=mandate_id)
    form = OperationForm(request.POST)
    if form.is_valid():
        operations.end_mandate(id=form.cleaned_data["operation_id"], by=request.actor, at=request.at, mandate_id=row.id)
    return redirect("supply:grower-debts", row.grower_id)


def _form(request: ActingRequest, grower: Grower, form: OperationForm, title: str, act: str) -> HttpResponse:
    return show(request, "grower_form", {"grower": grower, "form": form, "title": title, "act": act})
