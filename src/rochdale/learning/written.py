"""Texts of a course as HTML: Markdown without HTML, links, pictures and tables; `[case]` gives way to a worked example."""

from __future__ import annotations

from functools import lru_cache

from django.utils.safestring import SafeString
from markdown_it import MarkdownIt
from markdown_it.token import Token

from rochdale.learning.rules.course import CASES, Activity

CASE = "[case]"
_reader = MarkdownIt("zero", {"html": False, "xhtmlOut": True}).enable(["emphasis", "list", "newline", "escape"])


@lru_cache(maxsize=2_000)
def html_of(text: str) -> SafeString:
    """Paragraphs, lists, strong and emphasis; whatever else stands there is shown as it was written."""
    written: str = _reader.render(text)
    return SafeString(written)


def with_case(activity: Activity, text: str, crop: str) -> str:
    """The text of a step with the worked example of a crop; of the first one where that crop has none."""
    if CASE not in text or not activity.cases:
        return text
    case = activity.cases.get(crop) or activity.cases[next(one for one in CASES if one in activity.cases)]
    return text.replace(CASE, case)


def blocks_of(text: str) -> list[dict[str, object]]:
    """The same text for paper: paragraphs and lists, each line as pieces of words with whether they are strong."""
    found, kind, lines = list[dict[str, object]](), "p", list[list[list[object]]]()
    for token in _reader.parse(text):
        if token.type in {"ordered_list_open", "bullet_list_open"}:
            kind, lines = "ol" if token.type.startswith("ordered") else "ul", []
        elif token.type in {"ordered_list_close", "bullet_list_close"}:
            found.append({"kind": kind, "lines": lines})
            kind = "p"
        elif token.type == "inline" and kind == "p":
            found.append({"kind": "p", "lines": [_pieces(token)]})
        elif token.type == "inline":
            lines.append(_pieces(token))
    return found


def _pieces(line: Token) -> list[list[object]]:
    found, is_strong = list[list[object]](), False
    for token in line.children or ():
        if token.type in {"strong_open", "strong_close", "em_open", "em_close"}:
            is_strong = token.type.endswith("_open")
        elif token.type in {"softbreak", "hardbreak"}:
            found.append([" ", is_strong])
        elif token.content:
            found.append([token.content, is_strong])
    return found
