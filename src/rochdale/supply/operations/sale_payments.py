"""The front door for trade: growers are paid out of a sale, and read words about it. Prepared by one person, decided by another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid5

from rochdale.base import audit, two_persons
from rochdale.base.actor import Actor
from rochdale.base.models import Proposal
from rochdale.base.operations import content_sha256, operation
from rochdale.base.rates import rate_table
from rochdale.kernel.exchange import convert
from rochdale.kernel.ids import new_id
from rochdale.kernel.money import Money
from rochdale.kernel.refusal import Refusal, Refused, refuse_if
from rochdale.people.permissions import require
from rochdale.supply import books
from rochdale.supply.books import Deed
from rochdale.supply.models import (
    Account,
    Delivery,
    EntryKind,
    Lot,
    SalePayment,
    SaleShare,
    StatementWord,
    StatementWordTo,
)
from rochdale.supply.operations.shared import owner
from rochdale.supply.queries import trace
from rochdale.supply.queries.sales import DECIDE, SoldLot, lots_said, sold, to_growers
from rochdale.supply.rules.sales import Shared, refusals_for_sale, refusals_for_sum, share_out


@dataclass(frozen=True, slots=True)
class Sale:
    """What supply is told of a sale: the contract, who bought, the invoices, the cooperative's lots in it, and how its part came about.

    `most`: what the settlement left for the cooperative, in the currency of the sale.
    """

    id: UUID
    reference: str
    buyer: str
    invoices: Sequence[str]
    lots: Sequence[SoldLot]
    reckoning: Sequence[tuple[str, str]]
    most: Money


@operation
def propose_sale_payment(*, id: UUID, by: Actor, at: datetime, sale: Sale, amount: Decimal, paid_currency: str) -> str:
    """Prepare what growers get out of a sale, by the deliveries in its lots. `amount` is in the currency of the sale.

    It is paid in `paid_currency` at the rate of the day. Nothing is owed before another person decides it. Returns the id of the proposal.
    """
    organization = owner(by, "supply.prepare-pay-run")
    money = Money(amount, sale.most.currency).rounded()
    lots = sold(organization, sale.lots)
    paid = convert(money, paid_currency, at.date(), rate_table())
    refuse_if([*refusals_for_sale(lots, paid.amount)])
    refuse_if(refusals_for_sum(money, to_growers(organization, sale.id, money.currency, at), sale.most))
    shared = share_out(lots, paid.amount)
    content = {
        "organization_id": str(organization), "sale_id": str(sale.id), "reference": sale.reference, "buyer": sale.buyer,
        "invoices": list(sale.invoices), "lots": lots_said(sale.lots), "reckoning": [list(pair) for pair in sale.reckoning],
        "currency": money.currency, "amount_minor": money.minor, "most_minor": sale.most.minor, "paid_currency": paid_currency,
        "paid_minor": paid.amount.minor,
        "rates": [
            {"currency": rate.currency, "per_eur": f"{rate.per_eur:f}", "on": rate.on.isoformat(), "source": rate.source}
            for rate in paid.factor.rates
        ],
        **_figures(shared),
    }  # fmt: skip
    return two_persons.propose(id=uuid5(id, "sale"), by=by, at=at, act=DECIDE, content=content)


def shared_of(content: Mapping[str, Any]) -> Shared:
    """What each delivery would get today by a proposal."""
    lots = [SoldLot(UUID(one["lot_id"]), Decimal(one["kg"]), Decimal(one["worth"])) for one in content["lots"]]
    return share_out(sold(UUID(content["organization_id"]), lots), Money.of_minor(content["paid_minor"], content["paid_currency"]))


def _figures(shared: Shared) -> dict[str, object]:
    return {
        "growers": len({part.grower_id for part in shared.parts}),
        "sold_g": sum(part.sold_g for part in shared.parts),
        "untraced_g": shared.untraced_g,
        "untraced_minor": shared.untraced_minor,
        "parts_sha256": content_sha256(list(shared.parts)),
    }


def _decide(proposal: Proposal, by: Actor, at: datetime) -> object:
    """The second person has decided: one entry for each grower and season. Deliveries that changed meanwhile refuse it whole."""
    content = proposal.content
    organization, shared = UUID(content["organization_id"]), shared_of(content)
    if any(content[name] != figure for name, figure in _figures(shared).items()):
        raise Refused(Refusal("supply.deliveries-have-changed"))
    said = ("reference", "buyer", "invoices", "lots", "reckoning", "currency", "amount_minor", "paid_currency", "paid_minor", "rates")
    row = SalePayment.objects.create(
        id=proposal.id, organization_id=organization, sale_id=UUID(content["sale_id"]), untraced_g=shared.untraced_g,
        untraced_minor=shared.untraced_minor, prepared_by_id=proposal.by_id, prepared_by_name=proposal.by_name, happened_at=at,
        recorded_at=at, by_id=by.id, by_name=by.name, **{name: content[name] for name in said},
    )  # fmt: skip
    SaleShare.objects.bulk_create(
        SaleShare(
            id=new_id(), organization_id=organization, payment=row, grower_id=part.grower_id, delivery_id=part.delivery_id,
            lot_id=part.lot_id, sold_g=part.sold_g, amount_minor=part.amount_minor,
        )
        for part in shared.parts
    )  # fmt: skip
    _book(Deed(by, at, at, row.id), row, shared)
    after = {"sale": row.reference, "growers": content["growers"], "paid": str(Money.of_minor(row.paid_minor, row.paid_currency))}
    audit.record(by=by, at=at, what="supply.decide-sale-payment", about=row, after=after)
    return {"growers": content["growers"]}


def _book(deed: Deed, row: SalePayment, shared: Shared) -> None:
    """What each grower gets, season by season."""
    seasons = dict(
        Delivery.objects.filter(pk__in=[part.delivery_id for part in shared.parts]).order_by("id").values_list("id", "season_id")
    )
    sums: dict[tuple[UUID, UUID], int] = {}
    for part in shared.parts:
        key = part.grower_id, seasons[part.delivery_id]
        sums[key] = sums.get(key, 0) + part.amount_minor
    for (grower_id, season_id), minor in sorted(sums.items()):
        books.book(
            deed, organization_id=row.organization_id, grower_id=grower_id, account=Account.DELIVERIES, kind=EntryKind.SECOND,
            money=Money.of_minor(minor, row.paid_currency), season_id=season_id, note=", ".join([row.reference, *row.invoices])[:300],
        )  # fmt: skip


def take_back_sale(deed: Deed, row: Delivery) -> None:
    """A delivery is taken back after growers were paid out of a sale of it: what it got goes off the account, to the smallest unit."""
    for share in SaleShare.objects.filter(delivery=row).select_related("payment").order_by("id"):
        books.book(
            deed, organization_id=row.organization_id, grower_id=row.grower_id, account=Account.DELIVERIES, kind=EntryKind.SECOND,
            money=Money.of_minor(-share.amount_minor, share.payment.paid_currency), season_id=row.season_id, note=row.receipt_no,
        )  # fmt: skip


@operation
def leave_word_on_statements(
    *, id: UUID, by: Actor, at: datetime, organization_id: UUID, kind: str, sale_id: UUID, reference: str, lot_ids: Sequence[UUID],
    from_whom: str, text: str, picture_id: UUID | None = None,
) -> str:  # fmt: skip
    """Print a sentence on the next statements of the growers behind these lots. Returns its id.

    `picture_id`: a document, without anything that tells where and when it was taken.
    """
    require(by, "supply.leave-words", organization_id)
    if not text.strip():
        raise Refused(Refusal("supply.word-says-nothing"))
    word = StatementWord.objects.create(
        id=id, organization_id=organization_id, kind=kind, sale_id=sale_id, reference=reference[:30], from_whom=from_whom.strip()[:200],
        text=text.strip()[:500], picture_id=picture_id, at=at, by_id=by.id, by_name=by.name,
    )  # fmt: skip
    growers: set[UUID] = set()
    for lot in Lot.objects.filter(organization_id=organization_id, pk__in=lot_ids).order_by("id"):
        growers |= trace.behind(lot).grower_ids()
    StatementWordTo.objects.bulk_create(
        StatementWordTo(id=new_id(), organization_id=organization_id, word=word, grower_id=grower) for grower in sorted(growers)
    )
    after = {"kind": kind, "sale": word.reference, "growers": len(growers)}
    audit.record(by=by, at=at, what="supply.leave-word-on-statements", about=word, after=after)
    return str(id)


def _may_make(by: Actor, content: Mapping[str, Any]) -> None:
    require(by, "supply.prepare-pay-run", UUID(content["organization_id"]))


def _may_check(by: Actor, content: Mapping[str, Any]) -> None:
    require(by, "supply.approve-pay-run", UUID(content["organization_id"]))


two_persons.act(DECIDE, lapses_after=timedelta(days=14), may_make=_may_make, may_check=_may_check, perform=_decide)
