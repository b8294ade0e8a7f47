"""Brings a file of plots into an empty cooperative on SQLite, twice: read, checked, kept by the job; then the same file again.

    python benchmarks/import_plots.py [--plots 10000] [--corners 24] [--growers 2500] [--plain 1000]

The plain way is what one would write first: each checked plot is written down by the operation of the form, one after the other. It is
run on fewer plots, and the comparison is made by the plot.
"""

from __future__ import annotations

import argparse
import atexit
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

FOLDER = Path(tempfile.mkdtemp(prefix="rochdale-benchmark-"))
atexit.register(shutil.rmtree, FOLDER, ignore_errors=True)
os.environ["ROCHDALE_MODE"] = "demo"
os.environ["ROCHDALE_VAR"] = str(FOLDER)
os.environ["DATABASE_URL"] = f"sqlite:///{FOLDER}/rochdale.sqlite3"
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rochdale.config.settings")
sys.path.insert(0, str(Path(__file__).parent))

import django  # noqa: E402  # the settings are read from what stands above

django.setup()

from django.core.management import call_command  # noqa: E402
from django.utils import timezone  # noqa: E402
from plots import village  # noqa: E402  # the same invented file as in benchmarks/plots.py

from rochdale.base import imports, tenancy  # noqa: E402
from rochdale.base.actor import SYSTEM, Actor  # noqa: E402
from rochdale.base.models import ImportedRow  # noqa: E402
from rochdale.base.worker import Worker  # noqa: E402
from rochdale.kernel.ids import new_id  # noqa: E402
from rochdale.people import operations as people  # noqa: E402
from rochdale.people import queries  # noqa: E402
from rochdale.supply import operations  # noqa: E402
from rochdale.supply.models import Grower, Plot, PlotVersion  # noqa: E402
from rochdale.supply.operations.growers import PersonFacts, PlotGiven  # noqa: E402
from rochdale.supply.outlines import outline_of  # noqa: E402
from rochdale.supply.plot_imports import PLOTS  # noqa: E402
from rochdale.supply.queries.plot_checks import check_file  # noqa: E402
from rochdale.supply.rules.plots import Given  # noqa: E402

AT = datetime(2026, 11, 26, 8, tzinfo=UTC)


def timed(act: Callable[[], Any]) -> tuple[float, Any]:
    began = time.perf_counter()
    found = act()
    return time.perf_counter() - began, found


def cooperative(name: str, growers: int) -> Actor:
    """The clerk of a new cooperative in Cameroon with so many growers."""
    facts = {"kind": "cooperative", "name": name, "country": "CM", "place": "", "language": "en"}
    organization = UUID(people.register_organization(id=new_id(), by=SYSTEM, at=AT, **facts))
    person = UUID(people.register_person(id=new_id(), by=SYSTEM, at=AT, name=f"Clerk of {name}"))
    people.appoint(id=new_id(), by=SYSTEM, at=AT, person_id=person, organization_id=organization, office="clerk")
    clerk = queries.actor(person, AT, organization_id=organization)
    assert clerk is not None
    for number in range(growers):
        operations.register_grower(id=new_id(), by=clerk, at=AT, number=f"G-{number}", person=PersonFacts(f"Grower {number}"))
    return clerk


def bring(clerk: Actor, content: bytes) -> float:
    """Seconds in which a previewed file is kept."""
    at = timezone.now()
    given = {"product": "coffee", "organization": str(clerk.organization_id)}
    file = {"name": "plots.geojson", "content": content, "given": given}
    choose, run = timed(lambda: imports.choose_file(id=new_id(), by=clerk, at=at, kind=PLOTS, **file))
    imports.keep_rows(id=new_id(), by=clerk, at=at, run_id=UUID(run), choice=imports.REST)
    with Worker(folder=FOLDER, clock=timezone.now, rest_seconds=0) as worker:
        keep, _ = timed(lambda: worker.run(until_idle=True))
    refused = ImportedRow.objects.filter(run_id=run).exclude(refusals=[]).count()
    print(f"  preview {choose:6.1f} s   kept {keep:6.1f} s   together {choose + keep:6.1f} s   {refused} refused")
    return keep


def plain(clerk: Actor, content: bytes) -> float:
    """Seconds for a plot, each written down by the operation of the form."""
    grower = Grower.objects.get(organization_id=clerk.organization_id).id
    checked = check_file(content, "plots.geojson", organization_id=UUID(str(clerk.organization_id)), given=Given())
    began = time.perf_counter()
    for number, plot in enumerate(checked.features):
        given, outline = PlotGiven("coffee", plot.country, plot.place), outline_of(plot)
        operations.register_plot(id=new_id(), by=clerk, at=AT, grower_id=grower, number=f"{number}", plot=given, outline=outline)
    return (time.perf_counter() - began) / len(checked.features)


def main() -> None:
    """Print what each way takes."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    for name, value in (("plots", 10_000), ("corners", 24), ("growers", 2_500), ("plain", 1_000)):
        parser.add_argument(f"--{name}", type=int, default=value)
    asked = parser.parse_args()
    call_command("migrate", interactive=False, verbosity=0)
    content = village(asked.plots, asked.corners, asked.growers)
    with tenancy.everywhere("benchmark"):
        clerk = cooperative("Ours", asked.growers)
        print(f"{asked.plots:,} plots of {asked.corners} corners, {len(content) / 1e6:.1f} MB")
        keep = bring(clerk, content)
        kept = Plot.objects.count()
        bring(clerk, content)
        print(f"  {kept:,} plots, {Grower.objects.count():,} growers; after the second time {Plot.objects.count():,} plots")
        assert Plot.objects.count() == PlotVersion.objects.count() == kept, "brought twice without duplicates"
        each = plain(cooperative("Plain", 1), village(asked.plain, asked.corners))
    print(f"  plain: {each * 1000:.2f} ms for a plot to be kept; ours {keep / kept * 1000:.2f} ms: {each * kept / keep:.1f}x")


if __name__ == "__main__":
    main()
