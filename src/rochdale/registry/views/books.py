"""Pages of paper books: photographed, read line by line, settled, signed and closed."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rochdale.base import documents
from rochdale.kernel.ids import new_id
from rochdale.kernel.refusal import Refused
from rochdale.people.access import get_or_404
from rochdale.people.http import ActingRequest, signed_in
from rochdale.people.permissions import may, require
from rochdale.registry import operations
from rochdale.registry.book_labels import BOOKS
from rochdale.registry.book_page import beside, in_short, lines_told, seen_at, tally_told
from rochdale.registry.forms.books import LineForm, PageForm, SettleLineForm
from rochdale.registry.models import BookLine, BookPage, RegisterOffice
from rochdale.registry.queries.books import books_of, line_of, next_line, pages_of, suggested
from rochdale.registry.queries.offices import offices_of
from rochdale.ui.forms import OperationForm, add_refusals


def called(page: BookPage) -> str:
    """The book of a page in people's words."""
    return str(BOOKS.get(page.book, page.book)) if page.book else _("Paper book")


@require_GET
@signed_in
def books(request: ActingRequest) -> HttpResponse:
    """Pages of one's offices, those that are open first."""
    require(request.actor, "registry.see-inbox", request.actor)
    own = [office for office in offices_of(request.actor) if office.is_registering]
    context = {"pages": [(page, called(page), str(page.office)) for page in pages_of(request.actor)[:100]], "own": own}
    return render(request, "registry/books.html", context)


@require_http_methods(["GET", "POST"])
@signed_in
def new_page(request: ActingRequest, office_id: UUID) -> HttpResponse:
    """A page is photographed."""
    office = get_or_404(
        request.actor, "registry.reconcile-book", RegisterOffice.objects.filter(until_on=None), knows=lambda _by, _row: False, pk=office_id
    )
    choices = [(code, str(BOOKS.get(code, code))) for code in books_of(office)]
    form = PageForm(request.POST or None, request.FILES or None, books=choices)
    if form.is_valid():
        said = form.cleaned_data
        try:
            made = operations.open_page(
                id=said["operation_id"], by=request.actor, at=request.at, office_id=office.id, book=said["book"], volume=said["volume"],
                page=said["page"], lines=said["lines"], name=said["photo"].name, content=said["photo"].read(),
            )  # fmt: skip
            return redirect("registry:book-page", made)
        except Refused as refusal:
            add_refusals(form, refusal, {"registry.book-page-is-there": "page"})
    return render(request, "registry/book_new.html", {"form": form, "office": office})


def _page(request: ActingRequest, page_id: UUID, right: str = "registry.see-books") -> BookPage:
    rows = BookPage.objects.select_related("office", "photo")
    return get_or_404(request.actor, right, rows, knows=lambda by, row: may(by, "registry.see-books", row), pk=page_id)


@require_GET
@signed_in
def page(request: ActingRequest, page_id: UUID) -> HttpResponse:
    """A page with all its lines and what each comes to."""
    row = _page(request, page_id)
    lines = lines_told(row)
    may_work = row.closed_at is None and may(request.actor, "registry.reconcile-book", row)
    left = next_line(row)
    context = {
        "page": row, "office": str(row.office), "book": called(row),
        "lines": lines, "tally": tally_told(row), "may_work": may_work, "operation_id": new_id(),
        "next": left if may_work else None, "unsettled": next((line.id for line in lines if line.is_open), None),
        "may_close": row.closed_at is None and may(request.actor, "registry.close-book-page", row),
    }  # fmt: skip
    return render(request, "registry/book_page.html", context)


@require_http_methods(["GET", "POST"])
@signed_in
def line(request: ActingRequest, page_id: UUID, line: int) -> HttpResponse:
    """What the book says on one line. What the register has of it stands there already, to be changed where the book says otherwise."""
    row = _page(request, page_id, "registry.reconcile-book")
    if not 1 <= line <= row.lines:
        raise Http404
    written, known = line_of(row, line), suggested(row).get(line)
    said = written.said if written else known.said if known else {}
    initial = {**said, "date": parse_date(said.get("date", "")), "is_struck": bool(written and written.is_struck)}
    form = LineForm(request.POST or None, columns=row.columns, initial=initial)
    if form.is_valid():
        try:
            operations.write_line(
                id=form.cleaned_data["operation_id"], by=request.actor, at=request.at, page_id=row.id, line=line, said=form.said(),
                is_struck=form.cleaned_data["is_struck"],
            )  # fmt: skip
            return redirect("registry:book-page", row.id)
        except Refused as refusal:
            add_refusals(form, refusal, {})
    context = {"page": row, "book": called(row), "line": line, "form": form, "known": in_short(known.said) if known else ""}
    return render(request, "registry/book_line.html", context)


@require_POST
@signed_in
def alike(request: ActingRequest, page_id: UUID, line: int) -> HttpResponse:
    """The book says what the register has."""
    row = _page(request, page_id, "registry.reconcile-book")
    known, form = suggested(row).get(line), OperationForm(request.POST)
    if known is not None and form.is_valid():
        operations.write_line(
            id=form.cleaned_data["operation_id"], by=request.actor, at=request.at, page_id=row.id, line=line, said=dict(known.said)
        )
    return redirect("registry:book-page", row.id)


@require_http_methods(["GET", "POST"])
@signed_in
def settle(request: ActingRequest, line_id: UUID) -> HttpResponse:
    """Who is right, and why."""
    rows = BookLine.objects.select_related("page__office")
    row = get_or_404(request.actor, "registry.reconcile-book", rows, knows=lambda by, row: may(by, "registry.see-books", row), pk=line_id)
    form = SettleLineForm(request.POST or None)
    if form.is_valid():
        said = form.cleaned_data
        try:
            operations.settle_line(
                id=said["operation_id"], by=request.actor, at=request.at, line_id=row.id, right=said["right"], reason=said["reason"]
            )
            return redirect("registry:book-page", row.page_id)
        except Refused as refusal:
            add_refusals(form, refusal, {})
    context = {"line": row, "page": row.page, "book": called(row.page), "columns": beside(row), "form": form, "link": seen_at(row)}
    return render(request, "registry/book_settle.html", context)


@require_POST
@signed_in
def compare(request: ActingRequest, page_id: UUID) -> HttpResponse:
    """Hold what is not settled against the register once more."""
    row, form = _page(request, page_id, "registry.reconcile-book"), OperationForm(request.POST)
    if form.is_valid():
        operations.compare_page(id=form.cleaned_data["operation_id"], by=request.actor, at=request.at, page_id=row.id)
    return redirect("registry:book-page", row.id)


@require_http_methods(["GET", "POST"])
@signed_in
def close(request: ActingRequest, page_id: UUID) -> HttpResponse:
    """Sign for the page."""
    row = _page(request, page_id, "registry.close-book-page")
    form = OperationForm(request.POST or None)
    if form.is_valid():
        try:
            operations.close_page(id=form.cleaned_data["operation_id"], by=request.actor, at=request.at, page_id=row.id)
            return redirect("registry:book-page", row.id)
        except Refused as refusal:
            add_refusals(form, refusal, {})
    return render(request, "registry/book_close.html", {"page": row, "book": called(row), "form": form, "tally": tally_told(row)})


@require_GET
@signed_in
def photo(request: ActingRequest, page_id: UUID) -> HttpResponse:
    """The photograph, as it was taken."""
    row = _page(request, page_id)
    headers = {"Content-Disposition": "inline", "Cache-Control": "no-store"}
    return HttpResponse(documents.content_of(row.photo), content_type=row.photo.media_type, headers=headers)
