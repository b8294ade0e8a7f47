"""Questions about letting somebody in again: what a way in opens, who stood up for the person, which slip a code opens."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from rochdale.kernel.refusal import refuse_if
from rochdale.people.models import Delegation, Invitation, Office, RecoverySlip
from rochdale.people.rules.entering import Consent, refusals_for_code, refusals_for_letting_in
from rochdale.people.rules.kinds import OfficeName


def invitations_from_outside(organization_id: UUID) -> QuerySet[Invitation]:
    """Those of a registrar or market operator, who asked in the first leader, newest first."""
    insiders = Office.objects.filter(organization_id=organization_id).values("person_id")
    return Invitation.objects.filter(organization_id=organization_id, by__isnull=False).exclude(by__in=insiders).order_by("-at", "-id")


def powers_of(person_id: UUID, at: datetime) -> Mapping[UUID, frozenset[str]]:
    """What could be done with a way in: offices by organization, own and lent, without mere membership."""
    powers: dict[UUID, frozenset[str]] = {}
    # An office that begins later counts too: a slip is not a way around the second officer.
    own = Office.objects.filter(Q(until_at__isnull=True) | Q(until_at__gt=at), person_id=person_id).exclude(office=OfficeName.MEMBER)
    lent = Delegation.objects.filter(deputy_id=person_id, until_at__gt=at).select_related("office")
    for office in [*own, *(row.office for row in lent)]:
        powers[office.organization_id] = powers.get(office.organization_id, frozenset()) | {office.office}
    return powers


def consents_of(slip: RecoverySlip) -> list[Consent]:
    """Who stood up for the person, for which organization."""
    return [Consent(row.by_id, row.organization_id) for row in slip.consents.order_by("at", "id")]


def slip_with(code_sha256: str, at: datetime) -> RecoverySlip:
    """The slip that this code opens now. Raises `Refused` for any other."""
    rows = RecoverySlip.objects.exclude(code_sha256="").select_related("person", "organization")
    row = rows.select_for_update(of=("self",)).filter(code_sha256=code_sha256).first()
    expires_at = None if row is None or row.withdrawn_at else row.expires_at
    refuse_if(refusals_for_code(is_known=row is not None, ended_at=row.used_at if row else None, expires_at=expires_at, at=at))
    assert row is not None
    if row.organization_id is not None:  # powers may have grown since it was printed
        refuse_if(refusals_for_letting_in(powers_of(row.person_id, at), consents_of(row)))
    return row
