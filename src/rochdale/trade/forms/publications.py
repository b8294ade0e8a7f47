"""A figure that only one side knows; a word on arrival; the name of an article."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from rochdale.trade.closing_words import LINES
from rochdale.trade.models import SaleFigure
from rochdale.ui.forms import DayField, FigureField, OperationForm, Tiles


class FigureForm(OperationForm):
    """One amount with its day, who may see it, and what proves it."""

    code = forms.ChoiceField(label=_("What do you tell?"))
    amount = FigureField(label=_("How much?"), max_digits=20, decimal_places=4, min_value=0)
    currency = forms.ChoiceField(label=_("In which money?"))
    on = DayField(label=_("On which day was it so?"), help_text=_("It is changed into the money of the contract at the rate of that day."))
    visibility = forms.ChoiceField(
        label=_("Who may see it?"), help_text=_("Everybody: once all parties have said yes."), choices=SaleFigure.Visibility.choices,
        widget=Tiles({"private": "lock", "counterparties": "people", "public": "sun"}),
    )  # fmt: skip
    evidence = forms.CharField(
        label=_("What proves it?"), help_text=_("Number of an invoice, a link, a photo of the shelf."), max_length=200, required=False
    )

    def __init__(self, *args: Any, codes: Sequence[str], currencies: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ChoiceField, self.fields["code"]).choices = [(code, LINES[code]) for code in codes]
        cast(forms.ChoiceField, self.fields["currency"]).choices = [(code, code) for code in currencies]


class WordForm(OperationForm):
    """One sentence and a picture."""

    text = forms.CharField(
        label=_("What do you want to say to the growers?"), help_text=_("One sentence. It is printed on their statements."),
        widget=forms.Textarea({"rows": 3}), max_length=280,
    )  # fmt: skip
    photo = forms.FileField(label=_("A picture"), help_text=_("Where and when it was taken is removed from the file."), required=False)


class ArticleForm(OperationForm):
    """What stands on the shelf."""

    name = forms.CharField(label=_("What is the article called?"), max_length=120)


class AnswerForm(OperationForm):
    """A yes or a no to what was shown."""

    sha256 = forms.CharField(widget=forms.HiddenInput)
    is_yes = forms.BooleanField(required=False, widget=forms.HiddenInput)
