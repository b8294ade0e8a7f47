"""From shelf to field: figures, the closing report, a word on arrival, an article on the shelf, and their public page."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rochdale.base.documents import content_of, document
from rochdale.base.words import sentence
from rochdale.kernel.ids import new_id
from rochdale.kernel.money import currency_codes
from rochdale.kernel.refusal import Refused
from rochdale.people.factor_views import absolute, qr
from rochdale.people.http import ActingRequest, signed_in
from rochdale.people.permissions import may, require
from rochdale.trade import operations
from rochdale.trade.closing_paper import report_pdf
from rochdale.trade.closing_words import LINES
from rochdale.trade.forms.publications import AnswerForm, ArticleForm, FigureForm, WordForm
from rochdale.trade.models import Contract, Publication
from rochdale.trade.permissions import own_organization
from rochdale.trade.queries import publications as queries
from rochdale.trade.rules.closing import BUYER_LINES, SELLER_LINES
from rochdale.trade.views.contracts import visible
from rochdale.trade.views.shared import add_refusals, show


@require_GET
@signed_in
def closing(request: ActingRequest, contract_id: UUID) -> HttpResponse:
    """Who earned what, as far as one may see it; what was told; what waits for a yes."""
    row = _of_party(request, contract_id)
    own, is_buyer = own_organization(request.actor), request.actor.organization_id == row.buyer_id
    draft, asked = None if is_buyer else queries.draft_of(row, own), queries.report_asked(row)
    report = draft.report if draft else queries.report_of(asked.content) if asked and is_buyer else None
    publications = queries.publications_of(row, request.actor)
    context = {
        "contract": row, "report": report, "is_buyer": is_buyer, "operation_id": new_id(),
        "may_ask": bool(report) and not is_buyer and queries.says_more(row, asked),
        "has_word": any(one.row.kind == Publication.Kind.ARRIVAL for one in publications),
        "trouble": sentence(draft.trouble.refusals[0]) if draft and draft.trouble else "",
        "publications": publications,
        "figures": [(name, [(LINES[one.code], one) for one in rows]) for name, rows in queries.figures_seen(row, request.actor)],
        "may_tell": may(request.actor, "trade.tell-figures", row), "may_publish": may(request.actor, "trade.publish", row),
    }  # fmt: skip
    return show(request, "closing", context)


@require_http_methods(["GET", "POST"])
@signed_in
def tell(request: ActingRequest, contract_id: UUID) -> HttpResponse:
    """Say an amount that only one's own side knows."""
    row = _of_party(request, contract_id)
    require(request.actor, "trade.tell-figures", row)
    own = own_organization(request.actor)
    codes = [*(BUYER_LINES if own == row.buyer_id else ()), *(SELLER_LINES if own in row.seller_ids else ())]
    form = FigureForm(request.POST or None, codes=codes, currencies=_currencies(row), initial={"visibility": "public"})
    if form.is_valid():
        said = form.cleaned_data
        try:
            operations.tell_figure(
                id=said["operation_id"], by=request.actor, at=request.at, contract_id=row.id, code=said["code"], amount=said["amount"],
                currency=said["currency"], on=said["on"], visibility=said["visibility"], evidence=said["evidence"],
            )  # fmt: skip
            return redirect("trade:closing", row.id)
        except Refused as refusal:
            add_refusals(form, refusal, {"trade.retail-price-is-missing": "amount", "trade.figure-is-to-come": "on"})
    return show(request, "closing_tell", {"form": form, "contract": row})


@require_POST
@signed_in
def publish_report(request: ActingRequest, contract_id: UUID) -> HttpResponse:
    """Freeze the report and ask the others."""
    row = _of_party(request, contract_id)
    if request.actor.organization_id not in row.seller_ids:
        raise Http404
    form = ArticleForm(request.POST)
    id = form.fields["operation_id"].clean(request.POST.get("operation_id", ""))
    operations.publish_report(id=id, by=request.actor, at=request.at, contract_id=row.id)
    return redirect("trade:closing", row.id)


