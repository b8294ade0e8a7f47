from __future__ import annotations

from decimal import Decimal

import pytest

from rochdale.kernel.quantity import Quantity, kg_per, unit_named
from rochdale.kernel.refusal import Refused

D = Decimal


@pytest.mark.parametrize(
    ("quantity", "kg"),
    [
        (Quantity(D(1), "lb"), "0.45359237"),
        (Quantity(D(37500), "lb"), "17009.713875"),  # a lot of the New York market
        (Quantity(D(10), "t"), "10000"),
        (Quantity(D(2), "quintal46"), "92"),
        (Quantity(D(2), "quintal100"), "200"),
        (Quantity(D(3), "arroba15"), "45"),
        (Quantity.bags(320, kg_each=60), "19200"),
        (Quantity.bags(10, kg_each=D("62.5")), "625.0"),  # cocoa
        (Quantity.parse("320 bag60"), "19200"),
        (Quantity.parse("1.5 t"), "1500.0"),
        (Quantity.parse("1 250,5 kg"), "1250.5"),
        (Quantity.parse("750"), "750"),
        (Quantity.parse("12 Tonnes"), "12000"),
    ],
)
def test_weights_in_kilograms_exactly(quantity: Quantity, kg: str) -> None:
    assert quantity.kg == D(kg)


@pytest.mark.parametrize("unit", ["quintal", "Quintal", "quintaux", "qq", "arroba", "bag", "sac"])
def test_a_unit_whose_size_depends_on_the_place_is_refused_without_it(unit: str) -> None:
    with pytest.raises(Refused, match="unit-without-size") as refused:
        unit_named(unit)
    assert refused.value.refusals[0].facts["choices"]


@pytest.mark.parametrize("unit", ["", "stone", "bag0", "bag-5", "kg/m", "quintal50"])
def test_unknown_units_are_refused(unit: str) -> None:
    with pytest.raises(Refused, match="unknown-unit"):
        kg_per(unit)


@pytest.mark.parametrize("text", ["", "kg", "many bags", "1,23,4 kg"])
def test_a_weight_without_a_number_is_refused(text: str) -> None:
    with pytest.raises(Refused, match="not-a-number"):
        Quantity.parse(text)


def test_a_container_of_coffee_in_pounds_and_back() -> None:
    pounds = Quantity(D(19200), "kg").to("lb")
    assert round(pounds.number, 2) == D("42328.75")
    assert pounds.to("kg").whole_kg == 19200


def test_floats_are_not_weights() -> None:
    with pytest.raises(TypeError):
        Quantity(1.5, "kg")  # type: ignore[arg-type]  # the mistake that is tested
