"""Cut the two families of the screen by unicode range, so that a Lao page does not pay for French accents.

    npm pack @fontsource-variable/bitter@5.3.0 @fontsource-variable/noto-sans-lao@5.3.0   (unpack both side by side)
    python tools/fonts.py FOLDER

FOLDER holds the unpacked packages as `bitter/` and `noto-sans-lao/`. Writes `ui/static/ui/fonts/*.woff2` and the `@font-face`
rules in `ui/css/tokens/faces.css`. Both families are under the OFL; the results are committed, so nobody needs this to build.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

UI = Path(__file__).resolve().parents[1] / "src" / "rochdale" / "ui"
FEATURES = ["ccmp", "locl", "kern", "liga", "calt", "mark", "mkmk", "lnum", "tnum", "pnum", "abvm", "blwm"]


@dataclass(frozen=True, slots=True)
class Cut:
    """One font file: which signs of which source, in which weights."""

    name: str
    family: str
    source: str
    weights: tuple[int, int]
    ranges: str
    adjust: str = ""


LATIN = "bitter/package/files/bitter-latin-wght-normal.woff2"
MORE = "bitter/package/files/bitter-latin-ext-wght-normal.woff2"
LAO = "noto-sans-lao/package/files/noto-sans-lao-lao-wght-normal.woff2"
BITTER = (400, 800)
LARGER = "size-adjust: 106%; "

CUTS = (
    Cut(
        "bitter-figures",
        "Bitter",
        LATIN,
        BITTER,
        "U+20-40, U+5B-60, U+7B-7E, U+A0, U+A7, U+AB, U+B0, U+B1, U+B7, U+BB, U+D7, U+2009-2022, U+2026, "
        "U+2032, U+2033, U+2039, U+203A, U+20AC, U+2212",
    ),
    Cut("bitter-letters", "Bitter", LATIN, BITTER, "U+41-5A, U+61-7A"),
    Cut(
        "bitter-accents",
        "Bitter",
        LATIN,
        BITTER,
        "U+A1-A6, U+A8-AA, U+AC-AF, U+B2-B6, U+B8-BA, U+BC-D6, U+D8-FF, U+131, U+152-153, U+2BC, U+2C6",
    ),
    Cut("bitter-more", "Bitter", MORE, BITTER, "U+100-130, U+132-151, U+154-17F, U+192, U+218-21B"),
    Cut("bitter-signs", "Bitter", MORE, BITTER, "U+20A3-20A9, U+20AD, U+20B1-20B5"),
    Cut(
        "noto-sans-lao",
        "Noto Sans Lao",
        LAO,
        (400, 700),
        "U+E81-E82, U+E84, U+E87-E88, U+E8A, U+E8D, U+E94-E97, U+E99-E9F, U+EA1-EA3, U+EA5, U+EA7, U+EAA-EAB, "
        "U+EAD-EB9, U+EBB-EBD, U+EC0-EC4, U+EC6, U+EC8-ECD, U+ED0-ED9, U+EDC-EDD, U+200B-200D, U+25CC",
        LARGER,
    ),
    # Every page names the other languages: these few letters, so that it need not load their whole cuts. The faces of one family
    # must have the same weights, else a browser takes only one of them.
    Cut("names-latin", "Names", LATIN, (400, 700), "U+E7, U+EA, U+F1"),
    Cut("names-lao", "Names", LAO, (400, 700), "U+EA5, U+EA7, U+EB2", LARGER),
)


def codepoints(ranges: str) -> set[int]:
    """All code points of a CSS `unicode-range`."""
    found: set[int] = set()
    for part in ranges.split(","):
        first, _, last = part.strip().removeprefix("U+").partition("-")
        found |= set(range(int(first, 16), int(last or first, 16) + 1))
    return found


def cut(of: Cut, folder: Path) -> Path:
    """Write one cut and return its path."""
    font = TTFont(folder / of.source, recalcTimestamp=False)  # the same cut twice is the same file
    options = Options(flavor="woff2", layout_features=FEATURES, name_IDs=[0, 1, 2, 13, 14], notdef_outline=True)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=codepoints(of.ranges))
    subsetter.subset(font)
    font = instantiateVariableFont(font, {"wght": of.weights})
    path = UI / "static" / "ui" / "fonts" / f"{of.name}.woff2"
    font.flavor = "woff2"
    font.save(path)
    return path


def face(of: Cut) -> str:
    """The `@font-face` rule of a cut."""
    first, last = of.weights
    return (
        f'@font-face {{ font-family: "{of.family}"; src: url("fonts/{of.name}.woff2") format("woff2"); '
        f"font-weight: {first} {last}; font-display: swap; {of.adjust}unicode-range: {of.ranges}; }}"
    )


def main() -> None:
    """Cut all and say what each weighs."""
    folder = Path(sys.argv[1])
    for of in CUTS:
        path = cut(of, folder)
        print(f"{of.name:16} {path.stat().st_size:7,} bytes")
    faces = "\n".join(face(of) for of in CUTS)
    (UI / "css" / "tokens" / "faces.css").write_text(f"/* The type case. Written by tools/fonts.py. */\n{faces}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
