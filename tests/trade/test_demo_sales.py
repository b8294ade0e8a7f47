"""The sales of the demo world, each followed from profile to settlement, each with its own rules."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.apps import apps
from django.db import transaction
from django.test import Client
from django.utils.translation import override

from rochdale.base import tenancy
from rochdale.base.actor import Actor
from rochdale.config.demo import demo_id, seed_demo_world
from rochdale.kernel.money import Money
from rochdale.people import queries as people
from rochdale.people.models import Person
from rochdale.supply.models import StatementWord
from rochdale.supply.queries.sales import sales_of, words_to
from rochdale.trade import demo_sales
from rochdale.trade.demo import Stall
from rochdale.trade.demo_sales import Sale, seasons_sales
from rochdale.trade.invoicing import invoice_of
from rochdale.trade.models import Connection, Market, Match, Offer, Prefinance, Publication, Shipment, ViewAnswer
from rochdale.trade.models.shipments import Milestone
from rochdale.trade.operations import tell_figure
from rochdale.trade.prefinancing import position_of
from rochdale.trade.proceeds import left_for_growers
from rochdale.trade.publishing import is_out
from rochdale.trade.queries.certificates import facts_of
from rochdale.trade.queries.premium import ledger
from rochdale.trade.queries.profiles import level_of, parts_seen, search
from rochdale.trade.queries.publications import lots_shown
from rochdale.trade.queries.sales import balance
from rochdale.trade.rules.certificates import refusals_for_claim
from rochdale.trade.rules.finding import Sought
from rochdale.trade.rules.papers import requirements_for
from rochdale.trade.shipping import contracts_in, lines_of, standing_milestones
from rochdale.trade.shipping_papers import checklist_of, consignment, days_for, rows_in_force
from rochdale.trade.ubl import ubl
from tests.cast import AT

pytestmark = [pytest.mark.django_db, pytest.mark.heavy, pytest.mark.xdist_group("demo-sales")]  # its world is made once
GOODS = seasons_sales()
NEEDS = [row["name"] for row in GOODS["sales"]]


@pytest.fixture(scope="module", autouse=True)
def world(django_db_setup: Any, django_db_blocker: Any) -> Iterator[None]:
    """The demo world with every sale played to the end; rolled back."""
    with django_db_blocker.unblock(), transaction.atomic(), tenancy.everywhere("tests"):
        seed_demo_world(AT)
        for need in NEEDS:
            sale(need).play(demo_sales.STEPS[-1])
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


@dataclass(frozen=True)
class Story:
    """One scenario: who looks for what, whom it finds, and by which way trust came: a request granted, or an introduction."""

    need: str
    buyer: str
    sellers: tuple[str, ...]
    sought: Sought
    opened: dict[str, set[str]]
    destination: str
    origin: str


STORIES = [
    Story(
        "ANANAS-25", "giulia@bottega", ("danyi", "kpele"), Sought(product="pineapple", process="fresh", scheme="organic", month=5),
        {"danyi": {"people"}}, "ITGOA", "TGLFW",
    ),
    Story(
        "HOUSE-BLEND-25", "mette@faelles", ("dongmai", "phoukeo", "namsai"),
        Sought(product="coffee", species="arabica", scheme="fairtrade", protocol="SCA-2004", min_score=Decimal(83), month=3, country="LA"),
        {"dongmai": {"papers", "plots", "quality", "people"}}, "DKAAR", "VNDAD",
    ),
    Story(
        "CHOCOLATE-25", "femke@samen", ("mefou", "nyong", "sanaga"), Sought(product="cocoa", scheme="fairtrade", month=11),
        {"mefou": {"papers", "plots", "quality", "people"}}, "NLRTM", "CMDLA",
    ),
    Story(
        "TEA-25", "femke@samen", ("uva",), Sought(product="tea", process="orthodox", scheme="rainforest-alliance", month=6),
        {"uva": {"papers", "quality", "people"}}, "NLRTM", "LKCMB",
    ),
    Story(
        "DAILY-CUP-25", "haruka@midori", ("huaykong", "plateau"), Sought(product="coffee", process="washed", month=2, kg=20_000),
        {"huaykong": {"plots", "quality", "people"}}, "JPYOK", "VNDAD",
    ),
    Story(
        "PAPAYA-25", "elena@altravia", ("kalpitiya",), Sought(product="papaya", scheme="organic", month=4, country="LK"),
        {"kalpitiya": {"quality", "people"}}, "ITGOA", "LKCMB",
    ),
    Story(
        "PESCE-25", "elena@altravia", ("kalpitiya",), Sought(product="fish", process="frozen", month=4),
        {"kalpitiya": {"quality", "people"}}, "ITGOA", "LKCMB",
    ),
    Story(
        "RELISH-25", "tendai@harare", ("kafue",), Sought(product="fish", process="dried", month=8), {"kafue": {"people"}}, "ZWHRE", "ZMLUN",
    ),
]  # fmt: skip
"""The seven scenarios; Sri Lanka's papaya and fish are two sales of one."""
every_story = pytest.mark.parametrize("story", STORIES, ids=[story.need for story in STORIES])


