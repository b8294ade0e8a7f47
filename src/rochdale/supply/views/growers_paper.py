"""Cards of growers and the approved list on paper."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_GET

from rochdale.base.looks import Subject
from rochdale.people.access import get_or_404
from rochdale.people.http import ActingRequest, signed_in
from rochdale.people.permissions import require
from rochdale.supply.growers_paper import approved_list_pdf, cards_pdf
from rochdale.supply.models import Certificate
from rochdale.supply.queries.certification import approved
from rochdale.supply.queries.growers import growers
from rochdale.supply.views.growers import growers_table, load, log_look

MOST_CARDS = 400
"""Fifty sheets at once; more are searched for village by village."""


@require_GET
@signed_in
def card(request: ActingRequest, grower_id: UUID) -> HttpResponse:
    """One card."""
    row = load(request, grower_id, "supply.keep-growers")
    return _pdf(cards_pdf([row], request.actor.organization_name, language=_language(), at=request.at, is_single=True), "card.pdf")


@require_GET
@signed_in
def cards(request: ActingRequest) -> HttpResponse:
    """Cards of those whom the list shows, eight on a sheet."""
    require(request.actor, "supply.keep-growers", request.actor)
    table = growers_table(request)
    table.rows = growers(request.actor).filter(left_on=None)
    rows = table.all(request.GET, most=MOST_CARDS)
    return _pdf(cards_pdf(rows, request.actor.organization_name, language=_language(), at=request.at), "cards.pdf")


@require_GET
@signed_in
def approved_list(request: ActingRequest, certificate_id: UUID) -> HttpResponse:
    """The approved list of today, to be signed and hung up at the scale."""
    row = get_or_404(request.actor, "supply.see", Certificate.objects.all(), pk=certificate_id)
    subject = Subject("supply.grower", "supply.Certificate", str(row.id), row.organization_id)
    log_look(request, subject, gettext("Printed the approved list"))
    rows = list(approved(row, request.at.date()))
    return _pdf(approved_list_pdf(row, rows, request.actor.organization_name, language=_language(), at=request.at), "approved-list.pdf")


def _language() -> str:
    return get_language() or "en"


def _pdf(content: bytes, name: str) -> HttpResponse:
    return HttpResponse(content, content_type="application/pdf", headers={"Content-Disposition": f'inline; filename="{name}"'})
