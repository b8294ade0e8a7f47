"""The log: lines for people (`plain`) or one JSON object a line (`json`), both without personal data.

What may stand in a line: the moment, the level, the reference of the request, the method, the name of the route (never the path, which
may hold a token), the status, the milliseconds, ids, codes. Everything is scrubbed last of all, whoever wrote it.
"""

from __future__ import annotations

import json
import logging
from datetime import UTC, datetime
from types import TracebackType
from typing import Any

from django.http import HttpRequest

from rochdale.base.reference import current_reference
from rochdale.base.scrubbing import frames_of, message_of, scrub, told

REQUEST = "rochdale.request"
"""The logger that gets one line for each request."""
FIELDS = ("method", "route", "status", "ms")
ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


def route_of(request: HttpRequest) -> str:
    """The name of the address that answered, e.g. `trade:offer`; never its ids or tokens."""
    match = getattr(request, "resolver_match", None)
    return match.view_name or match.route if match else "nothing-here"


class NamesRoutes(logging.Filter):
    """Django writes the path of a request into its messages; here it becomes the name of the route."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Every record passes."""
        request = getattr(record, "request", None)
        if isinstance(request, HttpRequest):
            message, route = record.getMessage(), route_of(request)
            for path in (request.get_full_path(), request.path):
                if len(path) > 1:
                    message = message.replace(path, route)
            record.msg, record.args = message, ()
        return True


class Plain(logging.Formatter):
    """One line for people: moment, level, reference, who says what."""

    def __init__(self) -> None:
        super().__init__("{asctime} {levelname} {reference}{name} {message}", style="{")

    def format(self, record: logging.LogRecord) -> str:
        """The line, scrubbed."""
        reference = current_reference()
        record.reference = f"{reference} " if reference else ""
        return scrub(super().format(record))

    def formatException(self, ei: ExcInfo) -> str:
        """Kind, message and places; no line of a program and no value."""
        return told(ei[1]) if ei[1] else ""


class Json(logging.Formatter):
    """One JSON object a line."""

    def format(self, record: logging.LogRecord) -> str:
        """The line, scrubbed field by field."""
        line: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": scrub(record.getMessage()),
            "reference": current_reference(),
        }
        line |= {name: getattr(record, name) for name in FIELDS if hasattr(record, name)}
        if record.exc_info and record.exc_info[1]:
            line["broke"] = what_broke(record.exc_info[1])
        return json.dumps({name: value for name, value in line.items() if value != ""}, ensure_ascii=False)


def what_broke(trouble: BaseException) -> dict[str, Any]:
    """Kind, message and places of an exception, scrubbed; the first cause last."""
    found: dict[str, Any] = {"kind": type(trouble).__name__, "message": message_of(trouble), "frames": frames_of(trouble)}
    before = trouble.__cause__ or (None if trouble.__suppress_context__ else trouble.__context__)
    return found | ({"after": what_broke(before)} if before else {})


def logging_config(*, kind: str, has_request_log: bool, reports_url: str) -> dict[str, Any]:
    """Python's logging, as a dictionary. The web server's own trouble goes the same way as ours."""
    handlers: dict[str, Any] = {"console": {"class": "logging.StreamHandler", "formatter": kind, "filters": ["routes"]}}
    if reports_url:
        reports = {"class": "rochdale.base.error_reports.ErrorReports", "level": "ERROR", "filters": ["routes"], "url": reports_url}
        handlers["reports"] = reports
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {"routes": {"()": "rochdale.base.logs.NamesRoutes"}},
        "formatters": {"plain": {"()": "rochdale.base.logs.Plain"}, "json": {"()": "rochdale.base.logs.Json"}},
        "handlers": handlers,
        "root": {"handlers": list(handlers), "level": "WARNING"},
        "loggers": {
            "rochdale": {"level": "INFO"},
            REQUEST: {"level": "INFO" if has_request_log else "WARNING"},
            "gunicorn.error": {"handlers": list(handlers), "level": "WARNING", "propagate": False},
            "gunicorn.http.wsgi": {"level": "ERROR"},  # it warns at each HEAD that Django wrote a body, and drops it
            "django.security.DisallowedHost": {"level": "CRITICAL"},  # any scanner's request; the line of the request says 400
        },
    }
