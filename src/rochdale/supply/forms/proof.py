"""Shapes of input for proof: packs, risk, papers, references, rows of the law, documents of events."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, cast

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from rochdale.supply.models import Risk, RuleKind
from rochdale.supply.operations.proof import PaperGiven, RiskGiven
from rochdale.supply.proof_words import TOPICS, paper_name
from rochdale.supply.rules.law import RuleFacts
from rochdale.ui.forms import DayField, OperationForm, Tiles


class PackForm(OperationForm):
    """Which pack, for whom."""

    kind = forms.ChoiceField(
        label=_("What do you need?"),
        choices=[("issued", _("The pack for the buyer")), ("redacted", _("A draft without names and plots"))],
        widget=Tiles({"issued": "seal", "redacted": "pencil"}),
        initial="issued",
    )
    species = forms.ChoiceField(label=_("Which species is it?"), required=False, widget=Tiles())
    reader = forms.ChoiceField(
        label=_("Is the buyer here in this installation?"), help_text=_("Then the pack can be fetched here."), required=False
    )
    for_whom = forms.CharField(
        label=_("Or: the name of the buyer"), max_length=200, required=False, help_text=_("As it shall stand in the pack.")
    )
    language = forms.ChoiceField(label=_("In which language?"), choices=settings.LANGUAGES)
    wants_plots = forms.BooleanField(label=_("The buyer asks for plots although the law does not."), required=False)
    agreed = forms.BooleanField(
        label=_("The cooperative has agreed that this buyer sees names and plots."), required=False,
        help_text=_("For a buyer who is not here. With one who is here, share plots first."),
    )  # fmt: skip

    def __init__(self, *args: Any, species: Sequence[str], readers: Mapping[str, str], in_scope: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ChoiceField, self.fields["species"]).choices = [(name, name) for name in species]
        cast(forms.ChoiceField, self.fields["reader"]).choices = [("", _("No")), *readers.items()]
        if len(species) < 2:
            del self.fields["species"]
        if in_scope:
            del self.fields["wants_plots"]


class RiskForm(OperationForm):
    """What an assessment said, and what was looked at."""

    risk = forms.ChoiceField(
        label=_("What was found?"), choices=Risk.choices, widget=Tiles({"low": "check", "high": "no", "more": "search"})
    )
    on = DayField(label=_("On which day?"))
    provider = forms.CharField(label=_("Who assessed it?"), help_text=_("A service such as Whisp, or a person."), max_length=60)
    provider_version = forms.CharField(label=_("Version of the service"), max_length=40, required=False)
    looked_at = forms.CharField(
        label=_("What was looked at?"), widget=forms.Textarea({"rows": 3}), max_length=500, required=False,
        help_text=_("Photos, papers, images of 2020."),
    )  # fmt: skip

    def given(self) -> RiskGiven:
        """As the operation takes it."""
        answers = self.cleaned_data
        evidence = (("looked at", answers["looked_at"]),) if answers["looked_at"] else ()
        return RiskGiven(answers["risk"], answers["on"], answers["provider"], answers["provider_version"], evidence)


class PaperForm(OperationForm):
    """A paper of legality, with its file if there is one."""

    kind = forms.ChoiceField(label=_("Which paper?"))
    number = forms.CharField(label=_("Its number"), max_length=100, required=False)
    issued_on = DayField(label=_("Issued on"))
    valid_until = DayField(label=_("Valid until"), required=False)
    file = forms.FileField(label=_("Photo or PDF"), required=False)

    def __init__(self, *args: Any, kinds: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ChoiceField, self.fields["kind"]).choices = [(code, paper_name(code)) for code in kinds]

    def paper(self) -> PaperGiven:
        """As the operation takes it."""
        answers, file = self.cleaned_data, self.cleaned_data["file"]
        name, content = (file.name, file.read()) if file else ("", b"")
        return PaperGiven(answers["kind"], answers["number"], answers["issued_on"], answers["valid_until"], name, content)


class ReferenceForm(OperationForm):
    """The number that the buyer's statement got."""

    reference = forms.CharField(label=_("Reference and verification number"), max_length=60)


class WhyForm(OperationForm):
    """Why something is taken back."""

    reason = forms.CharField(label=_("Why?"), max_length=300)


class RuleForm(OperationForm):
    """A row of the law, as its source states it."""

    kind = forms.ChoiceField(label=_("What does the row say?"), choices=RuleKind.choices)
    key = forms.CharField(
        label=_("About what?"), max_length=20, help_text=_("Heading of goods (0901), “large” or “small”, or a country (LA; * for any).")
    )
    value = forms.CharField(
        label=_("What holds?"), max_length=40, help_text=_("“in” or “out”; a day (2026-12-30); low, standard or high; the name of a paper.")
    )
    topic = forms.ChoiceField(label=_("For a paper: what does it show?"), required=False, choices=[("", _("–")), *TOPICS.items()])
    since_on = DayField(label=_("From which day?"))
    until_on = DayField(label=_("Until which day?"), required=False)
    source = forms.CharField(label=_("Where is it written?"), max_length=300)
    is_verified = forms.BooleanField(label=_("I have read the source."), required=False)

    def rule(self) -> RuleFacts:
        """As the operation takes it."""
        fields = ("kind", "key", "value", "topic", "since_on", "until_on", "source", "is_verified")
        return RuleFacts(**{name: self.cleaned_data[name] for name in fields})


class CaptureForm(OperationForm):
    """A document of events from somebody else."""

    file = forms.FileField(label=_("The document (JSON-LD)"))
    sender = forms.CharField(label=_("From whom is it?"), max_length=200, required=False)
