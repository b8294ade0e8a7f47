"""What is asked before a look, and why a no."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from rochdale.base.looks import LONGEST, SHORTEST
from rochdale.ui.forms import OperationForm


class PurposeForm(OperationForm):
    """What somebody looks for."""

    purpose = forms.CharField(
        label=_("What do you look for?"), help_text=_("A few words. Those whose data it is will read them."), min_length=SHORTEST,
        max_length=LONGEST,
    )  # fmt: skip
