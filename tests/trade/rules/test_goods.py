"""What an offer or a need must be: a sentence per row."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from rochdale.trade.rules.goods import (
    CertificateFacts,
    Known,
    Price,
    refusals_for_kg,
    refusals_for_need,
    refusals_for_offer,
    refusals_for_slice,
)
from tests.trade.goods import need_facts, offer_facts

ON = date(2026, 11, 2)
KNOWN = Known(frozenset({"coffee", "fish"}), frozenset({"USD", "XAF", "LAK"}))


def until(day: date, since: date | None = None) -> dict[str, Any]:
    return {"certificates": (CertificateFacts("fairtrade", "1", since, day),)}


def price(**changed: Any) -> Price:
    return Price(**{"amount": Decimal("4.40"), "currency": "USD", "unit": "kg", **changed})


OFFERS: list[tuple[str, dict[str, Any], list[str]]] = [
    ("a sound lot may be offered", {}, []),
    ("a lot without score and certificates too", {"protocol": "", "score": None, "certificates": ()}, []),
    ("0 kg is no lot", {"kg": 0}, ["trade.kg-not-positive"]),
    ("less than nothing neither", {"kg": -60}, ["trade.kg-not-positive"]),
    ("ten million kg is the most", {"kg": 10_000_000}, []),
    ("more is a slip of the pen", {"kg": 10_000_001}, ["trade.kg-absurd"]),
    ("a product without a container load cannot be cleared", {"product": "gravel"}, ["trade.product-unknown"]),
    ("FOB needs a place with a port: not Pakse", {"port": "LAPKZ"}, ["kernel.sea-term-without-port"]),
    ("a truck may fetch it in Pakse", {"port": "LAPKZ", "goes_by_truck": True}, []),
    ("an unknown place is refused", {"port": "LAZZZ"}, ["kernel.place-misspelt"]),
    (
        "a window that ends before it starts",
        {"ready_from": date(2027, 3, 1), "ready_until": date(2027, 2, 1), "certificates": ()},
        ["trade.window-ends-before-it-starts"],
    ),
    ("a window of one day", {"ready_from": date(2027, 3, 1), "ready_until": date(2027, 3, 1)}, []),
    ("a window that is over", {"ready_from": date(2026, 1, 1), "ready_until": date(2026, 11, 1)}, ["trade.window-is-over"]),
    ("a window that ends today is not over", {"ready_from": date(2026, 1, 1), "ready_until": ON}, []),
    (
        "a window in a far year is a slip",
        {"ready_from": date(2062, 1, 1), "ready_until": date(2062, 2, 1), "certificates": ()},
        ["trade.window-too-far"],
    ),
    ("a price of nothing", {"reserve": price(amount=Decimal(0))}, ["trade.price-not-positive"]),
    ("a quintal alone says nothing", {"reserve": price(unit="quintal")}, ["trade.quintal-which"]),
    ("a quintal of 46 kg says it", {"reserve": price(unit="quintal46")}, []),
    ("a sack is no unit of price", {"reserve": price(unit="sack")}, ["trade.unit-unknown"]),
    ("a currency that is none", {"reserve": price(currency="KIP")}, ["trade.currency-unknown"]),
    ("a score without its protocol means nothing", {"protocol": ""}, ["trade.score-without-protocol"]),
    ("a score above 100", {"score": Decimal(101)}, ["trade.score-out-of-range"]),
    ("a certificate that ends before the lot is ready", until(date(2026, 11, 19)), ["trade.certificate-ends-before-shipment"]),
    ("a certificate that ends on the first day it is ready", until(date(2026, 12, 1)), []),
    ("a certificate that ends before it starts", until(date(2027, 12, 31), date(2028, 1, 1)), ["trade.certificate-ends-before-it-starts"]),
    (
        "the same certificate twice",
        {"certificates": (CertificateFacts("organic"), CertificateFacts("organic"))},
        ["trade.certificate-twice"],
    ),
]


@pytest.mark.parametrize(("sentence", "changed", "codes"), OFFERS, ids=[row[0] for row in OFFERS])
def test_offer(sentence: str, changed: dict[str, Any], codes: list[str]) -> None:
    assert [refusal.code for refusal in refusals_for_offer(offer_facts(**changed), KNOWN, on=ON)] == codes


NEEDS: list[tuple[str, dict[str, Any], list[str]]] = [
    ("a sound need may be posted", {}, []),
    ("a smallest delivery above the whole", {"min_lot_kg": 20_000}, ["trade.min-lot-above-kg"]),
    ("the whole in one delivery", {"min_lot_kg": 19_200}, []),
    ("from nobody", {"max_suppliers": 0}, ["trade.no-suppliers"]),
    ("from one", {"max_suppliers": 1}, []),
    ("landed in a town without a port, by truck", {"port": "ZWHRE"}, []),
    ("landed nowhere", {"port": "ZZZZZ"}, ["kernel.unknown-place"]),
    ("a score under no protocol", {"protocol": ""}, ["trade.score-without-protocol"]),
    ("two things wrong are told at once", {"kg": 0, "limit": price(unit="quintal")}, ["trade.kg-not-positive", "trade.quintal-which"]),
]


@pytest.mark.parametrize(("sentence", "changed", "codes"), NEEDS, ids=[row[0] for row in NEEDS])
def test_need(sentence: str, changed: dict[str, Any], codes: list[str]) -> None:
    assert [refusal.code for refusal in refusals_for_need(need_facts(**changed), KNOWN, on=ON)] == codes


def test_of_a_lot_of_19200_kg_with_12000_offered_a_further_8000_are_800_too_much() -> None:
    (refusal,) = refusals_for_slice(8_000, lot_kg=19_200, kg_taken=12_000, lot="A")
    assert (refusal.code, refusal.facts["too_much_kg"]) == ("trade.lot-exceeded", 800)
    assert refusals_for_slice(7_200, lot_kg=19_200, kg_taken=12_000, lot="A") == []


def test_an_offer_shrinks_down_to_what_is_promised() -> None:
    assert refusals_for_kg(6_000, kg_promised=6_000) == []
    assert [refusal.code for refusal in refusals_for_kg(5_999, kg_promised=6_000)] == ["trade.kg-below-promised"]
