"""What stands of a shipment: its milestones that were not taken back, what is in it, and what has left of a contract."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from rochdale.kernel.place import is_place, place
from rochdale.trade import agreed_lines
from rochdale.trade.models import Contract, Milestone, Seal, Shipment
from rochdale.trade.rules.boxes import Box
from rochdale.trade.rules.shipments import BOOKED, DEPARTED, LANDED, STUFFED, Booking, PortFacts, Stuffed
from rochdale.trade.rules.subheadings import subheading_of
from rochdale.trade.settling import stock_of_line
from rochdale.trade.versions import clauses_of, version_in_force

USUAL_TOLERANCE = Decimal("0.03")


@dataclass(frozen=True, slots=True)
class LotLine:
    """A lot of one of the contracts of a shipment. `kg` is what was agreed on; `code` tells it from the others of the shipment."""

    contract_id: UUID
    position: int
    reference: str
    code: str
    seller: str
    origin: str
    product: str
    hs: str
    schemes: tuple[tuple[str, str, date | None], ...]
    """Certificates it is sold with: scheme, number, last day."""
    kg: Decimal
    bag_kg: Decimal | None
    price: Decimal
    currency: str
    stock_id: UUID | None
    terms: Mapping[str, Any]


def standing_milestones(shipment: Shipment) -> dict[str, Milestone]:
    """By kind: what happened and was not taken back. Asks nothing where milestones were fetched with the shipment."""
    rows = sorted(shipment.milestones.all(), key=lambda row: (row.at, row.id))
    gone = {row.takes_back_id for row in rows}
    return {row.kind: row for row in rows if row.takes_back_id is None and row.id not in gone}


def days_of(found: Mapping[str, Milestone]) -> dict[str, date]:
    """By kind: on which day."""
    return {kind: row.on for kind, row in found.items()}


def booking_of(found: Mapping[str, Milestone]) -> Booking | None:
    """What is booked; None before."""
    if BOOKED not in found:
        return None
    said = found[BOOKED].content
    closes, leaves, arrives = (date.fromisoformat(said[name]) for name in ("closes_on", "leaves_on", "arrives_on"))
    return Booking(
        said["carrier"], said["vessel"], said["voyage"], said["number"], said["origin"], said["destination"], closes, leaves, arrives
    )


def box_of(found: Mapping[str, Milestone]) -> Box | None:
    """The container or truck, or what holds goods that fly; None before it is stuffed."""
    if STUFFED not in found:
        return None
    said = found[STUFFED].content
    return Box(said["box"], Decimal(said["payload_kg"]), Decimal(said["tare_kg"]))


def stuffed_kg(found: Mapping[str, Milestone]) -> dict[tuple[UUID, int], Decimal]:
    """What went in, by contract and place of the lot in it."""
    lots = found[STUFFED].content["lots"] if STUFFED in found else []
    return {(UUID(one["contract"]), one["position"]): Decimal(one["kg"]) for one in lots}


def stuffed_bags(found: Mapping[str, Milestone]) -> dict[tuple[UUID, int], int | None]:
    """The same in bags; None for goods without bags."""
    lots = found[STUFFED].content["lots"] if STUFFED in found else []
    return {(UUID(one["contract"]), one["position"]): one["bags"] for one in lots}


def net_kg(found: Mapping[str, Milestone]) -> Decimal:
    """All that went in."""
    return sum(stuffed_kg(found).values(), Decimal(0))


def landed_kg(found: Mapping[str, Milestone]) -> Decimal | None:
    """What was weighed on arrival; None before."""
    return Decimal(found[LANDED].content["landed_kg"]) if LANDED in found else None


def lines_of(contracts: list[Contract]) -> list[LotLine]:
    """Every lot of the contracts, in their order."""
    references = [line["reference"] for row in contracts for line in row.terms["lines"]]
    found = []
    for row in contracts:
        stocks = stock_of_line(row)
        for position, line in enumerate(agreed_lines.lines_of(row)):
            is_one = references.count(line["reference"]) == 1
            code = line["reference"] if is_one else f"{line['reference']}, {line['seller']['name']}"
            found.append(_line(row, position, line, code, stocks[position]))
    return found


def _line(row: Contract, position: int, line: Mapping[str, Any], code: str, stock_id: UUID | None) -> LotLine:
    schemes = tuple(
        (one["scheme"], one["number"], date.fromisoformat(one["until"]) if one["until"] else None) for one in line["certificates"]
    )
    return LotLine(
        row.id, position, line["reference"], code, line["seller"]["name"], line["seller"]["country"], line["product"],
        subheading_of(line["product"], line["species"], line["process"]), schemes, Decimal(line["kg"]),
        Decimal(line["bag_kg"]) if line["bag_kg"] else None, Decimal(line["price"]), row.currency, stock_id, line,
    )  # fmt: skip


def contracts_in(shipment: Shipment) -> list[Contract]:
    """The contracts whose goods it holds, by number."""
    rows = shipment.contracts.select_related("buyer", "container", "first_refusal__offer__lot", "negotiation__offer__lot").order_by(
        "number"
    )
    return list(rows)


def tolerance_of(contract: Contract) -> Decimal:
    """What the parties agreed on, else the usual 3 %."""
    version = version_in_force(contract)
    return clauses_of(version).tolerance if version else USUAL_TOLERANCE


def stuffed_facts(lines: list[LotLine], kg: Mapping[tuple[UUID, int], Decimal], shipment: Shipment) -> list[Stuffed]:
    """As the rule sees what goes in, with what other shipments hold of the same lots."""
    before: dict[tuple[UUID, int], Decimal] = {}
    others = (
        Shipment.objects.filter(contracts__in={line.contract_id for line in lines}).exclude(pk=shipment.pk).distinct().order_by("number")
    )
    for other in others:
        for key, amount in stuffed_kg(standing_milestones(other)).items():
            before[key] = before.get(key, Decimal(0)) + amount
    keys = [(line, (line.contract_id, line.position)) for line in lines]
    return [Stuffed(line.code, kg.get(key, Decimal(0)), None, line.kg, before.get(key, Decimal(0))) for line, key in keys]


def shipped_kg(contract: Contract) -> dict[int, Decimal] | None:
    """By place in the contract: what has left of each lot. None while no shipment of it has left."""
    found: dict[int, Decimal] | None = None
    for shipment in contract.shipments.order_by("number"):
        milestones = standing_milestones(shipment)
        if DEPARTED in milestones:
            found = {} if found is None else found
            for (contract_id, position), kg in stuffed_kg(milestones).items():
                if contract_id == contract.id:
                    found[position] = found.get(position, Decimal(0)) + kg
    return found


def departed_on(contract: Contract) -> date | None:
    """The newest day on which something of a contract left."""
    rows = Milestone.objects.filter(shipment__contracts=contract, kind=DEPARTED, takes_back=None, taken_back_by=None)
    return rows.order_by("-on", "-id").values_list("on", flat=True).first()


def seals_in_use(numbers: list[str], *, besides: Shipment) -> dict[str, str]:
    """Of these seals those that close another shipment, with its number."""
    rows = Seal.objects.filter(number__in=numbers, milestone__taken_back_by=None).exclude(milestone__shipment=besides)
    return dict(rows.order_by("number", "id").values_list("number", "milestone__shipment__number"))


def port_facts(code: str) -> PortFacts:
    """A port as the rule sees it; an unknown code is a place where no ship calls."""
    if not is_place(code):
        return PortFacts(code, code, is_sea_port=False)
    found = place(code)
    return PortFacts(found.name, found.code, found.is_sea_port, "airport" in found.functions)
