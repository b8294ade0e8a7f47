"""The small cooperative of `world.py` for every test here."""

from __future__ import annotations

from tests.supply.world import world  # noqa: F401  # a fixture