def somebody(who: str) -> Actor:
    person, organization = who.split("@")
    actor = people.actor(demo_id("person", person), AT, organization_id=demo_id(organization))
    assert actor is not None
    return actor


def left_on(need: str) -> date:
    return standing_milestones(shipment(need))[Milestone.Kind.DEPARTED].on


@every_story
def test_the_buyer_finds_those_who_will_sell(story: Story) -> None:
    sold_on = left_on(story.need)
    found = search(replace(story.sought, certified_in=sold_on if story.sought.scheme else None), somebody(story.buyer), near="", on=sold_on)
    assert {demo_id(key) for key in story.sellers} <= {one.id for one in found.rows}


@every_story
def test_each_certificate_is_held_covers_the_goods_and_is_valid_on_the_day_they_leave(story: Story) -> None:
    on, lines = left_on(story.need), sale(story.need).contract.terms["lines"]
    offers = Offer.objects.filter(reference__in=[line["reference"] for line in lines])
    assert len(offers) == len(lines)
    for offer in offers:
        for claimed in offer.certificates.select_related("held"):
            assert claimed.held is not None, "the register knows it"
            assert claimed.held.papers.exists(), "its paper can be read"
            assert refusals_for_claim(facts_of(claimed.held), product=offer.product, on=on) == []
    assert bool(story.sought.scheme) == any(offer.certificates.exists() for offer in offers)


@every_story
def test_what_the_owner_or_both_sides_opened_is_seen_by_the_buyer_alone(story: Story) -> None:
    buyer, stranger = somebody(story.buyer), somebody("lindiwe@ubuntu")
    for key, opened in story.opened.items():
        owner = demo_id(key)
        assert opened <= parts_seen(owner, buyer)
        closed = {part for part in opened if level_of(owner, part) not in {"public", "users"}}
        assert closed and not closed & parts_seen(owner, stranger)


@every_story
def test_trust_came_before_the_contract(story: Story) -> None:
    drawn_up, (buyer, owners) = (
        sale(story.need).contract.versions.earliest("number").at,
        (somebody(story.buyer).organization_id, story.opened),
    )
    for key in owners:
        said = ViewAnswer.objects.filter(request__organization_id=demo_id(key), request__asker_id=buyer).values_list("at", flat=True)
        met = Connection.objects.filter(one_id=demo_id(key), other_id=buyer).values_list("since_at", flat=True)
        moments: list[datetime] = [*said, *met]
        assert moments and max(moments) < drawn_up


@every_story
def test_goods_leave_by_their_port_and_come_to_the_buyers(story: Story) -> None:
    booked = standing_milestones(shipment(story.need))[Milestone.Kind.BOOKED].content
    assert (booked["origin"], booked["destination"]) == (story.origin, story.destination)
    if story.sellers[0] in {"dongmai", "huaykong"}:
        assert not story.origin.startswith("LA"), "Laos has no port of its own"


