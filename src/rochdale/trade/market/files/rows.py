"""What a reading of a file gives: accepted rows, rows held back, and everything that is wrong, each with its cell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Generic, TypeVar

from rochdale.kernel.refusal import Refusal


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong or worth knowing in a file. `row` counts as spreadsheets do (the header is row 1); None is the whole file."""

    row: int | None
    column: str
    cell: str
    """Address as in a spreadsheet, e.g. "K7"; "" where no single cell is at fault."""
    refusal: Refusal


def of_the_whole(refusal: Refusal) -> Fault:
    """A fault of the file as a whole."""
    return Fault(None, "", "", refusal)


@dataclass(frozen=True, slots=True)
class OfferRow:
    """One offered lot as its file or form states it."""

    row: int
    offer_id: str
    cooperative: str
    country: str
    """ISO 3166-1 alpha-2."""
    product: str
    species: str
    process: str
    protocol: str
    score: Decimal | None
    certifications: frozenset[str]
    kg: int
    port: str
    ready_from: date
    ready_until: date
    """Inclusive."""
    reserve_price: Decimal
    """FOB the port, in `currency` per `price_unit`."""
    currency: str
    price_unit: str
    origin: Mapping[str, str] = field(default_factory=dict)
    """What else the file says of the lot, as text: altitude, harvest, farm and the like."""
    certificates_until: tuple[tuple[str, date], ...] = ()
    """Certificates that end: (code, last day on which it is valid). A file does not say; a form may."""


@dataclass(frozen=True, slots=True)
class NeedRow:
    """One buyer's need as its file or form states it. "" in species, process or protocol means any."""

    row: int
    need_id: str
    buyer: str
    product: str
    species: str
    process: str
    protocol: str
    min_score: Decimal | None
    certifications: frozenset[str]
    kg: int
    min_lot_kg: int
    max_suppliers: int | None
    port: str
    arrive_from: date
    arrive_until: date
    """Inclusive."""
    max_landed_price: Decimal
    """CIF the port, in `currency` per `price_unit`."""
    currency: str
    price_unit: str


@dataclass(frozen=True, slots=True)
class Held:
    """A row that was read but cannot be offered; it is listed with its reason, never dropped."""

    row: int
    id: str
    name: str
    kg: int | None
    refusal: Refusal
    origin: Mapping[str, str] = field(default_factory=dict)


Row = TypeVar("Row", OfferRow, NeedRow)


@dataclass(frozen=True, slots=True)
class Reading(Generic[Row]):
    """A file, read. `rows` are sound even when there are faults; whether to go on with them is the caller's choice."""

    layout: str
    """"rochdale", "cqi", or "" when no layout was recognised."""
    rows: tuple[Row, ...]
    held: tuple[Held, ...]
    faults: tuple[Fault, ...]
    notices: tuple[Fault, ...]
    """Worth knowing, but nothing was refused."""
    sha256: str
    rows_read: int
