"""Who earned what of a sale, from shelf to field, for 1 kg of what was shipped (docs/rules/closing-report.md).

Everything in one currency, exact; what is not told is not guessed: it stays inside the step that ends at the next known sum.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from rochdale.kernel.money import EXACT
from rochdale.kernel.refusal import Refusal
from rochdale.trade.rules.farm_gate import ROAST_LOSS, farmer_share

IMPORT_LINES = ("terminal", "duty", "clearance", "inland", "finance")
BUYER_LINES = ("freight", "insurance", *IMPORT_LINES, "retail")
SELLER_LINES = ("first",)
LOSS: Mapping[str, Decimal] = {"coffee": ROAST_LOSS}
"""kg shipped for 1 kg on the shelf; 1 where nothing is lost."""


@dataclass(frozen=True, slots=True)
class SaleFacts:
    """Whole amounts of a sale in its currency. `first`, `second`: paid to growers; None where nobody told. `sellers`: what the settlement
    gave the cooperatives, growers' money in it. `retail`: for 1 kg on the shelf, without VAT; None where nobody told.
    """

    kg: Decimal
    first: Decimal | None
    second: Decimal
    sellers: Decimal
    costs: Decimal
    premium: Decimal
    buyer: Mapping[str, Decimal] = field(default_factory=dict)
    retail: Decimal | None = None
    loss: Decimal = Decimal(1)


@dataclass(frozen=True, slots=True)
class Stage:
    """One step from field to shelf for 1 kg shipped. A `is_sum` shows what has come together."""

    code: str
    per_kg: Decimal
    is_sum: bool = False


def stages(facts: SaleFacts) -> list[Stage]:
    """From the growers to the shelf. The steps add up to each sum; below zero is shown below zero."""
    growers = (facts.first or Decimal(0)) + facts.second
    found = [Stage("growers-first", _each(facts.first, facts))] if facts.first is not None else []
    found += [
        Stage("growers-second", _each(facts.second, facts)), Stage("cooperatives", _each(facts.sellers - growers, facts)),
        Stage("origin", _each(facts.costs, facts)), Stage("premium", _each(facts.premium, facts)),
        Stage("invoiced", _each(facts.sellers + facts.costs + facts.premium, facts), is_sum=True),
    ]  # fmt: skip
    told = [Stage(code, _each(facts.buyer[code], facts)) for code in ("freight", "insurance") if facts.buyer.get(code)]
    importing = sum((facts.buyer.get(code, Decimal(0)) for code in IMPORT_LINES), Decimal(0))
    told += [Stage("importer", _each(importing, facts))] if importing else []
    landed = facts.sellers + facts.costs + facts.premium + sum(facts.buyer.values(), Decimal(0))
    found += [*told, Stage("landed", _each(landed, facts), is_sum=True)] if told else []
    if facts.retail is not None:
        shelf = EXACT.divide(facts.retail, facts.loss)
        found += [Stage("retail", shelf - _each(landed, facts)), Stage("shelf", shelf, is_sum=True)]
    return [one for one in found if one.per_kg or one.is_sum]


def share_of_growers(facts: SaleFacts) -> Decimal | None:
    """First and second payments for what 1 kg on the shelf takes ÷ its price without VAT; None while either is not told."""
    if facts.retail is None or facts.first is None:
        return None
    return farmer_share(_each(facts.first + facts.second, facts), facts.retail, loss=facts.loss)


def refusals_for_report(*, is_settled: bool, left: Decimal, facts: SaleFacts | None) -> list[Refusal]:
    """Nothing is frozen before all is paid and settled, growers' money is known, and the shelf price is told for everybody."""
    refusals = [] if is_settled else [Refusal("trade.report-before-settlement")]
    refusals += [Refusal("trade.report-before-payment", {"left": str(left)})] if left > 0 else []
    if facts is not None and facts.first is None:
        refusals.append(Refusal("trade.report-without-growers"))
    if facts is not None and (facts.retail is None or facts.retail <= 0):
        refusals.append(Refusal("trade.retail-price-is-missing"))
    return refusals


def _each(amount: Decimal | None, facts: SaleFacts) -> Decimal:
    return EXACT.divide(amount or Decimal(0), facts.kg)
