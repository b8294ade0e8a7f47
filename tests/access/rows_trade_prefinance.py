"""What each role is answered about money lent against contracts: its two sides see it, nobody else, not even the market's operator."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from rochdale.kernel.ids import new_id
from rochdale.kernel.money import Money
from rochdale.trade.models import Contract
from rochdale.trade.operations import (
    answer_first_refusal,
    answer_terms,
    give_first_refusal,
    offer_lot,
    propose_terms,
    record_draw,
    request_prefinance,
)
from rochdale.trade.rules.goods import Price
from rochdale.trade.rules.prefinance import Terms
from tests.access import matrix
from tests.access.matrix import Row, World, row
from tests.trade.goods import offer_facts


def prepare(world: World) -> None:
    """Bolaven borrows from Fælles Brugs against two contracts: one with money drawn, one with terms that wait."""
    at, noy, jonas = timezone.now(), world.cast.actor("noy"), world.cast.actor("jonas")
    first, second = _contract(world, "P-1"), _contract(world, "P-2")
    running, asked = (
        request_prefinance(
            id=new_id(), by=noy, at=at, contract_ids=[one.id], lender_id=world.cast.faelles.id, amount=Decimal(1_000), purpose="Members",
            needed_by=at.date(),
        )
        for one in (first, second)
    )  # fmt: skip
    due = (at + timedelta(days=90)).date()
    said = Terms(Money(Decimal(1_000), "USD"), Decimal("0.6"), Decimal("0.1"), Money.zero("USD"), due, "buyer", "DK1")
    agreed, waiting = (propose_terms(id=new_id(), by=jonas, at=at, prefinance_id=one, over=0, terms=said) for one in (running, asked))
    seal = first.pledges.get().prefinance.terms.get(pk=agreed).sha256
    answer_terms(id=new_id(), by=noy, at=at, terms_id=agreed, sha256=seal, is_yes=True)
    move = record_draw(id=new_id(), by=noy, at=at, prefinance_id=running, amount=Decimal(100), on=at.date(), reference="OUT-1")
    world.made |= {"pledged": second.id, "prefinance": running, "asked_for": asked, "terms": waiting, "move": move}


def _contract(world: World, reference: str) -> Contract:
    at = timezone.now()
    noy, freja = world.cast.actor("noy"), world.cast.actor("freja")
    window = {"ready_from": (at + timedelta(days=5)).date(), "ready_until": (at + timedelta(days=90)).date(), "certificates": ()}
    offer = offer_lot(id=new_id(), by=noy, at=at, offer=offer_facts(kg=600, **window), reference=reference, visibility="private")
    asked = give_first_refusal(
        id=new_id(), by=noy, at=at, offer_id=offer, partner_id=world.cast.faelles.id, kg=600, price=Price(6, "USD", "kg"),
        until=(at + timedelta(days=20)).date(),
    )  # fmt: skip
    return Contract.objects.get(pk=answer_first_refusal(id=new_id(), by=freja, at=at, first_refusal_id=asked, is_yes=True))


def made(name: str) -> Callable[[World], object]:
    return lambda world: world.made[name]


def fresh(world: World) -> object:
    return new_id()


def api(*args: Any, **codes: int) -> Row:
    """As everywhere, but whoever is not signed in hears 401."""
    return matrix.row(*args, **{"anonymous": 401, **codes})


CONTRACT, LOAN, NO_LOAN = {"contract_id": made("pledged")}, {"prefinance_id": made("prefinance")}, {"prefinance_id": fresh}
ASKED, TERMS, MOVE = {"prefinance_id": made("asked_for")}, {"terms_id": made("terms")}, {"move_id": made("move")}
SENT = {"operation_id": fresh}
SIDES = {"member": 200, "officer": 200, "buyer": 200, "others": 404}
ASKS = {"member": 403, "officer": 200, "others": 404}
LENDS = {"member": 403, "officer": 404, "buyer": 200, "others": 404}
ANSWERS = {"member": 403, "officer": 200, "buyer": 404, "others": 404}
SIGNS = {"member": 403, "officer": 200, "buyer": 200, "others": 404}
BOOKS = {"member": 403, "officer": 200, "buyer": 403, "others": 404}
GIVEN = {"lender_id": "faelles", "contract_ids": [], "amount": "10", "purpose": "Members", "needed_by": str(timezone.now().date())}
OFFERED = {
    "over": 1, "limit": "100", "advance_rate": "0.6", "rate": "0.1", "due_on": str((timezone.now() + timedelta(days=60)).date()),
    "pays_back": "buyer", "account": "DK1",
}  # fmt: skip
MONEY = {"amount": "10", "on": str(timezone.now().date()), "reference": "OUT-2"}

ROWS: list[Row] = [
    row("trade:prefinances", no_office=403, others=200),
    row("trade:request-prefinance", "GET", CONTRACT, **ASKS),
    row("trade:request-prefinance", "POST", CONTRACT, SENT, **ASKS),
    row("trade:prefinance", "GET", LOAN, **SIDES),
    row("trade:prefinance", "GET", NO_LOAN, others=404),
    row("trade:prefinance-on", "GET", LOAN, **SIDES),
    row("trade:prefinance-file", "GET", LOAN, **SIDES),
    row("trade:propose-terms", "GET", LOAN, **LENDS),
    row("trade:propose-terms", "POST", LOAN, {"step": 1}, **LENDS),
    row("trade:say-yes-to-terms", "POST", TERMS, {**SENT, "sha256": "0"}, **{**ANSWERS, "officer": 409}),
    row("trade:say-no-to-terms", "GET", TERMS, **ANSWERS),
    row("trade:say-no-to-terms", "POST", TERMS, SENT, **ANSWERS),
    row("trade:record-draw", "GET", LOAN, **BOOKS),
    row("trade:record-draw", "POST", LOAN, SENT, **BOOKS),
    row("trade:record-repayment", "GET", LOAN, **BOOKS),
    row("trade:record-repayment", "POST", LOAN, SENT, **BOOKS),
    row("trade:take-back-move", "GET", MOVE, **BOOKS),
    row("trade:take-back-move", "POST", MOVE, SENT, **BOOKS),
    row("trade:pledge-contract", "GET", LOAN, **ANSWERS),
    row("trade:pledge-contract", "POST", LOAN, SENT, **ANSWERS),
    row("trade:end-prefinance", "GET", ASKED, **SIGNS),
    row("trade:end-prefinance", "POST", ASKED, SENT, **SIGNS),
    api("api:prefinances", "GET", {}, {}, no_office=403, others=200),
    api("api:request_prefinance", "POST", {}, GIVEN, member=403, officer=409, other_officer=409, buyer=403, others=403),
    api("api:prefinance", "GET", LOAN, {}, **SIDES),
    api("api:prefinance", "GET", NO_LOAN, {}, others=404),
    api("api:propose_terms", "POST", LOAN, OFFERED, member=403, officer=409, buyer=201, others=404),
    api("api:answer_terms", "POST", TERMS, {"sha256": "0", "is_yes": True}, member=403, officer=409, buyer=409, others=404),
    api("api:record_draw", "POST", LOAN, MONEY, member=403, officer=201, buyer=403, others=404),
    api("api:record_repayment", "POST", LOAN, MONEY, member=403, officer=201, buyer=403, others=404),
    api("api:take_back_move", "POST", MOVE, {"reason": "Wrong"}, member=403, officer=200, buyer=403, others=404),
    api("api:pledge_contract", "POST", LOAN, {"contract_id": ""}, others=400),
    api("api:end_prefinance", "POST", ASKED, {"reason": "No"}, member=403, officer=200, buyer=200, others=404),
]
