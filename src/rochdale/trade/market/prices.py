"""Prices: how the surplus of a pool is divided. The promise and a worked table are in docs/rules/pooling.md.

A pool is the goods of one lane that are delivered as one quality: everything in it has one price. Freight is the same per kg for
all on board; where that would push someone beyond a limit, it is shared by what each pool, or at last each match, can bear.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from .plan import Match, Shipment
from .problem import Need, Offer, Problem, Route


@dataclass(frozen=True, slots=True)
class Row:
    """So many kg of an offer for a need on one lane, not yet priced."""

    offer: Offer
    need: Need
    container: int
    kg: int

    @property
    def gain(self) -> int:
        """bid - ask per kg."""
        return self.need.bid - self.offer.ask

    @property
    def quality(self) -> tuple[str, ...]:
        """The quality as which the goods are delivered: what the need asks for."""
        need = self.need
        least = "" if need.min_score is None else f"{need.min_score:09d}"
        return (need.species, need.process, need.protocol, least, ";".join(sorted(need.certificates)))


def shared_out(amount: int, weights: Sequence[int]) -> list[int]:
    """`amount` in whole units by weight: each its share rounded down, the rest one by one to the largest remainders, then the first."""
    whole = sum(weights)
    shares = [amount * weight // whole for weight in weights]
    by_remainder = sorted(range(len(weights)), key=lambda k: (-(amount * weights[k] % whole), k))
    for k in by_remainder[: amount - sum(shares)]:
        shares[k] += 1
    return shares


def sellers_share(problem: Problem, sealed_sha256: str, pool: str) -> int:
    """θ in ten-thousandths, within the stated band; where in it hangs on the whole sealed input and the pool."""
    low, high = max(problem.split.share - problem.split.spread, 0), min(problem.split.share + problem.split.spread, 10_000)
    drawn = int.from_bytes(hashlib.sha256(f"{sealed_sha256} {pool}".encode()).digest()[:8], "big")
    return low + drawn % (high - low + 1)


def price(problem: Problem, sealed_sha256: str, route: Route, slot: int, rows: Sequence[Row]) -> tuple[Shipment, list[Match]]:
    """The shipment of one lane and its priced matches. Rows come in the order in which amounts are rounded (pool, need, offer)."""
    load = sum(row.kg for row in rows)
    containers = max(row.container for row in rows)
    pools: dict[tuple[str, ...], list[Row]] = {}
    for row in rows:
        pools.setdefault(row.quality, []).append(row)
    pricing, freight = _freight(route.cost * containers, list(pools.values()), rows)
    matches = []
    for row, amount in zip(rows, freight, strict=True):
        pool = pools[row.quality]
        low, high = _range(pool, freight, rows) if pricing != "by-match" else (row.offer.ask, row.need.bid - -(-amount // row.kg))
        theta = sellers_share(problem, sealed_sha256, f"{route.id} {slot} {'|'.join(row.quality)}")
        matches.append(_match(problem, route, slot, row, low + theta * (high - low) // 10_000, amount))
    return Shipment(route.id, slot, containers, load, pricing), matches


def _freight(cost: int, pools: Sequence[Sequence[Row]], rows: Sequence[Row]) -> tuple[str, list[int]]:
    """How freight is shared and the amount of each row; amounts add up to `cost`."""
    load = sum(row.kg for row in rows)
    even = -(-cost // load)
    if all(_margin(pool) >= even for pool in pools):
        return "even", shared_out(cost, [row.kg for row in rows])
    bearable = {pool[0].quality: max(_margin(pool), 0) for pool in pools}
    if sum(bearable[row.quality] * row.kg for row in rows) >= cost and all(_margin(pool) >= 0 for pool in pools):
        return "by-pool", shared_out(cost, [bearable[row.quality] * row.kg for row in rows])
    return "by-match", shared_out(cost, [row.gain * row.kg for row in rows])


def _margin(pool: Sequence[Row]) -> int:
    return min(row.need.bid for row in pool) - max(row.offer.ask for row in pool)


def _range(pool: Sequence[Row], freight: Sequence[int], rows: Sequence[Row]) -> tuple[int, int]:
    """Lowest and highest price of a pool, costs of certificates included."""
    dearest = max(-(-amount // row.kg) for row, amount in zip(rows, freight, strict=True) if row.quality == pool[0].quality)
    return max(row.offer.ask for row in pool), min(row.need.bid for row in pool) - dearest


def _match(problem: Problem, route: Route, slot: int, row: Row, pool_price: int, freight: int) -> Match:
    """Amounts of a row: goods exactly, freight as shared out, insurance rounded down, so that the buyer never passes the limit."""
    seller_price = pool_price - row.offer.extra
    if seller_price < max(row.offer.reserve, row.offer.floor):
        raise ValueError(f"price below the floor of offer {row.offer.id}")
    landed = pool_price * row.kg + freight
    insurance = landed * problem.insurance // (10_000 - problem.insurance)
    buyer_price = -(-(landed + insurance) // row.kg)
    if buyer_price > row.need.limit:
        raise ValueError(f"price above the limit of need {row.need.id}")
    insurance_per_kg = insurance // row.kg
    return Match(
        row.offer.id, row.need.id, route.id, slot, row.container, row.kg, seller_price,
        buyer_price - pool_price - insurance_per_kg, insurance_per_kg, buyer_price, freight, insurance,
    )  # fmt: skip
