"""Results about plots from files of Whisp, and rows of the law."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from rochdale.kernel.ids import new_id
from rochdale.kernel.refusal import NotAllowed, Refused
from rochdale.supply.models import Plot, RiskResult
from rochdale.supply.operations.proof import record_rule
from rochdale.supply.queries import proof
from rochdale.supply.risk_imports import keep_risk, read_whisp
from rochdale.supply.rules import law
from rochdale.supply.rules.law import RuleFacts
from rochdale.supply.rules.plots.canonical import fingerprint
from tests.cast import AT, Cast
from tests.supply.world import World

pytestmark = pytest.mark.django_db

CSV = b"""plotId,external_id,Country,Ind_01_treecover,Risk_PCrop,whisp_version,processing_date
1,11,LAO,no,low,2.1.0,2026-11-20
2,21,LAO,yes,more_info_needed,2.1.0,2026-11-20
3,22,LAO,yes,high,2.1.0,2026-11-20
4,31,LAO,yes,perhaps,2.1.0,2026-11-20
"""


def kept(world: World, content: bytes, name: str) -> dict[str, str]:
    for row in read_whisp(content, name).rows:
        keep_risk(id=new_id(), by=world.clerk, at=world.at, row=row.content)
    return dict(RiskResult.objects.values_list("plot_version__plot__number", "risk"))


def test_a_table_of_whisp_becomes_results_with_version_and_day(world: World) -> None:
    assert kept(world, CSV, "whisp.csv") == {"11": "low", "21": "more", "22": "high"}
    row = RiskResult.objects.get(plot_version__plot__number="11")
    assert (row.provider, row.provider_version, row.on) == ("Whisp", "2.1.0", date(2026, 11, 20))
    assert row.evidence["ind_01_treecover"] == "no"


def test_a_class_nobody_knows_is_told_with_its_row() -> None:
    (fault,) = read_whisp(CSV, "whisp.csv").faults
    assert (fault.row, fault.refusal.code) == (5, "supply.risk-is-unknown")


def test_a_geojson_of_whisp_finds_plots_by_their_outline(world: World) -> None:
    geometry = Plot.objects.get(number="31").newest.geometry  # type: ignore[union-attr]
    feature = {"type": "Feature", "properties": {"risk_pcrop": "low"}, "geometry": json.loads(geometry)}
    (row,) = read_whisp(json.dumps({"type": "FeatureCollection", "features": [feature]}).encode(), "whisp.geojson").rows
    assert row.content["outline"] == fingerprint(json.loads(geometry))


def test_a_plot_that_is_not_here_is_said(world: World) -> None:
    with pytest.raises(Refused) as refused:
        kept(world, CSV.replace(b",11,", b",999,"), "whisp.csv")
    assert refused.value.refusals[0].facts["plot"] == "999, 1"


@pytest.mark.parametrize("content", [b"a,b\n1,2\n", b"\x00\x01"])
def test_what_is_no_result_is_refused(content: bytes) -> None:
    with pytest.raises(Refused):
        read_whisp(content, "whisp.csv")


class TestLaw:
    """Rows with a day and a source."""

    on = date(2026, 11, 26)

    @pytest.mark.parametrize(
        ("hs", "is_in"), [("0901", True), ("090111", True), ("0804", False), ("0902", False), ("1801", True), ("1006", False)]
    )
    def test_scope_by_heading(self, hs: str, is_in: bool) -> None:
        assert law.is_in_scope(law.in_force([], on=self.on), hs) is is_in

    def test_a_recorded_row_takes_the_place_of_a_shipped_one_from_its_day(self) -> None:
        row = rule(kind="country", key="LA", value="standard", since_on=date(2026, 12, 1))
        assert self.level("LA", [row], self.on) == "low"
        assert self.level("LA", [row], date(2026, 12, 1)) == "standard"

    def level(self, country: str, recorded: list[RuleFacts], on: date) -> str:
        found = law.country_risk(law.in_force(recorded, on=on), country)
        return found.value if found else ""

    def test_nothing_is_concluded_about_a_country_no_row_names(self) -> None:
        assert self.level("BR", [], self.on) == ""

    def test_days_of_application_are_rows(self) -> None:
        rows = law.in_force([rule(kind="applies", key="large", value="2027-12-30")], on=self.on)
        assert (law.applies_on(rows, "large"), law.applies_on(rows, "small")) == (date(2027, 12, 30), date(2027, 6, 30))

    @pytest.mark.parametrize(
        ("term", "origin", "destination", "hs", "warns"),
        [
            ("DDP", "LA", "DK", "0901", True), ("FOB", "LA", "DK", "0901", False), ("DDP", "LA", "US", "0901", False),
            ("DDP", "DE", "DK", "0901", False), ("DDP", "LA", "DK", "0804", False),
        ],
    )  # fmt: skip
    def test_delivered_duty_paid_to_the_eu_warns(self, term: str, origin: str, destination: str, hs: str, warns: bool) -> None:
        rows = law.in_force([], on=self.on)
        assert bool(law.warning_for_term(rows, term=term, origin=origin, destination=destination, hs=hs)) is warns

    def test_whoever_keeps_the_market_records_rows_and_nobody_else(self, cast: Cast) -> None:
        row = rule(kind="scope", key="2101", value="in")
        with pytest.raises(NotAllowed):
            record_rule(id=new_id(), by=cast.actor("noy"), at=AT, rule=row)
        record_rule(id=new_id(), by=cast.actor("sofia"), at=AT, rule=row)
        assert law.is_in_scope(law.in_force(proof.recorded_rules(), on=self.on), "210111")
        with pytest.raises(Refused):
            record_rule(id=new_id(), by=cast.actor("sofia"), at=AT, rule=row)

    @pytest.mark.parametrize(
        "wrong",
        [
            {"value": "maybe"},
            {"key": "coffee"},
            {"source": ""},
            {"until_on": date(2020, 1, 1)},
            {"kind": "country", "key": "Laos", "value": "low"},
        ],
    )
    def test_a_row_that_says_nothing_is_refused(self, wrong: dict[str, Any]) -> None:
        assert list(law.refusals_for_rule(rule(**{"kind": "scope", "key": "2101", "value": "in", **wrong})))

    def test_every_shipped_row_could_be_recorded(self) -> None:
        assert [row for row in law.shipped() if list(law.refusals_for_rule(row))] == []


def rule(**facts: Any) -> RuleFacts:
    return RuleFacts(
        **{"topic": "", "since_on": date(2026, 1, 1), "until_on": None, "source": "Official Journal", "is_verified": True, **facts}
    )
