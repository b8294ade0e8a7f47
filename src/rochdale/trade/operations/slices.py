"""Kg that an offer has promised, and what goes back to its lot when a promise ends."""

from __future__ import annotations

from uuid import UUID

from django.db.models import F

from rochdale.base import tenancy
from rochdale.trade.models import Lot, Offer


def give_slice_back(offer_id: UUID, kg: int) -> None:
    """A withdrawn slice goes back to its lot as soon as nothing hangs on it."""
    withdrawn = Offer.objects.filter(pk=offer_id, state=Offer.State.WITHDRAWN).exclude(lot=None).first()
    if withdrawn and withdrawn.lot_id:
        with tenancy.within(withdrawn.organization_id):  # whoever said no may be the buyer
            Lot.objects.filter(pk=withdrawn.lot_id).update(kg_taken=F("kg_taken") - kg)
