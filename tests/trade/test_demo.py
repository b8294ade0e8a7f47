"""The demo's trade: every kind of ending is there to be looked at, and seeding it again changes nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.db import transaction

from rochdale.config.demo import demo_id, seed_demo_world
from rochdale.people import queries as people
from rochdale.trade import demo
from rochdale.trade.contract_paper import contract_pdf
from rochdale.trade.models import Answer, Container, Contract, FirstRefusal, Market, Match, Need, Offer, PriceFloor, Unmatched
from rochdale.trade.queries.matches import waiting_for_me
from rochdale.trade.snapshot import products_open
from tests.cast import AT

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("demo")]  # its world is made once


@pytest.fixture(scope="module", autouse=True)
def world(django_db_setup: Any, django_db_blocker: Any) -> Iterator[None]:
    """Seeded once for all tests of this file, which only look, and rolled back."""
    with django_db_blocker.unblock(), transaction.atomic():
        seed_demo_world(AT)
        yield
        transaction.set_rollback(True)


def rows_of_all_tables() -> dict[str, int]:
    return {model._meta.label: model._default_manager.count() for model in apps.get_models()}


def container_for(need: str) -> Container:
    return Container.objects.filter(matches__need__reference=need).distinct().get()


def sellers_in(need: str) -> set[str]:
    return set(Match.objects.filter(need__reference=need).values_list("offer__organization__name", flat=True).order_by("id"))


def test_the_world_has_the_size_it_should_have() -> None:
    kinds = Counter(organization.kind for organization in people.organizations())
    assert kinds["cooperative"] >= 12
    assert kinds["union"] == 3
    assert kinds["lender"] == 1
    assert kinds["consumer-cooperative"] == 7
    assert apps.get_model("people.Person").objects.count() >= 60
    assert set(Offer.objects.values_list("product", flat=True)) == {"coffee", "cocoa", "pineapple", "tea", "papaya", "fish"}
    assert set(Offer.objects.values_list("product", flat=True)) == set(Need.objects.values_list("product", flat=True))


def test_the_market_is_cleared_and_the_checker_found_nothing() -> None:
    market = Market.objects.order_by("number").last()
    assert market is not None
    assert (market.state, market.verdict, market.trouble) == ("shown", [], "")
    assert market.surplus is not None and market.bound is not None and market.surplus >= market.bound * 99 / 100


def test_three_lao_cooperatives_fill_one_container_for_aarhus_above_the_floor() -> None:
    container = container_for("HOUSE-BLEND")
    assert sellers_in("HOUSE-BLEND") == {"Dongmai Coffee Cooperative", "Phoukeo Growers", "Namsai Women's Coffee Cooperative"}
    assert (container.origin, container.destination, container.load_kg) == ("VNDAD", "DKAAR", container.capacity_kg)
    matches = list(container.matches.select_related("floor"))
    assert all(match.floor and match.floor.is_verified and match.price_per_kg > (match.floor_per_kg or 0) for match in matches)
    assert len({match.price_per_kg for match in matches}) == 1, "same quality, same price"


def test_that_container_waits_for_dongmai_alone() -> None:
    container = container_for("HOUSE-BLEND")
    keo = people.actor(demo_id("person", "keo"), AT, organization_id=demo_id("dongmai"))
    assert keo is not None
    answered = set(Answer.objects.filter(container=container).values_list("organization_id", flat=True).order_by("id"))
    assert container.party_ids - answered == {demo_id("dongmai")}
    assert list(waiting_for_me(keo, AT.date())) == [container]


def test_one_contract_of_it_is_drawn_up_and_can_be_printed() -> None:
    contract = Contract.objects.get(container__market__number=2)
    assert contract.state == "conditional"
    assert contract.buyer.name == "De Samenwerking"
    assert contract.parties.count() == 4
    assert contract_pdf(contract.terms, language="fr").startswith(b"%PDF-")


def test_one_container_was_declined_and_its_goods_are_free_again() -> None:
    released = Container.objects.get(state=Container.State.RELEASED)
    assert released.release_code == "declined"
    assert Offer.objects.get(reference="UVA-PEKOE-2").kg_left == 9000


@pytest.mark.parametrize(
    ("reference", "code"),
    [
        ("HUAYKONG-MICRO", "market.offer-ask-too-high"),
        ("PLATEAU-ROBUSTA", "market.offer-kind-not-wanted"),
        ("RIVERS-LEKIE", "market.offer-certificate-missing"),
        ("KPELE-LATE", "market.offer-misses-windows"),
        ("TADLO-NATURAL-3", "market.offer-container-not-worthwhile"),
        ("KPELE-PAPAYA", "market.offer-no-route"),
    ],
)
def test_lots_were_left_for_every_kind_of_reason(reference: str, code: str) -> None:
    assert Unmatched.objects.get(offer__reference=reference).code == code


def test_needs_were_left_too() -> None:
    left = dict(Unmatched.objects.filter(offer=None).values_list("need__reference", "code").order_by("id"))
    assert left["GIANDUJA"] == "market.need-certificate-not-offered"
    assert left["MOKA-BASE"] == "market.need-limit-too-low"
    assert left["TEA-BAGS"] == "market.need-kind-not-offered"


def test_neighbours_in_southern_africa_trade_by_truck() -> None:
    lanes = {(one.origin, one.destination): one.mode for one in Container.objects.all()}
    assert lanes["ZMLUN", "ZWHRE"] == lanes["MZBEW", "ZAJNB"] == "truck"


def test_floors_are_recorded_with_their_source_and_some_are_verified_by_name() -> None:
    rows = PriceFloor.objects.all()
    assert all(row.source for row in rows)
    assert {row.verified_by for row in rows} == {"", "Sofia Rasmussen"}


def test_a_standing_partner_is_asked_first_and_those_kg_stay_out_of_the_market() -> None:
    refusal = FirstRefusal.objects.get()
    assert (refusal.state, refusal.partner.name) == ("waiting", "La Bottega Comune")
    sold = sum(Match.objects.filter(offer=refusal.offer).values_list("kg", flat=True))
    assert sold + refusal.kg <= refusal.offer.kg


def test_the_operator_has_something_to_clear() -> None:
    assert {"coffee", "fish", "tea"} <= set(products_open(AT.date()))


@pytest.mark.parametrize("days", [0, 5], ids=["the same moment", "another day"])
def test_seeding_again_changes_nothing(days: int) -> None:
    before = rows_of_all_tables()
    demo.seed(at=AT + timedelta(days=days), organization_id=demo_id, person_id=lambda key: demo_id("person", key))
    assert rows_of_all_tables() == before
