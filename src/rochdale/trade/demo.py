"""What the organizations of the demo world trade: floors, lots, needs, one cleared market with its answers, and fresh rows after it.

Everything goes through the operations, in the name of the person who would do it, with ids derived from the words of `demo_goods.toml`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

from django.db.models import Q

from rochdale.base import jobs
from rochdale.base.actor import Actor
from rochdale.people import queries
from rochdale.trade.jobs import clear_market as _clear_market  # noqa: F401  # registers the job this calls
from rochdale.trade.models import Condition, Market, Match
from rochdale.trade.operations import (
    FloorFacts,
    SliceOf,
    accept_match,
    call_market,
    decline_match,
    give_first_refusal,
    meet_condition,
    offer_lot,
    post_need,
    record_price_floor,
    verify_price_floor,
)
from rochdale.trade.rules.answers import ConditionFacts
from rochdale.trade.rules.goods import CertificateFacts, NeedFacts, OfferFacts, Price
from rochdale.trade.rules.price_floor import PriceFloor, shipped_floors

GOODS = Path(__file__).with_name("demo_goods.toml")
SINCE_CALLED = timedelta(days=3)
BEFORE_CALLED = timedelta(days=9)
SINCE_ANSWERED = timedelta(days=1)

Row = Mapping[str, Any]


def seed(*, at: datetime, organization_id: Callable[[str], UUID], person_id: Callable[[str], UUID]) -> None:
    """Make the demo's trade once: a second time nothing changes, whatever the day. Days count back and forth from `at`."""
    goods = worlds_goods()
    called_at = Market.objects.filter(pk=_id(organization_id, "market")).values_list("called_at", flat=True).first()
    stall = Stall(called_at or at - SINCE_CALLED, organization_id, person_id)
    stall.record_floors(goods)
    stall.put_up(goods, is_fresh=False)
    for row in goods["first_refusals"]:
        stall.ask_partner(row)
    stall.clear(goods["operator"])
    for row in goods["answers"]:
        stall.answer(row)
    stall.put_up(goods, is_fresh=True)


def worlds_goods() -> dict[str, Any]:
    """The rows of this season."""
    return tomllib.loads(GOODS.read_text(encoding="utf-8"))


def _id(organization_id: Callable[[str], UUID], *words: str) -> UUID:
    return uuid5(organization_id("trade"), "/".join(words))


