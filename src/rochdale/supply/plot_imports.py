"""Plots from files: GeoJSON, KML, KMZ, tables, answers of ODK and Kobo. Read and checked by `rules.plots`, shown, then kept in batches."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal, InvalidOperation
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from rochdale.base import imports
from rochdale.base.actor import Actor
from rochdale.base.imports import Fault, ImportKind, Reading, ReadRow
from rochdale.kernel.guess import folded
from rochdale.kernel.refusal import Refusal, Refused
from rochdale.people.permissions import require
from rochdale.supply.models import Grower, Tenure
from rochdale.supply.operations.plot_import import keep_plots
from rochdale.supply.outlines import outline_of
from rochdale.supply.queries.plot_checks import check_file
from rochdale.supply.rules.growers import LONGEST_NUMBER
from rochdale.supply.rules.plots import ENDINGS, CheckedPlot, Given, PlotFile
from rochdale.supply.rules.products import products

PLOTS = "supply.plots"
HEADINGS = (_("Plot"), _("Grower"), _("Place"), _("Hectares"), _("Verdict"))
MOST_SHOWN = 300
"""So many plots with findings are kept for the preview, the gravest first."""
MOST_FOR_A_PICTURE = 200
"""Positions; a longer outline is not repeated in the preview."""


def given_of(answers: Mapping[str, Any]) -> Given:
    """What was said once for the whole file."""
    return Given(
        producer=answers.get("producer", ""), country=answers.get("country", ""), place=answers.get("place", ""),
        area_unit=answers.get("area_unit", ""), decimal_mark=answers.get("decimal_mark", ""),
    )  # fmt: skip


def read_plots(content: bytes, name: str, given: Mapping[str, Any]) -> Reading:
    """A file of plots with every finding. A refused plot, and one whose grower is not known, is a fault; the rest are rows."""
    checked = check_file(content, name, organization_id=UUID(given["organization"]), given=given_of(given))
    numbers = _row_numbers(checked)
    growers = _Growers(given, checked.features)
    rows: list[ReadRow] = []
    faults: list[Fault] = []
    for plot, number in zip(checked.features, numbers, strict=True):
        wrong = [finding.refusal for finding in plot.findings if finding.outcome == "refused"] or growers.refusals(plot)
        faults += [Fault(number, "", "", refusal, plot.id[:80]) for refusal in wrong]
        if not wrong:
            rows.append(ReadRow(number, row_of(plot, growers.number_of(plot), given), _shows(plot, growers.number_of(plot))))
    return Reading(checked.format, HEADINGS, rows, faults, checked.notices, _more(checked, numbers, growers))


def _row_numbers(checked: PlotFile) -> list[int]:
    """As the file counts; where one record holds several plots, plots are counted instead."""
    numbers = [plot.number for plot in checked.features]
    return numbers if len(set(numbers)) == len(numbers) else [plot.index + 1 for plot in checked.features]


class _Growers:
    """Whose plots they are: by the number in the file, by the one chosen for all, or written down anew."""

    def __init__(self, given: Mapping[str, Any], plots: Sequence[CheckedPlot]) -> None:
        self.chosen = given.get("grower", "")
        self.makes = bool(given.get("makes_growers"))
        self.organization = UUID(given["organization"])
        wanted = {self.number_of(plot) for plot in plots} - {""}
        rows = Grower.objects.filter(organization_id=self.organization, number__in=wanted)
        self.left = dict(rows.values_list("number", "left_on"))

    def number_of(self, plot: CheckedPlot) -> str:
        """The grower's number; for a producer without one, a number made from name and place, the same at the next import."""
        number = plot.told.get("grower_number", "").strip() or self.chosen
        if number or not (self.makes and plot.producer):
            return number[:LONGEST_NUMBER]
        return f"N-{sha256(f'{folded(plot.producer)}|{folded(plot.place)}'.encode()).hexdigest()[:8].upper()}"

    def refusals(self, plot: CheckedPlot) -> list[Refusal]:
        """Why it is nobody's plot here."""
        number = self.number_of(plot)
        if not number:
            return [Refusal("supply.row-without-grower")]
        if number not in self.left:
            return [] if self.makes and plot.producer else [Refusal("supply.row-of-unknown-grower", {"number": number})]
        return [Refusal("supply.row-grower-has-left", {"number": number})] if self.left[number] else []


