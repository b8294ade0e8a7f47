"""What an exchange quoted, with its unit and source, as a named person read it."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from rochdale.trade.models import Quotation
from tests.cast import AT, Cast
from tests.trade.api import Visit, codes, send
from tests.trade.goods import fresh

pytestmark = pytest.mark.django_db
READ = {"exchange": "KC", "month": "2027-03", "on": str(AT.date()), "value": "160.25", "quoted_in": "USc/lb", "source": "The page, 18:00"}


def test_it_is_read_by_somebody_and_seen_by_all(sign_in: Visit, cast: Cast) -> None:
    noy = sign_in("noy")
    wrong = noy.post("/market/quotations/new/", {**READ, "operation_id": fresh(), "quoted_in": "USD/t"}).content.decode()
    assert "USc/lb" in wrong and not Quotation.objects.exists()
    assert noy.post("/market/quotations/new/", {**READ, "operation_id": fresh()}).status_code == 302
    page = sign_in("freja").get("/market/quotations/").content.decode()
    assert "160.25 USc/lb" in page and "Noy Sengdara" in page and "The page, 18:00" in page
    assert Quotation.objects.get().value == Decimal("160.25")


@pytest.mark.parametrize(
    ("says", "changed", "refused"),
    [
        ("arabica of March 2027 in US cents for a pound", {}, None),
        ("US cents stored as dollars", {"quoted_in": "USD/t"}, "trade.quotation-in-another-unit"),
        ("the last month in cents", {"month": "2028-03"}, None),
        ("the first month in dollars for a tonne", {"month": "2028-05", "quoted_in": "USD/t", "value": "3527"}, None),
        ("still in cents then", {"month": "2028-05"}, "trade.quotation-in-another-unit"),
        ("no contract in April", {"month": "2027-04"}, "trade.exchange-month-not-traded"),
        ("a month that is over", {"month": "2026-09"}, "trade.exchange-month-is-over"),
        ("of tomorrow", {"on": "2026-12-24"}, "trade.quotation-of-a-day-to-come"),
        ("nothing", {"value": "0"}, "trade.price-not-positive"),
        ("of an exchange nobody knows", {"exchange": "XX"}, "trade.exchange-unknown"),
        ("without a source", {"source": " "}, "trade.quotation-without-source"),
    ],
)
def test_the_unit_is_that_of_its_month(sign_in: Visit, cast: Cast, says: str, changed: dict[str, Any], refused: str | None) -> None:
    answer = send(sign_in("noy"), "quotations", READ | changed)
    assert (codes(answer)[0] if answer.status_code == 409 else None) == refused, says
    if refused is None:
        assert sign_in("freja").get("/api/quotations").json()["rows"][0]["quoted_in"] == (READ | changed)["quoted_in"]
