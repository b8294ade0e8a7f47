"""`python -m rochdale.trade.market PROBLEM.json PLAN.json`: clears a market in its own process, so that no page pays for a solver.

Progress goes to standard output, one JSON object per line: {"stage", "done", "total"}; the last line is {"stage": "done", ...}.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from .clearing import clear
from .own_process import progress_on_own_channel
from .serial import plan_to_json, problem_from_json


def main(arguments: list[str] | None = None) -> int:
    """Exit code 0 with the plan written, 2 where the problem cannot be read; nothing is written in that case."""
    parser = argparse.ArgumentParser(prog="python -m rochdale.trade.market", description="Clears one market.")
    parser.add_argument("problem", type=Path, help="the market, JSON as written by serial.problem_to_json")
    parser.add_argument("plan", type=Path, help="where the plan goes")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--time-limit", type=float, default=None, metavar="S", help="a cap in seconds, recorded as stopped early")
    given = parser.parse_args(arguments)
    say = progress_on_own_channel()
    try:
        problem = problem_from_json(json.loads(given.problem.read_text(encoding="utf-8")))
    except (OSError, ValueError, KeyError, TypeError) as reason:
        sys.stderr.write(f"cannot read the market in {given.problem}: {reason}\n")
        return 2
    plan = clear(problem, seed=given.seed, time_limit_seconds=given.time_limit, on_progress=say)
    written = given.plan.with_name(given.plan.name + ".part")
    written.write_text(json.dumps(plan_to_json(plan)), encoding="utf-8")
    written.replace(given.plan)
    say("done", len(plan.matches), len(plan.matches))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
