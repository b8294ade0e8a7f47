"""The way of a shipment: which step follows which, on which day, and what went into the container (docs/rules/shipments.md).

A step is recorded once and never edited; what was written wrong is taken back by a row of its own, the last step first.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from rochdale.kernel.money import EXACT
from rochdale.kernel.refusal import Refusal

BOOKED, STUFFED, WEIGHED, SEALED = "booked", "stuffed", "weighed", "sealed"
DEPARTED, ARRIVED, LANDED, CLAIMED = "departed", "arrived", "landed", "claimed"
SEA, TRUCK, AIR = "sea", "truck", "air"
WAYS = (SEA, TRUCK, AIR)
ORDER = (BOOKED, STUFFED, WEIGHED, SEALED, DEPARTED, ARRIVED, LANDED, CLAIMED)
NEEDS: Mapping[str, tuple[str, ...]] = {
    BOOKED: (),
    STUFFED: (BOOKED,),
    WEIGHED: (STUFFED,),
    SEALED: (STUFFED,),
    DEPARTED: (BOOKED, STUFFED, WEIGHED, SEALED),
    ARRIVED: (DEPARTED,),
    LANDED: (ARRIVED,),
    CLAIMED: (LANDED,),
}
"""What must have happened before."""
LEFT_OUT: Mapping[str, frozenset[str]] = {SEA: frozenset(), TRUCK: frozenset({WEIGHED}), AIR: frozenset({WEIGHED, SEALED})}
"""SOLAS asks for a verified gross mass at sea alone; what flies lies loose or under a net, and its weight stands on the air waybill."""


def steps_of(mode: str) -> tuple[str, ...]:
    """The steps of a way by sea, by truck or by air."""
    return tuple(kind for kind in ORDER if kind not in LEFT_OUT[mode])


def needs_of(kind: str, mode: str) -> tuple[str, ...]:
    """What must have happened before a step."""
    return tuple(one for one in NEEDS[kind] if one in steps_of(mode))


def next_step(done: Collection[str], mode: str) -> str | None:
    """The first step not yet done; a claim is nobody's duty."""
    return next((kind for kind in steps_of(mode) if kind not in done and kind != CLAIMED), None)


def refusals_for_step(kind: str, on: date, *, done: Mapping[str, date], mode: str, today: date) -> list[Refusal]:
    """Why a step cannot be recorded for that day: done already, something before it is missing, too early, or still to come."""
    if kind not in steps_of(mode):
        return [Refusal("trade.step-not-on-this-way", {"step": kind})]
    if kind in done:
        return [Refusal("trade.step-already-recorded", {"step": kind, "on": done[kind]})]
    missing = [one for one in needs_of(kind, mode) if one not in done]
    if missing:
        return [Refusal("trade.step-comes-later", {"step": kind, "first": missing[0]})]
    if on > today:
        return [Refusal("trade.step-still-to-come", {"on": on})]
    before = max((one for one in needs_of(kind, mode)), key=lambda one: done[one], default=None)
    if before is not None and on < done[before]:
        return [Refusal("trade.step-before-earlier", {"step": kind, "on": on, "before": before, "before_on": done[before]})]
    return []


def refusals_for_taking_back(kind: str, *, done: Collection[str], mode: str) -> list[Refusal]:
    """A step that another one hangs on is taken back after it."""
    hanging = [one for one in steps_of(mode) if one in done and kind in needs_of(one, mode)]
    return [Refusal("trade.step-has-followers", {"step": kind, "follower": hanging[-1]})] if hanging else []


@dataclass(frozen=True, slots=True)
class Stuffed:
    """Kg and bags of one lot that go into a container, what was agreed on of it, and what other shipments of it hold. Kg."""

    lot: str
    kg: Decimal
    bags: int | None
    agreed_kg: Decimal
    before_kg: Decimal = Decimal(0)


def refusals_for_stuffing(lots: Sequence[Stuffed], *, tolerance: Decimal) -> list[Refusal]:
    """Nothing goes in, or more of a lot than contract and tolerance allow, all its shipments together. `tolerance` is a share."""
    refusals = [] if any(one.kg > 0 for one in lots) else [Refusal("trade.nothing-was-stuffed")]
    for one in lots:
        most = EXACT.multiply(one.agreed_kg, 1 + tolerance)
        if one.kg > 0 and one.kg + one.before_kg > most:
            facts = {"lot": one.lot, "kg": _plain(one.kg + one.before_kg), "most_kg": _plain(most)}
            refusals.append(Refusal("trade.stuffed-above-contract", facts))
    return refusals


