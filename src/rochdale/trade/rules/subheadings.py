"""Which goods a row of papers is about: subheadings of the Harmonized System 2022, as `subheadings.toml` lists them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from rochdale.kernel.guess import nearest
from rochdale.kernel.refusal import Refusal


@cache
def _table() -> Mapping[str, Any]:
    return tomllib.loads(Path(__file__).with_name("subheadings.toml").read_text(encoding="utf-8"))


@cache
def subheadings() -> frozenset[str]:
    """Six figures each, without dots."""
    return frozenset(code for codes in _table()["known"].values() for code in codes)


def subheading_of(product: str, species: str = "", process: str = "") -> str:
    """What a product usually ships as, of that kind and so prepared; empty for one the list does not know."""
    prepared = _table()["prepared"]
    found = prepared.get(f"{product} {process} {species}") or prepared.get(f"{product} {process}")
    return str(found or _table()["product"].get(product, ""))


def refusals_for_heading(code: str) -> list[Refusal]:
    """A chapter (two figures), heading (four) or subheading (six) must be in the list; the nearest are named."""
    if code.isdigit() and len(code) in {2, 4, 6} and any(one.startswith(code) for one in subheadings()):
        return []
    return [Refusal("trade.heading-unknown", {"code": code[:12], "guesses": list(nearest(code, sorted(subheadings()))) or ["090111"]})]
