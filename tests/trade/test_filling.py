"""From which lots a call-off is filled: goods of the frame, exactly its kg, each kg promised once, whoever comes first."""

from __future__ import annotations

import json
import zipfile
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rochdale.base.leaving.parts import Scope, parts
from rochdale.base.leaving.writing import write
from rochdale.kernel.ids import new_id
from rochdale.kernel.refusal import Refused
from rochdale.trade.models import CallOff, Contract, Filling, Framework, Lot, Offer
from rochdale.trade.operations import (
    SliceOf,
    answer_call_off,
    answer_framework,
    call_off,
    propose_framework,
    withdraw_offer,
)
from rochdale.trade.queries.contracts import sold_lots
from rochdale.trade.rules.filling import Fill, Part, refusals_for_filling, suggested
from rochdale.trade.rules.goods import Price
from tests.cast import AT, Cast
from tests.trade.api import Visit, codes, send
from tests.trade.bids import accepted, opened
from tests.trade.goods import an_offer, fresh
from tests.trade.test_at_once import all_at_once
from tests.trade.test_frameworks import FRAME, OUTRIGHT, agreed, called, plain_call

pytestmark = pytest.mark.django_db
PART = Part("B-1", "coffee", "arabica", "washed", "SCA-2004", Decimal(85), frozenset({"fairtrade"}), date(2026, 12, 1), 12_000, True)
LAST = date(2027, 2, 28)


@pytest.mark.parametrize(
    ("says", "changed", "kg", "code"),
    [
        ("just the kg called off", {}, 10_000, None),
        ("all that is free", {"left_kg": 10_000}, 10_000, None),
        ("more than is free", {"left_kg": 9_999}, 10_000, "trade.lot-has-less-free"),
        ("nothing is free: it is sold elsewhere", {"left_kg": 0}, 10_000, "trade.lot-has-less-free"),
        ("taken off, or its time is over", {"is_open": False}, 10_000, "trade.not-open"),
        ("less than was called off", {}, 9_999, "trade.filling-does-not-add-up"),
        ("more than was called off", {}, 10_001, "trade.filling-does-not-add-up"),
        ("another product", {"product": "cocoa"}, 10_000, "trade.lot-of-other-goods"),
        ("another species", {"species": "robusta"}, 10_000, "trade.lot-of-other-goods"),
        ("otherwise prepared", {"process": "natural"}, 10_000, "trade.lot-of-other-goods"),
        ("exactly the score agreed on", {"score": Decimal(82)}, 10_000, None),
        ("a lower score", {"score": Decimal("81.75")}, 10_000, "trade.lot-below-score"),
        ("no score", {"score": None}, 10_000, "trade.lot-below-score"),
        ("scored under another protocol", {"protocol": "CVA"}, 10_000, "trade.lot-below-score"),
        ("without the certificate", {"certificates": frozenset({"eu-organic"})}, 10_000, "trade.lot-without-certificate"),
        ("ready on the last day", {"ready_from": LAST}, 10_000, None),
        ("ready a day too late", {"ready_from": date(2027, 3, 1)}, 10_000, "trade.lot-ready-too-late"),
    ],
)
def test_what_may_fill_a_call_off_of_10000_kg(says: str, changed: dict[str, Any], kg: int, code: str | None) -> None:
    found = refusals_for_filling(FRAME, [(replace(PART, **changed), kg)], kg=10_000, ready_until=LAST)
    assert [one.code for one in found] == ([code] if code else []), says


def test_a_call_off_names_lots_and_each_once() -> None:
    assert [one.code for one in refusals_for_filling(FRAME, [], kg=10_000, ready_until=LAST)] == ["trade.call-off-names-no-lot"]
    twice = refusals_for_filling(FRAME, [(PART, 6_000), (PART, 4_000)], kg=10_000, ready_until=LAST)
    assert [one.code for one in twice] == ["trade.lot-named-twice"]
    nothing = refusals_for_filling(FRAME, [(PART, 10_000), (replace(PART, reference="B-2"), 0)], kg=10_000, ready_until=LAST)
    assert [one.code for one in nothing] == ["trade.kg-not-positive"]


@given(st.lists(st.integers(1, 30_000), max_size=6), st.integers(1, 60_000))
def test_what_is_suggested_may_be_said(left: list[int], kg: int) -> None:
    parts = suggested(left, kg)
    assert sum(parts) == min(kg, sum(left)) and all(0 <= part <= free for part, free in zip(parts, left, strict=True))
    pairs = enumerate(zip(left, parts, strict=True))
    named = [(replace(PART, reference=str(at), left_kg=free), part) for at, (free, part) in pairs if part]
    assert (refusals_for_filling(FRAME, named, kg=kg, ready_until=LAST) == []) == (sum(left) >= kg)


