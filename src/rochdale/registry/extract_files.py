"""The register as files that are written while they are sent: CSV and JSON-LD."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import islice

from rochdale.base.tables.writing import safe
from rochdale.registry.rules.linked import HEADINGS, Public, cells, graph_head, node

AT_ONCE = 500
CSV = "text/csv; charset=utf-8"
JSON_LD = "application/ld+json"


def as_csv(entities: Iterable[Public]) -> Iterator[bytes]:
    """UTF-8 with the mark that makes Excel read it as such (RFC 4180)."""
    yield b"\xef\xbb\xbf" + _lines([HEADINGS])
    rows = iter(entities)
    while batch := list(islice(rows, AT_ONCE)):
        yield _lines(cells(one) for one in batch)


def _lines(rows: Iterable[Iterable[str]]) -> bytes:
    file = io.StringIO(newline="")
    csv.writer(file).writerows([safe(cell) for cell in row] for row in rows)
    return file.getvalue().encode()


def as_json_ld(entities: Iterable[Public], *, root: str, address: str, at: datetime) -> Iterator[bytes]:
    """One document; each entity on a line of its own, so that a program may read it line by line."""
    head = json.dumps(graph_head(address, at), ensure_ascii=False)
    yield f'{head[:-1]}, "@graph": ['.encode()
    comma = ""
    rows = iter(entities)
    while batch := list(islice(rows, AT_ONCE)):
        yield (comma + ",".join(f"\n{json.dumps(node(one, root), ensure_ascii=False)}" for one in batch)).encode()
        comma = ","
    yield b"\n]}\n"
