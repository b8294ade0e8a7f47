"""Join the stylesheets of `ui/css` in layer order into the one the pages link. With `--check`: say whether that one is current.

The folder is the layer, the file is the component. Hashing the name is left to the static files storage.
"""

from __future__ import annotations

import gzip
import re
import sys
from pathlib import Path

UI = Path(__file__).resolve().parents[1] / "src" / "rochdale" / "ui"
LAYERS = ("tokens", "base", "layout", "components", "utilities")
JOINED = UI / "static" / "ui" / "rochdale.css"
MOST_KB = 9
"""What the stylesheet may weigh compressed; it is part of the first visit (64 KB with fonts and script)."""


def squeezed(css: str) -> str:
    """`css` without comments and needless white space; strings and `calc()` stay as they are."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.S)
    css = re.sub(r"\s+", " ", css)
    css = re.sub(r"\s*([{};,])\s*", r"\1", css)
    css = re.sub(r":\s+", ":", css)
    return css.replace(";}", "}").strip()


def joined() -> str:
    """All files in layer order, each layer once."""
    parts = [f"@layer {','.join(LAYERS)};"]
    for layer in LAYERS:
        files = sorted((UI / "css" / layer).glob("*.css"))
        parts.append(f"@layer {layer}{{{''.join(squeezed(file.read_text(encoding='utf-8')) for file in files)}}}")
    return "\n".join(parts) + "\n"


def main() -> int:
    """Write or check; 1 when the joined file is stale or too heavy."""
    css = joined()
    weight_kb = len(gzip.compress(css.encode(), 9)) / 1024
    if weight_kb > MOST_KB:
        print(f"The stylesheet weighs {weight_kb:.1f} KB compressed; the most is {MOST_KB} KB.")
        return 1
    if "--check" in sys.argv:
        if JOINED.exists() and JOINED.read_text(encoding="utf-8") == css:
            return 0
        print(f"{JOINED.relative_to(UI.parents[2])} is stale: run `make css`.")
        return 1
    JOINED.write_text(css, encoding="utf-8")
    print(f"{JOINED.name}: {weight_kb:.1f} KB compressed")
    return 0


if __name__ == "__main__":
    sys.exit(main())
