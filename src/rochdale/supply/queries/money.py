"""What the books of money say: a grower's statement, who is owed what, cash boxes, and a season by point."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import F, Q, QuerySet, Sum

from rochdale.supply.models import (
    Account,
    AccountEntry,
    Balance,
    CashBox,
    CashEntry,
    DayClose,
    Delivery,
    EntryKind,
    Facility,
    Grower,
    Mandate,
    PayLine,
    Payment,
    PayRun,
    Season,
)
from rochdale.supply.rules.money import average_price

EARNED = (EntryKind.DELIVERY, EntryKind.REVERSAL, EntryKind.SETTLED, EntryKind.SECOND, EntryKind.PREMIUM)
PAYING = (EntryKind.PAID, EntryKind.PAID_BACK)
DEBTS = (Account.ADVANCE, Account.CREDIT)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a statement. `owed_minor` and `owes_minor` are what stands after it."""

    at: datetime
    kind: str
    account: str
    note: str
    net_g: int | None
    amount_minor: int | None
    """None: the price is settled later."""
    owed_minor: int
    owes_minor: int
    delivery_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Harvest:
    """One season of a grower, in one currency."""

    season: Season
    currency: str
    net_g: int
    value_minor: int
    paid_minor: int
    kept_minor: int
    priced_g: int

    @property
    def average(self) -> Decimal | None:
        """What one kg brought, with second payments and premiums; of goods that have a price."""
        return average_price(self.value_minor, self.priced_g, self.currency)


@dataclass(frozen=True, slots=True)
class Statement:
    """All that passed between the cooperative and one grower in one currency."""

    grower: Grower
    currency: str
    harvests: Sequence[Harvest]
    lines: Sequence[Line]
    owed_minor: int
    advance_minor: int
    credit_minor: int

    @property
    def owes_minor(self) -> int:
        """Advances and inputs that are not yet paid off."""
        return self.advance_minor + self.credit_minor


def statements(grower: Grower) -> list[Statement]:
    """A statement for each currency in which there was anything; by currency."""
    currencies = set(AccountEntry.objects.filter(grower=grower).values_list("currency", flat=True))
    currencies |= set(Delivery.objects.filter(grower=grower).values_list("currency", flat=True))
    return [statement(grower, currency) for currency in sorted(currencies)]


def statement(grower: Grower, currency: str) -> Statement:
    """The statement in one currency, oldest line first."""
    entries = list(AccountEntry.objects.filter(grower=grower, currency=currency).order_by("happened_at", "recorded_at", "id"))
    deliveries = {row.id: row for row in Delivery.objects.filter(grower=grower, currency=currency).select_related("season")}
    stands = {row.account: row.amount_minor for row in Balance.objects.filter(grower=grower, currency=currency)}
    return Statement(
        grower,
        currency,
        _harvests(currency, entries, deliveries),
        _lines(entries, deliveries),
        stands.get(Account.DELIVERIES, 0),
        -stands.get(Account.ADVANCE, 0),
        -stands.get(Account.CREDIT, 0),
    )


def _lines(entries: Sequence[AccountEntry], deliveries: Mapping[UUID, Delivery]) -> list[Line]:
    booked = {entry.about_id for entry in entries if entry.kind in {EntryKind.DELIVERY, EntryKind.REVERSAL}}
    waiting = [row for row in deliveries.values() if row.id not in booked]
    events: list[tuple[datetime, datetime, AccountEntry | Delivery]] = [(row.happened_at, row.recorded_at, row) for row in waiting]
    events += [(entry.happened_at, entry.recorded_at, entry) for entry in entries]
    lines, owed, owes = [], 0, 0
    for at, _, event in sorted(events, key=lambda event: event[:2]):
        if isinstance(event, Delivery):
            kind = EntryKind.REVERSAL if event.reverses_id else EntryKind.DELIVERY
            lines.append(Line(at, kind, Account.DELIVERIES, event.receipt_no, event.net_g, None, owed, owes, event.id))
            continue
        if event.account == Account.DELIVERIES:
            owed += event.amount_minor
        else:
            owes -= event.amount_minor
        row = deliveries.get(event.about_id)
        weighed = row.net_g if row and event.kind in {EntryKind.DELIVERY, EntryKind.REVERSAL} else None
        about = row.id if row else None
        lines.append(Line(at, event.kind, event.account, event.note, weighed, event.amount_minor, owed, owes, about))
    return lines


