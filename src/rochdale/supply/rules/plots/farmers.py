"""The farmer workbook of INATrace, in English and Spanish: who grows what on how much land. It holds no outlines.

Its columns for bank accounts are never read: what is not read is neither logged nor kept.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rochdale.base.tables import Row
from rochdale.kernel.guess import folded
from rochdale.kernel.refusal import Refusal, Refused
from rochdale.supply.rules.plots.raw import RawPlot

TITLES: Mapping[str, tuple[str, ...]] = {
    "id": ("id company internal", "id interno", "id", "codigo"),
    "last_name": ("last name", "apellido", "apellidos"),
    "first_name": ("first name", "nombre", "nombres"),
    "village": ("village",),
    "cell": ("cell",),
    "sector": ("sector",),
    "caserio": ("caserio",),
    "aldea": ("aldea",),
    "municipio": ("municipio",),
    "departamento": ("departamento",),
    "street": ("street address", "dirección"),
    "town": ("city / town / village", "ciudad / pueblo / aldea", "ciudad"),
    "state": ("state / province / region", "estado / provincia / region", "estado"),
    "zip": ("zip / postal code", "codigo postal"),
    "other_address": ("additional / other address", "otra dirección", "dirección adicional"),
    "country": ("country", "pais"),
    "gender": ("gender", "genero", "sexo"),
    "phone": ("phone number", "numero de telefono", "telefono"),
    "email": ("e mail", "email", "correo electronico"),
    "has_smartphone": ("smartphone", "telefono inteligente"),
    "area_unit": ("area unit", "unidad de area", "unidad de superficie"),
    "area": ("total cultivated area", "area total cultivada", "superficie total cultivada"),
    "area_1": ("area cultivated product type 1", "area cultivada tipo de producto 1"),
    "plants_1": ("number of plants product type 1", "numero de plantas tipo de producto 1"),
    "area_2": ("area cultivated product type 2", "area cultivada tipo de producto 2"),
    "plants_2": ("number of plants product type 2", "numero de plantas tipo de producto 2"),
    "is_organic": ("organic production", "produccion organica"),
    "organic_area": ("area organic certified", "area organica certificada", "area certificada organica"),
    "transition_from": ("start date of transitioning", "fecha de inicio de la transicion", "fecha de inicio de transicion"),
    "note": ("additional information", "información adicional"),
}
"""Our word to how a title begins, marks and accents apart."""
_BANK = (
    "account number",
    "account holder",
    "bank name",
    "numero de cuenta",
    "titular de la cuenta",
    "nombre del titular",
    "nombre del banco",
)
_STARTS = [(folded(start), word) for word, starts in TITLES.items() for start in starts]
_MUST_HAVE = {"last_name", "country", "area_unit"}
_MARKS = re.compile(r"[()*,.:\-–_]+")


@dataclass(frozen=True, slots=True)
class Farmer:
    """One row of the list, as it stands there; areas in the unit of `area_unit`."""

    number: int
    """The row, as a spreadsheet shows it."""
    cells: Mapping[str, str]
    """By the words of `TITLES`; empty cells are left out."""

    @property
    def name(self) -> str:
        """First and last name."""
        return " ".join(filter(None, (self.cells.get("first_name"), self.cells.get("last_name"))))

    @property
    def place(self) -> str:
        """The smallest place that is named."""
        words = ("village", "caserio", "aldea", "town", "cell", "sector", "municipio", "departamento", "state")
        return next((self.cells[word] for word in words if word in self.cells), "")


def _title(text: str) -> str:
    key = " ".join(folded(_MARKS.sub(" ", text)).split())
    if key.startswith(_BANK):
        return ""
    fitting = [(len(start), word) for start, word in _STARTS if _begins(key, start)]
    return max(fitting)[1] if fitting else ""


def _begins(key: str, start: str) -> bool:
    return key == start or key.startswith(f"{start} ")


def _columns(rows: Sequence[Row], at: int) -> dict[str, int]:
    """Words to columns. A title may stand one row higher, as those of the second crop do."""
    above = rows[at - 1] if at else None
    columns: dict[str, int] = {}
    for column in range(len(rows[at].cells)):
        text = rows[at].text(column) or (above.text(column) if above else "")
        columns.setdefault(_title(text), column)
    columns.pop("", None)
    return columns


def _titles_at(rows: Sequence[Row]) -> int | None:
    return next((number for number in range(len(rows)) if _columns(rows, number).keys() >= _MUST_HAVE), None)


def is_farmer_list(first_rows: Sequence[Row]) -> bool:
    """Whether one of the first rows holds the titles of the workbook."""
    return _titles_at(first_rows) is not None


def farmers_in(rows: Sequence[Row]) -> tuple[Farmer, ...]:
    """All farmers below the titles. Refuses a list without any."""
    at = _titles_at(rows)
    if at is None:
        raise Refused(Refusal("supply.plot-file-no-farmers", {"rule": "F2"}))
    columns = _columns(rows, at)
    texts = [(row.number, {word: row.text(column) for word, column in columns.items()}) for row in rows[at + 1 :]]
    found = tuple(Farmer(number, {word: text for word, text in cells.items() if text}) for number, cells in texts)
    named = tuple(farmer for farmer in found if farmer.cells)
    if not named:
        raise Refused(Refusal("supply.plot-file-no-farmers", {"rule": "F2"}))
    return named


def read_rows(rows: Sequence[Row]) -> tuple[RawPlot, ...]:
    """The farmers as plots without an outline: their area and unit are checked, and that the outline is still to come."""
    return tuple(map(_plot, farmers_in(rows)))


def _plot(farmer: Farmer) -> RawPlot:
    told = {word: farmer.cells[word] for word in ("country", "area", "area_unit") if word in farmer.cells}
    told |= {"producer": farmer.name, "place": farmer.place, "grower_number": farmer.cells.get("id", "")}
    return RawPlot(farmer.number, "row", None, {word: text for word, text in told.items() if text})
