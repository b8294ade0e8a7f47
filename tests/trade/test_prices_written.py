"""A price as people write it: with the small coin of its currency, and what it has beyond that."""

from __future__ import annotations

from decimal import Decimal

import pytest

from rochdale.trade.bid_called import price_in
from rochdale.trade.called import price_figure

PRICES = [
    ("a euro has cents", "0.8", "EUR", "0.80", "0.80"),
    ("a price for 1 kg has two figures more", "4.850170", "USD", "4.8502", "4.85017"),
    ("no noughts stand at its end", "0.8500", "EUR", "0.85", "0.85"),
    ("a franc has none", "2750.0000", "XAF", "2,750", "2,750"),
    ("but a price in francs may", "2750.125", "XAF", "2,750.12", "2,750.125"),
    ("nor has a yen", "705", "JPY", "705", "705"),
]


@pytest.mark.parametrize(("says", "price", "currency", "told", "bid"), PRICES)
def test_a_price_is_written_as_people_do(says: str, price: str, currency: str, told: str, bid: str) -> None:
    assert price_figure(Decimal(price), currency) == told, says
    assert price_in(Decimal(price), currency) == bid, says
