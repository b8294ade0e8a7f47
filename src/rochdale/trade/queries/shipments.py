"""Questions about shipments: mine, one as a journey with the next thing to do, its papers, and the rows of a route."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from django.db.models import QuerySet

from rochdale.base.actor import Actor
from rochdale.base.words import Said
from rochdale.kernel.place import SEA_TERMS
from rochdale.kernel.refusal import Refusal
from rochdale.people.permissions import may, readable
from rochdale.trade import shipping
from rochdale.trade.called import goods_name, place_and_code, place_name
from rochdale.trade.models import Contract, Milestone, Shipment
from rochdale.trade.operations.shipments import weights_of
from rochdale.trade.queries.samples import bars_to_shipping
from rochdale.trade.queries.shipping_papers import ItemSeen, items_seen
from rochdale.trade.rules import landed_weight
from rochdale.trade.rules.landed_weight import Loss
from rochdale.trade.rules.shipments import (
    AIR,
    ARRIVED,
    CLAIMED,
    DEPARTED,
    LANDED,
    SEA,
    STUFFED,
    Booking,
    flags_for_air,
    flags_for_place,
    flags_for_stuffing,
    flags_for_way,
    next_step,
    steps_of,
)
from rochdale.trade.shipments_called import TO_DO, step_icon, step_name
from rochdale.trade.versions import version_in_force
from rochdale.trade.worded import worded

BY_RECEIVER = frozenset({ARRIVED, LANDED, CLAIMED})


@dataclass(frozen=True, slots=True)
class StepSeen:
    """One step: when it was done and by whom, or that it comes."""

    kind: str
    name: str
    icon: str
    on: date | None
    by: str
    facts: tuple[str, ...]
    milestone_id: UUID | None
    may_take_back: bool
    is_next: bool = False


@dataclass(frozen=True, slots=True)
class LotSeen:
    """A lot in it: agreed on, and what went in."""

    code: str
    seller: str
    goods: str
    kg: Decimal
    stuffed_kg: Decimal | None
    bags: int | None


@dataclass(frozen=True, slots=True)
class Without:
    """A paper without which it left, and the row that asked for it."""

    name: str
    row: str
    source: str


@dataclass(frozen=True, slots=True)
class ShipmentSeen:
    """A shipment for one of its parties, or the operator."""

    id: UUID
    number: str
    mode: str
    contracts: tuple[tuple[UUID, str], ...]
    """Those that the reader may open."""
    buyers: tuple[str, ...]
    steps: tuple[StepSeen, ...]
    lots: tuple[LotSeen, ...]
    others_kg: Decimal
    """Of contracts that are not the reader's."""
    booking: Booking | None
    origin: str
    destination: str
    box: str
    seals: tuple[str, ...]
    gross_kg: Decimal | None
    bill: str
    loss: Loss | None
    last_day_to_claim: date | None
    claimed_kg: Decimal | None
    flags: tuple[Said, ...]
    items: tuple[ItemSeen, ...]
    without: tuple[Without, ...]
    without_reason: str
    without_by: str
    taken_back: tuple[tuple[str, date, str, str], ...]
    next_kind: str
    """The next step, where the reader may record it; else empty."""
    waits_for: str
    """The next step, where somebody else records it."""

    @property
    def kg(self) -> Decimal:
        """What went in, or is to go in, of all contracts."""
        shown = (lot.stuffed_kg if lot.stuffed_kg is not None else lot.kg for lot in self.lots)
        return sum(shown, Decimal(0)) + self.others_kg

    @property
    def first_missing(self) -> ItemSeen | None:
        """The paper to bring before it can leave, once that is all that is left to do."""
        return self.keeping_back[0] if self.keeping_back and self.next_kind == "departed" else None

    @property
    def paper_groups(self) -> tuple[tuple[str, tuple[ItemSeen, ...]], ...]:
        """Papers by when they are needed."""
        groups = ((by, tuple(item for item in self.items if item.needed_by == by)) for by in ("departure", "arrival"))
        return tuple((by, items) for by, items in groups if items)

    @property
    def keeping_back(self) -> tuple[ItemSeen, ...]:
        """Papers without which it does not leave."""
        return tuple(item for item in self.items if item.keeps_back)

    @property
    def only_warned_of(self) -> tuple[ItemSeen, ...]:
        """Papers that are needed before it leaves and are not there, though no verified row keeps the goods back for them."""
        return tuple(item for item in self.items if item.needed_by == "departure" and item.state != "good" and not item.keeps_back)


def my_shipments(by: Actor) -> QuerySet[Shipment]:
    """Shipments of contracts that one's organization signs; the operator's are all."""
    return readable(by, "trade.see-shipment", Shipment.objects.all()).distinct()


