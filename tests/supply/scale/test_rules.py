"""What the scale decides: numbers of receipts, claims and what stands against them, tolerance, checks and short messages."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from uuid import UUID

import pytest

from rochdale.supply.rules import receipts, scale
from rochdale.supply.rules.deliveries import ApprovalFacts, PlotFacts, Priced
from rochdale.supply.rules.weights import grams

ON = date(2026, 11, 26)
YEAR = (date(2026, 1, 1), date(2026, 12, 31))
GROWER = UUID(int=1)


@pytest.mark.parametrize(
    ("taken", "prefix", "sentence"),
    [
        (set(), "D1", "the first device"),
        ({"D1", "D2", "PKS"}, "D3", "after two others"),
        ({"D2"}, "D1", "a gap is filled"),
    ],
)
def test_a_device_gets_the_first_free_beginning(taken: set[str], prefix: str, sentence: str) -> None:
    assert scale.next_prefix(taken) == prefix, sentence


@pytest.mark.parametrize(
    ("code", "taken", "prefix"),
    [("PKS", set(), "PKS"), ("PKS", {"PKS"}, "PKS2"), ("12A", set(), "P12A"), ("ABCDEF", {"ABCDEF"}, "ABCDEF2")],
)
def test_a_desk_writes_with_the_code_of_its_point(code: str, taken: set[str], prefix: str) -> None:
    assert scale.desk_prefix(code, taken) == prefix


@pytest.mark.parametrize(
    ("known_kg", "shown_kg", "is_within", "sentence"),
    [
        ("20", "20", True, "the same"),
        ("20", "20.1", True, "100 g are allowed whatever the weight"),
        ("20", "20.101", False, "101 g are not"),
        ("20", "19.9", True, "too little is the same as too much"),
        ("500", "500.5", True, "a thousandth of 500 kg"),
        ("500", "499.499", False, "more than a thousandth"),
    ],
)
def test_a_scale_is_right_within_a_thousandth_or_a_hundred_grams(known_kg: str, shown_kg: str, is_within: bool, sentence: str) -> None:
    assert scale.is_within(grams(Decimal(known_kg)), grams(Decimal(shown_kg))) is is_within, sentence


def approval(scheme: str, *, suspended: bool = False, until: date | None = None, valid_until: date = YEAR[1]) -> ApprovalFacts:
    return ApprovalFacts(scheme, "coffee", YEAR[0], valid_until, suspended, YEAR[0], until)


def plot(organic_since: date | None) -> PlotFacts:
    return PlotFacts(UUID(int=2), "11", GROWER, "coffee", organic_since, False)


@pytest.mark.parametrize(
    ("scheme", "approvals", "plots", "why", "sentence"),
    [
        ("fairtrade", [], [], "not-listed", "a grower on no list"),
        ("fairtrade", [approval("fairtrade")], [], "", "on the list, in force"),
        ("fairtrade", [approval("fairtrade", suspended=True)], [], "suspended", "the certificate is suspended"),
        ("fairtrade", [approval("fairtrade", until=ON)], [], "not-in-force", "the approval ended that day"),
        ("fairtrade", [approval("fairtrade", valid_until=date(2026, 11, 25))], [], "not-in-force", "the certificate ended the day before"),
        ("organic", [approval("organic")], [], "no-plot", "organic from nowhere"),
        ("organic", [approval("organic")], [plot(None)], "in-transition", "a plot that is not organic"),
        ("organic", [approval("organic")], [plot(ON), plot(date(2026, 11, 27))], "in-transition", "one of two becomes organic tomorrow"),
        ("organic", [approval("organic")], [plot(ON)], "", "organic from today"),
    ],
)
def test_why_a_claim_is_not_carried(scheme: str, approvals: list[ApprovalFacts], plots: list[PlotFacts], why: str, sentence: str) -> None:
    assert scale.gated([scheme], ON, product="coffee", approvals=approvals, plots=plots)[0].why_not == why, sentence


def test_the_day_counts_a_reversal_against_what_it_takes_back() -> None:
    rows = [("cherry", "", "LAK", 1000, 12_000), ("cherry", "", "LAK", -1000, -12_000), ("cherry", "A", "LAK", 500, None)]
    assert scale.totals(rows) == {("cherry", "", "LAK"): (0, 0), ("cherry", "A", "LAK"): (500, 0)}


def test_the_check_follows_from_what_the_receipt_says() -> None:
    first = receipts.check("o", "K1-000001", 43_350, 80_328)
    assert len(first) == 6 and first == receipts.check("o", "K1-000001", 43_350, 80_328)
    others = {receipts.check("o", "K1-000001", 43_351, 80_328), receipts.check("o", "K1-000001", 43_350, 80_329)}
    assert first not in others | {receipts.check("o", "K1-000002", 43_350, 80_328), receipts.check("p", "K1-000001", 43_350, 80_328)}


def test_a_message_is_written_with_the_letters_that_cost_least() -> None:
    assert receipts.for_message("Reçu n° 3 : forêt, œuvre") == "Reçu n° 3 : forêt, œuvre", "not all letters have a plain one"
    assert receipts.for_message("tête à tête") == "tete à tete"
    assert receipts.for_message("ໃບຮັບ") == "ໃບຮັບ"
    assert receipts.fits_one_message("a" * 160) and not receipts.fits_one_message("a" * 161)
    assert receipts.fits_one_message("ກ" * 70) and not receipts.fits_one_message("ກ" * 71)
    assert receipts.shortest_that_fits(["a" * 200, "short"]) == "short"
    assert receipts.shortest_that_fits(["ກ" * 90, "ກ" * 80]) == "ກ" * 80


@pytest.mark.parametrize(
    ("kg", "price", "currency", "minor"),
    [("43.35", "1853", "XAF", 80_328), ("0.001", "500", "XAF", 1), ("0.001", "499", "XAF", 0), ("10", "1.2345", "EUR", 1235)],
)
def test_value_is_rounded_half_up_once(kg: str, price: str, currency: str, minor: int) -> None:
    assert Priced(Decimal(price), currency).value_of(grams(Decimal(kg))).minor == minor
