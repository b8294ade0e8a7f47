"""A million deliveries, 100,000 plots and 10,000 lots on SQLite: how long it takes to trace a lot to its plots, against a naive walk.

    python benchmarks/supply.py [--deliveries 1000000] [--plots 100000] [--lots 10000] [--traces 200] [--seed 1]

The rows are made by a generator with a seed and written straight into the tables. The triggers stay: each movement is added to its
balance by the database, as in life. The naive walk loads the same rows through the ORM, one question for each edge and delivery.
Both must say the same kg by plots, for every lot that both trace.
"""

from __future__ import annotations

import argparse
import atexit
import os
import random
import shutil
import sqlite3
import statistics
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

FOLDER = Path(tempfile.mkdtemp(prefix="rochdale-benchmark-"))
atexit.register(shutil.rmtree, FOLDER, ignore_errors=True)
os.environ["ROCHDALE_MODE"] = "demo"
os.environ["ROCHDALE_VAR"] = str(FOLDER)
os.environ["DATABASE_URL"] = f"sqlite:///{FOLDER}/rochdale.sqlite3"
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rochdale.config.settings")

import django  # noqa: E402  # the settings are read from what stands above

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402

from rochdale.base import tenancy  # noqa: E402
from rochdale.base.actor import SYSTEM  # noqa: E402
from rochdale.kernel.ids import new_id  # noqa: E402
from rochdale.people import operations as people  # noqa: E402
from rochdale.people.models import Person  # noqa: E402
from rochdale.supply.models import (  # noqa: E402
    Delivery,
    DeliveryPlot,
    Facility,
    Grower,
    Lot,
    Movement,
    Plot,
    Run,
    RunInput,
    RunOutput,
    Season,
    Series,
)
from rochdale.supply.queries import trace  # noqa: E402

AT = datetime(2026, 11, 2, 6, tzinfo=UTC)
BATCH = 20_000
PLOTS_A_GROWER = 2
HEAPS_OF = {"parchment": 0.10, "green": 0.06, "blend": 0.02}
"""Of 100 lots so many are made by processing; the rest are heaps of deliveries."""


@dataclass
class Made:
    """Ids of what was made."""

    organization: UUID
    facility: UUID
    season: UUID
    series: UUID
    growers: list[UUID] = field(default_factory=list)
    plots: list[UUID] = field(default_factory=list)
    heaps: list[UUID] = field(default_factory=list)
    weight: dict[UUID, int] = field(default_factory=dict)
    made: dict[str, list[UUID]] = field(default_factory=lambda: defaultdict(list))


class Stamp:
    """Rows of one table that differ in a few columns: the others are prepared once. Ids are given as hex, as SQLite keeps them."""

    def __init__(self, like: Any, *columns: str) -> None:
        fields = like._meta.concrete_fields
        self.values = [one.get_db_prep_save(getattr(like, one.attname), connection) for one in fields]
        self.places = [[one.attname for one in fields].index(column) for column in columns]
        names = ", ".join(connection.ops.quote_name(one.column) for one in fields)
        marks = ", ".join(["?"] * len(fields))
        self.statement = f"INSERT INTO {connection.ops.quote_name(like._meta.db_table)} ({names}) VALUES ({marks})"

    def write(self, rows: Iterable[Sequence[Any]]) -> None:
        """Insert all rows in one go; triggers run for each of them."""
        sqlite3.Connection.cursor(connection.connection).executemany(self.statement, map(self._full, rows))

    def _full(self, row: Sequence[Any]) -> list[Any]:
        full = list(self.values)
        for place, value in zip(self.places, row, strict=True):
            full[place] = value
        return full


def ground() -> Made:
    """One cooperative, one place, one season, one series."""
    organization = UUID(
        people.register_organization(id=new_id(), by=SYSTEM, at=AT, kind="cooperative", name="Big", country="LA", place="", language="en")
    )
    facility = Facility.objects.create(organization_id=organization, kind="collection", name="Point", code="P")
    season = Season.objects.create(
        organization_id=organization, name="2026/27", product="coffee", since_on="2026-10-01", until_on="2027-06-01"
    )
    series = Series.objects.create(organization_id=organization, prefix="K")
    return Made(organization, facility.id, season.id, series.id)


