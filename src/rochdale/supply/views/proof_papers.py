"""Papers of legality, rows of the law, documents of others, and packs that others made for us."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET, require_http_methods

from rochdale.base import looks
from rochdale.base.looks import Subject
from rochdale.kernel.refusal import NotAllowed, Refusal, Refused
from rochdale.people.access import get_or_404
from rochdale.people.http import ActingRequest, signed_in, task_goes_on
from rochdale.people.permissions import may, require
from rochdale.people.privacy_forms import Purpose
from rochdale.supply import packs
from rochdale.supply.forms.proof import CaptureForm, PaperForm, RuleForm
from rochdale.supply.models import Captured, EvidencePack, Grower, LegalPaper, Plot
from rochdale.supply.operations import proof as operations
from rochdale.supply.operations.events import capture_events
from rochdale.supply.queries import epcis, proof
from rochdale.supply.rules import law
from rochdale.supply.views.proof import zipped
from rochdale.supply.views.proof_tables import documents_table, events_table, law_table, papers_table
from rochdale.ui.forms import add_refusals

SUBJECTS = {"grower": Grower, "plot": Plot}


@require_GET
@signed_in
def legal_papers(request: ActingRequest) -> HttpResponse:
    """Papers by which the cooperative, growers and plots show that the law was kept."""
    require(request.actor, "supply.see", request.actor)
    assert request.actor.organization_id is not None
    rows = LegalPaper.objects.filter(organization_id=request.actor.organization_id)
    context = {"table": papers_table(rows).page(request.GET), "may_keep": may(request.actor, "supply.keep-growers", request.actor)}
    return render(request, "supply/proof/papers.html", context)


@require_http_methods(["GET", "POST"])
@signed_in
def new_legal_paper(request: ActingRequest) -> HttpResponse:
    """Keep a paper: of the cooperative, or of `?grower=` or `?plot=`."""
    require(request.actor, "supply.keep-growers", request.actor)
    about, about_id = _subject(request)
    rows = law.in_force(proof.recorded_rules(), on=localdate(request.at))
    kinds = list(dict.fromkeys(row.value for row in rows if row.kind == "paper"))
    form = PaperForm(request.POST or None, request.FILES or None, kinds=kinds)
    if form.is_valid():
        try:
            id = form.cleaned_data["operation_id"]
            operations.keep_legal_paper(id=id, by=request.actor, at=request.at, about=about, about_id=about_id, paper=form.paper())
            return redirect("supply:legal-papers")
        except Refused as refused:
            add_refusals(form, refused, {"supply.paper-ends-before-it-begins": "valid_until"})
    return render(request, "supply/proof/new_paper.html", {"form": form, "about": about})


def _subject(request: ActingRequest) -> tuple[str, UUID]:
    """Whose paper it is; another cooperative's grower or plot is as unknown as any other."""
    for about, model in SUBJECTS.items():
        if about in request.GET:
            row = get_or_404(request.actor, "supply.keep-growers", model.objects.all(), pk=request.GET[about])
            return about, row.pk
    assert request.actor.organization_id is not None
    return "cooperative", request.actor.organization_id


@require_GET
@signed_in
def rules(request: ActingRequest) -> HttpResponse:
    """Which goods, days, countries and papers buyers' law names, with sources. The same for everybody here."""
    rows = law.in_force(proof.recorded_rules(), on=localdate(request.at))
    context = {"table": law_table(rows).page(request.GET), "may_keep": may(request.actor, "supply.keep-proof-rules", request.actor)}
    return render(request, "supply/proof/law.html", context)


@require_http_methods(["GET", "POST"])
@signed_in
def new_rule(request: ActingRequest) -> HttpResponse:
    """Record a row of the law with its source."""
    require(request.actor, "supply.keep-proof-rules", request.actor)
    form = RuleForm(request.POST or None, initial={"since_on": localdate(request.at)})
    if form.is_valid():
        try:
            operations.record_rule(id=form.cleaned_data["operation_id"], by=request.actor, at=request.at, rule=form.rule())
            return redirect("supply:law")
        except Refused as refused:
            add_refusals(form, refused, {"supply.row-of-law-needs-a-source": "source", "supply.row-of-law-says-nothing": "value"})
    return render(request, "supply/proof/new_rule.html", {"form": form})


