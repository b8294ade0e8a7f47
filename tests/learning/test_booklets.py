"""Booklets and posters, in three languages: every letter in its box, every page once in the fold, large enough on the wall."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from django.test import Client

from rochdale.base.imposition import MOST_SHEETS
from rochdale.learning.booklets import as_book, as_folded, as_posters, prints_told, shipped_print
from rochdale.learning.commands import learning
from rochdale.learning.packs import FOLDER, module_of
from rochdale.learning.rules.course import Course, Module, text_in
from tests.learning.paper_read import MM, Box, Sheet, astray, sheets_of, without_glyph
from tests.learning.test_printed import CORE

LANGUAGES = ("en", "fr", "lo")
A5, A4_LYING, A3 = (148, 210), (297, 210), (297, 420)
BOOK_PAGE = Box(11 * MM, 6 * MM, (148 - 11) * MM, (210 - 12) * MM)
"""Where a page of a booklet is printed: nothing stands nearer to the edge than a photocopier sees."""
POSTER_PAGE = Box(23 * MM, 6 * MM, (297 - 23) * MM, (420 - 21) * MM)
FOOT_OF_POSTER = 20 * MM
"""Below it stand licence and version, in small letters."""
READ_STANDING = 24
"""Points (reference learning.md, section 9)."""


def run(text: str) -> str:
    """As a page gives it back: without spaces."""
    return "".join(text.split())


@pytest.mark.heavy
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("pack", "module"), CORE)
def test_every_letter_of_a_booklet_is_in_its_box(pack: str, module: str, language: str) -> None:
    pages = sheets_of(shipped_print(pack, module, "book", language, "coffee"))
    assert {page.size for page in pages} == {A5}
    assert len(pages) % 4 == 0
    for number, page in enumerate(pages, 1):
        assert page.letters, number
        assert not list(astray(page, BOOK_PAGE)), number
        assert not without_glyph(page), number


@pytest.mark.heavy
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("pack", "module"), CORE)
def test_a_poster_is_one_page_that_is_read_standing(pack: str, module: str, language: str) -> None:
    pages = sheets_of(shipped_print(pack, module, "poster", language, "coffee"))
    assert {page.size for page in pages} == {A3}
    assert len(pages) == 1 + len(module_of(pack, module)[1].activities)
    for number, page in enumerate(pages, 1):
        assert not list(astray(page, POSTER_PAGE)), number
        assert not without_glyph(page), number
        assert min(points for _letter, box, points in page.letters if box.bottom > FOOT_OF_POSTER) >= READ_STANDING - 0.1, number


@pytest.mark.heavy
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("pack", "module"), CORE)
def test_the_size_that_a_page_says_is_the_size_of_the_file(pack: str, module: str, language: str) -> None:
    """Else run `tools/printed_sizes.py`."""
    for kind, _word, said in prints_told(pack, module, language):
        made = len(shipped_print(pack, module, kind, language, "coffee"))
        assert abs(said - made) < 0.1 * made + 10_240, kind


def planted(text: str) -> tuple[Course, Module]:
    """A module whose first worksheet has `text` in a heading of its table."""
    course, module = module_of("think", "t1")
    first = course.activities["en", module.activities[0]]
    columns = (first.worksheet.columns[0], text, *first.worksheet.columns[2:])
    changed = replace(first, worksheet=replace(first.worksheet, columns=columns))
    return replace(course, activities={**course.activities, ("en", first.id): changed}), module


@pytest.mark.parametrize(("text", "is_seen"), [("Work", False), ("Wxwxwxwxwxwxwxwxwxwxwx", True), ("W" * 60, True)])
def test_a_word_too_long_for_its_column_is_noticed(text: str, is_seen: bool) -> None:
    course, module = planted(text)
    pages = sheets_of(as_book(course, (module,), "en", "coffee"))
    assert any(list(astray(page, BOOK_PAGE)) for page in pages) is is_seen


def test_a_letter_that_no_face_has_is_noticed() -> None:
    course, module = planted("同")
    pages = sheets_of(as_book(course, (module,), "en", "coffee"))
    assert any(map(without_glyph, pages))


def number_on(side: Sheet, *, right: bool) -> str:
    """What is printed as the number of a page, in one half of a side; nothing on covers."""
    foot = [(letter, box) for letter, box, points in side.letters if box.top < 15 * MM and points > 9]
    return "".join(letter for letter, box in foot if (box.left > 148.5 * MM) is right and letter.isdigit())


@pytest.mark.parametrize("language", LANGUAGES)
def test_folded_and_stapled_its_pages_follow_each_other(language: str) -> None:
    sides = sheets_of(shipped_print("think", "t6", "booklet", language, "coffee"))
    assert {side.size for side in sides} == {A4_LYING}
    fronts, backs = sides[::2], sides[1::2]
    read = [
        number for front, back in zip(fronts, backs, strict=True) for number in (number_on(front, right=True), number_on(back, right=False))
    ]
    for front, back in zip(fronts[::-1], backs[::-1], strict=True):
        read += [number_on(back, right=True), number_on(front, right=False)]
    assert read == ["", *map(str, range(2, len(read))), ""]


def test_a_stage_is_a_booklet_of_each_module() -> None:
    course, first = module_of("think", "t1")
    alone = [len(sheets_of(as_folded(course, (one,), "en", "coffee"))) for one in (first, course.modules[5])]
    assert len(sheets_of(as_folded(course, (first, course.modules[5]), "en", "coffee"))) == sum(alone)
    assert max(alone) <= 2 * MOST_SHEETS  # one staple holds it


def test_it_says_whose_it_is_and_how_to_make_it() -> None:
    course, module = module_of("think", "t1")
    pages = sheets_of(shipped_print("think", "t1", "book", "fr", "cocoa"))
    cover, imprint = pages[0].text, pages[-1].text
    assert run(text_in(module.title, "fr")) in cover
    for said in (f"{course.ref}·t1", "CCBY4.0", *map(run, course.credits), course.sha256[:32], "recto", "Pasencorerelu"):
        assert said in imprint, said
    everything = "".join(page.text for page in pages)
    for id in module.activities:
        activity = course.activities["fr", id]
        assert run(activity.title) in everything
        assert all(run(step.heading) in everything for step in activity.steps)
    assert "Mbalmayo" in everything  # the worked example of cocoa


def test_the_same_course_gives_the_same_bytes() -> None:
    course, module = module_of("think", "t6")
    for make in (as_book, as_folded, as_posters):
        assert make(course, (module,), "lo", "rice") == make(course, (module,), "lo", "rice")


def test_the_command_prints_a_pack_of_ones_own_with_its_drawings(tmp_path: Path) -> None:
    mine, out = tmp_path / "mine", tmp_path / "mine.pdf"
    shutil.copytree(FOLDER / "manage", mine)
    (mine / "pack.yaml").write_text((mine / "pack.yaml").read_text(encoding="utf-8").replace("id: manage", "id: mine", 1), encoding="utf-8")
    export = ["export", str(mine), "--out", str(out), "--language", "fr"]
    done = CliRunner().invoke(learning, [*export, "--format", "booklet", "--module", "m2"])
    assert done.exit_code == 0, done.output
    assert {side.size for side in sheets_of(out.read_bytes())} == {A4_LYING}
    assert CliRunner().invoke(learning, [*export, "--format", "booklet", "--module", "m2", "--sheets", "plain"]).exit_code == 0
    assert {page.size for page in sheets_of(out.read_bytes())} == {A5}
    assert CliRunner().invoke(learning, [*export, "--format", "epub"]).exit_code == 0
    refused = CliRunner().invoke(learning, [*export, "--format", "poster", "--module", "m9"])
    assert refused.exit_code == 1
    assert "m2" in refused.output


@pytest.mark.django_db
def test_a_stage_and_a_module_offer_their_papers_with_sizes(client: Client) -> None:
    for page, place in (("/learning/think/", "/learning/think/{}.pdf"), ("/learning/think/t6/", "/learning/think/t6/{}.pdf")):
        content = client.get(page).content.decode()
        for kind in ("booklet", "book", "poster"):
            assert f'href="{place.format(kind)}"' in content
        assert "KB</small>" in content
    answer = client.get("/learning/think/t6/booklet.pdf")
    assert (answer.status_code, answer["Content-Type"], answer.content[:4]) == (200, "application/pdf", b"%PDF")
    for wrong in (
        "/learning/think/t6/novel.pdf",
        "/learning/think/t99/booklet.pdf",
        "/learning/nowhere/booklet.pdf",
        "/learning/think/novel.pdf",
    ):
        assert client.get(wrong).status_code == 404