@every_story
def test_the_sale_is_settled_and_every_cooperative_has_its_line(story: Story) -> None:
    assert {line["code"] for line in settled(story.need)["lines"]} == {str(demo_id(key)) for key in story.sellers}


def test_every_sale_of_the_season_has_a_contract_that_binds() -> None:
    contracts = [sale(need).contract for need in NEEDS]
    assert len({row.number for row in contracts}) == len(NEEDS) == 10
    assert {row.state for row in contracts} == {"binding"}


@pytest.mark.parametrize("need", NEEDS)
def test_nothing_was_sold_below_a_verified_floor(need: str) -> None:
    for match in Match.objects.filter(need__reference=need).select_related("floor"):
        assert match.floor is None or not match.floor.is_verified or match.price_per_kg >= (match.floor_per_kg or 0)


def test_the_lao_coffee_was_sold_above_the_verified_minimum_of_its_scheme() -> None:
    rows = Match.objects.filter(need__reference="HOUSE-BLEND-25").select_related("floor")
    assert len(rows) == 3
    for row in rows:
        assert row.floor is not None and row.floor.is_verified and row.floor_per_kg is not None
        assert row.price_per_kg > row.floor_per_kg > Decimal("3.9")


@pytest.mark.parametrize("need", NEEDS)
def test_every_invoice_and_credit_note_passes_the_rules_of_the_standard(need: str, failed: Callable[[bytes], list[str]]) -> None:
    rows = sale(need).contract.invoices.order_by("number")
    assert rows
    for row in rows:
        with override("en"):
            assert failed(ubl(invoice_of(row.content))) == []


@pytest.mark.parametrize("need", NEEDS)
def test_every_invoice_and_credit_note_fits_the_schema_of_ubl(need: str, schema_errors: Callable[[bytes], list[str]]) -> None:
    for row in sale(need).contract.invoices.order_by("number"):
        with override("en"):
            assert schema_errors(ubl(invoice_of(row.content))) == []


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


def test_a_lender_is_paid_out_of_what_the_buyer_pays_before_the_cooperative() -> None:
    loan = Prefinance.objects.get(number="PF-2026-0001")
    (ended,) = [move for move in loan.moves.all() if move.kind == "receipt"]
    assert ended.payment is not None and ended.payment.invoice == sale("CHOCOLATE-25").invoice
    stands = position_of(loan, ended.on)
    assert stands is not None
    assert (stands.drawn, stands.owed.amount, loan.end.kind) == (Money(Decimal(13_500), "USD"), 0, "closed")
    interest, fee = stands.lines[-1].split.interest, stands.lines[-1].split.fee  # type: ignore[union-attr]
    assert interest.amount > 0 and fee.amount == 140
    assert stands.paid + stands.to_cooperative == Money.of_minor(ended.amount_minor, "USD"), (
        "what came in is the lender's and the cooperative's, to the cent"
    )


def test_a_premium_is_spent_only_as_a_quorate_assembly_decided() -> None:
    dongmai, settlement = demo_id("dongmai"), line_of("HOUSE-BLEND-25", "dongmai")
    book = ledger(dongmai, "coffee", "USD", AT.date())
    assert book.received.amount == Decimal(settlement["premium"]), "what the settlement says is what the ledger got"
    ((plan, projects),) = book.plans
    assert plan.present >= plan.needed and plan.yes > plan.no and plan.by_id != plan.prepared_by_id
    assert book.planned <= book.received and not book.lacks, "a quarter and more makes the next harvest better"
    assert [(one.row.name, one.spent.amount) for one in projects if one.spent] == [("Drying beds with a roof", Decimal("812.50"))]


