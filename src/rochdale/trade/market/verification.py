"""The independent verifier: re-checks a stored run against its frozen input before anyone sees it.

It imports nothing of the engine and solves nothing; every rule of docs/rules/clearing.md and docs/rules/pooling.md is written here
a second time, in whole numbers. `faults` answers everything that is wrong; an empty list is the only pass.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cached_property

from rochdale.kernel.refusal import Refusal
from rochdale.trade.market.plan import FamilyBound, Match, Plan, Shipment
from rochdale.trade.market.problem import Need, Offer, Problem, Route
from rochdale.trade.market.proof import lagrangian_bound

Lane = tuple[str, int]
Quality = tuple[str, str, str, int, tuple[str, ...]]


def faults(problem: Problem, plan: Plan) -> list[Refusal]:
    """Everything in which the plan breaks the rules, each named by row; checks that need sound rows run only on sound rows."""
    found = [*_wrong_ids(problem), *_wrong_record(problem, plan), *_unknown_names(problem, plan), *_wrong_amounts(plan)]
    if found:
        return found
    book = _Book(problem, plan)
    return [*_wrong_pairs(book), *_wrong_kg(book), *_wrong_lanes(book), *_wrong_needs(book), *_wrong_prices(book), *_wrong_value(book)]


@dataclass(frozen=True)
class _Book:
    """A plan whose names all exist, with its look-ups."""

    problem: Problem
    plan: Plan

    @cached_property
    def offers(self) -> dict[str, Offer]:
        return {offer.id: offer for offer in self.problem.offers}

    @cached_property
    def needs(self) -> dict[str, Need]:
        return {need.id: need for need in self.problem.needs}

    @cached_property
    def routes(self) -> dict[str, Route]:
        return {route.id: route for route in self.problem.routes}

    @cached_property
    def by_lane(self) -> dict[Lane, list[Match]]:
        lanes: dict[Lane, list[Match]] = defaultdict(list)
        for match in self.plan.matches:
            lanes[match.route, match.slot].append(match)
        return dict(lanes)

    def gain(self, match: Match) -> int:
        """What one kg of this match is worth to both sides together, freight apart."""
        return self.needs[match.need].bid - self.offers[match.offer].ask

    def quality(self, match: Match) -> Quality:
        """As what the goods are delivered; goods of one lane and one quality are a pool."""
        need = self.needs[match.need]
        return (
            need.species,
            need.process,
            need.protocol,
            -1 if need.min_score is None else need.min_score,
            tuple(sorted(need.certificates)),
        )

    def pools(self, matches: Sequence[Match]) -> dict[Quality, list[Match]]:
        pools: dict[Quality, list[Match]] = defaultdict(list)
        for match in matches:
            pools[self.quality(match)].append(match)
        return dict(pools)


def _wrong_ids(problem: Problem) -> Iterator[Refusal]:
    for kind, rows in (("offer", problem.offers), ("need", problem.needs), ("route", problem.routes)):
        for name, times in sorted(Counter(row.id for row in rows).items()):
            if times > 1:
                yield Refusal("market.verify-id-twice", {"kind": kind, "id": name})


def _wrong_record(problem: Problem, plan: Plan) -> Iterator[Refusal]:
    """What a run must carry so that it can be replayed."""
    if plan.input_sha256 != _sha256(problem):
        yield Refusal("market.verify-other-input")
    if type(plan.seed) is not int or plan.seed < 0:
        yield Refusal("market.verify-no-seed")
    lacking = [name for name in ("python", "numpy", "scipy", "ortools") if not plan.versions.get(name)]
    if lacking:
        yield Refusal("market.verify-no-versions", {"names": lacking})


def _unknown_names(problem: Problem, plan: Plan) -> Iterator[Refusal]:
    offers, needs, routes = ({row.id for row in rows} for rows in (problem.offers, problem.needs, problem.routes))
    for match in plan.matches:
        for kind, name, known in (("offer", match.offer, offers), ("need", match.need, needs), ("route", match.route, routes)):
            if name not in known:
                yield Refusal("market.verify-unknown-id", {"kind": kind, "id": name})
    for shipment in plan.shipments:
        if shipment.route not in routes:
            yield Refusal("market.verify-unknown-id", {"kind": "route", "id": shipment.route})
    for kind, multipliers, known in (("offer", plan.offer_multipliers, offers), ("need", plan.need_multipliers, needs)):
        yield from (Refusal("market.verify-unknown-id", {"kind": kind, "id": name}) for name in sorted(multipliers.keys() - known))


def _wrong_amounts(plan: Plan) -> Iterator[Refusal]:
    """Amounts are whole numbers and none is below 0; kg and container numbers are above 0."""
    for match in plan.matches:
        amounts = (
            match.kg - 1,
            match.container - 1,
            match.slot,
            match.seller_price,
            match.freight_amount,
            match.insurance,
            match.insurance_amount,
        )
        if any(type(amount) is not int or amount < 0 for amount in amounts):
            yield _of("market.verify-amount-impossible", match)
    for multipliers in (plan.offer_multipliers, plan.need_multipliers):
        for name, value in sorted(multipliers.items()):
            if type(value) is not int or value < 0:
                yield Refusal("market.verify-multiplier-below-zero", {"id": name})


def _wrong_pairs(book: _Book) -> Iterator[Refusal]:
    for match in book.plan.matches:
        offer, need, route = book.offers[match.offer], book.needs[match.need], book.routes[match.route]
        for code, is_broken in (
            ("market.verify-family", not offer.family == need.family == route.family),
            ("market.verify-port", (offer.port, need.port) != (route.origin, route.destination)),
            ("market.verify-quality", not _answers(offer, need)),
            ("market.verify-certificate", not _is_certified(offer, need, match.slot)),
            ("market.verify-ship-window", not (offer.first_slot <= match.slot <= offer.last_slot and match.slot < book.problem.slots)),
            ("market.verify-arrival-window", not need.first_slot <= match.slot + route.transit_slots <= need.last_slot),
            ("market.verify-no-gain", need.bid <= offer.ask),
        ):
            if is_broken:
                yield _of(code, match)


def _answers(offer: Offer, need: Need) -> bool:
    """Species, process, protocol and score."""
    if any(
        wanted and wanted != found
        for wanted, found in ((need.species, offer.species), (need.process, offer.process), (need.protocol, offer.protocol))
    ):
        return False
    if need.min_score is None:
        return True
    return need.protocol == offer.protocol and offer.score is not None and offer.score >= need.min_score


def _is_certified(offer: Offer, need: Need, slot: int) -> bool:
    """All certificates asked for are there and valid at shipment."""
    return need.certificates <= offer.certificates and all(
        slot <= last for name, last in offer.certificate_last_slot if name in need.certificates
    )


def _wrong_kg(book: _Book) -> Iterator[Refusal]:
    sold, met = Counter[str](), Counter[str]()
    for match in book.plan.matches:
        sold[match.offer] += match.kg
        met[match.need] += match.kg
    for code, kg, rows in (("market.verify-oversold", sold, book.offers), ("market.verify-overfilled", met, book.needs)):
        for name, amount in sorted(kg.items()):
            if amount > rows[name].kg:
                yield Refusal(code, {"id": name, "kg": amount, "most_kg": rows[name].kg})


def _wrong_lanes(book: _Book) -> Iterator[Refusal]:
    shipments = {(shipment.route, shipment.slot): shipment for shipment in book.plan.shipments}
    if len(shipments) != len(book.plan.shipments) or shipments.keys() != book.by_lane.keys():
        yield Refusal("market.verify-shipments")
        return
    for lane, matches in sorted(book.by_lane.items()):
        yield from _wrong_lane(book, shipments[lane], matches)


def _wrong_lane(book: _Book, shipment: Shipment, matches: Sequence[Match]) -> Iterator[Refusal]:
    route, loads = book.routes[shipment.route], Counter[int]()
    for match in matches:
        loads[match.container] += match.kg
    load = sum(loads.values())
    worth = sum(match.kg * book.gain(match) for match in matches)
    for code, is_broken in (
        ("market.verify-load", shipment.load_kg != load),
        ("market.verify-containers", shipment.containers != -(-load // route.capacity_kg)),
        ("market.verify-capacity", max(loads.values()) > route.capacity_kg or max(loads) > shipment.containers),
        ("market.verify-container-loses", worth < route.cost * shipment.containers),
        ("market.verify-freight", sum(match.freight_amount for match in matches) != route.cost * shipment.containers),
    ):
        if is_broken:
            yield Refusal(code, {"route": shipment.route, "slot": shipment.slot})


def _wrong_needs(book: _Book) -> Iterator[Refusal]:
    """Minimum lots per arrival slot and the number of cooperatives."""
    arrivals, suppliers = Counter[tuple[str, int]](), defaultdict[str, set[str]](set)
    for match in book.plan.matches:
        arrivals[match.need, match.slot + book.routes[match.route].transit_slots] += match.kg
        suppliers[match.need].add(book.offers[match.offer].cooperative)
    for (name, _), kg in sorted(arrivals.items()):
        need = book.needs[name]
        if kg < min(need.min_lot_kg, need.kg):
            yield Refusal("market.verify-minimum-lot", {"id": name, "kg": kg, "min_lot_kg": need.min_lot_kg})
    for name, cooperatives in sorted(suppliers.items()):
        most = book.needs[name].max_suppliers
        if most is not None and len(cooperatives) > most:
            yield Refusal("market.verify-suppliers", {"id": name, "suppliers": len(cooperatives), "max_suppliers": most})


def _wrong_prices(book: _Book) -> Iterator[Refusal]:
    for match in book.plan.matches:
        yield from _wrong_price(book, match)
    pricing = {(shipment.route, shipment.slot): shipment.pricing for shipment in book.plan.shipments}
    for lane, matches in sorted(book.by_lane.items()):
        if lane in pricing:
            yield from _wrong_sharing(book, lane, pricing[lane], matches)


def _wrong_price(book: _Book, match: Match) -> Iterator[Refusal]:
    """One row: floors, limits, and that what is paid in is what is paid out."""
    offer, need = book.offers[match.offer], book.needs[match.need]
    landed = match.kg * (match.seller_price + offer.extra) + match.freight_amount
    insurance = landed * book.problem.insurance // (10_000 - book.problem.insurance)
    for code, is_broken in (
        ("market.verify-below-floor", match.seller_price < offer.floor),
        ("market.verify-below-reserve", match.seller_price < offer.reserve),
        ("market.verify-above-limit", match.buyer_price > need.limit),
        ("market.verify-insurance", match.insurance_amount != insurance or match.insurance != insurance // match.kg),
        ("market.verify-balance", match.buyer_price != match.seller_price + offer.extra + match.freight + match.insurance),
        ("market.verify-balance", match.buyer_price != -(-(landed + insurance) // match.kg)),
    ):
        if is_broken:
            yield _of(code, match)


def _wrong_sharing(book: _Book, lane: Lane, pricing: str, matches: Sequence[Match]) -> Iterator[Refusal]:
    """Freight is shared as evenly as the limits allow, and every pool has one price, divided as stated."""
    pools = book.pools(matches)
    margins = {quality: _margin(book, pool) for quality, pool in pools.items()}
    cost, load = sum(match.freight_amount for match in matches), sum(match.kg for match in matches)
    even = -(-cost // load)
    bearable = sum(max(margins[quality], 0) * match.kg for quality, pool in pools.items() for match in pool)
    if all(margin >= even for margin in margins.values()):
        expected, weights = "even", [match.kg for match in matches]
    elif all(margin >= 0 for margin in margins.values()) and bearable >= cost:
        expected, weights = "by-pool", [margins[book.quality(match)] * match.kg for match in matches]
    else:
        expected, weights = "by-match", [book.gain(match) * match.kg for match in matches]
    whole, facts = sum(weights), {"route": lane[0], "slot": lane[1]}
    if pricing != expected:
        yield Refusal("market.verify-pricing", facts | {"pricing": pricing, "expected": expected})
    elif any(abs(match.freight_amount * whole - cost * weight) >= whole for match, weight in zip(matches, weights, strict=True)):
        yield Refusal("market.verify-freight-share", facts)
    else:
        for quality, pool in pools.items():
            yield from _wrong_pool(book, quality, pool, is_shared=expected != "by-match")


def _margin(book: _Book, pool: Sequence[Match]) -> int:
    return min(book.needs[match.need].bid for match in pool) - max(book.offers[match.offer].ask for match in pool)


def _wrong_pool(book: _Book, quality: Quality, pool: Sequence[Match], *, is_shared: bool) -> Iterator[Refusal]:
    """One price for all of a pool, at the drawn share between the highest ask and the lowest bid less freight."""
    share = _sellers_share(book, pool[0], quality)
    for group in [pool] if is_shared else [[match] for match in pool]:
        low = max(book.offers[match.offer].ask for match in group)
        high = min(book.needs[match.need].bid for match in group) - max(-(-match.freight_amount // match.kg) for match in group)
        prices = {match.seller_price + book.offers[match.offer].extra for match in group}
        if len(prices) > 1:
            yield _of("market.verify-one-price", group[0])
        elif prices != {low + share * (high - low) // 10_000}:
            yield _of("market.verify-split", group[0])


def _sellers_share(book: _Book, match: Match, quality: Quality) -> int:
    """The sellers' share of a pool in ten-thousandths: drawn within the stated band from the hash of the sealed input and the pool."""
    split = book.problem.split
    low, high = max(split.share - split.spread, 0), min(split.share + split.spread, 10_000)
    species, process, protocol, least, certificates = quality
    pool = "|".join((species, process, protocol, "" if least < 0 else f"{least:09d}", ";".join(certificates)))
    drawn = hashlib.sha256(f"{book.plan.input_sha256} {match.route} {match.slot} {pool}".encode()).digest()
    return low + int.from_bytes(drawn[:8], "big") % (high - low + 1)


