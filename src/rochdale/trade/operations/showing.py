"""Asking to see parts of a profile, a yes until a day or a no, taking it back. A yes is a consent as any other (`people.sharing`)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID, uuid5

from django.db import transaction

from rochdale.base import audit
from rochdale.base.actor import SYSTEM, Actor
from rochdale.base.news import announce
from rochdale.base.operations import operation
from rochdale.kernel.ids import new_id
from rochdale.kernel.refusal import Refusal, Refused, refuse_if
from rochdale.people.operations.sharing import share, stop_sharing
from rochdale.people.permissions import require
from rochdale.people.queries import organization
from rochdale.people.sharing import consents_of, is_shared
from rochdale.trade.models import ViewAnswer, ViewEnd, ViewRequest
from rochdale.trade.news import ViewAnswered, ViewAsked
from rochdale.trade.permissions import own_organization
from rochdale.trade.profile_names import KINDS
from rochdale.trade.rules.visibility import refusals_for_request, refusals_for_showing


@operation
def ask_to_see(*, id: UUID, by: Actor, at: datetime, organization_id: UUID, parts: Collection[str], why: str) -> str:
    """Ask another organization to see named parts of its profile. Returns the id of the request."""
    asker = own_organization(by)
    require(by, "trade.ask-to-see", asker)
    asked = organization(organization_id)
    if asked is None:
        raise Refused(Refusal("trade.reader-unknown"))
    waiting = ViewRequest.objects.filter(organization_id=organization_id, asker_id=asker, answer=None)
    refuse_if(refusals_for_request(parts, why=why, is_own=organization_id == asker, is_waiting=waiting.exists()))
    row = ViewRequest.objects.create(
        id=id, organization_id=organization_id, asker_id=asker, parts=sorted(set(parts)), why=" ".join(why.split()), by_id=by.id,
        by_name=by.name, at=at,
    )  # fmt: skip
    audit.record(by=by, at=at, what="trade.ask-to-see", about=row, after={"of": asked.name, "parts": row.parts}, reason=row.why)
    announce(ViewAsked(str(id), str(organization_id), by.organization_name, at.isoformat()), at=at)
    return str(id)


@operation
def answer_request(
    *, id: UUID, by: Actor, at: datetime, request_id: UUID, parts: Collection[str], until_on: date | None = None, reason: str = ""
) -> str:
    """Show the parts up to and including a day; or none of them (no parts), and say why. Returns the id of the request."""
    row = ViewRequest.objects.select_for_update(of=("self",)).select_related("organization", "asker").get(pk=request_id)
    require(by, "trade.answer-request", row)
    if ViewAnswer.objects.filter(request=row).exists():
        raise Refused(Refusal("trade.request-answered-already"))
    refuse_if(refusals_for_showing(parts, asked=row.parts, until_on=until_on, reason=reason, today=at.date()))
    shown = sorted(set(parts))
    answer = ViewAnswer.objects.create(
        id=id, request=row, parts=shown, until_on=until_on if shown else None, reason=reason.strip(), by_id=by.id, by_name=by.name, at=at
    )
    for part in shown:
        _share(row, part, by, at)
    after = {"parts": shown, "until": answer.until_on.isoformat() if answer.until_on else ""}
    audit.record(by=by, at=at, what="trade.answer-request", about=answer, after=after, reason=answer.reason)
    announce(ViewAnswered(str(row.id), str(row.asker_id), row.organization.name, bool(shown), at.isoformat()), at=at)
    return str(row.id)


def _share(row: ViewRequest, part: str, by: Actor, at: datetime) -> None:
    """A consent of its own; where one stands already it stays, and ends as it was given."""
    if not is_shared(KINDS[part], row.organization_id, row.asker_id):
        share(
            id=consent_id(row, part), by=by, at=at, organization_id=row.organization_id, what=KINDS[part], with_id=row.asker_id,
            purpose=row.why,
        )  # fmt: skip


def consent_id(row: ViewRequest, part: str) -> UUID:
    """Of the consent that a yes to a request gives."""
    return uuid5(row.id, part)


@operation
def stop_showing(*, id: UUID, by: Actor, at: datetime, request_id: UUID) -> str:
    """Take back what was allowed, at any time; the reader sees nothing more of it from this moment on. Returns the id of the request."""
    row = ViewRequest.objects.select_for_update(of=("self",)).select_related("answer").get(pk=request_id)
    require(by, "trade.answer-request", row)
    answer = ViewAnswer.objects.filter(request=row).first()
    if answer is None or not answer.parts or ViewEnd.objects.filter(request=row).exists():
        raise Refused(Refusal("trade.nothing-is-shown"))
    _end(row, by, at, has_passed=False)
    return str(row.id)


def _end(row: ViewRequest, by: Actor, at: datetime, *, has_passed: bool) -> None:
    own = {consent_id(row, part) for part in row.parts}
    for consent in consents_of(row.organization_id):
        if consent.id in own and consent.until_at is None:
            stop_sharing(id=uuid5(consent.id, "end"), by=by, at=at, sharing_id=consent.id)
    end = ViewEnd.objects.create(id=new_id(), request=row, has_passed=has_passed, by_id=by.id, by_name=by.name, at=at)
    audit.record(by=by, at=at, what="trade.stop-showing", about=end, after={"has_passed": has_passed})


def end_views(at: datetime) -> int:
    """By the clock: take back what was allowed until a day that has passed. Returns how many."""
    rows = ViewRequest.objects.filter(answer__until_on__lt=at.date(), end=None).select_related("answer").order_by("id")
    found = list(rows)
    for row in found:
        with transaction.atomic():
            _end(row, SYSTEM, at, has_passed=True)
    return len(found)
