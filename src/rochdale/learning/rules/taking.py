"""Values taken out of a file one by one, each with its type; whatever is wrong is written down with file and line, and reading goes on."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, TypeVar

from rochdale.kernel.refusal import Refusal
from rochdale.learning.rules.course import Texts
from rochdale.learning.rules.yaml_text import Read

E = TypeVar("E", bound=StrEnum)


@dataclass(slots=True)
class Taking:
    """One file, or one part of it, being read."""

    file: str
    read: Read
    faults: list[Refusal]
    notices: list[Refusal]
    path: tuple[Hashable, ...] = ()
    taken: set[str] = field(default_factory=set)

    @property
    def table(self) -> Mapping[str, Any]:
        value = self.read.value
        for step in self.path:
            value = (
                value.get(step)
                if isinstance(value, Mapping)
                else value[step]
                if isinstance(value, list) and isinstance(step, int)
                else None
            )
        return value if isinstance(value, Mapping) else {}

    def fault(self, code: str, *path: Hashable, **facts: object) -> None:
        self.faults.append(Refusal(code, {"file": self.file, "line": self.read.line(*self.path, *path), **facts}))

    def notice(self, code: str, *path: Hashable, **facts: object) -> None:
        self.notices.append(Refusal(code, {"file": self.file, "line": self.read.line(*self.path, *path), **facts}))

    def part(self, *path: Hashable) -> Taking:
        """A table inside this one."""
        return Taking(self.file, self.read, self.faults, self.notices, (*self.path, *path))

    def raw(self, key: str, *, optional: bool = False) -> Any:
        self.taken.add(key)
        if key not in self.table and not optional:
            self.fault("learning.key-is-missing", key=key)
        return self.table.get(key)

    def text(self, key: str, *, optional: bool = False) -> str:
        value = self.raw(key, optional=optional)
        if isinstance(value, str) and value.strip():
            return value.strip()
        if value is not None and (not optional or not isinstance(value, str)):
            self.fault("learning.is-no-text", key, key=key)
        return ""

    def texts(self, key: str, *, optional: bool = False) -> tuple[str, ...]:
        """A list of texts."""
        value = self.raw(key, optional=optional)
        if isinstance(value, list) and all(isinstance(one, str) and one.strip() for one in value):
            return tuple(one.strip() for one in value)
        if value is not None:
            self.fault("learning.is-no-list", key, key=key)
        return ()

    def by_language(self, key: str, *, optional: bool = False) -> Texts:
        """A text in each language."""
        value = self.raw(key, optional=optional)
        if isinstance(value, Mapping) and value and all(isinstance(one, str) and one.strip() for one in value.values()):
            return {language: one.strip() for language, one in value.items()}
        if value is not None:
            self.fault("learning.is-not-by-language", key, key=key)
        return {}

    def minutes(self, key: str) -> int:
        value = self.raw(key)
        if isinstance(value, int) and not isinstance(value, bool) and value > 0:
            return value
        if value is not None:
            self.fault("learning.minutes-are-no-number", key, text=str(value))
        return 0

    def yes(self, key: str) -> bool:
        value = self.raw(key, optional=True)
        if value is not None and not isinstance(value, bool):
            self.fault("learning.is-no-yes", key, key=key)
        return value is True

    def one_of(self, key: str, kinds: type[E], *, optional: bool = False) -> E | None:
        value = self.raw(key, optional=optional)
        if value in {kind.value for kind in kinds}:
            return kinds(value)
        if value is not None:
            self.fault("learning.is-none-of", key, text=str(value), choices=", ".join(kind.value for kind in kinds))
        return None

    def some_of(self, key: str, known: tuple[str, ...]) -> tuple[str, ...]:
        found = self.texts(key)
        for one in found:
            if one not in known:
                self.fault("learning.is-none-of", key, text=one, choices=", ".join(known))
        return found

    def rows(self, key: str) -> list[Taking]:
        """Tables in a list."""
        value = self.raw(key)
        if isinstance(value, list) and value and all(isinstance(one, Mapping) for one in value):
            return [self.part(key, place) for place in range(len(value))]
        if value is not None:
            self.fault("learning.is-no-list", key, key=key)
        return []

    def note_unknown(self) -> None:
        """A key that nobody read is told, and refuses nothing."""
        for key in self.table:
            if key not in self.taken:
                self.notice("learning.key-is-unknown", key, key=key)
