"""When and where a group founds itself, and what the office says to sending somebody."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rochdale.registry.attendance_words import ANSWERS
from rochdale.registry.rules.attendance import AFTER, Booking
from rochdale.ui.forms import DayField, OperationForm, Tiles

ICONS: Mapping[str, str] = {Booking.PROMISED: "check", Booking.DECLINED: "no", Booking.CAME: "check", Booking.MISSED: "no"}


class AskOfficialForm(OperationForm):
    """The day, the hour and the place of a founding assembly."""

    meets_on = DayField(label=_("On which day do you meet?"))
    hour = forms.CharField(label=_("At what time?"), max_length=20, required=False, help_text=_("As 9:00."))
    place = forms.CharField(label=_("Where?"), max_length=200)


class BookOfficialForm(OperationForm):
    """Somebody is promised, or not; afterwards: somebody came, or not."""

    to = forms.ChoiceField(label=_("What do you say?"), widget=Tiles(icons=ICONS))
    official = forms.ChoiceField(label=_("Who goes?"), required=False)
    reason = forms.CharField(
        label=_("If not: why?"), help_text=_("Say also which other day would do."), max_length=300, required=False,
        widget=forms.Textarea({"rows": 2}),
    )  # fmt: skip

    def __init__(self, *args: Any, state: Booking, is_over: bool, people: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        after = {Booking.CAME, Booking.MISSED} if is_over else {Booking.PROMISED, Booking.DECLINED}
        choices = [(one.value, ANSWERS[one]) for one in Booking if one in after & AFTER[state]]
        self.fields["to"].choices = choices or [(Booking.DECLINED.value, ANSWERS[Booking.DECLINED])]  # type: ignore[attr-defined]
        self.fields["official"].choices = [("", "–"), *people]  # type: ignore[attr-defined]
        if is_over:
            del self.fields["official"]
