"""Questions about samples: those of one's organization, one with its way, and what bars shipping."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from rochdale.base.actor import Actor
from rochdale.kernel.refusal import Refusal
from rochdale.people.permissions import may, readable
from rochdale.trade.called import goods_name
from rochdale.trade.goods_words import PROTOCOLS, called
from rochdale.trade.models import Allowance, Contract, Sample, SampleStep
from rochdale.trade.operations.samples import sample_facts
from rochdale.trade.permissions import owner_id
from rochdale.trade.rules.samples import NO_APPROVAL_NO_SALE, allowed_until, bars


@dataclass(frozen=True, slots=True)
class StepSeen:
    """One step of a sample's way: what, by whom, when, and its facts by name."""

    kind: str
    label: str
    organization: str
    name: str
    at: datetime
    note: str
    said: dict[str, Any]


@dataclass(frozen=True, slots=True)
class SampleSeen:
    """A sample for one of its two sides, and what the reader may do next."""

    id: UUID
    code: str
    kind: str
    state: str
    lot: str
    goods: str
    seller: str
    buyer: str
    is_seller: bool
    grams: int
    protocol: str
    due_on: date
    days_left: int
    address: str
    steps: tuple[StepSeen, ...]
    has_result: bool
    may_send: bool
    may_receive: bool
    may_decide: bool
    may_settle: bool
    contract: Contract | None
    replaced_by: Sample | None
    allowance: Allowance | None
    may_answer_allowance: bool
    is_approval_needed: bool
    silent_until: date | None
    is_over: bool


def my_samples(by: Actor) -> QuerySet[Sample]:
    """Samples that the organization acted for sends or receives."""
    return readable(by, "trade.see-sample", Sample.objects.select_related("seller", "buyer", "contract"))


def samples_of_contract(contract: Contract) -> QuerySet[Sample]:
    """Its samples, the newest first."""
    return contract.samples.order_by("-asked_at", "id")


def bars_to_shipping(contract: Contract, at: datetime) -> list[Refusal]:
    """What bars the goods of a contract from leaving at `at`: under "no approval, no sale" every line needs an approved sample.

    Silence counts where the contract says so, also before the clock has written it down.
    """
    clause = contract.terms.get("agreed", {}).get("sample_clause", "")
    lots = {position: line["reference"] for position, line in enumerate(contract.terms["lines"])}
    facts = [sample_facts(row) for row in contract.samples.order_by("asked_at", "id")]
    return bars(facts, lots, clause, on=at.date())


def may_ask_for_sample(contract: Contract, by: Actor) -> bool:
    """Whether `by` buys under the contract and may ask for a sample of it."""
    return contract.buyer_id == by.organization_id and contract.state != Contract.State.LAPSED and may(by, "trade.offer", by)


def sample_seen(row: Sample, by: Actor, on: date) -> SampleSeen:
    """A sample as one of its sides reads it."""
    steps, allowance = list(row.steps.order_by("number")), row.allowances.order_by("-at", "-id").first()
    replaced_by = Sample.objects.filter(replaces=row).first()
    may_settle = may(by, "trade.settle-sample", row)
    is_seller = owner_id(by) == row.seller_id
    waits = allowance is not None and allowance.is_yes is None
    return SampleSeen(
        id=row.id, code=row.code, kind=row.get_kind_display(), state=row.state, lot=row.lot, goods=goods_name(row.product),
        seller=row.seller.name, buyer=row.buyer.name, is_seller=is_seller, grams=row.grams,
        protocol=str(called(PROTOCOLS, row.protocol)) if row.protocol else "", due_on=row.due_on, days_left=(row.due_on - on).days,
        address=row.address, steps=tuple(_step(one, row) for one in steps),
        has_result=any(one.kind == SampleStep.Kind.RESULT for one in steps), may_send=may(by, "trade.send-sample", row),
        may_receive=may(by, "trade.receive-sample", row), may_settle=may_settle,
        may_decide=may(by, "trade.decide-sample", row), contract=row.contract, replaced_by=replaced_by, allowance=allowance,
        may_answer_allowance=bool(waits and may_settle and allowance and (allowance.side == "seller") != is_seller),
        is_approval_needed=row.clause == NO_APPROVAL_NO_SALE,
        silent_until=allowed_until(row.received_on, row.silence_days) if row.received_on and row.silence_days else None,
        is_over=row.contract is not None and row.contract.state == Contract.State.LAPSED,
    )  # fmt: skip


def _step(one: SampleStep, row: Sample) -> StepSeen:
    organization = {"seller": row.seller.name, "buyer": row.buyer.name}.get(one.side, "")
    return StepSeen(one.kind, one.get_kind_display(), organization, one.by_name, one.at, one.note, one.content)
