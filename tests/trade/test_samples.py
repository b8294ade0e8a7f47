"""A sample's way, what follows a rejection, what bars shipping, and a price that is fixed later."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest

from rochdale.kernel.refusal import NotAllowed, Refused
from rochdale.trade.agreed_lines import lines_of
from rochdale.trade.models import Allowance, Contract, Invoice, Offer, Sample
from rochdale.trade.operations import (
    FloorFacts,
    SampleRequest,
    answer_allowance,
    answer_version,
    approve_sample,
    ask_for_sample,
    cancel_after_rejection,
    fix_price,
    issue_invoice,
    judge_sample,
    propose_allowance,
    propose_version,
    receive_sample,
    record_price_floor,
    reject_sample,
    replace_sample,
    samples_due,
    send_sample,
    verify_price_floor,
)
from rochdale.trade.queries.samples import bars_to_shipping
from rochdale.trade.rules.samples import Result
from tests.cast import AT, Cast, later
from tests.trade.bids import DIFFERENTIAL, OUTRIGHT, a_bid, accepted, opened
from tests.trade.goods import a_need, an_offer, fresh
from tests.trade.sales import clauses, shipped_whole

pytestmark = pytest.mark.django_db
DUE = later(days=14).date()


def codes(caught: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [refusal.code for refusal in caught.value.refusals]


@pytest.fixture
def offer(cast: Cast) -> Offer:
    return an_offer(cast.actor("noy"), reference="B-1")


@pytest.fixture
def contract(cast: Cast, offer: Offer) -> Contract:
    """12,000 kg at 4.85, "no approval, no sale"."""
    return accepted(cast, opened(cast, offer, sample_clause="sas-nans"))


def asked(cast: Cast, contract: Contract, kind: str = "pre-shipment", **how: Any) -> Sample:
    request = SampleRequest(kind, 300, "SCA-2004", DUE, "Roskildevej 65")
    return Sample.objects.get(
        pk=ask_for_sample(id=fresh(), by=cast.actor("freja"), at=later(days=1), asked=request, contract_id=contract.id)
    )


def received(cast: Cast, row: Sample, *, days: int = 5) -> Sample:
    sent = {"courier": "DHL", "tracking": "JD01", "seal": "C-412", "sent_on": later(days=days - 1).date()}
    send_sample(id=fresh(), by=cast.actor("noy"), at=later(days=days - 1), sample_id=row.id, **sent)
    receive_sample(id=fresh(), by=cast.actor("freja"), at=later(days=days), sample_id=row.id, received_on=later(days=days).date())
    row.refresh_from_db()
    return row


def rejected(cast: Cast, row: Sample) -> Sample:
    reject_sample(id=fresh(), by=cast.actor("freja"), at=later(days=6), sample_id=row.id, reason="Mouldy")
    row.refresh_from_db()
    return row


def bars(contract: Contract, days: int = 6) -> list[str]:
    return [refusal.code for refusal in bars_to_shipping(contract, later(days=days))]


def test_a_sample_is_asked_for_sent_received_judged_and_approved(cast: Cast, contract: Contract) -> None:
    assert bars(contract) == ["trade.sample-not-asked-for"]
    row = received(cast, asked(cast, contract))
    assert bars(contract) == ["trade.sample-not-approved"]
    result = Result("SCA-2004", Decimal("85.5"), Decimal("11.2"), 3, "A")
    judge_sample(id=fresh(), by=cast.actor("freja"), at=later(days=6), sample_id=row.id, result=result)
    approve_sample(id=fresh(), by=cast.actor("freja"), at=later(days=6), sample_id=row.id)
    assert bars(contract) == []
    assert [step.kind for step in row.steps.order_by("number")] == ["asked", "sent", "received", "result", "approved"]


def test_a_contract_without_the_clause_bars_nothing(cast: Cast, offer: Offer) -> None:
    assert bars(accepted(cast, opened(cast, offer))) == []


def test_a_result_under_another_protocol_is_never_compared(cast: Cast, contract: Contract) -> None:
    row = received(cast, asked(cast, contract))
    with pytest.raises(Refused) as caught:
        judge_sample(id=fresh(), by=cast.actor("freja"), at=later(days=6), sample_id=row.id, result=Result("CVA-2024", Decimal(86)))
    assert codes(caught) == ["trade.protocols-not-comparable"]


@pytest.mark.parametrize(("silence_days", "stands", "barred"), [(10, "approved", []), (None, "received", ["trade.sample-not-approved"])])
def test_silence_approves_only_where_the_contract_says_so(
    cast: Cast, offer: Offer, silence_days: int | None, stands: str, barred: list[str]
) -> None:
    contract = accepted(cast, opened(cast, offer, sample_clause="sas-nans", silence_days=silence_days))
    row = received(cast, asked(cast, contract))
    assert samples_due(later(days=15)) == 0
    samples_due(later(days=16))
    row.refresh_from_db()
    assert (row.state, bars(contract, 16)) == (stands, barred)


def test_a_late_sample_is_told_of_once(cast: Cast, contract: Contract) -> None:
    row = asked(cast, contract)
    assert samples_due(later(days=14)) == 0
    assert samples_due(later(days=15)) == 1
    assert samples_due(later(days=16)) == 0
    assert row.steps.filter(kind="late").count() == 1


def test_a_rejected_sample_is_replaced_and_the_new_one_counts(cast: Cast, contract: Contract) -> None:
    row = rejected(cast, received(cast, asked(cast, contract)))
    new = replace_sample(id=fresh(), by=cast.actor("noy"), at=later(days=7), sample_id=row.id, due_on=DUE)
    assert bars(contract) == ["trade.sample-not-approved"]
    found = received(cast, Sample.objects.get(pk=new), days=9)
    approve_sample(id=fresh(), by=cast.actor("freja"), at=later(days=9), sample_id=found.id)
    assert bars(contract) == []
    with pytest.raises(Refused) as caught:
        replace_sample(id=fresh(), by=cast.actor("noy"), at=later(days=9), sample_id=row.id, due_on=DUE)
    assert codes(caught) == ["trade.sample-already-replaced"]


def proposed(cast: Cast, row: Sample, per_kg: str = "0.35") -> UUID:
    return UUID(
        propose_allowance(
            id=fresh(), by=cast.actor("noy"), at=later(days=7), sample_id=row.id, per_kg=Decimal(per_kg), reason="We sort it again"
        )
    )


def test_an_allowance_agreed_on_lowers_the_price_that_is_invoiced(cast: Cast, contract: Contract) -> None:
    row = rejected(cast, received(cast, asked(cast, contract)))
    allowance = proposed(cast, row)
    with pytest.raises(Refused) as caught:
        answer_allowance(id=fresh(), by=cast.actor("noy"), at=later(days=7), allowance_id=allowance, is_yes=True)
    assert codes(caught) == ["trade.own-allowance-waits"]
    assert lines_of(contract)[0]["price"] == "4.8500"
    answer_allowance(id=fresh(), by=cast.actor("freja"), at=later(days=8), allowance_id=allowance, is_yes=True)
    assert (lines_of(contract)[0]["price"], bars(contract, 8)) == ("4.5000", [])
    said = clauses(cast.actor("noy"), pool_holder_id=None)
    version = propose_version(id=fresh(), by=cast.actor("noy"), at=later(days=8), contract_id=contract.id, over=0, clauses=said)
    seal = contract.versions.get(pk=version).sha256
    answer_version(id=fresh(), by=cast.actor("freja"), at=later(days=8), version_id=version, sha256=seal, is_yes=True)
    made = issue_invoice(
        id=fresh(), by=cast.actor("noy"), at=later(days=9), contract_id=contract.id, shipped=shipped_whole(contract),
        shipped_on=later(days=9).date(),
    )  # fmt: skip
    assert Invoice.objects.get(pk=made).total.amount == Decimal("54000.00")


def test_an_allowance_refused_changes_nothing(cast: Cast, contract: Contract) -> None:
    row = rejected(cast, received(cast, asked(cast, contract)))
    answer_allowance(
        id=fresh(), by=cast.actor("freja"), at=later(days=8), allowance_id=proposed(cast, row), is_yes=False, reason="Too little"
    )
    assert (lines_of(contract)[0]["price"], bars(contract, 8)) == ("4.8500", ["trade.sample-not-approved"])
    proposed(cast, row, "0.50")
    assert Allowance.objects.count() == 2


@pytest.mark.parametrize("per_kg", ["0", "4.85"])
def test_an_allowance_leaves_a_price(cast: Cast, contract: Contract, per_kg: str) -> None:
    row = rejected(cast, received(cast, asked(cast, contract)))
    with pytest.raises(Refused) as caught:
        proposed(cast, row, per_kg)
    assert codes(caught) == ["trade.allowance-out-of-range"]


def test_no_approval_no_sale_ends_the_contract_and_frees_the_kg(cast: Cast, offer: Offer) -> None:
    need = a_need(cast.actor("freja"), reference="N-1")
    contract = accepted(cast, opened(cast, offer, who="noy", need_id=need.id, sample_clause="sas-nans"), "freja")
    row = rejected(cast, received(cast, asked(cast, contract)))
    with pytest.raises(NotAllowed):
        cancel_after_rejection(id=fresh(), by=cast.actor("noy"), at=later(days=7), sample_id=row.id, reason="x")
    cancel_after_rejection(id=fresh(), by=cast.actor("freja"), at=later(days=7), sample_id=row.id, reason="Mouldy")
    for thing in (contract, offer, need):
        thing.refresh_from_db()
    assert (contract.state, offer.kg_sold, offer.kg_left, need.kg_left) == ("lapsed", 0, 19_200, 19_200)


def test_without_that_clause_nobody_walks_away(cast: Cast, offer: Offer) -> None:
    contract = accepted(cast, opened(cast, offer, sample_clause="pss"))
    row = rejected(cast, received(cast, asked(cast, contract)))
    with pytest.raises(Refused) as caught:
        cancel_after_rejection(id=fresh(), by=cast.actor("freja"), at=later(days=7), sample_id=row.id, reason="Mouldy")
    assert codes(caught) == ["trade.clause-lets-nobody-go"]


def test_a_sample_of_a_lot_on_offer_goes_to_whoever_asked(cast: Cast, offer: Offer) -> None:
    request = SampleRequest("offer", 300, "", DUE, "Roskildevej 65")
    row = Sample.objects.get(pk=ask_for_sample(id=fresh(), by=cast.actor("freja"), at=AT, asked=request, offer_id=offer.id))
    assert (row.protocol, row.seller_id, row.buyer_id) == ("SCA-2004", cast.bolaven.id, cast.faelles.id)
    with pytest.raises(NotAllowed):
        receive_sample(id=fresh(), by=cast.actor("noy"), at=AT, sample_id=row.id, received_on=AT.date())
    with pytest.raises(Refused) as caught:
        receive_sample(id=fresh(), by=cast.actor("freja"), at=AT, sample_id=row.id, received_on=AT.date())
    assert codes(caught) == ["trade.sample-is-elsewhere"]


def a_floor(cast: Cast) -> None:
    """Arabica, washed: at least 1.80 USD for a pound under Fairtrade, 0.20 premium; verified."""
    facts = FloorFacts(
        "coffee", "arabica", "washed", "", "fairtrade", "FOB", "USD", "lb", Decimal("1.80"), Decimal("0.40"), Decimal("0.20"),
        AT.date() - timedelta(days=300), None, "Table, page 3",
    )  # fmt: skip
    row = record_price_floor(id=fresh(), by=cast.actor("sofia"), at=AT, floor=facts)
    verify_price_floor(id=fresh(), by=cast.actor("sofia"), at=AT, floor_id=UUID(row), note="The table itself")


def test_a_bid_below_a_verified_floor_is_refused_with_its_row_and_source(cast: Cast, offer: Offer) -> None:
    a_floor(cast)
    with pytest.raises(Refused) as caught:
        opened(cast, offer, price=replace(OUTRIGHT, amount=Decimal("3.90")))
    refusal = caught.value.refusals[0]
    assert (refusal.code, refusal.facts["source"]) == ("trade.bid-below-floor", "Table, page 3")
    assert "arabica" in str(refusal.facts["row"])
    contract = accepted(cast, opened(cast, offer, price=replace(OUTRIGHT, amount=Decimal("3.97"))))
    assert contract.terms["lines"][0]["floor_source"] == "Table, page 3"


def test_a_fairtrade_bid_pays_the_minimum_and_the_premium_beside_it(cast: Cast, offer: Offer) -> None:
    a_floor(cast)
    price = replace(DIFFERENTIAL, kind="fairtrade", quotation=Decimal("152.30"))
    contract = accepted(cast, opened(cast, offer, price=price))
    assert contract.total == Decimal("47619.85"), "12,000 kg at 1.80 USD for a pound"
    assert contract.terms["premium"]["amount"] == "5291.09"


def test_a_fairtrade_bid_needs_a_verified_row(cast: Cast, offer: Offer) -> None:
    with pytest.raises(Refused) as caught:
        opened(cast, offer, price=replace(DIFFERENTIAL, kind="fairtrade"))
    assert codes(caught)[0] == "trade.no-row-to-reckon-with"


def test_a_price_fixed_in_two_steps_holds_the_floor_each_time(cast: Cast, offer: Offer) -> None:
    """D = 12: 60 % at 160.00, 40 % at 175.10; 0.6 × 180.00 + 0.4 × 187.10 = 182.84 US cents for a pound (reference, section 4.2)."""
    a_floor(cast)
    price = replace(DIFFERENTIAL, kind="to-be-fixed", amount=Decimal(12), caller="buyer", fix_by=later(days=60).date())
    contract = accepted(cast, opened(cast, offer, price=price, kg=10_000))
    with pytest.raises(Refused) as caught:
        fix_price(id=fresh(), by=cast.actor("noy"), at=later(days=3), contract_id=contract.id, kg=1, quotation=Decimal(1), on=AT.date())
    assert "trade.other-side-fixes" in codes(caught)
    for days, kg, quotation in ((3, 6_000, "160.00"), (4, 4_000, "175.10")):
        at = later(days=days)
        assert lines_of(contract)[0]["is_provisional"]
        fix_price(id=fresh(), by=cast.actor("freja"), at=at, contract_id=contract.id, kg=kg, quotation=Decimal(quotation), on=at.date())
    line = lines_of(contract)[0]
    per_pound = Decimal(line["amount"]) / 10_000 * Decimal("0.45359237") * 100
    assert (per_pound.quantize(Decimal("0.01")), line["is_provisional"]) == (Decimal("182.84"), False)
    with pytest.raises(Refused) as caught:
        fix_price(
            id=fresh(), by=cast.actor("freja"), at=later(days=5), contract_id=contract.id, kg=1, quotation=Decimal(170),
            on=later(days=5).date(),
        )  # fmt: skip
    assert codes(caught) == ["trade.fixed-above-contract"]


def test_nothing_is_invoiced_while_a_price_is_still_to_be_fixed(cast: Cast, offer: Offer) -> None:
    price = replace(DIFFERENTIAL, kind="to-be-fixed", caller="seller", fix_by=later(days=60).date())
    contract = accepted(cast, opened(cast, offer, price=price))
    said = clauses(cast.actor("noy"), pool_holder_id=None)
    version = propose_version(id=fresh(), by=cast.actor("noy"), at=later(days=2), contract_id=contract.id, over=0, clauses=said)
    seal = contract.versions.get(pk=version).sha256
    answer_version(id=fresh(), by=cast.actor("freja"), at=later(days=2), version_id=version, sha256=seal, is_yes=True)
    with pytest.raises(Refused) as caught:
        issue_invoice(
            id=fresh(), by=cast.actor("noy"), at=later(days=3), contract_id=contract.id, shipped=shipped_whole(contract),
            shipped_on=later(days=3).date(),
        )  # fmt: skip
    assert codes(caught) == ["trade.price-not-fixed"]
    assert a_bid().price == OUTRIGHT
