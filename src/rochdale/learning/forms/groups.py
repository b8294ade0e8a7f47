"""Shapes of input of the learning context. The sheet of a run is read by `rules.runs`."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from rochdale.learning.rules.runs import LONGEST_TEXT
from rochdale.learning.run_words import FOUND
from rochdale.ui.forms import OperationForm, Tiles


class KeyForm(forms.Form):
    """The key of a group."""

    key = forms.CharField(
        label=_("The key of your group"), help_text=_("It stands on your slip, and at the top of your group's page."), max_length=80
    )


class VisitForm(OperationForm):
    """How a promise stands."""

    found = forms.ChoiceField(
        label=_("How does it stand?"), choices=[(code, word) for code, (_look, word) in FOUND.items()],
        widget=Tiles({"kept": "check", "on-the-way": "clock", "not-kept": "no"}),
    )  # fmt: skip
    note = forms.CharField(label=_("What did you see?"), required=False, max_length=LONGEST_TEXT, widget=forms.Textarea({"rows": 2}))
