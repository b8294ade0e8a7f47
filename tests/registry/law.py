"""Packs that tests need beside those shipped: the shipped ones changed at one place, as a later version or a broken file."""

from __future__ import annotations

from datetime import date

from rochdale.registry.rules.pack import Pack
from rochdale.registry.rules.packs import FOLDER, load, shipped

OHADA, CM_1992, LA = ("ohada-2010", "cm-1992", "la-2010")


def text_of(name: str, *changes: tuple[str, str]) -> str:
    """The file of a shipped pack, with each first text changed to the second one."""
    text = (FOLDER / f"{name}.toml").read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    return text


def pack(name: str, *changes: tuple[str, str]) -> Pack:
    """A sound pack made from a shipped one."""
    return load(text_of(name, *changes).encode())


def one(name: str) -> Pack:
    """A shipped pack."""
    return next(found for found in shipped() if found.id == name)


def later(version: str, begins: date, *changes: tuple[str, str]) -> Pack:
    """The Uniform Act as changed from a day on."""
    return pack(
        OHADA,
        ('version = "0.1.0"', f'version = "{version}"'),
        ("in_force_from = 2011-05-15", f"in_force_from = {begins}"),
        ("in_force_claims = [2011-05-11, 2011-05-15, 2011-05-16]", ""),
        *changes,
    )
