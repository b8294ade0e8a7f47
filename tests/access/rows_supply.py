"""The first screen of supply: everybody signed in sees it, with the doors that the own offices open; a grower the own page."""

from __future__ import annotations

from tests.access.matrix import Row, row

ROWS: list[Row] = [row("supply:home", member=302, others=200)]
