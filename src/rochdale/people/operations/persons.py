"""Every change of persons, organizations, offices and affiliations."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from allauth.account.models import EmailAddress
from django.conf import settings
from django.db import IntegrityError, transaction

from rochdale.base import audit
from rochdale.base.actor import SYSTEM, Actor
from rochdale.base.models import AuditEntry
from rochdale.base.operations import operation
from rochdale.kernel.refusal import Refusal, Refused, refuse_if
from rochdale.people.contacts import stored_email, stored_phone
from rochdale.people.models import Household, Organization, Person
from rochdale.people.permissions import require
from rochdale.people.rules.kinds import SET_UP_BY_THE_INSTALLATION, Kind
from rochdale.people.rules.persons import refusals_for_birth_year, refusals_for_name, refusals_for_place, tidied


@operation
def register_person(
    *,
    id: UUID,
    by: Actor,
    at: datetime,
    name: str,
    email: str = "",
    phone: str = "",
    language: str = "",
    sex: str = "",
    birth_year: int | None = None,
    household_id: UUID | None = None,
    is_example: bool = False,
    persona_says: str = "",
) -> str:
    """Write a person down; the person's id is the id of the operation. No password: that is the person's own to set."""
    require(by, "people.register-person", by)
    refuse_if(refusals_for_birth_year(birth_year, at=at))
    person = _person(id, name, email, phone, language)
    person.sex, person.birth_year, person.household_id = sex, birth_year, household_id
    # Only the installation invents people: a persona is somebody every visitor of a demo can become.
    person.is_example, person.persona_says = (is_example, persona_says) if by.id == SYSTEM.id else (False, "")
    _save(person)
    audit.record(by=by, at=at, what="people.register-person", about=person, after={"name": person.name})
    return str(person.id)


@operation
def sign_up(
    *, id: UUID, by: Actor, at: datetime, name: str, email: str = "", phone: str = "", sign_in_name: str = "", language: str = ""
) -> str:
    """A person opens an account; `by` is that very person. The password is set by the sign-in library, never here.

    `sign_in_name` is for those who have neither e-mail nor phone.
    """
    person = _person(id, name, email, phone, language)
    person.sign_in_name = sign_in_name or None
    _save(person)
    audit.record(by=by, at=at, what="people.sign-up", about=person, after={"name": person.name})
    return str(person.id)


@operation
def correct_name(*, id: UUID, by: Actor, at: datetime, name: str) -> str:
    """A person corrects the own name."""
    refuse_if(refusals_for_name(name))
    person = _own_row(by)
    before, person.name = person.name, tidied(name)
    person.save(update_fields=["name"])
    audit.record(by=by, at=at, what="people.correct-name", about=person, before={"name": before}, after={"name": person.name})
    return str(person.id)


@operation
def correct_person(*, id: UUID, by: Actor, at: datetime, person_id: UUID, name: str, sex: str = "", birth_year: int | None = None) -> str:
    """An organization corrects what it wrote down of somebody, until that person signs in: then only the person does."""
    require(by, "people.register-person", by)
    refuse_if([*refusals_for_name(name), *refusals_for_birth_year(birth_year, at=at)])
    person = Person.objects.select_for_update().get(pk=person_id)
    before = {"name": person.name, "sex": person.sex, "birth_year": person.birth_year}
    after = {"name": tidied(name), "sex": sex, "birth_year": birth_year}
    if before == after:
        return str(person.id)
    if person.last_login or person.has_usable_password():
        raise Refused(Refusal("people.corrects-the-own-name"))
    written = AuditEntry.objects.filter(about_kind="people.Person", about_id=str(person.id), what="people.register-person")
    if not written.filter(organization_id=by.organization_id).exists():
        raise Refused(Refusal("people.was-written-down-elsewhere"))
    person.name, person.sex, person.birth_year = tidied(name), sex, birth_year
    person.save(update_fields=["name", "sex", "birth_year"])
    changed = sorted(key for key in after if after[key] != before[key])
    audit.record(
        by=by, at=at, what="people.correct-person", about=person, before={"name": before["name"]},
        after={"name": person.name, "changed": changed},
    )  # fmt: skip
    return str(person.id)


@operation
def change_contacts(*, id: UUID, by: Actor, at: datetime, email: str, phone: str) -> str:
    """A person gives another e-mail or phone number to sign in with. A new e-mail is not confirmed until its letter is answered."""
    person = _own_row(by)
    before = {"email": person.email, "phone": person.phone}
    person.email, person.phone = stored_email(email), stored_phone(phone)
    if not person.email and not person.phone and not person.sign_in_name:
        raise Refused(Refusal("people.account-needs-a-contact"))
    _save(person)
    if person.email != before["email"]:
        EmailAddress.objects.filter(user=person).delete()
        if person.email:
            EmailAddress.objects.create(user=person, email=person.email, primary=True, verified=False)
    after = {"email": person.email, "phone": person.phone}
    # The trail says that something changed and what kind it was; the addresses themselves are the person's to take back.
    audit.record(
        by=by,
        at=at,
        what="people.change-contacts",
        about=person,
        after={"changed": sorted(key for key in after if after[key] != before[key])},
    )
    return str(person.id)


@operation
def take_sign_in_name(*, id: UUID, by: Actor, at: datetime, sign_in_name: str) -> str:
    """Somebody who was written down by others, with neither e-mail nor phone, gets a name to sign in with."""
    person = _own_row(by)
    if person.email or person.phone or person.sign_in_name:
        raise Refused(Refusal("people.has-a-contact-already"))
    person.sign_in_name = sign_in_name
    person.save(update_fields=["sign_in_name"])
    audit.record(by=by, at=at, what="people.take-sign-in-name", about=person)
    return str(person.id)


@operation
def choose_language(*, id: UUID, by: Actor, at: datetime, language: str) -> str:
    """A person chooses the language of every page and message."""
    refuse_if(_refusals_for_language(language))
    person = Person.objects.select_for_update().get(pk=by.id)
    before, person.language = person.language, language
    person.save(update_fields=["language"])
    audit.record(by=by, at=at, what="people.choose-language", about=person, before={"language": before}, after={"language": language})
    return str(person.id)


@operation
def register_household(*, id: UUID, by: Actor, at: datetime, name: str, place: str = "") -> str:
    """Write a household down."""
    require(by, "people.register-person", by)
    refuse_if(refusals_for_name(name))
    household = Household.objects.create(id=id, name=tidied(name), place=tidied(place))
    audit.record(by=by, at=at, what="people.register-household", about=household, after={"name": household.name})
    return str(household.id)


@operation
def register_organization(
    *, id: UUID, by: Actor, at: datetime, kind: str, name: str, country: str, place: str = "", language: str = "", is_example: bool = False
) -> str:
    """Write an organization down; its first leader is appointed next. Its id is the id of the operation."""
    require(by, "people.register-organization", by)
    if kind not in {known.value for known in Kind}:
        raise Refused(Refusal("people.kind-is-unknown", {"kind": kind}))
    if Kind(kind) in SET_UP_BY_THE_INSTALLATION and by.id != SYSTEM.id:
        raise Refused(Refusal("people.kind-is-set-up-by-the-installation", {"kind": kind}))
    refuse_if([*refusals_for_name(name), *refusals_for_place(country=country, place=place), *_refusals_for_language(language)])
    row = Organization.objects.create(
        id=id, kind=kind, name=tidied(name), country=country, place=place, language=language, is_example=is_example
    )
    audit.record(by=by, at=at, what="people.register-organization", about=row, after={"name": row.name, "kind": kind, "country": country})
    return str(row.id)


def _person(id: UUID, name: str, email: str, phone: str, language: str) -> Person:
    refuse_if([*refusals_for_name(name), *_refusals_for_language(language)])
    person = Person(id=id, name=tidied(name), email=stored_email(email), phone=stored_phone(phone), language=language)
    person.set_unusable_password()
    return person


def _own_row(by: Actor) -> Person:
    person = Person.objects.select_for_update().get(pk=by.id)
    if person.is_persona:
        raise Refused(Refusal("people.persona-stays-as-it-is"))
    return person


def _save(person: Person) -> None:
    refuse_if(refusals_for_contacts(person))
    try:
        with transaction.atomic():
            person.save(force_insert=person._state.adding)
    except IntegrityError:  # another request took the e-mail or number between the question and the answer
        refuse_if(refusals_for_contacts(person))
        raise


def refusals_for_contacts(person: Person) -> list[Refusal]:
    """An e-mail and a phone number belong to one person each."""
    others = Person.objects.exclude(pk=person.pk)
    taken = []
    if person.email and others.filter(email=person.email).exists():
        taken.append(Refusal("people.email-is-taken"))
    if person.phone and others.filter(phone=person.phone).exists():
        taken.append(Refusal("people.phone-is-taken"))
    return taken


def _refusals_for_language(language: str) -> list[Refusal]:
    known = {code for code, name in settings.LANGUAGES}
    return [] if not language or language in known else [Refusal("people.language-is-unknown", {"language": language[:20]})]
