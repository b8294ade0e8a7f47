"""Questions about clearings, price floors and contracts."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import QuerySet
from django.utils.translation import gettext

from rochdale.base import jobs
from rochdale.base.actor import Actor
from rochdale.kernel.refusal import Refusal
from rochdale.people.permissions import may, readable
from rochdale.trade.agreed_lines import with_changes
from rochdale.trade.models import Container, Contract, Market, Match, PriceFloor, Unmatched
from rochdale.trade.worded import in_one_line


def last_market() -> Market | None:
    """The newest market that was checked and shown."""
    return Market.objects.filter(state=Market.State.SHOWN).order_by("-number").first()


def markets() -> QuerySet[Market]:
    """All markets."""
    return Market.objects.defer("frozen_input", "plan")


def containers_of(market: Market) -> QuerySet[Container]:
    """The containers of a market, by number."""
    return Container.objects.filter(market=market).order_by("number")


def leftovers_of(market: Market) -> QuerySet[Unmatched]:
    """What a market left over, offers first."""
    return Unmatched.objects.filter(market=market).select_related("offer", "need").order_by("id")


def gap_percent(market: Market) -> Decimal | None:
    """How far the surplus may be from the best there is, in percent of the bound; None before a result, 0 where nothing could be gained."""
    if market.surplus is None or market.bound is None:
        return None
    return Decimal(0) if market.bound == 0 else (100 * (market.bound - market.surplus) / market.bound).quantize(Decimal("0.01"))


def my_contracts(by: Actor) -> QuerySet[Contract]:
    """Contracts that the organization acted for signs; all for the operator."""
    return with_changes(readable(by, "trade.see-contract", Contract.objects.select_related("buyer", "negotiation")).distinct())


def floors(on: date | None = None) -> QuerySet[PriceFloor]:
    """Price floors that no newer row has replaced; those of one day where a day is given."""
    rows = PriceFloor.objects.filter(superseded_by=None)
    return rows if on is None else rows.filter(valid_from__lte=on).exclude(valid_to__lte=on)


def may_keep_floors(by: Actor) -> bool:
    """Whether `by` may record and verify price floors."""
    return may(by, "trade.keep-floors", by)


@dataclass(frozen=True, slots=True)
class Counts:
    """What a market came to, in numbers everybody may see."""

    offers: int
    needs: int
    containers: int
    released: int
    kg: int
    sellers: int
    buyers: int


def counts_of(market: Market) -> Counts:
    """Numbers of a market, over all its containers."""
    rows = Container.objects.filter(market=market)
    proposed = Match.objects.filter(container__market=market)
    return Counts(
        offers=len(market.settings_used.get("offers", {})),
        needs=len(market.settings_used.get("needs", {})),
        containers=rows.count(),
        released=rows.filter(state=Container.State.RELEASED).count(),
        kg=sum(rows.values_list("load_kg", flat=True)),
        sellers=proposed.values("offer__organization").distinct().count(),
        buyers=proposed.values("need__organization").distinct().count(),
    )


def warnings_of(market: Market) -> list[tuple[str, int]]:
    """Warnings of a market as sentences, with how many rows each is about; the most frequent first."""
    told = Counter(in_one_line(Refusal(row["code"], row["facts"])) for row in market.settings_used.get("warnings", []))
    return told.most_common(10)


def progress_of(market: Market) -> str:
    """How far the clearing is, in the reader's language; "" where nothing is known yet."""
    job = jobs.job(market.job_id) if market.job_id else None
    return gettext(job.says) % job.facts if job and job.says else ""
