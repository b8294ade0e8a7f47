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

from rochdale.base.models import ImportedRow, ImportRun
from rochdale.base.worker import Worker
from rochdale.trade.market.defaults import SHIPPED
from rochdale.trade.market.files.own import NEED_HEADERS, OFFER_HEADERS
from rochdale.trade.models import Market, Need, Offer
from rochdale.trade.queries import results
from rochdale.trade.snapshot import Scope
from tests.cast import AT, Cast
from tests.trade.conftest import Clear
from tests.watchful import WatchfulClient

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
    client = WatchfulClient()
    client.force_login(cast.people[who], backend="allauth.account.auth_backends.AuthenticationBackend")
    page = client.get(reverse("desk:new-import", args=[kind])).content.decode()
    operation = page.split('name="operation_id" value="')[1].split('"')[0]
    file = io.BytesIO(content)
    file.name = name
    response = client.post(reverse("desk:new-import", args=[kind]), {"operation_id": operation, "file": file})
    assert response.status_code == 302, response.content.decode()[:3000]
    run = ImportRun.objects.order_by("-id")[0]
    page = client.get(reverse("desk:import", args=[run.id])).content.decode()
    operation = page.split('name="operation_id" value="')[1].split('"')[0]
    response = client.post(reverse("desk:keep", args=[run.id]), {"operation_id": operation, "choice": choice})
    assert response.status_code == 302, response.content.decode()[:3000]
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


def by_command_line(offers: Path, needs: Path, folder: Path, on: str) -> dict[str, str]:
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
    found: dict[str, object] = {
        name: (folder / name).read_text() for name in ("matches.csv", "containers.csv", "unmatched.csv", "summary.json")
    }
    return found


NEEDS_FILES = {
    "the needs that are shipped as an example": SHIPPED.parent / "examples" / "needs.csv",
    "needs for every quality of the real lots, in six currencies and five units": Path(__file__).with_name("needs_for_real_lots.csv"),
}


@pytest.mark.outside
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("needs", NEEDS_FILES.values(), ids=NEEDS_FILES)
def test_a_hundred_real_coffee_lots_give_the_same_figures_on_the_screen_and_on_the_command_line(
    cast: Cast, clear: Clear, outside: Path, tmp_path: Path, needs: Path
) -> None:
    offers = outside / "coffee" / "cqi-arabica-100.csv"
    lots = bring(cast, "noy", "trade.offers", "lots.csv", offers.read_bytes(), tmp_path)
    wants = bring(cast, "freja", "trade.needs", "needs.csv", needs.read_bytes(), tmp_path)
    assert Offer.objects.count() + lots.preview["unsound"] == 100
    market: Market = clear(scope=Scope(run_ids=(lots.id, wants.id)))
    told = by_command_line(offers, needs, tmp_path / "cli", AT.date().isoformat())
    assert rows(results.file_of(market, "matches.csv")) == rows(told["matches.csv"])
    assert rows(results.file_of(market, "containers.csv")) == rows(told["containers.csv"])
    assert left(results.file_of(market, "unmatched.csv")) == left(told["unmatched.csv"])
    summary = json.loads(told["summary.json"])
    same = ("surplus", "bound", "gap", "currency", "families", "input_sha256", "stopped_early")
    assert {name: market.summary[name] for name in same} == {name: summary[name] for name in same}
    assert not summary["stopped_early"], "uncapped"
    assert sum(int(row["kg"]) for row in rows(told["matches.csv"])) == market.summary["counts"]["kg"] > 50_000


def left(text: str) -> list[dict[str, str]]:
    """What was left of rows that took part. The command line also lists lots that were held back; the screen said so before."""
    return [row for row in rows(text) if not row["reason_code"].startswith("market.lot-")]
