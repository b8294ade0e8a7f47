"""Shapes of input about devices and PINs."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rochdale.base.words import sentence
from rochdale.people.models import DeviceKind
from rochdale.people.operations.devices import REASONS
from rochdale.people.pins import in_plain_figures
from rochdale.people.rules.devices import LONGEST_NAME, LONGEST_PIN, refusals_for_pin
from rochdale.ui.forms import OperationForm, Tiles

KIND_ICONS = {"phone": "phone", "tablet": "tablet", "laptop": "laptop"}
REASON_LABELS = dict(zip(REASONS, (_("Lost or stolen"), _("Broken"), _("Given away")), strict=True))


class PinInput(forms.PasswordInput):
    """Figures that nobody beside should read, with the number keys of a phone."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"inputmode": "numeric", "autocomplete": "off", "maxlength": str(2 * LONGEST_PIN), **(attrs or {})})


class NewDevice(OperationForm):
    """What a device is called and how it is used."""

    name = forms.CharField(label=_("What is the device called?"), help_text=_("So that all know which one it is."), max_length=LONGEST_NAME)
    kind = forms.ChoiceField(label=_("What is it?"), choices=DeviceKind.choices, widget=Tiles(KIND_ICONS))
    is_shared = forms.BooleanField(
        label=_("It goes from hand to hand."), help_text=_("Then everybody is signed out after each task."), required=False
    )


class DeviceCode(OperationForm):
    """The code that a leader read out or showed."""

    code = forms.CharField(
        label=_("What is the code?"),
        max_length=40,
        widget=forms.TextInput({"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )


class StrikeOff(OperationForm):
    """Why a device is struck off."""

    because = forms.ChoiceField(
        label=_("What happened to it?"),
        choices=list(REASON_LABELS.items()),
        widget=Tiles({"lost": "search", "broken": "cross", "given-away": "hand"}),
    )


class ChoosePin(OperationForm):
    """A new PIN, twice."""

    pin = forms.CharField(
        label=_("Which PIN do you choose?"), help_text=_("4 to 8 figures. Not 1234, and not your birth year."), widget=PinInput()
    )
    again = forms.CharField(label=_("The same PIN once more"), widget=PinInput())

    def __init__(self, *args: Any, birth_year: int | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.birth_year = birth_year

    def clean_pin(self) -> str:
        pin = in_plain_figures(self.cleaned_data["pin"])
        refusals = refusals_for_pin(pin, birth_year=self.birth_year)
        if refusals:
            raise forms.ValidationError([sentence(refusal) for refusal in refusals])
        return pin

    def clean_again(self) -> str:
        again = in_plain_figures(self.cleaned_data["again"])
        if self.cleaned_data.get("pin", again) != again:
            raise forms.ValidationError(_("The two are not the same. Type them again."), "not-the-same")
        return again


class TypedPin(forms.Form):
    """The figures tapped on the pad."""

    pin = forms.CharField(label=_("Your PIN"), widget=PinInput())

    def clean_pin(self) -> str:
        return in_plain_figures(self.cleaned_data["pin"])
