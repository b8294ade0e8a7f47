"""First refusal and lots through the API: the same operations as on the pages, the same things sealed."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from rochdale.kernel.ids import new_id
from rochdale.trade.models import Contract, FirstRefusal, Offer
from tests.cast import AT, Cast
from tests.trade.api import Visit, codes, offered, send

pytestmark = pytest.mark.django_db


@pytest.fixture
def ask(cast: Cast) -> dict[str, Any]:
    """6,000 kg at 5.00 USD for Fælles Brugs, for ten days."""
    return {
        "partner_id": str(cast.organizations["faelles"].id),
        "kg": 6_000,
        "price": {"amount": "5.00", "currency": "USD", "unit": "kg"},
        "until": str(AT.date() + timedelta(days=10)),
    }


def asked(sign_in: Visit, ask: dict[str, Any], **changed: object) -> str:
    """A first refusal that Noy gave."""
    noy = sign_in("noy")
    response = send(noy, f"offers/{offered(noy)}/first-refusals", {**ask, **changed})
    assert response.status_code == 201, response.content
    return str(response.json()["id"])


def test_a_seller_finds_whom_it_may_ask_and_asks_once(sign_in: Visit, ask: dict[str, Any]) -> None:
    noy = sign_in("noy")
    assert ask["partner_id"] in {one["id"] for one in noy.get("/api/partners").json()}
    offer, ask["id"] = offered(noy), str(new_id())
    answers = [send(noy, f"offers/{offer}/first-refusals", ask) for _ in range(2)]
    assert [(one.status_code, one.json()) for one in answers] == [(201, {"id": ask["id"]})] * 2
    assert noy.get(f"/api/offers/{offer}").json()["kg_left"] == 13_200
    (row,) = noy.get(f"/api/offers/{offer}/first-refusals").json()["rows"]
    assert (row["partner"], row["kg"], row["state"], row["may_answer"]) == ("Fælles Brugs", 6_000, "waiting", False)
    assert row["price"]["per_kg"] == "5"
    again = send(noy, f"offers/{offer}/first-refusals", {**ask, "id": str(new_id())})
    assert (again.status_code, codes(again)) == (409, ["trade.partner-already-asked"])


def test_the_partner_sees_what_it_is_asked_and_takes_it(sign_in: Visit, ask: dict[str, Any]) -> None:
    id, freja = asked(sign_in, ask), sign_in("freja")
    (row,) = freja.get("/api/first-refusals").json()["rows"]
    assert row == freja.get(f"/api/first-refusals/{id}").json()
    assert (row["cooperative"], row["price"]["amount"], row["may_answer"]) == ("Bolaven Coffee Growers", "5", True)
    assert "reserve" not in row
    taken = send(freja, f"first-refusals/{id}/answer", {"is_yes": True})
    assert taken.json() == {"contract_id": str(Contract.objects.get().id)}
    assert freja.get(f"/api/contracts/{taken.json()['contract_id']}").json()["total"] == "30000"
    settled = send(freja, f"first-refusals/{id}/answer", {"is_yes": False})
    assert (settled.status_code, codes(settled)) == (409, ["trade.first-refusal-settled"])
    assert freja.get("/api/first-refusals").json()["count"] == 0


def test_a_no_gives_the_kg_to_the_market_and_is_read_by_the_seller(sign_in: Visit, ask: dict[str, Any]) -> None:
    id = asked(sign_in, ask)
    answer = send(sign_in("freja"), f"first-refusals/{id}/answer", {"is_yes": False, "reason": "We are full."})
    assert answer.json() == {"contract_id": None}
    told = sign_in("noy").get(f"/api/first-refusals/{id}").json()
    assert (told["state"], told["reason"]) == ("declined", "We are full.")
    assert Offer.objects.get().kg_left == 19_200


def test_a_price_is_for_those_who_sell_and_those_who_answer(sign_in: Visit, ask: dict[str, Any]) -> None:
    id = asked(sign_in, ask)
    member = sign_in("kham").get(f"/api/first-refusals/{id}")
    assert (member.status_code, member.json()["price"]) == (200, None)
    assert b"5.00" not in member.content
    foreign, unknown = (sign_in("ebong").get(f"/api/first-refusals/{one}") for one in (id, new_id()))
    assert (foreign.status_code, foreign.content) == (404, unknown.content)
    assert send(sign_in("noy"), f"first-refusals/{id}/answer", {"is_yes": True}).status_code == 404


@pytest.mark.parametrize(
    ("changed", "status", "code"),
    [
        ({"kg": 20_000}, 409, "trade.kg-above-left"),
        ({"until": "2020-01-01"}, 409, "trade.first-refusal-day"),
        ({"price": {"amount": "0", "currency": "USD", "unit": "kg"}}, 409, "trade.price-not-positive"),
        ({"price": {"amount": "5", "currency": "USD", "unit": "quintal"}}, 409, "trade.quintal-which"),
        ({"partner_id": "00000000-0000-7000-8000-000000000000"}, 409, "trade.partner-unknown"),
        ({"partner_id": "Fælles"}, 400, "base.field-not-an-id"),
        ({"kg": "6000"}, 400, "base.field-not-a-whole-number"),
        ({"colour": "red"}, 400, "base.field-unknown"),
    ],
)
def test_what_cannot_be_asked_is_refused_by_name(
    sign_in: Visit, ask: dict[str, Any], changed: dict[str, object], status: int, code: str
) -> None:
    noy = sign_in("noy")
    response = send(noy, f"offers/{offered(noy)}/first-refusals", {**ask, **changed})
    assert (response.status_code, codes(response)) == (status, [code])
    assert "%(" not in response.json()["refused"][0]["message"]
    assert not FirstRefusal.objects.exists()


def test_lots_say_what_is_left_and_where_the_rest_is(sign_in: Visit) -> None:
    noy = sign_in("noy")
    first = offered(noy, kg=9_000, lot={"code": "DM-26-0418", "lot_kg": 20_000})
    second = offered(noy, kg=6_000, lot={"code": "DM-26-0418"})
    (lot,) = noy.get("/api/lots").json()["rows"]
    assert (lot["code"], lot["kg"], lot["kg_left"]) == ("DM-26-0418", 20_000, 5_000)
    assert [(part["offer_id"], part["kg"]) for part in lot["parts"]] == [(second, 6_000), (first, 9_000)]
    assert sign_in("freja").get("/api/lots").json()["count"] == 0
