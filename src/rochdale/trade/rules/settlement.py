"""A pool's money by kilograms, quality and cost shares, to the last cent (docs/rules/settlement.md).

Method: USDA Rural Business-Cooperative Service, Research Report 168, Cooperative Pooling Operations (1999). A premium never enters: it
is owed to the organizations that hold the certificate, by certified kg, and their members decide on it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from rochdale.kernel.money import EXACT, Money
from rochdale.kernel.refusal import Refusal
from rochdale.trade.rules.interest import interest


@dataclass(frozen=True, slots=True)
class PoolTerms:
    """What the pool agreed beforehand. `step` is the share of value that one point above or below `base_score` moves; 0: quality is
    not weighed. `bears_shortfall`: "short" - whoever delivered less than pledged pays `dead_freight` of what lacks; "all" - by weight.
    """

    reference_moisture: Decimal = Decimal("0.12")
    base_score: Decimal = Decimal(0)
    step: Decimal = Decimal(0)
    bears_shortfall: str = "short"
    bears_claim: str = "lot"
    """"lot": a claim on the quality of a lot is its cooperative's; "all": by weight."""


@dataclass(frozen=True, slots=True)
class Delivered:
    """What one cooperative brought into the pool and has had of it already. Money in the pool's currency. Whoever pledged and brought
    nothing is in it with 0 kg: it has no share, and may bear dead freight.
    """

    code: str
    kg: Decimal
    pledged_kg: Decimal
    moisture: Decimal | None = None
    score: Decimal | None = None
    advance: Decimal = Decimal(0)
    interest_rate: Decimal = Decimal(0)
    days: int = 0
    own_costs: Decimal = Decimal(0)
    claim: Decimal = Decimal(0)
    """What the buyer took off for the quality of its lots."""
    organic_kg: Decimal = Decimal(0)
    """What of the kg is certified organic: only these have a part in the organic differential."""


@dataclass(frozen=True, slots=True)
class ShareOut:
    """One cooperative's line. `balance` below zero is a claim on it, not a payment. `share` may be below zero: the sale lost money."""

    code: str
    weight: Decimal
    share: Money
    organic: Money
    shortfall: Money
    claim: Money
    advance: Money
    interest: Money
    own_costs: Money
    balance: Money


@dataclass(frozen=True, slots=True)
class Receipts:
    """`got`: what came in, without premium, after the buyer took off claims. `shared_costs`: all that was paid together, with
    `dead_freight`, the part of it that was paid for space left empty. `reserve`: what the pool keeps. `organic`: what of `got` was paid
    more for organic goods. `premium`: what came in beside it and belongs to the members' assembly; `came_in`: both together.
    """

    got: Money
    shared_costs: Money
    reserve: Money
    dead_freight: Money
    organic: Money | None = None
    premium: Money | None = None
    came_in: Money | None = None

    @property
    def net(self) -> Money:
        """What is shared out, in whole minor units. Below zero where costs ate more than came in: then it is shared out as claims."""
        return (self.got - self.shared_costs - self.reserve).rounded()

    @property
    def differential(self) -> Money:
        """What only organic kg have a part in."""
        return (self.organic or Money.zero(self.got.currency)).rounded()


def pool_weight(one: Delivered, terms: PoolTerms) -> Decimal:
    """kg at the reference moisture × the index of quality: kg × (1 − m)/(1 − m_ref) × (1 + step × (score − base))."""
    return EXACT.divide(_worth(one, terms), EXACT.subtract(1, terms.reference_moisture))


def refusals_for_settlement(receipts: Receipts, pool: Sequence[Delivered], terms: PoolTerms) -> list[Refusal]:
    """Nobody in it, two of one code, no goods, quality agreed on but not measured; amounts below zero, a reserve kept of a loss, an
    organic differential without organic goods, premium among the receipts. A net below zero is none of them: it becomes claims.
    """
    codes = [one.code for one in pool]
    refusals = [] if codes else [Refusal("trade.pool-is-empty")]
    refusals += [Refusal("trade.pool-names-twice", {"code": code}) for code in sorted({code for code in codes if codes.count(code) > 1})]
    return [*refusals, *_refusals_for_goods(pool, terms), *_refusals_for_money(receipts, pool)]


def settle(receipts: Receipts, pool: Sequence[Delivered], terms: PoolTerms) -> list[ShareOut]:
    """Every cooperative's line, in the order of their codes. Shares and differentials add up to the net exactly, whatever the order of
    rows; below zero too, where each line is a claim.

    Claims and dead freight move money among the cooperatives: what one bears is already missing in the net, so it is added to the whole
    and taken off its line; share − shortfall − claim of all is the net. Call it only with what `refusals_for_settlement` lets pass.
    """
    currency = receipts.net.currency
    claims = {one.code: Money(one.claim, currency).rounded() for one in pool}
    short = _shortfalls(pool, receipts.dead_freight, terms)
    borne_claims = claims if terms.bears_claim == "lot" else dict.fromkeys(claims, Money.zero(currency))
    whole = receipts.net - receipts.differential + Money.total((*short.values(), *borne_claims.values()), currency)
    shares = whole.split({one.code: _worth(one, terms) for one in pool})
    organic = _differentials(receipts.differential, pool)
    lines = sorted(pool, key=lambda one: one.code)
    return [
        _line(one, pool_weight(one, terms), shares[one.code], organic[one.code], short[one.code], borne_claims[one.code]) for one in lines
    ]


def _differentials(organic: Money, pool: Sequence[Delivered]) -> dict[str, Money]:
    """By organic kg; nothing for who brought none."""
    if not organic:
        return {one.code: Money.zero(organic.currency) for one in pool}
    return organic.split({one.code: one.organic_kg for one in pool})


