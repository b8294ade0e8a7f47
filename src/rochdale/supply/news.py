"""News of supply: what other contexts, and letters, hear of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CashBoxDiffered:
    """A count found more or less in a cash box than the book says."""

    organization_ids: Sequence[str]
    box: str
    on: str
    counted: str
    expected: str
    difference: str
    at: str


@dataclass(frozen=True, slots=True)
class FirstDelivery:
    """An organization wrote its first receipt. `on` is the ISO day of the delivery."""

    organization_id: str
    receipt_no: str
    on: str
    at: str
