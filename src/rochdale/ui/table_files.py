"""Every list can be taken away as Excel or CSV: the rows that the address asks for, in its order, all of them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import TypeVar

from django.http import HttpResponse
from django.utils.html import strip_tags

from rochdale.base.tables import csv_bytes, xlsx_bytes
from rochdale.ui.tables import Table

T = TypeVar("T")
KINDS = {"csv": "text/csv; charset=utf-8", "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}
MOST_ROWS = 100_000


def table_file(table: Table[T], params: Mapping[str, str], *, kind: str, name: str, at: datetime) -> HttpResponse:
    """The rows of a table that `params` asks for, as a file called `name` of the `kind` "csv" or "xlsx"."""
    headings = [str(column.heading) for column in table.columns]
    rows = [[_plain(column.show(row)) for column in table.columns] for row in table.all(params, most=MOST_ROWS)]
    content = csv_bytes(headings, rows) if kind == "csv" else xlsx_bytes({name: (headings, rows)}, at=at)
    headers = {"Content-Disposition": f'attachment; filename="{name}.{kind}"', "X-Content-Type-Options": "nosniff"}
    return HttpResponse(content, content_type=KINDS[kind], headers=headers)


def _plain(value: object) -> object:
    """A cell as a spreadsheet wants it: figures and days typed, chips as their words."""
    return value if isinstance(value, (int, Decimal, date)) and not isinstance(value, bool) else strip_tags(str(value)).strip()
