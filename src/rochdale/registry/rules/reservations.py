"""A name is kept for a group until a day, so that it can found itself under it.

No pack read so far gives a name to whoever was first: a name that is kept makes the registrar look, it does not refuse. The states are
those of BC's namex (reference section 8), as far as a register without a shop of names needs them.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from rochdale.kernel.refusal import Refusal


class Kept(StrEnum):
    """How far it is. One that is kept is over by its day, without anybody's doing."""

    ASKED = "asked"
    KEPT = "kept"
    REFUSED = "refused"
    GIVEN_UP = "given-up"
    USED = "used"
    """The group was registered under it."""


OPEN = frozenset({Kept.ASKED, Kept.KEPT})
AFTER: Mapping[Kept, frozenset[Kept]] = {
    Kept.ASKED: frozenset({Kept.KEPT, Kept.REFUSED, Kept.GIVEN_UP, Kept.USED}),
    Kept.KEPT: frozenset({Kept.KEPT, Kept.GIVEN_UP, Kept.USED}),
}
"""What may follow; what is kept may be kept longer."""


def refusals_for_keeping(state: Kept, to: Kept, *, today: date, until_on: date | None = None, reason: str = "") -> list[Refusal]:
    """A name is kept until a day to come, and refused for a reason."""
    if to not in AFTER.get(state, ()):
        return [Refusal("registry.name-has-moved-on", {"state": state.value})]
    if to is Kept.KEPT and (until_on is None or until_on <= today):
        return [Refusal("registry.name-kept-until-when")]
    if to is Kept.REFUSED and not reason.strip():
        return [Refusal("registry.name-refused-without-reason")]
    return []


def is_kept(state: Kept, until_on: date | None, on: date) -> bool:
    """Whether the name is kept on a day; `until_on` is the first day on which it is free again."""
    return state is Kept.KEPT and until_on is not None and on < until_on
