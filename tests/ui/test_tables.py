"""Tables keep search, order and page in the address, and turn pages by key."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qsl

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rochdale.base.models import NewsItem
from rochdale.ui.tables import Column, Page, Table


@dataclass(frozen=True)
class Sack:
    number: int
    owner: str
    weight: int | None


COLUMNS = [
    Column[Sack]("owner", "Owner", lambda row: row.owner, order="owner"),
    Column[Sack]("weight", "Weight", lambda row: row.weight or "", order="weight", is_number=True),
    Column[Sack]("number", "Number", lambda row: row.number),
]


def params(url: str) -> dict[str, str]:
    return dict(parse_qsl(url.removeprefix("?")))


def walk(table: Table, start: dict[str, str]) -> tuple[list[list[object]], list[list[object]]]:
    """The last cells of all rows, page after page onwards, and then back again."""
    page = table.page(start)
    onwards = [rows(page)]
    while page.next_url:
        page = table.page(params(page.next_url))
        onwards.append(rows(page))
    back = [rows(page)]
    while page.previous_url:
        page = table.page(params(page.previous_url))
        back.insert(0, rows(page))
    return onwards, back


def flat(pages: list[list[object]]) -> list[object]:
    return [row for page in pages for row in page]


def rows(page: Page) -> list[object]:
    return [row.cells[-1].value for row in page.rows]


@given(
    st.lists(st.tuples(st.sampled_from("abc"), st.none() | st.integers(0, 3)), max_size=30),
    st.sampled_from(["", "owner", "-owner", "weight", "-weight"]),
    st.integers(1, 7),
)
def test_every_row_of_a_list_is_met_once_onwards_and_back(made: list[tuple[str, int | None]], sort: str, size: int) -> None:
    sacks = [Sack(number, owner, weight) for number, (owner, weight) in enumerate(made)]
    onwards, back = walk(Table(sacks, COLUMNS, key="number", size=size), {"sort": sort})
    assert onwards == back
    assert sorted(flat(onwards)) == list(range(len(sacks)))


@pytest.fixture
def news(db: None) -> list[NewsItem]:
    at = datetime(2026, 11, 23, tzinfo=UTC)
    return [
        NewsItem.objects.create(
            kind=f"kind {number % 4}",
            content={},
            at=at,
            not_before=at,
            attempts=number % 3,
            delivered_at=None if number % 5 == 0 else at + timedelta(hours=number % 6),
        )
        for number in range(23)
    ]


NEWS = [
    Column[NewsItem]("kind", "Kind", lambda row: row.kind, order="kind"),
    Column[NewsItem]("tries", "Tries", lambda row: row.attempts, order="attempts"),
    Column[NewsItem]("delivered", "Delivered", lambda row: row.delivered_at, order="delivered_at"),
    Column[NewsItem]("id", "Id", lambda row: row.id),
]


@pytest.mark.parametrize("sort", ["", "kind", "-kind", "tries", "-tries", "delivered", "-delivered"])
@pytest.mark.parametrize("size", [1, 5, 23, 40])
def test_every_row_of_a_queryset_is_met_once_onwards_and_back(news: list[NewsItem], sort: str, size: int) -> None:
    onwards, back = walk(Table(NewsItem.objects.all(), NEWS, size=size), {"sort": sort})
    assert flat(onwards) == flat(back)
    assert sorted(flat(onwards)) == sorted(item.id for item in news)


def test_rows_without_a_value_come_last_both_ways(news: list[NewsItem]) -> None:
    for sort in ("delivered", "-delivered"):
        page = Table(NewsItem.objects.all(), NEWS, size=50).page({"sort": sort})
        values = [row.cells[2].value for row in page.rows]
        assert values[-5:] == [None] * 5
        assert None not in values[:-5]


def test_a_row_added_meanwhile_neither_repeats_nor_hides_another(news: list[NewsItem]) -> None:
    table = Table(NewsItem.objects.all(), NEWS, size=10)
    first = table.page({"sort": "kind"})
    NewsItem.objects.create(kind="a kind before all", content={}, at=news[0].at, not_before=news[0].at)
    second = table.page(params(first.next_url))
    assert not set(rows(first)) & set(rows(second))


def test_every_typed_word_must_be_found(news: list[NewsItem]) -> None:
    table = Table(NewsItem.objects.all(), NEWS, search=("kind",), size=50)
    assert table.page({"q": "KIND 2"}).found == 6
    assert table.page({"q": "kind of"}).found == 0


@pytest.mark.parametrize("token", ["x", "W10", "WzFd", "WyJhIiwiYiJd", "é", "bnVsbA"])
def test_a_damaged_address_shows_the_first_page(news: list[NewsItem], token: str) -> None:
    table = Table(NewsItem.objects.all(), NEWS, size=10)
    assert rows(table.page({"sort": "tries", "after": token})) == rows(table.page({"sort": "tries"}))


def test_an_order_nobody_offers_is_ignored(news: list[NewsItem]) -> None:
    page = Table(NewsItem.objects.all(), NEWS, size=5).page({"sort": "content"})
    assert [heading.sorted for heading in page.headings] == ["", "", "", ""]


def test_a_heading_turns_its_own_order_round(news: list[NewsItem]) -> None:
    table = Table(NewsItem.objects.all(), NEWS, size=5, name="news")
    kind = table.page({"news-sort": "kind", "news-q": "kind"}).headings[0]
    assert (kind.sorted, params(kind.url)) == ("ascending", {"news-q": "kind", "news-sort": "-kind"})
