"""Nobody sees or writes another organization's rows by mistake: not through the program, and on PostgreSQL not through raw SQL either."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import Context
from datetime import timedelta
from typing import Any
from uuid import UUID

import click
import pytest
from click.testing import CliRunner
from django import forms
from django.db import DatabaseError, IntegrityError, connection, connections, models, transaction
from django.db.migrations.loader import MigrationLoader
from django.db.models import Exists, OuterRef
from django.http import Http404
from django.urls import reverse

from rochdale.base import jobs, tenancy, ticking
from rochdale.base.actor import SYSTEM, Actor
from rochdale.base.operations import operation
from rochdale.base.tenancy import EVERYWHERE, OutOfScope, everywhere, within
from rochdale.base.walls import SameOwner, Walled
from rochdale.base.worker import Worker
from rochdale.config.cli import main
from rochdale.kernel.ids import new_id
from rochdale.people.access import get_or_404
from rochdale.people.middleware import SecondWay
from rochdale.people.models import Device, Enrolment, Organization
from rochdale.trade.models import Lot, Offer
from tests.cast import AT, Cast
from tests.watchful import WatchfulClient

pytestmark = pytest.mark.django_db
on_postgresql = pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no row-level security")


def lot(organization: Organization, code: str = "L-1") -> Lot:
    return Lot.objects.create(organization=organization, code=code, kg=1000)


def device(cast: Cast, organization: Organization) -> Device:
    return Device.objects.create(
        organization=organization, name="Scale", kind="phone", secret_sha256=new_id().hex, enrolled_at=AT, enrolled_by=cast.noy
    )


@pytest.fixture
def lots(cast: Cast) -> tuple[Lot, Lot]:
    """One of Bolaven, one of Mungo."""
    return lot(cast.bolaven), lot(cast.mungo)


@contextmanager
def nobody_has_said() -> Iterator[None]:
    token = tenancy._scope.set(None)
    try:
        yield
    finally:
        tenancy._scope.reset(token)


# The program


def test_within_an_organization_only_its_rows_are_there(cast: Cast, lots: tuple[Lot, Lot]) -> None:
    with within(cast.bolaven.id):
        assert list(Lot.objects.all()) == [lots[0]]
        assert Lot.objects.count() == 1 and not Lot.objects.filter(pk=lots[1].pk).exists()
    with within(cast.bolaven.id, cast.mungo.id):
        assert set(Lot.objects.all()) == set(lots)
    with within(None):
        assert list(Lot.objects.all()) == []
    with everywhere("the test wants to see all"):
        assert set(Lot.objects.all()) == set(lots)


def test_the_inner_scope_replaces_the_outer_one_and_gives_it_back(cast: Cast, lots: tuple[Lot, Lot]) -> None:
    with within(cast.bolaven.id):
        with pytest.raises(ZeroDivisionError), within(cast.mungo.id):
            assert Lot.objects.get() == lots[1]
            _ = 1 / 0
        assert Lot.objects.get() == lots[0]


def test_looking_over_all_walls_needs_a_reason() -> None:
    with pytest.raises(ValueError), everywhere("  "):
        pass


@pytest.mark.parametrize(
    "ask",
    [
        lambda cast: list(Lot.objects.all()),
        lambda cast: Lot.objects.filter(code="L-1").count(),
        lambda cast: Lot.objects.exclude(code="L-1").exists(),
        lambda cast: Lot.objects.aggregate(models.Sum("kg")),
        lambda cast: Lot.objects.update(kg=1),
        lambda cast: Lot.objects.all().delete(),
        lambda cast: Lot.objects.create(organization=cast.bolaven, code="L-2", kg=1),
        lambda cast: Lot.objects.bulk_create([Lot(organization=cast.bolaven, code="L-2", kg=1)]),
        lambda cast: list(cast.bolaven.devices.enrolled()),
        lambda cast: get_or_404(cast.actor("noy"), "trade.see", Lot.objects.all(), code="L-1"),
        lambda cast: list(Offer.objects.filter(Exists(Lot.objects.filter(pk=OuterRef("lot"))))),
        lambda cast: list(Offer.objects.filter(lot__in=Lot.objects.all())),
    ],
)
def test_without_a_scope_every_question_is_a_mistake(cast: Cast, lots: tuple[Lot, Lot], ask: Callable[[Cast], object]) -> None:
    with nobody_has_said(), pytest.raises(OutOfScope):
        ask(cast)


def test_a_new_thread_knows_no_scope(lots: tuple[Lot, Lot]) -> None:
    found: list[object] = []
    with everywhere("the thread must not get this"):
        thread = threading.Thread(target=lambda: found.append(tenancy.current()))
        thread.start()
        thread.join()
    assert found == [None]
    assert Context().run(tenancy.current) is None


def test_a_queryset_made_elsewhere_is_answered_where_it_is_asked(cast: Cast, lots: tuple[Lot, Lot]) -> None:
    with nobody_has_said():
        kept = Lot.objects.order_by("code")  # as at the top of a module, or in a form
        field = forms.ModelChoiceField(Lot.objects.all())
    with within(cast.mungo.id):
        assert list(kept.all()) == [lots[1]]
        assert field.clean(str(lots[1].pk)) == lots[1]
        with pytest.raises(forms.ValidationError):
            field.clean(str(lots[0].pk))


def test_related_managers_and_prefetched_rows_are_walled(cast: Cast) -> None:
    own, other = device(cast, cast.bolaven), device(cast, cast.mungo)
    with within(cast.bolaven.id):
        assert list(cast.bolaven.devices.enrolled()) == [own]
        assert list(cast.mungo.devices.all()) == []
        rows = Organization.objects.prefetch_related("devices").filter(pk__in=[cast.bolaven.pk, cast.mungo.pk])
        assert {row.pk: list(row.devices.all()) for row in rows} == {cast.bolaven.pk: [own], cast.mungo.pk: []}
        with pytest.raises(OutOfScope):
            cast.mungo.devices.create(name="Scale", kind="phone", secret_sha256="0", enrolled_at=AT, enrolled_by=cast.noy)
    assert Device.objects.get(pk=other.pk) == other


def test_anothers_thing_is_not_there_even_for_a_right_that_forgot_to_ask(cast: Cast, lots: tuple[Lot, Lot]) -> None:
    noy = cast.actor("noy")
    with within(noy.organization_id), pytest.raises(Http404):
        get_or_404(noy, "trade.see", Lot.objects.all(), pk=lots[1].pk)


def test_a_row_is_written_only_for_an_organization_in_the_scope(cast: Cast, lots: tuple[Lot, Lot]) -> None:
    before = Lot.objects.count()
    with within(cast.bolaven.id):
        for write in (
            lambda: lot(cast.mungo, "L-2"),
            lambda: Lot.objects.create(organization_id=cast.mungo.id, code="L-2", kg=1),
            lambda: Lot.objects.get_or_create(organization=cast.mungo, code="L-2", defaults={"kg": 1}),
            lambda: Lot.objects.bulk_create([Lot(organization=each, code="L-2", kg=1) for each in (cast.bolaven, cast.mungo)]),
            lambda: Lot.objects.update(organization=cast.mungo),
        ):
            with pytest.raises(OutOfScope):
                write()
        assert lot(cast.bolaven, "L-2").kg == 1000
        assert Lot.objects.filter(pk=lots[1].pk).update(kg=1) == 0
        assert Lot.objects.filter(pk=lots[1].pk).delete()[0] == 0
    assert Lot.objects.count() == before + 1 and Lot.objects.get(pk=lots[1].pk).kg == 1000


def test_an_operation_sees_what_those_may_see_for_whom_it_is_done(cast: Cast, lots: tuple[Lot, Lot]) -> None:
    @operation
    def count_lots(*, id: UUID, by: Actor, at: Any) -> int:
        return Lot.objects.count()

    assert count_lots(id=new_id(), by=cast.actor("noy"), at=AT) == 1
    assert count_lots(id=new_id(), by=cast.actor("pao"), at=AT) == 0
    assert count_lots(id=new_id(), by=SYSTEM, at=AT) == 2


def test_a_request_sees_what_those_may_see_for_whom_it_comes(client: WatchfulClient, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[object] = []
    answer = SecondWay.__call__
    monkeypatch.setattr(SecondWay, "__call__", lambda self, request: seen.append(tenancy.current()) or answer(self, request))
    with nobody_has_said():
        for somebody in (None, cast.pao, cast.noy):
            if somebody:
                client.force_login(somebody)
            client.get("/")
            assert tenancy.current() is None
    assert seen == [frozenset(), frozenset(), frozenset({cast.bolaven.id})]


def test_pages_before_sign_in_find_their_device_and_code_and_nothing_else(client: WatchfulClient, cast: Cast) -> None:
    with nobody_has_said():
        assert client.get(reverse("people:here")).status_code == 200
        assert client.get(reverse("people:enrol-by-code", args=["K7QM-2XPD-9FRS"])).status_code == 200
        assert client.get(reverse("people:invited", args=["K7QM-2XPD-9FRS"])).status_code == 409


def test_a_job_sees_what_those_may_see_who_asked_for_it_and_the_clock_sees_all(
    cast: Cast, worker: Worker, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[object] = []
    monkeypatch.setattr(jobs, "_kinds", {"test.look": lambda running, content: seen.append(tenancy.current())})
    monkeypatch.setattr(ticking, "_schedules", {})
    ticking.every(1, lambda since, until: seen.append(tenancy.current()))
    jobs.start("test.look", id=new_id(), by=cast.actor("noy"), at=AT, title="Looking", content={})
    with nobody_has_said():
        worker.run(until_idle=True)
        ticking.tick(at=AT)
        assert tenancy.current() is None
    assert seen == [frozenset({cast.bolaven.id}), EVERYWHERE]


def test_whoever_runs_the_installation_sees_all_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[object] = []
    monkeypatch.setitem(main.commands, "tick", click.Command("tick", callback=lambda: seen.append(tenancy.current())))
    with nobody_has_said():
        assert CliRunner().invoke(main, ["tick"]).exit_code == 0
        assert tenancy.current() is None
    assert seen == [EVERYWHERE]


# The database: children stay with their parent's owner


def enrolment(cast: Cast, **more: Any) -> Enrolment:
    fields = {"organization": cast.bolaven, "name": "Scale", "kind": "phone", "code_sha256": new_id().hex, "by": cast.noy}
    return Enrolment.objects.create(**fields | {"at": AT, "expires_at": AT + timedelta(minutes=15)} | more)


def refused(statement: str, *values: object) -> bool:
    """Whether the database itself does not take it, at once or at the end of the transaction."""
    keys = [value.hex if isinstance(value, UUID) and connection.vendor == "sqlite" else value for value in values]
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement, keys)
            connection.check_constraints()
    except IntegrityError:
        return True
    return False


def test_a_child_cannot_point_to_another_organizations_parent(cast: Cast) -> None:
    own, other, row = device(cast, cast.bolaven), device(cast, cast.mungo), enrolment(cast)
    points = "UPDATE people_enrolment SET device_id = %s WHERE id = %s"
    assert refused(points, other.pk, row.pk)
    assert not refused(points, own.pk, row.pk)
    assert refused("UPDATE people_enrolment SET organization_id = %s WHERE id = %s", cast.mungo.pk, row.pk)
    assert refused("UPDATE people_device SET organization_id = %s WHERE id = %s", cast.mungo.pk, own.pk)
    assert not refused("UPDATE people_enrolment SET device_id = NULL WHERE id = %s", row.pk)
    assert not refused("UPDATE people_device SET organization_id = %s WHERE id = %s", cast.mungo.pk, own.pk)
    with pytest.raises(IntegrityError), transaction.atomic():
        enrolment(cast, device=other)
        connection.check_constraints()


def test_whichever_comes_first_the_other_has_the_same_owner(cast: Cast) -> None:
    """As when an export is read back, table by table."""
    id = new_id()
    with pytest.raises(IntegrityError), transaction.atomic():
        enrolment(cast, device_id=id)
        Device.objects.create(
            id=id, organization=cast.mungo, name="Scale", kind="phone", secret_sha256="0", enrolled_at=AT, enrolled_by=cast.noy
        )
        connection.check_constraints()


def test_every_wall_and_every_bond_is_there_in_the_end() -> None:
    operations = [one for migration in MigrationLoader(None).disk_migrations.values() for one in migration.operations]
    bonds = [one for one in operations if isinstance(one, SameOwner)]
    assert ("trade_offer", "trade_lot") in {(one.child, one.parent) for one in bonds}
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
            found = {name for (name,) in cursor.fetchall()}
            verbs = ("INSERT", "UPDATE", "parent_INSERT", "parent_UPDATE")
            assert {f"{SameOwner.name_of(one.child, one.column)}_{verb}" for one in bonds for verb in verbs} <= found
            return
        cursor.execute("SELECT conname FROM pg_constraint WHERE contype = 'f'")
        assert {SameOwner.name_of(one.child, one.column) for one in bonds} <= {name for (name,) in cursor.fetchall()}
        cursor.execute("SELECT tablename FROM pg_policies WHERE policyname = 'wall'")
        policies = {name for (name,) in cursor.fetchall()}
        cursor.execute("SELECT relname FROM pg_class WHERE relrowsecurity")
        assert policies == {name for (name,) in cursor.fetchall()} == {one.table for one in operations if isinstance(one, Walled)}


@pytest.mark.skipif(connection.vendor != "sqlite", reason="only SQLite loses triggers with the table that Django builds anew")
@pytest.mark.django_db(transaction=True)
def test_triggers_stay_when_django_builds_a_table_anew() -> None:
    def triggers() -> dict[str, str]:
        with connection.cursor() as cursor:
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
            return dict(cursor.fetchall())

    before = triggers()
    heavy = models.CheckConstraint(condition=models.Q(kg__lt=10**9), name="no_lot_is_a_mountain")
    for model in (Lot, Offer):  # the parent, which triggers of the child ask, and the child
        with connection.schema_editor() as editor:
            editor.add_constraint(model, heavy)
        assert triggers() == before
        with connection.schema_editor() as editor:
            editor.remove_constraint(model, heavy)
    assert triggers() == before


# PostgreSQL: raw SQL meets the same walls


def sql(statement: str, *values: object) -> tuple[int, list[Any]]:
    """How many rows were touched, and those that came back."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.rowcount, [row[0] for row in cursor.fetchall()] if cursor.description else []


