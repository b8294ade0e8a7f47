"""The certification path: certificates, the approved list, who is due for a visit, the visits, and what has to be put right."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import formats
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rochdale.kernel.refusal import Refused
from rochdale.people.access import get_or_404
from rochdale.people.http import ActingRequest, signed_in, task_goes_on
from rochdale.people.kept_work import kept_at
from rochdale.people.permissions import may, require
from rochdale.supply import operations
from rochdale.supply.called import claim_name, product_name
from rochdale.supply.forms.certification import Approve, CertificateForm, CloseGap, EndApproval, InspectionForm
from rochdale.supply.models import Approval, Certificate, Gap, Inspection
from rochdale.supply.queries import certification as queries
from rochdale.supply.queries.certification import Due
from rochdale.supply.rules.certification import questions_for
from rochdale.supply.views.growers import load
from rochdale.ui.forms import OperationForm, add_refusals
from rochdale.ui.icons import chip
from rochdale.ui.tables import Column, Table

FIELDS: Mapping[str, str] = {
    "supply.certificate-is-known": "number",
    "supply.certificate-ends-before-it-starts": "valid_until",
    "supply.certificate-is-not-in-force": "since_on",
    "supply.approval-ends-before-it-starts": "until_on",
    "supply.ending-needs-a-reason": "because",
    "supply.closing-needs-evidence": "evidence",
    "supply.inspection-needs-a-result": "result",
    "supply.inspection-approves-a-major-gap": "result",
    "supply.conditions-need-a-gap": "gap-1",
    "supply.inspection-is-to-come": "visited_on",
    "supply.no-such-grower": "grower",
    "supply.no-such-certificate": "certificate",
}
STATES = {"late": ("need", _("due")), "soon": ("wait", _("due soon")), "done": ("good", _("visited"))}


@require_GET
@signed_in
def certificates(request: ActingRequest) -> HttpResponse:
    """The certificates of the group, and what has to be put right."""
    require(request.actor, "supply.see", request.actor)
    today = request.at.date()
    rows = [
        (row, claim_name(row.scheme), product_name(row.product), _certificate_chip(row, today))
        for row in queries.certificates(request.actor)
    ]
    gaps = [(gap, gap.due_on < today) for gap in queries.open_gaps(request.actor)[:50]]
    context = {
        "rows": rows, "gaps": gaps, "may_certify": may(request.actor, "supply.certify", request.actor),
        "may_inspect": may(request.actor, "supply.inspect", request.actor),
    }  # fmt: skip
    return render(request, "supply/growers/certificates.html", context)


def _certificate_chip(row: Certificate, today: date) -> object:
    if row.suspended_at:
        return chip("no", _("suspended"))
    if row.valid_until < today:
        return chip("draft", _("over"))
    return chip("good", _("in force")) if row.valid_from <= today else chip("wait", _("to come"))


@require_http_methods(["GET", "POST"])
@signed_in
def new_certificate(request: ActingRequest) -> HttpResponse:
    """Write a certificate down."""
    require(request.actor, "supply.certify", request.actor)
    form = CertificateForm(request.POST or None)
    if form.is_valid():
        answers = dict(form.cleaned_data)
        try:
            made = operations.keep_certificate(id=answers.pop("operation_id"), by=request.actor, at=request.at, **answers)
        except Refused as refused:
            add_refusals(form, refused, FIELDS)
        else:
            return task_goes_on(redirect("supply:certificate", made))
    return render(request, "supply/growers/certificate_new.html", {"form": form})


def _load(request: ActingRequest, certificate_id: UUID, right: str) -> Certificate:
    return get_or_404(request.actor, right, Certificate.objects.all(), pk=certificate_id)


@require_GET
@signed_in
def certificate(request: ActingRequest, certificate_id: UUID) -> HttpResponse:
    """One certificate: how far the round of visits is, who is due, who is approved."""
    row = _load(request, certificate_id, "supply.see")
    today = request.at.date()
    visits = queries.due_for_inspection(row, today)
    context = {
        "certificate": row, "scheme": claim_name(row.scheme), "product": product_name(row.product), "chip": _certificate_chip(row, today),
        "visits": visits, "due": _due_table(row, visits).page(request.GET), "approved": _approved_table(row, today).page(request.GET),
        "approved_count": queries.approved(row, today).count(), "may_certify": may(request.actor, "supply.certify", row),
        "operation": OperationForm(),
    }  # fmt: skip
    return render(request, "supply/growers/certificate.html", context)


def _due_table(row: Certificate, visits: queries.Round) -> Table[Due]:
    return Table(
        list(visits.growers),
        [
            Column("number", _("Number"), lambda due: due.number, order="number"),
            Column("name", _("Name"), lambda due: due.name, order="name"),
            Column("village", _("Village"), lambda due: due.village, order="village"),
            Column("last", _("Last visit"), lambda due: formats.date_format(due.last_on) if due.last_on else "–", order="last_on"),
            Column("due", _("Due on"), lambda due: formats.date_format(due.due_on), order="due_on"),
            Column("state", _("State"), lambda due: chip(*STATES[due.state])),
        ],
        search=("number", "name", "village"),
        order="due",
        link=lambda due: reverse("supply:certified-grower", args=[row.id, due.pk]),
        name="due",
        size=15,
    )


def _approved_table(row: Certificate, on: date) -> Table[Approval]:
    return Table(
        queries.approved(row, on),
        [
            Column("number", _("Number"), lambda approval: approval.grower.number, order="grower__number"),
            Column("name", _("Name"), lambda approval: approval.grower.person.name, order="grower__person__name"),
            Column("village", _("Village"), lambda approval: approval.grower.village, order="grower__village"),
            Column("since", _("Approved from"), lambda approval: formats.date_format(approval.since_on), order="since_on"),
        ],
        search=("grower__number", "grower__person__name", "grower__village"),
        order="number",
        link=lambda approval: reverse("supply:certified-grower", args=[row.id, approval.grower_id]),
        name="approved",
        size=15,
    )


@require_POST
@signed_in
def suspend_certificate(request: ActingRequest, certificate_id: UUID) -> HttpResponse:
    """The certifier has suspended it, or put it in force again."""
    row = _load(request, certificate_id, "supply.certify")
    form = OperationForm(request.POST)
    if form.is_valid():
        operations.suspend_certificate(
            id=form.cleaned_data["operation_id"], by=request.actor, at=request.at, certificate_id=row.id,
            is_suspended=request.POST.get("suspend") == "yes",
        )  # fmt: skip
    return task_goes_on(redirect("supply:certificate", row.id))


@require_http_methods(["GET", "POST"])
@signed_in
def certified_grower(request: ActingRequest, certificate_id: UUID, grower_id: UUID) -> HttpResponse:
    """One grower under one certificate: visits, gaps, and the decision."""
    row, grower = _load(request, certificate_id, "supply.see"), load(request, grower_id)
    form = Approve(request.POST or None, initial={"since_on": request.at.date()})
    if request.method == "POST":
        require(request.actor, "supply.certify", row)
    if form.is_valid():
        answers = form.cleaned_data
        try:
            operations.approve_grower(
                id=answers["operation_id"], by=request.actor, at=request.at, certificate_id=row.id, grower_id=grower.id,
                since_on=answers["since_on"],
            )  # fmt: skip
        except Refused as refused:
            add_refusals(form, refused, FIELDS)
        else:
            messages.success(request, gettext("The grower is on the approved list."))
            return task_goes_on(redirect("supply:certified-grower", row.id, grower.id))
    context = {
        "certificate": row, "scheme": claim_name(row.scheme), "grower": grower, "form": form,
        "approval": Approval.objects.filter(certificate=row, grower=grower, until_on=None).first(),
        "inspections": queries.inspections_of(grower).filter(certificate__scheme=row.scheme),
        "may_certify": may(request.actor, "supply.certify", row), "may_inspect": may(request.actor, "supply.inspect", row),
    }  # fmt: skip
    return render(request, "supply/growers/certified_grower.html", context)


@require_http_methods(["GET", "POST"])
@signed_in
def end_approval(request: ActingRequest, approval_id: UUID) -> HttpResponse:
    """Take a grower off the list."""
    row = get_or_404(request.actor, "supply.certify", Approval.objects.select_related("grower__person", "certificate"), pk=approval_id)
    form = EndApproval(request.POST or None, initial={"until_on": request.at.date()})
    if form.is_valid():
        answers = form.cleaned_data
        try:
            operations.end_approval(
                id=answers["operation_id"], by=request.actor, at=request.at, approval_id=row.id, until_on=answers["until_on"],
                because=answers["because"],
            )  # fmt: skip
        except Refused as refused:
            add_refusals(form, refused, FIELDS)
        else:
            return task_goes_on(redirect("supply:certified-grower", row.certificate_id, row.grower_id))
    return render(request, "supply/growers/approval_end.html", {"form": form, "approval": row})


@require_http_methods(["GET", "POST"])
@signed_in
def inspect_grower(request: ActingRequest, certificate_id: UUID, grower_id: UUID) -> HttpResponse:
    """The sheet of the internal inspector for one grower."""
    row, grower = _load(request, certificate_id, "supply.inspect"), load(request, grower_id, "supply.inspect")
    form = InspectionForm(
        request.POST or None, scheme=row.scheme, initial={"visited_on": request.at.date(), "inspector_name": request.actor.name}
    )
    if form.is_valid():
        try:
            keep_inspection(request, form, row.id, grower.id)
        except Refused as refused:
            add_refusals(form, refused, FIELDS)
        else:
            return task_goes_on(redirect("supply:certified-grower", row.id, grower.id))
    context = {"form": form, "certificate": row, "scheme": claim_name(row.scheme), "grower": grower}
    return render(request, "supply/growers/inspect.html", context)


def keep_inspection(request: ActingRequest, form: InspectionForm, certificate_id: UUID, grower_id: UUID) -> None:
    """Record the visit: at the moment the device kept it, where it was kept that very day."""
    on, kept = form.cleaned_data["visited_on"], kept_at(request) or request.at
    happened_at = kept if kept.date() == on else datetime.combine(on, time(12), UTC)
    operations.record_inspection(
        id=form.cleaned_data["operation_id"], by=request.actor, at=request.at, happened_at=happened_at, certificate_id=certificate_id,
        grower_id=grower_id, **form.told(),
    )  # fmt: skip


@require_GET
@signed_in
def inspection(request: ActingRequest, inspection_id: UUID) -> HttpResponse:
    """One visit with its answers."""
    rows = Inspection.objects.select_related("certificate", "grower__person").prefetch_related("gaps")
    row = get_or_404(request.actor, "supply.see-grower", rows, pk=inspection_id)
    asked = {question.code: question for question in questions_for(row.certificate.scheme)}
    answers = [(gettext(asked[code].asks) if code in asked else code, told) for code, told in row.answers.items()]
    context = {
        "inspection": row, "answers": answers, "scheme": claim_name(row.certificate.scheme),
        "may_inspect": may(request.actor, "supply.inspect", row),
    }  # fmt: skip
    return render(request, "supply/growers/inspection.html", context)


@require_http_methods(["GET", "POST"])
@signed_in
def close_gap(request: ActingRequest, gap_id: UUID) -> HttpResponse:
    """Something was put right."""
    rows = Gap.objects.select_related("inspection__grower__person", "inspection__certificate")
    row = get_or_404(request.actor, "supply.inspect", rows, pk=gap_id)
    form = CloseGap(request.POST or None)
    if form.is_valid():
        answers = form.cleaned_data
        try:
            operations.close_gap(id=answers["operation_id"], by=request.actor, at=request.at, gap_id=row.id, evidence=answers["evidence"])
        except Refused as refused:
            add_refusals(form, refused, FIELDS)
        else:
            return task_goes_on(redirect("supply:inspection", row.inspection_id))
    return render(request, "supply/growers/gap.html", {"form": form, "gap": row})
