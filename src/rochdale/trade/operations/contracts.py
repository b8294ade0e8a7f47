"""From a container everybody accepted, or a first refusal taken, to a contract with frozen terms."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from rochdale.base import audit
from rochdale.base.actor import Actor
from rochdale.base.news import announce
from rochdale.base.operations import content_sha256, operation
from rochdale.kernel.refusal import Refusal, Refused, refuse_if
from rochdale.people.permissions import require
from rochdale.trade.agreed_terms import Agreed, terms_of_negotiation
from rochdale.trade.framing import frame_of, terms_of_call_off
from rochdale.trade.models import CallOff, Condition, Container, Contract, ContractParty, Counter, FirstRefusal, Negotiation
from rochdale.trade.news import ContractDrawnUp
from rochdale.trade.operations.claims import broken_claims
from rochdale.trade.queries.certificates import claims_of_goods
from rochdale.trade.rules.answers import ConditionFacts, standing
from rochdale.trade.terms import Terms, terms_of_container, terms_of_first_refusal


def next_number(series: str) -> int:
    """The next number of a series, without gaps; waits for whoever takes one at the same moment."""
    Counter.objects.get_or_create(name=series)
    counter = Counter.objects.select_for_update().get(name=series)
    counter.last += 1
    counter.save(update_fields=["last"])
    return counter.last


@operation
def draw_up_contract(*, id: UUID, by: Actor, at: datetime, container_id: UUID, buyer_id: UUID) -> str:
    """The contract of one buyer with all who ship to it in a container that everybody accepted. Returns its id."""
    container = Container.objects.select_for_update().select_related("market").get(pk=container_id)
    require(by, "trade.operate", by)
    if container.state != Container.State.ACCEPTED:
        raise Refused(Refusal("trade.not-accepted-by-all", {"container": container.code}))
    if buyer_id not in {match.need.organization_id for match in container.matches.select_related("need")}:
        raise Refused(Refusal("trade.not-a-party", {}))
    sold = [match.offer for match in container.matches.filter(need__organization_id=buyer_id).select_related("offer").order_by("offer_id")]
    refuse_if(broken_claims(sold, on=container.departs_on))
    number = _number(at)
    return _write(
        Contract(id=id, number=number, container=container, buyer_id=buyer_id),
        terms_of_container(container, buyer_id, number, at),
        _conditions(container),
        by,
        at,
    )


def contract_of_first_refusal(refusal: FirstRefusal, id: UUID, by: Actor, at: datetime) -> str:
    """The contract with a partner who took what it was offered first. Runs inside the operation that answers."""
    refuse_if(broken_claims([refusal.offer], on=max(refusal.offer.ready_from, at.date())))
    number = _number(at)
    return _write(
        Contract(id=id, number=number, first_refusal=refusal, buyer_id=refusal.partner_id),
        terms_of_first_refusal(refusal, number, at),
        [],
        by,
        at,
    )


def contract_of_negotiation(row: Negotiation, agreed: Agreed, id: UUID, by: Actor, at: datetime) -> str:
    """The contract of two sides that agreed on the newest bid of a thread. Runs inside the operation that says yes."""
    number = _number(at)
    return _write(
        Contract(id=id, number=number, negotiation=row, buyer_id=row.buyer_id),
        terms_of_negotiation(row, agreed, number, at),
        [],
        by,
        at,
    )


def contract_of_call_off(row: CallOff, id: UUID, by: Actor, at: datetime) -> str:
    """The contract of a call-off that the other side confirmed. Runs inside the operation that says yes.

    Refused where the seller's register knows a certificate of the frame and nothing of it covers the goods when they may first be shipped.
    """
    number, frame = _number(at), frame_of(row.version.content)
    ready = date.fromisoformat(row.content["call"]["ready_from"])
    carried, broken = claims_of_goods(row.framework.organization_id, frame.certificates, product=frame.product, on=ready)
    refuse_if([one for refusals in broken.values() for one in refusals])
    terms = terms_of_call_off(row, number, at, carried)
    return _write(Contract(id=id, number=number, call_off=row, buyer_id=row.framework.buyer_id), terms, [], by, at)


def restate_contracts(container: Container, at: datetime) -> None:
    """A contract binds once every condition in its container is met."""
    state = standing(_conditions(container), on=at.date()).value
    Contract.objects.filter(container=container).exclude(state=Contract.State.LAPSED).update(state=state)


def _number(at: datetime) -> str:
    return f"RC-{at.year}-{next_number(f'contract {at.year}'):04d}"


def _conditions(container: Container) -> list[ConditionFacts]:
    rows = Condition.objects.filter(answer__container=container, answer__is_yes=True).order_by("id")
    return [ConditionFacts(row.kind, row.due, row.met_at is not None) for row in rows]


def _write(contract: Contract, terms: Terms, conditions: list[ConditionFacts], by: Actor, at: datetime) -> str:
    contract.state = standing(conditions, on=at.date()).value
    contract.terms, contract.terms_sha256 = terms.content, content_sha256(terms.content)
    contract.total, contract.currency, contract.drawn_up_at = terms.total, terms.currency, at
    contract.save(force_insert=True)
    ContractParty.objects.create(contract=contract, organization_id=contract.buyer_id, is_buyer=True)
    ContractParty.objects.bulk_create(ContractParty(contract=contract, organization_id=seller, is_buyer=False) for seller in terms.sellers)
    audit.record(
        by=by,
        at=at,
        what="trade.draw-up-contract",
        about=contract,
        after={"number": contract.number, "state": contract.state, "kg": terms.kg},
    )
    sellers = tuple(str(one) for one in terms.sellers)
    news = ContractDrawnUp(str(contract.id), contract.number, str(contract.buyer_id), sellers, terms.product, terms.kg, at.isoformat())
    announce(news, at=at)
    return str(contract.id)
