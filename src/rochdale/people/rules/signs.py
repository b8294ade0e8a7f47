"""The sign of a person: an own weave, dye and thing, by which somebody who does not read finds the own name among others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID

WEAVES = ("line", "chev", "dot", "diag", "wave", "check")
DYES = ("indigo", "leaf", "madder", "bark", "lac", "sun")
# fmt: off
THINGS = (
    "sack", "cherry", "leaf", "truck", "ship", "scale", "mill", "shop", "book", "drop", "sun",
    "home", "coins", "hand", "calendar", "lock", "phone", "plot", "people", "container", "listen", "child",
)
# fmt: on
"""Things people hold or know, by the names of the icons that draw them."""


@dataclass(frozen=True, slots=True)
class Sign:
    """A thing on a cloth of one dye and weave. Weave and thing differ also where dyes cannot be told apart."""

    weave: str
    dye: str
    thing: str


_SIGNS = tuple(Sign(weave, dye, thing) for weave in WEAVES for dye in DYES for thing in THINGS)


def sign_of(id: UUID) -> Sign:
    """The same sign for the same person, always."""
    return _SIGNS[_number(id)]


def signs_of(ids: Iterable[UUID]) -> Mapping[UUID, Sign]:
    """A sign for each of those who share a device, no thing twice in one dye: of two who would, the later registered takes the next.

    Ids are ordered by time, so a newcomer changes nobody's sign. With more people than there are dyed things, signs come again.
    """
    signs: dict[UUID, Sign] = {}
    taken: set[tuple[str, str]] = set()
    for id in sorted(ids):
        start = _number(id)
        around = (*_SIGNS[start:], *_SIGNS[:start])
        signs[id] = next((sign for sign in around if (sign.thing, sign.dye) not in taken), around[0])
        taken.add((signs[id].thing, signs[id].dye))
    return signs


def _number(id: UUID) -> int:
    return int.from_bytes(sha256(id.bytes).digest()[:8], "big") % len(_SIGNS)
