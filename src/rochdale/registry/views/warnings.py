"""Warnings: selected by ground, confirmed, printed, sent with proof, sent back, referred."""

from __future__ import annotations

from collections import Counter
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from rochdale.kernel.refusal import NotAllowed, Refused
from rochdale.people.http import ActingRequest, signed_in
from rochdale.people.permissions import may, refusal_of, require
from rochdale.registry import operations
from rochdale.registry.forms.warnings import BatchForm, ReturnedForm, SentForm
from rochdale.registry.models import RegisterOffice, WarningBatch, WarningEntry
from rochdale.registry.queries.offices import offices_of
from rochdale.registry.queries.signing import signer_of
from rochdale.registry.queries.warnings import batches_of
from rochdale.registry.rules.warnings import STEPS, Level, Step
from rochdale.registry.state_headings import languages_of
from rochdale.registry.warning_papers import TITLES, ground_name, warnings_pdf
from rochdale.registry.warning_rows import EntrySeen, all_candidates, candidates, entries_of
from rochdale.registry.warnings_page import batch_title, choices_told, counts_told, entries_told, levels_told
from rochdale.ui.forms import add_refusals


def _own_office(request: ActingRequest) -> RegisterOffice:
    """The office acted for; of several the one that is asked for, else the topmost."""
    asked = request.GET.get("office", "")
    found = sorted(offices_of(request.actor), key=lambda office: office.code != asked)
    if not found:
        raise NotAllowed(refusal_of(request.actor, "registry.keep-standing"))
    require(request.actor, "registry.keep-standing", found[0])
    return found[0]


def _batch(request: ActingRequest, batch_id: UUID) -> WarningBatch:
    row = WarningBatch.objects.select_related("office").filter(pk=batch_id).first()
    if row is None or not may(request.actor, "registry.keep-standing", row):
        raise Http404
    return row


@require_GET
@signed_in
def warnings(request: ActingRequest) -> HttpResponse:
    """Batches of one's offices, and the grounds that somebody meets today."""
    office, today = _own_office(request), request.at.date()
    met = Counter(one.ground.code for one in all_candidates(office, today))
    rows = [(batch, batch_title(batch), counts_told(entries_of(batch, today))) for batch in batches_of(request.actor)]
    grounds = [(code, ground_name(code), count) for code, count in sorted(met.items())]
    others = [(one.code, str(one)) for one in offices_of(request.actor) if one != office]
    context = {"rows": rows, "grounds": grounds, "code": office.code, "office": str(office), "others": others}
    return render(request, "registry/warnings.html", context)


@require_http_methods(["GET", "POST"])
@signed_in
def open_batch(request: ActingRequest, ground: str) -> HttpResponse:
    """Confirm who is warned on a ground."""
    office = _own_office(request)
    found = candidates(office, ground, request.at.date())
    form = BatchForm(request.POST or None, entities=choices_told(found))
    if form.is_valid():
        try:
            made = operations.open_batch(
                id=form.cleaned_data["operation_id"], by=request.actor, at=request.at, office_id=office.id, ground=ground,
                wait_days=int(form.cleaned_data["wait_days"]), entity_ids=form.chosen(),
            )  # fmt: skip
            return redirect("registry:warning-batch", made)
        except Refused as refusal:
            add_refusals(form, refusal, {"registry.batch-gives-no-time": "wait_days"})
    grade = found[0].ground.reason.facts.get("grade") if found else ""
    context = {"form": form, "ground": ground_name(ground), "found": found, "grade": grade}
    return render(request, "registry/warning_open.html", context)


@require_GET
@signed_in
def batch(request: ActingRequest, batch_id: UUID) -> HttpResponse:
    """A batch: what is to be sent now, and how far each one is."""
    row = _batch(request, batch_id)
    entries = entries_of(row, request.at.date())
    context = {
        "row": row, "title": batch_title(row), "entries": entries_told(entries), "levels": levels_told(entries),
        "counts": counts_told(entries), "languages": languages_of(row.office.country),
    }  # fmt: skip
    return render(request, "registry/warning_batch.html", context)


