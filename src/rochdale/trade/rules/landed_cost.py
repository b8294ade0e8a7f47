"""What goods cost on their way, who pays which part of it under which Incoterm, and what they cost landed (docs/rules/landed-cost.md).

Amounts are exact and of one currency; they are rounded once, where they are shown. Who pays what follows the wording of Incoterms 2020
in short words of our own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from rochdale.kernel.money import EXACT
from rochdale.kernel.refusal import Refusal, Refused
from rochdale.trade.rules.interest import interest

TERMS = ("EXW", "FCA", "FAS", "FOB", "CFR", "CIF", "CPT", "CIP", "DAP", "DPU", "DDP")
"""From the seller's door to the buyer's."""
_ON_BOARD = frozenset({"FOB", "CFR", "CIF", "CPT", "CIP", "DAP", "DPU", "DDP"})
SELLER_PAYS: Mapping[str, frozenset[str]] = {
    "inland_at_origin": frozenset(TERMS) - {"EXW"},
    "export_clearance": frozenset(TERMS) - {"EXW"},
    "loading": _ON_BOARD,
    "carriage": _ON_BOARD - {"FOB"},
    "insurance": frozenset({"CIF", "CIP"}),
    "unloading": frozenset({"DPU"}),
    "import_and_duty": frozenset({"DDP"}),
}
"""By line, the terms under which the seller bears it. Nobody is bound to insure but the seller under CIF and CIP."""
_BEFORE_BOARD = frozenset({"EXW", "FCA", "FAS"})
_UNINSURED = frozenset({"FOB", "CFR", "CPT"})
INSURED_SHARE = Decimal("1.10")
"""Of the CIF value, as trade usually insures; a setting, not verified."""


@dataclass(frozen=True, slots=True)
class Costs:
    """What comes on top of the FOB value: amounts in its currency, rates as shares (0.003 is 0.3 %)."""

    freight: Decimal = Decimal(0)
    insurance_rate: Decimal = Decimal(0)
    terminal: Decimal = Decimal(0)
    clearance: Decimal = Decimal(0)
    inland: Decimal = Decimal(0)
    duty_rate: Decimal = Decimal(0)
    advance_share: Decimal = Decimal(0)
    interest_rate: Decimal = Decimal(0)
    days: int = 0
    insured_share: Decimal = INSURED_SHARE


@dataclass(frozen=True, slots=True)
class Landed:
    """What goods cost at the buyer's door, line by line; nothing is rounded."""

    fob: Decimal
    freight: Decimal
    insurance: Decimal
    terminal: Decimal
    duty: Decimal
    clearance: Decimal
    inland: Decimal
    finance: Decimal

    @property
    def cif(self) -> Decimal:
        """FOB, freight and insurance."""
        return self.fob + self.freight + self.insurance

    @property
    def total(self) -> Decimal:
        """Everything."""
        return self.cif + self.terminal + self.duty + self.clearance + self.inland + self.finance


@dataclass(frozen=True, slots=True)
class Origin:
    """What it costs to bring goods on board: amounts in the currency of the FOB value."""

    inland: Decimal = Decimal(0)
    clearance: Decimal = Decimal(0)
    loading: Decimal = Decimal(0)

    @property
    def total(self) -> Decimal:
        """All three."""
        return self.inland + self.clearance + self.loading


def value_at(term: str, fob: Decimal, costs: Costs, origin: Origin) -> Decimal:
    """What is paid under a term for goods of that FOB value: the lines that the seller bears under it are in the price.

    Up to C terms the named place is the port, or the seller's door for EXW; under D terms it is the port of arrival, and the seller insures
    what is at its own risk until there.
    """
    _refuse_unknown(term)
    if term in _BEFORE_BOARD:
        return fob - (origin.total if term == "EXW" else origin.loading)
    if term in _UNINSURED:
        return fob + (costs.freight if term in SELLER_PAYS["carriage"] else Decimal(0))
    cif = insured_value(fob + costs.freight, costs.insurance_rate, costs.insured_share)
    if term == "DDP":
        return EXACT.multiply(cif, 1 + costs.duty_rate) + costs.clearance
    return cif + (costs.terminal if term == "DPU" else Decimal(0))


def fob_of(term: str, value: Decimal, costs: Costs, origin: Origin) -> Decimal:
    """The FOB value of goods for which `value` is paid under a term: `value_at` the other way round."""
    _refuse_unknown(term)
    if term in _BEFORE_BOARD:
        return value + (origin.total if term == "EXW" else origin.loading)
    if term in _UNINSURED:
        return value - (costs.freight if term in SELLER_PAYS["carriage"] else Decimal(0))
    cif = value - (costs.terminal if term == "DPU" else Decimal(0))
    if term == "DDP":
        cif = EXACT.divide(value - costs.clearance, 1 + costs.duty_rate)
    insured_value(cif, costs.insurance_rate, costs.insured_share)  # refuses a rate that cannot be
    return EXACT.multiply(cif, 1 - costs.insured_share * costs.insurance_rate) - costs.freight


def paid_by(term: str, line: str) -> str:
    """`seller` or `buyer`; `nobody` where no one is bound to insure. Raises `Refused` for a term that Incoterms 2020 does not know."""
    _refuse_unknown(term)
    if term in SELLER_PAYS[line]:
        return "seller"
    return "nobody" if line == "insurance" else "buyer"


def insured_value(before_insurance: Decimal, rate: Decimal, share: Decimal = INSURED_SHARE) -> Decimal:
    """CIF = (FOB + freight) / (1 − share × rate): the premium is itself insured."""
    if not 0 <= share * rate < 1:
        raise Refused(Refusal("trade.insurance-rate-cannot-be", {"rate": rate}))
    return EXACT.divide(before_insurance, 1 - share * rate)


def landed(fob: Decimal, costs: Costs) -> Landed:
    """FOB + freight + insurance + terminal + duty on the CIF value + clearance + inland + the cost of the advance. Refuses below zero."""
    names = ("freight", "insurance_rate", "terminal", "clearance", "inland", "duty_rate", "advance_share", "interest_rate", "days")
    negative = [name for name in names if getattr(costs, name) < 0]
    if negative or fob <= 0:
        raise Refused(Refusal("trade.cost-is-negative", {"lines": negative or ["fob"]}))
    cif = insured_value(fob + costs.freight, costs.insurance_rate, costs.insured_share)
    finance = interest(fob * costs.advance_share, costs.interest_rate, costs.days)
    return Landed(
        fob, costs.freight, cif - fob - costs.freight, costs.terminal, EXACT.multiply(cif, costs.duty_rate), costs.clearance, costs.inland,
        finance,
    )  # fmt: skip


def _refuse_unknown(term: str) -> None:
    if term not in TERMS:
        raise Refused(Refusal("trade.incoterm-is-unknown", {"term": term, "known": list(TERMS)}))
