"""Who does what under a contract, its clauses, and when a version of them is in force (docs/rules/contracts.md).

A version is in force once every party has said yes to it, and until a later one is. It is never edited: an amendment is the next version,
made on the newest one, so that two people who negotiate at once do not write over each other.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from uuid import UUID

from rochdale.kernel.refusal import Refusal

MOST_DAYS_TO_PAY = 365
MOST_TOLERANCE = Decimal("0.10")
WEIGHTS = ("shipped", "landed")
BEARERS_OF_SHORTFALL = ("short", "all")
BEARERS_OF_CLAIM = ("lot", "all")


class Standing(Enum):
    """How a version stands."""

    OPEN = "open"
    IN_FORCE = "in-force"
    REJECTED = "rejected"
    REPLACED = "replaced"


@dataclass(frozen=True, slots=True)
class Clauses:
    """What one version says. `tolerance` is a share of the weight; `step` the share of value one point of quality moves in a pool."""

    seller_id: UUID
    """The one legal seller, of those who sell."""
    seller_address: str
    seller_vat_id: str
    seller_registration: str
    exporter: str
    exporter_licence: str
    importer: str
    importer_country: str
    """Who first places the goods on the market there."""
    buyer_address: str
    payee: str
    account: str
    bank: str
    pool_holder_id: UUID | None
    """Who holds the money of a pool until it is settled; nobody where one cooperative sells."""
    days_to_pay: int
    tolerance: Decimal
    weights: str
    bears_shortfall: str
    bears_claim: str
    step: Decimal
    base_score: Decimal
    reference_moisture: Decimal
    disputes: str
    other: str


@dataclass(frozen=True, slots=True)
class VersionFacts:
    """A version by its number, and what the parties said to it."""

    number: int
    answers: Mapping[UUID, bool]


def refusals_for_clauses(clauses: Clauses, *, sellers: Set[UUID]) -> list[Refusal]:
    """Each role has somebody in it, the legal seller is one who sells, and three cooperatives have a holder of their money."""
    refusals = []
    if clauses.seller_id not in sellers:
        refusals.append(Refusal("trade.seller-does-not-sell"))
    roles = {"exporter": clauses.exporter, "importer": clauses.importer, "payee": clauses.payee, "account": clauses.account}
    refusals += [Refusal("trade.role-without-anybody", {"role": role}) for role, name in roles.items() if not name.strip()]
    if len(sellers) > 1 and clauses.pool_holder_id not in sellers:
        refusals.append(Refusal("trade.pool-without-holder", {"sellers": len(sellers)}))
    if not 0 <= clauses.days_to_pay <= MOST_DAYS_TO_PAY:
        refusals.append(Refusal("trade.days-to-pay-out-of-range", {"most": MOST_DAYS_TO_PAY}))
    if not 0 <= clauses.tolerance <= MOST_TOLERANCE:
        refusals.append(Refusal("trade.tolerance-out-of-range", {"most": str(MOST_TOLERANCE * 100)}))
    words = ((clauses.weights, WEIGHTS), (clauses.bears_shortfall, BEARERS_OF_SHORTFALL), (clauses.bears_claim, BEARERS_OF_CLAIM))
    return refusals + [Refusal("trade.clause-unknown", {"word": word}) for word, known in words if word not in known]


def standing(number: int, versions: Sequence[VersionFacts], parties: Set[UUID]) -> Standing:
    """How the version of that number stands among all of its contract."""
    row = next(one for one in versions if one.number == number)
    if not all(row.answers.values()):
        return Standing.REJECTED
    later = [one for one in versions if one.number > number]
    if parties <= row.answers.keys():
        return Standing.REPLACED if any(_is_signed(one, parties) for one in later) else Standing.IN_FORCE
    return Standing.REPLACED if later else Standing.OPEN


def number_in_force(versions: Sequence[VersionFacts], parties: Set[UUID]) -> int | None:
    """The newest version that everybody said yes to."""
    return max((one.number for one in versions if _is_signed(one, parties)), default=None)


def refusals_for_proposal(over: int, *, newest: int, newest_by: str) -> list[Refusal]:
    """An amendment is made on the newest version; whoever wrote on an older one looks again first."""
    return [] if over == newest else [Refusal("trade.version-is-not-the-newest", {"number": newest, "by": newest_by})]


def _is_signed(row: VersionFacts, parties: Set[UUID]) -> bool:
    return parties <= row.answers.keys() and all(row.answers.values())
