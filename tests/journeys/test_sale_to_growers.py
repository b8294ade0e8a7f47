"""From a paid invoice to the growers: settled by two, paid on by two, printed on their statements; never more than was left."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest
from django.test import Client

from rochdale.kernel.refusal import Refused
from rochdale.people.models import Person
from rochdale.supply import operations as supply
from rochdale.supply.models import AccountEntry, Balance, Grower, SaleShare
from rochdale.supply.queries.sales import SoldLot, paid_for
from rochdale.trade.models import PoolSettlement
from rochdale.trade.operations import pay_growers
from tests.cast import Cast
from tests.supply.world import World
from tests.supply.world import world as world  # a fixture
from tests.trade.goods import fresh
from tests.trade.proceeds import SaleWorld, a_paid_sale
from tests.watchful import WatchfulClient

pytestmark = pytest.mark.django_db
Visit = Callable[[str], Client]


@pytest.fixture
def sale(world: World, cast: Cast) -> SaleWorld:
    return a_paid_sale(world, cast)


@pytest.fixture
def visit(sale: SaleWorld, monkeypatch: pytest.MonkeyPatch) -> Visit:
    monkeypatch.setattr("django.utils.timezone.now", lambda: sale.at)

    def signed_in(name: str) -> Client:
        client = WatchfulClient(headers={"accept-language": "en"})
        client.force_login(Person.objects.get(name=name))
        return client

    return signed_in


def propose(sale: SaleWorld, amount: str, currency: str = "USD") -> str:
    return pay_growers(
        id=fresh(), by=sale.world.manager, at=sale.at, contract_id=sale.contract.id, amount=Decimal(amount), paid_currency=currency
    )


def test_one_seller_settles_alone_and_the_growers_get_the_worked_shares(sale: SaleWorld, visit: Visit) -> None:
    sale.settle()
    line = PoolSettlement.objects.get().content["lines"][0]
    assert (line["balance"], line["premium"]) == ("5000.00", "635.00")
    page = visit("Keo").get(f"/market/contracts/{sale.contract.id}/settlement/").content.decode()
    assert "Pay the growers" in page and "What is left of this sale" in page
    form = visit("Keo").get(f"/market/contracts/{sale.contract.id}/growers/pay/").content.decode()
    assert "5,000.00 USD" in form
    proposal = propose(sale, "5000")
    shown = visit("Bounthan").get(f"/supply/sale-payments/{proposal}/").content.decode()
    assert all(amount in shown for amount in ("2,500.00", "1,666.67", "833.33"))
    sale.confirm(proposal)
    owed = {row.grower.number: row.amount_minor for row in Balance.objects.filter(currency="USD").select_related("grower")}
    assert owed == {"A": 250000, "B": 166667, "C": 83333}
    statement = visit("Keo").get(f"/supply/growers/{sale.world.growers['A']}/statement/").content.decode()
    assert sale.contract.number in statement and sale.lot.code in statement and "2,500.00 USD" in statement
    assert visit("Keo").get(f"/supply/growers/{sale.world.growers['A']}/statement.pdf").content.startswith(b"%PDF")
    paper = visit("Keo").get(f"/market/contracts/{sale.contract.id}/settlement.pdf").content
    assert paper.startswith(b"%PDF")


def test_all_proposals_together_stay_within_what_was_left_and_premium_is_no_price(sale: SaleWorld) -> None:
    with pytest.raises(Refused) as caught:
        propose(sale, "1")
    assert caught.value.refusals[0].code == "trade.not-settled-yet"
    sale.settle()
    sale.confirm(propose(sale, "3000"))
    waiting = propose(sale, "1500")
    too_much = {"500.01": "trade.premium-in-the-price", "1135.01": "trade.more-than-the-sale-left", "0": "trade.growers-get-nothing"}
    for amount, code in too_much.items():
        with pytest.raises(Refused) as caught:
            propose(sale, amount)
        assert caught.value.refusals[0].code == code, amount
    sale.confirm(propose(sale, "500"))
    sale.confirm(waiting)
    assert sum(SaleShare.objects.values_list("amount_minor", flat=True)) == 500000


def test_who_pays_in_kip_says_the_rate_and_its_day(sale: SaleWorld) -> None:
    sale.settle()
    with pytest.raises(Refused) as caught:
        propose(sale, "100", "LAK")
    assert caught.value.refusals[0].code == "kernel.missing-rate", "no rate is ever made up"
    shares = propose(sale, "100", "XAF")
    sale.confirm(shares)
    assert {row.currency for row in AccountEntry.objects.filter(kind="second")} == {"XAF"}


def test_a_loss_is_a_claim_and_no_grower_is_paid_of_it(sale: SaleWorld) -> None:
    sale.settle(costs="8000", reserve="0")
    assert PoolSettlement.objects.get().content["lines"][0]["balance"] == "-800.00"
    with pytest.raises(Refused) as caught:
        propose(sale, "1")
    assert caught.value.refusals[0].code == "trade.premium-in-the-price"


def test_first_and_second_payments_of_a_sale_can_be_asked(sale: SaleWorld) -> None:
    sale.settle()
    sale.confirm(propose(sale, "5000"))
    found = paid_for(sale.world.organization, sale.contract.id, [SoldLot(sale.lot.id, Decimal(1_440), Decimal(7_200))])
    assert found.first == {"LAK": Decimal(108_000_000)} and found.second == {"USD": Decimal(5_000)}, "9,000 kg of cherry at 12,000"
    assert (found.growers, found.priced_kg) == (3, Decimal(1_440))


def test_a_word_reaches_the_statements_of_the_growers_behind_the_lot(sale: SaleWorld, visit: Visit) -> None:
    supply.leave_word_on_statements(
        id=fresh(), by=sale.world.manager, at=sale.at, organization_id=sale.world.organization, kind="arrival", sale_id=sale.contract.id,
        reference=sale.contract.number, lot_ids=[sale.lot.id], from_whom="Fælles Brugs",
        text="We opened the first bag today. It smells of plums.",
    )  # fmt: skip
    for grower in Grower.objects.order_by("number"):
        page = visit("Keo").get(f"/supply/growers/{grower.id}/statement/").content.decode()
        assert "It smells of plums." in page
