"""A market day: what and for whom, then when."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from rochdale.trade import goods_words as words
from rochdale.trade.goods_words import choices
from rochdale.ui.forms import DayField, ManyTiles, OperationForm

Steps = tuple[type[forms.Form], ...]


class DaysForm(OperationForm):
    """From when, until when, answered by when."""

    opens_on = DayField(label=_("From which day?"))
    closes_on = DayField(label=_("Until which day do offers and needs come in?"))
    answer_by = DayField(label=_("By which day are proposals answered?"))


def day_steps(organizations: list[tuple[str, str]]) -> Steps:
    """The screens of a new market day."""

    class WhatForm(forms.Form):
        products = forms.MultipleChoiceField(
            label=_("Which products?"), help_text=_("None chosen: all."), required=False, widget=ManyTiles(),
            choices=lambda: choices("products", words.PRODUCTS),
        )  # fmt: skip
        invited = forms.MultipleChoiceField(
            label=_("Who is invited?"), help_text=_("None chosen: all who trade."), required=False, choices=organizations,
            widget=ManyTiles(),
        )  # fmt: skip

    return WhatForm, DaysForm
