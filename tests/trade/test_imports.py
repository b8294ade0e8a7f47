"""Files through the import screen: the same rows, and after clearing the same figures, as `rochdale market clear`."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from rochdale.base.imports import keep_rows
from rochdale.base.models import ImportedRow, ImportRun
from rochdale.base.worker import Worker
from rochdale.trade.market.defaults import SHIPPED
from rochdale.trade.market.files.own import NEED_HEADERS, OFFER_HEADERS
from rochdale.trade.models import Market, Need, Offer
from rochdale.trade.queries import results
from rochdale.trade.snapshot import Scope
from tests.cast import AT, Cast
from tests.trade.conftest import Clear
from tests.trade.goods import fresh

OFFERS = "\n".join(
    [
        ",".join(OFFER_HEADERS),
        "A-1,Upper Growers,LA,coffee,arabica,washed,SCA-2004,84,fairtrade,12000,VNDAD,2026-12-01,2027-03-31,202.40,USD,quintal46",
        "A-2,Lower Growers,LA,coffee,arabica,washed,SCA-2004,82.5,fairtrade;organic,7200,VNDAD,2026-12-01,2027-03-31,2.00,USD,lb",
    ]
).encode()
NEEDS = "\n".join(
    [
        ",".join(NEED_HEADERS),
        "N-1,Shops of the Coast,coffee,arabica,,SCA-2004,82,fairtrade,19200,3000,4,DKAAR,2027-01-01,2027-05-31,6200,USD,t",
    ]
).encode()


def bring(cast: Cast, who: str, kind: str, name: str, content: bytes, folder: Path, choice: str = "rest") -> ImportRun:
    """Choose a file, keep its rows, let the worker do it."""
    client = Client()
    client.force_login(cast.people[who], backend="allauth.account.auth_backends.AuthenticationBackend")
    page = client.get(reverse("desk:new-import", args=[kind])).content.decode()
    operation = page.split('name="operation_id" value="')[1].split('"')[0]
    file = io.BytesIO(content)
    file.name = name
    response = client.post(reverse("desk:new-import", args=[kind]), {"operation_id": operation, "file": file})
    assert response.status_code == 302, response.content.decode()[:3000]
    run = ImportRun.objects.order_by("-id")[0]
    assert client.get(reverse("desk:import", args=[run.id])).status_code == 200
    keep_rows(id=fresh(), by=cast.actor(who), at=AT, run_id=run.id, choice=choice)
    with Worker(folder=folder, clock=lambda: AT, rest_seconds=0) as worker:
        worker.run(until_idle=True)
    return run


@pytest.mark.django_db(transaction=True)
def test_a_file_of_our_own_layout_gives_offers_and_needs(cast: Cast, tmp_path: Path) -> None:
    bring(cast, "noy", "trade.offers", "offers.csv", OFFERS, tmp_path, "all")
    bring(cast, "freja", "trade.needs", "needs.csv", NEEDS, tmp_path, "all")
    offer = Offer.objects.get(reference="A-2")
    assert (offer.cooperative, offer.kg, offer.price_unit, offer.organization_id) == (
        "Lower Growers",
        7200,
        "lb",
        cast.organizations["bolaven"].id,
    )
    assert sorted(offer.certificates.values_list("scheme", flat=True)) == ["fairtrade", "organic"]
    assert Need.objects.get().min_lot_kg == 3000
    page = Client()
    page.force_login(cast.people["noy"], backend="allauth.account.auth_backends.AuthenticationBackend")
    assert "offers.csv" in page.get(reverse("trade:offer", args=[offer.id])).content.decode()


@pytest.mark.django_db(transaction=True)
def test_the_same_file_twice_makes_no_second_lot(cast: Cast, tmp_path: Path) -> None:
    bring(cast, "noy", "trade.offers", "offers.csv", OFFERS, tmp_path)
    bring(cast, "noy", "trade.offers", "again.csv", OFFERS, tmp_path)
    assert Offer.objects.count() == 2
    assert {row.refusals[0]["code"] for row in ImportedRow.objects.filter(thing_id="")} == {"trade.reference-used"}


def rows(text: str) -> list[dict[str, str]]:
    return sorted(csv.DictReader(io.StringIO(text)), key=lambda row: tuple(row.values()))


def by_command_line(offers: Path, needs: Path, folder: Path, on: str) -> dict[str, object]:
    command = [
        sys.executable,
        "-m",
        "rochdale",
        "market",
        "clear",
        "--offers",
        str(offers),
        "--needs",
        str(needs),
        "--out",
        str(folder),
        "--on",
        on,
    ]
    subprocess.run(command, check=True, capture_output=True)
    found: dict[str, object] = {name: (folder / name).read_text() for name in ("matches.csv", "containers.csv", "summary.json")}
    return found


@pytest.mark.outside
@pytest.mark.django_db(transaction=True)
def test_a_hundred_real_coffee_lots_give_the_same_figures_on_the_screen_and_on_the_command_line(
    cast: Cast, clear: Clear, outside: Path, tmp_path: Path
) -> None:
    offers, needs = outside / "coffee" / "cqi-arabica-100.csv", SHIPPED.parent / "examples" / "needs.csv"
    lots = bring(cast, "noy", "trade.offers", "lots.csv", offers.read_bytes(), tmp_path)
    wants = bring(cast, "freja", "trade.needs", "needs.csv", needs.read_bytes(), tmp_path)
    assert Offer.objects.count() + lots.preview["unsound"] == 100
    market: Market = clear(scope=Scope(run_ids=(lots.id, wants.id)))
    told = by_command_line(offers, needs, tmp_path / "cli", AT.date().isoformat())
    assert rows(results.file_of(market, "matches.csv")) == rows(str(told["matches.csv"]))
    assert rows(results.file_of(market, "containers.csv")) == rows(str(told["containers.csv"]))
    summary = json.loads(str(told["summary.json"]))
    assert (market.summary["surplus"], market.summary["bound"]) == (summary["surplus"], summary["bound"])
    assert len(rows(str(told["matches.csv"]))) > 3
