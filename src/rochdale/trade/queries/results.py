"""The files of a market, as `rochdale market clear` writes them: the same headers, the same figures."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import date, timedelta

from rochdale.kernel.refusal import Refusal
from rochdale.trade.market.files import writing
from rochdale.trade.market.files.writing import CONTAINER_HEADERS, MATCH_HEADERS, UNMATCHED_HEADERS
from rochdale.trade.market.serial import plan_from_json, problem_from_json
from rochdale.trade.models import Market, Unmatched
from rochdale.trade.queries.markets import leftovers_of
from rochdale.trade.worded import worded

FILES: Mapping[str, str] = {
    "matches.csv": "text/csv; charset=utf-8",
    "containers.csv": "text/csv; charset=utf-8",
    "unmatched.csv": "text/csv; charset=utf-8",
    "summary.json": "application/json",
}


def file_of(market: Market, name: str) -> str:
    """One of `FILES` of a market that was shown. KeyError for another name."""
    makers: Mapping[str, Callable[[Market], str]] = {
        "matches.csv": _matches,
        "containers.csv": _containers,
        "unmatched.csv": _unmatched,
        "summary.json": lambda row: json.dumps(row.summary, indent=2, ensure_ascii=False) + "\n",
    }
    return makers[name](market)


def _matches(market: Market) -> str:
    return writing.table(MATCH_HEADERS, writing.match_rows(problem_from_json(market.frozen_input["problem"]), plan_from_json(market.plan)))


def _containers(market: Market) -> str:
    problem, plan = problem_from_json(market.frozen_input["problem"]), plan_from_json(market.plan)
    first, step = date.fromisoformat(market.settings_used["first_sailing"]), timedelta(days=market.settings_used["slot_days"])
    last = max((match.slot for match in plan.matches), default=0) + max((route.transit_slots for route in problem.routes), default=0)
    return writing.table(
        CONTAINER_HEADERS, writing.container_rows(problem, plan, [(first + step * slot).isoformat() for slot in range(last + 1)])
    )


def _unmatched(market: Market) -> str:
    return writing.table(UNMATCHED_HEADERS, [_left(row) for row in leftovers_of(market)])


def _left(row: Unmatched) -> tuple[object, ...]:
    change = ""
    if row.change_code:
        change = worded(Refusal(row.change_code, row.change_facts)).says
    name = row.offer.reference if row.offer else row.need.reference if row.need else ""
    return name, "offer" if row.offer else "need", row.kg_left, row.code, worded(Refusal(row.code, row.facts)).says, change
