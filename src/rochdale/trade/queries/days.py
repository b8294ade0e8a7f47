"""Questions about market days: the list, who has what missing, how the runs went, the report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db.models import QuerySet

from rochdale.base.actor import Actor
from rochdale.kernel.refusal import Refusal
from rochdale.people.queries import organizations_by_id
from rochdale.trade.days import invited_to, open_rows, runs_of
from rochdale.trade.models import Container, Market, MarketDay
from rochdale.trade.permissions import owner_id
from rochdale.trade.rules.market_days import OF_THE_OWNER, missing_of
from rochdale.ui.charts import Bar, Part, bars


def market_days() -> QuerySet[MarketDay]:
    """All market days, newest first."""
    return MarketDay.objects.order_by("-number")


@dataclass(frozen=True, slots=True)
class Checked:
    """One organization before a clearing: what it entered, what is missing, whether it was reminded today."""

    id: UUID
    name: str
    offers: int
    needs: int
    missing: tuple[Refusal, ...]
    is_reminded: bool


def checklist(day: MarketDay, on: date) -> list[Checked]:
    """Everybody invited or taking part; those with something missing first, then by name. No price is looked at."""
    rows = open_rows(day, on)
    ids = {row.organization_id for row in rows} | set(invited_to(day))
    reminded = set(day.reminders.filter(on=on).values_list("reminded_id", flat=True))
    names = organizations_by_id(ids)
    found = []
    for id in ids & names.keys():
        own = [row for row in rows if row.organization_id == id]
        missing = [one for row in own for one in missing_of(row, on=on)] or ([] if own else [Refusal("trade.day-nothing-entered")])
        offers = sum(row.is_offer for row in own)
        found.append(Checked(id, names[id].name, offers, len(own) - offers, tuple(missing), id in reminded))
    return sorted(found, key=lambda one: (not one.missing, one.name))


def own_missing(day: MarketDay, by: Actor, on: date) -> list[Refusal]:
    """What is missing of the reader's own offers and needs, and can be mended by their owner."""
    rows = [row for row in open_rows(day, on) if row.organization_id == owner_id(by)]
    return [one for row in rows for one in missing_of(row, on=on) if one.code in OF_THE_OWNER]


@dataclass(frozen=True, slots=True)
class RunSeen:
    """One clearing of a day: how many containers wait, are agreed on, were released."""

    market: Market
    waiting: int
    agreed: int
    released: int


def runs_seen(day: MarketDay) -> list[RunSeen]:
    """The clearings of a day, oldest first."""
    found = []
    for run in runs_of(day):
        states = list(Container.objects.filter(market=run).order_by("id").values_list("state", flat=True))
        found.append(RunSeen(run, states.count("proposed"), states.count("accepted"), states.count("released")))
    return found


@dataclass(frozen=True, slots=True)
class ProductSeen:
    """Kg of one product, drawn."""

    product: str
    sums: dict[str, int]
    drawn: Sequence[Bar]


def products_seen(
    report: dict[str, list[dict[str, int]]], called: dict[str, str], words: Sequence[tuple[str, str, str]]
) -> list[ProductSeen]:
    """A picture for each product: offered, needed, matched, agreed; `words` are key, name and dye."""
    return [
        ProductSeen(called[str(row["product"])], row, bars([Part(name, Decimal(row[key]), dye=dye) for key, name, dye in words]))
        for row in report["products"]
    ]
