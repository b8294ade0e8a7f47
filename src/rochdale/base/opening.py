"""Opening balances: any ledger starts in the middle of a season, from one dated table of what stood in the old books, signed by two.

A context registers its ledger with `ledger(...)`. An officer brings the table; it is read whole, and a row with a fault refuses all of
it. A second officer sees the same figures and the file's hash and confirms: only then are the rows written, in one transaction. An
account opens once. From then on the ledger asks `opening_balance`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid5

from django.db.models import Model, QuerySet, Sum
from django.utils.functional import Promise

from rochdale.base import documents, two_persons
from rochdale.base.actor import Actor
from rochdale.base.imports import Fault
from rochdale.base.models import Document, OpeningBalance, Proposal
from rochdale.base.tables import Cell, Formula, Row, Table, address, as_text, csv_bytes, read_table
from rochdale.kernel.money import is_currency, minor_digits
from rochdale.kernel.number import parse_number
from rochdale.kernel.refusal import Refusal, Refused, refuse_if

Text = str | Promise
ACT = "base.open-ledger"
ENDINGS = (".xlsx", ".csv")
COLUMNS = ("account", "amount", "unit", "note")
MOST_PLACES = 6
MOST_WHOLE_FIGURES = 18
LONGEST_ACCOUNT, LONGEST_NOTE = 200, 300


@dataclass(frozen=True, slots=True)
class Ledger:
    """A ledger that can start here from old books."""

    name: str
    """`context.ledger`."""
    title: Text
    """As a person would say it: "Advances to members"."""
    account: Text
    """What stands in the first column: "Member number"."""
    units: tuple[str, ...]
    """ISO 4217 codes, or kg."""
    explains: Text = ""
    """One or two sentences on what an amount means: who owes whom."""
    check: Check | None = None
    """What the context says against a row of an organization: a place it does not have, a member it does not know."""
    on_open: OnOpen | None = None
    """Writes what the context itself keeps, in the transaction in which the second person signs. Refuses all, or nothing."""


@dataclass(frozen=True, slots=True)
class Line:
    """One sound row."""

    number: int
    account: str
    amount: Decimal
    unit: str
    note: str


Check = Callable[[UUID, Line], Iterable[Refusal]]
OnOpen = Callable[[Proposal, Sequence[Line], Actor, datetime], None]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table, read. With a fault nothing of it can be opened."""

    lines: tuple[Line, ...]
    faults: tuple[Fault, ...]
    notices: tuple[Refusal, ...]

    @property
    def totals(self) -> Mapping[str, Decimal]:
        """The sum of each unit, by unit."""
        units = sorted({line.unit for line in self.lines})
        return {unit: sum((line.amount for line in self.lines if line.unit == unit), Decimal(0)) for unit in units}


_ledgers: dict[str, Ledger] = {}


def ledger(name: str, **facts: Any) -> Ledger:
    """Register a ledger. A name used twice is a mistake of ours."""
    if name in _ledgers:
        raise ValueError(f"two ledgers called {name}")
    _ledgers[name] = Ledger(name, **facts)
    return _ledgers[name]


def ledgers() -> tuple[Ledger, ...]:
    """All ledgers by name."""
    return tuple(_ledgers[name] for name in sorted(_ledgers))


def ledger_called(name: str) -> Ledger | None:
    """The ledger of that name."""
    return _ledgers.get(name)


def example(found: Ledger) -> bytes:
    """An empty table with the right headings, as CSV."""
    return csv_bytes(COLUMNS, [])


def read_sheet(
    content: bytes, found: Ledger, *, open_accounts: Collection[tuple[str, str]] = (), organization_id: UUID | None = None
) -> Sheet:
    """Read a table for a ledger, naming the cell of each fault. Raises `Refused` when it is no table, or has other headings.

    Of a workbook the sheet that bears the name of the ledger is read, else the first. With an organization the context checks each row.
    """
    table = read_table(content, knows=COLUMNS, sheet=found.name)
    places = _places(table)
    lines: list[Line] = []
    faults: list[Fault] = []
    seen: dict[tuple[str, str], int] = {}
    for row in table.rows[1:]:
        line, wrong = _line(row, places, found)
        if line:
            refusals = [*_refusals_for_account(line, seen, open_accounts), *_said_by_context(found, organization_id, line)]
            wrong = [_fault(row, places, "account", refusal) for refusal in refusals]
            seen.setdefault((line.account, line.unit), row.number)
            lines += [] if wrong else [line]
        faults += wrong
    if not lines and not faults:
        raise Refused(Refusal("base.opening-nothing"))
    return Sheet(tuple(lines), tuple(faults), table.notices)


