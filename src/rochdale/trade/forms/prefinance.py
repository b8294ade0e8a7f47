"""Money against contracts: what is asked for, on which terms it is lent, what was drawn and came back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from rochdale.kernel.money import Money
from rochdale.trade.rules.prefinance import Deduction, Terms
from rochdale.ui.forms import DayField, FigureField, ManyTiles, OperationForm, Tiles

PERCENT = Decimal(100)
Choices = Sequence[tuple[str, str]]


class RequestForm(OperationForm):
    """How much, what for, by when, from whom, against which contracts."""

    amount = FigureField(label=_("How much do you need?"), max_digits=20, decimal_places=4)
    purpose = forms.CharField(label=_("What for?"), help_text=_("For example: to pay members at delivery."), max_length=300)
    needed_by = DayField(label=_("By when?"))
    lender = forms.ChoiceField(label=_("Whom do you ask?"), help_text=_("Often the buyer. You may ask several, one after the other."))
    contracts = forms.MultipleChoiceField(label=_("Which contracts pay it back?"), widget=ManyTiles())

    def __init__(self, *args: Any, lenders: Choices, contracts: Choices, currency: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in (("lender", lenders), ("contracts", contracts)):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = choices
        self.fields["amount"].widget.unit = currency
        self.only = [contracts[0][0]] if len(contracts) == 1 else []
        if self.only:
            del self.fields["contracts"]

    def contract_ids(self) -> list[UUID]:
        """Those chosen, or the one there is."""
        return [UUID(one) for one in self.only or self.cleaned_data["contracts"]]


class LimitForm(forms.Form):
    """How much at most."""

    limit = FigureField(label=_("How much do you lend at most?"), max_digits=20, decimal_places=4, min_value=0)
    advance_rate = FigureField(
        label=_("How much of what the contracts bring?"), unit="%", max_digits=5, decimal_places=2, initial=Decimal(60),
        help_text=_("60 is usual. No more than this share is ever owed."),
    )  # fmt: skip


class CostForm(forms.Form):
    """What it costs, and until when."""

    rate = FigureField(
        label=_("Interest for a year"), unit="%", max_digits=7, decimal_places=3, min_value=0,
        help_text=_("Reckoned on each day and 360 days a year: 90 days are a quarter."),
    )  # fmt: skip
    fee = FigureField(label=_("Fee, once"), max_digits=20, decimal_places=4, min_value=0, required=False)
    due_on = DayField(label=_("When is all of it due?"))


class BackForm(forms.Form):
    """Who pays it back, and what else is kept."""

    pays_back = forms.ChoiceField(
        label=_("Who pays you?"),
        widget=Tiles({"buyer": "shop", "cooperative": "sack"}),
        choices=[("buyer", _("The buyer, straight to us")), ("cooperative", _("The cooperative, once it is paid"))],
        initial="buyer",
    )
    account = forms.CharField(label=_("To which account?"), help_text=_("IBAN, or the number as the bank writes it."), max_length=40)
    deduction = forms.CharField(
        label=_("Is anything else kept, and what for?"), help_text=_("For example: inspection. Leave it empty for nothing."),
        max_length=100, required=False,
    )  # fmt: skip
    deduction_amount = FigureField(label=_("How much is that?"), max_digits=20, decimal_places=4, min_value=0, required=False)


class CheckTermsForm(OperationForm):
    """The last look."""

    over = forms.IntegerField(widget=forms.HiddenInput, initial=0)


TERMS_STEPS: Sequence[type[forms.Form]] = (LimitForm, CostForm, BackForm, CheckTermsForm)


def terms_said(cleaned: Mapping[str, Any], currency: str) -> Terms:
    """The terms these answers describe."""
    zero = Decimal(0)
    amount = cleaned["deduction_amount"] or zero
    kept = (Deduction(cleaned["deduction"], Money(amount, currency).rounded()),) if cleaned["deduction"] or amount else ()
    return Terms(
        Money(cleaned["limit"], currency).rounded(), cleaned["advance_rate"] / PERCENT, cleaned["rate"] / PERCENT,
        Money(cleaned["fee"] or zero, currency).rounded(), cleaned["due_on"], cleaned["pays_back"], cleaned["account"].strip(), kept,
    )  # fmt: skip


class MoneyForm(OperationForm):
    """What the bank says was sent or came in."""

    amount = FigureField(label=_("How much?"), max_digits=20, decimal_places=4)
    on = DayField(label=_("On which day?"))
    reference = forms.CharField(
        label=_("What is the reference of the bank?"), help_text=_("As on the statement of the account."), max_length=100
    )

    def __init__(self, *args: Any, currency: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["amount"].widget.unit = currency


class PledgeForm(OperationForm):
    """One more contract."""

    contract = forms.ChoiceField(label=_("Which contract?"))

    def __init__(self, *args: Any, contracts: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["contract"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = contracts


class EndForm(OperationForm):
    """The last word."""

    reason = forms.CharField(label=_("Why?"), widget=forms.Textarea({"rows": 3}), max_length=1000)


class OnDayForm(forms.Form):
    """How did it stand on a day?"""

    on = DayField(label=_("On which day?"))
