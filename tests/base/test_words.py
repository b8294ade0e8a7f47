"""Sentences of refusals show their facts as the reader writes them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest
from django.utils import translation

from rochdale.base import words
from rochdale.base.words import Words, sentence
from rochdale.kernel.refusal import Refusal


@pytest.fixture(autouse=True)
def worded(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setitem(words._words, "test.too-heavy", Words("%(kg)s kg, at most %(most_kg)s kg, on %(on)s.", "Row %(row)s."))
    yield


@pytest.mark.parametrize(
    ("language", "facts", "says"),
    [
        ("en", {"kg": 20000, "most_kg": Decimal("1234.5")}, "20,000 kg, at most 1,234.5 kg"),
        ("fr", {"kg": 20000, "most_kg": Decimal("1234.5")}, "20\u00a0000 kg, at most 1\u00a0234,5 kg"),
        ("lo", {"kg": 20000, "most_kg": Decimal("1234.5")}, "20.000 kg, at most 1.234,5 kg"),
        ("en", {"kg": 0, "most_kg": Decimal("-2000")}, "0 kg, at most -2,000 kg"),
        ("en", {"kg": "20000", "most_kg": True}, "20000 kg, at most True kg"),
    ],
    ids=["thousands are grouped", "in French", "in Lao", "small and below zero", "what is no number stays"],
)
def test_weights_are_grouped_by_the_readers_language(language: str, facts: dict[str, object], says: str) -> None:
    with translation.override(language):
        assert sentence(Refusal("test.too-heavy", {**facts, "on": "today", "row": 1})).startswith(says)


def test_row_numbers_are_names_and_are_not_grouped() -> None:
    told = sentence(Refusal("test.too-heavy", {"kg": 1, "most_kg": 2, "on": date(2026, 11, 2), "row": 20000}))
    assert told.endswith("Row 20000.")
