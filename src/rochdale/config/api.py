"""The API of the whole house: its routers, how it refuses, and where it is described (`/api/docs`, `/api/openapi.json`)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from rochdale import __version__
from rochdale.base.endpoints import BodyTooLarge, Malformed, StrictJson, malformed
from rochdale.config.api_page import ApiPage
from rochdale.kernel.refusal import NotAllowed, Refusal, Refused
from rochdale.people.api import router as people
from rochdale.people.api import session_actor
from rochdale.supply.api import routers as supply
from rochdale.trade.api import routers as trade
from rochdale.ui.middleware import refused_json

DESCRIPTION = (
    "Everything a person can do on the pages of the market, for programs. Sign in as on the pages; changes need the header X-CSRFToken. "
    "Amounts travel as text. A change may carry an id: sent again, it is done once. Refusals name a code, facts and a sentence."
)

api = NinjaAPI(
    title="Rochdale",
    version=__version__,
    description=DESCRIPTION,
    auth=session_actor,
    parser=StrictJson(),
    docs=ApiPage(),
    urls_namespace="api",
)
for router in (people, *supply, *trade):
    api.add_router("", router)

NOTHING_HERE = Refusal("base.nothing-here")
STATUS: Sequence[tuple[type[Refused], int]] = ((BodyTooLarge, 413), (Malformed, 400), (NotAllowed, 403), (Refused, 409))
UNREADABLE: Mapping[int, Refusal] = {
    400: Refusal("base.body-not-json", {"line": 1, "column": 1}),
    401: Refusal("base.not-signed-in"),
    403: Refusal("base.token-missing"),
    404: NOTHING_HERE,
}


@api.exception_handler(Refused)
def refused(request: HttpRequest, exception: Refused) -> HttpResponse:
    """409 for what a rule refuses, 403 for what this person may not do, 400 and 413 for what cannot be read."""
    return refused_json(exception.refusals, next(status for kind, status in STATUS if isinstance(exception, kind)))


@api.exception_handler(ValidationError)
def not_in_shape(request: HttpRequest, exception: ValidationError) -> HttpResponse:
    """400 with the name of every field at fault."""
    return refused_json(malformed(exception.errors), 400)


@api.exception_handler(Http404)
def not_found(request: HttpRequest, exception: Http404) -> HttpResponse:
    """The same answer for what is not there and for what belongs to others."""
    return refused_json([NOTHING_HERE], 404)


@api.exception_handler(HttpError)
def not_answered(request: HttpRequest, exception: HttpError) -> HttpResponse:
    """What ninja itself refuses: no session, no token, an unreadable body."""
    if isinstance(exception.__cause__, Refused):
        return refused(request, exception.__cause__)
    return refused_json([UNREADABLE.get(exception.status_code, NOTHING_HERE)], exception.status_code)
