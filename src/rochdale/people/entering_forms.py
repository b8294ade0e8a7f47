"""Shapes of input for being asked in, and for getting in again."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from rochdale.people.fields import PhoneField
from rochdale.people.forms import PASSWORD_HINT, clean_name
from rochdale.people.labels import OFFICE_ICONS
from rochdale.people.rules.kinds import OfficeName
from rochdale.ui.forms import DayField, ManyTiles, OperationForm

CODE_KEYS = {"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}


class TypedCode(forms.Form):
    """The code of a slip."""

    code = forms.CharField(
        label=_("The code on your slip"),
        help_text=_("Twelve signs. Capital or small is the same."),
        max_length=40,
        widget=forms.TextInput(CODE_KEYS),
    )


class NewInvitation(OperationForm):
    """Whom to ask in, and for what."""

    name = forms.CharField(label=_("What is the person's name?"), max_length=200)
    offices = forms.MultipleChoiceField(
        label=_("Which office waits?"),
        widget=ManyTiles({office.value: icon for office, icon in OFFICE_ICONS.items()}),
        choices=[(office.value, office.value) for office in OfficeName],
    )

    def __init__(self, *args: Any, offices: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.MultipleChoiceField, self.fields["offices"]).choices = offices

    def clean_name(self) -> str:
        return clean_name(self.cleaned_data["name"])


class _NewPassword(forms.Form):
    password = forms.CharField(
        label=_("Choose a password"), help_text=PASSWORD_HINT, strip=False, widget=forms.PasswordInput({"autocomplete": "new-password"})
    )

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        validate_password(password)
        return password


class Join(_NewPassword):
    """Somebody who was asked in and has no account yet. Neither e-mail nor phone is needed."""

    field_order = ["name", "phone", "email", "password"]

    name = forms.CharField(label=_("What is your name?"), max_length=200, widget=forms.TextInput({"autocomplete": "name"}))
    phone = PhoneField(label=_("Your phone number"), help_text=_("Leave it empty if you have none of your own."), required=False)
    email = forms.EmailField(
        label=_("Your e-mail"),
        help_text=_("Leave it empty if you have none."),
        required=False,
        widget=forms.EmailInput({"autocomplete": "email"}),
    )

    def clean_name(self) -> str:
        return clean_name(self.cleaned_data["name"])


class GetInAgain(_NewPassword):
    """The slip's code and a new password."""

    field_order = ["code", "password"]

    code = forms.CharField(
        label=_("The code on your slip"),
        help_text=_("Twelve signs. Capital or small is the same."),
        max_length=40,
        widget=forms.TextInput(CODE_KEYS),
    )


class NewDelegation(OperationForm):
    """Who acts for an officer, until when and why."""

    office = forms.ChoiceField(label=_("Which office do you lend?"), widget=forms.Select)
    deputy = forms.ChoiceField(label=_("Who acts for you?"), widget=forms.Select)
    until_on = DayField(label=_("Until which day?"), help_text=_("That day is the last. A quarter of a year at most."))
    reason = forms.CharField(label=_("Why?"), help_text=_("For example: I am in the capital for two weeks."), max_length=300)

    def __init__(self, *args: Any, offices: list[tuple[str, str]], deputies: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ChoiceField, self.fields["office"]).choices = offices
        cast(forms.ChoiceField, self.fields["deputy"]).choices = deputies
