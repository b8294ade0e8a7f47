"""Pages for what cannot be: refusals, forbidden, unknown, broken. Each says what happened, why, and the way on.

Also: whatever a signed-in person gets is not stored by any cache, except pages marked `@offline`, whose copy is public.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from rochdale.base.logs import route_of
from rochdale.base.reference import current_reference, new_reference
from rochdale.base.words import Said, said, sentence
from rochdale.kernel.refusal import NotAllowed, Refusal, Refused
from rochdale.ui.offline import HEADER
from rochdale.ui.words import PAGES, PageWords

log = logging.getLogger("rochdale.ui.refusals")

JSON_PREFIX, JSON = "/api/", "application/json"
REFERENCE_HEADER = "Rochdale-Reference"


class RefusalPages:
    """Turns refusals and failures into pages of this house, or JSON under `/api/`."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Replace bare failure pages; keep personal pages out of caches."""
        response = self.get_response(request)
        if response.status_code in PAGES and REFERENCE_HEADER not in response and _is_bare_page(response):
            response = _page(request, response.status_code)
        if _is_personal(request) and HEADER not in response:
            response["Cache-Control"] = "no-store"
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """409 for a refusal, 403 for something this person may not do. Everything else goes on."""
        if not isinstance(exception, Refused):
            return None
        status = HTTPStatus.FORBIDDEN if isinstance(exception, NotAllowed) else HTTPStatus.CONFLICT
        if request.path.startswith(JSON_PREFIX) or request.headers.get("Accept") == JSON:  # what a script sends is answered to a script
            return refused_json(exception.refusals, status)
        return _page(request, status, [said(refusal) for refusal in exception.refusals])


def refused_json(refusals: Sequence[Refusal], status: int = HTTPStatus.CONFLICT) -> JsonResponse:
    """`{"refused": [{"code", "facts", "message"}]}`, as every endpoint answers."""
    rows = [{"code": refusal.code, "facts": dict(refusal.facts), "message": sentence(refusal)} for refusal in refusals]
    return JsonResponse({"refused": rows}, status=status)


def _page(request: HttpRequest, status: int, refusals: Sequence[Said] = ()) -> HttpResponse:
    reference = current_reference() or new_reference()
    log.warning("%s %s answered %s, reference %s%s", request.method, route_of(request), int(status), reference, _codes(refusals))
    words = PAGES.get(status, PAGES[HTTPStatus.BAD_REQUEST])
    if request.path.startswith(JSON_PREFIX):
        # Also what the API never came to see (an address that does not exist) is refused in the shape the API promises.
        refused = {"code": f"http.{int(status)}", "facts": {"reference": reference}, "message": f"{words.title} {words.remedy}".strip()}
        response: HttpResponse = JsonResponse({"refused": [refused]}, status=status)
    else:
        response = _html(request, status, {"words": words, "refusals": refusals, "reference": reference})
    response[REFERENCE_HEADER] = reference
    return response


def _html(request: HttpRequest, status: int, context: dict[str, object]) -> HttpResponse:
    try:
        return render(request, "ui/refused.html", context, status=status)
    except Exception:  # when even our page cannot be drawn (no database), plain words are better than nothing
        log.exception("The page for %s could not be drawn", status)
        words = context["words"]
        assert isinstance(words, PageWords)
        return HttpResponse(f"{words.title} {words.remedy} {context['reference']}", status=status, content_type="text/plain; charset=utf-8")


def _codes(refusals: Sequence[Said]) -> str:
    return f" ({', '.join(refusal.code for refusal in refusals)})" if refusals else ""


def _is_bare_page(response: HttpResponse) -> bool:
    return not response.streaming and response.get("Content-Type", "text/html").startswith("text/html")


def _is_personal(request: HttpRequest) -> bool:
    person = getattr(request, "user", None)
    return bool(person and person.is_authenticated)
