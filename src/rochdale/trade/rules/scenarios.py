"""One price followed both ways: to the buyer's door and shelf, and back to the grower; several side by side (docs/rules/scenarios.md).

Amounts are of one currency. Goods and premium are rounded as an invoice would say them; nothing else is, before it is
shown. What growers get, and their share of the shelf price, are always computed, never typed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate
from operator import mul

from rochdale.kernel.money import EXACT, Money, is_currency
from rochdale.kernel.quantity import PRICE_UNITS, kg_per
from rochdale.kernel.refusal import Refusal, refuse_if
from rochdale.trade.rules.farm_gate import Step, farm_gate, farmer_share
from rochdale.trade.rules.landed_cost import TERMS, Costs, Landed, Origin, fob_of, landed, value_at

FEWEST, MOST = 1, 4
ZERO = Decimal(0)
_NO_ORIGIN, _NO_COSTS = Origin(), Costs()


@dataclass(frozen=True, slots=True)
class Scenario:
    """What is supposed. `price`, `organic` and `premium` for one `unit`; `premium` is in no test and no payment to members.

    `kept` and what follows are per kg of what is shipped: certification, finance, what the cooperative keeps, milling.
    """

    name: str
    term: str
    price: Decimal
    currency: str
    unit: str
    kg: Decimal
    organic: Decimal = ZERO
    premium: Decimal = ZERO
    origin: Origin = _NO_ORIGIN
    costs: Costs = _NO_COSTS
    certification: Decimal = ZERO
    finance: Decimal = ZERO
    retention: Decimal = ZERO
    mill: Decimal = ZERO
    steps: tuple[Step, ...] = ()
    shelf: Decimal = ZERO
    """Price of a kg sold, without VAT, in `currency`; 0 where nobody knows it."""
    kg_for_shelf: Decimal = Decimal(1)
    """What is shipped for one kg sold: 1.19 green for roasted coffee."""


@dataclass(frozen=True, slots=True)
class Worked:
    """What follows, per kg of what is shipped unless said otherwise."""

    scenario: Scenario
    fob: Decimal
    """Whole, premium in it."""
    premium: Decimal
    """Whole."""
    landed: Landed
    """Whole."""
    worth: dict[str, Decimal]
    """By form, what a kg of it is worth; the last is what the grower brings."""

    @property
    def fob_per_kg(self) -> Decimal:
        """Premium in it."""
        return EXACT.divide(self.fob, self.scenario.kg)

    @property
    def landed_per_kg(self) -> Decimal:
        """At the buyer's door."""
        return EXACT.divide(self.landed.total, self.scenario.kg)

    @property
    def at_the_gate(self) -> Decimal:
        """For a kg of what the grower brings."""
        return list(self.worth.values())[-1]

    @property
    def to_growers(self) -> Decimal:
        """For a kg of what is shipped; below zero where the price does not carry the costs."""
        return EXACT.divide(self.at_the_gate, _outturns(self.scenario)[-1])

    @property
    def share(self) -> Decimal | None:
        """Of the shelf price, what growers get; None where nobody knows what the shelf asks."""
        if not self.scenario.shelf:
            return None
        return farmer_share(self.to_growers, self.scenario.shelf, loss=self.scenario.kg_for_shelf)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the stack, per kg of what is shipped. A sum tells what has come together; its amount is not added."""

    name: str
    amount: Decimal
    is_sum: bool = False
    is_own: bool = False
    """The cooperative's own cost, which it need not show."""


def refusals_for(scenario: Scenario) -> list[Refusal]:
    """What no reckoning can be made of."""
    refusals = []
    if scenario.term not in TERMS:
        refusals.append(Refusal("trade.incoterm-is-unknown", {"term": scenario.term, "known": list(TERMS)}))
    if not is_currency(scenario.currency):
        refusals.append(Refusal("trade.currency-unknown", {"currency": scenario.currency}))
    if scenario.unit not in PRICE_UNITS:
        refusals.append(Refusal("trade.unit-unknown", {"unit": scenario.unit, "known": list(PRICE_UNITS)}))
    if scenario.price <= 0:
        refusals.append(Refusal("trade.price-not-positive", {"price": scenario.price}))
    if scenario.kg <= 0:
        refusals.append(Refusal("trade.kg-not-positive", {"kg": scenario.kg}))
    amounts = {name: getattr(scenario, name) for name in ("organic", "premium", "certification", "finance", "retention", "mill", "shelf")}
    amounts |= {f"origin {name}": getattr(scenario.origin, name) for name in ("inland", "clearance", "loading")}
    below = [name for name, amount in amounts.items() if amount < 0]
    if below:
        refusals.append(Refusal("trade.cost-is-negative", {"lines": below}))
    if scenario.kg_for_shelf <= 0:
        refusals.append(Refusal("trade.outturn-cannot-be", {"forms": ["shelf"]}))
    return refusals


