"""A backup is taken while others write, comes back whole, and never overwrites by mistake."""

from __future__ import annotations

import json
import shutil
import sqlite3
import threading
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from django.db import connection, connections

from rochdale.base import audit, documents
from rochdale.base.backup import backup, has_content, restore
from rochdale.base.backup_package import MANIFEST
from rochdale.base.models import AuditEntry, Document
from rochdale.base.words import sentence
from rochdale.base.worker import Worker
from rochdale.kernel.refusal import Refused
from tests.base.conftest import AT, KHAM, Clock

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def var(tmp_path: Path, settings: object) -> Iterator[Path]:
    settings.VAR = tmp_path / "var"
    yield tmp_path / "var"
    connections.close_all()


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    for number in range(3):
        keep(number)
    backup(tmp_path / "all.zip", at=AT)
    return tmp_path / "all.zip"


def keep(number: int) -> Document:
    document = documents.keep(by=KHAM, at=AT, name=f"lot {number}.csv", content=f"lot,kg\n{number},60\n".encode())
    audit.record(by=KHAM, at=AT, what="test.keep", about=document)
    return document


def names() -> list[str]:
    return list(Document.objects.order_by("name").values_list("name", flat=True))


def refusal_of(file: Path, *, force: bool = True) -> str:
    with pytest.raises(Refused) as refused:
        restore(file, at=AT, force=force)
    assert "%(" not in sentence(refused.value.refusals[0])
    return refused.value.refusals[0].code


def test_what_was_saved_comes_back_and_what_came_after_is_gone(saved: Path, documents_folder: Path) -> None:
    keep(9)
    shutil.rmtree(documents_folder)
    restore(saved, at=AT, force=True)
    assert names() == ["lot 0.csv", "lot 1.csv", "lot 2.csv"]
    assert [documents.content_of(document)[:6] for document in Document.objects.all()] == [b"lot,kg"] * 3
    assert AuditEntry.objects.count() == 3


def test_history_is_still_held_after_a_restore(saved: Path) -> None:
    restore(saved, at=AT, force=True)
    with pytest.raises(Exception, match="append-only"):
        AuditEntry.objects.update(by_name="Nobody")


def test_content_is_not_overwritten_without_force(saved: Path) -> None:
    keep(9)
    assert refusal_of(saved, force=False) == "base.restore-over-content"
    assert len(names()) == 4


def test_a_fresh_installation_has_no_content() -> None:
    assert not has_content()
    keep(1)
    assert has_content()


def test_a_running_installation_is_not_replaced(saved: Path, var: Path, clock: Clock) -> None:
    with Worker(folder=var / "workers", clock=clock):
        assert refusal_of(saved) == "base.restore-while-running"


def rewritten(saved: Path, change: Callable[[dict[str, bytes]], object]) -> Path:
    with zipfile.ZipFile(saved) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    change(parts)
    with zipfile.ZipFile(saved, "w") as package:
        for name, part in parts.items():
            package.writestr(name, part)
    return saved


def first_document(parts: dict[str, bytes]) -> str:
    return next(name for name in sorted(parts) if name.startswith("documents/"))


def other_vendor(parts: dict[str, bytes]) -> None:
    parts[MANIFEST] = json.dumps({**json.loads(parts[MANIFEST]), "vendor": "oracle"}).encode()


@pytest.mark.parametrize(
    ("says", "change", "code"),
    [
        (
            "a byte of a document was changed",
            lambda parts: parts.update({first_document(parts): b"lot,kg\n0,61\n"}),
            "base.restore-damaged",
        ),
        ("a document is missing", lambda parts: parts.pop(first_document(parts)), "base.restore-damaged"),
        ("a part was slipped in", lambda parts: parts.update({"../../evil": b"x"}), "base.restore-damaged"),
        ("the list is missing", lambda parts: parts.pop(MANIFEST), "base.restore-no-backup"),
        ("the list is of something else", lambda parts: parts.update({MANIFEST: b"[]"}), "base.restore-no-backup"),
        ("it is of another database", other_vendor, "base.restore-other-database"),
    ],
)
def test_a_backup_is_refused_when(says: str, change: Callable[[dict[str, bytes]], object], code: str, saved: Path) -> None:
    keep(9)
    assert refusal_of(rewritten(saved, change)) == code
    assert len(names()) == 4


@pytest.mark.parametrize("length", [0, 100, -100])
def test_a_backup_cut_short_is_refused(length: int, saved: Path) -> None:
    saved.write_bytes(saved.read_bytes()[:length])
    assert refusal_of(saved) == "base.restore-damaged"


def test_no_file_and_no_folder_are_named(tmp_path: Path) -> None:
    assert refusal_of(tmp_path / "none.zip") == "base.restore-no-file"
    with pytest.raises(Refused):
        backup(tmp_path / "nowhere" / "all.zip", at=AT)


def test_a_backup_that_cannot_be_finished_leaves_the_old_one(saved: Path, documents_folder: Path) -> None:
    before = saved.read_bytes()
    shutil.rmtree(documents_folder)
    with pytest.raises(Refused):
        backup(saved, at=AT)
    assert saved.read_bytes() == before
    assert [path.name for path in saved.parent.glob(".backup-*")] == []


def test_every_row_of_a_backup_taken_while_others_write_has_its_document(tmp_path: Path) -> None:
    is_over = threading.Event()
    written: list[int] = []

    def write() -> None:
        try:
            while not is_over.is_set():
                keep(len(written))
                written.append(1)
        finally:
            connection.close()

    thread = threading.Thread(target=write)
    thread.start()
    try:
        while len(written) < 5:
            pass
        for number in range(3):
            backup(tmp_path / f"{number}.zip", at=AT)
    finally:
        is_over.set()
        thread.join()
    for number in range(3):
        restore(tmp_path / f"{number}.zip", at=AT, force=True)
        assert Document.objects.count() >= 5
        assert abs(AuditEntry.objects.count() - Document.objects.count()) <= 1, "each is a change of its own here"
        for document in Document.objects.all():
            documents.content_of(document)


def test_a_missing_program_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    if connection.vendor == "sqlite":
        backup(tmp_path / "all.zip", at=AT)
        with zipfile.ZipFile(tmp_path / "all.zip") as package:
            copy = package.extract("database.sqlite3", tmp_path)
        with closing(sqlite3.connect(copy)) as database:
            assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return
    with pytest.raises(Refused) as refused:
        backup(tmp_path / "all.zip", at=AT)
    assert refused.value.refusals[0].code == "base.backup-program-missing"
