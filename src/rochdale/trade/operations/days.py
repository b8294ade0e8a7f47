"""Market days: announced, reminded, cleared as often as it takes, closed with a report."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID, uuid5

from rochdale.base import audit
from rochdale.base.actor import Actor
from rochdale.base.news import announce
from rochdale.base.operations import content_sha256, operation
from rochdale.kernel.refusal import Refusal, Refused, refuse_if
from rochdale.people.permissions import require
from rochdale.people.queries import organizations_by_id
from rochdale.trade.days import content_of, drawn_up, invited_to, runs_of
from rochdale.trade.models import Container, DayReminder, Market, MarketDay
from rochdale.trade.news import MarketDayClosed, MarketDayOpened, MarketDayReminded
from rochdale.trade.operations.contracts import next_number
from rochdale.trade.operations.markets import call_market
from rochdale.trade.permissions import own_organization
from rochdale.trade.rules.market_days import refusals_for_day
from rochdale.trade.snapshot import Scope


@operation
def open_market_day(
    *, id: UUID, by: Actor, at: datetime, products: Collection[str], invited: Collection[UUID], opens_on: date, closes_on: date,
    answer_by: date,
) -> str:  # fmt: skip
    """Announce a market day to those invited; to all who trade where nobody is named. Returns the id."""
    require(by, "trade.operate", by)
    refuse_if(refusals_for_day(opens_on=opens_on, closes_on=closes_on, answer_by=answer_by, on=at.date()))
    if len(organizations_by_id(set(invited))) != len(set(invited)):
        raise Refused(Refusal("trade.partner-unknown", {}))
    day = MarketDay.objects.create(
        id=id, number=next_number("market day"), organization_id=own_organization(by), products=sorted(products),
        invited=sorted(str(one) for one in set(invited)), opens_on=opens_on, closes_on=closes_on, answer_by=answer_by, by_id=by.id,
        by_name=by.name, at=at,
    )  # fmt: skip
    told = tuple(str(one) for one in invited_to(day))
    announce(MarketDayOpened(str(day.id), day.number, told, closes_on.isoformat(), at.isoformat()), at=at)
    after = {"number": day.number, "closes_on": closes_on, "answer_by": answer_by, "invited": len(told)}
    audit.record(by=by, at=at, what="trade.open-market-day", about=day, after=after)
    return str(id)


@operation
def remind(*, id: UUID, by: Actor, at: datetime, day_id: UUID, organization_ids: Collection[UUID]) -> int:
    """Write to organizations of which something is missing, each at most once a day. Returns how many are written to."""
    day = _open_day(by, day_id)
    already = set(day.reminders.filter(on=at.date()).values_list("reminded_id", flat=True))
    told = sorted(set(organization_ids) - already)
    for organization in told:
        DayReminder.objects.create(
            id=uuid5(id, str(organization)), day=day, reminded_id=organization, on=at.date(), by_id=by.id, by_name=by.name, at=at
        )
    if told:
        announce(MarketDayReminded(str(day.id), day.number, tuple(map(str, told)), day.closes_on.isoformat(), at.isoformat()), at=at)
        audit.record(by=by, at=at, what="trade.remind", about=day, after={"number": day.number, "organizations": len(told)})
    return len(told)


@operation
def clear_market_day(*, id: UUID, by: Actor, at: datetime, day_id: UUID, seed: int = 1) -> str:
    """Call a market on what is open now of the day's products. A further run takes what was released; what is accepted stays. Its id."""
    day = _open_day(by, day_id)
    if at.date() < day.closes_on:
        raise Refused(Refusal("trade.day-still-open", {"closes": day.closes_on}))
    if at.date() > day.answer_by:
        raise Refused(Refusal("trade.day-is-over", {"on": day.answer_by}))
    last = next((run for run in reversed(runs_of(day)) if run.state == Market.State.SHOWN), None)
    made = call_market(id=uuid5(id, "run"), by=by, at=at, scope=Scope(tuple(day.products)), seed=seed)
    Market.objects.filter(pk=made).update(day=day, follows=last, answer_by=day.answer_by)
    after = {"number": day.number, "follows": last.number if last else None}
    audit.record(by=by, at=at, what="trade.clear-market-day", about=day, after=after)
    return made


@operation
def close_market_day(*, id: UUID, by: Actor, at: datetime, day_id: UUID) -> str:
    """Close a day once nobody has to answer any more: its report is frozen and all sides are told. Returns the id."""
    day = _open_day(by, day_id)
    runs = runs_of(day)
    if not any(run.state == Market.State.SHOWN for run in runs):
        raise Refused(Refusal("trade.day-without-clearing", {"number": day.number}))
    if any(run.state in (Market.State.WAITING, Market.State.RUNNING) for run in runs):
        raise Refused(Refusal("trade.market-still-running", {"number": runs[-1].number}))
    waiting = Container.objects.filter(market__day=day, state=Container.State.PROPOSED).count()
    if waiting:
        raise Refused(Refusal("trade.day-waits-for-answers", {"containers": waiting}))
    content = content_of(drawn_up(day))
    day.state, day.report, day.sha256, day.closed_at = MarketDay.State.CLOSED, content, content_sha256(content), at
    day.save(update_fields=["state", "report", "sha256", "closed_at"])
    told = tuple(str(one) for one in invited_to(day))
    announce(MarketDayClosed(str(day.id), day.number, told, at.isoformat()), at=at)
    audit.record(by=by, at=at, what="trade.close-market-day", about=day, after={"number": day.number, "sha256": day.sha256})
    return str(day.id)


def _open_day(by: Actor, day_id: UUID) -> MarketDay:
    require(by, "trade.operate", by)
    day = MarketDay.objects.select_for_update().get(pk=day_id)
    if day.state == MarketDay.State.CLOSED:
        raise Refused(Refusal("trade.day-is-closed", {"number": day.number}))
    return day
