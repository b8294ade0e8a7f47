"""Questions about the lots of a call-off: from which offers it may be filled, and which it names."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from rochdale.base.words import Said
from rochdale.trade.called import goods_name, quality_name
from rochdale.trade.models import CallOff, Filling, Offer
from rochdale.trade.rules.filling import Part, refusals_for_goods
from rochdale.trade.rules.frameworks import Frame
from rochdale.trade.worded import worded


@dataclass(frozen=True, slots=True)
class OfferToFill:
    """An open offer of the seller. `bars`: why it is not what the frame asks for; nothing: it may fill a call-off."""

    id: UUID
    reference: str
    left_kg: int
    bars: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class FilledFrom:
    """A lot that a call-off names."""

    reference: str
    goods: str
    kg: int


@dataclass(frozen=True, slots=True)
class OfferFills:
    """A call-off that an offer fills; sold once the other side has said yes."""

    framework_id: UUID
    number: str
    buyer: str
    kg: int
    is_sold: bool


def part_of(row: Offer, on: date) -> Part:
    """An offer as the rule of filling sees it."""
    schemes = frozenset(one.scheme for one in row.certificates.all())
    return Part(
        row.reference, row.product, row.species, row.process, row.protocol, row.score, schemes, row.ready_from, row.kg_left,
        row.state == Offer.State.OPEN and row.ready_until >= on,
    )  # fmt: skip


def offers_to_fill(seller_id: UUID, frame: Frame, *, ready_until: date, on: date) -> list[OfferToFill]:
    """Open offers of the seller with goods of the frame's kind and kg left: those that fit first, then by readiness."""
    rows = Offer.objects.filter(organization_id=seller_id, product=frame.product, state=Offer.State.OPEN, ready_until__gte=on)
    rows = rows.prefetch_related("certificates").order_by("ready_from", "offered_at", "id")
    found = [_to_fill(row, frame, ready_until, on) for row in rows if row.kg_left > 0]
    return sorted(found, key=lambda one: bool(one.bars))


def _to_fill(row: Offer, frame: Frame, ready_until: date, on: date) -> OfferToFill:
    bars = refusals_for_goods(frame, part_of(row, on), ready_until=ready_until)
    return OfferToFill(row.id, row.reference, row.kg_left, tuple(worded(one) for one in bars))


def filled_from(row: CallOff) -> tuple[FilledFrom, ...]:
    """The lots of a call-off, in the order of its contract's lines."""
    rows = sorted(row.fillings.all(), key=lambda one: one.position)
    return tuple(FilledFrom(one.offer.reference, _goods(one.offer), one.kg) for one in rows)


def fillings_of_offer(row: Offer) -> list[OfferFills]:
    """Call-offs that an offer fills or is kept for, newest first; those refused or taken back left out."""
    rows = row.fillings.exclude(call_off__answer__is_yes=False).select_related("call_off__framework__buyer", "call_off__answer")
    return [_fills(one) for one in rows.order_by("-call_off__at", "-id")]


def _fills(one: Filling) -> OfferFills:
    of = one.call_off
    return OfferFills(of.framework_id, str(of), of.framework.buyer.name, one.kg, hasattr(of, "answer"))


def _goods(offer: Offer) -> str:
    return ", ".join(
        one for one in (goods_name(offer.product, offer.species, offer.process), quality_name(offer.protocol, offer.score)) if one
    )
