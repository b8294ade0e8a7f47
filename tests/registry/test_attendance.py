"""A group asks for an official, the office promises one, and books that he came; the minutes have room for the signature."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from rochdale.registry.dossier_papers import PAPERS
from rochdale.registry.judging_dossiers import law_of
from rochdale.registry.models import Attendance
from tests.cast import Cast, id_of
from tests.registry.offices import act, answers, begun, join, set_up
from tests.registry.test_applying import device, opened, sent, text

pytestmark = pytest.mark.django_db
OFFICE = "/register/office/assemblies/"


@pytest.fixture(autouse=True)
def offices(cast: Cast) -> None:
    set_up(timezone.now().year)
    join("ngole", "Ruth Ngole", "buea", "clerk")


def test_an_official_is_asked_for_promised_and_booked() -> None:
    row = begun(act("tabi", "binum"), "CM", {**answers("SCOOPS", "SCOOPS Binum", "CM", 6)})
    phone, officer = device("tabi"), device("enow")
    at = f"/register/applications/{row.id}/"
    assert "The law asks that somebody of the office is there." in text(opened(phone, at))
    past = sent(phone, f"{at}official/", meets_on=str(timezone.now().date() - timedelta(days=1)), place="Buea, town hall")
    assert "Choose a day to come." in text(past)
    today = timezone.now().date()
    page = text(sent(phone, f"{at}official/", meets_on=str(today), hour="9:00", place="Buea, town hall"))
    assert "Asked" in page and "Buea, town hall" in page and "Ask for an official" not in page

    assert "SCOOPS Binum" in text(opened(officer, OFFICE))
    booking = f"{OFFICE}{Attendance.objects.get().id}/"
    assert "A no says why." in text(sent(officer, booking, to="declined"))
    sent(officer, booking, to="promised", official=str(id_of("ngole")))
    assert "Ruth Ngole" in text(opened(phone, at))
    signs = PAPERS["minutes"](row, law_of(row, today))["signs"]
    assert {"role": "For the office", "name": "Ruth Ngole"} in signs  # type: ignore[operator]
    sent(officer, booking, to="came")
    assert "Somebody came" in text(opened(phone, at))


def test_a_group_calls_it_off_and_asks_anew() -> None:
    row = begun(act("tabi", "binum"), "CM", {**answers("SCOOPS", "SCOOPS Binum", "CM", 6)})
    phone, at = device("tabi"), f"/register/applications/{row.id}/"
    soon = str(timezone.now().date() + timedelta(days=9))
    sent(phone, f"{at}official/", meets_on=soon, place="Buea")
    sent(phone, f"/register/applications/official/{Attendance.objects.get().id}/cancel/", reason="The road is flooded")
    assert "Taken back" in text(opened(phone, at))
    sent(phone, f"{at}official/", meets_on=soon, place="Limbe")
    assert Attendance.objects.count() == 2


def test_where_the_law_does_not_ask_it_nobody_is_offered_one() -> None:
    row = begun(act("mali", "lak"), "LA", answers("COOP", "Lak Sip Coffee Cooperative", "LA", 12))
    assert "official at your assembly" not in text(opened(device("mali"), f"/register/applications/{row.id}/"))
