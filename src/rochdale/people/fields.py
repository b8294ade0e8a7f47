"""Form fields of this context."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rochdale.base.words import sentence
from rochdale.kernel.refusal import Refused
from rochdale.people.contacts import stored_phone


class PhoneField(forms.CharField):
    """A phone number with plus and country, spaces and all. Cleans to E.164, or to an empty text."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Phone number"))
        kwargs.setdefault("help_text", _("With + and the country, like +856 20 5512 3456."))
        super().__init__(widget=forms.TextInput({"type": "tel", "autocomplete": "tel", "inputmode": "tel"}), **kwargs)

    def clean(self, value: Any) -> str:
        try:
            return stored_phone(super().clean(value)) or ""
        except Refused as refused:
            raise forms.ValidationError(sentence(refused.refusals[0]), "phone") from None
