"""A premium from the invoice to the notice board: received, voted by a quorate assembly, confirmed by a second person, spent, shown."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from rochdale.base import two_persons
from rochdale.kernel.money import Money
from rochdale.kernel.refusal import Refused
from rochdale.people.models import Person
from rochdale.supply.models import Grower
from rochdale.supply.queries.sales import sales_of
from rochdale.trade.models import PremiumEntry, PremiumPlan, PremiumProject
from rochdale.trade.operations import (
    Paper,
    pay_growers,
    propose_premium_plan,
    record_premium,
    set_premium_rule,
    spend_premium,
    take_back_premium_entry,
)
from rochdale.trade.queries.premium import all_dues, ledger
from rochdale.trade.rules.premium import Assembly, Project
from tests.cast import Cast
from tests.supply.world import World
from tests.supply.world import world as world  # a fixture
from tests.trade.goods import fresh
from tests.trade.proceeds import SaleWorld, a_paid_sale
from tests.watchful import WatchfulClient

pytestmark = pytest.mark.django_db
PDF = Paper("minutes.pdf", b"%PDF-1.4 minutes")
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


def usd(amount: str) -> Money:
    return Money(Decimal(amount), "USD")


def receive(sale: SaleWorld, amount: str = "635.00") -> str:
    return record_premium(
        id=fresh(), by=sale.world.clerk, at=sale.at, invoice_id=sale.invoice.id, amount=Decimal(amount), on=sale.at.date(), reference="FT-2"
    )


def plan(sale: SaleWorld, *projects: Project, minutes: Paper | None = PDF, **counts: int) -> str:
    said = {"members": 40, "needed": 21, "present": 30, "yes": 28, "no": 1, "abstained": 1, **counts}
    return propose_premium_plan(
        id=fresh(), by=sale.world.clerk, at=sale.at, product="coffee", currency="USD", assembly=Assembly(sale.at.date(), **said),
        projects=projects or (Project("Drying tables", "productivity", usd("200")), Project("School roof", "education", usd("300"))),
        minutes=minutes,
    )  # fmt: skip


def stands(sale: SaleWorld) -> object:
    return ledger(sale.world.organization, "coffee", "USD", sale.at.date())


def refused(act: Callable[[], object]) -> list[str]:
    with pytest.raises(Refused) as caught:
        act()
    return [one.code for one in caught.value.refusals]


def test_the_way_of_a_premium(sale: SaleWorld, visit: Visit) -> None:
    due = all_dues(sale.world.organization)[0]
    assert (str(due.money), due.kg) == ("635.00 USD", Decimal(1440))
    assert refused(lambda: plan(sale)) == ["trade.premium-plan-above-receipt"], "nothing is planned that is not there"
    receive(sale)
    assert refused(lambda: plan(sale, present=20, yes=20, no=0, abstained=0)) == ["trade.assembly-without-quorum"]
    assert refused(lambda: plan(sale, minutes=None)) == ["trade.premium-plan-without-minutes"]
    proposal = plan(sale)
    row = two_persons.proposals_of(sale.world.organization).get(pk=proposal)
    with pytest.raises(Refused):
        two_persons.confirm(id=fresh(), by=sale.world.clerk, at=sale.at, proposal_id=row.id, content_sha256=row.content_sha256)
    assert not PremiumPlan.objects.exists()
    assert "Drying tables" in visit("Bounthan").get(f"/market/premium-plans/{proposal}/").content.decode()
    sale.confirm(proposal)
    project = PremiumProject.objects.get(name="Drying tables")
    spend = {"by": sale.world.clerk, "at": sale.at, "project_id": project.id, "currency": "USD", "on": sale.at.date(), "receipt": PDF}
    assert refused(lambda: spend_premium(id=fresh(), amount=Decimal("200.01"), what="Tables", **spend)) == [
        "trade.premium-expense-above-budget"
    ]
    spent = spend_premium(id=fresh(), amount=Decimal("150"), what="15 tables", **spend)
    found = ledger(sale.world.organization, "coffee", "USD", sale.at.date())
    assert [str(money) for money in (found.received, found.planned, found.spent, found.balance)] == [
        "635.00 USD", "500.00 USD", "150.00 USD", "485.00 USD",
    ]  # fmt: skip
    assert str(found.least) == "158.75 USD" and not found.lacks
    page = visit("Keo").get("/market/premium/coffee/USD/").content.decode()
    assert "Drying tables" in page and "485.00 USD" in page and "Where it went" in page
    assert visit("Keo").get("/market/premium/coffee/USD/board.pdf").content.startswith(b"%PDF")
    take_back_premium_entry(id=fresh(), by=sale.world.clerk, at=sale.at, entry_id=spent, reason="Twice")
    assert str(ledger(sale.world.organization, "coffee", "USD", sale.at.date()).spent) == "0.00 USD"
    receipt = PremiumEntry.objects.get(kind="receipt")
    again = {"id": fresh(), "by": sale.world.clerk, "at": sale.at, "entry_id": receipt.id, "reason": "Wrong"}
    assert refused(lambda: take_back_premium_entry(**again)) == ["trade.premium-is-planned"]
    assert ledger(sale.world.organization, "coffee", "USD", date(2026, 11, 1)).balance == usd("0"), "a balance at any date"


def test_what_came_in_may_differ_and_a_rule_is_ones_own(sale: SaleWorld, visit: Visit) -> None:
    receive(sale, "600")
    assert "is not what the invoice owes" in visit("Keo").get("/market/premium/").content.decode()
    sale.confirm(plan(sale, Project("School roof", "education", usd("100"))))
    assert "150.00 USD more should go" in visit("Keo").get("/market/premium/coffee/USD/").content.decode()
    set_premium_rule(
        id=fresh(),
        by=sale.world.manager,
        at=sale.at,
        product="coffee",
        bettering=Decimal(0),
        most_years=5,
        source="Bylaws 12",
        is_verified=True,
    )
    assert "more should go" not in visit("Keo").get("/market/premium/coffee/USD/").content.decode()


def test_growers_read_what_the_premium_is_for(sale: SaleWorld) -> None:
    sale.settle()
    sale.confirm(pay_growers(
        id=fresh(), by=sale.world.manager, at=sale.at, contract_id=sale.contract.id, amount=Decimal(5000), paid_currency="USD"
    ))  # fmt: skip
    receive(sale)
    sale.confirm(plan(sale))
    grower = Grower.objects.get(number="A")
    assert sales_of(grower)[0].premium == "Drying tables 200.00 USD; School roof 300.00 USD"


def test_an_assembly_is_written_down_screen_by_screen(sale: SaleWorld, visit: Visit) -> None:
    device, url = visit("Noi"), "/market/premium/coffee/USD/plan/"
    receive(sale)
    typed = {
        "operation_id": str(fresh()), "held_on": sale.at.date().isoformat(), "members": "40", "needed": "21", "present": "30", "yes": "28",
        "no": "1", "abstained": "1", "name_0": "Drying tables", "category_0": "productivity", "budget_0": "200",
    }  # fmt: skip
    assert "How many members may vote?" in device.get(url).content.decode()
    assert "Project 1" in device.post(url, typed | {"step": "2"}).content.decode()
    minutes = SimpleUploadedFile("minutes.pdf", PDF.content)
    answer = device.post(url, typed | {"step": "7", "minutes": minutes})
    assert answer.status_code == 302 and "/market/premium-plans/" in answer["location"]
    missing = device.post(url, typed | {"step": "7", "operation_id": str(fresh())}).content.decode()
    assert "The minutes are missing." in missing
