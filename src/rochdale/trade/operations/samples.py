"""Samples: asked for by a buyer, sent by a seller, judged, approved or rejected; and what the clock says of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid5

from rochdale.base import audit
from rochdale.base.actor import SYSTEM, Actor
from rochdale.base.news import announce
from rochdale.base.operations import operation
from rochdale.kernel.ids import new_id
from rochdale.kernel.refusal import NotAllowed, Refusal, Refused, refuse_if
from rochdale.people.permissions import may, refusal_of, require
from rochdale.trade.models import Contract, Offer, Sample, SampleStep
from rochdale.trade.news import SampleMoved
from rochdale.trade.permissions import own_organization, require_trading
from rochdale.trade.rules import samples as rules
from rochdale.trade.rules.samples import Result, SampleFacts
from rochdale.trade.settling import seller_of_line

Kind, State, Step = Sample.Kind, Sample.State, SampleStep.Kind


@dataclass(frozen=True, slots=True)
class SampleRequest:
    """What a buyer asks for: of which kind, how much, under which protocol, by when, to where."""

    kind: str
    grams: int
    protocol: str
    due_on: date
    address: str
    note: str = ""


@operation
def ask_for_sample(
    *,
    id: UUID,
    by: Actor,
    at: datetime,
    asked: SampleRequest,
    offer_id: UUID | None = None,
    contract_id: UUID | None = None,
    position: int = 0,
) -> str:
    """A buyer asks for a sample of a lot on offer, or of a line of its contract. Returns the id of the sample."""
    organization = own_organization(by)
    require_trading(by, organization)
    refuse_if(rules.refusals_for_request(asked.grams, asked.due_on, on=at.date()))
    if not asked.address.strip():
        raise Refused(Refusal("trade.sample-without-address"))
    if contract_id:
        row = _of_contract(Contract.objects.select_for_update().get(pk=contract_id), position, asked, by)
    elif offer_id:
        row = _of_offer(Offer.objects.get(pk=offer_id), asked, by)
    else:
        raise Refused(Refusal("trade.sample-of-nothing"))
    row.id, row.code, row.buyer_id, row.asked_at = id, f"S-{id.hex[-6:].upper()}", organization, at
    row.grams, row.due_on, row.address, row.kind = asked.grams, asked.due_on, asked.address.strip(), asked.kind
    row.protocol = asked.protocol or row.protocol
    row.save(force_insert=True)
    keep_step(row, Step.ASKED, id, by, at, asked.note, grams=asked.grams, due_on=asked.due_on.isoformat(), protocol=row.protocol)
    return str(id)


@operation
def send_sample(
    *, id: UUID, by: Actor, at: datetime, sample_id: UUID, courier: str, tracking: str, seal: str, sent_on: date, note: str = ""
) -> str:
    """The seller gave it to a courier, sealed. Returns the id of the sample."""
    row = _locked(sample_id, by, "trade.send-sample", "send")
    _refuse_day(sent_on, row.asked_at.date(), at.date())
    if not seal.strip():
        raise Refused(Refusal("trade.sample-without-seal"))
    row.state = State.SENT
    way = {"courier": courier.strip(), "tracking": tracking.strip(), "seal": seal.strip(), "on": sent_on.isoformat()}
    keep_step(row, Step.SENT, id, by, at, note, **way)
    return str(row.id)


@operation
def receive_sample(*, id: UUID, by: Actor, at: datetime, sample_id: UUID, received_on: date, note: str = "") -> str:
    """The buyer has it in its hands. Returns the id of the sample."""
    row = _locked(sample_id, by, "trade.receive-sample", "receive")
    _refuse_day(received_on, row.asked_at.date(), at.date())
    row.state, row.received_on = State.RECEIVED, received_on
    keep_step(row, Step.RECEIVED, id, by, at, note, on=received_on.isoformat())
    return str(row.id)


@operation
def judge_sample(*, id: UUID, by: Actor, at: datetime, sample_id: UUID, result: Result, note: str = "") -> str:
    """What the buyer or its laboratory found, under the protocol agreed on and no other. Returns the id of the sample."""
    row = _locked(sample_id, by, "trade.receive-sample", "judge")
    refuse_if(rules.refusals_for_result(result, row.protocol))
    figures = {name: str(value) if name in {"score", "moisture"} and value is not None else value for name, value in asdict(result).items()}
    keep_step(row, Step.RESULT, id, by, at, note, **figures)
    return str(row.id)


@operation
def approve_sample(*, id: UUID, by: Actor, at: datetime, sample_id: UUID, note: str = "") -> str:
    """The buyer takes the goods to be like this sample. Returns the id of the sample."""
    row = _locked(sample_id, by, "trade.decide-sample", "approve")
    row.state = State.APPROVED
    keep_step(row, Step.APPROVED, id, by, at, note)
    return str(row.id)


@operation
def reject_sample(*, id: UUID, by: Actor, at: datetime, sample_id: UUID, reason: str) -> str:
    """The buyer does not take them, and says why. A replacement, an allowance or the end follows. Returns the id of the sample."""
    row = _locked(sample_id, by, "trade.decide-sample", "reject")
    if not reason.strip():
        raise Refused(Refusal("trade.no-needs-a-reason"))
    row.state = State.REJECTED
    keep_step(row, Step.REJECTED, id, by, at, reason)
    return str(row.id)


@operation
def replace_sample(*, id: UUID, by: Actor, at: datetime, sample_id: UUID, due_on: date, note: str = "") -> str:
    """Another sample in the place of a rejected one, due on a day. Returns the id of the new sample."""
    old = _locked(sample_id, by, "trade.settle-sample", "replace")
    if Sample.objects.filter(replaces=old).exists():
        raise Refused(Refusal("trade.sample-already-replaced", {"code": old.code}))
    refuse_if(rules.refusals_for_request(old.grams, due_on, on=at.date()))
    row = Sample.objects.create(
        id=id, code=f"S-{id.hex[-6:].upper()}", kind=old.kind, seller_id=old.seller_id, buyer_id=old.buyer_id, offer_id=old.offer_id,
        contract_id=old.contract_id, position=old.position, lot=old.lot, product=old.product, grams=old.grams, protocol=old.protocol,
        due_on=due_on, address=old.address, clause=old.clause, silence_days=old.silence_days, replaces=old, asked_at=at,
    )  # fmt: skip
    keep_step(row, Step.ASKED, id, by, at, note, grams=row.grams, due_on=due_on.isoformat(), protocol=row.protocol, replaces=old.code)
    return str(id)


@operation
def tell_of_samples(*, id: UUID, by: Actor, at: datetime) -> int:
    """Approve what silence approves by its contract, and tell sellers once what is late. Returns how many."""
    rows = [row for row in _watched(at.date()).select_for_update(of=("self",)) if not _is_over(row)]
    told = 0
    for row in rows:
        facts = sample_facts(row)
        if rules.is_approved_by_silence(facts, on=at.date()):
            row.state = State.APPROVED
            keep_step(row, Step.SILENCE, uuid5(id, str(row.id)), by, at, "", days=row.silence_days)
        elif rules.is_late(facts, on=at.date()):
            row.told_late_at = at
            keep_step(row, Step.LATE, uuid5(id, str(row.id)), by, at, "", due_on=row.due_on.isoformat())
        else:
            continue
        told += 1
    return told


def samples_due(at: datetime) -> int:
    """What the clock does: nothing is written when nothing is due."""
    on = at.date()
    is_due = any(
        rules.is_approved_by_silence(facts, on=on) or rules.is_late(facts, on=on)
        for facts in map(sample_facts, (row for row in _watched(on) if not _is_over(row)))
    )
    return tell_of_samples(id=new_id(), by=SYSTEM, at=at) if is_due else 0


def sample_facts(row: Sample) -> SampleFacts:
    """A sample as the rules see it."""
    is_replaced = Sample.objects.filter(replaces=row).exists()
    return SampleFacts(row.code, row.position, row.kind, row.state, row.due_on, row.clause, row.received_on, row.silence_days, is_replaced)


def _watched(on: date) -> Any:
    """Samples that the clock may have to say something about: late and not told, or with a clause about silence."""
    late = Sample.objects.filter(state=State.DUE, due_on__lt=on, told_late_at=None)
    silent = Sample.objects.filter(state=State.RECEIVED, silence_days__isnull=False, received_on__lt=on)
    return Sample.objects.filter(pk__in=[*late.values_list("pk", flat=True), *silent.values_list("pk", flat=True)]).order_by("id")


def _is_over(row: Sample) -> bool:
    return row.contract is not None and row.contract.state == Contract.State.LAPSED


def _of_contract(contract: Contract, position: int, asked: SampleRequest, by: Actor) -> Sample:
    require(by, "trade.see-contract", contract)
    if contract.buyer_id != by.organization_id or contract.state == Contract.State.LAPSED:
        raise Refused(Refusal("trade.only-the-buyer-asks", {"contract": contract.number}))
    lines = contract.terms["lines"]
    if asked.kind not in (Kind.PRE_SHIPMENT, Kind.ARRIVAL) or not 0 <= position < len(lines):
        raise Refused(Refusal("trade.sample-of-nothing"))
    line, said = lines[position], contract.terms.get("agreed", {})
    open_one = contract.samples.filter(kind=asked.kind, position=position, replaced_by=None).exclude(state=State.REJECTED).first()
    if open_one:
        raise Refused(Refusal("trade.sample-already-asked-for", {"code": open_one.code, "lot": line["reference"]}))
    return Sample(
        contract=contract, position=position, seller_id=seller_of_line(contract)[position], lot=line["reference"], product=line["product"],
        protocol=line["protocol"], clause=said.get("sample_clause", ""), silence_days=said.get("silence_days"),
    )  # fmt: skip


def _of_offer(offer: Offer, asked: SampleRequest, by: Actor) -> Sample:
    if not may(by, "trade.see", offer):
        raise NotAllowed(refusal_of(by, "trade.see"))
    if asked.kind != Kind.OFFER or offer.organization_id == by.organization_id:
        raise Refused(Refusal("trade.sample-of-nothing"))
    return Sample(offer=offer, seller_id=offer.organization_id, lot=offer.reference, product=offer.product, protocol=offer.protocol)


def _locked(sample_id: UUID, by: Actor, right: str, step: str) -> Sample:
    row = Sample.objects.select_for_update().get(pk=sample_id)
    require(by, right, row)
    refuse_if(rules.refusals_for_step(step, row.state, row.code))
    return row


def _refuse_day(on: date, first: date, last: date) -> None:
    if not first <= on <= last:
        raise Refused(Refusal("trade.sample-day-out-of-range", {"first": first, "last": last}))


def keep_step(row: Sample, kind: str, id: UUID, by: Actor, at: datetime, note: str, **content: Any) -> None:
    """Write a step down, keep how the sample stands, and tell the other side."""
    side = {row.seller_id: "seller", row.buyer_id: "buyer"}.get(by.organization_id, "") if by.organization_id else ""
    row.save(update_fields=["state", "received_on", "told_late_at"])
    SampleStep.objects.create(
        id=uuid5(id, "step"), sample=row, number=row.steps.count() + 1, kind=kind, side=side, content=content, note=note.strip(),
        by_id=by.id, by_name=by.name, at=at,
    )  # fmt: skip
    audit.record(by=by, at=at, what="trade.take-sample-step", about=row, after={"code": row.code, "step": kind, "state": row.state})
    for organization in _hears(row, kind, side):
        announce(SampleMoved(str(row.id), row.code, kind, str(organization), row.due_on.isoformat(), at.isoformat()), at=at)


def _hears(row: Sample, kind: str, side: str) -> Iterable[UUID]:
    if kind in (Step.RECEIVED, Step.RESULT):
        return ()
    return (row.buyer_id,) if side == "seller" else (row.seller_id,)
