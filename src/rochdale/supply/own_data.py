"""What supply keeps of a grower, for the file of one's own data."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from rochdale.base import tenancy
from rochdale.base.own_data import mine
from rochdale.kernel.money import Money
from rochdale.supply.called import form_name, product_name
from rochdale.supply.models import AccountEntry, Delivery, Grower, Inspection, Payment, Plot, PlotVersion
from rochdale.supply.rules.weights import kg

WHY = "a person's own data, in whatever cooperative"
Rows = Iterable[Mapping[str, Any]]


def _grower(person_id: UUID) -> Rows:
    fields = ("number", "village", "phone", "means", "account_holder", "account_number", "account_provider", "registered_at", "left_on")
    with tenancy.everywhere(WHY):
        return list(Grower.objects.filter(person_id=person_id).order_by("registered_at", "id").values("organization__name", *fields))


def _plots(person_id: UUID) -> Rows:
    fields = ("number", "product", "declared_area_ha", "country", "place", "tenure", "organic_since")
    with tenancy.everywhere(WHY):
        return list(Plot.objects.filter(grower__person_id=person_id).order_by("number", "id").values(*fields))


def _outlines(person_id: UUID) -> Rows:
    with tenancy.everywhere(WHY):
        rows = PlotVersion.objects.filter(plot__grower__person_id=person_id).order_by("plot__number", "version")
        return list(rows.values("plot__number", "version", "happened_at", "drawn_area_ha", "geometry"))


def _deliveries(person_id: UUID) -> Rows:
    with tenancy.everywhere(WHY):
        for row in Delivery.objects.filter(grower__person_id=person_id).order_by("happened_at", "id"):
            value = "" if row.value_minor is None else Money.of_minor(row.value_minor, row.currency).amount
            yield {
                "happened_at": row.happened_at, "receipt_no": row.receipt_no, "product": row.product, "form": row.form, "grade": row.grade,
                "net_kg": kg(row.net_g), "price_per_kg": row.price_per_kg, "value": value, "currency": row.currency, "reason": row.reason,
            }  # fmt: skip


def _amount(minor: int, currency: str) -> Decimal:
    return Money.of_minor(minor, currency).amount


def _payments(person_id: UUID) -> Rows:
    with tenancy.everywhere(WHY):
        for row in Payment.objects.filter(grower__person_id=person_id).order_by("happened_at", "id"):
            amount = _amount(row.amount_minor, row.currency)
            yield {"happened_at": row.happened_at, "means": row.means, "amount": amount, "currency": row.currency, "reason": row.reason}


def _accounts(person_id: UUID) -> Rows:
    with tenancy.everywhere(WHY):
        for row in AccountEntry.objects.filter(grower__person_id=person_id).order_by("happened_at", "id"):
            amount = _amount(row.amount_minor, row.currency)
            yield {"happened_at": row.happened_at, "account": row.account, "kind": row.kind, "amount": amount, "currency": row.currency}


def _inspections(person_id: UUID) -> Rows:
    with tenancy.everywhere(WHY):
        rows = Inspection.objects.filter(grower__person_id=person_id).order_by("happened_at", "id")
        return list(rows.values("happened_at", "certificate__scheme", "result", "note"))


_when = _("When")
_money = {"amount": _("Amount"), "currency": _("Currency")}
mine(
    "grower",
    title=_("You as a grower"),
    says=_("As the cooperatives know you to which you deliver."),
    columns={
        "organization__name": _("Cooperative"), "number": _("Number"), "village": _("Village"), "phone": _("Telephone"),
        "means": _("Way of payment"),
        "account_holder": _("Holder of the account"), "account_number": _("Account"), "account_provider": _("Bank or operator"),
        "registered_at": _("Since"), "left_on": _("Until"),
    },
    rows=_grower,
)  # fmt: skip
mine(
    "plots",
    title=_("Your plots"),
    says=_("As they were written down."),
    columns={
        "number": _("Number"), "product": _("Crop"), "declared_area_ha": _("Hectares declared"), "country": _("Country"),
        "place": _("Place"), "tenure": _("Right to the land"), "organic_since": _("Organic since"),
    },
    rows=_plots,
    words={"product": product_name},
)  # fmt: skip
mine(
    "outlines",
    title=_("Outlines of your plots"),
    says=_("Every version, as GeoJSON."),
    columns={
        "plot__number": _("Plot"), "version": _("Version"), "happened_at": _when, "drawn_area_ha": _("Hectares drawn"),
        "geometry": _("Outline"),
    },
    rows=_outlines,
)  # fmt: skip
mine(
    "deliveries",
    title=_("What you delivered"),
    says=_("Every receipt, also those that were taken back."),
    columns={
        "happened_at": _when, "receipt_no": _("Receipt"), "product": _("Product"), "form": _("Form"), "grade": _("Grade"),
        "net_kg": _("Net kg"), "price_per_kg": _("Price for 1 kg"), "value": _("Value"), "currency": _("Currency"),
        "reason": _("Why it was taken back"),
    },
    rows=_deliveries,
    words={"product": product_name, "form": form_name},
)  # fmt: skip
mine(
    "payments",
    title=_("What you were paid"),
    says=_("Every payment, also those that were taken back."),
    columns={"happened_at": _when, "means": _("Way of payment"), **_money, "reason": _("Why it was taken back")},
    rows=_payments,
)
mine(
    "grower-accounts",
    title=_("Your accounts"),
    says=_("Every line: deliveries, advances, inputs on credit, payments. Their sum is what is owed."),
    columns={"happened_at": _when, "account": _("Account"), "kind": _("What"), **_money},
    rows=_accounts,
)
mine(
    "inspections",
    title=_("Inspections of your plots"),
    says=_("What was found."),
    columns={"happened_at": _when, "certificate__scheme": _("Certificate"), "result": _("Result"), "note": _("Note")},
    rows=_inspections,
)
