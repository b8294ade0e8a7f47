"""Icons of the sprite and the chips made with them, for tags and for cells of tables."""

from __future__ import annotations

import re
from pathlib import Path

from django.templatetags.static import static
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString

SPRITE = Path(__file__).parent / "static" / "ui" / "icons.svg"
ICONS = frozenset(re.findall(r'<symbol id="i-([a-z-]+)"', SPRITE.read_text(encoding="utf-8")))
TURNING = frozenset({"back", "next"})
"""Icons that point along the reading direction and flip from right to left."""
OF_STATE = {"good": "check", "wait": "clock", "need": "need", "no": "no", "draft": "pencil"}
"""The icon that says the same as a state's colour."""


def symbol(name: str, size: str = "") -> SafeString:
    """One symbol, hidden from screen readers: a word always stands beside it. `size` may be "big". ValueError for an unknown one."""
    if name not in ICONS:
        raise ValueError(f"there is no icon {name!r} in ui/icons.svg")
    classes = "icon" + (" icon-big" if size == "big" else "") + (" turns" if name in TURNING else "")
    return format_html('<svg class="{}" aria-hidden="true"><use href="{}#i-{}"/></svg>', classes, static("ui/icons.svg"), name)


def chip(state: str, words: str | Promise, icon: str = "") -> SafeString:
    """A state as shape, word and colour, for a table's cell; in templates it is `<c-chip state="good">`."""
    name = icon or OF_STATE.get(state, "")
    return format_html('<span class="chip {}">{}{}</span>', state, symbol(name) if name else "", words)
