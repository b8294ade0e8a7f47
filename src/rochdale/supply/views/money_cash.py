"""Cash boxes: what they hold, floats, the blind count, its second signature, and differences to look at."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rochdale.kernel.refusal import Refused
from rochdale.people.access import get_or_404
from rochdale.people.http import ActingRequest, signed_in, task_goes_on
from rochdale.people.permissions import may
from rochdale.supply import operations
from rochdale.supply.called import amount, money
from rochdale.supply.forms.money import BoxForm, CountForm, FloatForm, piece_name
from rochdale.supply.models import CashBox, CashKind, DayClose, Facility
from rochdale.supply.operations.cash import CLOSE, waiting_count
from rochdale.supply.queries import money as queries
from rochdale.supply.rules.cash import LOOSE
from rochdale.supply.views import money_shared as shared
from rochdale.supply.views.money_shared import excel, figure_of, organization_of, show, wants_excel
from rochdale.supply.views.money_tables import boxes_table, cash_table, closes_table
from rochdale.ui.forms import DecisionForm, OperationForm, ReasonForm, add_refusals
from rochdale.ui.templatetags.ui import written


@require_GET
@signed_in
def cash_boxes(request: ActingRequest) -> HttpResponse:
    """Cash boxes, and counts with a difference at which nobody has looked."""
    organization = organization_of(request)
    context = {
        "table": boxes_table(queries.boxes(organization)).page(request.GET),
        "differences": closes_table(queries.differences(organization)).page(request.GET),
        "may_issue": may(request.actor, "supply.issue-cash", request.actor),
    }
    return show(request, "cash_boxes", context)


@require_http_methods(["GET", "POST"])
@signed_in
def new_cash_box(request: ActingRequest) -> HttpResponse:
    """Open a cash box."""
    organization = organization_of(request, "supply.issue-cash")
    places = [
        (str(id), name)
        for id, name in Facility.objects.filter(organization_id=organization, closed_at=None).exclude(kind="road").values_list("id", "name")
    ]
    first = next(iter(queries.currencies(organization)), "")
    form = BoxForm(request.POST or None, places=places, initial={"currency": first})
    if form.is_valid():
        given = form.cleaned_data
        try:
            made = operations.open_cash_box(
                id=given["operation_id"], by=request.actor, at=request.at, name=given["name"], facility_id=UUID(given["facility"]),
                currency=given["currency"].upper(),
            )  # fmt: skip
            return redirect("supply:cash-box", made)
        except Refused as refused:
            add_refusals(form, refused, {"kernel.unknown-currency": "currency", "supply.box-name-is-taken": "name"})
    return show(request, "form", {"form": form, "title": _("Open a cash box"), "act": _("Open it"), "back": "supply:cash-boxes"})


@require_GET
@signed_in
def cash_box(request: ActingRequest, box_id: UUID) -> HttpResponse:
    """One box: floats, entries, counts. What it should hold is shown to those who give out cash, never to whoever counts."""
    box = get_or_404(request.actor, "supply.see", queries.boxes(organization_of(request)), pk=box_id)
    may_issue = may(request.actor, "supply.issue-cash", box)
    waiting = waiting_count(box, request.at)
    if wants_excel(request) and may_issue and not waiting:
        return _box_excel(request, box)
    context = {
        "box": box,
        "holds": box.holds or 0,  # type: ignore[attr-defined]  # annotated by the query
        "may_issue": may_issue,
        "may_count": may(request.actor, "supply.pay", box),
        "waiting": waiting,
        "table": cash_table(queries.cash_entries(box), box.currency).page(request.GET) if may_issue and not waiting else None,
        "closes": closes_table(queries.closes(box.organization_id).filter(box=box)).page(request.GET),
    }
    return show(request, "cash_box", context)


def _box_excel(request: ActingRequest, box: CashBox) -> HttpResponse:
    headings = [_("Day"), _("What"), _("Amount"), _("Currency"), _("Note"), _("Done by")]
    rows = (
        [
            row.happened_at.date(),
            str(CashKind(row.kind).label),
            figure_of(row.amount_minor, box.currency),
            box.currency,
            row.note,
            row.by_name,
        ]
        for row in queries.cash_entries(box)
    )
    return excel(request, "cash", headings, rows)


@require_http_methods(["GET", "POST"])
@signed_in
def move_float(request: ActingRequest, box_id: UUID) -> HttpResponse:
    """Cash into a box, or out of it."""
    box = get_or_404(request.actor, "supply.issue-cash", CashBox.objects.all(), pk=box_id)
    form = FloatForm(request.POST or None, currency=box.currency)
    if form.is_valid():
        given = form.cleaned_data
        act = operations.issue_float if given["way"] == "issue" else operations.return_float
        try:
            act(
                id=given["operation_id"], by=request.actor, at=request.at, happened_at=request.at, box_id=box.id, money=given["amount"],
                note=given["note"],
            )  # fmt: skip
            told = money(given["amount"].minor, box.currency)
            messages.success(request, _("It is written down: %(amount)s") % {"amount": told})
            return redirect("supply:cash-box", box.id)
        except Refused as refused:
            add_refusals(form, refused, {"supply.not-so-much-cash": "amount", "supply.nothing-to-pay": "amount"})
    return show(request, "float", {"form": form, "box": box})


@require_http_methods(["GET", "POST"])
@signed_in
def count(request: ActingRequest, box_id: UUID) -> HttpResponse:
    """Count the box, blind: notes and coins, nothing else."""
    box = get_or_404(request.actor, "supply.pay", CashBox.objects.all(), pk=box_id)
    form = CountForm(request.POST or None, currency=box.currency, initial={"on": localdate(request.at)})
    if form.is_valid():
        given = form.cleaned_data
        try:
            made = operations.count_box(
                id=given["operation_id"], by=request.actor, at=request.at, box_id=box.id, on=given["on"], counts=form.counts(),
                note=given["note"],
            )  # fmt: skip
            return task_goes_on(redirect("supply:count", made))
        except Refused as refused:
            add_refusals(form, refused, {"supply.day-is-closed": "on", "supply.close-is-to-come": "on"})
    return show(request, "count_new", {"form": form, "box": box})


@require_http_methods(["GET", "POST"])
@signed_in
def counted(request: ActingRequest, proposal_id: UUID) -> HttpResponse:
    """A count: the second person signs it. Only then it is shown what was expected."""
    proposal = shared.proposal_of(request, CLOSE, proposal_id)
    box = CashBox.objects.filter(pk=proposal.content["box_id"]).first()
    if box is None:
        raise Http404
    form = DecisionForm(request.POST or None, initial={"sha256": proposal.content_sha256})
    if shared.decided(request, proposal, form):
        return redirect("supply:count", proposal.id)
    context = {
        "box": box,
        "on": date.fromisoformat(proposal.content["on"]),
        "pieces": _pieces(proposal.content["counts"], box.currency),
        "counted": proposal.content["counted_minor"],
        "close": DayClose.objects.filter(pk=proposal.id).first(),
        "form": form,
        "may_look": may(request.actor, "supply.issue-cash", box),
        "look": OperationForm(auto_id=False),
    }
    return show(request, "count", context | shared.decision(request, proposal))


def _pieces(counts: dict[str, int], currency: str) -> list[tuple[str, str, str]]:
    """Which note, how many, what they come to; largest first."""
    rows = sorted(((int(piece), number) for piece, number in counts.items() if piece != LOOSE), reverse=True)
    return [(piece_name(piece, currency), written(number), amount(piece * number, currency)) for piece, number in rows]


@require_POST
@signed_in
def not_counted(request: ActingRequest, proposal_id: UUID) -> HttpResponse:
    """The second person does not sign; or the counter takes the count back."""
    proposal = shared.proposal_of(request, CLOSE, proposal_id)
    shared.said_no(request, proposal, ReasonForm(request.POST))
    return redirect("supply:cash-box", proposal.content["box_id"])


@require_POST
@signed_in
def seen(request: ActingRequest, close_id: UUID) -> HttpResponse:
    """The manager has looked at a difference."""
    row = get_or_404(request.actor, "supply.issue-cash", DayClose.objects.all(), pk=close_id)
    form = OperationForm(request.POST)
    if form.is_valid():
        operations.look_at_difference(id=form.cleaned_data["operation_id"], by=request.actor, at=request.at, close_id=row.id)
    return redirect("supply:cash-boxes")
