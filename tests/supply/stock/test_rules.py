"""Tables of the rules of stock: waybills, protocols, altitudes, opening rows, seasons."""

from __future__ import annotations

import csv
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from rochdale.kernel.refusal import Refused
from rochdale.supply.rules import protocols as rules
from rochdale.supply.rules.altitude import read_altitude, refusals_for_altitude
from rochdale.supply.rules.opening_stock import read_account, refusals_for_row
from rochdale.supply.rules.products import products
from rochdale.supply.rules.protocols import protocols
from rochdale.supply.rules.seasons import CertifiedBalance, Expected, equivalent_g, factor, most_from_area
from rochdale.supply.rules.waybills import SentLine, is_case


@pytest.mark.parametrize(
    ("sent", "arrived", "case", "put_in", "missing", "because"),
    [
        (100_000, 100_000, False, 100_000, 0, "the scales agree"),
        (100_000, 99_500, False, 99_500, 500, "half a percent is still within"),
        (100_000, 99_499, True, 99_499, 501, "one gram beyond half a percent is a case"),
        (100_000, 100_500, False, 100_000, 0, "kilograms do not grow on the road"),
        (100_000, 100_501, True, 100_000, 0, "a surplus beyond it has to be explained too"),
        (100_000, 0, True, 0, 100_000, "nothing came"),
    ],
)
def test_what_arrives(sent: int, arrived: int, case: bool, put_in: int, missing: int, because: str) -> None:
    line = SentLine("L", sent, arrived)
    assert (is_case([line]), line.put_in_g, line.missing_g) == (case, put_in, missing), because


@pytest.mark.parametrize(
    ("mouldy", "slaty", "other", "grade"),
    [(9, 9, 9, "1"), (10, 9, 9, "2"), (12, 24, 18, "2"), (13, 0, 0, "substandard"), (12, 25, 18, "substandard")],
)
def test_the_cut_test_of_the_reference(mouldy: int, slaty: int, other: int, grade: str) -> None:
    protocol = protocols()["cocoa-cut-test"]
    values = {"beans": Decimal(300), "mouldy": Decimal(mouldy), "slaty": Decimal(slaty), "other": Decimal(other)}
    assert not list(rules.refusals_for_values(protocol, values))
    assert rules.judge(protocol, values) == rules.Judged(None, grade)


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"beans": 300, "mouldy": 150, "slaty": 100, "other": 51}, "supply.more-beans-than-were-cut"),
        ({"beans": 300, "mouldy": 301, "slaty": 0, "other": 0}, "supply.value-is-out-of-range"),
        ({"beans": 100, "mouldy": 0, "slaty": 0, "other": 0}, "supply.value-is-out-of-range"),
        ({"beans": 300, "mouldy": 1, "slaty": 0}, "supply.value-is-missing"),
        ({"beans": 300, "mouldy": 1.5, "slaty": 0, "other": 0}, "supply.value-is-not-whole"),
        ({"beans": 300, "mouldy": 1, "slaty": 0, "other": 0, "flat": 1}, "supply.protocol-has-no-such-field"),
    ],
)
def test_what_the_cut_test_refuses(values: dict[str, float], code: str) -> None:
    found = rules.refusals_for_values(protocols()["cocoa-cut-test"], {name: Decimal(str(value)) for name, value in values.items()})
    assert code in {refusal.code for refusal in found}


@pytest.mark.parametrize(("each", "score"), [(5, "79"), (9, "100"), (7, "89.5")])
def test_the_value_assessment_meets_its_anchors(each: int, score: str) -> None:
    protocol = protocols()["cva-2024"]
    values = {name: Decimal(each) for name in protocol.fields}
    assert len(values) == 8 and not protocol.is_verified
    assert rules.judge(protocol, values).score == Decimal(score)


def test_scores_of_two_protocols_are_never_compared() -> None:
    assert rules.average([("sca-2004", Decimal(84)), ("sca-2004", Decimal(86))]) == 85
    with pytest.raises(Refused) as refused:
        rules.average([("sca-2004", Decimal(84)), ("cva-2024", Decimal(84))])
    assert refused.value.refusals[0].code == "supply.protocols-do-not-compare"
    with pytest.raises(Refused):
        rules.protocol_called("", "coffee")
    with pytest.raises(Refused):
        rules.protocol_called("cocoa-fcc", "coffee")


def test_moisture_is_reckoned_to_a_reference() -> None:
    assert rules.at_reference_moisture(1_000_000, Decimal(13), Decimal(12)) == 988_636
    with pytest.raises(Refused):
        rules.at_reference_moisture(1, Decimal(101), Decimal(12))


