"""Corrections: a filing that takes the place of one that was wrong. What was known before it can still be asked for."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from rochdale.base import audit
from rochdale.base.actor import Actor
from rochdale.base.operations import operation
from rochdale.kernel.refusal import refuse_if
from rochdale.people.permissions import require
from rochdale.registry.models import Entity, Filing
from rochdale.registry.permissions import require_office
from rochdale.registry.projection import filings_of, refresh
from rochdale.registry.rules.ledger import FIELDS, Filed, Kind, refusals_for_filing
from rochdale.registry.tying import refuse_circle


@operation
def correct_filing(*, id: UUID, by: Actor, at: datetime, filing_id: UUID, says: Mapping[str, Any], reason: str) -> str:
    """Put what it should have said, whole, in the place of a filing, from that one's legal day on. Gives the id of the correction.

    Refused: `registry.correction-of-another` where the filing is a correction itself.
    """
    require(by, "registry.correct", by)
    wrong = Filing.objects.get(pk=filing_id)
    entity = Entity.objects.select_for_update().get(pk=wrong.entity_id)
    require_office(by, entity.country, wrong.office)
    before = next(filed for _, filed in filings_of({entity.id}))
    told = {name: says[name] for name in FIELDS if name in says}
    filed = Filed(id, Kind.CORRECTION, wrong.legal_on, at, told, wrong.id)
    refuse_if(refusals_for_filing(filed, before))
    refuse_circle(entity.id, [*before, filed])
    row = Filing.objects.create(
        id=id, entity=entity, kind=Kind.CORRECTION.value, legal_on=wrong.legal_on, recorded_at=at, office=wrong.office, says=told,
        corrects=wrong, reason=reason, by_id=by.id, by_name=by.name,
    )  # fmt: skip
    refresh([entity.id])
    audit.record(by=by, at=at, what="registry.correct-filing", about=row, before={"says": wrong.says}, after={"says": told}, reason=reason)
    return str(row.id)
