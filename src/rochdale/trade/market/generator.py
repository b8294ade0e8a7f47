"""Invented markets of any size for tests and benchmarks, drawn as the reference "Market clearing", section 12, describes.

Ports, prices and cooperatives are synthetic. Grades 0, 1, 2 become scores of 9000, 8500, 8000 under the protocol "grade".
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from .problem import PRICE_UNIT, Need, Offer, Problem, Route

FAMILIES = {
    "arabica": (0.28, 5.5), "robusta": (0.08, 3.2), "cocoa": (0.18, 4.5), "tea": (0.09, 2.8), "cane sugar": (0.08, 0.80),
    "rice": (0.07, 1.0), "quinoa": (0.07, 2.2), "cashew": (0.06, 6.0), "sesame": (0.05, 1.8), "dried fruit": (0.04, 6.5),
}  # fmt: skip
SCORES = (9_000, 8_500, 8_000)
FACTORS = (1.0, 0.92, 0.85)
CERTIFICATES = ("FT", "ORG", "RA")
CAPACITY_KG = 19_200
SLOTS = 26
SUPPLIER_LIMITS = (1, 2, 3, 6)


Ports = tuple[list[str], npt.NDArray[np.float64]]
"""Names of ports and how likely each is."""


@dataclass(frozen=True, slots=True)
class _Port:
    name: str
    latitude: float
    longitude: float


def generate(offers: int, needs: int, seed: int, *, with_limits: bool = True) -> Problem:
    """A market of so many offers and needs. `with_limits=False` leaves out minimum lots and supplier limits."""
    draw = np.random.default_rng(seed)
    origins, destinations = _ports(draw, "O", 38, 3, 95, (-25, 25)), _ports(draw, "D", 23, 4, 82, (30, 60))
    names, shares = list(FAMILIES), np.array([share for share, _ in FAMILIES.values()])
    homes = {name: _weighted(draw, _family_ports(draw, origins), 0.9) for name in names}
    markets = {name: _weighted(draw, destinations, 0.8) for name in names}
    offered = [_offer(draw, number, name, homes[name]) for number, name in enumerate(draw.choice(names, offers, p=shares).tolist())]
    needed = [
        _need(draw, number, name, markets[name], with_limits) for number, name in enumerate(draw.choice(names, needs, p=shares).tolist())
    ]
    place = {port.name: port for port in origins + destinations}
    routes = _routes(draw, offered, needed, place)
    return Problem(tuple(offered), tuple(needed), tuple(routes), "USD", SLOTS)


def _ports(draw: np.random.Generator, letter: str, countries: int, most: int, wanted: int, latitudes: tuple[int, int]) -> list[_Port]:
    ports: list[_Port] = []
    centres = [(draw.uniform(*latitudes), draw.uniform(-180, 180)) for _ in range(countries)]
    for number in range(most):
        for country, (latitude, longitude) in enumerate(centres):
            if len(ports) < wanted:
                ports.append(_Port(f"{letter}{country:02d}{number}", latitude + draw.normal(0, 2), longitude + draw.normal(0, 2)))
    return ports


def _family_ports(draw: np.random.Generator, origins: list[_Port]) -> list[_Port]:
    countries = sorted({port.name[:3] for port in origins})
    chosen = set(draw.choice(countries, int(draw.integers(5, 15)), replace=False).tolist())
    return [port for port in origins if port.name[:3] in chosen]


def _weighted(draw: np.random.Generator, ports: list[_Port], power: float) -> Ports:
    weight = 1 / draw.permutation(np.arange(1, len(ports) + 1)) ** power
    return [port.name for port in ports], weight / weight.sum()


def _kg(draw: np.random.Generator, scale: int, power: float, most: int) -> int:
    return max(60, int(min(scale * (1 + draw.pareto(power)), most) // 60 * 60))


def _certificates(draw: np.random.Generator, chances: tuple[float, float, float]) -> frozenset[str]:
    return frozenset(name for name, chance in zip(CERTIFICATES, chances, strict=True) if draw.random() < chance)


def _money(amount: float) -> int:
    return max(1, round(amount * PRICE_UNIT))


def _offer(draw: np.random.Generator, number: int, family: str, ports: Ports) -> Offer:
    base, grade = FAMILIES[family][1], int(draw.choice(3, p=(0.40, 0.35, 0.25)))
    worth, held = base * FACTORS[grade], _certificates(draw, (0.60, 0.45, 0.25))
    inland, first = draw.uniform(0.02, 0.10), int(draw.integers(0, 20))
    reserve = worth * (0.78 + 0.132 * draw.standard_normal()) * (1 + 0.05 * len(held))
    floor = 0.74 * worth + inland if "FT" in held else 0.0
    return Offer(
        f"o{number:06d}", f"cooperative {number:06d}", family, family, "", "grade", SCORES[grade], held,
        _kg(draw, 2_000, 1.15, 500_000), str(draw.choice(ports[0], p=ports[1])), first, min(first + int(draw.integers(1, 6)), SLOTS - 1),
        _money(reserve + inland), round(floor * PRICE_UNIT), round(0.01 * len(held) * PRICE_UNIT),
    )  # fmt: skip


def _need(draw: np.random.Generator, number: int, family: str, ports: Ports, with_limits: bool) -> Need:
    base, grade = FAMILIES[family][1], int(draw.choice(3, p=(0.35, 0.40, 0.25)))
    wanted, first = _certificates(draw, (0.50, 0.30, 0.15)), int(draw.integers(3, 26))
    kg = _kg(draw, 2_500, 1.2, 400_000)
    limit = base * FACTORS[grade] * (1 + 0.132 * draw.standard_normal()) * (1 + 0.06 * len(wanted)) + 0.20
    lot, suppliers = int(draw.choice((600, 3_000, 6_000, 19_200), p=(0.4, 0.3, 0.2, 0.1))), int(draw.choice(SUPPLIER_LIMITS))
    return Need(
        f"n{number:06d}", f"buyer {number:06d}", family, "", "", "grade", SCORES[grade], wanted, kg, min(kg, lot) if with_limits else 0,
        suppliers if with_limits else None, str(draw.choice(ports[0], p=ports[1])), first, min(first + int(draw.integers(1, 4)), 32),
        _money(limit), _money(0.97 * limit),
    )  # fmt: skip


def _routes(draw: np.random.Generator, offers: list[Offer], needs: list[Need], place: dict[str, _Port]) -> list[Route]:
    # One charge per pair of ports, the same for all families.
    charge = {(o, d): 900 + 300 * draw.random() for o in sorted(place) if o[0] == "O" for d in sorted(place) if d[0] == "D"}
    routes = []
    for family in FAMILIES:
        for origin in sorted({offer.port for offer in offers if offer.family == family}):
            for destination in sorted({need.port for need in needs if need.family == family}):
                km = _km(place[origin], place[destination])
                transit = -(-int(km / 650 + 8) // 14)
                cost = _money(charge[origin, destination] + 0.11 * km)
                name = f"{family}:{origin}-{destination}"
                routes.append(Route(name, family, origin, destination, "sea", "20ft", CAPACITY_KG, cost, transit, km))
    return routes


def _km(one: _Port, other: _Port) -> int:
    """Great circle, a third longer: ships go around land."""
    a, b = np.radians(one.latitude), np.radians(other.latitude)
    cosine = np.sin(a) * np.sin(b) + np.cos(a) * np.cos(b) * np.cos(np.radians(one.longitude - other.longitude))
    return int(1.33 * 6_371 * np.arccos(np.clip(cosine, -1, 1)))
