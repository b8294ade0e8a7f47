"""Which register a file is, of which office, and of which day."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rochdale.registry.layouts import LAYOUTS
from rochdale.registry.models import RegisterOffice
from rochdale.ui.forms import DayField, OperationForm


class BringForm(OperationForm):
    """A register as a table. The office is one that the reader keeps, or one under it."""

    file = forms.FileField(label=_("Which file?"), help_text=_("Excel or CSV."), allow_empty_file=True)
    layout = forms.ChoiceField(label=_("How is it laid out?"))
    office = forms.ChoiceField(label=_("Whose register is it?"))
    as_of = DayField(label=_("Of which day is it?"), help_text=_("What it says counts from that day. Bring older years before newer ones."))

    def __init__(self, *args: Any, offices: list[RegisterOffice], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["layout"].choices = [(name, layout.title) for name, layout in LAYOUTS.items()]  # type: ignore[attr-defined]
        self.fields["office"].choices = [(office.code, str(office)) for office in offices]  # type: ignore[attr-defined]

    def given(self) -> dict[str, str]:
        """What is said once for the whole file."""
        told = self.cleaned_data
        return {"layout": told["layout"], "office": told["office"], "as_of": told["as_of"].isoformat()}
