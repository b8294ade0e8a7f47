"""Calling a market, and showing what came of it: a snapshot, a job, a check, proposals."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_noop

from rochdale.base import audit, jobs
from rochdale.base.actor import Actor
from rochdale.base.operations import operation
from rochdale.kernel.refusal import Refusal, Refused
from rochdale.people.permissions import require
from rochdale.trade import frozen
from rochdale.trade.market.defaults import SHIPPED, load_defaults
from rochdale.trade.models import Market
from rochdale.trade.operations.contracts import next_number
from rochdale.trade.operations.proposing import propose
from rochdale.trade.proposals import surplus_and_bound
from rochdale.trade.rules.answers import last_day_to_answer
from rochdale.trade.snapshot import EVERYTHING, Scope, take

JOB = "trade.clear-market"


@operation
def call_market(
    *, id: UUID, by: Actor, at: datetime, scope: Scope = EVERYTHING, defaults: str = "", seed: int = 1, time_limit: float | None = None
) -> str:
    """Freeze what is open and start clearing it. `defaults` is the text of a defaults file, "" for the shipped one. Returns the id."""
    require(by, "trade.operate", by)
    running = Market.objects.filter(state__in=[Market.State.WAITING, Market.State.RUNNING]).first()
    if running is not None:
        raise Refused(Refusal("trade.market-still-running", {"number": running.number}))
    text = defaults or SHIPPED.read_text(encoding="utf-8")
    snapshot = take(scope, on=at.date(), defaults=text, seed=seed, time_limit=time_limit)
    if not snapshot.offers or not snapshot.needs:
        raise Refused(Refusal("trade.nothing-to-clear", {"offers": len(snapshot.offers), "needs": len(snapshot.needs)}))
    market = Market.objects.create(
        id=id, number=next_number("market"), products=list(scope.products), called_by_id=by.id, called_by_name=by.name, called_at=at,
        answer_by=last_day_to_answer(at.date()), frozen_input=frozen.to_json(snapshot.frozen), defaults_used=text, seed=seed, job_id=id,
        settings_used={"offers": snapshot.offers, "needs": snapshot.needs, "floors": snapshot.floors},
        currency=load_defaults(text.encode()).currency, rate_on=at.date(),
    )  # fmt: skip
    jobs.start(
        JOB, id=id, by=by, at=at, title=gettext_noop("Clearing market %(number)s"), content={"market": str(id)},
        goes_to=f"/market/markets/{id}/",
        facts={"number": market.number},
    )  # fmt: skip
    audit.record(
        by=by,
        at=at,
        what="trade.call-market",
        about=market,
        after={"number": market.number, "offers": len(snapshot.offers), "needs": len(snapshot.needs)},
    )
    return str(id)


@operation
def show_market(*, id: UUID, by: Actor, at: datetime, market_id: UUID, answer: bytes) -> str:
    """Store what the engine answered, the JSON of `clear_frozen`. Returns the state.

    A result the verifier faults is kept with its verdict and shown to nobody.
    """
    require(by, "trade.operate", by)
    market = Market.objects.select_for_update().get(pk=market_id)
    if market.state not in (Market.State.WAITING, Market.State.RUNNING):
        raise Refused(Refusal("trade.market-already-done", {"number": market.number}))
    result: dict[str, Any] = json.loads(answer)
    plan = result["plan"]
    market.plan, market.summary, market.verdict, market.finished_at = plan, result["summary"], result["faults"], at
    market.seconds, market.has_stopped_early = plan["seconds"], plan["stopped_early"]
    market.surplus, market.bound = surplus_and_bound(result)
    market.settings_used |= {name: result[name] for name in ("rates", "first_sailing", "slot_days", "warnings")}
    market.frozen_input |= {"problem": result["problem"], "sha256": result["input_sha256"]}
    market.state = Market.State.REJECTED if result["faults"] else Market.State.SHOWN
    if market.state == Market.State.SHOWN:
        propose(market, result, at)
    market.save()
    audit.record(
        by=by,
        at=at,
        what="trade.show-market",
        about=market,
        after={"state": market.state, "surplus": market.surplus, "faults": len(result["faults"])},
    )
    return str(market.state)


@operation
def stop_market(*, id: UUID, by: Actor, at: datetime, market_id: UUID, trouble: str) -> str:
    """Note that a clearing ended without a result. Offers and needs stay as they were. Returns the market's id."""
    require(by, "trade.operate", by)
    market = Market.objects.select_for_update().get(pk=market_id)
    if market.state in (Market.State.WAITING, Market.State.RUNNING):
        market.state, market.trouble, market.finished_at = Market.State.STOPPED, trouble[:2000], at
        market.save(update_fields=["state", "trouble", "finished_at"])
        audit.record(by=by, at=at, what="trade.stop-market", about=market, after={"state": "stopped"}, reason=trouble[:200])
    return str(market_id)
