"""What a rule answers when something cannot be: a code and the facts. Words are found elsewhere, in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Refusal:
    """One reason why not.

    `code` is `context.kebab-case` and is stable: API clients, tests and translations hang on it.
    `facts` are plain values (numbers, dates, names) that the sentence is built from.
    """

    code: str
    facts: Mapping[str, object] = field(default_factory=dict)


class Refused(Exception):
    """Raised by an operation that a rule refused. Nothing has been written when it reaches the caller."""

    def __init__(self, refusals: Refusal | Iterable[Refusal]) -> None:
        self.refusals = (refusals,) if isinstance(refusals, Refusal) else tuple(refusals)
        super().__init__(", ".join(refusal.code for refusal in self.refusals))


class NotAllowed(Refused):
    """The person may not do this. The web answers 403; a thing the person may not even know of answers 404 before this is reached."""


class AlreadyDoneDifferently(Refused):
    """The same operation id came twice with different content. The web answers 409."""


def refuse_if(refusals: Iterable[Refusal]) -> None:
    """Raise `Refused` with all refusals, or return when there are none."""
    found = tuple(refusals)
    if found:
        raise Refused(found)
