"""A backup is proven by restoring it; one that would not come back is found out, and says what is wrong with it."""

from __future__ import annotations

import hashlib
import json
import sqlite3
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from django.contrib.sessions.models import Session
from django.db import connection, connections

from rochdale.base import backup_trial, postgresql
from rochdale.base.backup import after_restore, backup, restore
from rochdale.base.backup_key import new_key
from rochdale.base.backup_package import MANIFEST
from rochdale.base.backup_trial import restored_and_compared, tried
from rochdale.base.models import AuditEntry, Document
from rochdale.base.words import sentence
from rochdale.kernel.refusal import Refused
from tests.base.conftest import AT
from tests.base.installations import empty_installation
from tests.base.test_backup import keep

pytestmark = pytest.mark.django_db(transaction=True)
BACKUPS = Path(__file__).parent / "backups"
ON_SQLITE = pytest.mark.skipif(connection.vendor != "sqlite", reason="opens the database in the file")


@pytest.fixture(autouse=True)
def var(tmp_path: Path, settings: object) -> Iterator[Path]:
    settings.VAR = tmp_path / "var"
    settings.VAR.mkdir()
    yield settings.VAR
    connections.close_all()


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    for number in range(3):
        keep(number)
    backup(tmp_path / "all.zip", at=AT)
    return tmp_path / "all.zip"


def trial_of(file: Path, *, key: str = "") -> str:
    with pytest.raises(Refused) as refused:
        tried(file, key=key)
    assert "%(" not in sentence(refused.value.refusals[0])
    return refused.value.refusals[0].code


def rewritten(saved: Path, *, database: Callable[[sqlite3.Connection], object] | None = None, **manifest: object) -> Path:
    """The backup with other content under hashes that match it: what only a restore can find out."""
    with zipfile.ZipFile(saved) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    told = json.loads(parts[MANIFEST]) | manifest
    if database:
        file = saved.with_name("changed.sqlite3")
        file.write_bytes(parts["database.sqlite3"])
        with closing(sqlite3.connect(file)) as changed:
            database(changed)
            changed.commit()
        parts["database.sqlite3"] = file.read_bytes()
        told["files"]["database.sqlite3"] = hashlib.sha256(parts["database.sqlite3"]).hexdigest()
    parts[MANIFEST] = json.dumps(told).encode()
    with zipfile.ZipFile(saved, "w") as package:
        for name, part in parts.items():
            package.writestr(name, part)
    return saved


def test_everything_comes_back_in_an_empty_place_and_nothing_here_is_touched(saved: Path, var: Path) -> None:
    keep(9)
    found = tried(saved, key="")
    assert found.documents == 3 and found.rows > 6
    assert Document.objects.count() == 4
    assert [path.name for path in var.iterdir() if path.name.startswith(".")] == []


@pytest.mark.heavy
def test_an_encrypted_one_is_tried_with_its_key(tmp_path: Path) -> None:
    keep(1)
    key = new_key()
    backup(tmp_path / "all.zip.age", at=AT, key=key)
    assert tried(tmp_path / "all.zip.age", key=key).documents == 1
    assert trial_of(tmp_path / "all.zip.age", key=new_key()) == "base.restore-other-key"


@pytest.mark.heavy
def test_rows_that_are_missing_are_found_out(saved: Path) -> None:
    assert trial_of(rewritten(saved, rows={"base_document": 4})) == "base.trial-rows-differ"


@ON_SQLITE
@pytest.mark.heavy
def test_a_document_of_which_only_the_row_came_back_is_found_out(saved: Path) -> None:
    other = "0" * 64

    def change(database: sqlite3.Connection) -> None:
        for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'base_document'").fetchall():
            database.execute(f"DROP TRIGGER {name}")
        database.execute("UPDATE base_document SET sha256 = ? WHERE name = 'lot 1.csv'", [other])

    assert trial_of(rewritten(saved, database=change)) == "base.trial-document-changed"


@ON_SQLITE
@pytest.mark.heavy
def test_a_row_that_points_nowhere_is_found_out(saved: Path) -> None:
    change = lambda database: database.execute(  # noqa: E731
        "INSERT INTO base_importedrow (id, run_id, number, thing_id, refusals, at) VALUES ('a', 'none', 1, '', '[]', '2027-03-01')"
    )
    told = json.loads(zipfile.ZipFile(saved).read(MANIFEST))["rows"]
    assert trial_of(rewritten(saved, database=change, rows=told | {"base_importedrow": 1})) == "base.trial-database-unsound"


@ON_SQLITE
@pytest.mark.heavy
def test_a_database_that_this_version_cannot_use_is_found_out(saved: Path) -> None:
    change = lambda database: database.execute("DELETE FROM django_migrations WHERE app = 'base'")  # noqa: E731
    told = json.loads(zipfile.ZipFile(saved).read(MANIFEST))["rows"]
    left = {"django_migrations": told["django_migrations"] - sum(1 for one in Path("src/rochdale/base/migrations").glob("0*.py"))}
    assert trial_of(rewritten(saved, database=change, rows=told | left)) == "base.trial-broke"


