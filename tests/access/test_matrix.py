"""Every address of the project, visited by every role. An address without a row fails; a refused POST changes nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from django.db import transaction
from django.db.models import Model, QuerySet
from django.test import Client
from django.urls import reverse

from tests.access.matrix import ROLES, Prefix, Row, World, addresses, counts, row, sign_all_in, visit, visitor
from tests.cast import make_cast

MODULES: list[ModuleType] = [import_module(f"tests.access.{file.stem}") for file in sorted(Path(__file__).parent.glob("rows_*.py"))]
ROWS: list[Row] = [row for module in MODULES for row in module.ROWS]
PREFIXES: list[Prefix] = [prefix for module in MODULES for prefix in getattr(module, "PREFIXES", [])]
pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("access")]  # its world is made once
HARMLESS = {302, 400, 401, 403, 404, 405, 409}


@pytest.fixture(scope="module")
def made(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """The cast and the things of all rows, made once; every visit is undone after it."""
    with django_db_blocker.unblock(), transaction.atomic():
        world = World(make_cast())
        for module in MODULES:
            if hasattr(module, "prepare"):
                module.prepare(world)
        sign_all_in(world)
        yield world
        transaction.set_rollback(True)


@pytest.fixture
def world(made: World, django_db_blocker: Any) -> Iterator[World]:
    with django_db_blocker.unblock(), transaction.atomic():
        yield made
        transaction.set_rollback(True)


def test_every_address_has_a_row() -> None:
    known = {row.path for row in ROWS}
    without = {name for name in addresses() - known if not any(name.startswith(prefix.starts) for prefix in PREFIXES)}
    assert not without, f"write rows in tests/access/rows_*.py for {sorted(without)}"


def test_every_row_has_an_address() -> None:
    assert not {row.path for row in ROWS} - addresses()


def test_an_open_view_without_a_row_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.access.test_matrix.ROWS", [row for row in ROWS if row.path != "people:officers"])
    with pytest.raises(AssertionError, match="people:officers"):
        test_every_address_has_a_row()


def test_a_row_names_every_role() -> None:
    with pytest.raises(ValueError, match="buyer"):
        row("people:me", member=200)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: str(row))
def test_access(world: World, row: Row) -> None:
    assert [wrong for role in ROLES if (wrong := complaint(world, row, role))] == []


def complaint(world: World, row: Row, role: str) -> str:
    """What is wrong with the answer that a role gets, or with the tables after it; the visit is undone."""
    with transaction.atomic():
        before = counts() if row.method != "GET" else {}
        response = visit(world, row, role)
        is_refused = response.status_code in HARMLESS - {302} or (
            role == "anonymous" and response.status_code == 302 and _to_sign_in(response)
        )
        has_changed = bool(before) and is_refused and counts() != before
        transaction.set_rollback(True)
    if response.status_code != row.code(role):
        return f"{role}: {response.status_code}, not {row.code(role)}: {response.content[:2000].decode(errors='replace')}"
    return f"{role}: refused, and a table has changed" if has_changed else ""


@pytest.mark.parametrize("role", ROLES)
def test_other_peoples_pages(world: World, role: str) -> None:
    for prefix in PREFIXES:
        assert visitor(world, role).get(prefix.starts).status_code == prefix.codes.get(role, prefix.codes["others"])


def _to_sign_in(response: object) -> bool:
    return str(getattr(response, "url", "")).startswith(reverse("account_login"))


def test_a_foreign_thing_and_one_that_is_not_look_the_same(world: World) -> None:
    client = visitor(world, "other_officer")
    foreign = client.get(reverse("people:officers", args=[world.cast.bolaven.id]))
    unknown = client.get(reverse("people:officers", args=["0192f000-0000-7000-8000-00000000dead"]))
    assert foreign.status_code == unknown.status_code == 404
    assert _without_reference(foreign.content) == _without_reference(unknown.content)


def _without_reference(page: bytes) -> str:
    text = re.sub(r"[2-9A-Z]{4}-[2-9A-Z]{4}", "", page.decode())
    text = re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", text)
    return re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}", "", text)


def test_a_form_without_its_token_is_refused(world: World) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(world.cast.noy)
    before = counts()
    assert client.post(reverse("people:language"), {"language": "lo"}).status_code == 403
    assert counts() == before


@pytest.mark.parametrize(
    ("opened", "row"),
    [
        (
            "rochdale.people.views.get_or_404",
            row("people:officers", "GET", {"organization_id": "bolaven"}, member=200, officer=200, others=404),
        ),
        (
            "rochdale.people.slip_views.get_or_404",
            row("people:slips", "GET", {"organization_id": "bolaven"}, member=403, officer=200, others=404),
        ),
    ],
)
def test_a_view_that_forgets_to_ask_makes_the_matrix_fail(world: World, monkeypatch: pytest.MonkeyPatch, opened: str, row: Row) -> None:
    def without_asking(by: object, name: str, rows: QuerySet[Model], **key: object) -> Model:
        return rows.get(**key)

    monkeypatch.setattr(opened, without_asking)
    assert complaint(world, row, "other_officer").startswith("other_officer: 200")
