"""What the page of a contract shows of how it was agreed: its thread, all its terms, what is fixed, its samples and what bars shipping."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from rochdale.base.actor import Actor
from rochdale.base.words import Said
from rochdale.kernel.money import Money
from rochdale.people.permissions import may
from rochdale.trade.agreed_lines import lines_of
from rochdale.trade.bid_called import Pairs, bid_rows
from rochdale.trade.bids import bid_of
from rochdale.trade.models import Contract, Sample
from rochdale.trade.queries.fixing import Fixing, fixing_of
from rochdale.trade.queries.samples import bars_to_shipping, may_ask_for_sample, samples_of_contract
from rochdale.trade.worded import worded


@dataclass(frozen=True, slots=True)
class AgreedSeen:
    """For one party. `negotiation_id` is None where there was no thread, or the reader may not open it."""

    negotiation_id: UUID | None
    rows: Pairs
    premium: Money | None
    before: tuple[tuple[str, Decimal, Decimal], ...]
    """Lots whose price is no longer that of the terms: reference, price for 1 kg and amount as they were on the day of the yes."""
    fixing: Fixing | None
    samples: tuple[Sample, ...]
    bars: tuple[Said, ...]
    may_ask: bool


def agreed_seen(contract: Contract, by: Actor, at: datetime) -> AgreedSeen:
    """How a contract was agreed, as one of its parties reads it."""
    row, said = contract.negotiation, contract.terms.get("agreed")
    premium = contract.terms.get("premium") or {}
    return AgreedSeen(
        negotiation_id=row.id if row and may(by, "trade.see-negotiation", row) else None,
        rows=bid_rows(bid_of(said)) if said else [],
        premium=Money(Decimal(premium["amount"]), contract.currency) if premium else None,
        before=tuple(
            (frozen["reference"], Decimal(frozen["price"]), Decimal(frozen["amount"]))
            for line, frozen in zip(lines_of(contract), contract.terms["lines"], strict=True)
            if line["amount"] != frozen["amount"]
        ),
        fixing=fixing_of(contract, by),
        samples=tuple(samples_of_contract(contract)),
        bars=tuple(worded(bar) for bar in bars_to_shipping(contract, at)),
        may_ask=may_ask_for_sample(contract, by),
    )
