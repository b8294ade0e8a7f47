"""Calling a market and reading its result, and keeping minimum prices, through the API."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from rochdale.base.worker import Worker
from rochdale.kernel.ids import new_id
from rochdale.trade.models import Container, Market, PriceFloor
from tests.cast import AT, Cast
from tests.trade.api import Visit, codes, send
from tests.trade.goods import a_need, an_offer

pytestmark = pytest.mark.django_db

FLOOR: dict[str, Any] = {
    "product": "coffee", "species": "arabica", "form": "washed", "scheme": "fairtrade", "level": "FOB", "currency": "USD", "unit": "lb",
    "minimum": "1.80", "organic_differential": "0.40", "premium": "0.20", "valid_from": "2023-08-01", "source": "Published table, page 3",
}  # fmt: skip


@pytest.mark.django_db(transaction=True)
def test_the_operator_calls_a_market_and_reads_what_came_of_it(sign_in: Visit, cast: Cast, tmp_path: Path) -> None:
    an_offer(cast.actor("noy"), reference="B-1", kg=12_000)
    an_offer(cast.actor("ngozi"), reference="L-1", kg=7_200)
    an_offer(cast.actor("ngozi"), reference="L-2", kg=600, species="robusta")
    need = a_need(cast.actor("freja"), reference="N-1", kg=21_000)
    sofia, id = sign_in("sofia"), str(new_id())
    for _ in range(2):
        called = send(sofia, "markets", {"id": id, "products": ["coffee"], "seed": 7})
        assert (called.status_code, called.json()) == (202, {"id": id})
    assert codes(send(sofia, "markets", {})) == ["trade.market-still-running"]
    waiting = sofia.get(f"/api/markets/{id}").json()
    assert (waiting["state"], waiting["surplus"], waiting["files"]) == ("waiting", None, {})
    with Worker(folder=tmp_path / "workers", clock=lambda: AT, rest_seconds=0) as worker:
        worker.run(until_idle=True)
    market = sofia.get(f"/api/markets/{id}").json()
    assert (market["state"], market["seed"], market["products"], market["containers"]) == ("shown", 7, ["coffee"], 1)
    assert float(market["bound"]) >= float(market["surplus"]) > 0
    (container,) = sofia.get(f"/api/markets/{id}/containers").json()["rows"]
    assert (container["load_kg"], container["origin"], container["destination"], container["state"]) == (
        19_200,
        "VNDAD",
        "DKAAR",
        "proposed",
    )
    left = {row["reference"]: row for row in sofia.get(f"/api/markets/{id}/left").json()["rows"]}
    assert (left["L-2"]["side"], left["L-2"]["kg"], left["L-2"]["reason"]["code"]) == ("offer", 600, "market.offer-kind-not-wanted")
    assert (left["N-1"]["id"], left["N-1"]["kg"]) == (str(need.id), 1_800)
    matches = list(csv.DictReader(io.StringIO(sofia.get(market["files"]["matches.csv"]).content.decode())))
    assert {row["offer_id"]: row["kg"] for row in matches} == {"B-1": "12000", "L-1": "7200"}
    assert json.loads(sofia.get(market["files"]["summary.json"]).content)["counts"]["kg"] == 19_200


def test_a_called_market_names_no_limit(sign_in: Visit, shared_container: Container) -> None:
    sofia, market = sign_in("sofia"), Market.objects.get()
    for path in ("", "/containers", "/left", "/matches.csv", "/unmatched.csv", "/summary.json"):
        content = sofia.get(f"/api/markets/{market.id}{path}").content
        assert b'4.4"' not in content and b'6.2"' not in content, path


def test_others_read_the_figures_and_call_nothing(sign_in: Visit, shared_container: Container) -> None:
    noy, market = sign_in("noy"), Market.objects.get()
    told = noy.get(f"/api/markets/{market.id}").json()
    assert (told["state"], told["kg"], told["files"]) == ("shown", 19_200, {})
    for path in ("containers", "left", "matches.csv"):
        assert codes(noy.get(f"/api/markets/{market.id}/{path}")) == ["trade.only-the-operator"]
    refused = send(noy, "markets", {})
    assert (refused.status_code, codes(refused)) == (403, ["trade.only-the-operator"])


@pytest.mark.parametrize(
    ("content", "status", "code"),
    [
        ({}, 409, "trade.nothing-to-clear"),
        ({"defaults": "[market"}, 409, "market.defaults-unreadable"),
        ({"products": ["gold"]}, 400, "base.field-not-one-of"),
        ({"imports": ["00000000-0000-7000-8000-000000000000"]}, 400, "base.field-not-one-of"),
        ({"seed": -1}, 400, "base.field-too-small"),
        ({"time_limit": 0.5}, 400, "base.field-not-a-whole-number"),
        ({"scope": "all"}, 400, "base.field-unknown"),
    ],
)
def test_what_cannot_be_called_is_refused_by_name(sign_in: Visit, content: dict[str, object], status: int, code: str) -> None:
    response = send(sign_in("sofia"), "markets", content)
    assert (response.status_code, codes(response)) == (status, [code])
    assert not Market.objects.exists()


def test_a_floor_is_recorded_verified_and_replaced(sign_in: Visit) -> None:
    sofia, id = sign_in("sofia"), str(new_id())
    for _ in range(2):
        made = send(sofia, "floors", {**FLOOR, "origin": "la", "id": id})
        assert (made.status_code, made.json()) == (201, {"id": id})
    row = sofia.get(f"/api/floors/{id}").json()
    assert (row["minimum"], row["origin"], row["is_verified"], row["superseded_by"]) == ("1.8", "LA", False, None)
    assert send(sofia, f"floors/{id}/verify", {"note": "Table of 1 August 2023"}).json() == {"id": id}
    row = sign_in("noy").get(f"/api/floors/{id}").json()
    assert (row["is_verified"], row["verified_by"], row["verification_note"]) == (True, "Sofia Rasmussen", "Table of 1 August 2023")
    assert codes(send(sofia, f"floors/{id}/verify", {"note": "Again"})) == ["trade.floor-already-verified"]
    newer = send(sofia, "floors", {**FLOOR, "origin": "LA", "minimum": "1.90", "supersedes": id}).json()["id"]
    assert sofia.get(f"/api/floors/{id}").json()["superseded_by"] == newer
    assert [one["id"] for one in sofia.get("/api/floors").json()["rows"]] == [newer]


@pytest.mark.parametrize(
    ("changed", "status", "code"),
    [
        ({"source": " "}, 409, "trade.floor-without-source"),
        ({"minimum": None, "organic_differential": None, "premium": None}, 409, "trade.floor-without-amount"),
        ({"minimum": "0"}, 409, "trade.floor-minimum-is-zero"),
        ({"premium": "-1"}, 409, "trade.floor-below-zero"),
        ({"valid_to": "2023-08-01"}, 409, "trade.floor-ends-before-it-starts"),
        ({"level": "DDP"}, 409, "trade.floor-unknown-level"),
        ({"unit": "bushel"}, 409, "trade.floor-unknown-unit"),
        ({"currency": "GOLD"}, 409, "trade.floor-unknown-currency"),
        ({"origin": "Laos"}, 409, "kernel.unknown-country"),
        ({"product": "gold"}, 400, "base.field-not-one-of"),
        ({"minimum": 1.8}, 400, "base.field-not-an-amount"),
        ({"supersedes": "00000000-0000-7000-8000-000000000000"}, 404, "base.nothing-here"),
    ],
)
def test_a_floor_that_cannot_stand_is_refused_by_name(sign_in: Visit, changed: dict[str, object], status: int, code: str) -> None:
    response = send(sign_in("sofia"), "floors", {**FLOOR, **changed})
    assert (response.status_code, codes(response)) == (status, [code])
    assert "%(" not in response.json()["refused"][0]["message"]
    assert not PriceFloor.objects.exists()


def test_only_the_operator_keeps_floors(sign_in: Visit) -> None:
    id = send(sign_in("sofia"), "floors", FLOOR).json()["id"]
    for path, content in (("floors", FLOOR), (f"floors/{id}/verify", {"note": "The table"})):
        refused = send(sign_in("noy"), path, content)
        assert (refused.status_code, codes(refused)) == (403, ["trade.only-the-operator"])
    assert codes(send(sign_in("sofia"), f"floors/{id}/verify", {"note": " "})) == ["trade.floor-needs-a-look"]
