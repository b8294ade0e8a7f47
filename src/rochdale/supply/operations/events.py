"""Events of others: a document is taken in whole or not at all, each event once, with no field lost."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from rochdale.base import audit
from rochdale.base.actor import Actor
from rochdale.base.operations import operation
from rochdale.kernel.refusal import Refusal, Refused, refuse_if
from rochdale.supply.models import Captured, CapturedEvent
from rochdale.supply.operations.shared import done, owner
from rochdale.supply.rules.epcis_checks import instant_of, refusals_for_document
from rochdale.supply.rules.epcis_reading import canonical_sha256, read_document

NAMES = UUID("6f1d4c2e-93d8-5f0b-8f43-1c2a7f0e9b11")
"""Numbers of events that came without one are made from their content within this name."""


@operation
def capture_events(*, id: UUID, by: Actor, at: datetime, text: str, sender: str = "") -> str:
    """Take in an EPCIS 2.0 document. The same document, and an event that is there already, add nothing. Returns the id of the document.

    An event without a number gets one. Refuses a document that is not in order, naming the path, and another event with a number in use.
    """
    organization = owner(by, "supply.capture-events")
    document = read_document(text)
    refuse_if(refusals_for_document(document))
    digest = canonical_sha256(document)
    known = Captured.objects.filter(organization_id=organization, document_sha256=digest).first()
    if known:
        return str(known.id)
    events = _numbered(document["epcisBody"]["eventList"])
    envelope = {**document, "epcisBody": {**document["epcisBody"], "eventList": [list(_key(event)) for event in events]}}
    row = Captured.objects.create(
        id=id, organization_id=organization, document_sha256=digest, content=envelope, sender=(sender or document.get("sender", ""))[:200],
        **done(by, at, at),
    )  # fmt: skip
    new = _new_ones(organization, events)
    CapturedEvent.objects.bulk_create(
        [
            CapturedEvent(
                organization_id=organization, captured=row, event_id=event["eventID"], is_mistake="errorDeclaration" in event,
                kind=event["type"], happened_at=instant_of(event["eventTime"]), content=event, place=place,
            )
            for place, event in new
        ],
        batch_size=200,
    )  # fmt: skip
    audit.record(by=by, at=at, what="supply.capture-events", about=row, after={"sha256": digest, "events": len(events), "new": len(new)})
    return str(id)


def _numbered(events: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Each event with a number: its own, or one made from its content, so that a second sending gives the same."""
    seen: Counter[str] = Counter()
    numbered = []
    for event in events:
        if "eventID" not in event:
            digest = canonical_sha256(event)
            event = {**event, "eventID": f"urn:uuid:{uuid5(NAMES, f'{digest}/{seen[digest]}')}"}
            seen[digest] += 1
        numbered.append(event)
    return numbered


def _key(event: dict[str, Any]) -> tuple[str, bool]:
    return event["eventID"], "errorDeclaration" in event


def _new_ones(organization: UUID, events: list[dict[str, Any]]) -> list[tuple[int, dict[str, Any]]]:
    """Events that are not kept yet, with their places."""
    rows = CapturedEvent.objects.filter(organization_id=organization, event_id__in=[event["eventID"] for event in events])
    kept = {(row.event_id, row.is_mistake): row.content for row in rows.order_by("id")}
    new: list[tuple[int, dict[str, Any]]] = []
    for place, event in enumerate(events):
        before = kept.get(_key(event))
        if before is None:
            new.append((place, event))
            kept[_key(event)] = event
        elif canonical_sha256(before) != canonical_sha256(event):
            facts = {"path": f"/epcisBody/eventList/{place}/eventID", "value": event["eventID"]}
            raise Refused(Refusal("supply.event-number-is-taken", facts))
    return new
