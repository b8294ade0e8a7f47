"""A sale of coffee that growers A, B and C delivered: 4,500, 3,000 and 1,500 kg of cherry, sold as green coffee, invoiced and paid."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from uuid import UUID

from rochdale.base import two_persons
from rochdale.base.actor import Actor
from rochdale.base.models import Proposal
from rochdale.supply.models import Lot
from rochdale.trade.invoicing import Shipped
from rochdale.trade.models import Contract, Invoice
from rochdale.trade.operations import (
    Costs,
    SliceOf,
    answer_first_refusal,
    answer_version,
    give_first_refusal,
    issue_invoice,
    offer_lot,
    propose_settlement,
    propose_version,
    record_payment,
)
from rochdale.trade.rules.goods import Price
from rochdale.trade.settling import Report
from tests.cast import Cast
from tests.supply.world import World, _officer
from tests.trade.goods import FAIRTRADE, fresh, offer_facts
from tests.trade.sales import clauses

SOLD_KG = 1_440
PRICE, PREMIUM = Decimal(5), Decimal("635.00")


@dataclass
class SaleWorld:
    """The small cooperative, its treasurer, the buyer's people and the sale between them."""

    world: World
    cast: Cast
    treasurer: Actor
    freja: Actor
    jonas: Actor
    lot: Lot
    contract: Contract
    invoice: Invoice
    deliveries: dict[str, UUID] = field(default_factory=dict)

    @property
    def at(self) -> datetime:
        """A day after all of it."""
        return self.world.at + timedelta(days=1)

    def confirm(self, proposal: str, by: Actor | None = None) -> None:
        row = Proposal.objects.get(pk=proposal)
        two_persons.confirm(
            id=fresh(), by=by or self.treasurer, at=self.at, proposal_id=row.id, content_sha256=row.content_sha256
        )  # fmt: skip

    def reckon(self, *, costs: str = "1700", reserve: str = "500", advance: str = "0") -> str:
        return propose_settlement(
            id=fresh(), by=self.world.clerk, at=self.at, contract_id=self.contract.id,
            costs=Costs(Decimal(costs), reserve=Decimal(reserve)),
            reports=[Report(self.world.organization, advance=Decimal(advance))],
        )  # fmt: skip

    def settle(self, **said: str) -> None:
        self.confirm(self.reckon(**said))


def a_paid_sale(world: World, cast: Cast, *, in_store: bool = True) -> SaleWorld:
    """1,440 kg at 5.00 USD: 7,200.00, and a premium of 635.00 beside it."""
    freja, at = cast.actor("freja", at=world.at), world.at
    deliveries = {name: world.deliver(name, kg) for name, kg in (("A", 4_500), ("B", 3_000), ("C", 1_500))}
    heap = Lot.objects.filter(deliveries=deliveries["A"]).get()
    parchment = world.run("wash", {heap.id: 9_000}, {"parchment": "1800"})
    lot = Lot.objects.get(pk=world.run("hull", {parchment: 1_800}, {"green": str(SOLD_KG)}))
    window = {"ready_from": (at + timedelta(days=5)).date(), "ready_until": (at + timedelta(days=90)).date()}
    facts = offer_facts(kg=SOLD_KG, certificates=(FAIRTRADE,), **window)
    offer = offer_lot(
        id=fresh(), by=world.manager, at=at, offer=facts, reference="DM-1", visibility="private",
        slice_of=SliceOf(lot.code) if in_store else None,
    )  # fmt: skip
    asked = give_first_refusal(
        id=fresh(), by=world.manager, at=at, offer_id=offer, partner_id=cast.faelles.id, kg=SOLD_KG, price=Price(PRICE, "USD", "kg"),
        until=(at + timedelta(days=20)).date(),
    )  # fmt: skip
    answer_first_refusal(id=fresh(), by=freja, at=at, first_refusal_id=asked, is_yes=True)
    contract = Contract.objects.get(first_refusal_id=asked)
    said = clauses(world.manager, pool_holder_id=None)
    version = propose_version(id=fresh(), by=world.manager, at=at, contract_id=contract.id, over=0, clauses=said)
    answer_version(id=fresh(), by=freja, at=at, version_id=version, sha256=contract.versions.get().sha256, is_yes=True)
    issued = issue_invoice(
        id=fresh(), by=world.manager, at=at, contract_id=contract.id, shipped=[Shipped(0, Decimal(SOLD_KG))], shipped_on=at.date(),
        premium=PREMIUM,
    )  # fmt: skip
    invoice = Invoice.objects.get(pk=issued)
    record_payment(
        id=fresh(), by=world.manager, at=at, invoice_id=issued, amount=invoice.total.amount, on=at.date(), reference="FT-1"
    )  # fmt: skip
    treasurer = _officer(world.organization, "Bounthan", "treasurer")
    return SaleWorld(
        world, cast, treasurer, freja, cast.actor("jonas", at=world.at), lot, contract, invoice, deliveries,
    )  # fmt: skip
