"""How a name is read: without accents, capitals, signs and the words of its legal form (normalisation N1), and how rare it is.

The rule and the figures it must give: docs/rules/names.md.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from math import log2

LIKE_LATIN = str.maketrans({
    "ɖ": "d", "ƒ": "f", "ŋ": "n", "ɔ": "o", "ɛ": "e", "ɣ": "g", "ʋ": "v",  # Ewe
    "ɩ": "i", "ʊ": "u",  # Kabiyè
    "ɓ": "b", "ɗ": "d", "ə": "e", "ʉ": "u", "ɨ": "i",  # Cameroon
    "œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i",
})  # fmt: skip
"""Letters of the Latin script that no decomposition brings back to a plain one."""

APOSTROPHES = "'’‘ʼʻ`´ꞌ＇"
FORM_PHRASES = (
    "societe cooperative avec conseil d administration",
    "societe cooperative simplifiee",
    "societes cooperatives",
    "societe cooperative",
    "cooperatives",
    "cooperative",
    "scoops",
    "coop ca",
)
"""Longest first. Never a bare "ca": "Ca Ira" is a name."""
ALSO_FORMS = ("co operatives", "co operative")
"""Not in N1, whose figures are given; taken away where a name is squeezed, so that Co-operative is Cooperative."""
LAO_FORMS = ("ສະຫະກອນ",)
"""Lao writes no spaces: the word for cooperative stands before the name, joined to it."""

LONGEST_WORD = 60
"""Letters of a word that count when it is looked up."""

_FORMS = re.compile(r"(?<!\w)(?:" + "|".join(FORM_PHRASES) + r")(?!\w)")
_FORMS_JOINED = re.compile(r"(?<!\w)(?:" + "|".join((*FORM_PHRASES, *ALSO_FORMS)).replace(" ", "[ ']+") + r")(?!\w)")
_NO_SIGN = re.compile(r"[^a-z0-9']+")


@dataclass(frozen=True, slots=True)
class Spelled:
    """A name as it is compared."""

    written: str
    normalised: str
    """N1: "Coopérative N'tifafa" is "n tifafa"."""
    squeezed: str
    """The same without apostrophes and spaces: "ntifafa"."""

    @property
    def words(self) -> tuple[str, ...]:
        """The words of the normalised name, in their order."""
        return tuple(self.normalised.split())


@lru_cache(maxsize=4096)
def spell(name: str) -> Spelled:
    """A name in the ways it is compared. Any text; an empty one stays empty."""
    return Spelled(name, normalised(name), squeezed(name))


def normalised(name: str) -> str:
    """N1 of a name: compatibility forms taken apart, marks dropped after Latin letters, small letters, signs to spaces, form words deleted.

    If nothing is left, the text before the deletion is kept: a cooperative called "Coopérative" is not nameless.
    """
    plain = folded(name)
    return _single(_FORMS.sub(" ", plain)) or plain


def squeezed(name: str) -> str:
    """N1 without apostrophes and spaces, so that N'tifafa is Ntifafa and "Novi Va" is "Noviva"."""
    return _without_lao_form(_joined(name).replace(" ", ""))


def folded(text: str) -> str:
    """Small plain letters, digits and single spaces; the signs of vowels and tones of other scripts stay on their letters."""
    return _single(_plain(text).replace("'", " "))


def _joined(name: str) -> str:
    """N1 with an apostrophe joining what stands around it."""
    plain = _plain(name)
    return _single(_FORMS_JOINED.sub(" ", plain).replace("'", "")) or plain.replace("'", "")


@lru_cache(maxsize=4096)
def _plain(text: str) -> str:
    if text.isascii():
        return _single(_NO_SIGN.sub(" ", text.lower().replace("`", "'")))
    plain: list[str] = []
    drops_marks = False
    for sign in unicodedata.normalize("NFKD", text).casefold():
        reads, is_mark, drops = _sign(sign)
        if is_mark:
            if not drops_marks:
                plain.append(sign)
            continue
        drops_marks = drops
        plain.append(reads)
    return _single("".join(plain).translate(LIKE_LATIN))


@lru_cache(maxsize=4096)
def _sign(sign: str) -> tuple[str, bool, bool]:
    """How a sign reads, whether it is a mark on the letter before it, whether marks after it go: after Latin, and after no letter."""
    reads = "'" if sign in APOSTROPHES else sign if sign.isalnum() else " "
    drops = sign.isascii() or reads in {" ", "'"} or "LATIN" in unicodedata.name(sign, "")
    return reads, unicodedata.category(sign).startswith("M"), drops


def _without_lao_form(word: str) -> str:
    return next((word[len(form) :] for form in LAO_FORMS if word.startswith(form) and len(word) > len(form)), word)


def _single(text: str) -> str:
    return " ".join(text.split())


def form_words(name: str) -> tuple[str, ...]:
    """The words of a legal form that stand in a name, normalised, in their order: ("cooperative", "scoops")."""
    return tuple(_FORMS.findall(folded(name)))


def has_a_name(text: str) -> bool:
    """Whether anything is left of a text beside the words of a legal form."""
    return bool(_single(_FORMS.sub(" ", folded(text))))


def words_to_find(name: str) -> frozenset[str]:
    """Every word under which a name is found: of N1, and of N1 with its apostrophes left out ("l'espoir": l, espoir, lespoir)."""
    words = {*normalised(name).split(), *_joined(name).split()}
    return frozenset(word[:LONGEST_WORD] for word in words | {_without_lao_form(word) for word in words})


def slips(word: str) -> frozenset[str]:
    """The word, and the word with any one letter left out. Words that are one slip apart (a letter more, less, other or swapped) share one.

    Figures have none: 2024 is no slip of 2025.
    """
    if len(word) < 2 or word.isdigit():
        return frozenset({word})
    return frozenset({word, *(word[:place] + word[place + 1 :] for place in range(len(word)))})


def endings(word: str) -> frozenset[str]:
    """The ends of a word without the word itself: what stands inside of a word begins one of them."""
    return frozenset(word[place:] for place in range(1, len(word)))


def rarity(holders: int, names: int) -> float:
    """How much a name proves, from 0 (everybody is called so) to 1 (nobody else is): log(names / holders) / log(names).

    In a register of 6,859 "Novissi" with 95 holders has 0.48.
    """
    if names <= 1 or holders <= 1:
        return 1.0
    return max(0.0, log2(names / min(holders, names)) / log2(names))
