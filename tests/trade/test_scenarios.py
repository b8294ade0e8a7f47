"""One price both ways, with the worked figures of the reference; the same goods under all terms; sheets kept and shown."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rochdale.base.actor import SYSTEM
from rochdale.base.rates import enter_rate
from rochdale.kernel.refusal import Refused
from rochdale.trade.floors import verified_rows
from rochdale.trade.models import ScenarioSheet
from rochdale.trade.operations import FloorFacts, record_price_floor, save_scenarios, share_scenarios
from rochdale.trade.rules.farm_gate import Step
from rochdale.trade.rules.landed_cost import TERMS, Costs, Origin, fob_of, value_at
from rochdale.trade.rules.scenarios import Scenario, refusals_for_sheet, stack, under_all_terms, without_own_costs, worked
from rochdale.trade.scenario_rows import Given, saved
from tests.cast import AT, Cast
from tests.trade.api import Visit, codes, send
from tests.trade.goods import fresh
from tests.trade.test_sales import contract  # noqa: F401  # a fixture
from tests.trade.test_samples import a_floor

COSTS = Costs(
    freight=Decimal(2500), insurance_rate=Decimal("0.003"), terminal=Decimal(350), clearance=Decimal(250), inland=Decimal(900),
    advance_share=Decimal("0.6"), interest_rate=Decimal("0.1"), days=120,
)  # fmt: skip
STEPS = (Step("parchment", Decimal("0.80"), Decimal("0.25")), Step("cherry", Decimal("0.20"), Decimal("0.03")))
BOX = Scenario(
    "As agreed", "FOB", Decimal("4.850170"), "USD", "kg", Decimal(19_200), premium=Decimal("0.44092452"),
    origin=Origin(Decimal(3840), Decimal(1920), Decimal(1920)), costs=COSTS, finance=Decimal("0.10"), retention=Decimal("0.15"),
    mill=Decimal("0.08"), steps=STEPS, shelf=Decimal(24), kg_for_shelf=Decimal("1.19"),
)  # fmt: skip


def shown(amount: Decimal | None, places: str) -> str:
    assert amount is not None
    return str(amount.quantize(Decimal(places)))


def test_the_worked_box_lands_and_leaves_what_the_reference_says() -> None:
    found = worked(BOX)
    assert shown(found.fob, "0.01") == "101589.01"
    assert [shown(found.landed.cif, "0.01"), shown(found.landed.finance, "0.01")] == ["104433.64", "2031.78"]
    assert (shown(found.landed_per_kg, "0.0001"), shown(found.landed_per_kg * BOX.kg_for_shelf, "0.0001")) == ("5.6232", "6.6916")
    assert [shown(each, "0.000001") for each in found.worth.values()] == ["4.120170", "3.046136", "0.579227"]
    assert shown(found.at_the_gate * 21_500, "1") == "12453"
    assert shown(found.share, "0.0001") == "0.1795", "3.62017 × 1.19 / 24.00: the premium does not count"


def test_the_lines_add_up_to_the_shelf() -> None:
    lines = stack(worked(BOX))
    assert abs(sum(line.amount for line in lines if not line.is_sum) - lines[-1].amount) < Decimal("1e-18")
    assert [line.name for line in lines if line.is_sum] == ["fob", "landed", "shelf"]
    told = without_own_costs(lines)
    assert sum(line.amount for line in told if not line.is_sum) == sum(line.amount for line in lines if not line.is_sum)
    assert [line.name for line in told[:3]] == ["growers", "cooperative", "premium"] and not any(line.is_own for line in told)


def test_a_price_that_does_not_carry_the_costs_is_shown_below_zero() -> None:
    assert worked(replace(BOX, price=Decimal("0.5"))).at_the_gate < 0


TERM_TABLE = """
EXW 4.4502 14056.41
FCA 4.7502 8296.41
FAS 4.7502 8296.41
FOB 4.8502 6376.41
CFR 4.9804 3876.41
CIF 4.9983 3531.78
CPT 4.9804 3876.41
CIP 4.9983 3531.78
DAP 4.9983 3531.78
DPU 5.0166 3181.78
DDP 5.0113 3281.78
"""


def test_the_same_goods_under_every_term() -> None:
    rows = [f"{one.term} {one.price:.4f} {one.buyer_pays:.2f}" for one in under_all_terms(worked(BOX))]
    assert rows == TERM_TABLE.strip().splitlines()


figures = st.decimals("0", "9000", places=2)
shares = st.decimals("0", "0.2", places=4)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # a busy machine is no fault of the rule
@given(
    st.sampled_from(TERMS), st.decimals("1000", "900000", places=2), st.builds(Origin, figures, figures, figures),
    st.builds(Costs, figures, shares, figures, figures, figures, shares),
)  # fmt: skip
def test_a_term_changes_who_pays_not_what_it_costs(term: str, fob: Decimal, origin: Origin, costs: Costs) -> None:
    assert abs(fob_of(term, value_at(term, fob, costs, origin), costs, origin) - fob) < Decimal("1e-18")


@pytest.mark.parametrize(
    ("says", "changed", "code"),
    [
        ("an unknown term", {"term": "FOBB"}, "trade.incoterm-is-unknown"),
        ("no price", {"price": Decimal(0)}, "trade.price-not-positive"),
        ("no weight", {"kg": Decimal(0)}, "trade.kg-not-positive"),
        ("a cost below zero", {"retention": Decimal(-1)}, "trade.cost-is-negative"),
        ("a currency that is none", {"currency": "XXZ"}, "trade.currency-unknown"),
        ("a quintal without its size", {"unit": "quintal"}, "trade.unit-unknown"),
        ("more than all of it", {"steps": (Step("cherry", Decimal(2), Decimal(0)),)}, "trade.outturn-cannot-be"),
        (
            "costs above a price at the buyer's port",
            {"term": "CIF", "price": Decimal("0.05"), "premium": Decimal(0)},
            "trade.cost-is-negative",
        ),
    ],
)
def test_what_cannot_be_reckoned(says: str, changed: dict[str, Any], code: str) -> None:
    with pytest.raises(Refused) as caught:
        worked(replace(BOX, **changed))
    assert caught.value.refusals[0].code == code, says


def test_up_to_four_with_names_and_one_currency_lie_side_by_side() -> None:
    four = [replace(BOX, name=str(number)) for number in range(4)]
    assert not refusals_for_sheet(four)
    assert [one.code for one in refusals_for_sheet([*four, BOX])] == ["trade.scenarios-too-many"]
    assert [one.code for one in refusals_for_sheet([BOX, BOX])] == ["trade.scenarios-need-names"]
    assert [one.code for one in refusals_for_sheet([BOX, replace(BOX, name="b", currency="EUR")])] == ["trade.scenarios-in-two-currencies"]


def _save(cast: Cast, *given: Given, who: str = "noy") -> ScenarioSheet:
    made = save_scenarios(id=fresh(), by=cast.actor(who), at=AT, name="Denmark", scenarios=given or (Given(BOX),))
    return ScenarioSheet.objects.get(pk=made)


@pytest.mark.django_db
def test_rates_are_those_of_a_day_and_a_missing_one_is_refused(cast: Cast) -> None:
    in_kip = Given(BOX, "DKK", "LAK")
    with pytest.raises(Refused) as caught:
        _save(cast, in_kip)
    assert caught.value.refusals[0].code == "kernel.missing-rate" and not ScenarioSheet.objects.exists()
    for currency, rate, day in (("LAK", 23_327, date(2026, 10, 10)), ("USD", "1.085", AT.date()), ("DKK", "7.46", AT.date())):
        enter_rate(id=fresh(), by=SYSTEM, at=AT, currency=currency, per_eur=Decimal(rate), on=day, source="invented")
    row = _save(cast, in_kip)
    (one,) = saved(row.content)
    assert one.gate_in_own_currency is not None and 12_452 < one.gate_in_own_currency < 12_454
    assert [notice["code"] for notice in row.content["scenarios"][0]["notices"]] == ["kernel.rate-is-old"]
    enter_rate(id=fresh(), by=SYSTEM, at=AT, currency="LAK", per_eur=Decimal(30_000), on=AT.date(), source="invented")
    assert saved(ScenarioSheet.objects.get().content)[0].gate_in_own_currency == one.gate_in_own_currency, "history is not recomputed"


@pytest.mark.django_db
def test_somebody_follows_a_price_lays_another_beside_it_and_shows_both(sign_in: Visit, cast: Cast) -> None:
    noy, freja = sign_in("noy"), sign_in("freja")
    typed = {
        "name": "Fairtrade", "term": "FOB", "price": "4.85017", "currency": "USD", "unit": "kg", "premium": "0.44092452", "kg": "19200",
        "origin_inland": "3840", "origin_clearance": "1920", "origin_loading": "1920", "freight": "2500", "insurance": "0.3",
        "terminal": "350", "clearance": "250", "inland": "900", "advance": "60", "interest": "10", "days": "120", "finance": "0.10",
        "retention": "0.15", "mill": "0.08", "first_form": "parchment", "first_outturn": "0.8", "first_cost": "0.25",
        "second_form": "cherry", "second_outturn": "0.2", "second_cost": "0.03", "shelf": "24", "kg_for_shelf": "1.19", "sheet": "Denmark",
    }  # fmt: skip
    assert "The price" in noy.get("/market/scenarios/new/").content.decode()
    page = noy.post("/market/scenarios/new/", {**typed, "step": "1"}).content.decode()
    assert "On top of it" in page
    sent = noy.post("/market/scenarios/new/", {**typed, "operation_id": fresh(), "step": "9"})
    assert sent.status_code == 302, sent.content.decode()[-3000:]
    page = noy.get(sent.url).content.decode()
    assert "5.6232" in page and "0.5792" in page and "17.95" in page
    more = noy.post(f"{sent.url}add/", {**typed, "name": "Organic", "organic": "0.88", "operation_id": fresh(), "step": "9"})
    sheet = noy.get(more.url).content.decode()
    assert "Fairtrade" in sheet and "Organic" in sheet
    assert "4.8502" in noy.get(f"{more.url}1/").content.decode()
    assert freja.get(more.url).status_code == 404
    assert noy.post(f"{more.url}share/", {"operation_id": fresh(), "reader": cast.faelles.id}).status_code == 302
    theirs = freja.get(f"{more.url}1/").content.decode()
    assert "17.95" in theirs and "Cooperative" in theirs and "Milling" not in theirs, "own costs stay one line"
    assert "Milling" in noy.get(f"{more.url}1/").content.decode()
    assert freja.get(sent.url).status_code == 404, "the number before it was not shown"


@pytest.mark.django_db
def test_a_refused_figure_comes_back_at_its_question(sign_in: Visit, cast: Cast) -> None:
    typed = {"name": "A", "term": "FOB", "price": "0", "currency": "USD", "unit": "kg", "kg": "100", "sheet": "S", "operation_id": fresh()}
    page = sign_in("noy").post("/market/scenarios/new/", {**typed, "step": "9"}).content.decode()
    assert "At which price, without premium?" in page and "more than 0" in page


@pytest.mark.django_db
def test_a_contract_is_followed_from_its_page(sign_in: Visit, cast: Cast, contract: Any) -> None:  # noqa: F811
    noy = sign_in("noy")
    assert "Follow this price" in noy.get(f"/market/contracts/{contract.id}/").content.decode()
    page = noy.get(f"/market/scenarios/new/?contract={contract.id}").content.decode()
    assert 'value="12,000"' in page


@pytest.mark.django_db
def test_programs_lay_scenarios_side_by_side(sign_in: Visit, cast: Cast) -> None:
    noy = sign_in("noy")
    one = {"name": "A", "term": "CIF", "price": "5", "currency": "USD", "unit": "kg", "kg": "1000", "shelf": "20"}
    made = send(noy, "scenarios", {"name": "S", "scenarios": [one, one | {"name": "B", "price": "6"}]})
    assert made.status_code == 201, made.content
    told = noy.get(f"/api/scenarios/{made.json()['id']}").json()
    assert [row["landed_per_kg"] for row in told["scenarios"]] == ["5", "6"] and told["scenarios"][0]["share"] == "0.25"
    assert codes(send(noy, "scenarios", {"name": "S", "scenarios": [one, one]})) == ["trade.scenarios-need-names"]
    assert noy.get("/api/scenarios").json()["count"] == 1


@pytest.mark.django_db
def test_a_program_names_the_minimum_price_that_holds(sign_in: Visit, cast: Cast) -> None:
    a_floor(cast)
    noy, (row, _name) = sign_in("noy"), verified_rows()[0]
    one = {"name": "A", "term": "FOB", "price": "3.90", "currency": "USD", "unit": "kg", "kg": "12000", "floor_id": str(row.id)}
    enough = one | {"name": "B", "price": "3.97"}
    made = send(noy, "scenarios", {"name": "S", "scenarios": [one, enough, one | {"name": "C", "floor_id": None}]})
    assert made.status_code == 201, made.content
    told = noy.get(f"/api/scenarios/{made.json()['id']}").json()["scenarios"]
    assert [row["below_floor"] for row in told] == ["0.068321", "0", "0"], "as on the page: 3.968321 is 180 US cents for a pound"
    assert [row["floor_per_kg"] for row in told] == ["3.968321", "3.968321", None]
    assert [row["floor_source"] for row in told] == [row.source, row.source, ""]
    newer = record_price_floor(
        id=fresh(), by=cast.actor("sofia"), at=AT, floor=FloorFacts(
            "coffee", "arabica", "washed", "", "fairtrade", "FOB", "USD", "lb", Decimal(2), None, None, date(2026, 8, 1), None, "Page 4"
        ), supersedes=row.id,
    )  # fmt: skip
    for floor_id in (newer, str(fresh())):
        assert codes(send(noy, "scenarios", {"name": "T", "scenarios": [one | {"floor_id": str(floor_id)}]})) == [
            "trade.floor-does-not-bind"
        ]


@pytest.mark.django_db
def test_who_sees_it_already_is_not_shown_it_twice(cast: Cast) -> None:
    row = _save(cast)
    said = {"by": cast.actor("noy"), "at": AT, "sheet_id": row.id}
    share_scenarios(id=fresh(), with_id=cast.faelles.id, **said)
    for other, code in ((cast.faelles.id, "already-shared"), (cast.bolaven.id, "partner-unknown")):
        with pytest.raises(Refused, match=code):
            share_scenarios(id=fresh(), with_id=other, **said)
