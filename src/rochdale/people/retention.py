"""What this context removes by the clock: invitations, slips and enrolments that ended long ago (`base/retention.toml` says when)."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q

from rochdale.base.retention import sweep
from rochdale.people.models import Enrolment, Invitation, RecoverySlip, SlipConsent


def _invitations(before: datetime) -> int:
    return Invitation.objects.filter(expires_at__lt=before).delete()[0]


def _slips(before: datetime) -> int:
    over = RecoverySlip.objects.filter(Q(expires_at__lt=before) | Q(withdrawn_at__lt=before), at__lt=before)
    consents = SlipConsent.objects.filter(slip__in=over)
    return consents.delete()[0] + over.delete()[0]


def _enrolments(before: datetime) -> int:
    return Enrolment.objects.filter(expires_at__lt=before).delete()[0]


sweep("people.invitations", _invitations)
sweep("people.slips", _slips)
sweep("people.enrolments", _enrolments)