@pytest.mark.parametrize(
    ("text", "unit", "low", "high"),
    [
        ("1250m", "m", 1250, 1250),
        ("1500-2000 m", "m", 1500, 2000),
        ("442 msnm", "m", 442, 442),
        ("1600 - 1800 m", "m", 1600, 1800),
        ("4921ft", "m", 1500, 1500),
        ("4921", "ft", 1500, 1500),
        ("de 900 a 1100 msnm", "m", 900, 1100),
        ("1,250 m", "m", 1250, 1250),
        ("approx.1'500 metres a.s.l.", "m", 1500, 1500),
        ("1300 msnm", "ft", 1300, 1300),
    ],
)
def test_altitudes_as_people_write_them(text: str, unit: str, low: int, high: int) -> None:
    found = read_altitude(text, unit=unit)
    assert found is not None and (found.low_m, found.high_m, found.text) == (low, high, text)


@pytest.mark.parametrize("text", ["", "n/a", "16.8", "190164", "high"])
def test_altitudes_that_cannot_be_read_stay_unknown(text: str) -> None:
    assert read_altitude(text) is None


def test_an_altitude_above_the_mountains_is_refused() -> None:
    assert [refusal.code for refusal in refusals_for_altitude("190164")] == ["supply.altitude-is-above-the-mountains"]
    assert not list(refusals_for_altitude("1250m"))


def test_the_public_cupping_rows_add_up(outside: Path) -> None:
    """100 rows of the Coffee Quality Institute: the attributes add up to the total within 0.15 in all but one at most."""
    protocol = protocols()["sca-2004"]
    columns = ["Aroma", "Flavor", "Aftertaste", "Acidity", "Body", "Balance", "Uniformity", "Clean.Cup", "Sweetness", "Cupper.Points"]
    with (outside / "coffee" / "cqi-arabica-100.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    off, unread = [], []
    for row in rows:
        values = dict(zip((name for name in protocol.fields if name != "defects"), (Decimal(row[name]) for name in columns), strict=True))
        assert not list(rules.refusals_for_values(protocol, values)), row[""]
        score = rules.judge(protocol, values).score
        if score is None or abs(score - Decimal(row["Total.Cup.Points"])) > Decimal("0.15"):
            off.append(row[""])
        if row["Altitude"] and read_altitude(row["Altitude"], unit=row["unit_of_measurement"]) is None:
            unread.append(row["Altitude"])
    assert len(rows) == 100
    assert len(off) <= 1, off
    assert unread == ["16.8"], "every other written altitude is read"


def test_rows_of_the_old_books() -> None:
    found = read_account("pks/parchment/A/organic+fairtrade/OLD-7")
    assert found is not None
    assert (found.place, found.product, found.form, found.grade) == ("PKS", "coffee", "parchment", "A")
    assert (found.claims, found.code) == (("fairtrade", "organic"), "OLD-7")
    assert read_account("PKS") is None
    codes = {refusal.code for refusal in refusals_for_row("XXX/straw", Decimal(0), places={"PKS"}, codes=set())}
    assert codes == {"supply.opening-place-is-unknown", "supply.opening-form-is-unknown", "supply.opening-weighs-nothing"}
    assert [refusal.code for refusal in refusals_for_row("PKS/green/Z", Decimal(1), places={"PKS"}, codes=set())] == [
        "supply.grade-is-unknown"
    ]


def test_forms_are_reckoned_in_one() -> None:
    coffee = products()["coffee"]
    assert factor(coffee, "parchment", "green") == Fraction(4, 5)
    assert factor(coffee, "green", "parchment") == Fraction(5, 4)
    assert factor(coffee, "dried-cherry", "parchment") is not None, "over one form between"
    assert equivalent_g(coffee, {"dried-cherry": 120_000, "parchment": 75_000}) == 120_000, "60 kg and 60 kg of green"
    assert factor(coffee, "cherry", "straw") is None


def test_what_plots_can_give_and_what_was_sold() -> None:
    most = most_from_area(Decimal("1.5"), 1000)
    assert not Expected(0, 1_180_000, most).is_above_cap
    assert Expected(0, 1_580_000, most).is_above_cap
    assert Expected(1_500_000, 1_180_000, most).missing_g == 320_000
    assert CertifiedBalance("organic", 100, 101).is_oversold and not CertifiedBalance("organic", 100, 100).is_oversold
