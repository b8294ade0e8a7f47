"""Market days: what is missing before a clearing, and what may be told of one when it is over (docs/rules/market-days.md).

Nothing here knows a reserve or a limit. What a report tells of money stands for several organizations on each side, or is not told.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from rochdale.kernel.refusal import Refusal

ENOUGH = 3
"""Organizations on each side for which a sum of money may stand; rows of organizations for which a reason may be counted."""
SMALL_KG = 19_200
"""A cooperative is small on a day when all it offers fills less than one container."""
MOST_DAYS = 90
OLD_RATE = timedelta(days=10)
OF_THE_OWNER = frozenset({"trade.day-without-certificate", "trade.day-certificate-ends", "trade.day-without-quality"})
"""What the owner of a row can mend; rates and minimum prices are the operator's."""


def refusals_for_day(*, opens_on: date, closes_on: date, answer_by: date, on: date) -> list[Refusal]:
    """Days in their order, none long ago, all within a season."""
    refusals = [] if closes_on >= on else [Refusal("trade.day-is-over", {"on": closes_on})]
    if closes_on < opens_on:
        refusals.append(Refusal("trade.day-closes-before-it-opens"))
    if answer_by <= closes_on:
        refusals.append(Refusal("trade.day-answered-before-it-closes", {"closes": closes_on}))
    if answer_by - opens_on > timedelta(days=MOST_DAYS):
        refusals.append(Refusal("trade.day-too-long", {"most": MOST_DAYS}))
    return refusals


@dataclass(frozen=True, slots=True)
class RowFacts:
    """An open offer or need as the operator may see it: no price. `rate_on`: the day of the rate for its currency, or none."""

    organization_id: UUID
    reference: str
    is_offer: bool
    schemes: frozenset[str] = frozenset()
    certified_until: date | None = None
    """The earliest end of its certificates."""
    ready_until: date | None = None
    has_score: bool = True
    rate_on: date | None = None
    has_floor: bool = True
    """Whether each scheme with a minimum price has a verified row that applies."""


def missing_of(row: RowFacts, *, on: date) -> list[Refusal]:
    """What is missing of one row. Nothing here keeps it out of the market; it makes a match less likely or its price unguarded."""
    about = {"reference": row.reference}
    found = []
    if row.is_offer and not row.schemes:
        found.append(Refusal("trade.day-without-certificate", about))
    if row.certified_until and row.ready_until and row.certified_until < row.ready_until:
        found.append(Refusal("trade.day-certificate-ends", {**about, "until": row.certified_until}))
    if row.is_offer and not row.has_score:
        found.append(Refusal("trade.day-without-quality", about))
    if row.is_offer and not row.has_floor:
        found.append(Refusal("trade.day-without-floor", about))
    if row.rate_on is None:
        found.append(Refusal("trade.day-without-rate", about))
    elif on - row.rate_on > OLD_RATE:
        found.append(Refusal("trade.day-rate-is-old", {**about, "on": row.rate_on}))
    return found


@dataclass(frozen=True, slots=True)
class Entered:
    """Kg that one row brought into the day, once, however often it was cleared."""

    organization_id: UUID
    is_offer: bool
    product: str
    kg: int


@dataclass(frozen=True, slots=True)
class Matched:
    """One line of a container. `state`: proposed, accepted or released; `why` it was released."""

    seller_id: UUID
    buyer_id: UUID
    product: str
    kg: int
    state: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class LeftOver:
    """A row that the last clearing left over, and why."""

    organization_id: UUID
    is_offer: bool
    code: str


@dataclass(frozen=True, slots=True)
class Run:
    """One clearing of the day: what all gained together, and the most that any plan could have gained."""

    number: int
    surplus: Decimal
    bound: Decimal
    sellers: frozenset[UUID]
    buyers: frozenset[UUID]


