"""A cash box with a float and a treasurer, for the tests of money."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from uuid import UUID

import pytest
from django.db.models import Sum

from rochdale.base import two_persons
from rochdale.base.actor import Actor
from rochdale.base.models import Proposal
from rochdale.kernel.ids import new_id
from rochdale.kernel.money import Money
from rochdale.supply import operations
from rochdale.supply.models import AccountEntry, Balance, CashBalance, CashEntry, Payment, Season
from rochdale.supply.operations.paying import Handover
from tests.supply.world import World, _officer

KIP = 100
"""Minor units of one kip."""


@dataclass
class Purse:
    """Ids and actors by the names tests call them; each act comes a minute after the one before."""

    world: World
    treasurer: Actor
    box: UUID
    season: UUID
    now: datetime

    def at(self) -> datetime:
        self.now += timedelta(minutes=1)
        return self.now

    def moment(self) -> dict[str, datetime]:
        at = self.at()
        return {"at": at, "happened_at": at}

    def cash(self, **more: object) -> Handover:
        return Handover(box_id=self.box, mark="thumbprint", **more)  # type: ignore[arg-type]

    def pay(self, delivery: UUID, *, by: Actor | None = None, **more: object) -> UUID:
        handover = more.pop("handover", self.cash())
        return UUID(
            operations.pay_delivery(
                id=new_id(), by=by or self.world.clerk, delivery_id=delivery, handover=handover, **self.moment(), **more
            )
        )  # fmt: skip

    def credit(self, grower: str, kip: int) -> None:
        operations.give_credit(
            id=new_id(), by=self.world.clerk, grower_id=self.world.growers[grower], product="coffee", money=Money(Decimal(kip), "LAK"),
            what="compost", **self.moment(),
        )  # fmt: skip

    def advance(self, grower: str, kip: int) -> UUID:
        return UUID(
            operations.give_advance(
                id=new_id(), by=self.world.clerk, grower_id=self.world.growers[grower], product="coffee",
                money=Money(Decimal(kip), "LAK"), handover=self.cash(), **self.moment(),
            )
        )  # fmt: skip

    def mandate(self, grower: str, account: str, share: str = "1") -> UUID:
        return UUID(
            operations.sign_mandate(
                id=new_id(), by=self.world.clerk, at=self.at(), grower_id=self.world.growers[grower], account=account,
                most_share=Decimal(share), signed_on=self.now.date(),
            )
        )  # fmt: skip

    def take_back(self, payment: UUID) -> UUID:
        return UUID(
            operations.reverse_payment(id=new_id(), by=self.world.clerk, payment_id=payment, reason="wrong grower", **self.moment())
        )

    def confirm(self, proposal_id: UUID | str, by: Actor | None = None) -> None:
        row = Proposal.objects.get(pk=proposal_id)
        two_persons.confirm(
            id=new_id(), by=by or self.treasurer, at=self.at(), proposal_id=row.id, content_sha256=row.content_sha256
        )  # fmt: skip

    def owed(self, grower: str, account: str = "deliveries") -> int:
        """In whole kip."""
        row = Balance.objects.filter(grower_id=self.world.growers[grower], account=account).first()
        return row.amount_minor // KIP if row else 0

    def in_box(self) -> int:
        """In whole kip."""
        return CashBalance.objects.get(box_id=self.box).amount_minor // KIP


def the_books_balance() -> None:
    """Every account is the sum of its entries, the box too, and neither can be otherwise."""
    for balance in Balance.objects.all():
        entries = AccountEntry.objects.filter(grower_id=balance.grower_id, account=balance.account, currency=balance.currency)
        assert entries.aggregate(sum=Sum("amount_minor"))["sum"] == balance.amount_minor
    for box in CashBalance.objects.all():
        assert CashEntry.objects.filter(box_id=box.box_id).aggregate(sum=Sum("amount_minor"))["sum"] == box.amount_minor >= 0


def paid_out() -> int:
    """All money that went to growers, less what came back."""
    return Payment.objects.aggregate(sum=Sum("amount_minor"))["sum"] or 0


@pytest.fixture
def purse(world: World) -> Purse:
    """A box at the collection point with ten million kip."""
    return a_purse(world)


def a_purse(world: World, kip: int = 10_000_000) -> Purse:
    treasurer = _officer(world.organization, "Bounthan", "treasurer")
    box = operations.open_cash_box(id=new_id(), by=treasurer, at=world.at, name="Box 1", facility_id=world.point, currency="LAK")
    made = Purse(world, treasurer, UUID(box), Season.objects.get().id, world.at)
    operations.issue_float(id=new_id(), by=treasurer, box_id=made.box, money=Money(Decimal(kip), "LAK"), **made.moment())
    return made
