"""Call-offs: asked for, confirmed, refused, taken back; and the lots from which the seller fills them, in short screens."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_POST

from rochdale.kernel.ids import new_id
from rochdale.kernel.refusal import Refused
from rochdale.people.http import ActingRequest, signed_in
from rochdale.people.proving import just_proven
from rochdale.trade import operations
from rochdale.trade.forms.filling import filling_said, lot_steps
from rochdale.trade.forms.frameworks import call_said, call_step
from rochdale.trade.framing import frame_of
from rochdale.trade.models import CallOff, Framework
from rochdale.trade.queries.filling import OfferToFill, offers_to_fill
from rochdale.trade.queries.frameworks import FrameworkSeen, framework_seen
from rochdale.trade.rules.frameworks import Frame
from rochdale.trade.rules.price_terms import OUTRIGHT
from rochdale.trade.views.frameworks import called, signed
from rochdale.trade.views.journey import refused, walk
from rochdale.trade.views.shared import add_refusals, show
from rochdale.trade.worded import in_one_line
from rochdale.ui.forms import DecisionForm, ReasonForm

CALL_FIELDS = {
    "trade.call-off-above-frame": "kg",
    "trade.call-off-below-least": "kg",
    "trade.call-off-outside-period": "ready_until",
    "trade.exchange-month-missing": "month",
    "trade.exchange-month-not-traded": "month",
    "trade.exchange-month-is-over": "month",
    "trade.quotation-in-another-unit": "quoted_in",
    "trade.quotation-of-a-day-to-come": "quoted_on",
    "trade.bid-below-floor": "quotation",
    "trade.call-off-names-no-lot": "lots",
    "trade.lot-unknown": "lots",
    "trade.not-open": "lots",
    "trade.lot-ready-too-late": "lots",
}


@require_http_methods(["GET", "POST"])
@signed_in
@just_proven
def call_off(request: ActingRequest, framework_id: UUID) -> HttpResponse:
    """Ask for a part of it now. A seller says at once from which lots."""
    seen = framework_seen(signed(request, framework_id), request.actor, request.at.date())
    if seen.is_seller:
        return _call_off_lots(request, seen)
    form = _step(seen)(request.POST or None, initial={"quoted_on": request.at.date()})
    if form.is_valid():
        try:
            operations.call_off(
                id=form.cleaned_data["operation_id"], by=request.actor, at=request.at, framework_id=seen.row.id,
                call=call_said(form.cleaned_data),
            )  # fmt: skip
            return redirect("trade:framework", seen.row.id)
        except Refused as refusal:
            add_refusals(form, refusal, CALL_FIELDS)
    return show(request, "framework_call", {"form": form, "seen": seen})


def _call_off_lots(request: ActingRequest, seen: FrameworkSeen) -> HttpResponse:
    asked = _step(seen, is_alone=False)
    first = asked(request.POST)
    call = call_said(first.cleaned_data) if first.is_valid() else None
    offers = _offers(request, seen.row, seen.frame, call.ready_until) if call else []
    steps = [asked, *lot_steps(_fit(offers), request.POST.getlist("lots"), call.kg if call else 0)]
    screen = walk(steps, request.POST, {"quoted_on": request.at.date(), "operation_id": new_id()})
    if screen.is_sent and call:
        try:
            operations.call_off(
                id=screen.answers["operation_id"], by=request.actor, at=request.at, framework_id=seen.row.id, call=call,
                filling=filling_said(screen.answers),
            )  # fmt: skip
            return redirect("trade:framework", seen.row.id)
        except Refused as refusal:
            screen = refused(screen, steps, request.POST, refusal, CALL_FIELDS)
    shown = {"screen": screen, "seen": seen, "one": None, "kg": call.kg if call else 0, "is_about_lots": screen.at > 1, **_lots(offers)}
    return show(request, "filling", {**shown, **called(seen.frame)})


@require_http_methods(["GET", "POST"])
@signed_in
@just_proven
def fill_call_off(request: ActingRequest, call_off_id: UUID) -> HttpResponse:
    """The seller's yes: from which lots, and it becomes a contract."""
    found = get_object_or_404(_call_offs(), pk=call_off_id)
    seen = framework_seen(signed(request, found.framework_id), request.actor, request.at.date())
    one = next(one for one in seen.call_offs if one.row.id == found.id)
    if not (seen.is_seller and one.may_answer):
        return redirect("trade:framework", seen.row.id)
    frame, ready_until = frame_of(found.version.content), date.fromisoformat(found.content["call"]["ready_until"])
    offers = _offers(request, found.framework, frame, ready_until)
    steps = lot_steps(_fit(offers), request.POST.getlist("lots"), found.kg)
    screen = walk(steps, request.POST, {"sha256": found.sha256, "operation_id": new_id()})
    if screen.is_sent:
        try:
            made = operations.answer_call_off(
                id=screen.answers["operation_id"], by=request.actor, at=request.at, call_off_id=found.id,
                sha256=screen.answers["sha256"], is_yes=True, filling=filling_said(screen.answers),
            )  # fmt: skip
            return redirect("trade:contract", made)
        except Refused as refusal:
            screen = refused(screen, steps, request.POST, refusal, CALL_FIELDS)
    shown = {"screen": screen, "seen": seen, "one": one, "kg": found.kg, "is_about_lots": True, **_lots(offers)}
    return show(request, "filling", {**shown, **called(frame)})


