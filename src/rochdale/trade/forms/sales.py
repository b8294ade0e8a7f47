"""What was shipped, what came in, what is given back."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rochdale.trade.invoicing import Shipped
from rochdale.ui.forms import DayField, FigureField, OperationForm

PERCENT = Decimal(100)


class InvoiceForm(OperationForm):
    """What was shipped of each lot, and when."""

    shipped_on = DayField(label=_("When was it shipped?"))

    def __init__(self, *args: Any, lots: Iterable[tuple[str, str, Decimal]], currency: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.names = []
        for position, (reference, seller, kg) in enumerate(lots):
            name = f"kg_{position}"
            self.names.append(name)
            label = _("%(lot)s, %(seller)s") % {"lot": reference, "seller": seller}
            self.fields[name] = FigureField(label=label, unit=_("kg"), max_digits=12, decimal_places=3, min_value=0, initial=kg)
        self.fields["premium"] = FigureField(
            label=_("Premium, if any"), unit=currency, max_digits=20, decimal_places=4, required=False, min_value=0,
            help_text=_("The whole amount. It stands on a line of its own and is never part of the price."),
        )  # fmt: skip

    def shipped(self) -> tuple[Shipped, ...]:
        """By lot."""
        return tuple(Shipped(position, self.cleaned_data[name]) for position, name in enumerate(self.names))


class PaymentForm(OperationForm):
    """What the bank says came in."""

    amount = FigureField(label=_("How much came in?"), max_digits=20, decimal_places=4)
    on = DayField(label=_("On which day?"))
    reference = forms.CharField(
        label=_("What is the reference of the bank?"), help_text=_("As on the statement of the account."), max_length=100
    )


class CreditForm(OperationForm):
    """What is given back."""

    amount = FigureField(label=_("How much is given back?"), max_digits=20, decimal_places=4)
    reason = forms.CharField(label=_("Why?"), help_text=_("It stands on the credit note."), max_length=200)
