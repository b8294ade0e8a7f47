"""The office's side of standing: who is overdue, what was brought, time that is given, who acts for whom."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rochdale.kernel.refusal import Refused
from rochdale.people.http import ActingRequest, signed_in
from rochdale.people.permissions import may, require
from rochdale.people.queries import organizations
from rochdale.registry import operations
from rochdale.registry.called import obligation_name
from rochdale.registry.forms.standing import AskForm, TimeForm, WhoActsForm
from rochdale.registry.models import EntityNow
from rochdale.registry.queries.standing import extensions_of, submissions_of, to_look_through, who_acts
from rochdale.registry.queries.twice import merged_under
from rochdale.registry.queries.warnings import findings_now, stays_now
from rochdale.registry.standing_page import brought_page, overdue_page, standing_told, title_of
from rochdale.registry.standing_rows import standing_of
from rochdale.registry.views.standing import account_or_404, obligation_or_404, submission_or_404
from rochdale.registry.warning_papers import ground_name
from rochdale.registry.warnings_page import STAYS
from rochdale.ui.forms import OperationForm, add_refusals

KINDS = ("cooperative", "group", "union", "consumer-cooperative")


@require_GET
@signed_in
def overdue(request: ActingRequest) -> HttpResponse:
    """Who is overdue in one's territory, the oldest first."""
    require(request.actor, "registry.see-inbox", request.actor)
    waiting = to_look_through(request.actor).count()
    return render(request, "registry/overdue.html", {"table": overdue_page(request), "waiting": waiting})


@require_GET
@signed_in
def brought(request: ActingRequest) -> HttpResponse:
    """What was brought and waits to be looked through."""
    require(request.actor, "registry.see-inbox", request.actor)
    return render(request, "registry/brought.html", {"table": brought_page(request)})


@require_GET
@signed_in
def entity(request: ActingRequest, entity_id: UUID) -> HttpResponse:
    """One entity as its office sees it: what it owes, time given, who acts for it."""
    account = account_or_404(request, entity_id, "registry.keep-standing")
    seen = standing_of(entity_id, request.at.date())
    if merged_under(entity_id):
        return redirect("registry:entity", entity_id)
    assert seen is not None
    extensions = [(obligation_name(row.obligation), row) for row in extensions_of(entity_id)]
    context = {
        "it": standing_told(seen, submissions_of(entity_id)), "now": seen.now, "acting": who_acts(entity_id), "extensions": extensions,
        "office": str(account.office) if account.office else "", "status": seen.now.status,
        "findings": [(ground_name(row.ground), row) for row in findings_now(entity_id)],
        "stays": [(STAYS[row.kind], row) for row in stays_now(entity_id)],
    }  # fmt: skip
    return render(request, "registry/entity_office.html", context)


@require_http_methods(["GET", "POST"])
@signed_in
def ask(request: ActingRequest, submission_id: UUID) -> HttpResponse:
    """Ask for something else."""
    row = submission_or_404(request, submission_id, "registry.look-through")
    form = AskForm(request.POST or None)
    if form.is_valid():
        said = form.cleaned_data
        try:
            operations.ask_for_papers(id=said["operation_id"], by=request.actor, at=request.at, submission_id=row.id, note=said["note"])
            return redirect("registry:submission", row.id)
        except Refused as refusal:
            add_refusals(form, refusal, {})
    return render(request, "registry/submission_ask.html", {"row": row, "title": title_of(row), "form": form})


@require_POST
@signed_in
def accept(request: ActingRequest, submission_id: UUID) -> HttpResponse:
    """Accept it: it stands in the ledger."""
    row = submission_or_404(request, submission_id, "registry.look-through")
    form = OperationForm(request.POST)
    if form.is_valid():
        operations.accept_papers(id=form.cleaned_data["operation_id"], by=request.actor, at=request.at, submission_id=row.id)
    return redirect("registry:submission", row.id)


@require_http_methods(["GET", "POST"])
@signed_in
def give_time(request: ActingRequest, entity_id: UUID, obligation: str, period: str) -> HttpResponse:
    """More time, with its reason."""
    account_or_404(request, entity_id, "registry.keep-standing")
    seen, _found, day = obligation_or_404(entity_id, obligation, period, request.at.date())
    form = TimeForm(request.POST or None)
    if form.is_valid():
        said = form.cleaned_data
        try:
            operations.give_time(
                id=said["operation_id"], by=request.actor, at=request.at, entity_id=entity_id, obligation=obligation, period=day,
                until_on=said["until_on"], reason=said["reason"],
            )  # fmt: skip
            return redirect("registry:entity-office", entity_id)
        except Refused as refusal:
            fields = {"registry.extension-gives-no-time": "until_on", "registry.extension-needs-a-reason": "reason"}
            add_refusals(form, refusal, fields)
    context = {"form": form, "now": seen.now, "title": obligation_name(obligation), "period": day}
    return render(request, "registry/give_time.html", context)


@require_http_methods(["GET", "POST"])
@signed_in
def acts_for(request: ActingRequest, entity_id: UUID) -> HttpResponse:
    """Say which organization acts for it."""
    account = account_or_404(request, entity_id, "registry.keep-standing")
    now = EntityNow.objects.select_related("entity").get(pk=entity_id)
    own = [(str(one.id), one.name) for one in organizations(kinds=KINDS) if one.country == now.entity.country]
    form = WhoActsForm(request.POST or None, organizations=own, initial={"organization": str(account.organization_id or "")})
    if form.is_valid() and may(request.actor, "registry.keep-standing", account):
        said = form.cleaned_data
        operations.name_who_acts(
            id=said["operation_id"], by=request.actor, at=request.at, entity_id=entity_id, organization_id=UUID(said["organization"])
        )
        return redirect("registry:entity-office", entity_id)
    return render(request, "registry/who_acts.html", {"form": form, "now": now})
