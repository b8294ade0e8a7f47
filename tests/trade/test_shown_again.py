"""What binds a cooperative, or cannot be taken back, asks the person to show again who it is: on pages and through the API.

An offer or a need on the market binds only once a match is accepted, so posting one does not ask.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from rochdale.kernel.ids import new_id
from rochdale.trade.models import Condition, Container, Contract, FirstRefusal, Offer
from rochdale.trade.operations import accept_match, give_first_refusal
from rochdale.trade.rules.answers import ConditionFacts
from rochdale.trade.rules.goods import Price
from tests.cast import AT, PASSWORD, Cast
from tests.people.at_device import signed_in, with_password
from tests.trade.api import OFFER, codes, send
from tests.trade.containers import a_container, a_market
from tests.trade.goods import a_need, an_offer, fresh
from tests.watchful import WatchfulClient

pytestmark = pytest.mark.django_db
BOARD = (ConditionFacts("board", AT.date() + timedelta(days=18)),)


@pytest.fixture
def container(cast: Cast) -> Container:
    """Bolaven ships to Fælles Brugs; Bolaven's yes hangs on its board."""
    offer, need = an_offer(cast.actor("noy"), reference="B-1"), a_need(cast.actor("freja"))
    container = a_container(a_market(cast.actor("sofia"), at=AT), (offer, need, 12_000))
    accept_match(id=fresh(), by=cast.actor("noy"), at=AT, match_id=container.matches.get().id, conditions=BOARD)
    return container


@pytest.fixture
def asked(cast: Cast) -> FirstRefusal:
    """Bolaven asks Fælles Brugs first about 500 kg."""
    offer = an_offer(cast.actor("noy"), reference="B-2")
    price, until = Price(6, "USD", "kg"), AT.date() + timedelta(days=9)
    given = {"offer_id": offer.id, "partner_id": cast.faelles.id, "kg": 500, "price": price, "until": until}
    return FirstRefusal.objects.get(pk=give_first_refusal(id=fresh(), by=cast.actor("noy"), at=AT, **given))


def a_while_after_signing_in(cast: Cast, who: str) -> Client:
    client = WatchfulClient(headers={"accept-language": "en"})
    return signed_in(client, with_password(cast.people[who]), "password", minutes_ago=11)


def sent(client: Client, name: str, id: UUID, **fields: object) -> str:
    """Where the form leads."""
    return str(client.post(reverse(name, args=[id]), {"operation_id": new_id(), **fields}).headers.get("Location", ""))


def test_a_no_waits_for_the_password_and_then_stands(cast: Cast, container: Container) -> None:
    client = a_while_after_signing_in(cast, "freja")
    leads_to = sent(client, "trade:say-no", container.id, reason="Too late for us.")
    assert leads_to.startswith(reverse("account_reauthenticate"))
    assert Container.objects.get().state == Container.State.PROPOSED
    client.post(leads_to, {"password": PASSWORD})
    assert Container.objects.get().state == Container.State.RELEASED


def test_whatever_binds_or_cannot_be_taken_back_asks_first(cast: Cast, container: Container, asked: FirstRefusal) -> None:
    noy, freja = a_while_after_signing_in(cast, "noy"), a_while_after_signing_in(cast, "freja")
    forms = [
        (freja, "trade:say-yes", container.id, {}),
        (freja, "trade:say-no", container.id, {"reason": "Too late for us."}),
        (freja, "trade:partner", asked.id, {"is_yes": "True"}),
        (noy, "trade:ask-partner", Offer.objects.get(reference="B-1").id, {}),
        (noy, "trade:meet-condition", Condition.objects.get().id, {}),
    ]
    for client, name, id, fields in forms:
        assert sent(client, name, id, **fields).startswith(reverse("account_reauthenticate")), name
    assert not Contract.objects.exists() and Condition.objects.get().met_at is None


def test_the_api_asks_for_the_same(cast: Cast, container: Container, asked: FirstRefusal) -> None:
    noy, freja = a_while_after_signing_in(cast, "noy"), a_while_after_signing_in(cast, "freja")
    match, offer = container.matches.get().id, Offer.objects.get(reference="B-1").id
    ask: Mapping[str, object] = {
        "partner_id": str(cast.faelles.id),
        "kg": 500,
        "price": {"amount": "5.00", "currency": "USD", "unit": "kg"},
        "until": str(AT.date() + timedelta(days=9)),
    }
    calls = [
        (freja, f"matches/{match}/accept", {}),
        (freja, f"matches/{match}/decline", {"reason": "Too late for us."}),
        (freja, f"first-refusals/{asked.id}/answer", {"is_yes": True}),
        (noy, f"offers/{offer}/first-refusals", ask),
        (noy, f"conditions/{Condition.objects.get().id}/met", {}),
    ]
    for client, path, content in calls:
        answer = send(client, path, content)
        assert (answer.status_code, codes(answer)) == (403, ["people.show-again"]), path


def test_an_offer_on_the_market_is_posted_without_asking(cast: Cast) -> None:
    assert send(a_while_after_signing_in(cast, "noy"), "offers", OFFER).status_code == 201
