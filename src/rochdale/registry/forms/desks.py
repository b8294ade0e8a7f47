"""A desk set up, its file given, a report brought, whose word counts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rochdale.registry.rules.desks import Way
from rochdale.ui.forms import OperationForm

Choices = Sequence[tuple[str, str]]
WAYS = {Way.DESK.value: _("The desk’s word counts"), Way.CENTRE.value: _("The desk’s word does not count")}


class DeskForm(OperationForm):
    """For which office, and where it stands."""

    office = forms.ChoiceField(label=_("Office"))
    name = forms.CharField(label=_("Where does it stand, or who carries it?"), max_length=120)

    def __init__(self, *args: Any, offices: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["office"].choices = list(offices)  # type: ignore[attr-defined]
        if len(offices) == 1:
            self.fields["office"].widget = forms.HiddenInput()
            self.fields["office"].initial = offices[0][0]


class BringForm(OperationForm):
    """The file a desk gave back."""

    file = forms.FileField(label=_("The report of the desk"), help_text=_("A file that ends in .zip, as the desk wrote it."))


class WriteForm(OperationForm):
    """A report; the last one closes the desk."""

    is_last = forms.BooleanField(
        label=_("This is the last one"), help_text=_("The desk issues no more, and its numbers go back to the centre."), required=False
    )


class SettleItemForm(OperationForm):
    """Whose word counts, and why."""

    way = forms.ChoiceField(label=_("Whose word counts?"), widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Why?"), help_text=_("Whom you asked, and what you found."), max_length=500, widget=forms.Textarea({"rows": 3})
    )

    def __init__(self, *args: Any, ways: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["way"].choices = [(way, WAYS[way]) for way in ways]  # type: ignore[attr-defined]
        if len(ways) == 1:
            self.fields["way"].initial = ways[0]
