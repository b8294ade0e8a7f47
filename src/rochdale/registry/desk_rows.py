"""Rows of the register as they travel: plain values by column, and rows again on the other side, with the same ids."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import islice
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db.models import JSONField, Model

from rochdale.base.leaving.cells import plain
from rochdale.kernel.refusal import Refusal, Refused

M = TypeVar("M", bound=Model)
Row = Mapping[str, Any]
AT_ONCE = 500


def as_row(row: Model, *, without: frozenset[str] = frozenset()) -> dict[str, Any]:
    """All columns of a row as plain values, but `without` these."""
    return {column.attname: plain(column.value_from_object(row)) for column in row._meta.concrete_fields if column.attname not in without}


def as_instance(model: type[M], row: Row) -> M:
    """The row again, not saved. Refused (`registry.desk-archive-does-not-fit`) where it holds what this version does not know."""
    columns = {column.attname: column for column in model._meta.concrete_fields}
    try:
        values = {
            name: value if isinstance(columns[name], JSONField) or value is None else columns[name].to_python(value)
            for name, value in row.items()
        }
    except (KeyError, ValidationError, TypeError, ValueError):
        raise Refused(Refusal("registry.desk-archive-does-not-fit", {"table": model._meta.label_lower})) from None
    return model(**values)


def bring_in(model: type[M], rows: Iterable[Row]) -> list[M]:
    """Write those rows that are not here yet, in the caller's transaction; gives them. What is here stays as it is."""
    made, left = list[M](), iter(rows)
    while batch := {str(row["id"]): row for row in islice(left, AT_ONCE)}:
        here = {str(pk) for pk in model._default_manager.filter(pk__in=batch).order_by("pk").values_list("pk", flat=True)}
        fresh = [as_instance(model, row) for id, row in batch.items() if id not in here]
        made += model._default_manager.bulk_create(fresh)
    return made
