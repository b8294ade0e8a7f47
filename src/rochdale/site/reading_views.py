"""Pages that editors write: news, stories, resources, pages; files to take away, the search, the feed."""

from __future__ import annotations

from typing import cast
from uuid import UUID

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, gettext, override
from django.views.decorators.http import require_safe

from rochdale.base.documents import content_of, document
from rochdale.learning.queries.programmes import files_to_take
from rochdale.people.http import Request, actor_of
from rochdale.people.permissions import may
from rochdale.site.feeds import CONTENT_TYPE, MOST, atom
from rochdale.site.models import Kind
from rochdale.site.piece_words import KINDS, LISTS
from rochdale.site.queries import is_public, piece_at, pieces_at, titles_of
from rochdale.site.searching import hits
from rochdale.site.written import html_of
from rochdale.ui.offline import offline

A_PAGE = 12
A_DAY = 24 * 3600


def reader_language() -> str:
    """The reader's language, without its country."""
    return (get_language() or "en").split("-")[0]


def _moment(request: HttpRequest) -> Request:
    return cast(Request, request)


def _list(request: HttpRequest, kind: str) -> HttpResponse:
    found = Paginator(pieces_at([kind], reader_language(), _moment(request).at), A_PAGE).get_page(request.GET.get("page"))
    by = actor_of(request)
    title, lead, empty = LISTS[kind]
    context = {"pieces": found, "icon": KINDS[kind][0], "title": title, "lead": lead, "empty": empty, "may_edit": may(by, "site.edit", by)}
    return render(request, "site/pieces.html", context | {"feed": reverse("site:feed", args=[reader_language()])})


@require_safe
@offline
def updates(request: HttpRequest) -> HttpResponse:
    """News from the field, the newest first."""
    return _list(request, Kind.UPDATE)


@require_safe
@offline
def stories(request: HttpRequest) -> HttpResponse:
    """Interviews, and how cooperatives did it."""
    return _list(request, Kind.STORY)


@require_safe
@offline
def resources(request: HttpRequest) -> HttpResponse:
    """What to do in hard times."""
    return _list(request, Kind.RESOURCE)


@require_safe
@offline
def piece(request: HttpRequest, kind: str, slug: str) -> HttpResponse:
    """One piece. What was withdrawn is gone (410) and says so; what is set for later is not there yet (404)."""
    found = piece_at(kind, slug, reader_language(), _moment(request).at)
    if found.piece is None:
        if found.is_gone:
            return render(request, "site/gone.html", {"kind": kind, "called": KINDS[kind][1]}, status=410)
        raise Http404
    by = actor_of(request)
    context = {
        "piece": found.piece, "kind": KINDS[kind], "body": html_of(found.piece.words.body), "may_edit": may(by, "site.edit", by),
        "related": titles_of(found.piece.related, reader_language()),
    }  # fmt: skip
    return render(request, "site/piece.html", context)


@require_safe
def picture(request: HttpRequest, picture_id: UUID) -> HttpResponse:
    """The picture of a piece that is shown; of a draft, for its editors."""
    by, found = actor_of(request), document(picture_id)
    is_seen = is_public(picture_id, _moment(request).at)
    if found is None or not (is_seen or (may(by, "site.edit", by) and found.about_kind == "site.Piece")):
        raise Http404
    answer = HttpResponse(content_of(found), content_type=found.media_type)
    answer["Cache-Control"] = f"public, max-age={A_DAY}" if is_seen else "no-store"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


@require_safe
def feed(request: HttpRequest, language: str) -> HttpResponse:
    """What is new, as Atom, in a language."""
    if language not in dict(settings.LANGUAGES):
        raise Http404
    with override(language):
        found = [one for one in pieces_at([Kind.UPDATE, Kind.STORY, Kind.RESOURCE], language, _moment(request).at) if one.published_at][
            :MOST
        ]
        content = atom(
            found, title=gettext("News from cooperatives"), language=language, absolute=request.build_absolute_uri,
            own=reverse("site:feed", args=[language]), home=reverse("site:updates"),
        )  # fmt: skip
    return HttpResponse(content, content_type=CONTENT_TYPE)


@require_safe
@offline
def downloads(request: HttpRequest) -> HttpResponse:
    """Every pack in every format, with size, version, licence and hash; `?in=lo` in another language."""
    asked = request.GET.get("in", "")
    language = asked if asked in dict(settings.LANGUAGES) else reader_language()
    return render(request, "site/downloads.html", {"packs": files_to_take(language), "language": language, "languages": settings.LANGUAGES})


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Over news, stories, pages, the curriculum and the laws."""
    typed = request.GET.get("q", "").strip()
    found = hits(typed, reader_language(), _moment(request).at) if typed else []
    return render(request, "site/search.html", {"typed": typed, "found": found})
