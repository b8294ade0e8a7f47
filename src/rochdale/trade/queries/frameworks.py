"""Questions about frameworks: what was agreed, what is called off, what is left."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db.models import QuerySet

from rochdale.base.actor import Actor
from rochdale.people.permissions import may, readable
from rochdale.people.queries import OrganizationFacts, organizations
from rochdale.trade.framing import called_kg, ends_on, frame_of, version_facts, version_in_force
from rochdale.trade.models import CallOff, CallOffAnswer, Framework, FrameworkVersion
from rochdale.trade.queries.filling import FilledFrom, filled_from
from rochdale.trade.queries.sales import AnswerSeen
from rochdale.trade.rules.frameworks import Frame
from rochdale.trade.rules.versions import standing


@dataclass(frozen=True, slots=True)
class FrameSeen:
    """A version of a frame as one of its sides sees it."""

    id: UUID
    number: int
    sha256: str
    standing: str
    proposed_by: str
    on: date
    frame: Frame
    answers: tuple[AnswerSeen, ...]
    may_answer: bool


@dataclass(frozen=True, slots=True)
class CallOffSeen:
    """One call-off: `state` is waiting, yes, no or taken-back. `lots`: from which the seller fills it, once it has said so."""

    row: CallOff
    state: str
    per_kg: Decimal
    currency: str
    is_at_floor: bool
    contract_id: UUID | None
    reason: str
    may_answer: bool
    may_take_back: bool
    lots: tuple[FilledFrom, ...]


@dataclass(frozen=True, slots=True)
class FrameworkSeen:
    """A framework for one of its sides."""

    row: Framework
    versions: tuple[FrameSeen, ...]
    in_force: FrameworkVersion | None
    frame: Frame
    """In force; before that, the newest proposal."""
    call_offs: tuple[CallOffSeen, ...]
    called_kg: int
    ends_on: date | None
    may_sign: bool
    can_call: bool
    is_seller: bool

    @property
    def left_kg(self) -> int:
        """What may still be called off."""
        return self.frame.total_kg - self.called_kg

    @property
    def waits_for_me(self) -> bool:
        """Whether a call-off waits for the reader's answer."""
        return any(one.may_answer for one in self.call_offs)

    @property
    def called_percent(self) -> Decimal:
        """For the drawn bar."""
        return Decimal(100) * self.called_kg / self.frame.total_kg


def my_frameworks(by: Actor) -> QuerySet[Framework]:
    """Frames under which the organization acted for sells or buys, newest first."""
    return readable(by, "trade.see-framework", Framework.objects.all()).select_related("organization", "buyer").order_by("-number", "-id")


def framework_seen(row: Framework, by: Actor, on: date) -> FrameworkSeen:
    """What was agreed on, what is called off, and what the reader may do."""
    may_sign, in_force = may(by, "trade.sign-framework", row), version_in_force(row)
    newest = row.versions.order_by("-number")[0]
    frame, ends = frame_of((in_force or newest).content), ends_on(row)
    called = called_kg(row)
    last = min(frame.valid_until, ends) if ends else frame.valid_until
    return FrameworkSeen(
        row, _versions(row, by, may_sign=may_sign and ends is None), in_force, frame, _call_offs(row, by, may_sign=may_sign), called, ends,
        may_sign, may_sign and in_force is not None and on <= last and called < frame.total_kg, row.organization_id == by.organization_id,
    )  # fmt: skip


def _versions(row: Framework, by: Actor, *, may_sign: bool) -> tuple[FrameSeen, ...]:
    facts, names = version_facts(row), {row.organization_id: row.organization.name, row.buyer_id: row.buyer.name}
    found = []
    for one in row.versions.select_related("proposed_by").prefetch_related("signatures").order_by("-number"):
        said = {answer.organization_id: answer for answer in one.signatures.all()}
        answers = tuple(
            AnswerSeen(name, said[id].is_yes, said[id].reason, said[id].by_name, said[id].at.date())
            if id in said
            else AnswerSeen(name, None, "", "", None)
            for id, name in names.items()
        )
        stands = standing(one.number, facts, row.party_ids).value
        waits = may_sign and stands == "open" and by.organization_id not in said
        found.append(
            FrameSeen(one.id, one.number, one.sha256, stands, one.proposed_by.name, one.at.date(), frame_of(one.content), answers, waits)
        )
    return tuple(found)


def _call_offs(row: Framework, by: Actor, *, may_sign: bool) -> tuple[CallOffSeen, ...]:
    rows = row.call_offs.select_related("framework", "answer", "contract", "organization").prefetch_related("fillings__offer")
    rows = rows.order_by("-number")
    return tuple(_call_off(one, by, may_sign=may_sign) for one in rows)


def _call_off(one: CallOff, by: Actor, *, may_sign: bool) -> CallOffSeen:
    answer = getattr(one, "answer", None)
    contract, waits = getattr(one, "contract", None), may_sign and answer is None
    is_own = one.organization_id == by.organization_id
    return CallOffSeen(
        one, _state(one, answer), Decimal(one.content["per_kg"]), one.content["currency"], one.content["is_at_floor"],
        contract.id if contract else None, answer.reason if answer else "", waits and not is_own, waits and is_own, filled_from(one),
    )  # fmt: skip


def _state(one: CallOff, answer: CallOffAnswer | None) -> str:
    if answer is None or answer.is_yes:
        return "waiting" if answer is None else "yes"
    return "taken-back" if answer.organization_id == one.organization_id else "no"


def others_for(by: Actor) -> list[OrganizationFacts]:
    """Organizations with which a frame may be agreed on, by name."""
    return [one for one in organizations() if one.id != by.organization_id and one.kind not in {"registrar", "market-operator", "lender"}]
