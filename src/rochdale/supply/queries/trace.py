"""Back from a lot to the deliveries, plots and growers behind it; forward from a plot or delivery to every lot (`rules.trace`)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from uuid import UUID, uuid5

from django.db.models import Sum

from rochdale.supply.models import Delivery, DeliveryPlot, Lot, Made, Movement, MovementKind, Run, RunInput, RunOutput
from rochdale.supply.rules import trace as rules
from rochdale.supply.rules.trace import Graph, RunFacts


@dataclass(frozen=True, slots=True)
class Source:
    """One delivery behind a lot, and the grams of the lot it contributed."""

    delivery_id: UUID
    grower_id: UUID
    plot_ids: tuple[UUID, ...]
    """Jointly: no split among them is known. Empty: untraced."""
    net_g: int
    weight_g: int


@dataclass(frozen=True, slots=True)
class Backward:
    """What is behind a lot. `lots` are its ancestors with the grams each contributed; `opening_g` was there when the books began."""

    lot_id: UUID
    total_g: int
    lots: Mapping[UUID, int]
    sources: tuple[Source, ...]
    opening_g: int
    found_g: int = 0
    """Found when a store was counted anew: nothing is behind it."""

    @property
    def untraced_g(self) -> int:
        """Grams that no plot is known for."""
        return self.opening_g + self.found_g + sum(source.weight_g for source in self.sources if not source.plot_ids)

    def by_plots(self) -> dict[tuple[UUID, ...], int]:
        """Grams by plot, or by those plots that a delivery came from together."""
        sums: dict[tuple[UUID, ...], int] = defaultdict(int)
        for source in self.sources:
            sums[source.plot_ids] += source.weight_g
        return dict(sums)

    def plot_ids(self) -> set[UUID]:
        """All plots behind the lot."""
        return {plot for source in self.sources for plot in source.plot_ids}

    def grower_ids(self) -> set[UUID]:
        """All growers behind the lot."""
        return {source.grower_id for source in self.sources}


PUT_IN = (MovementKind.DELIVERY, MovementKind.REVERSAL, MovementKind.OUT_OF_RUN, MovementKind.OPENING)


@dataclass(frozen=True, slots=True)
class Held:
    """Grams a lot ever held: put in, and found beyond that when it was counted anew."""

    put_in_g: int
    found_g: int

    @property
    def total_g(self) -> int:
        """Both."""
        return self.put_in_g + self.found_g

    @property
    def known(self) -> Fraction:
        """The share of it that was put in."""
        return Fraction(self.put_in_g, self.total_g) if self.total_g else Fraction(1)


def held(lot_ids: Collection[UUID]) -> dict[UUID, Held]:
    """What each lot ever held: delivered (less what was taken back), made, there at the opening, found."""
    rows = Movement.objects.filter(lot_id__in=lot_ids, kind__in=[*PUT_IN, MovementKind.ADJUSTED]).order_by("lot_id", "kind")
    sums: dict[UUID, list[int]] = defaultdict(lambda: [0, 0])
    for lot_id, kind, total in rows.values_list("lot_id", "kind").annotate(total=Sum("weight_g")):
        sums[lot_id][kind == MovementKind.ADJUSTED] += total
    return {lot_id: Held(put_in, max(counted, 0)) for lot_id, (put_in, counted) in sums.items()}


def totals(lot_ids: Collection[UUID]) -> dict[UUID, int]:
    """Grams that each lot ever held."""
    return {lot_id: one.total_g for lot_id, one in held(lot_ids).items()}


def graph_behind(lot_ids: Iterable[UUID]) -> Graph:
    """All runs that lead to these lots."""
    return _walk(lot_ids, RunOutput, RunInput)


def graph_after(lot_ids: Iterable[UUID]) -> Graph:
    """All runs that these lots went into, and what followed."""
    return _walk(lot_ids, RunInput, RunOutput)


def _walk(lot_ids: Iterable[UUID], near: type[RunInput] | type[RunOutput], far: type[RunInput] | type[RunOutput]) -> Graph:
    """Level by level: two questions for each level of processing, however many lots."""
    sides: dict[type, dict[UUID, dict[UUID, int]]] = {RunInput: defaultdict(dict), RunOutput: defaultdict(dict)}
    seen: set[UUID] = set(lot_ids)
    edge = set(seen)
    while edge:
        rows = near.objects.filter(lot_id__in=edge, run__reverses=None).order_by("run_id").values_list("run_id", flat=True)
        runs = set(rows) - set(sides[far])
        runs -= set(Run.objects.filter(reverses_id__in=runs).order_by("id").values_list("reverses_id", flat=True))
        if not runs:
            break
        for side in (near, far):
            for run_id, lot_id, weight_g in side.objects.filter(run_id__in=runs).order_by("id").values_list("run_id", "lot_id", "weight_g"):
                sides[side][run_id][lot_id] = weight_g
        edge = {lot_id for run_id in runs for lot_id in sides[far][run_id]} - seen
        seen |= edge
    return rules.graph(RunFacts(run_id, inputs, sides[RunOutput][run_id]) for run_id, inputs in sides[RunInput].items())


def behind(lot: Lot) -> Backward:
    """Every delivery behind a lot, with the grams of the lot each contributed: they sum to the lot, to the gram."""
    graph = graph_behind([lot.id])
    ancestors = {lot.id, *(source for run in graph.runs.values() for source in run.inputs)}
    each = held(ancestors)
    known = {id: one.known for id, one in each.items() if one.found_g}
    shares = rules.upstream(graph, lot.id, known)
    total_g = each[lot.id].total_g if lot.id in each else 0
    made = dict(Lot.objects.filter(pk__in=shares).order_by("id").values_list("id", "made"))
    rows = _deliveries_in([id for id in shares if made[id] == Made.DELIVERIES])
    parts = _shares_of(rows, {id: share * known.get(id, 1) for id, share in shares.items()})
    opening = {id: shares[id] * known.get(id, 1) for id in shares if made[id] == Made.OPENING}
    found = {uuid5(id, "found"): shares[id] * (1 - share) for id, share in known.items()}
    exact = rules.contributions(total_g, {**parts, **opening, **found})
    plots = _plots_of({row.lot_id for row in rows})
    sources = tuple(Source(row.id, row.grower_id, plots.get(row.id, ()), row.net_g, exact[row.id]) for row in rows)
    lots = rules.contributions(total_g, {id: share for id, share in shares.items() if id != lot.id})
    return Backward(lot.id, total_g, lots, sources, sum(exact[id] for id in opening), sum(exact[id] for id in found))


def _shares_of(rows: Sequence[_Brought], shares: Mapping[UUID, Fraction]) -> dict[UUID, Fraction]:
    """By delivery, which share of the lot in question it is: its part of its heap, times the heap's part of the lot."""
    heap_g: dict[UUID, int] = defaultdict(int)
    for row in rows:
        heap_g[row.lot_id] += row.net_g
    of_a_gram = {heap: shares[heap] / weight_g for heap, weight_g in heap_g.items()}
    return {row.id: of_a_gram[row.lot_id] * row.net_g for row in rows}


