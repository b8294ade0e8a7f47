"""Frameworks: a frame proposed, agreed on by both sides, amended by the next version, ended by notice; call-offs that become contracts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID, uuid5

from rochdale.base import audit
from rochdale.base.actor import Actor
from rochdale.base.operations import content_sha256, operation
from rochdale.kernel.refusal import Refusal, Refused, refuse_if
from rochdale.people.permissions import require
from rochdale.people.queries import organization
from rochdale.trade.framing import called_kg, ends_on, frame_of, plain, reckoned, version_facts, version_in_force
from rochdale.trade.known import known
from rochdale.trade.models import CallOff, CallOffAnswer, Framework, FrameworkNotice, FrameworkSignature, FrameworkVersion
from rochdale.trade.operations.contracts import contract_of_call_off, next_number
from rochdale.trade.operations.filling import free_lots, name_lots, sell_lots
from rochdale.trade.permissions import own_organization
from rochdale.trade.rules.filling import Fill
from rochdale.trade.rules.frameworks import (
    CallFacts,
    Frame,
    price_called,
    refusals_for_call,
    refusals_for_frame,
    refusals_for_new_version,
    refusals_for_notice,
)
from rochdale.trade.rules.price_terms import refusals_for_price_terms
from rochdale.trade.rules.versions import Standing, refusals_for_proposal, standing


@operation
def propose_framework(*, id: UUID, by: Actor, at: datetime, other_id: UUID, is_seller: bool, frame: Frame) -> str:
    """Propose a frame to another organization; whoever proposes agrees. Returns the id of the framework."""
    own = own_organization(by)
    require(by, "trade.propose-framework", own)
    if organization(other_id) is None or other_id == own:
        raise Refused(Refusal("trade.partner-unknown", {}))
    refuse_if(refusals_for_frame(frame, known(), on=at.date()))
    seller, buyer = (own, other_id) if is_seller else (other_id, own)
    row = Framework.objects.create(
        id=id, number=f"FW-{at.year}-{next_number(f'framework {at.year}'):04d}", organization_id=seller, buyer_id=buyer, by_id=by.id,
        by_name=by.name, at=at,
    )  # fmt: skip
    audit.record(by=by, at=at, what="trade.propose-framework", about=row, after={"number": row.number})
    _version(uuid5(id, "first"), row, 1, frame, by, at)
    return str(id)


@operation
def propose_framework_version(*, id: UUID, by: Actor, at: datetime, framework_id: UUID, over: int, frame: Frame) -> str:
    """Propose a change, on top of version `over`. The old one counts until both have said yes. Returns the id of the version."""
    row = _locked(framework_id, by)
    newest = row.versions.select_related("proposed_by").order_by("-number")[0]
    refuse_if(refusals_for_proposal(over, newest=newest.number, newest_by=newest.proposed_by.name))
    refuse_if([*refusals_for_frame(frame, known(), on=at.date()), *refusals_for_new_version(frame, called_kg=called_kg(row))])
    _version(id, row, over + 1, frame, by, at)
    return str(id)


@operation
def answer_framework(*, id: UUID, by: Actor, at: datetime, version_id: UUID, sha256: str, is_yes: bool, reason: str = "") -> str:
    """Say yes or no to the version with that hash. A no has a reason. Returns the id of the version."""
    found = FrameworkVersion.objects.get(pk=version_id)
    row = _locked(found.framework_id, by)
    if standing(found.number, version_facts(row), row.party_ids) is not Standing.OPEN or found.sha256 != sha256:
        raise Refused(Refusal("trade.version-is-not-open", {"number": found.number}))
    if not is_yes and not reason.strip():
        raise Refused(Refusal("trade.no-needs-a-reason"))
    if found.signatures.filter(organization_id=own_organization(by)).exists():
        raise Refused(Refusal("trade.version-already-answered", {"number": found.number}))
    if is_yes:
        refuse_if(refusals_for_new_version(frame_of(found.content), called_kg=called_kg(row)))
    _sign(id, found, by, at, is_yes=is_yes, reason=reason.strip())
    return str(found.id)


@operation
def give_notice(*, id: UUID, by: Actor, at: datetime, framework_id: UUID, ends_on: date, reason: str = "") -> str:
    """End the frame on a day, after its days of notice. What is called off before stays. Returns the id."""
    row = _locked(framework_id, by)
    version = _in_force(row)
    refuse_if(refusals_for_notice(frame_of(version.content), ends_on, on=at.date()))
    made = FrameworkNotice.objects.create(
        id=id,
        framework=row,
        organization_id=own_organization(by),
        ends_on=ends_on,
        reason=reason.strip(),
        by_id=by.id,
        by_name=by.name,
        at=at,
    )
    audit.record(by=by, at=at, what="trade.give-notice", about=made, after={"framework": row.number, "ends_on": ends_on}, reason=reason)
    return str(id)


@operation
def call_off(*, id: UUID, by: Actor, at: datetime, framework_id: UUID, call: CallFacts, filling: Sequence[Fill] = ()) -> str:
    """Ask for a part of the frame now, at its price on this day. The other side confirms. Returns the id.

    `filling`: from which of its offers a seller that calls off fills it; they are kept until the answer. A buyer names none.
    """
    row = _locked(framework_id, by, may_be_ending=True)
    version = _in_force(row)
    frame, on = frame_of(version.content), at.date()
    refuse_if(refusals_for_call(frame, call, called_kg=called_kg(row), ends_on=ends_on(row), on=on))
    refuse_if(refusals_for_price_terms(price_called(frame, call), known(), product=frame.product, on=on))
    price, floor, source = reckoned(row, frame, call, on=on)
    content = {
        "call": plain(call), "per_kg": f"{price.per_kg:f}", "currency": price.currency, "premium_per_kg": f"{price.premium_per_kg:f}",
        "is_at_floor": price.is_at_floor, "floor": floor, "floor_source": source, "framework": row.number, "version": version.number,
    }  # fmt: skip
    made = CallOff.objects.create(
        id=id, framework=row, version=version, number=row.call_offs.count() + 1, kg=call.kg, content=content,
        sha256=content_sha256(content), organization_id=own_organization(by), by_id=by.id, by_name=by.name, at=at,
    )  # fmt: skip
    name_lots(made, filling, says=made.organization_id, at=at, is_sold=False)
    audit.record(by=by, at=at, what="trade.call-off", about=made, after={"number": str(made), "kg": made.kg, "sha256": made.sha256})
    return str(id)


@operation
def answer_call_off(
    *,
    id: UUID,
    by: Actor,
    at: datetime,
    call_off_id: UUID,
    sha256: str,
    is_yes: bool,
    reason: str = "",
    filling: Sequence[Fill] = (),
) -> str:
    """The other side confirms, which draws up a contract, or says no, which frees the kg. Returns the contract's id or "".

    A seller that confirms says in `filling` from which of its offers; their kg are sold. A no of the side that called off takes it back.
    """
    found = CallOff.objects.select_related("framework", "version").get(pk=call_off_id)
    row, own = _locked(found.framework_id, by, may_be_ending=True), own_organization(by)
    if is_yes and found.organization_id == own:
        raise Refused(Refusal("trade.only-the-other-side-confirms"))
    if found.sha256 != sha256 or hasattr(found, "answer"):
        raise Refused(Refusal("trade.call-off-does-not-wait", {"number": str(found)}))
    if not is_yes and not reason.strip():
        raise Refused(Refusal("trade.no-needs-a-reason"))
    said = {"organization_id": own, "is_yes": is_yes, "reason": reason.strip(), "by_id": by.id, "by_name": by.name, "at": at}
    made = CallOffAnswer.objects.create(id=id, call_off=found, **said)
    _move_lots(found, filling, by, at, is_yes=is_yes)
    after = {"number": str(found), "is_yes": is_yes, "framework": row.number}
    audit.record(by=by, at=at, what="trade.answer-call-off", about=made, after=after, reason=reason.strip())
    return contract_of_call_off(found, uuid5(found.id, "contract"), by, at) if is_yes else ""


def _move_lots(found: CallOff, filling: Sequence[Fill], by: Actor, at: datetime, *, is_yes: bool) -> None:
    """With a yes the lots are sold: those the seller names now, or those it named when it called off. Else they are free again."""
    if not is_yes:
        free_lots(found)
        return
    name_lots(found, filling, says=own_organization(by), at=at, is_sold=True)
    if found.organization_id == found.framework.organization_id:
        sell_lots(found)


def _locked(framework_id: UUID, by: Actor, *, may_be_ending: bool = False) -> Framework:
    row = Framework.objects.select_for_update().get(pk=framework_id)
    require(by, "trade.sign-framework", row)
    if not may_be_ending and ends_on(row) is not None:
        raise Refused(Refusal("trade.framework-ends", {"number": row.number, "on": ends_on(row)}))
    return row


def _in_force(row: Framework) -> FrameworkVersion:
    version = version_in_force(row)
    if version is None:
        raise Refused(Refusal("trade.frame-not-agreed", {"number": row.number}))
    return version


def _version(id: UUID, row: Framework, number: int, frame: Frame, by: Actor, at: datetime) -> None:
    content = plain(frame)
    made = FrameworkVersion.objects.create(
        id=id, framework=row, number=number, content=content, sha256=content_sha256(content), proposed_by_id=own_organization(by),
        by_id=by.id, by_name=by.name, at=at,
    )  # fmt: skip
    audit.record(by=by, at=at, what="trade.propose-framework-version", about=made, after={"number": number, "sha256": made.sha256})
    _sign(uuid5(id, "proposer"), made, by, at, is_yes=True, reason="")


def _sign(id: UUID, version: FrameworkVersion, by: Actor, at: datetime, *, is_yes: bool, reason: str) -> None:
    made = FrameworkSignature.objects.create(
        id=id, version=version, organization_id=own_organization(by), is_yes=is_yes, reason=reason, by_id=by.id, by_name=by.name, at=at
    )
    after = {"version": version.number, "is_yes": is_yes}
    audit.record(by=by, at=at, what="trade.answer-framework", about=made, after=after, reason=reason)
