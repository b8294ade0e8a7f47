"""The periods of an entity: how long it was what, read from the moments of its ledger (reference, section 1)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from rochdale.registry.rules.ledger import Moment

FEWEST = 5
"""A smaller number of people is not told: each of them could be meant (reference, section 7)."""
TOLD = ("form", "name", "number", "seat", "office", "status")
"""What opens a new period when it changes."""


@dataclass(frozen=True, slots=True)
class Period:
    """From a day on until another (not included; None: it lasts), it was this."""

    from_on: date
    until_on: date | None
    says: Mapping[str, object]


def periods(found: Sequence[Moment], told: Sequence[str] = TOLD) -> list[Period]:
    """The periods over the moments, oldest first: they touch and never overlap. Moments that change nothing that is told are no new one."""
    made: list[Period] = []
    for moment in found:
        says = {name: moment.state[name] for name in told if moment.state.get(name) not in (None, "", [])}
        if made and made[-1].says == says:
            continue
        if made:
            made[-1] = Period(made[-1].from_on, moment.from_on, made[-1].says)
        made.append(Period(moment.from_on, None, says))
    return made


def is_public(field: str, value: object) -> bool:
    """Whether what a filing says of a field may stand on a public page."""
    return field != "members" or (isinstance(value, int) and value >= FEWEST)
