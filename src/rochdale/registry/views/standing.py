"""The cooperative's side: what it owes, bringing it, and what became of it."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from rochdale.base import documents
from rochdale.kernel.ids import new_id
from rochdale.kernel.refusal import NotAllowed, Refused
from rochdale.people.http import ActingRequest, signed_in
from rochdale.people.permissions import may, refusal_of
from rochdale.registry import operations
from rochdale.registry.called import obligation_name
from rochdale.registry.forms.standing import BringForm
from rochdale.registry.models import Submission
from rochdale.registry.queries.standing import own_standings, steps_of, submissions_of
from rochdale.registry.rules.pack import Obligation
from rochdale.registry.rules.submissions import SubmissionState
from rochdale.registry.standing_page import contents_told, standing_told, state_of, steps_told, title_of
from rochdale.registry.standing_rows import Account, EntityStanding, account_of, standing_of
from rochdale.ui.forms import add_refusals

FIELDS = {
    "registry.nothing-attached": "file_1",
    "registry.act-in-the-future": "acted_on",
    "registry.act-before-the-year-ended": "acted_on",
    "base.file-is-another-kind": "file_1",
    "base.file-kind-unknown": "file_1",
    "base.file-too-large": "file_1",
    "base.file-is-empty": "file_1",
}


def account_or_404(request: ActingRequest, entity_id: UUID, right: str) -> Account:
    """The entity, over which the reader has the right; 403 for whoever may look at what it brings."""
    account = account_of(entity_id)
    if account is not None and may(request.actor, right, account):
        return account
    if account is not None and may(request.actor, "registry.see-submission", account):
        raise NotAllowed(refusal_of(request.actor, right))
    raise Http404


def submission_or_404(request: ActingRequest, submission_id: UUID, right: str = "registry.see-submission") -> Submission:
    """The submission, over which the reader has the right."""
    row = Submission.objects.select_related("entity__now", "office").filter(pk=submission_id).first()
    if row is None:
        raise Http404
    account_or_404(request, row.entity_id, right)
    return row


@require_GET
@signed_in
def owed(request: ActingRequest) -> HttpResponse:
    """What we owe the register, by when, by which article, and the way to bring it."""
    seen = own_standings(request.actor, request.at.date())
    told = [(standing_told(one, submissions_of(one.now.entity_id)), _may_bring(request, one)) for one in seen]
    return render(request, "registry/owed.html", {"standings": told})


def _may_bring(request: ActingRequest, one: EntityStanding) -> bool:
    return may(request.actor, "registry.bring-papers", account_of(one.now.entity_id))


def obligation_or_404(entity_id: UUID, obligation: str, period: str, on: date) -> tuple[EntityStanding, Obligation, date]:
    """One obligation of one year that the entity owes by its law."""
    seen = standing_of(entity_id, on)
    found = seen.pack.obligation(obligation) if seen and seen.pack else None
    try:
        day = date.fromisoformat(period)
    except ValueError:
        raise Http404 from None
    if seen is None or found is None or not any((one.obligation, one.period) == (obligation, day) for one in seen.owed):
        raise Http404
    return seen, found, day


@require_http_methods(["GET", "POST"])
@signed_in
def bring(request: ActingRequest, entity_id: UUID, obligation: str, period: str) -> HttpResponse:
    """Bring the papers of one obligation of one year; the office writes down here what came on paper."""
    account = account_or_404(request, entity_id, "registry.bring-papers")
    seen, found, day = obligation_or_404(entity_id, obligation, period, request.at.date())
    form = BringForm(request.POST or None, request.FILES or None, obligation=found)
    if form.is_valid():
        said = form.cleaned_data
        try:
            made = operations.bring_papers(
                id=said["operation_id"], by=request.actor, at=request.at, entity_id=entity_id, obligation=obligation, period=day,
                acted_on=said.get("acted_on") or request.at.date(), papers=form.papers(obligation), contents=said.get("contents", ()),
                note=said["note"],
            )  # fmt: skip
            return redirect("registry:submission", made)
        except Refused as refusal:
            add_refusals(form, refusal, FIELDS)
    context = {
        "form": form, "now": seen.now, "title": obligation_name(obligation), "period": day,
        "is_office": account.organization_id != request.actor.organization_id,
    }  # fmt: skip
    return render(request, "registry/bring.html", context)


@require_GET
@signed_in
def submission(request: ActingRequest, submission_id: UUID) -> HttpResponse:
    """What was brought, its papers, and what became of it."""
    row = submission_or_404(request, submission_id)
    account = account_of(row.entity_id)
    seen = standing_of(row.entity_id, request.at.date())
    given, missing = contents_told(seen.pack if seen else None, row)
    is_office = may(request.actor, "registry.look-through", account)
    context = {
        "row": row, "title": title_of(row), "state": state_of(row), "given": given, "missing": missing,
        "papers": list(enumerate(row.says["papers"], 1)), "steps": steps_told(steps_of(row)), "operation_id": new_id(),
        "is_office": is_office, "may_decide": is_office and row.state == SubmissionState.BROUGHT.value,
        "may_bring_again": row.state == SubmissionState.ASKED.value and row.period and may(request.actor, "registry.bring-papers", account),
        "office": str(row.office), "is_keyer": row.keyed_by_id == request.actor.id,
    }  # fmt: skip
    return render(request, "registry/submission.html", context)


@require_GET
@signed_in
def paper(request: ActingRequest, submission_id: UUID, place: int) -> HttpResponse:
    """One file of it."""
    row = submission_or_404(request, submission_id)
    papers = row.says["papers"]
    kept = documents.document(UUID(papers[place - 1]["document"])) if 1 <= place <= len(papers) else None
    if kept is None:
        raise Http404
    headers = {
        "Content-Disposition": f'attachment; filename="{row.kind}-{row.period or row.acted_on}-{place}{documents.ending_of(kept.name)}"',
        "X-Content-Type-Options": "nosniff",
    }
    return HttpResponse(documents.content_of(kept), content_type=kept.media_type, headers=headers)
