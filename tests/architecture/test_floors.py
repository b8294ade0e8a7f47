"""The floors hold for what import-linter cannot see: foreign keys, templates and the other contexts' private rooms."""

from __future__ import annotations

import ast
import re
from pathlib import Path

from django.apps import apps

SOURCE = Path(__file__).resolve().parents[2] / "src" / "rochdale"
FLOORS = [
    ["kernel"],
    ["base"],
    ["ui"],
    ["people"],
    ["registry"],
    ["governance", "learning"],
    ["assessment", "supply"],
    ["fund", "trade"],
    ["evidence", "flows", "site"],
    ["config"],
]
HEIGHT = {room: height for height, rooms in enumerate(FLOORS) for room in rooms}
INCLUDES = re.compile(r"""{%\s*(?:include|extends)\s+["'](\w+)/""")


def test_every_package_has_a_floor() -> None:
    packages = {path.name for path in SOURCE.iterdir() if path.is_dir() and (path / "__init__.py").exists()}
    assert packages <= HEIGHT.keys(), packages - HEIGHT.keys()


def test_foreign_keys_across_contexts_point_down_and_leave_no_way_back() -> None:
    for model in apps.get_models():
        if not model.__module__.startswith("rochdale."):
            continue
        for field in model._meta.get_fields():
            other = getattr(field, "related_model", None)
            if not getattr(field, "concrete", False) or other is None or not other.__module__.startswith("rochdale."):
                continue
            here, there = model._meta.app_label, other._meta.app_label
            if here != there:
                assert HEIGHT[there] < HEIGHT[here], f"{model._meta.label}.{field.name} points up"
                assert field.remote_field.related_name == "+", f"{model._meta.label}.{field.name} needs related_name='+'"


def test_templates_extend_and_include_only_from_below() -> None:
    for path in SOURCE.rglob("templates/**/*.html"):
        here = path.relative_to(SOURCE).parts[0]
        for there in INCLUDES.findall(path.read_text(encoding="utf-8")):
            if there in HEIGHT:
                assert there == here or HEIGHT[there] < HEIGHT[here], f"{path.name} takes from {there}"


def test_a_contexts_models_views_forms_and_words_are_private() -> None:
    private = {"models", "views", "forms"}
    for path in SOURCE.rglob("*.py"):
        here = path.relative_to(SOURCE).parts[0]
        if here == "config" or "migrations" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            module = node.module if isinstance(node, ast.ImportFrom) and node.module else ""
            parts = module.split(".")
            if len(parts) >= 3 and parts[0] == "rochdale" and parts[1] != here and parts[1] not in {"kernel", "base", "ui"}:
                assert parts[2] not in private, f"{path.relative_to(SOURCE)} imports {module}"
