"""What people ask of a law: would this be refused, when is it due; and what was given out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from rochdale.base.countries import country_name
from rochdale.registry import law_words as words
from rochdale.registry.models import GivenOut
from rochdale.registry.queries.law import countries_with_law, laws_of
from rochdale.registry.rules.deadlines import Unit
from rochdale.registry.rules.pack import Pack
from rochdale.ui.forms import DayField, FigureField, ManyTiles, OperationForm

ACTS = [("REGISTER", _("To be registered")), ("AMEND_STATUTES", _("To change the statutes")), ("CONVERT", _("To take another form"))]


def country_choices() -> list[tuple[str, str]]:
    """Every country with a law, by name."""
    return sorted(((code, country_name(code)) for code in countries_with_law()), key=lambda one: one[1])


class CaseForm(forms.Form):
    """A case to be judged. Nothing of it is kept."""

    country = forms.ChoiceField(label=_("In which country?"))
    form = forms.ChoiceField(label=_("As what?"))
    act = forms.ChoiceField(label=_("What is to be done?"), choices=ACTS)
    on = DayField(label=_("On which day was it decided?"), help_text=_("The law of that day counts."))
    filed_on = DayField(label=_("When was it filed?"), required=False)
    members = forms.IntegerField(label=_("How many founders?"), min_value=0, max_value=100_000, required=False)
    subscribed = FigureField(label=_("How much capital is subscribed?"), max_digits=14, decimal_places=2, min_value=0, required=False)
    paid = FigureField(label=_("How much of it is paid?"), max_digits=14, decimal_places=2, min_value=0, required=False)
    papers = forms.MultipleChoiceField(label=_("Which papers are there?"), widget=ManyTiles(), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["country"].choices = country_choices()  # type: ignore[attr-defined]
        forms_known = {form.code: form.names for country in countries_with_law() for pack in laws_of(country) for form in pack.forms}
        self.fields["form"].choices = [(code, words.called(words.FORMS, code, names)) for code, names in forms_known.items()]  # type: ignore[attr-defined]
        self.fields["papers"].choices = list(words.DOCUMENTS.items())  # type: ignore[attr-defined]


class TermForm(forms.Form):
    """A term to be counted."""

    start = DayField(label=_("From which day?"), help_text=_("That day is day 0."))
    count = forms.IntegerField(label=_("How many?"), min_value=0, max_value=10_000)
    unit = forms.ChoiceField(
        label=_("Of what?"),
        choices=[(Unit.DAYS.value, _("Days")), (Unit.WORKING_DAYS.value, _("Working days")), (Unit.MONTHS.value, _("Months"))],
    )


class GivenForm(OperationForm):
    """Papers of the law, given to somebody somewhere."""

    law = forms.ChoiceField(label=_("Which law?"))
    paper = forms.ChoiceField(label=_("What?"), choices=GivenOut.Paper.choices)
    language = forms.ChoiceField(label=_("In which language?"), choices=settings.LANGUAGES)
    copies = forms.IntegerField(
        label=_("How many copies?"), help_text=_("Of a talk: how often it was broadcast. Below zero takes a mistake back."),
        min_value=-10_000,
        max_value=1_000_000,
    )  # fmt: skip
    place = forms.CharField(label=_("Where?"), max_length=200)
    to = forms.CharField(label=_("To whom?"), help_text=_("A group, a school, a station. No name of a person."), max_length=200)
    on = DayField(label=_("When?"))

    def __init__(self, *args: Any, laws: Sequence[Pack], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["law"].choices = [(pack.ref, words.called(words.LAWS, pack.id, {"": pack.title})) for pack in laws]  # type: ignore[attr-defined]
