"""Pay runs: prepare, approve, the village list, lines paid one by one, the payout file, the answer of the bank."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localdate
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rochdale.kernel.money import Money
from rochdale.kernel.refusal import Refusal, Refused
from rochdale.people.access import get_or_404
from rochdale.people.http import ActingRequest, signed_in, task_goes_on
from rochdale.people.permissions import may
from rochdale.people.proving import just_proven
from rochdale.supply import money_paper, operations
from rochdale.supply.forms.money import PayoutForm, ReceiverForm, RunForm
from rochdale.supply.models import Facility, PayLine, PayRun, PayRunState, Season
from rochdale.supply.operations.pay_runs import APPROVE, Whom
from rochdale.supply.payout_files import Credit, Debtor, payout_csv, payout_xml
from rochdale.supply.queries import money as queries
from rochdale.supply.views import money_shared as shared
from rochdale.supply.views.money_shared import excel, figure_of, organization_of, pdf_of, show, wants_excel
from rochdale.supply.views.money_tables import lines_table, runs_table
from rochdale.ui.forms import DecisionForm, OperationForm, ReasonForm, add_refusals


@require_GET
@signed_in
def pay_runs(request: ActingRequest) -> HttpResponse:
    """Every pay run."""
    rows = queries.pay_runs(organization_of(request))
    may_prepare = may(request.actor, "supply.prepare-pay-run", request.actor)
    return show(request, "pay_runs", {"table": runs_table(rows).page(request.GET), "may_prepare": may_prepare})


@require_http_methods(["GET", "POST"])
@signed_in
def new_pay_run(request: ActingRequest) -> HttpResponse:
    """Who is owed, by which means, in which notes."""
    organization = organization_of(request, "supply.prepare-pay-run")
    form = _run_form(request, organization)
    if form.is_valid():
        given = form.cleaned_data
        note = Money(given["note"] or Decimal(0), given["currency"]).minor or 1
        try:
            made = operations.prepare_pay_run(
                id=given["operation_id"], by=request.actor, at=request.at, season_id=UUID(given["season"]), currency=given["currency"],
                whom=Whom(given["means"], UUID(given["point"]) if given["point"] else None, given["village"].strip()), note_minor=note,
                box_id=UUID(given["box"]) if given["box"] and given["means"] == "cash" else None,
            )  # fmt: skip
            return redirect("supply:pay-run", made)
        except Refused as refused:
            add_refusals(form, refused, {"supply.cash-needs-a-box": "box", "supply.box-is-another": "box"})
    return show(request, "form", {"form": form, "title": _("Who is paid?"), "act": _("Reckon it"), "back": "supply:pay-runs"})


def _run_form(request: ActingRequest, organization: UUID) -> RunForm:
    seasons = Season.objects.filter(organization_id=organization).order_by("-since_on", "id")
    points = Facility.objects.filter(organization_id=organization).exclude(kind="road").order_by("name")
    return RunForm(
        request.POST or None,
        seasons=[(str(season.id), season.name) for season in seasons],
        currencies=[(code, code) for code in queries.currencies(organization)],
        points=[(str(point.id), point.name) for point in points],
        boxes=[(str(box.id), f"{box.name}, {box.currency}") for box in queries.boxes(organization)],
    )


def _run(request: ActingRequest, run_id: UUID, right: str = "supply.see") -> PayRun:
    rows = queries.pay_runs(organization_of(request)).select_related("season", "box__facility", "organization")
    return get_or_404(request.actor, right, rows, pk=run_id)


@require_http_methods(["GET", "POST"])
@signed_in
@just_proven
def pay_run(request: ActingRequest, run_id: UUID) -> HttpResponse:
    """One run: its lines and sums. Another person than the one who prepared it approves."""
    run = _run(request, run_id)
    proposal = shared.proposal_of(request, APPROVE, run.proposal_id) if run.proposal_id else None
    form = DecisionForm(request.POST or None, initial={"sha256": proposal.content_sha256 if proposal else ""})
    if proposal and shared.decided(request, proposal, form):
        return redirect("supply:pay-run", run.id)
    lines = queries.pay_lines(run)
    if wants_excel(request):
        return _run_excel(request, run, lines)
    context = {
        "run": run,
        "table": lines_table(lines, run).page(request.GET),
        "sums": {name: sum(getattr(line, f"{name}_minor") for line in lines) for name in ("due", "kept", "carried", "pays")},
        "open": sum(1 for line in lines if line.state == "open"),
        "count": len(lines),
        "form": form,
        "drop": ReasonForm(auto_id="drop_%s"),
        "may_prepare": may(request.actor, "supply.prepare-pay-run", run),
        "is_cash": run.means == "cash",
        "is_approved": run.state in {PayRunState.APPROVED, PayRunState.PAID},
    }
    return show(request, "pay_run", context | (shared.decision(request, proposal) if proposal else {}))


def _run_excel(request: ActingRequest, run: PayRun, lines: Sequence[PayLine]) -> HttpResponse:
    headings = [
        _("Number"),
        _("Name"),
        _("Village"),
        _("Due"),
        _("Kept back"),
        _("Carried"),
        _("Paid out"),
        _("Currency"),
        _("State"),
        _("Reference"),
    ]
    rows = (
        [
            line.grower.number, line.grower.person.name, line.grower.village,
            *(figure_of(minor, run.currency) for minor in (line.due_minor, line.kept_minor, line.carried_minor, line.pays_minor)),
            run.currency, str(line.get_state_display()), line.bank_reference,
        ]
        for line in lines
    )  # fmt: skip
    return excel(request, f"pay-run-{run.number}", headings, rows)


@require_POST
@signed_in
def drop_pay_run(request: ActingRequest, run_id: UUID) -> HttpResponse:
    """Drop a run that nobody approved."""
    run = _run(request, run_id, "supply.prepare-pay-run")
    form = ReasonForm(request.POST)
    if form.is_valid():
        operations.drop_pay_run(
            id=form.cleaned_data["operation_id"], by=request.actor, at=request.at, pay_run_id=run.id, reason=form.cleaned_data["reason"]
        )
    return redirect("supply:pay-run", run.id)


@require_GET
@signed_in
def pay_list(request: ActingRequest, run_id: UUID) -> HttpResponse:
    """The village list on paper."""
    run = _run(request, run_id)
    content = money_paper.pay_list_pdf(
        run, queries.pay_lines(run), queries.weighed_since(run), language=get_language() or "en", at=request.at
    )  # fmt: skip
    return pdf_of(content, f"pay-list-{run.number}")


@require_http_methods(["GET", "POST"])
@signed_in
def pay_line(request: ActingRequest, line_id: UUID) -> HttpResponse:
    """One grower of a run, in giant digits: hand over the cash, name who receives it, or mark that nobody came."""
    rows = PayLine.objects.select_related("pay_run__season", "grower__person")
    line = get_or_404(request.actor, "supply.pay", rows, pk=line_id)
    form = ReceiverForm(request.POST or None, initial={"receiver_name": line.receiver_name})
    if form.is_valid():
        try:
            _line_act(request, line, form)
            return task_goes_on(redirect("supply:pay-run", line.pay_run_id))
        except Refused as refused:
            add_refusals(form, refused)
    context = {"line": line, "run": line.pay_run, "form": form, "may_act": line.state == "open" and line.pay_run.state == "approved"}
    return show(request, "pay_line", context | {"may_name": line.state == "open", "is_cash": line.pay_run.means == "cash"})


def _line_act(request: ActingRequest, line: PayLine, form: OperationForm) -> str:
    """The button that was pressed says what is done."""
    id, by, at, pressed = form.cleaned_data["operation_id"], request.actor, request.at, request.POST.get("act", "")
    if pressed in {"signature", "thumbprint"}:
        return operations.pay_cash_line(id=id, by=by, at=at, happened_at=at, line_id=line.id, mark=pressed)
    if pressed == "absent":
        return operations.mark_absent(id=id, by=by, at=at, line_id=line.id)
    return operations.set_receiver(id=id, by=by, at=at, line_id=line.id, receiver_name=form.cleaned_data["receiver_name"])


@require_http_methods(["GET", "POST"])
@signed_in
@just_proven
def payout_file(request: ActingRequest, run_id: UUID) -> HttpResponse:
    """The file for the bank or for mobile money, once the run is approved."""
    run = _run(request, run_id, "supply.prepare-pay-run")
    form = PayoutForm(request.POST or None, initial={"debtor_name": request.actor.organization_name, "execute_on": localdate(request.at)})
    if run.state not in {PayRunState.APPROVED, PayRunState.PAID} or run.means == "cash":
        messages.warning(request, _("There is a payout file only for an approved run through a bank or mobile money."))
        return redirect("supply:pay-run", run.id)
    try:
        if request.method == "POST" and request.POST.get("kind") == "csv":
            return _file(payout_csv(_credits(run)), run, "csv", "text/csv")
        if form.is_valid():
            given = form.cleaned_data
            debtor = Debtor(given["debtor_name"], given["debtor_account"], given["debtor_bank"].strip().upper())
            content = payout_xml(_credits(run), debtor, message_id=run.number, execute_on=given["execute_on"], at=request.at)
            return _file(content, run, "xml", "application/xml")
    except Refused as refused:
        add_refusals(form, refused)
    return show(request, "payout", {"run": run, "form": form})


def _credits(run: PayRun) -> list[Credit]:
    lines = [line for line in queries.pay_lines(run) if line.pays_minor]
    without = [
        Refusal("supply.payout-account-is-missing", {"grower": line.grower.number}) for line in lines if not line.grower.account_number
    ]
    if without:
        raise Refused(without)
    return [
        Credit(
            line.bank_reference, line.grower.account_holder or line.grower.person.name, line.grower.account_provider,
            line.grower.account_number, line.pays_minor, run.currency, f"{run.number} {line.grower.number}",
        )
        for line in lines
    ]  # fmt: skip


def _file(content: bytes, run: PayRun, ending: str, kind: str) -> HttpResponse:
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{run.number}.{ending}"'})
