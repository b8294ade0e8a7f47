"""Writes docs/reference/export.md and docs/reference/privacy.md from what contexts register, or (`--check`) proves them current."""

from __future__ import annotations

import os
import sys
from pathlib import Path

REFERENCE = Path(__file__).resolve().parents[1] / "docs" / "reference"

EXPORT = """# The export of an organization

`rochdale export ORGANIZATION` and the button “Write the file” write one ZIP file; `rochdale arrive FILE` reads it into an empty
installation. This page is written by `python tools/reference_pages.py` from the registered parts.

| in the file | what it is |
|---|---|
| `manifest.json` | format (`rochdale-export-1`), version, whose data, when; SHA-256 and size of each file; rows and columns of each table |
| `tables/*.json` | one list of objects for each part, one row a line, by key. This is what is read back |
| `tables/*.csv` | the same rows for spreadsheets: RFC 4180, UTF-8 with its mark, commas, CRLF |
| `documents/*` | files that were brought or printed, each called by its SHA-256; `base.document` says their names |
| `read-me.txt` | what lies where, in plain English |

**Values.** A moment is UTC, `2026-11-02T08:00:00Z`. A figure is text, so that no machine rounds it. JSON objects have their keys in order.

**CSV cells.** An empty cell is nothing. A text that begins with `=`, `+`, `-`, `@`, a tab, a line end, a wide form of the four signs or `'`
is led by `'`, so that no spreadsheet computes it; taking one leading `'` away gives the text again. Where a column can be nothing, an
empty text is a lone `'`. JSON stands as JSON.

**What stays behind.** Passwords, PINs, second factors, codes and the secrets of devices. Open invitations, slips and enrolments: their
codes are worth nothing elsewhere. Of others only what an own row points to: an organization by name and place, a person by name, an
offer or need as it was agreed on, a market without what was sealed.

**Equal.** The same data give the same bytes: what has arrived and is exported again has the same SHA-256 for every part.
`rochdale arrive` checks every hash before it writes, refuses a file of a newer version and an installation that holds anything, and
writes all rows in one transaction.

A column marked * is a key of another part; the part stands behind it.

"""

PRIVACY = """# The privacy register

Every column of every table, how private it is, and what becomes of it when the person is erased. Written by
`python tools/reference_pages.py` from `privacy.py` of each context and `base/kept.py`; a test fails for a column that nobody classified.

| level | means |
|---|---|
| public | anybody may see it |
| internal | tells of no person |
| personal | tells of a person |
| sensitive | tells of a person what may harm her |
| secret | opens a door; never shown, never exported |

| when erased | means |
|---|---|
| stays | it tells of no person, or its kind says why it outlasts |
| name | a printed name: a made-up one takes its place |
| text | words or JSON: the name in them becomes the made-up one |
| taken out | emptied, or the row goes |

"""


def export_page() -> str:
    """The whole page of the export."""
    from rochdale.base.leaving.cells import type_of
    from rochdale.base.leaving.parts import parts

    page = EXPORT
    for part in parts():
        page += f"## {part.name}\n\n{part.says}\n\n| column | type |\n|---|---|\n"
        for column in part.columns:
            points_to = part.points_to.get(column.attname)
            page += f"| {column.attname}{' *' if points_to else ''} | {type_of(column)}{f' ({points_to.lower()})' if points_to else ''} |\n"
        if part.leaves_out:
            page += f"\nStays behind: {', '.join(sorted(part.leaves_out))}.\n"
        page += "\n"
    return page.rstrip("\n") + "\n"


def privacy_page() -> str:
    """The whole page of the register."""
    from rochdale.base.privacy import tables

    page = PRIVACY
    for table in tables():
        page += f"## {table.label}\n\n| column | level | kind | when erased | why |\n|---|---|---|---|---|\n"
        for note in table.notes:
            page += f"| {note.field} | {note.level} | {note.kind} | {note.erasing} | {note.why} |\n"
        page += "\n"
    return page.rstrip("\n") + "\n"


PAGES = {"export.md": export_page, "privacy.md": privacy_page}


def main() -> int:
    """1 when a page is not current and only looked at."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rochdale.config.settings")
    import django
    from django.utils import translation

    django.setup()
    translation.activate("en")
    stale = [name for name, page in PAGES.items() if not (REFERENCE / name).exists() or (REFERENCE / name).read_text("utf-8") != page()]
    if "--check" in sys.argv:
        for name in stale:
            print(f"docs/reference/{name} is not current: run `make fix`")
        return 1 if stale else 0
    for name in stale:
        (REFERENCE / name).write_text(PAGES[name](), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
