"""An upgrade backs up first, tries itself on a copy, and goes back when anything fails."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, connections

from rochdale.base import backup_runs
from rochdale.base.backup_runs import kept_in
from rochdale.base.models import AuditEntry, BackupRun, Document
from rochdale.base.words import sentence
from rochdale.base.worker import Worker
from rochdale.config import upgrade as upgrading
from rochdale.kernel.refusal import Refusal, Refused
from tests.base.conftest import AT, Clock, clock, documents_folder  # noqa: F401  # fixtures
from tests.base.installations import Installation, empty_installation
from tests.base.test_backup import keep

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.heavy]
EARLIER = """
from django.core.management import call_command
from django.db import connection
call_command("migrate", "base", "0002", interactive=False, verbosity=0)
with connection.cursor() as cursor:
    cursor.execute("INSERT INTO base_auditentry (at, by_id, by_name, organization_name, what, about_kind, about_id, before, after, reason)"
                   " VALUES ('2027-03-01 08:00:00+00', 'kham', 'Kham', '', 'test.keep', 'lot', '1', '{}', '{}', '')")
"""
IN_THE_WAY = """
from django.db import connection
with connection.cursor() as cursor:
    cursor.execute("CREATE TABLE base_backuprun (id integer)")
"""
STATE = """
from django.db import connection
with connection.cursor() as cursor:
    cursor.execute("SELECT count(*) FROM django_migrations")
    print(cursor.fetchone()[0], end=" ")
    cursor.execute("SELECT by_name FROM base_auditentry")
    print(cursor.fetchall())
"""
BACKED_UP = """
from rochdale.base.models import BackupRun
print([(run.file_name.partition("Z-")[2], run.verified_at is not None) for run in BackupRun.objects.all()])
"""


@pytest.fixture(autouse=True)
def var(tmp_path: Path, settings: Any) -> Iterator[Path]:
    settings.VAR = tmp_path / "var"
    settings.VAR.mkdir()
    settings.BACKUP_FOLDER, settings.STATIC_ROOT = settings.VAR / "backups", settings.VAR / "static"
    settings.STATIC_ROOT.mkdir()
    yield settings.VAR
    connections.close_all()


@pytest.fixture
def earlier(tmp_path: Path) -> Iterator[Installation]:
    with empty_installation(tmp_path / "earlier") as installation:
        installation.run(EARLIER)
        yield installation


@pytest.mark.longest
def test_an_earlier_installation_becomes_this_version_with_a_proven_backup(earlier: Installation) -> None:
    done = earlier.rochdale("upgrade")
    assert done.returncode == 0, done.stderr
    assert done.stdout.index("Backing up into") < done.stdout.index("on a copy") < done.stdout.index("Bringing the tables")
    assert earlier.run(BACKED_UP).strip() == "[('before-upgrade.zip', True)]"
    assert "('Kham',)" in earlier.run(STATE)
    assert (earlier.folder / "static" / "staticfiles.json").exists()
    again = earlier.rochdale("upgrade")
    assert again.returncode == 0, "an upgrade with nothing to do does no harm"


def test_an_upgrade_that_would_fail_fails_on_the_copy_and_touches_nothing(earlier: Installation) -> None:
    earlier.run(IN_THE_WAY)
    before = earlier.run(STATE)
    done = earlier.rochdale("upgrade")
    assert done.returncode == 1 and "Nothing was changed. Start the version you had" in done.stderr
    assert earlier.run(STATE) == before
    assert len(kept_in(earlier.folder / "backups")) == 1


@pytest.mark.longest
def test_an_upgrade_that_breaks_all_the_same_is_taken_back(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    keep(1)

    def breaks() -> None:
        keep(2)
        raise RuntimeError("power supply of 'somebody'")

    said: list[str] = []
    monkeypatch.setattr(upgrading, "tried", lambda file, key: None)
    monkeypatch.setattr(upgrading, "prepare", breaks)
    with pytest.raises(Refused) as refused:
        upgrading.upgrade(at=AT, say=said.append)
    told = sentence(refused.value.refusals[0])
    assert "RuntimeError: power supply of '…'" in told and "Everything is as it was before" in told
    assert list(Document.objects.values_list("name", flat=True)) == ["lot 1.csv"] and AuditEntry.objects.count() == 1
    assert "Putting everything back" in said[-1]
    assert [one.is_before_upgrade for one in kept_in(settings.BACKUP_FOLDER)] == [True]


def test_where_the_copy_cannot_be_tried_it_says_so_and_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    keep(1)

    def not_here(file: Path, key: str) -> None:
        raise Refused(Refusal("base.trial-not-permitted", {"role": "rochdale"}))

    said: list[str] = []
    monkeypatch.setattr(upgrading, "tried", not_here)
    monkeypatch.setattr(upgrading, "prepare", lambda: None)
    upgrading.upgrade(at=AT, say=said.append)
    assert any("ALTER ROLE rochdale CREATEDB" in line for line in said)
    assert BackupRun.objects.get().verified_at is None


def test_a_running_installation_is_not_upgraded(var: Path, clock: Clock) -> None:  # noqa: F811
    with Worker(folder=var / "workers", clock=clock), pytest.raises(Refused) as refused:
        upgrading.upgrade(at=AT, say=print)
    assert "systemctl stop rochdale" in sentence(refused.value.refusals[0])
    assert not backup_runs.kept_in(var)


def test_an_older_program_does_not_touch_newer_tables() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO django_migrations (app, name, applied) VALUES ('base', '9999_from_the_future', '2027-03-01 08:00:00+00')"
        )
    try:
        with pytest.raises(Refused, match=r"base\.doctor-tables-newer"):
            upgrading.upgrade(at=AT, say=print)
    finally:
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM django_migrations WHERE name = '9999_from_the_future'")


def test_an_empty_installation_is_made_ready_without_a_backup(monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    monkeypatch.setattr(upgrading, "prepare", lambda: None)
    upgrading.upgrade(at=AT, say=said.append)
    assert not BackupRun.objects.exists() and len(said) == 2
