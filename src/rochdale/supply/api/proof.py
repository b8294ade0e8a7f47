"""EPCIS 2.0 for programs: documents of others are taken in, and read back as they came; the chain of an own lot is handed out."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Annotated, Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_noop
from ninja import Query, Router
from ninja.security import APIKeyCookie
from pydantic import Field

from rochdale.base.actor import Actor
from rochdale.base.endpoints import REFUSING, BodyTooLarge, Code, Paging, Refusals, operation_id, refuse_unknown
from rochdale.base.words import sentence
from rochdale.kernel.refusal import NotAllowed, Refusal, Refused
from rochdale.people.access import get_or_404
from rochdale.people.api import SessionActor
from rochdale.people.http import ActingRequest, actor_of
from rochdale.people.permissions import require
from rochdale.supply.models import Captured, CapturedEvent, Lot
from rochdale.supply.operations.events import capture_events
from rochdale.supply.queries import epcis as queries
from rochdale.supply.rules.epcis import CONTEXT, as_text
from rochdale.supply.rules.epcis_reading import MOST_BYTES

router = Router(tags=[gettext_noop("Events of goods (EPCIS 2.0)")])
JSON_LD, PROBLEM = "application/ld+json", "application/problem+json"
CLASH, BROKEN, LARGE = 409, 400, 413
TOLD = {200: None, REFUSING: Refusals}
"""What is read is JSON-LD, written as it came."""


class DocumentActor(SessionActor):
    """As everywhere, for bodies of the size that documents of events have."""

    def __call__(self, request: HttpRequest) -> Actor | None:
        """401 for whoever is not signed in, before anything is read."""
        if actor_of(request) is None:
            return None
        if int(request.META.get("CONTENT_LENGTH") or 0) > MOST_BYTES:
            raise BodyTooLarge(Refusal("base.body-too-large", {"most_kb": MOST_BYTES // 1024}))
        return APIKeyCookie.__call__(self, request)


class EventsAsked(Paging):
    """Which events: of one type, or whose number holds some signs."""

    kind: Code = ""
    words: Annotated[str, Field(max_length=200)] = ""


@router.post(
    "/supply/epcis/capture",
    auth=DocumentActor(),
    response={202: None, REFUSING: Refusals},
    openapi_extra={"responses": {status: {"content": {PROBLEM: {"schema": {"type": "object"}}}} for status in (BROKEN, CLASH, LARGE)}},
    summary=gettext_noop("Take in a document of events"),
)
def capture(request: ActingRequest) -> HttpResponse:
    """202 with the address of the document. A document that is not in order gets a problem document that names each path at fault."""
    require(request.actor, "supply.capture-events", request.actor)
    try:
        made = capture_events(id=operation_id(request, None), by=request.actor, at=request.at, text=_text(request))
    except NotAllowed:
        raise
    except Refused as refused:
        return problem(refused.refusals)
    return HttpResponse(status=202, headers={"Location": reverse("api:captured_document", args=[made])})


@router.get("/supply/epcis/capture/{uuid:document_id}", response=TOLD, summary=gettext_noop("A document that was taken in"))
def captured_document(request: ActingRequest, document_id: UUID) -> HttpResponse:
    """As it came; an event that had no number has one."""
    row = get_or_404(request.actor, "supply.see", Captured.objects.all(), pk=document_id)
    return _answer(queries.read_back(row))


@router.get("/supply/epcis/events", response=TOLD, summary=gettext_noop("Events that were taken in"))
def captured_events(request: ActingRequest, asked: Query[EventsAsked]) -> HttpResponse:
    """In the order of their instants, as a query document."""
    require(request.actor, "supply.see", request.actor)
    refuse_unknown(request.GET, EventsAsked.model_fields)
    assert request.actor.organization_id is not None
    rows = queries.captured_events(request.actor.organization_id, kind=asked.kind, words=asked.words)
    first = (asked.page - 1) * asked.per_page
    return _answer(_found(row.content for row in rows[first : first + asked.per_page]))


@router.get("/supply/epcis/events/{path:event_id}", response=TOLD, summary=gettext_noop("One event that was taken in"))
def captured_event(request: ActingRequest, event_id: str) -> HttpResponse:
    """By its number. With the event that declares it to be wrong, if there is one."""
    require(request.actor, "supply.see", request.actor)
    assert request.actor.organization_id is not None
    rows = CapturedEvent.objects.filter(organization_id=request.actor.organization_id, event_id=event_id).order_by("is_mistake", "id")
    found = [row.content for row in rows]
    if not found:
        raise Http404
    return _answer(_found(found))


@router.get("/supply/epcis/lots/{uuid:lot_id}", response=TOLD, summary=gettext_noop("Everything that happened to a lot"))
def lot_events(request: ActingRequest, lot_id: UUID) -> HttpResponse:
    """The own chain of a lot from its deliveries on, without any name."""
    row = get_or_404(request.actor, "supply.see", Lot.objects.select_related("season"), pk=lot_id)
    return HttpResponse(as_text(queries.document_of(row, at=request.at)), content_type=JSON_LD)


def problem(refusals: Iterable[Refusal]) -> HttpResponse:
    """Refusals as RFC 9457 wants them: the first one on top, and every one with its path."""
    found = list(refusals)
    codes = {refusal.code for refusal in found}
    status = CLASH if "supply.event-number-is-taken" in codes else LARGE if "supply.event-document-too-large" in codes else BROKEN
    content = {
        "type": "epcisException:ValidationException",
        "title": sentence(found[0]),
        "status": status,
        "detail": str(found[0].facts.get("path", "/")),
        "errors": [{"path": refusal.facts.get("path", "/"), "code": refusal.code, "message": sentence(refusal)} for refusal in found[:100]],
    }
    return HttpResponse(json.dumps(content, ensure_ascii=False, default=str), status=status, content_type=PROBLEM)


def _text(request: ActingRequest) -> str:
    try:
        return request.body.decode("utf-8")
    except UnicodeDecodeError:
        raise Refused(Refusal("supply.event-document-unreadable", {"path": "/", "line": 1, "column": 1})) from None


def _found(events: Iterable[dict[str, Any]]) -> dict[str, Any]:
    results = {"queryName": "SimpleEventQuery", "resultsBody": {"eventList": list(events)}}
    return {"@context": [CONTEXT], "type": "EPCISQueryDocument", "schemaVersion": "2.0", "epcisBody": {"queryResults": results}}


def _answer(content: dict[str, Any]) -> HttpResponse:
    return HttpResponse(json.dumps(content, ensure_ascii=False), content_type=JSON_LD)
