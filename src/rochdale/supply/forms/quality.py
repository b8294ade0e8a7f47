"""Shapes of input for samples and results: the fields of a result are those of its protocol."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from rochdale.supply.models import Facility
from rochdale.supply.quality_called import field_name
from rochdale.supply.rules.protocols import Protocol
from rochdale.ui.forms import FigureField, OperationForm


class SampleForm(OperationForm):
    """How many grams were taken, where, and to whom they go."""

    place = forms.ChoiceField(label=_("Where was it taken?"))
    weight = forms.IntegerField(label=_("How many grams?"), min_value=1, max_value=100_000, initial=350)
    sent_to = forms.CharField(label=_("Who looks at it?"), help_text=_("A laboratory or a person."), max_length=200, required=False)

    def __init__(self, *args: Any, places: Sequence[Facility], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ChoiceField, self.fields["place"]).choices = [(str(place.id), place.name) for place in places]


class ResultForm(OperationForm):
    """What was found, by the fields of one protocol."""

    def __init__(self, *args: Any, protocol: Protocol, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.protocol = protocol
        for field in protocol.fields.values():
            label, required = field_name(field.name), not field.may_be_empty
            if field.is_text:
                self.fields[field.name] = forms.CharField(label=label, max_length=200, required=required)
            else:
                initial = field.least if field.is_whole and field.least == field.most else None
                self.fields[field.name] = FigureField(label=label, unit=field.unit, required=required, initial=initial)
        self.fields["laboratory"] = forms.CharField(label=_("Laboratory"), max_length=200, required=False)
        self.fields["graders"] = forms.CharField(label=_("Who tasted or cut?"), max_length=300, required=False)

    def values(self) -> Mapping[str, Decimal | str]:
        """By field, what was found; nothing for an empty one."""
        answers = self.cleaned_data
        return {name: answers[name] for name in self.protocol.fields if answers.get(name) not in (None, "")}