def test_a_backup_of_a_newer_version_is_not_touched(saved: Path) -> None:
    keep(9)
    newer = rewritten(saved, version="9.9.9", migrations=[["base", "9999_from_the_future"]])
    with pytest.raises(Refused) as refused:
        restore(newer, at=AT, force=True)
    assert "9.9.9" in sentence(refused.value.refusals[0])
    assert Document.objects.count() == 4


def test_without_room_it_says_so(saved: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backup_trial, "ROOM", 10**9)
    assert trial_of(saved) == "base.trial-no-room"


@pytest.mark.skipif(connection.vendor == "sqlite", reason="a role of PostgreSQL")
def test_a_role_that_may_not_make_a_database_is_named(saved: Path) -> None:
    with postgresql.as_owner(), connection.cursor() as cursor:
        cursor.execute("CREATE ROLE may_not LOGIN SUPERUSER")
        cursor.execute("ALTER ROLE may_not NOSUPERUSER")
    before = connection.settings_dict["USER"]
    try:
        connection.settings_dict["USER"] = "may_not"
        with pytest.raises(Refused) as refused, postgresql.empty_database():
            pass
        assert "may_not CREATEDB" in sentence(refused.value.refusals[0])
    finally:
        connection.settings_dict["USER"] = before
        with postgresql.as_owner(), connection.cursor() as cursor:
            cursor.execute("DROP ROLE may_not")


def test_what_must_not_come_back_is_done_after_each_restore(saved: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[object] = []
    monkeypatch.setattr("rochdale.base.backup._after_restore", [])
    after_restore(done.append)
    after_restore(done.append)
    restore(saved, at=AT, force=True)
    assert done == [AT]


def test_sessions_of_the_time_of_the_backup_stay_ended(tmp_path: Path) -> None:
    Session.objects.create(session_key="k" * 32, session_data="", expire_date=AT)
    backup(tmp_path / "all.zip", at=AT)
    restore(tmp_path / "all.zip", at=AT, force=True)
    assert not Session.objects.exists()


def test_the_trial_itself_compares_in_its_place(saved: Path) -> None:
    Document.objects.all()  # what is here is replaced: this is the empty place's own work, done here to see its answer
    with pytest.raises(Refused, match=r"base\.restore-over-content"):
        restored_and_compared(saved, at=AT)


# Yesterday's backup, today's program.

OLDER = """
from django.core.management import call_command
from django.db import connection
call_command("migrate", "base", "0002", interactive=False, verbosity=0)
with connection.cursor() as cursor:
    for number in range(250):
        cursor.execute(
            "INSERT INTO base_auditentry (at, by_id, by_name, organization_name, what, about_kind, about_id, before, after, reason)"
            " VALUES ('2027-03-01 08:00:00+00', 'kham', 'Kham', '', 'test.keep', 'lot', %s, '{}', '{}', '')", [str(number)]
        )
from datetime import UTC, datetime
from pathlib import Path
from rochdale.base.backup import backup
backup(Path(r"FILE"), at=datetime(2027, 3, 1, tzinfo=UTC))
"""
LOOK = """
from django.db.migrations.executor import MigrationExecutor
from django.db import connection
from rochdale.base.models import AuditEntry
executor = MigrationExecutor(connection)
print(len(executor.migration_plan(executor.loader.graph.leaf_nodes())))
print(AuditEntry.objects.count(), AuditEntry.objects.filter(by_name="Kham").count())
"""


@pytest.mark.longest
@pytest.mark.heavy
def test_a_database_of_earlier_tables_comes_back_into_todays(tmp_path: Path) -> None:
    file = tmp_path / "older.zip"
    with empty_installation(tmp_path / "then") as then:
        then.run(OLDER.replace("FILE", str(file)))
    assert ["base", "0003_jobs_that_come_further"] not in json.loads(zipfile.ZipFile(file).read(MANIFEST))["migrations"]
    assert tried(file, key="").rows > 250
    with empty_installation(tmp_path / "today") as today:
        restored = today.rochdale("restore", str(file))
        assert restored.returncode == 0, restored.stderr
        assert today.run(LOOK).split() == ["0", "250", "250"], "nothing left to migrate, every row there"


@pytest.mark.longest
@pytest.mark.heavy
@ON_SQLITE
@pytest.mark.parametrize("file", sorted(BACKUPS.glob("written-by-[0-9]*.zip")), ids=lambda file: file.stem)
def test_the_backups_that_released_versions_wrote_come_back(file: Path, tmp_path: Path) -> None:
    assert tried(file, key="").documents == 2
    with empty_installation(tmp_path / "today") as today:
        assert today.rochdale("restore", str(file)).returncode == 0
        told = today.run("from rochdale.people.models import Person; print(sorted(p.name for p in Person.objects.all())[:2])")
        assert told.strip() == "['Amina Ndoumbe', 'Bounmy Inthavong']"


def test_history_is_held_after_the_way_through_today(saved: Path) -> None:
    restore(saved, at=AT, force=True)
    with pytest.raises(Exception, match="append-only"):
        AuditEntry.objects.update(by_name="Nobody")
