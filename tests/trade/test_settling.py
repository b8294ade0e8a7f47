"""A pooled container from the invoice to each cooperative's share: one delivered short, one lot had a claim; two persons decide."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest

from rochdale.base import two_persons
from rochdale.kernel.refusal import Refused
from rochdale.trade.invoicing import Shipped
from rochdale.trade.models import Container, Contract, Invoice, PoolSettlement
from rochdale.trade.operations import (
    Costs,
    accept_match,
    answer_version,
    issue_credit_note,
    issue_invoice,
    propose_settlement,
    propose_version,
    record_payment,
)
from rochdale.trade.settling import LotClaim, Report
from tests.cast import AT, Cast
from tests.trade.api import Visit
from tests.trade.goods import fresh
from tests.trade.sales import clauses

pytestmark = pytest.mark.django_db
LATER = AT + timedelta(days=1)
PREMIUM = Decimal("1000.01")


@pytest.fixture
def paid(cast: Cast, two_sellers: Container) -> Contract:
    """Bolaven brought all 12,000 kg, the Littoral 7,000 of 7,200; 300.00 came off the Littoral's quality; the buyer has paid the rest."""
    match = two_sellers.matches.order_by("id")[0]
    for name in ("noy", "ngozi", "freja"):
        accept_match(id=fresh(), by=cast.actor(name), at=AT, match_id=match.id)
    contract, noy = Contract.objects.get(), cast.actor("noy")
    version = propose_version(id=fresh(), by=noy, at=AT, contract_id=contract.id, over=0, clauses=clauses(noy))
    for name in ("ngozi", "freja"):
        seal = contract.versions.get().sha256
        answer_version(id=fresh(), by=cast.actor(name), at=AT, version_id=version, sha256=seal, is_yes=True)
    shipped = [Shipped(at, Decimal(7_000 if line["reference"] == "L-1" else 12_000)) for at, line in enumerate(contract.terms["lines"])]
    invoice = issue_invoice(id=fresh(), by=noy, at=LATER, contract_id=contract.id, shipped=shipped, shipped_on=AT.date(), premium=PREMIUM)
    issue_credit_note(id=fresh(), by=noy, at=LATER, invoice_id=invoice, amount=Decimal("300.00"), reason="Mould in ten bags")
    left = Invoice.objects.get(pk=invoice).total.amount - 300
    record_payment(id=fresh(), by=noy, at=LATER, invoice_id=invoice, amount=left, on=LATER.date(), reference="FT-9")
    return contract


def reports(cast: Cast) -> list[Report]:
    bolaven, littoral = cast.actor("noy").organization_id, cast.actor("ngozi").organization_id
    assert bolaven and littoral
    return [
        Report(bolaven, Decimal("0.12"), Decimal(84), advance=Decimal(10_000), interest_rate=Decimal("0.10"), days=90),
        Report(littoral, Decimal("0.125"), Decimal(82)),
    ]


def prepared(cast: Cast, contract: Contract, claim: Decimal = Decimal(300), costs: str = "2150.00", reserve: str = "100.00") -> str:
    of_littoral = [line["reference"] for line in contract.terms["lines"]].index("L-1")
    return propose_settlement(
        id=fresh(), by=cast.actor("vilay"), at=LATER, contract_id=contract.id, reports=reports(cast),
        costs=Costs(Decimal(costs), Decimal("150.00"), Decimal(reserve)), claims=[LotClaim(of_littoral, claim)],
    )  # fmt: skip


