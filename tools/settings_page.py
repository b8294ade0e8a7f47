"""Writes docs/reference/settings.md from the settings the program knows, or (`--check`) proves it current."""

from __future__ import annotations

import sys
from pathlib import Path

from rochdale.config.environment import OPTIONS

PAGE = Path(__file__).resolve().parents[1] / "docs" / "reference" / "settings.md"
HEAD = """# Settings

Each is read from the environment, else from the file `rochdale.toml` (same name in lower case; another file with
`ROCHDALE_CONFIG=path`), else the default below. A wrong value or an unknown name stops the program with a sentence that says
which and what would do. This page is generated (`make fix`).

| setting | default | meaning |
|---|---|---|
"""


def page() -> str:
    """The whole page."""
    rows = ((option.name, f"`{option.default}`" if option.default else "", option.meaning) for option in OPTIONS)
    return HEAD + "".join(f"| `{name}` | {default} | {meaning} |\n" for name, default, meaning in rows)


if __name__ == "__main__":
    if "--check" in sys.argv:
        is_current = PAGE.exists() and PAGE.read_text(encoding="utf-8") == page()
        sys.exit(0 if is_current else "docs/reference/settings.md is not current: run `make fix`")
    PAGE.write_text(page(), encoding="utf-8")
