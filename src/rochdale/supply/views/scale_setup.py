"""Setting up: places, seasons, price lists, series of receipts."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from rochdale.kernel.refusal import Refused
from rochdale.people import device_queries
from rochdale.people.http import ActingRequest, signed_in
from rochdale.people.permissions import may, require
from rochdale.supply import operations
from rochdale.supply.called import product_name
from rochdale.supply.forms.scale_setup import FacilityForm, PricesForm, SeasonForm, SeriesForm
from rochdale.supply.queries import scale as queries
from rochdale.supply.rules.products import products
from rochdale.ui.forms import OperationForm, add_refusals
from rochdale.ui.templatetags.ui import written

FIELDS = {
    "supply.code-is-no-code": "code",
    "supply.code-is-taken": "code",
    "supply.facility-needs-a-name": "name",
    "supply.season-needs-a-name": "name",
    "supply.season-has-no-length": "until_on",
    "supply.prefix-is-no-prefix": "begins",
    "supply.prefix-is-taken": "begins",
    "supply.device-has-a-series": "device",
    "supply.prices-begin-in-the-past": "in_force_from",
}


def organization_of(request: ActingRequest, right: str) -> UUID:
    """The organization acted for, in which one has the right."""
    require(request.actor, right, request.actor)
    assert request.actor.organization_id is not None
    return request.actor.organization_id


@require_GET
@signed_in
def setup(request: ActingRequest) -> HttpResponse:
    """What has to be there before the first delivery, and what is."""
    organization = organization_of(request, "supply.see")
    context = {
        "points": queries.points(organization),
        "seasons": queries.seasons(organization),
        "series": queries.series(organization),
        "bought": [(product_name(one.product.name), one) for one in queries.bought(organization, request.at)],
        "products": [(name, product_name(name)) for name in products()],
        "may_set_up": may(request.actor, "supply.set-up", request.actor),
    }
    return render(request, "supply/scale/setup.html", context)


def _asked(request: ActingRequest, form: OperationForm, title: str, act: str) -> HttpResponse:
    return render(request, "supply/scale/setup_form.html", {"form": form, "title": title, "act": act})


@require_http_methods(["GET", "POST"])
@signed_in
def new_point(request: ActingRequest) -> HttpResponse:
    """Write down a place."""
    organization_of(request, "supply.set-up")
    form = FacilityForm(request.POST or None)
    if form.is_valid() and _done(form, request, operations.open_facility, ("kind", "name", "code")):
        return redirect("supply:setup")
    return _asked(request, form, _("A place where goods are weighed or kept"), _("Write it down"))


@require_http_methods(["GET", "POST"])
@signed_in
def new_season(request: ActingRequest) -> HttpResponse:
    """Open a season."""
    organization_of(request, "supply.set-up")
    form = SeasonForm(request.POST or None)
    if form.is_valid() and _done(form, request, operations.open_season, ("product", "name", "since_on", "until_on")):
        return redirect("supply:setup")
    return _asked(request, form, _("A season"), _("Open the season"))


@require_http_methods(["GET", "POST"])
@signed_in
def new_series(request: ActingRequest) -> HttpResponse:
    """Give a device or a desk its own receipt numbers."""
    organization = organization_of(request, "supply.set-up")
    rows = device_queries.devices_of(organization).filter(struck_off_at=None)
    form = SeriesForm(request.POST or None, devices=[(str(row.id), row.name) for row in rows])
    more = _series_of(form.cleaned_data) if form.is_valid() else {}
    if form.is_valid() and _done(form, request, operations.open_series, (), more):
        return redirect("supply:setup")
    return _asked(request, form, _("Numbers for receipts"), _("Open the series"))


def _series_of(given: Mapping[str, str]) -> Mapping[str, object]:
    return {"prefix": given["begins"], "device_id": UUID(given["device"]) if given["device"] else None}


def _done(
    form: OperationForm, request: ActingRequest, operation: object, names: tuple[str, ...], more: Mapping[str, object] | None = None
) -> bool:
    """Whether the operation took the form; otherwise the sentences stand at the fields."""
    given = {name: form.cleaned_data[name] for name in names}
    try:
        assert callable(operation)
        operation(id=form.cleaned_data["operation_id"], by=request.actor, at=request.at, **given, **(more or {}))
    except Refused as refused:
        add_refusals(form, refused, FIELDS)
        return False
    return True


@require_GET
@signed_in
def price_lists(request: ActingRequest) -> HttpResponse:
    """Every price list, and which one is in force."""
    organization = organization_of(request, "supply.see")
    now = {one.list_id for one in queries.bought(organization, request.at)}
    lists = list(queries.price_lists(organization))
    ended = {before.id: after.in_force_from for after, before in pairwise(lists) if after.product == before.product}
    rows = [(row, product_name(row.product), queries.as_bought(row), ended.get(row.id)) for row in lists]
    names = [(name, product_name(name)) for name in products()]
    may_set = may(request.actor, "supply.set-prices", request.actor)
    return render(
        request, "supply/scale/price_lists.html", {"rows": rows, "now": now, "at": request.at, "products": names, "may_set": may_set}
    )


@require_http_methods(["GET", "POST"])
@signed_in
def new_price_list(request: ActingRequest, product: str) -> HttpResponse:
    """Set prices; what is in force now stands in the fields."""
    organization = organization_of(request, "supply.set-prices")
    known = products().get(product)
    if known is None:
        raise Http404
    before = _lines_in_force(organization, product, request)
    schemes = sorted({*queries.schemes(organization, product), *(scheme for line in before.values() for scheme in line.claim_adds)})
    form = PricesForm(
        request.POST or None, product=known, schemes=schemes, initial=_last_prices(organization, product, request),
        before={key: line.per_kg for key, line in before.items()},
    )  # fmt: skip
    if form.is_valid():
        starts = request.at if form.cleaned_data["begins_now"] else form.cleaned_data["in_force_from"] or request.at
        try:
            operations.set_prices(
                id=form.cleaned_data["operation_id"], by=request.actor, at=request.at, product=product,
                currency=form.cleaned_data["currency"], in_force_from=starts, lines=form.lines(), note=form.cleaned_data["note"],
            )  # fmt: skip
            messages.success(request, _("The price list is set."))
            return redirect("supply:price-lists")
        except Refused as refused:
            add_refusals(form, refused, FIELDS)
    return render(request, "supply/scale/price_list_new.html", {"form": form, "name": product_name(product)})


def _lines_in_force(organization: UUID, product: str, request: ActingRequest) -> dict[tuple[str, str], queries.Line]:
    row = queries.in_force(organization, product, request.at)
    return {(line.form, line.grade): line for line in queries.as_bought(row).lines} if row else {}


def _last_prices(organization: UUID, product: str, request: ActingRequest) -> dict[str, object]:
    row = queries.in_force(organization, product, request.at)
    if row is None:
        return {}
    found: dict[str, object] = {"currency": row.currency}
    for line in queries.as_bought(row).lines:
        found[f"price_{line.form}_{line.grade}"] = written(line.per_kg)
        found |= {f"adds_{line.form}_{scheme}": written(add) for scheme, add in line.claim_adds.items()}
    return found
