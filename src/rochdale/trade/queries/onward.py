"""Questions about what an importer sold on of what arrived: for its page, the page of the contract and the closing report."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from rochdale.base.actor import Actor
from rochdale.people.permissions import may
from rochdale.trade.models import Contract, OnwardSale
from rochdale.trade.onward import arrived_kg, importer_of


@dataclass(frozen=True, slots=True)
class OnwardSeen:
    """What arrived and what was sold on, with every row as it was written, oldest first."""

    arrived_kg: Decimal
    sold_kg: Decimal
    rows: tuple[tuple[OnwardSale, str], ...]
    """Each with the name of its lot."""
    lots: tuple[tuple[int, str, Decimal], ...]
    """Place, name and what is left of each lot."""
    may_record: bool

    @property
    def left_kg(self) -> Decimal:
        """Not sold on yet."""
        return self.arrived_kg - self.sold_kg

    @property
    def percent(self) -> Decimal:
        """For the drawn bar."""
        return 100 * self.sold_kg / self.arrived_kg if self.arrived_kg else Decimal(0)


def onward_sales(contract: Contract, by: Actor) -> OnwardSeen:
    """Of one contract. Who may see the contract, or imports under it, sees this."""
    arrived = arrived_kg(contract)
    names = [line["reference"] for line in contract.terms["lines"]]
    rows = list(contract.onward_sales.select_related("organization", "taken_back_by").order_by("on", "at", "id"))
    sold = [sum((row.kg for row in rows if row.position == place), Decimal(0)) for place in range(len(names))]
    own = by.organization_id
    may_record = own is not None and importer_of(contract) == own and may(by, "trade.sell-on", own)
    lots = tuple((place, name, arrived[place] - sold[place]) for place, name in enumerate(names))
    whole = sum(sold, Decimal(0))
    return OnwardSeen(sum(arrived, Decimal(0)), whole, tuple((row, names[row.position]) for row in rows), lots, may_record)
