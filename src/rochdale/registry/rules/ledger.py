"""The state of an entity is what its filings say, read in the order of their legal days. Nothing else changes it.

A correction puts the full new content in the place of the filing it corrects, from that one's legal day on; what was known before the
correction was recorded can still be asked for (`known_at`). Sources: reference sections 1 and 4; lear's ledger with derived state.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType
from uuid import UUID

from rochdale.kernel.refusal import Refusal

FIELDS = (
    "form", "name", "trading_name", "acronym", "number", "office", "seat", "object", "activities", "pack", "status", "liquidator",
    "officers", "members", "apexes", "successors",
)  # fmt: skip
"""What an entity is at a moment: each the newest that a filing said of it."""
BY_ID = ("apexes", "successors")
"""Fields that hold several entities by their ids, each with what is told of it. A filing says only of those that come, or (`gone`) go, so
that a correction of one leaves the others as they are."""
TOLD_BESIDE = ("obligation", "period", "same_person")
"""What a filing may tell beside that: which obligation of which year it kept; of a group that goes on under another law, what the registrar
decided on whether it stays the same legal person. It is no part of the state."""
YEARLY = {"AGM": "agm-minutes"}
"""Under which kind an obligation of a pack is filed; all others as `annual-file`."""
Said = Mapping[str, object]
NOTHING: Said = MappingProxyType({})


class Kind(StrEnum):
    """Kinds of filings. The name in capitals is that of the reference and of the rule packs."""

    HISTORIC = "historic"
    """Facts brought from an older register, not examined here."""
    CHANGE = "change"
    """A later year of such a register says something else."""
    CORRECTION = "correction"
    REGISTER = "register"
    """It is registered under a law: a new one, or a group that goes on under another law."""
    CONVERT = "convert"
    """It takes another form of the same law."""
    AMEND_STATUTES = "amend-statutes"
    CHANGE_OFFICERS = "change-officers"
    CHANGE_SEAT = "change-seat"
    AFFILIATE = "affiliate"
    """It is a member of a union, federation or confederation from then on."""
    LEAVE = "leave"
    """It is one no more."""
    MERGE = "merge"
    """Several go into one: the one it is about, or (dissolved) one that went."""
    DIVIDE = "divide"
    """It was divided into several, or began so."""
    ANNUAL_FILE = "annual-file"
    """Accounts and report of a year."""
    AGM_MINUTES = "agm-minutes"
    """Minutes of the assembly of a year."""
    DISSOLVE = "dissolve"
    """The members decided to end it: from then on it is in liquidation."""
    LIQUIDATOR = "liquidator"
    """Another liquidator."""
    STRIKE_OFF = "strike-off"
    """The liquidation is over, or a court decided: it exists no more."""
    RESTORE = "restore"
    """It is in the register again."""


FIRST = frozenset({Kind.HISTORIC, Kind.REGISTER, Kind.MERGE, Kind.DIVIDE})
"""Filings with which an entity can begin."""


class Status(StrEnum):
    """Whether it exists."""

    REGISTERED = "registered"
    LIQUIDATION = "liquidation"
    """Its end is decided; it lives only to pay and to close. Its papers say so."""
    DISSOLVED = "dissolved"


@dataclass(frozen=True, slots=True)
class Filed:
    """One effective filing. `says` holds some of FIELDS; of a correction, all that the corrected one should have said."""

    id: UUID
    kind: Kind
    legal_on: date
    recorded_at: datetime
    says: Said
    corrects: UUID | None = None


@dataclass(frozen=True, slots=True)
class Moment:
    """From this day on the entity was this, until the next moment."""

    from_on: date
    state: Said
    opened_by: UUID


def moments(filings: Iterable[Filed], *, known_at: datetime | None = None) -> tuple[Moment, ...]:
    """What the entity was from when on, oldest first; only by what was recorded at `known_at` (all, where None is given).

    Filings of one legal day count in the order in which they were recorded.
    """
    known = sorted((one for one in filings if known_at is None or one.recorded_at <= known_at), key=lambda one: (one.recorded_at, one.id))
    said = {one.id: one.says for one in known if one.corrects is None}
    for one in known:
        if one.corrects is not None:
            said[one.corrects] = one.says
    found: list[Moment] = []
    state: dict[str, object] = {}
    for one in sorted((one for one in known if one.corrects is None), key=lambda one: (one.legal_on, one.recorded_at, one.id)):
        state = {**state, **_told(said[one.id], state)}
        if found and found[-1].from_on == one.legal_on:
            found.pop()
        found.append(Moment(one.legal_on, MappingProxyType(state), one.id))
    return tuple(found)


def _told(says: Said, before: Said) -> dict[str, object]:
    """What the entity is by a filing, where it was that before."""
    told = {name: value for name, value in says.items() if name in FIELDS}
    for name in BY_ID:
        if name in told:
            known = {**entities_in(before, name), **entities_in(says, name)}
            told[name] = {other: about for other, about in known.items() if not about.get("gone")}
    return told


def entities_in(says: Said, name: str) -> Mapping[str, Mapping[str, object]]:
    """What is told of other entities in a field of BY_ID, by their ids."""
    found = says.get(name)
    return found if isinstance(found, Mapping) else {}


def state_on(filings: Iterable[Filed], on: date, *, known_at: datetime | None = None) -> Said:
    """What the entity was on a day; nothing before its first filing."""
    past = [moment for moment in moments(filings, known_at=known_at) if moment.from_on <= on]
    return past[-1].state if past else NOTHING


@dataclass(frozen=True, slots=True)
class Held:
    """A value that a field had from a day on, until another day (None: it still has it)."""

    value: str
    from_on: date
    until_on: date | None


def held(found: Sequence[Moment], name: str) -> list[Held]:
    """The values of a field over the moments, oldest first; a value that lasts over several moments is one."""
    values: list[Held] = []
    for moment in found:
        value = str(moment.state.get(name) or "")
        if values and values[-1].until_on is None:
            if values[-1].value == value:
                continue
            values[-1] = Held(values[-1].value, values[-1].from_on, moment.from_on)
        if value:
            values.append(Held(value, moment.from_on, None))
    return values


def refusals_for_filing(filed: Filed, before: Sequence[Filed]) -> list[Refusal]:
    """A correction names a filing of the same entity that is no correction itself, and whose place it takes; another filing names none."""
    by_id = {one.id: one for one in before}
    if (filed.kind is Kind.CORRECTION) != (filed.corrects is not None):
        return [Refusal("registry.correction-of-nothing", {})]
    if filed.corrects is not None and (filed.corrects not in by_id or by_id[filed.corrects].corrects is not None):
        return [Refusal("registry.correction-of-another", {})]
    if filed.kind not in FIRST and not before:
        return [Refusal("registry.nothing-to-change", {})]
    return []


def changes(state: Said, says: Said) -> dict[str, object]:
    """What a newer register says that the entity is not yet; what it is silent about stays."""
    return {name: value for name, value in says.items() if name in FIELDS and state.get(name) != value}
