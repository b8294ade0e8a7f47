"""Processing: what goes in comes out or is lost; the outturn against its forecast; claims that survive mixing (supply, section 5)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from rochdale.kernel.money import EXACT
from rochdale.kernel.refusal import Refusal
from rochdale.supply.rules.products import Product
from rochdale.supply.rules.weights import kg

BAND = Decimal("0.10")
"""An outturn further than this share from its forecast raises an alarm (rule of the project, a setting)."""


@dataclass(frozen=True, slots=True)
class LotFacts:
    """A lot that goes into a run, and how much of it."""

    code: str
    product: str
    form: str
    season: str
    claims: frozenset[str]
    weight_g: int


@dataclass(frozen=True, slots=True)
class OutputFacts:
    """What comes out."""

    form: str
    grade: str
    weight_g: int


@dataclass(frozen=True, slots=True)
class Result:
    """What a run came to."""

    in_g: int
    out_g: int
    claims: tuple[str, ...]
    lost_claims: tuple[str, ...]
    """Claims some input had and the outputs cannot keep."""
    outturn: Decimal
    forecast: Decimal | None
    is_outside_band: bool

    @property
    def loss_g(self) -> int:
        """Grams that went in and did not come out: water, husk, dust."""
        return self.in_g - self.out_g


def refusals_for_run(inputs: Sequence[LotFacts], outputs: Sequence[OutputFacts], product: Product) -> Iterator[Refusal]:
    """One product and form go in; the same form or a later one comes out; no more than went in."""
    if not inputs or not outputs:
        yield Refusal("supply.run-is-empty")
        return
    yield from _refusals_for_mixing(inputs)
    for lot in inputs:
        if lot.weight_g <= 0:
            yield Refusal("supply.run-takes-nothing", {"lot": lot.code})
    for output in outputs:
        if output.weight_g <= 0:
            yield Refusal("supply.run-gives-nothing", {"form": output.form})
        if output.form not in product.forms or product.is_later(inputs[0].form, output.form):
            yield Refusal("supply.form-does-not-follow", {"form": output.form, "from": inputs[0].form})
    in_g, out_g = sum(lot.weight_g for lot in inputs), sum(output.weight_g for output in outputs)
    if out_g > in_g:
        yield Refusal("supply.more-out-than-in", {"in_kg": kg(in_g), "out_kg": kg(out_g)})


def _refusals_for_mixing(inputs: Sequence[LotFacts]) -> Iterator[Refusal]:
    if len({lot.product for lot in inputs}) > 1:
        yield Refusal("supply.products-do-not-mix", {"lots": [lot.code for lot in inputs]})
    elif len({lot.form for lot in inputs}) > 1:
        yield Refusal("supply.forms-do-not-mix", {"lots": [lot.code for lot in inputs]})


def result_of(inputs: Sequence[LotFacts], outputs: Sequence[OutputFacts], *, factor: Decimal | None) -> Result:
    """What a run that may be done comes to. `factor`: forecast of the outturn, nothing where the form stays the same."""
    in_g, out_g = sum(lot.weight_g for lot in inputs), sum(output.weight_g for output in outputs)
    kept = frozenset.intersection(*(lot.claims for lot in inputs))
    had = frozenset.union(*(lot.claims for lot in inputs))
    outturn = EXACT.divide(Decimal(out_g), Decimal(in_g))
    is_outside = factor is not None and abs(outturn - factor) > EXACT.multiply(factor, BAND)
    return Result(in_g, out_g, tuple(sorted(kept)), tuple(sorted(had - kept)), outturn, factor, is_outside)


BECOMES = {
    "wash": ("parchment",),
    "dry": ("dried-cherry", "made-tea"),
    "ferment": ("dry-beans",),
    "hull": ("green", "milled-rice"),
    "pack": ("packed-fruit",),
}
"""What comes out of a work."""
KEEPS_ITS_FORM = frozenset({"dry", "sort", "pack", "blend", "split"})
"""Work after which goods may still be what they were: parchment that is dried is parchment."""


def outcomes(kind: str, form: str, product: Product) -> list[str]:
    """Forms that can come out of a work on goods of a form: what the work makes, later on the way, and what was left as it was. Or none."""
    made = [one for one in product.forms[product.forms.index(form) + 1 :] if one in BECOMES.get(kind, ())]
    return [*made, form] if made or kind in KEEPS_ITS_FORM else []
