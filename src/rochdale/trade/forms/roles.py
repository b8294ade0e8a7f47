"""Who does what under a contract, asked in short steps: who sells, who buys, the money, the pool, and what else there is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from rochdale.base.countries import countries
from rochdale.trade.rules.versions import Clauses
from rochdale.ui.forms import FigureField, OperationForm

Sellers = Sequence[tuple[UUID, str]]
PERCENT = Decimal(100)
SHARES = ("tolerance", "step", "reference_moisture")
FIELDS = {"trade.days-to-pay-out-of-range": "days_to_pay", "trade.tolerance-out-of-range": "tolerance"}


class ExporterStep(forms.Form):
    """Who sells by law, and who exports."""

    seller_address = forms.CharField(label=_("Its address"), max_length=200, required=False)
    seller_registration = forms.CharField(label=_("Its number in the register"), max_length=60, required=False)
    seller_vat_id = forms.CharField(
        label=_("Its VAT number, if it has one"), help_text=_("With the letters of the country."), max_length=30, required=False
    )
    exporter = forms.CharField(label=_("Who exports?"), help_text=_("As on the customs declaration."), max_length=200)
    exporter_licence = forms.CharField(label=_("Number of the export licence"), max_length=60, required=False)


class ImporterStep(forms.Form):
    """Who first places the goods on the market, and where the buyer is."""

    importer = forms.CharField(
        label=_("Who first places the goods on the market there?"), help_text=_("The importer. Often not the buyer."), max_length=200
    )
    importer_country = forms.ChoiceField(label=_("In which country?"), choices=countries)
    buyer_address = forms.CharField(label=_("Address of the buyer"), max_length=200, required=False)


class MoneyStep(forms.Form):
    """Who is paid, when, and for which weight."""

    payee = forms.CharField(label=_("Who is paid?"), max_length=200)
    account = forms.CharField(label=_("To which account?"), help_text=_("IBAN, or the number as the bank writes it."), max_length=40)
    bank = forms.CharField(label=_("BIC of the bank"), max_length=11, required=False)
    days_to_pay = forms.IntegerField(label=_("How many days after the invoice?"), min_value=0, initial=30)
    weights = forms.ChoiceField(label=_("Which weight counts?"), choices=[("shipped", _("Shipped weight")), ("landed", _("Landed weight"))])
    tolerance = FigureField(label=_("How much more or less is allowed?"), unit="%", max_digits=4, decimal_places=2, initial=Decimal(3))


class PoolStep(forms.Form):
    """Who holds the money of a pool, and how it is shared out."""

    bears_shortfall = forms.ChoiceField(
        label=_("Who pays for space that stays empty?"),
        choices=[("short", _("Whoever brought too little")), ("all", _("All, by weight"))],
    )
    bears_claim = forms.ChoiceField(
        label=_("Who bears a claim on quality?"),
        choices=[("lot", _("Whose lot it is")), ("all", _("All, by weight"))],
    )
    step = FigureField(
        label=_("How much more for one point of quality?"), unit="%", max_digits=4, decimal_places=2, initial=Decimal(0), required=False,
        help_text=_("0: quality is not weighed."),
    )  # fmt: skip
    base_score = FigureField(label=_("From which score on?"), max_digits=5, decimal_places=2, initial=Decimal(80), required=False)
    reference_moisture = FigureField(
        label=_("At which moisture are kg compared?"), unit="%", max_digits=4, decimal_places=2, initial=Decimal(12), required=False
    )


class LastStep(OperationForm):
    """What else there is, on top of which version."""

    over = forms.IntegerField(widget=forms.HiddenInput)
    disputes = forms.CharField(label=_("Where are disputes settled?"), max_length=300, required=False)
    other = forms.CharField(label=_("Anything else?"), max_length=2000, required=False, widget=forms.Textarea({"rows": 3}))


def role_steps(sellers: Sellers) -> list[type[forms.Form]]:
    """The steps for a contract: who of several sells by law and holds the money is asked only where there are several."""
    if len(sellers) == 1:
        return [ExporterStep, ImporterStep, MoneyStep, LastStep]
    choices = [(str(id), name) for id, name in sellers]
    by_law = forms.ChoiceField(
        label=_("Who is the seller by law?"), help_text=_("One organization. It writes the invoice."), choices=choices
    )
    holder = forms.ChoiceField(label=_("Who holds the money until it is shared out?"), choices=choices)
    return [_asking(ExporterStep, "seller_id", by_law), ImporterStep, MoneyStep, _asking(PoolStep, "pool_holder_id", holder), LastStep]


def _asking(step: type[forms.Form], name: str, question: forms.Field) -> type[forms.Form]:
    """The step with one question more, asked first."""
    asked: type[forms.Form] = type(step.__name__, (step,), {name: question, "field_order": [name]})
    return asked


def clauses_from(answers: Mapping[str, Any], sellers: Sellers) -> Clauses:
    """What was answered over all steps."""
    alone = {"seller_id": str(sellers[0][0]), "pool_holder_id": None, "bears_shortfall": "short", "bears_claim": "lot"}
    said = {**alone, **{name: value for name, value in answers.items() if name not in {"operation_id", "over"}}}
    ids = {name: UUID(said[name]) if said[name] else None for name in ("seller_id", "pool_holder_id")}
    shares = {name: (said.get(name) or Decimal(0)) / PERCENT for name in SHARES}
    return Clauses(**{**said, **ids, **shares, "base_score": said.get("base_score") or Decimal(0)})
