"""Who is warned, what was sent and came back, what was found, what stays a case, and what is decided about an end."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from rochdale.registry.forms.standing import PapersForm
from rochdale.registry.rules.ledger import Kind
from rochdale.registry.rules.warnings import FOUND_BY_PERSONS, WITH_LIQUIDATOR
from rochdale.registry.warning_papers import ground_name
from rochdale.registry.warnings_page import STAYS
from rochdale.ui.forms import DayField, FigureField, ManyTiles, OperationForm, Tiles

USUAL_DAYS = 30


class BatchForm(OperationForm):
    """The list as it is confirmed: whoever is not ticked is not warned."""

    entities = forms.MultipleChoiceField(label=_("Who is warned?"), widget=ManyTiles())
    wait_days = FigureField(
        label=_("How many days does each warning give?"), unit=_("days"), max_digits=3, decimal_places=0, min_value=1, initial=USUAL_DAYS,
        help_text=_("No law that was read says how many."),
    )  # fmt: skip

    def __init__(self, *args: Any, entities: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["entities"].choices = list(entities)  # type: ignore[attr-defined]
        self.fields["entities"].initial = [key for key, _name in entities]

    def chosen(self) -> list[UUID]:
        """Their ids."""
        return [UUID(one) for one in self.cleaned_data["entities"]]


class SentForm(OperationForm):
    """Letters that went out."""

    sent_on = DayField(label=_("When were they sent?"))
    proof = forms.CharField(
        label=_("Proof"), max_length=200, help_text=_("The number of the registered letters, or who took them and signed.")
    )
    file = forms.FileField(label=_("The list with the stamp of the post"), required=False)


class ReturnedForm(OperationForm):
    """A letter that came back."""

    returned_on = DayField(label=_("When did it come back?"))


class FindingForm(OperationForm):
    """What was found."""

    ground = forms.ChoiceField(label=_("What was found?"), widget=Tiles())
    since_on = DayField(label=_("Since when?"))
    says = forms.CharField(label=_("How was it found?"), max_length=500, widget=forms.Textarea({"rows": 2}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ground"].choices = [(code, ground_name(code)) for code in FOUND_BY_PERSONS]  # type: ignore[attr-defined]


class StayForm(OperationForm):
    """Why nobody warns it for now."""

    kind = forms.ChoiceField(label=_("Why?"), choices=list(STAYS.items()), widget=Tiles())
    reason = forms.CharField(label=_("Say more"), max_length=500, widget=forms.Textarea({"rows": 2}))


class ActForm(PapersForm):
    """A decision about the end: its day, who winds it up, the minutes."""

    def __init__(self, *args: Any, kind: Kind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["acted_on"] = DayField(label=_("When was it decided?"))
        if kind in WITH_LIQUIDATOR:
            self.fields["liquidator"] = forms.CharField(
                label=_("Who winds it up?"), max_length=200, help_text=_("The name stands on every paper, and in the register.")
            )
        self.add_files(str(_("Minutes, or the decision")))
        if kind is Kind.STRIKE_OFF:
            self.fields["note"].label = _("Who got what was left?")
            self.fields["note"].help_text = _("Other cooperatives, or bodies that promote them; never the members.")
