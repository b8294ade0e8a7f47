"""Erasing a person: what speaks against it, by what the person is found, and what this context takes out itself."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db.models import Q

from rochdale.base import erasing, retention
from rochdale.base.erased import Hold
from rochdale.base.erasing import Traces
from rochdale.base.models import AuditEntry
from rochdale.people.models import Notice, Office, Person, Pin, RecoverySlip
from rochdale.people.rules.erasure import HoldFacts, OfficeFacts, PeriodFacts, Verdict, verdict

SURE_FROM = 8
"""A single name shorter than this may be a usual word (May, Grace), and is replaced only where the person is meant for certain."""
HOUSEHOLD = "Erased household"


def may_be_erased(person: Person, at: datetime) -> Verdict:
    """What speaks against erasing a person at that moment."""
    on = at.date()
    rows = Office.objects.filter(person=person).select_related("organization").order_by("since_at", "id")
    return verdict(
        is_invented=person.is_persona,
        offices=[
            OfficeFacts(row.organization.name, row.office, row.organization.country, row.until_at.date() if row.until_at else None)
            for row in rows
            if row.until_at is None or row.until_at > row.since_at
        ],
        holds=[HoldFacts(row.organization_name, row.until_on) for row in Hold.objects.on(on).filter(person_id=person.id)],
        periods=[
            PeriodFacts(row.code, frozenset(row.blocks), frozenset(row.countries), row.days or 0, row.source, row.binds)
            for row in retention.periods(on)
            if row.blocks
        ],
        on=on,
    )


def traces_of(person: Person) -> Traces:
    """Everything by which a person is found: names ever borne, contacts, and the ids of the rows that are about nobody else."""
    ids = erasing.rows_of(person) | ({str(person.household_id)} if _lives_alone(person) else set())
    names = sorted({name for name in _names(person) if name}, key=len, reverse=True)
    sure = tuple(name for name in names if _is_sure(name, person))
    contacts = tuple(word for word in (person.email, person.phone) if word)
    done = AuditEntry.objects.filter(by_id=str(person.id)).values_list("about_id", flat=True)
    unsure = tuple(name for name in names if name not in sure)
    return Traces(person.id, (*contacts, *sure), unsure, ids | {id for id in done if len(id) == len(str(person.id))})


def _names(person: Person) -> Iterator[str]:
    yield person.name
    corrected = AuditEntry.objects.filter(what__in=("people.correct-name", "people.correct-person"), about_id=str(person.id))
    for before, after in corrected.values_list("before", "after"):
        yield from (str(side.get("name", "")) for side in (before, after))
    if _lives_alone(person) and person.household:
        yield from (person.household.name, person.household.place)


def _lives_alone(person: Person) -> bool:
    """Whether the household is about nobody else."""
    return person.household is not None and not person.household.persons.exclude(pk=person.pk).exists()


def _is_sure(name: str, person: Person) -> bool:
    return (" " in name or len(name) >= SURE_FROM) and not Person.objects.exclude(pk=person.pk).filter(name__contains=name).exists()


def erase(person: Person, *, at: datetime) -> str:
    """Take the person out, in the caller's transaction. Whether it may be was asked before. Returns the made-up name."""
    return erasing.erase(traces_of(person), at=at)


@erasing.eraser
def take_out(traces: Traces, pseudonym: str, at: datetime) -> None:
    """Contacts, ways in, sessions, household; then the person's own row. The number stays."""
    person = Person.objects.select_for_update(of=("self",)).select_related("household").get(pk=traces.person_id)
    end_sessions(person.id)
    EmailAddress.objects.filter(user=person).delete()
    Authenticator.objects.filter(user=person).delete()
    Pin.objects.filter(person=person).delete()
    Notice.objects.filter(person=person).delete()
    RecoverySlip.objects.filter(person=person, used_at=None, withdrawn_at=None).update(withdrawn_at=at)
    household = person.household
    person.name, person.email, person.phone, person.sign_in_name = pseudonym, None, None, None
    person.sex, person.birth_year, person.household, person.last_login = "", None, None, None
    person.is_active, person.erased_at = False, at
    person.set_unusable_password()
    person.save()
    if household and not household.persons.exists():
        household.name, household.place = HOUSEHOLD, ""
        household.save(update_fields=["name", "place"])


def end_sessions(person_id: UUID) -> None:
    """Sign the person out everywhere, also from sessions that the list of sessions does not know."""
    known = UserSession.objects.filter(user_id=person_id)
    Session.objects.filter(session_key__in=list(known.values_list("session_key", flat=True))).delete()
    known.delete()
    for session in Session.objects.all().iterator():
        if session.get_decoded().get("_auth_user_id") == str(person_id):
            session.delete()


def erase_again(person_id: UUID, pseudonym: str, at: datetime) -> None:
    """After a restore: the same person under the same made-up name. Nothing when that is so already."""
    person = Person.objects.filter(pk=person_id, erased_at=None).first()
    if person is not None:
        erase(person, at=at)


erasing.repeater(erase_again)


def former_members(organization_id: UUID, at: datetime) -> list[Person]:
    """Persons who held an office here, hold none here now, and are not erased: for whom a signed request can come in."""
    here = Office.objects.filter(organization_id=organization_id)
    present = here.at(at).values("person_id")
    later = here.filter(Q(until_at=None) | Q(until_at__gt=at)).values("person_id")
    rows = Person.objects.filter(offices__organization_id=organization_id, erased_at=None)
    return list(rows.exclude(pk__in=present).exclude(pk__in=later).distinct().order_by("name", "id"))
