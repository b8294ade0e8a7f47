"""Contracts that one's organization signs: the list, the frozen terms, the paper."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import get_language, gettext_noop
from ninja import Query, Router, Schema

from rochdale.base.documents import content_of
from rochdale.base.endpoints import REFUSING, Page, Paging, Refusals, page_of
from rochdale.people.access import get_or_404
from rochdale.people.http import ActingRequest
from rochdale.people.permissions import require
from rochdale.trade.agreed_lines import total_now
from rochdale.trade.api.shapes import Figure
from rochdale.trade.contract_paper import printed
from rochdale.trade.models import Contract
from rochdale.trade.queries import markets as queries
from rochdale.trade.queries.contracts import contract_seen

router = Router(tags=[gettext_noop("Contracts")])


class ContractShown(Schema):
    """A contract in a list; `paper` is the address of its PDF. `total` counts today; `agreed_total` did on the day of the yes."""

    id: UUID
    number: str
    state: str
    buyer: str
    drawn_up_on: date
    total: Figure
    agreed_total: Figure
    currency: str
    paper: str


class TermLineShown(Schema):
    """One lot. Prices are for 1 kg; freight and insurance are null where the buyer arranges them."""

    seller: str
    reference: str
    goods: str
    quality: str
    kg: int
    bags: int | None
    price: Figure
    amount: Figure
    floor: Figure | None
    floor_source: str
    freight: Figure | None
    insurance: Figure | None
    ready_from: date
    ready_until: date


class ContractCondition(Schema):
    """What the contract still hangs on."""

    kind: str
    due: date
    is_met: bool


class ContractInFull(ContractShown):
    """The terms, lines at the prices that count today; `sha256` is that of the canonical JSON of the terms as frozen."""

    lines: list[TermLineShown]
    kg: int
    incoterm: str
    place: str
    destination: str
    departs_on: date | None
    arrives_on: date | None
    freight: Figure | None
    insurance: Figure | None
    landed: Figure | None
    rate_on: date
    conditions: list[ContractCondition]
    sha256: str


def _figures(row: Contract) -> dict[str, object]:
    return {
        "id": row.id, "number": row.number, "state": row.state, "buyer": row.buyer.name, "drawn_up_on": row.drawn_up_at.date(),
        "total": total_now(row), "agreed_total": Decimal(row.total),
        "currency": row.currency, "paper": reverse("api:contract_paper", args=[row.id]),
    }  # fmt: skip


@router.get("/contracts", response={200: Page[ContractShown], REFUSING: Refusals}, summary=gettext_noop("My contracts"))
def contracts(request: ActingRequest, paging: Query[Paging]) -> Page[ContractShown]:
    """Newest first."""
    require(request.actor, "trade.see", request.actor)
    rows = queries.my_contracts(request.actor).order_by("-number", "-id")
    return page_of(request, rows, paging, lambda row: ContractShown.model_validate(_figures(row)))


@router.get("/contracts/{uuid:contract_id}", response={200: ContractInFull, REFUSING: Refusals}, summary=gettext_noop("One contract"))
def contract(request: ActingRequest, contract_id: UUID) -> ContractInFull:
    """Its terms, and what it still hangs on."""
    row = _visible(request, contract_id)
    seen = contract_seen(row, request.actor, request.at.date())
    names = ("kg", "incoterm", "place", "destination", "departs_on", "arrives_on", "freight", "insurance", "landed", "rate_on", "sha256")
    terms = {name: getattr(seen, name) for name in names}
    lines = [TermLineShown.model_validate(line, from_attributes=True) for line in seen.lines]
    conditions = [ContractCondition(kind=one.kind, due=one.due, is_met=one.is_met) for one in seen.conditions]
    return ContractInFull.model_validate(_figures(row) | terms | {"lines": lines, "conditions": conditions})


@router.get(
    "/contracts/{uuid:contract_id}/contract.pdf",
    response={200: None, REFUSING: Refusals},
    summary=gettext_noop("The paper of a contract"),
    openapi_extra={
        "responses": {200: {"description": "OK", "content": {"application/pdf": {"schema": {"type": "string", "format": "binary"}}}}}
    },
)
def contract_paper(request: ActingRequest, contract_id: UUID) -> HttpResponse:
    """A PDF in the reader's language."""
    row = _visible(request, contract_id)
    paper = content_of(printed(row, language=get_language() or "en", at=request.at))
    return HttpResponse(paper, content_type="application/pdf", headers={"Content-Disposition": f'attachment; filename="{row.number}.pdf"'})


def _visible(request: ActingRequest, contract_id: UUID) -> Contract:
    rows = Contract.objects.select_related("buyer", "container")
    return get_or_404(request.actor, "trade.see-contract", rows, knows=lambda by, row: by.organization_id in row.party_ids, pk=contract_id)
