"""News goes out at least once, in order, and one that cannot be delivered holds up no other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

import pytest
from django.db import transaction

from rochdale.base import news
from rochdale.base.models import NewsItem
from tests.base.conftest import AT

pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class SackWeighed:
    kg: str


@dataclass(frozen=True)
class SackLost:
    kg: str


heard: list[tuple[UUID, str]] = []
is_deaf = False


def listen(id: UUID, content: dict[str, object]) -> None:
    heard.append((id, str(content["kg"])))
    if is_deaf:
        NewsItem.objects.create(kind="half done", content={}, at=AT, not_before=AT)
        raise RuntimeError("not now")


@pytest.fixture(autouse=True)
def bound(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(news, "_flows", {})
    monkeypatch.setattr("tests.base.test_news.is_deaf", False)
    heard.clear()
    news.bind(SackWeighed, listen)
    yield


def test_news_is_delivered_once_and_in_order() -> None:
    for kg in ("1", "2", "3"):
        news.announce(SackWeighed(kg), at=AT)
    assert news.deliver_waiting(at=AT) == 3
    assert news.deliver_waiting(at=AT) == 0
    assert [kg for _, kg in heard] == ["1", "2", "3"]


def test_news_of_a_change_that_was_rolled_back_was_never_announced() -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        news.announce(SackWeighed("1"), at=AT)
        raise RuntimeError
    assert news.deliver_waiting(at=AT) == 0


def test_a_flow_that_fails_leaves_nothing_half_done_and_is_tried_again_later(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.base.test_news.is_deaf", True)
    news.announce(SackWeighed("1"), at=AT)
    assert news.deliver_waiting(at=AT) == 0
    assert not NewsItem.objects.filter(kind="half done").exists()
    assert "not now" in NewsItem.objects.get().trouble
    monkeypatch.setattr("tests.base.test_news.is_deaf", False)
    assert news.deliver_waiting(at=AT + timedelta(seconds=59)) == 0
    assert news.deliver_waiting(at=AT + timedelta(minutes=1)) == 1
    assert len({id for id, _ in heard}) == 1, "the same id each time, so that a flow can tell"


def test_news_that_cannot_be_delivered_holds_up_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    def break_down(id: UUID, content: dict[str, object]) -> None:
        raise RuntimeError

    news.bind(SackLost, break_down)
    for _ in range(3):
        news.announce(SackLost("1"), at=AT)
    news.announce(SackWeighed("7"), at=AT)
    assert news.deliver_waiting(at=AT) == 1
    assert [kg for _, kg in heard] == ["7"]
