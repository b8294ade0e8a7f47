"""What was weighed: the list of a day and of a season, one delivery with its receipt, taking one back, the test weight."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.timezone import localdate, localtime
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from rochdale.base.tables import xlsx_bytes
from rochdale.kernel.ids import new_id
from rochdale.kernel.money import Money, minor_digits
from rochdale.kernel.refusal import Refused
from rochdale.people.access import get_or_404
from rochdale.people.factor_views import qr
from rochdale.people.http import ActingRequest, signed_in, task_goes_on
from rochdale.people.permissions import may, require
from rochdale.supply import operations, receipts
from rochdale.supply.called import amount, claim_names, form_name, goods_name, grade_name, weight
from rochdale.supply.forms.scale import ReverseForm, TestWeightForm
from rochdale.supply.models import Delivery
from rochdale.supply.operations.deliveries import ReceiptNumber
from rochdale.supply.operations.paying import payment_for
from rochdale.supply.queries import scale as queries
from rochdale.supply.rules.weights import kg
from rochdale.supply.views.scale import chosen_point, organization_of, series_in_hand
from rochdale.ui.forms import OperationForm, add_refusals
from rochdale.ui.icons import chip
from rochdale.ui.tables import Column, Table

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PAY_NOW = ("supply/money/pay_now.html", "supply/scale/no_pay_now.html")
"""Another area hangs paying on the page of a delivery, when it is there."""


def _seen(request: ActingRequest) -> UUID:
    require(request.actor, "supply.see", request.actor)
    assert request.actor.organization_id is not None
    return request.actor.organization_id


@require_GET
@signed_in
def day(request: ActingRequest) -> HttpResponse:
    """What was weighed on a day, with totals."""
    organization = _seen(request)
    on = parse_date_or(request.GET.get("on", ""), localdate(request.at))
    rows = queries.deliveries_on(organization, on)
    context = {"on": on, "totals": queries.totals_of(rows), "table": _table(rows, "-when").page(request.GET)}
    return render(request, "supply/scale/day.html", context | {"count": rows.count()})


def parse_date_or(typed: str, otherwise: date) -> date:
    """A day of an address; a damaged one is another day."""
    try:
        return parse_date(typed) or otherwise
    except ValueError:
        return otherwise


@require_GET
@signed_in
def all_deliveries(request: ActingRequest) -> HttpResponse:
    """Deliveries of a season, by place, form and grade; also as an Excel file."""
    organization = _seen(request)
    rows = _filtered(queries.deliveries(organization), request)
    if "excel" in request.GET:
        return _excel(rows.order_by("happened_at", "id"), request)
    here = request.GET.copy()
    here["excel"] = "1"
    context = {
        "table": _table(rows, "-when").page(request.GET),
        "totals": queries.totals_of(rows),
        "seasons": queries.seasons(organization),
        "points": queries.points(organization),
        "kinds": sorted(set(queries.deliveries(organization).order_by().values_list("form", "grade"))),
        "chosen": {name: request.GET.get(name, "") for name in ("season", "point", "goods")},
        "excel_url": f"?{here.urlencode()}",
    }
    return render(request, "supply/scale/deliveries.html", context)


def _filtered(rows: QuerySet[Delivery], request: ActingRequest) -> QuerySet[Delivery]:
    """By season, point, and form with grade; what is damaged filters nothing."""
    for name in ("season", "point"):
        try:
            rows = rows.filter(**{f"{name}_id": UUID(request.GET[name])}) if request.GET.get(name) else rows
        except ValueError:
            continue
    form, _bar, grade = request.GET.get("goods", "").partition("/")
    return rows.filter(form=form, grade=grade) if form else rows


def _table(rows: QuerySet[Delivery], order: str) -> Table[Delivery]:
    columns: list[Column[Delivery]] = [
        Column("receipt", gettext_lazy("Receipt"), lambda row: row.receipt_no, "receipt_no"),
        Column("when", gettext_lazy("When"), lambda row: date_format(localtime(row.happened_at), "SHORT_DATETIME_FORMAT"), "happened_at"),
        Column("grower", gettext_lazy("Grower"), lambda row: f"{row.grower.number} {row.grower.person.name}", "grower__number"),
        Column("goods", gettext_lazy("Goods"), lambda row: goods_name(row.form, row.grade, row.claims)),
        Column("net", gettext_lazy("Net, kg"), lambda row: weight(row.net_g).removesuffix(" kg"), "net_g", is_number=True),
        Column("value", gettext_lazy("Value"), _value, "value_minor", is_number=True),
        Column("state", gettext_lazy("State"), _state),
    ]
    search = ("receipt_no", "grower__number", "grower__person__name")
    return Table(rows, columns, search=search, order=order, link=lambda row: reverse("supply:delivery", args=[row.pk]))


def _value(row: Delivery) -> str:
    return _("later") if row.value_minor is None else f"{amount(row.value_minor, row.currency)} {row.currency}"


def _state(row: Delivery) -> object:
    if row.reverses_id:
        return chip("no", _("takes back %(receipt)s") % {"receipt": row.reverses.receipt_no if row.reverses else ""})
    if row.is_back:  # type: ignore[attr-defined]  # annotated by the query
        return chip("no", _("taken back"))
    return chip("need", _("old price list")) if row.is_price_stale else ""


def _excel(rows: QuerySet[Delivery], request: ActingRequest) -> HttpResponse:
    """Every column a book keeper asks for; weights in kg, amounts as numbers."""
    headings = [
        _("Receipt"), _("When"), _("Season"), _("Point"), _("Grower"), _("Name"), _("Product"), _("Form"), _("Grade"), _("Claims"),
        _("Gross, kg"), _("Tare, kg"), _("Deducted, kg"), _("Net, kg"), _("Moisture"), _("Price for 1 kg"), _("Value"), _("Currency"),
        _("Lot"), _("Takes back"), _("Reason"), _("Weighed by"),
    ]  # fmt: skip
    lines = (
        [
            row.receipt_no, localtime(row.happened_at), row.season.name, row.point.name, row.grower.number, row.grower.person.name,
            row.product, form_name(row.form), grade_name(row.grade), claim_names(row.claims), kg(row.gross_g), kg(row.tare_g),
            kg(row.deduction_g), kg(row.net_g), row.moisture_pct if row.moisture_pct is not None else "",
            row.price_per_kg - row.price_deduction if row.price_per_kg is not None else "",
            Money.of_minor(row.value_minor, row.currency).amount if row.value_minor is not None else "", row.currency, row.lot.code,
            row.reverses.receipt_no if row.reverses else "", row.reason, row.by_name,
        ]
        for row in rows.iterator(chunk_size=1000)
    )  # fmt: skip
    content = xlsx_bytes({_("Deliveries"): (headings, lines)}, at=request.at)
    return HttpResponse(content, content_type=EXCEL, headers={"Content-Disposition": 'attachment; filename="deliveries.xlsx"'})


@require_GET
@signed_in
def delivery(request: ActingRequest, delivery_id: UUID) -> HttpResponse:
    """One delivery: its receipt, plots, lot, and what took it back."""
    row = get_or_404(request.actor, "supply.see", queries.deliveries(_seen(request)), pk=delivery_id)
    found = receipts.receipt(row, request.actor.organization_name)
    context = {
        "row": row,
        "receipt": found,
        "plots": list(row.from_plots.select_related("plot").order_by("plot__number").values_list("plot__number", flat=True)),
        "back": Delivery.objects.filter(reverses=row).first(),
        "message": receipts.message(row, request.actor.organization_name),
        "square": qr(found.square),
        "may_weigh": may(request.actor, "supply.deliver", row),
        "pay_now": PAY_NOW,
        "operation_id": new_id(),
        "say": {
            "net_g": str(abs(row.net_g)),
            "minor": "" if row.value_minor is None else str(abs(row.value_minor)),
            "currency": row.currency,
            "price": _price(row),
            "digits": str(minor_digits(row.currency)),
        },
    }
    return render(request, "supply/scale/delivery.html", context)


def _price(row: Delivery) -> str:
    return "" if row.price_per_kg is None else format((row.price_per_kg - row.price_deduction).normalize(), "f")


@require_http_methods(["GET", "POST"])
@signed_in
def receipt_paper(request: ActingRequest, delivery_id: UUID, size: str) -> HttpResponse:
    """The receipt as PDF. The first that is handed out is the receipt; every other one says that it is a copy."""
    row = get_or_404(request.actor, "supply.see", queries.deliveries(_seen(request)), pk=delivery_id)
    is_copy = True
    if request.method == "POST":
        form = OperationForm(request.POST)
        id = form.cleaned_data["operation_id"] if form.is_valid() else new_id()
        is_copy = operations.hand_out_receipt(id=id, by=request.actor, at=request.at, delivery_id=row.id) == "copy"
    language = get_language() or "en"
    content = receipts.paper(row, request.actor.organization_name, size=size, language=language, is_copy=is_copy)
    name = f"{row.receipt_no}{'-copy' if is_copy else ''}.pdf"
    return HttpResponse(content, content_type="application/pdf", headers={"Content-Disposition": f'inline; filename="{name}"'})


@require_http_methods(["GET", "POST"])
@signed_in
def reverse_delivery(request: ActingRequest, delivery_id: UUID) -> HttpResponse:
    """Take a delivery back, with a reason and a receipt of its own."""
    organization = organization_of(request)
    row = get_or_404(request.actor, "supply.deliver", queries.deliveries(organization), pk=delivery_id)
    if request.method == "GET" and row.is_back:  # type: ignore[attr-defined]  # annotated by the query
        return redirect("supply:delivery", row.id)
    form = ReverseForm(request.POST or None)
    if form.is_valid():
        try:
            point = chosen_point(request) or row.point
            made = operations.reverse_delivery(
                id=form.cleaned_data["operation_id"], by=request.actor, at=request.at, happened_at=request.at, delivery_id=row.id,
                reason=form.cleaned_data["reason"], receipt=ReceiptNumber(series_in_hand(request, point).id),
            )  # fmt: skip
            messages.success(request, _("%(receipt)s is taken back.") % {"receipt": row.receipt_no})
            return task_goes_on(redirect("supply:delivery", made))
        except Refused as refused:
            add_refusals(form, refused)
    return render(request, "supply/scale/reverse.html", {"form": form, "row": row, "paid": payment_for(row)})


@require_http_methods(["GET", "POST"])
@signed_in
def test_weight(request: ActingRequest) -> HttpResponse:
    """Try the scale with a known weight before the day begins."""
    organization = organization_of(request)
    point = chosen_point(request)
    if point is None:
        return redirect("supply:scale-point")
    form = TestWeightForm(request.POST or None)
    if form.is_valid():
        try:
            known, shown = form.in_grams()
            operations.record_test_weight(
                id=form.cleaned_data["operation_id"], by=request.actor, at=request.at, happened_at=request.at, point_id=point.id,
                scale=form.cleaned_data["scale"], known_g=known, shown_g=shown,
            )  # fmt: skip
            return task_goes_on(redirect("supply:test-weights"))
        except Refused as refused:
            add_refusals(form, refused, {"supply.scale-needs-a-name": "scale", "supply.test-weight-is-nothing": "known"})
    last = queries.test_weights(organization).filter(point=point).first()
    return render(request, "supply/scale/test_weight.html", {"form": form, "point": point, "last": last})


@require_GET
@signed_in
def test_weights(request: ActingRequest) -> HttpResponse:
    """Every trial of a scale."""
    rows = queries.test_weights(_seen(request))
    return render(request, "supply/scale/test_weights.html", {"rows": rows[:60]})
