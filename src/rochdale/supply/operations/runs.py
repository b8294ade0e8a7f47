"""Processing: lots go in, new lots come out, the difference is loss. A run is taken back whole, while all it gave still lies there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID, uuid5

from django.utils.timezone import localdate

from rochdale.base import audit
from rochdale.base.actor import Actor
from rochdale.base.operations import operation
from rochdale.kernel.ids import new_id
from rochdale.kernel.refusal import Refusal, Refused, refuse_if
from rochdale.supply import books
from rochdale.supply.books import Deed
from rochdale.supply.models import Facility, Lot, Made, MovementKind, Ratio, Run, RunInput, RunKind, RunOutput
from rochdale.supply.operations.shared import done, known_product, own, owner
from rochdale.supply.rules import runs as rules
from rochdale.supply.rules.products import Product
from rochdale.supply.rules.runs import LotFacts, OutputFacts, Result


@dataclass(frozen=True, slots=True)
class Taken:
    """So much of a lot goes in."""

    lot_id: UUID
    weight_g: int


@dataclass(frozen=True, slots=True)
class Given:
    """A lot that comes out."""

    form: str
    weight_g: int
    grade: str = ""
    bags: int | None = None
    seals: str = ""
    code: str = ""
    """Empty: made from place and day."""


@operation
def record_run(
    *,
    id: UUID,
    by: Actor,
    at: datetime,
    happened_at: datetime,
    kind: str,
    facility_id: UUID,
    takes: Sequence[Taken],
    gives: Sequence[Given],
) -> str:
    """Record one processing batch. Its lots get the claims that all inputs have in common. Returns the id of the run.

    Refuses more out than in, and taking what is not there. An outturn off its forecast is recorded and raises an alarm.
    """
    organization = owner(by, "supply.work")
    refuse_if([Refusal("supply.run-kind-is-unknown", {"kind": kind})] if kind not in RunKind.values else [])
    facility = own(Facility.objects.select_for_update(), organization, pk=facility_id)
    lots = {lot.id: lot for lot in Lot.objects.select_for_update().filter(pk__in=[one.lot_id for one in takes]).select_related("season")}
    if len(lots) != len(takes):
        raise Refused(Refusal("supply.not-found", {"what": "lot"}))
    inputs = [lot_facts(lots[one.lot_id], one.weight_g) for one in takes]
    outputs = [OutputFacts(one.form, one.grade, one.weight_g) for one in gives]
    product = known_product(inputs[0].product if inputs else "")
    refuse_if(rules.refusals_for_run(inputs, outputs, product))
    factor = factor_for(organization, product, inputs[0].form, outputs[0].form)
    result = rules.result_of(inputs, outputs, factor=factor)
    run = Run.objects.create(
        id=id, organization_id=organization, code=_run_code(facility, happened_at), kind=kind, facility=facility, in_g=result.in_g,
        out_g=result.out_g, loss_g=result.loss_g, forecast=factor, is_outside_band=result.is_outside_band, **done(by, happened_at, at),
    )  # fmt: skip
    deed = Deed(by, happened_at, at, id)
    for one in takes:
        _take(deed, run, lots[one.lot_id], facility, one.weight_g)
    newest = max(lots.values(), key=lambda lot: lot.season.since_on)
    for place, given in enumerate(gives, start=1):
        _give(deed, run, facility, newest, given, result, place)
    after = {"code": run.code, "in_g": run.in_g, "out_g": run.out_g, "lost_claims": list(result.lost_claims)}
    audit.record(by=by, at=at, what="supply.record-run", about=run, after=after)
    return str(id)


@operation
def reverse_run(*, id: UUID, by: Actor, at: datetime, happened_at: datetime, run_id: UUID, reason: str) -> str:
    """Take a run back: its outputs leave the store, its inputs are there again. Refused where an output is no longer whole there."""
    organization = owner(by, "supply.work")
    run = own(Run.objects.select_for_update(of=("self",)).select_related("facility"), organization, pk=run_id)
    if run.reverses_id or Run.objects.filter(reverses=run).exists():
        raise Refused(Refusal("supply.run-is-taken-back", {"run": run.code}))
    if not reason.strip():
        raise Refused(Refusal("supply.reversal-needs-a-reason"))
    back = Run.objects.create(
        id=id, organization_id=organization, code=f"{run.code}-R", kind=run.kind, facility=run.facility, in_g=-run.in_g, out_g=-run.out_g,
        loss_g=-run.loss_g, reverses=run, reason=reason.strip()[:300], **done(by, happened_at, at),
    )  # fmt: skip
    deed = Deed(by, happened_at, at, id)
    for output in RunOutput.objects.filter(run=run).select_related("lot").order_by("id"):
        books.move(deed, lot=output.lot, facility=run.facility, kind=MovementKind.OUT_OF_RUN, weight_g=-output.weight_g, reason=back.reason)
    for source in RunInput.objects.filter(run=run).select_related("lot").order_by("id"):
        books.move(deed, lot=source.lot, facility=run.facility, kind=MovementKind.INTO_RUN, weight_g=source.weight_g, reason=back.reason)
    audit.record(by=by, at=at, what="supply.reverse-run", about=run, reason=back.reason)
    return str(id)


def lot_facts(lot: Lot, weight_g: int) -> LotFacts:
    """The facts a rule needs of a lot."""
    return LotFacts(lot.code, lot.product, lot.form, lot.season.name, frozenset(lot.claims), weight_g)


def factor_for(organization_id: UUID, product: Product, form: str, becomes: str) -> Decimal | None:
    """The outturn to be expected: the cooperative's own ratio, else the one the project ships; nothing where the form stays."""
    if form == becomes:
        return None
    row = Ratio.objects.filter(organization_id=organization_id, product=product.name, from_form=form, to_form=becomes).first()
    shipped = product.outturns.get((form, becomes))
    return row.factor if row else shipped.factor if shipped else None


