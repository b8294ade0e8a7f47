"""What is brought of a year, and what an office says about it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rochdale.registry import law_words as words
from rochdale.registry.operations.standing import PaperBrought
from rochdale.registry.rules.pack import Obligation
from rochdale.registry.rules.submissions import PAPERS_AT_MOST
from rochdale.ui.forms import DayField, ManyTiles, OperationForm

FILES = 3


class PapersForm(OperationForm):
    """Files, with a word to the office. A phone photographs the pages."""

    def add_files(self, first: str) -> None:
        """The first must be there."""
        for place in range(1, FILES + 1):
            self.fields[f"file_{place}"] = forms.FileField(
                label=first if place == 1 else _("Another page or paper"),
                help_text=_("A photograph or a PDF.") if place == 1 else "",
                required=place == 1,
            )
        self.fields["note"] = forms.CharField(
            label=_("A word to the office"), max_length=500, required=False, widget=forms.Textarea({"rows": 2})
        )

    def papers(self, what: str) -> list[PaperBrought]:
        """As the operation takes them."""
        files = [self.cleaned_data.get(f"file_{place}") for place in range(1, PAPERS_AT_MOST + 1)]
        return [PaperBrought(what, file.name, file.read()) for file in files if file]


class BringForm(PapersForm):
    """The papers of one obligation of one year."""

    def __init__(self, *args: Any, obligation: Obligation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.obligation = obligation
        if obligation.code == "AGM":
            self.fields["acted_on"] = DayField(label=_("When did the assembly meet?"))
        if obligation.content:
            self.fields["contents"] = forms.MultipleChoiceField(
                label=_("What do you bring?"), choices=[(one, words.called(words.CONTENTS, one)) for one in obligation.content],
                widget=ManyTiles(), required=False,
            )  # fmt: skip
        self.add_files(str(_("Minutes of the assembly")) if obligation.code == "AGM" else str(_("The papers")))


class AskForm(OperationForm):
    """What the office wants instead."""

    note = forms.CharField(label=_("What is missing or wrong?"), max_length=500, widget=forms.Textarea({"rows": 3}))


class TimeForm(OperationForm):
    """More time for one obligation."""

    until_on = DayField(label=_("Until when?"))
    reason = forms.CharField(label=_("Why?"), max_length=500, widget=forms.Textarea({"rows": 2}))


class WhoActsForm(OperationForm):
    """Which organization acts for it."""

    organization = forms.ChoiceField(label=_("Which organization?"))

    def __init__(self, *args: Any, organizations: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organization"].choices = organizations  # type: ignore[attr-defined]
