"""The checklist of a shipment: what its route asks for, what is there, what the program makes itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from rochdale.base.rates import rate_table
from rochdale.kernel.exchange import factor
from rochdale.kernel.refusal import Refused
from rochdale.supply.queries.lot_papers import days_made, issued_packs
from rochdale.trade.models import Contract, DocumentRequirement, Invoice, Milestone, Shipment, ShippingPaper
from rochdale.trade.queries.certificates import claims_behind, claims_of_goods
from rochdale.trade.rules import papers as rules
from rochdale.trade.rules.papers import CERTIFICATE, EVIDENCE, Consignment, Days, Goods, Item, Paper, Requirement
from rochdale.trade.rules.residue import Residue
from rochdale.trade.rules.shipments import BOOKED, DEPARTED, STUFFED
from rochdale.trade.settling import offers_of_lines
from rochdale.trade.shipping import LotLine, booking_of, contracts_in, lines_of, standing_milestones, stuffed_kg
from rochdale.trade.versions import clauses_of, version_in_force

USUAL_DAYS_ON_THE_WAY = {"sea": 42, "truck": 5, "air": 2}
"""Until somebody has booked, so that a checklist can be drawn."""


def recorded_rows() -> list[Requirement]:
    """Rows recorded here, oldest first: of each key the newest counts."""
    return [row_of(row) for row in DocumentRequirement.objects.order_by("at", "id")]


def rows_in_force() -> tuple[Requirement, ...]:
    """What is asked for on any route, shipped and recorded."""
    return rules.in_force(recorded_rows())


def row_of(row: DocumentRequirement) -> Requirement:
    """A stored row as the rule reads it."""
    said = row.content
    typed = {name: date.fromisoformat(said[name]) if said[name] else None for name in ("valid_from", "valid_to")}
    plain: dict[str, Any] = {name: said[name] for name in PLAIN} | typed
    return Requirement(
        key=row.key, source=row.source, verified_by=row.verified_by, verified_on=row.verified_on, incoterms=tuple(said["incoterms"]),
        above_eur=Decimal(said["above_eur"]) if said["above_eur"] else None, **plain,
    )  # fmt: skip


PLAIN = (
    "document", "hs", "origin", "destination", "certificate", "size", "mode", "counts_on", "issuer", "needed_by", "lead_days", "form",
    "valid_days", "check",
)  # fmt: skip


def as_stored(row: Requirement) -> dict[str, object]:
    """A row as JSON."""
    plain = {name: getattr(row, name) for name in PLAIN}
    days = {name: value.isoformat() if value else "" for name, value in (("valid_from", row.valid_from), ("valid_to", row.valid_to))}
    above = "" if row.above_eur is None else f"{row.above_eur.normalize():f}"
    return plain | days | {"incoterms": list(row.incoterms), "above_eur": above}


def checklist_of(shipment: Shipment, *, today: date, leaves_on: date | None = None) -> tuple[Item, ...]:
    """Every paper its route asks for. `leaves_on`: the day of the bill of lading, where it is another than booked."""
    contracts, milestones = contracts_in(shipment), standing_milestones(shipment)
    lines = _carried(lines_of(contracts), milestones)
    days = days_for(contracts, milestones, shipment.mode, today)
    if leaves_on is not None:
        days = replace(days, leaves_on=leaves_on)
    sent = consignment(contracts, lines, milestones, shipment.mode, days)
    asked = [*rules.requirements_for(rows_in_force(), sent), *_promised(lines, contracts)]
    there = [*_brought(shipment), *_made(shipment, contracts, lines, milestones, sent), *_certificates(lines, contracts, days.leaves_on)]
    made_on = days_made([line.stock_id for line in lines if line.stock_id])
    lots = {line.code: made_on.get(line.stock_id) if line.stock_id else None for line in lines}
    return rules.checklist(asked, there, days=days, lots=lots, has_left=DEPARTED in milestones)


def _carried(lines: Sequence[LotLine], milestones: Mapping[str, Milestone]) -> list[LotLine]:
    """Only lots that went in, once it is stuffed."""
    kg = stuffed_kg(milestones)
    return [line for line in lines if not kg or kg.get((line.contract_id, line.position), Decimal(0)) > 0]


def days_for(contracts: Sequence[Contract], milestones: Mapping[str, Milestone], mode: str, today: date) -> Days:
    """As booked; before that as the container was planned; before that, as soon as all is ready. What is late leaves today."""
    booking = booking_of(milestones)
    if booking:
        left = milestones[DEPARTED].on if DEPARTED in milestones else max(booking.leaves_on, today)
        return Days(today, booking.closes_on, left, max(booking.arrives_on, left))
    planned = [row.container for row in contracts if row.container]
    if planned:
        leaves = max(planned[0].departs_on, today)
        return Days(today, planned[0].departs_on, leaves, max(planned[0].arrives_on, leaves))
    ready = max(date.fromisoformat(line["ready_from"]) for row in contracts for line in row.terms["lines"])
    leaves = max(today, ready)
    return Days(today, leaves, leaves, leaves + timedelta(days=USUAL_DAYS_ON_THE_WAY[mode]))


def consignment(
    contracts: Sequence[Contract], lines: Sequence[LotLine], milestones: Mapping[str, Milestone], mode: str, days: Days
) -> Consignment:
    """What rows are compared with."""
    booking, terms = booking_of(milestones), contracts[0].terms
    destination = booking.destination[:2] if booking else (terms["destination"][:2] or country_of_arrival(contracts[0]))
    goods = {Goods(line.hs, line.origin, frozenset(scheme for scheme, _number, _until in line.schemes)) for line in lines}
    size = milestones[BOOKED].content.get("size", "large") if BOOKED in milestones else "large"
    value = _value_eur(lines, milestones, days.today)
    ordered = tuple(sorted(goods, key=lambda one: (one.hs, one.origin, sorted(one.certificates))))
    return Consignment(ordered, destination, terms["incoterm"], mode, size, days.leaves_on, days.arrives_on, value)


def country_of_arrival(contract: Contract) -> str:
    """Of the importer agreed on, else of the buyer."""
    version = version_in_force(contract)
    return clauses_of(version).importer_country if version else str(contract.terms["buyer"]["country"])


def _value_eur(lines: Sequence[LotLine], milestones: Mapping[str, Milestone], on: date) -> Decimal | None:
    """None where a rate is missing: then nothing stays below a threshold."""
    kg, table, total = stuffed_kg(milestones), rate_table(), Decimal(0)
    try:
        for line in lines:
            weight = kg.get((line.contract_id, line.position), line.kg)
            total += line.price * weight * factor(line.currency, "EUR", on, table).value
    except Refused:
        return None
    return total


def _promised(lines: Sequence[LotLine], contracts: Sequence[Contract]) -> list[Requirement]:
    """Goods sold as certified have a certificate that holds when they leave: the contract itself asks for it."""
    numbers = ", ".join(row.number for row in contracts)
    schemes = sorted({scheme for line in lines for scheme, _number, _until in line.schemes})
    return [
        Requirement(
            key=f"certificate-{scheme}", document=CERTIFICATE, source=numbers, about=scheme, verified_by=numbers,
            verified_on=max(row.drawn_up_at.date() for row in contracts), issuer="", lead_days=None,
            lots=frozenset(line.code for line in lines if scheme in {one for one, _number, _until in line.schemes}),
        )
        for scheme in schemes
    ]  # fmt: skip


def _certificates(lines: Sequence[LotLine], contracts: Sequence[Contract], leaves_on: date) -> list[Paper]:
    """Certificates as the seller's register has them on the day the goods leave: a renewal takes the place of what ended, and one that was
    suspended or withdrawn meanwhile holds until the day before. Where the register does not know the claim, as the contract names it;
    one without a last day is held to be valid.
    """
    kept = {**claims_behind({row.id: offers_of_lines(row) for row in contracts}, on=leaves_on), **_called_off(lines, contracts, leaves_on)}
    return [
        Paper(CERTIFICATE, number=number, valid_until=until, about=scheme, covers=frozenset({line.code}))
        for line in lines
        for scheme, said_number, said_until in line.schemes
        for number, until in [kept.get((line.contract_id, line.position, scheme), (said_number, said_until))]
    ]


def _called_off(lines: Sequence[LotLine], contracts: Sequence[Contract], on: date) -> dict[tuple[UUID, int, str], tuple[str, date]]:
    """The same for call-offs, whose frame names them: as the seller's register has it; what it no longer carries ended before."""
    found: dict[tuple[UUID, int, str], tuple[str, date]] = {}
    for row in (one for one in contracts if one.call_off_id):
        (seller,) = row.seller_ids
        for line in (one for one in lines if one.contract_id == row.id):
            said = {scheme: number for scheme, number, _until in line.schemes}
            carried, broken = claims_of_goods(seller, said, product=line.product, on=on)
            ended = {scheme: (said[scheme], on - timedelta(days=1)) for scheme in broken}
            found |= {(row.id, line.position, scheme): claim for scheme, claim in {**carried, **ended}.items()}
    return found