def _wrong_value(book: _Book) -> Iterator[Refusal]:
    """Surplus as reported, and a bound that holds."""
    surplus = Counter[str]()
    for match in book.plan.matches:
        surplus[book.offers[match.offer].family] += match.kg * book.gain(match)
    for shipment in book.plan.shipments:
        surplus[book.routes[shipment.route].family] -= book.routes[shipment.route].cost * shipment.containers
    reported = {family.family: family for family in book.plan.families}
    expected = {row.family for row in book.problem.offers} | {row.family for row in book.problem.needs}
    if len(reported) != len(book.plan.families) or reported.keys() != expected:
        yield Refusal("market.verify-families")
        return
    for name, family in sorted(reported.items()):
        yield from _wrong_family(book, family, surplus[name])


def _wrong_family(book: _Book, family: FamilyBound, surplus: int) -> Iterator[Refusal]:
    facts: Mapping[str, object] = {"family": family.family}
    if family.surplus != surplus:
        yield Refusal("market.verify-surplus", facts)
    if family.lagrangian_bound is None:
        yield Refusal("market.verify-no-bound", facts)
        return
    if family.lagrangian_bound != lagrangian_bound(book.problem, family.family, book.plan.offer_multipliers, book.plan.need_multipliers):
        yield Refusal("market.verify-bound", facts)
    if family.surplus > family.bound:
        yield Refusal("market.verify-above-bound", facts)


def _sha256(problem: Problem) -> str:
    """SHA-256 of the input: rows by id, compact JSON with sorted keys, sets as sorted lists."""
    plain = asdict(problem)
    for rows in ("offers", "needs", "routes"):
        plain[rows] = sorted(plain[rows], key=lambda row: str(row["id"]))
        for row in plain[rows]:
            if "certificates" in row:
                row["certificates"] = sorted(row["certificates"])
    return hashlib.sha256(json.dumps(plain, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()).hexdigest()


def _of(code: str, match: Match) -> Refusal:
    return Refusal(code, {"offer": match.offer, "need": match.need, "container": f"{match.route}/{match.slot}/{match.container}"})
