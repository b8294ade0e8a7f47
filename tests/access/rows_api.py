"""What each role is answered by the API. Offers, needs, containers and contracts are those that `rows_trade` prepares."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.utils import timezone

from rochdale.kernel.ids import new_id
from rochdale.trade.models import Match
from rochdale.trade.operations.files import Brought, clear_files
from tests.access import matrix
from tests.access.matrix import Row, World, open_to_all


def prepare(world: World) -> None:
    """A clearing of Noy's, waiting for its turn."""
    files = {part: Brought(f"{part}.csv", b"one,two\n") for part in ("offers", "needs")}
    world.made["clearing"] = clear_files(id=new_id(), by=world.cast.actor("noy"), at=timezone.now(), files=files)


def made(name: str) -> Callable[[World], object]:
    return lambda world: world.made[name]


def fresh(world: World) -> object:
    return new_id()


def match(world: World) -> object:
    return Match.objects.get(container=world.made["container"]).id


def day(days: int) -> str:
    return str((timezone.now() + timedelta(days=days)).date())


def row(*args: Any, **codes: int) -> Row:
    """As everywhere, but whoever is not signed in hears 401."""
    return matrix.row(*args, **{"anonymous": 401, **codes})


PRICE = {"amount": "5.00", "currency": "USD", "unit": "kg"}
WHAT = {"product": "coffee", "kg": 600}
NEW_OFFER = {**WHAT, "port": "VNDAD", "ready_from": day(5), "ready_until": day(90), "reserve": PRICE}
NEW_NEED = {**WHAT, "port": "DKAAR", "arrive_from": day(30), "arrive_until": day(150), "limit": PRICE}
CHANGE = {"kg": 50_000, "ready_from": day(5), "ready_until": day(90), "reserve_price": "4.50", "visibility": "market"}
OFFER, PRIVATE, NO_OFFER = ({"offer_id": value} for value in (made("offer"), made("private"), fresh))
NEED, NO_NEED = ({"need_id": value} for value in (made("need"), fresh))
MATCH, NO_MATCH = ({"match_id": value} for value in (match, fresh))
CONTRACT, NO_CONTRACT = ({"contract_id": value} for value in (made("contract"), fresh))
CLEARING, FILE = {"clearing_id": made("clearing")}, {"clearing_id": made("clearing"), "name": "matches.csv"}
ASK = {"partner_id": "", "kg": 500, "price": PRICE, "until": day(20)}
NEW_FLOOR = {
    "product": "cocoa", "scheme": "fairtrade", "level": "FOB", "currency": "USD", "unit": "t", "minimum": "2400", "valid_from": day(0),
    "source": "Table, page 5",
}  # fmt: skip
ASKED = {"first_refusal_id": made("asked")}
MARKET, NO_MARKET = ({"market_id": value} for value in (made("market"), fresh))
FLOOR, NO_FLOOR = ({"floor_id": value} for value in (made("floor"), fresh))
IN_AN_ORGANIZATION = {"no_office": 403, "others": 200}
TRADERS = {"member": 403, "no_office": 403, "registrar": 403, "operator": 403, "others": 201}
SELLERS = {"member": 403, "officer": 200, "others": 404}
PARTIES = {"member": 200, "officer": 200, "buyer": 200, "operator": 200, "others": 404}
SIGNERS = {"member": 403, "officer": 200, "buyer": 200, "operator": 403, "others": 404}