@require_GET
@signed_in
def captured(request: ActingRequest) -> HttpResponse:
    """Documents of events that others sent."""
    require(request.actor, "supply.see", request.actor)
    assert request.actor.organization_id is not None
    table = documents_table(epcis.captured(request.actor.organization_id)).page(request.GET)
    may_capture = may(request.actor, "supply.capture-events", request.actor)
    return render(request, "supply/proof/captured.html", {"table": table, "may_capture": may_capture})


@require_GET
@signed_in
def captured_document(request: ActingRequest, document_id: UUID) -> HttpResponse:
    """One document: its events by instant, each with the time as it was written."""
    row = get_or_404(request.actor, "supply.see", Captured.objects.all(), pk=document_id)
    keys = [event_id for event_id, _mistake in row.content["epcisBody"]["eventList"]]
    rows = epcis.captured_events(row.organization_id).filter(event_id__in=keys)
    return render(request, "supply/proof/document.html", {"document": row, "table": events_table(rows).page(request.GET)})


@require_http_methods(["GET", "POST"])
@signed_in
def capture(request: ActingRequest) -> HttpResponse:
    """Take in a document of events from a file."""
    require(request.actor, "supply.capture-events", request.actor)
    form = CaptureForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        answers = form.cleaned_data
        try:
            text = _decoded(answers["file"].read())
            made = capture_events(id=answers["operation_id"], by=request.actor, at=request.at, text=text, sender=answers["sender"])
            return redirect("supply:captured-document", made)
        except Refused as refused:
            add_refusals(form, Refused(refused.refusals[:10]), dict.fromkeys((one.code for one in refused.refusals), "file"))
    return render(request, "supply/proof/capture.html", {"form": form})


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Refused(Refusal("supply.event-document-unreadable", {"path": "/", "line": 1, "column": 1})) from None


@require_GET
@signed_in
def packs_for_us(request: ActingRequest) -> HttpResponse:
    """Packs that cooperatives made for the organization acted for."""
    rows = [(row, packs.is_read_by(request.actor, row, request.at)) for row in packs.packs_to_read(request.actor)]
    return render(request, "supply/proof/for_us.html", {"rows": rows})


@require_http_methods(["GET", "POST"])
@signed_in
def pack_for_us(request: ActingRequest, pack_id: UUID) -> HttpResponse:
    """Say what for, then fetch it. The cooperative reads who looked."""
    row = _readable(request, pack_id)
    subject = subject_of(row)
    form = Purpose(request.POST or None)
    if form.is_valid():
        answers = form.cleaned_data
        try:
            looks.tell_purpose(id=answers["operation_id"], by=request.actor, at=request.at, subject=subject, purpose=answers["purpose"])
            return task_goes_on(redirect("supply:pack-for-us", row.id))
        except Refused as refused:
            add_refusals(form, refused, {"base.look-needs-a-purpose": "purpose"})
    has_told = looks.has_told(request.actor, subject, request.at)
    return render(request, "supply/proof/pack_for_us.html", {"pack": row, "form": form, "has_told": has_told})


@require_GET
@signed_in
def pack_for_us_file(request: ActingRequest, pack_id: UUID) -> HttpResponse:
    """The ZIP, after one has said what for."""
    row = _readable(request, pack_id)
    if not looks.has_told(request.actor, subject_of(row), request.at):
        return redirect("supply:pack-for-us", row.id)
    return zipped(row)


def subject_of(row: EvidencePack) -> Subject:
    """What a look at a pack is about."""
    return Subject("supply.plots", "supply.EvidencePack", str(row.id), owner_id=row.organization_id)


def _readable(request: ActingRequest, pack_id: UUID) -> EvidencePack:
    """A pack for the organization acted for, which only its officers fetch; 403 once its day, its state or the consent is over."""
    row = packs.pack_to_read(request.actor, pack_id)
    if row is None or not may(request.actor, "supply.read-pack", request.actor):
        raise Http404
    if not packs.is_read_by(request.actor, row, request.at):
        raise NotAllowed(Refusal("supply.pack-reading-is-over", {"number": row.number, "until": row.readable_until}))
    return row
