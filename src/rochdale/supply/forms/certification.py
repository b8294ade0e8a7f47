"""Shapes of input for certificates, inspections and gaps."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from rochdale.supply.called import CLAIMS, PRODUCTS
from rochdale.supply.operations.certification import GapFound
from rochdale.supply.rules.certification import NO, NOT_APPLICABLE, YES, questions_for
from rochdale.ui.forms import DayField, OperationForm, Tiles

CHOOSE_ONE = {"required": _("Choose one.")}
ANSWERS = [(YES, _("Yes")), (NO, _("No")), (NOT_APPLICABLE, _("Does not apply"))]
ANSWER_PICTURES = {YES: "check", NO: "cross", NOT_APPLICABLE: "minus"}
RESULTS = [("approved", _("Approved")), ("conditions", _("With conditions")), ("refused", _("Refused"))]
RESULT_PICTURES = {"approved": "check", "conditions": "need", "refused": "no"}
GAPS = 3
"""So many gaps fit on one sheet; more are written on a second visit."""


class CertificateForm(OperationForm):
    """A certificate of the group."""

    scheme = forms.ChoiceField(label=_("Which scheme?"), choices=CLAIMS.items(), widget=Tiles(), error_messages=CHOOSE_ONE)
    product = forms.ChoiceField(label=_("For which product?"), choices=PRODUCTS.items(), error_messages=CHOOSE_ONE)
    number = forms.CharField(label=_("Number of the certificate"), max_length=60)
    certifier = forms.CharField(label=_("Who certified it?"), max_length=120)
    valid_from = DayField(label=_("Valid from"))
    valid_until = DayField(label=_("Valid until"))
    most_growers = forms.IntegerField(
        label=_("How many growers at most?"),
        required=False,
        min_value=1,
        help_text=_("Organic in the EU: 2,000. Leave it empty where there is no limit."),
    )


class Approve(OperationForm):
    """From which day."""

    since_on = DayField(label=_("Approved from"))


class EndApproval(OperationForm):
    """Until which day and why."""

    until_on = DayField(label=_("First day without approval"))
    because = forms.CharField(label=_("Why?"), max_length=300)


class CloseGap(OperationForm):
    """What shows that it was put right."""

    evidence = forms.CharField(label=_("What shows that it was put right?"), max_length=300)


class InspectionForm(OperationForm):
    """The sheet of the internal inspector: questions of the scheme, result, and up to three gaps."""

    visited_on = DayField(label=_("Day of the visit"))
    inspector_name = forms.CharField(label=_("Who visited?"), max_length=200, required=False)

    def __init__(self, *args: Any, scheme: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.scheme = scheme
        for question in questions_for(scheme):
            self.fields[f"q-{question.code}"] = forms.ChoiceField(
                label=gettext(question.asks), choices=ANSWERS, widget=Tiles(icons=ANSWER_PICTURES), error_messages=CHOOSE_ONE
            )
            self.fields[f"n-{question.code}"] = forms.CharField(label=_("Note"), max_length=300, required=False)
        self.fields["result"] = forms.ChoiceField(
            label=_("What is the result?"), choices=RESULTS, widget=Tiles(icons=RESULT_PICTURES), error_messages=CHOOSE_ONE
        )
        self.fields["note"] = forms.CharField(
            label=_("What else was seen?"), max_length=500, required=False, widget=forms.Textarea({"rows": 3})
        )
        for number in range(1, GAPS + 1):
            self._add_gap(number)

    def _add_gap(self, number: int) -> None:
        label = {"number": number}
        self.fields[f"gap-{number}"] = forms.CharField(
            label=gettext("Gap %(number)s: what is wrong?") % label, max_length=300, required=False
        )
        self.fields[f"major-{number}"] = forms.BooleanField(label=_("It is a major gap."), required=False)
        self.fields[f"action-{number}"] = forms.CharField(label=_("What corrects it?"), max_length=300, required=False)
        self.fields[f"due-{number}"] = DayField(label=_("Until when?"), required=False)

    def clean(self) -> dict[str, Any]:
        """A gap that is begun needs its day."""
        answers = super().clean() or self.cleaned_data
        for number in range(1, GAPS + 1):
            if answers.get(f"gap-{number}") and not answers.get(f"due-{number}"):
                self.add_error(f"due-{number}", gettext("Until when must it be put right?"))
        return answers

    def told(self) -> dict[str, Any]:
        """As the operation takes it."""
        answers = self.cleaned_data
        codes = [question.code for question in questions_for(self.scheme)]
        gaps = [
            GapFound(answers[f"gap-{number}"], answers[f"major-{number}"], answers[f"action-{number}"], answers[f"due-{number}"])
            for number in range(1, GAPS + 1)
            if answers[f"gap-{number}"]
        ]
        return {
            "inspector_name": answers["inspector_name"],
            "answers": {code: answers[f"q-{code}"] for code in codes},
            "notes": {code: answers[f"n-{code}"] for code in codes},
            "result": answers["result"],
            "note": answers["note"],
            "gaps": gaps,
        }


class FieldInspection(InspectionForm):
    """The same out on the land, where grower and certificate are named by their numbers."""

    grower = forms.CharField(label=_("Grower’s number"), max_length=30)
    certificate = forms.CharField(label=_("Number of the certificate"), max_length=60)
    field_order = ("grower", "certificate")
