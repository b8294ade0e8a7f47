"""Paper: what people wrote is printed as they wrote it, in every language, the same each time."""

from __future__ import annotations

import shutil
import subprocess
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from fontTools.ttLib import TTFont

from rochdale.base import paper
from tests.base.conftest import AT

SAMPLE: dict[str, Any] = {
    "title": "Contract of sale",
    "text": "Terms",
    "reference": "C-2027-014",
    "chapter": "The goods",
    "facts": [["Seller", "Bolaven"]],
    "headings": ["Lot", "kg", "price"],
    "rows": [["Paksong 12", "1200", "98000"]],
    "sums": ["Together", "1200", "98000"],
    "stamp": "Agreed",
    "signatures": [["Noy", "for Bolaven"]],
}
LAO = "ສະຫະກອນຜູ້ປູກກາເຟໄດ້ຕົກລົງຂາຍກາເຟໃຫ້ແກ່ສະຫະກອນຜູ້ບໍລິໂພກ"
HOSTILE = '#raw("x") #read("/base/paper.py") $x^2$ *bold* _thin_ @ref \\ <label> // note /* */ `code` = Heading [a] {b} "q" \u2028 #panic()'


@pytest.fixture(autouse=True)
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(paper.ROOT / "base" / "paper", tmp_path / "base" / "paper")
    shutil.copy(Path(__file__).with_name("paper_sample.typ"), tmp_path / "sample.typ")
    monkeypatch.setattr(paper, "ROOT", tmp_path)
    return tmp_path


def printed(language: str = "en", **changes: object) -> bytes:
    return paper.pdf("sample.typ", {**SAMPLE, **changes}, language=language, at=AT)


def text_of(pdf: bytes, tmp_path: Path) -> str:
    program = shutil.which("pdftotext")
    if not program:
        pytest.skip("pdftotext (package poppler-utils) is not installed")
    (tmp_path / "a.pdf").write_bytes(pdf)
    return subprocess.run([program, "-layout", str(tmp_path / "a.pdf"), "-"], capture_output=True, text=True, check=True).stdout


def test_the_same_content_and_moment_give_the_same_bytes() -> None:
    assert printed() == printed()
    assert printed() != paper.pdf("sample.typ", SAMPLE, language="en", at=AT + timedelta(days=1))


def test_what_people_wrote_is_printed_and_never_obeyed(tmp_path: Path) -> None:
    text = " ".join(text_of(printed("lo", text=HOSTILE, title=HOSTILE), tmp_path).split())
    for piece in ('#raw("x")', '#read("/base/paper.py")', "$x^2$", "*bold*", "_thin_", "@ref \\ <label>", "#panic()"):
        assert text.count(piece) >= 2


@pytest.mark.parametrize("weave", ["home", "learn", "register", "govern", "supply", "trade", "fund"])
def test_every_place_has_its_weave(weave: str) -> None:
    assert printed(weave=weave).startswith(b"%PDF-")


def test_lao_lines_break_within_the_page(tmp_path: Path) -> None:
    lines = [line for line in text_of(printed("lo", text=LAO * 5), tmp_path).splitlines() if len(line.strip()) > 20]
    assert len(lines) > 3
    assert max(len(line.strip()) for line in lines) < 160


def test_example_papers_are_marked_and_pages_counted(tmp_path: Path, settings: object) -> None:
    text = text_of(printed(text="Terms of sale. " * 900), tmp_path)
    assert "Example: people and figures are invented" in text
    assert "Page 1 of" in text
    assert text.count("C-2027-014") > 1
    settings.IS_DEMO = False
    assert "Example" not in text_of(printed(), tmp_path)


def test_nothing_outside_the_package_can_be_read(root: Path) -> None:
    (root / "sample.typ").write_text('#read("/../secret.txt")')
    (root.parent / "secret.txt").write_text("secret")
    with pytest.raises(Exception, match="escape the project root"):
        printed()


@pytest.mark.parametrize("font", sorted(paper.FONTS.glob("*.ttf")), ids=lambda path: path.name)
def test_fonts_are_light_and_have_their_licence(font: Path) -> None:
    assert font.stat().st_size < 100_000
    assert "SIL Open Font License" in font.with_name(font.name.split("-")[0] + "-OFL.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("letter", [*"₭₦€−’…·", *"ŋɓɗɛɔƁƊƆƐŊ", *"éèçœÿñãõåøẽ", *"ກຂຄງຈສຊຍດຕຖທນບປຜຝພຟມຢຣລວຫອຮໜໝ", *"່້໊໋ັິີຶືຸູົຼ"])
@pytest.mark.parametrize("weight", ["Regular", "Bold"])
def test_some_face_has_every_letter(letter: str, weight: str) -> None:
    assert any(ord(letter) in TTFont(path).getBestCmap() for path in paper.FONTS.glob(f"*-{weight}.ttf"))
