"""One line in the log for each request: its reference, the method, the name of the route, the status and how long it took."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from rochdale.base.logs import REQUEST, route_of
from rochdale.base.reference import under_a_reference

log = logging.getLogger(REQUEST)


class RequestLog:
    """Gives each request its reference and writes its line. Nothing of what was sent or answered stands in it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, then tell."""
        begun = time.perf_counter()
        with under_a_reference():
            response = self.get_response(request)
            ms = round((time.perf_counter() - begun) * 1000)
            fields = {"method": request.method, "route": route_of(request), "status": response.status_code, "ms": ms}
            log.info("%s %s %s %s ms", *fields.values(), extra=fields)
        return response
