"""A fact of the law: its value, how surely it is known, and who says so (docs/rules/rule-packs.md).

A fact without a status takes that of the table it sits in; failing that it is unverified. The same goes for article and source.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

Scalar = str | int | bool | Decimal | date
Value = Scalar | tuple[Scalar, ...]


class Status(StrEnum):
    """How surely a fact is known, from the surest down. Only the first may refuse or act by itself."""

    VERIFIED = "verified"
    """Read in the statute or an official text."""
    REPORTED = "reported"
    """Press, lawyer, commentary or ministry page; the text itself was not read."""
    BRIEF = "brief"
    """Stated by whoever ordered the register, without a public source."""
    MEMORY = "memory"
    """Recalled without a text at hand."""
    UNVERIFIED = "unverified"
    """Unknown or unsupported."""


@dataclass(frozen=True, slots=True)
class Basis:
    """What stands behind a fact: grade, article, source."""

    status: Status = Status.UNVERIFIED
    cite: str = ""
    source: str = ""
    note: str = ""

    def within(self, table: Mapping[str, Any]) -> Basis:
        """The basis of what sits in `table`, which sits where this one holds. A note is about its own table alone."""
        return Basis(
            Status(table.get("status", self.status)), table.get("cite", self.cite), table.get("source", self.source), table.get("note", "")
        )


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact at its path in the pack. No value: a known gap, and the registrar is asked."""

    path: str
    value: Value | None = None
    basis: Basis = Basis()

    @property
    def is_known(self) -> bool:
        """Whether there is a value to judge by."""
        return self.value is not None

    @property
    def is_verified(self) -> bool:
        """Whether it may refuse an application, or act by itself."""
        return self.is_known and self.basis.status is Status.VERIFIED

    @property
    def number(self) -> int | None:
        """The value where it is a whole number."""
        return self.value if isinstance(self.value, int) and not isinstance(self.value, bool) else None

    @property
    def texts(self) -> tuple[str, ...]:
        """The value as texts: one, several or none."""
        several = self.value if isinstance(self.value, tuple) else (self.value,)
        return tuple(str(one) for one in several if one is not None)


Facts = Mapping[str, Fact]
META = frozenset({"status", "cite", "source", "note", "url"})
"""Keys that say where a fact comes from; they are none themselves."""


def facts_of(table: Mapping[str, Any], *, at: str, basis: Basis, leave: frozenset[str] = frozenset()) -> dict[str, Fact]:
    """All facts of a table, by dotted key within it. `leave`: keys of its first level that are structure.

    `{ value = 5, status = "memory" }` is one fact, what stands beside `value` are facts of their own (`min_members.of`). A table without
    `value` is a group (`capital.paid_up_min_pct`), unless it holds nothing but grade and source: that is a known gap.
    """
    inner = basis.within(table)
    return {fact.path.removeprefix(f"{at}."): fact for key, value in table.items() if key not in leave | META
            for fact in _facts(value, f"{at}.{key}", inner)}  # fmt: skip


def _facts(value: Any, path: str, basis: Basis) -> Iterator[Fact]:
    if not isinstance(value, Mapping):
        plain = _plain(value)
        if plain is not None:
            yield Fact(path, plain, basis)
        return
    inner = basis.within(value)
    if "value" in value or value.keys() <= META:
        yield Fact(path, _plain(value.get("value")), inner)
    for key, one in value.items():
        if key not in META | {"value"}:
            yield from _facts(one, f"{path}.{key}", inner)


def _plain(value: Any) -> Value | None:
    """A list as a tuple; a list of tables is no fact but rows, which whoever knows them reads."""
    if not isinstance(value, list):
        return value if isinstance(value, Scalar) else None
    return None if any(isinstance(one, Mapping) for one in value) else tuple(value)