IDS = "SELECT id FROM trade_lot"


@on_postgresql
def test_raw_sql_sees_and_touches_only_rows_in_the_scope(cast: Cast, lots: tuple[Lot, Lot]) -> None:
    own, other = lots
    insert = "INSERT INTO trade_lot (id, organization_id, code, kg, kg_taken) VALUES (%s, %s, 'L-9', 1, 0)"
    with within(cast.bolaven.id):
        assert sql(IDS)[1] == [own.pk]
        assert sql("UPDATE trade_lot SET kg = 7")[0] == 1
        assert sql("UPDATE trade_lot SET kg = 7 WHERE id = %s", other.pk)[0] == 0
        assert sql("DELETE FROM trade_lot WHERE id = %s", other.pk)[0] == 0
        for statement, values in (
            (insert, (new_id(), cast.mungo.pk)),
            ("UPDATE trade_lot SET organization_id = %s", (cast.mungo.pk,)),
        ):
            with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
                sql(statement, *values)
        assert sql(insert, new_id(), cast.bolaven.pk)[0] == 1
    with within(None):
        assert sql(IDS)[1] == []
    with nobody_has_said():
        assert sql(IDS)[1] == []
    with within(cast.bolaven.id, cast.mungo.id):
        assert len(sql(IDS)[1]) == 3
    with everywhere("the rows of both are really there"):
        assert dict(Lot.objects.filter(pk__in=[own.pk, other.pk]).values_list("pk", "kg")) == {own.pk: 7, other.pk: 1000}


