"""Which two entities may be one, as a table, and what must never be proposed."""

from __future__ import annotations

import csv
import re
from pathlib import Path
from uuid import UUID

import pytest

from rochdale.registry.rules.duplicates import MayBeOne, Nearness, Registered, duplicates_among, evidence_for, nearness
from rochdale.registry.rules.likeness import Why

HOME = "TG/maritime/zio/zio-3/agbelouve/agokpala"
PLACES = ("region_nom_bdd", "prefecture_nom_bdd", "commune_nom_bdd", "canton_nom_bdd", "nom_localite")


def one(number: int, name: str, place: str = HOME, numbers: tuple[str, ...] = ()) -> Registered:
    return Registered(UUID(int=number), name, place, numbers)


@pytest.mark.parametrize(
    ("says", "other", "place", "bearers", "is_proposed"),
    [
        ("the same name in the same village", "dekawowo", HOME, 2, True),
        ("a frequent name in the same village", "Dekawowo", HOME, 95, True),
        ("a frequent name in the same canton proves nothing", "Dekawowo", "TG/maritime/zio/zio-3/agbelouve/kpota", 95, False),
        ("a rare name in the same canton", "Dekawowo", "TG/maritime/zio/zio-3/agbelouve/kpota", 2, True),
        ("a rare name in the same commune", "Dekawowo", "TG/maritime/zio/zio-3/gape/gape", 2, True),
        ("a rare name in another region", "Dekawowo", "TG/plateaux/wawa/wawa-1/badou/anonoe", 2, False),
        ("a slip in the same village", "Dekawovo", HOME, 1, True),
        ("a longer name", "Dekawowonyo", HOME, 1, True),
        ("another name", "Ebenezer", HOME, 1, False),
    ],
)
def test_so_much_speaks_for_one(says: str, other: str, place: str, bearers: int, is_proposed: bool) -> None:
    found = evidence_for(one(1, "Coopérative Dekawowo"), one(2, other, place), bearers=bearers, names=6_859)
    assert (found is not None) is is_proposed, (says, found)


@pytest.mark.parametrize(
    ("other", "found"),
    [
        (HOME, Nearness.VILLAGE),
        ("TG/maritime/zio/zio-3/agbelouve/kpota", Nearness.CANTON),
        ("TG/maritime/zio/zio-3/gape/gape", Nearness.COMMUNE),
        ("TG/maritime/zio/zio-1/tsevie/tsevie", Nearness.PREFECTURE),
        ("TG/maritime/vo/vo-1/vogan/vogan", Nearness.REGION),
        ("TG/plateaux/wawa/wawa-1/badou/anonoe", Nearness.NATION),
        ("CM/sw/fako/limbe-1/limbe/down-beach", Nearness.NATION),
        ("", Nearness.NATION),
    ],
)
def test_the_narrowest_common_place(other: str, found: Nearness) -> None:
    assert nearness(HOME, other) is found


def test_one_number_of_two_is_always_proposed() -> None:
    (pair,) = duplicates_among([one(1, "Binum", numbers=("SW/GP/24/96/01234",)), one(2, "Ebenezer", "CM/x/y", ("SW-GP-24-96-01234",))])
    assert (pair.like.reason.why, pair.evidence) == (Why.NUMBER, 1.0)


def test_each_pair_is_proposed_once_and_nobody_with_itself() -> None:
    found = duplicates_among([one(1, "Novissi"), one(1, "Novissi"), one(2, "NOVISSI"), one(3, "Coopérative novissi")])
    assert sorted((pair.first.entity_id.int, pair.second.entity_id.int) for pair in found) == [(1, 2), (1, 3), (2, 3)]


def test_dekawowo_is_proposed_as_a_pair_28_km_apart(outside: Path) -> None:
    pairs = [pair for pair in duplicates_among(_sample(outside)) if pair.nearness is Nearness.VILLAGE and "ekawowo" in pair.first.name]
    (found,) = pairs
    assert {found.first.name, found.second.name} == {"Coopérative Dekawowo", "Coopérative dekawowo"}
    assert found.apart_km == pytest.approx(28, abs=0.5)
    assert isinstance(found, MayBeOne)


def _sample(outside: Path) -> list[Registered]:
    with (outside / "togo-cooperatives" / "cooperatives-sample-500.csv").open(encoding="utf-8") as file:
        return [_registered(number, row) for number, row in enumerate(csv.DictReader(file))]


def _registered(number: int, row: dict[str, str]) -> Registered:
    longitude, latitude = map(float, re.findall(r"-?\d+(?:\.\d+)?", row["geometry"]))
    place = "/".join(["TG", *(row[place] for place in PLACES)])
    return Registered(UUID(int=number), row["cooperative_nom"], place, point=(longitude, latitude))
