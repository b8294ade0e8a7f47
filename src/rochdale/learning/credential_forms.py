"""A certificate that is looked at."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from rochdale.learning.rules.credential_checks import MOST_LETTERS


class CheckForm(forms.Form):
    """A text, a number, or a picture with a certificate in it."""

    text = forms.CharField(
        label=_("Number or text of the certificate"),
        help_text=_("The number under the code, such as K7QM-2XPD-9FRT, or the whole text that the large code holds."),
        widget=forms.Textarea({"rows": 3, "autocomplete": "off", "spellcheck": "false"}),
        max_length=2 * MOST_LETTERS,
        required=False,
    )
    file = forms.FileField(
        label=_("Or a picture with the certificate in it"), help_text=_("PNG or SVG, as it was downloaded."), required=False
    )
