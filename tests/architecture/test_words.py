"""Every refusal has words, and the words exist in three languages."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from django.utils import translation

from rochdale.base.words import _words, said, worded_codes
from rochdale.kernel.refusal import Refusal

SOURCE = Path(__file__).resolve().parents[2] / "src" / "rochdale"
CODE = re.compile(r"^[a-z]+\.[a-z0-9]+(-[a-z0-9]+)*$")
TRANSLATES = {"_", "gettext", "gettext_lazy", "pgettext", "ngettext"}
MAKERS = {"Refusal", "Notice"}


def codes_in(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) in MAKERS and node.args:
            for constant in ast.walk(node.args[0]):
                if isinstance(constant, ast.Constant) and isinstance(constant.value, str):
                    found.add(constant.value)
    return {code for code in found if "." in code}


def codes() -> set[str]:
    return {code for path in SOURCE.rglob("*.py") for code in codes_in(path)}


def test_every_code_is_context_dot_kebab_case() -> None:
    assert [code for code in codes() if not CODE.match(code)] == []


def test_every_refusal_in_the_source_has_words() -> None:
    assert codes() - worded_codes() == set()


@pytest.mark.parametrize("language", ["fr", "lo"])
def test_every_refusal_is_worded_in_the_readers_language(language: str) -> None:
    same = []
    for code, words in _words.items():
        english = str(words.says)
        with translation.override(language):
            if str(words.says) == english:
                same.append(code)
    assert same == [], f"not in {language}"


def test_no_sentence_is_hidden_in_an_f_string() -> None:
    """The catalogue is filled from tokens, and on Python 3.11 an f-string is one of them: what is called inside is never found."""
    hidden = [
        f"{path.relative_to(SOURCE)}:{node.lineno}"
        for path in SOURCE.rglob("*.py")
        for text in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(text, ast.JoinedStr)
        for node in ast.walk(text)
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in TRANSLATES
    ]
    assert hidden == []


def test_said_fills_in_the_facts() -> None:
    told = said(Refusal("base.same-id-other-content", {"on": "2026-01-05", "operation": "trade.offer-lot"}))
    assert "5 January 2026" in told.says
    assert "%(" not in told.says


def test_translations_go_by_names_that_the_catalogue_knows() -> None:
    """What is imported as anything but `_` is not found by `tools/words.py`, and stays English for everybody."""
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation":
                assert {alias.asname for alias in node.names} <= {None, "_"}, path
