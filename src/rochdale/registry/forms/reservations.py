"""What the office says to a name."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from rochdale.registry.reservation_words import ANSWERS
from rochdale.registry.rules.reservations import Kept
from rochdale.ui.forms import DayField, OperationForm, Tiles


class DecideNameForm(OperationForm):
    """Kept until a day, or not."""

    to = forms.ChoiceField(
        label=_("What do you decide?"), choices=list(ANSWERS.items()), widget=Tiles(icons={Kept.KEPT: "check", Kept.REFUSED: "no"})
    )
    until_on = DayField(label=_("First day on which it is free again"), required=False)
    reason = forms.CharField(label=_("Why not, or on what condition?"), max_length=300, required=False, widget=forms.Textarea({"rows": 2}))