def refusals_for_growers(asked: Money, before: Money, most: Money, premium: Money) -> list[Refusal]:
    """What growers get out of a sale, all proposals together, stays within what the settlement left. Premium is no part of it."""
    left = most - before
    if asked.amount <= 0 or asked <= left:
        return [] if asked.amount > 0 else [Refusal("trade.growers-get-nothing")]
    facts = {"asked": str(asked), "left": str(left)}
    if premium.amount > 0 and asked <= left + premium:
        return [Refusal("trade.premium-in-the-price", facts | {"premium": str(asked - left)})]
    return [Refusal("trade.more-than-the-sale-left", facts)]


def premium_shares(premium: Money, certified_kg: Mapping[str, Decimal]) -> dict[str, Money]:
    """The premium by certified kg."""
    return premium.split(certified_kg)


def _worth(one: Delivered, terms: PoolTerms) -> Decimal:
    """Dry kg × the index of quality. Shares are split by this: no division has rounded it, so equal remainders are seen as equal."""
    moisture = terms.reference_moisture if one.moisture is None else one.moisture
    dry = EXACT.multiply(one.kg, EXACT.subtract(1, moisture))
    if one.score is None or not terms.step:
        return dry
    return EXACT.multiply(dry, EXACT.fma(terms.step, EXACT.subtract(one.score, terms.base_score), 1))


def _line(one: Delivered, weight: Decimal, share: Money, organic: Money, short: Money, claim: Money) -> ShareOut:
    currency = share.currency
    advance, own = (Money(amount, currency).rounded() for amount in (one.advance, one.own_costs))
    owed = Money(interest(one.advance, one.interest_rate, one.days), currency).rounded()
    balance = share + organic - short - claim - advance - owed - own
    return ShareOut(one.code, weight, share, organic, short, claim, advance, owed, own, balance)


def _shortfalls(pool: Sequence[Delivered], dead_freight: Money, terms: PoolTerms) -> dict[str, Money]:
    """What each one who brought too little pays of the space that stayed empty, by the kg that lack."""
    lacking = {one.code: max(EXACT.subtract(one.pledged_kg, one.kg), Decimal(0)) for one in pool}
    if terms.bears_shortfall != "short" or not any(lacking.values()):
        return dict.fromkeys(lacking, Money.zero(dead_freight.currency))
    return dead_freight.split(lacking)


def _refusals_for_goods(pool: Sequence[Delivered], terms: PoolTerms) -> list[Refusal]:
    """0 kg are possible for who pledged, as long as somebody brought goods."""
    brought = [one for one in pool if one.kg > 0]
    idle = [one for one in pool if one.kg < 0 or (not one.kg and (not brought or one.pledged_kg <= 0))]
    unmeasured = [one for one in brought if one.moisture is None]
    moistures = {terms.reference_moisture, *(one.moisture for one in pool if one.moisture is not None)}
    refusals = [Refusal("trade.pool-without-goods", {"code": one.code}) for one in idle]
    refusals += [Refusal("trade.pool-score-missing", {"code": one.code}) for one in brought if terms.step and one.score is None]
    if len(unmeasured) < len(brought):
        refusals += [Refusal("trade.pool-moisture-missing", {"code": one.code}) for one in unmeasured]
    wrong = sorted(moisture for moisture in moistures if not 0 <= moisture < 1)
    if wrong:
        return [*refusals, *(Refusal("trade.pool-moisture-cannot-be", {"moisture": moisture}) for moisture in wrong)]
    return refusals + [Refusal("trade.pool-weighs-nothing", {"code": one.code}) for one in brought if _worth(one, terms) <= 0]


def _refusals_for_money(receipts: Receipts, pool: Sequence[Delivered]) -> list[Refusal]:
    own = ("advance", "interest_rate", "days", "own_costs", "claim")
    negative = [name for name in ("got", "shared_costs", "reserve", "dead_freight", "differential") if getattr(receipts, name).amount < 0]
    negative += [f"{one.code} {name}" for one in pool for name in own if getattr(one, name) < 0]
    refusals = [Refusal("trade.cost-is-negative", {"lines": negative})] if negative else []
    if receipts.dead_freight > receipts.shared_costs:
        facts = {"dead_freight": str(receipts.dead_freight), "shared_costs": str(receipts.shared_costs)}
        refusals.append(Refusal("trade.pool-dead-freight-beyond-costs", facts))
    if receipts.net.amount < 0 and receipts.reserve.amount > 0:
        facts = {"reserve": str(receipts.reserve), "left": str(receipts.got - receipts.shared_costs)}
        refusals.append(Refusal("trade.pool-keeps-of-a-loss", facts))
    return [*refusals, *_refusals_for_organic(receipts, pool), *_refusals_for_premium(receipts)]


def _refusals_for_organic(receipts: Receipts, pool: Sequence[Delivered]) -> list[Refusal]:
    organic = receipts.differential
    if organic.amount > 0 and not any(one.organic_kg > 0 for one in pool):
        return [Refusal("trade.pool-nothing-organic", {"organic": str(organic)})]
    if organic > receipts.got:
        return [Refusal("trade.pool-organic-above-receipts", {"organic": str(organic), "got": str(receipts.got)})]
    return [Refusal("trade.pool-organic-kg-above-kg", {"code": one.code}) for one in pool if one.organic_kg > max(one.kg, Decimal(0))]


def _refusals_for_premium(receipts: Receipts) -> list[Refusal]:
    """What came in less the premium is all that may be shared out."""
    if receipts.premium is None or receipts.came_in is None or receipts.got <= receipts.came_in - receipts.premium:
        return []
    return [Refusal("trade.premium-in-the-pool", {"got": str(receipts.got), "most": str(receipts.came_in - receipts.premium)})]
