"""A course pack is sound, or refused with each fault by file and line; nothing is half taken in."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from rochdale.base.words import sentence
from rochdale.learning.commands import learning
from rochdale.learning.packs import FOLDER, SHIPPED, STAGES, check_folder, shipped
from rochdale.learning.paths import BUNDLES
from rochdale.learning.rules.pack_reading import Checked, check

PACK = """id: beans
version: 1.0.0
title: {en: Beans}
licence: CC-BY-4.0
credits: ["Somebody"]
languages: [en]
modules:
  - id: b1
    title: {en: Counting}
    about: {en: Counts beans.}
    principles: [P5]
    minutes: 50
    activities: [b1-1]
"""
SURVEY = """b1:
  question: {en: "Can you count beans?"}
  answers: {en: ["no", "a little", "well", "very well"]}
  opening: {en: Hello.}
  close: {en: Goodbye.}
"""
ACTIVITY = """---
id: b1-1
lang: en
title: A bag of beans
minutes: 30
group: G5
principles: [P5]
objective: "You can count."
product: a number
materials: ["1 bag"]
steps:
  - {kind: read, minutes: 10}
  - {kind: talk, minutes: 20}
worksheet: {title: Beans, kind: table, columns: ["Who", "How many"], rows: 5}
key: "Count twice."
plan: "Who counts tomorrow?"
audience: learner
sensitive: false
licence: CC-BY-4.0
---
## Read
Take the bag.