@dataclass(frozen=True)
class Stall:
    """Who does what, and when: the market is called at `called_at`. `season` tells one market's rows from another's."""

    called_at: datetime
    organization_id: Callable[[str], UUID]
    person_id: Callable[[str], UUID]
    season: str = ""

    def id(self, *words: str) -> UUID:
        return _id(self.organization_id, *((self.season,) if self.season else ()), *words)

    def actor(self, by: str, at: datetime) -> Actor:
        """The person of "person@organization"."""
        person, organization = by.split("@")
        actor = queries.actor(self.person_id(person), at, organization_id=self.organization_id(organization))
        if actor is None:
            raise LookupError(f"nobody in the demo world is called {by}")
        return actor

    def owner(self, by: str) -> UUID:
        return self.organization_id(by.split("@")[1])

    def day(self, days: int) -> date:
        return (self.called_at + timedelta(days=days)).date()

    def record_floors(self, goods: Row) -> None:
        """The shipped minimum prices; the operator has checked some of them against their source."""
        at = self.called_at - BEFORE_CALLED
        operator = self.actor(goods["operator"], at)
        for floor in shipped_floors():
            row = self.id("floor", floor.id)
            record_price_floor(id=row, by=operator, at=at, floor=_floor_facts(floor))
            if floor.id in goods["verified_floors"]:
                verify_price_floor(id=self.id("verify", floor.id), by=operator, at=at, floor_id=row, note=goods["verification"])

    def put_up(self, goods: Row, *, is_fresh: bool) -> None:
        """Offers and needs, of before the market was called or since."""
        at = self.called_at + SINCE_CALLED if is_fresh else self.called_at - BEFORE_CALLED
        for row in goods["offers"]:
            if row.get("is_fresh", False) == is_fresh:
                self.offer(row, at, goods["certificates"])
        for row in goods["needs"]:
            if row.get("is_fresh", False) == is_fresh:
                self._need(row, at)

    def offer(self, row: Row, at: datetime, certificates: Row) -> None:
        """Put one lot, or a part of one, on the market."""
        product, species, process = row["goods"]
        ready_from, ready_until = (self.day(days) for days in row["ready"])
        facts = OfferFacts(
            row["country"], product, species, process, row["score"][0], _number(row["score"][1]),
            tuple(self._certificates(row, certificates)), row["kg"], row["port"],
            ready_from, ready_until, _price(row["reserve"]), row.get("by_truck", False),
        )  # fmt: skip
        offer_lot(
            id=self.id("offer", row["reference"]), by=self.actor(row["by"], at), at=at, offer=facts, reference=row["reference"],
            cooperative=row.get("cooperative", ""), slice_of=SliceOf(*row["lot"]) if "lot" in row else None,
        )  # fmt: skip

    def _certificates(self, row: Row, certificates: Row) -> Iterable[CertificateFacts]:
        for scheme in row["certificates"]:
            prefix, since, until = certificates[scheme]
            number = f"{prefix} {self.owner(row['by']).int % 90_000 + 10_000}"
            yield CertificateFacts(scheme, number, self.day(since), self.day(until))

    def _need(self, row: Row, at: datetime) -> None:
        reference, (product, species, process) = row["reference"], row["goods"]
        arrive_from, arrive_until = (self.day(days) for days in row["arrive"])
        facts = NeedFacts(
            product, species, process, row["score"][0], _number(row["score"][1]), tuple(row["certificates"]), row["kg"],
            row.get("min_lot_kg", 0), row.get("max_suppliers"), row["port"], arrive_from, arrive_until, _price(row["limit"]),
        )  # fmt: skip
        post_need(id=self.id("need", reference), by=self.actor(row["by"], at), at=at, need=facts, reference=reference)

    def ask_partner(self, row: Row) -> None:
        """Show goods to a standing partner first."""
        at, offer_id = self.called_at - SINCE_ANSWERED, self.id("offer", row["offer"])
        give_first_refusal(
            id=self.id("first-refusal", row["offer"]), by=self.actor(row["by"], at), at=at, offer_id=offer_id,
            partner_id=self.organization_id(row["partner"]), kg=row["kg"], price=_price(row["price"]), until=self.day(row["until"]),
        )  # fmt: skip

    def clear(self, operator: str) -> None:
        """Call the market and do the work of its job here and now."""
        market = self.id("market")
        call_market(id=market, by=self.actor(operator, self.called_at), at=self.called_at)
        jobs.work_within(jobs.Surroundings("demo", lambda: self.called_at, lambda: False))
        jobs.run_job.call(str(market))
        if Market.objects.get(pk=market).state != Market.State.SHOWN:
            raise RuntimeError("the market of the demo world was not cleared")

    def answer(self, row: Row) -> None:
        """One organization's yes or no to its part of the container that serves a need."""
        at, words = self.called_at + SINCE_ANSWERED, (row["need"], row["by"])
        by, id, match = self.actor(row["by"], at), self.id("answer", *words), self.match(row["need"], self.owner(row["by"]))
        if row["says"] == "no":
            decline_match(id=id, by=by, at=at, match_id=match, reason=row["reason"])
            return
        conditions = tuple(ConditionFacts(kind, self.day(due)) for kind, due in row.get("conditions", ()))
        answer = accept_match(id=id, by=by, at=at, match_id=match, conditions=conditions)
        for kind in row.get("is_met", ()):
            meet_condition(id=self.id("met", kind, *words), by=by, at=at + SINCE_ANSWERED, condition_id=self._condition(answer, kind))

    def match(self, need: str, party: UUID) -> UUID:
        mine = Q(offer__organization_id=party) | Q(need__organization_id=party)
        rows = Match.objects.filter(mine, container__market_id=self.id("market"), need_id=self.id("need", need))
        return rows.order_by("id").values_list("id", flat=True)[0]

    def _condition(self, answer: str, kind: str) -> UUID:
        return Condition.objects.get(answer_id=answer, kind=kind).pk


def _floor_facts(floor: PriceFloor) -> FloorFacts:
    return FloorFacts(
        floor.product, floor.species, floor.form, floor.origin, floor.scheme, floor.level, floor.currency, floor.unit, floor.minimum,
        floor.organic_differential, floor.premium, floor.valid_from, floor.valid_to, floor.source,
    )  # fmt: skip


def _number(text: str) -> Decimal | None:
    return Decimal(text) if text else None


def _price(parts: Iterable[str]) -> Price:
    amount, currency, unit = parts
    return Price(Decimal(amount), currency, unit)
