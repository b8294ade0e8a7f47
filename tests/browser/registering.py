"""The steps of a registration, by its buttons and links, in the language of its reader: asked, handed in, looked at, decided."""

from __future__ import annotations

import re
import shutil
import subprocess
import unicodedata
from pathlib import Path

import pytest
from django.utils import translation
from django.utils.translation import gettext
from playwright.sync_api import Page

from tests.browser import walking
from tests.browser.walking import Said

GO_ON = "Keep it and go on"


class Reader:
    """A page and the language in which its buttons are called. They are named here in English, as in the code."""

    def __init__(self, page: Page, base: str, language: str) -> None:
        self.page, self.base, self.language = page, base, language

    def word(self, text: str, **facts: object) -> str:
        """What the program says, in this reader's language; an untranslated word would be found nowhere on the page."""
        with translation.override(self.language):
            return gettext(text) % facts if facts else gettext(text)

    def register(self) -> None:
        """From the first page of the installation to the register."""
        self.page.goto(self.base + "/")
        self.follow("Be registered, look somebody up")

    def press(self, button: str, /, **said: Said) -> None:
        """Fill what is given, and press the one button or link of that name."""
        walking.answer(self.page, **said)
        walking.press(self.page, self.word(button))

    def follow(self, text: str, **facts: object) -> None:
        """The first link whose words hold that text."""
        walking.follow(self.page, self.word(text, **facts))

    def sees(self, *texts: str, **facts: object) -> None:
        """All of this stands on the page."""
        shown = walking.shown(self.page)
        for text in texts:
            assert self.word(text, **facts) in shown, f"{self.word(text, **facts)!r} in {shown}"

    def misses(self, *texts: str) -> None:
        """None of this stands on the page."""
        shown = walking.shown(self.page)
        for text in texts:
            assert self.word(text) not in shown, self.word(text)

    def found(self, pattern: str) -> str:
        """The first piece of the page that looks so."""
        match = re.search(pattern, walking.shown(self.page))
        assert match, f"{pattern} in {walking.shown(self.page)}"
        return match[0]

    def section(self, id: str) -> str:
        """What stands in one section of the page."""
        return re.sub(r"\s+", " ", self.page.inner_text(f"section:has(> #{id}), section:has(#{id})"))

    def prints(self, name: str, folder: Path, *texts: str, **facts: object) -> None:
        """The PDF behind a link of the page opens, and holds these words."""
        link = self.page.locator("main a[href*='.pdf'], main a[href*='/paper/']", has_text=self.word(name, **facts)).first
        address = f"{self.base}{link.get_attribute('href')}"
        got = self.page.request.get(address)
        assert got.ok and got.headers["content-type"] == "application/pdf", f"{got.status} {address}"
        told = text_of(got.body(), folder)
        for text in texts:
            assert letters(text) in told, f"{text!r} in {told}"


def text_of(paper: bytes, folder: Path) -> str:
    """What stands in a PDF, as `letters` has it."""
    program = shutil.which("pdftotext")
    if not program:
        pytest.skip("pdftotext (package poppler-utils) is not installed")
    (folder / "paper.pdf").write_bytes(paper)
    told = subprocess.run([program, "-layout", str(folder / "paper.pdf"), "-"], capture_output=True, text=True, check=True).stdout
    return letters(told)


def letters(text: str) -> str:
    """A text as it can be looked for on paper: poppler sets blanks around Lao marks and says a letter with two of them twice."""
    bare = "".join(letter for letter in text if not (letter.isspace() or unicodedata.combining(letter) or letter in "ິີຶືັົ"))
    return re.sub(r"([\u0e80-\u0eff])\1+", r"\1", bare)
