"""What leaves of quotations and scenarios."""

from __future__ import annotations

from rochdale.base.leaving import part
from rochdale.trade.models import Quotation, ScenarioShare, ScenarioSheet

part(
    "trade.Quotation",
    says="Quotations of exchanges it recorded.",
    own=lambda scope: Quotation.objects.filter(read_for_id=scope.organization_id),
)
part(
    "trade.ScenarioSheet",
    says="Scenarios it laid side by side.",
    own=lambda scope: ScenarioSheet.objects.filter(organization_id=scope.organization_id),
)
part(
    "trade.ScenarioShare",
    says="Whom it showed them to.",
    own=lambda scope: ScenarioShare.objects.filter(sheet__organization_id=scope.organization_id),
)
