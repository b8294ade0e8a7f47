"""What is asked of a certificate and of a group of operators."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rochdale.trade import goods_words as words
from rochdale.trade.goods_words import choices
from rochdale.trade.rules.certificates import CertificateHeld
from rochdale.ui.forms import DayField, FigureField, ManyTiles, OperationForm, Tiles


class WhichForm(forms.Form):
    """Which certificate it is."""

    scheme = forms.ChoiceField(
        label=_("Which certificate is it?"), widget=Tiles(), choices=lambda: choices("certificates", words.CERTIFICATES)
    )
    number = forms.CharField(label=_("Which number does it have?"), help_text=_("As on the paper."), max_length=60)
    certifier = forms.CharField(label=_("Who gave it?"), help_text=_("The certifier."), max_length=200)


class ScopeForm(forms.Form):
    """Whose it is and what it covers."""

    holder = forms.CharField(
        label=_("Who holds it?"), help_text=_("The name on the paper: perhaps your union, or a group."), max_length=200
    )
    products = forms.MultipleChoiceField(
        label=_("Which goods does it cover?"), widget=ManyTiles(words.PICTURES), choices=lambda: choices("products", words.PRODUCTS),
        error_messages={"required": _("Choose what the paper names.")},
    )  # fmt: skip
    sites = forms.CharField(
        label=_("Does it name sites?"), help_text=_("One on each line. Leave it empty if it covers all of them."), required=False,
        widget=forms.Textarea({"rows": 3}), max_length=1000,
    )  # fmt: skip


class DaysForm(OperationForm):
    """From when to when."""

    valid_from = DayField(label=_("From which day is it valid?"))
    valid_until = DayField(label=_("Which is its last day?"))


CERTIFICATE_STEPS: Sequence[type[forms.Form]] = (WhichForm, ScopeForm, DaysForm)


def certificate_said(cleaned: Mapping[str, Any]) -> CertificateHeld:
    """The certificate these answers describe."""
    sites = frozenset(line.strip() for line in cleaned["sites"].splitlines() if line.strip())
    return CertificateHeld(
        cleaned["scheme"], cleaned["number"], cleaned["holder"], cleaned["certifier"], frozenset(cleaned["products"]), sites,
        cleaned["valid_from"], cleaned["valid_until"],
    )  # fmt: skip


class StatusForm(OperationForm):
    """What the certifier says of it now."""

    status = forms.ChoiceField(
        label=_("What does the certifier say?"), widget=Tiles({"valid": "check", "suspended": "clock", "withdrawn": "no"}),
        choices=[("valid", _("It is in force")), ("suspended", _("It is suspended")), ("withdrawn", _("It is withdrawn"))],
    )  # fmt: skip
    on = DayField(label=_("From which day?"))
    reason = forms.CharField(label=_("Why?"), help_text=_("For example: letter of the certifier, with its number."), max_length=500)


class PaperForm(OperationForm):
    """The certificate as a file."""

    paper = forms.FileField(
        label=_("Which file?"), help_text=_("A PDF or a photograph."), allow_empty_file=True,
        widget=forms.ClearableFileInput({"accept": ".pdf,.jpg,.jpeg,.png"}),
    )  # fmt: skip


class GroupForm(OperationForm):
    """A group of operators."""

    name = forms.CharField(label=_("What is the group called?"), max_length=200)
    registration = forms.CharField(
        label=_("Under which number is it registered?"), help_text=_("The group is a legal person of its own."), max_length=60
    )
    controller = forms.CharField(label=_("Who answers for its internal control?"), max_length=200)


class JoinForm(OperationForm):
    """A grower joins a group."""

    number = forms.CharField(label=_("Which number does the grower have?"), max_length=30)
    hectares = FigureField(label=_("How much land?"), unit="ha", max_digits=10, decimal_places=4)
    turnover_eur = FigureField(
        label=_("Organic turnover of a year"), unit="EUR", required=False, max_digits=12, decimal_places=2, min_value=0,
        help_text=_("Only where the land is more than 5 ha."),
    )  # fmt: skip
    since_on = DayField(label=_("Since which day?"))
