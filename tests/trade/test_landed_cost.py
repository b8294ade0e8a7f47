"""Landed cost and farm gate, with the worked figures of docs/rules; who pays what under which term."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from rochdale.kernel.refusal import Refused
from rochdale.trade.price_commands import trade
from rochdale.trade.rules.farm_gate import Step, farm_gate, farmer_share
from rochdale.trade.rules.landed_cost import TERMS, Costs, insured_value, landed, paid_by

COSTS = Costs(
    freight=Decimal(2500), insurance_rate=Decimal("0.003"), terminal=Decimal(350), clearance=Decimal(250), inland=Decimal(900),
    advance_share=Decimal("0.6"), interest_rate=Decimal("0.1"), days=120,
)  # fmt: skip
LESS = {"export": "0.40", "finance": "0.10", "retention": "0.15", "dry mill": "0.08"}
STEPS = [Step("parchment", Decimal("0.80"), Decimal("0.25")), Step("cherry", Decimal("0.20"), Decimal("0.03"))]
MATRIX = """
inland_at_origin  B S S S S S S S S S S
export_clearance  B S S S S S S S S S S
loading           B B B S S S S S S S S
carriage          B B B B S S S S S S S
insurance         - - - - - S - S - - -
unloading         B B B B B B B B B S B
import_and_duty   B B B B B B B B B B S
"""


def cents(amount: Decimal, places: str = "0.01") -> str:
    return str(amount.quantize(Decimal(places)))


def test_the_worked_box_of_coffee() -> None:
    found = landed(Decimal("101589.01"), COSTS)
    assert [cents(each) for each in (found.cif, found.insurance, found.finance, found.total)] == [
        "104433.64", "344.63", "2031.78", "107965.42",
    ]  # fmt: skip
    assert cents(found.total / 19_200, "0.0001") == "5.6232"
    assert cents(found.total / 19_200 * Decimal("1.19"), "0.0001") == "6.6916"


def test_duty_is_on_the_insured_value() -> None:
    assert landed(Decimal(1000), Costs(freight=Decimal(100), duty_rate=Decimal("0.075"))).duty == Decimal("82.500")


@pytest.mark.parametrize("row", MATRIX.strip().splitlines())
def test_who_pays_what_under_which_term(row: str) -> None:
    line, *marks = row.split()
    assert [paid_by(term, line)[0].upper().replace("N", "-") for term in TERMS] == marks


@pytest.mark.parametrize(
    ("act", "code"),
    [
        (lambda: paid_by("FOBB", "carriage"), "trade.incoterm-is-unknown"),
        (lambda: insured_value(Decimal(1), Decimal(1)), "trade.insurance-rate-cannot-be"),
        (lambda: landed(Decimal(0), Costs()), "trade.cost-is-negative"),
        (lambda: landed(Decimal(1), Costs(freight=Decimal(-1))), "trade.cost-is-negative"),
        (lambda: farm_gate(Decimal(4), {"export": Decimal(-1)}, []), "trade.cost-is-negative"),
        (lambda: farm_gate(Decimal(4), {}, [Step("cherry", Decimal("1.2"), Decimal(0))]), "trade.outturn-cannot-be"),
        (lambda: farmer_share(Decimal(4), Decimal(0)), "trade.retail-price-is-missing"),
    ],
)
def test_what_cannot_be_is_refused(act: object, code: str) -> None:
    with pytest.raises(Refused) as refused:
        act()  # type: ignore[operator]
    assert refused.value.refusals[0].code == code


def test_back_from_a_price_to_the_cherry() -> None:
    found = farm_gate(Decimal("4.850170"), {name: Decimal(amount) for name, amount in LESS.items()}, STEPS)
    assert [cents(worth, "0.000001") for worth in found.values()] == ["4.120170", "3.046136", "0.579227"]
    assert cents(found["cherry"] * 21_500, "1") == "12453"
    more = farm_gate(Decimal("4.850170") + Decimal("0.1") / Decimal("0.45359237"), dict.fromkeys(LESS, Decimal(0)), STEPS)
    same = farm_gate(Decimal("4.850170"), dict.fromkeys(LESS, Decimal(0)), STEPS)
    assert cents(more["cherry"] - same["cherry"], "0.000001") == "0.035274"


def test_a_price_that_does_not_carry_the_costs_is_shown_below_zero() -> None:
    assert farm_gate(Decimal("0.5"), {"export": Decimal("0.8")}, STEPS)["green"] < 0


def test_the_share_of_the_growers() -> None:
    assert cents(farmer_share(Decimal("3.90"), Decimal("24.00")) * 100) == "19.34"


@given(st.decimals("0.01", "1e6", places=2), st.decimals("0", "1e5", places=2), st.decimals("0", "0.2", places=4))
def test_the_premium_insures_itself(fob: Decimal, freight: Decimal, rate: Decimal) -> None:
    cif = insured_value(fob + freight, rate)
    assert abs(cif - (fob + freight) - Decimal("1.10") * rate * cif) < Decimal("1e-30")


def test_the_command_line_reckons_both() -> None:
    said = "--fob 101589.01 --currency USD --kg 19200 --freight 2500 --insurance 0.3 --terminal 350 --clearance 250 --inland 900"
    said += " --advance 60 --interest 10 --days 120 --json"
    told = json.loads(CliRunner().invoke(trade, ["landed-cost", *said.split()]).stdout)
    assert (told["cif"], told["landed"], told["per_kg"]) == ("104433.64", "107965.42", "5.6232")
    less = " ".join(f"--less {name.replace(' ', '-')}={amount}" for name, amount in LESS.items())
    asked = f"farm-gate --price 4.850170 --currency USD {less} --step parchment:0.80:0.25 --step cherry:0.20:0.03"
    gate = json.loads(CliRunner().invoke(trade, [*asked.split(), "--into", "LAK", "--rate", "21500", "--json"]).stdout)
    assert gate["forms"][-1] == {"form": "cherry", "per_kg": "0.579227", "in_LAK": "12453.38"}
    assert "0.579227" in CliRunner().invoke(trade, asked.split()).stdout
    wrong = CliRunner().invoke(trade, ["landed-cost", "--fob", "1", "--currency", "USD", "--kg", "1", "--freight", "-1", "--json"])
    assert wrong.exit_code == 1 and json.loads(wrong.stdout)["refused"]["code"] == "trade.cost-is-negative"
