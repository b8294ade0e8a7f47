"""Minimum prices: recorded with their source, checked by a named person, superseded by newer rows, never edited."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from rochdale.base import audit
from rochdale.base.actor import Actor
from rochdale.base.operations import operation
from rochdale.kernel.refusal import Refusal, Refused, refuse_if
from rochdale.people.permissions import require
from rochdale.trade.floors import row_facts
from rochdale.trade.models import PriceFloor
from rochdale.trade.rules.price_floor import refusals_for_floors


@dataclass(frozen=True, slots=True)
class FloorFacts:
    """A minimum price as its source states it. Empty species, form or origin mean any; `valid_to` is the first day it no longer applies."""

    product: str
    species: str
    form: str
    origin: str
    scheme: str
    level: str
    currency: str
    unit: str
    minimum: Decimal | None
    organic_differential: Decimal | None
    premium: Decimal | None
    valid_from: date
    valid_to: date | None
    source: str


@operation
def record_price_floor(*, id: UUID, by: Actor, at: datetime, floor: FloorFacts, supersedes: UUID | None = None) -> str:
    """Record a minimum price, unverified. `supersedes` names the row it replaces, which then no longer applies. Returns the id."""
    require(by, "trade.keep-floors", by)
    old = PriceFloor.objects.select_for_update().get(pk=supersedes) if supersedes else None
    if old is not None and old.superseded_by_id is not None:
        raise Refused(Refusal("trade.floor-already-superseded", {"scheme": old.scheme, "product": old.product}))
    rows = PriceFloor.objects.select_for_update().filter(product=floor.product, scheme=floor.scheme, superseded_by=None)
    row = PriceFloor(
        id=id, product=floor.product, species=floor.species, form=floor.form, origin=floor.origin, scheme=floor.scheme, level=floor.level,
        currency=floor.currency, unit=floor.unit, minimum=floor.minimum, organic_differential=floor.organic_differential,
        premium=floor.premium,
        valid_from=floor.valid_from, valid_to=floor.valid_to, source=floor.source.strip(), recorded_by_name=by.name, recorded_at=at,
    )  # fmt: skip
    beside = [one for one in rows.order_by("valid_from", "id") if one.pk != supersedes]
    refuse_if([*_refusals(row), *refusals_for_floors([row_facts(one) for one in (*beside, row)])])
    if old is not None:
        # The key of the old row must be free before the new one takes it.
        PriceFloor.objects.filter(pk=old.pk).update(superseded_by=old)
    row.save(force_insert=True)
    if old is not None:
        PriceFloor.objects.filter(pk=old.pk).update(superseded_by=row)
    audit.record(
        by=by,
        at=at,
        what="trade.record-price-floor",
        about=row,
        after={"minimum": row.minimum, "source": row.source, "supersedes": supersedes},
    )
    return str(id)


@operation
def verify_price_floor(*, id: UUID, by: Actor, at: datetime, floor_id: UUID, note: str) -> str:
    """Say with one's name that the row was compared with its source. From now on no match may pay less. Returns the id of the row."""
    require(by, "trade.keep-floors", by)
    row = PriceFloor.objects.select_for_update().get(pk=floor_id)
    if row.superseded_by_id is not None:
        raise Refused(Refusal("trade.floor-already-superseded", {"scheme": row.scheme, "product": row.product}))
    if row.is_verified:
        raise Refused(Refusal("trade.floor-already-verified", {"name": row.verified_by, "on": row.verified_on}))
    if not note.strip():
        raise Refused(Refusal("trade.floor-needs-a-look", {}))
    row.verified_by_id, row.verified_by, row.verified_on, row.verification_note = by.id, by.name, at.date(), note.strip()
    row.save(update_fields=["verified_by_id", "verified_by", "verified_on", "verification_note"])
    audit.record(
        by=by,
        at=at,
        what="trade.verify-price-floor",
        about=row,
        before={"verified_by": ""},
        after={"verified_by": by.name},
        reason=note.strip(),
    )
    return str(floor_id)


def _refusals(row: PriceFloor) -> list[Refusal]:
    """What keeps a row out although it could stand: nobody could check it, or there is nothing to check."""
    refusals = []
    if not row.source:
        refusals.append(Refusal("trade.floor-without-source", {}))
    if row.minimum is None and row.organic_differential is None and row.premium is None:
        refusals.append(Refusal("trade.floor-without-amount", {}))
    if row.minimum == 0:
        refusals.append(Refusal("trade.floor-minimum-is-zero", {}))
    return refusals
