"""The privacy register knows every field, says why, and keeps its own promises; periods are dated, sourced and graded."""

from __future__ import annotations

from datetime import date, timedelta
from importlib import import_module

import pytest
from django.apps import apps

from rochdale.base import privacy, retention, ticking
from rochdale.base.jobs import start
from rochdale.base.mail import SEND
from rochdale.base.models import Job, Look, Tick
from rochdale.base.privacy import Erasing, Level
from rochdale.base.retention import in_words, periods, read_periods
from rochdale.kernel.ids import new_id
from tests.base.conftest import AT, KHAM


def test_every_field_is_classified_and_every_line_has_its_field() -> None:
    assert list(privacy.gaps()) == []


def test_a_field_nobody_classified_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    table = privacy._tables["people.Person"]
    fewer = privacy.Table(table.label, tuple(note for note in table.notes if note.field != "phone"), table.ties)
    monkeypatch.setitem(privacy._tables, "people.Person", fewer)
    assert list(privacy.gaps()) == ["people.Person.phone: not classified"]


def test_a_line_for_a_vanished_field_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    table = privacy._tables["base.Tick"]
    more = privacy.Table(table.label, (*table.notes, *privacy.internal("gone", "colour")), table.ties)
    monkeypatch.setitem(privacy._tables, "base.Tick", more)
    assert list(privacy.gaps()) == ["base.Tick.colour: there is no such field"]


def test_a_private_field_that_outlasts_erasing_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(privacy._tables, "base.Tick", privacy.Table("base.Tick", _silent(), ()))
    assert [gap for gap in privacy.gaps() if "does not say why" in gap]


def _silent() -> tuple[privacy.Note, ...]:
    return (
        privacy.Note("name", Level.PERSONAL, "", "people.contacts", Erasing.STAYS),
        privacy.Note("done_until", Level.INTERNAL, ""),
    )


def test_a_table_is_classified_once() -> None:
    with pytest.raises(ValueError, match="classified twice"):
        privacy.classify("base.Tick", privacy.internal("", "name"))


def test_a_kind_is_named_once() -> None:
    with pytest.raises(ValueError, match=r"base\.deeds"):
        privacy.kind("base.deeds", title="", why="", seen_by="")


def test_every_kind_says_what_it_is_why_it_is_kept_and_who_sees_it() -> None:
    known = {period.code for period in retention.shipped()}
    for kind in privacy.kinds():
        assert str(kind.title), kind.code
        assert str(kind.why), kind.code
        assert str(kind.seen_by), kind.code
        assert not kind.kept or kind.kept in known, f"{kind.code} names a period that is not there"


def test_every_printed_name_and_every_text_in_an_append_only_table_can_be_taken_out() -> None:
    """What the register promises, the triggers must allow: the columns are those of the migration."""
    migration = import_module("rochdale.base.migrations.0005_names_can_be_taken_out")
    allowed = {operation.table: set(operation.names) for operation in migration.Migration.operations if hasattr(operation, "names")}
    for table in privacy.tables():
        model = apps.get_model(table.label)
        if names := allowed.get(model._meta.db_table):
            promised = {note.field for note in table.notes if note.erasing in (Erasing.NAME, Erasing.TEXT)}
            assert promised == names, table.label


def test_the_shipped_table_has_a_source_and_a_grade_for_each_period() -> None:
    for period in retention.shipped():
        assert period.source
        assert period.grade in retention.GRADES
        assert period.code in retention.TITLES, f"{period.code} has no title in the reader's language"
        assert period.binds or period.code.startswith("law."), "a rule of ours binds"


def test_no_period_of_a_law_binds_before_somebody_has_read_it() -> None:
    assert {period.code for period in retention.shipped() if period.code.startswith("law.") and period.binds} == set()


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ('code = "x"\nsince = 2026-01-01\nkeeps = 1\nthen = "removed"\nsource = ""\ngrade = "house"', "source"),
        ('code = "x"\nsince = 2026-01-01\nkeeps = 1\nthen = "removed"\nsource = "S"\ngrade = "sure"', "grade"),
        ('code = "x"\nsince = 2026-01-01\nkeeps = "long"\nthen = "removed"\nsource = "S"\ngrade = "house"', "period"),
        ('code = "x"\nsince = 2026-01-01\nkeeps = 1\nthen = "removed"\nsource = "S"\ngrade = "house"\ncolour = "red"', "colour"),
    ],
)
def test_a_period_that_says_too_little_is_refused(row: str, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        read_periods(f"[[period]]\n{row}")


def test_of_several_rows_the_one_that_began_last_holds() -> None:
    row = 'code = "x"\nsince = {since}\nkeeps = {keeps}\nthen = "removed"\nsource = "S"\ngrade = "house"\n'
    table = "".join("[[period]]\n" + row.format(since=since, keeps=keeps) for since, keeps in (("2026-01-01", 1), ("2027-01-01", 2)))
    assert [period.keeps for period in periods(date(2026, 12, 31), read_periods(table))] == [1]
    assert [period.keeps for period in periods(date(2027, 1, 1), read_periods(table))] == [2]
    assert periods(date(2025, 12, 31), read_periods(table)) == ()


@pytest.mark.parametrize(("keeps", "words"), [(365, "1 year"), (3653, "10 years"), (90, "90 days"), (1, "1 day"), ("for-good", "for good")])
def test_a_period_is_said_as_a_person_says_it(keeps: int | str, words: str) -> None:
    assert in_words(retention.Period("x", date(2026, 1, 1), keeps, "", "S", "house")) == words


@pytest.mark.django_db
def test_the_daily_round_removes_what_is_over_and_nothing_else() -> None:
    ids = {}
    for name, ended in (("old", AT - timedelta(days=91)), ("fresh", AT - timedelta(days=89))):
        ids[name] = start(SEND, id=new_id(), by=KHAM, at=AT, title="Letter", content={"to": "x@example.org"})
        Job.objects.filter(pk=ids[name]).update(state="done", ended_at=ended)
    waiting = start(SEND, id=new_id(), by=KHAM, at=AT - timedelta(days=400), title="Letter", content={})
    Tick.objects.create(name="rochdale.gone.function", done_until=AT - timedelta(days=366))
    Tick.objects.create(name=ticking.schedules()[0].name, done_until=AT - timedelta(days=366))
    look = {"by_id": "kham", "by_name": "Kham", "what": "x", "about_kind": "x", "about_id": "x", "purpose": "to see"}
    Look.objects.create(at=AT - timedelta(days=9000), **look)
    retention.remove_what_is_over(AT - timedelta(days=1), AT)
    retention.remove_what_is_over(AT - timedelta(days=1), AT)
    assert set(Job.objects.values_list("id", flat=True)) == {ids["fresh"], waiting}
    assert list(Tick.objects.values_list("name", flat=True)) == [ticking.schedules()[0].name]
    assert Look.objects.count() == 1, "looks are kept for good, as the table says"


def test_what_is_kept_for_good_has_no_sweep() -> None:
    for period in retention.shipped():
        assert (period.code in retention.swept()) is (period.then == "removed"), period.code


def test_the_round_runs_by_the_clock() -> None:
    assert "rochdale.base.retention.remove_what_is_over" in {schedule.name for schedule in ticking.schedules()}
