"""What a person may have meant: the nearest known spellings."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from unicodedata import combining, normalize

_UNDIVIDED = str.maketrans(
    {"ø": "o", "æ": "ae", "œ": "oe", "đ": "d", "ł": "l", "ı": "i", "ŋ": "n", "ɓ": "b", "ɗ": "d", "’": " ", "'": " ", "-": " "}
)
"""Letters that Unicode does not take apart, and marks between words."""


def folded(text: str) -> str:
    """Without accents, case and blanks at the ends: "Lomé " and "LOME" are one. Letters of other scripts stay as they are."""
    spelled = normalize("NFKD", text.casefold().translate(_UNDIVIDED))
    if not spelled.isascii():
        spelled = "".join(letter for letter in spelled if not (combining(letter) and ord(letter) < 0x370))
    return " ".join(spelled.split())


def nearest(text: str, known: Iterable[str], *, most: int = 3) -> list[str]:
    """Up to `most` known words that look like the text, best first."""
    return get_close_matches(text, known, n=most, cutoff=0.6)
