"""What a check is and what it answers with."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from rochdale.base.words import Text
from rochdale.kernel.refusal import Refusal


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is not as it should be: `base.doctor-…` with its facts; the words say how to mend it."""

    refusal: Refusal
    is_serious: bool = True


@dataclass(frozen=True, slots=True)
class Visit:
    """When the doctor comes, and whether to look at everything or at a sample."""

    at: datetime
    is_thorough: bool


@dataclass(frozen=True, slots=True)
class Check:
    """One thing to look at."""

    name: Text
    look: Callable[[Visit], Iterable[Finding]]


def advice(refusal: Refusal) -> Finding:
    """Worth knowing, nothing that must be mended."""
    return Finding(refusal, is_serious=False)
