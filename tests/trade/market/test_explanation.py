from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from rochdale.base.words import said
from rochdale.trade.market.changes import Change, applied_to_need, applied_to_offer, for_need, for_offer, told
from rochdale.trade.market.clearing import clear
from rochdale.trade.market.explanation import LeftoverExplanation, explain_leftovers, explain_matches
from rochdale.trade.market.generator import generate
from rochdale.trade.market.plan import Plan
from rochdale.trade.market.problem import Need, Offer, Problem, Route
from rochdale.trade.market.residue import Residue
from rochdale.trade.worded import worded

OFFER = Offer("O", "Coop O", "coffee", "arabica", "washed", "SCA", 8_400, frozenset(), 12_000, "LA1", 0, 3, 40_000, 0)
RIVAL = replace(OFFER, id="R", cooperative="Coop R", reserve=38_000)
NEED = Need("N", "Buyer N", "coffee", "", "", "", None, frozenset(), 19_200, 0, None, "DK1", 1, 5, 50_000, 50_000)
ROUTE = Route("LA1-DK1", "coffee", "LA1", "DK1", "sea", "20ft", 19_200, 19_200_000, 1)


def problem(offers: list[Offer], needs: list[Need], **values: object) -> Problem:
    return replace(Problem(tuple(offers), tuple(needs), (ROUTE,), "USD", 20), **values)  # type: ignore[arg-type]


def left(market: Problem, name: str) -> LeftoverExplanation:
    return {row.id: row for row in explain_leftovers(market, clear(market), {})}[name]


def what(change: Change | None) -> str:
    """Kind and band of a change, short."""
    return f"{change.what} {change.low}-{change.high}" if change else ""


OFFER_VERDICTS = [
    ("nobody wants the product", replace(OFFER, family="cocoa"), NEED, "product-not-wanted", ""),
    ("nobody wants the species", OFFER, replace(NEED, species="robusta"), "kind-not-wanted", ""),
    ("no ship leaves from there", replace(OFFER, port="XX1"), NEED, "no-route", ""),
    ("its score is too low", OFFER, replace(NEED, protocol="SCA", min_score=8_450), "score-too-low", "score 0-100"),
    ("it lacks a certificate", OFFER, replace(NEED, certificates=frozenset({"FT"})), "certificate-missing", "certificate 0-1"),
    ("it is gone before it is wanted", OFFER, replace(NEED, first_slot=8, last_slot=9), "misses-windows", "window-later 3-4"),
    ("it comes after it was wanted", replace(OFFER, first_slot=6, last_slot=8), NEED, "misses-windows", "window-earlier 1-2"),
    ("it asks too much", replace(OFFER, reserve=52_000), NEED, "ask-too-high", "price 2600-5200"),
    ("its minimum price is too high, and may not fall", replace(OFFER, floor=52_000), NEED, "minimum-too-high", ""),
    ("too few kg for a container", replace(OFFER, kg=1_500), NEED, "container-not-worthwhile", "kg 0-600"),
    ("too few kg for the smallest lot", replace(OFFER, kg=3_000), replace(NEED, min_lot_kg=5_000), "below-minimum-lot", "kg 1200-2400"),
]


@pytest.mark.parametrize(("why", "offer", "need", "code", "change"), OFFER_VERDICTS, ids=[row[0] for row in OFFER_VERDICTS])
def test_an_unsold_lot_hears_what_stood_in_the_way(why: str, offer: Offer, need: Need, code: str, change: str) -> None:
    found = left(problem([offer], [need]), "O")
    assert (found.verdict.code, what(found.change), found.kg_left) == (f"market.offer-{code}", change, offer.kg), why


NEED_VERDICTS = [
    ("nobody offers the product", OFFER, replace(NEED, family="cocoa"), "product-not-offered", ""),
    ("nobody offers the process", OFFER, replace(NEED, process="natural"), "kind-not-offered", ""),
    ("no ship goes there", OFFER, replace(NEED, port="XX1"), "no-route", ""),
    ("it asks for too high a score", OFFER, replace(NEED, protocol="SCA", min_score=8_600), "score-too-high", "score 100-200"),
    ("nobody has the certificate", OFFER, replace(NEED, certificates=frozenset({"FT"})), "certificate-not-offered", "certificate 0-1"),
    ("it wants it too early", replace(OFFER, first_slot=6, last_slot=9), NEED, "misses-windows", "window-later 1-2"),
    ("it pays too little", OFFER, replace(NEED, limit=40_500, bid=40_500), "container-not-worthwhile", "price 0-2025"),
    ("it pays less than anybody asks", OFFER, replace(NEED, limit=39_000, bid=39_000), "limit-too-low", "price 1950-3900"),
    ("it wants too few kg for a container", OFFER, replace(NEED, kg=1_500), "container-not-worthwhile", "kg 0-600"),
    (
        "its smallest lot is larger than any",
        replace(OFFER, kg=4_000),
        replace(NEED, min_lot_kg=4_500),
        "below-minimum-lot",
        "min-lot 0-600",
    ),
]


