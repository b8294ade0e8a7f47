"""What the screens of tracing show: growers and plots behind a lot with their kg, the area, the graph; and forward what became of goods."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from uuid import UUID

from django.utils.translation import gettext as _

from rochdale.supply.called import goods_name
from rochdale.supply.models import Delivery, Grower, Lot, Onward, Plot, PlotVersion
from rochdale.supply.pictures import Flow, flow_of_levels, told_lot
from rochdale.supply.queries import trace
from rochdale.supply.queries.lots import onward_of
from rochdale.supply.queries.trace import Backward, Forward
from rochdale.supply.rules.trace import Graph


@dataclass(frozen=True, slots=True)
class Behind:
    """One grower's share of a lot, from one plot, from several jointly, or from none that is known."""

    pk: str
    grower_id: UUID
    grower: str
    number: str
    village: str
    plots: str
    is_traced: bool
    deliveries: int
    brought_g: int
    weight_g: int


@dataclass(frozen=True, slots=True)
class BackwardSeen:
    """Back from a lot."""

    lot: Lot
    found: Backward
    rows: Sequence[Behind]
    growers: int
    flow: Flow | None
    spots: Sequence[tuple[float, float]]


def backward(lot: Lot) -> BackwardSeen:
    """A lot with everything behind it, in words."""
    found = trace.behind(lot)
    boxes = PlotVersion.objects.filter(plot__newest_id__isnull=False, plot_id__in=found.plot_ids()).order_by("plot_id", "-version")
    middles: dict[UUID, tuple[float, float]] = {}
    for plot_id, west, south, east, north in boxes.values_list("plot_id", "west", "south", "east", "north"):
        middles.setdefault(plot_id, ((west + east) / 2, (south + north) / 2))
    return BackwardSeen(lot, found, rows_behind(found), len(found.grower_ids()), flow_behind(lot, found), list(middles.values()))


def rows_behind(found: Backward) -> list[Behind]:
    """By grower and plots, most kg first."""
    sums: dict[tuple[UUID, tuple[UUID, ...]], list[int]] = defaultdict(lambda: [0, 0, 0])
    for source in found.sources:
        one = sums[source.grower_id, source.plot_ids]
        one[0] += 1
        one[1] += source.net_g
        one[2] += source.weight_g
    growers = Grower.objects.select_related("person").in_bulk({key[0] for key in sums})
    plots = dict(Plot.objects.filter(pk__in=found.plot_ids()).order_by("id").values_list("id", "number"))
    rows = [
        Behind(
            f"{grower_id}-{'-'.join(map(str, ids))}", grower_id, growers[grower_id].person.name, growers[grower_id].number,
            growers[grower_id].village, ", ".join(sorted(plots[id] for id in ids)), bool(ids), *counts,
        )
        for (grower_id, ids), counts in sums.items()
    ]  # fmt: skip
    return sorted(rows, key=lambda row: (-row.weight_g, row.number, row.plots))


def flow_behind(lot: Lot, found: Backward) -> Flow | None:
    """The ancestors of a lot, level by level; nothing for a lot of deliveries."""
    if not found.lots:
        return None
    levels = _levels(trace.graph_behind([lot.id]), lot.id)
    codes = dict(Lot.objects.filter(pk__in=[id for level in levels for id in level]).order_by("id").values_list("id", "code"))
    grams = {**found.lots, lot.id: found.total_g}
    told = [[told_lot(id, codes[id], grams[id], is_this=id == lot.id) for id in level] for level in levels]
    return flow_of_levels(told, _("What became lot %(lot)s") % {"lot": lot.code})


def _levels(graph: Graph, lot_id: UUID) -> list[list[UUID]]:
    """Each ancestor on the level of its longest way to the lot; the oldest level first."""
    depth = {lot_id: 0}
    open_ = [lot_id]
    while open_:
        lot = open_.pop()
        run = graph.made_by.get(lot)
        for source in graph.runs[run].inputs if run else ():
            if depth.get(source, -1) < depth[lot] + 1:
                depth[source] = depth[lot] + 1
                open_.append(source)
    levels: list[list[UUID]] = [[] for level in range(max(depth.values()) + 1)]
    for lot, level in sorted(depth.items(), key=lambda pair: str(pair[0])):
        levels[-1 - level].append(lot)
    return levels


@dataclass(frozen=True, slots=True)
class Ahead:
    """A lot into which goods went: how much of what was brought came there, and how much of that no run took on."""

    pk: UUID
    lot: Lot
    came_g: int
    lies_g: int

    @property
    def goods(self) -> str:
        """Parchment, Grade A."""
        return goods_name(self.lot.form, self.lot.grade, self.lot.claims)


@dataclass(frozen=True, slots=True)
class ForwardSeen:
    """Forward from a plot or delivery."""

    delivered_g: int
    rows: Sequence[Ahead]
    onward: Sequence[Onward]


def forward(found: Forward) -> ForwardSeen:
    """Where what was brought is now, in kg as brought."""
    lots = Lot.objects.in_bulk(list(found.came))
    rows = [Ahead(id, lots[id], _grams(found.came, id), _grams(found.lies, id)) for id in found.came]
    rows.sort(key=lambda row: (row.lot.made_at, row.lot.code))
    return ForwardSeen(found.delivered_g, rows, onward_of([row.pk for row in rows]))


def _grams(amounts: Mapping[UUID, Fraction], id: UUID) -> int:
    return round(amounts.get(id, Fraction()))


def deliveries_of_plot(plot: Plot) -> list[Delivery]:
    """What was brought from a plot, newest first."""
    rows = Delivery.objects.filter(from_plots__plot=plot, reverses=None, reversal=None).select_related("lot")
    return list(rows.order_by("-happened_at", "-id")[:200])
