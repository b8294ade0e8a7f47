"""Erasing a person: by the person, or by two officers on a signed request; and the hold that keeps a person from being erased."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

from rochdale.base import audit, documents, two_persons
from rochdale.base.actor import Actor
from rochdale.base.erased import Hold
from rochdale.base.models import Document, Proposal
from rochdale.base.operations import operation
from rochdale.kernel.refusal import NotAllowed, Refusal, Refused, refuse_if
from rochdale.people.erasing import erase, may_be_erased
from rochdale.people.models import Office, Organization, Person
from rochdale.people.permissions import LEADERS, officer_of_owner, permit, refusal_of, require

ERASE_PERSON = "people.erase-person"
LONGEST_HOLD = timedelta(days=3 * 366)
"""A dispute that lasts longer is asked about anew: a rule of ours."""

permit("people.ask-to-erase", officer_of_owner(*LEADERS), "people.may-not-erase")
permit("people.agree-to-erase", officer_of_owner(*LEADERS, "treasurer", "board-member"), "people.may-not-erase")
permit("people.hold", officer_of_owner(*LEADERS), "people.may-not-hold")


@operation
def erase_myself(*, id: UUID, by: Actor, at: datetime) -> str:
    """A person has the own name and all that is personal taken out. It cannot be taken back. Returns the made-up name."""
    if by.in_name_of_id:
        raise Refused(Refusal("people.erasing-is-ones-own"))
    return _erase(UUID(by.id), by, at, reason="")


def _erase(person_id: UUID, by: Actor, at: datetime, *, reason: str) -> str:
    person = Person.objects.select_for_update().get(pk=person_id)
    if person.erased_at is not None:
        raise Refused(Refusal("people.is-erased-already", {"on": person.erased_at.date()}))
    refuse_if(may_be_erased(person, at).refusals)
    pseudonym = erase(person, at=at)
    person.refresh_from_db()
    # Whoever erases herself is told of in the trail under the made-up name, as everywhere.
    by = replace(by, name=pseudonym) if by.id == str(person_id) else by
    audit.record(by=by, at=at, what="people.erase-person", about=person, after={"name": pseudonym}, reason=reason)
    return pseudonym


@operation
def ask_to_erase(*, id: UUID, by: Actor, at: datetime, organization_id: UUID, person_id: UUID, request_name: str, request: bytes) -> str:
    """An officer brings the request that a former member signed. Nothing happens before a second officer has read it."""
    organization = Organization.objects.get(pk=organization_id)
    require(by, "people.ask-to-erase", organization)
    person = Person.objects.get(pk=person_id)
    if not Office.objects.filter(person=person, organization=organization).exists():
        raise NotAllowed(refusal_of(by, "people.ask-to-erase"))
    refuse_if(may_be_erased(person, at).refusals)
    document = documents.keep(by=by, at=at, name=request_name, content=request, about=person)
    content = {"person_id": str(person.id), "organization_id": str(organization_id), "document_id": str(document.id)}
    return two_persons.propose(id=uuid5(id, "proposal"), by=by, at=at, act=ERASE_PERSON, content=content)


def _may_make(by: Actor, content: Mapping[str, Any]) -> None:
    require(by, "people.ask-to-erase", UUID(content["organization_id"]))


def _may_check(by: Actor, content: Mapping[str, Any]) -> None:
    require(by, "people.agree-to-erase", UUID(content["organization_id"]))
    if content["person_id"] in by.accounts:
        raise NotAllowed(Refusal("people.may-not-erase"))


def _perform(proposal: Proposal, by: Actor, at: datetime) -> object:
    return {"name": _erase(UUID(proposal.content["person_id"]), by, at, reason="")}


def _may_see_request(by: Actor, document: Document) -> bool:
    """The second officer reads what was signed."""
    asked = Proposal.objects.filter(act=ERASE_PERSON, organization_id=by.organization_id, content__document_id=str(document.id)).first()
    return asked is not None and two_persons.may_check(by, asked)


two_persons.act(ERASE_PERSON, lapses_after=timedelta(days=30), may_make=_may_make, may_check=_may_check, perform=_perform)
documents.may_see("people.Person", _may_see_request)


@operation
def place_hold(*, id: UUID, by: Actor, at: datetime, organization_id: UUID, person_id: UUID, reason: str, until_on: date) -> str:
    """While a dispute runs, the person is not erased. The hold ends by itself on a day."""
    organization = Organization.objects.get(pk=organization_id)
    require(by, "people.hold", organization)
    person = Person.objects.select_for_update().get(pk=person_id)
    if not Office.objects.filter(person=person, organization=organization).exists():
        raise NotAllowed(refusal_of(by, "people.hold"))
    refusals = [] if reason.strip() else [Refusal("people.hold-needs-a-reason")]
    if not at.date() < until_on <= at.date() + LONGEST_HOLD:
        refusals.append(Refusal("people.hold-ends-too-late", {"last": at.date() + LONGEST_HOLD}))
    refuse_if(refusals)
    row = Hold.objects.create(
        id=id,
        person_id=person_id,
        organization_id=organization_id,
        organization_name=organization.name,
        reason=" ".join(reason.split())[:300],
        placed_at=at,
        placed_by_id=by.id,
        placed_by_name=by.name,
        until_on=until_on,
    )
    audit.record(by=by, at=at, what="people.place-hold", about=row, after={"until": until_on}, reason=row.reason)
    return str(row.id)


@operation
def lift_hold(*, id: UUID, by: Actor, at: datetime, hold_id: UUID) -> str:
    """The dispute is over."""
    row = Hold.objects.select_for_update().get(pk=hold_id)
    require(by, "people.hold", row)
    if row.lifted_at is not None:
        raise Refused(Refusal("people.hold-is-lifted", {"on": row.lifted_at.date()}))
    row.lifted_at, row.lifted_by_id, row.lifted_by_name = at, by.id, by.name
    row.save(update_fields=["lifted_at", "lifted_by_id", "lifted_by_name"])
    audit.record(by=by, at=at, what="people.lift-hold", about=row, before={"until": row.until_on}, after={"lifted": at})
    return str(row.id)
