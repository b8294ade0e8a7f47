"""How much of a sale goes to growers now, and in which money."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from rochdale.ui.forms import FigureField, OperationForm


class GrowersForm(OperationForm):
    """One amount."""

    amount = FigureField(label=_("How much goes to the growers now?"), max_digits=20, decimal_places=4)
    paid_currency = forms.ChoiceField(label=_("In which money are they paid?"), help_text=_("Reckoned at the newest rate known for today."))

    def __init__(self, *args: Any, currency: str, currencies: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["amount"].widget.unit = currency
        cast(forms.ChoiceField, self.fields["paid_currency"]).choices = [(code, code) for code in currencies]
