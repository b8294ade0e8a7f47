"""What growers owe: inputs on credit, the mandates by which debts are kept back, and prices that are settled later."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from django.utils.timezone import localdate

from rochdale.base import audit
from rochdale.base.actor import Actor
from rochdale.base.operations import operation
from rochdale.kernel.money import Money
from rochdale.kernel.refusal import Refusal, Refused, refuse_if
from rochdale.supply import books
from rochdale.supply.books import Deed
from rochdale.supply.models import Account, AccountEntry, Delivery, EntryKind, Grower, Mandate, Season
from rochdale.supply.operations.paying import lock
from rochdale.supply.operations.shared import own, owner, season_on
from rochdale.supply.rules.deliveries import Priced, refusals_for_moment, refusals_for_price
from rochdale.supply.rules.money import refusals_for_share, said

DEBTS = (Account.ADVANCE, Account.CREDIT)


@operation
def give_credit(*, id: UUID, by: Actor, at: datetime, happened_at: datetime, grower_id: UUID, product: str, money: Money, what: str) -> str:
    """Give a grower seedlings, fertilizer or tools now, to be kept back from deliveries later. Returns the id."""
    organization = owner(by, "supply.pay")
    refuse_if(refusals_for_moment(happened_at, at))
    grower = lock(own(Grower.objects.all(), organization, pk=grower_id))
    season = season_on(organization, product, localdate(happened_at))
    if money.minor <= 0:
        raise Refused(Refusal("supply.nothing-to-pay"))
    if not what.strip():
        raise Refused(Refusal("supply.credit-says-for-what"))
    books.book(
        Deed(by, happened_at, at, id), organization_id=organization, grower_id=grower.id, account=Account.CREDIT, kind=EntryKind.CREDIT,
        money=-money, season_id=season.id, note=what.strip()[:300],
    )  # fmt: skip
    audit.record(by=by, at=at, what="supply.give-credit", about=grower, after={"for": what.strip(), "amount": str(money)})
    return str(id)


@operation
def sign_mandate(*, id: UUID, by: Actor, at: datetime, grower_id: UUID, account: str, most_share: Decimal, signed_on: date) -> str:
    """The grower has signed that a debt may be kept back, up to a share of each payment. A new one ends the one before."""
    organization = owner(by, "supply.pay")
    grower = lock(own(Grower.objects.all(), organization, pk=grower_id))
    if account not in DEBTS:
        raise Refused(Refusal("supply.not-found", {"what": account}))
    refuse_if(refusals_for_share(most_share))
    if signed_on > localdate(at):
        raise Refused(Refusal("supply.mandate-is-to-come", {"on": signed_on}))
    Mandate.objects.filter(grower=grower, account=account, until_on=None).update(until_on=signed_on)
    row = Mandate.objects.create(
        id=id, organization_id=organization, grower=grower, account=account, most_share=most_share, signed_on=signed_on
    )
    after = {"grower": grower.number, "account": account, "most_share": format(most_share, "f"), "signed_on": signed_on}
    audit.record(by=by, at=at, what="supply.sign-mandate", about=row, after=after)
    return str(id)


@operation
def end_mandate(*, id: UUID, by: Actor, at: datetime, mandate_id: UUID) -> str:
    """The grower takes the mandate back: from now on nothing is kept."""
    organization = owner(by, "supply.pay")
    row = own(Mandate.objects.select_for_update(of=("self",)).select_related("grower"), organization, pk=mandate_id, until_on=None)
    row.until_on = localdate(at)
    row.save(update_fields=["until_on"])
    audit.record(by=by, at=at, what="supply.end-mandate", about=row, after={"grower": row.grower.number, "account": row.account})
    return str(row.id)


@operation
def set_first_share(*, id: UUID, by: Actor, at: datetime, season_id: UUID, share: Decimal) -> str:
    """From now on so much of a delivery's value is paid at once."""
    organization = owner(by, "supply.set-prices")
    season = own(Season.objects.select_for_update(), organization, pk=season_id)
    refuse_if(refusals_for_share(share))
    before, season.first_share = season.first_share, share
    season.save(update_fields=["first_share"])
    audit.record(
        by=by,
        at=at,
        what="supply.set-first-share",
        about=season,
        before={"share": format(before, "f")},
        after={"share": format(share, "f")},
    )
    return str(season.id)


@operation
def settle_price(
    *, id: UUID, by: Actor, at: datetime, happened_at: datetime, delivery_ids: Sequence[UUID], per_kg: Decimal, currency: str
) -> str:
    """Deliveries whose price was left open get one. Their receipts stay as they are; the accounts get the value. Returns the id."""
    organization = owner(by, "supply.set-prices")
    rows = list(
        Delivery.objects.filter(organization_id=organization, pk__in=delivery_ids).select_related("grower").order_by("grower_id", "id")
    )
    if len(rows) != len(set(delivery_ids)) or not rows:
        raise Refused(Refusal("supply.not-found", {"what": "delivery"}))
    for row in rows:
        lock(row.grower)
        refuse_if(_refusals_for_settling(row, currency))
        priced = Priced(per_kg, currency, row.price_deduction)
        refuse_if(refusals_for_price(priced) if per_kg > 0 else [Refusal("supply.price-is-not-above-zero")])
        books.book(
            Deed(by, happened_at, at, row.id), organization_id=organization, grower_id=row.grower_id, account=Account.DELIVERIES,
            kind=EntryKind.SETTLED, money=priced.value_of(row.net_g), season_id=row.season_id, note=f"{row.receipt_no}: {per_kg:f}",
        )  # fmt: skip
    after = {"receipts": [row.receipt_no for row in rows], "per_kg": f"{per_kg:f} {currency}"}
    audit.record(by=by, at=at, what="supply.settle-price", about=rows[0], after=after)
    return str(id)


def _refusals_for_settling(row: Delivery, currency: str) -> list[Refusal]:
    if row.reverses_id or Delivery.objects.filter(reverses=row).exists():
        return [Refusal("supply.delivery-is-taken-back", {"receipt": row.receipt_no})]
    settled = AccountEntry.objects.filter(about_id=row.id, kind=EntryKind.SETTLED).first()
    if row.value_minor is not None or settled:
        value = settled.amount_minor if settled else row.value_minor or 0
        return [Refusal("supply.price-is-settled", {"receipt": row.receipt_no, "value": said(value, row.currency)})]
    if row.currency != currency:
        return [Refusal("supply.receipt-is-in-another-currency", {"receipt": row.receipt_no, "currency": row.currency})]
    return []
