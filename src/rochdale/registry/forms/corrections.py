"""What a filing should have said, where it was written down wrongly."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rochdale.base.words import sentence
from rochdale.kernel.refusal import Refusal
from rochdale.registry.called import FIELDS
from rochdale.registry.models.names import LONGEST
from rochdale.registry.rules.places import place_code
from rochdale.ui.forms import ReasonForm

WRITTEN = ("name", "trading_name", "acronym", "number", "object", "liquidator")
"""Of what a filing says, that which is one line of text. Form, officers and tiers come by filings of their own."""
NEEDED = frozenset({"name", "number"})


class CorrectionForm(ReasonForm):
    """A line for each text that the filing says, and for each place of the seat from wide to narrow."""

    def __init__(self, *args: Any, says: Mapping[str, Any], country: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.says, self.country = says, country
        self.written = [name for name in WRITTEN if says.get(name) and isinstance(says[name], str)]
        self.places = list((says.get("seat") or {}).get("names", []))
        for name in self.written:
            self.fields[name] = _line(FIELDS[name], says[name], is_needed=name in NEEDED)
        for number, place in enumerate(self.places):
            is_last = number == len(self.places) - 1
            label = _("Province or region") if number == 0 else _("Village or town") if is_last else _("District")
            self.fields[f"place-{number}"] = _line(label, place, is_needed=True)
        self.order_fields([name for name in self.fields if name != "reason"] + ["reason"])

    def told(self) -> dict[str, Any]:
        """All that the filing should have said."""
        told = {**self.says, **{name: self.cleaned_data[name] for name in self.written}}
        names = [self.cleaned_data[f"place-{number}"] for number in range(len(self.places))]
        if names != self.places:
            told["seat"] = {**self.says["seat"], "names": names, "code": place_code(self.country, names)}
        return told

    def clean(self) -> dict[str, Any]:
        told = super().clean() or self.cleaned_data
        if not self.errors and self.told() == self.says:
            self.add_error(None, sentence(Refusal("registry.correction-changes-nothing")))
        return told


def _line(label: Any, text: str, *, is_needed: bool) -> forms.CharField:
    return forms.CharField(label=label, initial=text, max_length=LONGEST, required=is_needed)