## Talk
How many are there?
"""
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><title>A bean</title><path d="M1 1l7 7" stroke="currentColor"/></svg>'


def files(**changed: str) -> dict[str, bytes]:
    told = {"pack.yaml": PACK, "survey.yaml": SURVEY, "en/b1-1.md": ACTIVITY} | {
        {"pack": "pack.yaml", "survey": "survey.yaml", "activity": "en/b1-1.md", "picture": "media/bean.svg"}[name]: text
        for name, text in changed.items()
    }
    return {name: text.encode() for name, text in told.items()}


def told(checked: Checked) -> list[tuple[str, object, object]]:
    return [(one.code.removeprefix("learning."), one.facts.get("file"), one.facts.get("line")) for one in checked.faults]


def test_a_sound_pack() -> None:
    checked = check(files())
    assert (checked.faults, checked.notices) == ((), ())
    course = checked.course
    assert course is not None and (course.ref, course.minutes, len(course.sha256)) == ("beans@1.0.0", 50, 64)
    activity = course.activity("b1-1", "lo")
    assert activity is not None and [step.heading for step in activity.steps] == ["Read", "Talk"], (
        "in the first language, where none is there"
    )


AT, HEAD, BEAN = "en/b1-1.md", "pack.yaml", "media/bean.svg"
ALL_CASES = "cases: {coffee: a, cocoa: b, pineapple: c, rice: d}"
FAULTS: list[tuple[str, str, tuple[str, str], list[tuple[str, object, object]]]] = [
    ("broken YAML", "pack", ("{en: Beans}", "{en: Beans"), [("not-yaml", HEAD, 4)]),
    ("a key that stands twice", "pack", ("licence:", "version: 2.0.0\nlicence:"), [("said-twice", HEAD, 4)]),
    ("an id that stands twice", "pack", ("minutes: 50\n    activities: [b1-1]", "minutes: 80\n    activities: [b1-1, b1-1]"),
     [("said-twice", HEAD, 7)]),
    ("no licence", "activity", ("licence: CC-BY-4.0\n", ""), [("key-is-missing", AT, 2)]),
    ("a licence that bars paid use", "pack", ("CC-BY-4.0", "CC-BY-NC-4.0"), [("licence-does-not-fit", HEAD, 4)]),
    ("a licence with terms of its own", "activity", ("CC-BY-4.0", "CC BY-SA 3.0"), [("licence-does-not-fit", AT, 19)]),
    ("an unknown principle", "activity", ("principles: [P5]", "principles: [P8]"), [("is-none-of", AT, 7)]),
    ("an unknown kind of step", "activity", ("kind: talk", "kind: shout"), [("is-none-of", AT, 13)]),
    ("minutes that YAML takes for 90", "activity", ("minutes: 30", "minutes: 1:30"),
     [("steps-do-not-add-up", AT, 5), ("module-does-not-add-up", HEAD, 12)]),
    ("no minutes", "activity", ("minutes: 20", "minutes: 0"), [("steps-do-not-add-up", AT, 5), ("minutes-are-no-number", AT, 13)]),
    ("half a minute", "activity", ("minutes: 30", "minutes: 29.5"), [("minutes-are-no-number", AT, 5)]),
    ("yes where a text is asked", "activity", ("title: A bag of beans", "title: no"), [("is-no-text", AT, 4)]),
    ("steps that do not add up", "activity", ("minutes: 20", "minutes: 25"), [("steps-do-not-add-up", AT, 5)]),
    ("a module that does not add up", "pack", ("50", "60"), [("module-does-not-add-up", HEAD, 12)]),
    ("a step without a heading", "activity", ("## Talk\n", ""), [("headings-differ", AT, 11)]),
    ("no front matter", "activity", ("---\nid", "id"), [("no-front-matter", AT, 1), ("activity-is-missing", HEAD, 13)]),
    ("an activity without a file", "pack", ("[b1-1]", "[b1-1, b1-2]"), [("activity-is-missing", HEAD, 13)]),
    ("another name inside", "activity", ("id: b1-1", "id: b1-9"), [("name-differs", AT, 1)]),
    ("a module without its question", "survey", ("b1:", "b2:"), [("key-is-missing", "survey.yaml", 1)]),
    ("three answers", "survey", ('"no", ', ""), [("answers-are-not-four", "survey.yaml", 3)]),
    ("a case without its place", "activity", ("key:", f"{ALL_CASES}\nkey:"), [("case-has-no-place", AT, 15)]),
    ("a place without a case", "activity", ("How many are", "\n[case]\n\nHow many are"), [("case-is-missing", AT, 11)]),
    ("a picture that is not there", "activity", ("key:", "picture: no.svg\nkey:"), [("file-is-missing", "media/no.svg", None)]),
    ("a picture that runs", "picture", ("<path", "<script>alert(1)</script><path"), [("picture-does-more", BEAN, None)]),
    ("a picture that calls", "picture", ('d="M', 'onload="x()" d="M'), [("picture-does-more", BEAN, None)]),
    ("a picture with an entity", "picture", ("<svg", '<!DOCTYPE svg [<!ENTITY a "b">]><svg'), [("picture-is-no-svg", BEAN, None)]),
    ("a picture that is too large", "picture", ("A bean", "A bean" * 600), [("picture-is-too-large", BEAN, None)]),
    ("YAML that grows", "pack", ("id: beans", "a: &a [x, x]\nb: [*a, *a]\nid: beans"), [("yaml-alias", HEAD, 1)]),
    ("YAML that builds", "pack", ("id: beans", "id: !!python/object/apply:os.getcwd []"), [("not-yaml", HEAD, 1)]),
]  # fmt: skip
SOUND = {"pack": PACK, "survey": SURVEY, "activity": ACTIVITY, "picture": DRAWING}


@pytest.mark.parametrize(("says", "name", "change", "expects"), FAULTS, ids=[row[0] for row in FAULTS])
def test_faults(says: str, name: str, change: tuple[str, str], expects: list[tuple[str, object, object]]) -> None:
    assert change[0] in SOUND[name]
    checked = check(files(**{name: SOUND[name].replace(*change, 1)}))
    assert checked.course is None
    assert told(checked) == expects
    assert all(sentence(one) for one in checked.faults)


def test_what_only_warns() -> None:
    activity = ACTIVITY.replace("key:", "colour: red\nkey:").replace("Take the bag.", "Take the <b>bag</b>.")
    checked = check(files(activity=activity, pack=PACK.replace("[en]", "[en, fr]")))
    assert checked.course is not None
    codes = [one.code.removeprefix("learning.") for one in checked.notices]
    assert codes == ["markup-is-left-out", "markup-is-left-out", "key-is-unknown", "not-translated", "not-translated"]


@given(st.text(max_size=200))
def test_whatever_stands_in_a_file_is_answered(text: str) -> None:
    for name in ("pack", "survey", "activity"):
        check(files(**{name: text}))


def test_bytes_that_are_no_text_are_named() -> None:
    assert told(check(files() | {"en/b1-1.md": b"---\nid: \xff"}))[0] == ("is-not-utf-8", AT, 2)


@pytest.fixture
def folder(tmp_path: Path) -> Callable[..., Path]:
    def write(**changed: str) -> Path:
        for name, content in files(**changed).items():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_bytes(content)
        return tmp_path

    return write


def test_the_command_names_file_and_line(folder: Callable[..., Path]) -> None:
    done = CliRunner().invoke(learning, ["check-pack", str(folder(activity=ACTIVITY.replace("minutes: 20", "minutes: 25")))])
    assert done.exit_code == 1 and "en/b1-1.md:5: The steps make 35 minutes, the activity says 30." in done.output
    done = CliRunner().invoke(learning, ["check-pack", str(folder())])
    assert done.exit_code == 0 and "beans@1.0.0 is sound: 1 modules, 1 activities, 50 minutes." in done.output
    assert CliRunner().invoke(learning, ["check-pack", "nowhere"]).exit_code == 1


OUTLINE = {"think": (14, 405), "start": (17, 570), "manage": (17, 510), "trade": (15, 465), "work": (15, 435)}
"""Activities and their minutes, as the outline has them (reference learning.md, section 3)."""


@pytest.mark.parametrize("stage", STAGES)
def test_the_curriculum_is_sound_and_as_long_as_its_outline(stage: str) -> None:
    checked = check_folder(FOLDER / stage)
    assert [sentence(one) for one in checked.faults] == []
    assert {one.code for one in checked.notices} <= {"learning.not-translated"}
    assert checked.course is not None and checked.course.licence == "CC-BY-4.0"
    ids = [id for module in checked.course.modules for id in module.activities]
    minutes = sum(checked.course.activities["en", id].minutes for id in ids)
    assert (len(ids), minutes, len(checked.course.modules)) == (*OUTLINE[stage], 6)


@pytest.mark.parametrize("language", ["fr", "lo"])
def test_the_core_and_the_course_for_trainers_are_whole_in_three_languages(language: str) -> None:
    """Core modules of the outline, and T1 T3 T6 S5 with the module for trainers: 765 minutes."""
    courses = [shipped(id) for id in (*STAGES, "train")]
    core = [(course, module) for course in courses if course for module in course.modules if module.is_core]
    assert {module.id for _course, module in core} == {"t1", "t3", "t6", "s1", "s3", "s5", "m2", "x3", "d1", "q1"}
    for course, module in core:
        survey = course.surveys[module.id]
        texts = (module.title, module.about, survey.question, survey.answers, survey.opening, survey.close, course.title)
        assert all(language in one for one in texts), module.id
        for id in module.activities:
            english, there = course.activities["en", id], course.activities[language, id]
            for name in ("minutes", "grouping", "principles", "picture", "audience", "is_sensitive"):
                assert getattr(there, name) == getattr(english, name), (id, name)
            assert [(one.kind, one.minutes) for one in there.steps] == [(one.kind, one.minutes) for one in english.steps], id
            assert set(there.cases) == set(english.cases), id
            assert there.title != english.title, id


def test_the_two_days_for_trainers_are_765_minutes() -> None:
    path = next(one for one in BUNDLES if one.code == "trainers")
    modules = {module.id: module for id in (*STAGES, "train") if (course := shipped(id)) for module in course.modules}
    assert sum(modules[id].minutes for _pack, id in path.modules) == 765


@pytest.mark.parametrize(("code", "minutes"), [("core", 945), ("taster", 170)])
def test_bundles_are_as_long_as_the_outline_says(code: str, minutes: int) -> None:
    path = next(one for one in BUNDLES if one.code == code)
    modules = {module.id: module for id in STAGES if (course := shipped(id)) for module in course.modules}
    assert sum(modules[id].minutes for _pack, id in path.modules) == minutes


@pytest.mark.parametrize("id", SHIPPED)
def test_a_text_that_changes_gets_a_new_version(id: str) -> None:
    """What a group learned by stays what it was: `packs/published.toml` has the SHA-256 of each version that is out."""
    course = shipped(id)
    assert course is not None
    published = tomllib.loads((FOLDER / "published.toml").read_text(encoding="utf-8"))[id]
    assert published.get(course.version) == course.sha256, f"{course.ref} is now {course.sha256}: give it a new version"
