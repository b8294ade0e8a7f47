"""The first screen of the market: what is mine, what waits for me, what the last market did."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from rochdale.people.http import ActingRequest, signed_in
from rochdale.people.permissions import may
from rochdale.people.queries.notices import new_notices
from rochdale.supply.queries.offerable import offerable
from rochdale.trade.models import Need, Offer
from rochdale.trade.permissions import operates
from rochdale.trade.queries import goods, lots, markets, matches, negotiations
from rochdale.trade.queries.shipments import my_shipments
from rochdale.trade.queries.waiting import contracts_to_answer, settlements_to_decide
from rochdale.trade.views.shared import show


@require_GET
@signed_in
def home(request: ActingRequest) -> HttpResponse:
    """What do you want to do?"""
    by, on = request.actor, request.at.date()
    waiting = [matches.container_seen(row, by, on) for row in matches.waiting_for_me(by, on)[:5]]
    context = {
        "new_notices": new_notices(by.id),
        "waiting": [(seen, seen.mine[0].id) for seen in waiting],
        "asked_first": goods.asked_first(by),
        "to_answer": contracts_to_answer(by)[:5],
        "to_decide": settlements_to_decide(by, request.at)[:5],
        "offers": goods.my_offers(by).filter(state=Offer.State.OPEN, ready_until__gte=on).count(),
        "needs": goods.my_needs(by).filter(state=Need.State.OPEN, arrive_until__gte=on).count(),
        "lots": lots.my_lots(by).count(),
        "in_store": bool(by.organization_id and offerable(by.organization_id)),
        "bids_waiting": negotiations.waiting_for_us(by, on),
        "shipments": my_shipments(by).count() if by.organization_id else 0,
        "contracts": markets.my_contracts(by).count(),
        "last": markets.last_market(),
        "may_trade": may(by, "trade.offer", by),
        "operates": operates(by),
        "organization": by.organization_name,
    }
    return show(request, "home", context)
