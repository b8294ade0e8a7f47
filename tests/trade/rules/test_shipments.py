"""The way of a shipment: the order of its steps, what goes in, seals, what is missing on arrival."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rochdale.trade.rules.landed_weight import (
    flags_for_claim,
    flags_for_weighing,
    last_day_to_claim,
    loss,
    refusals_for_claim,
    refusals_for_landed,
)
from rochdale.trade.rules.shipments import (
    Booking,
    PortFacts,
    Stuffed,
    flags_for_air,
    flags_for_stuffing,
    flags_for_way,
    next_step,
    refusals_for_booking,
    refusals_for_seals,
    refusals_for_step,
    refusals_for_stuffing,
    refusals_for_taking_back,
)

TODAY = date(2027, 1, 20)
LEFT = {"booked": date(2027, 1, 2), "stuffed": date(2027, 1, 8), "weighed": date(2027, 1, 8), "sealed": date(2027, 1, 8)}
AWAY = {**LEFT, "departed": date(2027, 1, 12)}


@pytest.mark.parametrize(
    ("sentence", "kind", "on", "done", "mode", "codes"),
    [
        ("first it is booked", "booked", date(2027, 1, 2), {}, "sea", []),
        ("nothing is stuffed before it is booked", "stuffed", date(2027, 1, 2), {}, "sea", ["trade.step-comes-later"]),
        ("no ship takes a container that was not weighed", "departed", TODAY, {k: v for k, v in LEFT.items() if k != "weighed"}, "sea",
         ["trade.step-comes-later"]),
        ("a truck leaves without a gross mass", "departed", TODAY, {k: v for k, v in LEFT.items() if k != "weighed"}, "truck", []),
        ("a truck is not asked for one", "weighed", TODAY, LEFT, "truck", ["trade.step-not-on-this-way"]),
        ("a plane leaves without gross mass and seals", "departed", TODAY, {k: LEFT[k] for k in ("booked", "stuffed")}, "air", []),
        ("a plane is not asked for seals", "sealed", TODAY, LEFT, "air", ["trade.step-not-on-this-way"]),
        ("a step is recorded once", "sealed", TODAY, LEFT, "sea", ["trade.step-already-recorded"]),
        ("it arrives after it left", "arrived", date(2027, 1, 12), AWAY, "sea", []),
        ("it does not arrive before it left", "arrived", date(2027, 1, 11), AWAY, "sea", ["trade.step-before-earlier"]),
        ("tomorrow is still to come", "departed", date(2027, 1, 21), LEFT, "sea", ["trade.step-still-to-come"]),
    ],
)  # fmt: skip
def test_order_of_the_steps(sentence: str, kind: str, on: date, done: dict[str, date], mode: str, codes: list[str]) -> None:
    assert [one.code for one in refusals_for_step(kind, on, done=done, mode=mode, today=TODAY)] == codes, sentence


def test_the_last_step_is_taken_back_first() -> None:
    assert [one.code for one in refusals_for_taking_back("stuffed", done=AWAY, mode="sea")] == ["trade.step-has-followers"]
    assert refusals_for_taking_back("departed", done=AWAY, mode="sea") == []


def test_what_comes_next_is_the_first_step_not_done_and_never_a_claim() -> None:
    assert next_step({}, "sea") == "booked"
    assert next_step(LEFT, "sea") == "departed"
    assert next_step({**AWAY, "arrived": TODAY, "landed": TODAY}, "sea") is None
    assert next_step({"booked": TODAY, "stuffed": TODAY}, "truck") == "sealed"


@pytest.mark.parametrize(
    ("sentence", "kg", "before", "refused", "flagged"),
    [
        ("all of it", 19_200, 0, [], []),
        ("3 percent more", 19_776, 0, [], []),
        ("a kg above the tolerance", 19_777, 0, ["trade.stuffed-above-contract"], []),
        ("all its shipments count together", 10_000, 9_777, ["trade.stuffed-above-contract"], []),
        ("3 percent less", 18_624, 0, [], []),
        ("a short container goes, and is marked", 18_623, 0, [], ["trade.container-is-short"]),
        ("the rest of a short one", 1_200, 18_000, [], []),
        ("nothing at all", 0, 0, ["trade.nothing-was-stuffed"], ["trade.container-is-short"]),
    ],
)
def test_what_goes_in(sentence: str, kg: int, before: int, refused: list[str], flagged: list[str]) -> None:
    lots = [Stuffed("B-1", Decimal(kg), None, Decimal(19_200), Decimal(before))]
    tolerance = Decimal("0.03")
    assert [one.code for one in refusals_for_stuffing(lots, tolerance=tolerance)] == refused, sentence
    assert [one.code for one in flags_for_stuffing(lots, tolerance=tolerance)] == flagged, sentence


@pytest.mark.parametrize(
    ("sentence", "seals", "codes"),
    [
        ("a seal of its own", ["RS118"], []),
        ("none", [], ["trade.seal-missing"]),
        ("one that closes another shipment", ["RS117"], ["trade.seal-in-use"]),
        ("one written twice", ["RS118", "RS118"], ["trade.seal-twice"]),
    ],
)
def test_seals(sentence: str, seals: list[str], codes: list[str]) -> None:
    assert [one.code for one in refusals_for_seals(seals, known={"RS117": "S-2027-0001"})] == codes, sentence


DANANG, PAKSE, AARHUS = PortFacts("Da Nang", "VNDAD", True), PortFacts("Pakse", "LAPKZ", False), PortFacts("Aarhus", "DKAAR", True)


def booked(**days: date) -> Booking:
    return Booking(
        "Line", "Ship", "1", "B", "", "", *({"closes": date(2027, 1, 8), "leaves": date(2027, 1, 12), "arrives": TODAY} | days).values()
    )


@pytest.mark.parametrize(
    ("sentence", "origin", "mode", "days", "codes"),
    [
        ("from port to port", DANANG, "sea", {}, []),
        ("no ship calls at Pakse", PAKSE, "sea", {}, ["trade.no-ship-calls-there"]),
        ("a truck does", PAKSE, "truck", {}, []),
        ("a plane may", PAKSE, "air", {}, []),
        ("it does not arrive where it leaves", AARHUS, "sea", {}, ["trade.shipment-goes-nowhere"]),
        ("papers close before it leaves", DANANG, "sea", {"closes": date(2027, 1, 13)}, ["trade.closes-after-it-leaves"]),
        ("it leaves before it arrives", DANANG, "sea", {"arrives": date(2027, 1, 11)}, ["trade.arrives-before-it-leaves"]),
    ],
)
def test_booking(sentence: str, origin: PortFacts, mode: str, days: dict[str, date], codes: list[str]) -> None:
    assert [one.code for one in refusals_for_booking(booked(**days), origin=origin, destination=AARHUS, mode=mode)] == codes, sentence


def test_what_flies_leaves_from_an_airport_and_under_no_term_for_ships() -> None:
    colombo, milan = replace(AARHUS, name="Colombo", code="LKCMB", is_airport=True), PortFacts("Milano", "ITMIL", False)
    assert flags_for_air(ends=[colombo], sea_terms=[]) == []
    assert [one.facts for one in flags_for_air(ends=[colombo, milan], sea_terms=[])] == [{"place": "Milano", "code": "ITMIL"}]
    assert [one.code for one in flags_for_air(ends=[colombo], sea_terms=["FOB", "FOB"])] == ["trade.sea-term-by-air"]


def test_lao_goods_leave_by_a_foreign_port() -> None:
    assert [one.code for one in flags_for_way(origins={"LA"}, port=DANANG)] == ["trade.leaves-by-a-foreign-port"]
    assert flags_for_way(origins={"VN"}, port=DANANG) == []


@pytest.mark.parametrize(
    ("sentence", "landed", "weights", "franchise", "owed"),
    [
        ("the buyer bears 0.5 percent: 96 kg of 19,200", 19_104, "shipped", 96, 0),
        ("a kg more is owed", 19_103, "shipped", 96, 1),
        ("where landed weights count, all of it is owed", 19_104, "landed", 0, 96),
        ("more may arrive than was written", 19_250, "shipped", 96, 0),
    ],
)
def test_what_is_missing_on_arrival(sentence: str, landed: int, weights: str, franchise: int, owed: int) -> None:
    found = loss(Decimal(19_200), Decimal(landed), weights=weights)
    assert (found.franchise_kg, found.owed_kg) == (franchise, owed), sentence
    assert [one.code for one in refusals_for_claim(found)] == ([] if owed else ["trade.loss-within-franchise"])


@given(st.decimals(1, 30_000, places=3), st.decimals(0, 31_000, places=3), st.sampled_from(["shipped", "landed"]))
def test_nobody_owes_more_than_is_missing(shipped: Decimal, landed: Decimal, weights: str) -> None:
    found = loss(shipped, landed, weights=weights)
    assert 0 <= found.owed_kg <= found.lost_kg <= shipped
    assert found.owed_kg == max(found.lost_kg - found.franchise_kg, 0)


@pytest.mark.parametrize(("on", "late"), [(date(2027, 2, 9), False), (date(2027, 2, 10), False), (date(2027, 2, 11), True)])
def test_a_claim_on_day_29_is_late(on: date, late: bool) -> None:
    arrived = date(2027, 1, 13)
    assert bool(flags_for_claim(arrived_on=arrived, claimed_on=on)) is late
    assert last_day_to_claim(arrived) == date(2027, 2, 10)


def test_weighed_on_day_22_is_late() -> None:
    arrived = date(2027, 1, 13)
    assert flags_for_weighing(arrived_on=arrived, weighed_on=date(2027, 2, 3)) == []
    assert [one.code for one in flags_for_weighing(arrived_on=arrived, weighed_on=date(2027, 2, 4))] == ["trade.weighed-late"]


@pytest.mark.parametrize(("landed", "is_refused"), [(0, True), (19_776, False), (19_777, True)])
def test_a_weight_on_arrival_that_cannot_be(landed: int, is_refused: bool) -> None:
    assert bool(refusals_for_landed(Decimal(landed), shipped_kg=Decimal(19_200), tolerance=Decimal("0.03"))) is is_refused
