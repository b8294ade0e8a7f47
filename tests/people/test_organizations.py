"""Writing organizations down by screen, and asking in their first leaders: what registrars and market operators do, and nobody else."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from rochdale.base.actor import SYSTEM
from rochdale.base.models import AuditEntry
from rochdale.kernel.ids import new_id
from rochdale.kernel.refusal import Refused
from rochdale.people import operations
from rochdale.people.models import Invitation, Office, Organization, Person
from tests.cast import AT, PASSWORD, Cast
from tests.people.test_entering import CODE, come_in, give_password, officer, text_of
from tests.watchful import WatchfulClient

pytestmark = pytest.mark.django_db
NEW = {"name": "Tadlo Growers", "kind": "cooperative", "country": "LA", "place": "Pakxe", "language": "lo"}


@pytest.fixture(autouse=True)
def no_tries_counted() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


def write_down(client: Client, **answers: str) -> str:
    """The words of the page one ends up on."""
    form = {"operation_id": new_id(), **NEW, **answers}
    return text_of(client.post(reverse("people:register-organization"), form, follow=True))


def tadlo() -> Organization:
    """An organization that nobody leads yet."""
    made = operations.register_organization(id=new_id(), by=SYSTEM, at=AT, kind="cooperative", name="Tadlo Growers", country="LA")
    return Organization.objects.get(pk=made)


def ask_in(client: Client, organization: Organization, *offices: str) -> str:
    """The page with the slip."""
    form = {"operation_id": new_id(), "name": "Mali Vongsa", "offices": offices or ("manager",)}
    return client.post(reverse("people:first-leader", args=[organization.id]), form).content.decode()


def code_of(page: str) -> str:
    found = CODE.search(page)
    assert found, page
    return found[0]


def test_from_nothing_to_an_organization_that_leads_itself(cast: Cast) -> None:
    bounmy = officer(cast.bounmy)
    assert 'href="/organizations/"' in bounmy.get(reverse("people:me")).content.decode()
    assert "nobody leads it yet" in write_down(bounmy)
    found = Organization.objects.get(name="Tadlo Growers")
    assert (found.kind, found.country, found.place, found.language) == ("cooperative", "LA", "LAPKZ", "lo")
    assert "Invite its first leader" in text_of(bounmy.get(reverse("people:organization", args=[found.id])))
    come_in(code_of(ask_in(bounmy, found)))
    mali = Person.objects.get(name="Mali Vongsa")
    assert [(office.office, office.organization) for office in Office.objects.filter(person=mali)] == [("manager", found)]
    page = text_of(bounmy.get(reverse("people:organization", args=[found.id])))
    assert "led by its own people" in page and "Invite its first leader" not in page
    assert list(AuditEntry.objects.filter(by_id=str(cast.bounmy.id)).order_by("id").values_list("what", flat=True)) == [
        "people.register-organization",
        "people.invite",
    ]


@pytest.mark.parametrize(
    ("says", "answers", "expects"),
    [
        ("no name", {"name": " "}, "What is the organization called?"),
        ("hidden signs in the name", {"name": "Tad\u202elo"}, "The name holds signs that cannot be seen."),
        ("a place of another country", {"place": "DKCPH"}, "DKCPH lies in another country: the code begins with DK, not with LA."),
        ("a town that has no code", {"place": "Ban Nong Nok"}, "We know nothing by the name “Ban Nong Nok”."),
        ("a country nobody knows", {"country": "ZZ"}, "In which country?"),
        ("a body that watches others", {"kind": "registrar"}, "What is it?"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_cannot_be_is_said_and_nothing_is_written_down(cast: Cast, says: str, answers: dict[str, str], expects: str) -> None:
    before = Organization.objects.count()
    page = write_down(officer(cast.bounmy), **answers)
    assert expects in page and "Write it down" in page
    assert Organization.objects.count() == before


def test_a_refusal_stands_at_its_field(cast: Cast) -> None:
    form = {"operation_id": new_id(), **NEW, "place": "DKCPH"}
    page = officer(cast.bounmy).post(reverse("people:register-organization"), form).content.decode()
    field = page[page.index('for="id_place"') : page.index('for="id_language"')]
    assert "lies in another country" in field and 'value="DKCPH"' in field


def test_the_form_begins_with_the_country_of_the_registrar(cast: Cast) -> None:
    page = officer(cast.bounmy).get(reverse("people:register-organization")).content.decode()
    assert '<option value="LA" selected>Laos</option>' in page


def test_a_form_sent_twice_writes_down_once(cast: Cast) -> None:
    form, client = {"operation_id": new_id(), **NEW}, officer(cast.bounmy)
    for _ in range(2):
        assert client.post(reverse("people:register-organization"), form).status_code == 302
    assert Organization.objects.filter(name="Tadlo Growers").count() == 1


def listed(client: Client, typed: str, language: str = "en") -> str:
    client.cookies["django_language"] = language
    return client.get(reverse("people:organizations"), {"q": typed}).content.decode()


@pytest.mark.parametrize(
    ("typed", "language", "finds"),
    [
        ("mungo", "en", {"Mungo"}),
        ("denmark", "en", {"Fælles", "Commons"}),
        ("danemark", "fr", {"Fælles", "Commons"}),
        ("denmark consumer", "en", {"Fælles"}),
        ("union of coop", "en", {"Littoral"}),
        ("zzz", "en", set()),
    ],
)
def test_organizations_are_found_by_name_kind_and_country_in_the_readers_language(
    cast: Cast, typed: str, language: str, finds: set[str]
) -> None:
    page = listed(officer(cast.bounmy), typed, language)
    assert {word for word in ("Mungo", "Fælles", "Commons", "Littoral", "Bolaven Coffee") if word in page} == finds


def test_many_organizations_are_turned_by_pages(cast: Cast) -> None:
    Organization.objects.bulk_create(Organization(name=f"Group {number:03}", kind="group", country="LA") for number in range(60))
    client = officer(cast.sofia)
    first = client.get(reverse("people:organizations"), {"q": "group"}).content.decode()
    assert "60 found" in " ".join(first.split()) and "Group 000" in first and "Group 030" not in first and "More rows" in first


def test_few_questions_to_the_database_for_the_list(cast: Cast, django_assert_max_num_queries: object) -> None:
    client = officer(cast.bounmy)
    with django_assert_max_num_queries(9):  # type: ignore[operator]
        client.get(reverse("people:organizations"))


def test_before_writing_one_down_the_registrar_shows_again_who_it_is(cast: Cast) -> None:
    give_password(cast.bounmy)
    client = WatchfulClient()
    client.force_login(cast.bounmy)
    session = client.session
    session["account_authentication_methods"] = [{"method": method, "at": 1.0} for method in ("password", "mfa")]
    session.save()
    answer = client.post(reverse("people:register-organization"), {"operation_id": new_id(), **NEW})
    assert answer["Location"].startswith(reverse("account_reauthenticate"))
    client.post(answer["Location"], {"password": PASSWORD})
    assert Organization.objects.filter(name="Tadlo Growers").exists(), "the form waited and went on"


def test_without_the_second_way_a_registrar_writes_nothing_down(cast: Cast) -> None:
    client = WatchfulClient()
    client.force_login(cast.bounmy, factors=("password",))
    assert 'href="/organizations/"' not in client.get(reverse("people:me")).content.decode()
    assert client.get(reverse("people:organizations"))["Location"].startswith(reverse("mfa_index"))


# The first leader


def test_only_leading_offices_are_offered_and_taken(cast: Cast) -> None:
    client, organization = officer(cast.bounmy), tadlo()
    page = client.get(reverse("people:first-leader", args=[organization.id])).content.decode()
    assert 'value="manager"' in page and 'value="chair"' in page and 'value="treasurer"' not in page
    ask_in(client, organization, "treasurer")
    with pytest.raises(Refused) as refused:
        operations.invite(
            id=new_id(),
            by=cast.actor("bounmy"),
            at=AT,
            organization_id=organization.id,
            name="Mali",
            offices=["treasurer"],
            code_sha256="0" * 64,
        )
    assert [refusal.code for refusal in refused.value.refusals] == ["people.only-a-leader-comes-from-outside"]
    assert not Invitation.objects.exists()


def test_somebody_asked_in_for_two_leading_offices_gets_both(cast: Cast) -> None:
    organization = tadlo()
    come_in(code_of(ask_in(officer(cast.bounmy), organization, "chair", "manager")))
    assert set(Office.objects.filter(organization=organization).values_list("office", flat=True)) == {"chair", "manager"}


def test_once_somebody_leads_the_page_is_closed_and_older_slips_open_nothing(cast: Cast) -> None:
    client, organization = officer(cast.bounmy), tadlo()
    first, second = code_of(ask_in(client, organization)), code_of(ask_in(client, organization, "chair"))
    come_in(first)
    page = client.get(reverse("people:first-leader", args=[organization.id]))
    assert page.status_code == 409 and "This organization has somebody who leads it." in text_of(page)
    assert "This organization has somebody who leads it." in text_of(
        WatchfulClient().post(reverse("people:invited", args=[second]), {"name": "Somebody", "password": PASSWORD})
    )
    assert Office.objects.filter(organization=organization).count() == 1


def test_a_slip_that_is_lost_is_taken_back_also_by_a_colleague(cast: Cast) -> None:
    organization = tadlo()
    code = code_of(ask_in(officer(cast.bounmy), organization))
    sofia = officer(cast.sofia)
    assert "Mali Vongsa" in text_of(sofia.get(reverse("people:first-leader", args=[organization.id])))
    invitation = Invitation.objects.get()
    sofia.post(reverse("people:withdraw-first-leader", args=[organization.id, invitation.id]))
    assert WatchfulClient().get(reverse("people:invited", args=[code])).status_code == 409
    assert "taken back" in text_of(sofia.get(reverse("people:first-leader", args=[organization.id])))


def test_the_slip_of_the_first_leader_is_a_paper(cast: Cast) -> None:
    client, organization = officer(cast.bounmy), tadlo()
    code = code_of(ask_in(client, organization))
    address = reverse("people:first-leader-slip", args=[organization.id, Invitation.objects.get().id])
    assert client.post(address, {"code": code}).content.startswith(b"%PDF-")
    assert client.post(address, {"code": "AAAA-BBBB-CCCC"}).status_code == 409


def test_invitations_that_leaders_made_themselves_are_hidden_from_outside(cast: Cast) -> None:
    made = {"id": new_id(), "by": cast.actor("noy"), "at": AT, "organization_id": cast.bolaven.id, "offices": ["clerk"]}
    operations.invite(**made, name="Vandara", code_sha256="1" * 64)
    Office.objects.filter(person=cast.noy).update(until_at=AT + timedelta(days=1))
    bounmy = officer(cast.bounmy)
    assert "Vandara" not in text_of(bounmy.get(reverse("people:first-leader", args=[cast.bolaven.id])))
    address = reverse("people:withdraw-first-leader", args=[cast.bolaven.id, Invitation.objects.get().id])
    assert bounmy.post(address).status_code == 404
    assert Invitation.objects.get().withdrawn_at is None


def test_nobody_makes_a_registrar_from_outside(cast: Cast) -> None:
    made = operations.register_organization(id=new_id(), by=SYSTEM, at=AT, kind="registrar", name="Register of Attapeu", country="LA")
    client = officer(cast.sofia)
    assert "set up by whoever runs this installation" in text_of(client.get(reverse("people:organization", args=[made])))
    assert client.get(reverse("people:first-leader", args=[made])).status_code == 409
