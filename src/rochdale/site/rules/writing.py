"""What of a typed text is kept: Markdown. Elements of HTML, scripts, pictures and links that run something are removed and told."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

_DEAD = re.compile(r"<(script|style|iframe|object|embed|svg|math|template)\b.*?(?:</\1\s*>|\Z)", re.IGNORECASE | re.DOTALL)
"""Elements that go with everything inside them."""
_TAG = re.compile(r"<(?!https?:|mailto:)/?[a-z][^<>]*>|<!--.*?(?:-->|\Z)", re.IGNORECASE | re.DOTALL)
_PICTURE = re.compile(r"!\[([^\]]*)\]\([^)]*\)")
_LINK = re.compile(r"\[([^\]]*)\]\(\s*<?([^)\s>]*)>?[^)]*\)")
_ADDRESS = re.compile(r"(?:https?://|mailto:|tel:|/(?!/)|#)", re.IGNORECASE)
"""Where a link may lead: to a page, a letter, a phone, another page of this site."""
_FORMATS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_FRENCH = re.compile(r" (?=[:;?!»])|(?<=«) ")
_WIDE_GAPS = re.compile(r"\n{3,}")


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A text as it is kept, and the beginnings of what was removed."""

    text: str
    removed: tuple[str, ...] = ()


def cleaned(text: str) -> Cleaned:
    """The text without what has no place in it. What was cleaned once stays as it is."""
    removed: list[str] = []
    text = "".join(sign for sign in text.replace("\r\n", "\n").replace("\r", "\n") if _may_stay(sign))
    while True:  # <scr<b>ipt> would come together again
        before = text
        text = _DEAD.sub(lambda found: _noted(found[0], "", removed), text)
        if text == before:
            text = _TAG.sub(lambda found: _noted(found[0], "", removed), text)
            text = _PICTURE.sub(lambda found: _noted(found[0], found[1], removed), text)
            text = _LINK.sub(lambda found: found[0] if _ADDRESS.match(found[2]) else _noted(found[0], found[1], removed), text)
        if text == before:
            return Cleaned(_WIDE_GAPS.sub("\n\n", text).strip(), tuple(removed))


def _may_stay(sign: str) -> bool:
    return sign == "\n" or (sign not in _FORMATS and unicodedata.category(sign) not in {"Cc", "Cs"})


def _noted(found: str, kept: str, removed: list[str]) -> str:
    removed.append(found if len(found) <= 40 else f"{found[:39]}…")
    return kept


def typeset(text: str, language: str) -> str:
    """In French no line breaks before a colon, a semicolon, a question or exclamation mark, nor inside of guillemets."""
    return _FRENCH.sub("\u00a0", text) if language == "fr" else text


def one_line(text: str, language: str = "") -> str:
    """A title or a name: without line ends, and what has no place in it."""
    return typeset(" ".join(cleaned(text).text.split()), language)


def all_removed(texts: Sequence[Cleaned]) -> list[str]:
    """What was removed of several texts, each once."""
    return list(dict.fromkeys(one for text in texts for one in text.removed))
