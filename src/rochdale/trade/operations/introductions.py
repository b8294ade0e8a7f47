"""Introductions: who may make them, what each side says, the connection that two yeses make, and its end."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID, uuid5

from django.db.models import Q

from rochdale.base import audit
from rochdale.base.actor import Actor
from rochdale.base.news import announce
from rochdale.base.operations import operation
from rochdale.kernel.refusal import Refusal, Refused, refuse_if
from rochdale.people.permissions import require
from rochdale.people.queries import organization, organizations_by_id
from rochdale.trade.models import Connection, Introducer, Introduction, IntroductionAnswer
from rochdale.trade.news import ConnectionMade, IntroductionProposed
from rochdale.trade.permissions import own_organization
from rochdale.trade.rules import introductions as rules


@operation
def grant_introducing(*, id: UUID, by: Actor, at: datetime, organization_id: UUID, reason: str) -> str:
    """The market's operator or a registrar lets an organization introduce others to each other. Returns the id of the grant."""
    require(by, "trade.grant-introducing", by)
    found = organization(organization_id)
    if found is None:
        raise Refused(Refusal("trade.reader-unknown"))
    if not reason.strip():
        raise Refused(Refusal("trade.no-needs-a-reason"))
    if Introducer.objects.filter(organization_id=organization_id, until_at=None).exists():
        raise Refused(Refusal("trade.introducer-already", {"organization": found.name}))
    row = Introducer.objects.create(
        id=id, organization_id=organization_id, reason=reason.strip(), since_at=at, by_id=by.id, by_name=by.name
    )
    audit.record(by=by, at=at, what="trade.grant-introducing", about=row, after={"organization": found.name}, reason=row.reason)
    return str(id)


@operation
def end_introducing(*, id: UUID, by: Actor, at: datetime, introducer_id: UUID) -> str:
    """Take the grant back. Introductions that were made stay. Returns the id of the grant."""
    row = Introducer.objects.select_for_update().get(pk=introducer_id)
    require(by, "trade.grant-introducing", by)
    if row.until_at is None:
        row.until_at, row.ended_by_id, row.ended_by_name = at, by.id, by.name
        row.save(update_fields=["until_at", "ended_by_id", "ended_by_name"])
        audit.record(by=by, at=at, what="trade.end-introducing", about=row, after={"until": at})
    return str(row.id)


@operation
def introduce(
    *, id: UUID, by: Actor, at: datetime, one_id: UUID, other_id: UUID, text: str, commission: str, parts: Collection[str] = ()
) -> str:
    """Propose that two others meet, and say openly what one gets for it. Returns the id of the introduction."""
    introducer = own_organization(by)
    require(by, "trade.introduce", introducer)
    if len(organizations_by_id([one_id, other_id])) < len({one_id, other_id}):
        raise Refused(Refusal("trade.reader-unknown"))
    sides = Q(one_id=one_id, other_id=other_id) | Q(one_id=other_id, other_id=one_id)
    waiting = Introduction.objects.filter(sides, organization_id=introducer, connection=None)
    refuse_if(
        rules.refusals_for_introduction(
            introducer=introducer, one=one_id, other=other_id, text=text, commission=commission, parts=parts,
            is_introducer=Introducer.objects.filter(organization_id=introducer, until_at=None).exists(),
            is_known=waiting.exclude(answers__is_yes=False).exists(),
        )
    )  # fmt: skip
    row = Introduction.objects.create(
        id=id, organization_id=introducer, one_id=one_id, other_id=other_id, text=text.strip(), parts=sorted(set(parts)),
        commission=commission.strip(), by_id=by.id, by_name=by.name, at=at,
    )  # fmt: skip
    audit.record(by=by, at=at, what="trade.introduce", about=row, after={"one": str(one_id), "other": str(other_id)})
    announce(IntroductionProposed(str(id), (str(one_id), str(other_id)), by.organization_name, at.isoformat()), at=at)
    return str(id)


@operation
def answer_introduction(*, id: UUID, by: Actor, at: datetime, introduction_id: UUID, is_yes: bool, reason: str = "") -> str:
    """Say yes or no for one side. The second yes connects the two. Returns the id of the introduction."""
    row = Introduction.objects.select_for_update(of=("self",)).get(pk=introduction_id)
    require(by, "trade.answer-introduction", row)
    side = own_organization(by)
    refuse_if(rules.refusals_for_side(side, _answers(row), is_yes=is_yes, reason=reason))
    answer = IntroductionAnswer.objects.create(
        id=id, introduction=row, organization_id=side, is_yes=is_yes, reason=reason.strip(), by_id=by.id, by_name=by.name, at=at
    )
    audit.record(by=by, at=at, what="trade.answer-introduction", about=answer, after={"is_yes": is_yes}, reason=answer.reason)
    if rules.is_connected(row.side_ids, _answers(row)):
        _connect(row, by, at)
    return str(row.id)


def _answers(row: Introduction) -> dict[UUID, bool]:
    return dict(row.answers.order_by("id").values_list("organization_id", "is_yes"))


def _connect(row: Introduction, by: Actor, at: datetime) -> None:
    found = Connection.objects.create(
        id=uuid5(row.id, "connection"), introduction=row, one_id=row.one_id, other_id=row.other_id, since_at=at
    )
    audit.record(by=by, at=at, what="trade.connect", about=found, after={"one": str(row.one_id), "other": str(row.other_id)})
    announce(ConnectionMade(str(found.id), (str(row.one_id), str(row.other_id)), at.isoformat()), at=at)


@operation
def end_connection(*, id: UUID, by: Actor, at: datetime, connection_id: UUID) -> str:
    """Either side ends it alone. What was for connections is closed to the other from this moment on. Returns the id of the connection."""
    row = Connection.objects.select_for_update().get(pk=connection_id)
    require(by, "trade.answer-introduction", row)
    if row.until_at is not None:
        raise Refused(Refusal("trade.connection-is-over", {"on": row.until_at.date()}))
    row.until_at, row.ended_by_id, row.ended_by_name = at, by.id, by.name
    row.save(update_fields=["until_at", "ended_by_id", "ended_by_name"])
    audit.record(by=by, at=at, what="trade.end-connection", about=row, after={"until": at})
    return str(row.id)
