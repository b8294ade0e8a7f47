"""What a delivery must be, what it weighs net, what it is worth, and which claims it may carry (reference: supply, sections 3 and 5)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from uuid import UUID

from rochdale.kernel.money import EXACT, Money
from rochdale.kernel.refusal import Refusal
from rochdale.supply.rules.products import Product
from rochdale.supply.rules.weights import kg

CLOCKS_DIFFER = timedelta(hours=1)
"""How far ahead the clock of a device may be."""
OLDEST = timedelta(days=400)
ORGANIC = "organic"


@dataclass(frozen=True, slots=True)
class Weighed:
    """What the scale said, in whole grams."""

    gross_g: int
    tare_g: int = 0
    deduction_g: int = 0
    bags: int | None = None
    moisture_pct: Decimal | None = None
    defects: Mapping[str, int] = field(default_factory=dict)

    @property
    def net_g(self) -> int:
        """net = gross - tare - deduction."""
        return self.gross_g - self.tare_g - self.deduction_g


@dataclass(frozen=True, slots=True)
class PlotFacts:
    """A plot that a delivery is said to come from."""

    id: UUID
    number: str
    grower_id: UUID
    product: str
    organic_since: date | None
    is_retired: bool


@dataclass(frozen=True, slots=True)
class ApprovalFacts:
    """A grower on the approved list of a certificate."""

    scheme: str
    product: str
    valid_from: date
    valid_until: date
    is_suspended: bool
    since_on: date
    until_on: date | None

    def holds_on(self, on: date) -> bool:
        """Whether certificate and approval are both in force that day."""
        is_approved = self.since_on <= on and (self.until_on is None or on < self.until_on)
        return is_approved and not self.is_suspended and self.valid_from <= on <= self.valid_until


MOST_G, MUCH_G = 50_000_000, 2_000_000
"""Of one delivery: more than a lorry holds is a slip of the finger; more than two tonnes is asked about (rules of the project)."""


def refusals_for_weights(weighed: Weighed) -> Iterator[Refusal]:
    """Gross above tare and deduction, nothing negative, moisture a share."""
    if min(weighed.gross_g, weighed.tare_g, weighed.deduction_g) < 0:
        yield Refusal("supply.weight-is-negative")
    elif weighed.net_g <= 0:
        facts = {"gross_kg": kg(weighed.gross_g), "tare_kg": kg(weighed.tare_g), "deduction_kg": kg(weighed.deduction_g)}
        yield Refusal("supply.nothing-left-after-tare", facts)
    elif weighed.net_g > MOST_G:
        yield Refusal("supply.delivery-weighs-too-much", {"kg": kg(weighed.net_g), "most_kg": kg(MOST_G)})
    if weighed.moisture_pct is not None and not 0 <= weighed.moisture_pct <= 100:
        yield Refusal("supply.moisture-is-no-share", {"moisture": str(weighed.moisture_pct)})
    if weighed.bags is not None and weighed.bags < 0:
        yield Refusal("supply.bags-are-negative")


def refusals_for_moment(happened_at: datetime, at: datetime) -> Iterator[Refusal]:
    """Not in the future (clocks of phones differ by up to an hour), not long ago."""
    if happened_at > at + CLOCKS_DIFFER:
        yield Refusal("supply.delivery-is-to-come", {"at": happened_at})
    elif happened_at < at - OLDEST:
        yield Refusal("supply.delivery-is-too-old", {"at": happened_at})


def refusals_for_goods(product: Product, form: str, grade: str) -> Iterator[Refusal]:
    """A form in which growers bring this product, and a grade it has."""
    if form not in product.delivered:
        yield Refusal("supply.form-is-not-delivered", {"form": form, "forms": list(product.delivered)})
    if grade and grade not in product.grades:
        yield Refusal("supply.grade-is-unknown", {"grade": grade, "grades": list(product.grades)})


def refusals_for_plots(plots: Sequence[PlotFacts], *, grower_id: UUID, product: str) -> Iterator[Refusal]:
    """Plots of this grower, with this crop, still in use. None at all is allowed: the delivery is untraced then."""
    for plot in plots:
        if plot.grower_id != grower_id:
            yield Refusal("supply.plot-is-of-another-grower", {"plot": plot.number})
        elif plot.product != product:
            yield Refusal("supply.plot-has-another-crop", {"plot": plot.number, "product": plot.product})
        elif plot.is_retired:
            yield Refusal("supply.plot-is-retired", {"plot": plot.number})


def claims_on(on: date, *, product: str, approvals: Sequence[ApprovalFacts], plots: Sequence[PlotFacts]) -> tuple[str, ...]:
    """Claims a delivery may carry that day: certificate and approval in force; organic from organic plots only."""
    schemes = {approval.scheme for approval in approvals if approval.product == product and approval.holds_on(on)}
    is_organic = bool(plots) and all(plot.organic_since is not None and plot.organic_since <= on for plot in plots)
    return tuple(sorted(scheme for scheme in schemes if scheme != ORGANIC or is_organic))


def refusals_for_claims(claims: Sequence[str], may_carry: Sequence[str]) -> Iterator[Refusal]:
    """A claim at the scale is gated by the approved list, plot and day."""
    for claim in claims:
        if claim not in may_carry:
            yield Refusal("supply.claim-is-not-approved", {"claim": claim})


@dataclass(frozen=True, slots=True)
class Priced:
    """A price in force for the goods."""

    per_kg: Decimal
    currency: str
    deduction: Decimal = Decimal(0)

    def value_of(self, net_g: int) -> Money:
        """value = net × (price - deduction), rounded half-up once, to the currency's minor unit."""
        return Money(EXACT.multiply(kg(net_g), self.per_kg - self.deduction), self.currency).rounded()


def price_with_claims(per_kg: Decimal, claim_adds: Mapping[str, str], claims: Sequence[str]) -> Decimal:
    """What a kg with these claims is paid."""
    return per_kg + sum((Decimal(claim_adds[claim]) for claim in claims if claim in claim_adds), Decimal(0))


def refusals_for_price(priced: Priced) -> Iterator[Refusal]:
    """A deduction is no more than the price, and not negative."""
    if priced.deduction < 0 or priced.deduction >= priced.per_kg:
        yield Refusal("supply.deduction-takes-the-price", {"price": str(priced.per_kg), "deduction": str(priced.deduction)})


def receipt_no(prefix: str, number: int) -> str:
    """`K3-000124`."""
    return f"{prefix}-{number:06d}"
