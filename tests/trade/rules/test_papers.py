"""Which papers a route asks for, whether those that are there hold, and which come too late."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from rochdale.trade.known import codes
from rochdale.trade.rules.papers import (
    Consignment,
    Days,
    Goods,
    Paper,
    Requirement,
    checklist,
    in_force,
    keeping_back,
    order_by,
    refusals_for_row,
    requirements_for,
    shipped_rows,
)
from rochdale.trade.rules.residue import Residue, refusals_for_residue
from rochdale.trade.rules.subheadings import subheading_of, subheadings

COFFEE, COCOA, PINEAPPLE, TEA = Goods("090111", "LA"), Goods("180100", "CM"), Goods("080430", "TG"), Goods("090240", "LK")
ORGANIC = Goods("080430", "TG", frozenset({"organic"}))
DAYS = Days(date(2027, 1, 5), date(2027, 1, 15), date(2027, 1, 18), date(2027, 3, 1))
LOTS = {"B-1": date(2026, 12, 1)}


def sent(goods: Goods, destination: str, **changed: object) -> Consignment:
    facts = Consignment((goods,), destination, "FOB", "sea", "large", DAYS.leaves_on, DAYS.arrives_on, Decimal(90_000))
    return replace(facts, **changed)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("sentence", "what", "document", "is_asked"),
    [
        ("coffee to the EU needs an evidence pack", sent(COFFEE, "DK"), "evidence-pack", True),
        ("so does cocoa", sent(COCOA, "NL"), "evidence-pack", True),
        ("from the day it applies", sent(COFFEE, "DK", arrives_on=date(2026, 12, 30)), "evidence-pack", True),
        ("not the day before", sent(COFFEE, "DK", departs_on=date(2026, 11, 20), arrives_on=date(2026, 12, 29)), "evidence-pack", False),
        ("a small importer has until June", sent(COFFEE, "DK", size="small", arrives_on=date(2027, 6, 29)), "evidence-pack", False),
        ("and then needs it too", sent(COFFEE, "DK", size="small", arrives_on=date(2027, 6, 30)), "evidence-pack", True),
        ("pineapple needs none", sent(PINEAPPLE, "IT"), "evidence-pack", False),
        ("tea needs none", sent(TEA, "DE"), "evidence-pack", False),
        ("Japan asks for none", sent(COFFEE, "JP"), "evidence-pack", False),
        ("Japan asks for a residue report", sent(COFFEE, "JP"), "residue-report", True),
        ("and for a notification by the importer", sent(TEA, "JP"), "import-notification", True),
        ("Denmark does not", sent(COFFEE, "DK"), "residue-report", False),
        ("organic goods to the EU need a certificate of inspection", sent(ORGANIC, "IT"), "organic-coi", True),
        ("others do not", sent(PINEAPPLE, "IT"), "organic-coi", False),
        ("organic goods to Japan need JAS", sent(ORGANIC, "JP"), "jas-certificate", True),
        ("under CIF the seller insures", sent(COFFEE, "DK", incoterm="CIF"), "insurance", True),
        ("under CIP too", sent(COFFEE, "DK", incoterm="CIP"), "insurance", True),
        ("under FOB not", sent(COFFEE, "DK"), "insurance", False),
        ("Lao goods pass through another country", sent(COFFEE, "DK"), "transit", True),
        ("Cameroon has a port of its own", sent(COCOA, "NL"), "transit", False),
        ("coffee has an ICO certificate", sent(COFFEE, "JP"), "ico-certificate", True),
        ("cocoa has none", sent(COCOA, "NL"), "ico-certificate", False),
        ("cocoa of Cameroon needs its board's permit", sent(COCOA, "NL"), "board-permit", True),
        ("above 6,000 EUR the exporter is registered", sent(COFFEE, "DK", value_eur=Decimal("6000.01")), "rex-registration", True),
        ("at 6,000 EUR it need not be", sent(COFFEE, "DK", value_eur=Decimal(6000)), "rex-registration", False),
        ("a value nobody can tell counts as above", sent(COFFEE, "DK", value_eur=None), "rex-registration", True),
        ("a ship gives a bill of lading", sent(COFFEE, "DK"), "bill-of-lading", True),
        ("a truck gives a consignment note", sent(COFFEE, "DK", mode="truck"), "consignment-note", True),
        ("what flies has an air waybill", sent(COFFEE, "DK", mode="air"), "air-waybill", True),
        ("and no bill of lading", sent(COFFEE, "DK", mode="air"), "bill-of-lading", False),
        ("what sails has no air waybill", sent(COFFEE, "DK"), "air-waybill", False),
    ],
)
def test_what_a_route_asks_for(sentence: str, what: Consignment, document: str, is_asked: bool) -> None:
    assert (document in {row.document for row in requirements_for(shipped_rows(), what)}) is is_asked, sentence


def test_goods_within_the_union_are_not_imported() -> None:
    inside = Goods("090111", "FR")
    assert "evidence-pack" not in {row.document for row in requirements_for(shipped_rows(), sent(inside, "DK"))}


def test_unverified_rows_never_keep_goods_back() -> None:
    for row in shipped_rows():
        assert row.source and (row.verified_on is None) == (row.verified_by == ""), row.key
        assert "nverified" not in row.source or not row.is_verified, row.key
        assert refusals_for_row(row) == [], row.key
    held = {row.document for row in shipped_rows() if row.binds_departure}
    assert held == {"evidence-pack", "residue-report", "ico-certificate", "insurance"}


def test_a_recorded_row_takes_the_place_of_the_shipped_one() -> None:
    newer = Requirement(
        "eudr-evidence-pack-coffee", "evidence-pack", "Another law", hs="0901", destination="EU", valid_from=date(2028, 1, 1)
    )
    found = requirements_for(in_force([newer]), sent(COFFEE, "DK"))
    assert "evidence-pack" not in {row.document for row in found}
    assert len(in_force([newer])) == len(shipped_rows())


@pytest.mark.parametrize(
    ("sentence", "found", "loq", "accredited", "codes"),
    [
        ("0.012 ppm is above the limit", "0.012", "0.005", True, ["trade.residue-above-limit"]),
        ("nothing detected, but measured too coarsely", "", "0.02", True, ["trade.residue-measured-too-coarsely"]),
        ("0.008 with a limit of quantification of 0.005 passes", "0.008", "0.005", True, []),
        ("just the limit passes", "0.01", "0.01", True, []),
        ("nothing detected, measured finely", "", "0.005", True, []),
        ("by a laboratory without accreditation", "", "0.005", False, ["trade.laboratory-not-accredited"]),
    ],
)
def test_residues(sentence: str, found: str, loq: str, accredited: bool, codes: list[str]) -> None:
    report = Residue(Decimal(found) if found else None, Decimal(loq), is_accredited=accredited)
    assert [one.code for one in refusals_for_residue(report, issued_on=DAYS.today)] == codes, sentence


ROW = Requirement("k", "phytosanitary", "source", lead_days=5, verified_by="Sofia", verified_on=date(2026, 11, 1))


@pytest.mark.parametrize(
    ("sentence", "today", "codes"),
    [
        ("it takes 5 days, and papers close in 5", date(2027, 1, 10), []),
        ("it takes 5 days, and papers close in 4", date(2027, 1, 11), ["trade.paper-takes-too-long"]),
        ("it takes 5 days, and papers have closed", date(2027, 1, 16), ["trade.paper-takes-too-long"]),
    ],
)
def test_a_paper_that_comes_too_late_is_flagged(sentence: str, today: date, codes: list[str]) -> None:
    (item,) = checklist([ROW], [], days=replace(DAYS, today=today), lots=LOTS)
    assert [one.code for one in item.flags] == codes, sentence
    assert [one.code for one in item.refusals] == ["trade.paper-is-missing"]


def test_the_last_day_to_ask_for_it_is_told() -> None:
    assert order_by([ROW], DAYS) == date(2027, 1, 10)


@pytest.mark.parametrize(
    ("sentence", "papers", "lots", "codes"),
    [
        ("it is not there", [], LOTS, ["trade.paper-is-missing"]),
        ("it is there", [Paper("phytosanitary", "P1")], LOTS, []),
        ("another paper is no help", [Paper("fumigation", "F1")], LOTS, ["trade.paper-is-missing"]),
        ("it holds on the day of the bill of lading", [Paper("phytosanitary", "P1", valid_until=DAYS.leaves_on)], LOTS, []),
        ("it ends the day before", [Paper("phytosanitary", "P1", valid_until=date(2027, 1, 17))], LOTS,
         ["trade.paper-ends-before-departure"]),
        ("a sound one beside it is enough", [Paper("phytosanitary", valid_until=date(2027, 1, 1)), Paper("phytosanitary", "P2")], LOTS, []),
        ("it is there for one lot of two", [Paper("phytosanitary", "P1", covers=frozenset({"B-1"}))], {**LOTS, "L-1": None},
         ["trade.paper-covers-a-part"]),
        ("one for each", [Paper("phytosanitary", "P1", covers=frozenset({one})) for one in ("B-1", "L-1")], {**LOTS, "L-1": None}, []),
    ],
)  # fmt: skip
def test_whether_a_paper_holds(sentence: str, papers: list[Paper], lots: dict[str, date | None], codes: list[str]) -> None:
    (item,) = checklist([ROW], papers, days=DAYS, lots=lots)
    assert [one.code for one in item.refusals] == codes, sentence
    assert [row.key for _item, row in keeping_back([item])] == (["k"] if codes else [])


def test_a_row_may_say_how_long_a_paper_is_good_for() -> None:
    row = replace(ROW, valid_days=21)
    papers = [Paper("phytosanitary", "P1", issued_on=date(2026, 12, 20))]
    (item,) = checklist([row], papers, days=DAYS, lots=LOTS)
    assert [one.code for one in item.refusals] == ["trade.paper-ends-before-departure"]


def test_only_a_verified_row_for_departure_keeps_goods_back() -> None:
    for row in (replace(ROW, verified_on=None), replace(ROW, needed_by="arrival")):
        assert keeping_back(checklist([row], [], days=DAYS, lots=LOTS)) == []


def test_a_residue_report_is_younger_than_the_lot() -> None:
    row = replace(ROW, document="residue-report", check="residue")
    old = Paper("residue-report", "R1", issued_on=date(2026, 11, 30), residue=Residue(None, Decimal("0.005")))
    (item,) = checklist([row], [old], days=DAYS, lots=LOTS)
    assert [one.code for one in item.refusals] == ["trade.report-older-than-lot"]
    (item,) = checklist([row], [replace(old, issued_on=date(2026, 12, 2))], days=DAYS, lots=LOTS)
    assert item.holds


@pytest.mark.parametrize(
    ("sentence", "changed", "codes"),
    [
        ("a heading that is none", {"hs": "099999"}, ["trade.heading-unknown"]),
        ("a chapter is enough", {"hs": "09"}, []),
        ("three figures are none", {"hs": "090"}, ["trade.heading-unknown"]),
        ("a country that is none", {"origin": "XX"}, ["trade.row-country-unknown"]),
        ("the Union as destination", {"destination": "EU"}, []),
        ("no source", {"source": " "}, ["trade.row-without-source"]),
        ("it ends before it begins", {"valid_from": date(2027, 1, 1), "valid_to": date(2027, 1, 1)}, ["trade.row-ends-before-it-begins"]),
        ("a paper nobody knows", {"document": "letter"}, ["trade.clause-unknown"]),
    ],
)
def test_rows_that_cannot_be_recorded(sentence: str, changed: dict[str, object], codes: list[str]) -> None:
    row = replace(Requirement("k", "eur1", "A customs code"), **changed)  # type: ignore[arg-type]
    assert [one.code for one in refusals_for_row(row)] == codes, sentence


def test_every_product_of_the_market_has_a_subheading() -> None:
    assert {subheading_of(product) for product in codes("products")} <= subheadings()


@pytest.mark.parametrize(
    ("says", "goods", "heading"),
    [
        ("fish that is not said otherwise is dried", ("fish", "", ""), "0305"),
        ("smoked fish stands beside it", ("fish", "", "smoked"), "0305"),
        ("frozen fish stands elsewhere", ("fish", "", "frozen"), "0303"),
        ("and so does frozen tuna", ("fish", "tuna", "frozen"), "0303"),
    ],
)
def test_how_fish_is_prepared_says_where_it_stands(says: str, goods: tuple[str, str, str], heading: str) -> None:
    code = subheading_of(*goods)
    assert code.startswith(heading) and code in subheadings(), says
