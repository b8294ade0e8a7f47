from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from rochdale.trade.market.bounds import lagrangian_value
from rochdale.trade.market.clearing import clear
from rochdale.trade.market.generator import generate
from rochdale.trade.market.plan import Match, Plan
from rochdale.trade.market.problem import Need, Offer, Problem, Route
from rochdale.trade.market.proof import lagrangian_bound
from rochdale.trade.market.serial import problem_sha256
from rochdale.trade.market.verification import faults

Corrupted = tuple[Problem, Plan]


@pytest.fixture(scope="module")
def cleared() -> Corrupted:
    """Eighty offers and needs with insurance, floors, minimum lots and supplier limits."""
    problem = replace(generate(80, 80, 2), insurance=33)
    problem = replace(problem, needs=tuple(replace(need, limit=need.bid * 10_000 // 9_967 + 1) for need in problem.needs))
    plan = clear(problem, seed=1, time_limit_seconds=20)
    assert len(plan.matches) > 10
    return problem, plan


def with_match(plan: Plan, changed: Callable[[Match], Match], which: int = 0) -> Plan:
    return replace(plan, matches=tuple(changed(match) if place == which else match for place, match in enumerate(plan.matches)))


def with_row(problem: Problem, plan: Plan, side: str, name: str, **values: object) -> Corrupted:
    """The input changed behind the plan's back, and sealed anew as a forger would."""
    rows: tuple[Offer | Need | Route, ...] = getattr(problem, side)
    problem = replace(problem, **{side: tuple(replace(row, **values) if row.id == name else row for row in rows)})  # type: ignore[arg-type]
    return problem, replace(plan, input_sha256=problem_sha256(problem))


def first(problem: Problem, plan: Plan) -> tuple[Match, Offer, Need, Route]:
    match = plan.matches[0]
    offer = next(row for row in problem.offers if row.id == match.offer)
    need = next(row for row in problem.needs if row.id == match.need)
    return match, offer, need, next(row for row in problem.routes if row.id == match.route)


def of_first(side: str, **values: object) -> Callable[[Problem, Plan], Corrupted]:
    def corrupt(problem: Problem, plan: Plan) -> Corrupted:
        match = plan.matches[0]
        name = {"offers": match.offer, "needs": match.need, "routes": match.route}[side]
        return with_row(problem, plan, side, name, **values)

    return corrupt


def in_match(changed: Callable[[Match], Match]) -> Callable[[Problem, Plan], Corrupted]:
    return lambda problem, plan: (problem, with_match(plan, changed))


def in_plan(**values: object) -> Callable[[Problem, Plan], Corrupted]:
    return lambda problem, plan: (problem, replace(plan, **values))  # type: ignore[arg-type]


def in_shipment(**values: object) -> Callable[[Problem, Plan], Corrupted]:
    return lambda problem, plan: (problem, replace(plan, shipments=(replace(plan.shipments[0], **values), *plan.shipments[1:])))  # type: ignore[arg-type]


def in_family(**by: int) -> Callable[[Problem, Plan], Corrupted]:
    """The first family with a surplus, its figures raised."""

    def corrupt(problem: Problem, plan: Plan) -> Corrupted:
        place = next(place for place, row in enumerate(plan.families) if row.surplus)
        row = plan.families[place]
        changed = replace(row, **{name: (getattr(row, name) or 0) + more for name, more in by.items()})
        return problem, replace(plan, families=(*plan.families[:place], changed, *plan.families[place + 1 :]))

    return corrupt


def other_need_of_family(problem: Problem, plan: Plan) -> Corrupted:
    _, offer, need, _ = first(problem, plan)
    other = next(row for row in problem.needs if row.family == offer.family and row.port != need.port)
    return problem, with_match(plan, lambda match: replace(match, need=other.id))


def cheaper_for_one_of_a_pool(problem: Problem, plan: Plan) -> Corrupted:
    """One row of a pool of several moves a little; its own sums still balance."""
    lanes = [(match.route, match.slot, match.need) for match in plan.matches]
    which = next(place for place, lane in enumerate(lanes) if lanes.count(lane) > 1)
    return problem, with_match(
        plan, lambda match: replace(match, seller_price=match.seller_price + 1, buyer_price=match.buyer_price + 1), which
    )


def price_of_everyone_moved(problem: Problem, plan: Plan) -> Corrupted:
    matches = tuple(replace(match, seller_price=match.seller_price + 1, buyer_price=match.buyer_price + 1) for match in plan.matches)
    return problem, replace(plan, matches=matches)


CORRUPTIONS = [
    ("a lot that does not exist", in_match(lambda match: replace(match, offer="nobody")), "market.verify-unknown-id"),
    ("a need that does not exist", in_match(lambda match: replace(match, need="nobody")), "market.verify-unknown-id"),
    ("no kg at all", in_match(lambda match: replace(match, kg=0)), "market.verify-amount-impossible"),
    ("kg as a fraction", in_match(lambda match: replace(match, kg=match.kg + 0.5)), "market.verify-amount-impossible"),  # type: ignore[arg-type]
    ("more kg than the lot has", in_match(lambda match: replace(match, kg=match.kg + 1_000_000)), "market.verify-oversold"),
    ("more kg than the need wants", in_match(lambda match: replace(match, kg=match.kg + 1_000_000)), "market.verify-overfilled"),
    ("a container beyond its capacity", in_match(lambda match: replace(match, kg=match.kg + 1_000_000)), "market.verify-capacity"),
    ("one container fewer than the load needs", in_shipment(containers=0), "market.verify-containers"),
    ("a load that is not the sum", in_shipment(load_kg=1), "market.verify-load"),
    ("a shipment that is missing", lambda problem, plan: (problem, replace(plan, shipments=plan.shipments[1:])), "market.verify-shipments"),
    ("goods of another product", of_first("offers", family="gold"), "market.verify-family"),
    ("a buyer at another port", other_need_of_family, "market.verify-port"),
    ("a score below the one asked for", of_first("needs", protocol="SCA-2004", min_score=9_999), "market.verify-quality"),
    ("another species than the one asked for", of_first("needs", species="liberica"), "market.verify-quality"),
    ("a certificate the lot never had", of_first("needs", certificates=frozenset({"never"})), "market.verify-certificate"),
    (
        "a certificate that ended before shipment",
        lambda problem, plan: with_row(
            *with_row(problem, plan, "needs", plan.matches[0].need, certificates=frozenset({"X"})),
            "offers",
            plan.matches[0].offer,
            certificates=frozenset({"X"}),
            certificate_last_slot=(("X", plan.matches[0].slot - 1),),
        ),
        "market.verify-certificate",
    ),
    ("a departure after the lot is gone", of_first("offers", first_slot=0, last_slot=-1), "market.verify-ship-window"),
    ("an arrival before it is wanted", of_first("needs", first_slot=900, last_slot=901), "market.verify-arrival-window"),
    ("a longer way than stated", of_first("routes", transit_slots=50), "market.verify-arrival-window"),
    ("less than the smallest lot", of_first("needs", kg=10**7, min_lot_kg=10**7), "market.verify-minimum-lot"),
    ("more cooperatives than the need accepts", of_first("needs", max_suppliers=0), "market.verify-suppliers"),
    ("a price below the minimum price", of_first("offers", floor=10**9), "market.verify-below-floor"),
    ("a price below the reserve", of_first("offers", reserve=10**9), "market.verify-below-reserve"),
    ("a price above the limit", of_first("needs", limit=1), "market.verify-above-limit"),
    ("the buyer pays a hair more", in_match(lambda match: replace(match, buyer_price=match.buyer_price + 1)), "market.verify-balance"),
    ("the seller gets a hair less", in_match(lambda match: replace(match, seller_price=match.seller_price - 1)), "market.verify-balance"),
    (
        "freight that does not add up",
        in_match(lambda match: replace(match, freight_amount=match.freight_amount + 1)),
        "market.verify-freight",
    ),
    ("a dearer container", of_first("routes", cost=10**12), "market.verify-container-loses"),
    ("insurance left out", in_match(lambda match: replace(match, insurance_amount=0)), "market.verify-insurance"),
    ("freight shared otherwise than stated", in_shipment(pricing="by-favour"), "market.verify-pricing"),
    ("two prices in one pool", cheaper_for_one_of_a_pool, "market.verify-one-price"),
    ("every price moved in favour of the sellers", price_of_everyone_moved, "market.verify-split"),
    ("a surplus told too high", in_family(surplus=1), "market.verify-surplus"),
    ("a bound told too low", in_family(lagrangian_bound=-1), "market.verify-bound"),
    ("a surplus above the bound", in_family(flow_bound=-(10**15)), "market.verify-above-bound"),
    ("a multiplier that is missing", in_plan(offer_multipliers={}, need_multipliers={}), "market.verify-bound"),
    (
        "a multiplier below zero",
        lambda problem, plan: (problem, replace(plan, offer_multipliers={plan.matches[0].offer: -1})),
        "market.verify-multiplier-below-zero",
    ),
    ("the hash of another input", in_plan(input_sha256="0" * 64), "market.verify-other-input"),
    ("a changed input under the old hash", lambda problem, plan: (replace(problem, currency="EUR"), plan), "market.verify-other-input"),
    ("no seed", in_plan(seed=None), "market.verify-no-seed"),
    ("no versions", in_plan(versions={}), "market.verify-no-versions"),
    (
        "a product left out of the report",
        lambda problem, plan: (problem, replace(plan, families=plan.families[1:])),
        "market.verify-families",
    ),
    (
        "a lot that stands twice",
        lambda problem, plan: (replace(problem, offers=(*problem.offers, problem.offers[0])), plan),
        "market.verify-id-twice",
    ),
]


def test_a_true_result_passes(cleared: Corrupted) -> None:
    assert faults(*cleared) == []


@pytest.mark.parametrize(("what", "corrupt", "code"), CORRUPTIONS, ids=[row[0] for row in CORRUPTIONS])
def test_every_corruption_is_caught_and_named(
    cleared: Corrupted, what: str, corrupt: Callable[[Problem, Plan], Corrupted], code: str
) -> None:
    assert code in {refusal.code for refusal in faults(*corrupt(*cleared))}, what


def test_at_least_ten_kinds_of_corruption_are_tried() -> None:
    assert len({code for *_, code in CORRUPTIONS}) >= 10


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_bound_is_the_same_as_the_engine_s_although_it_is_written_twice(seed: int) -> None:
    problem = generate(120, 120, seed)
    pi = {offer.id: 37 * place % 4_000 for place, offer in enumerate(problem.offers)}
    rho = {need.id: 53 * place % 3_000 for place, need in enumerate(problem.needs)}
    for family in {offer.family for offer in problem.offers}:
        assert lagrangian_bound(problem, family, pi, rho) == lagrangian_value(problem, family, pi, rho)
        assert lagrangian_bound(problem, family, {}, {}) == lagrangian_value(problem, family, {}, {})
