"""Yesterday's backup is put back: whoever was erased since is erased anew, under the same made-up name."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connections

from rochdale.base import erasing
from rochdale.base.actor import Actor
from rochdale.base.backup import backup, restore
from rochdale.base.erased import ErasedPerson
from rochdale.base.models import AuditEntry
from rochdale.kernel.ids import new_id
from rochdale.people import operations
from rochdale.people.models import Person
from rochdale.people.operations.erasure import erase_myself
from tests.cast import AT, later, make_cast

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def var(tmp_path: Path, settings: object) -> Iterator[Path]:
    settings.VAR, settings.MEDIA_ROOT = tmp_path / "var", tmp_path / "var" / "documents"
    settings.BACKUP_FOLDER = tmp_path / "stick"
    (tmp_path / "var").mkdir()
    (tmp_path / "stick").mkdir()
    yield tmp_path / "var"
    connections.close_all()


def test_a_restored_backup_forgets_whom_it_should_not_remember(tmp_path: Path) -> None:
    cast = make_cast()
    pao = Actor(str(cast.pao.id), cast.pao.name)
    operations.choose_language(id=new_id(), by=pao, at=AT, language="lo")
    backup(tmp_path / "yesterday.zip", at=AT)
    pseudonym = erase_myself(id=new_id(), by=pao, at=later(days=1))
    restore(tmp_path / "yesterday.zip", at=later(days=2), force=True)
    person = Person.objects.get(pk=cast.pao.pk)
    assert (person.name, person.email, person.erased_at) == (pseudonym, None, later(days=1))
    assert set(AuditEntry.objects.filter(by_id=pao.id).values_list("by_name", flat=True)) == {pseudonym}
    assert ErasedPerson.objects.get().person_id == person.pk
    assert Person.objects.get(pk=cast.noy.pk).name == "Noy Sengdara"


def test_an_old_backup_on_a_new_machine_meets_the_list_beside_the_backups(tmp_path: Path, var: Path) -> None:
    cast = make_cast()
    pao = Actor(str(cast.pao.id), cast.pao.name)
    operations.choose_language(id=new_id(), by=pao, at=AT, language="lo")
    backup(tmp_path / "yesterday.zip", at=AT)
    pseudonym = erase_myself(id=new_id(), by=pao, at=later(days=1))
    (var / erasing.LIST).unlink()  # the machine is gone; only the stick is left
    restore(tmp_path / "yesterday.zip", at=later(days=2), force=True)
    assert Person.objects.get(pk=cast.pao.pk).name == pseudonym
    assert (var / erasing.LIST).exists(), "and the new machine keeps it from now on"


def test_a_stick_that_is_not_in_stops_no_erasing(tmp_path: Path, var: Path) -> None:
    (tmp_path / "stick").rmdir()
    ErasedPerson.objects.create(person_id=new_id(), pseudonym="Erased person 7K2Q", at=AT)
    erasing.keep_list(AT, later(hours=1))
    assert (var / erasing.LIST).exists()


def test_the_clock_writes_the_list_that_a_crash_left_out(var: Path) -> None:
    ErasedPerson.objects.create(person_id=new_id(), pseudonym="Erased person 7K2Q", at=AT)
    assert not erasing.list_path().exists()
    erasing.keep_list(AT, later(hours=1))
    before = erasing.list_path().stat().st_mtime_ns
    assert [name for name, _ in erasing.read_list().values()] == ["Erased person 7K2Q"]
    erasing.keep_list(AT, later(hours=2))
    assert erasing.list_path().stat().st_mtime_ns == before, "nothing new, nothing written"
