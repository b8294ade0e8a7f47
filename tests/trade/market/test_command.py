from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from django.utils import translation

from rochdale.base.words import worded_codes
from rochdale.trade import market_run
from rochdale.trade.commands import market
from rochdale.trade.market import defaults as defaults_module

EXAMPLES = Path(defaults_module.__file__).with_name("examples")
ON = "2026-11-23"
HEADERS = {
    "matches.csv": "offer_id,need_id,container_id,kg,price_per_kg,currency,floor_per_kg,landed_per_kg",
    "unmatched.csv": "id,side,kg left,reason_code,reason,smallest_change",
}

pytestmark = pytest.mark.xdist_group("market-command")  # the example market is cleared once


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    with translation.override("en"):
        yield


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(market, [str(argument) for argument in arguments])


def clear(*arguments: str | Path, offers: Path = EXAMPLES / "offers.csv", needs: Path = EXAMPLES / "needs.csv") -> Result:
    return run("clear", "--offers", offers, "--needs", needs, "--on", ON, *arguments)


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example market, cleared once."""
    folder = tmp_path_factory.mktemp("market") / "out"
    with translation.override("en"):
        result = clear("--out", folder)
    assert result.exit_code == 0, result.output + result.stderr
    return folder


def test_the_example_market_is_cleared_and_written(written: Path) -> None:
    assert sorted(path.name for path in written.iterdir()) == ["containers.csv", "matches.csv", "sealed", "summary.json", "unmatched.csv"]
    for name, header in HEADERS.items():
        assert (written / name).read_text(encoding="utf-8").splitlines()[0] == header
    assert len(rows(written / "matches.csv")) >= 4


def test_kg_of_every_row_are_matched_or_left(written: Path) -> None:
    kg: dict[str, int] = {}
    for row in rows(written / "matches.csv"):
        for name in (row["offer_id"], row["need_id"]):
            kg[name] = kg.get(name, 0) + int(row["kg"])
    for row in rows(written / "unmatched.csv"):
        kg[row["id"]] = kg.get(row["id"], 0) + int(row["kg left"])
    stated = {row["offer_id"]: int(row["kg"]) for row in rows(EXAMPLES / "offers.csv")}
    stated |= {row["need_id"]: int(row["kg"]) for row in rows(EXAMPLES / "needs.csv")}
    assert kg == stated


def test_every_row_left_says_why_and_what_would_have_helped(written: Path) -> None:
    for row in rows(written / "unmatched.csv"):
        assert row["reason_code"] in worded_codes()
        assert row["reason"].endswith(".")
        assert bool(row["smallest_change"]) == (row["reason_code"] != "market.squeezed-out")


def test_containers_are_those_of_the_matches_and_none_is_overfull(written: Path) -> None:
    containers = {row["container_id"]: row for row in rows(written / "containers.csv")}
    assert containers.keys() == {row["container_id"] for row in rows(written / "matches.csv")}
    assert all(0 < int(row["kg"]) <= int(row["capacity_kg"]) and row["departs_on"] < row["arrives_on"] for row in containers.values())


def test_the_summary_says_how_good_the_result_is_and_at_which_rates(written: Path) -> None:
    summary = json.loads((written / "summary.json").read_text(encoding="utf-8"))
    assert {"surplus", "bound", "gap", "seconds", "seed", "counts", "currency"} <= summary.keys()
    assert (summary["currency"], summary["rates_on"], summary["seed"], summary["stopped_early"]) == ("USD", ON, 1, False)
    assert 0 < summary["surplus"] <= summary["bound"]
    assert {rate["currency"] for rate in summary["rates"]} >= {"DKK", "JPY", "XAF"}


@pytest.mark.heavy
def test_the_same_files_and_seed_give_the_same_result(written: Path, tmp_path: Path) -> None:
    assert clear("--out", tmp_path / "again").exit_code == 0
    for name in ("matches.csv", "containers.csv", "unmatched.csv"):
        assert (tmp_path / "again" / name).read_bytes() == (written / name).read_bytes()


def test_what_was_written_can_be_verified_without_solving(written: Path) -> None:
    result = run("verify", written)
    assert (result.exit_code, "Every rule holds" in result.output) == (0, True)


def test_the_sealed_input_is_for_its_owner_alone(written: Path) -> None:
    assert {oct(path.stat().st_mode & 0o077) for path in (written / "sealed").iterdir()} == {"0o0"}


def edit(name: str, old: str, new: str) -> Callable[[Path], None]:
    def apply(folder: Path) -> None:
        path = folder / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    return apply


def drop_last_line(folder: Path) -> None:
    path = folder / "matches.csv"
    path.write_text("".join(path.read_text(encoding="utf-8").splitlines(keepends=True)[:-1]), encoding="utf-8")


def raise_a_price(folder: Path) -> None:
    path = folder / "sealed" / "plan.json"
    plan = json.loads(path.read_text(encoding="utf-8"))
    plan["matches"][0]["seller_price"] += 100
    path.write_text(json.dumps(plan), encoding="utf-8")


def raise_what_is_left(folder: Path) -> None:
    path = folder / "unmatched.csv"
    left = rows(path)[0]["kg left"]
    edit("unmatched.csv", f",{left},", ",1,")(folder)


FORGERIES: list[tuple[str, Callable[[Path], None], str]] = [
    ("a price changed in the table", edit("matches.csv", ",USD,", "9,USD,"), "matches.csv, line 2"),
    ("a match cut off", drop_last_line, "matches.csv, line"),
    ("a container moved to another product", edit("containers.csv", ",coffee,", ",tea,"), "containers.csv, line"),
    ("a nicer surplus", edit("summary.json", '"surplus": ', '"surplus": 9'), "“surplus”"),
    ("kg that vanish", raise_what_is_left, "unmatched.csv must say"),
    ("a price changed in the stored result", raise_a_price, "What N-"),
    ("a stored result that is no result", edit("sealed/plan.json", '"matches"', '"marriages"'), "cannot be read"),
    ("no stored result", lambda folder: (folder / "sealed" / "plan.json").unlink(), "No result is stored"),
    ("a file that is gone", lambda folder: (folder / "matches.csv").unlink(), "matches.csv is missing"),
]


@pytest.mark.parametrize(("what", "forge", "said"), FORGERIES, ids=[row[0] for row in FORGERIES])
def test_a_forged_result_is_found_out(written: Path, tmp_path: Path, what: str, forge: Callable[[Path], None], said: str) -> None:
    folder = tmp_path / "forged"
    (folder / "sealed").mkdir(parents=True)
    for path in (*written.glob("*.*"), *(written / "sealed").iterdir()):
        (folder / path.relative_to(written)).write_bytes(path.read_bytes())
    forge(folder)
    result = run("verify", folder)
    assert result.exit_code != 0, what
    assert said in result.stderr


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    path = tmp_path / "offers.csv"
    text = (EXAMPLES / "offers.csv").read_text(encoding="utf-8").replace(",12000,VNDAD,", ",-5,XXABC,", 1)
    path.write_text(text, encoding="utf-8")
    return path


def test_rows_with_faults_stop_everything_and_each_is_named(faulty: Path, tmp_path: Path) -> None:
    result = clear("--out", tmp_path / "out", offers=faulty)
    assert result.exit_code == 1
    assert "Row 2, cell J2 (kg): -5 kg cannot be traded. Write at least 1 kg." in result.stderr
    assert "Row 2, cell K2 (port)" in result.stderr
    assert not (tmp_path / "out").exists()


@pytest.mark.heavy
def test_valid_rows_go_on_when_one_says_so(faulty: Path, tmp_path: Path) -> None:
    result = clear("--out", tmp_path / "out", "--valid-only", offers=faulty)
    assert result.exit_code == 0
    assert "cell J2" in result.stderr
    assert "O-BOL-1" not in (tmp_path / "out" / "matches.csv").read_text(encoding="utf-8")


def test_an_empty_market_and_files_of_another_kind_are_refused(tmp_path: Path) -> None:
    empty = tmp_path / "needs.csv"
    empty.write_text((EXAMPLES / "needs.csv").read_text(encoding="utf-8").splitlines()[0] + "\n", encoding="utf-8")
    result = clear(needs=empty)
    assert (result.exit_code, "An empty market cannot be cleared." in result.stderr) == (1, True)
    assert "cannot be opened" in clear(offers=tmp_path / "none.csv").stderr
    assert clear("--defaults", empty).exit_code == 1


def test_a_result_to_which_the_verifier_objects_is_not_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    honest = market_run.run_engine

    def dishonest(*arguments: object, **named: object) -> object:
        return replace(honest(*arguments, **named), seed=-1)  # type: ignore[arg-type]

    monkeypatch.setattr(market_run, "run_engine", dishonest)
    result = clear("--out", tmp_path / "out")
    assert (result.exit_code, (tmp_path / "out").exists()) == (3, False)
    assert "The independent verifier objects. Nothing was written." in result.stderr
    assert "names no seed" in result.stderr


def test_an_engine_that_dies_is_told_with_its_last_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(market_run, "ENGINE", "rochdale.trade.market.nowhere")
    result = clear()
    assert result.exit_code == 4
    assert "nowhere" in result.stderr


def test_a_hundred_real_lots_find_buyers_or_a_reason(outside: Path, tmp_path: Path) -> None:
    result = clear("--out", tmp_path / "out", offers=outside / "coffee" / "cqi-arabica-100.csv")
    assert result.exit_code == 0, result.stderr
    matched = {row["offer_id"] for row in rows(tmp_path / "out" / "matches.csv")}
    left = {row["id"]: row for row in rows(tmp_path / "out" / "unmatched.csv") if row["side"] == "offer"}
    assert len(matched | left.keys()) == 100
    assert len(matched) >= 20
    assert left["cqi-arabica-1198"]["reason"] == "The lot names no country."
    assert run("verify", tmp_path / "out").exit_code == 0
