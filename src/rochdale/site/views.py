"""The public pages."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from rochdale.site.words import RULES
from rochdale.ui.offline import offline


@offline
def home(request: HttpRequest) -> HttpResponse:
    """The front door: what it is for, and the ways in."""
    return render(request, "site/home.html")


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
