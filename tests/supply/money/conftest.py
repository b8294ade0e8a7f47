"""Its cash box, for the tests of money."""

from __future__ import annotations

from tests.supply.money.purse import purse  # noqa: F401  # a fixture
