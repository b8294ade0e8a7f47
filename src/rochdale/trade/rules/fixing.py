"""When a price that is to be fixed may be fixed, by whom and for how much (reference, section 4). All days are inclusive."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from rochdale.kernel.refusal import Refusal
from rochdale.trade.rules.price_terms import PriceTerms


def refusals_for_fixation(
    price: PriceTerms, side: str, kg: int, quotation: Decimal, on: date, *, left_kg: int, first: date, today: date
) -> list[Refusal]:
    """By the side that has the call, not more kg than are left, by the last day, at a quotation of a day that was."""
    refusals = []
    if side != price.caller:
        refusals.append(Refusal("trade.other-side-fixes", {"caller": price.caller}))
    if not 0 < kg <= left_kg:
        refusals.append(Refusal("trade.fixed-above-contract", {"kg": kg, "left_kg": left_kg}))
    if quotation <= 0 or quotation + price.amount <= 0:
        refusals.append(Refusal("trade.price-not-positive", {"price": quotation + price.amount}))
    if not first <= on <= today:
        refusals.append(Refusal("trade.quotation-of-a-day-to-come", {"quoted_on": on, "today": today}))
    if price.fix_by is not None and max(on, today) > price.fix_by:
        refusals.append(Refusal("trade.fixing-too-late", {"fix_by": price.fix_by}))
    return refusals