ROWS: list[Row] = [
    open_to_all("api:openapi-json"),
    open_to_all("api:openapi-view"),
    open_to_all("api:api-root", code=404),
    row("api:me", others=200),
    row("api:codes", others=200),
    row("api:places", "GET", None, None, "?name=Aarhus", others=200),
    row("api:places", others=400),
    row("api:my_offers", **IN_AN_ORGANIZATION),
    row("api:offer_lot", "POST", None, NEW_OFFER, **TRADERS),
    row("api:offer_lot", "POST", None, {**NEW_OFFER, "kg": 0}, **{**TRADERS, "others": 409}),
    row("api:offer_lot", "POST", None, {**NEW_OFFER, "kg": "600"}, others=400),
    row("api:my_offer", "GET", OFFER, member=200, officer=200, others=404),
    row("api:my_offer", "GET", NO_OFFER, others=404),
    row("api:change_offer", "PUT", OFFER, CHANGE, **SELLERS),
    row("api:change_offer", "PUT", NO_OFFER, CHANGE, others=404),
    row("api:withdraw_offer", "POST", OFFER, {}, **SELLERS),
    row("api:withdraw_offer", "POST", PRIVATE, {}, member=403, officer=409, others=404),
    row("api:my_lots", **IN_AN_ORGANIZATION),
    row("api:partners", member=403, no_office=403, registrar=403, operator=403, others=200),
    row("api:ask_partner", "POST", OFFER, {**ASK, "partner_id": "faelles"}, member=403, officer=201, others=404),
    row("api:ask_partner", "POST", PRIVATE, {**ASK, "partner_id": "faelles"}, member=403, officer=409, others=404),
    row("api:ask_partner", "POST", NO_OFFER, {**ASK, "partner_id": "faelles"}, others=404),
    row("api:ask_partner", "POST", OFFER, {}, others=400),
    row("api:asked_about", "GET", PRIVATE, member=200, officer=200, others=404),
    row("api:asked_about", "GET", NO_OFFER, others=404),
    row("api:asked_first", **IN_AN_ORGANIZATION),
    row("api:first_refusal", "GET", ASKED, member=200, officer=200, buyer=200, others=404),
    row("api:first_refusal", "GET", {"first_refusal_id": fresh}, others=404),
    row("api:answer_first_refusal", "POST", ASKED, {"is_yes": False}, buyer=200, others=404),
    row("api:answer_first_refusal", "POST", {"first_refusal_id": fresh}, {"is_yes": True}, others=404),
    row("api:answer_first_refusal", "POST", ASKED, {}, others=400),
    row("api:on_offer", others=200),
    row("api:one_on_offer", "GET", OFFER, member=404, officer=404, no_office=404, others=200),
    row("api:one_on_offer", "GET", PRIVATE, others=404),
    row("api:my_needs", **IN_AN_ORGANIZATION),
    row("api:post_need", "POST", None, NEW_NEED, **TRADERS),
    row("api:my_need", "GET", NEED, buyer=200, others=404),
    row("api:my_need", "GET", NO_NEED, others=404),
    row("api:withdraw_need", "POST", NEED, {}, buyer=200, others=404),
    row("api:wanted", others=200),
    row("api:one_wanted", "GET", NEED, buyer=404, no_office=404, others=200),
    row("api:my_matches", **IN_AN_ORGANIZATION),
    row("api:match", "GET", MATCH, **PARTIES),
    row("api:match", "GET", NO_MATCH, others=404),
    row("api:accept_match", "POST", MATCH, {}, **SIGNERS),
    row("api:accept_match", "POST", NO_MATCH, {}, others=404),
    row("api:decline_match", "POST", MATCH, {"reason": "The price"}, **SIGNERS),
    row("api:decline_match", "POST", MATCH, {}, others=400),
    row("api:meet_condition", "POST", {"condition_id": made("condition")}, {}, member=403, officer=200, others=404),
    row("api:meet_condition", "POST", {"condition_id": fresh}, {}, others=404),
    row("api:markets", others=200),
    row("api:call_market", "POST", None, {}, operator=202, others=403),
    row("api:call_market", "POST", None, {"seed": -1}, others=400),
    row("api:market", "GET", MARKET, others=200),
    row("api:market", "GET", NO_MARKET, others=404),
    row("api:market_containers", "GET", MARKET, operator=200, others=403),
    row("api:market_containers", "GET", NO_MARKET, operator=404, others=403),
    row("api:market_left", "GET", MARKET, operator=200, others=403),
    row("api:market_left", "GET", NO_MARKET, operator=404, others=403),
    row("api:market_file", "GET", {**MARKET, "name": "summary.json"}, operator=200, others=403),
    row("api:market_file", "GET", {**MARKET, "name": "sealed.json"}, operator=404, others=403),
    row("api:floors", others=200),
    row("api:record_floor", "POST", None, NEW_FLOOR, operator=201, others=403),
    row("api:record_floor", "POST", None, {**NEW_FLOOR, "minimum": "-1"}, operator=409, others=403),
    row("api:record_floor", "POST", None, {}, others=400),
    row("api:floor", "GET", FLOOR, others=200),
    row("api:floor", "GET", NO_FLOOR, others=404),
    row("api:verify_floor", "POST", FLOOR, {"note": "The table itself"}, operator=200, others=403),
    row("api:verify_floor", "POST", NO_FLOOR, {"note": "The table itself"}, operator=404, others=403),
    row("api:verify_floor", "POST", FLOOR, {}, others=400),
    row("api:contracts", **IN_AN_ORGANIZATION),
    row("api:contract", "GET", CONTRACT, **PARTIES),
    row("api:contract", "GET", NO_CONTRACT, others=404),
    row("api:contract_paper", "GET", CONTRACT, **PARTIES),
    row("api:contract_paper", "GET", NO_CONTRACT, others=404),
    row("api:clear_files", "POST", None, {}, others=400),
    row("api:clearing", "GET", CLEARING, officer=200, others=404),
    row("api:clearing", "GET", {"clearing_id": fresh}, others=404),
    row("api:clearing_file", "GET", FILE, others=404),
]
