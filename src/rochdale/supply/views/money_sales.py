"""Growers are paid out of a sale: what was prepared, and the second person's decision."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from rochdale.kernel.exchange import Rate
from rochdale.kernel.money import Money
from rochdale.people.http import ActingRequest, signed_in
from rochdale.people.proving import just_proven
from rochdale.supply.models import Grower
from rochdale.supply.operations.sale_payments import shared_of
from rochdale.supply.queries.sales import DECIDE
from rochdale.supply.rules.sales import Shared
from rochdale.supply.views import money_shared as shared
from rochdale.supply.views.money_shared import excel, figure_of, show, wants_excel
from rochdale.ui.forms import DecisionForm, ReasonForm

MOST_SHOWN = 200


@require_http_methods(["GET", "POST"])
@signed_in
@just_proven
def sale_payment(request: ActingRequest, proposal_id: UUID) -> HttpResponse:
    """What each grower would get out of a sale. Another person decides it."""
    proposal = shared.proposal_of(request, DECIDE, proposal_id)
    form = DecisionForm(request.POST or None, initial={"sha256": proposal.content_sha256})
    if shared.decided(request, proposal, form):
        return redirect("supply:sale-payment", proposal.id)
    content = proposal.content
    rows = _rows(shared_of(content))
    if wants_excel(request):
        headings = [_("Number"), _("Name"), _("Village"), "kg", _("Amount"), _("Currency")]
        currency = content["paid_currency"]
        cells = (
            [one.number, one.person.name, one.village, Decimal(sold_g) / 1000, figure_of(minor, currency), currency]
            for one, sold_g, minor in rows
        )
        return excel(request, "sale-payment", headings, cells)
    context = {
        "content": content, "form": form, "rows": rows[:MOST_SHOWN], "more": max(len(rows) - MOST_SHOWN, 0),
        "of_sale": Money.of_minor(content["amount_minor"], content["currency"]),
        "rates": [Rate(one["currency"], Decimal(one["per_eur"]), date.fromisoformat(one["on"]), one["source"]) for one in content["rates"]],
    }  # fmt: skip
    return show(request, "sale_payment", context | shared.decision(request, proposal))


def _rows(found: Shared) -> list[tuple[Grower, int, int]]:
    """Each grower with the grams sold and the amount, by village and number."""
    sums: dict[UUID, tuple[int, int]] = {}
    for part in found.parts:
        sold_g, minor = sums.get(part.grower_id, (0, 0))
        sums[part.grower_id] = sold_g + part.sold_g, minor + part.amount_minor
    growers = Grower.objects.select_related("person").filter(pk__in=sums).order_by("village", "number", "id")
    return [(one, *sums[one.id]) for one in growers]


@require_POST
@signed_in
def no_sale_payment(request: ActingRequest, proposal_id: UUID) -> HttpResponse:
    """The second person says no; or the one who prepared it takes it back."""
    proposal = shared.proposal_of(request, DECIDE, proposal_id)
    shared.said_no(request, proposal, ReasonForm(request.POST))
    return redirect("supply:sale-payment", proposal.id)