def shipments_of(contract: Contract) -> Sequence[Shipment]:
    """Shipments of a contract, oldest first."""
    return list(contract.shipments.order_by("number"))


def may_begin(contract: Contract, by: Actor) -> bool:
    """Whether `by` may ship now: the contract binds, roles are agreed, and the goods are the own ones."""
    is_ready = contract.state == Contract.State.BINDING and version_in_force(contract) is not None
    return is_ready and may(by, "trade.begin-shipment", contract)


def travelling_together(contract: Contract, by: Actor) -> list[Contract]:
    """The contract and the others of its container that may be shipped with it."""
    if contract.container_id is None:
        return [contract]
    rows = Contract.objects.filter(container=contract.container, state=Contract.State.BINDING).select_related("buyer").order_by("number")
    return [row for row in rows if row.id == contract.id or may_begin(row, by)]


def shipment_seen(row: Shipment, by: Actor, at: datetime) -> ShipmentSeen:
    """One shipment with its steps, lots, papers and what comes next."""
    contracts, found = shipping.contracts_in(row), shipping.standing_milestones(row)
    lines = shipping.lines_of(contracts)
    own = {one.id for one in contracts if may(by, "trade.see-contract", one)}
    box, booking, departed = shipping.box_of(found), shipping.booking_of(found), found.get("departed")
    coming = next_step(found, row.mode) or ""
    may_do = bool(coming) and may(by, "trade.receive" if coming in BY_RECEIVER else "trade.ship", row)
    lots = tuple(_lot(line, found) for line in lines if line.contract_id in own)
    return ShipmentSeen(
        id=row.id, number=row.number, mode=row.mode, contracts=tuple((one.id, one.number) for one in contracts if one.id in own),
        buyers=tuple(sorted({one.buyer.name for one in contracts if one.id in own})), steps=_steps(row, found, by), lots=lots,
        others_kg=_kg([line for line in lines if line.contract_id not in own], found), booking=booking,
        origin=place_and_code(booking.origin if booking else contracts[0].terms["place"]),
        destination=place_and_code(booking.destination if booking else contracts[0].terms["destination"]), box=box.number if box else "",
        seals=tuple(found["sealed"].content["seals"]) if "sealed" in found else (),
        gross_kg=Decimal(found["weighed"].content["gross_kg"]) if "weighed" in found else None,
        bill=departed.content["bill"] if departed else "", loss=loss_of(row, found),
        last_day_to_claim=landed_weight.last_day_to_claim(found[ARRIVED].on) if ARRIVED in found else None,
        claimed_kg=Decimal(found[CLAIMED].content["owed_kg"]) if CLAIMED in found else None,
        flags=tuple(worded(flag) for flag in (*_bars(contracts, found, at), *flags_of(row, contracts, lines, found))),
        items=items_seen(row, by, at.date()),
        without=tuple(_without(one) for one in (departed.content["without"] if departed else ())),
        without_reason=departed.reason if departed else "", without_by=departed.by_name if departed else "", taken_back=_taken_back(row),
        next_kind=coming if may_do else "", waits_for="" if may_do or not coming else step_name(coming),
    )  # fmt: skip


def _bars(contracts: Sequence[Contract], found: Mapping[str, Milestone], at: datetime) -> list[Refusal]:
    """Samples that keep the goods of a contract from leaving; nothing once they have left."""
    return [] if "departed" in found else [bar for contract in contracts for bar in bars_to_shipping(contract, at)]


def _kg(lines: Sequence[shipping.LotLine], found: Mapping[str, Milestone]) -> Decimal:
    kg = shipping.stuffed_kg(found)
    if STUFFED in found:
        return sum((kg.get((line.contract_id, line.position), Decimal(0)) for line in lines), Decimal(0))
    return sum((line.kg for line in lines), Decimal(0))


def _lot(line: shipping.LotLine, found: Mapping[str, Milestone]) -> LotSeen:
    key, terms = (line.contract_id, line.position), line.terms
    kg = shipping.stuffed_kg(found).get(key, Decimal(0)) if STUFFED in found else None
    goods = goods_name(terms["product"], terms["species"], terms["process"])
    return LotSeen(line.code, line.seller, goods, line.kg, kg, shipping.stuffed_bags(found).get(key))


def _steps(row: Shipment, found: Mapping[str, Milestone], by: Actor) -> tuple[StepSeen, ...]:
    """Every step of the way; a claim only once it was made."""
    last = max(found, key=lambda kind: (found[kind].at, found[kind].id), default="")
    coming = next_step(found, row.mode)
    kinds = [kind for kind in steps_of(row.mode) if kind != CLAIMED or kind in found]
    return tuple(replace(_step(row, kind, found.get(kind), by, is_last=kind == last), is_next=kind == coming) for kind in kinds)


