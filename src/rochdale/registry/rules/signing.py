"""Who prepares an office's decisions and who signs them: dated roles, so that a letter of any day tells by what right it was signed.

A signatory signs for the office, an interim signatory while that one is away, a preparer looks through and proposes (reference section 4:
three steps in CoopRIS; section 6: offices). Once an office has named a signatory, nobody else signs for it, not even on a day without one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from rochdale.kernel.period import Period
from rochdale.kernel.refusal import Refusal


class Role(StrEnum):
    """What somebody does about an office's decisions."""

    PREPARER = "preparer"
    """Looks through dossiers and proposes what to decide."""
    SIGNATORY = "signatory"
    """Decides and signs."""
    INTERIM = "interim"
    """Decides and signs while the signatory is away, until a day that is told beforehand."""


SIGNING = frozenset({Role.SIGNATORY, Role.INTERIM})


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody has a role at an office on these days. `title`: as letters print it; empty for the common word."""

    person_id: str
    name: str
    role: Role
    days: Period
    title: str = ""


@dataclass(frozen=True, slots=True)
class Signature:
    """By what right a letter was signed. `role` is empty where the office has named nobody: then every registrar of it signs."""

    role: str = ""
    title: str = ""
    in_name_of: str = ""
    """The officer for whom a deputy signed."""


def refusals_for_naming(new: Named, others: Iterable[Named]) -> list[Refusal]:
    """An interim ends on a day; at most one signatory and one interim on any day; nobody has one role twice."""
    if new.role is Role.INTERIM and new.days.end is None:
        return [Refusal("registry.interim-without-end")]
    for other in others:
        if other.role is not new.role or not other.days.overlaps(new.days):
            continue
        if new.role in SIGNING or other.person_id == new.person_id:
            return [Refusal("registry.role-is-taken", {"name": other.name})]
    return []


def refusals_for_signing(named: Sequence[Named], accounts: Collection[str], on: date) -> list[Refusal]:
    """`accounts`: ids of the one who signs, and of the officer in whose name."""
    ever = [one for one in named if one.role in SIGNING]
    today = [one for one in ever if one.days.has(on)]
    if not ever or any(one.person_id in accounts for one in today):
        return []
    return [Refusal("registry.signs-another", {"name": today[0].name}) if today else Refusal("registry.nobody-signs")]


def refusals_for_preparing(named: Sequence[Named], accounts: Collection[str], on: date) -> list[Refusal]:
    """Once an office has named who prepares, they do, and those who sign."""
    if not any(one.role is Role.PREPARER for one in named):
        return []
    may = any(one.days.has(on) and one.person_id in accounts for one in named)
    return [] if may else [Refusal("registry.prepares-another")]


def signature(named: Iterable[Named], accounts: Collection[str], on: date, *, in_name_of: str = "") -> Signature:
    """By what right somebody signs on that day; asked once `refusals_for_signing` found nothing."""
    mine = [one for one in named if one.role in SIGNING and one.days.has(on) and one.person_id in accounts]
    return Signature(mine[0].role.value, mine[0].title, in_name_of) if mine else Signature(in_name_of=in_name_of)
