"""YAML read safely, with the line on which each value stands.

Types are checked by whoever reads: YAML takes `no` for false and `1:30` for 90.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import yaml
from yaml.nodes import MappingNode, Node, SequenceNode

from rochdale.kernel.refusal import Refusal, Refused

MOST_DEEP = 12
Path = tuple[Hashable, ...]


@dataclass(frozen=True, slots=True)
class Read:
    """What a text says, and on which line (from 1) each of its values begins, by path."""

    value: Any
    lines: dict[Path, int] = field(default_factory=dict)

    def line(self, *path: Hashable) -> int:
        """That of the value, or of the nearest one around it."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)


def read_yaml(text: str, file: str, *, first_line: int = 1) -> Read:
    """Refused: `learning.not-yaml`, `learning.said-twice` (a key that stands twice), `learning.yaml-alias`, each with file and line."""
    lines: dict[Path, int] = {}
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
        if node is not None:
            _walk(node, (), lines, file, first_line, set())
        value = yaml.SafeLoader("").construct_document(node) if node is not None else None
    except (yaml.YAMLError, RecursionError, ValueError) as trouble:
        mark = getattr(trouble, "problem_mark", None)
        raise Refused(Refusal("learning.not-yaml", {"file": file, "line": (mark.line if mark else 0) + first_line})) from None
    return Read(_plain(value), lines)


def _walk(node: Node, path: Path, lines: dict[Path, int], file: str, first_line: int, seen: set[int]) -> None:
    line = node.start_mark.line + first_line
    if id(node) in seen or len(path) > MOST_DEEP:
        raise Refused(Refusal("learning.yaml-alias", {"file": file, "line": line}))
    seen.add(id(node))
    lines[path] = line
    if isinstance(node, MappingNode):
        known = set[Hashable]()
        for key, value in node.value:
            if not isinstance(key.value, str) or key.value in known:
                raise Refused(
                    Refusal("learning.said-twice", {"file": file, "line": key.start_mark.line + first_line, "key": str(key.value)[:40]})
                )
            known.add(key.value)
            _walk(value, (*path, key.value), lines, file, first_line, seen)
            lines[(*path, key.value)] = key.start_mark.line + first_line
    elif isinstance(node, SequenceNode):
        for place, value in enumerate(node.value):
            _walk(value, (*path, place), lines, file, first_line, seen)


def _plain(value: Any) -> Any:
    """Keys are texts, days too: nothing in a pack is a day."""
    if isinstance(value, dict):
        return {str(key): _plain(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_plain(one) for one in value]
    return value.isoformat() if isinstance(value, date) else value
