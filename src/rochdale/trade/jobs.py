"""The jobs behind a market and behind two files: the engine in its own process, its progress on the screen, its answer checked."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any
from uuid import UUID, uuid5

from django.db import transaction
from django.utils.translation import gettext_noop

from rochdale.base import documents
from rochdale.base.jobs import Running, job_kind
from rochdale.base.models import Document
from rochdale.kernel.refusal import Refusal, Refused
from rochdale.trade.models import Market
from rochdale.trade.operations import files
from rochdale.trade.operations.markets import JOB, show_market, stop_market

ENGINE = (sys.executable, "-m", "rochdale.trade.clear_frozen")
FILES_ENGINE = (sys.executable, "-m", "rochdale.trade.clear_files")
SAYS = gettext_noop("Clearing %(stage)s: %(done)s of %(total)s")
SAYS_AFTER = {
    "explain": gettext_noop("Explaining: %(done)s of %(total)s"),
    "second-look": gettext_noop("Looking again: %(done)s of %(total)s"),
}


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


@job_kind(files.JOB)
def clear_files(running: Running, content: Any) -> dict[str, Any]:
    """Clear the market of two files. Answers with the summary and the documents that hold the result, by the names of the files."""
    with tempfile.TemporaryDirectory(prefix="market-") as name:
        folder = Path(name)
        for part, document_id in content["files"].items():
            document = Document.objects.get(pk=document_id)
            (folder / part).write_bytes(documents.content_of(document))
        (folder / "asked.json").write_text(json.dumps(content), encoding="utf-8")
        told = folder / "refused.json"
        trouble = _followed(running, FILES_ENGINE, folder, told)
        if told.exists():
            raise Refused([Refusal(row["code"], row["facts"]) for row in json.loads(told.read_bytes())["refused"]])
        if trouble is not None:
            raise Refused(Refusal("trade.engine-stopped", {"trouble": trouble}))
        running.advance(1, 1, gettext_noop("Checked. Writing down the files."))
        with transaction.atomic():
            kept = {path.name: str(_kept(running, path)) for path in sorted((folder / "out").iterdir()) if path.is_file()}
        return {"files": kept, "summary": json.loads((folder / "out" / "summary.json").read_bytes())}


def _kept(running: Running, path: Path) -> UUID:
    return documents.keep(by=running.by, at=running.at, name=path.name, content=path.read_bytes()).id


def _engine(running: Running, frozen_input: dict[str, Any]) -> bytes:
    with tempfile.TemporaryDirectory(prefix="market-") as folder:
        source, target = Path(folder) / "frozen.json", Path(folder) / "result.json"
        source.write_text(json.dumps(frozen_input), encoding="utf-8")
        trouble = _followed(running, ENGINE, source, target)
        answer = target.read_bytes() if target.exists() else b""
    if not answer:
        raise Refused(Refusal("trade.engine-stopped", {"trouble": trouble or ""}))
    if trouble is not None:
        raise Refused([Refusal(row["code"], row["facts"]) for row in json.loads(answer)["refused"]])
    return answer


def _followed(running: Running, program: Sequence[str], *paths: Path) -> str | None:
    """Run it to its end, passing on its progress. Answers its last words where it failed, None where it did not."""
    with tempfile.TemporaryFile("w+", encoding="utf-8") as said:
        with _process([*program, *map(str, paths)], said) as process:
            for line in process.stdout or ():
                told = json.loads(line)
                running.advance(told["done"], max(told["total"], 1), SAYS_AFTER.get(told["stage"], SAYS), stage=told["stage"])
        if process.returncode == 0:
            return None
        said.seek(0)
        return ([str(process.returncode), *said.read().strip().splitlines()][-1])[:200]


@contextmanager
def _process(command: Sequence[str], said: IO[str]) -> Iterator[subprocess.Popen[str]]:
    """The engine; killed when the job gives way, so that no engine outlives its job."""
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=said, text=True) as process:
        try:
            yield process
        except BaseException:
            process.kill()
            raise