def _level(level: int) -> Level:
    try:
        return Level(level)
    except ValueError:
        raise Http404 from None


def _due(entries: list[EntrySeen], level: Level, held_id: str) -> list[WarningEntry]:
    """Those whose turn it is; or the one that is held and is sent the same letter again."""
    if held_id:
        return [one.row for one in entries if str(one.row.id) == held_id and one.next.step is Step.HELD and one.next.level is level]
    return [one.row for one in entries if one.next.step is STEPS[level]]


@require_GET
@signed_in
def letters(request: ActingRequest, batch_id: UUID, level: int) -> HttpResponse:
    """The letters of a level as one file to print: those whose turn it is, else those that were sent."""
    row, what = _batch(request, batch_id), _level(level)
    entries = list(entries_of(row, request.at.date()))
    chosen = _due(entries, what, request.GET.get("entry", "")[:36])
    chosen = chosen or [one.row for one in entries if any(letter.level == what for letter in one.row.letters.all())]
    if not chosen:
        raise Http404
    asked = request.GET.get("in", "")
    language = asked if asked in dict(settings.LANGUAGES) else languages_of(row.office.country)[0]
    sign = signer_of(row.office, request.actor, request.at)
    made = warnings_pdf(row, what, chosen, language=language, today=request.at.date(), sign=sign)
    headers = {"Content-Disposition": f'inline; filename="letters-{level}-{row.at:%Y-%m-%d}.pdf"'}
    return HttpResponse(made, content_type="application/pdf", headers=headers)


@require_http_methods(["GET", "POST"])
@signed_in
def send(request: ActingRequest, batch_id: UUID, level: int) -> HttpResponse:
    """Write down that letters were sent, with the proof."""
    row, what = _batch(request, batch_id), _level(level)
    held_id = request.GET.get("entry", "")[:36]
    chosen = _due(list(entries_of(row, request.at.date())), what, held_id)
    form = SentForm(request.POST or None, request.FILES or None, initial={"sent_on": request.at.date()})
    if form.is_valid():
        said, file = form.cleaned_data, form.cleaned_data["file"]
        try:
            operations.send_letters(
                id=said["operation_id"], by=request.actor, at=request.at, batch_id=row.id, level=level,
                entry_ids=[one.id for one in chosen],
                sent_on=said["sent_on"], proof=said["proof"], file_name=file.name if file else "", content=file.read() if file else b"",
            )  # fmt: skip
            return redirect("registry:warning-batch", row.id)
        except Refused as refusal:
            add_refusals(form, refusal, {"registry.letter-on-a-wrong-day": "sent_on", "registry.letter-without-proof": "proof"})
    context = {
        "row": row, "title": batch_title(row), "letter": TITLES[what](), "level": level, "form": form, "held": held_id,
        "names": [one.entity.now.name for one in chosen], "languages": languages_of(row.office.country),
    }  # fmt: skip
    return render(request, "registry/warning_send.html", context)


@require_http_methods(["GET", "POST"])
@signed_in
def returned(request: ActingRequest, entry_id: UUID) -> HttpResponse:
    """A letter came back."""
    entry = WarningEntry.objects.select_related("batch__office", "entity__now").filter(pk=entry_id).first()
    if entry is None:
        raise Http404
    row = _batch(request, entry.batch_id)
    form = ReturnedForm(request.POST or None, initial={"returned_on": request.at.date()})
    if form.is_valid():
        said = form.cleaned_data
        try:
            operations.note_returned(
                id=said["operation_id"], by=request.actor, at=request.at, entry_id=entry.id, returned_on=said["returned_on"]
            )
            return redirect("registry:warning-batch", row.id)
        except Refused as refusal:
            add_refusals(form, refusal, {"registry.no-letter-to-return": "returned_on"})
    return render(request, "registry/warning_returned.html", {"row": row, "title": batch_title(row), "entry": entry, "form": form})
