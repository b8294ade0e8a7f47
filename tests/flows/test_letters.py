"""Who gets a letter when the market has something for them."""

from __future__ import annotations

import pytest

from rochdale.base.models import Job
from rochdale.base.news import announce, deliver_waiting
from rochdale.kernel.ids import new_id
from rochdale.trade.news import ContainerReleased, ContractDrawnUp, MarketCleared
from tests.cast import AT, Cast

pytestmark = pytest.mark.django_db


def letters() -> list[tuple[str, str]]:
    """To whom, with which subject."""
    return sorted((job.content["to"], job.content["subject"]) for job in Job.objects.filter(kind="base.send-mail"))


def test_those_who_sign_are_told_of_a_market_in_their_language(cast: Cast) -> None:
    cast.people["freja"].language = "fr"
    cast.people["freja"].save()
    parties = (str(cast.organizations["bolaven"].id), str(cast.organizations["faelles"].id))
    announce(MarketCleared("m", 7, parties, "2026-11-16", AT.isoformat()), at=AT)
    assert deliver_waiting(at=AT) == 1
    assert [to for to, _ in letters()] == ["freja@example.org", "jonas@example.org", "noy@example.org"]
    noy = Job.objects.get(content__to="noy@example.org").content
    assert "Bolaven Coffee Growers" in noy["text"] and "2026" in noy["text"] and "Market 7" in noy["subject"]
    assert deliver_waiting(at=AT) == 0
    assert len(letters()) == 3


def test_parties_are_told_of_a_released_container_and_of_a_contract(cast: Cast) -> None:
    bolaven, faelles = str(cast.organizations["bolaven"].id), str(cast.organizations["faelles"].id)
    announce(ContainerReleased("c", "coffee:VNDAD-DKAAR", (bolaven,), "declined", AT.isoformat()), at=AT)
    announce(ContractDrawnUp(str(new_id()), "RC-2026-0001", faelles, (bolaven,), "coffee", 19_200, AT.isoformat()), at=AT)
    assert deliver_waiting(at=AT) == 2
    assert ("noy@example.org", "A container was released") in letters()
    assert ("freja@example.org", "Contract RC-2026-0001 is drawn up") in letters()
