"""Prices: the worked table of docs/rules/pooling.md, and who bears freight when a container holds thin cargo."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rochdale.trade.market.clearing import clear
from rochdale.trade.market.prices import sellers_share, shared_out
from rochdale.trade.market.problem import Split
from rochdale.trade.market.verification import faults

from .worked import market, money, need, offer, table, trap, worked


@pytest.mark.parametrize("row", table("pooling.md", "pool"), ids=lambda row: row["pool"])
def test_the_worked_pools_have_the_prices_of_the_page(row: dict[str, str]) -> None:
    problem = worked()
    offers, needs = {o.id: o for o in problem.offers}, {n.id: n for n in problem.needs}
    rows = [match for match in clear(problem).matches if f"need {match.need}" == row["pool"]]
    assert {match.seller_price + offers[match.offer].extra for match in rows} == {money(row["price"])}
    assert {match.buyer_price for match in rows} == {money(row["buyer pays"])}
    asks, bids = [offers[match.offer].ask for match in rows], [needs[match.need].bid for match in rows]
    assert (max(asks), min(bids) - money("0.10")) == (money(row["lo"]), money(row["hi"]))
    assert sum(match.kg * (money(row["price"]) - offers[match.offer].ask) for match in rows) == money(row["sellers gain"])
    assert sum(match.kg * (needs[match.need].bid - match.buyer_price) for match in rows) == money(row["buyers gain"])


def test_thin_cargo_bears_only_what_it_can_and_the_shipment_is_flagged() -> None:
    problem = trap()
    plan = clear(problem)
    assert [shipment.pricing for shipment in plan.shipments] == ["by-pool"]
    thin = next(match for match in plan.matches if match.offer == "2")
    assert 30_000 <= thin.seller_price <= thin.buyer_price <= 30_500
    assert sum(match.freight_amount for match in plan.matches) == 19_200_000
    assert faults(problem, plan) == []


def test_where_a_pool_cannot_bear_its_freight_each_match_bears_its_own() -> None:
    # One quality for both needs: at one price the second need could pay next to nothing towards the container.
    needs = [need("1", kg=10_000), need("2", kg=9_200, limit=30_500, bid=30_500)]
    problem = market([offer("1")], needs)
    plan = clear(problem)
    assert [shipment.pricing for shipment in plan.shipments] == ["by-match"]
    assert sum(match.freight_amount for match in plan.matches) == 19_200_000
    assert faults(problem, plan) == []


SHARES = [
    ("nothing left over", 10, [1, 1], [5, 5]),
    ("the rest goes to the largest remainder", 10, [1, 2], [3, 7]),
    ("then to the first", 11, [1, 1], [6, 5]),
    ("no weight, no share", 7, [0, 3], [0, 7]),
]


@pytest.mark.parametrize(("why", "amount", "weights", "shares"), SHARES, ids=[row[0] for row in SHARES])
def test_amounts_are_shared_out_to_the_last_unit(why: str, amount: int, weights: list[int], shares: list[int]) -> None:
    assert shared_out(amount, weights) == shares


def test_the_sellers_share_stays_in_its_band_and_hangs_on_the_sealed_input() -> None:
    problem = replace(worked(), split=Split(5_000, 1_500))
    drawn = {sellers_share(problem, f"{number:064x}", "pool") for number in range(400)}
    assert min(drawn) >= 3_500
    assert max(drawn) <= 6_500
    assert len(drawn) > 300
