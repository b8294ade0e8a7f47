"""The house keeps its rooms small: files, functions and templates have a most."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parents[2] / "src" / "rochdale"
PYTHON = [path for path in SOURCE.rglob("*.py") if "migrations" not in path.parts]
PAGES = [path for path in SOURCE.rglob("*.html") if "templates" in path.parts]
BANNED = {"utils", "helpers", "common", "misc", "manager", "data", "info", "signals"}


def name(path: Path) -> str:
    return str(path.relative_to(SOURCE))


@pytest.mark.parametrize("path", PYTHON, ids=name)
def test_no_file_is_over_400_lines_and_no_function_over_40(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= 400, f"{name(path)} has {text.count(chr(10))} lines"
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno:
            lines = node.end_lineno - node.lineno + 1
            assert lines <= 40, f"{name(path)}: {node.name} has {lines} lines"


@pytest.mark.parametrize("path", PAGES, ids=name)
def test_no_template_is_over_120_lines(path: Path) -> None:
    assert path.read_text(encoding="utf-8").count("\n") <= 120


@pytest.mark.parametrize("path", PYTHON, ids=name)
def test_every_module_says_what_it_is(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    if text.strip():
        assert ast.get_docstring(ast.parse(text)), f"{name(path)} has no docstring"


def test_no_room_has_a_name_that_says_nothing() -> None:
    rooms = {path.stem for path in PYTHON} | {path.name for path in SOURCE.rglob("*") if path.is_dir()}
    assert not rooms & BANNED
