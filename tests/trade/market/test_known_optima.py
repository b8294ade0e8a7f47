"""Published optima of facility location, reached by the code that fills containers."""

from __future__ import annotations

import json
from math import inf
from pathlib import Path

import pytest

from rochdale.trade.market import location
from rochdale.trade.market.tasks import Budget, Task, run

INSTANCES = ["cap71.txt", "sscflp/Lib_1-p1.txt", "sscflp/Lib_2-p1.txt"]


@pytest.mark.parametrize("name", INSTANCES)
def test_known_optimum_is_reached_and_never_undercut(name: str, outside: Path) -> None:
    folder = outside / "optimisation"
    published = json.loads((folder / "optima.json").read_text())[name]
    read = location.read_cap if name.startswith("cap") else location.read_sscflp
    instance = read(folder / name)
    outcome = run(Task("plan", location.network(instance), 1, Budget(nodes=1_000)))
    assert outcome.kg is not None
    assert outcome.bound is not None
    assert location.cost_of(instance, outcome.kg) == pytest.approx(published, rel=1e-6)
    assert location.reward(instance) * int(instance.demand.sum()) - outcome.bound <= published * location.MONEY * (1 + 1e-6) < inf
