"""Letting another organization see a kind of one's data, and taking that back."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from rochdale.base import audit
from rochdale.base.actor import Actor
from rochdale.base.operations import operation
from rochdale.kernel.refusal import Refusal, Refused, refuse_if
from rochdale.people.models import Organization, Sharing
from rochdale.people.permissions import require
from rochdale.people.rules.sharing import refusals_for_sharing
from rochdale.people.sharing import kinds_shown


@operation
def share(*, id: UUID, by: Actor, at: datetime, organization_id: UUID, what: str, with_id: UUID | None, purpose: str) -> str:
    """An organization lets another one (or, with no `with_id`, everybody) see a kind of its data, for a purpose."""
    organization = Organization.objects.select_for_update().get(pk=organization_id)
    require(by, "people.share", organization)
    kind = next((found for found in kinds_shown() if found.code == what), None)
    reader = Organization.objects.filter(pk=with_id).first() if with_id else None
    if kind is None or (with_id and reader is None):
        raise Refused(Refusal("people.cannot-be-shared", {"what": what}))
    same = Sharing.objects.filter(organization=organization, what=what, with_organization=reader, until_at=None)
    refuse_if(
        refusals_for_sharing(
            is_with_itself=reader == organization,
            is_with_all=reader is None,
            may_be_public=kind.may_be_public,
            purpose=purpose,
            is_shared_already=same.exists(),
        )
    )
    row = Sharing.objects.create(
        id=id,
        organization=organization,
        what=what,
        with_organization=reader,
        purpose=" ".join(purpose.split())[:300],
        since_at=at,
        given_by_id=by.id,
        given_by_name=by.name,
    )
    after = {"what": what, "with": reader.name if reader else "", "purpose": row.purpose}
    audit.record(by=by, at=at, what="people.share", about=row, after=after)
    return str(row.id)


@operation
def stop_sharing(*, id: UUID, by: Actor, at: datetime, sharing_id: UUID) -> str:
    """Take a consent back; whoever had it sees nothing more from this moment on."""
    row = Sharing.objects.select_for_update(of=("self",)).select_related("with_organization").get(pk=sharing_id)
    require(by, "people.share", row)
    if row.until_at is not None:
        raise Refused(Refusal("people.is-taken-back", {"until": row.until_at.date()}))
    row.until_at, row.taken_back_by_id, row.taken_back_by_name = at, by.id, by.name
    row.save(update_fields=["until_at", "taken_back_by_id", "taken_back_by_name"])
    before = {"what": row.what, "with": row.with_organization.name if row.with_organization else ""}
    audit.record(by=by, at=at, what="people.stop-sharing", about=row, before=before, after={"until": at})
    return str(row.id)
