"""The thread of a negotiation: every turn sealed with the hash of the one before, so that nothing is changed, left out or put between."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

from rochdale.base.actor import Actor
from rochdale.base.operations import content_sha256
from rochdale.trade.models import Negotiation, Turn
from rochdale.trade.rules.negotiation import ThreadFacts

START = "0" * 64
"""What the first turn has in the place of a turn before it."""


def newest_turn(row: Negotiation) -> Turn | None:
    """What was said last."""
    return row.turns.order_by("-number").first()


def newest_bid(row: Negotiation) -> Turn:
    """The last terms that stood on the table."""
    found = row.turns.filter(kind=Turn.Kind.BID).order_by("-number").first()
    assert found is not None, "a negotiation begins with a bid"
    return found


def facts(row: Negotiation) -> ThreadFacts:
    """Where a negotiation stands, as the rules see it."""
    newest = newest_turn(row)
    assert newest is not None, "a negotiation begins with a bid"
    return ThreadFacts(row.state, newest.number, newest.side, newest.by_name, row.valid_until)


def say(
    row: Negotiation, kind: str, *, id: UUID, side: str, by: Actor, at: datetime, note: str = "", said: dict[str, Any] | None = None
) -> Turn:
    """Add a turn to the thread; the negotiation is locked."""
    before = newest_turn(row)
    number = before.number + 1 if before else 1
    content = {
        "negotiation": str(row.id), "number": number, "previous": before.sha256 if before else START,
        "kind": kind, "side": side, "at": at.isoformat(), "note_sha256": _seal_of(note), "bid": said,
    }  # fmt: skip
    return Turn.objects.create(
        id=id, negotiation=row, number=number, kind=kind, side=side, content=content, sha256=content_sha256(content), note=note,
        by_id=by.id, by_name=by.name, at=at,
    )  # fmt: skip


def broken_at(turns: Sequence[Turn]) -> int | None:
    """The number of the first turn that is not as it was sealed, None for a sound thread. A note taken out with a name breaks nothing."""
    previous = START
    for place, turn in enumerate(turns, start=1):
        said = turn.content
        is_in_line = (said["number"], said["previous"], turn.number) == (place, previous, place)
        if not is_in_line or (said["kind"], said["side"]) != (turn.kind, turn.side) or content_sha256(said) != turn.sha256:
            return place
        previous = turn.sha256
    return None


def _seal_of(note: str) -> str:
    return sha256(note.encode()).hexdigest() if note else ""