def _step(row: Shipment, kind: str, done: Milestone | None, by: Actor, *, is_last: bool) -> StepSeen:
    name, icon = step_name(kind), step_icon(kind, row.mode)
    if done is None:
        return StepSeen(kind, name, icon, None, "", (), None, may_take_back=False)
    right = "trade.receive" if kind in BY_RECEIVER else "trade.ship"
    return StepSeen(kind, name, icon, done.on, done.by_name, _facts(done), done.id, may_take_back=is_last and may(by, right, row))


def _facts(done: Milestone) -> tuple[str, ...]:
    """What a step is remembered by, in a word or two."""
    said = done.content
    shown = {
        "booked": (said.get("vessel", ""), said.get("voyage", ""), said.get("number", "")),
        "stuffed": (said.get("box", ""),),
        "sealed": tuple(said.get("seals", ())),
        "departed": (said.get("bill", ""),),
    }
    return tuple(one for one in shown.get(done.kind, ()) if one)


def loss_of(row: Shipment, found: Mapping[str, Milestone]) -> Loss | None:
    """What is missing; None before it was weighed on arrival."""
    landed = shipping.landed_kg(found)
    return None if landed is None else landed_weight.loss(shipping.net_kg(found), landed, weights=weights_of(row))


def _flags_of_way(
    row: Shipment, contracts: Sequence[Contract], lines: Sequence[shipping.LotLine], found: Mapping[str, Milestone]
) -> list[Refusal]:
    """Of what is booked: a foreign port to reach (once the ship left it, the transit lies behind), another place than agreed, a flight."""
    booking, flags = shipping.booking_of(found), list[Refusal]()
    if booking is None:
        return flags
    places = sorted({(one.terms["place"], one.terms["incoterm"]) for one in contracts if one.terms["incoterm"] in SEA_TERMS})
    port, is_to_leave = shipping.port_facts(booking.origin), DEPARTED not in found
    if row.mode == SEA:
        flags += flags_for_way(origins={line.origin for line in lines}, port=port) if is_to_leave else []
        for place, term in places:
            flags += flags_for_place(term, shipping.port_facts(place), port)
    if row.mode == AIR and is_to_leave:
        flags += flags_for_air(ends=[port, shipping.port_facts(booking.destination)], sea_terms=[term for _place, term in places])
    return flags


def flags_of(
    row: Shipment, contracts: Sequence[Contract], lines: Sequence[shipping.LotLine], found: Mapping[str, Milestone]
) -> list[Refusal]:
    """What somebody should look at: a short container, a foreign port to reach, a late weighing, a late claim."""
    flags = _flags_of_way(row, contracts, lines, found)
    if STUFFED in found:
        kg = shipping.stuffed_kg(found)
        for contract in contracts:
            own = [line for line in lines if line.contract_id == contract.id]
            flags += flags_for_stuffing(shipping.stuffed_facts(own, kg, row), tolerance=shipping.tolerance_of(contract))
    if LANDED in found:
        flags += landed_weight.flags_for_weighing(arrived_on=found[ARRIVED].on, weighed_on=found[LANDED].on)
    if CLAIMED in found:
        flags += landed_weight.flags_for_claim(arrived_on=found[ARRIVED].on, claimed_on=found[CLAIMED].on)
    return flags


def _without(said: Mapping[str, str]) -> Without:
    return Without(items_name(said), said["row"], said["source"])


def items_name(said: Mapping[str, str]) -> str:
    """The paper of a stored line, by name."""
    return ItemSeen.name_of(said["paper"], said["about"])


def _taken_back(row: Shipment) -> tuple[tuple[str, date, str, str], ...]:
    """Steps that were taken back: which, of which day, by whom, why."""
    rows = row.milestones.exclude(takes_back=None).order_by("at", "id")
    return tuple((step_name(one.kind), one.on, one.by_name, one.reason) for one in rows)


def button_for(kind: str) -> str:
    """What the button of a step says."""
    return str(TO_DO[kind])


def title_places(seen: ShipmentSeen) -> tuple[str, str]:
    """Names of both ends, without codes."""
    if seen.booking:
        return place_name(seen.booking.origin), place_name(seen.booking.destination)
    return seen.origin, seen.destination


def may_claim(row: Shipment, seen: ShipmentSeen, by: Actor) -> bool:
    """Whether something is owed that nobody claimed, and `by` may claim it."""
    return seen.loss is not None and seen.loss.owed_kg > 0 and seen.claimed_kg is None and may(by, "trade.receive", row)


def numbers_seen(row: Shipment, by: Actor) -> list[str]:
    """Its contracts by number, as far as `by` may open them."""
    return [one.number for one in row.contracts.order_by("number") if may(by, "trade.see-contract", one)]
