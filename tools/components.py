"""Write `docs/reference/components.md` from the first two lines of every component. With `--check`: say whether it is current."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
COMPONENTS = ROOT / "src" / "rochdale" / "ui" / "templates" / "cotton"
PAGE = ROOT / "docs" / "reference" / "components.md"
HEAD = """# Components

Written by `python tools/components.py` from `src/rochdale/ui/templates/cotton`; each is shown on the page `/gallery/`. An attribute
with a colon (`:field="form.weight_kg"`) takes a value, one without takes text. A page extends `ui/page.html` and fills its blocks:
`title`, `place` (the word beside the name), `weave` (home, learn, register, govern, supply, trade, fund), `full` (a picture across
the page), `back`, `main`, `margin` (a `c-margin`), `wide` (chapters with wide tables), `act`. A page that needs another order of things
replaces the block `page`. Icons: `{% icon "scale" %}`; figures: `{{ kg|num:1 }}` and `{% figure kg "kg" 1 %}`.

| component | what it is | how it is written |
|---|---|---|
"""


def comment(line: str) -> str:
    """The text of a template comment."""
    return line.removeprefix("{# ").removesuffix(" #}")


def page() -> str:
    """The whole page."""
    rows = []
    for path in sorted(COMPONENTS.glob("*.html")):
        signature, meaning = (comment(line) for line in path.read_text(encoding="utf-8").splitlines()[:2])
        cells = (meaning, signature.replace("|", "\\|"))
        rows.append(f"| c-{path.stem.replace('_', '-')} | {cells[0]} | `{cells[1]}` |")
    return HEAD + "\n".join(rows) + "\n"


def main() -> int:
    """Write or check; 1 when the page is stale."""
    if "--check" not in sys.argv:
        PAGE.write_text(page(), encoding="utf-8")
        return 0
    if PAGE.exists() and PAGE.read_text(encoding="utf-8") == page():
        return 0
    print(f"{PAGE.relative_to(ROOT)} is stale: run `python tools/components.py`.")
    return 1


if __name__ == "__main__":
    sys.exit(main())
