"""The commands of whoever runs an installation say what they did, and end with 1 when they could not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from django.db import connections
from django.utils import translation

from rochdale.base.backup_key import is_encrypted, new_key
from rochdale.base.doctor import Check, Finding
from rochdale.base.doctor.findings import advice
from rochdale.base.models import BackupRun
from rochdale.config.cli import CHAPTERS, ELSEWHERE, SENTENCES, main
from rochdale.config.commands import ask_doctor, backup, restore, verify_backup
from rochdale.kernel.refusal import Refusal
from tests.base.conftest import documents_folder  # noqa: F401  # fixture
from tests.base.test_backup import keep, names

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def var(tmp_path: Path, settings: Any) -> Iterator[Path]:
    settings.VAR = tmp_path / "var"
    settings.VAR.mkdir()
    settings.BACKUP_KEY = ""
    yield settings.VAR
    connections.close_all()


def ran(command: Any, *words: object) -> tuple[int, str]:
    outcome = CliRunner().invoke(command, [str(word) for word in words])
    return outcome.exit_code, outcome.output


def test_a_backup_by_hand_is_told_remembered_proven_and_put_back(tmp_path: Path, settings: Any) -> None:
    keep(1)
    code, says = ran(backup, tmp_path / "all.zip")
    run = BackupRun.objects.get()
    assert code == 0 and run.sha256 in says and run.verified_at is None and not run.is_encrypted
    code, says = ran(verify_backup, tmp_path / "all.zip")
    assert code == 0 and "1 documents came back" in says
    run.refresh_from_db()
    assert run.verified_at is not None
    keep(2)
    assert ran(restore, tmp_path / "all.zip") == (
        1,
        "Error: There is content here already. Back it up first. Then restore with --force, which replaces all of it.\n",
    )
    code, says = ran(restore, "--force", tmp_path / "all.zip")
    assert code == 0 and "Everybody signs in anew" in says and names() == ["lot 1.csv"]


def test_encrypting_needs_a_key(tmp_path: Path, settings: Any) -> None:
    code, says = ran(backup, "--encrypt", tmp_path / "all.zip.age")
    assert code == 1 and "rochdale new-backup-key" in says and not (tmp_path / "all.zip.age").exists()
    settings.BACKUP_KEY = new_key()
    assert ran(backup, "--encrypt", tmp_path / "all.zip.age")[0] == 0
    assert is_encrypted(tmp_path / "all.zip.age") and BackupRun.objects.get().is_encrypted


def test_a_folder_that_is_shut_is_told_in_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def shut(*args: object, **kwargs: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("rochdale.base.backup.tempfile.TemporaryDirectory", shut)
    code, says = ran(backup, tmp_path / "all.zip")
    assert code == 1 and f"The folder {tmp_path} does not take the backup: Permission denied. Make room there" in says


def test_a_file_that_is_no_backup_is_refused_by_every_command(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(b"no")
    for command in (verify_backup, restore):
        assert ran(command, tmp_path / "a.zip")[0] == 1
        assert "There is no file" in ran(command, tmp_path / "none.zip")[1]


@pytest.mark.parametrize(
    ("finding", "code", "mark"),
    [
        (Finding(Refusal("base.doctor-no-proxy")), 1, "✗"),
        (advice(Refusal("base.doctor-time-zone")), 0, "!"),
        (None, 0, "✓"),
    ],
)
def test_the_doctor_ends_with_1_when_something_must_be_mended(
    finding: Finding | None, code: int, mark: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rochdale.base.doctor.CHECKS", [Check("Settings", lambda visit: [finding] if finding else [])])
    with translation.override("en"):
        ended, says = ran(ask_doctor)
    assert ended == code and says.startswith(f"  {mark}  Settings\n")


def test_the_table_of_contents_knows_every_command() -> None:
    listed = {command for commands in CHAPTERS.values() for command in commands}
    assert listed == set(main.commands) | set(ELSEWHERE)
    assert set(SENTENCES) == set(ELSEWHERE)
    assert "doctor" in ran(main, "--help")[1]


def test_a_new_backup_key_is_one() -> None:
    code, says = ran(main, "new-backup-key")
    assert code == 0 and says.startswith("AGE-SECRET-KEY-1")
