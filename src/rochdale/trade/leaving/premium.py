"""What leaves of the premium ledger: all of it is the organization's own."""

from __future__ import annotations

from rochdale.base.leaving import part
from rochdale.trade.models import PremiumEntry, PremiumPlan, PremiumProject, PremiumSetting

DOCUMENT = {"document_id": "base.Document"}

part(
    "trade.PremiumPlan",
    says="What its assemblies decided about its premium, with the minutes.",
    own=lambda scope: PremiumPlan.objects.filter(organization_id=scope.organization_id),
    needs=DOCUMENT,
)
part(
    "trade.PremiumProject",
    says="The projects of these plans.",
    own=lambda scope: PremiumProject.objects.filter(organization_id=scope.organization_id),
)
part(
    "trade.PremiumEntry",
    says="Its premium ledger: what came in and what was spent, with receipts.",
    own=lambda scope: PremiumEntry.objects.filter(organization_id=scope.organization_id),
    needs=DOCUMENT,
)
part(
    "trade.PremiumSetting",
    says="What it asks of its premium.",
    own=lambda scope: PremiumSetting.objects.filter(organization_id=scope.organization_id),
)
