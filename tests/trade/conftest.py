"""A market called and cleared in one step: the engine in its own process, without the worker around it."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest
from django.test import Client
from django.utils import translation

from rochdale.trade.jobs import ENGINE
from rochdale.trade.models import Container, Market
from rochdale.trade.operations import call_market, show_market
from rochdale.trade.snapshot import EVERYTHING, Scope
from tests.cast import AT, Cast
from tests.trade.api import Visit
from tests.trade.containers import a_container, a_market
from tests.trade.goods import a_need, an_offer, fresh
from tests.trade.official import fatal_rules, schema_faults
from tests.watchful import WatchfulClient

Clear = Callable[..., Market]


@pytest.fixture(autouse=True)
def it_is_november_2026(monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows and last days are tested against a day that does not move."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: AT)


@pytest.fixture(autouse=True)
def everybody_begins_in_english() -> Iterator[None]:
    """A request leaves its reader's language behind; the next test does not hear it."""
    with translation.override("en"):
        yield


@pytest.fixture
def clear(cast: Cast, tmp_path: Path) -> Clear:
    """`clear()` calls a market on what is open, lets the engine run, and shows what it answers."""

    def run(*, at: datetime = AT, scope: Scope = EVERYTHING, defaults: str = "") -> Market:
        market = Market.objects.get(pk=call_market(id=fresh(), by=cast.actor("sofia"), at=at, scope=scope, defaults=defaults))
        source, target = tmp_path / f"{market.number}.json", tmp_path / f"{market.number}.answer"
        source.write_text(json.dumps(market.frozen_input))
        subprocess.run([*ENGINE, str(source), str(target)], check=True, stdout=subprocess.DEVNULL)
        show_market(id=fresh(), by=cast.actor("sofia"), at=at, market_id=market.id, answer=target.read_bytes())
        market.refresh_from_db()
        return market

    return run


@pytest.fixture
def shared_container(cast: Cast, clear: Clear) -> Container:
    """Bolaven (12,000 kg) and the union of the Littoral (7,200 kg) share a container for Fælles Brugs."""
    an_offer(cast.actor("noy"), reference="B-1", kg=12_000)
    an_offer(cast.actor("ngozi"), reference="L-1", kg=7_200)
    a_need(cast.actor("freja"), reference="N-1")
    market = clear()
    assert market.state == "shown", market.verdict
    return Container.objects.get(market=market)


@pytest.fixture
def two_sellers(cast: Cast) -> Container:
    """The same as a market would leave it, without the engine."""
    first, second = an_offer(cast.actor("noy"), reference="B-1", kg=12_000), an_offer(cast.actor("ngozi"), reference="L-1", kg=7_200)
    need = a_need(cast.actor("freja"), reference="N-1")
    return a_container(a_market(cast.actor("sofia"), at=AT), (first, need, 12_000), (second, need, 7_200))


@pytest.fixture
def sign_in(cast: Cast) -> Visit:
    """Somebody's device: `sign_in("noy")`."""

    def signed_in(name: str) -> Client:
        client = WatchfulClient(headers={"accept-language": "en"})
        client.force_login(cast.people[name])
        return client

    return signed_in


@pytest.fixture(scope="session")
def failed() -> Callable[[bytes], list[str]]:
    """The fatal rules of EN 16931 that a document breaks."""
    return fatal_rules()


@pytest.fixture(scope="session")
def schema_errors(outside: Path) -> Callable[[bytes], list[str]]:
    """What the schemas of OASIS find in a document."""
    return schema_faults(outside / "ubl" / "xsd" / "maindoc")