def growers_and_plots(made: Made, plots: int) -> None:
    """Two plots a grower."""
    persons = [Person(name=f"Grower {number}") for number in range(plots // PLOTS_A_GROWER)]
    made.growers, made.plots = [new_id() for _ in persons], [new_id() for _ in range(plots)]
    person = Stamp(persons[0], "id", "name")
    grower = Stamp(
        Grower(organization_id=made.organization, person=persons[0], number="", card_code="", registered_at=AT),
        *("id", "person_id", "number", "card_code"),
    )
    plot = Stamp(
        Plot(organization_id=made.organization, grower_id=made.growers[0], number="", product="coffee", country="LA"),
        *("id", "grower_id", "number"),
    )
    with transaction.atomic():
        person.write((one.id.hex, one.name) for one in persons)
        grower.write((id.hex, one.id.hex, str(n), str(n)) for n, (id, one) in enumerate(zip(made.growers, persons, strict=True)))
        plot.write((id.hex, made.growers[n // PLOTS_A_GROWER].hex, str(n)) for n, id in enumerate(made.plots))


def a_lot(made: Made, id: UUID, number: int, form: str, is_heap: bool) -> Lot:
    return Lot(
        id=id, organization_id=made.organization, code=f"L{number}", made="deliveries" if is_heap else "run", season_id=made.season,
        product="coffee", form=form, point_id=made.facility, made_at=AT + timedelta(minutes=number),
    )  # fmt: skip


def moved(made: Made, lot: UUID, kind: str, weight_g: int, about: UUID) -> Movement:
    return Movement(
        organization_id=made.organization, lot_id=lot, facility_id=made.facility, kind=kind, weight_g=weight_g, about_id=about,
        happened_at=AT, recorded_at=AT, by_id="x", by_name="x",
    )  # fmt: skip


def deliveries(made: Made, count: int, heaps: int, chance: random.Random) -> None:
    """Deliveries spread over heaps; one in ten of both plots of the grower, one in a hundred of none."""
    made.heaps = [new_id() for _ in range(heaps)]
    made.weight = dict.fromkeys(made.heaps, 0)
    some = made.heaps[0]
    lot = Stamp(a_lot(made, some, 0, "cherry", True), "id", "code")
    delivery = Stamp(
        Delivery(
            organization_id=made.organization, series_id=made.series, season_id=made.season, point_id=made.facility,
            grower_id=made.growers[0], product="coffee", form="cherry", currency="LAK", lot_id=some, number=0, gross_g=1, net_g=1,
            happened_at=AT, recorded_at=AT, by_id="x", by_name="x",
        ),
        *("id", "number", "receipt_no", "grower_id", "gross_g", "net_g", "lot_id"),
    )  # fmt: skip
    of_plot = Stamp(DeliveryPlot(organization_id=made.organization, delivery_id=some, plot_id=some), "id", "delivery_id", "plot_id")
    move = Stamp(moved(made, some, "delivery", 1, some), "id", "lot_id", "weight_g", "about_id")
    with transaction.atomic():
        lot.write((id.hex, f"L{number}") for number, id in enumerate(made.heaps))
    for start in range(0, count, BATCH):
        rows, plots, moves = [], [], []
        for number in range(start, min(start + BATCH, count)):
            heap, grower, grams = made.heaps[number * heaps // count], chance.randrange(len(made.growers)), chance.randrange(5_000, 120_000)
            id = new_id().hex
            rows.append((id, number, f"K-{number:07}", made.growers[grower].hex, grams, grams, heap.hex))
            moves.append((new_id().hex, heap.hex, grams, id))
            dice = chance.random()
            which = [0, 1] if dice < 0.1 else [] if dice > 0.99 else [chance.randrange(2)]
            plots += [(new_id().hex, id, made.plots[grower * PLOTS_A_GROWER + n].hex) for n in which]
            made.weight[heap] += grams
        with transaction.atomic():
            delivery.write(rows)
            of_plot.write(plots)
            move.write(moves)


def processing(made: Made, lots: int, chance: random.Random) -> None:
    """Heaps become parchment four at a time, parchment becomes green in threes, green is blended in threes."""
    steps = [("parchment", made.heaps, 4, 200), ("green", [], 3, 800), ("blend", [], 3, 1000)]
    number = len(made.heaps)
    for name, sources, together, of_1000 in steps:
        sources = sources or made.made[{"green": "parchment", "blend": "green"}[name]]
        count = min(int(lots * HEAPS_OF[name]), len(sources) // together)
        for start in range(count):
            number += 1
            with transaction.atomic():
                a_run(made, number, name, sources[start * together : (start + 1) * together], of_1000, chance)


def a_run(made: Made, number: int, name: str, taken: Sequence[UUID], of_1000: int, chance: random.Random) -> None:
    grams = {lot: made.weight[lot] * chance.randrange(60, 101) // 100 for lot in taken}
    into = sum(grams.values())
    out, id, lot = into * of_1000 // 1000, new_id(), new_id()
    run = Run(
        id=id, organization_id=made.organization, code=f"R{number}", kind="hull", facility_id=made.facility, in_g=into, out_g=out,
        loss_g=into - out, happened_at=AT, recorded_at=AT, by_id="x", by_name="x",
    )  # fmt: skip
    run.save(force_insert=True)
    a_lot(made, lot, number, "green" if name == "blend" else name, False).save(force_insert=True)
    RunInput.objects.bulk_create(
        RunInput(organization_id=made.organization, run=run, lot_id=source, weight_g=weight_g) for source, weight_g in grams.items()
    )
    RunOutput.objects.create(organization_id=made.organization, run=run, lot_id=lot, weight_g=out)
    moves = [moved(made, source, "into-run", -weight_g, id) for source, weight_g in grams.items()]
    Movement.objects.bulk_create([*moves, moved(made, lot, "out-of-run", out, id)])
    made.weight[lot] = out
    made.made[name].append(lot)


def naive(lot: Lot) -> dict[tuple[UUID, ...], Fraction]:
    """The walk that is written first: from object to object, one question for each edge and each delivery."""
    total = sum(row.weight_g for row in lot.movements.all() if row.kind in {"delivery", "reversal", "out-of-run", "opening"})
    found: dict[tuple[UUID, ...], Fraction] = defaultdict(Fraction)
    _walk(lot, Fraction(total), found)
    return found


def _walk(lot: Lot, grams: Fraction, found: dict[tuple[UUID, ...], Fraction]) -> None:
    made_by = lot.given_by.first()
    if made_by is not None:
        inputs = list(made_by.run.inputs.all())
        whole = sum(row.weight_g for row in inputs)
        for row in inputs:
            _walk(row.lot, grams * row.weight_g / whole, found)
        return
    rows = list(lot.deliveries.all())
    whole = sum(row.net_g for row in rows)
    for row in rows:
        plots = tuple(sorted(plot.plot_id for plot in row.from_plots.all()))
        found[plots] += grams * row.net_g / whole


def timed(act: Callable[[], object]) -> tuple[float, float, object]:
    """Seconds by the clock, seconds of the processor (the same on a machine that does nothing else), and the answer."""
    start, cpu = time.perf_counter(), time.process_time()
    answer = act()
    return time.perf_counter() - start, time.process_time() - cpu, answer


def percentile(seconds: Sequence[float], share: float) -> float:
    """In milliseconds."""
    return 1000 * sorted(seconds)[min(int(len(seconds) * share), len(seconds) - 1)]


HEAD = ("lots", "traced", "deliveries", "p50 ms", "p95 ms", "cpu p50", "cpu p95", "naive p50", "naive cpu", "ratio")


def line(*cells: object) -> str:
    """One row of the table."""
    return f"{cells[0]!s:<22}" + "".join(f"{cell if isinstance(cell, str) else format(cell, '.1f'):>11}" for cell in cells[1:])


def measured(made: Made, traces: int, walks: int, chance: random.Random) -> None:
    """Trace lots of each kind, the naive walk over fewer of them, and compare what both say. The ratio is that of processor time."""
    print(line(*HEAD))
    every: list[tuple[float, float]] = []
    for name, ids in {"heaps of deliveries": made.heaps, **made.made}.items():
        share = -(-traces * len(ids) // len(made.weight))
        chosen = chance.sample(ids, min(max(share, walks), len(ids)))
        lots = Lot.objects.in_bulk(chosen)
        ours, theirs, behind = [], [], []
        for place, id in enumerate(chosen):
            clock, cpu, found = timed(partial(trace.behind, lots[id]))
            assert isinstance(found, trace.Backward)
            ours.append((clock, cpu))
            behind.append(len(found.sources))
            if place < walks:
                clock, cpu, walked = timed(partial(naive, lots[id]))
                theirs.append((clock, cpu))
                compare(found, walked)
        every += ours[:share]
        figures = [percentile([one[n] for one in ours], share) for n in (0, 1) for share in (0.5, 0.95)]
        slow = [percentile([one[n] for one in theirs], 0.5) for n in (0, 1)]
        ratio = slow[1] / percentile([cpu for _, cpu in ours[: len(theirs)]], 0.5)
        print(line(name, f"{len(ours)}", statistics.mean(behind), *figures, *slow, f"{ratio:.1f}x"))
    print(line("as lots are mixed", f"{len(every)}", "", *(percentile([one[n] for one in every], s) for n in (0, 1) for s in (0.5, 0.95))))


def compare(found: trace.Backward, walked: object) -> None:
    """Both name the same plots, with the same kg but for rounding to whole grams."""
    assert isinstance(walked, dict)
    by_plots = found.by_plots()
    assert by_plots.keys() == walked.keys()
    assert all(abs(by_plots[key] - walked[key]) <= len(found.sources) for key in walked)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name, value in (("deliveries", 1_000_000), ("plots", 100_000), ("lots", 10_000), ("traces", 300), ("walks", 8), ("seed", 1)):
        parser.add_argument(f"--{name}", type=int, default=value)
    given = parser.parse_args()
    chance = random.Random(given.seed)
    call_command("migrate", verbosity=0)
    with tenancy.everywhere("a benchmark"):
        start = time.perf_counter()
        made = ground()
        growers_and_plots(made, given.plots)
        heaps = given.lots - sum(int(given.lots * share) for share in HEAPS_OF.values())
        deliveries(made, given.deliveries, heaps, chance)
        processing(made, given.lots, chance)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        size = (FOLDER / "rochdale.sqlite3").stat().st_size / 1e6
        counts = f"{Delivery.objects.count():,} deliveries, {Plot.objects.count():,} plots, {Lot.objects.count():,} lots"
        print(f"{counts}; made in {time.perf_counter() - start:.0f} s, {size:.0f} MB (seed {given.seed})")
        measured(made, given.traces, given.walks, chance)


if __name__ == "__main__":
    main()