def row_of(plot: CheckedPlot, grower: str, given: Mapping[str, Any]) -> dict[str, Any]:
    """A checked plot as plain JSON, as `operations.keep_plots` takes it."""
    outline = outline_of(plot)
    return {
        "grower": grower, "makes_grower": bool(given.get("makes_growers")), "producer": plot.producer[:200], "own_number": plot.own_id[:80],
        "number": plot.id, "name": plot.name, "product": _product(plot, given), "country": plot.country or given.get("country", ""),
        "place": plot.place, "planted_year": _year(plot.told.get("planting_year", "")), "tenure": _tenure(plot.told.get("tenure", "")),
        "declared_area_ha": str(plot.declared_area_ha) if plot.declared_area_ha is not None else "",
        "accuracy_m": _metres(plot.told.get("accuracy_m", "")),
        "outline": {
            "geometry": outline.geometry, "sha256": outline.geometry_sha256, "is_point": outline.is_point,
            "drawn_area_ha": str(outline.drawn_area_ha) if outline.drawn_area_ha is not None else "",
            "box": [str(side) for side in outline.box], "verdict": outline.verdict, "findings": outline.findings,
            "is_held": outline.is_held,
        },
    }  # fmt: skip


def _product(plot: CheckedPlot, given: Mapping[str, Any]) -> str:
    crop = folded(plot.told.get("crop", ""))
    return crop if crop in products() else str(given["product"])


def _year(text: str) -> int | None:
    return int(text[:4]) if text[:4].isdecimal() and 1850 <= int(text[:4]) <= 2200 else None


def _tenure(text: str) -> str:
    return folded(text) if folded(text) in Tenure.values else Tenure.UNKNOWN


def _metres(text: str) -> str:
    try:
        metres = Decimal(text).quantize(Decimal("0.1"))
    except InvalidOperation:
        return ""
    return str(metres) if 0 <= metres < 100_000 else ""


def _shows(plot: CheckedPlot, grower: str) -> tuple[str, ...]:
    return plot.id, grower, plot.place, str(plot.area_ha if plot.area_ha is not None else ""), plot.verdict


def _more(checked: PlotFile, numbers: Sequence[int], growers: _Growers) -> dict[str, Any]:
    """For the preview: how many of each verdict, and the plots with findings, the gravest first."""
    order = ("refused", "check", "repaired", "accepted")
    told = [(plot, number) for plot, number in zip(checked.features, numbers, strict=True) if plot.findings]
    gravest = sorted(told, key=lambda pair: (order.index(pair[0].verdict), pair[0].index))
    counts = Counter(plot.verdict for plot in checked.features)
    return {
        "format": checked.format,
        "counts": [[verdict, counts[verdict]] for verdict in ("accepted", "repaired", "check", "refused")],
        "total": len(checked.features),
        "unchanged": sum(1 for plot in checked.features if plot.same_as),
        "told": len(told),
        "plots": [_told(plot, number, growers.number_of(plot)) for plot, number in gravest[:MOST_SHOWN]],
    }


def _told(plot: CheckedPlot, number: int, grower: str) -> dict[str, Any]:
    shown = plot.geometry or plot.original
    text = json.dumps(shown) if shown else ""
    return {
        "row": number, "kind": plot.kind, "id": plot.id[:80], "producer": plot.producer[:100], "grower": grower, "place": plot.place[:100],
        "verdict": plot.verdict, "findings": [finding.plain for finding in plot.findings],
        "geometry": shown if text.count("[") <= MOST_FOR_A_PICTURE else None,
        "original": plot.original if plot.verdict == "repaired" and text.count("[") <= MOST_FOR_A_PICTURE else None,
    }  # fmt: skip


def _read(content: bytes, name: str) -> Reading:
    raise Refused(Refusal("supply.outline-is-missing"))


def _keep(*, id: UUID, by: Actor, at: datetime, row: Mapping[str, Any]) -> str:
    answer = keep_plots(id=id, by=by, at=at, rows=[{"id": str(id), **row}])[0]
    if answer["refusals"]:
        raise Refused([imports.refusal_from(refusal) for refusal in answer["refusals"]])
    return str(answer["thing"])


def _may(by: Actor) -> None:
    require(by, "supply.keep-growers", by)


imports.register(
    ImportKind(
        name=PLOTS, title=_("Bring plots from a file"), read=_read, read_given=read_plots, keep=_keep, keep_many=keep_plots, may=_may,
        explains=_("GeoJSON, KML, KMZ, a table, or answers of ODK and Kobo. Each plot is checked before anything is kept."),
        goes_to="/supply/plots/", endings=ENDINGS, begins_at="/supply/plots/bring/",
    )
)  # fmt: skip