@on_postgresql
def test_a_join_that_nobody_thought_of_meets_the_wall(cast: Cast) -> None:
    row = enrolment(cast, device=device(cast, cast.bolaven))
    with within(cast.mungo.id):
        assert not Device.objects.filter(enrolment=row).exists()
        assert sql("SELECT d.id FROM people_organization o LEFT JOIN people_device d ON d.organization_id = o.id")[1].count(None) == 6


@on_postgresql
def test_the_scope_is_right_after_what_was_taken_back(cast: Cast, lots: tuple[Lot, Lot]) -> None:
    """A rollback takes back what the connection was told, too."""
    own, other = lots
    with everywhere("told first"):
        assert len(sql(IDS)[1]) == 2
    with transaction.atomic(), within(cast.bolaven.id):
        assert sql(IDS)[1] == [own.pk]
        transaction.set_rollback(True)
    with within(cast.bolaven.id):
        assert sql(IDS)[1] == [own.pk]
    with transaction.atomic(), everywhere("told and taken back"):
        assert len(sql(IDS)[1]) == 2
        transaction.set_rollback(True)
    with everywhere("told again"):
        assert len(sql(IDS)[1]) == 2
    with pytest.raises(DatabaseError), transaction.atomic(), within(cast.mungo.id):
        sql("SELECT nothing")  # the way back out of what broke goes through another scope
    with within(cast.mungo.id):
        assert sql(IDS)[1] == [other.pk]