@dataclass(frozen=True, slots=True)
class ProductSums:
    """Kg of one product."""

    product: str
    offered: int
    needed: int
    matched: int
    agreed: int
    released: int


@dataclass(frozen=True, slots=True)
class RunSums:
    """What may be told of a run: without money where it would stand for fewer than `ENOUGH` on a side."""

    number: int
    surplus: Decimal | None
    bound: Decimal | None


@dataclass(frozen=True, slots=True)
class Report:
    """What is published of a day. Shares are in thousandths; None where they would tell of too few."""

    sellers: int
    buyers: int
    products: tuple[ProductSums, ...]
    released_why: tuple[tuple[str, int], ...]
    """Code and kg, the most first."""
    runs: tuple[RunSums, ...]
    left_out: int
    """Organizations that entered something and of which nothing was matched."""
    reasons: tuple[tuple[str, int], ...]
    """Code and organizations; what fewer than `ENOUGH` have stands together under ""."""
    small_sellers: int
    small_permille: int | None
    """Part of small cooperatives in all kg matched."""


def report_of(entered: Sequence[Entered], matched: Sequence[Matched], left: Sequence[LeftOver], runs: Sequence[Run]) -> Report:
    """All figures of a day from what went in and what came out. The order of rows changes nothing."""
    offers = [one for one in entered if one.is_offer]
    in_it = {one.seller_id for one in matched} | {one.buyer_id for one in matched}
    small = _small(offers)
    kg = sum(one.kg for one in matched)
    kg_small = sum(one.kg for one in matched if one.seller_id in small)
    is_told = len(small) >= ENOUGH and len({one.organization_id for one in offers} - small) != 1 and kg > 0
    why = Counter[str]()
    for one in matched:
        if one.state == "released":
            why[one.why] += one.kg
    return Report(
        len({one.organization_id for one in offers}),
        len({one.organization_id for one in entered if not one.is_offer}),
        tuple(_product(product, entered, matched) for product in sorted({one.product for one in entered})),
        tuple(sorted(why.items(), key=lambda pair: (-pair[1], pair[0]))),
        tuple(_run(run) for run in sorted(runs, key=lambda run: run.number)),
        len({one.organization_id for one in entered} - in_it),
        _reasons(left),
        len(small),
        round(1000 * kg_small / kg) if is_told else None,
    )


def _small(offers: Iterable[Entered]) -> set[UUID]:
    kg = Counter[UUID]()
    for one in offers:
        kg[one.organization_id] += one.kg
    return {id for id, sum_kg in kg.items() if sum_kg < SMALL_KG}


def _product(product: str, entered: Collection[Entered], matched: Collection[Matched]) -> ProductSums:
    def kg(states: frozenset[str]) -> int:
        return sum(one.kg for one in matched if one.product == product and one.state in states)

    def brought(*, is_offer: bool) -> int:
        return sum(one.kg for one in entered if one.product == product and one.is_offer is is_offer)

    every = frozenset({"proposed", "accepted", "released"})
    return ProductSums(
        product, brought(is_offer=True), brought(is_offer=False), kg(every), kg(frozenset({"accepted"})), kg(frozenset({"released"}))
    )


def _run(run: Run) -> RunSums:
    is_told = len(run.sellers) >= ENOUGH and len(run.buyers) >= ENOUGH
    return RunSums(run.number, run.surplus if is_told else None, run.bound if is_told else None)


def _reasons(left: Iterable[LeftOver]) -> tuple[tuple[str, int], ...]:
    who: dict[str, set[UUID]] = {}
    for one in left:
        who.setdefault(one.code, set()).add(one.organization_id)
    told = [(code, len(ids)) for code, ids in who.items() if len(ids) >= ENOUGH]
    rest = {id for ids in who.values() if len(ids) < ENOUGH for id in ids}
    counted = sorted(told, key=lambda pair: (-pair[1], pair[0]))
    return (*counted, *([("", len(rest))] if rest else []))
