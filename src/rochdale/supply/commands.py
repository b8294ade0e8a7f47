"""`rochdale supply`: check a file of plots without keeping anything."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click
from django.utils.translation import gettext as _
from rich.console import Console
from rich.table import Table
from rich.text import Text

from rochdale.base.words import sentence
from rochdale.kernel.country import country_code
from rochdale.kernel.refusal import Refusal, Refused
from rochdale.supply import proof_commands, stock_commands
from rochdale.supply.plot_words import VERDICTS, called, message
from rochdale.supply.rules.plots import CheckedPlot, Given, PlotFile, check_plots

REFUSED = 1
"""Exit code when a plot or the whole file is refused. 2 is click's own for a wrong option."""
FILE = click.Path(dir_okay=False, path_type=Path)
_STYLES = {"accepted": "green", "repaired": "green", "check": "yellow", "refused": "red"}


@click.group(help="Growers' plots, lots and where they come from.")
def supply() -> None:
    """The group; the sentence above is what `rochdale --help` shows."""


proof_commands.register(supply)


@supply.command("check-plots")
@click.argument("file", type=FILE)
@click.option("--country", default="", help="Country of plots that name none, two letters, such as CM.")
@click.option("--area-unit", default="", help="Unit of areas that have none: ha, m2, acre, rai, manzana6989.")
@click.option("--decimal-comma", is_flag=True, help="The table writes 11,5 for 11.5.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def check(file: Path, country: str, area_unit: str, decimal_comma: bool, as_json: bool) -> None:
    """Check each plot of FILE (GeoJSON, KML, KMZ, CSV, Excel, ODK, Kobo) and keep nothing."""
    try:
        given = Given(country=country_code(country) if country else "", area_unit=area_unit, decimal_mark="," if decimal_comma else "")
        checked = check_plots(_content(file), file.name, given=given)
    except Refused as refused:
        _tell_refused(refused, as_json)
        raise SystemExit(REFUSED) from None
    if as_json:
        click.echo(json.dumps(as_plain(checked), ensure_ascii=False, indent=1))
    else:
        _show(checked)
    raise SystemExit(REFUSED if checked.is_any_refused else 0)


def _content(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as trouble:
        raise Refused(Refusal("supply.plot-file-not-there", {"file": str(file), "trouble": trouble.strerror or ""})) from None


def _tell_refused(refused: Refused, as_json: bool) -> None:
    first = refused.refusals[0]
    if as_json:
        click.echo(json.dumps({"refused": {"code": first.code, "message": sentence(first)}}, ensure_ascii=False, indent=1))
        return
    for refusal in refused.refusals:
        click.echo(sentence(refusal), err=True)


def as_plain(checked: PlotFile) -> dict[str, Any]:
    """The answer of `--json`. What concerns the whole file stands under "notices", where there is any."""
    answer: dict[str, Any] = {"features": [_plain(plot) for plot in checked.features]}
    if checked.notices:
        answer["notices"] = [{"code": notice.code, "message": sentence(notice)} for notice in checked.notices]
    return answer


def _plain(plot: CheckedPlot) -> Mapping[str, Any]:
    findings = [{"code": finding.code, "rule": finding.rule, "message": message(plot, finding)} for finding in plot.findings]
    area = None if plot.area_ha is None else str(plot.area_ha)
    return {"index": plot.index, "id": plot.id, "verdict": plot.verdict, "area_ha": area, "findings": findings}


def _show(checked: PlotFile) -> None:
    shown = Console(soft_wrap=False)
    table = Table(box=None, pad_edge=False)
    table.add_column(_("Plot"))
    table.add_column(_("Area (ha)"), justify="right")
    table.add_column(_("Verdict"))
    table.add_column(_("What was found"), ratio=1)
    for plot in checked.features:
        found = "\n".join(f"{finding.rule}  {sentence(finding.refusal)}" for finding in plot.findings)
        area = "" if plot.area_ha is None else str(plot.area_ha)
        verdict = Text(str(VERDICTS[plot.verdict]), style=_STYLES[plot.verdict])
        table.add_row(Text(called(plot)), area, verdict, Text(found))
    shown.print(table)
    for notice in checked.notices:
        shown.print(sentence(notice), highlight=False, markup=False)
    counts = [f"{_count(checked, verdict)} {words}" for verdict, words in VERDICTS.items() if _count(checked, verdict)]
    shown.print(", ".join(counts), highlight=False, markup=False)


def _count(checked: PlotFile, verdict: str) -> int:
    return sum(plot.verdict == verdict for plot in checked.features)


for command in (stock_commands.lots, stock_commands.trace):
    supply.add_command(command)
