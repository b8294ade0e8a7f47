"""Writes what a clearing gave: matches.csv, containers.csv, unmatched.csv, summary.json (docs/reference/market-files.md)."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from rochdale.base.tables import safe
from rochdale.trade.market.plan import Match, Plan
from rochdale.trade.market.problem import PRICE_UNIT, Problem, Route

MATCH_HEADERS = ("offer_id", "need_id", "container_id", "kg", "price_per_kg", "currency", "floor_per_kg", "landed_per_kg")
CONTAINER_HEADERS = (
    "container_id", "product", "unit", "origin", "destination", "departs_on", "arrives_on",
    "kg", "capacity_kg", "full_percent", "cost", "currency",
)  # fmt: skip
UNMATCHED_HEADERS = ("id", "side", "kg left", "reason_code", "reason", "smallest_change")


@dataclass(frozen=True, slots=True)
class Leftover:
    """One offer or need that was not matched in full, worded for the reader. `kg_left` is None where the weight is unknown."""

    id: str
    side: str
    kg_left: int | None
    reason_code: str
    reason: str
    smallest_change: str


def write_results(
    folder: Path, problem: Problem, plan: Plan, leftovers: Sequence[Leftover], summary: Mapping[str, object], sailing_days: Sequence[str]
) -> list[Path]:
    """Write the four files. `sailing_days` are the ISO days of slots 0, 1, 2, …, arrivals included. All or none is written."""
    texts = {
        "matches.csv": table(MATCH_HEADERS, match_rows(problem, plan)),
        "containers.csv": table(CONTAINER_HEADERS, container_rows(problem, plan, sailing_days)),
        "unmatched.csv": table(UNMATCHED_HEADERS, map(_leftover_row, leftovers)),
        "summary.json": json.dumps(summary, indent=2, ensure_ascii=False) + "\n",
    }
    folder.mkdir(parents=True, exist_ok=True)
    parts = [(folder / f".{name}.part", folder / name) for name in texts]
    for (part, _), text in zip(parts, texts.values(), strict=True):
        part.write_text(text, encoding="utf-8", newline="")
    for part, whole in parts:
        part.replace(whole)
    return [whole for _, whole in parts]


def table(headers: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A CSV file as text: comma-separated, LF, with no cell that a spreadsheet would run."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(headers)
    # A carriage return would begin a new line for some readers.
    writer.writerows(["" if cell is None else safe(str(cell)).replace("\r", " ") for cell in row] for row in rows)
    return written.getvalue()


def per_kg(amount: int) -> str:
    """Ten-thousandths per kg as a decimal with four places."""
    return f"{Decimal(amount) / PRICE_UNIT:.4f}"


def container_id(match: Match) -> str:
    """Name of a container: its route, departure slot and number."""
    return f"{match.route}/{match.slot}/{match.container}"


def match_rows(problem: Problem, plan: Plan) -> Iterable[Sequence[object]]:
    """One row per match, by offer, need, container. An empty floor means that none binds."""
    offers = {offer.id: offer for offer in problem.offers}
    for match in sorted(plan.matches, key=lambda match: (match.offer, match.need, match.route, match.slot, match.container)):
        floor = offers[match.offer].floor
        yield (
            match.offer, match.need, container_id(match), match.kg, per_kg(match.seller_price), problem.currency,
            per_kg(floor) if floor else "", per_kg(match.buyer_price),
        )  # fmt: skip


def container_rows(problem: Problem, plan: Plan, sailing_days: Sequence[str]) -> Iterable[Sequence[object]]:
    """One row per container; what, where, when, how full, at what cost."""
    routes: dict[str, Route] = {route.id: route for route in problem.routes}
    loads: dict[tuple[str, int, int], int] = {}
    for match in plan.matches:
        key = (match.route, match.slot, match.container)
        loads[key] = loads.get(key, 0) + match.kg
    for (name, slot, number), kg in sorted(loads.items()):
        route = routes[name]
        yield (
            f"{name}/{slot}/{number}", route.family, route.unit, route.origin, route.destination, sailing_days[slot],
            sailing_days[slot + route.transit_slots], kg, route.capacity_kg, f"{100 * kg / route.capacity_kg:.1f}",
            per_kg(route.cost), problem.currency,
        )  # fmt: skip


def _leftover_row(left: Leftover) -> Sequence[object]:
    return (left.id, left.side, left.kg_left, left.reason_code, left.reason, left.smallest_change)
