"""What leaves of published prices and of partners' catalogues."""

from __future__ import annotations

from rochdale.base.leaving import part
from rochdale.trade.models import AskingPrice, PartnerOffer

part(
    "trade.AskingPrice",
    says="Prices it asked for its offers in public.",
    own=lambda scope: AskingPrice.objects.filter(offer__organization_id=scope.organization_id),
)
part(
    "trade.PartnerOffer",
    says="Rows of partners' catalogues that it read.",
    own=lambda scope: PartnerOffer.objects.filter(organization_id=scope.organization_id),
)
