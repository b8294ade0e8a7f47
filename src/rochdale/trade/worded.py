"""A reason as the market says it: its weights, prices and points as the reader writes figures.

The engine and stored rows give facts that travel as JSON: whole numbers, and decimals as text. Row numbers, seeds and the like are
names, not amounts, so only facts of these names are written as figures.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_CEILING, Decimal, InvalidOperation

from rochdale.base.countries import country_name
from rochdale.base.words import Said, said
from rochdale.kernel.refusal import Refusal
from rochdale.trade.shipments_called import paper_name, step_name
from rochdale.ui.templatetags.ui import written

FIGURES = frozenset(
    {"kg", "low", "high", "price", "price_low", "price_high", "floor", "minimum", "short", "score", "days", "buyers", "cooperatives"}
)

STEPS = frozenset({"step", "first", "before", "follower"})
"""Facts that name a step of a shipment."""
MOST_PLACES, PLACES = Decimal("0.000001"), Decimal("0.0001")


def worded(refusal: Refusal) -> Said:
    """The sentences of a reason in the reader's language."""
    return said(with_figures(refusal))


def in_one_line(refusal: Refusal) -> str:
    """Reason and remedy, for lists, files and programs."""
    words = worded(refusal)
    return f"{words.says} {words.remedy}".strip()


def with_figures(refusal: Refusal) -> Refusal:
    """The same reason, its amounts as the reader writes them."""
    return Refusal(refusal.code, figures(refusal.facts))


def figures(facts: Mapping[str, object]) -> dict[str, object]:
    """Facts with amounts as the reader writes them; what is no amount stays."""
    return {name: _shown(name, value, facts) for name, value in facts.items()}


def _shown(name: str, value: object, facts: Mapping[str, object]) -> object:
    if name in STEPS:
        return step_name(str(value))
    if name == "paper":
        return paper_name(str(value), str(facts.get("about", "")))
    if name == "countries" and isinstance(value, list):
        return ", ".join(country_name(code) for code in value)
    return _figure(value) if name in FIGURES or name.endswith("_kg") else value


def _figure(value: object) -> object:
    if isinstance(value, bool) or not isinstance(value, (int, str, Decimal)):
        return value
    try:
        number = Decimal(value)
    except InvalidOperation:
        return value
    if not number.is_finite():
        return value
    # What was divided has no end. Rounded up, so that a minimum that is read and typed again is not short of itself.
    return written(number.quantize(PLACES, ROUND_CEILING) if number != number.quantize(MOST_PLACES) else number)
