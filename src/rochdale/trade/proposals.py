"""From what the engine answered to containers and their lines, in days and decimals instead of slots and ten-thousandths."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from rochdale.trade.market.files.writing import container_id
from rochdale.trade.market.plan import Match, Plan
from rochdale.trade.market.problem import PRICE_UNIT, Offer, Problem, Route
from rochdale.trade.market.serial import plan_from_json, problem_from_json


@dataclass(frozen=True, slots=True)
class Line:
    """One match: prices per kg, and the freight and insurance of the whole line as they add up to the cent."""

    offer: str
    need: str
    kg: int
    price: Decimal
    floor: Decimal | None
    extra: Decimal
    freight: Decimal
    insurance: Decimal
    landed: Decimal
    freight_amount: Decimal
    insurance_amount: Decimal
    inland: Decimal
    reasons: tuple[Mapping[str, Any], ...]
    """Why this buyer, as codes with facts."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """One container with who ships what to whom."""

    code: str
    product: str
    origin: str
    destination: str
    mode: str
    unit: str
    capacity_kg: int
    distance_km: int
    cost: Decimal
    fixed_cost: Decimal
    departs_on: date
    arrives_on: date
    way: tuple[tuple[float, float], ...]
    """From end to end, (longitude, latitude)."""
    lines: tuple[Line, ...]

    @property
    def load_kg(self) -> int:
        """What is in it."""
        return sum(line.kg for line in self.lines)


def amount(units: int) -> Decimal:
    """Ten-thousandths as a decimal."""
    return Decimal(units) / PRICE_UNIT


def proposals_in(result: Mapping[str, Any]) -> list[Proposal]:
    """The containers of a result of `clear_frozen`, in order of code."""
    problem, plan = problem_from_json(result["problem"]), plan_from_json(result["plan"])
    first, days = date.fromisoformat(result["first_sailing"]), timedelta(days=result["slot_days"])
    routes, offers = {route.id: route for route in problem.routes}, {offer.id: offer for offer in problem.offers}
    reasons = {id(match): why for match, why in zip(plan.matches, result["reasons"], strict=True)}
    return [
        _proposal(code, [(match, reasons[id(match)]) for match in matches], routes[matches[0].route], offers, result, first, days)
        for code, matches in sorted(_by_container(plan).items())
    ]


def surplus_and_bound(result: Mapping[str, Any]) -> tuple[Decimal, Decimal]:
    """The surplus of a result and the proven upper bound on it."""
    plan = plan_from_json(result["plan"])
    return amount(plan.surplus), amount(plan.bound)


def problem_and_plan(result: Mapping[str, Any]) -> tuple[Problem, Plan]:
    """A result as the engine knows it."""
    return problem_from_json(result["problem"]), plan_from_json(result["plan"])


def _by_container(plan: Plan) -> dict[str, list[Match]]:
    found: dict[str, list[Match]] = {}
    for match in plan.matches:
        found.setdefault(container_id(match), []).append(match)
    return found


def _proposal(
    code: str,
    rows: Sequence[tuple[Match, Any]],
    route: Route,
    offers: Mapping[str, Offer],
    result: Mapping[str, Any],
    first: date,
    days: timedelta,
) -> Proposal:
    lines = tuple(_line(match, offers[match.offer], result["inland"].get(match.offer, 0), tuple(why)) for match, why in rows)
    departs = first + days * rows[0][0].slot
    return Proposal(
        code, route.family, route.origin, route.destination, route.mode, route.unit, route.capacity_kg, route.distance_km,
        amount(route.cost),
        amount(result["fixed_costs"][route.id]), departs, departs + days * route.transit_slots,
        tuple((lon, lat) for lon, lat in result["ways"][route.id]), lines,
    )  # fmt: skip


def _line(match: Match, offer: Offer, inland: int, reasons: tuple[Mapping[str, Any], ...]) -> Line:
    return Line(
        match.offer, match.need, match.kg, amount(match.seller_price), amount(offer.floor) if offer.floor else None, amount(offer.extra),
        amount(match.freight), amount(match.insurance), amount(match.buyer_price), amount(match.freight_amount),
        amount(match.insurance_amount),
        amount(inland), reasons,
    )  # fmt: skip
