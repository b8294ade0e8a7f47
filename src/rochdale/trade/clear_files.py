"""`python -m rochdale.trade.clear_files FOLDER REFUSED.json`: what `rochdale market clear` does, for files that came through the API.

FOLDER holds `offers`, `needs`, perhaps `defaults`, and `asked.json` (day, seed, time limit, language); the result is written to
FOLDER/out. Progress goes to standard output, one JSON object per line. Exit code 2 with `{"refused": [...]}` written where the files
cannot be used; their faults name file, row, column and cell.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import django
from django.core.serializers.json import DjangoJSONEncoder
from django.utils import translation

from rochdale.kernel.refusal import Refusal, Refused, refuse_if
from rochdale.trade import market_run
from rochdale.trade.market.defaults import Defaults, load_defaults
from rochdale.trade.market.files import Fault, NeedRow, OfferRow, Reading, read_needs, read_offers, write_results
from rochdale.trade.market.summary import summary_of
from rochdale.trade.market_stored import sailing_days

MOST_FAULTS = 1_000


def main(arguments: list[str] | None = None) -> int:
    """See the top of this file."""
    folder, refused_to = (Path(argument) for argument in (arguments or sys.argv[1:]))
    asked = json.loads((folder / "asked.json").read_text(encoding="utf-8"))
    try:
        with translation.override(asked["language"]):
            _clear(folder, asked)
    except Refused as refused:
        told = {"refused": [{"code": one.code, "facts": dict(one.facts)} for one in refused.refusals[:MOST_FAULTS]]}
        refused_to.write_text(json.dumps(told, cls=DjangoJSONEncoder), encoding="utf-8")
        return 2
    return 0


def _clear(folder: Path, asked: Mapping[str, Any]) -> None:
    own, on = folder / "defaults", date.fromisoformat(asked["on"])
    defaults = load_defaults(own if own.exists() else None)
    offers, needs = _read(folder, defaults, on, valid_only=asked["valid_only"])
    market = market_run.market_of(offers, needs, defaults, on)
    cleared = market_run.clear(market, offers.held, seed=asked["seed"], time_limit=asked["time_limit"], on_progress=_say)
    summary = summary_of(market, cleared.plan, on)
    days = sailing_days(market.problem, market.first_sailing, market.slot_days)
    write_results(folder / "out", market.problem, cleared.plan, cleared.leftovers, summary, days)


def _read(folder: Path, defaults: Defaults, on: date, *, valid_only: bool) -> tuple[Reading[OfferRow], Reading[NeedRow]]:
    """Both files, sound. Nothing is cleared with rows left out unless the caller says so."""
    offers, needs = read_offers(folder / "offers", defaults, on=on), read_needs(folder / "needs", defaults)
    faults = [*_placed("offers", offers.faults), *_placed("needs", needs.faults)]
    if not (valid_only and offers.rows and needs.rows):
        refuse_if(faults)
    if not offers.rows or not needs.rows:
        raise Refused(Refusal("trade.nothing-to-clear", {"offers": len(offers.rows), "needs": len(needs.rows)}))
    return offers, needs


def _placed(file: str, faults: tuple[Fault, ...]) -> Iterator[Refusal]:
    for fault in faults:
        place = {"file": file, "row": fault.row, "column": fault.column, "cell": fault.cell}
        yield Refusal(fault.refusal.code, {**place, **fault.refusal.facts})


def _say(stage: str, done: int, total: int) -> None:
    sys.stdout.write(json.dumps({"stage": stage, "done": done, "total": total}) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rochdale.config.settings")
    django.setup()
    raise SystemExit(main())
