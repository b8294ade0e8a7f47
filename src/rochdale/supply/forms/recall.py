"""The start of a mock recall, carried along until its list is there."""

from __future__ import annotations

from django import forms

from rochdale.ui.forms import OperationForm


class RecallForm(OperationForm):
    """When the clock was started."""

    started_at = forms.DateTimeField(widget=forms.HiddenInput)
