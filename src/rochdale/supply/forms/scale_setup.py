"""Input before the first delivery: places, seasons, prices, series of receipts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from rochdale.supply.called import claim_name, form_name, grade_name, product_name
from rochdale.supply.models import FacilityKind
from rochdale.supply.operations.setting_up import PriceLine
from rochdale.supply.rules.products import Product, products
from rochdale.ui.forms import DayField, FigureField, OperationForm
from rochdale.ui.templatetags.ui import written

GREAT_CHANGE = 2
MOMENT = "%Y-%m-%dT%H:%M"


class FacilityForm(OperationForm):
    """A place that holds stock."""

    name = forms.CharField(label=_("What is the place called?"), max_length=100)
    code = forms.CharField(
        label=_("Its short code"), max_length=6, help_text=_("Capital letters; it begins the numbers of lots, such as PKS.")
    )
    kind = forms.ChoiceField(label=_("What is done there?"), choices=[row for row in FacilityKind.choices if row[0] != FacilityKind.ROAD])


class SeasonForm(OperationForm):
    """A harvest of one product."""

    product = forms.ChoiceField(label=_("Of what?"))
    name = forms.CharField(label=_("What is the season called?"), max_length=20, help_text=_("For example 2026/27."))
    since_on = DayField(label=_("First day"))
    until_on = DayField(label=_("Ends before this day"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ChoiceField, self.fields["product"]).choices = [(name, product_name(name)) for name in products()]


class SeriesForm(OperationForm):
    """Receipt numbers for a device or a desk."""

    begins = forms.CharField(label=_("What do the numbers begin with?"), max_length=8, help_text=_("A letter first, such as K1."))
    device = forms.ChoiceField(label=_("For which device?"), required=False)

    def __init__(self, *args: Any, devices: Iterable[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ChoiceField, self.fields["device"]).choices = [("", _("a desk without a device of its own")), *devices]


class PricesForm(OperationForm):
    """A price list: a figure for each form and grade, and what each claim adds. Empty lines are no prices."""

    currency = forms.CharField(label=_("Currency"), max_length=3, min_length=3)
    begins_now = forms.BooleanField(label=_("It begins now"), required=False, initial=True)
    in_force_from = forms.DateTimeField(
        label=_("Or it begins on"),
        required=False,
        widget=forms.DateTimeInput({"type": "datetime-local"}, format=MOMENT),
        input_formats=[MOMENT],
    )
    note = forms.CharField(label=_("Note"), required=False, max_length=200)

    is_meant = forms.BooleanField(label=_("The great change is meant"), required=False)

    def __init__(
        self,
        *args: Any,
        product: Product,
        schemes: Iterable[str] = (),
        before: Mapping[tuple[str, str], Decimal] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.product, self.schemes, self.before = product, list(schemes), before or {}
        for form in product.delivered:
            for grade in ("", *product.grades):
                label = form_name(form) + (f", {grade_name(grade)}" if grade else "")
                self.fields[f"price_{form}_{grade}"] = FigureField(
                    label=label, required=False, min_value=0, max_digits=14, decimal_places=4
                )
            for scheme in self.schemes:
                label = _("%(claim)s adds") % {"claim": claim_name(scheme)}
                self.fields[f"adds_{form}_{scheme}"] = FigureField(
                    label=label, required=False, min_value=0, max_digits=14, decimal_places=4
                )

    @property
    def groups(self) -> list[tuple[str, list[forms.BoundField]]]:
        """The figures under the name of their form."""
        starts = {form: (f"price_{form}_", f"adds_{form}_") for form in self.product.delivered}
        return [(form_name(form), [self[name] for name in self.fields if name.startswith(begins)]) for form, begins in starts.items()]

    def clean_currency(self) -> str:
        """Three capital letters."""
        return str(self.cleaned_data["currency"]).upper()

    def clean(self) -> dict[str, Any]:
        """A price twice or half of the one in force is asked about: a point that was meant as a comma pays a thousandth."""
        answers = super().clean() or {}
        for (form, grade), old in self.before.items():
            new = answers.get(f"price_{form}_{grade}")
            if new is not None and old and not old / GREAT_CHANGE < new < old * GREAT_CHANGE and not answers.get("is_meant"):
                says = _("It was %(old)s. Is %(new)s right? Then tick “The great change is meant”.")
                self.add_error(f"price_{form}_{grade}", says % {"old": written(old), "new": written(new)})
        return answers

    def lines(self) -> list[PriceLine]:
        """The prices that were written."""
        found = []
        for form in self.product.delivered:
            adds = {scheme: self.cleaned_data[f"adds_{form}_{scheme}"] for scheme in self.schemes}
            claims = {scheme: Decimal(add) for scheme, add in adds.items() if add}
            for grade in ("", *self.product.grades):
                price = self.cleaned_data[f"price_{form}_{grade}"]
                if price is not None:
                    found.append(PriceLine(form, grade, price, claims))
        return found
