"""Shipments for tests: a contract that all have agreed on, and goods as far on their way as a test needs them."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal

from rochdale.base.actor import Actor
from rochdale.trade.models import Contract, Shipment
from rochdale.trade.operations import (
    Into,
    PaperGiven,
    answer_version,
    begin_shipment,
    book_shipment,
    depart,
    keep_shipping_paper,
    propose_version,
    record_gross_mass,
    seal_shipment,
    stuff_shipment,
)
from rochdale.trade.rules.boxes import Box
from rochdale.trade.rules.shipments import Booking
from tests.trade.goods import fresh
from tests.trade.sales import clauses

PDF = b"%PDF-1.4\n%example\n"
BOX = Box("CSQU3054383", Decimal(28_300), Decimal(2_200))


def agree(contract: Contract, seller: Actor, others: list[Actor], at: datetime, **changed: object) -> None:
    """Everybody says yes to who does what."""
    version = propose_version(id=fresh(), by=seller, at=at, contract_id=contract.id, over=0, clauses=clauses(seller, **changed))
    seal = contract.versions.get(pk=version).sha256
    for one in others:
        answer_version(id=fresh(), by=one, at=at, version_id=version, sha256=seal, is_yes=True)


def begun(contract: Contract, by: Actor, at: datetime, mode: str = "sea") -> Shipment:
    """A shipment of the whole contract."""
    return Shipment.objects.get(pk=begin_shipment(id=fresh(), by=by, at=at, contract_ids=[contract.id], mode=mode))


def booking(on: date, **changed: object) -> Booking:
    """From Da Nang to Aarhus: papers close in 10 days, it leaves two days later and sails seven weeks, into the new year."""
    facts: dict[str, object] = {
        "carrier": "Example Line", "vessel": "Mekong Star", "voyage": "026W", "number": "BK-1", "origin": "VNDAD", "destination": "DKAAR",
        "closes_on": on + timedelta(days=10), "leaves_on": on + timedelta(days=12), "arrives_on": on + timedelta(days=60),
    }  # fmt: skip
    return Booking(**{**facts, **changed})  # type: ignore[arg-type]


def book(row: Shipment, by: Actor, at: datetime, **changed: object) -> str:
    """Booked today."""
    return book_shipment(id=fresh(), by=by, at=at, shipment_id=row.id, on=at.date(), booking=booking(at.date(), **changed))


def stuff(row: Shipment, by: Actor, at: datetime, *kg: int, box: Box = BOX) -> str:
    """These kg of each lot, all that was agreed on without them; in bags of 60 kg."""
    (contract,) = row.contracts.order_by("number")
    weights = kg or tuple(line["kg"] for line in contract.terms["lines"])
    lots = [Into(contract.id, at_, Decimal(one), one // 60) for at_, one in enumerate(weights)]
    return stuff_shipment(id=fresh(), by=by, at=at, shipment_id=row.id, on=at.date(), box=box, lots=lots)


def close(row: Shipment, by: Actor, at: datetime, *, gross_kg: int, seal: str = "RS117") -> None:
    """Weighed and sealed."""
    record_gross_mass(id=fresh(), by=by, at=at, shipment_id=row.id, on=at.date(), gross_kg=Decimal(gross_kg), method="1")
    seal_shipment(id=fresh(), by=by, at=at, shipment_id=row.id, on=at.date(), seals=[seal])


def bring(row: Shipment, by: Actor, at: datetime, kind: str, **changed: object) -> str:
    """A paper of that kind, issued today."""
    facts: dict[str, object] = {"number": "P-1", "issuer": "Office", "issued_on": at.date(), "file_name": "paper.pdf", "content": PDF}
    return keep_shipping_paper(id=fresh(), by=by, at=at, shipment_id=row.id, paper=PaperGiven(kind, **{**facts, **changed}))  # type: ignore[arg-type]


def ready(row: Shipment, by: Actor, at: datetime, *kg: int) -> None:
    """Booked, stuffed, weighed, sealed, with the papers that verified rows ask for."""
    book(row, by, at)
    stuff(row, by, at, *kg)
    close(row, by, at, gross_kg=28_000)
    for kind in ("ico-certificate", "evidence-pack"):
        bring(row, by, at, kind)


def left(row: Shipment, by: Actor, at: datetime, **how: object) -> str:
    """It left today."""
    return depart(**{"id": fresh(), "by": by, "at": at, "shipment_id": row.id, "on": at.date(), "bill": "BL-1", **how})  # type: ignore[arg-type]