@pytest.mark.parametrize("need", ["HOUSE-BLEND-25", "MICRO-26"])
def test_the_closing_report_is_out_and_its_steps_add_up(need: str) -> None:
    row = Publication.objects.get(contract=sale(need).contract, kind=Publication.Kind.REPORT)
    assert is_out(row)
    running = Decimal(0)
    for stage in row.content["stages"]:
        step = Decimal(stage["per_kg"])
        assert not stage["is_sum"] or abs(running - step) < Decimal("0.001")
        assert step > 0, stage["code"]
        running = step if stage["is_sum"] else running + step
    assert 0 < Decimal(row.content["share"]) < 1


def test_growers_read_on_their_statement_what_the_shop_wrote_and_what_they_were_paid_again() -> None:
    contract = sale("MICRO-26").contract
    word = StatementWord.objects.get(sale_id=contract.id)
    grower = word.to.order_by("id")[0].grower
    assert "dried apricots" in word.text and word.picture_id is not None
    assert [one.text for one in words_to(grower, AT)] == [word.text]
    assert any(one.payment.sale_id == contract.id for one in sales_of(grower))


def test_the_article_on_the_shelf_leads_back_to_a_lot_that_anybody_may_read(client: Client) -> None:
    article = Publication.objects.get(contract=sale("MICRO-26").contract, kind=Publication.Kind.SHELF)
    ((lot, code),) = lots_shown(article)
    page = client.get(f"/market/shown/{article.code}/").content.decode()
    assert code and code in page and lot["reference"] in page
    assert "Mefou Cocoa Cooperative" in client.get(f"/supply/lot/{code}/").content.decode()


def page_of(client: Client, person: str, url: str) -> str:
    client.force_login(Person.objects.get(pk=demo_id("person", person)))
    client.cookies["django_language"] = "en"
    return client.get(url).content.decode()


def test_the_buyer_opens_the_report_and_sees_what_became_of_the_word(client: Client) -> None:
    contract = sale("HOUSE-BLEND-25").contract
    page = page_of(client, "mette", f"/market/contracts/{contract.id}/closing/")
    assert "went to the growers" in page and "growers may read it" in page
    assert page.index("Phoukeo Growers</h3>") < page.index("Fælleskøb Aarhus</h3>") < page.index("142.00")
    assert "Another word to the growers" in page and "Ask all to show it" not in page


def test_the_seller_is_asked_to_show_it_again_only_when_it_would_say_more(client: Client) -> None:
    contract = sale("HOUSE-BLEND-25").contract
    url = f"/market/contracts/{contract.id}/closing/"
    assert "Ask all to show it" not in page_of(client, "keo", url)
    tell_figure(
        id=demo_id("test", "freight"), by=somebody("mette@faelles"), at=AT, contract_id=contract.id, code="freight", amount=Decimal(2600),
        currency="USD", on=AT.date(), visibility="public",
    )  # fmt: skip
    assert "Ask all to show it" in page_of(client, "keo", url)


def test_once_settled_nothing_is_still_to_be_shipped(client: Client) -> None:
    page = page_of(client, "keo", f"/market/contracts/{sale('HOUSE-BLEND-25').contract.id}/")
    assert "have not left yet" not in page and "Ship the" not in page


def test_a_report_in_francs_has_no_centimes(client: Client) -> None:
    row = Publication.objects.get(contract=sale("MICRO-26").contract, kind=Publication.Kind.REPORT)
    page = client.get(f"/market/shown/{row.code}/").content.decode()
    assert "4,100</td>" in page and "20,663 XAF" in page and ".00" not in page


def test_a_loan_that_was_paid_back_says_so(client: Client) -> None:
    assert "Nothing is owed any more." in page_of(client, "aissatou", f"/market/prefinance/{Prefinance.objects.get().id}/")


@pytest.mark.parametrize("days", [0, 5], ids=["the same moment", "another day"])
def test_playing_the_sales_again_changes_nothing(days: int) -> None:
    def counted() -> dict[str, int]:
        return {model._meta.label: model._default_manager.count() for model in apps.get_models()}

    before = counted()
    demo_sales.seed(at=AT + timedelta(days=days), organization_id=demo_id, person_id=lambda key: demo_id("person", key))
    assert counted() == before
