"""A result on disk beside its sealed input, and the check that its readable files still say what the result says."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path

from rochdale.base.tables import safe
from rochdale.kernel.refusal import Refusal, Refused
from rochdale.trade import market_words as _market_words  # noqa: F401  # registers the sentences used here
from rochdale.trade.market.files.writing import CONTAINER_HEADERS, MATCH_HEADERS, container_rows, match_rows, table
from rochdale.trade.market.plan import Plan
from rochdale.trade.market.problem import PRICE_UNIT, Problem
from rochdale.trade.market.serial import plan_from_json, plan_to_json, problem_from_json, problem_to_json
from rochdale.trade.market.tariff import Market
from rochdale.trade.market.verification import faults

SEALED = "sealed"
"""Folder of what holds everybody's limits: for its owner's eyes, and for `rochdale market verify`."""


def store(folder: Path, market: Market, plan: Plan) -> None:
    """Keep input and result, readable by the owner alone."""
    sealed = folder / SEALED
    sealed.mkdir(mode=0o700, exist_ok=True)
    contents = {
        "problem.json": problem_to_json(market.problem),
        "plan.json": plan_to_json(plan),
        "calendar.json": {"first_sailing": market.first_sailing.isoformat(), "slot_days": market.slot_days},
    }
    for name, content in contents.items():
        path = sealed / name
        path.touch(mode=0o600)
        path.write_text(json.dumps(content), encoding="utf-8")


def objections(folder: Path) -> list[Refusal]:
    """Everything that does not hold in a written result. Refuses a folder that holds none."""
    try:
        problem = problem_from_json(_stored(folder, "problem.json"))
        plan = plan_from_json(_stored(folder, "plan.json"))
        calendar = _stored(folder, "calendar.json")
        days = sailing_days(problem, date.fromisoformat(str(calendar["first_sailing"])), int(str(calendar["slot_days"])))
    except (KeyError, TypeError, ValueError):
        return [Refusal("market.verify-stored-unreadable")]
    found = faults(problem, plan)
    return found or [*_different_files(folder, problem, plan, days)]


def sailing_days(problem: Problem, first: date, slot_days: int) -> list[str]:
    """ISO days of all slots, arrivals included."""
    last = problem.slots + max((route.transit_slots for route in problem.routes), default=0)
    return [(first + timedelta(days=slot_days * slot)).isoformat() for slot in range(last + 1)]


def _different_files(folder: Path, problem: Problem, plan: Plan, days: Sequence[str]) -> Iterator[Refusal]:
    texts = {
        "matches.csv": table(MATCH_HEADERS, match_rows(problem, plan)),
        "containers.csv": table(CONTAINER_HEADERS, container_rows(problem, plan, days)),
    }
    for name, text in texts.items():
        yield from _different_lines(folder / name, text.splitlines())
    yield from _different_summary(folder / "summary.json", plan)
    yield from _different_leftovers(folder / "unmatched.csv", problem, plan)


def _different_lines(path: Path, expected: Sequence[str]) -> Iterator[Refusal]:
    if not path.exists():
        yield Refusal("market.verify-file-missing", {"file": path.name})
        return
    found = path.read_text(encoding="utf-8").splitlines()
    for number in range(max(len(found), len(expected))):
        if found[number : number + 1] != expected[number : number + 1]:
            yield Refusal("market.verify-file-differs", {"file": path.name, "line": number + 1})
            return


def _different_summary(path: Path, plan: Plan) -> Iterator[Refusal]:
    if not path.exists():
        yield Refusal("market.verify-file-missing", {"file": path.name})
        return
    found = json.loads(path.read_text(encoding="utf-8"))
    expected = {
        "surplus": plan.surplus / PRICE_UNIT,
        "bound": plan.bound / PRICE_UNIT,
        "seed": plan.seed,
        "input_sha256": plan.input_sha256,
    }
    for name, value in expected.items():
        if found.get(name) != value:
            yield Refusal("market.verify-summary-differs", {"name": name})


def _different_leftovers(path: Path, problem: Problem, plan: Plan) -> Iterator[Refusal]:
    """Kg left of every offer and need that took part; reasons are words in one language and are not compared."""
    if not path.exists():
        yield Refusal("market.verify-file-missing", {"file": path.name})
        return
    left = {("offer", row.id): row.kg for row in problem.offers} | {("need", row.id): row.kg for row in problem.needs}
    for match in plan.matches:
        left["offer", match.offer] -= match.kg
        left["need", match.need] -= match.kg
    with path.open(encoding="utf-8", newline="") as file:
        written = {(row["side"], row["id"]): row["kg left"] for row in csv.DictReader(file)}
    for (side, name), kg in sorted(left.items()):
        if written.get((side, safe(name)), "0") != str(kg):
            yield Refusal("market.verify-leftover-differs", {"id": name, "kg": kg})


def _stored(folder: Path, name: str) -> dict[str, object]:
    try:
        content = json.loads((folder / SEALED / name).read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise Refused(Refusal("market.verify-nothing-stored", {"folder": str(folder)})) from None
    return dict(content)