def _harvests(currency: str, entries: Sequence[AccountEntry], deliveries: Mapping[UUID, Delivery]) -> list[Harvest]:
    seasons = {row.season_id: row.season for row in deliveries.values()}
    valued = {entry.about_id for entry in entries if entry.kind in EARNED}
    priced = valued | {row.reverses_id for row in deliveries.values() if row.id in valued and row.reverses_id}
    found = []
    for season in sorted(seasons.values(), key=lambda season: (season.since_on, season.name)):
        of_season = [entry for entry in entries if entry.season_id == season.id and entry.account == Account.DELIVERIES]
        rows = [row for row in deliveries.values() if row.season_id == season.id]
        found.append(
            Harvest(
                season,
                currency,
                sum(row.net_g for row in rows),
                _sum(of_season, EARNED),
                -_sum(of_season, PAYING),
                -_sum(of_season, (EntryKind.KEPT,)),
                sum(row.net_g for row in rows if row.id in priced),
            )
        )
    return found


def _sum(entries: Iterable[AccountEntry], kinds: Sequence[str]) -> int:
    return sum(entry.amount_minor for entry in entries if entry.kind in kinds)


def owed(organization_id: UUID) -> QuerySet[Balance]:
    """What stands on the accounts of growers, largest first; empty accounts are left out."""
    rows = Balance.objects.filter(organization_id=organization_id).exclude(amount_minor=0).exclude(grower=None)
    return rows.select_related("grower__person", "grower__point").order_by("-amount_minor", "id")


def mandates(grower: Grower) -> QuerySet[Mandate]:
    """Mandates in force, advances first."""
    return Mandate.objects.filter(grower=grower, until_on=None).order_by("account")


def currencies(organization_id: UUID) -> list[str]:
    """Currencies in which anything was weighed, owed or kept in a box; by code."""
    found = set(Delivery.objects.filter(organization_id=organization_id).values_list("currency", flat=True).distinct())
    found |= set(CashBox.objects.filter(organization_id=organization_id).values_list("currency", flat=True))
    return sorted(found | set(Balance.objects.filter(organization_id=organization_id).values_list("currency", flat=True)))


def payments(organization_id: UUID) -> QuerySet[Payment]:
    """Every payment, newest first."""
    rows = Payment.objects.filter(organization_id=organization_id)
    return rows.select_related("grower__person", "box", "delivery", "season", "reverses").order_by("-happened_at", "-id")


def boxes(organization_id: UUID) -> QuerySet[CashBox]:
    """Cash boxes in use with what they should hold (`holds`), by name."""
    rows = CashBox.objects.filter(organization_id=organization_id, closed_at=None).select_related("facility")
    return rows.annotate(holds=F("balances__amount_minor")).order_by("name")


def cash_entries(box: CashBox) -> QuerySet[CashEntry]:
    """What went into a box and out of it, newest first."""
    return CashEntry.objects.filter(box=box).order_by("-happened_at", "-id")


def closes(organization_id: UUID) -> QuerySet[DayClose]:
    """Counts, newest first."""
    return DayClose.objects.filter(organization_id=organization_id).select_related("box").order_by("-on", "-id")


def differences(organization_id: UUID) -> QuerySet[DayClose]:
    """Counts with a difference at which no manager has looked."""
    return closes(organization_id).exclude(counted_minor=F("expected_minor")).filter(is_seen=False)


def pay_runs(organization_id: UUID) -> QuerySet[PayRun]:
    """Pay runs with their sums, newest first."""
    rows = PayRun.objects.filter(organization_id=organization_id).select_related("season", "box")
    return rows.annotate(pays=Sum("lines__pays_minor"), kept=Sum("lines__kept_minor")).order_by("-recorded_at", "-id")


def pay_lines(run: PayRun) -> list[PayLine]:
    """The lines of a run by village and number."""
    rows = PayLine.objects.filter(pay_run=run).select_related("grower__person")
    return list(rows.order_by("grower__village", "grower__number", "id"))


