"""Shapes of input for local figures: yield caps and outturns."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from rochdale.supply.called import form_name
from rochdale.supply.rules.products import Product
from rochdale.ui.forms import FigureField, OperationForm


class YieldForm(OperationForm):
    """What a hectare can give at most."""

    form = forms.ChoiceField(label=_("Reckoned as"))
    kg_per_ha = FigureField(label=_("How much can a hectare give at most in a season?"), unit="kg", min_value=1, decimal_places=0)
    source = forms.CharField(label=_("Who says so?"), max_length=300)

    def __init__(self, *args: Any, product: Product, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ChoiceField, self.fields["form"]).choices = [(form, form_name(form)) for form in product.forms]


class OutturnForm(OperationForm):
    """How much of one form becomes how much of another."""

    from_form = forms.ChoiceField(label=_("Of"))
    to_form = forms.ChoiceField(label=_("comes"))
    percent = FigureField(label=_("How much comes out of 100 kg?"), unit="kg", min_value=0, max_value=100)
    source = forms.CharField(label=_("Who says so?"), max_length=300)

    def __init__(self, *args: Any, product: Product, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("from_form", "to_form"):
            cast(forms.ChoiceField, self.fields[name]).choices = [(form, form_name(form)) for form in product.forms]
