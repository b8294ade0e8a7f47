"""One clearing from two files, as the command line does it: read, build, run the engine in its own process, verify, explain, word."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from rochdale.kernel.ecb import ecb_history
from rochdale.kernel.exchange import RateTable
from rochdale.kernel.refusal import Refusal, Refused
from rochdale.trade import market_words as _market_words  # noqa: F401  # registers the sentences used here
from rochdale.trade.market.defaults import Defaults
from rochdale.trade.market.explanation import LeftoverExplanation, told_change
from rochdale.trade.market.files import Held, NeedRow, OfferRow, Reading
from rochdale.trade.market.files.writing import Leftover
from rochdale.trade.market.plan import Plan
from rochdale.trade.market.problem import Problem
from rochdale.trade.market.serial import explained_from_json, plan_from_json, plan_to_json, problem_to_json
from rochdale.trade.market.tariff import Market, Remark, build_problem, floors_with_verifications
from rochdale.trade.market.verification import faults
from rochdale.trade.rules.price_floor import shipped_floors
from rochdale.trade.worded import in_one_line, worded

Progress = Callable[[str, int, int], None]
ENGINE, SECOND_LOOK = "rochdale.trade.market", "rochdale.trade.market.second_look"


class NotVerified(Refused):
    """The independent verifier objects to a result; nothing of it may be shown."""


class EngineStopped(Exception):
    """The engine ended without a result; the text is what it said last."""


@dataclass(frozen=True, slots=True)
class Cleared:
    """A verified result, explained in the reader's language."""

    market: Market
    plan: Plan
    leftovers: tuple[Leftover, ...]


def market_of(offers: Reading[OfferRow], needs: Reading[NeedRow], defaults: Defaults, on: date) -> Market:
    """The market of two files, at the rates of the European Central Bank and those entered in the defaults file."""
    floors = floors_with_verifications(shipped_floors(), defaults)
    return build_problem(offers.rows, needs.rows, defaults, floors, RateTable(defaults.rates, over=ecb_history()), on)


def clear(market: Market, held: Sequence[Held], *, seed: int, time_limit: float | None, on_progress: Progress) -> Cleared:
    """Run, verify and explain. Raises `NotVerified` or `EngineStopped`; then there is no result."""
    plan = run_engine(market.problem, seed=seed, time_limit=time_limit, on_progress=on_progress)
    objections = faults(market.problem, plan)
    if objections:
        raise NotVerified(objections)
    return Cleared(market, plan, tuple(_worded(market, held, explain(market, plan, on_progress))))


def run_engine(problem: Problem, *, seed: int, time_limit: float | None, on_progress: Progress) -> Plan:
    """The engine in a process of its own. Raises `EngineStopped` with its last words."""
    more = ["--seed", str(seed), *([] if time_limit is None else ["--time-limit", str(time_limit)])]
    return plan_from_json(_answered(ENGINE, problem_to_json(problem), on_progress, more))


def explain(market: Market, plan: Plan, on_progress: Progress) -> list[LeftoverExplanation]:
    """What was left and why, in a process of its own. Raises `EngineStopped`."""
    certified = [[offer, code, extra, floor] for (offer, code), (extra, floor) in market.certified.items()]
    asked = {"problem": problem_to_json(market.problem), "plan": plan_to_json(plan), "certified": certified}
    return explained_from_json(_answered(SECOND_LOOK, asked, on_progress))


def _answered(module: str, asked: object, on_progress: Progress, more: Sequence[str] = ()) -> Any:
    with tempfile.TemporaryDirectory(prefix="rochdale-market-") as folder:
        given, answer = Path(folder) / "asked.json", Path(folder) / "answer.json"
        given.write_text(json.dumps(asked), encoding="utf-8")
        command = [sys.executable, "-m", module, str(given), str(answer), *more]
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as engine:
            last_words = _follow(engine.stdout or (), on_progress)
        if engine.returncode or not answer.exists():
            raise EngineStopped(last_words or str(engine.returncode))
        return json.loads(answer.read_text(encoding="utf-8"))


def _follow(lines: Iterable[str], on_progress: Progress) -> str:
    """Pass on progress; what is no progress is kept as the engine's last words."""
    last_words = ""
    for line in lines:
        try:
            told_line = json.loads(line)
            on_progress(str(told_line["stage"]), int(told_line["done"]), int(told_line["total"]))
        except (ValueError, KeyError, TypeError):
            last_words = line.strip() or last_words
    return last_words


def _worded(market: Market, held: Iterable[Held], explained: Iterable[LeftoverExplanation]) -> Iterator[Leftover]:
    for row in explained:
        yield Leftover(row.id, row.side, row.kg_left, row.verdict.code, worded(row.verdict).says, _change(market, row))
    for remark in market.left_out:
        yield _refused(remark.id, remark.side, remark.kg, remark.refusal)
    for lot in held:
        yield _refused(lot.id, "offer", lot.kg, lot.refusal)


def _refused(name: str, side: str, kg: int | None, refusal: Refusal) -> Leftover:
    words = worded(refusal)
    return Leftover(name, side, kg, refusal.code, words.says, words.remedy)


def _change(market: Market, row: LeftoverExplanation) -> str:
    """Empty for a row that was only squeezed out."""
    told = told_change(row, currency=market.problem.currency, slot_days=market.slot_days)
    return worded(told).says if told else ""


def warnings_of(market: Market) -> Iterator[tuple[str, list[Remark]]]:
    """Warnings by sentence, each with the rows it is about; rates that are old are about none."""
    groups: dict[str, list[Remark]] = {in_one_line(notice): [] for notice in market.rate_notices if notice.code == "kernel.rate-is-old"}
    for remark in market.warnings:
        groups.setdefault(in_one_line(remark.refusal), []).append(remark)
    yield from sorted(groups.items())
