"""`rochdale supply lots` and `rochdale supply trace`: lots of this installation, and what is behind and after one of them."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

import click
from django.utils.translation import gettext as _
from rich.console import Console
from rich.table import Table

from rochdale.base.words import sentence
from rochdale.kernel.refusal import Refusal, Refused
from rochdale.supply.called import goods_name, weight
from rochdale.supply.models import Lot
from rochdale.supply.queries.lots import lot_lines, onward_of, with_left
from rochdale.supply.queries.recall import made_of
from rochdale.supply.queries.stock_trace import BackwardSeen, backward
from rochdale.supply.rules.weights import kg

REFUSED = 1
"""Exit code when there is no such lot. 2 is click's own for a wrong option."""


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def lots(as_json: bool) -> None:
    """Every lot, the newest first, with what still lies of it."""
    rows = lot_lines(with_left(Lot.objects.all()))
    if as_json:
        plain = [
            {"id": str(row.id), "code": row.code, "goods": row.goods, "season": row.season, "made_at": row.made_at.isoformat(),
             "left_kg": str(kg(row.left_g))}
            for row in rows
        ]  # fmt: skip
        click.echo(json.dumps(plain, ensure_ascii=False, indent=1))
        return
    table = Table(_("Lot"), _("Goods"), _("Season"), _("Still there"), "id")
    for row in rows:
        table.add_row(row.code, row.goods, row.season, weight(row.left_g), str(row.id))
    Console(soft_wrap=False).print(table)


@click.command()
@click.argument("lot")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def trace(lot: str, as_json: bool) -> None:
    """Back from LOT (its number or id) to deliveries, plots and growers, and forward to what became of it."""
    try:
        seen = backward(_lot(lot))
    except Refused as refused:
        says = sentence(refused.refusals[0])
        told = {"refused": {"code": refused.refusals[0].code, "message": says}}
        click.echo(json.dumps(told, ensure_ascii=False) if as_json else says, err=not as_json)
        raise SystemExit(REFUSED) from None
    if as_json:
        click.echo(json.dumps(as_plain(seen), ensure_ascii=False, indent=1))
    else:
        _show(seen)


def _lot(named: str) -> Lot:
    """The lot of that number or id; refused when there is none, or when two cooperatives have one of that number."""
    try:
        found = list(Lot.objects.filter(pk=UUID(named)))
    except ValueError:
        found = list(Lot.objects.filter(code=named)[:2])
    if not found:
        raise Refused(Refusal("supply.lot-is-unknown", {"lot": named}))
    if len(found) > 1:
        raise Refused(Refusal("supply.lot-number-is-not-enough", {"lot": named}))
    return found[0]


def as_plain(seen: BackwardSeen) -> dict[str, Any]:
    """As JSON values: kg as text with three places, so that every gram stays."""
    found, lot = seen.found, seen.lot
    after = [one for one in made_of([lot.id]) if one.id != lot.id]
    codes = dict(Lot.objects.filter(pk__in=found.lots).order_by("id").values_list("id", "code"))
    return {
        "lot": {"id": str(lot.id), "code": lot.code, "product": lot.product, "form": lot.form, "claims": list(lot.claims)},
        "total_kg": str(kg(found.total_g)),
        "sources": [
            {"delivery": str(one.delivery_id), "grower": str(one.grower_id), "plots": [str(plot) for plot in one.plot_ids],
             "delivered_kg": str(kg(one.net_g)), "kg": str(kg(one.weight_g))}
            for one in found.sources
        ],
        "plots": [{"plots": [str(id) for id in ids], "kg": str(kg(weight_g))} for ids, weight_g in found.by_plots().items() if ids],
        "growers": seen.growers,
        "untraced_kg": str(kg(found.untraced_g)),
        "ancestors": [{"id": str(id), "code": codes[id], "kg": str(kg(weight_g))} for id, weight_g in found.lots.items()],
        "forward": [
            *({"id": str(one.id), "code": one.code, "form": one.form} for one in after),
            *({"kind": row.kind, "reference": row.reference, "to": row.to_whom, "kg": str(kg(row.weight_g)), "lot": row.lot.code}
              for row in onward_of([lot.id, *(one.id for one in after)])),
        ],
    }  # fmt: skip


def _show(seen: BackwardSeen) -> None:
    shown = Console(soft_wrap=False)
    lot, found = seen.lot, seen.found
    shown.print(f"{lot.code}: {goods_name(lot.form, lot.grade, lot.claims)}, {weight(found.total_g)}")
    table = Table(_("Grower"), _("Village"), _("Plots"), _("Brought"), _("Of this lot"))
    for row in seen.rows:
        table.add_row(row.number, row.village, row.plots or "–", weight(row.brought_g), weight(row.weight_g))
    shown.print(table)
    if found.untraced_g:
        shown.print(_("For %(kg)s no plot is known.") % {"kg": weight(found.untraced_g)})
