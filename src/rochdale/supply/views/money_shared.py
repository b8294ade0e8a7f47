"""What the pages of money have in common: who sees them, tables to take away, and the second person's yes or no."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.formats import date_format
from django.utils.timezone import localtime

from rochdale.base import two_persons
from rochdale.base.models import Proposal
from rochdale.base.tables import xlsx_bytes
from rochdale.kernel.money import Money
from rochdale.kernel.refusal import NotAllowed, Refused
from rochdale.people.http import ActingRequest
from rochdale.people.permissions import require
from rochdale.ui.forms import DecisionForm, ReasonForm, add_refusals

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def organization_of(request: ActingRequest, right: str = "supply.see") -> UUID:
    """The organization acted for, in which one has the right."""
    require(request.actor, right, request.actor)
    assert request.actor.organization_id is not None
    return request.actor.organization_id


def show(request: ActingRequest, page: str, context: Mapping[str, object]) -> HttpResponse:
    """A page of this area."""
    return render(request, f"supply/money/{page}.html", dict(context))


def wants_excel(request: ActingRequest) -> bool:
    """Whether the same list is asked for as a workbook."""
    return request.GET.get("as") == "xlsx"


def excel(request: ActingRequest, name: str, headings: Sequence[object], rows: Iterable[Sequence[object]]) -> HttpResponse:
    """A list as a workbook to take away."""
    content = xlsx_bytes({name: ([str(heading) for heading in headings], rows)}, at=request.at)
    return HttpResponse(content, content_type=EXCEL, headers={"Content-Disposition": f'attachment; filename="{name}.xlsx"'})


def pdf_of(content: bytes, name: str) -> HttpResponse:
    """A paper, shown in the browser."""
    return HttpResponse(content, content_type="application/pdf", headers={"Content-Disposition": f'inline; filename="{name}.pdf"'})


def figure_of(minor: int, currency: str) -> object:
    """An amount for a workbook: a number, not a text."""
    return Money.of_minor(minor, currency).amount


def day_of(moment: datetime) -> str:
    """`26 Nov 2026, 14:05`."""
    return date_format(localtime(moment), "SHORT_DATETIME_FORMAT")


def proposal_of(request: ActingRequest, act: str, proposal_id: UUID) -> Proposal:
    """What was prepared for the organization acted for; as unknown as any other when it is another's."""
    row = two_persons.proposals_of(organization_of(request)).filter(act=act, pk=proposal_id).first()
    if row is None:
        raise Http404
    return row


def decided(request: ActingRequest, proposal: Proposal, form: DecisionForm) -> bool:
    """Whether the second person has just agreed. Sentences stand on the form when it was refused."""
    if not form.is_valid():
        return False
    try:
        two_persons.confirm(
            id=form.cleaned_data["operation_id"], by=request.actor, at=request.at, proposal_id=proposal.id,
            content_sha256=form.cleaned_data["sha256"],
        )  # fmt: skip
    except NotAllowed:
        raise
    except Refused as refused:
        add_refusals(form, refused)
        return False
    return True


def said_no(request: ActingRequest, proposal: Proposal, form: ReasonForm) -> bool:
    """The second person says no and why; or the one who prepared it takes it back."""
    if not form.is_valid():
        return False
    id, by, at = form.cleaned_data["operation_id"], request.actor, request.at
    if by.id == proposal.by_id:
        two_persons.withdraw_proposal(id=id, by=by, at=at, proposal_id=proposal.id)
    else:
        two_persons.refuse_proposal(id=id, by=by, at=at, proposal_id=proposal.id, reason=form.cleaned_data["reason"])
    return True


def decision(request: ActingRequest, proposal: Proposal) -> dict[str, object]:
    """What a page needs to show a proposal: whether it is open, and who may do what."""
    is_open = proposal.state == "open" and proposal.expires_at > request.at
    return {
        "proposal": proposal,
        "is_open": is_open,
        "is_done": proposal.state == "done",
        "may_decide": is_open and two_persons.may_check(request.actor, proposal),
        "may_withdraw": is_open and request.actor.id == proposal.by_id,
        "no": ReasonForm(auto_id="no_%s"),
    }
