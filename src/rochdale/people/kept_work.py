"""Work that a device kept while there was no line (`people/outbox.js`) and sends when the line is back.

Each piece is the form of an ordinary page with its own operation id, so that sending it twice changes nothing. The device signs who did it
and when, with a key it can only use after that person's PIN. It is taken only from that device and while the same person is there: in a
session of the own, shown anew within ten minutes. So nobody on a shared phone leaves work behind in the name of a colleague.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.dateparse import parse_datetime

from rochdale.kernel.refusal import Refusal
from rochdale.people.device_secrets import is_signed
from rochdale.people.http import actor_of
from rochdale.people.models import Device
from rochdale.people.proving import is_proven_recently
from rochdale.ui.middleware import refused_json

BY, AT, SIGNATURE = "Rochdale-Kept-By", "Rochdale-Kept-At", "Rochdale-Kept-Signature"
"""Headers: the person, the moment by the device's clock (ISO 8601), the signature in hex."""
DONE = 204
"""Answered instead of leading to another page. Whatever else is answered, the device keeps the piece."""
NEEDS_ITS_PERSON = Refusal("people.kept-work-needs-its-person")
NOT_SIGNED = Refusal("people.kept-work-is-not-signed")


def is_kept_work(request: HttpRequest) -> bool:
    """Whether this form was kept on a device."""
    return request.method == "POST" and SIGNATURE in request.headers


def refusals_for_kept_work(request: HttpRequest, device: Device | None) -> list[Refusal]:
    """Why a kept form is not taken: another person is there, or nobody, or the device did not sign it."""
    by, at = request.headers.get(BY, ""), request.headers.get(AT, "")
    actor = actor_of(request)
    if device is None or actor is None or actor.id != by or not is_proven_recently(request):
        return [NEEDS_ITS_PERSON]
    text = "\n".join((by, at, request.get_full_path(), request.body.decode(errors="replace")))
    signature = request.headers[SIGNATURE]
    is_ours = is_signed(signature, device_id=device.id, person_id=UUID(by), text=text) and kept_at(request) is not None
    return [] if is_ours else [NOT_SIGNED]


def kept_at(request: HttpRequest) -> datetime | None:
    """When the work was done, by the clock of the device, for operations that keep such a moment; None for a form sent at once."""
    try:
        moment = parse_datetime(request.headers.get(AT, ""))
    except ValueError:
        return None
    return moment if moment is not None and moment.tzinfo is not None else None


def told_to_device(response: HttpResponseBase, *, asks_who_it_is: bool) -> HttpResponseBase:
    """What the device hears: done, or why not. It cannot follow to another page, and to a sign-in page it must not."""
    if asks_who_it_is:
        return refused_json([NEEDS_ITS_PERSON])
    return HttpResponse(status=DONE) if response.status_code in {302, 303} else response
