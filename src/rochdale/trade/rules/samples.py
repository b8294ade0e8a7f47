"""A sample's way from a request to a yes or a no, and what bars shipping meanwhile (docs/rules/negotiation.md). All days are inclusive."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from rochdale.kernel.refusal import Refusal

USUAL_GRAMS = 300
"""Usual are 300 to 500; the figure is unverified and only fills in the form."""
MOST_GRAMS = 20_000
NO_APPROVAL_NO_SALE = "sas-nans"
PRE_SHIPMENT = "pre-shipment"
STEPS: Mapping[str, tuple[str, ...]] = {
    "send": ("due",),
    "receive": ("sent",),
    "judge": ("received",),
    "approve": ("received",),
    "reject": ("received",),
    "replace": ("rejected",),
    "allow": ("rejected",),
    "cancel": ("rejected",),
}
"""What may be done with a sample, and in which states."""
MOST_PERCENT = 100


@dataclass(frozen=True, slots=True)
class SampleFacts:
    """A sample: its line of the contract, how it stands, its day; when it came and after how many days silence approves it."""

    code: str
    position: int
    kind: str
    state: str
    due_on: date
    clause: str = ""
    received_on: date | None = None
    silence_days: int | None = None
    is_replaced: bool = False


@dataclass(frozen=True, slots=True)
class Result:
    """What whoever tasted and measured it found. `moisture` in percent; `score` under `protocol`."""

    protocol: str
    score: Decimal | None = None
    moisture: Decimal | None = None
    defects: int | None = None
    grade: str = ""


def refusals_for_request(grams: int, due_on: date, *, on: date) -> list[Refusal]:
    """A sample weighs something and is due on a day to come."""
    refusals = [] if 0 < grams <= MOST_GRAMS else [Refusal("trade.sample-grams", {"grams": grams, "most": MOST_GRAMS})]
    return refusals + ([Refusal("trade.sample-due-in-the-past", {"due": due_on, "today": on})] if due_on < on else [])


def refusals_for_step(step: str, state: str, code: str) -> list[Refusal]:
    """Each step has the states it can be taken in."""
    return [] if state in STEPS[step] else [Refusal("trade.sample-is-elsewhere", {"code": code, "state": state})]


def refusals_for_result(result: Result, agreed_protocol: str) -> list[Refusal]:
    """A result is written under the protocol agreed on: scores under two protocols are never compared."""
    refusals = []
    if agreed_protocol and result.protocol != agreed_protocol:
        refusals.append(Refusal("trade.protocols-not-comparable", {"protocol": result.protocol, "agreed": agreed_protocol}))
    if result.score is not None and not result.protocol:
        refusals.append(Refusal("trade.score-without-protocol", {"score": result.score}))
    if result.score is not None and not 0 <= result.score <= MOST_PERCENT:
        refusals.append(Refusal("trade.score-out-of-range", {"score": result.score}))
    if result.moisture is not None and not 0 <= result.moisture <= MOST_PERCENT:
        refusals.append(Refusal("trade.moisture-out-of-range", {"moisture": result.moisture}))
    return refusals


def is_approved_by_silence(sample: SampleFacts, *, on: date) -> bool:
    """Silence counts as approval only where the contract says after how many days it does."""
    if sample.state != "received" or sample.received_on is None or sample.silence_days is None:
        return False
    return on > sample.received_on + timedelta(days=sample.silence_days)


def is_late(sample: SampleFacts, *, on: date) -> bool:
    """Not sent, and its day has passed."""
    return sample.state == "due" and on > sample.due_on


def bars(samples: Iterable[SampleFacts], lots: Mapping[int, str], clause: str, *, on: date) -> list[Refusal]:
    """What bars shipping: under "no approval no sale" each line of the contract needs an approved pre-shipment sample.

    Of several samples of a line the last one counts.
    """
    if clause != NO_APPROVAL_NO_SALE:
        return []
    newest = {one.position: one for one in samples if one.kind == PRE_SHIPMENT and not one.is_replaced}
    refusals = []
    for position, lot in sorted(lots.items()):
        found = newest.get(position)
        if found is None:
            refusals.append(Refusal("trade.sample-not-asked-for", {"lot": lot}))
        elif found.state != "approved" and not is_approved_by_silence(found, on=on):
            facts = {"lot": lot, "code": found.code, "state": found.state, "due": found.due_on}
            refusals.append(Refusal("trade.sample-not-approved", facts))
    return refusals


def refusals_for_allowance(per_kg: Decimal, price_per_kg: Decimal, floor_per_kg: Decimal | None) -> list[Refusal]:
    """An allowance takes something off and leaves a price; never one below the minimum the contract was tested against."""
    left = price_per_kg - per_kg
    if per_kg <= 0 or left <= 0:
        return [Refusal("trade.allowance-out-of-range", {"price": price_per_kg})]
    if floor_per_kg is not None and left < floor_per_kg:
        return [Refusal("trade.below-floor", {"price": left, "floor": floor_per_kg, "short": floor_per_kg - left})]
    return []


def allowed_until(received_on: date, silence_days: int) -> date:
    """The last day to answer before silence approves."""
    return received_on + timedelta(days=silence_days)
