"""An encrypted backup is opened by its key alone, here and by the program age, and every changed byte is found out."""

from __future__ import annotations

import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest
from django.db import connections

from rochdale.base.backup import backup, restore
from rochdale.base.backup_key import encrypt, is_encrypted, new_key, opened
from rochdale.base.models import Document
from rochdale.kernel.refusal import Refused
from tests.base.conftest import AT
from tests.base.test_backup import keep, names

pytestmark = pytest.mark.django_db(transaction=True)
KEY = new_key()
BY_AGE = Path(__file__).parent / "backups" / "written-by-age-1.1.1.zip.age"
KEY_OF_BY_AGE = "AGE-SECRET-KEY-185VF8LEMVLZ8YSD4KHUKPQQXMMMMPYH4UKAPL3SHG69V36UQGZYQJ9CYH3"
"""Of no use for anything else: the file holds one line of text."""


@pytest.fixture(autouse=True)
def var(tmp_path: Path, settings: object) -> Path:
    settings.VAR = tmp_path / "var"
    settings.VAR.mkdir()
    return settings.VAR


@pytest.fixture
def locked(tmp_path: Path) -> Path:
    for number in range(3):
        keep(number)
    backup(tmp_path / "all.zip.age", at=AT, key=KEY)
    return tmp_path / "all.zip.age"


def refusal_of(file: Path, key: str = KEY) -> str:
    with pytest.raises(Refused) as refused:
        restore(file, at=AT, force=True, key=key)
    return refused.value.refusals[0].code


def test_what_was_encrypted_comes_back(locked: Path, documents_folder: Path) -> None:
    keep(9)
    shutil.rmtree(documents_folder)
    restore(locked, at=AT, force=True, key=KEY)
    assert names() == ["lot 0.csv", "lot 1.csv", "lot 2.csv"]
    connections.close_all()


def test_nothing_can_be_read_without_the_key_and_nothing_is_left_lying_about(locked: Path, tmp_path: Path, var: Path) -> None:
    content = locked.read_bytes()
    assert is_encrypted(locked)
    assert b"lot 0.csv" not in content and b"SQLite format" not in content and b"PK\x03\x04" not in content
    assert locked.stat().st_mode & 0o077 == 0, "others on the machine may not even read what is encrypted"
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []
    assert [path.name for path in var.iterdir() if path.name.startswith(".")] == []


def test_another_key_and_no_key_are_told_apart(locked: Path) -> None:
    keep(9)
    assert refusal_of(locked, new_key()) == "base.restore-other-key"
    assert refusal_of(locked, "") == "base.restore-needs-key"
    assert Document.objects.count() == 4


@pytest.mark.parametrize("place", [0.0, 0.001, 0.2, 0.5, 0.9, 0.9999])
def test_a_changed_byte_is_found_out(place: float, locked: Path) -> None:
    keep(9)
    content = bytearray(locked.read_bytes())
    content[int(place * (len(content) - 1))] ^= 1
    locked.write_bytes(content)
    assert refusal_of(locked) in {"base.restore-damaged", "base.restore-other-key"}
    assert Document.objects.count() == 4


@pytest.mark.parametrize("left_out", [1, 100, 65_536 + 16])
def test_a_file_cut_short_is_found_out(left_out: int, locked: Path) -> None:
    locked.write_bytes(locked.read_bytes()[:-left_out])
    assert refusal_of(locked) == "base.restore-damaged"


def test_the_program_age_opens_it_without_us(locked: Path, tmp_path: Path) -> None:
    if shutil.which("age") is None:
        pytest.skip("the program age is not installed")
    (tmp_path / "key").write_text(KEY)
    subprocess.run(
        ["age", "--decrypt", "--identity", str(tmp_path / "key"), "--output", str(tmp_path / "all.zip"), str(locked)], check=True
    )
    with zipfile.ZipFile(tmp_path / "all.zip") as package:
        assert package.testzip() is None
        assert "manifest.json" in package.namelist()


def test_what_the_program_age_wrote_is_opened_here(tmp_path: Path) -> None:
    with opened(BY_AGE, key=KEY_OF_BY_AGE, work=tmp_path) as plain:
        assert plain.read_text() == "written by age for Rochdale\n"


def test_a_disk_that_fills_up_while_encrypting_is_told_as_that(tmp_path: Path) -> None:
    (tmp_path / "plain").write_bytes(b"x" * 1_000_000)
    with pytest.raises(OSError, match="No space left"):
        encrypt(tmp_path / "plain", Path("/dev/full"), key=KEY)


def test_a_full_disk_is_no_damage(tmp_path: Path) -> None:
    (tmp_path / "plain").write_bytes(b"x" * 100_000)
    encrypt(tmp_path / "plain", tmp_path / "locked", key=KEY)
    with pytest.raises(OSError, match="No such file"), opened(tmp_path / "locked", key=KEY, work=Path("/proc/none")):
        pass
