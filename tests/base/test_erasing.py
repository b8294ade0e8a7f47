"""Names leave append-only tables only inside the transaction that erases a person; everything else in them never changes."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils import translation

from rochdale.base import audit, made_up
from rochdale.base.append_only import AppendOnly
from rochdale.base.erased import NOWHERE, ErasedPerson, ErasingNow
from rochdale.base.erasing import names_may_change, pseudonym_for
from rochdale.base.made_up import shown_name
from rochdale.base.models import AuditEntry, Command
from rochdale.kernel.ids import new_id
from tests.base.conftest import AT, KHAM

pytestmark = pytest.mark.django_db


@pytest.fixture
def entry() -> AuditEntry:
    audit.record(by=KHAM, at=AT, what="test.keep", about=Command(id=new_id()), after={"name": "Kham"}, reason="Kham said so")
    return AuditEntry.objects.get()


NAMES = ["by_name", "in_name_of_name", "before", "after", "reason"]
OTHERS = ["at", "by_id", "in_name_of_id", "organization_id", "organization_name", "what", "about_kind", "about_id"]


def refuses(statement: str) -> bool:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    except DatabaseError as refused:
        return "append-only" in str(refused)
    return False


@pytest.mark.parametrize("column", [*NAMES, *OTHERS])
def test_no_column_changes_while_nobody_is_erased(entry: AuditEntry, column: str) -> None:
    assert refuses(f"""UPDATE base_auditentry SET "{column}" = "{column}" """)


@pytest.mark.parametrize("column", NAMES)
def test_a_name_changes_while_somebody_is_erased(entry: AuditEntry, column: str) -> None:
    fresh = {"before": {}, "after": {"name": "X"}}.get(column, "X")
    with names_may_change(new_id()):
        AuditEntry.objects.update(**{column: fresh})
    assert getattr(AuditEntry.objects.get(), column) == fresh


@pytest.mark.parametrize("column", OTHERS)
def test_nothing_else_changes_even_then(entry: AuditEntry, column: str) -> None:
    fresh = {"at": "'2001-01-01'", "organization_id": "NULL"}.get(column, "'X'")
    with names_may_change(new_id()):
        assert refuses(f"UPDATE base_auditentry SET {column} = {fresh}")
        assert refuses(f"UPDATE base_auditentry SET by_name = 'X', {column} = {fresh}")
    assert AuditEntry.objects.get().by_name == "Kham"


def test_no_row_goes_even_then(entry: AuditEntry) -> None:
    with names_may_change(new_id()):
        assert refuses("DELETE FROM base_auditentry")


def test_the_door_is_shut_again_afterwards(entry: AuditEntry) -> None:
    with names_may_change(new_id()):
        pass
    assert not ErasingNow.objects.exists()
    assert refuses("UPDATE base_auditentry SET by_name = 'X'")


@pytest.mark.django_db(transaction=True)
def test_a_mark_left_behind_undoes_everything() -> None:
    audit.record(by=KHAM, at=AT, what="test.keep", about=Command(id=new_id()))
    with pytest.raises(IntegrityError), transaction.atomic():
        ErasingNow.objects.create(person_id=new_id(), must_go_id=NOWHERE)
        AuditEntry.objects.update(by_name="X")
    assert AuditEntry.objects.get().by_name == "Kham"
    assert not ErasingNow.objects.exists()


@pytest.mark.parametrize("person", [NOWHERE, new_id()], ids=["the row it points to", "another row"])
def test_a_mark_cannot_point_to_a_row_that_is_there(person: object) -> None:
    points_to = NOWHERE if person == NOWHERE else person
    with pytest.raises(IntegrityError), transaction.atomic():
        ErasingNow.objects.create(person_id=person, must_go_id=points_to)


def test_the_list_of_the_erased_is_never_changed() -> None:
    ErasedPerson.objects.create(person_id=new_id(), pseudonym="Erased person 7K2Q", at=AT)
    with names_may_change(new_id()):
        assert refuses("UPDATE base_erasedperson SET pseudonym = 'X'")
        assert refuses("DELETE FROM base_erasedperson")


def test_columns_and_names_exclude_each_other() -> None:
    with pytest.raises(ValueError, match="may change anyway"):
        AppendOnly("base_x", columns=["a"], names=["b"])


def test_a_made_up_name_is_the_same_each_time_and_nobody_elses() -> None:
    person = new_id()
    first = pseudonym_for(person)
    ErasedPerson.objects.create(person_id=new_id(), pseudonym=first, at=AT)
    second = pseudonym_for(person)
    assert second != first
    assert second.startswith(first)
    ErasedPerson.objects.create(person_id=person, pseudonym=second, at=AT)
    assert pseudonym_for(person) == second


def test_a_made_up_name_is_shown_in_the_readers_language(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(made_up, "gettext", lambda text: "Personne effacée %(code)s" if text == made_up.ERASED else text)
    with translation.override("fr"):
        assert shown_name("Erased person 7K2Q") == "Personne effacée 7K2Q"
        assert shown_name("Noy Sengdara") == "Noy Sengdara"
