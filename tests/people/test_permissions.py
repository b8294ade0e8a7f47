"""Rights: denied by default, given by an office, the same for one thing and for a list."""

from __future__ import annotations

import pytest
from django.http import Http404

from rochdale.base.actor import SYSTEM, Actor
from rochdale.base.words import worded_codes
from rochdale.kernel.ids import new_id
from rochdale.kernel.refusal import NotAllowed
from rochdale.people import permissions as rights
from rochdale.people.access import get_or_404
from rochdale.people.models import Office, Organization
from tests.cast import PEOPLE, Cast, id_of

HERE, THERE = id_of("bolaven"), id_of("mungo")
MANAGER = Actor("1", "Noy", HERE, "Bolaven", frozenset({"manager"}))
MEMBER = Actor("2", "Kham", HERE, "Bolaven", frozenset({"member"}))
NOBODY = Actor("3", "Pao")
READY = [rights.acts_for_owner, rights.holds("manager"), rights.officer_of_owner("manager"), rights.is_market_operator, rights.is_registrar]
READY += [rights.anyone_signed_in, rights.is_own_office, rights.nobody]


@pytest.mark.parametrize("grant", READY, ids=lambda grant: grant.name)
def test_nothing_is_allowed_to_nobody_or_about_nothing(grant: rights.Grant) -> None:
    assert not grant.allows(None, HERE)
    assert not grant.allows(MANAGER, None)
    assert not grant.allows(None, None)
    assert not (grant | rights.nobody).allows(MANAGER, None)


@pytest.mark.parametrize(
    ("says", "grant", "by", "subject", "is_allowed"),
    [
        ("a manager leads the own organization", rights.officer_of_owner("manager"), MANAGER, HERE, True),
        ("a manager leads no other organization", rights.officer_of_owner("manager"), MANAGER, THERE, False),
        ("a member is no manager", rights.officer_of_owner("manager"), MEMBER, HERE, False),
        ("one of several offices is enough", rights.officer_of_owner("manager", "member"), MEMBER, HERE, True),
        ("whoever holds no office acts for nobody", rights.acts_for_owner, NOBODY, HERE, False),
        ("no organization is not the same as no organization", rights.acts_for_owner, NOBODY, NOBODY, False),
        ("an actor is a subject: the organization acted for", rights.officer_of_owner("manager"), MANAGER, MANAGER, True),
        (
            "an office counts only with an organization",
            rights.holds("manager"),
            Actor("4", "X", None, "", frozenset({"manager"})),
            HERE,
            False,
        ),
        ("either is enough", rights.is_registrar | rights.acts_for_owner, MEMBER, HERE, True),
        ("both are needed", rights.is_registrar & rights.acts_for_owner, MEMBER, HERE, False),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_grants(says: str, grant: rights.Grant, by: Actor, subject: object, is_allowed: bool) -> None:
    assert grant.allows(by, subject) is is_allowed


def test_a_right_nobody_declared_is_a_mistake_of_ours() -> None:
    with pytest.raises(KeyError):
        rights.may(MANAGER, "people.fly", HERE)


def test_a_right_is_declared_once() -> None:
    with pytest.raises(ValueError, match="permitted twice"):
        rights.permit("people.appoint", rights.nobody, "people.may-not-appoint")


@pytest.mark.parametrize("permission", rights.permissions(), ids=lambda permission: permission.name)
def test_every_right_has_a_reason_in_words(permission: rights.Permission) -> None:
    assert permission.reason in worded_codes()


@pytest.mark.parametrize("permission", rights.permissions(), ids=lambda permission: permission.name)
def test_every_right_denies_somebody_without_any_office(permission: rights.Permission) -> None:
    assert not rights.may(NOBODY, permission.name, NOBODY)
    assert not rights.may(None, permission.name, HERE)
    assert not rights.may(SYSTEM, permission.name, None)


def test_a_refusal_names_the_person_and_the_organization() -> None:
    with pytest.raises(NotAllowed) as refused:
        rights.require(MEMBER, "people.appoint", HERE)
    assert refused.value.refusals[0].facts == {"name": "Kham", "organization": "Bolaven"}


@pytest.mark.parametrize("person", PEOPLE)
def test_a_right_answers_the_same_for_one_thing_and_for_a_list(cast: Cast, person: str) -> None:
    by = cast.actor(person)
    for name, rows, owner in [
        ("people.see-officers", Organization.objects.all(), "id"),
        ("people.appoint", Organization.objects.all(), "id"),
        ("people.register-organization", Organization.objects.all(), "id"),
        ("people.end-office", Office.objects.all(), "organization_id"),
    ]:
        one_by_one = {row.pk for row in rows if rights.may(by, name, row)}
        assert {row.pk for row in rights.readable(by, name, rows, owner=owner)} == one_by_one


def test_another_organizations_thing_is_as_unknown_as_one_that_is_not(cast: Cast) -> None:
    rows = Office.objects.all()
    foreign = Office.objects.get(organization=cast.mungo, person=cast.ebong)
    for key in (foreign.id, new_id(), "no id at all"):
        with pytest.raises(Http404) as unknown:
            get_or_404(cast.actor("noy"), "people.end-office", rows, pk=key)
        assert str(unknown.value) == ""


def test_the_own_organizations_thing_is_known_and_may_be_forbidden(cast: Cast) -> None:
    manager = Office.objects.get(organization=cast.bolaven, person=cast.noy)
    with pytest.raises(NotAllowed):
        get_or_404(cast.actor("kham"), "people.end-office", Office.objects.all(), pk=manager.id)
    assert get_or_404(cast.actor("noy"), "people.end-office", Office.objects.all(), pk=manager.id) == manager
