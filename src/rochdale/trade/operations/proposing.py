"""A checked result becomes proposals: containers and matches with their kg reserved, and a reason for everything left over."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import F

from rochdale.base.news import announce
from rochdale.kernel.ids import new_id
from rochdale.trade.leftovers import leftovers_in
from rochdale.trade.models import Container, Market, Match, Need, Offer, Unmatched
from rochdale.trade.news import MarketCleared
from rochdale.trade.proposals import Line, Proposal, proposals_in

Rows = list[tuple[Offer, Need, Line]]


def propose(market: Market, result: Mapping[str, Any], at: datetime) -> None:
    """Store the containers of a result. What changed since the snapshot drops out: its container is released at once."""
    offers, needs = _locked_offers(market), _locked_needs(market)
    parties: set[UUID] = set()
    floor_ids = {offer: market.settings_used["floors"][name] for offer, name in result["floor_rows"].items()}
    for number, proposal in enumerate(proposals_in(result), start=1):
        rows = [(offers[line.offer], needs[line.need], line) for line in proposal.lines]
        is_there = _is_still_there(rows)
        container = _container(market, number, proposal, at, is_there)
        Match.objects.bulk_create(_match(container, offer, need, line, floor_ids) for offer, need, line in rows)
        if is_there:
            _reserve(rows)
            parties |= {party for offer, need, _ in rows for party in (offer.organization_id, need.organization_id)}
    Unmatched.objects.bulk_create(
        Unmatched(
            market=market, offer=offers.get(left.id) if left.side == "offer" else None,
            need=needs.get(left.id) if left.side == "need" else None,
            kg_left=left.kg_left, code=left.reason.code, facts=dict(left.reason.facts), change_code=left.change.code if left.change else "",
            change_facts=dict(left.change.facts) if left.change else {},
        )
        for left in leftovers_in(result)
    )  # fmt: skip
    announce(
        MarketCleared(
            str(market.id), market.number, tuple(str(party) for party in sorted(parties)), market.answer_by.isoformat(), at.isoformat()
        ),
        at=at,
    )


def _locked_offers(market: Market) -> dict[str, Offer]:
    names: Mapping[str, str] = market.settings_used["offers"]
    rows = {str(row.id): row for row in Offer.objects.select_for_update().filter(pk__in=names.values()).order_by("id")}
    return {name: rows[id] for name, id in names.items()}


def _locked_needs(market: Market) -> dict[str, Need]:
    names: Mapping[str, str] = market.settings_used["needs"]
    rows = {str(row.id): row for row in Need.objects.select_for_update().filter(pk__in=names.values()).order_by("id")}
    return {name: rows[id] for name, id in names.items()}


def _is_still_there(rows: Rows) -> bool:
    """Nothing was withdrawn, and no offer or need shrank below what the container takes of it."""
    taken: dict[UUID, int] = defaultdict(int)
    for offer, need, line in rows:
        taken[offer.id] += line.kg
        taken[need.id] += line.kg
    return all(
        offer.state == Offer.State.OPEN
        and need.state == Need.State.OPEN
        and taken[offer.id] <= offer.kg_left
        and taken[need.id] <= need.kg_left
        for offer, need, _ in rows
    )


def _reserve(rows: Rows) -> None:
    for offer, need, line in rows:
        offer.kg_reserved += line.kg
        need.kg_reserved += line.kg
        Offer.objects.filter(pk=offer.id).update(kg_reserved=F("kg_reserved") + line.kg)
        Need.objects.filter(pk=need.id).update(kg_reserved=F("kg_reserved") + line.kg)


def _container(market: Market, number: int, proposal: Proposal, at: datetime, is_there: bool) -> Container:
    return Container.objects.create(
        id=new_id(), market=market, code=proposal.code, number=number, product=proposal.product, origin=proposal.origin,
        destination=proposal.destination, mode=proposal.mode, unit=proposal.unit, capacity_kg=proposal.capacity_kg,
        load_kg=proposal.load_kg,
        distance_km=proposal.distance_km, cost=proposal.cost, fixed_cost=proposal.fixed_cost, departs_on=proposal.departs_on,
        arrives_on=proposal.arrives_on, way=proposal.way,
        state=Container.State.PROPOSED if is_there else Container.State.RELEASED, settled_at=None if is_there else at,
        release_code="" if is_there else "changed-meanwhile",
    )  # fmt: skip


def _match(container: Container, offer: Offer, need: Need, line: Line, floor_ids: Mapping[str, str]) -> Match:
    return Match(
        container=container, offer=offer, need=need, kg=line.kg, price_per_kg=line.price, floor_per_kg=line.floor,
        floor_id=floor_ids.get(line.offer) if line.floor else None, extra_per_kg=line.extra, freight_per_kg=line.freight,
        insurance_per_kg=line.insurance, landed_per_kg=line.landed, inland_per_kg=line.inland, freight_amount=line.freight_amount,
        insurance_amount=line.insurance_amount, reasons=list(line.reasons),
    )  # fmt: skip
