"""The scale: choose the point, find the grower, weigh, look at the price, give the receipt."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from uuid import UUID, uuid5

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.formats import get_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rochdale.kernel.refusal import Refusal, Refused, refuse_if
from rochdale.people.access import get_or_404
from rochdale.people.device_door import device_of
from rochdale.people.http import ActingRequest, signed_in, task_goes_on
from rochdale.people.kept_files import takes_kept_work
from rochdale.people.kept_work import kept_at
from rochdale.people.permissions import require
from rochdale.supply import operations
from rochdale.supply.called import claim_name, money
from rochdale.supply.forms.scale import FindGrower, ReceiptForm, WeighForm, Written, as_fields
from rochdale.supply.models import Facility, Grower, PriceList, Series
from rochdale.supply.operations.deliveries import ReceiptNumber
from rochdale.supply.queries import scale as queries
from rochdale.supply.queries.scale import AtScale, Bought
from rochdale.supply.queries.scale_pack import goods_json
from rochdale.supply.receipts import per_kg
from rochdale.supply.rules import deliveries as rules
from rochdale.ui.forms import add_refusals

POINT, KEPT_FOR = "scale-point", 400 * 24 * 3600
WHY_NOT = {
    "not-listed": gettext_lazy("The grower is not on the approved list."),
    "not-in-force": gettext_lazy("The certificate or the approval is not in force today."),
    "suspended": gettext_lazy("The certificate is suspended."),
    "no-plot": gettext_lazy("No plot is known from which it could come."),
    "in-transition": gettext_lazy("A plot is still in transition."),
}
FIELDS = {
    "supply.nothing-left-after-tare": "gross",
    "supply.delivery-weighs-too-much": "gross",
    "supply.weight-finer-than-a-gram": "gross",
    "supply.grade-is-unknown": "grade",
    "supply.claim-is-not-approved": "claims",
    "supply.deduction-takes-the-price": "price_deduction",
}


def chosen_point(request: ActingRequest) -> Facility | None:
    """The point this device weighs at; the only one when there is no choice."""
    found = queries.points(organization_of(request))
    try:
        kept = found.filter(pk=request.COOKIES.get(POINT, "")).first() if request.COOKIES.get(POINT) else None
    except (ValidationError, ValueError):
        kept = None
    return kept or (found.first() if found.count() == 1 else None)


def organization_of(request: ActingRequest) -> UUID:
    """The organization acted for, in which one may weigh."""
    require(request.actor, "supply.deliver", request.actor)
    assert request.actor.organization_id is not None
    return request.actor.organization_id


@require_GET
@signed_in
def scale(request: ActingRequest) -> HttpResponse:
    """Who brings it? By number, name or card; one that fits exactly leads on."""
    organization = organization_of(request)
    point = chosen_point(request)
    if point is None:
        return redirect("supply:scale-point")
    typed = request.GET.get("q", "")
    found = queries.growers_named(organization, typed)
    if len(found) == 1:
        return redirect("supply:weigh", found[0].id)
    context = {"form": FindGrower({"q": typed} if typed else None), "point": point, "found": found, "typed": typed}
    day = queries.deliveries_on(organization, request.at.date(), point.id)
    context |= {"latest": day[:5], "count": day.count(), "tried": queries.tried_today(point, request.at), "device": device_of(request)}
    return render(request, "supply/scale/scale.html", context)


@require_http_methods(["GET", "POST"])
@signed_in
def scale_point(request: ActingRequest) -> HttpResponse:
    """Where do you weigh? Kept on this device."""
    found = queries.points(organization_of(request))
    if request.method == "POST":
        point = get_or_404(request.actor, "supply.deliver", found, pk=request.POST.get("point"))
        response = task_goes_on(redirect("supply:scale"))
        response.set_cookie(POINT, str(point.id), max_age=KEPT_FOR, httponly=True, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE)
        return response
    return render(request, "supply/scale/point.html", {"points": found, "chosen": chosen_point(request)})


@require_http_methods(["GET", "POST"])
@signed_in
def weigh(request: ActingRequest, grower_id: UUID) -> HttpResponse:
    """One delivery: the figures; then, without script, once more with the price."""
    organization = organization_of(request)
    point = chosen_point(request)
    grower = get_or_404(request.actor, "supply.deliver", Grower.objects.select_related("person"), pk=grower_id)
    if point is None:
        return redirect("supply:scale-point")
    bought = queries.bought(organization, request.at)
    at_scale = queries.at_scale(grower, bought[0].product.name, request.at) if bought else AtScale(grower, [], [])
    form = WeighForm(request.POST or None, bought=bought, at_scale=at_scale)
    series = series_in_hand(request, point)
    written = _written(form, bought, point, grower, series, request) if form.is_valid() else None
    if written:
        return render(
            request, "supply/scale/confirm.html", _confirm(written, bought, grower, form.cleaned_data["operation_id"], request.at)
        )
    context = {"form": form, "grower": grower, "point": point, "series": series, "bought": bought, "may_not": _may_not(at_scale)}
    context |= {"goods": goods_json(organization, request.at), "marks": marks()}
    return render(request, "supply/scale/weigh.html", context)


def marks() -> dict[str, str]:
    """How the reader separates figures, for the script that reckons along."""
    return {"decimal": get_format("DECIMAL_SEPARATOR"), "thousands": get_format("THOUSAND_SEPARATOR")}


def _may_not(at_scale: AtScale) -> list[tuple[str, object]]:
    return [(claim_name(one.scheme), WHY_NOT[one.why_not]) for one in at_scale.claims if one.why_not]


def series_in_hand(request: ActingRequest, point: Facility) -> Series:
    """The receipt numbers of the device in the hand; opened when it writes its first."""
    device = device_of(request)
    organization = organization_of(request)
    found = queries.series_of(organization, point, device.id if device else None)
    if found:
        return found
    made = operations.take_series(
        id=uuid5(point.id, f"{device.id if device else ''}"), by=request.actor, at=request.at, point_id=point.id,
        device_id=device.id if device else None,
    )  # fmt: skip
    return queries.series(organization).get(pk=made)


def _written(
    form: WeighForm, bought: Sequence[Bought], point: Facility, grower: Grower, series: Series, request: ActingRequest
) -> Written | None:
    """The receipt with its price, or None with sentences at the fields."""
    try:
        weighed, goods = form.weighed(), form.what()
        one = next(one for one in bought if one.product.name == goods.product)
        plots = [plot for plot in queries.at_scale(grower, goods.product, request.at).plots if plot.id in goods.plot_ids]
        gates = queries.at_scale(grower, goods.product, request.at, plots).claims
        priced = one.priced(goods.form, goods.grade, goods.claims, form.cleaned_data["price_deduction"] or Decimal(0))
        may_carry = [gate.scheme for gate in gates if not gate.why_not]
        refuse_if(
            [
                *rules.refusals_for_weights(weighed),
                *rules.refusals_for_goods(one.product, goods.form, goods.grade),
                *rules.refusals_for_claims(goods.claims, may_carry),
                *(rules.refusals_for_price(priced) if priced else []),
            ]
        )
    except Refused as refused:
        add_refusals(form, refused, FIELDS)
        return None
    value = priced.value_of(weighed.net_g).minor if priced else None
    list_id = one.list_id if priced else None
    deduction = priced.deduction if priced else Decimal(0)
    return Written(point.id, grower.id, goods, weighed, list_id, deduction, series.id, None, value)


def _confirm(written: Written, bought: Sequence[Bought], grower: Grower, operation_id: UUID, at: datetime) -> dict[str, object]:
    goods = written.goods
    one = next(one for one in bought if one.product.name == goods.product)
    priced = one.priced(goods.form, goods.grade, goods.claims, written.price_deduction)
    return {
        "fields": {**as_fields(written, operation_id), "weighed_at": at.isoformat()},
        "grower": grower,
        "goods": goods,
        "weighed": written.weighed,
        "is_much": written.weighed.net_g > rules.MUCH_G,
        "price": f"{per_kg(priced.per_kg - priced.deduction)} {priced.currency}" if priced else "",
        "value": money(written.shown_minor, one.currency) if written.shown_minor is not None else "",
    }


@takes_kept_work
@require_POST
@signed_in
def give_receipt(request: ActingRequest) -> HttpResponse:
    """Write the delivery down. Also the address to which a device sends what it kept: refusals are answered, never led elsewhere."""
    require(request.actor, "supply.deliver", request.actor)
    form = ReceiptForm(request.POST)
    if not form.is_valid():
        raise Refused(Refusal("supply.receipt-figures-are-missing", {"fields": sorted(form.errors)}))
    written = form.written()
    happened_at, device = kept_at(request) or form.cleaned_data["weighed_at"] or request.at, device_of(request)
    _refuse_another_price(written)
    made = operations.record_delivery(
        id=form.cleaned_data["operation_id"], by=request.actor, at=request.at, happened_at=happened_at, point_id=written.point_id,
        grower_id=written.grower_id, goods=written.goods, weighed=written.weighed,
        receipt=ReceiptNumber(written.series_id, written.number), price_list_id=written.price_list_id,
        price_deduction=written.price_deduction, device_id=device.id if device else None,
    )  # fmt: skip
    messages.success(request, _("The receipt is written."))
    return task_goes_on(redirect("supply:delivery", made))


def _refuse_another_price(written: Written) -> None:
    """The amount that was shown is the amount that is written."""
    row = PriceList.objects.filter(pk=written.price_list_id).first() if written.price_list_id else None
    if row is None or written.shown_minor is None:
        return
    goods = written.goods
    priced = queries.as_bought(row).priced(goods.form, goods.grade, goods.claims, written.price_deduction)
    if priced and (value := priced.value_of(written.weighed.net_g).minor) != written.shown_minor:
        facts = {"shown": money(written.shown_minor, row.currency), "computed": money(value, row.currency)}
        raise Refused(Refusal("supply.price-shown-was-another", facts))
