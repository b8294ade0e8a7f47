"""What `rochdale market` prints: faults by cell, the matches as a table, and what was left with its reason."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import click
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from rich.console import Console
from rich.table import Table

from rochdale.base.words import sentence
from rochdale.trade.market.files import Fault, NeedRow, OfferRow, Reading
from rochdale.trade.market.files.writing import container_id, per_kg
from rochdale.trade.market.tariff import Market, Remark
from rochdale.trade.market_run import Cleared
from rochdale.trade.market_stored import sailing_days
from rochdale.ui.templatetags.ui import written

MOST_LINES = 40
MOST_PLACES = 6


def stage_name(stage: str) -> str:
    """What the engine is at, for the bar; products are named as they are."""
    return {"explain": _("Explaining"), "second-look": _("Looking again"), "done": _("Done")}.get(stage, stage)


def days(market: Market) -> list[str]:
    """ISO days of all slots."""
    return sailing_days(market.problem, market.first_sailing, market.slot_days)


def show_reading(shown: Console, path: Path, reading: Reading[OfferRow] | Reading[NeedRow]) -> None:
    """How many rows were read; every fault with its cell on standard error; notices by sentence."""
    said = ngettext("%(name)s: %(count)s row read, %(sound)s sound.", "%(name)s: %(count)s rows read, %(sound)s sound.", reading.rows_read)
    _line(shown, said % {"name": path.name, "count": reading.rows_read, "sound": len(reading.rows) + len(reading.held)})
    for fault in reading.faults:
        click.echo(f"  {_place(fault)}{sentence(fault.refusal)}", err=True)
    groups: dict[str, list[str]] = {}
    for notice in reading.notices:
        groups.setdefault(sentence(notice.refusal), []).append(notice.cell or "")
    for text, cells in groups.items():
        _line(shown, f"  {_some([cell for cell in cells if cell])}{text}")


def show_warnings(shown: Console, warnings: Iterable[tuple[str, Sequence[Remark]]]) -> None:
    """Warnings about rows that take part all the same."""
    for text, remarks in warnings:
        _line(shown, f"  {_some([remark.id for remark in remarks])}{text}")


def show_result(shown: Console, cleared: Cleared, summary: Mapping[str, Any]) -> None:
    """Matches, leftovers, and the figures of the run."""
    if cleared.plan.matches:
        shown.print(_matches(cleared))
        _more(shown, len(cleared.plan.matches))
    else:
        _line(shown, _("No offer and need could be matched."))
    if cleared.leftovers:
        shown.print(_leftovers(cleared))
        _more(shown, len(cleared.leftovers))
    _figures(shown, summary)


def _matches(cleared: Cleared) -> Table:
    currency = cleared.market.problem.currency
    table = Table(title=_("Matches, prices in %(currency)s per kg") % {"currency": currency})
    for heading in (_("Offer"), _("Need"), _("Container")):
        table.add_column(heading, overflow="fold")
    for heading in (_("kg"), _("Price"), _("Landed")):
        table.add_column(heading, justify="right", no_wrap=True)
    for match in cleared.plan.matches[:MOST_LINES]:
        prices = per_kg(match.seller_price), per_kg(match.buyer_price)
        table.add_row(match.offer, match.need, container_id(match), written(match.kg), *prices)
    return table


def _leftovers(cleared: Cleared) -> Table:
    table = Table(title=_("Not matched, or only in part"))
    for heading in (_("Offer or need"), _("kg left"), _("Why"), _("Smallest change")):
        table.add_column(heading, overflow="fold")
    for left in cleared.leftovers[:MOST_LINES]:
        table.add_row(left.id, "" if left.kg_left is None else written(left.kg_left), left.reason, left.smallest_change)
    return table


def _figures(shown: Console, summary: Mapping[str, Any]) -> None:
    counts, currency = summary["counts"], summary["currency"]
    facts = {
        "matches": counts["matches"],
        "containers": counts["containers"],
        "kg": written(counts["kg"]),
        "surplus": written(summary["surplus"], 2),
        "bound": written(summary["bound"], 2),
        "gap": written(100 * summary["gap"], 2),
        "currency": currency,
        "on": summary["rates_on"],
        "seed": summary["seed"],
        "seconds": written(summary["seconds"], 1),
    }
    _line(shown, _("%(matches)s matches in %(containers)s containers, %(kg)s kg.") % facts)
    _line(shown, _("Surplus %(surplus)s %(currency)s; no plan can reach more than %(bound)s (gap %(gap)s %%).") % facts)
    _line(shown, _("Rates of %(on)s, seed %(seed)s, %(seconds)s seconds.") % facts)
    if summary["stopped_early"]:
        _line(shown, _("Stopped early: the time limit was reached. Without it the result may be better."))


def _more(shown: Console, rows: int) -> None:
    if rows > MOST_LINES:
        said = ngettext(
            "%(count)s more row; all are in the files of --out.", "%(count)s more rows; all are in the files of --out.", rows - MOST_LINES
        )
        _line(shown, said % {"count": rows - MOST_LINES})


def _place(fault: Fault) -> str:
    if fault.row is None:
        return ""
    facts = {"row": fault.row, "cell": fault.cell, "column": fault.column}
    return (_("Row %(row)s, cell %(cell)s (%(column)s): ") if fault.cell else _("Row %(row)s: ")) % facts


def _some(names: Sequence[str]) -> str:
    """The first few names, and how many more there are."""
    if not names:
        return ""
    rest = len(names) - MOST_PLACES
    shown = ", ".join(names[:MOST_PLACES])
    return (_("%(names)s and %(more)s more: ") % {"names": shown, "more": rest}) if rest > 0 else f"{shown}: "


def _line(shown: Console, text: str) -> None:
    shown.print(text, highlight=False, markup=False, soft_wrap=True)
