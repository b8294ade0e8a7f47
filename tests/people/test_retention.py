"""What ended long ago goes by the clock: invitations, slips and codes for devices; what holds stays."""

from __future__ import annotations

from datetime import timedelta

import pytest

from rochdale.base.retention import remove_what_is_over
from rochdale.kernel.ids import new_id
from rochdale.people import operations
from rochdale.people.models import Enrolment, Invitation, RecoverySlip, SlipConsent
from rochdale.people.operations import devices
from tests.cast import AT, Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def ended(cast: Cast) -> Cast:
    noy, bolaven = cast.actor("noy"), cast.bolaven.id
    operations.invite(id=new_id(), by=noy, at=AT, organization_id=bolaven, name="Somebody", offices=["clerk"], code_sha256="c" * 64)
    operations.ask_for_slip(id=new_id(), by=noy, at=AT, person_id=cast.vilay.id, organization_id=bolaven)
    devices.make_code_for_device(
        id=new_id(), by=noy, at=AT, organization_id=bolaven, name="Phone", kind="phone", is_shared=False, code_sha256="d" * 64
    )
    return cast


def left() -> list[int]:
    return [model.objects.count() for model in (Invitation, RecoverySlip, SlipConsent, Enrolment)]


@pytest.mark.parametrize(("days", "rows"), [(1, [1, 1, 1, 1]), (365, [1, 1, 1, 1]), (367, [1, 0, 0, 0]), (365 + 60, [0, 0, 0, 0])])
def test_a_year_after_it_ended_it_goes(ended: Cast, days: int, rows: list[int]) -> None:
    until = AT + timedelta(days=days)
    for _ in range(2):
        remove_what_is_over(until - timedelta(days=1), until)
    assert left() == rows
