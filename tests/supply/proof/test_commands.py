"""`rochdale supply epcis`, `evidence`, `verify-evidence`: what somebody at a terminal sees."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from rochdale.supply.commands import supply
from rochdale.supply.models import Lot
from rochdale.supply.rules.epcis_checks import refusals_for_document
from tests.supply.proof.test_packs import ARABICA

pytestmark = pytest.mark.django_db


def test_epcis_prints_a_document_in_order(lot: Lot) -> None:
    for name in (lot.code, str(lot.id)):
        run = CliRunner().invoke(supply, ["epcis", name])
        assert run.exit_code == 0
        assert list(refusals_for_document(json.loads(run.stdout))) == []


def test_a_pack_is_written_and_verified_and_one_changed_byte_fails(lot: Lot, tmp_path: Path) -> None:
    path = tmp_path / "pack.zip"
    run = CliRunner().invoke(supply, ["evidence", lot.code, "--out", str(path), "--species", ARABICA, "--strict"])
    assert (run.exit_code, run.stderr) == (0, "")
    assert CliRunner().invoke(supply, ["verify-evidence", str(path)]).exit_code == 0
    content = bytearray(path.read_bytes())
    content[content.index(b"checks.json") + 40] ^= 1
    path.write_bytes(bytes(content))
    run = CliRunner().invoke(supply, ["verify-evidence", str(path)])
    assert run.exit_code == 1 and "checks.json was changed" in run.stderr


def test_what_speaks_against_a_lot_is_said_and_the_pack_is_a_draft(lot: Lot, tmp_path: Path) -> None:
    path = tmp_path / "pack.zip"
    run = CliRunner().invoke(supply, ["evidence", lot.code, "--out", str(path)])
    assert run.exit_code == 0 and "draft" in run.stderr and "which species" in run.stderr and path.exists()
    strict = CliRunner().invoke(supply, ["evidence", lot.code, "--out", str(tmp_path / "none.zip"), "--strict"])
    assert strict.exit_code == 1 and not (tmp_path / "none.zip").exists()


@pytest.mark.parametrize("arguments", [["epcis", "NO-SUCH"], ["verify-evidence", "no-such.zip"]])
def test_what_is_not_there_is_said(db: None, arguments: list[str]) -> None:
    run = CliRunner().invoke(supply, arguments)
    assert run.exit_code == 1 and run.stderr


def test_a_file_that_is_no_pack_fails(tmp_path: Path) -> None:
    path = tmp_path / "pack.zip"
    path.write_bytes(b"nothing of the kind")
    assert CliRunner().invoke(supply, ["verify-evidence", str(path)]).exit_code == 1
