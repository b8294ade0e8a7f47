"""Paying at the counter: for one delivery, or what an account holds; advances; and taking a payment back.

Counter cash needs one person: it is confirmed by the grower's mark and by the count at the end of the day.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from django.db.models import Sum
from django.utils.timezone import localdate

from rochdale.base import audit
from rochdale.base.actor import Actor
from rochdale.base.operations import operation
from rochdale.kernel.money import Money
from rochdale.kernel.refusal import Refusal, Refused, refuse_if
from rochdale.supply import books
from rochdale.supply.books import Deed
from rochdale.supply.models import (
    Account,
    AccountEntry,
    CashBox,
    CashKind,
    Delivery,
    EntryKind,
    Grower,
    Mandate,
    PayLine,
    Payment,
    PayoutMeans,
    Season,
)
from rochdale.supply.operations.shared import done, own, owner, season_on
from rochdale.supply.rules import money as rules
from rochdale.supply.rules.deliveries import refusals_for_moment
from rochdale.supply.rules.money import Debt, Payable

MARKS = ("signature", "thumbprint", "none")


@dataclass(frozen=True, slots=True)
class Handover:
    """How money reaches the grower, and how that was confirmed."""

    means: str = PayoutMeans.CASH
    box_id: UUID | None = None
    mark: str = "none"
    receiver_name: str = ""
    """A named other person who received it."""
    reference: str = ""
    note_minor: int = 1
    """The smallest note in hand: what is below stays on the account."""


@dataclass(frozen=True, slots=True)
class Paid:
    """What a payment is for: the columns of `Payment` that say so."""

    grower: Grower
    kind: str
    currency: str
    season: Season
    delivery: Delivery | None = None
    pay_line: PayLine | None = None


@operation
def pay_delivery(
    *,
    id: UUID,
    by: Actor,
    at: datetime,
    happened_at: datetime,
    delivery_id: UUID,
    handover: Handover,
    keeps: Mapping[str, int] | None = None,
    share: Decimal | None = None,
) -> str:
    """The first payment for a delivery: value × share, less what is kept for debts (`keeps`, minor units by account), in whole notes.

    `share` None: that of the season. `keeps` None: the most that mandates allow. Paid once: whoever comes second is refused.
    """
    organization = owner(by, "supply.pay")
    refuse_if(refusals_for_moment(happened_at, at))
    row = own(Delivery.objects.select_related("grower", "season", "lot"), organization, pk=delivery_id)
    lock(row.grower)
    refuse_if(_refusals_for_delivery(row))
    share = row.season.first_share if share is None else share
    refuse_if(rules.refusals_for_share(share))
    paid = Paid(row.grower, EntryKind.PAID, row.currency, row.season, row)
    plan = reckon(paid, rules.share_of(value_of(row), share), keeps, note_minor=handover.note_minor, at=at)
    pay(Deed(by, happened_at, at, id), paid, plan, handover)
    return str(id)


@operation
def pay_owed(
    *,
    id: UUID,
    by: Actor,
    at: datetime,
    happened_at: datetime,
    grower_id: UUID,
    season_id: UUID,
    currency: str,
    amount_minor: int,
    handover: Handover,
    keeps: Mapping[str, int] | None = None,
) -> str:
    """Pay at the counter what the account of a grower holds, or a part of it (`amount_minor`, before deductions)."""
    organization = owner(by, "supply.pay")
    refuse_if(refusals_for_moment(happened_at, at))
    grower = lock(own(Grower.objects.all(), organization, pk=grower_id))
    season = own(Season.objects.all(), organization, pk=season_id)
    paid = Paid(grower, EntryKind.PAID, currency, season)
    plan = reckon(paid, amount_minor, keeps, note_minor=handover.note_minor, at=at)
    pay(Deed(by, happened_at, at, id), paid, plan, handover)
    return str(id)


@operation
def give_advance(
    *,
    id: UUID,
    by: Actor,
    at: datetime,
    happened_at: datetime,
    grower_id: UUID,
    product: str,
    money: Money,
    handover: Handover,
    note: str = "",
) -> str:
    """Lend money to a grower before the harvest. It is kept back later, under a mandate. Returns the id of the payment."""
    organization = owner(by, "supply.pay")
    refuse_if(refusals_for_moment(happened_at, at))
    grower = lock(own(Grower.objects.all(), organization, pk=grower_id))
    season = season_on(organization, product, localdate(happened_at))
    if money.minor <= 0:
        raise Refused(Refusal("supply.nothing-to-pay"))
    deed = Deed(by, happened_at, at, id)
    hand_over(deed, Paid(grower, EntryKind.ADVANCE, money.currency, season), money.minor, handover, note=note)
    books.book(
        deed, organization_id=organization, grower_id=grower.id, account=Account.ADVANCE, kind=EntryKind.ADVANCE, money=-money,
        season_id=season.id, note=note,
    )  # fmt: skip
    return str(id)


@operation
def reverse_payment(*, id: UUID, by: Actor, at: datetime, happened_at: datetime, payment_id: UUID, reason: str) -> str:
    """Take a payment back, whole, with a reason: cash returns to its box, accounts stand as before. Returns the id of the reversal."""
    organization = owner(by, "supply.pay")
    row = own(Payment.objects.select_related("grower", "box"), organization, pk=payment_id)
    lock(row.grower)
    if not reason.strip():
        raise Refused(Refusal("supply.reversal-needs-a-reason"))
    take_back(Deed(by, happened_at, at, id), row, reason.strip()[:300])
    return str(id)


def lock(grower: Grower) -> Grower:
    """Nobody else pays or reckons with this grower until the end of the transaction."""
    return Grower.objects.select_for_update(of=("self",)).get(pk=grower.pk)


def debts_of(grower_id: UUID, currency: str, at: datetime) -> list[Debt]:
    """What a grower owes, and what mandates in force allow to be kept, advances first. Locked."""
    on = localdate(at)
    mandates = {row.account: row.most_share for row in Mandate.objects.filter(grower_id=grower_id, until_on=None, signed_on__lte=on)}
    owes = {account: -books.owed(grower_id, account, currency) for account in (Account.ADVANCE, Account.CREDIT)}
    return [Debt(account, amount, mandates.get(account)) for account, amount in owes.items() if amount > 0]


def value_of(delivery: Delivery) -> int:
    """What a delivery is worth: by its receipt, or as settled later; 0 while neither is known."""
    if delivery.value_minor is not None:
        return delivery.value_minor
    return AccountEntry.objects.filter(about_id=delivery.id, kind=EntryKind.SETTLED).aggregate(sum=Sum("amount_minor"))["sum"] or 0


def payment_for(delivery: Delivery) -> Payment | None:
    """The payment of a delivery that stands."""
    return Payment.objects.filter(delivery=delivery, reverses=None, reversal=None).order_by("happened_at", "id").first()


def reckon(paid: Paid, due_minor: int, keeps: Mapping[str, int] | None, *, note_minor: int, at: datetime) -> Payable:
    """What is kept, paid and carried; refused where it is more than is owed, or more is kept than was signed."""
    owed = books.owed(paid.grower.id, Account.DELIVERIES, paid.currency)
    refuse_if(rules.refusals_for_payment(due_minor, owed, paid.currency))
    debts = debts_of(paid.grower.id, paid.currency, at)
    keeps = rules.most_kept(due_minor, debts) if keeps is None else keeps
    refuse_if(rules.refusals_for_keeping(due_minor, keeps, debts, paid.currency))
    return rules.payable(due_minor, keeps, note_minor=note_minor)


def pay(deed: Deed, paid: Paid, plan: Payable, handover: Handover) -> Payment:
    """Hand over what a plan pays, and book what it keeps."""
    if plan.pays_minor + plan.kept_minor == 0:
        raise Refused(Refusal("supply.below-the-smallest-note", {"carried": rules.said(plan.carried_minor, paid.currency)}))
    payment = hand_over(deed, paid, plan.pays_minor, handover)
    _book(deed, paid, Account.DELIVERIES, EntryKind.PAID, -plan.pays_minor)
    for account, amount in plan.kept.items():
        _book(deed, paid, Account.DELIVERIES, EntryKind.KEPT, -amount)
        _book(deed, paid, account, EntryKind.KEPT, amount)
    return payment


def hand_over(deed: Deed, paid: Paid, amount_minor: int, handover: Handover, *, note: str = "") -> Payment:
    """Write the payment down; cash leaves its box."""
    organization = paid.grower.organization_id
    if handover.mark not in MARKS or handover.means not in PayoutMeans.values:
        raise Refused(Refusal("supply.means-are-unknown", {"means": handover.means}))
    if handover.means == PayoutMeans.MOBILE and paid.pay_line is None and not handover.reference.strip():
        raise Refused(Refusal("supply.mobile-needs-a-reference"))
    box = open_box(organization, handover.box_id, paid.currency) if handover.means == PayoutMeans.CASH else None
    payment = Payment.objects.create(
        id=deed.about_id, organization_id=organization, grower=paid.grower, kind=paid.kind, means=handover.means, currency=paid.currency,
        amount_minor=amount_minor, season=paid.season, delivery=paid.delivery, pay_line=paid.pay_line, box=box,
        receiver_name=handover.receiver_name.strip()[:200], mark=handover.mark, reference=handover.reference.strip()[:60],
        reason=note[:300], **done(deed.by, deed.happened_at, deed.recorded_at),
    )  # fmt: skip
    if box:
        books.cash(deed, box=box, kind=CashKind.PAID, amount_minor=-amount_minor, note=paid.grower.number)
    after = {"grower": paid.grower.number, "kind": paid.kind, "means": handover.means, "amount": rules.said(amount_minor, paid.currency)}
    audit.record(by=deed.by, at=deed.recorded_at, what="supply.pay", about=payment, after=after)
    return payment


def open_box(organization: UUID, box_id: UUID | None, currency: str) -> CashBox:
    """A cash box in use, in that currency, locked."""
    if box_id is None:
        raise Refused(Refusal("supply.cash-needs-a-box"))
    box = own(CashBox.objects.select_for_update(of=("self",)), organization, pk=box_id)
    if box.closed_at is not None or box.currency != currency:
        raise Refused(Refusal("supply.box-is-another", {"box": box.name, "currency": box.currency, "wanted": currency}))
    return box


def take_back(deed: Deed, row: Payment, reason: str) -> Payment:
    """A payment taken back: every entry it made, made again with the other sign."""
    if row.reverses_id or Payment.objects.filter(reverses=row).exists():
        raise Refused(Refusal("supply.payment-is-taken-back"))
    if row.kind == EntryKind.ADVANCE and books.owed(row.grower_id, Account.ADVANCE, row.currency) + row.amount_minor > 0:
        raise Refused(Refusal("supply.advance-was-kept-back"))
    back = Payment.objects.create(
        id=deed.about_id, organization_id=row.organization_id, grower=row.grower, kind=row.kind, means=row.means, currency=row.currency,
        amount_minor=-row.amount_minor, season_id=row.season_id, delivery_id=row.delivery_id, box=row.box, receiver_name=row.receiver_name,
        mark="none", reference=row.reference, reverses=row, reason=reason, **done(deed.by, deed.happened_at, deed.recorded_at),
    )  # fmt: skip
    for entry in AccountEntry.objects.filter(about_id=row.id).order_by("id"):
        kind = EntryKind.PAID_BACK if entry.kind in {EntryKind.PAID, EntryKind.ADVANCE} else entry.kind
        books.book(
            deed, organization_id=row.organization_id, grower_id=row.grower_id, account=entry.account, kind=kind,
            money=Money.of_minor(-entry.amount_minor, entry.currency), season_id=entry.season_id, note=reason,
        )  # fmt: skip
    if row.box:
        books.cash(deed, box=row.box, kind=CashKind.PAID_BACK, amount_minor=row.amount_minor, note=row.grower.number)
    after = {"grower": row.grower.number, "amount": rules.said(row.amount_minor, row.currency)}
    audit.record(by=deed.by, at=deed.recorded_at, what="supply.reverse-payment", about=row, after=after, reason=reason)
    return back


def _book(deed: Deed, paid: Paid, account: str, kind: str, amount_minor: int) -> None:
    books.book(
        deed, organization_id=paid.grower.organization_id, grower_id=paid.grower.id, account=account, kind=kind,
        money=Money.of_minor(amount_minor, paid.currency), season_id=paid.season.id,
        note=paid.delivery.receipt_no if paid.delivery else "",
    )  # fmt: skip


def _refusals_for_delivery(row: Delivery) -> list[Refusal]:
    """Taken back, not yet priced, or paid already."""
    if row.reverses_id or Delivery.objects.filter(reverses=row).exists():
        return [Refusal("supply.delivery-is-taken-back", {"receipt": row.receipt_no})]
    if value_of(row) == 0:
        return [Refusal("supply.price-is-settled-later", {"receipt": row.receipt_no})]
    if payment_for(row):
        return [Refusal("supply.delivery-is-paid", {"receipt": row.receipt_no})]
    return []
