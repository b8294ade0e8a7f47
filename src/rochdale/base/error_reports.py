"""Reports of what broke, for an operator who wants them: scrubbed like the log, posted as JSON, off unless an address is set.

A report is a help, never a burden: it is sent by a thread of its own, the same trouble at most once an hour, and when the address
does not answer it is dropped. The log has everything anyway.
"""

from __future__ import annotations

import json
import logging
import os
import queue
import threading
import urllib.request
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

from rochdale import __version__
from rochdale.base.logs import route_of, what_broke
from rochdale.base.reference import current_reference

SAME_AGAIN_AFTER_SECONDS = 3600.0
MOST_WAITING = 20
PATIENCE_SECONDS = 10


class ErrorReports(logging.Handler):
    """Posts one JSON object for each trouble that carries an exception."""

    def __init__(self, url: str) -> None:
        super().__init__(logging.ERROR)
        self.url = url
        self._sent: dict[str, float] = {}
        self._waiting: queue.Queue[dict[str, Any]] = queue.Queue(MOST_WAITING)
        self._process = 0

    def emit(self, record: logging.LogRecord) -> None:
        """Hand a report to the thread; drop it when it was told within the hour or too many wait."""
        trouble = record.exc_info[1] if record.exc_info else None
        if trouble is None:
            return
        broke = what_broke(trouble)
        fingerprint = f"{broke['kind']} {broke['frames'][-1:]}"
        if record.created - self._sent.get(fingerprint, 0) < SAME_AGAIN_AFTER_SECONDS:
            return
        self._sent[fingerprint] = record.created
        self._start()
        with suppress(queue.Full):
            self._waiting.put_nowait(report(record, broke))

    def _start(self) -> None:
        # A forked worker inherits the handler, but no thread: it starts its own.
        if self._process != os.getpid():
            self._process = os.getpid()
            threading.Thread(target=self._post_all, name="reports", daemon=True).start()

    def _post_all(self) -> None:
        while True:
            body = json.dumps(self._waiting.get()).encode()
            request = urllib.request.Request(self.url, body, {"Content-Type": "application/json"})
            with suppress(OSError), urllib.request.urlopen(request, timeout=PATIENCE_SECONDS):
                pass


def report(record: logging.LogRecord, broke: dict[str, Any]) -> dict[str, Any]:
    """What a report holds: the program, the moment, where in the program; nothing about a person or an organization."""
    request = getattr(record, "request", None)
    return {
        "program": "rochdale",
        "version": __version__,
        "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="seconds"),
        "logger": record.name,
        "reference": current_reference(),
        "method": getattr(request, "method", ""),
        "route": route_of(request) if request is not None else "",
        "broke": broke,
    }
