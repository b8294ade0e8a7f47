"""`rochdale registry check-pack FILE`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from django.utils import translation

from rochdale.registry.commands import registry
from rochdale.registry.rules.packs import FOLDER
from tests.registry.law import OHADA, text_of


def run(*words: str) -> tuple[int, str]:
    result = CliRunner().invoke(registry, ["check-pack", *words])
    return result.exit_code, result.output


@pytest.mark.parametrize("name", ["ohada-2010", "cm-1992", "la-2010"])
def test_a_shipped_pack_is_sound(name: str) -> None:
    code, output = run(str(FOLDER / f"{name}.toml"))
    assert code == 0 and f"{name}@0.1.0 is sound" in output
    code, output = run(str(FOLDER / f"{name}.toml"), "--json")
    told = json.loads(output)
    assert (code, told["ok"], told["faults"], told["pack"]["id"]) == (0, True, [], name)
    assert len(told["pack"]["sha256"]) == 64 and set(told["facts"]) == {"verified", "reported", "brief", "memory", "unverified"}


def test_each_fault_is_told_with_its_place(tmp_path: Path) -> None:
    file = tmp_path / "broken.toml"
    file.write_text(
        text_of(OHADA, ("min_members = { value = 5,", 'min_members = { value = "five",'), ('version = "0.1.0"', 'version = "1"'))
    )
    code, output = run(str(file))
    assert code == 1
    assert "form[SCOOPS].min_members.value: five is no whole number." in output and "broken.toml is refused. Faults: 2." in output
    code, output = run(str(file), "--json")
    told = json.loads(output)
    assert (code, told["ok"], told["pack"]) == (1, False, None)
    assert [(fault["path"], fault["code"]) for fault in told["faults"]] == [
        ("form[SCOOPS].min_members.value", "registry.pack-wants-a-number"),
        ("pack.version", "registry.pack-value-is-malformed"),
    ]


@pytest.mark.parametrize(("language", "says"), [("fr", "n’est pas un nombre entier"), ("lo", "ບໍ່ແມ່ນຈຳນວນເຕັມ")])
def test_faults_are_told_in_the_readers_language(tmp_path: Path, language: str, says: str) -> None:
    file = tmp_path / "broken.toml"
    file.write_text(text_of(OHADA, ("min_members = { value = 5,", 'min_members = { value = "five",')))
    with translation.override(language):
        assert says in run(str(file))[1]


def test_a_file_that_is_not_there() -> None:
    code, output = run("/nowhere/law.toml", "--json")
    assert code == 1 and json.loads(output)["faults"][0]["code"] == "registry.pack-file-not-there"


def test_a_pack_that_extends_one_beside_it(tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text(text_of(OHADA, ('id = "ohada-2010"', 'id = "own"')))
    child = '[pack]\nid = "child"\nversion = "1.0.0"\ntitle = "T"\ncountries = ["TG"]\nlanguages = ["fr"]\nin_force_from = 2025-01-01\n'
    (tmp_path / "child.toml").write_text(child + 'extends = "own@0.1.0"\n')
    assert run(str(tmp_path / "child.toml"))[0] == 0
    (tmp_path / "own.toml").unlink()
    assert run(str(tmp_path / "child.toml"))[0] == 1
