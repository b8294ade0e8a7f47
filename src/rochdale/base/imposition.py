"""Which pages lie on which side of a sheet, so that sheets folded once and stapled in the fold read in order (saddle stitch)."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

PAGES_OF_A_SHEET = 4
MOST_SHEETS = 15
"""What an ordinary stapler holds and a hand folds flat, of paper of 80 g: more is sewn, or becomes several booklets."""


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a sheet: the pages on it, from 1, at the left and at the right of the fold. None is left blank."""

    left: int | None
    right: int | None


def sides_of(pages: int, most_sheets: int = MOST_SHEETS) -> tuple[Side, ...]:
    """Fronts and backs in turn, sheet by sheet, the outermost first: eight pages lie as 8-1, 2-7, 6-3, 4-5.

    More than `most_sheets` become several booklets of about the same thickness, folded one by one. Blank pages stand at the end only.
    """
    sheets = ceil(pages / PAGES_OF_A_SHEET)
    booklets = ceil(sheets / most_sheets)
    found, before = list[Side](), 0
    for number in range(booklets):
        here = sheets // booklets + (number < sheets % booklets)
        found += _folded(before, here * PAGES_OF_A_SHEET, pages)
        before += here * PAGES_OF_A_SHEET
    return tuple(found)


def _folded(before: int, count: int, pages: int) -> list[Side]:
    """The sides of one booklet of `count` pages, which stands behind `before` others."""

    def page(number: int) -> int | None:
        return before + number if before + number <= pages else None

    sides = list[Side]()
    for outer in range(1, count // 2 + 1, 2):
        sides += [Side(page(count + 1 - outer), page(outer)), Side(page(outer + 1), page(count - outer))]
    return sides
