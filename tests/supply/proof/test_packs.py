"""The evidence pack: what blocks it, what lies in it, that one changed byte is found, and who may have it."""

from __future__ import annotations

import base64
import csv
import io
import json
import zipfile
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from rochdale.kernel.ids import new_id
from rochdale.kernel.refusal import Refused
from rochdale.supply import packs
from rochdale.supply.models import Delivery, EvidencePack, Grower, Lot, PackState, Plot
from rochdale.supply.operations.onward import Whither, record_onward
from rochdale.supply.operations.proof import (
    PaperGiven,
    RiskGiven,
    keep_legal_paper,
    record_risk,
    record_statement_reference,
    withdraw_pack,
)
from rochdale.supply.packs import Ordered
from rochdale.supply.queries import proof
from rochdale.supply.rules.evidence import blocks_of
from rochdale.supply.rules.pack_file import faults_in
from tests.supply.world import World

pytestmark = pytest.mark.django_db
ARABICA = "Coffea arabica L."
BUYER = Ordered("Kaffeehaus Nord", "en", agreed=True)


def assess(world: World, plot: str, risk: str = "low", on: date = date(2026, 11, 26)) -> None:
    given = RiskGiven(risk, on, "Whisp", "2.1")
    record_risk(id=new_id(), by=world.clerk, at=world.at, plot_id=world.plots[plot], given=given)


@pytest.fixture
def lot(world: World) -> Lot:
    """L3 of the worked graph: D1 620 (plot 11), D2 380 (21 and 22), D3 500 (31)."""
    heap = Delivery.objects.get(pk=world.deliver("A", 620, plots=["11"])).lot_id
    world.deliver("B", 380, plots=["21", "22"])
    one = world.run("wash", {heap: 1000}, {"parchment": "200"})
    other = Delivery.objects.get(pk=world.deliver("C", 500, plots=["31"])).lot_id
    two = world.run("wash", {other: 500}, {"parchment": "96"})
    for plot in ("11", "21", "22", "31"):
        assess(world, plot)
    return Lot.objects.get(pk=world.run("hull", {one: 150, two: 96}, {"green": "196.8"}))


def found(lot: Lot, **more: Any) -> proof.Dossier:
    asked = proof.asked_for(lot, species=ARABICA)
    return proof.dossier(lot, replace(asked, **more), on=date(2026, 11, 26))


def codes(lot: Lot, **more: Any) -> list[str]:
    return [block.code for block in blocks_of(found(lot, **more).checks)]


def make(world: World, lot: Lot, ordered: Ordered = BUYER) -> EvidencePack:
    asked = proof.asked_for(lot, species=ARABICA)
    return EvidencePack.objects.get(pk=packs.make(id=new_id(), by=world.manager, at=world.at, lot=lot, asked=asked, ordered=ordered))


def opened(pack: EvidencePack) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(packs.content_of(pack)))


def test_a_lot_that_proves_itself_has_no_block(lot: Lot) -> None:
    assert codes(lot) == []


def test_the_plots_in_the_pack_are_those_behind_the_lot_with_six_decimals(world: World, lot: Lot) -> None:
    with opened(make(world, lot)) as pack:
        text = pack.read("plots/plots-1.geojson").decode()
        features = json.loads(text)["features"]
        assert sorted(feature["id"] for feature in features) == ["11", "21", "22", "31"]
        assert "[106.310000,15.100000]" in text
        rows = list(csv.DictReader(io.StringIO(pack.read("plots/plots.csv").decode())))
        assert {row["producer"] for row in rows} == {"Grower A", "Grower B", "Grower C"}
        statement = json.loads(pack.read("statement.json"))
        goods = statement["commodities"][0]
        assert goods["goodsMeasure"]["netWeight"] == "196.800" and goods["hsHeading"] == "0901"
        assert goods["speciesInfo"] == [{"scientificName": ARABICA, "commonName": "Arabica coffee"}]
        inner = [json.loads(base64.b64decode(each["geometryGeojson"])) for each in goods["producers"]]
        assert sorted(feature["id"] for each in inner for feature in each["features"]) == ["11", "21", "22", "31"]
        graph = json.loads(pack.read("lot-graph.json"))
        assert [row["contributes_kg"] for row in graph["deliveries"]] == ["74.400", "45.600", "76.800"]
        assert {check["result"] for check in json.loads(pack.read("checks.json"))} == {"passed"}
        assert pack.read("summary.pdf").startswith(b"%PDF-") and b"Dongmai" in pack.read("declaration.txt")


