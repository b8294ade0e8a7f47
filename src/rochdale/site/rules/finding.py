"""What a search finds: every typed word stands somewhere in it, whatever its accents; Lao as a part, for it puts no space between words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rochdale.kernel.guess import folded

_BREAKS = dict.fromkeys(map(ord, "\u200b\u2060\u00ad"))
"""Marks of where a line may break; they are no part of a word."""
LONGEST, MOST = 100, 40
AROUND = 60
"""Signs that are told on each side of the word that was found."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that can be found: where it leads, what kind it is, its title, and more words of it, the most telling first."""

    href: str
    kind: str
    title: str
    about: str
    more: str = ""


@lru_cache(maxsize=4_000)
def plain(text: str) -> str:
    """As words are compared."""
    return folded(text.translate(_BREAKS))


def found(entries: Iterable[Entry], typed: str) -> Sequence[Entry]:
    """Those in which every word stands; a word in the title counts most, then one in the line below, then any. Their order stays else."""
    words = plain(typed[:LONGEST]).split()
    if not words:
        return []
    ranked = []
    for place, entry in enumerate(entries):
        title, about = plain(entry.title), plain(entry.about)
        more = plain(entry.more) if not all(word in title or word in about for word in words) else ""
        if all(word in title or word in about or word in more for word in words):
            score = sum(4 * (word in title) + 2 * (word in about) + (word in more) for word in words)
            ranked.append((-score, place, entry))
    return [entry for _score, _place, entry in sorted(ranked, key=lambda one: one[:2])[:MOST]]


def passage(entry: Entry, typed: str) -> str:
    """Words around the first hit in the long text, where neither title nor line holds it; else the line."""
    words = plain(typed[:LONGEST]).split()
    if not entry.more or any(word in plain(entry.about) for word in words):
        return entry.about
    text = entry.more.translate(_BREAKS)
    at = _place(text, words)
    if at is None:
        return entry.about
    start, end = max(0, at - AROUND), min(len(text), at + AROUND)
    start = text.find(" ", start, at) + 1 or start if start else 0  # from a whole word on, where words have spaces
    end = text.rfind(" ", at, end) if end < len(text) and " " in text[at:end] else end
    return f"{'…' if start else ''}{text[start:end].strip()}{'…' if end < len(text) else ''}"


def _place(text: str, words: Iterable[str]) -> int | None:
    # Letter by letter, so that a place among the folded letters is one in the text, also where a letter folds into two.
    letters = [(letter, place) for place, sign in enumerate(text) for letter in folded(sign) or " "]
    line = "".join(letter for letter, _place in letters)
    at = next((place for word in words if (place := line.find(word)) >= 0), None)
    return None if at is None else letters[at][1]
