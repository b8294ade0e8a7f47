"""How goods of a demo sale travel: booked, packed, weighed, sealed, with their papers, until they arrive."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING
from uuid import UUID

from rochdale.base.actor import Actor
from rochdale.base.paper import pdf
from rochdale.trade.operations import (
    Into,
    PaperGiven,
    arrive,
    begin_shipment,
    book_shipment,
    depart,
    keep_shipping_paper,
    record_gross_mass,
    record_landed_weight,
    seal_shipment,
    stuff_shipment,
)
from rochdale.trade.rules.boxes import Box, check_digit
from rochdale.trade.rules.residue import Residue
from rochdale.trade.rules.shipments import Booking

if TYPE_CHECKING:
    from rochdale.trade.demo_sales import Sale

BOOKED_BEFORE, CLOSES_BEFORE, PACKED_BEFORE = timedelta(days=14), timedelta(days=2), timedelta(days=3)
BOOKED_AFTER = timedelta(days=5)
"""From the first word: the parties have agreed on who does what by then."""
SEA_DAYS, ROAD_DAYS = timedelta(days=38), timedelta(days=4)
BROUGHT_AFTER = timedelta(hours=20)
PAYLOAD, TARE = Decimal(28_300), Decimal(2_200)


def ship(sale: Sale, *, leaves_at: datetime) -> None:
    """From the booking to the day it leaves, with every paper that its route has to have."""
    by, shipment = sale.stall.actor(sale.row["seller"], leaves_at), sale.id("shipment")
    begun = max(leaves_at - BOOKED_BEFORE, sale.stall.called_at + BOOKED_AFTER)
    begin_shipment(id=shipment, by=by, at=begun, contract_ids=[sale.contract.id], mode=sale.row["mode"])
    booking = _booking(sale, leaves_at)
    book_shipment(id=sale.id("booked"), by=by, at=begun, shipment_id=shipment, on=begun.date(), booking=booking)
    packed_at = max(leaves_at - PACKED_BEFORE, begun)  # the first ship may leave a week after the market
    _pack(sale, by, packed_at, shipment)
    _bring_papers(sale, by, max(leaves_at - CLOSES_BEFORE, packed_at), "papers")
    bill = f"{booking.number}-1"
    depart(id=sale.id("left"), by=by, at=leaves_at, shipment_id=shipment, on=leaves_at.date(), bill=bill)
    _bring_papers(sale, by, leaves_at + BROUGHT_AFTER, "papers_after")


def come_in(sale: Sale, *, leaves_at: datetime) -> None:
    """It arrives and is weighed by whoever bought it."""
    at = leaves_at + days_on_the_way(sale)
    by, shipment = sale.buyer(at), sale.id("shipment")
    arrive(id=sale.id("arrived"), by=by, at=at, shipment_id=shipment, on=at.date())
    weighed = at + timedelta(days=sale.row.get("weighed_after", 5))
    landed = sum((one.kg for one in sale.shipped()), Decimal(0)) - sale.row.get("lost_kg", 0)
    record_landed_weight(id=sale.id("landed"), by=by, at=weighed, shipment_id=shipment, on=weighed.date(), landed_kg=landed)


def days_on_the_way(sale: Sale) -> timedelta:
    """How long it takes."""
    if "days" in sale.row:
        return timedelta(days=sale.row["days"])
    return ROAD_DAYS if sale.row["mode"] == "truck" else SEA_DAYS


def _booking(sale: Sale, leaves_at: datetime) -> Booking:
    carrier, vessel, voyage = sale.row["carrier"]
    origin, destination = sale.row["route"]
    number = f"BK{sale.id('booking').int % 9_000_000 + 1_000_000}"
    arrives = leaves_at + days_on_the_way(sale)
    closes = leaves_at - CLOSES_BEFORE
    return Booking(carrier, vessel, voyage, number, origin, destination, closes.date(), leaves_at.date(), arrives.date())


def _pack(sale: Sale, by: Actor, at: datetime, shipment: UUID) -> None:
    shipped, bag = sale.shipped(), Decimal(sale.row.get("bag_kg", 0))
    into = [Into(sale.contract.id, one.position, one.kg, int(one.kg // bag) if bag else None) for one in shipped]
    stuff_shipment(id=sale.id("stuffed"), by=by, at=at, shipment_id=shipment, on=at.date(), box=_box(sale), lots=into)
    if sale.row["mode"] == "sea":
        gross = sum((one.kg for one in shipped), Decimal(0)) * Decimal("1.01") + TARE
        said = gross.quantize(Decimal(1))
        record_gross_mass(id=sale.id("weighed"), by=by, at=at, shipment_id=shipment, on=at.date(), gross_kg=said, method="1")
    seal = f"RC{sale.id('seal').int % 900_000 + 100_000}"
    seal_shipment(id=sale.id("sealed"), by=by, at=at + timedelta(hours=1), shipment_id=shipment, on=at.date(), seals=[seal])


def _box(sale: Sale) -> Box:
    """A container with a sound number that belongs to nobody, or a truck."""
    if sale.row["mode"] == "truck":
        return Box(f"T {sale.id('truck').int % 9000 + 1000}", Decimal(28_000), Decimal(15_000))
    ten = f"RCDU{sale.id('box').int % 900_000 + 100_000}"
    return Box(f"{ten}{check_digit(ten)}", PAYLOAD, TARE)


def _bring_papers(sale: Sale, by: Actor, at: datetime, which: str) -> None:
    for kind, name, number, issuer in sale.row.get(which, ()):
        rows = [["Number", number], ["Issued by", issuer], ["For", sale.contract.number]]
        content = pdf("trade/paper/demo_paper.typ", {"title": name, "rows": rows}, language="en", at=at)
        residue = Residue(Decimal("0.008"), Decimal("0.005"), Decimal("0.01"), is_accredited=True) if kind == "residue-report" else None
        issued = (at - timedelta(days=1)).date()
        given = PaperGiven(kind, number, issuer, issued, file_name=f"{kind}.pdf", content=content, residue=residue)
        keep_shipping_paper(id=sale.id("paper", kind), by=by, at=at, shipment_id=sale.id("shipment"), paper=given)
