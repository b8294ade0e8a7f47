"""Money lent against contracts: what may be drawn, what it costs, what a receipt pays, how it stands on a day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rochdale.kernel.money import Money
from rochdale.trade.rules.prefinance import (
    Cover,
    Deduction,
    Kind,
    Move,
    Position,
    Terms,
    available,
    cost_of,
    own_part,
    position,
    refusals_for_draw,
    refusals_for_terms,
    warnings_for_cover,
    warnings_for_terms,
    waterfall,
)

START = date(2027, 1, 4)


def usd(amount: str | Decimal) -> Money:
    return Money(Decimal(amount), "USD")


TERMS = Terms(
    limit=usd("60000"), advance_rate=Decimal("0.60"), rate=Decimal("0.10"), fee=usd("0"), due_on=START + timedelta(120),
    pays_back="buyer", account="FI21 1234",
)  # fmt: skip
CONTAINER = Cover("RC-2026-0001", usd("93123.26"), Decimal(19_200), agreed=usd("93123.26"))


def draw(amount: str, day: int = 0, key: str = "a") -> Move:
    return Move(Kind.DRAW, START + timedelta(day), usd(amount), key)


def receipt(amount: str, day: int, key: str = "z") -> Move:
    return Move(Kind.RECEIPT, START + timedelta(day), usd(amount), key)


def stands(*moves: Move, day: int, terms: Terms = TERMS) -> Position:
    return position(terms, [(START, terms.rate)], moves, on=START + timedelta(day))


def test_the_worked_example_of_the_reference() -> None:
    """93,123.26 at 60 %, 120 days at 10 %."""
    assert available(TERMS, [CONTAINER], usd("0")) == usd("55873.96")
    after = stands(draw("55873.96"), receipt("93123.26", 120), day=120)
    split = after.lines[1].split
    assert split is not None
    assert (split.interest, split.principal, split.cooperative) == (usd("1862.47"), usd("55873.96"), usd("35386.83"))
    assert not after.owed and after.to_cooperative == usd("35386.83")


@pytest.mark.parametrize(
    ("amount", "owed", "covers", "code"),
    [
        ("55873.96", "0", [CONTAINER], None),
        ("55873.97", "0", [CONTAINER], "trade.draw-above-available"),
        ("25873.97", "30000", [CONTAINER], "trade.draw-above-available"),
        ("25873.96", "30000", [CONTAINER], None),
        ("60000.01", "0", [CONTAINER, CONTAINER], "trade.draw-above-available"),  # two contracts cover more than the limit
        ("60000", "0", [CONTAINER, CONTAINER], None),
        ("0.01", "0", [replace(CONTAINER, is_lapsed=True)], "trade.draw-above-available"),
        ("0", "0", [CONTAINER], "trade.prefinance-not-above-zero"),
    ],
)
def test_nobody_draws_more_than_is_available(amount: str, owed: str, covers: list[Cover], code: str | None) -> None:
    found = refusals_for_draw(usd(amount), TERMS, covers, usd(owed), on=START)
    assert [one.code for one in found] == ([code] if code else [])


def test_nothing_is_drawn_once_it_is_due() -> None:
    late = refusals_for_draw(usd("1"), TERMS, [CONTAINER], usd("0"), on=TERMS.due_on + timedelta(1))
    assert [one.code for one in late] == ["trade.draw-after-due"]
    assert refusals_for_draw(usd("1"), TERMS, [CONTAINER], usd("0"), on=TERMS.due_on) == []


@pytest.mark.parametrize(
    ("amount", "interest", "principal", "fee", "deductions", "cooperative"),
    [
        ("0.01", "0.01", "0", "0", "0", "0"),
        ("500", "500", "0", "0", "0", "0"),
        ("500.01", "500", "0.01", "0", "0", "0"),
        ("10500", "500", "10000", "0", "0", "0"),
        ("10550", "500", "10000", "50", "0", "0"),
        ("10900", "500", "10000", "100", "300", "0"),
        ("12000", "500", "10000", "100", "300", "1100"),
    ],
)
def test_a_receipt_pays_interest_principal_fee_deductions_and_then_the_cooperative(
    amount: str, interest: str, principal: str, fee: str, deductions: str, cooperative: str
) -> None:
    split = waterfall(usd(amount), interest=usd("500"), principal=usd("10000"), fee=usd("100"), deductions=usd("300"))
    assert [split.interest, split.principal, split.fee, split.deductions, split.cooperative] == [
        usd(one) for one in (interest, principal, fee, deductions, cooperative)
    ]


def test_several_draws_run_their_own_days_and_a_part_payment_lowers_what_bears_interest() -> None:
    """30,000 for 90 days and 12,000 for 60, 20,000 back on day 90: 750.00 and 200.00, then 22,950.00 for 30 days."""
    moves = [draw("30000"), draw("12000", 30, "b"), receipt("20000", 90)]
    paid = stands(*moves, day=90)
    assert (paid.accrued, paid.interest, paid.principal) == (usd("950.00"), usd("0"), usd("22950.00"))
    later = stands(*moves, day=120)
    assert later.accrued == usd("1141.25")
    assert [line.interest for line in later.lines] == [usd("0"), usd("250.00"), usd("700.00")]


def test_early_repayment_saves_interest_and_late_repayment_goes_on_at_the_same_rate() -> None:
    early = stands(draw("50000"), receipt("60000", 100), day=100)
    assert (early.accrued, early.saved, early.days_late) == (usd("1388.89"), usd("277.78"), 0)
    late = stands(draw("50000"), day=135)
    assert (late.days_late, late.late) == (15, usd("208.33"))
    assert late.interest == usd("1875.00"), "135 days at 10 %, no more than was agreed"
    settled = stands(draw("50000"), receipt("60000", 135), day=200)
    assert (settled.days_late, settled.accrued, settled.late) == (0, usd("1875.00"), usd("208.33"))


def test_new_terms_change_the_rate_from_their_day_on() -> None:
    moves, day = [draw("36000")], START + timedelta(30)
    after = position(TERMS, [(START, Decimal("0.10")), (day, Decimal("0.12"))], moves, on=START + timedelta(60))
    assert after.accrued == usd("300.00") + usd("360.00")


def test_fee_and_deductions_are_owed_from_the_first_draw_on() -> None:
    terms = replace(TERMS, fee=usd("150"), deductions=(Deduction("Inspection", usd("80")),))
    assert not stands(day=10, terms=terms).owed
    assert stands(draw("1000"), day=0, terms=terms).owed == usd("1230")


def test_a_movement_written_late_finds_its_place() -> None:
    moves = [draw("30000"), receipt("10000", 60), draw("5000", 20, "b")]
    assert stands(*moves, day=90) == stands(*reversed(moves), day=90)
    assert stands(*moves, day=10).principal == usd("30000"), "what came later does not count yet"


def test_what_is_lent_in_francs_has_no_cents() -> None:
    def francs(amount: str) -> Money:
        return Money(Decimal(amount), "XAF")

    terms = replace(TERMS, limit=francs("5000000"), fee=francs("0"), rate=Decimal("0.36"))
    moves = [Move(Kind.DRAW, START, francs("4999999"), "a"), Move(Kind.RECEIPT, START + timedelta(7), francs("1000000"), "b")]
    after = position(terms, [(START, terms.rate)], moves, on=START + timedelta(7))
    assert after.accrued == francs("35000") and after.principal == francs("4034999")


@pytest.mark.parametrize(
    ("changed", "codes"),
    [
        ({}, []),
        ({"rate": Decimal("3.65")}, []),  # never refused, only told
        ({"limit": usd("0")}, ["trade.prefinance-not-above-zero"]),
        ({"advance_rate": Decimal("1.01")}, ["trade.advance-rate-out-of-range"]),
        ({"advance_rate": Decimal(0)}, ["trade.advance-rate-out-of-range"]),
        ({"rate": Decimal("-0.01")}, ["trade.prefinance-cost-below-zero"]),
        ({"due_on": START}, ["trade.prefinance-due-is-over"]),
        ({"pays_back": "nobody"}, ["trade.prefinance-payer-unknown"]),
        ({"account": " "}, ["trade.prefinance-payer-unknown"]),
        ({"deductions": (Deduction("", usd("1")),)}, ["trade.deduction-without-name-or-amount"]),
    ],
)
def test_terms_that_cannot_be(changed: dict[str, object], codes: list[str]) -> None:
    assert [one.code for one in refusals_for_terms(replace(TERMS, **changed), on=START)] == codes  # type: ignore[arg-type]


def test_a_high_rate_is_told_with_its_cost_in_money_and_for_a_kilogram() -> None:
    terms = replace(TERMS, rate=Decimal("0.36"), fee=usd("300"))
    assert [one.code for one in warnings_for_terms(terms)] == ["trade.prefinance-rate-is-high"]
    assert warnings_for_terms(TERMS) == []
    cost = cost_of(terms, drawn_on=START, kg=Decimal(19_200))
    assert (cost.days, cost.interest, cost.total) == (120, usd("7200.00"), usd("7500.00"))
    assert cost.per_kg.amount == Decimal("0.390625")


def test_a_contract_that_lapsed_or_shrank_is_flagged_with_what_is_missing() -> None:
    drawn = stands(draw("55873.96"), day=10)
    assert warnings_for_cover(TERMS, [CONTAINER], drawn) == []
    [short] = warnings_for_cover(TERMS, [replace(CONTAINER, value=usd("90000"))], drawn)
    assert short.code == "trade.prefinance-cover-is-short" and short.facts["short"] == "1873.96 USD"
    lapsed = warnings_for_cover(TERMS, [replace(CONTAINER, is_lapsed=True, value=usd("0"))], drawn)
    assert [one.code for one in lapsed] == ["trade.pledged-contract-lapsed", "trade.prefinance-cover-is-short"]


def test_premium_and_the_lots_of_others_pay_nobodys_loan() -> None:
    """101,589.01 with a premium of 8,465.75, paid in two parts: the goods' part of both is 93,123.26 to the cent."""
    whole, own = usd("101589.01"), usd("93123.26")
    first = own_part(usd("40000"), own, whole)
    assert first == usd("36666.67")
    assert first + (own_part(whole, own, whole) - first) == own
    assert own_part(usd("200000"), own, whole) == own, "what was paid too much pays nothing"


