"""A PDF as an eye finds it: where each letter and each ruled line lies, and which letter leaves its box."""

from __future__ import annotations

from collections.abc import Iterator
from ctypes import byref, c_uint
from dataclasses import dataclass
from functools import cache

import pypdfium2
import pypdfium2.raw as pdfium
from fontTools.ttLib import TTFont

from rochdale.base.paper import FONTS

MM = 72 / 25.4
TOUCH = 0.6
"""In points: so far a round letter or an accent may reach over the line it stands at."""
BROKEN = "\x02"
"""How PDFium tells of the hyphen of a word that goes on in the next line."""
WHITE = (255, 255, 255)


@dataclass(frozen=True, slots=True)
class Box:
    """In points, from the lower left corner of the page."""

    left: float
    bottom: float
    right: float
    top: float

    def crosses(self, edge: Box) -> bool:
        """Whether it lies on both sides of a line, or half in a frame."""
        meets = self.right > edge.left and self.left < edge.right and self.top > edge.bottom and self.bottom < edge.top
        across = any(self.left < one - TOUCH and self.right > one + TOUCH for one in (edge.left, edge.right))
        along = any(self.bottom < one - TOUCH and self.top > one + TOUCH for one in (edge.bottom, edge.top))
        return meets and (across or along)

    def lies_in(self, other: Box) -> bool:
        beside = self.left < other.left - TOUCH or self.right > other.right + TOUCH
        return not beside and self.bottom >= other.bottom - TOUCH and self.top <= other.top + TOUCH


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page: its size in whole mm, its letters where they lie, its frames and lines; pictures are not looked into."""

    size: tuple[int, int]
    letters: tuple[tuple[str, Box, float], ...]
    """With the size of the letter in points. White ones, which stand on a dark ground, are left out."""
    lines: tuple[Box, ...]

    @property
    def text(self) -> str:
        return "".join(letter for letter, _box, _points in self.letters)


def sheets_of(content: bytes) -> list[Sheet]:
    document = pypdfium2.PdfDocument(content)
    try:
        return [_sheet(document[number]) for number in range(len(document))]
    finally:
        document.close()


def _sheet(page: pypdfium2.PdfPage) -> Sheet:
    text, letters = page.get_textpage(), []
    for number in range(text.count_chars()):
        letter = chr(pdfium.FPDFText_GetUnicode(text, number)).replace(BROKEN, "-")
        if letter.strip() and _colour(text, number) != WHITE:
            letters.append((letter, Box(*text.get_charbox(number)), pdfium.FPDFText_GetFontSize(text, number)))
    paths = [Box(*one.get_bounds()) for one in page.get_objects(filter=(pdfium.FPDF_PAGEOBJ_PATH,), max_depth=1)]
    return Sheet((round(page.get_width() / MM), round(page.get_height() / MM)), tuple(letters), tuple(paths))


def _colour(text: pypdfium2.PdfTextPage, number: int) -> tuple[int, ...]:
    parts = [c_uint() for _part in range(4)]
    pdfium.FPDFText_GetFillColor(text, number, *map(byref, parts))
    return tuple(part.value for part in parts[:3])


def astray(sheet: Sheet, within: Box) -> Iterator[tuple[str, Box]]:
    """Letters that lie beside the place where the page is printed, or across a line or the edge of a frame."""
    for letter, box, _points in sheet.letters:
        if not box.lies_in(within) or any(box.crosses(one) for one in sheet.lines):
            yield letter, box


def without_glyph(sheet: Sheet) -> set[str]:
    """Letters that no face of the house has: they would be printed as empty boxes."""
    return {letter for letter in sheet.text if ord(letter) not in _faces()}


@cache
def _faces() -> frozenset[int]:
    weights = [set().union(*(TTFont(path).getBestCmap() for path in FONTS.glob(f"*-{weight}.ttf"))) for weight in ("Regular", "Bold")]
    return frozenset(weights[0] & weights[1])