def weighed_since(run: PayRun) -> dict[UUID, int]:
    """Grams each grower of a run delivered in its season."""
    rows = Delivery.objects.filter(organization_id=run.organization_id, season_id=run.season_id, grower__in=run.lines.values("grower_id"))
    return dict(rows.order_by("grower_id").values_list("grower_id").annotate(sum=Sum("net_g")))


def without_price(organization_id: UUID) -> list[Delivery]:
    """Deliveries whose price is still open, oldest first."""
    settled = AccountEntry.objects.filter(organization_id=organization_id, kind=EntryKind.SETTLED).values("about_id")
    rows = Delivery.objects.filter(organization_id=organization_id, value_minor=None, reverses=None, reversal=None)
    return list(rows.exclude(pk__in=settled).select_related("grower__person", "point", "season").order_by("happened_at", "id"))


@dataclass(frozen=True, slots=True)
class AtPoint:
    """A season at one collection point: what was weighed there, and what its growers got."""

    pk: str
    name: str
    net_g: int
    value_minor: int
    paid_minor: int
    kept_minor: int
    owed_minor: int
    average: Decimal | None


def by_point(season: Season, currency: str) -> list[AtPoint]:
    """By point: weight, value and average price of what was weighed there; paid, kept and owed of growers who usually deliver there."""
    deliveries = Delivery.objects.filter(season=season, currency=currency)
    entries = AccountEntry.objects.filter(season=season, currency=currency, account=Account.DELIVERIES)
    weighed: dict[UUID | None, Any] = {row["point_id"]: row for row in deliveries.order_by().values("point_id").annotate(net=Sum("net_g"))}
    values = _values_by_point(season, currency)
    sums: dict[UUID | None, Any] = {
        row["grower__point_id"]: row
        for row in entries.order_by()
        .values("grower__point_id")
        .annotate(
            paid=Sum("amount_minor", filter=Q(kind__in=PAYING)),
            kept=Sum("amount_minor", filter=Q(kind=EntryKind.KEPT)),
            owed=Sum("amount_minor"),
        )
    }
    names = dict(Facility.objects.filter(organization_id=season.organization_id).values_list("id", "name"))
    found = []
    for point in sorted({*weighed, *sums}, key=lambda point: names.get(point, "") if point else ""):
        net_g = weighed.get(point, {}).get("net") or 0
        value, priced_g = values.get(point, (0, 0)) if point else (0, 0)
        row = sums.get(point, {})
        found.append(
            AtPoint(
                str(point or ""), names.get(point, "") if point else "", net_g, value, -(row.get("paid") or 0), -(row.get("kept") or 0),
                row.get("owed") or 0, average_price(value, priced_g, currency),
            )
        )  # fmt: skip
    return found


def _values_by_point(season: Season, currency: str) -> dict[UUID, tuple[int, int]]:
    """Value by receipts and as settled later, and the grams that have one."""
    rows = Delivery.objects.filter(season=season, currency=currency)
    priced = {
        point: (value, net)
        for point, value, net in rows.exclude(value_minor=None)
        .order_by()
        .values_list("point_id")
        .annotate(value=Sum("value_minor"), net=Sum("net_g"))
    }
    settled = AccountEntry.objects.filter(season=season, currency=currency, kind=EntryKind.SETTLED).values_list("about_id", "amount_minor")
    by_delivery = dict(settled)
    taken_back = set(rows.filter(reverses__in=list(by_delivery)).values_list("reverses_id", flat=True))
    for row in rows.filter(pk__in=[id for id in by_delivery if id not in taken_back]):
        value, net = priced.get(row.point_id, (0, 0))
        priced[row.point_id] = (value + by_delivery[row.id], net + row.net_g)
    return priced


def kept_of(payment: Payment) -> dict[str, int]:
    """What a payment kept back, by account of the debt; negative where it was taken back."""
    rows = AccountEntry.objects.filter(about_id=payment.id, kind=EntryKind.KEPT, account__in=DEBTS)
    return dict(rows.order_by("account").values_list("account", "amount_minor"))


def stands(grower_id: UUID, currency: str) -> int:
    """What is owed to a grower now."""
    row = Balance.objects.filter(grower_id=grower_id, account=Account.DELIVERIES, currency=currency).first()
    return row.amount_minor if row else 0