CALMLY = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""A busy machine is no fault of the rule."""
MINOR = st.integers(min_value=1, max_value=10**9)


@CALMLY
@given(amount=MINOR, owed=st.tuples(*[st.integers(min_value=0, max_value=10**9)] * 4))
def test_the_parts_of_a_receipt_are_the_whole_of_it(amount: int, owed: tuple[int, ...]) -> None:
    interest, principal, fee, deductions = (Money.of_minor(one, "XAF") for one in owed)
    split = waterfall(Money.of_minor(amount, "XAF"), interest=interest, principal=principal, fee=fee, deductions=deductions)
    assert split.to_lender + split.cooperative == Money.of_minor(amount, "XAF")
    assert min(split.interest.amount, split.principal.amount, split.cooperative.amount) >= 0


MOVES = st.lists(st.tuples(st.booleans(), st.integers(0, 400), MINOR), max_size=12)


@CALMLY
@given(moves=MOVES, rate=st.decimals(min_value=0, max_value=2, places=4), day=st.integers(0, 500))
def test_money_is_neither_made_nor_lost(moves: list[tuple[bool, int, int]], rate: Decimal, day: int) -> None:
    """What came in is what the lender kept and what went on; what is owed is what was drawn and ran up, less what was kept."""
    terms = replace(TERMS, rate=rate, fee=usd("12.34"), deductions=(Deduction("Insurance", usd("5.67")),))
    rows = [
        Move(Kind.DRAW if is_draw else Kind.RECEIPT, START + timedelta(on), Money.of_minor(minor, "USD"), str(place))
        for place, (is_draw, on, minor) in enumerate(moves)
    ]
    after = stands(*rows, day=day, terms=terms)
    came_in = Money.total((one.amount for one in rows if one.kind is Kind.RECEIPT and one.on <= after.on), "USD")
    extras = Money.total((terms.fee, terms.deductions[0].amount) if after.drawn else (), "USD")
    assert after.paid + after.to_cooperative == came_in
    assert after.owed == after.drawn + after.accrued + extras - after.paid
    assert min(after.principal.amount, after.interest.amount, after.to_cooperative.amount) >= 0
