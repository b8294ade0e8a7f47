"""The price asked in public."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from rochdale.trade.forms.goods import PriceForm
from rochdale.ui.forms import OperationForm


class AskingPriceForm(PriceForm, OperationForm):
    """What is asked: never filled in from the reserve."""

    field_order = ["operation_id", "price", "currency", "price_unit"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["price"].label = _("What do you ask?")
        self.fields["price"].help_text = _("Everybody in the market can read it. The least you accept stays sealed.")
