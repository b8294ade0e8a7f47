"""Pieces that come with the program: our approach, getting started, what to do when the market closes. An editor may replace each.

A text lies in `shipped/KIND/SLUG/LANGUAGE.md`: lines `title:`, `summary:` and, for its drawing, `alt:`; an empty line; Markdown. The
drawing lies beside it as `picture.svg`. A piece of the same address in the database stands in its place.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from rochdale.site.rules.pieces import Words
from rochdale.site.rules.writing import typeset

FOLDER = Path(__file__).with_name("shipped")


@cache
def shipped(kind: str, slug: str) -> Mapping[str, Words]:
    """By language, English first; nothing where none is shipped under that address."""
    files = sorted((FOLDER / kind / slug).glob("*.md"), key=lambda file: (file.stem != "en", file.stem)) if slug else []
    return {file.stem: read(typeset(file.read_text(encoding="utf-8"), file.stem)) for file in files}


@cache
def addresses() -> tuple[tuple[str, str], ...]:
    """Kind and slug of every shipped piece."""
    return tuple(sorted((folder.parent.name, folder.name) for folder in FOLDER.glob("*/*") if folder.is_dir()))


@cache
def drawing(kind: str, slug: str) -> str:
    """The drawing of a shipped piece, to stand in a page; "" where it has none."""
    file = FOLDER / kind / slug / "picture.svg"
    return file.read_text(encoding="utf-8") if file.exists() else ""


def read(text: str) -> Words:
    """The head of a file as fields, the rest as the body."""
    head, _, body = text.partition("\n\n")
    fields = dict(line.split(": ", 1) for line in head.splitlines())
    return Words(body=body.strip(), **fields)
