"""The front door for whoever charges inputs to a member's account: members, their mandates, what their deliveries earn."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from uuid import UUID

from django.db.models import Sum

from rochdale.supply.called import product_name
from rochdale.supply.models import Account, AccountEntry, Balance, Facility, FacilityKind, Grower, Mandate, Season
from rochdale.supply.queries.money import EARNED

A_YEAR = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Member:
    """A grower as other contexts see one."""

    id: UUID
    person_id: UUID
    number: str
    name: str
    village: str
    point_id: UUID | None


@dataclass(frozen=True, slots=True)
class Place:
    """A collection point in use."""

    id: UUID
    name: str


@dataclass(frozen=True, slots=True)
class Stands:
    """What deliveries of a year earned, what is owed on credit (minor units), and the share signed for, or none."""

    earned_minor: int
    owes_minor: int
    share: Decimal | None


def members(organization_id: UUID, *, ids: Collection[UUID] | None = None) -> list[Member]:
    """Growers who have not left, by village and number; or those with the ids, whether they left or not."""
    rows = Grower.objects.filter(organization_id=organization_id).select_related("person").order_by("village", "number", "id")
    rows = rows.filter(left_on=None) if ids is None else rows.filter(pk__in=ids)
    return [_member(row) for row in rows]


def member_of(organization_id: UUID, person_id: str) -> Member | None:
    """The grower that a person is in a cooperative."""
    row = Grower.objects.filter(organization_id=organization_id, person_id=person_id, left_on=None).select_related("person").first()
    return _member(row) if row else None


def _member(row: Grower) -> Member:
    return Member(row.id, row.person_id, row.number, row.person.name, row.village, row.point_id)


def places(organization_id: UUID) -> list[Place]:
    """Collection points in use, by name."""
    rows = Facility.objects.filter(organization_id=organization_id, kind=FacilityKind.COLLECTION, closed_at=None).order_by("name", "id")
    return [Place(row.id, row.name) for row in rows]


def harvests(organization_id: UUID, on: date) -> list[tuple[str, str]]:
    """Products with a season on that day, by code, each with its name."""
    rows = Season.objects.filter(organization_id=organization_id, since_on__lte=on, until_on__gt=on).order_by("product").distinct()
    return [(product, product_name(product)) for product in rows.values_list("product", flat=True)]


def stands_for_credit(organization_id: UUID, grower_ids: Collection[UUID], currency: str, at: datetime) -> Mapping[UUID, Stands]:
    """How members stand with their cooperative, before inputs are charged to their accounts."""
    entries = AccountEntry.objects.filter(
        organization_id=organization_id, grower_id__in=grower_ids, currency=currency, account=Account.DELIVERIES, kind__in=EARNED,
        happened_at__gt=at - A_YEAR,
    )  # fmt: skip
    earned = dict(entries.order_by("grower_id").values_list("grower_id").annotate(sum=Sum("amount_minor")))
    balances = Balance.objects.filter(grower_id__in=grower_ids, account=Account.CREDIT, currency=currency)
    owes = dict(balances.values_list("grower_id", "amount_minor"))
    signed = Mandate.objects.filter(grower_id__in=grower_ids, account=Account.CREDIT, until_on=None)
    shares = dict(signed.values_list("grower_id", "most_share"))
    return {id: Stands(earned.get(id, 0), -owes.get(id, 0), shares.get(id)) for id in grower_ids}


def currencies(organization_id: UUID) -> list[str]:
    """Currencies in which growers' accounts are kept, by code."""
    rows = Balance.objects.filter(organization_id=organization_id).order_by("currency").values_list("currency", flat=True)
    return sorted(set(rows))