@pytest.mark.parametrize(("why", "offer", "need", "code", "change"), NEED_VERDICTS, ids=[row[0] for row in NEED_VERDICTS])
def test_an_unmet_need_hears_what_stood_in_the_way(why: str, offer: Offer, need: Need, code: str, change: str) -> None:
    found = left(problem([offer], [need]), "N")
    assert (found.verdict.code, what(found.change)) == (f"market.need-{code}", change), why


def test_a_lot_that_was_outbid_hears_so_and_by_which_band_of_its_own_price() -> None:
    found = left(problem([OFFER, RIVAL], [replace(NEED, kg=12_000)]), "O")
    assert (found.verdict.code, what(found.change)) == ("market.offer-outbid", "price 2000-4000")


def test_a_lot_beside_a_full_list_of_suppliers_hears_so() -> None:
    found = left(problem([OFFER, RIVAL], [replace(NEED, max_suppliers=1)]), "O")
    assert found.verdict.code == "market.offer-suppliers-full"
    assert left(problem([OFFER, RIVAL], [replace(NEED, max_suppliers=1)]), "N").verdict.code == "market.need-suppliers-full"


def test_a_lot_sold_in_part_is_named_with_what_is_left() -> None:
    found = left(problem([replace(OFFER, kg=20_000)], [NEED]), "O")
    assert (found.kg_left, found.kg_matched, found.verdict.code) == (800, 19_200, "market.offer-outbid")


def test_a_row_that_was_only_squeezed_out_is_offered_no_change() -> None:
    market = problem([OFFER], [NEED])
    nothing = replace(clear(market), matches=(), shipments=())
    found = explain_leftovers(market, nothing, {})
    assert [(row.is_squeezed_out, row.change) for row in found] == [(True, None), (True, None)]
    assert "squeezed out" in said(found[0].verdict).rule


@pytest.mark.parametrize("seed", [1, 3])
def test_the_upper_end_of_every_band_would_have_matched(seed: int) -> None:
    """Solved again with the change, one product at a time, wherever both runs are proven best."""
    market = generate(40, 40, seed)
    plan = clear(market)
    checked = 0
    for row in explain_leftovers(market, plan, {}):
        if row.change is None or row.kg_matched:
            continue
        changed = _changed(market, row, row.change)
        again = clear(changed)
        if again.bound - again.surplus > again.bound // 10_000:
            continue
        assert any(row.id in (match.offer, match.need) for match in again.matches), row
        checked += 1
    assert checked > 15


def _changed(market: Problem, row: LeftoverExplanation, change: Change) -> Problem:
    """The product of the row alone, the row changed."""
    rows: tuple[Offer | Need, ...] = market.offers if row.side == "offer" else market.needs
    family = next(one for one in rows if one.id == row.id).family
    return replace(
        market,
        offers=tuple(applied_to_offer(one, change) if one.id == row.id else one for one in market.offers if one.family == family),
        needs=tuple(
            applied_to_need(one, change, market.insurance) if one.id == row.id else one for one in market.needs if one.family == family
        ),
        routes=tuple(route for route in market.routes if route.family == family),
    )


def test_less_than_the_band_would_not_have_been_enough() -> None:
    market = generate(60, 60, 4)
    residue = Residue(market, clear(market))
    offers = [(offer, for_offer(residue, offer, residue.unsold[offer.id], {})) for offer in market.offers if residue.unsold[offer.id]]
    needs = [(need, for_need(residue, need, residue.unmet[need.id])) for need in market.needs if residue.unmet[need.id]]
    for offer, change in offers:
        if change and change.what == "price":
            assert not residue.offer_pays(replace(offer, reserve=offer.reserve - change.low), residue.unsold[offer.id])
    for need, change in needs:
        if change and change.what == "price":
            assert not residue.need_pays(replace(need, limit=need.limit + change.low, bid=need.bid + change.low), residue.unmet[need.id])


def worked_rows() -> list[list[str]]:
    lines = (Path(__file__).resolve().parents[3] / "docs" / "rules" / "sealed-limits.md").read_text(encoding="utf-8").splitlines()
    start = next(number for number, line in enumerate(lines) if line.startswith("| limit of the buyer |"))
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[start + 2 :] if line.startswith("| ")]


