"""What there is to learn and to take away, as other contexts show it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256

from django.core.cache import cache
from django.utils.functional import Promise

from rochdale import __version__
from rochdale.learning.booklets import prints_told
from rochdale.learning.packs import SHIPPED, shipped
from rochdale.learning.rules.course import CASES, Course, Module, text_in
from rochdale.learning.run_words import FILES
from rochdale.learning.taken_away import shipped_file
from rochdale.learning.written import CASE

KEPT_SECONDS = 30 * 24 * 3600


@dataclass(frozen=True, slots=True)
class Learnt:
    """A stage, one of its modules, or one of its activities: `ref` is `think`, `think/t1` or `think/t1/t1-1`."""

    ref: str
    title: str
    about: str
    words: str
    """What else it says, for a search."""

    @property
    def path(self) -> list[str]:
        """Pack, module and activity, as addresses want them."""
        return self.ref.split("/")


@dataclass(frozen=True, slots=True)
class FileTold:
    """A pack in one format."""

    kind: str
    word: Promise
    size: int
    """Bytes."""
    sha256: str


@dataclass(frozen=True, slots=True)
class PackTold:
    """A pack with its files in a language."""

    id: str
    title: str
    version: str
    licence: str
    is_translated: bool
    is_cleared: bool
    files: tuple[FileTold, ...]
    prints: tuple[tuple[str, Promise, int], ...]
    """Papers: by what name, what it is, about how many bytes."""


@lru_cache(maxsize=8)
def things_to_learn(language: str) -> tuple[Learnt, ...]:
    """The whole curriculum in its order, each stage before its modules, each module before its activities."""
    found = []
    for course in filter(None, map(shipped, SHIPPED)):
        found.append(Learnt(course.id, text_in(course.title, language), "", ""))
        for module in course.modules:
            found += _module(course, module, language)
    return tuple(found)


def _module(course: Course, module: Module, language: str) -> list[Learnt]:
    ref = f"{course.id}/{module.id}"
    activities = [
        Learnt(
            f"{ref}/{one.id}",
            one.title,
            one.objective,
            " ".join((one.product, one.key, *(step.text.replace(CASE, "") for step in one.steps))),
        )
        for one in course.in_language(module, language)
    ]
    return [Learnt(ref, text_in(module.title, language), text_in(module.about, language), ""), *activities]


def files_to_take(language: str) -> list[PackTold]:
    """Every pack of the curriculum in every format, in one language."""
    return [_pack(course, language) for id in SHIPPED if (course := shipped(id))]


def _pack(course: Course, language: str) -> PackTold:
    return PackTold(
        course.id, text_in(course.title, language), course.version, course.licence, is_translated=language in course.languages,
        is_cleared=course.is_cleared(language),
        files=tuple(FileTold(kind, word, *_measured(course, kind, language)) for kind, word in FILES.items()),
        prints=tuple(prints_told(course.id, "", language)),
    )  # fmt: skip


def _measured(course: Course, kind: str, language: str) -> tuple[int, str]:
    # A file takes a while to make, and comes out the same each time: its size and hash are reckoned once for a version of this program.
    key = f"learning-file:{__version__}:{course.sha256[:16]}:{kind}:{language}"
    kept: Mapping[str, object] | None = cache.get(key)
    if kept is None:
        content = shipped_file(course.id, kind, language, CASES[0])
        kept = {"size": len(content), "sha256": sha256(content).hexdigest()}
        cache.set(key, kept, KEPT_SECONDS)
    return int(str(kept["size"])), str(kept["sha256"])