def test_a_short_delivery_and_a_claim_are_borne_as_agreed_and_the_cents_add_up(cast: Cast, paid: Contract, sign_in: Visit) -> None:
    device = sign_in("noy")
    assert "Reckon it" in device.get(f"/market/contracts/{paid.id}/settlement/").content.decode()
    proposal = two_persons.proposals_of(cast.actor("noy").organization_id).get(pk=prepared(cast, paid))
    content, lines = proposal.content, {line["name"]: line for line in proposal.content["lines"]}
    bolaven, littoral = lines["Bolaven Coffee Growers"], lines["Littoral Union of Cooperatives"]
    goods = sum(Decimal(line["quantity"]) * Decimal(line["price"]) for line in Invoice.objects.get(kind="380").content["lines"][:2])
    assert Decimal(content["got"]) == goods.quantize(Decimal("0.01")) - 300
    assert Decimal(content["net"]) == Decimal(content["got"]) - 2250
    assert (littoral["shortfall"], littoral["claim"]) == ("150.00", "300.00"), "who brought too little, and whose lot it is"
    assert (bolaven["shortfall"], bolaven["claim"], bolaven["interest"]) == ("0.00", "0.00", "250.00")
    assert sum(Decimal(line["share"]) for line in lines.values()) == Decimal(content["net"]) + 450
    out = sum(Decimal(line["balance"]) for line in lines.values())
    assert out + 10_000 + 250 == Decimal(content["net"]), "shares less what each has had are all there is"
    assert sum(Decimal(line["premium"]) for line in lines.values()) == PREMIUM

    with pytest.raises(Refused) as caught:
        two_persons.confirm(id=fresh(), by=cast.actor("vilay"), at=LATER, proposal_id=proposal.id, content_sha256=proposal.content_sha256)
    assert caught.value.refusals[0].code == "base.maker-cannot-check"
    two_persons.confirm(id=fresh(), by=cast.actor("noy"), at=LATER, proposal_id=proposal.id, content_sha256=proposal.content_sha256)
    assert PoolSettlement.objects.get().content == content
    theirs = sign_in("ngozi").get(f"/market/contracts/{paid.id}/settlement/").content.decode()
    assert "Littoral Union of Cooperatives" in theirs and "Bolaven Coffee Growers" not in theirs.split("<main", 1)[1].split("</main", 1)[0]
    assert sign_in("freja").get(f"/market/contracts/{paid.id}/settlement/").status_code == 404, "a buyer does not see how they share"
    with pytest.raises(Refused) as caught:
        prepared(cast, paid)
    assert caught.value.refusals[0].code == "trade.pool-already-settled"


def test_what_was_prepared_waits_for_a_second_person_alone(cast: Cast, paid: Contract, sign_in: Visit) -> None:
    address = f"/market/settlements/{prepared(cast, paid)}/"
    for who, waits in (("noy", True), ("vilay", False), ("ngozi", False), ("freja", False)):
        device = sign_in(who)
        assert (address in device.get("/market/").content.decode()) is waits, who
        assert (address in device.get(f"/market/contracts/{paid.id}/").content.decode()) is waits, who


def test_nothing_is_shared_out_that_is_not_there(cast: Cast, paid: Contract) -> None:
    with pytest.raises(Refused) as caught:
        prepared(cast, paid, claim=Decimal(301))
    assert [one.code for one in caught.value.refusals] == ["trade.claims-above-credit-notes"]
    issue_invoice(id=fresh(), by=cast.actor("noy"), at=LATER, contract_id=paid.id, shipped=[Shipped(1, Decimal(100))], shipped_on=AT.date())
    with pytest.raises(Refused) as caught:
        prepared(cast, paid)
    assert [one.code for one in caught.value.refusals] == ["trade.invoice-not-paid"]


def test_what_changed_since_it_was_prepared_refuses_the_decision(cast: Cast, paid: Contract) -> None:
    proposal = two_persons.proposals_of(cast.actor("noy").organization_id).get(pk=prepared(cast, paid))
    invoice = Invoice.objects.get(kind="380")
    issue_credit_note(id=fresh(), by=cast.actor("noy"), at=LATER, invoice_id=invoice.id, amount=Decimal("10.00"), reason="A wet bag")
    with pytest.raises(Refused) as caught:
        two_persons.confirm(id=fresh(), by=cast.actor("noy"), at=LATER, proposal_id=proposal.id, content_sha256=proposal.content_sha256)
    assert caught.value.refusals[0].code == "trade.money-has-changed"
