"""Invitations and recovery slips: the questions, and what stands on the papers."""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from rochdale.base import tenancy
from rochdale.base.codes import hash_of
from rochdale.base.made_up import shown_name
from rochdale.kernel.refusal import Refusal, Refused, refuse_if
from rochdale.people.labels import office_label
from rochdale.people.models import Invitation, Office, RecoverySlip
from rochdale.people.queries import organizations_by_id
from rochdale.people.queries.entering import consents_of, powers_of
from rochdale.people.rules.entering import needs_two_officers, refusals_for_code, refusals_for_letting_in

INVITATION, RECOVERY = "invitation", "recovery"
"""Purposes of codes: one for the other opens nothing."""


@dataclass(frozen=True, slots=True)
class InvitationSeen:
    """An invitation in a list."""

    id: UUID
    name: str
    offices: str
    at: datetime
    expires_at: datetime
    state: str
    """open, accepted, withdrawn or expired."""


@dataclass(frozen=True, slots=True)
class SlipSeen:
    """A recovery slip that is being asked for, or was printed."""

    id: UUID
    person_id: UUID
    person_name: str
    asked_by: str
    consents: tuple[str, ...]
    waits_for: tuple[str, ...]
    """Names of organizations whose word is missing."""
    needs_two: bool
    may_be_printed: bool
    has_my_consent: bool
    state: str
    """asked, printed, used, withdrawn or expired."""
    expires_at: datetime


def invitation_with(code: str, *, at: datetime) -> Invitation:
    """The invitation that this code opens now. Raises `Refused` for any other."""
    with tenancy.everywhere("a code says whose invitation it is"):
        row = Invitation.objects.select_related("organization", "by").filter(code_sha256=hash_of(code, purpose=INVITATION)).first()
    expires_at = None if row is None or row.withdrawn_at else row.expires_at
    refuse_if(refusals_for_code(is_known=row is not None, ended_at=row.accepted_at if row else None, expires_at=expires_at, at=at))
    assert row is not None
    return row


def require_code(code_sha256: str, code: str, *, purpose: str) -> None:
    """Return when `code` is the one with that hash, else raise `Refused`."""
    if not hmac.compare_digest(code_sha256, hash_of(code, purpose=purpose)):
        raise Refused(Refusal("people.code-does-not-open"))


def invitations_of(organization_id: UUID, at: datetime) -> list[InvitationSeen]:
    """Whom an organization asked in, newest first."""
    return invitations_seen(Invitation.objects.filter(organization_id=organization_id).order_by("-at", "-id"), at)


def invitations_seen(rows: QuerySet[Invitation], at: datetime) -> list[InvitationSeen]:
    """The first hundred as a list shows them."""
    return [
        InvitationSeen(row.id, row.name, ", ".join(office_label(office) for office in row.offices), row.at, row.expires_at, _state(row, at))
        for row in rows[:100]
    ]


def _state(row: Invitation, at: datetime) -> str:
    if row.accepted_at:
        return "accepted"
    if row.withdrawn_at:
        return "withdrawn"
    return "open" if row.expires_at > at else "expired"


def slips_for(organization_id: UUID, officer_id: str, at: datetime) -> list[SlipSeen]:
    """Slips that concern an organization: those it asked for, and those of people who hold powers in it. Newest first."""
    powerful = Office.objects.at(at).filter(organization_id=organization_id).values("person_id")
    rows: QuerySet[RecoverySlip] = RecoverySlip.objects.filter(organization_id=organization_id) | RecoverySlip.objects.filter(
        person_id__in=powerful, organization__isnull=False
    )
    return [slip_seen(row, officer_id, at) for row in rows.select_related("person", "organization").order_by("-at", "-id").distinct()[:50]]


def slip_seen(row: RecoverySlip, officer_id: str, at: datetime) -> SlipSeen:
    """A slip as an officer sees it."""
    powers, consents = powers_of(row.person_id, at), consents_of(row)
    silent = powers.keys() - {consent.organization_id for consent in consents}
    names = organizations_by_id(silent)
    spoken = row.consents.select_related("by", "organization").order_by("at", "id")
    return SlipSeen(
        id=row.id,
        person_id=row.person_id,
        person_name=row.person.name,
        asked_by=row.organization.name if row.organization else "",
        consents=tuple(f"{shown_name(consent.by.name)}, {consent.organization.name}" for consent in spoken),
        waits_for=tuple(sorted(found.name for found in names.values())),
        needs_two=needs_two_officers(powers),
        may_be_printed=not refusals_for_letting_in(powers, consents),
        has_my_consent=any(str(consent.officer_id) == officer_id for consent in consents),
        state=_slip_state(row, at),
        expires_at=row.expires_at,
    )


def _slip_state(row: RecoverySlip, at: datetime) -> str:
    if row.used_at:
        return "used"
    if row.withdrawn_at:
        return "withdrawn"
    if row.expires_at <= at:
        return "expired"
    return "printed" if row.printed_at else "asked"


def invitation_content(row: Invitation, code: str, link: str, qr: str) -> Mapping[str, Any]:
    """What stands on the slip of an invitation."""
    offices = ", ".join(office_label(office) for office in row.offices)
    return {
        "title": _("%(name)s, come in") % {"name": row.name},
        "from": row.organization.name,
        "says": _("%(organization)s asks you in as %(offices)s.") % {"organization": row.organization.name, "offices": offices},
        "steps": [_("Point a camera at the square, or open the address below."), _("Type this code."), _("Choose a password.")],
        "code": code,
        "link": link.rsplit("/", 2)[0] + "/",
        "qr": qr,
        "ends": (_("It opens once, until"), date_format(localtime(row.expires_at), "DATE_FORMAT")),
        "keep": _("Give it to nobody else."),
        "reference": row.organization.name,
    }


def slip_content(row: RecoverySlip, code: str, link: str, qr: str) -> Mapping[str, Any]:
    """What stands on a recovery slip."""
    return {
        "title": _("%(name)s, come in again") % {"name": row.person.name},
        "from": row.organization.name if row.organization else "Rochdale",
        "says": _("With this slip you choose a new password."),
        "steps": [_("Point a camera at the square, or open the address below."), _("Type this code."), _("Choose a new password.")],
        "code": code,
        "link": link.split("?")[0],
        "qr": qr,
        "ends": (_("It opens once, until"), date_format(localtime(row.expires_at), "DATETIME_FORMAT")),
        "keep": _("Give it to nobody else. Whoever has it is you."),
        "reference": row.organization.name if row.organization else "",
    }
