"""Cells that come back as they were, and a file that is read whole or not at all."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.db import models
from hypothesis import given
from hypothesis import strategies as st

from rochdale.base.actor import SYSTEM
from rochdale.base.leaving.cells import cell, led, plain, type_of, value_of, written
from rochdale.base.leaving.collecting import Gathering
from rochdale.base.leaving.parts import Scope, parts
from rochdale.base.leaving.reading import arrive
from rochdale.base.leaving.writing import MANIFEST, write
from rochdale.base.models import AuditEntry, Document
from rochdale.base.words import sentence
from rochdale.kernel.ids import new_id
from rochdale.kernel.refusal import Refused
from rochdale.people.operations import end_office
from tests.cast import AT, Cast, id_of, later

TEXT, MAYBE = models.CharField(max_length=9), models.CharField(max_length=9, null=True)
JSON = models.JSONField(null=True)
letters = st.text(st.characters(exclude_categories=["Cs"]))
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | letters, lambda inner: st.lists(inner) | st.dictionaries(letters, inner)
)


@given(letters)
def test_a_text_comes_back_from_csv(text: str) -> None:
    assert _through_a_file(TEXT, text) == text


@given(st.none() | letters)
def test_nothing_and_an_empty_text_are_told_apart(text: str | None) -> None:
    assert _through_a_file(MAYBE, text) == text


@given(json_values)
def test_json_comes_back_from_csv(value: Any) -> None:
    assert _through_a_file(JSON, value) == value


def _through_a_file(column: Any, value: Any) -> Any:
    file = io.StringIO(newline="")
    csv.writer(file).writerow([cell(column, value), "x"])
    file.seek(0)
    return value_of(column, next(csv.reader(file, strict=True))[0])


@given(letters)
def test_no_text_is_a_formula(text: str) -> None:
    assert not led(text).startswith(("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"))


@pytest.mark.parametrize(
    ("column", "value", "stands"),
    [
        (models.UUIDField(), "0192f000-0000-7000-8000-000000000000", "0192f000-0000-7000-8000-000000000000"),
        (models.BooleanField(), True, "true"),
        (models.BooleanField(), False, "false"),
        (models.IntegerField(), -7, "-7"),
        (models.DecimalField(max_digits=9, decimal_places=2), "-7.50", "-7.50"),
        (models.DateField(), "2026-11-02", "2026-11-02"),
        (models.FloatField(), 1.5, "1.5"),
        (models.IntegerField(null=True), None, ""),
        (TEXT, "=1+1", "'=1+1"),
        (TEXT, "'quoted", "''quoted"),
        (TEXT, "", ""),
        (MAYBE, "", "'"),
        (MAYBE, None, ""),
    ],
)
def test_how_a_value_stands_in_csv(column: Any, value: Any, stands: str) -> None:
    assert cell(column, value) == stands
    assert value_of(column, stands) == value


def test_how_values_become_plain() -> None:
    assert plain(datetime(2026, 11, 2, 8, tzinfo=UTC)) == "2026-11-02T08:00:00Z"
    assert plain(date(2026, 11, 2)) == "2026-11-02"
    assert plain(Decimal("1E+2")) == "100"
    assert written({"b": 1, "a": "ນ"}) == '{"a": "ນ", "b": 1}'


def test_a_key_has_the_type_of_what_it_points_to() -> None:
    assert type_of(Document._meta.get_field("id")) == "uuid"
    assert type_of(AuditEntry._meta.get_field("id")) == "whole number"


@pytest.fixture
def exported(cast: Cast, tmp_path: Path) -> Path:
    write(tmp_path / "a.zip", Scope(cast.bolaven.id, AT), name=cast.bolaven.name)
    return tmp_path / "a.zip"


def rewritten(file: Path, change: Callable[[dict[str, bytes], dict[str, Any]], object]) -> Path:
    with zipfile.ZipFile(file) as package:
        found = {name: package.read(name) for name in package.namelist()}
    manifest = json.loads(found[MANIFEST])
    change(found, manifest)
    if MANIFEST in found:
        found[MANIFEST] = json.dumps(manifest).encode()
    with zipfile.ZipFile(file, "w") as package:
        for name, content in found.items():
            package.writestr(name, content)
    return file


PERSONS = "tables/people.person.json"


def more_columns(files: dict[str, bytes], manifest: dict[str, Any]) -> None:
    manifest["files"][PERSONS]["columns"]["colour"] = "text"


def fewer_columns(files: dict[str, bytes], manifest: dict[str, Any]) -> None:
    del manifest["files"][PERSONS]["columns"]["name"]


def another_part(files: dict[str, bytes], manifest: dict[str, Any]) -> None:
    manifest["files"][PERSONS]["part"] = "moon.Person"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("says", "change", "code"),
    [
        ("a letter was changed", lambda files, manifest: files.update({PERSONS: files[PERSONS] + b" "}), "base.arrive-damaged"),
        ("a table is missing", lambda files, manifest: files.pop(PERSONS), "base.arrive-damaged"),
        ("a part was slipped in", lambda files, manifest: files.update({"../../evil": b"x"}), "base.arrive-damaged"),
        ("the list is missing", lambda files, manifest: files.pop(MANIFEST), "base.arrive-no-export"),
        ("it is a backup", lambda files, manifest: manifest.update({"format": "rochdale-backup-1"}), "base.arrive-no-export"),
        ("a newer version has one column more", more_columns, "base.arrive-newer"),
        ("a newer version has one table more", another_part, "base.arrive-newer"),
        ("an older version lacks what has no usual value", fewer_columns, "base.arrive-older"),
        ("all is sound, but there is something here", lambda files, manifest: None, "base.arrive-not-empty"),
    ],
)
def test_what_cannot_arrive_changes_nothing(exported: Path, says: str, change: Any, code: str) -> None:
    before = {part.label: part.model._default_manager.count() for part in parts()}
    with pytest.raises(Refused) as refused:
        arrive(rewritten(exported, change), at=AT)
    assert refused.value.refusals[0].code == code, says
    assert "%(" not in sentence(refused.value.refusals[0])
    assert {part.label: part.model._default_manager.count() for part in parts()} == before


@pytest.mark.django_db
def test_a_file_that_is_none(tmp_path: Path) -> None:
    (tmp_path / "text.zip").write_text("no zip", encoding="utf-8")
    for name, code in (("nothing.zip", "base.arrive-no-file"), ("text.zip", "base.arrive-damaged")):
        with pytest.raises(Refused, match=code):
            arrive(tmp_path / name, at=AT)


@pytest.mark.django_db
def test_both_forms_of_a_table_say_the_same(exported: Path) -> None:
    with zipfile.ZipFile(exported) as package:
        for part in parts():
            rows = json.loads(package.read(f"tables/{part.name}.json"))
            lines = csv.reader(io.StringIO(package.read(f"tables/{part.name}.csv").decode("utf-8-sig"), newline=""), strict=True)
            headings = next(lines)
            columns = {column.attname: column for column in part.columns}
            read = [{name: value_of(columns[name], text) for name, text in zip(headings, line, strict=True)} for line in lines]
            assert read == rows, part.name
            assert package.read(f"tables/{part.name}.csv").count(b"\r\n") == len(rows) + 1, "RFC 4180 ends lines with CRLF"


@pytest.mark.django_db
def test_a_row_that_points_to_somebody_elses_is_a_mistake_of_ours(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever holds no office any more is lent by name; were that forbidden, the office would point to nobody."""
    end_office(id=new_id(), by=SYSTEM, at=AT, office_id=id_of("vilay clerk bolaven"))
    person = next(part for part in parts() if part.label == "people.Person")
    monkeypatch.setattr("rochdale.base.leaving.collecting.part_of", lambda label: None if label != person.label else _mean(person))
    with pytest.raises(LookupError, match=r"people\.Office\.person_id"):
        Gathering(Scope(cast.bolaven.id, later(days=2)))


def _mean(person: Any) -> Any:
    return replace(person, lends=False, lent=None)