def brought(shipment: Shipment) -> list[ShippingPaper]:
    """Papers that somebody brought and nobody took back, oldest first."""
    rows = shipment.papers.filter(takes_back=None, taken_back_by=None).select_related("organization")
    return list(rows.order_by("kind", "at", "id"))


def _brought(shipment: Shipment) -> list[Paper]:
    return [
        Paper(row.kind, row.number, row.issuer, row.issued_on, row.valid_until, row.about, residue=residue_of(row.figures))
        for row in brought(shipment)
    ]


def residue_of(figures: Mapping[str, str]) -> Residue | None:
    """What a report says; None where it is no report on residues."""
    if not figures:
        return None
    found = Decimal(figures["found_ppm"]) if figures["found_ppm"] else None
    return Residue(found, Decimal(figures["loq_ppm"]), Decimal(figures["limit_ppm"]), figures["is_accredited"] == "yes")


def _made(
    shipment: Shipment, contracts: Sequence[Contract], lines: Sequence[LotLine], milestones: Mapping[str, Milestone], sent: Consignment
) -> list[Paper]:
    """What the program makes once it knows enough for it."""
    found = [Paper("shipping-instruction", number=shipment.number)] if BOOKED in milestones else []
    if STUFFED in milestones:
        found += [Paper(name, number=shipment.number) for name in ("packing-list", "weight-note")]
        scored = frozenset(line.code for line in lines if line.terms["score"])
        found += [Paper("quality-note", number=shipment.number, covers=scored)] if scored else []
        found += [Paper("statement-on-origin", number=shipment.number)] if _may_state_origin(shipment, sent) else []
    return [*found, *_invoices(contracts, lines), *_packs(lines)]


