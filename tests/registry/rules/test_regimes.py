"""One entity through its laws: the group of Binum, a GIC and then a SCOOPS."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rochdale.kernel.period import Period
from rochdale.registry.rules.regimes import (
    Regime,
    followed_by,
    holds_number,
    legal_continuity,
    names_ever,
    numbers_ever,
    refusals_for_regimes,
    regime_on,
)
from tests.registry.law import CM_1992, OHADA, one

CHANGE = date(2014, 8, 1)
GIC = Regime(Period(date(1996, 3, 4)), "cm-1992@0.1.0", "GIC", "GIC Binum", "SW/GP/24/96/01234", "REGISTER")
SCOOPS = Regime(Period(CHANGE), "ohada-2010@0.1.0", "SCOOPS", "SCOOPS Binum", "CM-SCOOPS-7", "CONVERT")
BINUM = followed_by([GIC], SCOOPS)


@pytest.mark.parametrize(
    ("on", "form"),
    [(date(1996, 3, 3), None), (date(1996, 3, 4), "GIC"), (date(2014, 7, 31), "GIC"), (CHANGE, "SCOOPS"), (date(2026, 1, 1), "SCOOPS")],
)
def test_the_form_on_a_day(on: date, form: str | None) -> None:
    found = regime_on(BINUM, on)
    assert (found.form if found else None) == form


def test_old_names_and_numbers_stay_findable() -> None:
    assert refusals_for_regimes(BINUM) == []
    assert names_ever(BINUM) == [("GIC Binum", Period(date(1996, 3, 4), CHANGE)), ("SCOOPS Binum", Period(CHANGE))]
    assert numbers_ever(BINUM)[0][0] == "SW/GP/24/96/01234"
    assert holds_number(BINUM, " sw/gp/24/96/ 01234 ") and not holds_number(BINUM, "SW/GP/24/96/01235")
    assert BINUM[0].closed_by == "CONVERT" and BINUM[0].pack == "cm-1992@0.1.0"


def test_a_name_kept_over_a_change_is_one() -> None:
    assert names_ever(followed_by([GIC], replace(SCOOPS, name="GIC Binum"))) == [("GIC Binum", Period(date(1996, 3, 4)))]


CLOSED = replace(GIC, period=Period(date(1996, 3, 4), date(2013, 5, 15)), closed_by="DISSOLVE")
REFUSED = [
    ("two at a time", [GIC, SCOOPS], ["registry.regimes-overlap"]),
    ("a gap without a reason", [CLOSED, SCOOPS], ["registry.gap-needs-a-reason"]),
    ("a gap with its reason", [CLOSED, replace(SCOOPS, gap_reason="registrations stood still")], []),
    ("opened by nothing", [replace(SCOOPS, opened_by="CHANGE_SEAT")], ["registry.regime-not-opened-by-filing"]),
    ("closed by nothing", [replace(CLOSED, closed_by="")], ["registry.regime-not-closed-by-filing"]),
    ("without a first day", [replace(SCOOPS, period=Period(None))], ["registry.regime-without-first-day"]),
    ("none at all", [], []),
]


@pytest.mark.parametrize(("says", "regimes", "expects"), REFUSED, ids=[row[0] for row in REFUSED])
def test_periods(says: str, regimes: list[Regime], expects: list[str]) -> None:
    assert [refusal.code for refusal in refusals_for_regimes(regimes)] == expects
    assert [refusal.code for refusal in refusals_for_regimes(regimes[::-1])] == expects


@given(st.lists(st.integers(1, 2000), min_size=1, max_size=6))
def test_whatever_follows_on_the_day_leaves_one_law_on_every_day(lengths: list[int]) -> None:
    regimes, start = [], date(1990, 1, 1)
    for place, length in enumerate(lengths):
        regimes = followed_by(regimes, replace(SCOOPS, period=Period(start), name=f"Name {place}"))
        start += timedelta(days=length)
    assert refusals_for_regimes(regimes) == []
    for regime in regimes:
        assert regime_on(regimes, regime.period.start or date.min) == regime


def test_whether_a_group_stays_the_same_legal_person_is_asked_where_no_source_settles_it() -> None:
    act = one(OHADA)
    within = legal_continuity(act, old="SCOOPS", new="COOP-CA")
    assert (within.value, within.basis.status.value) == (True, "reported")
    assert not legal_continuity(act, old="GIC", new="SCOOPS").is_known
    assert not legal_continuity(one(CM_1992), old="GIC", new="COOP").is_known