@on_postgresql
@pytest.mark.django_db(transaction=True)
def test_a_whole_transaction_a_new_connection_and_a_new_thread_keep_no_old_scope(cast: Cast, lots: tuple[Lot, Lot]) -> None:
    own, _ = lots
    with everywhere("told first"):
        assert len(sql(IDS)[1]) == 2
    with pytest.raises(ZeroDivisionError), transaction.atomic(), within(cast.bolaven.id):
        assert sql(IDS)[1] == [own.pk]
        _ = 1 / 0
    with within(cast.bolaven.id):
        assert sql(IDS)[1] == [own.pk]
        connection.close()
        assert sql(IDS)[1] == [own.pk]
    found: list[object] = []

    def look() -> None:
        try:
            found.append(sql(IDS)[1])
        finally:
            connection.close()

    with everywhere("the thread must not get this"):
        thread = threading.Thread(target=look)
        thread.start()
        thread.join()
    assert found == [[]]


@on_postgresql
def test_telling_the_scope_is_no_query_and_happens_once(
    cast: Cast, lots: tuple[Lot, Lot], django_assert_num_queries: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[object] = []
    tell = connections["default"]._tell
    monkeypatch.setattr(connections["default"], "_tell", lambda scope: (told.append(scope), tell(scope)))
    with within(cast.bolaven.id), django_assert_num_queries(3):
        for _ in range(3):
            assert sql(IDS)[1] == [lots[0].pk]
    assert told == [frozenset({cast.bolaven.id})]


@on_postgresql
@pytest.mark.parametrize(
    "statement",
    [
        "ALTER TABLE trade_lot DISABLE ROW LEVEL SECURITY",
        "DROP POLICY wall ON trade_lot",
        "ALTER TABLE base_auditentry DISABLE TRIGGER ALL",
        "TRUNCATE base_auditentry CASCADE",
        "DROP TABLE trade_lot CASCADE",
    ],
)
def test_the_role_of_the_program_can_take_no_wall_down(statement: str) -> None:
    assert sql("SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user")[1] == [False]
    assert sql("SELECT count(*) FROM pg_tables WHERE tableowner = current_user")[1] == [0]
    with pytest.raises(DatabaseError, match=r"must be owner|permission denied"), transaction.atomic():
        sql(statement)
