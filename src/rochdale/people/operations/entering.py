"""Asking people in, and letting those in again who lost their way in. Codes themselves never come here, only their hashes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession

from rochdale.base import audit, tenancy
from rochdale.base.actor import SYSTEM, Actor
from rochdale.base.operations import operation
from rochdale.kernel.ids import new_id
from rochdale.kernel.refusal import Refusal, Refused, refuse_if
from rochdale.people.models import Invitation, Office, Organization, Person, RecoverySlip, SlipConsent
from rochdale.people.operations.offices import refusals_for_office
from rochdale.people.permissions import may, require
from rochdale.people.queries.entering import consents_of, invitations_from_outside, powers_of, slip_with
from rochdale.people.queries.offices import leaders_at
from rochdale.people.rules.entering import (
    INVITATION_LASTS,
    SLIP_LASTS,
    refusals_for_code,
    refusals_for_consent,
    refusals_for_letting_in,
)
from rochdale.people.rules.kinds import Kind
from rochdale.people.rules.offices import refusals_for_outsider
from rochdale.people.rules.persons import refusals_for_name, tidied


@operation
def invite(*, id: UUID, by: Actor, at: datetime, organization_id: UUID, name: str, offices: Sequence[str], code_sha256: str) -> str:
    """Ask somebody in by a code, with the offices that wait. Whoever may appoint may invite."""
    organization = Organization.objects.get(pk=organization_id)
    is_outsider = not may(by, "people.appoint", organization)
    if is_outsider:
        require(by, "people.appoint-first-leader", organization)
    refuse_if(refusals_for_name(name))
    if not offices:
        raise Refused(Refusal("people.invitation-needs-an-office"))
    for office in offices:
        refuse_if(refusals_for_office(organization, office, at=at, is_outsider=is_outsider))
    with tenancy.within(organization.id):  # an outsider's right was checked above
        row = Invitation.objects.create(
            id=id,
            organization=organization,
            name=tidied(name),
            offices=sorted(set(offices)),
            code_sha256=code_sha256,
            by_id=None if by.id == SYSTEM.id else by.id,
            at=at,
            expires_at=at + INVITATION_LASTS,
        )
    audit.record(by=by, at=at, what="people.invite", about=row, after={"organization": organization.name, "offices": row.offices})
    return str(row.id)


@operation
def withdraw_invitation(*, id: UUID, by: Actor, at: datetime, invitation_id: UUID) -> str:
    """Take an invitation back that nobody has accepted."""
    row = Invitation.objects.select_for_update().get(pk=invitation_id)
    require(by, "people.appoint", row)
    return _withdrawn(row, by, at)


@operation
def withdraw_first_invitation(*, id: UUID, by: Actor, at: datetime, organization_id: UUID, invitation_id: UUID) -> str:
    """Take an invitation back that was made from outside, while the organization has nobody to do so itself."""
    organization = Organization.objects.get(pk=organization_id)
    require(by, "people.appoint-first-leader", organization)
    refuse_if(refusals_for_outsider(kind=Kind(organization.kind), has_leader=leaders_at(organization.id, at).exists()))
    with tenancy.within(organization.id):  # the right was checked above
        return _withdrawn(invitations_from_outside(organization.id).select_for_update().get(pk=invitation_id), by, at)


def _withdrawn(row: Invitation, by: Actor, at: datetime) -> str:
    refuse_if(refusals_for_code(is_known=True, ended_at=row.accepted_at, expires_at=at + timedelta(1), at=at))
    row.withdrawn_at = at
    row.save(update_fields=["withdrawn_at"])
    audit.record(by=by, at=at, what="people.withdraw-invitation", about=row)
    return str(row.id)


@operation
def accept_invitation(*, id: UUID, by: Actor, at: datetime, code_sha256: str) -> str:
    """A person who has the code takes the offices that wait; they begin now. Returns the id of the organization."""
    with tenancy.everywhere("a code says whose invitation it is"):
        row = Invitation.objects.select_for_update().filter(code_sha256=code_sha256).first()
    expires_at = None if row is None or row.withdrawn_at else row.expires_at
    refuse_if(refusals_for_code(is_known=row is not None, ended_at=row.accepted_at if row else None, expires_at=expires_at, at=at))
    assert row is not None
    person = Person.objects.select_for_update().get(pk=by.id)
    organization = Organization.objects.select_for_update().get(pk=row.organization_id)
    # Registrars and market operators invite the first leader only, and that must still be so now.
    is_outsider = row.by_id is not None and not Office.objects.filter(person_id=row.by_id, organization=organization).exists()
    for office in row.offices:  # all are asked about before the first is given: after it, there is a leader
        refuse_if(refusals_for_office(organization, office, at=at, is_outsider=is_outsider, person=person))
    for office in row.offices:
        Office.objects.create(person=person, organization=organization, office=office, since_at=at)
    row.accepted_at, row.accepted_by = at, person
    with tenancy.within(organization.id):
        row.save(update_fields=["accepted_at", "accepted_by"])
    after = {"person": person.name, "organization": organization.name, "offices": row.offices}
    audit.record(by=_for(by, organization), at=at, what="people.accept-invitation", about=row, after=after)
    return str(organization.id)


def _for(by: Actor, organization: Organization) -> Actor:
    """The same person, booked on the organization that asked."""
    return Actor(by.id, by.name, organization.id, organization.name)


@operation
def ask_for_slip(*, id: UUID, by: Actor, at: datetime, person_id: UUID, organization_id: UUID) -> str:
    """An officer stands up for a person of the organization who cannot get in any more. Printing may need more voices."""
    organization = Organization.objects.get(pk=organization_id)
    require(by, "people.let-in-again", organization)
    person = Person.objects.select_for_update().get(pk=person_id)
    is_of_it = Office.objects.at(at).filter(person=person, organization=organization).exists()
    refuse_if(refusals_for_consent(officer_accounts=by.accounts, person_id=person_id, is_given=False, is_concerned=is_of_it))
    if person.is_persona:
        raise Refused(Refusal("people.persona-stays-as-it-is"))
    row = RecoverySlip.objects.create(id=id, person=person, organization=organization, at=at, expires_at=at + SLIP_LASTS)
    _consent(row, by, at)
    audit.record(by=by, at=at, what="people.ask-for-slip", about=row, after={"person": person.name})
    return str(row.id)


@operation
def consent_to_slip(*, id: UUID, by: Actor, at: datetime, slip_id: UUID) -> str:
    """Another officer, of the same or of another organization of the person, stands up for the person too."""
    row = _open_slip(slip_id, at)
    require(by, "people.let-in-again", by)
    refuse_if(
        refusals_for_consent(
            officer_accounts=by.accounts,
            person_id=row.person_id,
            is_given=row.consents.filter(by_id=UUID(by.id)).exists(),
            is_concerned=by.organization_id in {row.organization_id, *powers_of(row.person_id, at)},
        )
    )
    _consent(row, by, at)
    audit.record(by=by, at=at, what="people.consent-to-slip", about=row, after={"person": row.person.name})
    return str(row.id)


@operation
def print_slip(*, id: UUID, by: Actor, at: datetime, slip_id: UUID, code_sha256: str) -> str:
    """The slip gets its code, once all have consented who must. It opens once, within a day."""
    row = _open_slip(slip_id, at)
    if not row.consents.filter(by_id=UUID(by.id)).exists():
        require(by, "people.let-in-again", row)
    refuse_if(refusals_for_letting_in(powers_of(row.person_id, at), consents_of(row)))
    row.code_sha256, row.printed_at, row.expires_at = code_sha256, at, at + SLIP_LASTS
    row.save(update_fields=["code_sha256", "printed_at", "expires_at"])
    audit.record(by=by, at=at, what="people.print-slip", about=row, after={"person": row.person.name})
    return str(row.id)


@operation
def print_slip_of_the_installation(*, id: UUID, by: Actor, at: datetime, person_id: UUID, code_sha256: str) -> str:
    """Whoever runs the installation lets somebody in again whom no officer can: only from its command line."""
    if by.id != SYSTEM.id:
        raise Refused(Refusal("people.may-not-let-in-again", {"organization": by.organization_name}))
    person = Person.objects.get(pk=person_id)
    if person.is_persona:
        raise Refused(Refusal("people.persona-stays-as-it-is"))
    row = RecoverySlip.objects.create(
        id=id, person=person, organization=None, at=at, expires_at=at + SLIP_LASTS, printed_at=at, code_sha256=code_sha256
    )
    audit.record(by=by, at=at, what="people.print-slip", about=row, after={"person": person.name})
    return str(row.id)


@operation
def withdraw_slip(*, id: UUID, by: Actor, at: datetime, slip_id: UUID) -> str:
    """A slip that is lost, or was wrong to ask for, opens nothing any more."""
    row = RecoverySlip.objects.select_for_update(of=("self",)).get(pk=slip_id)
    if not row.consents.filter(by_id=UUID(by.id)).exists():
        require(by, "people.let-in-again", row)
    refuse_if(refusals_for_code(is_known=True, ended_at=row.used_at, expires_at=at + timedelta(1), at=at))
    row.withdrawn_at = at
    row.save(update_fields=["withdrawn_at"])
    audit.record(by=by, at=at, what="people.withdraw-slip", about=row)
    return str(row.id)


@operation
def use_slip(*, id: UUID, by: Actor, at: datetime, code_sha256: str) -> str:
    """The person gets in: second factors go, all sessions end, and a new password is set next. Returns the id of the person."""
    row = slip_with(code_sha256, at)
    row.used_at = at
    row.save(update_fields=["used_at"])
    Authenticator.objects.filter(user_id=row.person_id).delete()
    end_sessions(row.person_id)
    person = Actor(str(row.person_id), row.person.name, row.organization_id, row.organization.name if row.organization else "")
    audit.record(by=person, at=at, what="people.use-slip", about=row)
    return str(row.person_id)


def end_sessions(person_id: UUID) -> int:
    """Sign the person out everywhere. Returns how many sessions ended."""
    ended = 0
    for session in UserSession.objects.filter(user_id=person_id):
        session.end()
        ended += 1
    return ended


def _open_slip(slip_id: UUID, at: datetime) -> RecoverySlip:
    row = RecoverySlip.objects.select_for_update(of=("self",)).select_related("person").get(pk=slip_id)
    expires_at = None if row.withdrawn_at else row.expires_at
    refuse_if(refusals_for_code(is_known=True, ended_at=row.printed_at, expires_at=expires_at, at=at))
    return row


def _consent(slip: RecoverySlip, by: Actor, at: datetime) -> None:
    assert by.organization_id is not None  # whoever may let people in acts for an organization
    SlipConsent.objects.create(id=new_id(), slip=slip, by_id=UUID(by.id), organization_id=by.organization_id, at=at)
