"""Results of Whisp from its CSV or GeoJSON file: each row becomes a result of the plot as it is drawn now, with the file it came from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from rochdale.base import imports
from rochdale.base.actor import Actor
from rochdale.base.imports import Fault, ImportKind, Reading, ReadRow
from rochdale.base.tables import csv_bytes, read_table
from rochdale.kernel.refusal import Refusal, Refused
from rochdale.people.permissions import require
from rochdale.supply.models import Plot
from rochdale.supply.operations.proof import RiskGiven, record_risk
from rochdale.supply.rules import whisp
from rochdale.supply.rules.plots.canonical import fingerprint
from rochdale.supply.rules.plots.figures import decoded

WHISP = "supply.whisp"
EXAMPLE = ["external_id", "Risk_PCrop", "whisp_version", "processing_date"]
SHOWN = (_("Plot"), _("Risk"), _("Version"), _("Day"))


def read_whisp(content: bytes, name: str) -> Reading:
    """Rows of a Whisp file. Those that say nothing of a plot are told with the reason."""
    if name.casefold().endswith((".geojson", ".json")):
        rows = list(whisp.features_in(decoded(content)))
    else:
        table = read_table(content, knows=(*whisp.PLOT_COLUMNS, whisp.RISK), key=lambda heading: heading.strip().casefold())
        rows = [(row.number, dict(zip(table.headings, row.cells, strict=False)), None) for row in table.rows[1:]]
    if not any(whisp.is_whisp(columns) for _number, columns, _shape in rows):
        raise Refused(Refusal("supply.whisp-column-missing", {"column": "Risk_PCrop"}))
    sound, faults = _read(rows)
    return Reading(_("Result of Whisp"), SHOWN, sound, faults)


def _read(rows: Iterable[tuple[int, Mapping[str, Any], Mapping[str, Any] | None]]) -> tuple[list[ReadRow], list[Fault]]:
    sound: list[ReadRow] = []
    faults: list[Fault] = []
    for number, columns, shape in rows:
        try:
            answer = whisp.answer_of(number, columns, shape)
        except Refused as refused:
            faults += [Fault(number, "", "", refusal) for refusal in refused.refusals]
            continue
        content: dict[str, Any] = {
            "plots": list(answer.plots), "risk": answer.risk, "version": answer.version, "on": answer.on.isoformat() if answer.on else "",
            "evidence": [list(pair) for pair in answer.evidence], "outline": _outline(answer.geometry),
        }  # fmt: skip
        sound.append(ReadRow(number, content, (", ".join(answer.plots), answer.risk, answer.version, content["on"])))
    return sound, faults


def _outline(geometry: Mapping[str, Any] | None) -> str:
    """The fingerprint of an outline; "" for none, and for one that cannot be read."""
    try:
        return fingerprint(geometry) if geometry else ""
    except (KeyError, TypeError, ValueError, IndexError):
        return ""


def keep_risk(*, id: UUID, by: Actor, at: datetime, row: Mapping[str, Any]) -> str:
    """One row, matched by number or outline, becomes a result. Without a day of its own it is of today."""
    require(by, "supply.keep-growers", by)
    assert by.organization_id is not None
    plot = _plot(by.organization_id, row["plots"], row["outline"])
    on = date.fromisoformat(row["on"]) if row["on"] else localdate(at)
    evidence = tuple((str(name), str(value)) for name, value in row["evidence"])
    return record_risk(id=id, by=by, at=at, plot_id=plot.id, given=RiskGiven(row["risk"], on, "Whisp", row["version"], evidence))


def _plot(organization_id: UUID, numbers: list[str], outline: str) -> Plot:
    """The one plot of that number (ours, or that of whoever brought it), else the one plot with that very outline."""
    for which in _ways(numbers, outline):
        found = list(Plot.objects.filter(which, organization_id=organization_id).order_by("id").distinct()[:2])
        if len(found) == 1:
            return found[0]
    raise Refused(Refusal("supply.risk-plot-is-unknown", {"plot": ", ".join(numbers) or outline[:12]}))


def _ways(numbers: list[str], outline: str) -> Iterator[Q]:
    for number in numbers:
        yield Q(number=number)
        yield Q(own_number=number)
    if outline:
        yield Q(newest__geometry_sha256=outline)


def _may(by: Actor) -> None:
    require(by, "supply.keep-growers", by)


imports.register(
    ImportKind(
        name=WHISP, title=_("Bring results of Whisp"), read=read_whisp, keep=keep_risk, may=_may, endings=(".csv", ".xlsx", ".geojson"),
        explains=_("The file as Whisp gives it out. Plots are found by number, else by outline; each gets a result with version and day."),
        goes_to="/supply/proof/", example=lambda: csv_bytes(EXAMPLE, []),
    )
)  # fmt: skip
