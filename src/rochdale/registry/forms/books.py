"""A page of a paper book, its lines, who is right where book and register are not alike."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rochdale.registry.book_labels import COLUMNS, RIGHTS
from rochdale.registry.rules.books import MOST_LINES
from rochdale.ui.forms import DayField, OperationForm

Choices = Sequence[tuple[str, str]]


class PageForm(OperationForm):
    """Which page, and its photograph."""

    book = forms.ChoiceField(label=_("Which book?"), required=False)
    volume = forms.CharField(label=_("Volume"), help_text=_("As it stands on its back."), max_length=20)
    page = forms.CharField(label=_("Page"), max_length=10)
    lines = forms.IntegerField(label=_("How many lines are written on?"), min_value=1, max_value=MOST_LINES)
    photo = forms.FileField(label=_("Photo of the page, or PDF"), help_text=_("All lines in the picture, in good light."))

    def __init__(self, *args: Any, books: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["book"].choices = list(books)  # type: ignore[attr-defined]
        if len(books) == 1:
            self.fields["book"].widget = forms.HiddenInput()
            self.fields["book"].initial = books[0][0]


class LineForm(OperationForm):
    """What the book says, column by column."""

    def __init__(self, *args: Any, columns: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in columns:
            label = str(COLUMNS.get(name, name))
            of = DayField(label=label, required=False)
            self.fields[name] = of if name == "date" else forms.CharField(label=label, required=False, max_length=300)
        self.columns = tuple(columns)
        self.fields["is_struck"] = forms.BooleanField(label=_("The line is struck out"), required=False)

    def said(self) -> dict[str, str]:
        """By column; days in ISO form, numbers as they were written."""
        told = {name: self.cleaned_data[name] for name in self.columns}
        return {name: value.isoformat() if hasattr(value, "isoformat") else str(value) for name, value in told.items() if value}


class SettleLineForm(OperationForm):
    """Who is right, and why."""

    right = forms.ChoiceField(label=_("Who is right?"), choices=list(RIGHTS.items()), widget=forms.RadioSelect)
    reason = forms.CharField(label=_("Why, and what is done about it?"), max_length=500, widget=forms.Textarea({"rows": 3}))
