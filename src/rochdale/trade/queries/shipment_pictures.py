"""The picture of a shipment: a container being filled until it leaves, its way on the map from then on."""

from __future__ import annotations

from decimal import Decimal

from django.utils.translation import gettext as _

from rochdale.kernel.place import is_place, place
from rochdale.trade import shipping
from rochdale.trade.models import Shipment
from rochdale.trade.queries.shipments import ShipmentSeen, title_places
from rochdale.trade.rules.bags import bag_kg
from rochdale.ui.charts import Container, Share, container
from rochdale.ui.maps import Map, Spot, draw_map


def holds(row: Shipment, seen: ShipmentSeen) -> Container | None:
    """Who fills it, in bags; None for goods without bags, and once it has left."""
    lines = [line for line in shipping.lines_of(shipping.contracts_in(row)) if line.bag_kg]
    if not lines or _has_left(seen):
        return None
    found = shipping.standing_milestones(row)
    bags, is_stuffed = shipping.stuffed_bags(found), "stuffed" in found
    by_seller: dict[str, int] = {}
    for line in lines:
        planned = line.terms["bags"] or 0
        count = (bags.get((line.contract_id, line.position)) or 0) if is_stuffed else planned
        by_seller[line.seller] = by_seller.get(line.seller, 0) + count
    room = _room(row, lines)
    return container([Share(name, count) for name, count in by_seller.items()], holds_bags=room) if any(by_seller.values()) else None


def _room(row: Shipment, lines: list[shipping.LotLine]) -> int:
    """Bags the container of the market holds; without one just what was agreed on."""
    box = next((one.container for one in shipping.contracts_in(row) if one.container), None)
    if box is None:
        return sum(line.terms["bags"] or 0 for line in lines)
    return int(Decimal(box.capacity_kg) // (bag_kg(box.product, "") or 1))


def way(row: Shipment, seen: ShipmentSeen) -> Map | None:
    """From port to port once it has left; as the market reckoned it where the ports are the same."""
    if not _has_left(seen) or seen.booking is None:
        return None
    spots = [Spot(at, name) for code, name in _ends(seen) if (at := _position(code))]
    if not spots:
        return None
    box = next((one.container for one in shipping.contracts_in(row) if one.container), None)
    is_planned = box is not None and (box.origin, box.destination) == (seen.booking.origin, seen.booking.destination)
    road = [(float(lon), float(lat)) for lon, lat in box.way] if box is not None and is_planned else []
    return draw_map(spots, road=road, marked={seen.booking.origin[:2], seen.booking.destination[:2]})


def _has_left(seen: ShipmentSeen) -> bool:
    return any(step.kind == "departed" and step.on for step in seen.steps)


def _ends(seen: ShipmentSeen) -> list[tuple[str, str]]:
    assert seen.booking is not None
    return [(seen.booking.origin, title_places(seen)[0]), (seen.booking.destination, title_places(seen)[1])]


def _position(code: str) -> tuple[float, float] | None:
    """Longitude and latitude; None where the list has none."""
    found = place(code).position if is_place(code) else None
    return (found[1], found[0]) if found else None


def way_in_words(seen: ShipmentSeen) -> str:
    """What the map shows."""
    origin, destination = title_places(seen)
    return _("From %(origin)s to %(destination)s.") % {"origin": origin, "destination": destination}
