"""What every operation of this context begins with."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Model, QuerySet

from rochdale.base.actor import Actor
from rochdale.kernel.refusal import NotAllowed, Refusal, Refused
from rochdale.people.permissions import refusal_of, require
from rochdale.supply.models import Season
from rochdale.supply.rules.products import Product, products

M = TypeVar("M", bound=Model)


def owner(by: Actor, right: str) -> UUID:
    """The organization acted for, in which `by` has the right."""
    require(by, right, by)
    if by.organization_id is None:
        raise NotAllowed(refusal_of(by, right))
    return by.organization_id


def own(rows: QuerySet[M], organization_id: UUID, **key: Any) -> M:
    """The row of the organization with that key; as unknown as any other when it is another's."""
    row = rows.filter(organization_id=organization_id, **key).first()
    if row is None:
        raise Refused(Refusal("supply.not-found", {"what": rows.model._meta.model_name or ""}))
    return row


def known_product(name: str) -> Product:
    """A product of `products.toml`."""
    found = products().get(name)
    if found is None:
        raise Refused(Refusal("supply.product-is-unknown", {"product": name, "products": sorted(products())}))
    return found


def season_on(organization_id: UUID, product: str, on: date) -> Season:
    """The season of the product in which the day lies."""
    row = (
        Season.objects.filter(organization_id=organization_id, product=product, since_on__lte=on, until_on__gt=on)
        .order_by("-since_on")
        .first()
    )
    if row is None:
        raise Refused(Refusal("supply.no-season-is-open", {"product": product, "on": on}))
    return row


def done(by: Actor, happened_at: datetime, at: datetime) -> Any:
    """The columns of `models.owned.Done`, for `create(**…)`."""
    return {"happened_at": happened_at, "recorded_at": at, "by_id": by.id, "by_name": by.name}
