"""History cannot be rewritten: the database itself refuses, whoever asks."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.migrations.loader import MigrationLoader

from rochdale.base import audit, news, postgresql
from rochdale.base.append_only import AppendOnly
from rochdale.base.models import AuditEntry, Command, Document, NewsItem
from rochdale.kernel.ids import new_id
from tests.base.conftest import AT, KHAM
from tests.base.test_news import SackWeighed

pytestmark = pytest.mark.django_db


@pytest.fixture
def document() -> Document:
    document = Document.objects.create(name="a.csv", sha256="0" * 64, size_bytes=1, media_type="", by_id="kham", by_name="Kham", at=AT)
    audit.record(by=KHAM, at=AT, what="base.keep-document", about=document, after={"name": "a.csv"})
    return document


def refuses(statement: str, *values: object) -> bool:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement, values)
    except DatabaseError as refused:
        return "append-only" in str(refused)
    return False


def test_every_table_held_by_a_migration_has_its_triggers_in_the_end() -> None:
    held = {
        operation.table
        for migration in MigrationLoader(connection).disk_migrations.values()
        for operation in migration.operations
        if isinstance(operation, AppendOnly)
    }
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        else:
            cursor.execute("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal")
        triggers = {name.lower() for (name,) in cursor.fetchall()}
    assert "base_auditentry" in held
    for table in held:
        assert {f"{table}_is_append_only_update", f"{table}_is_append_only_delete"} <= triggers


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE base_auditentry SET by_name = 'Nobody'",
        "DELETE FROM base_auditentry",
        "UPDATE base_document SET name = 'b.csv'",
        "DELETE FROM base_document",
        "UPDATE base_auditentry SET at = at",
    ],
)
def test_raw_sql_is_refused(document: Document, statement: str) -> None:
    assert refuses(statement)


def test_bulk_changes_and_save_are_refused(document: Document) -> None:
    entry = AuditEntry.objects.get()
    entry.by_name = "Nobody"
    for change in (entry.save, entry.delete, lambda: AuditEntry.objects.update(what=""), lambda: AuditEntry.objects.all().delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
    assert AuditEntry.objects.get().by_name == "Kham"


def test_a_row_cannot_be_replaced(document: Document) -> None:
    if connection.vendor == "sqlite":
        assert refuses("INSERT OR REPLACE INTO base_auditentry SELECT * FROM base_auditentry")
    else:
        with postgresql.as_owner():  # the role of the program may not even try
            assert refuses("TRUNCATE base_auditentry")


def test_news_keeps_what_it_tells_while_its_delivery_is_marked() -> None:
    news.announce(SackWeighed(kg="60"), at=AT)
    NewsItem.objects.update(delivered_at=AT, attempts=1)
    assert refuses("UPDATE base_newsitem SET kind = 'other'")
    assert refuses("DELETE FROM base_newsitem")


def test_a_command_keeps_what_was_asked() -> None:
    Command.objects.create(id=new_id(), operation="base.x", by_id="kham", at=AT, content_sha256="0" * 64)
    Command.objects.update(answer="done")
    assert refuses("UPDATE base_command SET by_id = 'noi'")
    assert refuses("DELETE FROM base_command")
