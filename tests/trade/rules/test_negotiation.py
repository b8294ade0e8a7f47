"""What a bid must say, what its price comes to, who may answer it: a sentence per row; the worked figures of docs/rules/negotiation.md."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rochdale.kernel.money import EXACT
from rochdale.kernel.refusal import Refusal, Refused
from rochdale.trade.rules.fixing import refusals_for_fixation
from rochdale.trade.rules.floor_levels import floor_at_place
from rochdale.trade.rules.goods import Known
from rochdale.trade.rules.negotiation import (
    Difference,
    ThreadFacts,
    differences,
    refusals_for_answer,
    refusals_for_bid,
    refusals_for_certificates,
    refusals_for_next_bid,
    refusals_for_withdrawal,
)
from rochdale.trade.rules.price_floor import PriceFloor
from rochdale.trade.rules.price_terms import PriceTerms, at_quotation, market_per_kg, refusals_for_price_terms, under_floor
from tests.trade.bids import DIFFERENTIAL, OUTRIGHT, a_bid

ON = date(2026, 11, 2)
KNOWN = Known(frozenset({"coffee", "cocoa"}), frozenset({"USD", "EUR", "LAK"}))
ARABICA = PriceFloor(
    "arabica", "coffee", "fairtrade", "FOB", "USD", "lb", date(2023, 8, 1), "fairtradeanz Q&A", minimum=Decimal("1.80"),
    organic_differential=Decimal("0.40"), premium=Decimal("0.20"),
)  # fmt: skip
FAIRTRADE = replace(DIFFERENTIAL, kind="fairtrade")
OPEN = replace(DIFFERENTIAL, kind="to-be-fixed", amount=Decimal(12), caller="buyer", fix_by=date(2027, 1, 15))


def codes(refusals: list[Refusal]) -> list[str]:
    return [refusal.code for refusal in refusals]


@pytest.mark.parametrize(
    ("quotation", "is_organic", "usd_per_kg"),
    [("152.30", False, "4.4092"), ("152.30", True, "5.2911"), ("231.40", False, "5.9393"), ("231.40", True, "6.8211")],
    ids=["at the floor", "at the floor, organic", "above it", "above it, organic"],
)
def test_a_fairtrade_price_is_that_of_the_reference(quotation: str, is_organic: bool, usd_per_kg: str) -> None:
    price = replace(FAIRTRADE, quotation=Decimal(quotation))
    found = under_floor(market_per_kg(price), ARABICA, is_organic=is_organic, factor=Decimal(1))
    assert (found.per_kg + found.premium_per_kg).quantize(Decimal("0.0001")) == Decimal(usd_per_kg)
    assert found.is_at_floor is (quotation == "152.30")


def test_19200_kg_organic_at_the_floor_come_to_what_the_reference_says() -> None:
    price = replace(FAIRTRADE, quotation=Decimal("152.30"))
    found = under_floor(market_per_kg(price), ARABICA, is_organic=True, factor=Decimal(1))
    amounts = [EXACT.multiply(one, Decimal(19_200)).quantize(Decimal("0.01")) for one in (found.per_kg, found.premium_per_kg)]
    assert amounts == [Decimal("93123.26"), Decimal("8465.75")]


@given(quotation=st.decimals("1", "500", places=2), differential=st.decimals("-40", "60", places=2), is_organic=st.booleans())
def test_no_fairtrade_price_is_below_the_minimum(quotation: Decimal, differential: Decimal, is_organic: bool) -> None:
    found = under_floor(at_quotation(replace(FAIRTRADE, amount=differential), quotation), ARABICA, is_organic=is_organic, factor=Decimal(1))
    assert found.per_kg >= ARABICA.per_kg(Decimal("1.80") + (Decimal("0.40") if is_organic else 0))


@pytest.mark.parametrize(
    ("says", "changed", "code"),
    [
        ("a whole differential price", {}, None),
        ("robusta is quoted in dollars a tonne", {"exchange": "RC", "quoted_in": "USD/t", "quotation": Decimal(4000)}, None),
        ("no unit is assumed", {"quoted_in": ""}, "trade.quotation-in-another-unit"),
        ("cents are no dollars", {"quoted_in": "USD/t"}, "trade.quotation-in-another-unit"),
        ("after March 2028 arabica is in dollars a tonne", {"month": "2028-05"}, "trade.quotation-in-another-unit"),
        ("and then it is", {"month": "2028-05", "quoted_in": "USD/t", "quotation": Decimal(5000)}, None),
        ("arabica has no delivery in April", {"month": "2027-04"}, "trade.exchange-month-not-traded"),
        ("a month is a year and a month", {"month": "March"}, "trade.exchange-month-missing"),
        ("a month that is over", {"month": "2026-09"}, "trade.exchange-month-is-over"),
        ("coffee is not quoted with cocoa", {"exchange": "CC"}, "trade.exchange-unknown"),
        ("a quotation has its day", {"quoted_on": None}, "trade.quotation-missing"),
        ("and its figure", {"quotation": None}, "trade.quotation-missing"),
        ("no quotation of tomorrow", {"quoted_on": ON + timedelta(days=1)}, "trade.quotation-of-a-day-to-come"),
        ("not less than nothing", {"amount": Decimal(-300)}, "trade.price-not-positive"),
        ("no other kind of price", {"kind": "guess"}, "trade.price-kind-unknown"),
        ("somebody fixes a price to be fixed", {"kind": "to-be-fixed", "fix_by": date(2027, 1, 1)}, "trade.nobody-fixes"),
        ("by a day", {"kind": "to-be-fixed", "caller": "buyer"}, "trade.fix-by-missing"),
    ],
    ids=lambda value: value if isinstance(value, str) and " " in value else "",
)
def test_a_price_says_all_that_makes_it_one(says: str, changed: dict[str, object], code: str | None) -> None:
    assert codes(refusals_for_price_terms(replace(DIFFERENTIAL, **changed), KNOWN, product="coffee", on=ON)) == ([code] if code else []), (
        says
    )


@pytest.mark.parametrize(
    ("says", "changed", "code"),
    [
        ("a whole bid", {}, None),
        ("nothing is no bid", {"kg": 0}, "trade.kg-not-positive"),
        ("a quintal of which kind", {"price": PriceTerms("outright", Decimal(200), "USD", "quintal")}, "trade.quintal-which"),
        ("no ship loads in Pakse", {"place": "LAPKZ"}, "kernel.sea-term-without-port"),
        ("a truck does", {"place": "LAPKZ", "incoterm": "FCA"}, None),
        ("no term of Incoterms 2020", {"incoterm": "DAT"}, "trade.incoterm-unknown"),
        ("a window ends after it starts", {"ship_until": date(2026, 12, 1)}, "trade.window-ends-before-it-starts"),
        ("a score has its protocol", {"score": Decimal(85)}, "trade.score-without-protocol"),
        ("bags have their weight", {"bags": 200}, "trade.bags-without-weight"),
        ("200 bags of 60 kg are 12,000 kg", {"bags": 200, "bag_kg": Decimal(60)}, None),
        ("210 are more than three percent over", {"bags": 210, "bag_kg": Decimal(60)}, "trade.bags-do-not-weigh-that"),
        ("FCC is for cocoa", {"form": "FCC"}, "trade.form-for-other-goods"),
        ("GCA is for coffee", {"form": "GCA"}, None),
        ("no such clause", {"sample_clause": "sometimes"}, "trade.clause-unknown"),
        ("silence says nothing without a clause", {"silence_days": 10}, "trade.silence-without-clause"),
        ("silence after ten days", {"silence_days": 10, "sample_clause": "pss"}, None),
        ("eleven percent are no tolerance", {"tolerance": Decimal("0.11")}, "trade.tolerance-out-of-range"),
        ("a last day to answer that is over", {"valid_until": date(2026, 11, 1)}, "trade.bid-deadline"),
        ("or after the goods have left", {"valid_until": date(2027, 2, 1)}, "trade.bid-deadline"),
    ],
    ids=lambda value: value if isinstance(value, str) and " " in value else "",
)
def test_a_bid_says_all_that_a_contract_needs(says: str, changed: dict[str, object], code: str | None) -> None:
    assert codes(refusals_for_bid(a_bid(**changed), KNOWN, product="coffee", on=ON)) == ([code] if code else []), says


WAITING = ThreadFacts("open", 2, "seller", "Noy Sengdara", date(2026, 11, 12))


@pytest.mark.parametrize(
    ("says", "thread", "side", "over", "on", "code"),
    [
        ("the other side says yes", WAITING, "buyer", 2, ON, None),
        ("on the last day too", WAITING, "buyer", 2, date(2026, 11, 12), None),
        ("not the day after", WAITING, "buyer", 2, date(2026, 11, 13), "trade.bid-has-lapsed"),
        ("not one's own bid", WAITING, "seller", 2, ON, "trade.own-bid-waits"),
        ("not an older bid", WAITING, "buyer", 1, ON, "trade.somebody-was-quicker"),
        ("not twice", replace(WAITING, state="agreed"), "buyer", 2, ON, "trade.already-agreed"),
        ("not after a no", replace(WAITING, state="declined"), "buyer", 2, ON, "trade.negotiation-is-over"),
        ("not to what was taken back", replace(WAITING, state="withdrawn"), "buyer", 2, ON, "trade.no-bid-waits"),
    ],
    ids=lambda value: value if isinstance(value, str) and " " in value else "",
)
def test_who_may_answer(says: str, thread: ThreadFacts, side: str, over: int, on: date, code: str | None) -> None:
    assert codes(refusals_for_answer(thread, side, over, on=on)) == ([code] if code else []), says


def test_once_a_bid_is_gone_either_side_bids_anew() -> None:
    gone = replace(WAITING, state="lapsed", side="")
    for side in ("seller", "buyer"):
        assert refusals_for_next_bid(gone, side, 2, on=ON) == []
    assert codes(refusals_for_next_bid(gone, "buyer", 1, on=ON)) == ["trade.somebody-was-quicker"]


def test_only_an_own_bid_that_waits_is_taken_back() -> None:
    assert refusals_for_withdrawal(WAITING, "seller", 2) == []
    assert codes(refusals_for_withdrawal(WAITING, "buyer", 2)) == ["trade.no-bid-waits"]


def test_differences_name_each_field_and_how_much_it_rose() -> None:
    before = a_bid()
    after = a_bid(kg=10_000, price=replace(OUTRIGHT, amount=Decimal("4.90")), form="GCA")
    found = differences(before, after)
    assert found == (
        Difference("kg", 12_000, 10_000),
        Difference("price.amount", Decimal("4.85"), Decimal("4.90")),
        Difference("form", "", "GCA"),
    )
    assert [one.rise for one in found] == [-2_000, Decimal("0.05"), None]
    assert differences(before, before) == ()


@pytest.mark.parametrize(
    ("incoterm", "costs", "least"),
    [("FOB", None, "4.00"), ("FCA", "0.15", "3.85"), ("CIF", "0.20", "4.20"), ("DAP", "0.50", "4.50")],
    ids=["on board", "before the ship it is less", "beyond it it is more", "to the door"],
)
def test_a_floor_at_another_place(incoterm: str, costs: str | None, least: str) -> None:
    assert floor_at_place(Decimal("4.00"), incoterm, Decimal(costs) if costs else None) == Decimal(least)


def test_a_floor_is_not_compared_without_the_costs_between() -> None:
    with pytest.raises(Refused, match="floor-not-comparable"):
        floor_at_place(Decimal("4.00"), "CIF", None)


@pytest.mark.parametrize(
    ("says", "changed", "code"),
    [
        ("the buyer has the call", {}, None),
        ("the seller has not", {"side": "seller"}, "trade.other-side-fixes"),
        ("not more than is left", {"kg": 12_001}, "trade.fixed-above-contract"),
        ("nor nothing", {"kg": 0}, "trade.fixed-above-contract"),
        ("not before the agreement", {"on": date(2026, 11, 1)}, "trade.quotation-of-a-day-to-come"),
        ("not after the last day", {"on": date(2027, 1, 16), "today": date(2027, 1, 16)}, "trade.fixing-too-late"),
        ("a quotation is above zero", {"quotation": Decimal(0)}, "trade.price-not-positive"),
    ],
    ids=lambda value: value if isinstance(value, str) and " " in value else "",
)
def test_who_fixes_a_price_and_by_when(says: str, changed: dict[str, object], code: str | None) -> None:
    said: dict[str, object] = {"side": "buyer", "kg": 6_000, "quotation": Decimal(160), "on": date(2026, 12, 1), "today": date(2026, 12, 1)}
    said |= changed
    found = refusals_for_fixation(
        OPEN, said["side"], said["kg"], said["quotation"], said["on"], left_kg=12_000, first=ON, today=said["today"]
    )
    assert codes(found) == ([code] if code else []), says


def test_a_certificate_holds_on_the_first_day_of_shipment() -> None:
    first = date(2027, 1, 1)
    assert refusals_for_certificates([("organic", first), ("fairtrade", None)], first) == []
    assert codes(refusals_for_certificates([("organic", first - timedelta(days=12))], first)) == ["trade.certificate-ends-before-shipment"]
