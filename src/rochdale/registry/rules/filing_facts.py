"""What a filing says that rules of a pack look at. Everything may be unsaid: then nothing is judged, and the check is named as open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from rochdale.kernel.money import Money
from rochdale.kernel.refusal import Refusal


class Found(StrEnum):
    """What was found of a compulsory item in statutes."""

    FOUND = "found"
    MISSING = "missing"
    CONTRADICTS = "contradicts"


@dataclass(frozen=True, slots=True)
class ItemFound:
    """One item looked for. `is_confirmed`: an officer looked too; a machine's reading alone is at most a warning."""

    found: Found
    is_confirmed: bool = False
    where: str = ""
    """Page and clause, as "p. 3, art. 5"."""


@dataclass(frozen=True, slots=True)
class Founder:
    """A member of a union to be: its form, and how many delegates it sends."""

    name: str
    form: str = ""
    delegates: int | None = None


@dataclass(frozen=True, slots=True)
class FilingFacts:
    """A filing as the rules see it. None and empty mean that nobody has said it yet; 0 is an answer.

    Money of one filing is in one currency. `members_with_legal`: whether legal persons are among the founders.
    """

    kind: str
    country: str
    form: str = ""
    name: str | None = None
    members: int | None = None
    founders: tuple[Founder, ...] = ()
    has_same_object: bool | None = None
    members_with_legal: bool | None = None
    members_with_minors: bool | None = None
    has_bar: bool | None = None
    """Whether statutes bar anybody for being of a people, party or religion."""
    capital: Money | None = None
    subscribed: Money | None = None
    paid: Money | None = None
    documents: Mapping[str, int] | None = None
    """Copies by code. None: the dossier has not been looked through."""
    statutes: Mapping[str, ItemFound] | None = None
    bodies: Mapping[str, int] = field(default_factory=dict)
    """Seats filled by code of the organ."""
    fulfilled: Mapping[str, bool] = field(default_factory=dict)
    """What a procedure requires, by its code, as far as somebody has answered."""
    official_attended: bool | None = None
    fee_paid: Money | None = None
    filed_on: date | None = None
    from_form: str = ""


@dataclass(frozen=True, slots=True)
class Owing:
    """Standing on a day, as a filing meets it: which obligations are overdue, and since when. `standing.overdue_at` finds it."""

    overdue: tuple[tuple[str, date], ...] = ()


PROCEDURE_OF: Mapping[str, str] = {
    "AMEND_STATUTES": "AMEND",
    "MERGE": "MERGE_DIVIDE",
    "DIVIDE": "MERGE_DIVIDE",
}
"""The procedure of a pack for a kind of filing; all others go by their own name."""


def procedure_for(kind: str) -> str:
    """AMEND for AMEND_STATUTES, REGISTER for REGISTER."""
    return PROCEDURE_OF.get(kind, kind)


def refusals_for_facts(filing: FilingFacts) -> list[Refusal]:
    """What no law has to say: counts below zero, two currencies."""
    counts = (filing.members, *(one.delegates for one in filing.founders), *filing.bodies.values(), *(filing.documents or {}).values())
    refusals = [Refusal("registry.count-below-zero", {"count": count}) for count in counts if count is not None and count < 0]
    amounts = [money for money in (filing.capital, filing.subscribed, filing.paid) if money is not None]
    refusals += [Refusal("registry.capital-below-zero", {"amount": str(money)}) for money in amounts if money.amount < 0]
    if len({money.currency for money in amounts}) > 1:
        refusals.append(Refusal("registry.capital-in-two-currencies", {"currencies": sorted({money.currency for money in amounts})}))
    return refusals
