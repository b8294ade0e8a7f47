"""The words of a statement on origin, in a language the law takes it in (`statements.toml`)."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

WHOLLY_OBTAINED = "P"
NOT_REGISTERED = "–"


@cache
def _texts() -> dict[str, str]:
    table = tomllib.loads(Path(__file__).with_name("statements.toml").read_text(encoding="utf-8"))
    return {language: row["text"] for language, row in table.items()}


def language_of_statement(language: str) -> str:
    """The reader's language where the law takes it, else English."""
    return language if language in _texts() else "en"


def statement_on_origin(language: str, *, exporter: str, number: str, country: str, criterion: str = WHOLLY_OBTAINED) -> str:
    """The text as the law words it. `number`: in the register of exporters; empty below the threshold."""
    words = _texts()[language_of_statement(language)]
    return words.format(exporter=exporter, number=number or NOT_REGISTERED, country=country, criterion=criterion)
