"""The lots of a call-off: kept, sold or given free again, inside the operations that call off and answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from uuid import UUID

from django.db.models import F

from rochdale.kernel.refusal import Refusal, Refused, refuse_if
from rochdale.trade.framing import frame_of
from rochdale.trade.models import CallOff, Filling, Offer
from rochdale.trade.operations.slices import give_slice_back
from rochdale.trade.queries.filling import part_of
from rochdale.trade.rules.filling import Fill, refusals_for_filling


def name_lots(row: CallOff, filling: Sequence[Fill], *, says: UUID, at: datetime, is_sold: bool) -> None:
    """Write down from which offers of the seller a call-off is filled, and take their kg: sold with the yes, kept until it is answered.

    `says`: the organization that names them. Refused where it is not the seller, or a lot is another's, other goods, or not free.
    """
    seller = row.framework.organization_id
    if says != seller:
        if filling:
            raise Refused(Refusal("trade.only-the-seller-names-lots"))
        return
    offers = _locked([one.offer_id for one in filling], seller)
    unknown = [one for one in filling if one.offer_id not in offers]
    if unknown:
        raise Refused(Refusal("trade.lot-unknown"))
    said = [(part_of(offers[one.offer_id], at.date()), one.kg) for one in filling]
    ready_until = date.fromisoformat(row.content["call"]["ready_until"])
    refuse_if(refusals_for_filling(frame_of(row.version.content), said, kg=row.kg, ready_until=ready_until))
    Filling.objects.bulk_create(
        Filling(call_off=row, position=place, offer=offers[one.offer_id], kg=one.kg) for place, one in enumerate(filling)
    )
    for one in filling:
        taken = {"kg_sold": F("kg_sold") + one.kg} if is_sold else {"kg_reserved": F("kg_reserved") + one.kg}
        Offer.objects.filter(pk=one.offer_id).update(**taken)


def sell_lots(row: CallOff) -> None:
    """The buyer said yes: what the seller kept is sold. Refused where it named none."""
    kept = _kept(row)
    if not kept:
        raise Refused(Refusal("trade.call-off-names-no-lot", {"kg": row.kg}))
    for one in kept:
        Offer.objects.filter(pk=one.offer_id).update(kg_reserved=F("kg_reserved") - one.kg, kg_sold=F("kg_sold") + one.kg)


def free_lots(row: CallOff) -> None:
    """It comes to nothing: what the seller kept is free again."""
    for one in _kept(row):
        Offer.objects.filter(pk=one.offer_id).update(kg_reserved=F("kg_reserved") - one.kg)
        give_slice_back(one.offer_id, one.kg)


def _kept(row: CallOff) -> list[Filling]:
    kept = list(row.fillings.order_by("position"))
    _locked([one.offer_id for one in kept], row.framework.organization_id)
    return kept


def _locked(ids: Sequence[UUID], seller: UUID) -> Mapping[UUID, Offer]:
    """Offers of the seller, each locked, always in the same order: two who name the same lots wait for each other."""
    rows = Offer.objects.select_for_update().filter(pk__in=ids, organization_id=seller).order_by("id")
    return {row.id: row for row in rows}
