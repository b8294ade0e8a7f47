"""A certificate that is looked at, and one that is issued."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from rochdale.registry.rules.certificates import MOST_LETTERS
from rochdale.ui.forms import DayField, OperationForm


class VerifyForm(forms.Form):
    """What a QR holds, or the text itself."""

    s = forms.CharField(
        label=_("The text of the certificate"),
        help_text=_("Scan the code with the camera of the phone, or paste what it holds."),
        widget=forms.Textarea({"rows": 4, "autocomplete": "off", "spellcheck": "false"}),
        max_length=2 * MOST_LETTERS,
    )


class IssueForm(OperationForm):
    """Of which day it tells."""

    on = DayField(label=_("As the register stood on"), help_text=_("Today, or an earlier day."))


class ReprintForm(OperationForm):
    """Nothing but the yes."""