@pytest.mark.parametrize("cells", worked_rows(), ids=lambda cells: cells[0])
def test_a_band_does_not_tell_where_within_it_the_other_side_s_limit_lies(cells: list[str]) -> None:
    """The worked table of the rule page."""
    limit = int(Decimal(cells[0]) * 10_000)
    market = problem([replace(OFFER, reserve=52_000)], [replace(NEED, limit=limit, bid=limit)])
    found = left(market, "O")
    assert found.change is not None
    facts = told(found.change, "offer", currency="USD", slot_days=14).facts
    assert f"{facts['low']} to {facts['high']}" == cells[3]
    assert str(limit) not in str(found)
    assert Residue(market, clear(market)).offer_pays_below(market.offers[0], 12_000) == int(Decimal(cells[1]) * 10_000)
    assert Decimal("5.20") - Decimal(cells[1]) == Decimal(cells[2])


def test_nothing_told_to_a_lot_holds_a_limit_of_a_buyer() -> None:
    market = generate(80, 80, 6)
    plan = clear(market)
    limits = {str(value) for need in market.needs for value in (need.limit, need.bid)}
    reserves = {str(offer.reserve) for offer in market.offers}
    for row in explain_leftovers(market, plan, {}):
        texts = {str(fact) for fact in row.verdict.facts.values()}
        if row.change:
            texts |= {str(fact) for fact in told(row.change, row.side, currency="USD", slot_days=14).facts.values()}
        assert not texts & (limits if row.side == "offer" else reserves)


@pytest.fixture(scope="module")
def matched() -> tuple[Problem, Plan]:
    """Two cooperatives share a container to two buyers, insured."""
    needs = [replace(NEED, kg=9_000, limit=50_200), replace(NEED, id="M", buyer="Buyer M", kg=8_000, limit=50_200)]
    market = problem([replace(OFFER, floor=41_000, extra=100), RIVAL], needs, insurance=33)
    return market, clear(market)


def test_every_match_opens_to_a_waterfall_that_adds_up(matched: tuple[Problem, Plan]) -> None:
    found = explain_matches(*matched, {"O": 1_000, "R": 1_200})
    assert len(found) == len(matched[1].matches) >= 2
    for row in found:
        assert [step.what for step in row.steps] == ["farm-gate", "inland", "certificate", "freight", "insurance"]
        assert sum(step.amount for step in row.steps) == row.match.buyer_price
        assert row.steps[0].amount + row.steps[1].amount == row.match.seller_price
    assert {row.floor for row in found if row.match.offer == "O"} == {41_000}


def test_who_shares_a_container_and_how_is_told_without_a_limit(matched: tuple[Problem, Plan]) -> None:
    found = explain_matches(*matched, {})
    row = found[0]
    assert {sharer.cooperative for sharer in row.sharers} == {"Coop O", "Coop R"}
    assert sum(sharer.kg for sharer in row.sharers) == row.container_kg <= row.capacity_kg
    assert row.pool_kg == 17_000
    assert len({(one.match.seller_price + (100 if one.match.offer == "O" else 0)) for one in found}) == 1
    assert "market.match-shares-container" in {reason.code for reason in row.reasons}
    assert all(said(reason).says for reason in row.reasons)
    assert not {"50000", "50200", "40000", "38000"} & {str(value) for reason in row.reasons for value in reason.facts.values()}


TOLD = [
    ("a price, widened to whole cents", Change("price", 2_049, 4_098, 1), "offer", "Ask 0.20 to 0.41 USD less per kg."),
    ("kg", Change("kg", 600, 1_200, 1), "offer", "Offer 600 to 1,200 kg more."),
    ("a window in days", Change("window-later", 1, 2, 1), "need", "Let it arrive 15 to 28 days later."),
    ("a score in points", Change("score", 100, 200, 1), "need", "Accept 1 to 2 points less."),
    ("a certificate", Change("certificate", 0, 1, 1, "organic"), "offer", "Have the certificate “organic”."),
    (
        "two changes that must come together",
        Change("kg", 600, 1_200, 1, also=Change("price", 0, 500, 1)),
        "offer",
        "Offer 600 to 1,200 kg more, and ask 0.00 to 0.05 USD less per kg.",
    ),
]


@pytest.mark.parametrize(("why", "change", "side", "sentence"), TOLD, ids=[row[0] for row in TOLD])
def test_changes_are_told_in_words(why: str, change: Change, side: str, sentence: str) -> None:
    assert worded(told(change, side, currency="USD", slot_days=14)).says == sentence, why
