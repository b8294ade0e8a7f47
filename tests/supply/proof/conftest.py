"""A lot with everything behind it, for the tests of proof."""

from __future__ import annotations

from tests.supply.proof.test_packs import lot  # noqa: F401  # a fixture