def refusals_for_sheet(scenarios: Sequence[Scenario]) -> list[Refusal]:
    """Up to four can be read side by side, each under its own name."""
    refusals = [] if FEWEST <= len(scenarios) <= MOST else [Refusal("trade.scenarios-too-many", {"most": MOST})]
    names = [one.name.strip().casefold() for one in scenarios]
    if len(set(names)) < len(names) or not all(names):
        refusals.append(Refusal("trade.scenarios-need-names"))
    if len({one.currency for one in scenarios}) > 1:
        refusals.append(Refusal("trade.scenarios-in-two-currencies", {"currencies": sorted({one.currency for one in scenarios})}))
    return refusals


def worked(scenario: Scenario) -> Worked:
    """Both ways from a price. Raises `Refused` for a figure that cannot be, or goods that would be worth nothing on board."""
    refuse_if(refusals_for(scenario))
    kg = scenario.kg
    goods, premium = _line_of(scenario, scenario.price + scenario.organic), _line_of(scenario, scenario.premium)
    fob = fob_of(scenario.term, goods + premium, scenario.costs, scenario.origin)
    found = landed(fob, scenario.costs)
    less = {
        "export": EXACT.divide(scenario.origin.total, kg), "certification": scenario.certification, "finance": scenario.finance,
        "retention": scenario.retention, "mill": scenario.mill,
    }  # fmt: skip
    return Worked(scenario, fob, premium, found, farm_gate(EXACT.divide(fob - premium, kg), less, scenario.steps))


def _line_of(scenario: Scenario, price: Decimal) -> Decimal:
    """What an invoice would say of all kg at a price: rounded to the smallest unit of the currency."""
    amount = EXACT.divide(EXACT.multiply(price, scenario.kg), kg_per(scenario.unit))
    return Money(amount, scenario.currency).rounded().amount


def stack(work: Worked) -> list[Line]:
    """From the growers to the shelf, line by line; the lines without the sums add up to the last sum, exactly."""
    one, kg = work.scenario, work.scenario.kg
    outturns = _outturns(one)
    lines = [Line("growers", work.to_growers)]
    forms = zip(one.steps, outturns, strict=True) if one.steps else ()
    lines += [Line(f"work on {step.form}", EXACT.divide(step.cost, share), is_own=True) for step, share in reversed(list(forms))]
    lines += [Line(name, getattr(one, name), is_own=True) for name in ("mill", "retention", "finance", "certification")]
    lines += [Line(name, EXACT.divide(getattr(one.origin, name), kg), is_own=True) for name in ("inland", "clearance", "loading")]
    lines += [Line("premium", EXACT.divide(work.premium, kg)), Line("fob", work.fob_per_kg, is_sum=True)]
    names = ("freight", "insurance", "terminal", "duty", "clearance", "inland", "finance")
    lines += [Line(f"{name} there", EXACT.divide(getattr(work.landed, name), kg)) for name in names]
    lines.append(Line("landed", work.landed_per_kg, is_sum=True))
    if one.shelf:
        shelf = EXACT.divide(one.shelf, one.kg_for_shelf)
        lines += [Line("shop", shelf - work.landed_per_kg), Line("shelf", shelf, is_sum=True)]
    return [line for line in lines if line.amount or line.is_sum or line.name == "growers"]


def without_own_costs(lines: Sequence[Line]) -> list[Line]:
    """The same for the other side: the cooperative's own costs are one line."""
    own = sum((line.amount for line in lines if line.is_own), ZERO)
    rest = [line for line in lines if not line.is_own]
    return [rest[0], *([Line("cooperative", own)] if own else []), *rest[1:]]


@dataclass(frozen=True, slots=True)
class TermPrice:
    """What the same goods cost under one term: for one unit, and what is left for the buyer to pay on the way, in all."""

    term: str
    price: Decimal
    buyer_pays: Decimal


def under_all_terms(work: Worked) -> list[TermPrice]:
    """The same goods under each of the eleven terms, premium left out of the price as it was when it was typed; landed stays the same."""
    one = work.scenario
    return [
        TermPrice(
            term, EXACT.divide(EXACT.multiply(value - work.premium, kg_per(one.unit)), one.kg) - one.organic, work.landed.total - value
        )
        for term in TERMS
        for value in [value_at(term, work.fob, one.costs, one.origin)]
    ]


def _outturns(scenario: Scenario) -> list[Decimal]:
    """By step, how much of what is shipped a kg of its form gives; 1 where there is no step."""
    return list(accumulate((step.outturn for step in scenario.steps), mul)) or [Decimal(1)]
