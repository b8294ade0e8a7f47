"""What there is to learn, as people read it: stages, modules, activities, bundles and paths."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.safestring import SafeString, mark_safe

from rochdale.learning.packs import STAGES, shipped
from rochdale.learning.paths import BUNDLES, ROLES, Path
from rochdale.learning.rules.course import Activity, Course, Module, materials_of, text_in
from rochdale.learning.run_words import GROUPINGS, KINDS
from rochdale.learning.written import html_of, with_case


@dataclass(frozen=True, slots=True)
class ModuleTold:
    """A module in a list."""

    pack: str
    id: str
    title: str
    about: str
    minutes: int
    is_core: bool
    is_translated: bool
    is_cleared: bool
    """A native speaker has read it."""


@dataclass(frozen=True, slots=True)
class StageTold:
    """A stage with its modules."""

    id: str
    title: str
    minutes: int
    modules: tuple[ModuleTold, ...]


@dataclass(frozen=True, slots=True)
class PathTold:
    """A bundle or a path of a role."""

    code: str
    title: Promise
    about: Promise
    minutes: int
    modules: tuple[ModuleTold, ...]


@dataclass(frozen=True, slots=True)
class StepTold:
    """A step of an activity that is read."""

    icon: str
    word: Promise
    minutes: int
    heading: str
    text: SafeString


def programme_told(language: str) -> Mapping[str, Any]:
    """The curriculum: its stages in order, then bundles and paths."""
    stages = [_stage(course, language) for course in (shipped(id) for id in STAGES) if course]
    paths = {"bundles": _paths(BUNDLES, language), "roles": _paths(ROLES, language)}
    return {"stages": stages, "minutes": sum(one.minutes for one in stages), "modules": sum(len(one.modules) for one in stages), **paths}


def stage_told(course: Course, language: str) -> Mapping[str, Any]:
    """One stage."""
    return {"stage": _stage(course, language), "credits": ", ".join(course.credits), "version": course.version}


def module_told(course: Course, module: Module, language: str) -> Mapping[str, Any]:
    """One module with its activities."""
    found, told = course.in_language(module, language), _module(course, module, language)
    activities = [(one, GROUPINGS[one.grouping]) for one in found]
    return {"stage": _stage(course, language), "module": told, "activities": activities, "materials": materials_of(found)}


def activity_told(course: Course, module: Module, id: str, language: str, crop: str) -> Mapping[str, Any]:
    """One activity to read: its steps, its worksheet."""
    found = next(one for one in course.in_language(module, language) if one.id == id)
    picture = mark_safe(course.drawing(found))
    return {
        "pack": course.id, "module": _module(course, module, language), "activity": found, "how": GROUPINGS[found.grouping],
        "steps": _steps(found, crop), "picture": picture, "crop": crop, "crops": list(found.cases),
        "is_translated": found.language == language, "is_cleared": course.is_cleared(language),
    }  # fmt: skip


def _steps(activity: Activity, crop: str) -> list[StepTold]:
    return [
        StepTold(*KINDS[one.kind], one.minutes, one.heading, html_of(with_case(activity, one.text, crop))) for one in activity.steps
    ]  # fmt: skip


def _stage(course: Course, language: str) -> StageTold:
    modules = tuple(_module(course, module, language) for module in course.modules)
    return StageTold(course.id, text_in(course.title, language), course.minutes, modules)


def _module(course: Course, module: Module, language: str) -> ModuleTold:
    texts = (text_in(module.title, language), text_in(module.about, language))
    is_translated = all((language, id) in course.activities for id in module.activities)
    return ModuleTold(course.id, module.id, *texts, module.minutes, module.is_core, is_translated, course.is_cleared(language))


def _paths(paths: Iterable[Path], language: str) -> list[PathTold]:
    found = []
    for path in paths:
        courses = [(course, id) for pack, id in path.modules if (course := shipped(pack))]
        modules = tuple(_module(course, one, language) for course, id in courses for one in course.modules if one.id == id)
        found.append(PathTold(path.code, path.title, path.about, sum(one.minutes for one in modules), modules))
    return found
