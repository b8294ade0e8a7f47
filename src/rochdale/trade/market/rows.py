"""From kg per arc to rows in numbered containers, priced."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from .plan import Match, Shipment
from .prices import Row, price
from .problem import Need, Offer, Problem

Carried = Mapping[tuple[str, int], Sequence[tuple[str, str, int]]]
"""Per lane (route id, slot): offer id, need id, kg."""


def priced_rows(problem: Problem, sealed_sha256: str, carried: Carried) -> tuple[tuple[Match, ...], tuple[Shipment, ...]]:
    """All matches and shipments, in order of route, slot, container, pool, need, offer."""
    offers, needs = {row.id: row for row in problem.offers}, {row.id: row for row in problem.needs}
    routes = {row.id: row for row in problem.routes}
    matches: list[Match] = []
    shipments: list[Shipment] = []
    for (name, slot), flows in sorted(carried.items()):
        rows = in_containers([(offers[offer], needs[need], kg) for offer, need, kg in flows], routes[name].capacity_kg)
        shipment, priced = price(problem, sealed_sha256, routes[name], slot, rows)
        shipments.append(shipment)
        matches += priced
    return tuple(matches), tuple(shipments)


def in_containers(flows: Sequence[tuple[Offer, Need, int]], capacity_kg: int) -> list[Row]:
    """Containers are filled one after the other, pool by pool; a flow that crosses from one to the next becomes two rows."""
    whole = [Row(offer, need, 0, kg) for offer, need, kg in flows]
    rows: list[Row] = []
    container, room = 1, capacity_kg
    for row in sorted(whole, key=lambda row: (row.quality, row.need.id, row.offer.id)):
        left = row.kg
        while left:
            if not room:
                container, room = container + 1, capacity_kg
            kg = min(left, room)
            rows.append(Row(row.offer, row.need, container, kg))
            left, room = left - kg, room - kg
    return rows
