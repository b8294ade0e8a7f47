"""A row of what a route asks for: three short screens for the operator."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rochdale.trade import goods_words as words
from rochdale.trade.goods_words import choices
from rochdale.trade.rules.papers import DOCUMENTS, Requirement
from rochdale.trade.shipments_called import PAPERS, WAYS
from rochdale.ui.forms import DayField, FigureField, ManyTiles, OperationForm

INCOTERMS = ("EXW", "FCA", "FAS", "FOB", "CFR", "CIF", "CPT", "CIP", "DAP", "DPU", "DDP")


class WhatForm(forms.Form):
    """Which paper, from whom."""

    document = forms.ChoiceField(label=_("Which paper?"), choices=[(code, PAPERS[code]) for code in DOCUMENTS if code != "certificate"])
    issuer = forms.CharField(label=_("Who issues it?"), max_length=200)
    form = forms.ChoiceField(
        label=_("Must it be the original?"),
        required=False,
        choices=[("", _("Not said")), ("original", _("The original")), ("copy", _("A copy is enough"))],
    )
    needed_by = forms.ChoiceField(
        label=_("By when must it be there?"), choices=[("departure", _("Before the goods leave")), ("arrival", _("Before they arrive"))]
    )
    lead_days = forms.IntegerField(label=_("How many days does it take?"), min_value=0, max_value=365, required=False)
    valid_days = forms.IntegerField(label=_("For how many days is it valid?"), min_value=1, max_value=3650, required=False)


class RouteForm(forms.Form):
    """For which goods, from where to where."""

    hs = forms.CharField(
        label=_("For which goods?"), max_length=6, required=False,
        help_text=_("Two, four or six figures of the Harmonized System: 0901 is coffee. Empty: all goods."),
    )  # fmt: skip
    origin = forms.CharField(
        label=_("From which country?"), max_length=2, required=False, help_text=_("Two letters, LA for Laos. Empty: any.")
    )
    destination = forms.CharField(
        label=_("To which country?"), max_length=2, required=False, help_text=_("Two letters; EU for its member states. Empty: any.")
    )
    mode = forms.ChoiceField(label=_("By which way?"), required=False, choices=[("", _("Any")), *WAYS.items()])
    incoterms = forms.MultipleChoiceField(
        label=_("Under which terms?"), required=False, widget=ManyTiles(), choices=[(one, one) for one in INCOTERMS]
    )
    certificate = forms.ChoiceField(
        label=_("Only for certified goods?"), required=False, choices=lambda: choices("certificates", words.CERTIFICATES, _("All goods"))
    )


class PeriodForm(OperationForm):
    """Since when, and where it is written."""

    valid_from = DayField(label=_("From which day on?"), required=False)
    valid_to = DayField(label=_("From which day no more?"), required=False)
    counts_on = forms.ChoiceField(
        label=_("Which day counts?"), choices=[("departure", _("The day of departure")), ("arrival", _("The day of arrival"))]
    )
    size = forms.ChoiceField(
        label=_("For importers of which size?"),
        required=False,
        choices=[("", _("Any")), ("large", _("Large or medium")), ("small", _("Small or micro"))],
    )
    above_eur = FigureField(label=_("Only above which value?"), unit="EUR", max_digits=12, decimal_places=2, required=False)
    source = forms.CharField(label=_("Where is it written?"), max_length=1000, widget=forms.Textarea({"rows": 3}))


REQUIREMENT_STEPS: tuple[type[forms.Form], ...] = (WhatForm, RouteForm, PeriodForm)
_ASKED = tuple(name for step in REQUIREMENT_STEPS for name in step.base_fields if name != "operation_id")


def requirement_of(said: Mapping[str, Any], key: str, check: str) -> Requirement:
    """As the rule reads it."""
    plain = {name: said[name] for name in _ASKED if name != "incoterms"}
    codes = {name: said[name].strip().upper() for name in ("origin", "destination")}
    return Requirement(key=key, check=check, incoterms=tuple(said["incoterms"]), **{**plain, **codes})


def as_initial(row: Requirement) -> dict[str, object]:
    """What the screens begin with when a row is replaced."""
    return {name: getattr(row, name) for name in _ASKED} | {"incoterms": list(row.incoterms)}
