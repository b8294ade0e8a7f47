"""What each role is answered about market days and notices: days are for all, keeping them for the operator, letters for their reader."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from rochdale.kernel.ids import new_id
from rochdale.trade.models import MarketDay
from rochdale.trade.operations import open_market_day
from tests.access.matrix import Row, World, row


def prepare(world: World) -> None:
    """One market day that takes entries, one that is closed."""
    at = timezone.now()
    days = {"opens_on": at.date(), "closes_on": (at + timedelta(days=7)).date(), "answer_by": (at + timedelta(days=20)).date()}
    call = {"by": world.cast.actor("sofia", at=at), "at": at, "products": ["rice"], "invited": [], **days}
    first, second = (open_market_day(id=new_id(), **call) for _each in range(2))  # type: ignore[arg-type]
    empty = {"sellers": 0, "buyers": 0, "products": [], "released_why": [], "runs": [], "left_out": 0, "reasons": [], "small_sellers": 0}
    MarketDay.objects.filter(pk=second).update(state="closed", closed_at=at, report={**empty, "small_permille": None}, sha256="0" * 64)
    world.made |= {"day": first, "closed": second}


def made(name: str) -> object:
    return lambda world: world.made[name]


def fresh(world: World) -> object:
    return new_id()


DAY, CLOSED, UNKNOWN = {"day_id": made("day")}, {"day_id": made("closed")}, {"day_id": fresh}
SENT = {"operation_id": fresh}
OPERATOR = {"operator": 200, "others": 403}

ROWS: list[Row] = [
    row("api:market_days", anonymous=401, others=200),
    row("api:market_day", "GET", DAY, anonymous=401, others=200),
    row("api:market_day", "GET", UNKNOWN, anonymous=401, others=404),
    row("trade:market-days", others=200),
    row("trade:new-market-day", **OPERATOR),
    row("trade:new-market-day", "POST", sends={"step": 1}, **OPERATOR),
    row("trade:market-day", "GET", DAY, others=200),
    row("trade:market-day", "GET", CLOSED, others=200),
    row("trade:market-day", "GET", UNKNOWN, others=404),
    row("trade:remind", "POST", DAY, SENT, operator=302, others=403),
    row("trade:clear-market-day", "POST", DAY, SENT, **OPERATOR),
    row("trade:close-market-day", "POST", DAY, SENT, **OPERATOR),
    row("trade:market-day-file", "GET", CLOSED, others=200),
    row("trade:market-day-file", "GET", DAY, others=404),
    row("people:notices", others=200),
    row("people:read-notices", "POST", sends=SENT, others=302),
]
