"""A register is brought from a table: every sound row becomes an entity, a later year files what changed, and nothing is deleted."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from rochdale.base.actor import SYSTEM
from rochdale.kernel.refusal import NotAllowed, Refused
from rochdale.registry.commands import registry
from rochdale.registry.layouts import LAYOUTS
from rochdale.registry.models import Entity, EntityNow, Filing
from rochdale.registry.names_index import forget_names
from rochdale.registry.projection import differing
from rochdale.registry.queries.names import search
from rochdale.registry.registers import Brought, bring
from rochdale.registry.rules.ledger import state_on
from tests.cast import AT, Cast

pytestmark = pytest.mark.django_db
HEADINGS = "key,name,acronym,number,form,country,place,registered on,dissolved on"
FIRST = (
    "1,Coopérative Novissi,,TG-1,SCOOPS,TG,Maritime / Zio / Agokpala,2019-05-02,",
    "2,Dekawowo,,TG-2,COOP-CA,TG,Plateaux / Haho / Kpedome,2020-01-10,",
    "3,dekawowo,,TG-3,,TG,Plateaux / Haho / Kpedome,2021-03-04,",
)
TOGO = LAYOUTS["rochdale"]


def csv(*rows: str) -> bytes:
    return "\n".join((HEADINGS, *rows)).encode()


def brought(*rows: str, on: date = date(2024, 12, 31), **more: Any) -> Brought:
    return bring(csv(*rows), TOGO, by=SYSTEM, at=AT, office="TG", as_of=on, **more)


def test_each_row_is_an_entity_with_a_historic_filing_and_no_name_is_altered() -> None:
    made = brought(*FIRST)
    assert (made.rows, made.new, made.same, list(made.faults)) == (3, 3, 0, [])
    assert sorted(EntityNow.objects.values_list("name", flat=True)) == ["Coopérative Novissi", "Dekawowo", "dekawowo"]
    now = EntityNow.objects.get(number="TG-1")
    assert (now.place, now.form, now.since_on, now.status) == ("TG/maritime/zio/agokpala", "SCOOPS", date(2019, 5, 2), "registered")
    assert set(Filing.objects.values_list("kind", flat=True)) == {"historic"}


def test_the_same_file_twice_brings_nothing() -> None:
    brought(*FIRST)
    again = brought(*FIRST, on=date(2025, 12, 31))
    assert (again.new, again.same, again.changed, again.missing) == (0, 3, [], [])
    assert (Entity.objects.count(), Filing.objects.count()) == (3, 3)


def test_a_later_year_files_a_new_name_and_keeps_the_old_one_findable() -> None:
    brought(*FIRST)
    renamed = FIRST[0].replace("Coopérative Novissi", "Novissi Agokpala")
    later = brought(renamed, FIRST[2], "4,Solim,,TG-4,,TG,Maritime / Zio / Agokpala,2025-06-01,", on=date(2025, 12, 31))
    assert (later.new, later.same, len(later.changed), len(later.missing)) == (1, 1, 1, 1)
    assert later.changed[0]["was"] == {"name": "Coopérative Novissi"}
    assert EntityNow.objects.filter(number="TG-2").exists(), "what stands in the file no more is not deleted"
    found = search("Cooperative Novissi")[0]
    assert (found.name, found.number) == ("Novissi Agokpala", "TG-1")


def test_an_entity_whose_identifier_changed_is_known_by_its_number() -> None:
    brought(*FIRST)
    later = brought(*(row.replace(row[0], "9" + row[0], 1) for row in FIRST), on=date(2025, 12, 31))
    assert (later.new, later.same, later.missing) == (0, 3, [])


def test_a_row_is_compared_with_what_was_on_the_day_the_register_tells_of() -> None:
    """Else one that was registered after that day would be filed again each time."""
    brought(FIRST[0], on=date(2018, 12, 31))
    renamed = FIRST[0].replace("Novissi", "Solim")
    assert [one["is"] for one in brought(renamed, on=date(2018, 12, 31)).changed] == [{"name": "Coopérative Solim"}]
    assert brought(renamed, on=date(2019, 1, 31)).same == 1
    filings = [filing.facts() for filing in Filing.objects.filter(entity__now__number="TG-1")]
    assert state_on(filings, date(2019, 5, 1)) == {}, "nothing before its registration"
    assert state_on(filings, date(2019, 5, 2))["name"] == "Coopérative Solim"


def test_two_rows_alike_in_name_and_village_are_two_entities() -> None:
    brought(*(row.replace("TG-2", "").replace("TG-3", "") for row in FIRST))
    assert EntityNow.objects.filter(name__iexact="dekawowo").count() == 2
    again = brought(*(row.replace("TG-2", "").replace("TG-3", "") for row in FIRST), on=date(2025, 12, 31))
    assert (again.new, again.same) == (0, 3)


def test_a_dissolved_one_stays_and_says_so() -> None:
    brought(*FIRST)
    brought(FIRST[0] + "2025-02-01", *FIRST[1:], on=date(2025, 12, 31))
    now = EntityNow.objects.get(number="TG-1")
    assert now.status == "dissolved"
    assert now.entity.filings.get(kind="change").legal_on == date(2025, 2, 1)


@pytest.mark.parametrize(
    ("row", "cell", "code"),
    [
        (",Novissi,,,,TG,Zio,,", "A5", "registry.row-no-key"),
        ("2,Novissi,,,,TG,Zio,,", "A5", "registry.row-key-twice"),
        ("4,,,,,TG,Zio,,", "B5", "registry.row-no-name"),
        ("4,Novissi,,,,Togo,Zio,,", "F5", "registry.row-no-country"),
        ("4,Novissi,,,,TG,Zio,31/02/2020,", "H5", "registry.row-no-day"),
        (f"4,{'a' * 301},,,,TG,Zio,,", "B5", "registry.row-name-too-long"),
    ],
)
def test_a_row_that_cannot_be_kept_is_told_with_its_cell_and_the_others_are_kept(row: str, cell: str, code: str) -> None:
    made = brought(*FIRST, row)
    assert [(fault.cell, fault.refusal.code) for fault in made.faults] == [(cell, code)]
    assert made.new == 3


def test_a_file_of_another_layout_is_refused_as_a_whole() -> None:
    with pytest.raises(Refused) as refused:
        bring(csv(*FIRST), LAYOUTS["togo"], by=SYSTEM, at=AT, office="TG", as_of=date(2024, 12, 31))
    assert refused.value.refusals[0].code == "registry.file-lacks-columns"


def test_a_trial_says_what_would_become_of_the_file_and_keeps_nothing() -> None:
    assert brought(*FIRST, is_dry=True).new == 3
    assert not Entity.objects.exists()
    brought(*FIRST)
    tried = brought(FIRST[0].replace("Novissi", "Solim"), *FIRST[1:], on=date(2025, 12, 31), is_dry=True)
    assert (tried.new, tried.same, len(tried.changed)) == (0, 2, 1)
    assert not search("Solim", similar=False)
    assert Filing.objects.count() == 3


def test_only_a_registrar_brings_a_register(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        bring(csv(*FIRST), TOGO, by=cast.actor("noy"), at=AT, office="TG", as_of=date(2024, 12, 31))


def test_the_projection_is_what_the_filings_say_and_is_mended_when_it_is_not() -> None:
    brought(*FIRST)
    assert differing(mend=False) == (3, [])
    EntityNow.objects.filter(number="TG-1").update(name="Forged")
    counted, wrong = differing(mend=True)
    assert (counted, len(wrong)) == (3, 1)
    assert differing(mend=False) == (3, [])
    assert EntityNow.objects.get(number="TG-1").name == "Coopérative Novissi"
    forget_names(Entity.objects.values_list("id", flat=True))
    assert len(differing(mend=True)[1]) == 3, "what nobody finds is not what its filings say"
    assert search("novissi")


def test_from_the_command_line(tmp_path: Path) -> None:
    file = tmp_path / "register.csv"
    file.write_bytes(csv(*FIRST, "4,,,,,TG,Zio,,"))
    run = CliRunner().invoke(registry, ["import", str(file), "--layout", "rochdale", "--office", "TG", "--as-of", "2024-12-31", "--json"])
    told = json.loads(run.stdout)
    assert (run.exit_code, told["rows"], told["new"], told["faults"][0]["cell"]) == (1, 4, 3, "B5")
    hits = json.loads(CliRunner().invoke(registry, ["search", "novisi", "--json"]).stdout)
    assert hits[0]["name"] == "Coopérative Novissi"
    assert CliRunner().invoke(registry, ["rebuild", "--check"]).exit_code == 0
    whole = CliRunner().invoke(registry, ["import", str(file), "--layout", "rochdale", "--office", "XX", "--only-whole"])
    assert whole.exit_code == 1
    assert not EntityNow.objects.filter(office="XX").exists()


@pytest.mark.outside
def test_500_real_cooperatives_keep_their_names_and_places_and_are_found_without_accents(outside: Path) -> None:
    content = (outside / "togo-cooperatives" / "cooperatives-sample-500.csv").read_bytes()
    made = bring(content, LAYOUTS["togo"], by=SYSTEM, at=AT, office="TG", as_of=date(2024, 12, 31))
    assert made.new + len({fault.row for fault in made.faults}) == 500
    again = bring(content, LAYOUTS["togo"], by=SYSTEM, at=AT, office="TG", as_of=date(2024, 12, 31))
    assert (again.new, again.same, again.missing) == (0, made.new, [])
    assert search("cooperative assilassime")[0].name == "Coopérative Assilassime"
    assert EntityNow.objects.get(name="Coopérative Assilassime", place__contains="attielio").state["seat"]["names"][0] == "Maritime"


@pytest.mark.outside
def test_a_register_of_another_country_is_read_by_its_own_layout(outside: Path) -> None:
    content = (outside / "coops" / "coops-uk-organisations-2016-sample.csv").read_bytes()
    made = bring(content, LAYOUTS["coops-uk"], by=SYSTEM, at=AT, office="GB", as_of=date(2016, 6, 1))
    assert made.new == 49
    assert [(fault.refusal.code, fault.holds) for fault in made.faults] == [("registry.row-key-twice", "R000493")]
    oldest = EntityNow.objects.get(name="Co-operative Group Limited")
    assert (oldest.number, oldest.since_on, oldest.state["trading_name"]) == ("525R", date(1863, 8, 11), "The Co-operative Group")