@require_http_methods(["GET", "POST"])
@signed_in
def send_word(request: ActingRequest, contract_id: UUID) -> HttpResponse:
    """The goods are there: one sentence for the growers."""
    row = _of_buyer(request, contract_id)
    form = WordForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        said = form.cleaned_data
        try:
            operations.send_word(
                id=said["operation_id"], by=request.actor, at=request.at, contract_id=row.id, text=said["text"],
                photo=said["photo"].read() if said["photo"] else None,
            )  # fmt: skip
            return redirect("trade:closing", row.id)
        except Refused as refusal:
            add_refusals(form, refusal, {"base.photo-too-large": "photo", "base.photo-is-none": "photo", "trade.word-length": "text"})
    return show(request, "closing_word", {"form": form, "contract": row})


@require_http_methods(["GET", "POST"])
@signed_in
def name_article(request: ActingRequest, contract_id: UUID) -> HttpResponse:
    """Name what stands on the shelf."""
    row = _of_buyer(request, contract_id)
    form = ArticleForm(request.POST or None)
    if form.is_valid():
        said = form.cleaned_data
        operations.name_article(id=said["operation_id"], by=request.actor, at=request.at, contract_id=row.id, name=said["name"])
        return redirect("trade:closing", row.id)
    return show(request, "closing_article", {"form": form, "contract": row})


@require_GET
@signed_in
def publication(request: ActingRequest, publication_id: UUID) -> HttpResponse:
    """What would be shown, for those whose yes it needs."""
    row = _publication(request, publication_id)
    seen = queries.publication_seen(row, request.actor)
    report = queries.report_of(row.content) if row.kind == Publication.Kind.REPORT else None
    link = absolute(request, "trade:shown", row.code) if seen.is_out else ""
    context = {"seen": seen, "row": row, "report": report, "operation_id": new_id(), "link": link, "square": qr(link) if link else ""}
    return show(request, "publication", context)


@require_POST
@signed_in
def answer(request: ActingRequest, publication_id: UUID) -> HttpResponse:
    """A yes or a no, for one's organization."""
    row = _publication(request, publication_id)
    form = AnswerForm(request.POST)
    if form.is_valid():
        said = form.cleaned_data
        operations.answer_publication(
            id=said["operation_id"], by=request.actor, at=request.at, publication_id=row.id, sha256=said["sha256"], is_yes=said["is_yes"]
        )
    return redirect("trade:publication", row.id)


@require_GET
@signed_in
def picture(request: ActingRequest, publication_id: UUID) -> HttpResponse:
    """The picture of a word on arrival, for the parties."""
    row = _publication(request, publication_id)
    found = document(row.picture_id) if row.picture_id else None
    if found is None:
        raise Http404
    return HttpResponse(content_of(found), content_type="image/jpeg")


@require_GET
@signed_in
def report_file(request: ActingRequest, publication_id: UUID) -> HttpResponse:
    """A closing report as PDF, in the reader's language."""
    row = _publication(request, publication_id)
    if row.kind != Publication.Kind.REPORT:
        raise Http404
    paper = report_pdf(row, language=get_language() or "en")
    return HttpResponse(paper, content_type="application/pdf", headers={"Content-Disposition": 'inline; filename="closing-report.pdf"'})


@cache_control(max_age=300, public=True)
@require_GET
def shown(request: HttpRequest, code: str) -> HttpResponse:
    """What anybody may see: an article with its lots, or a closing report, once all have said yes."""
    row = queries.shown(code)
    if row is None:
        raise Http404
    is_article = row.kind == Publication.Kind.SHELF
    told = queries.report_out(row.contract) if is_article else row
    context = {
        "row": row, "is_article": is_article, "report": queries.report_of(told.content) if told else None,
        "lots": queries.lots_shown(row) if is_article else [],
    }  # fmt: skip
    return render(request, "trade/shown.html", context)


def _of_party(request: ActingRequest, contract_id: UUID) -> Contract:
    """A contract one's organization signs: the operator of the market has no part in what they earned."""
    row = visible(request.actor, contract_id)
    if request.actor.organization_id not in row.party_ids:
        raise Http404
    return row


def _of_buyer(request: ActingRequest, contract_id: UUID) -> Contract:
    row = _of_party(request, contract_id)
    if request.actor.organization_id != row.buyer_id:
        raise Http404
    require(request.actor, "trade.publish", row)
    return row


def _publication(request: ActingRequest, publication_id: UUID) -> Publication:
    row = get_object_or_404(Publication.objects.select_related("contract", "organization"), pk=publication_id)
    _of_party(request, row.contract_id)
    return row


def _currencies(row: Contract) -> list[str]:
    """The contract's first, then all others."""
    return list(dict.fromkeys([row.currency, *currency_codes()]))
