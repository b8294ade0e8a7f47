"""Quality: grams are taken out of stock as a sample, and what was found in it is written down under one protocol."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from rochdale.base import audit
from rochdale.base.actor import Actor
from rochdale.base.operations import operation
from rochdale.kernel.refusal import Refusal, Refused, refuse_if
from rochdale.supply import books
from rochdale.supply.books import Deed
from rochdale.supply.models import Facility, Lot, MovementKind, QualityResult, Sample
from rochdale.supply.operations.runs import close_heap
from rochdale.supply.operations.shared import done, own, owner
from rochdale.supply.rules import protocols as rules


@operation
def take_sample(
    *, id: UUID, by: Actor, at: datetime, happened_at: datetime, lot_id: UUID, facility_id: UUID, weight_g: int, sent_to: str = ""
) -> str:
    """Take some grams of a lot to be looked at. Returns the id of the sample."""
    organization = owner(by, "supply.grade")
    lot = own(Lot.objects.select_for_update(), organization, pk=lot_id)
    facility = own(Facility.objects.all(), organization, pk=facility_id)
    if weight_g <= 0:
        raise Refused(Refusal("supply.sample-weighs-nothing"))
    begins = f"{lot.code[:24]}-S"
    code = f"{begins}{Sample.objects.filter(organization_id=organization, code__startswith=begins).count() + 1}"
    sample = Sample.objects.create(
        id=id, organization_id=organization, lot=lot, code=code, weight_g=weight_g, sent_to=sent_to.strip()[:200],
        **done(by, happened_at, at),
    )  # fmt: skip
    close_heap(lot)
    books.move(Deed(by, happened_at, at, id), lot=lot, facility=facility, kind=MovementKind.SAMPLE, weight_g=-weight_g)
    audit.record(by=by, at=at, what="supply.take-sample", about=sample, after={"code": code, "weight_g": weight_g})
    return str(id)


@operation
def record_result(
    *,
    id: UUID,
    by: Actor,
    at: datetime,
    happened_at: datetime,
    sample_id: UUID,
    protocol: str,
    values: Mapping[str, Decimal | str],
    laboratory: str = "",
    graders: str = "",
) -> str:
    """Write down what was found in a sample by one protocol. Score and class follow from the values. Returns the id of the result."""
    organization = owner(by, "supply.grade")
    sample = own(Sample.objects.select_related("lot"), organization, pk=sample_id)
    found = rules.protocol_called(protocol, sample.lot.product)
    refuse_if(rules.refusals_for_values(found, values))
    judged = rules.judge(found, values)
    refuse_if(rules.refusals_for_score(found, judged.score))
    kept = {name: format(value, "f") if isinstance(value, Decimal) else value for name, value in values.items() if value != ""}
    row = QualityResult.objects.create(
        id=id, organization_id=organization, sample=sample, protocol=found.name, values=kept, score=judged.score, grade=judged.grade,
        laboratory=laboratory.strip()[:200], graders=graders.strip()[:300], **done(by, happened_at, at),
    )  # fmt: skip
    after = {"sample": sample.code, "protocol": found.name, "score": str(judged.score or ""), "grade": judged.grade}
    audit.record(by=by, at=at, what="supply.record-result", about=row, after=after)
    return str(id)
