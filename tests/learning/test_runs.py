"""A group's run: read from its sheet, kept once however it comes, and what became of its promises."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from rochdale.kernel.ids import new_id
from rochdale.kernel.refusal import Refused
from rochdale.learning.models import ActivityRun, Group, GroupRun, RunDraft, Visit
from rochdale.learning.operations import as_group, look_after
from rochdale.learning.packs import module_of, shipped
from rochdale.learning.rules.clock import flexed
from rochdale.learning.rules.pages import pages_of, roles_of
from rochdale.learning.rules.runs import notices_for_run, read_run, refusals_for_run
from rochdale.learning.run_page import minutes_left, run_pages
from tests.learning.sheets import SHEET, key_of

TODAY = date(2026, 11, 27)
MODULE = "/learning/think/t1/"


@pytest.mark.parametrize(
    ("says", "planned", "used", "total", "left"),
    [
        ("nothing was used yet", (30, 20, 30), (), 80, (30, 20, 30)),
        ("on time", (30, 20, 30), (30,), 80, (20, 30)),
        ("ten minutes over: they come out of the two that follow", (30, 20, 30), (40,), 80, (16, 24)),
        ("ten minutes saved stay for whoever needs them", (30, 20, 30), (20,), 80, (20, 30)),
        ("everything is used up", (30, 20, 30), (90,), 80, (0, 0)),
        ("an odd minute goes to the first", (30, 20, 30), (39,), 80, (17, 24)),
    ],
)
def test_activities_flex_and_the_module_does_not(
    says: str, planned: tuple[int, ...], used: tuple[int, ...], total: int, left: tuple[int, ...]
) -> None:
    assert flexed(planned, used, total) == left, says


@given(st.lists(st.integers(1, 90), min_size=1, max_size=8), st.data())
def test_what_is_left_never_goes_beyond_the_total(planned: list[int], data: st.DataObject) -> None:
    used = data.draw(st.lists(st.integers(0, 200), max_size=len(planned)))
    left = flexed(planned, used, sum(planned))
    assert len(left) == len(planned) - len(used)
    assert sum(left) <= max(sum(planned) - sum(used), 0)
    assert all(0 <= now <= before for now, before in zip(left, planned[len(used) :], strict=True))


def test_roles_move_on_by_one_and_few_people_have_several() -> None:
    names = ["Boun", "Noy", "Keo", "Mali", "Sone"]
    assert [roles_of(names, turn)["reader"] for turn in range(6)] == [*names, "Boun"]
    assert roles_of(["Boun", "Noy"], 0) == {"reader": "Boun", "clock": "Noy", "pen": "Boun", "voice": "Noy"}
    assert roles_of([], 3) == {}


def read(**changed: str) -> Any:
    course, module = module_of("think", "t1")
    return read_run({**SHEET, **{name.replace("_", "-"): value for name, value in changed.items()}}, course.in_language(module, "en"))


@pytest.mark.parametrize(
    ("says", "changed", "code"),
    [
        ("nobody is named", {"name_1": "", "name_2": "", "name_3": "", "name_4": ""}, "learning.nobody-is-named"),
        ("no day", {"began": ""}, "learning.which-day"),
        ("a day that is none", {"began": "2026-02-30"}, "learning.is-no-day"),
        ("a day to come", {"began": "2026-11-30"}, "learning.day-lies-ahead"),
        ("no activity was done", {"used_t1_1": "", "used_t1_2": ""}, "learning.nothing-was-done"),
        ("minutes that are none", {"used_t1_1": "half an hour"}, "learning.minutes-will-not-do"),
        ("minutes beyond a day's work", {"used_t1_1": "9999"}, "learning.minutes-will-not-do"),
        ("minutes in other figures", {"used_t1_1": "໓໐"}, "learning.minutes-will-not-do"),
        ("an answer that was not asked for", {"before_1": "4"}, "learning.is-no-choice"),
        ("an age that is no band", {"age_1": "44"}, "learning.is-no-choice"),
        ("a name longer than a line", {"name_1": "n" * 81}, "learning.text-is-too-long"),
    ],
)
def test_what_cannot_be_kept_is_refused_at_its_field(says: str, changed: dict[str, str], code: str) -> None:
    told, faults = read(**changed)
    found = faults or refusals_for_run(told, today=TODAY)
    assert next(one.code for one in found) == code, says
    assert all(one.facts.get("field") for one in found), says


@pytest.mark.parametrize(
    ("says", "changed", "code"),
    [
        ("two people", {"name_3": "", "name_4": ""}, "learning.group-is-small"),
        ("nine people", {f"name_{number}": f"N{number}" for number in range(1, 10)}, "learning.group-is-large"),
        ("longer than the module", {"used_t1_3": "45"}, "learning.over-the-total"),
        ("an answer after and none before", {"before_1": ""}, "learning.after-without-before"),
        ("a promise of nobody", {"who_1": ""}, "learning.promise-is-a-draft"),
    ],
)
def test_what_is_told_refuses_nothing(says: str, changed: dict[str, str], code: str) -> None:
    told, faults = read(**changed)
    assert not faults
    assert not refusals_for_run(told, today=TODAY), says
    assert code in [one.code for one in notices_for_run(told, total=80)], says


def test_whoever_stands_on_the_sheet_twice_is_one_person() -> None:
    told, _faults = read(name_3="noy", sex_3="f", age_3="18-35")
    assert [one.name for one in told.people] == ["Boun", "Noy", "Mali"]


def test_nothing_of_a_sensitive_activity_is_kept() -> None:
    course, module = module_of("work", "d1")
    activities = course.in_language(module, "en")
    fields = {f"made-{one.id}-0-0": "a name" for one in activities} | {"name-1": "Noy", "began": "2026-11-20"}
    told, _faults = read_run(fields, activities)
    assert any(one.is_sensitive for one in activities)
    assert not set(told.made) & {one.id for one in activities if one.is_sensitive}


@pytest.fixture
def sends(client: Client) -> Callable[..., Any]:
    """As a phone sends: a sheet with its own id."""

    def send(key: str, id: object, **changed: str) -> Any:
        sheet = {"sheet-pack": "think", "sheet-version": "0.2.0", "sheet-module": "t1", "sheet-language": "en"}
        return client.post("/learning/runs/", {**SHEET, **sheet, **changed, "id": str(id), "key": key})

    return send


@pytest.mark.django_db
def test_a_phone_that_sends_twice_is_kept_once(client: Client, sends: Callable[..., Any]) -> None:
    key, id = key_of("twice"), new_id()
    first, again = sends(key, id), sends(key, id)
    assert first.json() == again.json() == {"group": f"/learning/groups/{key}/"}
    assert GroupRun.objects.count() == 1
    page = client.get(f"/learning/groups/{key}/").content.decode()
    assert all(text in page for text in ("Five of Ban Nong", "Weeding", "Ask my uncle", "50 of 80 min"))
    other = sends(key, id, place="Elsewhere")
    assert other.status_code == 409
    assert GroupRun.objects.count() == 1


@pytest.mark.django_db
def test_a_refused_sheet_says_why_and_keeps_nothing(sends: Callable[..., Any]) -> None:
    answer = sends(key_of("refused"), new_id(), began="2099-01-01")
    assert answer.status_code == 409
    assert "still to come" in answer.json()["refused"][0]
    assert not Group.objects.exists()


@pytest.mark.django_db
def test_whatever_is_sent_is_refused_or_cut_and_never_a_fault_of_ours(sends: Callable[..., Any]) -> None:
    odd = {"sheet-language": "x" * 400, "sheet-version": "9" * 400, "name-1": "Bo\0un", "made-t1-1-0-1": "y" * 90_000, "unknown": "z" * 9}
    assert sends(key_of("odd"), new_id(), **odd).status_code == 409  # a text longer than its line
    del odd["made-t1-1-0-1"]
    assert sends(key_of("odd"), new_id(), **odd).status_code == 200
    assert GroupRun.objects.get().language == "en"
    assert sends("short", new_id()).status_code == 409
    assert sends(key_of("odd"), "no-id").status_code == 400
    assert sends(key_of("odd"), new_id(), **{"sheet-module": "t99"}).status_code == 409


@pytest.mark.django_db
def test_a_promise_is_looked_after_by_its_own_key_only(sends: Callable[..., Any]) -> None:
    mine, other, run = key_of("mine"), key_of("other"), new_id()
    sends(mine, run)
    promise = GroupRun.objects.get(pk=run).promises.get()
    with pytest.raises(Refused, match="key-will-not-do"):
        look_after(id=new_id(), by=as_group(other), at=timezone.now(), key=other, promise_id=promise.id, on=TODAY, found="kept")


@pytest.mark.django_db
def test_two_modules_of_one_key_are_one_group(sends: Callable[..., Any]) -> None:
    key = key_of("two")
    sends(key, new_id())
    sends(key, new_id(), **{"sheet-module": "t3", "used-t3-1": "40"})
    assert Group.objects.get().runs.count() == 2


@pytest.mark.django_db
def test_a_run_page_by_page_without_script(client: Client) -> None:
    address = client.post(f"{MODULE}run/").url
    course, module = module_of("think", "t1")
    for page in pages_of(course.in_language(module, "en")):
        assert address.endswith(f"/{page.key}/")
        shown = client.get(address).content.decode()
        told = {name: value for name, value in SHEET.items() if f'name="{name}"' in shown}
        operation = shown.split('name="operation_id" value="')[1].split('"')[0]
        address = client.post(address, {**told, "operation_id": operation}).url
    run = GroupRun.objects.get()
    assert run.origin == "pages"
    assert run.minutes == 50
    assert "Ask my uncle" in client.get(address).content.decode()


@pytest.mark.django_db
def test_going_back_keeps_what_was_written(client: Client) -> None:
    first = client.post(f"{MODULE}run/").url
    shown = client.get(first).content.decode()
    operation = shown.split('name="operation_id" value="')[1].split('"')[0]
    second = client.post(first, {"name-1": "Boun", "operation_id": operation}).url
    back = client.post(second, {"operation_id": str(new_id()), "to": "back"}).url
    assert back == first
    assert 'value="Boun"' in client.get(first).content.decode()
    assert RunDraft.objects.count() == 1


@pytest.mark.django_db
def test_a_run_from_paper_is_one_page_and_refused_fields_stay_filled_in(client: Client) -> None:
    operation = str(new_id())
    refused = client.post(f"{MODULE}paper/", {**SHEET, "used-t1-1": "x", "operation_id": operation})
    assert "are no minutes" in refused.content.decode()
    assert 'value="Boun"' in refused.content.decode()
    kept = client.post(f"{MODULE}paper/", {**SHEET, "operation_id": operation})
    assert kept.status_code == 302
    assert GroupRun.objects.get().origin == "paper"
    again = client.post(f"{MODULE}paper/", {**SHEET, "operation_id": operation, "key": kept.url.split("/")[-2]})
    assert again.url == kept.url
    assert GroupRun.objects.count() == 1
    assert ActivityRun.objects.get(activity="t1-3").minutes is None


@pytest.mark.django_db
def test_a_promise_is_looked_after_and_the_older_look_stays(client: Client, sends: Callable[..., Any]) -> None:
    key = key_of("promise")
    sends(key, new_id())
    page = client.get(f"/learning/groups/{key}/").content.decode()
    address = page.split(f'action="/learning/groups/{key}/promises/')[1].split('"')[0]
    for found in ("on-the-way", "kept"):
        client.post(f"/learning/groups/{key}/promises/{address}", {"found": found, "operation_id": str(new_id())})
    assert Visit.objects.count() == 2
    assert "Promise kept" in client.get(f"/learning/groups/{key}/").content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("key", ["short", key_of("nobody has it")])
def test_a_key_nobody_has_opens_nothing(client: Client, sends: Callable[..., Any], key: str) -> None:
    sends(key_of("somebody has it"), new_id())
    assert client.get(f"/learning/groups/{key}/").status_code == 404


@pytest.mark.django_db
def test_a_group_is_told_what_was_not_refused(client: Client, sends: Callable[..., Any]) -> None:
    key = key_of("told")
    sends(key, new_id(), **{"name-3": "", "name-4": "", "used-t1-3": "45", "before-1": ""})
    page = client.get(f"/learning/groups/{key}/").content.decode()
    assert "You are 2." in page
    assert "You took 95 minutes; the module has 80." in page
    assert "Without an answer before: Boun." in page


@pytest.mark.django_db
def test_minutes_that_are_none_are_told_on_the_last_page_and_back_still_works(client: Client) -> None:
    first = client.post(f"{MODULE}run/").url
    end = first.replace("/who/", "/end/")
    page = client.post(end, {"operation_id": str(new_id()), "used-t1-1": "half an hour", "name-1": "Boun"})
    assert "are no minutes" in page.content.decode()
    back = client.post(end, {"operation_id": str(new_id()), "used-t1-1": "half an hour", "to": "back"}).url
    assert client.get(back).status_code == 200


def test_a_module_for_trainers_has_all_its_minutes_for_its_activities() -> None:
    course, module = module_of("train", "q1")
    told = run_pages(course, module, "en", {}, "coffee")
    assert told.for_activities == module.minutes == 360
    assert minutes_left(told, told.pages[0]) == 360


@pytest.mark.heavy
@pytest.mark.django_db
def test_pages_of_a_course_keep_their_weight(client: Client) -> None:
    """An activity at most 7 kB, a module without a line at most 60 (the watchful client holds any page to 14)."""
    for pack in ("think", "start", "manage", "trade", "work"):
        course = shipped(pack)
        assert course is not None
        for module in course.modules:
            for language in ("en", "fr", "lo"):
                client.cookies["django_language"] = language
                run = gzip.compress(client.get(f"/learning/{pack}/{module.id}/run/").content)
                assert len(run) <= 60 * 1024
                for activity in module.activities:
                    page = client.get(f"/learning/{pack}/{module.id}/{activity}/").content
                    assert len(gzip.compress(page)) <= 7 * 1024, (language, activity)
