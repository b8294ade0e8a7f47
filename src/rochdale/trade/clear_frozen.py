"""`python -m rochdale.trade.clear_frozen FROZEN.json RESULT.json`: a whole clearing in a process of its own, without Django.

Builds the problem, runs the engine (`rochdale.trade.market`), has the independent verifier look at the result, and explains it.
Progress goes to standard output, one JSON object per line: {"stage", "done", "total"}. Exit code 0 with the result written; 2 with
`{"refused": [...]}` written where the market cannot be built.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import asdict
from decimal import ROUND_FLOOR
from pathlib import Path
from typing import Any

from rochdale.kernel.exchange import RateTable
from rochdale.kernel.refusal import Refusal, Refused
from rochdale.trade import frozen
from rochdale.trade.market.__main__ import main as run_engine
from rochdale.trade.market.defaults import Defaults, load_defaults
from rochdale.trade.market.explanation import explain_matches, told_change
from rochdale.trade.market.lanes import way_of
from rochdale.trade.market.own_process import progress_on_own_channel
from rochdale.trade.market.plan import Plan
from rochdale.trade.market.problem import Route
from rochdale.trade.market.second_look import explained
from rochdale.trade.market.serial import plan_from_json, plan_to_json, problem_sha256, problem_to_json
from rochdale.trade.market.summary import summary_of
from rochdale.trade.market.tariff import Market, Remark, Scale, build_problem
from rochdale.trade.market.verification import faults


def main(arguments: list[str] | None = None) -> int:
    """See the top of this file."""
    source, target = (Path(argument) for argument in (arguments or sys.argv[1:]))
    given = frozen.from_json(json.loads(source.read_text(encoding="utf-8")))
    try:
        defaults = load_defaults(given.defaults.encode())
        rates = RateTable(defaults.rates, over=RateTable(given.rates))
        market = build_problem(given.offers, given.needs, defaults, given.floors, rates, given.on)
    except Refused as refused:
        _write(target, {"refused": [_told(refusal) for refusal in refused.refusals]})
        return 2
    plan = _cleared(market, given, target)
    found = faults(market.problem, plan)
    scale = Scale(defaults.currency, given.on, rates)
    more = {"fixed_costs": dict(_fixed_costs(market, defaults, scale)), "summary": summary_of(market, plan, given.on)}
    _write(target, _result(market, plan, found) | more)
    return 0


def _cleared(market: Market, given: frozen.Frozen, target: Path) -> Plan:
    problem, plan = target.with_suffix(".problem"), target.with_suffix(".plan")
    _write(problem, problem_to_json(market.problem))
    limit = ["--time-limit", str(given.time_limit)] if given.time_limit is not None else []
    run_engine([str(problem), str(plan), "--seed", str(given.seed), *limit])
    return plan_from_json(json.loads(plan.read_text(encoding="utf-8")))


def _result(market: Market, plan: Plan, found: list[Refusal]) -> dict[str, Any]:
    return {
        "problem": problem_to_json(market.problem),
        "input_sha256": problem_sha256(market.problem),
        "plan": plan_to_json(plan),
        "faults": [_told(refusal) for refusal in found],
        "first_sailing": market.first_sailing.isoformat(),
        "slot_days": market.slot_days,
        "inland": dict(market.inland),
        "floor_rows": {offer: row.id for offer, row in market.floor_rows.items()},
        "leftovers": [] if found else [*_explained(market, plan), *(_left_out(remark) for remark in market.left_out)],
        "reasons": []
        if found
        else [[_told(reason) for reason in one.reasons] for one in explain_matches(market.problem, plan, market.inland)],
        "warnings": [_remark(remark) for remark in market.warnings],
        "ways": {name: way_of(route) for name, route in _routes_taken(market, plan)},
        "rates": [asdict(rate) | {"per_eur": str(rate.per_eur), "on": rate.on.isoformat()} for rate in market.rates],
    }


def _routes_taken(market: Market, plan: Plan) -> Iterator[tuple[str, Route]]:
    taken = {shipment.route for shipment in plan.shipments}
    yield from ((route.id, route) for route in market.problem.routes if route.id in taken)


def _fixed_costs(market: Market, defaults: Defaults, scale: Scale) -> Iterator[tuple[str, int]]:
    """Per route: what a container costs before it has moved a km, in ten-thousandths."""
    for route in market.problem.routes:
        fixed = defaults.charges[route.mode][route.unit].fixed
        yield route.id, scale.whole(fixed.value, fixed.unit.split("/")[0], ROUND_FLOOR)


def _explained(market: Market, plan: Plan) -> Iterator[dict[str, Any]]:
    for left in explained(market.problem, plan, market.certified, progress_on_own_channel()):
        change = told_change(left, currency=market.problem.currency, slot_days=market.slot_days)
        yield {
            "side": left.side,
            "id": left.id,
            "kg_left": left.kg_left,
            "reason": _told(left.verdict),
            "change": _told(change) if change else None,
        }


def _left_out(remark: Remark) -> dict[str, Any]:
    return {"side": remark.side, "id": remark.id, "kg_left": remark.kg, "reason": _told(remark.refusal), "change": None}


def _remark(remark: Remark) -> dict[str, Any]:
    return {"side": remark.side, "id": remark.id, "kg": remark.kg, **_told(remark.refusal)}


def _told(refusal: Refusal) -> dict[str, Any]:
    return {"code": refusal.code, "facts": dict(refusal.facts)}


def _write(path: Path, content: object) -> None:
    part = path.with_name(path.name + ".part")
    part.write_text(json.dumps(content, default=str), encoding="utf-8")
    part.replace(path)


if __name__ == "__main__":
    raise SystemExit(main())
