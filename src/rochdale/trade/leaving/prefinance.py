"""What leaves of pre-finance, with borrower and lender. A lender takes no contract along that it does not sign."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from rochdale.base.leaving import Scope, after_arrival, part
from rochdale.trade.leaving.scopes import Shaped, contracts_of, no_names_of_others
from rochdale.trade.models import Counter, Pledge, Prefinance, PrefinanceAnswer, PrefinanceEnd, PrefinanceMove, PrefinanceTerms


def _sides(scope: Scope) -> QuerySet[Prefinance]:
    return Prefinance.objects.filter(Q(organization_id=scope.organization_id) | Q(lender_id=scope.organization_id))


def _pledge(scope: Scope, row: Pledge) -> Shaped:
    signs = row.contract is None or contracts_of(scope).filter(pk=row.contract.id).exists()
    return no_names_of_others(scope, row.prefinance.organization_id) | ({} if signs else {"contract_id": None})


def _answer(scope: Scope, row: PrefinanceAnswer) -> Shaped:
    return no_names_of_others(scope, row.terms.prefinance.organization_id)


def _move(scope: Scope, row: PrefinanceMove) -> Shaped:
    signs = row.payment is None or contracts_of(scope).filter(pk=row.payment.invoice.contract_id).exists()
    return no_names_of_others(scope, row.organization_id) | ({} if signs else {"payment_id": None})


part(
    "trade.Prefinance",
    says="Money it asked for or was asked for against contracts.",
    own=_sides,
    trim=lambda scope, row: no_names_of_others(scope, row.organization_id),
)
part(
    "trade.Pledge",
    says="The contracts pledged for it, as they stood on that day.",
    own=lambda scope: Pledge.objects.filter(prefinance__in=_sides(scope)),
    trim=_pledge,
)
part(
    "trade.PrefinanceTerms",
    says="The terms the lender said, number by number.",
    own=lambda scope: PrefinanceTerms.objects.filter(prefinance__in=_sides(scope)),
    trim=lambda scope, row: no_names_of_others(scope, row.prefinance.lender_id),
)
part(
    "trade.PrefinanceAnswer",
    says="What the cooperative said to them.",
    own=lambda scope: PrefinanceAnswer.objects.filter(terms__prefinance__in=_sides(scope)),
    trim=_answer,
)
part(
    "trade.PrefinanceMove",
    says="What was drawn and paid back, and what was taken back of it.",
    own=lambda scope: PrefinanceMove.objects.filter(prefinance__in=_sides(scope)),
    trim=_move,
)
part(
    "trade.PrefinanceEnd",
    says="How it ended.",
    own=lambda scope: PrefinanceEnd.objects.filter(prefinance__in=_sides(scope)),
    trim=lambda scope, row: no_names_of_others(scope, row.organization_id),
)


def _count_on(organization_id: UUID, at: datetime) -> None:
    """Numbers go on after the last one that arrived."""
    last: dict[str, int] = {}
    for number in Prefinance.objects.values_list("number", flat=True).order_by("number"):
        _, year, count = number.split("-")
        last[f"prefinance {year}"] = max(last.get(f"prefinance {year}", 0), int(count))
    for name, highest in last.items():
        Counter.objects.update_or_create(name=name, defaults={"last": highest})


after_arrival(_count_on)
