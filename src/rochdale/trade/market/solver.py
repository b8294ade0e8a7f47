"""HiGHS behind one function, so that every run replays: one thread, a fixed seed, effort in nodes and cut rounds.

highspy is used rather than scipy's `milp`, which has the same solver inside, because its work at the root can be bounded without a
clock. It must stay below 1.13: later versions cannot share a process with ortools.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import inf, isfinite

import highspy
import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

Real = npt.NDArray[np.float64]
STATUS = highspy.HighsModelStatus


@dataclass(frozen=True, slots=True)
class Effort:
    """How long to search: branch-and-bound nodes, rounds of cuts at the root, relative gap at which to stop; `seconds` is only a cap."""

    nodes: int = 1_000_000
    rounds: int = 1_000_000
    gap: float = 1e-6
    seconds: float = inf
    enough: float = -inf
    """An objective that is good enough: the first point at or below it ends the search."""


@dataclass(frozen=True, slots=True)
class Program:
    """Minimise cost @ x with low <= x <= high, row_low <= rows @ x <= row_high, and some columns whole."""

    cost: Real
    low: Real
    high: Real
    is_whole: npt.NDArray[np.bool_]
    rows: csr_array
    row_low: Real
    row_high: Real


@dataclass(frozen=True, slots=True)
class Solution:
    """The best point found (None where none was), its lower bound (-inf where none is known), and whether the clock stopped it."""

    x: Real | None
    bound: float
    is_capped: bool
    row_duals: Real
    column_duals: Real


def solve(program: Program, effort: Effort) -> Solution:
    """Mixed-integer optimum within the effort. The same program and effort give the same answer unless the cap strikes."""
    highs = _loaded(program, program.is_whole, effort)
    highs.setCallback(_round_limit(effort.rounds), None)
    highs.startCallback(highspy.cb.HighsCallbackType.kCallbackMipInterrupt)
    highs.run()
    return _solution(highs, highs.getInfo().mip_dual_bound)


def relax(program: Program, effort: Effort) -> Solution:
    """The optimum without whole columns, with duals."""
    highs = _loaded(program, np.zeros(len(program.cost), bool), effort)
    highs.run()
    return _solution(highs, highs.getInfo().objective_function_value)


def _loaded(program: Program, is_whole: npt.NDArray[np.bool_], effort: Effort) -> highspy.Highs:
    highs = highspy.Highs()
    options = {
        "output_flag": False,
        "parallel": "off",
        "threads": 1,
        "random_seed": 1,
        "mip_rel_gap": effort.gap,
        "mip_max_nodes": effort.nodes,
    }
    if isfinite(effort.enough):
        options["objective_target"] = effort.enough
    if isfinite(effort.seconds):
        options["time_limit"] = max(effort.seconds, 0.01)
    for name, value in options.items():
        highs.setOptionValue(name, value)
    model = highspy.HighsLp()
    model.num_row_, model.num_col_ = program.rows.shape
    model.col_cost_, model.col_lower_, model.col_upper_ = program.cost, program.low, program.high
    model.row_lower_, model.row_upper_ = program.row_low, program.row_high
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    model.a_matrix_.start_, model.a_matrix_.index_, model.a_matrix_.value_ = program.rows.indptr, program.rows.indices, program.rows.data
    if is_whole.any():
        kinds = (highspy.HighsVarType.kContinuous, highspy.HighsVarType.kInteger)
        model.integrality_ = [kinds[flag] for flag in is_whole.tolist()]
    highs.passModel(model)
    return highs


def _round_limit(rounds: int) -> Callable[..., None]:
    """Stops at the root after so many improvements of the bound: a budget that does not hang on the speed of the machine."""
    seen: set[float] = set()

    def ask(kind: object, message: str, out: highspy.cb.HighsCallbackOutput, answer: highspy.cb.HighsCallbackInput, user: object) -> None:
        if out.mip_node_count == 0:
            seen.add(out.mip_dual_bound)
        if len(seen) > rounds:
            answer.user_interrupt = True

    return ask


def _solution(highs: highspy.Highs, bound: float) -> Solution:
    status, found = highs.getModelStatus(), highs.getSolution()
    is_usable = highs.getInfo().primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible
    return Solution(
        np.array(found.col_value) if is_usable else None, bound if isfinite(bound) else -inf,
        status == STATUS.kTimeLimit, np.array(found.row_dual), np.array(found.col_dual),
    )  # fmt: skip
