"""A union and its members through the pages: who joins from a day on, who leaves on a day, and who reads it."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from rochdale.base.actor import SYSTEM
from rochdale.kernel.ids import new_id
from rochdale.people import operations
from rochdale.people.models import Affiliation, Organization
from tests.cast import AT, PASSWORD, SINCE, Cast
from tests.people.test_entering import give_password, officer, text_of
from tests.watchful import WatchfulClient

pytestmark = pytest.mark.django_db


def today() -> date:
    return timezone.now().date()


def admit(client: Client, union: Organization, member: str, since_on: date | None = None, **more: str) -> str:
    """The words of the page one ends up on."""
    form = {"operation_id": new_id(), "member": member, "since_on": (since_on or today()).isoformat(), **more}
    return text_of(client.post(reverse("people:affiliations", args=[union.id]), form, follow=True))


def end(client: Client, affiliation: Affiliation, until_on: date) -> str:
    form = {"operation_id": new_id(), "until_on": until_on.isoformat()}
    return text_of(client.post(reverse("people:affiliation", args=[affiliation.id]), form, follow=True))


def mungo() -> Affiliation:
    return Affiliation.objects.select_related("member").get(member__name__startswith="Mungo")


def test_a_union_admits_a_cooperative_by_its_name_from_a_day_on(cast: Cast) -> None:
    ngozi, tomorrow = officer(cast.ngozi), today() + timedelta(days=1)
    me = ngozi.get(reverse("people:me")).content.decode()
    assert reverse("people:affiliations", args=[cast.littoral.id]) in me
    page = admit(ngozi, cast.littoral, "bolaven", tomorrow)
    row = Affiliation.objects.get(member=cast.bolaven)
    assert (row.union, row.since_on, row.until_on) == (cast.littoral, tomorrow, None)
    assert "Bolaven Coffee Growers" in page and "begins on" in page and "belongs to it" in page


def test_the_members_page_of_officers_says_to_which_unions_it_belongs(cast: Cast) -> None:
    page = text_of(officer(cast.ebong).get(reverse("people:officers", args=[cast.mungo.id])))
    assert "Littoral Union of Cooperatives" in page and f"since {date_format(SINCE.date())}" in page
    assert "Unions it belongs to" not in text_of(officer(cast.noy).get(reverse("people:officers", args=[cast.bolaven.id])))


@pytest.mark.parametrize("who", ["ngozi", "ebong"], ids=["the union lets it go", "the member leaves"])
def test_either_side_ends_a_membership_on_a_day(cast: Cast, who: str) -> None:
    page = end(officer(cast.people[who]), mungo(), today() + timedelta(days=30))
    assert mungo().until_on == today() + timedelta(days=30)
    assert "ends on" in page and "End the membership" not in page
    assert "End it" not in page, "it ends once"


def test_the_list_shows_who_belonged_before(cast: Cast) -> None:
    end(officer(cast.ngozi), mungo(), SINCE.date() + timedelta(days=9))
    page = text_of(officer(cast.ngozi).get(reverse("people:affiliations", args=[cast.littoral.id])))
    assert "Mungo Cocoa Cooperative" in page and f"ended on {date_format(SINCE.date() + timedelta(days=9))}" in page
    admit(officer(cast.ngozi), cast.littoral, "Mungo Cocoa Cooperative")
    assert Affiliation.objects.filter(member=cast.mungo).count() == 2


@pytest.mark.parametrize(
    ("says", "member", "expects"),
    [
        ("it belongs already", "mungo", "The organization belongs to this union already."),
        ("a registrar joins no union", "register of coop", "We know nothing by the name “register of coop”."),
        ("nobody of that name", "zzz", "We know nothing by the name “zzz”."),
        ("the union itself", "littoral", "We know nothing by the name “littoral”."),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_who_cannot_join_is_said_at_the_question(cast: Cast, says: str, member: str, expects: str) -> None:
    form = {"operation_id": new_id(), "member": member, "since_on": today().isoformat()}
    page = officer(cast.ngozi).post(reverse("people:affiliations", args=[cast.littoral.id]), form).content.decode()
    assert expects in page[page.index('for="id_member"') : page.index('for="id_since_on"')]
    assert Affiliation.objects.count() == 1


def test_a_union_does_not_join_what_belongs_to_it(cast: Cast) -> None:
    made = operations.register_organization(id=new_id(), by=SYSTEM, at=AT, kind="union", name="Hill Union", country="CM")
    operations.affiliate(id=new_id(), by=SYSTEM, at=AT, member_id=UUID(made), union_id=cast.littoral.id, since_on=SINCE.date())
    hill = Organization.objects.get(pk=made)
    operations.appoint(id=new_id(), by=SYSTEM, at=AT, person_id=cast.pao.id, organization_id=hill.id, office="chair")
    assert "A union cannot belong to itself." in admit(officer(cast.pao), hill, "littoral")


def test_of_several_with_that_name_one_is_chosen(cast: Cast) -> None:
    for name in ("Nyong North", "Nyong South"):
        operations.register_organization(id=new_id(), by=SYSTEM, at=AT, kind="cooperative", name=name, country="CM")
    ngozi = officer(cast.ngozi)
    page = admit(ngozi, cast.littoral, "nyong")
    assert "More than one is meant" in page and "Nyong South, cooperative, Cameroon" in page
    south = Organization.objects.get(name="Nyong South")
    admit(ngozi, cast.littoral, "nyong", **{"member-typed": "nyong", "member-match": str(south.id)})
    assert Affiliation.objects.filter(member=south).exists()


def test_a_membership_does_not_end_before_it_began(cast: Cast) -> None:
    form = {"operation_id": new_id(), "until_on": SINCE.date().isoformat()}
    page = officer(cast.ngozi).post(reverse("people:affiliation", args=[mungo().id]), form).content.decode()
    assert "is not after the start on" in page[page.index('for="id_until_on"') :]
    assert mungo().until_on is None


def test_whoever_leads_neither_side_reads_and_changes_nothing(cast: Cast) -> None:
    operations.appoint(id=new_id(), by=SYSTEM, at=AT, person_id=cast.pao.id, organization_id=cast.littoral.id, office="assessor")
    pao = officer(cast.pao)
    page = text_of(pao.get(reverse("people:affiliations", args=[cast.littoral.id])))
    assert "Mungo Cocoa Cooperative" in page and "Admit a member" not in page
    assert pao.post(reverse("people:affiliations", args=[cast.littoral.id]), {"member": "bolaven"}).status_code == 403
    assert "End the membership" not in text_of(pao.get(reverse("people:affiliation", args=[mungo().id])))
    assert pao.post(reverse("people:affiliation", args=[mungo().id]), {"until_on": today().isoformat()}).status_code == 403
    assert officer(cast.noy).get(reverse("people:affiliation", args=[mungo().id])).status_code == 404


def test_before_a_member_is_admitted_the_leader_shows_again_who_it_is(cast: Cast) -> None:
    give_password(cast.ngozi)
    client = WatchfulClient()
    client.force_login(cast.ngozi, factors=())
    form = {"operation_id": new_id(), "member": "bolaven", "since_on": today().isoformat()}
    answer = client.post(reverse("people:affiliations", args=[cast.littoral.id]), form)
    assert answer["Location"].startswith(reverse("account_reauthenticate"))
    client.post(answer["Location"], {"password": PASSWORD})
    assert Affiliation.objects.filter(member=cast.bolaven).exists()
