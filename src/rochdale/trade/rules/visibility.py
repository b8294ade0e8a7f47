"""Who sees which part of a profile (docs/rules/profiles.md). Deny by default: a part without a level is private.

Levels as in the trade reference, section 1: public, users, connections, list, private. Besides its level, a part is seen by whom the owner
said yes to when asked, until the day of that yes.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from rochdale.kernel.refusal import Refusal

PUBLIC: Final = "public"
USERS: Final = "users"
CONNECTIONS: Final = "connections"
LIST: Final = "list"
PRIVATE: Final = "private"
LEVELS = (PUBLIC, USERS, CONNECTIONS, LIST, PRIVATE)

ABOUT: Final = "about"
GOODS: Final = "goods"
CERTIFICATES: Final = "certificates"
PAPERS: Final = "papers"
PLOTS: Final = "plots"
QUALITY: Final = "quality"
PRICES: Final = "prices"
PEOPLE: Final = "people"
PARTS = (ABOUT, GOODS, CERTIFICATES, PAPERS, PLOTS, QUALITY, PRICES, PEOPLE)
ASKABLE = (PAPERS, PLOTS, QUALITY, PRICES, PEOPLE)
"""Parts that are opened one by one, with a purpose told first; others see them on request."""

SHORTEST_WHY, LONGEST_WHY = 5, 300
MOST_DAYS_SHOWN = 731
"""A yes ends within two years; then it is asked anew (a rule of ours)."""


@dataclass(frozen=True, slots=True)
class Reader:
    """Who looks. Nobody in particular: no organization, and on nobody's list."""

    is_user: bool = False
    """Acts for an organization that is here."""
    is_officer: bool = False
    """Holds an office in it beyond being a member: what others show is shown to the organization for its work."""
    connected: frozenset[object] = frozenset()
    """Owners it is connected to."""
    listed: frozenset[object] = frozenset()
    """Owners on whose list it stands."""
    granted: Mapping[object, frozenset[str]] = field(default_factory=dict)
    """By owner: parts it was shown on request, or that a connection opens."""
    own: object = None
    """The owner it acts for itself."""


def is_seen(part: str, level: str | None, owner: object, reader: Reader) -> bool:
    """Whether a reader sees a part of an owner's profile at that level (None: none was set)."""
    if owner == reader.own:
        return True
    if level == PUBLIC:
        return True
    if level == USERS:
        return reader.is_user
    if not reader.is_officer:
        return False
    if part in reader.granted.get(owner, ()):
        return True
    return (level == LIST and owner in reader.listed) or (level == CONNECTIONS and owner in reader.connected)


def refusals_for_level(part: str, level: str) -> list[Refusal]:
    """A part and a level that exist; people are never shown to everybody."""
    if part not in PARTS:
        return [Refusal("trade.part-unknown", {"part": part, "known": list(PARTS)})]
    if level not in LEVELS:
        return [Refusal("trade.level-unknown", {"level": level, "known": list(LEVELS)})]
    return [Refusal("trade.people-are-not-public")] if part == PEOPLE and level == PUBLIC else []


def refusals_for_request(parts: Collection[str], *, why: str, is_own: bool, is_waiting: bool) -> list[Refusal]:
    """Somebody asks to see named parts of another organization, once at a time, and says why in words a person can read."""
    refusals = []
    if is_own:
        refusals.append(Refusal("trade.asks-itself"))
    if not parts:
        refusals.append(Refusal("trade.request-names-nothing"))
    refusals += [Refusal("trade.part-is-not-asked-for", {"part": part}) for part in sorted(set(parts) - set(ASKABLE))]
    if not SHORTEST_WHY <= len(" ".join(why.split())) <= LONGEST_WHY:
        refusals.append(Refusal("trade.request-says-no-why", {"least": SHORTEST_WHY, "most": LONGEST_WHY}))
    if is_waiting:
        refusals.append(Refusal("trade.request-waits-already"))
    return refusals


def refusals_for_showing(
    parts: Collection[str], *, asked: Collection[str], until_on: date | None, reason: str, today: date
) -> list[Refusal]:
    """A yes shows parts that were asked for, up to a day within two years; a no (no parts) says why."""
    if not parts:
        return [] if reason.strip() else [Refusal("trade.no-needs-a-reason")]
    refusals = [Refusal("trade.part-was-not-asked-for", {"part": part}) for part in sorted(set(parts) - set(asked))]
    if until_on is None or not today <= until_on or (until_on - today).days > MOST_DAYS_SHOWN:
        refusals.append(Refusal("trade.showing-needs-a-day", {"days": MOST_DAYS_SHOWN}))
    return refusals
