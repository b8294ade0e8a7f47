"""What each step of a sample asks for."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rochdale.trade import goods_words as words
from rochdale.trade.goods_words import choices
from rochdale.trade.operations.samples import SampleRequest
from rochdale.trade.rules.samples import USUAL_GRAMS, Result
from rochdale.ui.forms import DayField, FigureField, OperationForm, Tiles


def note_field() -> forms.CharField:
    """A few words that go along with a step."""
    return forms.CharField(label=_("A word beside it"), required=False, max_length=500, widget=forms.Textarea({"rows": 2}))


class AskForm(OperationForm):
    """Which sample, how much, under which protocol, by when, to where."""

    kind = forms.ChoiceField(
        label=_("Which sample?"),
        widget=Tiles({"pre-shipment": "ship", "arrival": "container"}),
        choices=[("pre-shipment", _("Before it ships")), ("arrival", _("After it arrived"))],
        initial="pre-shipment",
    )
    position = forms.TypedChoiceField(label=_("Of which lot?"), coerce=int)
    grams = forms.IntegerField(label=_("How many grams?"), min_value=1, initial=USUAL_GRAMS, help_text=_("Usual are 300 to 500."))
    protocol = forms.ChoiceField(
        label=_("Under which protocol will you judge it?"), required=False, choices=lambda: choices("protocols", words.PROTOCOLS, _("None"))
    )
    due_on = DayField(label=_("By when must it be sent?"))
    address = forms.CharField(label=_("Where should it go?"), widget=forms.Textarea({"rows": 3}), max_length=300)
    note = note_field()

    def __init__(self, *args: Any, lots: list[tuple[int, str]], is_of_contract: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        position = self.fields["position"]
        assert isinstance(position, forms.ChoiceField)
        position.choices = lots
        if not is_of_contract:
            del self.fields["kind"]
        if len(lots) < 2:
            del self.fields["position"]

    def asked(self) -> SampleRequest:
        """What was written."""
        said = self.cleaned_data
        return SampleRequest(said.get("kind", "offer"), said["grams"], said["protocol"], said["due_on"], said["address"], said["note"])


class SendForm(OperationForm):
    """With whom it went, under which number and seal."""

    courier = forms.CharField(label=_("Which courier took it?"), max_length=80)
    tracking = forms.CharField(label=_("Under which number?"), max_length=60, required=False)
    seal = forms.CharField(label=_("What is the number of its seal?"), max_length=60)
    sent_on = DayField(label=_("On which day?"))
    note = note_field()


class ReceiveForm(OperationForm):
    """When it came."""

    received_on = DayField(label=_("On which day did it come?"))
    note = note_field()


class ResultForm(OperationForm):
    """What was found, under the protocol agreed on."""

    protocol = forms.ChoiceField(
        label=_("Under which protocol?"), required=False, choices=lambda: choices("protocols", words.PROTOCOLS, _("None"))
    )
    score = FigureField(label=_("Which score?"), unit=_("points"), required=False, max_digits=5, decimal_places=2)
    moisture = FigureField(label=_("How moist is it?"), unit="%", required=False, max_digits=5, decimal_places=2)
    defects = forms.IntegerField(label=_("How many defects?"), required=False, min_value=0)
    grade = forms.CharField(label=_("Which grade?"), required=False, max_length=60)
    note = forms.CharField(label=_("What else was found?"), required=False, max_length=1000, widget=forms.Textarea({"rows": 3}))

    def result(self) -> Result:
        """What was written."""
        said = self.cleaned_data
        return Result(said["protocol"], said["score"], said["moisture"], said["defects"], said["grade"])


class NoteForm(OperationForm):
    """A yes with a few words, or none."""

    note = note_field()


class ReplaceForm(OperationForm):
    """When the next one is due."""

    due_on = DayField(label=_("By when must it be sent?"))
    note = note_field()


class AllowanceForm(OperationForm):
    """How much less, and why."""

    per_kg = FigureField(label=_("How much less for 1 kg?"), max_digits=20, decimal_places=6)
    reason = forms.CharField(label=_("Why?"), widget=forms.Textarea({"rows": 3}), max_length=500)


class AllowanceAnswerForm(OperationForm):
    """Yes or no to it."""

    is_yes = forms.BooleanField(required=False)
    note = note_field()
