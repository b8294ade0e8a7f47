"""A pack file against its JSON Schema (draft 2020-12): each fault with its path, and keys that nobody knows."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker
from jsonschema.exceptions import ValidationError

from rochdale.kernel.refusal import Refusal

SCHEMA = Path(__file__).resolve().parents[1] / "packs" / "schema.json"
_MEANT = {"required": "req", "recipients": "to", "minimum_members": "min_members", "article": "cite", "grade": "status"}
"""Words that people write for a key of ours."""
_KINDS = {
    "integer": "registry.pack-wants-a-number",
    "boolean": "registry.pack-wants-yes-or-no",
    "string": "registry.pack-wants-a-text",
    "array": "registry.pack-wants-a-list",
    "object": "registry.pack-wants-a-table",
}

_LIMITS = {
    "minimum": "registry.pack-number-too-small",
    "maximum": "registry.pack-number-too-large",
    "format": "registry.pack-wants-a-day",
    "minItems": "registry.pack-says-too-little",
    "minProperties": "registry.pack-says-too-little",
    "minLength": "registry.pack-says-too-little",
    "maxLength": "registry.pack-value-too-long",
    "uniqueItems": "registry.pack-says-it-twice",
}


@cache
def schema() -> Mapping[str, Any]:
    """The schema as it is shipped, so that other tools can be given the file."""
    loaded: dict[str, Any] = json.loads(SCHEMA.read_text(encoding="utf-8"))
    return loaded


@cache
def _validator() -> Draft202012Validator:
    return Draft202012Validator(schema(), format_checker=FormatChecker())


def as_json_values(value: Any) -> Any:
    """Tables of TOML as JSON knows them: days and exact numbers as text. A schema has no word for a day."""
    if isinstance(value, Mapping):
        return {key: as_json_values(one) for key, one in value.items()}
    if isinstance(value, list):
        return [as_json_values(one) for one in value]
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


def faults_by_schema(tables: Mapping[str, Any]) -> list[Refusal]:
    """What breaks the schema, in the order of the file's paths; one fault for each place."""
    plain = as_json_values(tables)
    found: dict[str, Refusal] = {}
    for error in sorted(_validator().iter_errors(plain), key=lambda error: [str(step) for step in error.absolute_path]):
        for fault in _faults(error, path_in(plain, error.absolute_path)):
            found.setdefault(f"{fault.facts['path']} {fault.facts.get('key', '')}", fault)
    return list(found.values())


def path_in(tables: Any, steps: Iterable[str | int]) -> str:
    """As a person finds the place: form[SCOOPS].min_members. Rows without a code are counted from 1."""
    said, here = "", tables
    for step in steps:
        here = here[step]
        if isinstance(step, int):
            code = here.get("code") or here.get("mode") if isinstance(here, Mapping) else None
            said += f"[{code or step + 1}]"
        else:
            said += f".{step}" if said else step
    return said


def _faults(error: ValidationError, path: str) -> list[Refusal]:
    """One fault, or one for each key that is missing: the library tells of each apart, and does not name it."""
    kind, found = str(error.validator), error.instance
    wanted: Any = error.validator_value
    here = {"path": path or "(file)", "text": _short(found)}
    if kind not in ("required", "anyOf"):
        return [_fault(kind, wanted, here)]
    held: Mapping[str, Any] = found if isinstance(found, dict) else {}
    keys = wanted if kind == "required" else ["code"]
    return [Refusal("registry.pack-key-is-missing", {**here, "key": key}) for key in keys if key not in held]


def _fault(kind: str, wanted: Any, here: Mapping[str, str]) -> Refusal:
    if kind == "type":
        return Refusal(_KINDS[wanted if isinstance(wanted, str) else wanted[0]], here)
    if kind in ("enum", "const"):
        allowed = wanted if isinstance(wanted, list) else [wanted]
        return Refusal("registry.pack-value-is-none-of", {**here, "allowed": ", ".join(str(one) for one in allowed)})
    return Refusal(_LIMITS.get(kind, "registry.pack-value-is-malformed"), {**here, "limit": _short(wanted)})


def _short(value: Any) -> str:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= 60 else f"{text[:57]}..."


def unknown_keys(tables: Mapping[str, Any]) -> tuple[list[Refusal], list[Refusal]]:
    """Keys that the schema does not name: those one letter off as faults, others as notices. Nothing is ever judged by either."""
    faults: list[Refusal] = []
    notices: list[Refusal] = []
    plain = as_json_values(tables)
    for steps, key, known in _strangers(plain, schema(), ()):
        path = path_in(plain, steps) or "(file)"
        near = [_MEANT[key]] if _MEANT.get(key) in known else get_close_matches(key, known, n=1, cutoff=0.75)
        if near:
            faults.append(Refusal("registry.pack-key-is-misspelt", {"path": path, "key": key, "meant": near[0]}))
        else:
            notices.append(Refusal("registry.pack-key-is-not-judged", {"path": path, "key": key}))
    return faults, notices


_Steps = tuple[str | int, ...]


def _strangers(value: Any, rule: Mapping[str, Any], steps: _Steps) -> Iterator[tuple[_Steps, str, Sequence[str]]]:
    rule = _followed(rule)
    if isinstance(value, list) and "items" in rule:
        for place, one in enumerate(value):
            yield from _strangers(one, rule["items"], (*steps, place))
    if not isinstance(value, Mapping):
        return
    known = rule.get("properties", {})
    for key, one in value.items():
        if key in known:
            yield from _strangers(one, known[key], (*steps, key))
        elif "additionalProperties" in rule:
            yield from _strangers(one, rule["additionalProperties"], (*steps, key))
        elif known:
            yield steps, key, sorted(known)


def _followed(rule: Mapping[str, Any]) -> Mapping[str, Any]:
    while "$ref" in rule:
        rule = schema()["$defs"][rule["$ref"].rpartition("/")[2]]
    return {**rule, **rule["else"]} if "properties" not in rule and "properties" in rule.get("else", {}) else rule
