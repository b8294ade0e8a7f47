"""The house keeps its rooms small: files, functions and templates have a most."""

from __future__ import annotations

import ast
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[2] / "src" / "rochdale"
PYTHON = [path for path in SOURCE.rglob("*.py") if "migrations" not in path.parts]
PAGES = [path for path in SOURCE.rglob("*.html") if "templates" in path.parts]
BANNED = {"utils", "helpers", "common", "misc", "manager", "data", "info", "signals"}


def name(path: Path) -> str:
    return str(path.relative_to(SOURCE))


def test_no_file_is_over_400_lines() -> None:
    assert [name(path) for path in PYTHON if path.read_text(encoding="utf-8").count("\n") > 400] == []


def test_no_function_is_over_40_lines() -> None:
    assert [
        f"{name(path)}: {node.name}"
        for path in PYTHON
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno and node.end_lineno - node.lineno >= 40
    ] == []


def test_no_template_is_over_120_lines() -> None:
    assert [name(path) for path in PAGES if path.read_text(encoding="utf-8").count("\n") > 120] == []


def test_every_module_says_what_it_is() -> None:
    texts = {name(path): path.read_text(encoding="utf-8") for path in PYTHON}
    assert [path for path, text in texts.items() if text.strip() and not ast.get_docstring(ast.parse(text))] == []


def test_no_room_has_a_name_that_says_nothing() -> None:
    rooms = {path.stem for path in PYTHON} | {path.name for path in SOURCE.rglob("*") if path.is_dir()}
    assert not rooms & BANNED
