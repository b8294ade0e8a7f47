from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from rochdale.kernel.exchange import Rate, RateTable
from rochdale.kernel.price import Price
from rochdale.kernel.quantity import Quantity
from rochdale.kernel.refusal import Refused

D = Decimal


@pytest.mark.parametrize(
    ("amount", "currency", "unit", "usd_per_kg"),
    [
        ("200.00", "USc", "lb", "4.4092"),
        ("240.00", "USc", "lb", "5.2911"),
        ("269.40", "USc", "lb", "5.9393"),
        ("309.40", "USc", "lb", "6.8211"),
        ("1.80", "USD", "lb", "3.9683"),
        ("2400", "USD", "t", "2.4000"),
        ("92", "USD", "quintal46", "2.0000"),
        ("250", "USD", "quintal100", "2.5000"),
    ],
)
def test_prices_per_kilogram(amount: str, currency: str, unit: str, usd_per_kg: str) -> None:
    price = Price(D(amount), currency, unit)
    assert price.currency == "USD"
    assert round(price.per_kg, 4) == D(usd_per_kg)


def test_a_cent_per_pound_in_dollars_per_tonne() -> None:
    assert round(Price(D(1), "USc", "lb").to("t").amount, 7) == D("22.0462262")


def test_a_container_of_organic_coffee_at_the_floor() -> None:
    container = Quantity(D(19200), "kg")
    price, premium = Price(D("2.20"), "USD", "lb"), Price(D("0.20"), "USD", "lb")
    assert str(price.cost_of(container)) == "93123.26 USD"
    assert str(premium.cost_of(container)) == "8465.75 USD"
    assert str((price + premium).cost_of(container)) == "101589.01 USD"


def test_a_price_in_another_currency_keeps_its_unit_and_names_its_rate() -> None:
    day = date(2026, 10, 23)
    price, factor = Price(D(2), "EUR", "kg").in_currency("USD", day, RateTable([Rate("USD", D("1.1"), day, "invented")]))
    assert str(price) == "2.2 USD/kg"
    assert factor.rates[0].source == "invented"


def test_prices_in_two_currencies_do_not_add_up() -> None:
    with pytest.raises(Refused, match="currencies-differ"):
        Price(D(1), "USD", "lb") + Price(D(1), "EUR", "lb")


@pytest.mark.parametrize(
    ("currency", "unit", "code"),
    [
        ("usd", "kg", "unknown-currency"),
        ("", "kg", "unknown-currency"),
        ("USD", "", "unknown-unit"),
        ("USD", "quintal", "unit-without-size"),
    ],
)
def test_a_price_needs_a_currency_and_a_unit(currency: str, unit: str, code: str) -> None:
    with pytest.raises(Refused, match=code):
        Price(D(1), currency, unit)