def _refusals_for_account(line: Line, seen: Mapping[tuple[str, str], int], open_accounts: Collection[tuple[str, str]]) -> Iterator[Refusal]:
    """An account opens once, in each unit."""
    key = (line.account, line.unit)
    if key in seen:
        yield Refusal("base.opening-account-twice", {"row": seen[key]})
    elif key in open_accounts:
        yield Refusal("base.opening-account-is-open", {"account": line.account, "unit": line.unit})


def _said_by_context(found: Ledger, organization_id: UUID | None, line: Line) -> list[Refusal]:
    if found.check is None or organization_id is None:
        return []
    try:
        return list(found.check(organization_id, line))
    except Refused as refused:
        return list(refused.refusals)


def _places(table: Table) -> Mapping[str, int]:
    """Where each column stands. Only the note may be missing."""
    headings = [heading.strip().casefold() for heading in table.headings]
    found = {name: headings.index(name) for name in COLUMNS if name in headings}
    refuse_if(Refusal("base.opening-column-missing", {"column": name}) for name in COLUMNS[:3] if name not in found)
    return found


def _line(row: Row, places: Mapping[str, int], found: Ledger) -> tuple[Line | None, list[Fault]]:
    values: dict[str, Any] = {}
    faults = []
    for name in COLUMNS:
        cell = row.cell(places[name]) if name in places else ""
        try:
            values[name] = _READ[name](cell, found)
        except Refused as refused:
            faults += [_fault(row, places, name, refusal) for refusal in refused.refusals]
    return (None, faults) if faults else (Line(row.number, **values), [])


def _fault(row: Row, places: Mapping[str, int], name: str, refusal: Refusal) -> Fault:
    place = places.get(name, 0)
    return Fault(row.number, name, address(place, row.number), refusal, row.text(place)[:60])


def _plain(cell: Cell) -> str:
    if isinstance(cell, Formula):
        raise Refused(Refusal("base.opening-formula"))
    return " ".join(as_text(cell).split())


def _account(cell: Cell, found: Ledger) -> str:
    text = _plain(cell)
    if not text:
        raise Refused(Refusal("base.opening-account-missing"))
    if len(text) > LONGEST_ACCOUNT:
        raise Refused(Refusal("base.opening-account-too-long", {"most": LONGEST_ACCOUNT}))
    return text


def _amount(cell: Cell, found: Ledger) -> Decimal:
    text = _plain(cell)
    amount = cell if isinstance(cell, Decimal) else parse_number(text)
    exponent = amount.normalize().as_tuple().exponent
    is_exact = isinstance(exponent, int) and -exponent <= MOST_PLACES and abs(amount) < Decimal(10) ** MOST_WHOLE_FIGURES
    if not is_exact:
        raise Refused(Refusal("base.opening-not-an-amount", {"text": text[:40]}))
    return amount


def _unit(cell: Cell, found: Ledger) -> str:
    text = _plain(cell)
    unit = next((unit for unit in found.units if unit.casefold() == text.casefold()), None)
    if unit is None:
        raise Refused(Refusal("base.opening-unit-unknown", {"unit": text[:12], "units": list(found.units)}))
    return unit


def _note(cell: Cell, found: Ledger) -> str:
    text = _plain(cell)
    if len(text) > LONGEST_NOTE:
        raise Refused(Refusal("base.opening-note-too-long", {"most": LONGEST_NOTE}))
    return text


_READ: Mapping[str, Callable[[Cell, Ledger], object]] = {"account": _account, "amount": _amount, "unit": _unit, "note": _note}


