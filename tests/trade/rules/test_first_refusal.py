"""First refusal: a sentence per row."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest

from rochdale.trade.rules.first_refusal import Given, refusals_for_answer, refusals_for_first_refusal

ON = date(2026, 11, 2)
GIVEN = Given(UUID(int=1), UUID(int=2), 6_000, date(2026, 11, 20), Decimal("4.50"), Decimal("3.97"))
OFFER: dict[str, Any] = {"kg_left": 9_000, "is_already_waiting": False, "ready_until": date(2027, 1, 1), "on": ON}

ROWS: list[tuple[str, dict[str, Any], dict[str, Any], list[str]]] = [
    ("a partner may be asked", {}, {}, []),
    ("until the last day the lot is kept", {"until": date(2027, 1, 1)}, {}, []),
    ("not longer", {"until": date(2027, 1, 2)}, {}, ["trade.first-refusal-day"]),
    ("not until yesterday", {"until": date(2026, 11, 1)}, {}, ["trade.first-refusal-day"]),
    ("not more than is left", {"kg": 9_001}, {}, ["trade.kg-above-left"]),
    ("all that is left", {"kg": 9_000}, {}, []),
    ("not oneself", {"partner": UUID(int=1)}, {}, ["trade.partner-is-oneself"]),
    ("one partner at a time", {}, {"is_already_waiting": True}, ["trade.partner-already-asked"]),
    ("not below a verified floor", {"price_per_kg": Decimal("3.96")}, {}, ["trade.below-floor"]),
    ("at the floor", {"price_per_kg": Decimal("3.97")}, {}, []),
    ("at any price where no floor binds", {"price_per_kg": Decimal("0.10"), "floor_per_kg": None}, {}, []),
    ("not for nothing", {"price_per_kg": Decimal(0)}, {}, ["trade.price-not-positive"]),
]


@pytest.mark.parametrize(("sentence", "given", "offer", "codes"), ROWS, ids=[row[0] for row in ROWS])
def test_giving(sentence: str, given: dict[str, Any], offer: dict[str, Any], codes: list[str]) -> None:
    found = refusals_for_first_refusal(replace(GIVEN, **given), **{**OFFER, **offer})
    assert [refusal.code for refusal in found] == codes


@pytest.mark.parametrize(
    ("sentence", "state", "until", "codes"),
    [
        ("on its last day it is answered", "waiting", ON, []),
        ("a day later it is over", "waiting", date(2026, 11, 1), ["trade.first-refusal-over"]),
        ("it is answered once", "taken", ON, ["trade.first-refusal-settled"]),
    ],
)
def test_answering(sentence: str, state: str, until: date, codes: list[str]) -> None:
    assert [refusal.code for refusal in refusals_for_answer(state, until, on=ON)] == codes
