"""Pages of the editors: what there is, write, translate, look it over and publish, versions, withdraw. Nobody else comes in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time
from functools import wraps
from typing import Concatenate, ParamSpec
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import get_current_timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from rochdale.kernel.ids import new_id
from rochdale.kernel.refusal import Refusal, Refused
from rochdale.people.http import ActingRequest, signed_in
from rochdale.people.permissions import require
from rochdale.site import operations
from rochdale.site.editor.forms import BeginForm, PublishForm, WordsForm, WriteForm, as_typed
from rochdale.site.models import Piece, PieceText
from rochdale.site.piece_words import FIELDS, KINDS, STATES
from rochdale.site.queries import all_standing, of_draft, of_version, standing_of, titles_of
from rochdale.site.rules.pieces import Kind
from rochdale.site.shipped import addresses, shipped
from rochdale.site.written import html_of
from rochdale.ui.forms import OperationForm, ReasonForm, add_refusals

P = ParamSpec("P")
CHANGED = "site.changed-meanwhile"


def editors_only(
    view: Callable[Concatenate[ActingRequest, P], HttpResponseBase],
) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
    """The door of every page here."""

    @wraps(view)
    def behind_the_door(request: ActingRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        require(request.actor, "site.edit", request.actor)
        return view(request, *args, **kwargs)

    return signed_in(behind_the_door)


def _language() -> str:
    return (get_language() or "en").split("-")[0]


def _known(language: str) -> str:
    if language not in dict(settings.LANGUAGES):
        raise Http404
    return language


@require_safe
@editors_only
def pieces(request: ActingRequest) -> HttpResponse:
    """All that was written, by what is to be done with it; and what came with the program."""
    found = all_standing(request.at)
    taken = {(one.row.kind, one.row.slug) for one in found}
    came = [
        (kind, slug, shipped(kind, slug).get(_language(), shipped(kind, slug)["en"]).title, new_id())
        for kind, slug in addresses()
        if (kind, slug) not in taken
    ]
    context = {"pieces": found, "came": came, "states": STATES, "kinds": KINDS}
    return render(request, "editor/pieces.html", context)


@require_http_methods(["GET", "POST"])
@editors_only
def begin(request: ActingRequest) -> HttpResponse:
    """Begin with a kind, a language and a title."""
    form = BeginForm(request.POST or None, initial={"language": _language(), "kind": Kind.UPDATE})
    if form.is_valid():
        told = form.cleaned_data
        piece_id = operations.begin_piece(
            id=told["operation_id"], by=request.actor, at=request.at, kind=told["kind"], language=told["language"], title=told["title"]
        )
        return redirect("editor:write", piece_id, told["language"])
    return render(request, "editor/begin.html", {"form": form})


@require_http_methods(["POST"])
@editors_only
def replace(request: ActingRequest, kind: str, slug: str) -> HttpResponse:
    """Write anew what came with the program, beginning with its words."""
    form, there = OperationForm(request.POST), shipped(kind, slug) if kind in KINDS else {}
    if not there or not form.is_valid():
        raise Http404
    piece_id = operations.begin_piece(
        id=form.cleaned_data["operation_id"], by=request.actor, at=request.at, kind=kind, language="en", title=there["en"].title, slug=slug
    )
    return redirect("editor:piece", piece_id)


@require_safe
@editors_only
def piece(request: ActingRequest, piece_id: UUID) -> HttpResponse:
    """Where each language stands, and every version that was published."""
    row = get_object_or_404(Piece.objects.prefetch_related("texts", "versions"), pk=piece_id)
    told = standing_of(row, request.at)
    versions = sorted(row.versions.all(), key=lambda one: one.number, reverse=True)
    context = {"told": told, "kind": KINDS[row.kind], "versions": versions, "states": STATES, "names": dict(settings.LANGUAGES)}
    return render(request, "editor/piece.html", context)


@require_http_methods(["GET", "POST"])
@editors_only
def write(request: ActingRequest, piece_id: UUID, language: str) -> HttpResponse:
    """Write the original, or a translation beside it. What is saved here nobody else sees."""
    row = get_object_or_404(Piece, pk=piece_id)
    text, is_original = row.texts.filter(language=_known(language)).first(), language == row.source
    form = _form(request, row, text, language)
    context = {"form": form, "row": row, "text": text, "language": language, "is_original": is_original, "other": None}
    if request.method == "POST" and form.is_valid():
        try:
            saved = _save(request, row, language, form)
        except Refused as refused:
            _explain(form, refused, text)
            is_clash = any(one.code == CHANGED for one in refused.refusals)
            return render(request, "editor/write.html", context | _source(row) | {"other": text if is_clash else None})
        _tell(request, saved)
        return redirect("editor:publish" if "look" in request.POST else "editor:write", row.id, language)
    return render(request, "editor/write.html", context | _source(row))


def _form(request: ActingRequest, row: Piece, text: PieceText | None, language: str) -> WordsForm:
    is_original = language == row.source
    told, files, typed = request.POST or None, request.FILES or None, as_typed(row, text)
    if is_original:
        return WriteForm(told, files, initial=typed, has_picture=row.picture_id is not None, language=language)
    return WordsForm(told, initial=typed, language=language)


def _source(row: Piece) -> dict[str, object]:
    source = row.texts.get(language=row.source)
    return {"source": source, "source_body": html_of(source.body), "names": dict(settings.LANGUAGES)}


def _save(request: ActingRequest, row: Piece, language: str, form: WordsForm) -> operations.Written:
    told = form.cleaned_data
    picture = request.FILES.get("picture")
    return operations.write_text(
        id=told["operation_id"], by=request.actor, at=request.at, piece_id=row.id, language=language, revision=told["revision"],
        words=form.words(), circumstances=form.circumstances() if isinstance(form, WriteForm) else None,
        picture=picture.read() if picture and isinstance(form, WriteForm) else None, without_picture=bool(told.get("without_picture")),
    )  # fmt: skip


def _explain(form: WordsForm, refused: Refused, text: PieceText | None) -> None:
    """Each refusal at its field. What was typed stays; whoever saves again has seen the other text."""
    fields = {code: field for code, field in FIELDS.items() if field in form.fields}
    for one in refused.refusals:
        named = str(one.facts.get("field", ""))
        add_refusals(form, Refused(one), fields | ({one.code: named} if named in form.fields else {}))
    assert isinstance(form.data, QueryDict), "it was sent"
    form.data = form.data.copy()
    form.data["revision"] = str(text.revision if text else 0)


def _tell(request: ActingRequest, saved: operations.Written) -> None:
    messages.success(request, _("Saved. Only editors see it."))
    if saved["removed"]:
        messages.warning(
            request, _("Removed from your text, because it has no place in it: %(what)s") % {"what": " · ".join(saved["removed"][:6])}
        )


@require_http_methods(["GET", "POST"])
@editors_only
def publish(request: ActingRequest, piece_id: UUID, language: str) -> HttpResponse:
    """Look it over as its readers will see it, and set the day."""
    row = get_object_or_404(Piece, pk=piece_id)
    text = get_object_or_404(row.texts, language=language)
    today = request.at.astimezone(get_current_timezone()).date()
    form = PublishForm(
        request.POST or None, is_original=language == row.source, initial={"revision": text.revision, "from_on": today}
    )  # fmt: skip
    if form.is_valid():
        told = form.cleaned_data
        try:
            operations.publish(
                id=told["operation_id"], by=request.actor, at=request.at, piece_id=row.id, language=language, revision=told["revision"],
                from_at=_moment(told["from_on"], request.at, today), read_by=told.get("read_by", ""),
            )  # fmt: skip
            messages.success(request, _("Published.") if told["from_on"] <= today else _("It will appear by itself."))
            return redirect("editor:piece", row.id)
        except Refused as refused:
            add_refusals(form, refused)
    seen = of_draft(row, text)
    context = {
        "form": form, "row": row, "piece": seen, "kind": KINDS[row.kind], "body": html_of(text.body), "language": language,
        "related": titles_of(seen.related, language),
    }  # fmt: skip
    return render(request, "editor/publish.html", context)


def _moment(on: date, at: datetime, today: date) -> datetime:
    """The first moment of a day to come; now for today and before."""
    return at if on <= today else datetime.combine(on, time(), get_current_timezone())


@require_http_methods(["GET", "POST"])
@editors_only
def withdraw(request: ActingRequest, piece_id: UUID) -> HttpResponse:
    """Take it off the site, and say why."""
    row = get_object_or_404(Piece, pk=piece_id)
    if not row.versions.exists():
        raise Refused(Refusal("site.never-published"))
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        operations.withdraw(
            id=form.cleaned_data["operation_id"], by=request.actor, at=request.at, piece_id=row.id, reason=form.cleaned_data["reason"]
        )
        messages.success(request, _("Withdrawn. Its versions are kept."))
        return redirect("editor:piece", row.id)
    return render(request, "editor/withdraw.html", {"form": form, "row": row, "title": row.texts.get(language=row.source).title})


@require_safe
@editors_only
def version(request: ActingRequest, piece_id: UUID, number: int) -> HttpResponse:
    """One published version, as it was."""
    row = get_object_or_404(Piece, pk=piece_id)
    found = get_object_or_404(row.versions.select_related("piece"), number=number, is_withdrawal=False)
    seen = of_version(found, is_translated=True)
    context = {
        "row": row, "version": found, "piece": seen, "kind": KINDS[row.kind], "body": html_of(found.body),
        "related": titles_of(seen.related, found.language),
    }  # fmt: skip
    return render(request, "editor/version.html", context)
