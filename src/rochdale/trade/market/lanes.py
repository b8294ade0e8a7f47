"""Ways between ports: sea lanes for every box a product travels in, truck lanes within a country or across one land border."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal

from rochdale.kernel.country import share_land_border
from rochdale.kernel.place import distance_km, place
from rochdale.trade.market.defaults import Charge, Defaults
from rochdale.trade.market.problem import Need, Offer, Route
from rochdale.trade.market.sea import sea_distances_km, sea_path

Kind = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class ChargeUnits:
    """A charge in ten-thousandths of the market's currency, unrounded."""

    fixed: Decimal
    per_km: Decimal

    def of(self, km: int) -> int:
        """What one container costs over a distance, rounded up."""
        return int((self.fixed + self.per_km * km).to_integral_value(ROUND_CEILING))


def routes_for(
    offers: Sequence[Offer], needs: Sequence[Need], defaults: Defaults, charges: dict[Charge, ChargeUnits], closed: frozenset[str]
) -> tuple[Route, ...]:
    """All routes between ports where some offer and some need of one family could agree on species, process and protocol.

    Price, score, certificate and window are left aside on purpose: an explanation must be able to say what a change of them brings.
    """
    pairs = _port_pairs(offers, needs)
    km = _sea_km(pairs, closed)
    found = []
    for family, origin, destination in pairs:
        for unit, capacity in defaults.loads[family].items():
            for mode, distance in (("sea", km.get((origin, destination))), ("truck", _truck_km(origin, destination, defaults))):
                charge = defaults.charges[mode].get(unit)
                if charge is not None and distance is not None:
                    found.append(_route(family, origin, destination, mode, unit, capacity, distance, charges[charge], defaults))
    return tuple(found)


def _route(
    family: str, origin: str, destination: str, mode: str, unit: str, capacity: int, km: int, charge: ChargeUnits, defaults: Defaults
) -> Route:
    name = f"{family}:{origin}-{destination}:{unit}"
    return Route(
        name, family, origin, destination, mode, unit, capacity, charge.of(km), _slots(mode, km, origin, destination, defaults), km
    )


def _slots(mode: str, km: int, origin: str, destination: str, defaults: Defaults) -> int:
    """Transit in whole slots, rounded up: at sea the time in ports counts, on the road the time at a border."""
    if mode == "sea":
        days = km / defaults.sea_speed + defaults.sea_port_days
    else:
        days = km / defaults.truck_speed + (defaults.truck_border_days if origin[:2] != destination[:2] else 0)
    return int((days / defaults.slot_days).to_integral_value(ROUND_CEILING))


def _port_pairs(offers: Iterable[Offer], needs: Iterable[Need]) -> list[tuple[str, str, str]]:
    """(family, origin, destination) in order."""
    origins, destinations = defaultdict[str, set[tuple[Kind, str]]](set), defaultdict[str, set[tuple[Kind, str]]](set)
    for offer in offers:
        origins[offer.family].add(((offer.species, offer.process, offer.protocol), offer.port))
    for need in needs:
        destinations[need.family].add(((need.species, need.process, need.protocol), need.port))
    return sorted(
        {
            (family, origin, destination)
            for family, kinds in origins.items()
            for has, origin in kinds
            for wants, destination in destinations[family]
            if all(wanted in ("", found) for wanted, found in zip(wants, has, strict=True))
        }
    )


def _sea_km(pairs: Iterable[tuple[str, str, str]], closed: frozenset[str]) -> dict[tuple[str, str], int]:
    """Whole km by sea, rounded up; pairs without a way by sea, and a port with itself, are left out."""
    ports = sorted({origin for _, origin, _ in pairs}), sorted({destination for _, _, destination in pairs})
    if not ports[0]:
        return {}
    matrix = sea_distances_km(*ports, closed=closed)
    return dict(_known(matrix.tolist(), *ports))


def _known(matrix: list[list[float]], origins: Sequence[str], destinations: Sequence[str]) -> Iterator[tuple[tuple[str, str], int]]:
    for origin, row in zip(origins, matrix, strict=True):
        for destination, km in zip(destinations, row, strict=True):
            if km == km and origin != destination:
                yield (origin, destination), -int(-km // 1)


def _truck_km(origin: str, destination: str, defaults: Defaults) -> int | None:
    """Road km: great circle times circuity; None across more than one border, across water to another country, or too far."""
    if origin[:2] != destination[:2] and not share_land_border(origin[:2], destination[:2]):
        return None
    direct = distance_km(place(origin), place(destination))
    if direct is None:
        return None
    km = int((Decimal(repr(direct)) * defaults.truck_circuity).to_integral_value(ROUND_CEILING))
    return km if km <= defaults.truck_most_km else None


def way_of(route: Route) -> list[tuple[float, float]]:
    """Where a container goes, (longitude, latitude) from end to end: along the lanes its length was taken from; a truck straight."""
    if route.mode == "sea":
        return [(round(lon, 2), round(lat, 2)) for lon, lat in sea_path(route.origin, route.destination)]
    ends = [place(code).position for code in (route.origin, route.destination)]
    return [(round(end[1], 2), round(end[0], 2)) for end in ends if end is not None]
