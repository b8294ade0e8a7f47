"""What a clearing left over, with its reason and the smallest change that would have matched it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from rochdale.kernel.refusal import Refusal


@dataclass(frozen=True, slots=True)
class Leftover:
    """Kg of an offer or need (`side`) that nobody was found for. `change` is None for what was only squeezed out."""

    id: str
    side: str
    kg_left: int
    reason: Refusal
    change: Refusal | None


def leftovers_in(result: Mapping[str, Any]) -> list[Leftover]:
    """The leftovers of a result of `clear_frozen`, in its order."""
    return [
        Leftover(row["id"], row["side"], row["kg_left"], _told(row["reason"]), _told(row["change"]) if row["change"] else None)
        for row in result["leftovers"]
    ]


def _told(row: Mapping[str, Any]) -> Refusal:
    return Refusal(row["code"], row["facts"])
