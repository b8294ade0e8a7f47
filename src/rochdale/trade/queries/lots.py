"""Questions about lots that are sold in parts: what is left of them, and where the rest went."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from rochdale.base.actor import Actor
from rochdale.people.permissions import may
from rochdale.trade.called import goods_name, quality_name
from rochdale.trade.models import Lot, Offer
from rochdale.trade.permissions import owner_id


@dataclass(frozen=True, slots=True)
class PartSeen:
    """One offer cut from a lot, and the kg of the lot that it holds: all of it while it is open, later what was promised or sold."""

    offer: Offer
    kg: int


@dataclass(frozen=True, slots=True)
class LotSeen:
    """A lot as its owner sees it; `goods` and `quality` are those of its newest part."""

    id: UUID
    code: str
    goods: str
    quality: str
    kg: int
    kg_left: int
    may_offer: bool
    parts: tuple[PartSeen, ...]


def every_lot() -> QuerySet[Lot]:
    """All lots, each with its parts, newest first."""
    return Lot.objects.prefetch_related(Prefetch("offers", Offer.objects.order_by("-offered_at", "-id")))


def my_lots(by: Actor) -> QuerySet[Lot]:
    """The lots of the organization acted for."""
    return every_lot().filter(organization_id=owner_id(by))


def lot_seen(row: Lot, by: Actor) -> LotSeen:
    """A lot of `every_lot` for whoever may see it."""
    offers = list(row.offers.all())
    newest = offers[0] if offers else None
    return LotSeen(
        id=row.id, code=row.code, goods=goods_of(offers), quality=quality_name(newest.protocol, newest.score) if newest else "",
        kg=row.kg,
        kg_left=row.kg_left, may_offer=newest is not None and row.kg_left > 0 and may(by, "trade.offer", row),
        parts=tuple(PartSeen(offer, offer.kg_taken) for offer in offers),
    )  # fmt: skip


def newest_part(row: Lot) -> Offer | None:
    """The offer that describes the next one: what was last said of a lot of `every_lot`."""
    return next(iter(row.offers.all()), None)


def goods_of(parts: Sequence[Offer]) -> str:
    """What a lot is, by its newest part, the first; "" before it has one."""
    return goods_name(parts[0].product, parts[0].species, parts[0].process) if parts else ""