def yes(cast: Cast, one: CallOff, filling: list[Fill], who: str = "noy") -> Contract:
    said = {"by": cast.actor(who), "at": AT, "call_off_id": one.id, "sha256": one.sha256, "is_yes": True}
    return Contract.objects.get(pk=answer_call_off(id=fresh(), filling=filling, **said))


def no(cast: Cast, one: CallOff, who: str) -> None:
    said = {"by": cast.actor(who), "at": AT, "call_off_id": one.id, "sha256": one.sha256, "is_yes": False}
    answer_call_off(id=fresh(), reason="Not now", **said)


def asked_by_the_seller(cast: Cast, row: Framework, filling: list[Fill], kg: int = 19_200) -> CallOff:
    return CallOff.objects.get(
        pk=call_off(id=fresh(), by=cast.actor("noy"), at=AT, framework_id=row.id, call=plain_call(kg), filling=filling)
    )


def stands(*offers: Offer) -> list[tuple[int, int, int]]:
    """Reserved, sold and left of each."""
    found = [Offer.objects.get(pk=offer.pk) for offer in offers]
    return [(offer.kg_reserved, offer.kg_sold, offer.kg_left) for offer in found]


def refused(caught: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [refusal.code for refusal in caught.value.refusals]


def test_the_sellers_yes_sells_the_lots_and_the_contract_has_a_line_for_each(cast: Cast) -> None:
    first = an_offer(cast.actor("noy"), reference="B-1", kg=12_000, slice_of=SliceOf("A-2026", 20_000))
    second = an_offer(cast.actor("noy"), reference="B-2", kg=12_000)
    contract = yes(cast, called(cast, agreed(cast), plain_call()), [Fill(first.id, 12_000), Fill(second.id, 7_200)])
    assert stands(first, second) == [(0, 12_000, 0), (0, 7_200, 4_800)]
    lines = contract.terms["lines"]
    assert [(line["reference"], line["kg"], line["amount"]) for line in lines] == [("B-1", 12_000, "61200.00"), ("B-2", 7_200, "36720.00")]
    assert contract.total == Decimal("97920.00") == sum(Decimal(line["amount"]) for line in lines)
    assert {line["score"] for line in lines} == {"82"}, "what the frame promises, not what the lot has"
    assert lines[0]["certificates"] == [{"scheme": "fairtrade", "number": "FLO 1", "until": "2027-12-31"}]
    assert sold_lots(contract.id) == [], "their books are kept elsewhere"


def test_what_a_seller_calls_off_is_kept_until_the_answer(cast: Cast) -> None:
    row, offer = agreed(cast), an_offer(cast.actor("noy"), kg=20_000, slice_of=SliceOf("A-2026", 20_000))
    filling = [Fill(offer.id, 19_200)]
    kept = asked_by_the_seller(cast, row, filling)
    assert stands(offer) == [(19_200, 0, 800)]
    with pytest.raises(Refused) as caught:
        asked_by_the_seller(cast, row, filling)
    assert refused(caught) == ["trade.lot-has-less-free"]
    no(cast, kept, "freja")
    assert stands(offer) == [(0, 0, 20_000)]
    again = asked_by_the_seller(cast, row, filling)
    with pytest.raises(Refused) as caught:
        yes(cast, again, [], "noy")
    assert refused(caught) == ["trade.only-the-other-side-confirms"]
    contract = yes(cast, again, [], "freja")
    assert stands(offer) == [(0, 19_200, 800)] and contract.terms["lines"][0]["reference"] == offer.reference


def test_whoever_calls_off_may_take_it_back_and_a_withdrawn_lot_is_whole_again(cast: Cast) -> None:
    row, offer = agreed(cast), an_offer(cast.actor("noy"), kg=19_200, slice_of=SliceOf("A-2026", 20_000))
    kept = asked_by_the_seller(cast, row, [Fill(offer.id, 19_200)])
    withdraw_offer(id=fresh(), by=cast.actor("noy"), at=AT, offer_id=offer.id)
    assert Lot.objects.get().kg_taken == 19_200, "what is kept stays kept"
    no(cast, kept, "noy")
    assert stands(offer) == [(0, 0, 19_200)] and Lot.objects.get().kg_taken == 0
    with pytest.raises(Refused) as caught:
        yes(cast, kept, [], "freja")
    assert refused(caught) == ["trade.call-off-does-not-wait"]


@pytest.mark.parametrize("who", ["freja", "noy"])
def test_only_the_seller_names_lots_and_only_its_own(cast: Cast, who: str) -> None:
    row, own, other = agreed(cast), an_offer(cast.actor("noy")), an_offer(cast.actor("ngozi"))
    if who == "freja":
        with pytest.raises(Refused) as caught:
            call_off(
                id=fresh(), by=cast.actor("freja"), at=AT, framework_id=row.id, call=plain_call(), filling=[Fill(own.id, 19_200)]
            )  # fmt: skip
        assert refused(caught) == ["trade.only-the-seller-names-lots"]
    one = called(cast, row, plain_call())
    for filling, code in (([], "trade.call-off-names-no-lot"), ([Fill(other.id, 19_200)], "trade.lot-unknown")):
        with pytest.raises(Refused) as caught:
            yes(cast, one, filling)
        assert refused(caught) == [code]
    assert (stands(own, other), Filling.objects.count(), Contract.objects.count()) == ([(0, 0, 19_200)] * 2, 0, 0)


def test_lots_on_the_screens_of_both_sides(sign_in: Visit, cast: Cast) -> None:
    noy, freja, row = sign_in("noy"), sign_in("freja"), agreed(cast)
    page = f"/market/frameworks/{row.id}/"
    one = called(cast, row, plain_call())
    assert "Confirm and name lots" in noy.get(page).content.decode()
    here = f"/market/call-offs/{one.id}/lots/"
    assert "None of your lots on offer fits." in noy.get(here).content.decode()
    first, second = an_offer(cast.actor("noy"), reference="B-1", kg=12_000), an_offer(cast.actor("noy"), reference="B-2", kg=12_000)
    an_offer(cast.actor("noy"), reference="B-3", score=Decimal(80))
    shown = noy.get(here).content.decode()
    assert "B-1" in shown and "12,000 kg" in shown and "“B-3” does not have the 82 points" in shown
    which = {"lots": [first.id, second.id]}
    much = noy.post(here, {**which, "step": 1}).content.decode()
    assert "How much of B-1?" in much and 'value="7,200"' in much, "the rest is suggested from the second"
    kg = {f"kg_of_{first.id.hex}": "12000", f"kg_of_{second.id.hex}": "7000", "operation_id": fresh(), "sha256": one.sha256}
    assert "The lots come to 19,000 kg; 19,200 kg are called off." in noy.post(here, {**which, **kg, "step": 2}).content.decode()
    done = noy.post(here, {**which, **kg, f"kg_of_{second.id.hex}": "7200", "step": 2})
    assert done.status_code == 302 and done.url == f"/market/contracts/{Contract.objects.get().id}/"
    assert noy.get(here).status_code == 302 == freja.get(here).status_code, "it is answered; and the buyer names none"
    seen = freja.get(page).content.decode()
    assert "B-2" in seen and "7,200 kg" in seen
    offer = noy.get(f"/market/offers/{second.id}/").content.decode()
    assert str(one) in offer and "Fælles Brugs" in offer


def test_a_seller_calls_off_in_three_screens_and_takes_it_back(sign_in: Visit, cast: Cast) -> None:
    noy, freja, row, offer = sign_in("noy"), sign_in("freja"), agreed(cast), an_offer(cast.actor("noy"), reference="B-1")
    page, asked = f"/market/frameworks/{row.id}/", {"kg": "19200", "ready_from": "2027-01-01", "ready_until": "2027-02-28"}
    here = f"{page}call-offs/new/"
    assert "How much now?" in noy.get(here).content.decode()
    assert "B-1" in noy.post(here, {**asked, "step": 1}).content.decode()
    assert 'value="19,200"' in noy.post(here, {**asked, "lots": offer.id, "step": 2}).content.decode()
    last = {**asked, "lots": offer.id, f"kg_of_{offer.id.hex}": "19200", "operation_id": fresh(), "step": 3}
    assert noy.post(here, last).status_code == 302
    one = CallOff.objects.get()
    assert stands(offer) == [(19_200, 0, 0)] and "B-1" in freja.get(page).content.decode()
    back = f"/market/call-offs/{one.id}/no/"
    assert "Take it back" in noy.get(page).content.decode() and "Take it back" in noy.get(back).content.decode()
    noy.post(back, {"operation_id": fresh(), "reason": "The truck broke down"})
    assert stands(offer) == [(0, 0, 19_200)] and "Taken back" in freja.get(page).content.decode()


def test_a_program_names_lots_too(sign_in: Visit, cast: Cast) -> None:
    row, offer = agreed(cast), an_offer(cast.actor("noy"))
    one = called(cast, row, plain_call())
    noy, path = sign_in("noy"), f"call-offs/{one.id}/answer"
    said = {"sha256": one.sha256, "is_yes": True}
    assert codes(send(noy, path, said)) == ["trade.call-off-names-no-lot"]
    made = send(noy, path, {**said, "filling": [{"offer_id": str(offer.id), "kg": 19_200}]})
    assert made.status_code == 200 and made.json()["contract_id"] == str(Contract.objects.get().id)
    shown = sign_in("freja").get(f"/api/frameworks/{row.id}").json()["call_offs"][0]
    assert shown["filling"] == [{"reference": offer.reference, "kg": 19_200}]


def test_the_buyer_takes_the_lot_along_as_both_know_it(cast: Cast, tmp_path: Path) -> None:
    offer = an_offer(cast.actor("noy"), slice_of=SliceOf("A-2026", 20_000), reserve=Price(Decimal("4.417317"), "USD", "kg"))
    yes(cast, called(cast, agreed(cast), plain_call()), [Fill(offer.id, 19_200)])
    write(tmp_path / "f.zip", Scope(cast.faelles.id, AT), name="Fælles Brugs")
    with zipfile.ZipFile(tmp_path / "f.zip") as package:
        tables = {part.label: json.loads(package.read(f"tables/{part.name}.json")) for part in parts()}
    assert [row["kg"] for row in tables["trade.Filling"]] == [19_200]
    (row,) = tables["trade.Offer"]
    assert (row["kg"], row["reserve_price"], row["lot_id"], row["state"]) == (19_200, "5.100000", None, "withdrawn")


def second_frame(cast: Cast) -> Framework:
    buyer = cast.actor("freja").organization_id
    assert buyer
    row = Framework.objects.get(
        pk=propose_framework(id=fresh(), by=cast.actor("noy"), at=AT, other_id=buyer, is_seller=True, frame=OUTRIGHT)
    )
    version = row.versions.get()
    answer_framework(id=fresh(), by=cast.actor("freja"), at=AT, version_id=version.id, sha256=version.sha256, is_yes=True)
    return row


@pytest.mark.django_db(transaction=True)
def test_call_offs_of_two_frames_race_for_the_same_lot(cast: Cast) -> None:
    offer = an_offer(cast.actor("noy"))
    waiting = [called(cast, row, plain_call()) for row in (agreed(cast), second_frame(cast))]
    said = all_at_once(*[lambda one=one: yes(cast, one, [Fill(offer.id, 19_200)]) for one in waiting])
    assert said == {"done": 1, "trade.lot-has-less-free": 1}
    assert (stands(offer), Contract.objects.count()) == ([(0, 19_200, 0)], 1)


@pytest.mark.django_db(transaction=True)
def test_a_call_off_and_a_bid_race_for_the_same_lot(cast: Cast) -> None:
    offer = an_offer(cast.actor("noy"))
    one, thread = called(cast, agreed(cast), plain_call()), opened(cast, offer)
    said = all_at_once(lambda: yes(cast, one, [Fill(offer.id, 19_200)]), lambda: accepted(cast, thread))
    assert said["done"] == 1, said
    (reserved, sold, left) = stands(offer)[0]
    assert reserved == 0 and sold + left == 19_200 and sold == Contract.objects.get().terms["lines"][0]["kg"]


STEP = st.tuples(st.sampled_from(["seller", "buyer"]), st.integers(6_000, 20_000), st.sampled_from(["yes", "no", "back", "-"]))


@pytest.mark.heavy
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(STEP, max_size=5))
def test_no_kg_is_promised_twice_whatever_is_called_off(cast: Cast, steps: list[tuple[str, int, str]]) -> None:
    offer, row = an_offer(cast.actor("noy"), kg=24_000, reference=f"R-{new_id()}"), agreed(cast)
    for who, kg, then in steps:
        filling = [Fill(offer.id, kg)]
        try:
            one = asked_by_the_seller(cast, row, filling, kg) if who == "seller" else called(cast, row, plain_call(kg))
            if then == "yes":
                yes(cast, one, filling if who == "buyer" else [], "noy" if who == "buyer" else "freja")
            elif then != "-":
                no(cast, one, {"seller": "noy", "buyer": "freja"}[who] if then == "back" else {"seller": "freja", "buyer": "noy"}[who])
        except Refused:
            pass
    fillings = Filling.objects.filter(offer=offer)
    kept = sum(fillings.filter(call_off__answer=None).order_by("id").values_list("kg", flat=True))
    sold = sum(fillings.filter(call_off__answer__is_yes=True).order_by("id").values_list("kg", flat=True))
    assert stands(offer) == [(kept, sold, 24_000 - kept - sold)]
