"""Which papers a shipment needs, which of them are there and hold, and which will come too late (docs/rules/shipments.md).

Rows say what is asked for on a route: goods, origin, destination, term, certificate, period. A row that a named person has verified keeps
the goods from leaving while its paper is missing; any other only warns.
"""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from rochdale.kernel.country import country_codes
from rochdale.kernel.refusal import Refusal
from rochdale.supply.rules.law import EU
from rochdale.trade.rules.residue import Residue, refusals_for_residue
from rochdale.trade.rules.subheadings import refusals_for_heading

DEPARTURE, ARRIVAL = "departure", "arrival"
CERTIFICATE, EVIDENCE = "certificate", "evidence-pack"
UNION = "EU"
MADE = frozenset(
    {"commercial-invoice", "packing-list", "weight-note", "quality-note", "shipping-instruction", "statement-on-origin", EVIDENCE}
)
"""Papers the program can make; all others come from somebody else."""
DOCUMENTS = (
    "commercial-invoice", "packing-list", "bill-of-lading", "consignment-note", "air-waybill", "weight-note", "quality-note",
    "shipping-instruction", "insurance", "ico-certificate", "phytosanitary", "fumigation", EVIDENCE, "statement-on-origin",
    "rex-registration", "transit", "board-permit", "eur1", "organic-coi", "residue-report", "import-notification", "jas-certificate",
    CERTIFICATE, "other",
)  # fmt: skip
FORMS, SIZES, MODES, CHECKS = ("", "original", "copy"), ("", "large", "small"), ("", "sea", "truck", "air"), ("", "residue")


@dataclass(frozen=True, slots=True)
class Requirement:
    """One row. Empty text means any; `valid_to` is the first day on which it no longer holds; days are calendar days."""

    key: str
    document: str
    source: str
    about: str = ""
    """Of a certificate: its scheme."""
    lots: frozenset[str] = frozenset()
    """Which lots it is about; empty for all."""
    hs: str = ""
    origin: str = ""
    destination: str = ""
    incoterms: tuple[str, ...] = ()
    certificate: str = ""
    size: str = ""
    """Of who first places the goods on the market: "large" (and medium) or "small" (and micro)."""
    mode: str = ""
    above_eur: Decimal | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    counts_on: str = DEPARTURE
    issuer: str = ""
    needed_by: str = DEPARTURE
    lead_days: int | None = None
    form: str = ""
    valid_days: int | None = None
    check: str = ""
    verified_by: str = ""
    verified_on: date | None = None

    @property
    def is_verified(self) -> bool:
        """A named person has compared it with its source."""
        return self.verified_on is not None

    @property
    def binds_departure(self) -> bool:
        """Goods stay until its paper is there."""
        return self.is_verified and self.needed_by == DEPARTURE


