"""How values are written: in JSON as they are, in CSV so that a spreadsheet computes nothing and a reader gets the same value back.

A CSV cell: nothing for null; numbers, days and moments plain; JSON as JSON. A text that begins with = + - @, a tab, a return, their
wide forms or ' is led by ' (as spreadsheets lead text); taking one leading ' away gives the text again. Where a column can be null,
an empty text is a lone '.
"""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import models
from django.db.models import Field

Column = Field[Any, Any]
Value = Any
_LED = ("'", "=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def type_of(column: Column) -> str:
    """The type of a column in words of the manual."""
    column = getattr(column, "target_field", column)
    for kind, name in _TYPES:
        if isinstance(column, kind):
            return name
    return "text"


_TYPES: tuple[tuple[type[Any], str], ...] = (
    (models.UUIDField, "uuid"),
    (models.BooleanField, "true or false"),
    (models.DateTimeField, "moment"),
    (models.DateField, "day"),
    (models.DecimalField, "figure as text"),
    (models.IntegerField, "whole number"),
    (models.FloatField, "number"),
    (models.JSONField, "json"),
)


def plain(value: object) -> Value:
    """A value of a row as JSON holds it. Moments are UTC; figures are text, so that no machine rounds them."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return format(value, "f")
    return str(value) if isinstance(value, UUID) else value


def written(value: Value) -> str:
    """A plain value as JSON text: the same value, the same letters."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(", ", ": "))


def cell(column: Column, value: Value) -> str:
    """A plain value as a CSV cell."""
    if value is None:
        return ""
    if type_of(column) == "json":
        return led(written(value))
    if isinstance(value, bool):
        return "true" if value else "false"
    if type_of(column) != "text":
        return str(value)
    return "'" if value == "" and column.null else led(value)


def led(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(_LED) else text


def value_of(column: Column, text: str) -> Value:
    """The plain value of a CSV cell."""
    kind = type_of(column)
    if text == "":
        return "" if kind == "text" and not column.null else None
    if kind in ("text", "json"):
        text = text.removeprefix("'")
        return json.loads(text) if kind == "json" else text
    if kind == "true or false":
        return text == "true"
    return {"whole number": int, "number": float}.get(kind, str)(text)
