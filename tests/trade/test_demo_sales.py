"""The sales of the season before, each played to its end: invoices that pass, money that adds up, and each with its own rules."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import transaction
from django.utils.translation import override

from rochdale.base import tenancy
from rochdale.config.demo import demo_id, seed_demo_world
from rochdale.trade import demo_sales
from rochdale.trade.demo import Stall
from rochdale.trade.demo_sales import Sale, seasons_sales
from rochdale.trade.invoicing import invoice_of
from rochdale.trade.models import Market, Match, Shipment
from rochdale.trade.proceeds import left_for_growers
from rochdale.trade.queries.sales import balance
from rochdale.trade.rules.papers import requirements_for
from rochdale.trade.shipping import contracts_in, lines_of, standing_milestones
from rochdale.trade.shipping_papers import checklist_of, consignment, days_for, rows_in_force
from rochdale.trade.ubl import ubl
from tests.cast import AT

pytestmark = [pytest.mark.django_db, pytest.mark.heavy]
GOODS = seasons_sales()
NEEDS = [row["name"] for row in GOODS["sales"]]


@pytest.fixture(scope="module", autouse=True)
def world(django_db_setup: Any, django_db_blocker: Any) -> Iterator[None]:
    """The demo world with every sale played to the end; rolled back."""
    with django_db_blocker.unblock(), transaction.atomic(), tenancy.everywhere("tests"):
        seed_demo_world(AT)
        for need in NEEDS:
            sale(need).play("growers")
        yield
        transaction.set_rollback(True)


def sale(need: str) -> Sale:
    market = Market.objects.get(number=1)
    stall = Stall(market.called_at, demo_id, lambda key: demo_id("person", key), demo_sales.SEASON)
    row = next(row for row in GOODS["sales"] if row["name"] == need)
    return Sale(demo_sales.own_season(stall, row, AT), GOODS, row)


def shipment(need: str) -> Shipment:
    return Shipment.objects.get(contracts=sale(need).contract)


def settled(need: str) -> dict[str, Any]:
    content: dict[str, Any] = sale(need).contract.settlement.content
    return content


def line_of(need: str, organization: str) -> dict[str, Any]:
    return next(line for line in settled(need)["lines"] if line["code"] == str(demo_id(organization)))


def test_every_sale_of_the_season_has_a_contract_that_binds() -> None:
    contracts = [sale(need).contract for need in NEEDS]
    assert len({row.number for row in contracts}) == len(NEEDS) == 9
    assert {row.state for row in contracts} == {"binding"}


@pytest.mark.parametrize("need", NEEDS)
def test_nothing_was_sold_below_a_verified_floor(need: str) -> None:
    for match in Match.objects.filter(need__reference=need).select_related("floor"):
        assert match.floor is None or not match.floor.is_verified or match.price_per_kg >= (match.floor_per_kg or 0)


@pytest.mark.parametrize("need", NEEDS)
def test_every_invoice_and_credit_note_passes_the_rules_of_the_standard(need: str, failed: Callable[[bytes], list[str]]) -> None:
    rows = sale(need).contract.invoices.order_by("number")
    assert rows
    for row in rows:
        with override("en"):
            assert failed(ubl(invoice_of(row.content))) == []


@pytest.mark.parametrize("need", NEEDS)
def test_nothing_is_left_to_pay_at_the_end(need: str) -> None:
    assert balance(sale(need).invoice).left.amount == 0


@pytest.mark.parametrize("need", [need for need in NEEDS if "costs" in next(row for row in GOODS["sales"] if row["name"] == need)])
def test_a_settlement_gives_out_what_came_in_to_the_last_cent(need: str) -> None:
    content = settled(need)
    shares = [Decimal(line["share"]) - Decimal(line["shortfall"] or 0) - Decimal(line["claim"] or 0) for line in content["lines"]]
    assert sum(Decimal(line["premium"] or 0) for line in content["lines"]) == Decimal(content["premium"])
    assert sum(Decimal(line["share"]) for line in content["lines"]) >= sum(shares)
    given = [Decimal(line[part] or 0) for line in content["lines"] for part in ("balance", "advance", "interest", "own_costs")]
    assert sum(given) == Decimal(content["net"]), "balances, advances and what was kept for them are the whole net"


def test_whoever_brought_too_little_pays_for_the_empty_space_alone() -> None:
    assert Decimal(line_of("HOUSE-BLEND-25", "namsai")["shortfall"]) == 40
    assert Decimal(line_of("HOUSE-BLEND-25", "dongmai")["shortfall"]) == Decimal(line_of("HOUSE-BLEND-25", "phoukeo")["shortfall"]) == 0


def test_a_claim_on_quality_is_borne_by_the_cooperative_whose_lot_it_was() -> None:
    assert Decimal(line_of("CHOCOLATE-25", "nyong")["claim"]) == 310
    assert Decimal(line_of("CHOCOLATE-25", "mefou")["claim"]) == Decimal(line_of("CHOCOLATE-25", "sanaga")["claim"]) == 0


PAPERS = {
    "HOUSE-BLEND-25": {"ico-certificate", "transit", "statement-on-origin"},
    "CHOCOLATE-25": {"board-permit", "phytosanitary", "eur1"},
    "ANANAS-25": {"organic-coi", "statement-on-origin"},
    "TEA-25": {"statement-on-origin"},
    "DAILY-CUP-25": {"ico-certificate", "residue-report", "import-notification"},
    "PESCE-25": {"statement-on-origin"},
    "RELISH-25": {"consignment-note"},
}
"""What each route asks for beside invoice, packing list and bill of lading."""


@pytest.mark.parametrize("need", PAPERS)
def test_each_route_asks_for_its_own_papers(need: str) -> None:
    asked = {item.document for item in checklist_of(shipment(need), today=AT.date())}
    assert PAPERS[need] <= asked
    assert ("residue-report" in asked) == (need == "DAILY-CUP-25"), "Japan alone wants to know of residues"
    assert ("bill-of-lading" in asked) == (need != "RELISH-25"), "a truck has a consignment note"
    assert "evidence-pack" not in asked, "all of them arrived before the day on which the regulation applies"


@pytest.mark.parametrize("need", PAPERS)
def test_from_2027_coffee_and_cocoa_for_the_union_need_an_evidence_pack_and_nothing_else_does(need: str) -> None:
    row = shipment(need)
    contracts, steps = contracts_in(row), standing_milestones(row)
    days = days_for(contracts, steps, row.mode, AT.date())
    sent = consignment(contracts, lines_of(contracts), steps, row.mode, days)
    a_year_later = replace(sent, departs_on=sent.departs_on + timedelta(days=365), arrives_on=sent.arrives_on + timedelta(days=365))
    asked = {one.document for one in requirements_for(rows_in_force(), a_year_later)}
    assert ("evidence-pack" in asked) == (need in {"HOUSE-BLEND-25", "CHOCOLATE-25"})


def test_growers_get_their_second_payment_in_whole_francs_and_never_more_than_was_left() -> None:
    micro = sale("MICRO-26").contract
    assert micro.currency == "XAF" and micro.total == micro.total.to_integral_value()
    left = left_for_growers(micro, demo_id("mefou"), AT)
    assert left is not None and 0 < left.before.amount <= left.most.amount
    assert left.before.amount == left.before.amount.to_integral_value()
