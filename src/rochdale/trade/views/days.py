"""Market days: announced, what is missing, cleared, closed with a report."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rochdale.kernel.refusal import Refused
from rochdale.people.http import ActingRequest, signed_in
from rochdale.people.permissions import require
from rochdale.people.queries import organizations
from rochdale.trade import operations
from rochdale.trade.day_paper import day_pdf, seen
from rochdale.trade.days import COOPERATIVES
from rochdale.trade.forms.days import day_steps
from rochdale.trade.goods_words import PRODUCTS, called
from rochdale.trade.models import MarketDay
from rochdale.trade.permissions import operates
from rochdale.trade.queries import days as queries
from rochdale.trade.views.journey import refused, walk
from rochdale.trade.views.shared import add_refusals, show
from rochdale.trade.views.tables import market_chip, market_days_table
from rochdale.trade.worded import worded
from rochdale.ui.forms import OperationForm

FIELDS = {
    "trade.day-is-over": "closes_on",
    "trade.day-closes-before-it-opens": "closes_on",
    "trade.day-answered-before-it-closes": "answer_by",
    "trade.day-too-long": "answer_by",
}


@require_GET
@signed_in
def market_days(request: ActingRequest) -> HttpResponse:
    """All market days."""
    table = market_days_table(queries.market_days()).page(request.GET)
    return show(request, "market_days", {"table": table, "operates": operates(request.actor)})


@require_http_methods(["GET", "POST"])
@signed_in
def new_market_day(request: ActingRequest) -> HttpResponse:
    """Announce one: two short screens."""
    require(request.actor, "trade.operate", request.actor)
    steps = day_steps([(str(one.id), one.name) for one in organizations(kinds=COOPERATIVES)])
    screen = walk(steps, request.POST, {})
    if screen.is_sent:
        said = screen.answers
        try:
            made = operations.open_market_day(
                id=said["operation_id"], by=request.actor, at=request.at, products=said["products"],
                invited=[UUID(one) for one in said["invited"]], opens_on=said["opens_on"], closes_on=said["closes_on"],
                answer_by=said["answer_by"],
            )  # fmt: skip
            return redirect("trade:market-day", made)
        except Refused as refusal:
            screen = refused(screen, steps, request.POST, refusal, FIELDS)
    return show(request, "market_day_new", {"screen": screen})


@require_GET
@signed_in
def market_day(request: ActingRequest, day_id: UUID) -> HttpResponse:
    """One market day: for the operator what is missing and the next step, for all others what is missing of their own; then the report."""
    return _page(request, _day(day_id), OperationForm(auto_id=False))


def _page(request: ActingRequest, day: MarketDay, form: OperationForm) -> HttpResponse:
    on, runs = request.at.date(), queries.runs_seen(day)
    is_open, is_operator = day.state == MarketDay.State.OPEN, operates(request.actor)
    checked = queries.checklist(day, on) if is_open and is_operator else []
    context = {
        "day": day, "form": form, "operates": is_operator, "products": [called(PRODUCTS, one) for one in day.products],
        "runs": [(one, market_chip(one.market)) for one in runs], "is_open": is_open, "may_clear": is_open and day.closes_on <= on,
        "checked": [(one, [worded(refusal) for refusal in one.missing]) for one in checked],
        "mine": [worded(one) for one in queries.own_missing(day, request.actor, on)] if is_open and not is_operator else [],
        "may_close": any(one.market.state == "shown" for one in runs) and not any(one.waiting for one in runs),
        "may_remind": any(one.missing and not one.is_reminded for one in checked), "report": None if is_open else seen(day),
    }  # fmt: skip
    return show(request, "market_day", context)


@require_POST
@signed_in
def remind(request: ActingRequest, day_id: UUID) -> HttpResponse:
    """Write to all of whom something is missing."""
    day, form = _for_operator(request, day_id), OperationForm(request.POST, auto_id=False)
    if form.is_valid():
        missing = [one.id for one in queries.checklist(day, request.at.date()) if one.missing]
        told = operations.remind(
            id=form.cleaned_data["operation_id"], by=request.actor, at=request.at, day_id=day.id, organization_ids=missing
        )
        said = ngettext("%(n)s organization is written to.", "%(n)s organizations are written to.", told)
        messages.success(request, said % {"n": told})
    return redirect("trade:market-day", day.id)


@require_POST
@signed_in
def clear_market_day(request: ActingRequest, day_id: UUID) -> HttpResponse:
    """Clear what is open now."""
    day, form = _for_operator(request, day_id), OperationForm(request.POST, auto_id=False)
    if form.is_valid():
        try:
            made = operations.clear_market_day(id=form.cleaned_data["operation_id"], by=request.actor, at=request.at, day_id=day.id)
            return redirect("trade:market", made)
        except Refused as refusal:
            add_refusals(form, refusal)
    return _page(request, day, form)


@require_POST
@signed_in
def close_market_day(request: ActingRequest, day_id: UUID) -> HttpResponse:
    """Freeze the report, tell all sides."""
    day, form = _for_operator(request, day_id), OperationForm(request.POST, auto_id=False)
    if form.is_valid():
        try:
            operations.close_market_day(id=form.cleaned_data["operation_id"], by=request.actor, at=request.at, day_id=day.id)
            messages.success(request, _("The market day is closed. All sides are told."))
            return redirect("trade:market-day", day.id)
        except Refused as refusal:
            add_refusals(form, refusal)
    return _page(request, day, form)


@require_GET
@signed_in
def market_day_file(request: ActingRequest, day_id: UUID) -> HttpResponse:
    """The report as PDF in the reader's language."""
    day = _day(day_id)
    if day.state != MarketDay.State.CLOSED:
        raise Http404
    paper = day_pdf(day, language=get_language() or "en")
    headers = {"Content-Disposition": f'inline; filename="market-day-{day.number}.pdf"'}
    return HttpResponse(paper, content_type="application/pdf", headers=headers)


def _day(day_id: UUID) -> MarketDay:
    return get_object_or_404(MarketDay.objects.select_related("organization"), pk=day_id)


def _for_operator(request: ActingRequest, day_id: UUID) -> MarketDay:
    require(request.actor, "trade.operate", request.actor)
    return _day(day_id)
