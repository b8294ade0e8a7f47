"""Questions about one's catalogue and about what partners offer in theirs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from rochdale.base.actor import Actor
from rochdale.kernel.refusal import Refusal
from rochdale.trade.catalogue_file import catalogue_of
from rochdale.trade.models import PartnerOffer
from rochdale.trade.permissions import owner_id
from rochdale.trade.rules.catalogue import Item, notices_for


@dataclass(frozen=True, slots=True)
class Listed:
    """One line of a catalogue, and what is left out of it."""

    offer_id: UUID
    item: Item
    notices: tuple[Refusal, ...]


def listed(organization_id: UUID, on: date) -> Sequence[Listed]:
    """What an organization shows on a day, as the file says it."""
    found = catalogue_of(organization_id, on, with_batches=False)
    return [Listed(UUID(item.id), item, tuple(notices_for([item]))) for item in found.items]


def partner_offers(by: Actor) -> QuerySet[PartnerOffer]:
    """Rows of partners' catalogues that the organization acted for read in."""
    return PartnerOffer.objects.filter(organization_id=owner_id(by))