def close_heap(lot: Lot) -> None:
    """From now on nothing more is put into the lot."""
    if lot.heap:
        lot.heap = ""
        lot.save(update_fields=["heap"])


def _take(deed: Deed, run: Run, lot: Lot, facility: Facility, weight_g: int) -> None:
    close_heap(lot)
    books.move(deed, lot=lot, facility=facility, kind=MovementKind.INTO_RUN, weight_g=-weight_g)
    RunInput.objects.create(id=new_id(), organization_id=run.organization_id, run=run, lot=lot, weight_g=weight_g)


def _give(deed: Deed, run: Run, facility: Facility, like: Lot, given: Given, result: Result, place: int) -> None:
    lot = Lot.objects.create(
        id=uuid5(run.id, str(place)), organization_id=run.organization_id, code=_free_code(run, given.code or f"{run.code}-{place}"),
        made=Made.RUN, season=like.season, product=like.product, form=given.form, grade=given.grade, claims=list(result.claims),
        model=like.model, point=facility, made_at=deed.happened_at, bags=given.bags, seals=given.seals,
    )  # fmt: skip
    RunOutput.objects.create(id=new_id(), organization_id=run.organization_id, run=run, lot=lot, weight_g=given.weight_g)
    books.move(deed, lot=lot, facility=facility, kind=MovementKind.OUT_OF_RUN, weight_g=given.weight_g)


def _free_code(run: Run, code: str) -> str:
    if Lot.objects.filter(organization_id=run.organization_id, code=code).exists():
        raise Refused(Refusal("supply.code-is-taken", {"code": code}))
    return code


def _run_code(facility: Facility, happened_at: datetime) -> str:
    begins = f"{facility.code}-P{localdate(happened_at):%y%m%d}-"
    count = Run.objects.filter(organization_id=facility.organization_id, code__startswith=begins, reverses=None).count()
    return f"{begins}{count + 1}"
