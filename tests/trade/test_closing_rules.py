"""From shelf to field for 1 kg: the steps add up, what is not told stays in the next step, the growers' share is that of the reference."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from rochdale.kernel.refusal import Refused
from rochdale.trade.rules.closing import SaleFacts, refusals_for_report, share_of_growers, stages
from rochdale.trade.rules.farm_gate import ROAST_LOSS

D = Decimal
# 1,000 kg: growers 3.90 a kg (3.00 and 0.90), their cooperatives 0.40, way to the port 0.35, premium 0.44.
FACTS = SaleFacts(
    kg=D(1000), first=D(3000), second=D(900), sellers=D(4300), costs=D(350), premium=D(440), loss=ROAST_LOSS, retail=D(24),
    buyer={"freight": D(130), "insurance": D(20), "terminal": D(18), "clearance": D(12)},
)  # fmt: skip


def said(facts: SaleFacts) -> dict[str, str]:
    return {one.code: f"{one.per_kg:.4f}" for one in stages(facts)}


def test_the_worked_share() -> None:
    share = share_of_growers(FACTS)
    assert share is not None and f"{share:.4f}" == "0.1934", "3.90 × 1.19 / 24.00"


def test_the_whole_way() -> None:
    assert said(FACTS) == {
        "growers-first": "3.0000", "growers-second": "0.9000", "cooperatives": "0.4000", "origin": "0.3500", "premium": "0.4400",
        "invoiced": "5.0900", "freight": "0.1300", "insurance": "0.0200", "importer": "0.0300", "landed": "5.2700", "retail": "14.8981",
        "shelf": "20.1681",
    }  # fmt: skip


@pytest.mark.parametrize("hidden", ["freight", "insurance", "terminal"])
def test_what_is_not_told_stays_in_the_step_before_the_shelf(hidden: str) -> None:
    less = replace(FACTS, buyer={code: amount for code, amount in FACTS.buyer.items() if code != hidden})
    steps = [one for one in stages(less) if not one.is_sum]
    shelf = next(one for one in stages(less) if one.code == "shelf")
    assert abs(sum((one.per_kg for one in steps), D(0)) - shelf.per_kg) < D("1e-20")


def test_nothing_is_guessed() -> None:
    nobody = replace(FACTS, first=None, retail=None, buyer={})
    assert share_of_growers(nobody) is None
    assert list(said(nobody)) == ["growers-second", "cooperatives", "origin", "premium", "invoiced"]


def test_a_cooperative_that_paid_more_than_it_got_is_shown_below_zero() -> None:
    assert said(replace(FACTS, second=D(1500)))["cooperatives"] == "-0.2000"


def test_a_price_of_nothing_is_no_price() -> None:
    with pytest.raises(Refused, match="retail-price-is-missing"):
        share_of_growers(replace(FACTS, retail=D(0)))


FROZEN = [
    ("all is paid and told", True, "0", FACTS, []),
    ("not settled", False, "0", None, ["trade.report-before-settlement"]),
    ("not paid", True, "0.01", FACTS, ["trade.report-before-payment"]),
    ("no price on the shelf", True, "0", replace(FACTS, retail=None), ["trade.retail-price-is-missing"]),
    ("a price of nothing", True, "0", replace(FACTS, retail=D(0)), ["trade.retail-price-is-missing"]),
    ("nobody told what growers got", True, "0", replace(FACTS, first=None), ["trade.report-without-growers"]),
]


@pytest.mark.parametrize(("sentence", "is_settled", "left", "facts", "codes"), FROZEN)
def test_when_a_report_is_frozen(sentence: str, is_settled: bool, left: str, facts: SaleFacts | None, codes: list[str]) -> None:
    assert [one.code for one in refusals_for_report(is_settled=is_settled, left=D(left), facts=facts)] == codes, sentence
