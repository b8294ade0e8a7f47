"""A week before an office ends, whoever holds it hears so: once, also when the clock was away for days."""

from __future__ import annotations

from datetime import timedelta

import pytest

from rochdale.base.models import Job
from rochdale.people.models import Delegation, Office
from rochdale.people.schedule import AHEAD, remind
from tests.cast import AT, Cast

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def letters() -> list[tuple[str, str]]:
    return [(job.content["to"], job.content["subject"]) for job in Job.objects.order_by("id")]


def test_a_week_before_and_only_once(cast: Cast) -> None:
    Office.objects.filter(person=cast.noy).update(until_at=AT + AHEAD)
    for since, until in ((AT - DAY, AT), (AT, AT + DAY), (AT, AT + DAY), (AT + DAY, AT + 2 * DAY)):
        remind(since, until)
    assert letters() == [("noy@example.org", "Your office ends on 9 November 2026")]


def test_also_after_three_days_off(cast: Cast) -> None:
    Office.objects.filter(person=cast.noy).update(until_at=AT + AHEAD)
    remind(AT - 2 * DAY, AT + DAY)
    assert len(letters()) == 1


def test_officer_and_deputy_hear_of_a_delegation(cast: Cast) -> None:
    office = Office.objects.get(person=cast.noy)
    Delegation.objects.create(office=office, deputy=cast.vilay, since_at=AT, until_at=AT + AHEAD, reason="I travel.")
    remind(AT, AT + DAY)
    assert {to for to, subject in letters()} == {"noy@example.org", "vilay@example.org"}


def test_whoever_has_no_email_gets_none(cast: Cast) -> None:
    Office.objects.filter(person=cast.noy).update(until_at=AT + AHEAD)
    type(cast.noy).objects.filter(pk=cast.noy.pk).update(email=None)
    remind(AT, AT + DAY)
    assert letters() == []
