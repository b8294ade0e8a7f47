"""Papers of a shipment: one line of the checklist opened, a paper brought, its file, one printed, one taken back."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.views.decorators.http import require_GET, require_http_methods

from rochdale.base import documents
from rochdale.kernel.refusal import Refused
from rochdale.people.http import ActingRequest, signed_in
from rochdale.people.permissions import may, require
from rochdale.trade import operations
from rochdale.trade.forms.shipments import PaperForm
from rochdale.trade.models import Shipment, ShippingPaper
from rochdale.trade.queries.shipping_papers import PRINTED, ItemSeen, contracts_to_invoice, items_seen, lots_to_prove
from rochdale.trade.rules.papers import DOCUMENTS, EVIDENCE
from rochdale.trade.shipments_called import paper_name
from rochdale.trade.shipping_paper import paper_pdf
from rochdale.trade.views.shared import add_refusals, show
from rochdale.trade.views.shipments import visible
from rochdale.ui.forms import ReasonForm

FIELDS = {
    "trade.paper-issued-later": "issued_on",
    "trade.paper-ends-before-it-begins": "valid_until",
    "trade.paper-without-file": "file",
    "trade.paper-is-no-picture": "file",
    "trade.residue-report-without-figures": "loq_ppm",
    "base.file-is-another-kind": "file",
    "base.file-kind-unknown": "file",
    "base.file-too-large": "file",
    "base.file-is-empty": "file",
}


@require_GET
@signed_in
def paper(request: ActingRequest, shipment_id: UUID, document: str) -> HttpResponse:
    """One line of the checklist: why it is asked for, what is there, and the way on."""
    row = visible(request.actor, shipment_id)
    item = _item(request, row, document)
    context = {
        "shipment": row, "item": item, "may_bring": may(request.actor, "trade.receive", row), "to_invoice": [], "to_prove": [],
    }  # fmt: skip
    if item.state != "good":
        context["to_invoice"] = contracts_to_invoice(row, request.actor) if document == "commercial-invoice" else []
        context["to_prove"] = lots_to_prove(row, request.actor) if document == EVIDENCE else []
    return show(request, "shipping_paper", context)


@require_http_methods(["GET", "POST"])
@signed_in
def bring(request: ActingRequest, shipment_id: UUID, document: str) -> HttpResponse:
    """Bring a paper that somebody else issued."""
    row = visible(request.actor, shipment_id)
    require(request.actor, "trade.receive", row)
    about = request.GET.get("about", "")[:40]
    if document not in DOCUMENTS:
        raise Http404
    form = PaperForm(request.POST or None, request.FILES or None, kind=document, about=about)
    if form.is_valid():
        try:
            operations.keep_shipping_paper(
                id=form.cleaned_data["operation_id"], by=request.actor, at=request.at, shipment_id=row.id, paper=form.paper()
            )
            return redirect("trade:shipment", row.id)
        except Refused as refusal:
            add_refusals(form, refusal, FIELDS)
    return show(request, "shipping_paper_bring", {"form": form, "shipment": row, "name": paper_name(document, about)})


@require_GET
@signed_in
def printed(request: ActingRequest, shipment_id: UUID, document: str) -> HttpResponse:
    """A paper the program makes, as PDF in the reader's language."""
    row = visible(request.actor, shipment_id)
    if document not in PRINTED or not _item_holds(request, row, document):
        raise Http404
    content = paper_pdf(row, document, language=get_language() or "en", by=request.actor)
    headers = {"Content-Disposition": f'inline; filename="{row.number}-{document}.pdf"'}
    return HttpResponse(content, content_type="application/pdf", headers=headers)


@require_GET
@signed_in
def file(request: ActingRequest, paper_id: UUID) -> HttpResponse:
    """The file of a paper that somebody brought."""
    found = ShippingPaper.objects.filter(pk=paper_id).first()
    visible(request.actor, found.shipment_id if found else paper_id)
    assert found is not None
    kept = documents.document(found.document_id) if found.document_id else None
    if kept is None:
        raise Http404
    headers = {
        "Content-Disposition": f'attachment; filename="{found.kind}{documents.ending_of(kept.name)}"',
        "X-Content-Type-Options": "nosniff",
    }
    return HttpResponse(documents.content_of(kept), content_type=kept.media_type, headers=headers)


@require_http_methods(["GET", "POST"])
@signed_in
def take_back(request: ActingRequest, paper_id: UUID) -> HttpResponse:
    """A paper that was brought by mistake."""
    found = ShippingPaper.objects.filter(pk=paper_id).first()
    row = visible(request.actor, found.shipment_id if found else paper_id)
    assert found is not None
    require(request.actor, "trade.receive", row)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        said = form.cleaned_data
        try:
            operations.take_back_shipping_paper(
                id=said["operation_id"], by=request.actor, at=request.at, paper_id=found.id, reason=said["reason"]
            )
            return redirect("trade:shipment", row.id)
        except Refused as refusal:
            add_refusals(form, refusal)
    return show(
        request, "shipping_paper_take_back", {"form": form, "shipment": row, "paper": found, "name": paper_name(found.kind, found.about)}
    )


def _item(request: ActingRequest, row: Shipment, document: str) -> ItemSeen:
    about = request.GET.get("about", "")
    for item in items_seen(row, request.actor, request.at.date()):
        if item.document == document and item.about == about:
            return item
    raise Http404


def _item_holds(request: ActingRequest, row: Shipment, document: str) -> bool:
    items = items_seen(row, request.actor, request.at.date())
    return any(item.document == document and item.is_printed for item in items)
