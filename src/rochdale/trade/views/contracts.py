"""Contracts: the list, one opened, its paper."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.http import HttpResponse
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from rochdale.base.actor import Actor
from rochdale.base.documents import content_of
from rochdale.kernel.ids import new_id
from rochdale.people.access import get_or_404
from rochdale.people.http import ActingRequest, signed_in
from rochdale.people.permissions import may, require
from rochdale.trade.contract_paper import printed
from rochdale.trade.models import Contract
from rochdale.trade.queries import markets as queries
from rochdale.trade.queries.agreed import agreed_seen
from rochdale.trade.queries.contracts import contract_seen
from rochdale.trade.queries.prefinance import prefinance_part
from rochdale.trade.queries.sales import change_waiting, invoices_of, kg_left_behind, kg_to_invoice, may_write_invoice
from rochdale.trade.queries.shipments import may_begin, shipments_of
from rochdale.trade.queries.waiting import settlement_to_decide
from rochdale.trade.queries.way import way_of
from rochdale.trade.versions import version_in_force
from rochdale.trade.views.shared import show
from rochdale.trade.views.shipment_tables import state_chip
from rochdale.trade.views.tables import contract_chip, contracts_table


@require_GET
@signed_in
def contracts(request: ActingRequest) -> HttpResponse:
    """My contracts."""
    require(request.actor, "trade.see", request.actor)
    table = contracts_table(queries.my_contracts(request.actor), sort=request.GET.get("sort", ""))
    return show(request, "contracts", {"table": table.page(request.GET)})


@require_GET
@signed_in
def contract(request: ActingRequest, contract_id: UUID) -> HttpResponse:
    """One contract in words."""
    row = visible(request.actor, contract_id)
    way, rest_kg = way_of(row), kg_left_behind(row)
    has_left = any(step.name == "left" and step.state == "done" for step in way)
    return show(
        request,
        "contract",
        {
            "way": way,
            "now": next((step.name for step in way if step.state == "now"), ""),
            "may_sign": may(request.actor, "trade.sign-contract", row),
            "contract": contract_seen(row, request.actor, request.at.date()),
            "chip": contract_chip(row),
            "operation_id": new_id(),
            "is_agreed": version_in_force(row) is not None,
            "invoices": invoices_of(row),
            "to_decide": settlement_to_decide(row.id, request.actor, request.at),
            "settles": request.actor.organization_id in row.seller_ids,
            "is_party": request.actor.organization_id in row.party_ids,
            "may_invoice": may_write_invoice(row, request.actor) and any(kg_to_invoice(row)),
            "shipments": [(one, state_chip(one)) for one in shipments_of(row)],
            "may_ship": may_begin(row, request.actor) and (rest_kg > 0 or not has_left),
            "rest_kg": rest_kg,
            "change": change_waiting(row, request.actor),
            "may_follow": may(request.actor, "trade.offer", request.actor),
            "other_languages": _others(),
            "agreed": agreed_seen(row, request.actor, request.at),
            "prefinance": prefinance_part(row, request.actor),
        },
    )


@require_GET
@signed_in
def contract_file(request: ActingRequest, contract_id: UUID) -> HttpResponse:
    """The contract as PDF in the reader's language; `?beside=lo` puts a second one at its side."""
    row = visible(request.actor, contract_id)
    language, beside = get_language() or "en", request.GET.get("beside", "")
    document = printed(row, language=language, beside=beside if beside in _others() else "", at=request.at)
    return HttpResponse(
        content_of(document), content_type="application/pdf", headers={"Content-Disposition": f'inline; filename="{row.number}.pdf"'}
    )


def _others() -> list[str]:
    """Languages of this installation, apart from the reader's."""
    return [code for code, _name in settings.LANGUAGES if code != get_language()]


def visible(by: Actor, contract_id: UUID) -> Contract:
    """A contract that `by` may see; 404 for everybody else."""
    rows = Contract.objects.select_related("buyer", "container", "negotiation")
    return get_or_404(by, "trade.see-contract", rows, knows=lambda by, row: by.organization_id in row.party_ids, pk=contract_id)
