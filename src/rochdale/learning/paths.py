"""Bundles of modules and paths by role: what to take when there is little time, or for one office (reference learning.md, section 3)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Path:
    """Modules in their order, as pack and module."""

    code: str
    title: Promise
    about: Promise
    modules: tuple[tuple[str, str], ...]


def _of(words: str) -> tuple[tuple[str, str], ...]:
    return tuple((PACKS[word[0]], word) for word in words.split())


PACKS: Mapping[str, str] = {"t": "think", "s": "start", "m": "manage", "x": "trade", "d": "work", "q": "train", "r": "serve"}
"""By the letter with which a module begins."""
BUNDLES = (
    Path("taster", _("One evening"), _("To find out whether more is worth it."), _of("t1 t6")),
    Path("core", _("The core"), _("Two and a half days, or one module a week for nine weeks."), _of("t1 t3 t6 s1 s3 s5 m2 x3 d1")),
    Path(
        "trainers",
        _("Two days for trainers"),
        _("You do it as a learner, let others do it, and plan your first two groups."),
        _of("t1 t3 t6 s5 q1"),
    ),
)
ROLES = (
    Path("member", _("A member"), _("What you promise, what you get, how you decide."), _of("t1 t3 s5 m3 m5")),
    Path("board", _("The board"), _("Rules, meetings, money, people."), _of("t3 s4 s5 m1 m2 m5 m6 x2")),
    Path("committee", _("The supervisory committee"), _("You check, and you say what you found."), _of("s5 m2 m5 d4")),
    Path("manager", _("The manager"), _("Service, buying and selling, lots, contracts."), _of("s3 m2 m3 m4 x3 x5 x6 d5 d6")),
    Path("registry-officer", _("A registry officer"), _("What groups bring you, and five dossiers to practise on."), _of("t3 s5 s6 r1")),
)
