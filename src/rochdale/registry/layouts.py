"""Registers that exist as tables, read as what they are: one row, one entity. Whatever cannot be read is told with its cell."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from rochdale.base.imports import Fault, Reading, ReadRow
from rochdale.base.tables import Limits, Table, address, read_table
from rochdale.kernel.guess import folded
from rochdale.kernel.refusal import Refusal, Refused
from rochdale.registry.models.names import LONGEST
from rochdale.registry.rules.ledger import Status
from rochdale.registry.rules.places import place_code

SHOWN = (_("Name"), _("Number"), _("Form"), _("Place"))
NOT_STATED = {"", "nsp", "n/a", "-"}
POINT = re.compile(r"^POINT \((-?\d+(?:\.\d+)?) (-?\d+(?:\.\d+)?)\)$")
DAY = re.compile(r"^(\d{1,2})/(\d{1,2})/(\d{4})$")
ISO_DAY = re.compile(r"^(\d{4})-(\d{2})-(\d{2})$")
A_REGISTER = Limits(most_bytes=200 * 1024**2, most_rows=1_000_000)
Texts = Mapping[str, str]
Wrong = list[tuple[str, Refusal]]


@dataclass(frozen=True, slots=True)
class Layout:
    """How one register writes its rows: its headings, whose country it is, and how a row is told."""

    name: str
    title: Any
    country: str
    headings: Mapping[str, str]
    """Our word for a column to its heading, folded. Every one of them must be there."""
    tell: Callable[[Texts, Wrong], dict[str, Any]]
    """What a row says: some of the ledger's fields; `since` (legal day of the first filing) and `until` (dissolution) as ISO text."""


def _togo(texts: Texts, wrong: Wrong) -> dict[str, Any]:
    names = [texts[level] for level in ("region", "prefecture", "commune", "canton", "village")]
    point = POINT.match(texts["geometry"])
    if texts["geometry"] and not point:
        wrong.append(("geometry", Refusal("registry.row-no-point", {"value": texts["geometry"][:40]})))
    seat: dict[str, Any] = {"code": place_code("TG", names), "names": [name for name in names if name]}
    if point:
        seat |= {"lon": point[1], "lat": point[2]}
    return {"form": TOGO_FORMS.get(folded(texts["form"]), texts["form"]), "seat": seat, "activities": _in_braces(texts["activities"])}


TOGO_FORMS = {
    "cooperative simplifiee": "SCOOPS",
    "societe cooperative simplifiee": "SCOOPS",
    "scoops": "SCOOPS",
    "cooperative avec conseil d administration": "COOP-CA",
    "societe cooperative avec conseil d administration": "COOP-CA",
    "coop ca": "COOP-CA",
}
"""What the column called type says, and the code of the form in the pack. Anything else stays as it is written."""


def _in_braces(text: str) -> list[str]:
    return [part.strip(' "') for part in text.strip("{} ").split(",") if part.strip(' "')]


def _rochdale(texts: Texts, wrong: Wrong) -> dict[str, Any]:
    names = [part.strip() for part in texts["place"].split("/") if part.strip()]
    country = texts["country"].upper()
    if not re.fullmatch(r"[A-Z]{2}", country):
        wrong.append(("country", Refusal("registry.row-no-country", {"value": texts["country"][:40]})))
    return {
        "form": texts["form"],
        "number": texts["number"],
        "acronym": texts["acronym"],
        "country": country,
        "seat": {"code": place_code(country, names), "names": names},
        "since": _day("since", texts["since"], wrong),
        "until": _day("until", texts["until"], wrong),
    }


def _uk(texts: Texts, wrong: Wrong) -> dict[str, Any]:
    names = [part for part in (texts["nation"], texts["city"], texts["postcode"]) if part]
    form = "" if folded(texts["registrar"]) == "legal form is not defined" else texts["form"]
    return {
        "form": form,
        "number": texts["number"],
        "acronym": "",
        "trading_name": texts["trading"],
        "seat": {"code": place_code("GB", names), "names": names},
        "since": _day("since", texts["since"], wrong),
        "until": _day("until", texts["until"], wrong),
    }


