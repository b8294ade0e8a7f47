"""Pages of opening balances: which ledgers can start from old books, bring a table, agree to it, print the sheet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rochdale.base import opening, two_persons
from rochdale.base.documents import MOST_BYTES
from rochdale.base.imports import Fault
from rochdale.base.models import Proposal, ProposalState
from rochdale.base.opening import ACT, Ledger, Line, Sheet, places_of
from rochdale.base.words import sentence
from rochdale.kernel.refusal import NotAllowed, Refusal, Refused
from rochdale.people.access import get_or_404
from rochdale.people.http import ActingRequest, signed_in
from rochdale.people.leaving_views import grouped
from rochdale.people.models import Organization
from rochdale.people.opening_paper import sheet_pdf
from rochdale.people.operations.opening import bring_old_books
from rochdale.people.permissions import may
from rochdale.people.privacy_forms import Decision, No, OldBooks
from rochdale.people.proving import just_proven
from rochdale.ui.forms import add_refusals
from rochdale.ui.tables import Column, Table
from rochdale.ui.templatetags.ui import written


@dataclass(frozen=True, slots=True)
class FaultShown:
    """One fault, on one line."""

    pk: int
    cell: str
    holds: str
    says: str


@require_GET
@signed_in
def old_books(request: ActingRequest, organization_id: UUID) -> HttpResponse:
    """Every ledger with what it began with, and tables that wait for a second person."""
    organization = get_or_404(request.actor, "people.see-old-books", Organization.objects.all(), pk=organization_id)
    rows = two_persons.proposals_of(organization.id).filter(act=ACT)
    context = {
        "organization": organization,
        "opened": list(opening.opened(organization.id)),
        "waiting": [_named(row) for row in rows.filter(state=ProposalState.OPEN, expires_at__gt=request.at)],
        "done": [_named(row) for row in rows.filter(state=ProposalState.DONE)],
        "may_bring": may(request.actor, "people.bring-old-books", organization),
    }
    return render(request, "people/opening/old_books.html", context)


def _named(row: Proposal) -> tuple[Proposal, Ledger | None]:
    return row, opening.ledger_called(row.content["ledger"])


def _ledger(name: str) -> Ledger:
    found = opening.ledger_called(name)
    if found is None:
        raise Http404
    return found


@require_http_methods(["GET", "POST"])
@signed_in
@just_proven
def bring(request: ActingRequest, organization_id: UUID, ledger: str) -> HttpResponse:
    """Bring a table. With faults every one of them is shown by its cell; without, it waits for a second person."""
    organization = get_or_404(request.actor, "people.bring-old-books", Organization.objects.all(), pk=organization_id)
    found = _ledger(ledger)
    form = OldBooks(request.POST or None, request.FILES or None, ledger=found)
    faults: Sequence[Fault] = ()
    if form.is_valid():
        proposal_id, faults = _brought(request, found, form)
        if proposal_id:
            return redirect("people:old-book", proposal_id)
    context = {"organization": organization, "ledger": found, "form": form, "faults": _fault_table(faults).page({}) if faults else None}
    return render(request, "people/opening/bring.html", context)


def _brought(request: ActingRequest, found: Ledger, form: OldBooks) -> tuple[str, Sequence[Fault]]:
    answers = form.cleaned_data
    file = answers["file"]
    try:
        if file.size > MOST_BYTES:
            raise Refused(Refusal("base.file-too-large", {"name": file.name, "most_mb": MOST_BYTES // 1024**2}))
        content = file.read()
        ours = request.actor.organization_id
        opened = opening.open_accounts(ours, found.name)
        faults = opening.read_sheet(content, found, open_accounts=opened, organization_id=ours).faults
        if faults:
            form.add_error("file", sentence(Refusal("base.opening-has-faults", {"rows": len({fault.row for fault in faults})})))
            return "", faults
        made = bring_old_books(
            id=answers["operation_id"],
            by=request.actor,
            at=request.at,
            ledger=found.name,
            on=answers["on"],
            name=file.name,
            content=content,
        )
    except NotAllowed:
        raise
    except Refused as refused:
        add_refusals(form, refused, {refusal.code: _field_of(refusal) for refusal in refused.refusals})
        return "", ()
    return made, ()


def _field_of(refusal: Refusal) -> str:
    return "on" if refusal.code == "base.opening-day-to-come" else "file"


def _fault_table(faults: Sequence[Fault]) -> Table[FaultShown]:
    rows = [FaultShown(number, fault.cell, fault.holds, sentence(fault.refusal)) for number, fault in enumerate(faults)]
    columns: list[Column[FaultShown]] = [
        Column("cell", _("Cell"), lambda fault: fault.cell),
        Column("holds", _("Holds"), lambda fault: fault.holds),
        Column("says", _("What is wrong"), lambda fault: fault.says),
    ]
    return Table(rows, columns, size=100)


@require_GET
@signed_in
def example(request: ActingRequest, ledger: str) -> HttpResponse:
    """An empty table with the right headings."""
    content = opening.example(_ledger(ledger))
    return HttpResponse(content, content_type="text/csv", headers={"Content-Disposition": 'attachment; filename="old-books.csv"'})


def _brought_table(request: ActingRequest, proposal_id: UUID) -> Proposal:
    return get_or_404(request.actor, "people.see-old-books", Proposal.objects.filter(act=ACT), pk=proposal_id)


@require_http_methods(["GET", "POST"])
@signed_in
@just_proven
def old_book(request: ActingRequest, proposal_id: UUID) -> HttpResponse:
    """What a table opens: rows, totals, the fingerprint of the file. The second person sees the same and agrees."""
    proposal = _brought_table(request, proposal_id)
    form = Decision(request.POST or None, initial={"content_sha256": proposal.content_sha256})
    if form.is_valid():
        answers = form.cleaned_data
        two_persons.confirm(
            id=answers["operation_id"],
            by=request.actor,
            at=request.at,
            proposal_id=proposal.id,
            content_sha256=answers["content_sha256"],
        )
        return redirect("people:old-book", proposal.id)
    ledger, document, sheet = opening.sheet_of(proposal)
    is_open = proposal.state == ProposalState.OPEN and proposal.expires_at > request.at
    context = {
        "proposal": proposal,
        "ledger": ledger,
        "document": document,
        "fingerprint": grouped(document.sha256),
        "on": date.fromisoformat(proposal.content["on"]),
        "sheet": sheet,
        "totals": _totals(sheet),
        "faults": _fault_table(sheet.faults).page({}) if sheet.faults else None,
        "table": _line_table(ledger, sheet).page(request.GET),
        "is_open": is_open,
        "is_done": proposal.state == ProposalState.DONE,
        "may_decide": is_open and two_persons.may_check(request.actor, proposal),
        "form": form,
        "no": No(),
    }
    return render(request, "people/opening/old_book.html", context)


def _totals(sheet: Sheet) -> list[tuple[str, str]]:
    return [
        (unit, written(total, places_of(unit, [line.amount for line in sheet.lines if line.unit == unit])))
        for unit, total in sheet.totals.items()
    ]


def _line_table(ledger: Ledger, sheet: Sheet) -> Table[Line]:
    places = {unit: places_of(unit, [line.amount for line in sheet.lines if line.unit == unit]) for unit in sheet.totals}
    columns: list[Column[Line]] = [
        Column("account", ledger.account, lambda line: line.account, order="account"),
        Column("amount", _("Amount"), lambda line: written(line.amount, places[line.unit]), order="amount", is_number=True),
        Column("unit", _("Unit"), lambda line: line.unit, order="unit"),
        Column("note", _("Note"), lambda line: line.note),
    ]
    return Table(sheet.lines, columns, search=["account", "note"] if len(sheet.lines) > 25 else [], order="account", key="number")


@require_POST
@signed_in
@just_proven
def refuse_old_book(request: ActingRequest, proposal_id: UUID) -> HttpResponse:
    """The second person says no, and why."""
    proposal = _brought_table(request, proposal_id)
    form = No(request.POST)
    if form.is_valid():
        answers = form.cleaned_data
        two_persons.refuse_proposal(
            id=answers["operation_id"], by=request.actor, at=request.at, proposal_id=proposal.id, reason=answers["reason"]
        )
    return redirect("people:old-book", proposal.id)


@require_GET
@signed_in
def old_book_paper(request: ActingRequest, proposal_id: UUID) -> HttpResponse:
    """The sheet on paper, with totals and the two names."""
    proposal = _brought_table(request, proposal_id)
    content = sheet_pdf(proposal, language=get_language() or "en")
    return HttpResponse(content, content_type="application/pdf", headers={"Content-Disposition": 'inline; filename="old-books.pdf"'})
