"""Saying yes, and what it hangs on; saying no, and why; answering a partner; calling a market; price floors."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rochdale.trade import goods_words as words
from rochdale.trade.forms.goods import currency_choices
from rochdale.trade.goods_words import choices
from rochdale.trade.models import PriceFloor
from rochdale.trade.rules.answers import ConditionFacts
from rochdale.ui.forms import DayField, FigureField, ManyTiles, OperationForm


class YesForm(OperationForm):
    """A yes may hang on a sample, an evidence pack or the board, each by a day."""

    sample = DayField(label=_("A sample must be approved by"), required=False)
    evidence = DayField(label=_("The evidence pack must be complete by"), required=False)
    board = DayField(label=_("The board must approve by"), required=False)

    def conditions(self) -> tuple[ConditionFacts, ...]:
        """What was asked for."""
        due: dict[str, date | None] = {kind: self.cleaned_data[kind] for kind in ("sample", "evidence", "board")}
        return tuple(ConditionFacts(kind, day) for kind, day in due.items() if day is not None)


class NoForm(OperationForm):
    """A no names its reason."""

    reason = forms.CharField(
        label=_("Why not?"), help_text=_("One sentence. The others read it."), widget=forms.Textarea({"rows": 3}), max_length=1000
    )


class PartnerAnswerForm(OperationForm):
    """Take what is offered first, or let it go to the market."""

    is_yes = forms.BooleanField(required=False, widget=forms.HiddenInput)
    reason = forms.CharField(label=_("Anything to add?"), required=False, max_length=1000)


class MarketForm(OperationForm):
    """Which goods are cleared, and with which defaults."""

    products = forms.MultipleChoiceField(
        label=_("Which goods?"), help_text=_("None chosen means all."), required=False, widget=ManyTiles(words.PICTURES),
        choices=lambda: choices("products", words.PRODUCTS),
    )  # fmt: skip
    runs = forms.MultipleChoiceField(label=_("Only rows of these files?"), required=False, widget=ManyTiles())
    defaults = forms.FileField(
        label=_("Do you bring your own defaults file?"), required=False, help_text=_("A .toml file. Without one, ours is used.")
    )
    seed = forms.IntegerField(
        label=_("Which seed?"), initial=1, min_value=0, max_value=2**31 - 1, help_text=_("The same seed gives the same plan.")
    )

    def __init__(self, *args: Any, runs: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not runs:
            del self.fields["runs"]
            return
        field = self.fields["runs"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = runs


class FloorForm(OperationForm):
    """A minimum price as its source states it."""

    product = forms.ChoiceField(label=_("For what?"), choices=lambda: choices("products", words.PRODUCTS))
    species = forms.ChoiceField(label=_("Which kind?"), required=False, choices=lambda: choices("species", words.SPECIES, _("Any")))
    form = forms.ChoiceField(label=_("How prepared?"), required=False, choices=lambda: choices("processes", words.PROCESSES, _("Any")))
    origin = forms.CharField(label=_("From which country?"), help_text=_("Two letters, for example LA."), required=False, max_length=2)
    scheme = forms.ChoiceField(label=_("Under which scheme?"), choices=lambda: choices("certificates", words.CERTIFICATES))
    level = forms.ChoiceField(label=_("At which level?"), choices=PriceFloor.Level.choices, initial=PriceFloor.Level.FOB)
    minimum = FigureField(label=_("What is the minimum?"), required=False, max_digits=20, decimal_places=6)
    organic_differential = FigureField(label=_("What comes on top for organic?"), required=False, max_digits=20, decimal_places=6)
    premium = FigureField(
        label=_("What is the premium?"),
        help_text=_("It is paid apart and never part of the price."),
        required=False,
        max_digits=20,
        decimal_places=6,
    )
    currency = forms.ChoiceField(label=_("In which currency?"), choices=currency_choices)
    unit = forms.ChoiceField(label=_("For how much?"), choices=list(words.UNITS.items()))
    valid_from = DayField(label=_("From which day?"))
    valid_to = DayField(label=_("Which is the first day it no longer applies?"), required=False)
    source = forms.CharField(
        label=_("Where is it written?"), help_text=_("A page or paper, with its date."), widget=forms.Textarea({"rows": 2})
    )


class VerifyForm(OperationForm):
    """With what a floor was compared."""

    note = forms.CharField(
        label=_("What did you compare it with?"), help_text=_("Name the page or paper, and its date."), widget=forms.Textarea({"rows": 2})
    )
