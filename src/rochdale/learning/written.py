"""Texts of a course as HTML: Markdown without HTML, links, pictures and tables; `[case]` gives way to a worked example."""

from __future__ import annotations

from functools import lru_cache

from django.utils.safestring import SafeString
from markdown_it import MarkdownIt

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
