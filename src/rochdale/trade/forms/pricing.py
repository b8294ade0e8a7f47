"""What an exchange quoted, as it was read."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from rochdale.trade.forms.goods import currency_choices
from rochdale.trade.goods_words import PRODUCTS
from rochdale.trade.rules.price_terms import EXCHANGES, QUOTED_IN
from rochdale.ui.forms import DayField, FigureField, OperationForm

MONTHS_AHEAD = 36


def exchange_names() -> Mapping[str, str]:
    """Exchanges by code: what is traded there, and the code that traders say."""
    return {code: f"{PRODUCTS[one.product]} ({code})" for code, one in EXCHANGES.items()}


def months_from(day: date) -> list[tuple[str, str]]:
    """The months of delivery that may still be traded, from the month of a day on."""
    firsts = [date(day.year + (day.month - 1 + more) // 12, (day.month - 1 + more) % 12 + 1, 1) for more in range(MONTHS_AHEAD)]
    return [(f"{first:%Y-%m}", date_format(first, "YEAR_MONTH_FORMAT")) for first in firsts]


class QuotationForm(OperationForm):
    """One quotation, as it was read."""

    exchange = forms.ChoiceField(label=_("Which exchange?"), choices=lambda: list(exchange_names().items()))
    month = forms.ChoiceField(label=_("Which contract month?"))
    on = DayField(label=_("Of which day?"))
    value = FigureField(label=_("What was quoted?"), max_digits=20, decimal_places=6)
    quoted_in = forms.ChoiceField(label=_("In which unit?"), choices=[(unit, unit) for unit in QUOTED_IN])
    source = forms.CharField(label=_("Where did you read it?"), help_text=_("Name of the page or paper, and the hour."), max_length=300)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        month = self.fields["month"]
        assert isinstance(month, forms.ChoiceField)
        month.choices = months_from(today)


class RateForm(OperationForm):
    """What one euro was worth."""

    currency = forms.ChoiceField(label=_("Which currency?"), choices=currency_choices)
    per_eur = FigureField(label=_("How much of it for one euro?"), max_digits=20, decimal_places=6)
    on = DayField(label=_("Of which day?"))
    source = forms.CharField(
        label=_("Where did you read it?"), help_text=_("For example: Bank of the Lao P.D.R., rates of the day."), max_length=200
    )
