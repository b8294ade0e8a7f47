"""What a premium ledger says: what is due, what came in, what the assembly decided, what was spent, and what somebody should look at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db.models import Sum

from rochdale.kernel.money import Money
from rochdale.trade.models import Contract, Invoice, PremiumEntry, PremiumPlan, PremiumProject, PremiumSetting
from rochdale.trade.rules.premium import (
    BETTERING,
    SHIPPED,
    Setting,
    differs_from_due,
    lacks_bettering,
    least_for_bettering,
    unspent_since,
)
from rochdale.trade.settling import premiums_due


@dataclass(frozen=True, slots=True)
class Due:
    """What an invoice owes an organization of premium, and what of it came in."""

    invoice: Invoice
    product: str
    kg: Decimal
    rate: Decimal
    money: Money
    received: Money

    @property
    def difference(self) -> Money:
        """Below zero: still to come."""
        return differs_from_due(self.money, self.received)


@dataclass(frozen=True, slots=True)
class ProjectSeen:
    """A project with what was spent of its budget."""

    row: PremiumProject
    spent: Money

    @property
    def left(self) -> Money:
        """What the assembly gave and nobody spent yet."""
        return self.row.budget - self.spent


@dataclass(frozen=True, slots=True)
class Ledger:
    """One product's premium in one currency, as it stood at the end of a day."""

    product: str
    currency: str
    on: date
    entries: Sequence[PremiumEntry]
    plans: Sequence[tuple[PremiumPlan, Sequence[ProjectSeen]]]
    received: Money
    spent: Money
    planned: Money
    setting: Setting
    least: Money
    lacks: Money
    old: Money

    @property
    def balance(self) -> Money:
        """What is there."""
        return self.received - self.spent

    @property
    def unplanned(self) -> Money:
        """What no assembly has decided on."""
        return self.received - self.planned


def ledgers_of(organization_id: UUID) -> list[tuple[str, str]]:
    """Product and currency of every ledger in which there is anything."""
    rows = PremiumEntry.objects.filter(organization_id=organization_id)
    return list(rows.order_by("product", "currency").values_list("product", "currency").distinct())


def ledger(organization_id: UUID, product: str, currency: str, on: date) -> Ledger:
    """Everything up to the end of `on`; plans count from the day of their assembly."""
    of_it = {"organization_id": organization_id, "product": product, "currency": currency}
    rows = PremiumEntry.objects.filter(**of_it, on__lte=on).select_related("invoice", "project", "taken_back_by")
    entries = list(rows.order_by("on", "at", "id"))
    zero = Money.zero(currency)
    received = Money.total((one.money for one in entries if one.kind == PremiumEntry.Kind.RECEIPT), currency)
    spent = zero - Money.total((one.money for one in entries if one.kind == PremiumEntry.Kind.EXPENSE), currency)
    by_project: dict[UUID | None, Money] = {}
    for one in entries:
        by_project[one.project_id] = by_project.get(one.project_id, zero) - one.money
    plans = [
        (plan, [ProjectSeen(row, by_project.get(row.id, zero)) for row in plan.projects.select_related("plan").order_by("name", "id")])
        for plan in PremiumPlan.objects.filter(**of_it, held_on__lte=on).order_by("held_on", "at", "id")
    ]
    projects = [seen.row for _plan, seen_ones in plans for seen in seen_ones]
    bettering = Money.total((row.budget for row in projects if row.category in BETTERING), currency)
    setting = setting_of(organization_id, product)
    receipts = [(one.on, one.money) for one in entries if one.kind == PremiumEntry.Kind.RECEIPT]
    return Ledger(
        product, currency, on, entries, plans, received, spent, Money.total((row.budget for row in projects), currency), setting,
        least_for_bettering(received, setting), lacks_bettering(received, bettering, setting), unspent_since(receipts, spent, setting, on),
    )  # fmt: skip


def setting_of(organization_id: UUID, product: str) -> Setting:
    """What the organization wrote last; before that, what comes with the program."""
    row = PremiumSetting.objects.filter(organization_id=organization_id, product=product).order_by("-at", "-id").first()
    if row is None:
        return SHIPPED.get(product, SHIPPED[""])
    return Setting(row.bettering, row.most_years, row.source, row.is_verified)


def dues_of(contract: Contract, organization_id: UUID) -> list[Due]:
    """What the invoices of a contract owe an organization of premium, with what came in of each."""
    return [
        Due(one.invoice, contract.terms["lines"][0]["product"], one.kg, one.rate, one.money, _received(organization_id, one.invoice))
        for one in premiums_due(contract)
        if one.organization_id == organization_id
    ]


def all_dues(organization_id: UUID) -> list[Due]:
    """Of all contracts under which it sells, newest first."""
    sells = Contract.objects.filter(parties__organization_id=organization_id, parties__is_buyer=False, invoices__isnull=False)
    return [due for contract in sells.distinct().order_by("-number", "-id") for due in dues_of(contract, organization_id)]


def unlike_due(organization_id: UUID, product: str, currency: str) -> list[Due]:
    """Of one ledger: invoices on which a premium came in, and another one than they owe."""
    found = all_dues(organization_id)
    return [due for due in found if (due.product, due.invoice.currency) == (product, currency) and due.received and due.difference]


def _received(organization_id: UUID, invoice: Invoice) -> Money:
    rows = PremiumEntry.objects.filter(organization_id=organization_id, invoice=invoice)
    return Money.of_minor(rows.aggregate(sum=Sum("amount_minor"))["sum"] or 0, invoice.currency)


def spent_on(project: PremiumProject) -> Money:
    """What was booked on a project and not taken back."""
    return Money.of_minor(-(project.entries.aggregate(sum=Sum("amount_minor"))["sum"] or 0), project.plan.currency)
