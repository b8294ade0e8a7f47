"""An operation is done whole or not at all, and once however often it is sent."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from uuid import UUID

import pytest
from django.db import connection

from rochdale.base.actor import Actor
from rochdale.base.models import Command, Document
from rochdale.base.operations import canonical, operation
from rochdale.kernel.ids import new_id
from rochdale.kernel.refusal import AlreadyDoneDifferently, Refusal, Refused
from tests.base.conftest import AT, KHAM, LARS

pytestmark = pytest.mark.django_db


@operation
def weigh_sack(*, id: UUID, by: Actor, at: datetime, kg: Decimal, marks: frozenset[str] = frozenset()) -> str:
    if kg < 0:
        raise Refused(Refusal("base.file-is-empty", {"name": "sack"}))
    Document.objects.create(id=id, name="sack", sha256=str(kg), size_bytes=1, media_type="", by_id=by.id, by_name=by.name, at=at)
    if kg == 666:
        raise RuntimeError("the scale broke")
    return str(id)


def sacks() -> int:
    return Document.objects.count()


def test_the_same_sent_twice_answers_as_before_even_later() -> None:
    id = new_id()
    first = weigh_sack(id=id, by=KHAM, at=AT, kg=Decimal("60.5"), marks=frozenset({"a", "b"}))
    again = weigh_sack(id=id, by=KHAM, at=AT + timedelta(days=3), kg=Decimal("60.50"), marks=frozenset({"b", "a"}))
    assert first == again == str(id)
    assert sacks() == 1


@pytest.mark.parametrize(
    ("what", "by", "kg"),
    [
        ("other content", KHAM, Decimal("61")),
        ("another person", replace(KHAM, id="somebody"), Decimal("60")),
        ("the same person for another organization", replace(KHAM, organization_id=LARS.organization_id), Decimal("60")),
    ],
)
def test_the_same_id_is_refused_with(what: str, by: Actor, kg: Decimal) -> None:
    id = new_id()
    weigh_sack(id=id, by=KHAM, at=AT, kg=Decimal("60"))
    with pytest.raises(AlreadyDoneDifferently):
        weigh_sack(id=id, by=by, at=AT, kg=kg)
    assert sacks() == 1


@pytest.mark.parametrize("kg", [Decimal(-1), Decimal(666)])
def test_what_is_refused_or_breaks_leaves_nothing_and_may_be_sent_again(kg: Decimal) -> None:
    id = new_id()
    with pytest.raises((Refused, RuntimeError)):
        weigh_sack(id=id, by=KHAM, at=AT, kg=kg)
    assert (sacks(), Command.objects.count()) == (0, 0)
    assert weigh_sack(id=id, by=KHAM, at=AT, kg=Decimal(1)) == str(id)


def test_what_is_not_named_cannot_be_compared() -> None:
    with pytest.raises(TypeError):
        weigh_sack(Decimal(1), id=new_id(), by=KHAM, at=AT)  # type: ignore[misc]


def test_an_answer_that_json_cannot_hold_is_a_mistake_of_ours() -> None:
    @operation
    def answer_with_an_id(*, id: UUID, by: Actor, at: datetime) -> UUID:
        return id

    with pytest.raises(TypeError):
        answer_with_an_id(id=new_id(), by=KHAM, at=AT)


@pytest.mark.parametrize(
    ("one", "other", "are_equal"),
    [
        ({"b": 1, "a": 2}, {"a": 2, "b": 1}, True),
        (Decimal("1.10"), Decimal("1.1"), True),
        ([1, 2], [2, 1], False),
        (date(2027, 1, 1), "2027-01-01", True),
        (b"abc", b"abd", False),
        ({"a": None}, {}, False),
    ],
)
def test_content_is_compared_by_what_it_means(one: object, other: object, are_equal: bool) -> None:
    assert (canonical(one) == canonical(other)) is are_equal


@pytest.mark.parametrize("content", [1.5, object()])
def test_content_of_no_exact_kind_is_a_mistake_of_ours(content: object) -> None:
    with pytest.raises(TypeError):
        canonical(content)


@pytest.mark.django_db(transaction=True)
def test_sent_from_eight_lines_at_once_it_is_done_once() -> None:
    id, answers = new_id(), []

    def send() -> None:
        try:
            answers.append(weigh_sack(id=id, by=KHAM, at=AT, kg=Decimal(60)))
        finally:
            connection.close()

    threads = [threading.Thread(target=send) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [str(id)] * 8
    assert sacks() == 1
