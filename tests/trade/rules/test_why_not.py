"""Why a lot is not in a container: the first reason, never a price."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from rochdale.trade.rules.bags import bag_kg, bags
from rochdale.trade.rules.why_not import Lot, Wanted, first_barrier

LOT = Lot("arabica", "washed", "SCA-2004", Decimal(84), frozenset({"fairtrade"}), "VNDAD", date(2026, 12, 1), date(2027, 3, 1))
WANTED = Wanted("arabica", "washed", "SCA-2004", Decimal(82), frozenset({"fairtrade"}), "VNDAD", date(2027, 1, 21))

ROWS: list[tuple[str, dict[str, Any], dict[str, Any], str, dict[str, Any]]] = [
    ("a lot that fits has no barrier but price or room", {}, {}, "", {}),
    ("a need that names nothing takes any kind", {"species": "robusta"}, {"species": ""}, "", {}),
    ("another species", {"species": "robusta"}, {}, "trade.barrier-kind", {"found": "robusta"}),
    ("another process", {"process": "natural"}, {}, "trade.barrier-kind", {"asked": "washed"}),
    ("scores under two protocols are never compared", {"protocol": "CVA-2024", "score": Decimal(99)}, {}, "trade.barrier-protocol", {}),
    ("one point too few", {"score": Decimal(81)}, {}, "trade.barrier-score", {"found": Decimal(81)}),
    ("no score at all", {"score": None}, {}, "trade.barrier-score", {"found": "–"}),
    ("a certificate is missing", {"certificates": frozenset()}, {}, "trade.barrier-certificate", {"missing": ["fairtrade"]}),
    ("another port", {"port": "THLCH"}, {}, "trade.barrier-port", {}),
    ("twelve days too late", {"ready_from": date(2027, 2, 2)}, {}, "trade.barrier-too-late", {"days": 12}),
    ("ready on the day it leaves is in time", {"ready_from": date(2027, 1, 21)}, {}, "", {}),
    ("kept a day too short", {"ready_until": date(2027, 1, 20)}, {}, "trade.barrier-too-early", {"days": 1}),
    ("kind comes before time", {"species": "robusta", "ready_from": date(2027, 2, 2)}, {}, "trade.barrier-kind", {}),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "lot", "wanted", "code", "facts"), ROWS, ids=[row[0] for row in ROWS])
def test_first_barrier(sentence: str, lot: dict[str, Any], wanted: dict[str, Any], code: str, facts: dict[str, Any]) -> None:
    found = first_barrier(replace(LOT, **lot), replace(WANTED, **wanted))
    assert (found.code if found else "") == code
    assert found is None or facts.items() <= found.facts.items()


@pytest.mark.parametrize(
    ("sentence", "product", "country", "kg", "expected"),
    [
        ("coffee goes in bags of 60 kg", "coffee", "LA", 19_200, 320),
        ("in Central America of 69", "coffee", "GT", 18_975, 275),
        ("in Colombia of 70", "coffee", "CO", 19_250, 275),
        ("cocoa in bags of 62.5", "cocoa", "CM", 12_500, 200),
        ("the last bag may not be full", "coffee", "LA", 61, 2),
        ("pineapple is not bagged", "pineapple", "TG", 19_000, None),
    ],
)
def test_bags(sentence: str, product: str, country: str, kg: int, expected: int | None) -> None:
    assert bags(kg, product, country) == expected
    assert (bag_kg(product, country) is None) == (expected is None)
