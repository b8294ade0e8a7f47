"""From a refusal to sentences a person reads: what cannot be, why, and the way on. Each context registers its own in `words.py`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils import formats
from django.utils.functional import Promise

from rochdale.kernel.refusal import Refusal

Text = str | Promise


@dataclass(frozen=True, slots=True)
class Words:
    """The sentences of one refusal code. All may hold `%(fact)s` placeholders."""

    says: Text
    """What cannot be, and why, in one or two short sentences with the limit in them."""
    remedy: Text = ""
    """What the reader can do."""
    rule: Text = ""
    """The rule, as it is written."""
    source: Text = ""
    """Where the rule is written (article, standard, docs/rules page)."""


_words: dict[str, Words] = {}


def register(words: Mapping[str, Words]) -> None:
    """Add a context's words. A code worded twice is a mistake of ours."""
    twice = _words.keys() & words.keys()
    if twice:
        raise ValueError(f"worded twice: {sorted(twice)}")
    _words.update(words)


def worded_codes() -> frozenset[str]:
    """All codes that have words; a test compares them with the codes in the source."""
    return frozenset(_words)


@dataclass(frozen=True, slots=True)
class Said:
    """A refusal in the active language."""

    code: str
    says: str
    remedy: str
    rule: str
    source: str


def said(refusal: Refusal) -> Said:
    """The refusal in the active language. KeyError for a code without words (a test forbids that)."""
    words = _words[refusal.code]
    facts = {key: _shown(key, value) for key, value in refusal.facts.items()}
    return Said(refusal.code, *(str(text) % facts if text else "" for text in (words.says, words.remedy, words.rule, words.source)))


def sentence(refusal: Refusal) -> str:
    """Reason and remedy in one line, for tables, files and the command line."""
    words = said(refusal)
    return f"{words.says} {words.remedy}".strip()


_AMOUNT = re.compile(r"(-?\d+(?:\.\d+)?) ([A-Z]{3})")
"""Money as text, as it lies in facts: 2882000.50 LAK."""
_DAY = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])")
"""A day as text: 2026-11-02."""


TYPED = frozenset({"text", "typed", "holds"})
"""Facts that repeat what somebody typed, letter by letter."""


def _day(text: str) -> str:
    try:
        return str(formats.localize(date.fromisoformat(text)))
    except ValueError:  # 2027-02-30
        return text


def _shown(name: str, value: object) -> object:
    is_weight = name == "kg" or name.endswith("_kg")
    if is_weight and isinstance(value, (int, Decimal)) and not isinstance(value, bool):
        return formats.number_format(f"{Decimal(value):f}", use_l10n=True, force_grouping=True)
    if isinstance(value, (list, tuple, set, frozenset)):
        return ", ".join(str(item) for item in value)
    if isinstance(value, Decimal):
        return formats.number_format(f"{value:f}", use_l10n=True, force_grouping=True)
    if isinstance(value, str) and (amount := _AMOUNT.fullmatch(value)):
        return f"{formats.number_format(amount[1], use_l10n=True, force_grouping=True)} {amount[2]}"
    if isinstance(value, str) and name not in TYPED and _DAY.fullmatch(value):
        return _day(value)
    if isinstance(value, date):
        return formats.localize(value)
    return value
