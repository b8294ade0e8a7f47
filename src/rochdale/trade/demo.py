"""What the organizations of the demo world trade: floors, lots, needs, one cleared market with answers, and fresh rows after it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from uuid import UUID


def seed(*, at: datetime, organization_id: Callable[[str], UUID], person_id: Callable[[str], UUID]) -> None:
    """Make the demo's trade once; a second time nothing changes."""
