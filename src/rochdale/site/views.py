"""The public pages."""

from __future__ import annotations

from typing import cast

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from rochdale import __version__
from rochdale.base.health import measured_lately, troubles
from rochdale.base.metrics import CONTENT_TYPE, exposition
from rochdale.learning.queries.workshops import workshops_ahead
from rochdale.people.http import Request, actor_of
from rochdale.people.permissions import may
from rochdale.site.models import Kind
from rochdale.site.operating import may_read_metrics, operator, security_text
from rochdale.site.queries import pieces_at
from rochdale.site.reading_views import reader_language
from rochdale.site.who_sees import WHO_SEES
from rochdale.site.words import RULES
from rochdale.ui.offline import offline

NEWS, WORKSHOPS = 3, 2


@offline
def home(request: HttpRequest) -> HttpResponse:
    """The front door: what it is for, the ways in, what is new."""
    news = pieces_at([Kind.UPDATE, Kind.STORY], reader_language(), cast(Request, request).at)[:NEWS]
    by, at = actor_of(request), cast(Request, request).at
    context = {
        "news": news, "ahead": workshops_ahead(at.date(), most=WORKSHOPS), "feed": reverse("site:feed", args=[reader_language()]),
        "may_edit": may(by, "site.edit", by),
    }  # fmt: skip
    return render(request, "site/home.html", context)


@offline
def how(request: HttpRequest) -> HttpResponse:
    """The rules of the market in plain words, one door each."""
    return render(request, "site/how.html", {"rules": RULES})


@offline
def how_rule(request: HttpRequest, rule: str) -> HttpResponse:
    """One rule in plain words."""
    for written in RULES:
        if written.slug == rule:
            return render(request, "site/rule.html", {"rule": written, "others": [other for other in RULES if other is not written]})
    raise Http404


@require_safe
def who_runs_this(request: HttpRequest) -> HttpResponse:
    """Who runs this installation, where the data lie, and who can see what."""
    return render(request, "site/who_runs_this.html", {"operator": operator(), "who_sees": WHO_SEES})


@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """Whether all is well: 200 or 503. What is wrong is told on the server, by `rochdale doctor`."""
    is_well = not troubles(measured_lately(timezone.now()))
    status = 200 if is_well else 503
    if request.get_preferred_type(["text/html", "application/json"]) == "application/json":
        return JsonResponse({"ok": is_well, "version": __version__}, status=status, headers={"Cache-Control": "no-store"})
    context = {"is_well": is_well, "version": __version__}
    return render(request, "site/health.html", context, status=status)


@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """The figures of this machine, for whoever watches it."""
    if not may_read_metrics(request):
        raise Http404
    return HttpResponse(exposition(measured_lately(timezone.now())), content_type=CONTENT_TYPE)


@require_safe
def security_txt(request: HttpRequest) -> HttpResponse:
    """Whom to tell of a hole (RFC 9116)."""
    text = security_text(request, timezone.now())
    if not text:
        raise Http404
    return HttpResponse(text, content_type="text/plain; charset=utf-8")
