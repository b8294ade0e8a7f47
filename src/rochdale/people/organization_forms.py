"""Shapes of input about organizations and the unions they belong to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, cast

from django import forms
from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from rochdale.base.countries import countries
from rochdale.kernel.place import find_places, is_place, place
from rochdale.people.forms import clean_name
from rochdale.people.labels import KIND_ICONS, KINDS
from rochdale.people.rules.kinds import SET_UP_BY_THE_INSTALLATION
from rochdale.ui.forms import ChooseField, DayField, Match, OperationForm, Tiles

MOST_MATCHES = 8


def _kinds() -> list[tuple[str, str]]:
    return [(kind.value, str(label)) for kind, label in KINDS.items() if kind not in SET_UP_BY_THE_INSTALLATION]


def _languages() -> list[tuple[str, str]]:
    native = [(code, translation.get_language_info(code)["name_local"]) for code, label in settings.LANGUAGES]
    return [("", str(_("Not known yet"))), *native]


class NewOrganization(OperationForm):
    """An organization as a registrar writes it down."""

    name = forms.CharField(label=_("What is the organization called?"), help_text=_("As on its papers."), max_length=200)
    kind = forms.ChoiceField(
        label=_("What is it?"),
        widget=Tiles({kind.value: icon for kind, icon in KIND_ICONS.items()}),
        choices=_kinds,
        error_messages={"required": _("Choose one.")},
    )
    country = forms.ChoiceField(label=_("In which country?"), choices=countries)
    place = ChooseField(
        label=_("In which town?"),
        help_text=_("Type its name, or its code as LAPKZ. Leave it empty if the town has no code."),
        find=lambda text: [],
        required=False,
    )
    language = forms.ChoiceField(label=_("Which language do its people read?"), choices=_languages, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(ChooseField, self.fields["place"]).find = self._places

    def _places(self, text: str) -> Sequence[Match]:
        """Towns of the chosen country. A code of another country is found too, so that the mistake can be told."""
        found = find_places(text, countries=[self.data.get("country", "")], most=MOST_MATCHES)
        if not found and is_place(text):
            found = [place(text)]
        return [Match(town.code, str(town)) for town in found]

    def clean_name(self) -> str:
        return clean_name(self.cleaned_data["name"])


class NewMember(OperationForm):
    """Which organization joins a union, and when."""

    member = ChooseField(
        label=_("Who joins the union?"), help_text=_("Type the name of the cooperative, group or union."), find=lambda text: []
    )
    since_on = DayField(label=_("From which day on?"))

    def __init__(self, *args: Any, find: Callable[[str], Sequence[Match]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(ChooseField, self.fields["member"]).find = find


class EndOfMembership(OperationForm):
    """When an organization leaves a union."""

    until_on = DayField(label=_("From which day on does it no longer belong?"), help_text=_("The day before is the last."))
