"""What leaves of buying together: of a cooperative its rounds, of a supplier the tenders it was asked in, with its own quotes."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from rochdale.base.leaving import Scope, after_arrival, part
from rochdale.trade.leaving.scopes import Shaped
from rochdale.trade.models import (
    Allotment,
    Arrival,
    Asked,
    Award,
    BuyingRound,
    Counter,
    HandOut,
    MemberOrder,
    Quote,
    RoundItem,
    RoundPlace,
    SupplierPayment,
    Tender,
)

_NOBODY: Shaped = {"by_id": "", "by_name": ""}


def _own(model: Any) -> Any:
    return lambda scope: model.objects.filter(organization_id=scope.organization_id)


def _is_supplier(scope: Scope) -> Q:
    return Q(supplier_id=scope.organization_id)


def _quotes(scope: Scope) -> QuerySet[Quote]:
    """Its own quotes; of others only what was opened to it."""
    asked = Q(asked__tender__organization_id=scope.organization_id)
    is_open = Q(asked__tender__opened_at__isnull=False) | Q(asked__supplier=None)
    return Quote.objects.filter((asked & is_open) | Q(asked__supplier_id=scope.organization_id))


def _quote(scope: Scope, row: Quote) -> Shaped:
    is_own = row.asked.supplier_id in (scope.organization_id, None)
    return {} if is_own else {**_NOBODY, "document_id": None}


def _tender(scope: Scope, row: Tender) -> Shaped:
    return {} if row.organization_id == scope.organization_id else _NOBODY


def _asked(scope: Scope, row: Asked) -> Shaped:
    return {} if row.tender.organization_id == scope.organization_id else _NOBODY


part("trade.BuyingRound", says="Rounds in which its members ordered together.", own=_own(BuyingRound))
part("trade.RoundPlace", says="To which of its places the goods of a round come.", own=_own(RoundPlace))
part("trade.RoundItem", says="What members could order.", own=_own(RoundItem))
part("trade.MemberOrder", says="What each member ordered, as last said and before.", own=_own(MemberOrder))
part("trade.Tender", says="Tenders it opened, and those it was asked in.", own=_own(Tender), lends=True, trim=_tender)
part(
    "trade.Asked",
    says="Suppliers it asked, and where it was asked itself.",
    own=lambda scope: Asked.objects.filter(Q(tender__organization_id=scope.organization_id) | _is_supplier(scope)),
    trim=_asked,
)
part(
    "trade.Quote",
    says="Its quotes, and those that were opened to it. What is still sealed stays behind.",
    own=_quotes,
    trim=_quote,
    needs={"document_id": "base.Document"},
)
part(
    "trade.Award",
    says="Who supplies what, decided by two.",
    own=lambda scope: Award.objects.filter(tender__organization_id=scope.organization_id),
)
part("trade.Arrival", says="What came from suppliers, and where.", own=_own(Arrival))
part("trade.Allotment", says="What each member got of it, and what it cost.", own=_own(Allotment))
part("trade.HandOut", says="What members signed for, in cash or on credit.", own=_own(HandOut))
part("trade.SupplierPayment", says="What it paid its suppliers.", own=_own(SupplierPayment))


def _count_on(organization_id: UUID, at: datetime) -> None:
    """Numbers of rounds and tenders go on after the last one that arrived."""
    last: dict[str, int] = {}
    rounds = BuyingRound.objects.filter(organization_id=organization_id).order_by("number").values_list("number", flat=True)
    tenders = Tender.objects.order_by("number").values_list("number", flat=True)
    for numbers, series in ((rounds, f"round {organization_id.hex[:12]}"), (tenders, "tender")):
        for number in numbers:
            _, year, count = number.split("-")
            last[f"{series} {year}"] = max(last.get(f"{series} {year}", 0), int(count))
    for name, number_last in last.items():
        Counter.objects.update_or_create(name=name, defaults={"last": number_last})


after_arrival(_count_on)
