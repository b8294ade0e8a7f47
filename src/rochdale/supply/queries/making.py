"""The front door for catalogues: how a lot in store was made."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.utils.timezone import localdate

from rochdale.supply.models import Lot, RunOutput

_GRAMS = Decimal(1000)


@dataclass(frozen=True, slots=True)
class Making:
    """A lot's number, the day it was made, and the run it came out of, if any: its number, day, lots with kg taken, kg given."""

    code: str
    made_on: date
    run: str = ""
    run_on: date | None = None
    taken: tuple[tuple[str, Decimal], ...] = ()
    given_kg: Decimal = Decimal(0)


def making_of(lot_id: UUID) -> Making | None:
    """How a lot of one's own was made; None for a lot of others and for none."""
    lot = Lot.objects.filter(pk=lot_id).first()
    if lot is None:
        return None
    out = RunOutput.objects.filter(lot=lot, run__reverses=None, run__reversal=None).select_related("run").first()
    if out is None:
        return Making(lot.code, localdate(lot.made_at))
    inputs = out.run.inputs.order_by("lot__code", "id").values_list("lot__code", "weight_g")
    taken = tuple((code, Decimal(weight_g) / _GRAMS) for code, weight_g in inputs)
    return Making(lot.code, localdate(lot.made_at), out.run.code, localdate(out.run.happened_at), taken, Decimal(out.weight_g) / _GRAMS)
