"""What changes persons, organizations, offices and unions, and what stands against it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from uuid import UUID

import pytest
from django.db import IntegrityError, connections, transaction

from rochdale.base.actor import SYSTEM
from rochdale.base.models import AuditEntry
from rochdale.kernel.ids import new_id
from rochdale.kernel.refusal import AlreadyDoneDifferently, NotAllowed, Refused
from rochdale.people import operations, queries
from rochdale.people.models import Affiliation, Office, Person
from tests.cast import AT, SINCE, Cast, later

pytestmark = pytest.mark.django_db


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [refusal.code for refusal in refused.value.refusals]


def appoint(cast: Cast, by: str, person: str, where: str, office: str, **terms: object) -> str:
    actor = cast.actor(by)
    return operations.appoint(
        id=new_id(), by=actor, at=AT, person_id=cast.people[person].id, organization_id=cast.organizations[where].id, office=office, **terms
    )


def offices(cast: Cast, person: str, at: object = AT) -> list[str]:
    return [held.office for held in queries.offices_held(cast.people[person].id, at)]


def test_a_manager_appoints_a_clerk(cast: Cast) -> None:
    appoint(cast, "noy", "pao", "bolaven", "clerk")
    assert offices(cast, "pao") == ["clerk"]
    assert AuditEntry.objects.filter(what="people.appoint", by_name="Noy Sengdara").count() == 1


@pytest.mark.parametrize(
    ("says", "by", "where", "office"),
    [
        ("a member appoints nobody", "kham", "bolaven", "clerk"),
        ("a clerk appoints nobody", "vilay", "bolaven", "manager"),
        ("a manager appoints nobody elsewhere", "noy", "mungo", "clerk"),
        ("a union appoints nobody in its member", "ngozi", "mungo", "clerk"),
        ("whoever holds no office appoints nobody", "pao", "bolaven", "manager"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_appointing_is_for_leaders_of_the_organization(cast: Cast, says: str, by: str, where: str, office: str) -> None:
    with pytest.raises(NotAllowed) as refused:
        appoint(cast, by, "pao", where, office)
    assert codes(refused) == ["people.may-not-appoint"]
    assert offices(cast, "pao") == []


def test_a_manager_cannot_make_a_market_operator_of_a_cooperative(cast: Cast) -> None:
    with pytest.raises(Refused) as refused:
        appoint(cast, "noy", "noy", "bolaven", "market-operator")
    assert codes(refused) == ["people.office-is-not-of-this-kind"]


def test_a_registrar_appoints_the_first_leader_and_no_second(cast: Cast) -> None:
    by = cast.actor("bounmy")
    new = operations.register_organization(id=new_id(), by=by, at=AT, kind="cooperative", name="Sekong Tea", country="LA")
    first = {"by": by, "at": AT, "organization_id": new, "office": "chair"}
    operations.appoint(id=new_id(), person_id=cast.pao.id, **first)
    with pytest.raises(Refused) as refused:
        operations.appoint(id=new_id(), person_id=cast.kham.id, **first)
    assert codes(refused) == ["people.organization-appoints-its-own"]


def test_registrars_and_market_operators_do_not_make_each_other(cast: Cast) -> None:
    for by, kind in [("bounmy", "market-operator"), ("sofia", "registrar"), ("sofia", "market-operator")]:
        with pytest.raises(Refused) as refused:
            operations.register_organization(id=new_id(), by=cast.actor(by), at=AT, kind=kind, name="Mine", country="DK")
        assert codes(refused) == ["people.kind-is-set-up-by-the-installation"]


def test_an_office_and_its_powers_end_the_same_minute(cast: Cast) -> None:
    appoint(cast, "noy", "pao", "bolaven", "secretary")
    office = Office.objects.get(person=cast.pao)
    operations.end_office(id=new_id(), by=cast.actor("noy"), at=later(hours=1), office_id=office.id)
    just_before = queries.actor(cast.pao.id, later(minutes=59, seconds=59), organization_id=cast.bolaven.id)
    that_minute = queries.actor(cast.pao.id, later(hours=1), organization_id=cast.bolaven.id)
    assert just_before is not None and just_before.offices == {"secretary"}
    assert that_minute is not None and that_minute.organization_id is None and not that_minute.offices


def test_anybody_may_lay_down_the_own_office(cast: Cast) -> None:
    office = Office.objects.get(person=cast.kham)
    operations.end_office(id=new_id(), by=cast.actor("kham"), at=AT, office_id=office.id)
    assert offices(cast, "kham") == []


def test_the_last_leader_stays(cast: Cast) -> None:
    office = Office.objects.get(person=cast.noy)
    with pytest.raises(Refused) as refused:
        operations.end_office(id=new_id(), by=cast.actor("noy"), at=AT, office_id=office.id)
    assert codes(refused) == ["people.last-leader-stays"]
    appoint(cast, "noy", "kham", "bolaven", "chair")
    operations.end_office(id=new_id(), by=cast.actor("noy"), at=AT, office_id=office.id)
    assert offices(cast, "noy") == []


def test_a_term_in_the_future_gives_no_power_yet(cast: Cast) -> None:
    appoint(cast, "noy", "pao", "bolaven", "clerk", since_at=later(days=1), until_at=later(days=2))
    assert offices(cast, "pao") == []
    assert offices(cast, "pao", later(days=1)) == ["clerk"]
    assert offices(cast, "pao", later(days=2)) == []


def test_the_database_itself_refuses_overlapping_terms(cast: Cast) -> None:
    row = {"person": cast.noy, "organization": cast.bolaven, "office": "manager"}
    for since, until in [(AT, AT + timedelta(days=1)), (SINCE - timedelta(days=9), SINCE + timedelta(days=1)), (AT, None)]:
        with pytest.raises(IntegrityError), transaction.atomic():
            Office.objects.create(**row, since_at=since, until_at=until)
    Office.objects.create(**row, since_at=SINCE - timedelta(days=9), until_at=SINCE)
    earlier = Office.objects.get(**row, until_at=SINCE)
    with pytest.raises(IntegrityError), transaction.atomic():
        Office.objects.filter(pk=earlier.pk).update(until_at=SINCE + timedelta(days=1))


def test_the_database_itself_refuses_overlapping_affiliations(cast: Cast) -> None:
    row = {"member": cast.mungo, "union": cast.littoral}
    with pytest.raises(IntegrityError), transaction.atomic():
        Affiliation.objects.create(**row, since_on=AT.date(), until_on=AT.date() + timedelta(days=1))
    Affiliation.objects.create(**row, since_on=SINCE.date() - timedelta(days=9), until_on=SINCE.date())


@pytest.mark.django_db(transaction=True)
def test_of_two_appointments_at_the_same_moment_one_stands(cast: Cast) -> None:
    # Past both the rule and the unique index (which sees open terms only): what is left is the trigger.
    def give() -> bool:
        try:
            Office.objects.create(person=cast.pao, organization=cast.bolaven, office="clerk", since_at=AT, until_at=later(days=1))
        except IntegrityError:
            return False
        else:
            return True
        finally:
            connections.close_all()

    with ThreadPoolExecutor(8) as threads:
        assert sorted(threads.map(lambda _: give(), range(8))) == [False] * 7 + [True]


@pytest.mark.parametrize(
    ("says", "change"),
    [
        ("a person has a name", {"name": ""}),
        ("an e-mail is in small letters", {"email": "Noy@Example.org"}),
        ("a phone number is international", {"phone": "020555555"}),
        ("a birth year is of a living person", {"birth_year": 1700}),
        ("a persona is an example", {"is_example": False, "persona_says": "I sell coffee"}),
        ("an account has an e-mail or a phone", {"email": None, "password": "x$y"}),
        ("an e-mail belongs to one person", {"email": "kham@example.org"}),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_the_database_itself_knows_what_a_person_is(cast: Cast, says: str, change: dict[str, object]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Person.objects.filter(pk=cast.noy.pk).update(**change)


def test_an_organization_belongs_to_a_union_from_day_to_day(cast: Cast) -> None:
    row = Affiliation.objects.get()
    operations.end_affiliation(id=new_id(), by=cast.actor("ebong"), at=AT, affiliation_id=row.id, until_on=date(2026, 12, 1))
    assert [union.name for union in queries.unions_of(cast.mungo.id, date(2026, 11, 30))] == ["Littoral Union of Cooperatives"]
    assert queries.unions_of(cast.mungo.id, date(2026, 12, 1)) == []
    assert [member.id for member in queries.members_of(cast.littoral.id, SINCE.date())] == [cast.mungo.id]


def test_only_the_union_admits_members(cast: Cast) -> None:
    joining = {"at": AT, "member_id": cast.bolaven.id, "union_id": cast.littoral.id, "since_on": AT.date()}
    with pytest.raises(NotAllowed):
        operations.affiliate(id=new_id(), by=cast.actor("noy"), **joining)
    operations.affiliate(id=new_id(), by=cast.actor("ngozi"), **joining)
    with pytest.raises(Refused) as refused:
        operations.affiliate(id=new_id(), by=cast.actor("ngozi"), **joining)
    assert codes(refused) == ["people.is-affiliated-already"]


def test_unions_make_no_circle(cast: Cast) -> None:
    def union(name: str) -> UUID:
        return UUID(operations.register_organization(id=new_id(), by=SYSTEM, at=AT, kind="union", name=name, country="CM"))

    def join(member: UUID, of: UUID) -> None:
        operations.affiliate(id=new_id(), by=SYSTEM, at=AT, member_id=member, union_id=of, since_on=AT.date())

    middle, top = union("Middle"), union("Top")
    join(cast.littoral.id, middle)
    join(middle, top)
    with pytest.raises(Refused) as refused:
        join(top, cast.littoral.id)
    assert codes(refused) == ["people.union-cannot-belong-to-itself"]


def test_the_same_sign_up_sent_twice_makes_one_person(cast: Cast) -> None:
    id, by = new_id(), cast.actor("vilay")
    for _ in range(2):
        operations.register_person(id=id, by=by, at=AT, name="Done Keola", phone="+856 20 5512 3456")
    with pytest.raises(AlreadyDoneDifferently):
        operations.register_person(id=id, by=by, at=AT, name="Somebody Else")
    assert Person.objects.get(pk=id).phone == "+8562055123456"


@pytest.mark.parametrize(
    ("says", "details", "expects"),
    [
        ("a number without its country", {"phone": "020 5512 3456"}, "people.phone-is-not-international"),
        ("a number nobody can have", {"phone": "+856 1"}, "people.phone-is-not-international"),
        ("no e-mail at all", {"email": "noy at bolaven"}, "people.email-is-not-an-address"),
        ("the e-mail of another, in capitals", {"email": "NOY@example.org"}, "people.email-is-taken"),
        ("a language we do not speak", {"language": "xx"}, "people.language-is-unknown"),
        ("born tomorrow", {"birth_year": 2030}, "people.birth-year-cannot-be"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_person_is_not_written_down_wrongly(cast: Cast, says: str, details: dict[str, object], expects: str) -> None:
    before = Person.objects.count()
    with pytest.raises(Refused) as refused:
        operations.register_person(id=new_id(), by=cast.actor("vilay"), at=AT, name="Done", **details)
    assert codes(refused) == [expects]
    assert Person.objects.count() == before


def test_only_the_installation_invents_people(cast: Cast) -> None:
    id = operations.register_person(id=new_id(), by=cast.actor("noy"), at=AT, name="Sly", is_example=True, persona_says="Be me")
    assert not Person.objects.get(pk=id).is_persona
