"""A person's own data in one file: JSON for machines, the files, and a guide to read, in the person's language. Built anew each time.

Each context registers its parts: `mine(...)` says what it keeps of a person. A part holds that person's data and nobody else's: where a
row tells of two, the other one is left out.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.core.serializers.json import DjangoJSONEncoder
from django.utils import formats, translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from rochdale.base import documents, privacy, tenancy
from rochdale.base.looks import looks_at_person
from rochdale.base.made_up import shown_name
from rochdale.base.mail import SEND
from rochdale.base.models import AuditEntry, Document, Job, Look, Proposal
from rochdale.base.paper import pdf

Text = str | Promise
Row = Mapping[str, Any]
TEMPLATE = "base/paper/own_data.typ"
MOST_ROWS_ON_PAPER = 200
_EPOCH = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Mine:
    """One part: what it is, its columns with the words a person reads, and the rows."""

    name: str
    """Of its file: `data/name.json`."""
    title: Text
    says: Text
    columns: Mapping[str, Text]
    rows: Callable[[UUID], Iterable[Row]]
    words: Mapping[str, Callable[[Any], Text]] = field(default_factory=dict)
    """How a code in a column is said to a person; in the JSON it stays a code."""


_parts: dict[str, Mine] = {}


def mine(name: str, **facts: Any) -> None:
    """Register what a context keeps of a person. A name used twice is a mistake of ours."""
    if name in _parts:
        raise ValueError(f"two parts of one's own data called {name}")
    _parts[name] = Mine(name, **facts)


def parts() -> tuple[Mine, ...]:
    """All parts by name; that of the person comes first."""
    return tuple(_parts[name] for name in sorted(_parts, key=lambda name: (name != "person", name)))


def package_of(person_id: UUID, *, name: str, language: str, at: datetime) -> bytes:
    """The file: a guide, the data, and the files that are about the person."""
    with tenancy.everywhere("one's own data, in whichever organization they lie"):
        found = {part.name: [dict(row) for row in part.rows(person_id)] for part in parts()}
    kept = list(Document.objects.filter(about_kind="people.Person", about_id=str(person_id)).order_by("at", "id"))
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        with translation.override(language):
            guide = pdf(TEMPLATE, _guide(found, kept, name, at), language=translation.get_language() or "en", at=at)
        _put(package, "guide.pdf", guide)
        for part in parts():
            _put(package, f"data/{part.name}.json", _json(found[part.name]))
        for document in kept:
            _put(package, f"files/{document.sha256[:8]}-{document.name}", documents.content_of(document))
    return file.getvalue()


def _put(package: zipfile.ZipFile, name: str, content: bytes) -> None:
    package.writestr(zipfile.ZipInfo(name, _EPOCH), content, zipfile.ZIP_DEFLATED)


def _json(rows: Sequence[Row]) -> bytes:
    return (json.dumps(rows, cls=DjangoJSONEncoder, ensure_ascii=False, indent=1) + "\n").encode()


def _guide(found: Mapping[str, Sequence[Row]], kept: Sequence[Document], name: str, at: datetime) -> dict[str, object]:
    """What the paper says, in the active language."""
    return {
        "title": _("What Rochdale keeps of you"),
        "reference": name,
        "name": name,
        "made": _("Written on %(day)s") % {"day": formats.date_format(at, "j F Y")},
        "lead": _("This paper shows it to read. The folder “data” holds the same for machines, as JSON."),
        "parts": [_shown(part, found[part.name]) for part in parts()],
        "files": {
            "title": _("Files about you"),
            "rows": [[document.name, formats.date_format(document.at, "j F Y")] for document in kept],
            "none": _("There is none."),
        },
        "rights": {
            "title": _("What you can do"),
            "rows": [
                _("Correct your name, e-mail or phone number on “My page”."),
                _("See there who looked at your data, and why."),
                _("Have your name and all that is personal erased, once you hold no office."),
            ],
        },
    }


def _shown(part: Mine, rows: Sequence[Row]) -> dict[str, object]:
    left = max(0, len(rows) - MOST_ROWS_ON_PAPER)
    more = ngettext("%(count)s more in %(file)s", "%(count)s more in %(file)s", left) % {"count": left, "file": f"data/{part.name}.json"}
    return {
        "title": str(part.title),
        "says": str(part.says),
        "file": f"data/{part.name}.json",
        "headings": [str(label) for label in part.columns.values()],
        "rows": [[_said(part, row, column) for column in part.columns] for row in rows[:MOST_ROWS_ON_PAPER]],
        "more": more if left else "",
        "none": _("There is nothing."),
    }


def _said(part: Mine, row: Row, column: str) -> str:
    value = row.get(column)
    return str(part.words[column](value)) if value and column in part.words else _written(value)


def deed_in_words(what: str) -> str:
    """An operation as a person says it: "trade.offer-lot" is "offer lot"."""
    return _(what.partition(".")[2].replace("-", " "))


def _kind_in_words(what: str) -> Text:
    found = privacy.kind_of(what)
    return found.title if found else what


def _written(value: object) -> str:
    if value is None or value == "" or value == []:
        return "–"
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, datetime):
        return formats.date_format(value, "SHORT_DATETIME_FORMAT")
    if isinstance(value, date):
        return formats.date_format(value, "SHORT_DATE_FORMAT")
    return ", ".join(str(item) for item in value) if isinstance(value, (list, tuple)) else str(value)


def _deeds(person_id: UUID) -> Iterable[Row]:
    """Without before and after: those may tell of others."""
    rows = AuditEntry.objects.filter(by_id=str(person_id)).order_by("id")
    return rows.values("at", "what", "organization_name", "reason")


def _deeds_about(person_id: UUID) -> Iterable[Row]:
    rows = AuditEntry.objects.filter(about_kind="people.Person", about_id=str(person_id)).exclude(by_id=str(person_id)).order_by("id")
    return rows.values("at", "what", "organization_name")


mine(
    "deeds",
    title=gettext_lazy("What you did"),
    says=gettext_lazy("Each change you made, and for whom. What it was before and after may tell of others and is left out."),
    columns={
        "at": gettext_lazy("When"),
        "what": gettext_lazy("What"),
        "organization_name": gettext_lazy("For whom"),
        "reason": gettext_lazy("Reason"),
    },
    rows=_deeds,
    words={"what": deed_in_words},
)
mine(
    "deeds-about-you",
    title=gettext_lazy("What others did to your entry"),
    says=gettext_lazy("For example when somebody wrote you down."),
    columns={"at": gettext_lazy("When"), "what": gettext_lazy("What"), "organization_name": gettext_lazy("For whom")},
    rows=_deeds_about,
    words={"what": deed_in_words},
)
mine(
    "looks-at-you",
    title=gettext_lazy("Who looked at your data"),
    says=gettext_lazy("With the purpose that was told."),
    columns={
        "at": gettext_lazy("When"),
        "by_name": gettext_lazy("Who"),
        "organization_name": gettext_lazy("For whom"),
        "purpose": gettext_lazy("Why"),
    },
    rows=lambda person_id: looks_at_person(person_id).values("at", "by_name", "organization_name", "purpose"),
    words={"by_name": shown_name},
)
mine(
    "looks-by-you",
    title=gettext_lazy("At what you looked"),
    says=gettext_lazy("With the purpose that you told."),
    columns={"at": gettext_lazy("When"), "what": gettext_lazy("What"), "purpose": gettext_lazy("Why")},
    rows=lambda person_id: Look.objects.filter(by_id=str(person_id)).order_by("id").values("at", "what", "purpose"),
    words={"what": _kind_in_words},
)
mine(
    "files",
    title=gettext_lazy("Files you brought"),
    says=gettext_lazy("Their names. The files belong to the organization you brought them for."),
    columns={"at": gettext_lazy("When"), "name": gettext_lazy("File"), "organization_name": gettext_lazy("For whom")},
    rows=lambda person_id: Document.objects.filter(by_id=str(person_id)).order_by("at", "id").values("at", "name", "organization_name"),
)
mine(
    "acts-of-two",
    title=gettext_lazy("Acts that need two persons"),
    says=gettext_lazy("Those you prepared."),
    columns={"at": gettext_lazy("When"), "act": gettext_lazy("What"), "state": gettext_lazy("State")},
    rows=lambda person_id: Proposal.objects.filter(by_id=str(person_id)).order_by("at", "id").values("at", "act", "state"),
    words={"act": deed_in_words},
)
mine(
    "work",
    title=gettext_lazy("Work you started behind the pages"),
    says=gettext_lazy("For example reading a file."),
    columns={"at": gettext_lazy("When"), "kind": gettext_lazy("What"), "state": gettext_lazy("State")},
    rows=lambda person_id: Job.objects.filter(by_id=str(person_id)).exclude(kind=SEND).order_by("at", "id").values("at", "kind", "state"),
    words={"kind": deed_in_words},
)
