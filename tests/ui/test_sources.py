"""What lies in the folder of the layout is current, documented, used once in the gallery, and as light as it must be."""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
UI = ROOT / "src" / "rochdale" / "ui"
STATIC = UI / "static" / "ui"
COMPONENTS = sorted((UI / "templates" / "cotton").glob("*.html"))
PARTS_OF_FIELDS = {"text", "figure", "tiles", "select", "checkbox", "date", "file", "choose", "question", "said_no", "field"}
"""Drawn through `c-form` in the gallery."""
names = [path.stem for path in COMPONENTS]


@pytest.mark.parametrize("tool", ["css.py", "components.py"])
def test_what_a_tool_writes_is_current(tool: str) -> None:
    ran = subprocess.run([sys.executable, str(ROOT / "tools" / tool), "--check"], capture_output=True, text=True)
    assert ran.returncode == 0, ran.stdout


@pytest.mark.parametrize("path", COMPONENTS, ids=names)
def test_a_component_begins_with_its_signature_and_what_it_is(path: Path) -> None:
    first, second = path.read_text(encoding="utf-8").splitlines()[:2]
    assert first.startswith(f"{{# <c-{path.stem.replace('_', '-')}") and first.endswith("#}")
    assert re.fullmatch(r"\{# [A-Z].*[.?] #\}", second)


@pytest.mark.parametrize("path", COMPONENTS, ids=names)
def test_a_component_has_an_example_in_the_gallery(path: Path) -> None:
    if path.stem in PARTS_OF_FIELDS:
        return
    shown = "".join(page.read_text(encoding="utf-8") for page in (UI / "templates" / "ui").rglob("*.html"))
    assert f"<c-{path.stem.replace('_', '-')}" in shown


def test_every_class_in_a_component_is_drawn_by_a_stylesheet() -> None:
    css = "".join(path.read_text(encoding="utf-8") for path in (UI / "css").rglob("*.css"))
    tags = re.compile(r"[\w-]*(\{%.*?%\}|\{\{.*?\}\})[\w-]*")
    for path in (UI / "templates").rglob("*.html"):
        for classes in re.findall(r'class="([^"]*)"', tags.sub(" ", path.read_text(encoding="utf-8"))):
            for name in classes.split():
                assert re.search(rf"\.{re.escape(name)}\b", css), f"{path.name} uses .{name}, which nothing draws"


def test_the_vendored_library_is_the_one_we_know() -> None:
    digest, name = (STATIC / "htmx.min.js.sha256").read_text(encoding="utf-8").split()
    assert hashlib.sha256((STATIC / name).read_bytes()).hexdigest() == digest


def test_each_font_cut_is_light() -> None:
    for path in (STATIC / "fonts").glob("*.woff2"):
        assert path.stat().st_size < 15_000, path.name


def test_no_style_names_a_side_that_would_not_turn_from_right_to_left() -> None:
    sided = re.compile(r"(?<![-\w])(margin|padding|border)-(left|right)\b|(?<![-\w])(left|right):")
    for path in (UI / "css").rglob("*.css"):
        assert not sided.search(path.read_text(encoding="utf-8")), path.name
