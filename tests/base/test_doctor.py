"""The doctor names what is wrong and how to mend it: each thing is broken here, and the sentence is looked for."""

from __future__ import annotations

import json
import os
import smtplib
import socket
import ssl
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core import checks
from django.core.mail.backends.smtp import EmailBackend
from django.db import OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder

from rochdale.base import documents, health, paper, postgresql
from rochdale.base.backup_key import new_key
from rochdale.base.backup_runs import file_name
from rochdale.base.doctor import CHECKS, examine, keeping, machine, setup, tables, work
from rochdale.base.doctor.findings import Visit
from rochdale.base.models import BackupRun, Job, NewsItem, Tick
from rochdale.base.words import sentence
from rochdale.base.worker import Worker
from rochdale.config.profiles import PROFILES
from rochdale.kernel.ids import new_id
from tests.base.conftest import AT, KHAM, Clock

pytestmark = pytest.mark.django_db
SOUND = "".join(chr(33 + number) for number in range(60))


@pytest.fixture(autouse=True)
def sound(tmp_path: Path, settings: Any, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A production installation with which nothing is wrong."""
    var, backups = tmp_path / "var", tmp_path / "var" / "elsewhere"
    var.mkdir(mode=0o750)
    backups.mkdir()
    settings.VAR, settings.BACKUP_FOLDER, settings.BACKUP_KEY = var, backups, new_key()
    settings.MODE, settings.PROFILE, settings.IS_DEMO, settings.USES_TLS = "production", PROFILES["production"], False, True
    settings.SECRET_KEY, settings.ALLOWED_HOSTS, settings.BEHIND_TLS_PROXY = SOUND, ["coop.example", "localhost"], True
    settings.TIME_ZONE = "Asia/Vientiane"
    settings.OPERATOR, settings.OPERATOR_COUNTRY, settings.OPERATOR_CONTACT, settings.DATA_PLACE = "Ministry", "LA", "it@m.example", "Here"
    settings.STATIC_ROOT = var / "static"
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    monkeypatch.setattr(EmailBackend, "open", lambda self: True)
    monkeypatch.setattr(EmailBackend, "close", lambda self: None)
    monkeypatch.setattr(setup, "certificate_ends", lambda host: AT + timedelta(days=60))
    monkeypatch.setattr(setup.checks, "run_checks", lambda include_deployment_checks: [])
    monkeypatch.setitem(tables.PROMISED_BY_POSTGRESQL, "fsync", tables._ask("SHOW fsync") if connection.vendor != "sqlite" else "on")
    collect(var / "static")
    Tick.objects.create(name=health._SIGN_OF_LIFE, done_until=AT)
    BackupRun.objects.create(at=AT, file_name=file_name(AT, is_encrypted=True), size_bytes=1, is_encrypted=True, verified_at=AT)
    with Worker(folder=var / "workers", clock=clock):
        yield


def collect(folder: Path) -> None:
    (folder / "ui").mkdir(parents=True)
    for name in setup.NEEDED:
        (folder / name).touch()
    (folder / "staticfiles.json").write_text(json.dumps({"paths": {name: name for name in setup.NEEDED}}))


def told(*, everything: bool = False, serious: bool | None = None) -> str:
    """All sentences; with `serious`, only those that must (or need not) be mended."""
    found = [finding for one in examine(at=AT, is_thorough=everything) for finding in one.findings]
    lines = [sentence(finding.refusal) for finding in found if serious is None or finding.is_serious == serious]
    assert all("%(" not in line for line in lines)
    return "\n".join(lines)


def test_a_sound_installation_is_told_nothing_but_that_its_backups_lie_on_the_same_disk() -> None:
    assert (
        told()
        == "Backups lie on the same disk as the data: one broken disk takes both. Set ROCHDALE_BACKUP_FOLDER to another disk or stick."
    )


@pytest.mark.parametrize(
    ("name", "value", "says", "is_serious"),
    [
        ("SECRET_KEY", "ab" * 40, "ROCHDALE_SECRET_KEY can be guessed", True),
        ("SECRET_KEY", "only-for-the-demo-world-and-tests-never-in-production-0123456789", "“rochdale new-secret”", True),
        ("ALLOWED_HOSTS", ["*"], "lets in every name", True),
        ("ALLOWED_HOSTS", [".coop.example"], "lets in every name", True),
        ("ALLOWED_HOSTS", ["localhost", "127.0.0.1"], "Nobody but this machine can reach", True),
        ("BEHIND_TLS_PROXY", False, "needs a web server in front", True),
        ("TIME_ZONE", "UTC", "Set ROCHDALE_TIME_ZONE", False),
        ("OPERATOR", "", "ROCHDALE_OPERATOR is not set", True),
        ("OPERATOR_CONTACT", "", "ROCHDALE_OPERATOR_CONTACT is not set", True),
        ("SILENCED_SYSTEM_CHECKS", ["security.W004"], "silenced the check security.W004", True),
        ("STATIC_ROOT", Path("/nowhere"), "Styles and scripts are not in /nowhere", True),
        ("BACKUP_KEY", "", "Backups are not encrypted", True),
        ("BACKUP_FOLDER", Path("/nowhere"), "The folder for backups /nowhere is not there. Plug the disk in", True),
        ("EMAIL_BACKEND", "django.core.mail.backends.filebased.EmailBackend", "No mail leaves this server", False),
        ("LANGUAGES", [("en", "English"), ("xx", "Unwritten")], "The texts of the language xx are missing", True),
    ],
)
def test_a_setting_is_named(name: str, value: object, says: str, is_serious: bool, settings: Any) -> None:
    setattr(settings, name, value)
    assert says in told(serious=is_serious)


def test_what_django_finds_is_passed_on(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[bool] = []

    def finds(include_deployment_checks: bool) -> list[checks.Warning]:
        asked.append(include_deployment_checks)
        return [checks.Warning("You have no HSTS.", id="security.W004")]

    monkeypatch.setattr(setup.checks, "run_checks", finds)
    assert "Django says: security.W004: You have no HSTS." in told(serious=True)
    assert asked == [True], "the checks of deployment are among them"


def test_the_village_box_is_asked_for_other_things(settings: Any) -> None:
    settings.MODE, settings.PROFILE, settings.USES_TLS = "village-box", PROFILES["village-box"], False
    settings.OPERATOR = settings.BACKUP_KEY = ""
    assert told(serious=True) == ""
    assert "A village box speaks plain http" in told(serious=False)
    assert "Backups are not encrypted" in told(serious=False)


def test_the_demo_says_that_it_is_one(settings: Any) -> None:
    settings.MODE, settings.PROFILE, settings.IS_DEMO, settings.USES_TLS = "demo", PROFILES["demo"], True, False
    assert "anybody can step into any person" in told(serious=False)


@pytest.mark.parametrize(
    ("trouble", "says"),
    [
        (OSError(111, "Connection refused"), "Nobody answers at https://coop.example: Connection refused"),
        (ssl.SSLCertVerificationError(1, "self-signed certificate"), "The certificate of coop.example is not trusted"),
    ],
)
def test_an_address_that_does_not_answer(trouble: OSError, says: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(host: str) -> datetime:
        if isinstance(trouble, ssl.SSLCertVerificationError):
            trouble.verify_message = "self-signed certificate"
        raise trouble

    monkeypatch.setattr(setup, "certificate_ends", fails)
    assert says in told(serious=True)


def test_a_certificate_that_ends_soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(setup, "certificate_ends", lambda host: AT + timedelta(days=13))
    assert "The certificate of coop.example ends on" in told(serious=True)


def test_the_certificate_that_is_really_there_is_looked_at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    own, key = tmp_path / "own.pem", tmp_path / "key.pem"
    options = ["-newkey", "rsa:2048", "-nodes", "-days", "30", "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"]
    subprocess.run(["openssl", "req", "-x509", *options, "-keyout", key, "-out", own], check=True, capture_output=True)
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(own, key)
    with socket.create_server(("127.0.0.1", 0)) as server:
        threading.Thread(target=answer_twice, args=(server, context), daemon=True).start()
        port = server.getsockname()[1]
        with pytest.raises(ssl.SSLCertVerificationError):
            setup.certificate_ends("localhost", port)
        monkeypatch.setenv("SSL_CERT_FILE", str(own))
        days = (setup.certificate_ends("localhost", port) - datetime.now(UTC)).days
    assert days in {29, 30}


def answer_twice(server: socket.socket, context: ssl.SSLContext) -> None:
    for _number in range(2):
        plain, _address = server.accept()
        with plain, suppress(OSError), context.wrap_socket(plain, server_side=True):
            pass


@pytest.mark.parametrize("moment", [datetime(1970, 1, 1, tzinfo=UTC), AT - timedelta(minutes=3)])
def test_a_clock_that_is_behind(moment: datetime) -> None:
    found = [sentence(finding.refusal) for finding in machine.clock_is_right(Visit(moment, is_thorough=False))]
    assert f"The clock says {moment:%Y-%m-%d %H:%M} UTC, but something was written at 2027-03-01 08:00" in found[0]
    assert "battery clock" in found[0]


def test_a_box_that_has_written_nothing_yet_knows_when_this_program_was_written() -> None:
    Tick.objects.all().delete()
    assert [*machine.clock_is_right(Visit(datetime(1970, 1, 1, tzinfo=UTC), is_thorough=False))]
    assert not [*machine.clock_is_right(Visit(AT, is_thorough=False))]


@pytest.mark.parametrize(("free_mb", "is_serious"), [(100, True), (1_500, False)])
def test_a_disk_that_fills_up(free_mb: int, is_serious: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    class Usage:
        free = free_mb * 1024**2

    monkeypatch.setattr(machine.shutil, "disk_usage", lambda folder: Usage)
    assert f"Only {free_mb} MB are free" in told(serious=is_serious)


def test_folders_of_others_shut_or_open(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.VAR.chmod(0o755)
    assert f"Everybody on this machine can look into {settings.VAR}. chmod o= {settings.VAR}" in told(serious=True)
    settings.VAR.chmod(0o750)
    monkeypatch.setattr(os, "geteuid", lambda: 4711)
    assert "belongs to root, and you are 4711" in told(serious=True)

    def shut(**kwargs: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(machine.tempfile, "TemporaryFile", shut)
    assert "Nothing can be written into" in told(serious=True)


def test_a_settings_file_that_others_can_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "rochdale.toml"
    file.touch(mode=0o644)
    monkeypatch.setenv("ROCHDALE_CONFIG", str(file))
    assert f"Everybody on this machine can read the secrets in {file}. chmod o= {file}" in told(serious=True)


def test_a_database_that_is_away(monkeypatch: pytest.MonkeyPatch) -> None:
    def away(*args: object) -> None:
        raise OperationalError("could not connect")

    monkeypatch.setattr(connection, "ensure_connection", away)
    monkeypatch.setattr(connection, "cursor", away)
    lines = told(serious=True)
    assert "The database does not answer. Start it, and check DATABASE_URL." in lines
    assert "Letters for paper" not in lines, "the other checks go on"


@pytest.mark.skipif(connection.vendor != "sqlite", reason="pragmas are SQLite's")
def test_a_database_that_forgets_in_a_power_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "PROMISED", tables.PROMISED | {"synchronous": "3"})
    assert "The database setting synchronous is 2 instead of 3" in told(serious=True)
    monkeypatch.setattr(tables, "OLDEST_SQLITE", (99, 0, 0))
    assert "The database is too old: SQLite 3" in told(serious=True)


@pytest.mark.skipif(connection.vendor == "sqlite", reason="settings of PostgreSQL")
def test_a_server_that_forgets_in_a_power_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(tables.PROMISED_BY_POSTGRESQL, "fsync", "never")
    assert "The database setting fsync is" in told(serious=True)


@pytest.mark.skipif(connection.vendor == "sqlite", reason="locks of PostgreSQL")
def test_room_for_the_locks_of_a_restore(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "room for" not in told(), "as the how-to page sets it up"
    monkeypatch.setattr(tables, "LOCKS_EACH", 1_000)
    assert "Putting a backup back may take" in told(serious=False)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="SQLite's own check")
@pytest.mark.parametrize("everything", [False, True])
def test_a_damaged_database_file(everything: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    ask = tables._ask
    wanted = "PRAGMA integrity_check(1)" if everything else "PRAGMA quick_check(1)"
    monkeypatch.setattr(tables, "_ask", lambda question: "row 7 missing from index" if question == wanted else ask(question))
    assert "The database file is damaged: row 7 missing" in told(everything=everything, serious=True)


def test_tables_of_another_version() -> None:
    MigrationRecorder.Migration.objects.create(app="base", name="9999_from_the_future", applied=AT)
    assert "it does not know 1 steps" in told(serious=True)
    MigrationRecorder.Migration.objects.filter(app="base", name__startswith="0002").delete()
    assert "1 steps are missing. Run “rochdale upgrade”." in told(serious=True)


@pytest.mark.skipif(connection.vendor == "sqlite", reason="a role of PostgreSQL")
def test_walls_that_bind_nobody(settings: Any) -> None:
    role, settings.DATABASE_ROLE = settings.DATABASE_ROLE, ""
    assert "The program works as the owner of its tables" in told(serious=True)
    settings.DATABASE_ROLE = role
    with postgresql.as_owner():
        assert f"The database role {role} owns tables or passes all walls" in told(serious=True)
    assert "walls" not in told()


def test_a_database_that_takes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "_writes", lambda at: False)
    assert "takes no new rows" in told(serious=True)


def test_work_that_stands_still(settings: Any, tmp_path: Path) -> None:
    settings.VAR = tmp_path / "other"
    settings.VAR.mkdir(mode=0o750)
    Tick.objects.filter(name=health._SIGN_OF_LIFE).update(done_until=AT - timedelta(minutes=30))
    Job.objects.create(id=new_id(), kind="test", title="x", content={}, at=AT - timedelta(hours=2), by_id="kham", by_name="Kham")
    lines = told(serious=True)
    assert "no worker is running. Start Rochdale" in lines
    assert "last struck 30 minutes ago" in lines and "Work has been waiting for 120 minutes" in lines
    Tick.objects.all().delete()
    assert "has never struck" in told(serious=True)


def test_news_that_are_stuck() -> None:
    NewsItem.objects.create(kind="trade.MarketCleared", content={}, at=AT, not_before=AT, attempts=7)
    assert "News of the kind trade.MarketCleared was tried 7 times in vain" in told(serious=False)


@pytest.mark.parametrize(
    ("trouble", "says"),
    [
        (OSError(111, "Connection refused"), "cannot be reached: Connection refused. Check ROCHDALE_EMAIL_URL"),
        (smtplib.SMTPServerDisconnected("gone"), "cannot be reached: gone"),
        (smtplib.SMTPAuthenticationError(535, b"no"), "does not accept the password of post"),
    ],
)
def test_a_mail_server_that_does_not_take_us(trouble: Exception, says: str, settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_HOST_USER = "mail.example", 587, "post"

    def fails(self: object) -> None:
        raise trouble

    monkeypatch.setattr(EmailBackend, "open", fails)
    assert f"The mail server mail.example:587 {says}" in told(serious=True)


def test_paper_without_letters(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(work, "_TRIAL", "base/paper/none.typ")
    assert "A page in the language lo cannot be printed" in told(serious=True)
    monkeypatch.setattr(paper, "FONTS", tmp_path)
    assert "Letters for paper are missing: Bitter-Regular" in told(serious=True)


@pytest.fixture
def kept() -> list[str]:
    return [documents.keep(by=KHAM, at=AT, name=f"{n}.csv", content=f"lot\n{n}\n".encode()).sha256 for n in range(150)]


def test_a_document_that_was_changed_is_found_by_looking_at_all(kept: list[str]) -> None:
    documents.path_of(kept[60]).write_bytes(b"lot\nx\n")
    assert f"1 of 150 documents are gone or were changed on the disk, first {kept[60]}" in told(everything=True, serious=True)


def test_a_sample_finds_a_disk_that_lost_many(kept: list[str]) -> None:
    for sha256 in kept[:100]:
        documents.path_of(sha256).unlink()
    assert "documents are gone or were changed" in told(serious=True)
    assert sum(1 for _ in keeping._looked_at(Visit(AT, is_thorough=False))) < 150


@pytest.mark.parametrize(
    ("says", "change"),
    [
        ("The last backup is 72 hours old", lambda run: run.update(at=AT - timedelta(hours=72))),
        ("No backup was restored to try it for 8 days", lambda run: run.update(verified_at=AT - timedelta(days=9))),
        ("No backup was restored to try it", lambda run: run.update(verified_at=None)),
        ("Of the table base_document 2 rows were saved and 1 came back", lambda run: run.update(trouble=json.dumps(
            [{"code": "base.trial-rows-differ", "facts": {"table": "base_document", "saved": 2, "found": 1}}]), verified_at=None)),
    ],
)  # fmt: skip
def test_backups_that_are_not_good(says: str, change: Callable[[Any], object]) -> None:
    change(BackupRun.objects.all())
    assert says in told(serious=True)


def test_no_backup_at_all_counts_from_the_second_day() -> None:
    BackupRun.objects.all().delete()
    MigrationRecorder.Migration.objects.update(applied=AT - timedelta(hours=2))
    assert "There is no backup yet" not in told()
    MigrationRecorder.Migration.objects.update(applied=AT - timedelta(days=2))
    assert "There is no backup yet" in told(serious=True)


def test_a_folder_for_backups_that_is_shut(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    assert f"Backups cannot be written into {settings.BACKUP_FOLDER}" in told(serious=True)


def test_a_check_that_cannot_be_finished_says_so_and_holds_up_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    def faints(visit: object) -> Iterator[None]:
        raise RuntimeError("for 'somebody'")
        yield

    monkeypatch.setattr("rochdale.base.doctor.CHECKS", [type(CHECKS[0])("First", faints), *CHECKS])
    lines = told()
    assert "This could not be looked at: RuntimeError: for '…'" in lines and "same disk" in lines
