"""What leaves of negotiations and samples: what both sides know, without the names of the other side's people."""

from __future__ import annotations

from rochdale.base.leaving import Scope, part
from rochdale.trade.leaving.scopes import Shaped, negotiations_of, samples_of
from rochdale.trade.models import Allowance, Fixation, Negotiation, Sample, SampleStep, Turn

NOBODY: Shaped = {"by_id": "", "by_name": ""}


def _negotiation(scope: Scope, row: Negotiation) -> Shaped:
    """Only the seller's own lot holds the kg that its bid keeps."""
    return {} if row.seller_id == scope.organization_id else {"kg_held": 0}


def _turn(scope: Scope, row: Turn | Fixation) -> Shaped:
    return {} if row.side in ("", row.negotiation.side_of(scope.organization_id)) else NOBODY


def _is_own_side(scope: Scope, sample: Sample, side: str) -> bool:
    return side == "" or scope.organization_id == (sample.seller_id if side == "seller" else sample.buyer_id)


def _step(scope: Scope, row: SampleStep) -> Shaped:
    return {} if _is_own_side(scope, row.sample, row.side) else NOBODY


def _allowance(scope: Scope, row: Allowance) -> Shaped:
    is_own = _is_own_side(scope, row.sample, row.side)
    return {"answered_by_id": "", "answered_by_name": ""} if is_own else NOBODY


part("trade.Negotiation", says="With whom it negotiated about which lot.", own=negotiations_of, trim=_negotiation)
part(
    "trade.Turn",
    says="What both sides said, turn by turn, with the seals.",
    own=lambda scope: Turn.objects.filter(negotiation__in=negotiations_of(scope)),
    trim=_turn,
)
part(
    "trade.Fixation",
    says="Prices that were to be fixed, as fixed.",
    own=lambda scope: Fixation.objects.filter(negotiation__in=negotiations_of(scope)),
    trim=_turn,
)
part("trade.Sample", says="Samples it sent and received.", own=samples_of)
part(
    "trade.SampleStep",
    says="Each step of their way, with results.",
    own=lambda scope: SampleStep.objects.filter(sample__in=samples_of(scope)),
    trim=_step,
)
part(
    "trade.Allowance",
    says="What was taken off a price because of a rejected sample.",
    own=lambda scope: Allowance.objects.filter(sample__in=samples_of(scope)),
    trim=_allowance,
)
