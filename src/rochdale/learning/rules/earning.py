"""Who has earned what: a person who was there and answered the question before and after (reference learning.md, sections 2 and 6)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

ModuleId = tuple[str, str]
"""Pack and module."""


@dataclass(frozen=True, slots=True)
class Attended:
    """A person on the sheet of a run."""

    run_id: UUID
    module: ModuleId
    on: date
    number: int
    name: str
    sex: str = ""
    age: str = ""
    before: int | None = None
    after: int | None = None

    @property
    def has_both_answers(self) -> bool:
        return self.before is not None and self.after is not None

    @property
    def person(self) -> str:
        """By which somebody is the same person on two sheets of a group, as on one sheet (`rules.runs`)."""
        return f"{self.name.casefold()}|{self.sex}|{self.age}"


@dataclass(frozen=True, slots=True)
class Earned:
    """What a person may be certified. `achievement` is a module as think/t1, a stage as think, or a bundle as core."""

    achievement: str
    person: str
    name: str
    on: date
    """The day of the last module in it."""
    evidence: tuple[str, ...]
    """The run of each module with the number on its sheet: run/2."""


def earned(sheets: Iterable[Attended], wholes: Mapping[str, Sequence[ModuleId]]) -> tuple[Earned, ...]:
    """Everything earned in a group, by person, each once, the first time it was done. `wholes` are stages and bundles by their code."""
    of = dict[str, dict[ModuleId, Attended]]()
    for one in sorted(sheets, key=lambda one: (one.on, str(one.run_id), one.number)):
        if one.has_both_answers:
            of.setdefault(one.person, {}).setdefault(one.module, one)
    found = list[Earned]()
    for did in of.values():
        singles = [("/".join(module), [one]) for module, one in did.items()]
        rounded = [(code, [did[module] for module in modules]) for code, modules in wholes.items() if did.keys() >= set(modules)]
        found += [_earned(code, rows) for code, rows in (*singles, *rounded) if rows]
    return tuple(found)


def _earned(code: str, rows: list[Attended]) -> Earned:
    last = max(rows, key=lambda one: one.on)
    return Earned(code, last.person, last.name, last.on, tuple(f"{one.run_id}/{one.number}" for one in rows))
