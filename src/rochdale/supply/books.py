"""The three ledgers of this context, one line to an entry. Only operations call these, inside their transaction.

Balances are kept by the database (`base.balances`); here the refusal is worded before the database would say no.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from rochdale.base.actor import Actor
from rochdale.kernel.ids import new_id
from rochdale.kernel.money import Money
from rochdale.kernel.refusal import Refusal, Refused
from rochdale.supply.models import AccountEntry, Balance, CashBalance, CashBox, CashEntry, Facility, Lot, Movement, Stock
from rochdale.supply.rules.weights import kg


@dataclass(frozen=True, slots=True)
class Deed:
    """Who did it and when: what every entry of one operation has in common."""

    by: Actor
    happened_at: datetime
    recorded_at: datetime
    about_id: UUID

    def fields(self) -> Any:
        """As columns, for `create(**…)`."""
        return {
            "happened_at": self.happened_at,
            "recorded_at": self.recorded_at,
            "by_id": self.by.id,
            "by_name": self.by.name,
            "about_id": self.about_id,
        }


def lies(lot: Lot, facility_id: UUID) -> int:
    """Grams of a lot in a place, locked until the end of the transaction."""
    row = Stock.objects.select_for_update().filter(lot=lot, facility_id=facility_id).first()
    return row.weight_g if row else 0


def move(deed: Deed, *, lot: Lot, facility: Facility, kind: str, weight_g: int, reason: str = "") -> None:
    """Put grams of a lot into a place, or take them out. Refuses to take what is not there, naming the lot."""
    if weight_g < 0 and (left := lies(lot, facility.id)) + weight_g < 0:
        facts = {"lot": lot.code, "place": facility.name, "kg": kg(left), "asked_kg": kg(-weight_g)}
        raise Refused(Refusal("supply.not-so-much-in-store", facts))
    Movement.objects.create(
        id=new_id(),
        organization_id=lot.organization_id,
        lot=lot,
        facility=facility,
        kind=kind,
        weight_g=weight_g,
        reason=reason,
        **deed.fields(),
    )


def owed(grower_id: UUID, account: str, currency: str) -> int:
    """How an account of a grower stands in minor units, locked until the end of the transaction."""
    row = Balance.objects.select_for_update().filter(grower_id=grower_id, account=account, currency=currency).first()
    return row.amount_minor if row else 0


def book(
    deed: Deed,
    *,
    organization_id: UUID,
    grower_id: UUID,
    account: str,
    kind: str,
    money: Money,
    season_id: UUID | None = None,
    note: str = "",
) -> None:
    """Add to a grower's account (negative: take off). An amount of nothing is no entry."""
    if money.minor:
        AccountEntry.objects.create(
            id=new_id(), organization_id=organization_id, grower_id=grower_id, account=account, kind=kind, currency=money.currency,
            amount_minor=money.minor, season_id=season_id, note=note, **deed.fields(),
        )  # fmt: skip


def in_box(box: CashBox) -> int:
    """What a cash box should hold in minor units, locked until the end of the transaction."""
    row = CashBalance.objects.select_for_update().filter(box=box).first()
    return row.amount_minor if row else 0


def cash(deed: Deed, *, box: CashBox, kind: str, amount_minor: int, note: str = "") -> None:
    """Put cash into a box, or take it out. Refuses to take what is not in it."""
    if amount_minor < 0 and (held := in_box(box)) + amount_minor < 0:
        facts = {
            "box": box.name,
            "held": str(Money.of_minor(held, box.currency)),
            "asked": str(Money.of_minor(-amount_minor, box.currency)),
        }
        raise Refused(Refusal("supply.not-so-much-cash", facts))
    if amount_minor:
        CashEntry.objects.create(
            id=new_id(), organization_id=box.organization_id, box=box, kind=kind, amount_minor=amount_minor, note=note, **deed.fields()
        )