def _may_state_origin(shipment: Shipment, sent: Consignment) -> bool:
    """Above the threshold of a row the exporter is registered, and its number is here."""
    asks = [row for row in rules.requirements_for(rows_in_force(), sent) if row.document == "rex-registration"]
    return not asks or rex_number(shipment) != ""


def rex_number(shipment: Shipment) -> str:
    """The exporter's number in the register of exporters, as brought; empty without one."""
    return next((row.number for row in reversed(brought(shipment)) if row.kind == "rex-registration"), "")


def invoices_for(contracts: Sequence[Contract]) -> list[Invoice]:
    """Invoices of the contracts, oldest first."""
    return list(Invoice.objects.filter(contract__in=contracts, kind=Invoice.Kind.INVOICE).order_by("at", "id"))


def _invoices(contracts: Sequence[Contract], lines: Sequence[LotLine]) -> list[Paper]:
    codes = {row.id: frozenset(line.code for line in lines if line.contract_id == row.id) for row in contracts}
    return [
        Paper("commercial-invoice", row.number, issued_on=row.issued_on, covers=codes[row.contract_id])
        for row in invoices_for(contracts)
        if codes[row.contract_id]
    ]


def _packs(lines: Sequence[LotLine]) -> list[Paper]:
    """Evidence packs that supply issued for lots of the shipment."""
    codes: dict[UUID, str] = {line.stock_id: line.code for line in lines if line.stock_id}
    return [
        Paper(EVIDENCE, pack.number, pack.organization, pack.issued_on, covers=frozenset({codes[pack.lot_id]}))
        for pack in issued_packs(list(codes))
    ]
