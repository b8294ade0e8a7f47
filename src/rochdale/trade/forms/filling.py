"""From which lots a call-off is filled: which ones, then how much of each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from rochdale.trade.forms.goods import whole_kg
from rochdale.trade.queries.filling import OfferToFill
from rochdale.trade.rules.filling import Fill, suggested
from rochdale.ui.forms import FigureField, ManyTiles, OperationForm
from rochdale.ui.templatetags.ui import written

KG = "kg_of_"
"""How the field with the kg of an offer begins; its id follows."""


def lot_steps(offers: Sequence[OfferToFill], chosen: Sequence[str], kg: int) -> list[type[forms.Form]]:
    """Two screens: which of these offers, and how much of those chosen; as much is suggested as makes `kg`, the first ones whole."""
    which = forms.MultipleChoiceField(
        label=_("Your lots that fit"), widget=ManyTiles(), choices=[(str(one.id), _called(one)) for one in offers],
        initial=[str(one.id) for one, part in zip(offers, suggested([one.left_kg for one in offers], kg), strict=True) if part],
        error_messages={
            "required": _("Choose at least one lot."), "invalid_choice": _("One of these lots is no longer free. Choose again."),
        },
    )  # fmt: skip
    taken = [one for one in offers if str(one.id) in chosen]
    much = {
        f"{KG}{one.id.hex}": FigureField(
            label=_("How much of %(lot)s?") % {"lot": one.reference}, unit=_("kg"), max_digits=12, decimal_places=0, initial=part,
            help_text=_("%(kg)s kg are free.") % {"kg": written(one.left_kg)},
        )
        for one, part in zip(taken, suggested([one.left_kg for one in taken], kg), strict=True)
    }  # fmt: skip
    sealed = {"sha256": forms.CharField(max_length=64, widget=forms.HiddenInput, required=False)}
    return [type("WhichLotsForm", (forms.Form,), {"lots": which}), type("HowMuchForm", (OperationForm,), {**much, **sealed})]


def filling_said(cleaned: Mapping[str, Any]) -> list[Fill]:
    """The lots these answers name, in the order they were offered."""
    said = [(name, whole_kg(value)) for name, value in cleaned.items() if name.startswith(KG)]
    return [Fill(UUID(name.removeprefix(KG)), kg) for name, kg in said if kg]


def _called(one: OfferToFill) -> str:
    return f"{one.reference} · {written(one.left_kg)} kg"