def flags_for_stuffing(lots: Sequence[Stuffed], *, tolerance: Decimal) -> list[Refusal]:
    """A short container: less of a lot than contract and tolerance ask for. It may go; only what went is invoiced."""
    flags = []
    for one in lots:
        least, kg = EXACT.multiply(one.agreed_kg, 1 - tolerance), one.kg + one.before_kg
        if kg < least:
            facts = {"lot": one.lot, "kg": _plain(kg), "agreed_kg": _plain(one.agreed_kg), "short_kg": _plain(one.agreed_kg - kg)}
            flags.append(Refusal("trade.container-is-short", facts))
    return flags


def refusals_for_seals(seals: Sequence[str], *, known: Mapping[str, str]) -> list[Refusal]:
    """No seal, one written twice, or one that closes another shipment. `known`: seals in use, with the number of their shipment."""
    if not seals:
        return [Refusal("trade.seal-missing")]
    twice = [seal for at, seal in enumerate(seals) if seal in seals[:at]]
    refusals = [Refusal("trade.seal-twice", {"seal": seal}) for seal in twice]
    return refusals + [Refusal("trade.seal-in-use", {"seal": seal, "shipment": known[seal]}) for seal in seals if seal in known]


@dataclass(frozen=True, slots=True)
class Booking:
    """What is booked. Ports are UN/LOCODE; `closes_on` is the last day for papers and cargo."""

    carrier: str
    vessel: str
    voyage: str
    number: str
    origin: str
    destination: str
    closes_on: date
    leaves_on: date
    arrives_on: date


@dataclass(frozen=True, slots=True)
class PortFacts:
    """A place as the list knows it."""

    name: str
    code: str
    is_sea_port: bool
    is_airport: bool = False


def refusals_for_booking(booking: Booking, *, origin: PortFacts, destination: PortFacts, mode: str) -> list[Refusal]:
    """Ships load and unload in ports; papers close before it leaves, and it leaves before it arrives."""
    refusals = []
    if mode == SEA:
        refusals = [
            Refusal("trade.no-ship-calls-there", {"place": port.name, "code": port.code, "end": end})
            for end, port in (("origin", origin), ("destination", destination))
            if not port.is_sea_port
        ]
    if origin.code == destination.code:
        refusals.append(Refusal("trade.shipment-goes-nowhere", {"place": origin.name}))
    if booking.closes_on > booking.leaves_on:
        refusals.append(Refusal("trade.closes-after-it-leaves", {"closes": booking.closes_on, "leaves": booking.leaves_on}))
    if booking.arrives_on < booking.leaves_on:
        refusals.append(Refusal("trade.arrives-before-it-leaves", {"leaves": booking.leaves_on, "arrives": booking.arrives_on}))
    return refusals


def flags_for_way(*, origins: Collection[str], port: PortFacts) -> list[Refusal]:
    """Goods of a country without a sea port leave by another country's: a transit is to be cleared."""
    abroad = sorted(country for country in origins if country != port.code[:2])
    return [Refusal("trade.leaves-by-a-foreign-port", {"countries": abroad, "place": f"{port.name} ({port.code})"})] if abroad else []


def flags_for_air(*, ends: Collection[PortFacts], sea_terms: Collection[str]) -> list[Refusal]:
    """What flies: an end where the list knows no airport (it does not know all), and a term that is made for ships (Incoterms 2020)."""
    flags = [Refusal("trade.no-airport-known-there", {"place": one.name, "code": one.code}) for one in ends if not one.is_airport]
    return flags + [Refusal("trade.sea-term-by-air", {"term": term}) for term in sorted(set(sea_terms))]


def flags_for_place(incoterm: str, named: PortFacts, port: PortFacts) -> list[Refusal]:
    """It is booked from another port than the one the seller brings the goods to by the contract."""
    if not named.code or named.code == port.code:
        return []
    return [Refusal("trade.leaves-from-elsewhere", {"term": incoterm, "named": named.name, "place": port.name})]


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}"
