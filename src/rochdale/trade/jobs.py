"""The job behind a market: the engine in its own process, its progress on the screen, its answer checked and shown."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any
from uuid import uuid5

from django.utils.translation import gettext_noop

from rochdale.base.jobs import Running, job_kind
from rochdale.kernel.refusal import Refusal, Refused
from rochdale.trade.models import Market
from rochdale.trade.operations.markets import JOB, show_market, stop_market

ENGINE = (sys.executable, "-m", "rochdale.trade.clear_frozen")


@job_kind(JOB)
def clear_market(running: Running, content: Any) -> str:
    """Clear the frozen market and show it. Run again after a crash it starts from the same input and comes to the same plan."""
    market = Market.objects.get(pk=content["market"])
    if market.state in (Market.State.SHOWN, Market.State.REJECTED):
        return str(market.state)
    Market.objects.filter(pk=market.pk).update(state=Market.State.RUNNING, started_at=running.at)
    try:
        answer = _engine(running, market.frozen_input)
    except Refused as refused:
        stop_market(id=uuid5(market.id, f"stop {running.attempt}"), by=running.by, at=running.at, market_id=market.id, trouble=str(refused))
        raise
    running.advance(1, 1, gettext_noop("Checked. Writing down the proposals."))
    shown = show_market(id=uuid5(market.id, "show"), by=running.by, at=running.at, market_id=market.id, answer=answer)
    if shown == Market.State.REJECTED:
        raise Refused(Refusal("trade.not-verified", {"faults": len(json.loads(answer)["faults"])}))
    return shown


def _engine(running: Running, frozen_input: dict[str, Any]) -> bytes:
    with tempfile.TemporaryDirectory(prefix="market-") as folder, (Path(folder) / "said").open("w+", encoding="utf-8") as said:
        source, target = Path(folder) / "frozen.json", Path(folder) / "result.json"
        source.write_text(json.dumps(frozen_input), encoding="utf-8")
        with _process(source, target, said) as process:
            for line in process.stdout or ():
                told = json.loads(line)
                running.advance(told["done"], max(told["total"], 1), gettext_noop("Clearing %(stage)s: %(done)s of %(total)s"), stage=told["stage"])
        said.seek(0)
        trouble = said.read().strip().splitlines()
        answer = target.read_bytes() if target.exists() else b""
    if not answer:
        raise Refused(Refusal("trade.engine-stopped", {"trouble": trouble[-1][:200] if trouble else str(process.returncode)}))
    if process.returncode:
        raise Refused([Refusal(row["code"], row["facts"]) for row in json.loads(answer)["refused"]])
    return answer


@contextmanager
def _process(source: Path, target: Path, said: IO[str]) -> Iterator[subprocess.Popen[str]]:
    """The engine; killed when the job gives way, so that no engine outlives its job."""
    with subprocess.Popen([*ENGINE, str(source), str(target)], stdout=subprocess.PIPE, stderr=said, text=True) as process:
        try:
            yield process
        except BaseException:
            process.kill()
            raise
