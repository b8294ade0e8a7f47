"""A market day from the announcement to the report: what is missing, reminders, runs that follow each other, letters by both ways."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from django.test import Client

from rochdale.base.mail import SEND
from rochdale.base.models import Job, NewsItem
from rochdale.flows import letters
from rochdale.kernel.refusal import Refused
from rochdale.people.models import Notice
from rochdale.trade.models import Container, Market, MarketDay, Need, Offer
from rochdale.trade.operations import clear_market_day, close_market_day, decline_match, open_market_day, remind
from tests.cast import AT, Cast
from tests.trade.api import Visit
from tests.trade.containers import a_container, a_market
from tests.trade.goods import a_need, an_offer, fresh

pytestmark = pytest.mark.django_db


@pytest.fixture
def day(cast: Cast) -> MarketDay:
    """Announced for coffee, closing today; Bolaven offers without a score, the Littoral offers, Fælles Brugs needs."""
    an_offer(cast.actor("noy"), reference="B-1", kg=12_000, score=None, protocol="")
    an_offer(cast.actor("ngozi"), reference="L-1", kg=7_200)
    a_need(cast.actor("freja"), reference="N-1")
    days = {"opens_on": AT.date(), "closes_on": AT.date(), "answer_by": AT.date() + timedelta(days=10)}
    made = open_market_day(id=fresh(), by=cast.actor("sofia"), at=AT, products=["coffee"], invited=[], **days)
    return MarketDay.objects.get(pk=made)


def shown(cast: Cast, day: MarketDay, *lots: tuple[str, int]) -> Container:
    """A run of the day as the engine would leave it: the container's lots, without the engine."""
    market = a_market(cast.actor("sofia"), at=AT)
    Market.objects.filter(pk=market.pk).update(day=day, surplus=100, bound=110)
    need = Need.objects.get()
    return a_container(market, *[(Offer.objects.get(reference=name), need, kg) for name, kg in lots])


def text(client: Client, path: str, status: int = 200) -> str:
    response = client.get(path)
    assert response.status_code == status, response.content[:500]
    return response.content.decode()


def post(client: Client, path: str, **said: object) -> str:
    response = client.post(path, {"operation_id": str(fresh()), **said}, follow=True)
    assert response.status_code == 200, response.content[:500]
    return response.content.decode()


def test_a_day_is_announced_on_screen_and_all_who_trade_get_one_letter(cast: Cast, sign_in: Visit) -> None:
    sofia, days = sign_in("sofia"), {"opens_on": "2026-11-02", "closes_on": "2026-11-09", "answer_by": "2026-11-20"}
    assert "Answers would be due" in post(sofia, "/market/days/new/", step=2, **{**days, "answer_by": "2026-11-09"})
    assert "Market day 1" in post(sofia, "/market/days/new/", step=2, products="coffee", **days)
    assert sign_in("noy").get("/market/days/new/").status_code == 403
    news = NewsItem.objects.get(kind="MarketDayOpened")
    for _again in range(2):
        letters.market_day_opened(news.id, news.content)
    sent = Job.objects.filter(kind=SEND).count()
    assert sent == Notice.objects.count() == 8, "all who trade for an organization, once for each"
    noy = sign_in("noy")
    assert "1 new notice" in text(noy, "/market/")
    assert "Market day 1 is announced" in text(noy, "/me/notices/")
    assert "/me/notices/" in text(noy, "/me/")
    page = post(noy, "/me/notices/read/", until=AT.isoformat())
    assert "I have read them" not in page and "Market day 1 is announced" in page
    assert Notice.objects.exclude(read_at=None).get().person_id == cast.people["noy"].id, "what others got is theirs to read"


def test_what_is_missing_is_seen_without_a_price_and_reminded_once(cast: Cast, day: MarketDay, sign_in: Visit) -> None:
    sofia, here = sign_in("sofia"), f"/market/days/{day.id}/"
    page = text(sofia, here)
    assert "B-1 has no score" in page and "Nothing is offered or needed yet" in page
    offer = Offer.objects.get(reference="B-1")
    assert f"{offer.reserve_price.normalize():f}" not in page.split("<main", 1)[1].split("</main", 1)[0]
    assert "B-1 has no score" in text(sign_in("noy"), here), "one's own"
    assert "B-1" not in text(sign_in("ngozi"), here), "not another's"
    assert "reminded today" in post(sofia, f"{here}remind/")
    bolaven = cast.organizations["bolaven"].id
    assert remind(id=fresh(), by=cast.actor("sofia"), at=AT, day_id=day.id, organization_ids=[bolaven]) == 0, "once a day"
    told = NewsItem.objects.get(kind="MarketDayReminded").content["organization_ids"]
    assert str(bolaven) in told and str(cast.organizations["faelles"].id) not in told


def test_a_day_is_cleared_again_over_what_was_released_and_closed_with_a_report(cast: Cast, day: MarketDay, sign_in: Visit) -> None:
    sofia = cast.actor("sofia")
    with pytest.raises(Refused) as caught:
        close_market_day(id=fresh(), by=sofia, at=AT, day_id=day.id)
    assert caught.value.refusals[0].code == "trade.day-without-clearing"
    container = shown(cast, day, ("B-1", 12_000), ("L-1", 7_200))
    with pytest.raises(Refused) as caught:
        close_market_day(id=fresh(), by=sofia, at=AT, day_id=day.id)
    assert caught.value.refusals[0].code == "trade.day-waits-for-answers"
    match = container.matches.order_by("id")[0]
    decline_match(id=fresh(), by=cast.actor("noy"), at=AT, match_id=match.id, reason="Too low")
    again = Market.objects.get(pk=clear_market_day(id=fresh(), by=sofia, at=AT, day_id=day.id))
    assert (again.day_id, again.follows_id, again.answer_by) == (day.id, container.market_id, day.answer_by)
    assert len(again.frozen_input["offers"]) == 2, "what was released takes part again"
    Market.objects.filter(pk=again.pk).update(state=Market.State.STOPPED)
    page = post(sign_in("sofia"), f"/market/days/{day.id}/close/")
    assert "Report" in page and "somebody said no" in page and "19,200" in page
    noy = sign_in("noy")
    assert "Why is there a dash" in text(noy, f"/market/days/{day.id}/")
    assert noy.get(f"/market/days/{day.id}/report.pdf").content.startswith(b"%PDF")
    day.refresh_from_db()
    assert day.report["runs"][0]["surplus"] is None, "two sellers and one buyer: nobody's limit can be reckoned"
    with pytest.raises(Refused) as caught:
        clear_market_day(id=fresh(), by=sofia, at=AT, day_id=day.id)
    assert caught.value.refusals[0].code == "trade.day-is-closed"


def test_nothing_is_cleared_before_the_day_closes(cast: Cast, day: MarketDay) -> None:
    days = {"opens_on": AT.date(), "closes_on": AT.date() + timedelta(days=3), "answer_by": AT.date() + timedelta(days=10)}
    later = open_market_day(id=fresh(), by=cast.actor("sofia"), at=AT, products=[], invited=[cast.organizations["bolaven"].id], **days)
    with pytest.raises(Refused) as caught:
        clear_market_day(id=fresh(), by=cast.actor("sofia"), at=AT, day_id=UUID(later))
    assert caught.value.refusals[0].code == "trade.day-still-open"
    told = NewsItem.objects.filter(kind="MarketDayOpened").order_by("-id")[0].content["organization_ids"]
    assert told == [str(cast.organizations["bolaven"].id)]
