"""A minimum price free on board, at the named place of another Incoterm: only with the costs that lie between stated."""

from __future__ import annotations

from decimal import Decimal

from rochdale.kernel.refusal import Refusal, Refused

AT_BOARD = ("FOB",)
BEFORE_BOARD = ("EXW", "FCA", "FAS")


def floor_at_place(fob_per_kg: Decimal, incoterm: str, costs_to_board: Decimal | None) -> Decimal:
    """The minimum for 1 kg at the named place: less than FOB before the ship, more beyond it, by the costs between.

    Refuses where the costs are not stated: the two prices cannot be compared (reference, section 4.2: held until comparable).
    """
    if incoterm in AT_BOARD:
        return fob_per_kg
    if costs_to_board is None:
        raise Refused(Refusal("trade.floor-not-comparable", {"incoterm": incoterm, "floor": fob_per_kg}))
    return fob_per_kg - costs_to_board if incoterm in BEFORE_BOARD else fob_per_kg + costs_to_board
