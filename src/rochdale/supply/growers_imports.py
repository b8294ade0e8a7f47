"""Growers from files: a table with the headings of the example, or the farmer workbook of INATrace."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from rochdale.base import imports
from rochdale.base.actor import Actor
from rochdale.base.imports import Fault, ImportKind, Reading, ReadRow
from rochdale.base.tables import Row, Table, address, csv_bytes, read_table
from rochdale.kernel.guess import folded
from rochdale.kernel.refusal import Refusal, Refused
from rochdale.people.contacts import stored_phone
from rochdale.people.permissions import require
from rochdale.supply.operations.growers import PersonFacts, register_grower
from rochdale.supply.rules.plots.farmers import farmers_in, is_farmer_list

GROWERS = "supply.growers"
SHOWN = (_("Number"), _("Name"), _("Village"), _("Paid by"))
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "number": ("number", "grower number", "member code", "member number", "farmer id", "codigo", "numero", "ເລກທີ"),
    "name": ("name", "full name", "grower", "grower name", "farmer name", "nombre", "nom", "ຊື່"),
    "village": ("village", "place", "aldea", "comunidad", "localite", "ບ້ານ"),
    "phone": ("phone", "phone number", "telephone", "telefono", "ໂທລະສັບ"),
    "sex": ("sex", "gender", "sexo", "genero", "sexe", "genre", "ເພດ"),
    "birth_year": ("birth year", "year of birth", "born", "ano de nacimiento", "annee de naissance", "ປີເກີດ"),
    "means": ("paid by", "payment", "means", "forma de pago", "paiement"),
    "account_number": ("account", "account number", "numero de cuenta", "numero de compte"),
    "account_holder": ("account holder", "titular", "titulaire"),
    "account_provider": ("bank", "operator", "bank or operator", "banco", "banque"),
}
_WORDS = {spelled: word for word, spellings in COLUMNS.items() for spelled in spellings}
SEXES = {
    "female": {"female", "f", "woman", "w", "mujer", "femme", "ຍິງ"},
    "male": {"male", "m", "man", "hombre", "homme", "ຊາຍ"},
    "other": {"other", "x", "o", "otro", "autre"},
}
MEANS = {
    "cash": {"", "cash", "efectivo", "especes", "ເງິນສົດ"},
    "mobile": {"mobile", "mobile money", "dinero movil", "argent mobile"},
    "bank": {"bank", "bank account", "banco", "banque", "cuenta", "compte"},
}
EXAMPLE = ["number", "name", "village", "phone", "sex", "birth year", "paid by", "account", "account holder", "bank or operator"]


def _key(heading: str) -> str:
    return folded(heading.replace("_", " ").replace("*", " "))


def read_growers(content: bytes, name: str) -> Reading:
    """Growers in a table. Those whose row cannot be kept are told with cell and reason."""
    table = read_table(content, knows=_WORDS, key=_key)
    if is_farmer_list(table.rows[:4]):
        return _reading(_("Farmer workbook of INATrace"), list(_of_inatrace(table.rows)), table, {})
    columns = {_WORDS[_key(heading)]: column for column, heading in enumerate(table.headings) if _key(heading) in _WORDS}
    if not {"number", "name"} <= columns.keys():
        raise Refused(Refusal("supply.grower-file-no-columns"))
    told = [(row.number, {word: row.text(column) for word, column in columns.items()}) for row in table.rows[1:]]
    return _reading(_("Rochdale’s own layout"), told, table, columns)


def _of_inatrace(rows: Sequence[Row]) -> Iterator[tuple[int, dict[str, str]]]:
    for farmer in farmers_in(rows):
        cells = farmer.cells
        yield (
            farmer.number,
            {
                "number": cells.get("id", ""),
                "name": farmer.name,
                "village": farmer.place,
                "sex": cells.get("gender", ""),
                "phone": cells.get("phone", ""),
            },
        )


def _reading(layout: Any, told: Sequence[tuple[int, dict[str, str]]], table: Table, columns: Mapping[str, int]) -> Reading:
    rows: list[ReadRow] = []
    faults: list[Fault] = []
    first: dict[str, int] = {}
    for number, texts in told:
        content, wrong = _row(texts)
        grower = texts.get("number", "")
        if grower and grower in first:
            wrong.append(("number", Refusal("supply.grower-row-number-twice", {"number": grower, "first": first[grower]})))
        first.setdefault(grower, number)
        faults += [_fault(number, word, refusal, texts, columns) for word, refusal in wrong]
        if not wrong:
            rows.append(ReadRow(number, content, (grower, texts["name"], texts.get("village", ""), content["means"])))
    return Reading(layout, SHOWN, rows, faults, table.notices)


def _fault(number: int, word: str, refusal: Refusal, texts: Mapping[str, str], columns: Mapping[str, int]) -> Fault:
    cell = address(columns[word], number) if word in columns else ""
    return Fault(number, word, cell, refusal, texts.get(word, "")[:60])


def _row(texts: Mapping[str, str]) -> tuple[dict[str, Any], list[tuple[str, Refusal]]]:
    """The content of a row as plain values, and what is wrong in which column."""
    wrong: list[tuple[str, Refusal]] = []
    if not texts.get("number"):
        wrong.append(("number", Refusal("supply.grower-row-needs-a-number")))
    if not texts.get("name"):
        wrong.append(("name", Refusal("supply.grower-row-needs-a-name")))
    content: dict[str, Any] = {word: texts.get(word, "") for word in ("number", "name", "village")}
    content |= {word: texts.get(word, "") for word in ("account_number", "account_holder", "account_provider")}
    content["sex"] = _one_of("sex", SEXES, texts, wrong)
    content["means"] = _one_of("means", MEANS, texts, wrong)
    content["birth_year"] = _year(texts, wrong)
    content["phone"] = _phone(texts, wrong)
    return content, wrong


def _one_of(word: str, known: Mapping[str, set[str]], texts: Mapping[str, str], wrong: list[tuple[str, Refusal]]) -> str:
    text = folded(texts.get(word, ""))
    found = next((value for value, spellings in known.items() if text in spellings), "")
    if text and not found:
        wrong.append((word, Refusal("supply.grower-row-cell", {"value": texts[word][:40]})))
    return found


def _year(texts: Mapping[str, str], wrong: list[tuple[str, Refusal]]) -> int | None:
    text = texts.get("birth_year", "")
    if not text:
        return None
    if len(text) == 4 and text.isdecimal():
        return int(text)
    wrong.append(("birth_year", Refusal("supply.grower-row-cell", {"value": text[:40]})))
    return None


def _phone(texts: Mapping[str, str], wrong: list[tuple[str, Refusal]]) -> str:
    try:
        return stored_phone(texts.get("phone", "")) or ""
    except Refused as refused:
        wrong.append(("phone", refused.refusals[0]))
        return ""


def keep_grower(*, id: UUID, by: Actor, at: datetime, row: Mapping[str, Any]) -> str:
    """Write one grower of a file down."""
    person = PersonFacts(row["name"], row["sex"], row["birth_year"])
    return register_grower(
        id=id, by=by, at=at, number=row["number"], person=person, village=row["village"], phone=row["phone"], means=row["means"],
        account_holder=row["account_holder"], account_number=row["account_number"], account_provider=row["account_provider"],
    )  # fmt: skip


def _may(by: Actor) -> None:
    require(by, "supply.keep-growers", by)


def _example() -> bytes:
    return csv_bytes(EXAMPLE, [])


imports.register(
    ImportKind(
        name=GROWERS, title=_("Bring growers from a table"), read=read_growers, keep=keep_grower, may=_may,
        explains=_("One row for each grower, with a number and a name. The farmer workbook of INATrace is understood too."),
        goes_to="/supply/growers/", example=_example,
    )
)  # fmt: skip
