"""First refusal: a standing partner is asked before the market is."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID, uuid5

from django.db.models import F

from rochdale.base import audit
from rochdale.base.actor import Actor
from rochdale.base.operations import operation
from rochdale.kernel.refusal import Refusal, Refused, refuse_if
from rochdale.people.permissions import require
from rochdale.people.queries import organization
from rochdale.trade.floors import floor_per_kg
from rochdale.trade.known import known, per_kg
from rochdale.trade.models import FirstRefusal, Offer
from rochdale.trade.operations.contracts import contract_of_first_refusal
from rochdale.trade.permissions import require_trading
from rochdale.trade.rules import first_refusal as rules
from rochdale.trade.rules.goods import Price, refusals_for_price


@operation
def give_first_refusal(*, id: UUID, by: Actor, at: datetime, offer_id: UUID, partner_id: UUID, kg: int, price: Price, until: date) -> str:
    """Show kg of an offer to a partner first, at a stated price, until a day. They stay out of the market meanwhile. Returns the id."""
    offer = Offer.objects.select_for_update().get(pk=offer_id)
    require_trading(by, offer.organization_id)
    if offer.state != Offer.State.OPEN:
        raise Refused(Refusal("trade.not-open", {"reference": offer.reference}))
    if organization(partner_id) is None:
        raise Refused(Refusal("trade.partner-unknown", {}))
    refuse_if(refusals_for_price(price, known()))
    given = rules.Given(
        offer.organization_id,
        partner_id,
        kg,
        until,
        per_kg(price.amount, price.unit),
        floor_per_kg(offer, on=at.date(), currency=price.currency),
    )
    is_waiting = FirstRefusal.objects.filter(offer=offer, state=FirstRefusal.State.WAITING).exists()
    refuse_if(
        rules.refusals_for_first_refusal(
            given, kg_left=offer.kg_left, is_already_waiting=is_waiting, ready_until=offer.ready_until, on=at.date()
        )
    )
    row = FirstRefusal.objects.create(
        id=id, offer=offer, partner_id=partner_id, kg=kg, price=price.amount, currency=price.currency, price_unit=price.unit, until=until,
        given_by_name=by.name, given_at=at,
    )  # fmt: skip
    Offer.objects.filter(pk=offer.id).update(kg_reserved=F("kg_reserved") + kg)
    audit.record(
        by=by,
        at=at,
        what="trade.give-first-refusal",
        about=row,
        after={"offer": offer.reference, "partner": str(partner_id), "kg": kg, "until": until},
    )
    return str(id)


@operation
def answer_first_refusal(*, id: UUID, by: Actor, at: datetime, first_refusal_id: UUID, is_yes: bool, reason: str = "") -> str:
    """The partner takes it, which draws up a contract, or says no, which gives the kg to the market. Returns the contract's id or ""."""
    row = FirstRefusal.objects.select_for_update().select_related("offer__organization", "partner").get(pk=first_refusal_id)
    require(by, "trade.answer-partner", row.partner_id)
    refuse_if(rules.refusals_for_answer(row.state, row.until, on=at.date()))
    row.state = FirstRefusal.State.TAKEN if is_yes else FirstRefusal.State.DECLINED
    row.answered_by_name, row.answered_at, row.reason = by.name, at, reason.strip()
    row.save(update_fields=["state", "answered_by_name", "answered_at", "reason"])
    sold = row.kg if is_yes else 0
    Offer.objects.filter(pk=row.offer_id).update(kg_reserved=F("kg_reserved") - row.kg, kg_sold=F("kg_sold") + sold)
    audit.record(by=by, at=at, what="trade.answer-first-refusal", about=row, after={"state": row.state}, reason=row.reason)
    return contract_of_first_refusal(row, uuid5(row.id, "contract"), by, at) if is_yes else ""