def prepare(*, id: UUID, by: Actor, at: datetime, about: Model, ledger: str, on: date, name: str, content: bytes) -> UUID:
    """The maker's part, within an operation whose id is `id`: keep the table, about the organization, and ask for a second person.

    Returns the id of the proposal.
    """
    found = _ledgers.get(ledger)
    if found is None:
        raise Refused(Refusal("base.opening-unknown-ledger"))
    if on > at.date():
        raise Refused(Refusal("base.opening-day-to-come", {"on": on}))
    sheet = read_sheet(content, found, open_accounts=open_accounts(by.organization_id, ledger), organization_id=by.organization_id)
    refuse_if(_refusals_for(sheet))
    document = documents.keep(by=by, at=at, name=name, content=content, about=about)
    what = {"ledger": ledger, "on": on.isoformat(), "document_id": str(document.id), "sha256": document.sha256}
    figures = {"rows": len(sheet.lines), "totals": {unit: format(total, "f") for unit, total in sheet.totals.items()}}
    proposal_id = uuid5(id, "proposal")
    two_persons.propose(id=proposal_id, by=by, at=at, act=ACT, content={**what, **figures, "organization_id": str(by.organization_id)})
    return proposal_id


def _refusals_for(sheet: Sheet) -> list[Refusal]:
    return [Refusal("base.opening-has-faults", {"rows": len({fault.row for fault in sheet.faults})})] if sheet.faults else []


def sheet_of(proposal: Proposal) -> tuple[Ledger, Document, Sheet]:
    """What a proposal wants to open: the ledger, the file, and the file read anew."""
    found = _ledgers[proposal.content["ledger"]]
    document = Document.objects.get(pk=proposal.content["document_id"])
    if proposal.answer is not None:
        return found, document, read_sheet(documents.content_of(document), found)
    opened = open_accounts(proposal.organization_id, found.name)
    sheet = read_sheet(documents.content_of(document), found, open_accounts=opened, organization_id=proposal.organization_id)
    return found, document, sheet


def perform(proposal: Proposal, by: Actor, at: datetime) -> object:
    """The checker has confirmed: write the rows. What was opened meanwhile is refused, with all the rest."""
    organization_id = UUID(proposal.content["organization_id"])
    found, document, sheet = sheet_of(proposal)
    refuse_if([fault.refusal for fault in sheet.faults])
    OpeningBalance.objects.bulk_create(
        OpeningBalance(
            id=uuid5(proposal.id, str(line.number)),
            organization_id=organization_id,
            ledger=found.name,
            on=date.fromisoformat(proposal.content["on"]),
            account=line.account,
            amount=line.amount,
            unit=line.unit,
            note=line.note,
            document=document,
            row_number=line.number,
            proposal=proposal,
        )
        for line in sheet.lines
    )
    if found.on_open:
        found.on_open(proposal, sheet.lines, by, at)
    return {"rows": len(sheet.lines)}


def open_accounts(organization_id: UUID | None, ledger: str) -> set[tuple[str, str]]:
    """Account and unit of everything that was opened already."""
    if organization_id is None:
        return set()
    rows = OpeningBalance.objects.filter(organization_id=organization_id, ledger=ledger)
    return set(rows.order_by("account", "unit").values_list("account", "unit"))


def opening_balance(organization_id: UUID, ledger: str, account: str) -> Mapping[str, Decimal]:
    """With what an account began here, by unit; nothing for one that began with nothing."""
    rows = OpeningBalance.objects.filter(organization_id=organization_id, ledger=ledger, account=account)
    return dict(rows.order_by("unit").values_list("unit", "amount"))


@dataclass(frozen=True, slots=True)
class Opened:
    """A ledger of an organization, and with what it began."""

    ledger: Ledger
    rows: int
    totals: Mapping[str, Decimal]


def opened(organization_id: UUID) -> Iterator[Opened]:
    """Every ledger, with the sums of what was opened in the organization."""
    rows: QuerySet[OpeningBalance] = OpeningBalance.objects.filter(organization_id=organization_id)
    for found in ledgers():
        own = rows.filter(ledger=found.name)
        sums = own.order_by("unit").values_list("unit").annotate(total=Sum("amount"))
        yield Opened(found, own.count(), dict(sums))


def places_of(unit: str, amounts: Sequence[Decimal] = ()) -> int:
    """With how many decimals a unit is shown: as its currency has, or as the figures have."""
    if is_currency(unit):
        return minor_digits(unit)
    return max((_places_in(amount) for amount in amounts), default=0)


def _places_in(amount: Decimal) -> int:
    exponent = amount.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
