"""What stands against a tie between two entities, asked of the register with both, and all above them, locked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from rochdale.kernel.refusal import Refusal, Refused, refuse_if
from rochdale.registry.models import EntityNow
from rochdale.registry.queries.tiers import locked_above
from rochdale.registry.rules.ledger import Filed, Status, moments
from rochdale.registry.rules.tiers import refusals_for_joining, refusals_for_ties, ties_in


def refuse_joining(member: UUID, apex: UUID, *, on: date) -> None:
    """Return where the one may belong to the other from that day on, with all above them locked; else raise `Refused`."""
    refuse_if(refusals_for_joining(member, apex, locked_above(member, apex), on=on))
    for now in EntityNow.objects.filter(pk__in=[member, apex]).order_by("entity_id"):
        if now.since_on > on:
            raise Refused(Refusal("registry.tie-before-it-was", {"name": now.name, "since": now.since_on}))
        if now.status == Status.DISSOLVED.value:
            raise Refused(Refusal("registry.entity-is-no-more", {"name": now.name}))


def refuse_circle(member: UUID, filings: Sequence[Filed]) -> None:
    """Return where an entity with these filings is on no day its own ancestor; else raise `Refused`. For corrections: they say anything."""
    ties = ties_in(moments(filings), "apexes")
    others = {entity_id: known for tie in ties for entity_id, known in locked_above(member, tie.other).items() if entity_id != member}
    refuse_if(refusals_for_ties(member, ties, others))
