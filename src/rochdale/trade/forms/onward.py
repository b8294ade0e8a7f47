"""What was sold on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rochdale.ui.forms import DayField, FigureField, OperationForm


class OnwardForm(OperationForm):
    """Of which lot, how much, to whom, when."""

    lot = forms.ChoiceField(label=_("Of which lot?"))
    kg = FigureField(label=_("How much was sold on?"), unit=_("kg"), max_digits=12, decimal_places=3)
    to_whom = forms.CharField(label=_("To whom?"), max_length=200)
    on = DayField(label=_("On which day?"))
    reference = forms.CharField(label=_("Your own reference, if any"), max_length=100, required=False)

    def __init__(self, *args: Any, lots: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["lot"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = lots
