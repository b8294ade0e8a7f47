"""Frameworks: the list, a new one, one opened, a change, yes and no, notice."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rochdale.kernel.ids import new_id
from rochdale.kernel.refusal import Refused, refuse_if
from rochdale.people.access import get_or_404
from rochdale.people.http import ActingRequest, signed_in
from rochdale.people.permissions import require
from rochdale.trade import operations
from rochdale.trade.called import goods_name, place_and_code
from rochdale.trade.forms.frameworks import NoticeForm, frame_said, frame_steps
from rochdale.trade.framing import frame_of
from rochdale.trade.known import known
from rochdale.trade.models import Framework, FrameworkVersion
from rochdale.trade.permissions import own_organization
from rochdale.trade.queries import frameworks as queries
from rochdale.trade.rules.frameworks import Frame, refusals_for_frame
from rochdale.trade.views.journey import refused, walk
from rochdale.trade.views.shared import FIELDS, add_refusals, show
from rochdale.ui.forms import DecisionForm, ReasonForm
from rochdale.ui.tables import Column, Table
from rochdale.ui.templatetags.ui import written

FRAME_FIELDS = {
    **FIELDS,
    "trade.kg-not-positive": "total_kg",
    "trade.frame-below-called-off": "total_kg",
    "trade.least-call-off-above-frame": "min_kg",
    "trade.window-ends-before-it-starts": "valid_until",
    "trade.window-is-over": "valid_until",
    "trade.price-not-positive": "amount",
    "trade.exchange-unknown": "exchange",
    "kernel.unknown-place": "place",
    "kernel.sea-term-without-port": "place",
    "trade.notice-out-of-range": "notice_days",
    "trade.partner-unknown": "other",
}


@require_GET
@signed_in
def frameworks(request: ActingRequest) -> HttpResponse:
    """Our frames."""
    require(request.actor, "trade.see", request.actor)
    columns = [
        Column[Framework]("number", _("Number"), lambda row: row.number, order="number"),
        Column[Framework]("seller", _("Seller"), lambda row: row.organization.name, order="organization__name"),
        Column[Framework]("buyer", _("Buyer"), lambda row: row.buyer.name, order="buyer__name"),
        Column[Framework]("left", _("Left of"), lambda row: _left(row, request), is_number=True),
    ]
    rows = queries.my_frameworks(request.actor)
    table = Table(
        rows, columns, search=("number", "organization__name", "buyer__name"), order="-number",
        link=lambda row: reverse("trade:framework", args=[row.pk]),
    )  # fmt: skip
    return show(request, "frameworks", {"table": table.page(request.GET)})


@require_http_methods(["GET", "POST"])
@signed_in
def new_framework(request: ActingRequest) -> HttpResponse:
    """Propose a frame: short screens, a last look."""
    require(request.actor, "trade.propose-framework", own_organization(request.actor))
    steps = frame_steps([(str(one.id), one.name) for one in queries.others_for(request.actor)])
    screen = walk(steps, request.POST, {"operation_id": new_id()})
    frame = frame_said(screen.answers) if screen.is_last and screen.answers else None
    try:
        if frame:
            refuse_if(refusals_for_frame(frame, known(), on=request.at.date()))
        if frame and screen.is_sent:
            said = screen.answers
            made = operations.propose_framework(
                id=said["operation_id"], by=request.actor, at=request.at, other_id=UUID(said["other"]), is_seller=said["side"] == "sell",
                frame=frame,
            )  # fmt: skip
            return redirect("trade:framework", made)
    except Refused as refusal:
        screen, frame = refused(screen, steps, request.POST, refusal, FRAME_FIELDS), None
    return show(request, "framework_new", {"screen": screen, "frame": frame, **called(frame)})


@require_GET
@signed_in
def framework(request: ActingRequest, framework_id: UUID) -> HttpResponse:
    """One frame: what was agreed, what is called off, what is left."""
    seen = queries.framework_seen(visible(request, framework_id), request.actor, request.at.date())
    return show(request, "framework", {"seen": seen, "operation_id": new_id(), **called(seen.frame)})


@require_http_methods(["GET", "POST"])
@signed_in
def change_framework(request: ActingRequest, framework_id: UUID) -> HttpResponse:
    """Propose a change, starting from the newest version."""
    row = signed(request, framework_id)
    steps, newest = frame_steps(None), row.versions.order_by("-number")[0]
    screen = walk(steps, request.POST, {**_initial(frame_of(newest.content)), "over": newest.number, "operation_id": new_id()})
    frame = frame_said(screen.answers) if screen.is_last and screen.answers else None
    try:
        if frame:
            refuse_if(refusals_for_frame(frame, known(), on=request.at.date()))
        if frame and screen.is_sent:
            operations.propose_framework_version(
                id=screen.answers["operation_id"], by=request.actor, at=request.at, framework_id=row.id, over=screen.answers["over"],
                frame=frame,
            )  # fmt: skip
            return redirect("trade:framework", row.id)
    except Refused as refusal:
        screen, frame = refused(screen, steps, request.POST, refusal, FRAME_FIELDS), None
    return show(request, "framework_new", {"screen": screen, "frame": frame, "row": row, **called(frame)})


@require_POST
@signed_in
def say_yes_to_framework(request: ActingRequest, version_id: UUID) -> HttpResponse:
    """Yes, to the version as it was shown."""
    version = get_object_or_404(FrameworkVersion, pk=version_id)
    row, form = signed(request, version.framework_id), DecisionForm(request.POST)
    if form.is_valid():
        operations.answer_framework(
            id=form.cleaned_data["operation_id"], by=request.actor, at=request.at, version_id=version.id,
            sha256=form.cleaned_data["sha256"], is_yes=True,
        )  # fmt: skip
    return redirect("trade:framework", row.id)


@require_http_methods(["GET", "POST"])
@signed_in
def say_no_to_framework(request: ActingRequest, version_id: UUID) -> HttpResponse:
    """No, and why."""
    version = get_object_or_404(FrameworkVersion, pk=version_id)
    row, form = signed(request, version.framework_id), ReasonForm(request.POST or None)
    if form.is_valid():
        try:
            operations.answer_framework(
                id=form.cleaned_data["operation_id"], by=request.actor, at=request.at, version_id=version.id, sha256=version.sha256,
                is_yes=False, reason=form.cleaned_data["reason"],
            )  # fmt: skip
            return redirect("trade:framework", row.id)
        except Refused as refusal:
            add_refusals(form, refusal)
    return show(request, "framework_no", {"form": form, "row": row, "is_own": False})


@require_http_methods(["GET", "POST"])
@signed_in
def end_framework(request: ActingRequest, framework_id: UUID) -> HttpResponse:
    """Say when it ends."""
    row = signed(request, framework_id)
    form = NoticeForm(request.POST or None)
    if form.is_valid():
        said = form.cleaned_data
        try:
            operations.give_notice(
                id=said["operation_id"],
                by=request.actor,
                at=request.at,
                framework_id=row.id,
                ends_on=said["ends_on"],
                reason=said["reason"],
            )
            return redirect("trade:framework", row.id)
        except Refused as refusal:
            add_refusals(form, refusal, {"trade.notice-too-short": "ends_on"})
    return show(request, "framework_end", {"form": form, "row": row})


def visible(request: ActingRequest, framework_id: UUID) -> Framework:
    """A frame that one may see; 404 for all but its two sides."""
    rows = Framework.objects.select_related("organization", "buyer", "notice")
    return get_or_404(
        request.actor, "trade.see-framework", rows, knows=lambda by, row: by.organization_id in row.party_ids, pk=framework_id
    )


def signed(request: ActingRequest, framework_id: UUID) -> Framework:
    """A frame under which one may sign."""
    row = visible(request, framework_id)
    require(request.actor, "trade.sign-framework", row)
    return row


def _left(row: Framework, request: ActingRequest) -> str:
    seen = queries.framework_seen(row, request.actor, request.at.date())
    return f"{written(seen.left_kg)} / {written(seen.frame.total_kg)} kg"


def called(frame: Frame | None) -> dict[str, str]:
    """Goods and place as people call them."""
    return {} if frame is None else {"goods": goods_name(frame.product, frame.species, frame.process), "place": place_and_code(frame.place)}


def _initial(frame: Frame) -> dict[str, object]:
    price = frame.price
    return {
        "product": frame.product, "species": frame.species, "process": frame.process, "certificates": list(frame.certificates),
        "protocol": frame.protocol, "min_score": frame.min_score, "total_kg": frame.total_kg, "min_kg": frame.min_kg,
        "valid_from": frame.valid_from, "valid_until": frame.valid_until, "kind": price.kind, "amount": price.amount,
        "currency": price.currency or "USD", "price_unit": price.unit or "kg", "exchange": price.exchange, "incoterm": frame.incoterm,
        "place": place_and_code(frame.place), "form": frame.form, "notice_days": frame.notice_days, "other_words": frame.other,
    }  # fmt: skip
