"""Scans of a paper."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rochdale.registry.operations.scans import Scan
from rochdale.ui.forms import OperationForm

FILES = 3


class ScansForm(OperationForm):
    """Which paper, and its pages."""

    what = forms.ChoiceField(label=_("Which paper is it?"))
    file_1 = forms.FileField(label=_("The paper"), help_text=_("A photograph or a PDF."))
    file_2 = forms.FileField(label=_("Another page or paper"), required=False)
    file_3 = forms.FileField(label=_("Another page or paper"), required=False)

    def __init__(self, *args: Any, papers: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["what"].choices = list(papers)  # type: ignore[attr-defined]

    def scans(self) -> list[Scan]:
        """As the operation takes them."""
        given = [self.cleaned_data.get(f"file_{place}") for place in range(1, FILES + 1)]
        return [Scan(file.name, file.read()) for file in given if file]