def test_the_same_content_gives_the_same_bytes(world: World, lot: Lot, tmp_path: Path) -> None:
    wanted = packs.Wanted("E-2026-0001", "Kaffeehaus Nord", "en", world.at)
    for name in ("one.zip", "two.zip"):
        packs.write_pack(tmp_path / name, found(lot), wanted)
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()


def test_one_changed_byte_anywhere_is_found(world: World, lot: Lot, tmp_path: Path) -> None:
    whole = packs.content_of(make(world, lot))
    path = tmp_path / "pack.zip"
    path.write_bytes(whole)
    assert list(faults_in(path)) == []
    for place in [*range(0, len(whole), max(len(whole) // 150, 1)), len(whole) - 1]:
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        assert list(faults_in(path)), f"byte {place}"


def test_a_changed_file_is_named(world: World, lot: Lot, tmp_path: Path) -> None:
    path = tmp_path / "pack.zip"
    with opened(make(world, lot)) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, content.replace(b"74.400", b"84.400") if name == "lot-graph.json" else content)
    assert [(fault.code, fault.facts["file"]) for fault in faults_in(path)] == [("supply.pack-file-changed", "lot-graph.json")]


@pytest.mark.parametrize("left_out", ["checks.json", "manifest.json"])
def test_a_missing_file_is_named(world: World, lot: Lot, tmp_path: Path, left_out: str) -> None:
    path = tmp_path / "pack.zip"
    with opened(make(world, lot)) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            if name != left_out:
                new.writestr(name, old.read(name))
        new.writestr("more.txt", "added")
    expected = {"supply.pack-has-no-manifest"} if left_out == "manifest.json" else {"supply.pack-file-missing", "supply.pack-file-added"}
    assert {fault.code for fault in faults_in(path)} == expected


class TestBlocks:
    """Each names the record."""

    def test_a_plot_held_back(self, world: World, lot: Lot) -> None:
        Plot.objects.filter(number="21").update(is_held=True)
        (block,) = blocks_of(found(lot).checks)
        assert (block.code, block.facts["plot"], block.facts["grower"]) == ("supply.plot-is-held", "21", "B")

    def test_untraced_kilograms(self, world: World) -> None:
        heap = Delivery.objects.get(pk=world.deliver("A", 620)).lot
        assert "supply.pack-is-untraced" in codes(heap)

    def test_risk_missing_open_and_high(self, world: World) -> None:
        world.deliver("A", 10, plots=["11"])
        world.deliver("B", 10, plots=["21", "22"])
        assess(world, "21", "more")
        assess(world, "22", "high")
        heap = Lot.objects.get()
        assert codes(heap) == ["supply.risk-is-missing", "supply.risk-is-open", "supply.risk-is-high"]

    def test_risk_of_an_older_outline(self, world: World, lot: Lot) -> None:
        assess(world, "31", on=date(2026, 11, 1))
        assess(world, "31", "low", on=date(2026, 11, 26))
        assert codes(lot) == []
        plot = Plot.objects.get(number="31")
        old = plot.newest
        assert old is not None
        old_id, old.pk, old.version, old.happened_at = old.pk, new_id(), 2, world.at + timedelta(days=2)
        old.save(force_insert=True)
        Plot.objects.filter(pk=plot.pk).update(newest=old)
        assert old_id != old.pk and codes(lot) == ["supply.risk-is-stale"]

    def test_the_species(self, lot: Lot) -> None:
        assert codes(lot, species="") == ["supply.pack-without-species"]

    def test_another_weight(self, lot: Lot) -> None:
        assert codes(lot, weight_g=1000) == ["supply.pack-weighs-otherwise"]

    def test_a_part_that_was_shipped(self, world: World, lot: Lot) -> None:
        ship(world, lot, 100_000)
        assert codes(lot, weight_g=100_000) == ["supply.pack-of-a-part"]

    def test_an_excess_plot(self, world: World, lot: Lot) -> None:
        extra = new_id()
        behind = tuple(world.plots[number] for number in ("11", "21", "22"))
        assert sorted(codes(lot, listed=(*behind, extra))) == ["supply.plot-feeds-nothing", "supply.plot-is-left-out"]

    def test_a_paper_that_is_over(self, world: World, lot: Lot) -> None:
        paper = PaperGiven("registration", "R-1", date(2020, 1, 1), date(2026, 6, 30), "registration.pdf", b"%PDF-1.7 stamped")
        keep_legal_paper(id=new_id(), by=world.clerk, at=world.at, about="cooperative", about_id=world.organization, paper=paper)
        (block,) = blocks_of(found(lot).checks)
        assert (block.code, block.facts["number"]) == ("supply.paper-is-over", "R-1")

    def test_a_point_above_four_hectares(self, world: World, lot: Lot) -> None:
        facts = [replace(plot, is_point=True, area_ha=area) for plot, area in zip(found(lot).plots, (4, 4.0001, None, 3), strict=True)]
        wrong = proof.evidence.bad_plots(facts)
        assert [block.code for blocks in wrong.values() for block in blocks] == ["supply.point-is-too-large", "supply.point-has-no-area"]

    def test_goods_outside_the_scope_need_no_plot(self, world: World) -> None:
        heap = Delivery.objects.get(pk=world.deliver("A", 620)).lot
        Lot.objects.filter(pk=heap.pk).update(product="pineapple")
        pineapple = Lot.objects.get(pk=heap.pk)
        asked = proof.asked_for(pineapple)
        dossier = proof.dossier(pineapple, asked, on=date(2026, 11, 26))
        assert dossier.is_complete and not dossier.needs_plots
        asked_for_plots = proof.dossier(pineapple, replace(asked, wants_plots=True), on=date(2026, 11, 26))
        assert "supply.pack-is-untraced" in [block.code for block in blocks_of(asked_for_plots.checks)]


def ship(world: World, lot: Lot, weight_g: int) -> Any:
    return record_onward(
        id=new_id(), by=world.clerk, at=world.at, happened_at=world.at, lot_id=lot.id, kind="shipped", weight_g=weight_g,
        whither=Whither("CT-7", "Kaffeehaus Nord"), facility_id=world.point,
    )  # fmt: skip


def test_papers_travel_with_their_dates(world: World, lot: Lot) -> None:
    paper = PaperGiven("registration", "R-1", date(2020, 1, 1), date(2030, 6, 30), "registration.pdf", b"%PDF-1.7 stamped")
    keep_legal_paper(id=new_id(), by=world.clerk, at=world.at, about="cooperative", about_id=world.organization, paper=paper)
    with opened(make(world, lot)) as pack:
        (told,) = json.loads(pack.read("legality.json"))
        assert (told["number"], told["valid_until"]) == ("R-1", "2030-06-30")
        assert pack.read(told["file"]) == b"%PDF-1.7 stamped"


def test_a_blocked_pack_is_not_issued(world: World, lot: Lot) -> None:
    Plot.objects.filter(number="21").update(is_held=True)
    with pytest.raises(Refused) as refused:
        make(world, lot)
    assert [refusal.code for refusal in refused.value.refusals] == ["supply.pack-is-blocked", "supply.plot-is-held"]
    assert not EvidencePack.objects.exists()


def test_plots_are_not_shown_before_the_cooperative_agrees(world: World, lot: Lot) -> None:
    with pytest.raises(Refused) as refused:
        make(world, lot, replace(BUYER, agreed=False))
    assert refused.value.refusals[0].code == "supply.pack-without-consent"


def test_a_redacted_draft_names_nobody_and_shows_no_plot(world: World, lot: Lot) -> None:
    draft = make(world, lot, Ordered("Kaffeehaus Nord", "en", is_draft=True, is_redacted=True))
    with opened(draft) as pack:
        assert sorted(pack.namelist()) == [
            "areas.geojson", "certificates.json", "checks.json", "declaration.txt", "deforestation.csv", "law.json", "lot-graph.json",
            "manifest.json", "quality.json", "summary.pdf",
        ]  # fmt: skip
        everything = b"".join(pack.read(name) for name in pack.namelist() if name != "summary.pdf").decode()
        areas = json.loads(pack.read("areas.geojson"))["features"]
    for person in Grower.objects.select_related("person"):
        assert person.person.name not in everything and str(person.id) not in everything
    for receipt in Delivery.objects.values_list("receipt_no", flat=True):
        assert receipt not in everything
    assert "106.31" not in everything and all(round(each["geometry"]["coordinates"][0] * 20) % 2 == 1 for each in areas)
    assert sum(each["properties"]["Plots"] for each in areas) == 4


def test_issued_is_kept_five_years_and_never_changes(world: World, lot: Lot) -> None:
    pack = make(world, lot)
    assert pack.keep_until >= date(2031, 11, 26)
    with pytest.raises(Exception, match="append-only"):
        EvidencePack.objects.filter(pk=pack.pk).update(sha256="0" * 64)


def test_growers_can_see_that_they_are_told_of(world: World, lot: Lot) -> None:
    pack = make(world, lot)
    assert [each.number for each in proof.packs_of_grower(world.growers["A"])] == [pack.number]
    assert proof.packs_of_grower(new_id()) == []


def test_a_newer_pack_supersedes_and_a_wrong_one_is_withdrawn(world: World, lot: Lot) -> None:
    first, second = make(world, lot), make(world, lot)
    first.refresh_from_db()
    assert (first.state, second.number) == (PackState.SUPERSEDED, "E-2026-0002")
    withdraw_pack(id=new_id(), by=world.manager, at=world.at, pack_id=second.id, reason="wrong buyer")
    second.refresh_from_db()
    assert (second.state, second.because) == (PackState.WITHDRAWN, "wrong buyer")
    with pytest.raises(Refused):
        withdraw_pack(id=new_id(), by=world.manager, at=world.at, pack_id=first.id, reason="wrong buyer")


def test_the_buyers_reference_returns_to_the_shipment(world: World, lot: Lot) -> None:
    shipped = ship(world, lot, 196_800)
    record_statement_reference(id=new_id(), by=world.clerk, at=world.at, onward_id=shipped, reference=" 26FR-ABC / 9XY ")
    assert lot.onward.get().statement_reference == "26FR-ABC / 9XY"


@pytest.mark.parametrize("language", ["en", "fr", "lo"])
def test_the_summary_is_printed_in_three_languages(world: World, lot: Lot, language: str) -> None:
    with opened(make(world, lot, replace(BUYER, language=language))) as pack:
        assert pack.read("summary.pdf").startswith(b"%PDF-")


def test_one_bad_plot_is_named_with_the_lots_it_went_into(world: World, lot: Lot) -> None:
    Plot.objects.filter(number="21").update(is_held=True)
    (bad,) = proof.evidence.bad_plots(found(lot).plots)
    assert bad == world.plots["21"]
    assert lot.id in proof.lots_with_plot(bad)
    free = Delivery.objects.get(pk=world.deliver("C", 50, plots=["31"])).lot
    clean = Lot.objects.get(pk=world.run("hull", {free.id: 50}, {"green": "8"}))
    assert [row.id for row in proof.free_siblings(lot, [bad])] == [clean.id]
