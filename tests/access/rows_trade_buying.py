"""What each role is answered about buying together: a round is its cooperative's, a tender its suppliers', an order the member's."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from rochdale.kernel.ids import new_id
from tests.access.matrix import Row, World, row
from tests.trade import buying


def prepare(world: World) -> None:
    """Bolaven has a round that takes orders, another one for which Mungo and a supplier on paper are asked."""
    at = timezone.now() - timedelta(hours=2)
    first = buying.asked(world.cast, at=at)
    second = buying.again(world.cast, first)
    world.made |= {
        "round": second.round, "tendered": first.round, "me": first.growers["G-1"], "other": first.growers["G-2"],
        "mungo": first.asked["mungo"], "paper": first.asked["dao"],
    }  # fmt: skip


def made(name: str) -> object:
    return lambda world: world.made[name]


def fresh(world: World) -> object:
    return new_id()


ROUND, TENDERED, UNKNOWN = {"round_id": made("round")}, {"round_id": made("tendered")}, {"round_id": fresh}
ME, OTHER = {**ROUND, "grower_id": made("me")}, {**ROUND, "grower_id": made("other")}
MUNGO, PAPER = {"asked_id": made("mungo")}, {"asked_id": made("paper")}
SENT = {"operation_id": fresh}
NOBODY = {"others": 404}
KEEPS = {"member": 403, "officer": 200, "others": 404}
DOES = {"member": 403, "officer": 302, "others": 404}
OPENS = {"officer": 200, "other_officer": 200, "buyer": 403, "member": 403, "registrar": 403, "operator": 403, "no_office": 403}

ORDER = {"grower_id": "", "place_id": "", "lines": []}
API = {"anonymous": 401}

ROWS: list[Row] = [
    row("api:rounds", member=200, officer=200, other_officer=200, buyer=200, registrar=403, operator=403, no_office=403, **API),
    row("api:one_round", "GET", ROUND, member=200, officer=200, others=404, **API),
    row("api:one_round", "GET", UNKNOWN, others=404, **API),
    row("api:order", "POST", ROUND, ORDER, others=400, **API),
    row("trade:rounds", member=200, officer=200, other_officer=200, buyer=200, registrar=403, operator=403, no_office=403),
    row("trade:new-round", **OPENS),
    row("trade:new-round", "POST", sends={"step": 1}, **OPENS),
    row("trade:round", "GET", ROUND, member=200, officer=200, others=404),
    row("trade:round", "GET", UNKNOWN, others=404),
    row("trade:add-item", "GET", ROUND, **KEEPS),
    row("trade:add-item", "POST", ROUND, SENT, **KEEPS),
    row("trade:orders", "GET", ROUND, **KEEPS),
    row("trade:choose-member", "GET", ROUND, **KEEPS),
    row("trade:choose-member", "POST", ROUND, SENT, **KEEPS),
    row("trade:orders-file", "GET", ROUND, **KEEPS),
    row("trade:order", "GET", ME, member=200, officer=200, others=404),
    row("trade:order", "GET", OTHER, officer=200, others=404),
    row("trade:order", "POST", OTHER, SENT, officer=200, others=404),
    row("trade:drop-round", "GET", ROUND, **KEEPS),
    row("trade:drop-round", "POST", ROUND, SENT, **KEEPS),
    row("trade:close-round", "POST", ROUND, {}, **DOES),
    row("trade:close-orders", "GET", ROUND, **KEEPS),
    row("trade:close-orders", "POST", ROUND, SENT, **KEEPS),
    row("trade:ask-supplier", "GET", TENDERED, **KEEPS),
    row("trade:ask-supplier", "GET", ROUND, member=403, others=404),
    row("trade:ask-supplier", "POST", TENDERED, SENT, **KEEPS),
    row("trade:ask-on-paper", "GET", TENDERED, **KEEPS),
    row("trade:ask-on-paper", "POST", TENDERED, SENT, **KEEPS),
    row("trade:quote-file", "GET", {**TENDERED, **PAPER}, member=403, others=404),
    row("trade:opening", "GET", TENDERED, **KEEPS),
    row("trade:opening", "POST", TENDERED, {}, **KEEPS),
    row("trade:comparison", "GET", TENDERED, member=403, others=404),
    row("trade:new-award", "GET", TENDERED, **KEEPS),
    row("trade:new-award", "POST", TENDERED, {"step": 1}, **KEEPS),
    row("trade:award", "GET", {"proposal_id": fresh}, **NOBODY),
    row("trade:award", "POST", {"proposal_id": fresh}, SENT, **NOBODY),
    row("trade:refuse-award", "POST", {"proposal_id": fresh}, SENT, **NOBODY),
    row("trade:arrivals", "GET", TENDERED, **KEEPS),
    row("trade:new-arrival", "GET", TENDERED, **KEEPS),
    row("trade:new-arrival", "POST", TENDERED, SENT, **KEEPS),
    row("trade:take-back-arrival", "GET", {"arrival_id": fresh}, **NOBODY),
    row("trade:take-back-arrival", "POST", {"arrival_id": fresh}, SENT, **NOBODY),
    row("trade:share-out", "POST", TENDERED, {}, **DOES),
    row("trade:hand-out-list", "GET", TENDERED, **KEEPS),
    row("trade:hand-out-file", "GET", TENDERED, **KEEPS),
    row("trade:hand-out", "GET", {**TENDERED, "grower_id": made("me")}, member=403, others=404),
    row("trade:hand-out", "POST", {**TENDERED, "grower_id": made("me")}, SENT, member=403, others=404),
    row("trade:pay-supplier", "GET", {**TENDERED, **MUNGO}, member=403, others=404),
    row("trade:pay-supplier", "POST", {**TENDERED, **MUNGO}, SENT, member=403, others=404),
    row("trade:tender", "GET", MUNGO, other_officer=200, others=404),
    row("trade:tender", "GET", PAPER, **NOBODY),
    row("trade:quote", "GET", MUNGO, other_officer=200, others=404),
    row("trade:quote", "POST", MUNGO, {"step": 1}, other_officer=200, others=404),
    row("trade:quote", "GET", PAPER, **KEEPS),
    row("trade:withdraw-quote", "POST", MUNGO, {}, other_officer=302, others=404),
    row("trade:withdraw-quote", "POST", PAPER, {}, **DOES),
]