@dataclass(frozen=True, slots=True)
class Goods:
    """One kind of goods of a shipment: subheading, ISO country of origin, certificates they are sold with."""

    hs: str
    origin: str
    certificates: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Consignment:
    """What a row is compared with. `value_eur` is None where no rate is known."""

    goods: tuple[Goods, ...]
    destination: str
    incoterm: str
    mode: str
    size: str
    departs_on: date
    arrives_on: date
    value_eur: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper that is there. `covers`: lots it is about; empty for the whole shipment."""

    document: str
    number: str = ""
    issuer: str = ""
    issued_on: date | None = None
    valid_until: date | None = None
    about: str = ""
    covers: frozenset[str] = frozenset()
    residue: Residue | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """One line of the checklist: a paper with the rows that ask for it, what keeps it from holding, and what to look at."""

    document: str
    about: str
    rows: tuple[Requirement, ...]
    papers: tuple[Paper, ...]
    refusals: tuple[Refusal, ...]
    flags: tuple[Refusal, ...]

    @property
    def holds(self) -> bool:
        """It is there and nothing speaks against it."""
        return not self.refusals

    @property
    def binding(self) -> Requirement | None:
        """The row that keeps the goods from leaving without it."""
        return next((row for row in self.rows if row.binds_departure), None)

    @property
    def needed_by(self) -> str:
        """The earliest of its rows."""
        return DEPARTURE if any(row.needed_by == DEPARTURE for row in self.rows) else ARRIVAL


@cache
def shipped_rows() -> tuple[Requirement, ...]:
    """The rows of `papers.toml`."""
    rows = tomllib.loads(Path(__file__).with_name("papers.toml").read_text(encoding="utf-8"))["row"]
    return tuple(_row(row) for row in rows)


def _row(said: Mapping[str, Any]) -> Requirement:
    above = said.get("above_eur")
    return Requirement(**{**said, "incoterms": tuple(said.get("incoterms", ())), "above_eur": None if above is None else Decimal(above)})


def in_force(recorded: Iterable[Requirement]) -> tuple[Requirement, ...]:
    """Of each key the newest: shipped rows first, then recorded ones in the order of recording."""
    found = {row.key: row for row in (*shipped_rows(), *recorded)}
    return tuple(found[key] for key in sorted(found))


def applies(row: Requirement, sent: Consignment) -> bool:
    """Whether a row asks for its paper on this route, for these goods, on its day."""
    on = sent.arrives_on if row.counts_on == ARRIVAL else sent.departs_on
    return (
        (row.valid_from is None or row.valid_from <= on)
        and (row.valid_to is None or on < row.valid_to)
        and _is_there(row.destination, sent.destination)
        and (not row.incoterms or sent.incoterm in row.incoterms)
        and row.mode in ("", sent.mode)
        and row.size in ("", sent.size)
        and (row.above_eur is None or sent.value_eur is None or sent.value_eur > row.above_eur)
        and any(_fits(row, goods, sent) for goods in sent.goods)
    )


def _is_there(asked: str, country: str) -> bool:
    return asked in ("", country) or (asked == UNION and country in EU)


def _fits(row: Requirement, goods: Goods, sent: Consignment) -> bool:
    is_inside = row.destination == UNION and goods.origin in EU
    return (
        goods.hs.startswith(row.hs)
        and _is_there(row.origin, goods.origin)
        and (not row.certificate or row.certificate in goods.certificates)
        and not is_inside
    )


def requirements_for(rows: Iterable[Requirement], sent: Consignment) -> tuple[Requirement, ...]:
    """The rows that ask for something, by paper."""
    return tuple(sorted((row for row in rows if applies(row, sent)), key=lambda row: (DOCUMENTS.index(row.document), row.about, row.key)))


@dataclass(frozen=True, slots=True)
class Days:
    """The days a checklist hangs on; `closes_on` is the last day for papers before departure, `leaves_on` that of the bill of lading."""

    today: date
    closes_on: date
    leaves_on: date
    arrives_on: date


def checklist(
    rows: Iterable[Requirement], papers: Sequence[Paper], *, days: Days, lots: Mapping[str, date | None], has_left: bool = False
) -> tuple[Item, ...]:
    """One line for each paper asked for. `lots`: those of the shipment, with the day each was made, where it is known."""
    asked: dict[tuple[str, str], list[Requirement]] = {}
    for row in rows:
        asked.setdefault((row.document, row.about), []).append(row)
    return tuple(_item(document, about, tuple(found), papers, days, lots, has_left=has_left) for (document, about), found in asked.items())


def _item(
    document: str, about: str, rows: tuple[Requirement, ...], papers: Sequence[Paper], days: Days, lots: Mapping[str, date | None],
    *, has_left: bool,
) -> Item:  # fmt: skip
    there = tuple(paper for paper in papers if paper.document == document and paper.about == about)
    wanted = frozenset().union(*(row.lots for row in rows)) or frozenset(lots)
    reasons = {paper: refusals_for_paper(paper, rows, days=days, lots=lots) for paper in there}
    sound = [paper for paper in there if not reasons[paper]]
    covered = wanted if any(not paper.covers for paper in sound) else frozenset().union(*(paper.covers for paper in sound))
    refusals: list[Refusal] = []
    if not sound:
        refusals = [one for found in reasons.values() for one in found] or [Refusal("trade.paper-is-missing")]
    elif not covered >= wanted:
        refusals = [Refusal("trade.paper-covers-a-part", {"lots": sorted(wanted - covered)})]
    flags = [] if not refusals or has_left else list(_too_late(rows, days))
    return Item(document, about, rows, there, tuple(refusals), tuple(flags))


def refusals_for_paper(paper: Paper, rows: Sequence[Requirement], *, days: Days, lots: Mapping[str, date | None]) -> list[Refusal]:
    """Why a paper that is there does not hold: it ends before the goods leave, or its finding keeps them out."""
    until = [paper.valid_until] if paper.valid_until else []
    until += [paper.issued_on + timedelta(days=row.valid_days) for row in rows if row.valid_days is not None and paper.issued_on]
    ends = min(until, default=None)
    refusals = []
    if ends is not None and ends < days.leaves_on:
        facts = {"number": paper.number, "ends": ends, "leaves": days.leaves_on, "days": (days.leaves_on - ends).days}
        refusals.append(Refusal("trade.paper-ends-before-departure", facts))
    if paper.issued_on is not None and any(row.check == "residue" for row in rows):
        made = max((on for on in lots.values() if on is not None), default=None)
        if paper.residue is None:
            refusals.append(Refusal("trade.residue-report-without-figures", {"number": paper.number}))
        else:
            refusals += refusals_for_residue(paper.residue, issued_on=paper.issued_on, lot_made_on=made)
    return refusals


def _too_late(rows: Sequence[Requirement], days: Days) -> Iterator[Refusal]:
    """A paper takes so many days, and fewer are left: the one that takes longest is named."""
    for row in sorted(rows, key=lambda row: -(row.lead_days or 0))[:1]:
        left = (_deadline(row, days) - days.today).days
        if row.lead_days is not None and row.lead_days > left:
            yield Refusal("trade.paper-takes-too-long", {"days": row.lead_days, "left": max(left, 0), "row": row.key})


def _deadline(row: Requirement, days: Days) -> date:
    return days.closes_on if row.needed_by == DEPARTURE else days.arrives_on


def order_by(rows: Sequence[Requirement], days: Days) -> date | None:
    """The last day on which a paper can be asked for and still come in time; None where nobody said how long it takes."""
    found = [_deadline(row, days) - timedelta(days=row.lead_days) for row in rows if row.lead_days is not None]
    return min(found, default=None)


def keeping_back(items: Iterable[Item]) -> list[tuple[Item, Requirement]]:
    """The papers without which the goods do not leave, each with the verified row that asks for it."""
    return [(item, item.binding) for item in items if not item.holds and item.binding is not None]


def refusals_for_row(row: Requirement) -> list[Refusal]:
    """Why a row cannot be recorded: it names what nobody knows, has no source, or ends before it begins."""
    words = (
        (row.document, DOCUMENTS), (row.form, FORMS), (row.size, SIZES), (row.mode, MODES), (row.check, CHECKS),
        (row.counts_on, (DEPARTURE, ARRIVAL)), (row.needed_by, (DEPARTURE, ARRIVAL)),
    )  # fmt: skip
    refusals = [Refusal("trade.clause-unknown", {"word": word}) for word, known in words if word not in known]
    refusals += refusals_for_heading(row.hs) if row.hs else []
    refusals += _unknown_countries((row.origin, row.destination), row)
    if len(row.source.strip()) < 5:
        refusals.append(Refusal("trade.row-without-source"))
    if row.valid_from and row.valid_to and row.valid_to <= row.valid_from:
        refusals.append(Refusal("trade.row-ends-before-it-begins"))
    return refusals


def _unknown_countries(codes: Collection[str], row: Requirement) -> list[Refusal]:
    known = {"", UNION, *country_codes()}
    return [Refusal("trade.row-country-unknown", {"code": code[:10], "row": row.key}) for code in codes if code not in known]
