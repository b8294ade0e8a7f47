"""What many runs add up to: as a rule, on the screen and in the workbook."""

from __future__ import annotations

import io
from datetime import date, timedelta
from uuid import UUID

import pytest
from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook

from rochdale.kernel.ids import new_id
from rochdale.learning import operations
from rochdale.learning.operations import RunSheet, as_group
from rochdale.learning.rules.reports import Learned, Learner, Run, by_module, by_month, learned
from tests.cast import Cast
from tests.learning.sheets import SHEET, key_of
from tests.learning.test_workshops import as_noy, text_of

A, B = UUID(int=1), UUID(int=2)
WOMAN, MAN = Learner("f", "18-35", 0, 2), Learner("m", "36-59", 1, 1)


def run(group: UUID, module: str, *people: Learner, on: date = date(2026, 3, 14), done: int = 3) -> Run:
    return Run(group, ("think", module), on, 70, 80, done, 3, people)


@pytest.mark.parametrize(
    ("says", "runs", "sums"),
    [
        ("nothing", [], Learned(0, 0, 0, 0, 0, 0, 0, 0, 0, 0)),
        ("people once, seats twice", [run(A, "t1", WOMAN, MAN), run(A, "t3", WOMAN)], Learned(2, 2, 1, 2, 1, 1, 3, 140, 3, 2)),
        ("two groups, one left an activity out", [run(A, "t1", WOMAN), run(B, "t1", MAN, done=2)], Learned(2, 1, 2, 2, 1, 1, 2, 140, 2, 1)),
        ("an answer before alone is no pair", [run(A, "t1", Learner(before=1))], Learned(1, 1, 1, 1, 0, 0, 1, 70, 0, 0)),
    ],
)  # fmt: skip
def test_what_runs_add_up_to(says: str, runs: list[Run], sums: Learned) -> None:
    assert learned(runs) == sums, says


def test_modules_stand_by_how_often_they_were_done_and_months_without_any_are_shown() -> None:
    runs = [run(A, "t1", on=date(2025, 11, 30)), run(B, "t1", on=date(2026, 2, 1)), run(A, "t3", on=date(2026, 2, 2))]
    assert [module[1] for module, _of in by_module(runs)] == ["t1", "t3"]
    assert by_month(runs) == [(date(2025, 11, 1), 1), (date(2025, 12, 1), 0), (date(2026, 1, 1), 0), (date(2026, 2, 1), 2)]


def test_an_organization_sees_its_own_groups_and_takes_them_away_without_a_persons_name(client: Client, cast: Cast) -> None:
    now = timezone.now()
    for word, by in (("ours", cast.actor("noy", at=now)), ("nobodys", as_group(key_of("nobodys")))):
        fields = {**SHEET, "began": now.date().isoformat(), "by-1": (now.date() + timedelta(days=9)).isoformat(), "group": f"Group {word}"}
        key = key_of(word)
        operations.keep_run(id=new_id(), by=by, at=now, key=key, sheet=RunSheet("think", "0.2.0", "t1", "en", "paper", fields))
    as_noy(client, cast)
    told = text_of(client.get("/learning/report/"))
    assert "Groups 1 Modules done 1 With every activity 0 Seats: everybody at every module 4" in told
    assert "T1 What we already do together 4 1" in told
    file = client.get("/learning/report.xlsx")
    book = load_workbook(io.BytesIO(file.content))
    assert book.sheetnames == ["Modules", "Groups", "Promises"]
    cells = [str(cell.value) for sheet in book for line in sheet.iter_rows() for cell in line]
    assert "Group ours" in cells
    assert "Group nobodys" not in cells
    assert "Ask my uncle" in cells
    assert not {"Boun", "Noy", "Keo", "Mali"} & set(cells)
    later = text_of(client.get("/learning/report/", {"since": "2020-01-01", "until": "2020-12-31"}))
    assert "Nothing in this time." in later
