from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from rochdale.base.words import sentence
from rochdale.kernel.money import Money
from rochdale.kernel.quantity import kg_per
from rochdale.kernel.refusal import Refused
from rochdale.trade.rules.price_floor import (
    Goods,
    PriceFloor,
    at_level,
    fixed_price,
    minimums_for,
    price_under,
    read_floors,
    refusals_for_floors,
    refusals_for_price,
    shipped_floors,
)

PAGE = Path(__file__).resolve().parents[2] / "docs" / "rules" / "price-floor.md"
ON = date(2026, 11, 23)
ORGANIC, CONVENTIONAL = frozenset({"fairtrade", "organic"}), frozenset({"fairtrade"})
COFFEE = Goods("coffee", "arabica", "washed", "LA", CONVENTIONAL)


def row(name: str) -> PriceFloor:
    return next(floor for floor in shipped_floors() if floor.id == name)


def verified(floor: PriceFloor) -> PriceFloor:
    return replace(floor, verified_by="Noy", verified_on=date(2026, 11, 1))


WASHED = row("fairtrade-arabica-washed-2023")
CENTS = replace(WASHED, minimum=Decimal(180), organic_differential=Decimal(40), premium=Decimal(20))


def worked_rows() -> list[list[str]]:
    lines = PAGE.read_text(encoding="utf-8").splitlines()
    start = next(number for number, line in enumerate(lines) if line.startswith("| C | D |"))
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[start + 2 :] if line.startswith("| ")][:5]


@pytest.mark.parametrize("cells", worked_rows(), ids=lambda cells: " ".join(cells[:3]))
def test_the_worked_table_of_the_rule_page_holds(cells: list[str]) -> None:
    market, differential, organic, without, paid, per_kg, at_floor = cells
    price = price_under(CENTS, Decimal(market) + Decimal(differential), is_organic=organic == "yes")
    assert (price.to_members, price.with_premium) == (Decimal(without), Decimal(paid))
    assert (CENTS.per_kg(price.with_premium) / 100).quantize(Decimal("0.0001")) == Decimal(per_kg)
    assert price.is_at_floor == (at_floor == "yes")


def test_a_container_at_the_floor_pays_what_the_rule_page_says() -> None:
    price = price_under(WASHED, Decimal(0), is_organic=True)
    pounds = Decimal(19_200) / kg_per("lb")
    paid = [Money(part * pounds, "USD").rounded().amount for part in (price.to_members, price.organic, price.premium, price.with_premium)]
    assert paid == [Decimal("93123.26"), Decimal("16931.50"), Decimal("8465.75"), Decimal("101589.01")]


def test_cocoa_in_its_old_row_by_the_day_of_contract() -> None:
    goods = Goods("cocoa", "", "fermented", "CM", ORGANIC)
    floors = [verified(floor) for floor in shipped_floors()]
    old = minimums_for(floors, goods, on=date(2024, 3, 1)).binding[0]
    assert (old.row.id, old.per_kg) == ("fairtrade-cocoa-2019", Decimal("2.7"))
    assert price_under(old.row, Decimal(2200), is_organic=True).with_premium == 2940
    assert minimums_for(floors, goods, on=ON).binding[0].per_kg == Decimal("3.95")


def test_the_premium_of_cocoa_is_empty_and_no_price_is_made_from_it() -> None:
    with pytest.raises(Refused) as refused:
        price_under(row("fairtrade-cocoa-2026"), Decimal(4000), is_organic=False)
    assert refused.value.refusals[0].facts == {"row": "fairtrade-cocoa-2026", "cell": "premium"}


FIXATIONS = [(Decimal(60), Decimal(172)), (Decimal(40), Decimal("187.10"))]


@pytest.mark.parametrize(
    ("what", "each", "price"), [("tested at each fixation", True, "182.84"), ("tested on the average", False, "180.00")]
)
def test_a_price_fixed_in_steps(what: str, each: bool, price: str) -> None:
    assert fixed_price(CENTS.minimum or Decimal(0), FIXATIONS, is_each_fixation_tested=each) == Decimal(price), what


def test_nothing_fixed_has_no_price() -> None:
    with pytest.raises(Refused):
        fixed_price(Decimal(180), [])


APPLIES = [
    ("washed arabica", COFFEE, ["fairtrade-arabica-washed-2023"]),
    (
        "arabica of unknown form may be either, both bind",
        replace(COFFEE, form=""),
        ["fairtrade-arabica-washed-2023", "fairtrade-arabica-natural-2023"],
    ),
    ("without the certificate nothing binds", replace(COFFEE, certificates=frozenset()), []),
    ("another scheme's certificate binds nothing of Fairtrade", replace(COFFEE, certificates=frozenset({"organic"})), []),
    ("another product", replace(COFFEE, product="cane-sugar", species="", form=""), []),
]


