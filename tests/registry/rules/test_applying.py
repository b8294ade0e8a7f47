"""Which law applies to a form in a country on a day: a sentence per row."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

import pytest

from rochdale.registry.rules.applying import Question, forms_open, which_pack
from rochdale.registry.rules.packs import shipped
from tests.registry.law import CM_1992, OHADA, later, one, pack

GIC_QUESTION = "form.GIC.open_after_2013"


@dataclass(frozen=True)
class Case:
    says: str
    on: date
    verdict: str
    packs: list[str]
    country: str = "CM"
    form: str = ""
    under: str = ""
    codes: list[str] = field(default_factory=list)
    settled: dict[str, str] = field(default_factory=dict)


DOUBT, MOVED, STOOD = ("law-came-in-force-in-doubt", "form-moved-to-other-law", "procedure-stood-still")
CASES = [
    Case("13 May 2011: sources differ, the registrar chooses", date(2011, 5, 13), "ask", [OHADA, CM_1992], codes=[DOUBT]),
    Case("11 May 2011: one source says yes already", date(2011, 5, 11), "ask", [OHADA, CM_1992], codes=[DOUBT]),
    Case("15 May 2011: one source says not yet", date(2011, 5, 15), "ask", [OHADA, CM_1992], codes=[DOUBT]),
    Case("10 May 2011: all say not yet", date(2011, 5, 10), "pass", [CM_1992]),
    Case("16 May 2011: all say yes", date(2011, 5, 16), "pass", [OHADA]),
    Case("17 May 2011 asks nobody", date(2011, 5, 17), "pass", [OHADA]),
    Case("the doubt is Togo's too", date(2011, 5, 13), "ask", [OHADA], country="TG", codes=[DOUBT]),
    Case("a SCOOPS in Togo", date(2024, 3, 1), "pass", [OHADA], country="TG", form="SCOOPS"),
    Case("a GIC of 1998", date(1998, 6, 1), "pass", [CM_1992], form="GIC"),
    Case("a new COOP of 2012 meets the newer law", date(2012, 1, 1), "warn", [CM_1992], form="COOP", codes=[MOVED]),
    Case("a COOP of old had until May 2013", date(2012, 1, 1), "pass", [CM_1992], form="COOP", under=CM_1992),
    Case(
        "after that it moved, as is reported; and registering stood still",
        date(2014, 1, 1),
        "warn",
        [CM_1992],
        form="COOP",
        under=CM_1992,
        codes=[MOVED, STOOD],
    ),
    Case("a new union of 2012 comes under the Uniform Act", date(2012, 1, 1), "pass", [OHADA], form="UNION"),
    Case("a new COOP in the days of doubt", date(2011, 5, 13), "ask", [OHADA, CM_1992], form="COOP", codes=[DOUBT]),
    Case(
        "a GIC after 2013: both claims are held, and the registrar asked",
        date(2017, 1, 1),
        "ask",
        [CM_1992],
        form="GIC",
        codes=["sources-contradict"],
    ),
    Case("where the office holds it open, it passes", date(2017, 1, 1), "pass", [CM_1992], form="GIC", settled={GIC_QUESTION: "open"}),
    Case(
        "where the office holds it closed, that is said",
        date(2017, 1, 1),
        "warn",
        [CM_1992],
        form="GIC",
        settled={GIC_QUESTION: "closed"},
        codes=["form-is-closed-here"],
    ),
    Case(
        "in 2014 registering stood still, as is reported",
        date(2014, 6, 1),
        "warn",
        [CM_1992],
        form="GIC",
        settled={GIC_QUESTION: "open"},
        codes=[STOOD],
    ),
    Case("on 9 May 2016 it went on", date(2016, 5, 9), "pass", [CM_1992], form="GIC", settled={GIC_QUESTION: "open"}),
    Case("a country without a pack", date(2020, 1, 1), "ask", [], country="KE", form="COOP", codes=["no-law-is-known"]),
    Case("a form that no law knows", date(2020, 1, 1), "ask", [], form="KOLKHOZ", codes=["no-law-is-known"]),
    Case("before any law", date(1980, 1, 1), "ask", [], form="GIC", codes=["no-law-is-known"]),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.says)
def test_the_law_of_a_day(case: Case) -> None:
    found = which_pack(shipped(), Question(case.country, case.on, case.form, under=case.under), settled=case.settled)
    assert found.verdict.value == case.verdict
    assert [pack.id for pack in found.packs] == case.packs
    assert [row.reason.code.removeprefix("registry.") for row in found.rows if row.reason] == case.codes
    assert (found.pack is None) == (case.verdict == "ask")


def test_the_version_is_that_of_the_day_and_of_two_the_higher() -> None:
    packs = (*shipped(), later("0.2.0", date(2027, 1, 1)), later("0.10.0", date(2027, 1, 1)))
    refs = [which_pack(packs, Question("TG", on, "SCOOPS"), settled={}).packs[0].ref for on in (date(2026, 12, 31), date(2027, 1, 1))]
    assert refs == ["ohada-2010@0.1.0", "ohada-2010@0.10.0"]


def test_a_verified_move_to_another_law_refuses() -> None:
    read = pack(CM_1992, ('on = 2013-05-15\nstatus = "reported"', 'on = 2013-05-15\nstatus = "verified"'))
    found = which_pack((read, one(OHADA)), Question("CM", date(2020, 1, 1), "COOP"), settled={})
    assert found.verdict.value == "refuse"


def test_a_closed_form_is_not_offered_and_a_moved_one_neither() -> None:
    law = one(CM_1992).within("CM")
    assert [form.code for form in forms_open(law, on=date(2020, 1, 1), settled={})] == ["GIC"]
    assert forms_open(law, on=date(2020, 1, 1), settled={GIC_QUESTION: "closed"}) == ()
    assert [form.code for form in forms_open(law, on=date(2000, 1, 1), settled={GIC_QUESTION: "closed"})] == ["COOP", "GIC", "UNION"]