@require_POST
@signed_in
@just_proven
def confirm_call_off(request: ActingRequest, call_off_id: UUID) -> HttpResponse:
    """The buyer's yes to a call-off, as it was shown: it becomes a contract."""
    found = get_object_or_404(_call_offs(), pk=call_off_id)
    row, form = signed(request, found.framework_id), DecisionForm(request.POST)
    if form.is_valid():
        try:
            made = operations.answer_call_off(
                id=form.cleaned_data["operation_id"], by=request.actor, at=request.at, call_off_id=found.id,
                sha256=form.cleaned_data["sha256"], is_yes=True,
            )  # fmt: skip
            return redirect("trade:contract", made)
        except Refused as refusal:
            for one in refusal.refusals:
                messages.error(request, in_one_line(one))
    return redirect("trade:framework", row.id)


@require_http_methods(["GET", "POST"])
@signed_in
def refuse_call_off(request: ActingRequest, call_off_id: UUID) -> HttpResponse:
    """No to a call-off, and why; the side that called it off takes it back the same way."""
    found = get_object_or_404(_call_offs(), pk=call_off_id)
    row, form = signed(request, found.framework_id), ReasonForm(request.POST or None)
    if form.is_valid():
        try:
            operations.answer_call_off(
                id=form.cleaned_data["operation_id"], by=request.actor, at=request.at, call_off_id=found.id, sha256=found.sha256,
                is_yes=False, reason=form.cleaned_data["reason"],
            )  # fmt: skip
            return redirect("trade:framework", row.id)
        except Refused as refusal:
            add_refusals(form, refusal)
    is_own = found.organization_id == request.actor.organization_id
    return show(request, "framework_no", {"form": form, "row": row, "is_own": is_own})


def _call_offs() -> QuerySet[CallOff]:
    return CallOff.objects.select_related("framework", "version").order_by("id")


def _step(seen: FrameworkSeen, *, is_alone: bool = True) -> type[forms.Form]:
    return call_step(is_quoted=seen.frame.price.kind != OUTRIGHT, is_alone=is_alone)


def _offers(request: ActingRequest, row: Framework, frame: Frame, ready_until: date) -> list[OfferToFill]:
    return offers_to_fill(row.organization_id, frame, ready_until=ready_until, on=request.at.date())


def _lots(offers: list[OfferToFill]) -> dict[str, object]:
    return {"fits": _fit(offers), "bars": [one for one in offers if one.bars]}


def _fit(offers: list[OfferToFill]) -> list[OfferToFill]:
    return [one for one in offers if not one.bars]
