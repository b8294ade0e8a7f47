"""Shapes of input for stores and lots: counts, bags, the public page, waybills and arrivals."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from rochdale.supply.models import Facility, Stock, WaybillLine
from rochdale.supply.rules.weights import grams, kg
from rochdale.ui.forms import FigureField, OperationForm
from rochdale.ui.templatetags.ui import written


class CountForm(OperationForm):
    """What really lies of a lot in a place, and why it is not what the books say."""

    place = forms.ChoiceField(label=_("Where was it counted?"), widget=forms.Select)
    counted_kg = FigureField(label=_("How much lies there?"), unit="kg", min_value=0)
    reason = forms.CharField(label=_("Why is it not what the books say?"), max_length=300)

    def __init__(self, *args: Any, places: Sequence[Facility], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ChoiceField, self.fields["place"]).choices = [(str(place.id), place.name) for place in places]


class SignForm(OperationForm):
    """The second person has seen the figures and signs."""

    content_sha256 = forms.CharField(widget=forms.HiddenInput)


class NoForm(OperationForm):
    """The second person says no, and why."""

    reason = forms.CharField(label=_("Why not?"), max_length=300)


class BagForm(OperationForm):
    """How many bags, closed with which seals."""

    bags = forms.IntegerField(label=_("How many bags?"), min_value=1)
    seals = forms.CharField(
        label=_("Numbers of the seals"), help_text=_("For example 4501 to 4560. Leave it empty without seals."), required=False
    )


class PublishForm(OperationForm):
    """The cooperative agrees to a public page."""

    shows_price = forms.BooleanField(label=_("Also show what growers were paid for 1 kg."), required=False)


class WaybillForm(OperationForm):
    """What travels where, with whom: a weight for each lot that lies here."""

    destination = forms.ChoiceField(label=_("Where to?"), widget=forms.Select)
    driver = forms.CharField(label=_("Who drives?"), max_length=120)
    vehicle = forms.CharField(label=_("Number plate"), max_length=40, required=False)
    seals = forms.CharField(label=_("Numbers of the seals"), max_length=200, required=False)

    def __init__(self, *args: Any, stocks: Sequence[Stock], places: Sequence[Facility], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ChoiceField, self.fields["destination"]).choices = [(str(place.id), place.name) for place in places]
        self.stocks = list(stocks)
        for stock in self.stocks:
            self.fields[f"kg-{stock.lot_id}"] = FigureField(label=_("How much travels?"), unit="kg", required=False, min_value=0)
            self.fields[f"bags-{stock.lot_id}"] = forms.IntegerField(label=_("Bags"), required=False, min_value=0)

    def lines(self) -> list[tuple[Stock, Any, Any]]:
        """Each lot with its two fields, as drawn."""
        return [(stock, self[f"kg-{stock.lot_id}"], self[f"bags-{stock.lot_id}"]) for stock in self.stocks]

    def head(self) -> list[Any]:
        """The fields about the journey."""
        return [self[name] for name in ("destination", "driver", "vehicle", "seals")]

    def loads(self) -> list[tuple[UUID, int, int | None]]:
        """Lot, grams and bags of everything that travels."""
        answers = self.cleaned_data
        ids = [stock.lot_id for stock in self.stocks if answers.get(f"kg-{stock.lot_id}")]
        return [(id, grams(answers[f"kg-{id}"]), answers.get(f"bags-{id}")) for id in ids]


class ArrivalForm(OperationForm):
    """What the scale says of each lot on arrival."""

    def __init__(self, *args: Any, lines: Sequence[WaybillLine], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lines = list(lines)
        for line in self.lines:
            says = _("Sent: %(kg)s kg") % {"kg": written(kg(line.sent_g))}
            self.fields[f"kg-{line.lot_id}"] = FigureField(label=line.lot.code, unit="kg", help_text=says, min_value=0)

    def arrived_g(self) -> dict[str, int]:
        """By lot, grams that arrived."""
        return {str(line.lot_id): grams(self.cleaned_data[f"kg-{line.lot_id}"]) for line in self.lines}