def _day(column: str, text: str, wrong: Wrong) -> str:
    if not text:
        return ""
    try:
        if found := DAY.match(text):
            return date(int(found[3]), int(found[2]), int(found[1])).isoformat()
        if found := ISO_DAY.match(text):
            return date(int(found[1]), int(found[2]), int(found[3])).isoformat()
    except ValueError:
        pass
    wrong.append((column, Refusal("registry.row-no-day", {"value": text[:40]})))
    return ""


LAYOUTS = {
    layout.name: layout
    for layout in (
        Layout(
            "togo",
            _("Agricultural cooperatives of Togo (opendata.gouv.tg)"),
            "TG",
            {
                "key": "fid",
                "region": "region_nom_bdd",
                "prefecture": "prefecture_nom_bdd",
                "commune": "commune_nom_bdd",
                "canton": "canton_nom_bdd",
                "village": "nom_localite",
                "name": "cooperative_nom",
                "activities": "cooperative_statut",
                "form": "cooperative_type",
                "geometry": "geometry",
            },
            _togo,
        ),
        Layout(
            "coops-uk",
            _("Organisations of Co-operatives UK"),
            "GB",
            {
                "key": "cuk organisation id",
                "number": "registered number",
                "registrar": "registrar",
                "name": "registered name",
                "trading": "trading name",
                "form": "legal form",
                "city": "registered city",
                "postcode": "registered postcode",
                "nation": "uk nation",
                "since": "incorporation date",
                "until": "dissolved date",
            },
            _uk,
        ),
        Layout(
            "rochdale",
            _("Rochdale’s own layout"),
            "",
            {
                "key": "key",
                "name": "name",
                "acronym": "acronym",
                "number": "number",
                "form": "form",
                "country": "country",
                "place": "place",
                "since": "registered on",
                "until": "dissolved on",
            },
            _rochdale,
        ),
    )
}


def read_register(content: bytes, layout: Layout) -> Reading:
    """The rows of a register, each told by its cells; a file that lacks a column of the layout is refused as a whole."""
    table = read_table(content, limits=A_REGISTER)
    at = {folded(heading): column for column, heading in reversed(list(enumerate(table.headings)))}
    missing = [heading for heading in layout.headings.values() if heading not in at]
    if missing:
        raise Refused(Refusal("registry.file-lacks-columns", {"layout": layout.name, "columns": missing}))
    columns = {word: at[heading] for word, heading in layout.headings.items()}
    rows: list[ReadRow] = []
    faults: list[Fault] = []
    first: dict[str, int] = {}
    for number, texts in _told(table, columns):
        if not any(texts.values()):
            continue
        says, wrong = _row(layout, texts)
        if texts["key"] in first:
            wrong.append(("key", Refusal("registry.row-key-twice", {"key": texts["key"], "first": first[texts["key"]]})))
        first.setdefault(texts["key"], number)
        faults += [
            Fault(
                number,
                layout.headings.get(word, word),
                address(columns[word], number) if word in columns else "",
                refusal,
                texts.get(word, "")[:60],
            )
            for word, refusal in wrong
        ]
        if not wrong:
            seat = ", ".join(reversed(says["seat"]["names"]))
            rows.append(ReadRow(number, says, (says["name"], says.get("number", ""), says["form"], seat)))
    return Reading(layout.title, SHOWN, rows, faults, table.notices)


def _told(table: Table, columns: Mapping[str, int]) -> Iterator[tuple[int, dict[str, str]]]:
    for row in table.rows[1:]:
        yield row.number, {word: row.text(column) for word, column in columns.items()}


def _row(layout: Layout, texts: Texts) -> tuple[dict[str, Any], Wrong]:
    wrong: Wrong = []
    if not texts["key"]:
        wrong.append(("key", Refusal("registry.row-no-key")))
    if not texts["name"]:
        wrong.append(("name", Refusal("registry.row-no-name")))
    elif len(texts["name"]) > LONGEST:
        wrong.append(("name", Refusal("registry.row-name-too-long", {"most": LONGEST})))
    told = layout.tell({**texts, "form": "" if folded(texts["form"]) in NOT_STATED else texts["form"]}, wrong)
    status = Status.DISSOLVED if told.get("until") else Status.REGISTERED
    return {
        "source": f"{layout.name}:{texts['key']}",
        "country": layout.country,
        "name": texts["name"],
        "status": status.value,
        **told,
    }, wrong