@dataclass(frozen=True, slots=True)
class _Brought:
    id: UUID
    lot_id: UUID
    grower_id: UUID
    net_g: int


def _deliveries_in(lot_ids: Collection[UUID]) -> list[_Brought]:
    """Deliveries of these heaps that stand, by id: neither reversals nor reversed. A reversal lies on the same heap.

    Not `reversal=None`: joining all deliveries with all reversals lets SQLite index a million rows anew for every question.
    """
    rows = Delivery.objects.filter(lot_id__in=lot_ids).order_by("id").values_list("id", "lot_id", "grower_id", "net_g", "reverses_id")
    found = list(rows)
    taken_back = {row[4] for row in found}
    return [_Brought(*row[:4]) for row in found if row[4] is None and row[0] not in taken_back]


def _plots_of(lot_ids: Collection[UUID]) -> dict[UUID, tuple[UUID, ...]]:
    """By delivery of these heaps, its plots."""
    found: dict[UUID, list[UUID]] = defaultdict(list)
    rows = DeliveryPlot.objects.filter(delivery__lot_id__in=lot_ids).order_by("plot_id")
    for delivery_id, plot_id in rows.values_list("delivery_id", "plot_id"):
        found[delivery_id].append(plot_id)
    return {id: tuple(plots) for id, plots in found.items()}


@dataclass(frozen=True, slots=True)
class Forward:
    """Where what was delivered is now, in grams as delivered. `came`: that went through a lot; `lies`: that no run took from it."""

    delivered_g: int
    came: Mapping[UUID, Fraction]
    lies: Mapping[UUID, Fraction]


def forward_of_plot(plot_id: UUID) -> Forward:
    """From a plot to every lot its harvest went into. A delivery of several plots counts whole for each of them: no split is known."""
    rows = Delivery.objects.filter(from_plots__plot_id=plot_id, reverses=None).order_by("id")
    brought = {id: (lot_id, net_g) for id, lot_id, net_g in rows.values_list("id", "lot_id", "net_g")}
    taken_back = set(Delivery.objects.filter(reverses_id__in=brought).order_by("id").values_list("reverses_id", flat=True))
    return _forward(goods for id, goods in brought.items() if id not in taken_back)


def forward_of_delivery(delivery: Delivery) -> Forward:
    """From one delivery to every lot it went into."""
    return _forward([(delivery.lot_id, delivery.net_g)])


def _forward(brought: Iterable[tuple[UUID, int]]) -> Forward:
    start: dict[UUID, Fraction] = defaultdict(Fraction)
    for lot_id, net_g in brought:
        start[lot_id] += net_g
    found = graph_after(start)
    lots = {*start, *(lot for run in found.runs.values() for lot in (*run.inputs, *run.outputs))}
    reached = rules.downstream(found, start, totals(lots))
    came = {lot: amount for lot, (amount, _) in reached.items()}
    return Forward(int(sum(start.values())), came, {lot: lies for lot, (_, lies) in reached.items() if lies})
