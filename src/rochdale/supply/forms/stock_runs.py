"""Shapes of input for processing: which work where, which lots, what went in and what came out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from rochdale.supply.called import form_name, grade_name
from rochdale.supply.models import Facility, RunKind, Stock
from rochdale.supply.operations.runs import Given, Taken
from rochdale.supply.rules.products import Product
from rochdale.supply.rules.runs import outcomes
from rochdale.supply.rules.weights import grams, kg
from rochdale.ui.forms import FigureField, OperationForm, Tiles
from rochdale.ui.templatetags.ui import written

ICONS = {
    "wash": "drop",
    "dry": "sun",
    "ferment": "leaf",
    "hull": "mill",
    "sort": "search",
    "pack": "sack",
    "blend": "plus",
    "split": "minus",
}
MOST_OUTPUTS = 4


class WorkForm(forms.Form):
    """First question: which work, where."""

    kind = forms.ChoiceField(label=_("What was done?"), choices=RunKind.choices, widget=Tiles(icons=ICONS))
    place = forms.ChoiceField(label=_("Where?"))

    def __init__(self, *args: Any, places: Sequence[Facility], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ChoiceField, self.fields["place"]).choices = [(str(place.id), place.name) for place in places]


@dataclass(frozen=True, slots=True)
class OutputFields:
    """The fields of one lot that came out."""

    number: int
    fields: Sequence[Any]


class RunForm(OperationForm):
    """Last question: how much of each lot went in, and what came out of it."""

    sure = forms.CharField(widget=forms.HiddenInput, required=False)
    """The reckoning that was shown: what is sent again unchanged is recorded."""

    def __init__(self, *args: Any, kind: str, stocks: Sequence[Stock], product: Product, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.stocks, self.kind = list(stocks), kind
        form = stocks[0].lot.form
        later = outcomes(kind, form, product)
        for stock in self.stocks:
            says = _("There are %(kg)s kg.") % {"kg": written(kg(stock.weight_g))}
            self.fields[f"take-{stock.lot_id}"] = FigureField(
                label=stock.lot.code, unit="kg", help_text=says, min_value=0, initial=kg(stock.weight_g).normalize()
            )
        grades = [("", _("No grade")), *((grade, grade_name(grade)) for grade in product.grades)]
        for number in range(1, MOST_OUTPUTS + 1):
            is_first = number == 1
            choices = [(one, form_name(one)) for one in later]
            self.fields[f"form-{number}"] = forms.ChoiceField(label=_("What came out?"), choices=choices, initial=later[0])
            self.fields[f"kg-{number}"] = FigureField(label=_("How much?"), unit="kg", min_value=0, required=is_first)
            self.fields[f"grade-{number}"] = forms.ChoiceField(label=_("Grade"), choices=grades, required=False)
            self.fields[f"bags-{number}"] = forms.IntegerField(label=_("Bags"), min_value=0, required=False)
            self.fields[f"seals-{number}"] = forms.CharField(label=_("Numbers of the seals"), max_length=300, required=False)
            self.fields[f"code-{number}"] = forms.CharField(
                label=_("Number of the lot"), help_text=_("Leave it empty and we make one."), max_length=30, required=False
            )
            if not is_first:
                self.fields[f"form-{number}"].required = False

    def take_fields(self) -> list[Any]:
        """One field for each lot that goes in."""
        return [self[f"take-{stock.lot_id}"] for stock in self.stocks]

    def outputs(self) -> list[OutputFields]:
        """The fields of each lot that may come out."""
        names = ("form", "kg", "grade", "bags", "seals", "code")
        return [OutputFields(number, [self[f"{name}-{number}"] for name in names]) for number in range(1, MOST_OUTPUTS + 1)]

    def takes(self) -> list[Taken]:
        """What went in."""
        ids: list[UUID] = [stock.lot_id for stock in self.stocks]
        return [Taken(id, grams(self.cleaned_data[f"take-{id}"])) for id in ids if self.cleaned_data[f"take-{id}"]]

    def gives(self) -> list[Given]:
        """What came out."""
        answers = self.cleaned_data
        return [
            Given(
                answers[f"form-{n}"], grams(answers[f"kg-{n}"]), answers[f"grade-{n}"], answers[f"bags-{n}"], answers[f"seals-{n}"],
                answers[f"code-{n}"].strip(),
            )
            for n in range(1, MOST_OUTPUTS + 1) if answers.get(f"kg-{n}")
        ]  # fmt: skip
