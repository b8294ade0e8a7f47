"""Pages on folded sheets: cut nowhere, folded once, they read in order."""

from __future__ import annotations

from math import ceil

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rochdale.base.imposition import MOST_SHEETS, PAGES_OF_A_SHEET, sides_of


@pytest.mark.parametrize(
    ("pages", "sides"),
    [
        (0, []),
        (1, [(None, 1), (None, None)]),
        (4, [(4, 1), (2, 3)]),
        (5, [(None, 1), (2, None), (None, 3), (4, 5)]),
        (8, [(8, 1), (2, 7), (6, 3), (4, 5)]),
        (10, [(None, 1), (2, None), (10, 3), (4, 9), (8, 5), (6, 7)]),
        (12, [(12, 1), (2, 11), (10, 3), (4, 9), (8, 5), (6, 7)]),
    ],
)
def test_what_lies_left_and_right_of_the_fold(pages: int, sides: list[tuple[int | None, int | None]]) -> None:
    assert [(one.left, one.right) for one in sides_of(pages)] == sides


def test_what_is_too_thick_for_a_staple_becomes_booklets_of_equal_thickness() -> None:
    sides = [(one.left, one.right) for one in sides_of(20, most_sheets=3)]
    assert sides == [(12, 1), (2, 11), (10, 3), (4, 9), (8, 5), (6, 7), (20, 13), (14, 19), (18, 15), (16, 17)]


@given(pages=st.integers(1, 400), most=st.integers(1, 20))
def test_every_page_lies_once_and_blanks_stand_at_the_end(pages: int, most: int) -> None:
    """Read as a hand turns the leaves: right of the fronts and left of the backs inwards, then the other halves outwards."""
    sides, read = list(sides_of(pages, most)), list[int | None]()
    sheets = ceil(pages / PAGES_OF_A_SHEET)
    booklets = ceil(sheets / most)
    assert len(sides) == 2 * sheets
    for number in range(booklets):
        thick = 2 * ((sheets + booklets - 1 - number) // booklets)  # in sides, as equal as can be
        booklet, sides = sides[:thick], sides[thick:]
        fronts, backs = booklet[::2], booklet[1::2]
        read += [page for front, back in zip(fronts, backs, strict=True) for page in (front.right, back.left)]
        read += [page for front, back in zip(reversed(fronts), reversed(backs), strict=True) for page in (back.right, front.left)]
    blank = len(read) - pages
    assert read == [*range(1, pages + 1), *[None] * blank]
    assert blank < PAGES_OF_A_SHEET


def test_an_ordinary_booklet_is_one() -> None:
    assert len(sides_of(MOST_SHEETS * PAGES_OF_A_SHEET)) == 2 * MOST_SHEETS
    assert sides_of(MOST_SHEETS * PAGES_OF_A_SHEET)[0].left == 60
