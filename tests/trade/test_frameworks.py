"""Frames and call-offs: agreed by both, called off within kg and time, at the frame's price, never below a verified floor."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from rochdale.kernel.refusal import Refused
from rochdale.trade.known import known
from rochdale.trade.models import CallOff, Contract, Framework
from rochdale.trade.operations import (
    FloorFacts,
    answer_call_off,
    answer_framework,
    answer_version,
    call_off,
    give_notice,
    issue_invoice,
    propose_framework,
    propose_framework_version,
    propose_version,
    record_price_floor,
    verify_price_floor,
)
from rochdale.trade.queries.contracts import contract_seen
from rochdale.trade.queries.frameworks import framework_seen
from rochdale.trade.rules.filling import Fill
from rochdale.trade.rules.frameworks import CallFacts, Frame, refusals_for_call, refusals_for_frame
from rochdale.trade.rules.price_terms import PriceTerms
from rochdale.trade.shipping_papers import checklist_of
from tests.cast import AT, Cast
from tests.trade.api import Visit
from tests.trade.goods import an_offer, fresh
from tests.trade.profiles import a_certificate
from tests.trade.sales import clauses, shipped_whole
from tests.trade.shipments import agree, begun

pytestmark = pytest.mark.django_db
ON = AT.date()
FRAME = Frame(
    product="coffee", species="arabica", process="washed", certificates=("fairtrade",), protocol="SCA-2004", min_score=Decimal(82),
    total_kg=60_000, min_kg=6_000, valid_from=date(2026, 11, 1), valid_until=date(2027, 10, 31),
    price=PriceTerms("differential", Decimal(18), exchange="KC"), incoterm="FOB", place="VNDAD", form="ESCC", notice_days=60,
)  # fmt: skip
OUTRIGHT = replace(FRAME, price=PriceTerms("outright", Decimal("5.10"), "USD", "kg"))


def call(kg: int = 19_200, c: str = "231.40", **changed: Any) -> CallFacts:
    quoted = {"month": "2027-03", "quotation": Decimal(c), "quoted_in": "USc/lb", "quoted_on": ON}
    return CallFacts(**{"kg": kg, "ready_from": date(2027, 1, 1), "ready_until": date(2027, 2, 28), **quoted, **changed})


def plain_call(kg: int = 19_200) -> CallFacts:
    return CallFacts(kg, date(2027, 1, 1), date(2027, 2, 28))


def proposed(cast: Cast, frame: Frame = OUTRIGHT) -> Framework:
    buyer = cast.actor("freja").organization_id
    assert buyer
    made = propose_framework(id=fresh(), by=cast.actor("noy"), at=AT, other_id=buyer, is_seller=True, frame=frame)
    return Framework.objects.get(pk=made)


def agreed(cast: Cast, frame: Frame = OUTRIGHT) -> Framework:
    row = proposed(cast, frame)
    version = row.versions.get()
    answer_framework(id=fresh(), by=cast.actor("freja"), at=AT, version_id=version.id, sha256=version.sha256, is_yes=True)
    return row


def called(cast: Cast, row: Framework, facts: CallFacts, who: str = "freja") -> CallOff:
    return CallOff.objects.get(pk=call_off(id=fresh(), by=cast.actor(who), at=AT, framework_id=row.id, call=facts))


def lots_for(cast: Cast, kg: int) -> list[Fill]:
    """A lot of the seller on offer that is just enough."""
    return [Fill(an_offer(cast.actor("noy"), kg=kg).id, kg)]


def confirmed(cast: Cast, one: CallOff, who: str = "noy") -> Contract:
    filling = lots_for(cast, one.kg) if who == "noy" else []
    said = {"by": cast.actor(who), "at": AT, "call_off_id": one.id, "sha256": one.sha256, "is_yes": True}
    return Contract.objects.get(pk=answer_call_off(id=fresh(), filling=filling, **said))


def codes(caught: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [refusal.code for refusal in caught.value.refusals]


def floor(cast: Cast, minimum: str = "1.80") -> None:
    sofia = cast.actor("sofia")
    facts = FloorFacts(
        "coffee", "arabica", "washed", "", "fairtrade", "FOB", "USD", "lb", Decimal(minimum), Decimal("0.40"), Decimal("0.20"),
        date(2023, 8, 1), None, "Table, page 3",
    )  # fmt: skip
    row = record_price_floor(id=fresh(), by=sofia, at=AT, floor=facts)
    verify_price_floor(id=fresh(), by=sofia, at=AT, floor_id=row, note="Read on the page")


@pytest.mark.parametrize(
    ("kg", "called_kg", "changed", "ends_on", "code"),
    [
        (19_200, 0, {}, None, None),
        (60_000, 0, {}, None, None),
        (60_001, 0, {}, None, "trade.call-off-above-frame"),
        (10_801, 49_200, {}, None, "trade.call-off-above-frame"),
        (10_800, 49_200, {}, None, None),
        (5_999, 0, {}, None, "trade.call-off-below-least"),
        (4_000, 56_000, {}, None, None),  # all that is left
        (0, 0, {}, None, "trade.call-off-above-frame"),
        (19_200, 0, {"ready_until": date(2027, 11, 1)}, None, "trade.call-off-outside-period"),
        (19_200, 0, {"ready_from": date(2026, 10, 1)}, None, "trade.call-off-outside-period"),
        (19_200, 0, {}, date(2027, 2, 1), "trade.call-off-outside-period"),
    ],
)
def test_what_may_be_called_off(kg: int, called_kg: int, changed: dict[str, Any], ends_on: date | None, code: str | None) -> None:
    found = refusals_for_call(FRAME, call(kg, **changed), called_kg=called_kg, ends_on=ends_on, on=ON)
    assert [one.code for one in found] == ([code] if code else [])


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({}, None),
        ({"total_kg": 0}, "trade.kg-not-positive"),
        ({"min_kg": 60_001}, "trade.least-call-off-above-frame"),
        ({"valid_until": date(2026, 10, 1)}, "trade.window-ends-before-it-starts"),
        ({"place": "LAPKZ"}, "kernel.sea-term-without-port"),
        ({"price": PriceTerms("outright", Decimal(0), "USD", "kg")}, "trade.price-not-positive"),
        ({"price": PriceTerms("differential", Decimal(18), exchange="CC")}, "trade.exchange-unknown"),
        ({"price": PriceTerms("to-be-fixed", Decimal(18), exchange="KC")}, "trade.price-kind-unknown"),
        ({"notice_days": 366}, "trade.notice-out-of-range"),
        ({"form": "mine"}, "trade.clause-unknown"),
    ],
)
def test_what_may_be_a_frame(changed: dict[str, Any], code: str | None) -> None:
    assert [one.code for one in refusals_for_frame(replace(FRAME, **changed), known(), on=ON)] == ([code] if code else [])


def test_a_confirmed_call_off_is_a_contract_that_is_invoiced_like_any_other(cast: Cast) -> None:
    row = agreed(cast)
    contract = confirmed(cast, called(cast, row, plain_call()))
    assert (contract.state, contract.total, contract.buyer_id) == ("binding", Decimal("97920.00"), row.buyer_id)
    assert contract_seen(contract, cast.actor("noy"), ON).kg == 19_200
    noy = cast.actor("noy")
    version = propose_version(id=fresh(), by=noy, at=AT, contract_id=contract.id, over=0, clauses=clauses(noy))
    seal = contract.versions.get().sha256
    answer_version(id=fresh(), by=cast.actor("freja"), at=AT, version_id=version, sha256=seal, is_yes=True)
    issue_invoice(id=fresh(), by=noy, at=AT, contract_id=contract.id, shipped=shipped_whole(contract), shipped_on=ON)
    assert contract.invoices.get().total.amount == Decimal("97920.00")


@pytest.mark.parametrize(
    ("kind", "c", "per_kg", "is_at_floor"),
    [
        ("differential", "231.40", "5.4983", False),  # 249.40 US cents for a pound
        ("fairtrade", "231.40", "5.4983", False),
        ("fairtrade", "152.30", "3.9683", True),  # 170.30 rises to 180.00
    ],
)
def test_the_price_is_that_of_the_day(cast: Cast, kind: str, c: str, per_kg: str, is_at_floor: bool) -> None:
    floor(cast)
    row = agreed(cast, replace(FRAME, price=PriceTerms(kind, Decimal(18), exchange="KC")))
    one = called(cast, row, call(c=c))
    assert Decimal(one.content["per_kg"]).quantize(Decimal("0.0001")) == Decimal(per_kg)
    assert one.content["is_at_floor"] is is_at_floor
    assert confirmed(cast, one).terms["lines"][0]["price"] == per_kg


def test_nothing_is_called_off_below_a_verified_floor(cast: Cast) -> None:
    floor(cast)
    row = agreed(cast, FRAME)
    with pytest.raises(Refused) as caught:
        called(cast, row, call(c="152.30"))
    assert codes(caught) == ["trade.bid-below-floor"]
    assert caught.value.refusals[0].facts["source"] == "Table, page 3"
    with pytest.raises(Refused) as caught:
        called(cast, row, call(quoted_in="USD/t"))
    assert codes(caught) == ["trade.quotation-in-another-unit"]


def test_what_waits_counts_and_what_is_refused_is_free_again(cast: Cast) -> None:
    row = agreed(cast)
    first = called(cast, row, plain_call(50_000))
    with pytest.raises(Refused) as caught:
        called(cast, row, plain_call(10_001))
    assert codes(caught) == ["trade.call-off-above-frame"]
    with pytest.raises(Refused) as caught:
        confirmed(cast, first, who="freja")
    assert codes(caught) == ["trade.only-the-other-side-confirms"]
    said = {"by": cast.actor("noy"), "at": AT, "call_off_id": first.id, "sha256": first.sha256, "is_yes": False}
    answer_call_off(id=fresh(), reason="No rain, no coffee", **said)
    assert framework_seen(row, cast.actor("noy"), ON).left_kg == 60_000
    with pytest.raises(Refused) as caught:
        answer_call_off(id=fresh(), reason="Again", **said)
    assert codes(caught) == ["trade.call-off-does-not-wait"]


def test_a_frame_is_amended_by_both_and_never_below_what_is_called_off(cast: Cast) -> None:
    row = agreed(cast)
    called(cast, row, plain_call())
    noy, freja = cast.actor("noy"), cast.actor("freja")
    with pytest.raises(Refused) as caught:
        propose_framework_version(id=fresh(), by=noy, at=AT, framework_id=row.id, over=1, frame=replace(OUTRIGHT, total_kg=19_199))
    assert codes(caught) == ["trade.frame-below-called-off"]
    propose_framework_version(id=fresh(), by=noy, at=AT, framework_id=row.id, over=1, frame=replace(OUTRIGHT, total_kg=19_200))
    assert framework_seen(row, noy, ON).frame.total_kg == 60_000
    newest = row.versions.get(number=2)
    answer_framework(id=fresh(), by=freja, at=AT, version_id=newest.id, sha256=newest.sha256, is_yes=True)
    assert framework_seen(row, noy, ON).left_kg == 0


def test_a_frame_ends_by_notice_and_what_is_called_off_stays(cast: Cast) -> None:
    row = agreed(cast)
    one = called(cast, row, plain_call())
    freja = cast.actor("freja")
    with pytest.raises(Refused) as caught:
        give_notice(id=fresh(), by=freja, at=AT, framework_id=row.id, ends_on=ON + timedelta(59))
    assert codes(caught) == ["trade.notice-too-short"]
    give_notice(id=fresh(), by=freja, at=AT, framework_id=row.id, ends_on=date(2027, 1, 31), reason="New supplier")
    with pytest.raises(Refused) as caught:
        called(cast, row, plain_call())
    assert codes(caught) == ["trade.call-off-outside-period"]
    assert confirmed(cast, one)


def test_nothing_is_called_off_before_both_have_agreed(cast: Cast) -> None:
    row = proposed(cast)
    with pytest.raises(Refused) as caught:
        called(cast, row, plain_call())
    assert codes(caught) == ["trade.frame-not-agreed"]


def test_a_frame_on_the_screens_from_the_proposal_to_the_contract(sign_in: Visit, cast: Cast) -> None:
    noy, freja = sign_in("noy"), sign_in("freja")
    steps = {
        "side": "sell", "other": cast.organizations["faelles"].id, "product": "coffee", "species": "arabica", "process": "washed",
        "protocol": "", "min_score": "", "total_kg": "60000", "min_kg": "6000", "valid_from": "2026-11-01", "valid_until": "2027-10-31",
        "kind": "outright", "amount": "5.10", "currency": "USD", "price_unit": "kg", "exchange": "", "incoterm": "FOB",
        "place": "VNDAD", "form": "ESCC", "notice_days": "60", "other_words": "",
    }  # fmt: skip
    last = noy.post("/market/frameworks/new/", {**steps, "step": 6}).content.decode()
    assert "60,000 kg" in last and "5.1 USD" in last
    made = noy.post("/market/frameworks/new/", {**steps, "step": 7, "operation_id": fresh(), "over": 0})
    assert made.status_code == 302, made.content.decode()
    row = Framework.objects.get()
    page, version = f"/market/frameworks/{row.id}/", row.versions.get()
    assert "Say yes" in freja.get(page).content.decode()
    freja.post(f"/market/frameworks/versions/{version.id}/yes/", {"operation_id": fresh(), "sha256": version.sha256})
    asked = {"operation_id": fresh(), "kg": "19200", "ready_from": "2027-01-01", "ready_until": "2027-02-28"}
    assert freja.post(f"{page}call-offs/new/", asked).status_code == 302
    one = CallOff.objects.get()
    assert "Confirm and name lots" in noy.get(page).content.decode()
    offer = an_offer(cast.actor("noy"))
    said = {"lots": offer.id, f"kg_of_{offer.id.hex}": "19200", "operation_id": fresh(), "sha256": one.sha256}
    done = noy.post(f"/market/call-offs/{one.id}/lots/", {**said, "step": 2})
    assert done.status_code == 302 and noy.get(done.url).status_code == 200
    assert "19,200 of 60,000 kg are called off" in noy.get(page).content.decode()
    assert noy.get(f"{page}change/").status_code == 200 and noy.get(f"{page}end/").status_code == 200
    for stranger in ("ebong", "sofia"):
        assert sign_in(stranger).get(page).status_code == 404
    assert row.number in freja.get("/market/frameworks/").content.decode()


def test_certificates_of_a_frame_are_asked_when_it_is_called_off_and_when_the_goods_leave(cast: Cast) -> None:
    noy = cast.actor("noy")
    waiting = called(cast, agreed(cast), plain_call())
    held = a_certificate(noy, scheme="fairtrade", number="FLO 9", valid_until=date(2026, 12, 31))
    with pytest.raises(Refused) as caught:
        confirmed(cast, waiting)
    assert codes(caught) == ["trade.certificate-has-ended"], "it ends before the goods may first be shipped"
    a_certificate(noy, scheme="fairtrade", number="FLO 10", valid_from=date(2027, 1, 1), valid_until=date(2027, 6, 30))
    contract = confirmed(cast, waiting)
    assert contract.terms["lines"][0]["certificates"] == [{"scheme": "fairtrade", "number": "FLO 10", "until": "2027-06-30"}]
    agree(contract, noy, [cast.actor("freja")], AT, pool_holder_id=None)
    shipment = begun(contract, noy, AT)
    late = next(one for one in checklist_of(shipment, today=date(2027, 7, 1)) if one.document == "certificate")
    assert [one.code for one in late.refusals] == ["trade.paper-ends-before-departure"] and held
    a_certificate(noy, scheme="fairtrade", number="FLO 11", valid_from=date(2027, 6, 1), valid_until=date(2028, 6, 30))
    assert next(one for one in checklist_of(shipment, today=date(2027, 7, 1)) if one.document == "certificate").holds, "renewed"