@pytest.mark.parametrize(("what", "goods", "rows"), APPLIES, ids=[row[0] for row in APPLIES])
def test_which_rows_bind(what: str, goods: Goods, rows: list[str]) -> None:
    floors = [verified(floor) for floor in shipped_floors()]
    assert [minimum.row.id for minimum in minimums_for(floors, goods, on=ON).binding] == rows, what


def test_a_row_that_nobody_verified_warns_and_does_not_bind() -> None:
    found = minimums_for(shipped_floors(), COFFEE, on=ON)
    assert found.binding == ()
    assert [refusal.code for refusal in found.warnings] == ["trade.floor-not-verified"]
    assert "fairtradeanz" in sentence(found.warnings[0])


def test_a_day_without_a_row_warns() -> None:
    found = minimums_for([verified(WASHED)], COFFEE, on=date(2020, 1, 1))
    assert (found.binding, [refusal.code for refusal in found.warnings]) == ((), ["trade.floor-no-row"])


def test_an_empty_minimum_is_never_zero() -> None:
    found = minimums_for([verified(row("fairtrade-tea"))], Goods("tea", "", "", "LK", CONVENTIONAL), on=ON)
    assert (found.binding, [refusal.code for refusal in found.warnings]) == ((), ["trade.floor-cell-empty"])


def test_a_row_of_the_origin_goes_before_the_general_one() -> None:
    floors = [verified(row("fairtrade-banana-2026")), verified(row("fairtrade-banana-cameroon-2022"))]
    goods = Goods("banana", "", "", "CM", CONVENTIONAL)
    binding = minimums_for(floors, goods, on=date(2025, 6, 1)).binding
    assert [minimum.row.id for minimum in binding] == ["fairtrade-banana-cameroon-2022"]
    assert binding[0].per_kg.quantize(Decimal("0.0001")) == Decimal("0.5127")


def test_levels_are_compared_only_with_their_costs() -> None:
    costs = {"EXW": Decimal("0.02"), "FCA": Decimal("0.10"), "FOB": Decimal("0.03")}
    assert at_level(Decimal(3), "farm", "FOB", costs) == Decimal("3.15")
    assert at_level(Decimal(3), "FOB", "FCA", costs) == Decimal("2.97")
    assert at_level(Decimal(3), "FOB", "FOB", {}) == 3
    with pytest.raises(Refused) as refused:
        at_level(Decimal(3), "FOB", "CIF", costs)
    assert refused.value.refusals[0].facts["lacking"] == ["CIF"]


def test_a_price_below_the_minimum_is_refused_with_the_difference() -> None:
    minimum = minimums_for([verified(WASHED)], COFFEE, on=ON).binding[0]
    assert refusals_for_price(Decimal("3.97"), "USD", minimum) == []
    refusal = refusals_for_price(Decimal("3.90"), "USD", minimum)[0]
    assert refusal.facts["short"] == minimum.per_kg - Decimal("3.90")
    assert refusals_for_price(Decimal("3.90"), "EUR", minimum)[0].code == "trade.floor-currency-differs"


FAULTY = [
    ("two rows on one day", [WASHED, replace(WASHED, id="other", valid_from=date(2024, 1, 1))], "trade.floors-overlap"),
    ("an end before the start", [replace(WASHED, valid_to=date(2020, 1, 1))], "trade.floor-ends-before-it-starts"),
    ("a level nobody trades at", [replace(WASHED, level="moon")], "trade.floor-unknown-level"),
    ("a currency nobody has", [replace(WASHED, currency="USc")], "trade.floor-unknown-currency"),
    ("a quintal of no size", [replace(WASHED, unit="quintal")], "trade.floor-unknown-unit"),
    ("a negative minimum", [replace(WASHED, minimum=Decimal(-1))], "trade.floor-below-zero"),
]


@pytest.mark.parametrize(("what", "floors", "code"), FAULTY, ids=[row[0] for row in FAULTY])
def test_a_row_that_cannot_stand_is_refused(what: str, floors: list[PriceFloor], code: str) -> None:
    assert [refusal.code for refusal in refusals_for_floors(floors)] == [code], what
    assert sentence(refusals_for_floors(floors)[0])


def test_rows_that_follow_each_other_stand() -> None:
    assert refusals_for_floors([replace(WASHED, valid_to=date(2027, 1, 1)), replace(WASHED, id="next", valid_from=date(2027, 1, 1))]) == []


def test_shipped_rows_are_sourced_and_none_is_verified() -> None:
    assert len(shipped_floors()) >= 10
    assert all(floor.source and not floor.is_verified for floor in shipped_floors())


@pytest.mark.parametrize("text", ["[[floor]]\nid = 'x'\nprize = 1\n", "[[floor]]\nid = 'x'\n"])
def test_a_file_with_unknown_or_missing_fields_is_refused(text: str) -> None:
    with pytest.raises(Refused):
        read_floors(text)
