"""The public pages over a register of many names: how long an entity, a search, a place take, and how fast the whole is taken away.

    python benchmarks/register_pages.py [--names 100000] [--queries 400] [--seed 1] [--database postgresql://…]

The register is that of `registry.py`, each name with an entity, two filings and its projection. Pages are asked through the whole of
Django, middleware and templates included, without a network.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime
from urllib.parse import urlencode

from django.db import connection
from django.test import Client, override_settings
from registry import CLOCK, Line, build, megabytes, samples  # sets Django up

from rochdale.registry.models import Entity, EntityNow, Filing, RegisterName
from rochdale.registry.rules.ledger import Kind, Status

SINCE, RECORDED = date(2019, 5, 2), datetime(2026, 1, 5, tzinfo=UTC)
AT_ONCE = 5_000
PLAIN = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
"""Static files without a manifest: nothing was collected."""


def file_all() -> float:
    """Give every name an entity with two filings and its projection, so that pages can be opened; gives the seconds."""
    start, last = time.perf_counter(), 0
    while batch := list(RegisterName.objects.filter(id__gt=last).order_by("id")[:AT_ONCE]):
        last = batch[-1].id
        Entity.objects.bulk_create(Entity(id=row.entity_id, country="TG", at=RECORDED) for row in batch)
        EntityNow.objects.bulk_create(_now(row) for row in batch)
        Filing.objects.bulk_create(filing for row in batch for filing in _filings(row))
    return time.perf_counter() - start


def _says(row: RegisterName) -> dict[str, object]:
    seat = {"code": row.place, "names": row.place_names[1:]}
    return {"name": row.name, "number": f"TG-{row.id}", "form": "SCOOPS", "office": "TG", "status": "registered", "seat": seat}


def _now(row: RegisterName) -> EntityNow:
    says = _says(row)
    said = {name: str(says[name]) for name in ("name", "number", "form", "office")}
    return EntityNow(entity_id=row.entity_id, **said, status=Status.REGISTERED, place=row.place, state=says, since_on=SINCE)


def _filings(row: RegisterName) -> Iterator[Filing]:
    says, who = _says(row), {"entity_id": row.entity_id, "recorded_at": RECORDED, "office": "TG", "by_id": "b", "by_name": "B"}
    yield Filing(kind=Kind.HISTORIC, legal_on=SINCE, says={**says, "number": "old"}, **who)
    yield Filing(kind=Kind.CHANGE, legal_on=SINCE.replace(year=2021), says={"number": says["number"]}, **who)


def opened(addresses: dict[str, list[str]]) -> list[Line]:
    """How long the public pages take to be answered, templates and all."""
    client, lines = Client(), []
    client.get("/register/")
    for kind, asked in addresses.items():
        line = Line(kind, [])
        for address in asked:
            start = CLOCK()
            assert client.get(address).status_code == 200
            line.took.append((CLOCK() - start) * 1000)
        lines.append(line)
    return lines


def pages(count: int, chance: random.Random) -> list[Line]:
    """The public pages of entities and places that are there."""
    taken = samples(count, chance)
    places = list(EntityNow.objects.filter(pk__in=[id for _, id in taken[:100]]).values_list("place", flat=True))
    return opened({
        "page of an entity": [f"/register/{id}/" for _, id in taken],
        "page of an entity, on another day": [f"/register/{id}/?on=2020-01-01&known=2026-06-01" for _, id in taken[:100]],
        "entity as JSON-LD": [f"/register/{id}/?format=jsonld" for _, id in taken[:100]],
        "page of a search": [f"/register/?{urlencode({'q': name})}" for name, _ in taken[:200]],
        "page of a village": [f"/register/?{urlencode({'within': one})}" for one in places],
        "page of a canton": [f"/register/?{urlencode({'within': one.rpartition('/')[0]})}" for one in places],
        "page of the country": ["/register/?within=TG"] * 20,
        "dissolved ones of the country (there are none)": ["/register/?within=TG&status=dissolved"] * 3,
    })  # fmt: skip


def taken_away() -> str:
    """The whole register as files: how many entities a second."""
    client, said = Client(), []
    for name in ("extract.csv", "extract.jsonld"):
        start = time.perf_counter()
        size = sum(len(part) for part in client.get(f"/register/{name}").streaming_content)  # type: ignore[attr-defined]
        seconds = time.perf_counter() - start
        said.append(f"{name}: {size / 1e6:,.0f} MB in {seconds:,.0f} s, {EntityNow.objects.count() / seconds:,.0f} entities a second")
    return "\n".join(said)


def main() -> None:
    """Build, measure, print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--names", type=int, default=100_000)
    parser.add_argument("--queries", type=int, default=400)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--database", default="")
    parser.add_argument("--cpu", action="store_true", help="Processor time: where others work beside; not for a server of its own.")
    given = parser.parse_args()
    seconds = build(given.names, random.Random(given.seed))
    print(f"{given.names:,} names on {connection.vendor}: indexed in {seconds:,.0f} s; filed in {file_all():,.0f} s; {megabytes():,.0f} MB")
    print(f"\n{'':<44}{'p50 ms':>9}{'p95 ms':>9}{'most':>9}")
    with override_settings(STORAGES=PLAIN, ALLOWED_HOSTS=["testserver"]):
        for line in pages(given.queries, random.Random(given.seed + 1)):
            print(line.told(None))
        print(taken_away())


if __name__ == "__main__":
    main()
