"""The small cooperative of supply, for what flows out of it."""

from __future__ import annotations

from tests.supply.world import world  # noqa: F401  # a fixture
