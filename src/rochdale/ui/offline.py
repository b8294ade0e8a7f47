"""Which pages a device may keep: public ones that are marked, and nothing else.

A view marked `@offline` shows the same to everyone. For a reader who is signed in the head of the page still holds her name, so
the service worker is told to fetch the page once more without her cookies and keep that copy.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse
from django.utils.functional import Promise

HEADER = "Rochdale-Keep"
ANY_QUERY = "Rochdale-Any-Query"
"""Header of a kept page that answers its address whatever question stands behind it: it reads the question by its own script."""
WORK_PAGES: list[tuple[str, str | Promise, str]] = []
"""Pages on which one works without a line (name of the address, what is done there, icon): offered to whoever enters the PIN then."""
P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


def offline(view: View[P]) -> View[P]:
    """Mark a public page as one that stays readable without a line."""

    @functools.wraps(view)
    def marked(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        response = view(request, *args, **kwargs)
        if request.method == "GET" and response.status_code == 200:
            response[HEADER] = "again" if request.user.is_authenticated else "as-is"
        return response

    return marked
