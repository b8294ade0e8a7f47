"""Starting a ledger from old books: an officer brings the table, the treasurer or the chair agrees."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from rochdale.base import documents, opening, two_persons
from rochdale.base.actor import Actor
from rochdale.base.models import Document, Proposal
from rochdale.base.operations import operation
from rochdale.people.models import Organization
from rochdale.people.permissions import LEADERS, may, officer_of_owner, permit, require

NO_ORGANIZATION = UUID(int=0)

permit("people.bring-old-books", officer_of_owner(*LEADERS, "treasurer", "clerk"), "people.may-not-open-books")
permit("people.agree-to-old-books", officer_of_owner("treasurer", "chair"), "people.may-not-open-books")
permit("people.see-old-books", officer_of_owner(*LEADERS, "treasurer", "clerk", "board-member"), "people.may-not-open-books")


@operation
def bring_old_books(*, id: UUID, by: Actor, at: datetime, ledger: str, on: date, name: str, content: bytes) -> str:
    """Bring the table of what stood in the old books on a day. A second officer agrees, or not. Returns the id of the proposal."""
    require(by, "people.bring-old-books", by)
    organization = Organization.objects.get(pk=by.organization_id or NO_ORGANIZATION)
    return str(opening.prepare(id=id, by=by, at=at, about=organization, ledger=ledger, on=on, name=name, content=content))


def _may_make(by: Actor, content: Mapping[str, Any]) -> None:
    require(by, "people.bring-old-books", UUID(content["organization_id"]))


def _may_check(by: Actor, content: Mapping[str, Any]) -> None:
    require(by, "people.agree-to-old-books", UUID(content["organization_id"]))


def _may_see_table(by: Actor, document: Document) -> bool:
    """Whoever is asked to agree may take the table that was brought."""
    asked = Proposal.objects.filter(act=opening.ACT, organization_id=by.organization_id, content__document_id=str(document.id))
    return by.organization_id is not None and may(by, "people.agree-to-old-books", by) and asked.exists()


two_persons.act(opening.ACT, lapses_after=timedelta(days=30), may_make=_may_make, may_check=_may_check, perform=opening.perform)
documents.may_see("people.Organization", _may_see_table)
