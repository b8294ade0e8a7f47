"""An office set up or closed, and who prepares and signs there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rochdale.registry.rules.places import place_code
from rochdale.registry.rules.signing import Role
from rochdale.registry.signing_words import ROLES
from rochdale.ui.forms import DayField, OperationForm, Tiles

Choices = Sequence[tuple[str, str]]


class OfficeForm(OperationForm):
    """An office under one's own."""

    parent = forms.ChoiceField(label=_("Under which office?"))
    name = forms.CharField(label=_("What is it called?"), max_length=200)
    name_fr = forms.CharField(label=_("In French"), max_length=200, required=False)
    name_lo = forms.CharField(label=_("In Lao"), max_length=200, required=False)
    code = forms.RegexField(
        r"^[A-Z0-9]+(-[A-Z0-9]+)*$", label=_("Its code"), max_length=40, help_text=_("Capitals and figures, as LA-CPS. It never changes.")
    )
    territory = forms.CharField(
        label=_("For which places?"), widget=forms.Textarea({"rows": 3}), max_length=2_000,
        help_text=_("One a line, from wide to narrow: Champasak / Pakxong."),
    )  # fmt: skip
    number_code = forms.CharField(
        label=_("What stands for it in registration numbers?"), max_length=20, required=False, help_text=_("As SW for the South West.")
    )
    body = forms.ChoiceField(label=_("Who keeps it?"), required=False, help_text=_("The body whose registrars decide there."))
    is_registering = forms.BooleanField(label=_("Applications come here"), required=False, initial=True)
    since_on = DayField(label=_("From which day on?"))

    def __init__(self, *args: Any, parents: Choices, bodies: Choices, country: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.country = country
        self.fields["parent"].choices = list(parents)  # type: ignore[attr-defined]
        self.fields["body"].choices = [("", _("Nobody yet")), *bodies]  # type: ignore[attr-defined]
        if len(parents) == 1:
            self.fields["parent"].widget = forms.HiddenInput()
            self.fields["parent"].initial = parents[0][0]

    def clean_territory(self) -> list[str]:
        """Codes of the places."""
        lines = [[name.strip() for name in line.split("/") if name.strip()] for line in self.cleaned_data["territory"].splitlines()]
        return [place_code(self.country, names) for names in lines if names]

    def names(self) -> dict[str, str]:
        """By language, where told."""
        told = {language: self.cleaned_data[f"name_{language}"].strip() for language in ("fr", "lo")}
        return {language: name for language, name in told.items() if name}


class RoleForm(OperationForm):
    """Somebody is named. Who may be, depends on the role."""

    role = forms.ChoiceField(
        label=_("What does the person do?"), choices=list(ROLES.items()),
        widget=Tiles(icons={Role.PREPARER: "search", Role.SIGNATORY: "seal", Role.INTERIM: "clock"}),
    )  # fmt: skip
    person = forms.ChoiceField(label=_("Who?"))
    title = forms.CharField(label=_("Title, as letters print it"), max_length=120, required=False)
    order = forms.CharField(label=_("Which order says so?"), max_length=200, help_text=_("Its number and day."))
    since_on = DayField(label=_("From which day on?"))
    until_on = DayField(label=_("First day without it"), required=False, help_text=_("An interim signatory always has one."))

    def __init__(self, *args: Any, people: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].choices = list(people)  # type: ignore[attr-defined]


class EndRoleForm(OperationForm):
    """The first day without it, and why."""

    until_on = DayField(label=_("First day without it"))
    reason = forms.CharField(label=_("Why?"), max_length=300, widget=forms.Textarea({"rows": 2}))
