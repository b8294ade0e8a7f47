"""Cut the static fonts that paper is set in, from the packages @fontsource/bitter, noto-sans and noto-sans-lao (all OFL 1.1).

    python tools/paper_fonts.py FOLDER-WITH-THE-UNPACKED-PACKAGES src/rochdale/base/fonts

Typst takes one static file for each family and weight, so the subsets of a family are merged and cut to the letters below.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from fontTools.merge import Merger
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

WEIGHTS = {400: "Regular", 700: "Bold"}
LATIN = [*range(0x20, 0x7F), *range(0xA0, 0x250), 0x2BC, *range(0x300, 0x30D), 0x323, *range(0x1E00, 0x1F00)]
SIGNS = [*range(0x2009, 0x2027), 0x202F, 0x2030, 0x2032, 0x2033, 0x2039, 0x203A, 0x2044, *range(0x20A0, 0x20C0), 0x2116, 0x2122]
SIGNS += [0x2190, 0x2191, 0x2192, 0x2193, 0x2212, 0x2215, 0x2248, 0x2260, 0x2264, 0x2265]
AFRICAN = [*range(0x250, 0x2B0), 0x2C7, 0x2D7]
LAO = [*range(0xE80, 0xF00), 0x20AD, 0x200B, 0x25CC]
FAMILIES = {
    "Bitter": ("bitter", ("latin", "latin-ext", "vietnamese"), LATIN + SIGNS + AFRICAN),
    "NotoSans": ("noto-sans", ("latin", "latin-ext"), SIGNS + AFRICAN + LATIN),
    "NotoSansLao": ("noto-sans-lao", ("lao", "latin"), LAO + list(range(0x20, 0x7F))),
}


def cut(packages: Path, family: str, package: str, subsets: tuple[str, ...], letters: list[int], weight: int, to: Path) -> None:
    """Merge the subsets of one weight and keep `letters`."""
    parts = []
    for subset in subsets:
        font = TTFont(packages / package / "files" / f"{package}-{subset}-{weight}-normal.woff2")
        font.flavor = None
        part = to.with_suffix(f".{subset}.part")
        font.save(part)
        parts.append(part)
    merged = Merger().merge([str(part) for part in parts])
    options = Options(layout_features=["*"], hinting=False, name_IDs=[0, 1, 2, 3, 4, 5, 6, 13, 14], notdef_outline=True)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=letters)
    subsetter.subset(merged)
    _name(merged, family, weight)
    merged.save(to, reorderTables=False)
    for part in parts:
        part.unlink()


def _name(font: TTFont, family: str, weight: int) -> None:
    """One family with a regular and a bold, instead of names such as "Bitter Thin"."""
    spoken = {"NotoSans": "Noto Sans", "NotoSansLao": "Noto Sans Lao"}.get(family, family)
    names = font["name"]
    for number in (16, 17, 21, 22):
        names.removeNames(nameID=number)
    for number, text in ((1, spoken), (2, WEIGHTS[weight]), (4, f"{spoken} {WEIGHTS[weight]}"), (6, f"{family}-{WEIGHTS[weight]}")):
        names.setName(text, number, 3, 1, 0x409)


def main(packages: Path, to: Path) -> None:
    """All families and weights, with their licences."""
    for family, (package, subsets, letters) in FAMILIES.items():
        for weight, name in WEIGHTS.items():
            target = to / f"{family}-{name}.ttf"
            cut(packages, family, package, subsets, letters, weight, target)
            print(f"{target.name}: {target.stat().st_size:,} bytes")
        shutil.copyfile(packages / package / "LICENSE", to / f"{family}-OFL.txt")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
