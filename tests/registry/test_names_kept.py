"""A name is asked for, kept until a day, shown to whoever asks for a like one, used or free again."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from rochdale.registry import operations
from rochdale.registry.judging_dossiers import judge_dossier
from rochdale.registry.models import NameReservation, RegisterName
from rochdale.registry.queries.name_checks import check_name
from rochdale.registry.rules.reservations import Kept, is_kept, refusals_for_keeping
from rochdale.registry.schedule import free_names
from tests.cast import Cast, id_of
from tests.registry.offices import act, answers, begun, set_up
from tests.registry.test_applying import device, opened, sent, text

TODAY = date(2026, 11, 2)
WAYS = [
    ("kept until a day to come", Kept.ASKED, Kept.KEPT, TODAY + timedelta(days=1), "", None),
    ("kept until today", Kept.ASKED, Kept.KEPT, TODAY, "", "registry.name-kept-until-when"),
    ("kept without a day", Kept.ASKED, Kept.KEPT, None, "", "registry.name-kept-until-when"),
    ("kept longer", Kept.KEPT, Kept.KEPT, TODAY + timedelta(days=9), "", None),
    ("refused for a reason", Kept.ASKED, Kept.REFUSED, None, "It is a ministry's", None),
    ("refused without", Kept.ASKED, Kept.REFUSED, None, "", "registry.name-refused-without-reason"),
    ("kept after it was used", Kept.USED, Kept.KEPT, TODAY + timedelta(days=1), "", "registry.name-has-moved-on"),
]


@pytest.mark.parametrize(("says", "state", "to", "until", "reason", "expects"), WAYS, ids=[row[0] for row in WAYS])
def test_ways(says: str, state: Kept, to: Kept, until: date | None, reason: str, expects: str | None) -> None:
    found = refusals_for_keeping(state, to, today=TODAY, until_on=until, reason=reason)
    assert [one.code for one in found] == ([expects] if expects else [])


def test_the_first_day_after_it_is_free() -> None:
    assert is_kept(Kept.KEPT, TODAY, TODAY - timedelta(days=1)) and not is_kept(Kept.KEPT, TODAY, TODAY)


@pytest.mark.django_db
def test_a_name_is_kept_and_used(cast: Cast) -> None:
    set_up(timezone.now().year)
    row = begun(act("mali", "lak"), "LA", answers("COOP", "Lak Sip Coffee Cooperative", "LA", 12))
    phone, officer, at = device("mali"), device("bounmy"), f"/register/applications/{row.id}/"
    sent(phone, f"{at}keep-name/")
    assert "The office is asked" in text(opened(phone, at))
    asked = NameReservation.objects.get()
    page = f"/register/office/names/{asked.id}/"
    assert "Lak Sip" in text(opened(officer, "/register/office/names/"))
    assert "A no says why." in text(sent(officer, page, to="refused", until_on=""))
    until = timezone.now().date() + timedelta(days=60)
    sent(officer, page, to="kept", until_on=str(until))
    assert "Kept for you" in text(opened(phone, at))

    seat = row.answers["seat"]["code"]
    assert [one.hit.entity_id for one in check_name("Lak Sip Cooperative", seat).clashes] == [asked.id], (
        "whoever asks for a like one sees it"
    )
    assert not [one for one in judge_dossier(row, today=timezone.now().date()).legal.rows if one.check == "name"], "but not its own group"
    assert not RegisterName.objects.filter(entity_id=asked.id, kind="present").exists()
    assert "Lak Sip" not in text(opened(phone, "/register/?q=Lak+Sip+Coffee")).replace("Lak Sip Coffee Group", "").partition("Search")[2]

    free_names(timezone.now(), timezone.now() + timedelta(days=60))
    assert not check_name("Lak Sip Cooperative", seat).clashes, "free again"


@pytest.mark.django_db
def test_a_refused_name_is_shown_to_the_next_and_given_up_names_are_not(cast: Cast) -> None:
    set_up(timezone.now().year)
    row = begun(act("mali", "lak"), "LA", answers("COOP", "Royal Coffee", "LA", 12))
    phone, officer, at = device("mali"), device("bounmy"), f"/register/applications/{row.id}/"
    sent(phone, f"{at}keep-name/")
    first = NameReservation.objects.get()
    sent(officer, f"/register/office/names/{first.id}/", to="refused", reason="“Royal” misleads")
    assert "“Royal” misleads" in text(opened(phone, at))
    assert [one.hit.kind for one in check_name("Royal Coffee", row.answers["seat"]["code"]).clashes] == ["rejected"]

    operations.answer_part(
        id=id_of("anew"), by=act("mali", "lak"), at=timezone.now(), dossier_id=row.id, part="name", answers={"name": "Mountain Coffee"}
    )
    sent(phone, f"{at}keep-name/")
    second = NameReservation.objects.get(name="Mountain Coffee")
    sent(officer, f"/register/office/names/{second.id}/", to="kept", until_on=str(timezone.now().date() + timedelta(days=60)))
    phone.post(f"/register/applications/names/{second.id}/give-up/", {"operation_id": id_of("no more")})
    assert not check_name("Mountain Coffee", row.answers["seat"]["code"]).clashes
