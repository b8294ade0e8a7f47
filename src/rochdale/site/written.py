"""A piece as HTML: Markdown without HTML and pictures, with headings under that of the page, and links."""

from __future__ import annotations

from functools import lru_cache

from django.utils.safestring import SafeString
from markdown_it import MarkdownIt

_reader = MarkdownIt("zero", {"html": False, "xhtmlOut": True}).enable(
    ["emphasis", "list", "newline", "escape", "heading", "blockquote", "link", "autolink", "hr"]
)
HIGHEST, LOWEST = 2, 3
"""The page has its own first heading; a third level is as deep as a phone shows."""


@lru_cache(maxsize=500)
def html_of(text: str) -> SafeString:
    """Paragraphs, lists, headings, quotations, links; whatever else stands there is shown as it was written."""
    tokens = _reader.parse(text)
    for token in tokens:
        if token.type in {"heading_open", "heading_close"}:
            token.tag = f"h{min(max(int(token.tag[1]), HIGHEST), LOWEST)}"
    written: str = _reader.renderer.render(tokens, _reader.options, {})
    return SafeString(written)


def words_of(text: str) -> str:
    """The words alone, for a search."""
    texts = [child.content for token in _reader.parse(text) for child in (token.children or ()) if child.type in {"text", "softbreak"}]
    return " ".join(" ".join(texts).split())
