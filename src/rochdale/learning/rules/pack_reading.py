"""A course pack read from its files: sound, or refused with every fault by file and line; nothing is half taken in.

Format and required answers: reference learning.md, sections 5 and 12; docs/rules/course-packs.md.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from rochdale.kernel.refusal import Refusal, Refused
from rochdale.learning.rules.activity_reading import activity_of, licence_of
from rochdale.learning.rules.course import OPENING_AND_CLOSE, PRINCIPLES, Activity, Audience, Course, Module, Survey
from rochdale.learning.rules.pictures import faults_of_picture
from rochdale.learning.rules.taking import Taking
from rochdale.learning.rules.yaml_text import read_yaml

PACK, SURVEY, MEDIA = "pack.yaml", "survey.yaml", "media/"
MOST_BYTES = 200_000
"""Of one file."""
ANSWERS = 4
_NAME = re.compile(r"[a-z][a-z0-9-]{1,39}")
_VERSION = re.compile(r"\d+\.\d+\.\d+")


@dataclass(frozen=True, slots=True)
class Checked:
    """A pack looked at. `course` is None where there is a fault; notices refuse nothing."""

    course: Course | None
    faults: tuple[Refusal, ...] = ()
    notices: tuple[Refusal, ...] = ()


def check(files: Mapping[str, bytes]) -> Checked:
    """Look at a pack: its files by their path inside the folder, with strokes."""
    faults, notices = list[Refusal](), list[Refusal]()
    texts = _texts(files, faults)
    pack, survey = _table(PACK, texts, faults, notices), _table(SURVEY, texts, faults, notices)
    if pack is None or survey is None:
        return Checked(None, tuple(faults), tuple(notices))
    course = _course(pack, survey, _activities(texts, faults, notices), files)
    _faults_across(course, pack, survey, files)
    by_place = sorted(faults, key=lambda one: (str(one.facts.get("file", "")), int(str(one.facts.get("line", 1)))))
    return Checked(None if faults else course, tuple(by_place), tuple(notices))


def is_drawing(name: str) -> bool:
    return name.startswith(MEDIA) and name.endswith(".svg")


def digest_of(files: Mapping[str, bytes]) -> str:
    """SHA-256 over names and contents, in the order of the names."""
    return sha256(b"".join(f"{name}\0{len(content)}\0".encode() + content for name, content in sorted(files.items()))).hexdigest()


def _texts(files: Mapping[str, bytes], faults: list[Refusal]) -> dict[str, str]:
    found = {}
    for name, content in sorted(files.items()):
        if not name.endswith((".yaml", ".md")):
            continue
        if len(content) > MOST_BYTES:
            faults.append(Refusal("learning.file-is-too-large", {"file": name, "most": MOST_BYTES // 1000}))
            continue
        try:
            found[name] = content.decode("utf-8-sig").replace("\r\n", "\n")
        except UnicodeDecodeError as trouble:
            line = content[: trouble.start].count(b"\n") + 1
            faults.append(Refusal("learning.is-not-utf-8", {"file": name, "line": line}))
    return found


def _table(name: str, texts: Mapping[str, str], faults: list[Refusal], notices: list[Refusal]) -> Taking | None:
    if name not in texts:
        faults.append(Refusal("learning.file-is-missing", {"file": name}))
        return None
    try:
        read = read_yaml(texts[name], name)
    except Refused as refused:
        faults.extend(refused.refusals)
        return None
    if not isinstance(read.value, Mapping):
        faults.append(Refusal("learning.not-yaml", {"file": name, "line": 1}))
        return None
    return Taking(name, read, faults, notices)


def _activities(texts: Mapping[str, str], faults: list[Refusal], notices: list[Refusal]) -> dict[tuple[str, str], Activity]:
    """By language and id: the language is the folder, the id the name of the file, and both stand in the front matter too."""
    found: dict[tuple[str, str], Activity] = {}
    for name, text in texts.items():
        if not name.endswith(".md"):
            continue
        made = activity_of(text, name, faults, notices)
        if made is None:
            continue
        language, id = name.split("/")[0], name.rpartition("/")[2].removesuffix(".md")
        if (made.language, made.id) != (language, id):
            faults.append(Refusal("learning.name-differs", {"file": name, "line": 1, "says": f"{made.language}/{made.id}"}))
        found[language, id] = made
    return found


def _course(pack: Taking, survey: Taking, activities: Mapping[tuple[str, str], Activity], files: Mapping[str, bytes]) -> Course:
    modules = tuple(_module(row) for row in pack.rows("modules"))
    course = Course(
        id=pack.text("id"), version=pack.text("version"), title=pack.by_language("title"), licence=licence_of(pack),
        credits=pack.texts("credits"), languages=pack.texts("languages"), modules=modules, activities=activities,
        surveys={module.id: _survey(survey, module.id) for module in modules if module.id}, sha256=digest_of(files),
        read_by=pack.by_language("read_by", optional=True), pictures=_drawings(files),
    )  # fmt: skip
    pack.texts("variants", optional=True)
    pack.note_unknown()
    survey.note_unknown()
    return course


def _drawings(files: Mapping[str, bytes]) -> dict[str, str]:
    """By name, without what only a file of its own begins with. What is no SVG in UTF-8 is a fault that is told elsewhere."""
    found = {name.removeprefix(MEDIA): content.decode("utf-8", "replace") for name, content in files.items() if is_drawing(name)}
    return {name: text.partition("?>")[2] if text.startswith("<?xml") else text for name, text in found.items()}


def _module(row: Taking) -> Module:
    made = Module(
        row.text("id"), row.by_language("title"), row.by_language("about"), row.some_of("principles", PRINCIPLES), row.minutes("minutes"),
        row.texts("activities"), row.yes("core"),
    )  # fmt: skip
    row.note_unknown()
    return made


def _survey(survey: Taking, module: str) -> Survey:
    survey.raw(module)
    it = survey.part(module)
    if not it.table:
        return Survey({}, {}, {}, {})
    answers = it.raw("answers")
    told = answers if isinstance(answers, Mapping) else {}
    for language, four in told.items():
        if not (isinstance(four, list) and len(four) == ANSWERS and all(isinstance(one, str) for one in four)):
            it.fault("learning.answers-are-not-four", "answers", language)
    made = Survey(
        it.by_language("question"), {language: tuple(map(str, four)) for language, four in told.items() if isinstance(four, list)},
        it.by_language("opening"), it.by_language("close"),
    )  # fmt: skip
    it.note_unknown()
    return made


def _faults_across(course: Course, pack: Taking, survey: Taking, files: Mapping[str, bytes]) -> None:
    """What no single file shows: names that lead nowhere, things said twice, minutes that do not add up, languages that lack."""
    if course.id and not _NAME.fullmatch(course.id):
        pack.fault("learning.id-will-not-do", "id", text=course.id)
    if course.version and not _VERSION.fullmatch(course.version):
        pack.fault("learning.version-will-not-do", "version", text=course.version)
    ids = Counter([*(module.id for module in course.modules), *(one for module in course.modules for one in module.activities)])
    for twice in (id for id, count in ids.items() if count > 1):
        pack.fault("learning.said-twice", "modules", key=twice)
    first = course.languages[0] if course.languages else ""
    for place, module in enumerate(course.modules):
        here = [course.activities.get((first, id)) for id in module.activities]
        for id, activity in zip(module.activities, here, strict=True):
            if activity is None:
                pack.fault("learning.activity-is-missing", "modules", place, "activities", id=id, language=first)
        total = sum(one.minutes for one in here if one) + (0 if _is_for_trainers(here) else OPENING_AND_CLOSE)
        if all(one and one.minutes for one in here) and module.minutes and total != module.minutes:
            pack.fault("learning.module-does-not-add-up", "modules", place, "minutes", sum=total, minutes=module.minutes, module=module.id)
    _note_languages(course, pack, survey)
    _pictures(course, pack, files)


def _is_for_trainers(activities: Sequence[Activity | None]) -> bool:
    """Their module is a part of an event, which opens and closes as a whole."""
    return all(one is not None and one.audience is Audience.TRAINER for one in activities)


def _note_languages(course: Course, pack: Taking, survey: Taking) -> None:
    for place, module in enumerate(course.modules):
        for language in course.languages:
            lacks = [id for id in module.activities if (language, id) not in course.activities]
            if lacks and language != course.languages[0]:
                pack.notice("learning.not-translated", "modules", place, language=language, what=", ".join(lacks))
            if course.surveys.get(module.id) and language not in course.surveys[module.id].question:
                survey.notice("learning.not-translated", module.id, language=language, what=module.id)


def _pictures(course: Course, pack: Taking, files: Mapping[str, bytes]) -> None:
    for activity in course.activities.values():
        name = f"{MEDIA}{activity.picture}"
        if activity.picture and name not in files:
            pack.faults.append(Refusal("learning.file-is-missing", {"file": name}))
        elif activity.picture and not is_drawing(name):
            pack.faults.append(Refusal("learning.picture-is-no-svg", {"file": name}))
    for name in sorted(files):
        if is_drawing(name):
            pack.faults.extend(faults_of_picture(name, files[name]))
