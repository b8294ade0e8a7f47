"""How the tests of growers reach the screens: signed in as somebody of the world, a form sent, a file brought and kept."""

from __future__ import annotations

import io
import json
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from rochdale.base.actor import SYSTEM
from rochdale.base.models import ImportRun
from rochdale.base.worker import Worker
from rochdale.kernel.ids import new_id
from rochdale.people import operations as people
from rochdale.people.models import Person
from tests.supply.world import AT, World
from tests.watchful import WatchfulClient


def signed_in(person_id: str) -> Client:
    client = WatchfulClient()
    client.force_login(Person.objects.get(pk=person_id))
    return client


def send(client: Client, page: str, /, *args: object, **fields: object) -> Any:
    """The form of a page, sent."""
    return client.post(reverse(page, args=args), {"operation_id": str(new_id()), **fields})


def read(client: Client, name: str, *args: object, query: str = "") -> str:
    """A page that opens, as text."""
    answer = client.get(reverse(name, args=args) + query)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def member(world: World, person_id: UUID) -> Client:
    """Somebody who holds no office but membership."""
    people.appoint(
        id=new_id(), by=SYSTEM, at=AT - timedelta(days=1), person_id=person_id, organization_id=world.organization, office="member"
    )
    return signed_in(str(person_id))


def corners(west: float = 106.3, south: float = 15.2, side: float = 0.001) -> str:
    """A square as a clerk types it: latitude first."""
    east, north = west + side, south + side
    return "\n".join(f"{lat:.6f} {lon:.6f}" for lat, lon in ((south, west), (south, east), (north, east), (north, west)))


def feature(number: str, grower: str, west: float, south: float = 15.2, *, side: float = 0.001, **more: object) -> dict[str, Any]:
    east, north = west + side, south + side
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    told = {
        "plot id": number,
        "grower number": grower,
        "ProducerName": f"Grower {grower}",
        "ProducerCountry": "LA",
        "ProductionPlace": "Paksong",
    }
    coordinates = [[[f"{x:.6f}", f"{y:.6f}"] for x, y in ring]]
    return {"type": "Feature", "properties": told | more, "geometry": {"type": "Polygon", "coordinates": coordinates}}


def geojson(*features: dict[str, Any]) -> bytes:
    """A file whose coordinates all have six decimals."""
    text = json.dumps({"type": "FeatureCollection", "features": features})
    for one in features:
        for x, y in one["geometry"]["coordinates"][0]:
            text = text.replace(f'["{x}", "{y}"]', f"[{x}, {y}]")
    return text.encode()


def bring(client: Client, content: bytes, name: str, **given: object) -> ImportRun:
    """Choose a file of plots; the run that waits for a decision."""
    file = io.BytesIO(content)
    file.name = name
    answer = send(client, "supply:bring-plots", file=file, **{"product": "coffee", **given})
    assert answer.status_code == 302, answer.content.decode()[-3000:]
    return ImportRun.objects.get(pk=answer["Location"].split("/")[-2])


def keep(client: Client, run: ImportRun, folder: Path) -> ImportRun:
    """Keep what is sound, and let the worker do it."""
    answer = send(client, "supply:plots-preview", run.id)
    assert answer.status_code == 302
    with Worker(folder=folder, clock=timezone.now, rest_seconds=0) as worker:
        worker.run(until_idle=True)
    run.refresh_from_db()
    return run
