"""Shapes of input for growers and their plots."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, cast
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from rochdale.base.countries import country_name
from rochdale.kernel.country import country_codes
from rochdale.people.fields import PhoneField
from rochdale.supply.called import PRODUCTS
from rochdale.supply.models import Capture, Facility, PayoutMeans, Tenure
from rochdale.supply.operations.growers import PersonFacts
from rochdale.ui.forms import ChooseField, DayField, FigureField, Match, OperationForm, Tiles

CHOOSE_ONE = {"required": _("Choose one.")}
MEANS_PICTURES = {"cash": "coins", "mobile": "phone", "bank": "home"}
SEXES = [("", _("Not said")), ("female", _("Woman")), ("male", _("Man")), ("other", _("Other"))]
MOST_COUNTRIES = 12


def countries(text: str) -> list[Match]:
    """Countries by code or name."""
    wanted = text.strip().casefold()
    named = [(code, country_name(code)) for code in country_codes()]
    exact = [Match(code, name) for code, name in named if wanted in {code.casefold(), name.casefold()}]
    return exact or [Match(code, name) for code, name in named if wanted in name.casefold()][:MOST_COUNTRIES]


class GrowerPlace(OperationForm):
    """What a cooperative writes down of a grower beside the person."""

    number = forms.CharField(label=_("Grower’s number"), max_length=30, help_text=_("As on the card or in the member book."))
    village = forms.CharField(label=_("Village"), max_length=100, required=False)
    phone = PhoneField(required=False, help_text=_("A family may share one."))
    point = forms.ChoiceField(label=_("Where does the grower usually deliver?"), required=False)
    means = forms.ChoiceField(
        label=_("How is the grower paid?"), choices=PayoutMeans.choices, widget=Tiles(icons=MEANS_PICTURES), initial=PayoutMeans.CASH,
        error_messages=CHOOSE_ONE,
    )  # fmt: skip
    account_number = forms.CharField(label=_("Number of the account or telephone"), max_length=60, required=False)
    account_holder = forms.CharField(label=_("In whose name?"), max_length=200, required=False)
    account_provider = forms.CharField(label=_("Bank or operator"), max_length=100, required=False)

    def __init__(self, *args: Any, points: Iterable[Facility], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = [("", _("No usual place")), *((str(point.id), point.name) for point in points)]
        cast(forms.ChoiceField, self.fields["point"]).choices = chosen

    def place(self) -> dict[str, Any]:
        """As the operations take it."""
        answers = self.cleaned_data
        point = UUID(answers["point"]) if answers["point"] else None
        names = ("number", "village", "phone", "means", "account_holder", "account_number", "account_provider")
        return {"point_id": point, **{name: answers[name] for name in names}}


class GrowerPerson(GrowerPlace):
    """A grower and the person."""

    name = forms.CharField(label=_("Name"), max_length=200)
    sex = forms.ChoiceField(label=_("Woman or man?"), choices=SEXES, required=False)
    birth_year = forms.IntegerField(label=_("Year of birth"), required=False, min_value=1890, max_value=2200)
    field_order = ("name", "number", "village", "phone", "sex", "birth_year", "household", "point", "means")

    def person(self) -> PersonFacts:
        """As the operations take it."""
        answers = self.cleaned_data
        return PersonFacts(answers["name"], answers["sex"], answers["birth_year"])


class NewGrower(GrowerPerson):
    """A grower who is written down, in the own household or another's."""

    household = forms.CharField(
        label=_("Household"), max_length=30, required=False,
        help_text=_("The number of another grower of the same household. Leave it empty for a new one."),
    )  # fmt: skip


class Left(OperationForm):
    """The last day."""

    left_on = DayField(label=_("Since when has the grower left?"))


class PlotFacts(OperationForm):
    """What is told of a plot beside its outline."""

    name = forms.CharField(label=_("What do people call it?"), max_length=100, required=False)
    product = forms.ChoiceField(label=_("What grows here?"), choices=PRODUCTS.items(), error_messages=CHOOSE_ONE)
    declared_area_ha = FigureField(label=_("Area, as the grower says"), unit="ha", required=False, max_digits=10, decimal_places=4)
    planted_year = forms.IntegerField(label=_("Year of planting"), required=False)
    country = ChooseField(label=_("Country"), find=countries)
    place = forms.CharField(label=_("Place"), max_length=100, required=False)
    tenure = forms.ChoiceField(label=_("By what right does the grower use the land?"), choices=Tenure.choices, initial=Tenure.UNKNOWN)
    tenure_paper = forms.CharField(
        label=_("Which paper shows it?"), max_length=200, required=False, help_text=_("Its number, if it has one.")
    )
    organic_since = DayField(
        label=_("Organic since"), required=False, help_text=_("The end of the transition. Leave it empty where the plot is not organic.")
    )


class NewPlot(PlotFacts):
    """A plot with its number."""

    number = forms.CharField(label=_("Number of the plot"), max_length=40)
    field_order = ("number",)


class OutlineForm(OperationForm):
    """An outline: points, one on each line, or a file with one plot."""

    points = forms.CharField(
        label=_("Corners of the plot"), required=False, widget=forms.Textarea({"rows": 6, "spellcheck": "false", "autocomplete": "off"}),
        help_text=_("One on each line: latitude, longitude. One point alone stands for a small plot."),
    )  # fmt: skip
    file = forms.FileField(label=_("Or a file with this plot"), required=False, allow_empty_file=True)
    capture = forms.ChoiceField(choices=Capture.choices, required=False, widget=forms.HiddenInput, initial=Capture.TYPED)
    accuracy_m = forms.DecimalField(required=False, widget=forms.HiddenInput, max_digits=6, decimal_places=1, min_value=0)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].widget.attrs["accept"] = ".geojson,.json,.kml,.kmz,.csv"


class FieldOutline(OutlineForm):
    """The same out on the land, where the plot is named by its number."""

    plot = forms.CharField(label=_("Number of the plot"), max_length=40)
    field_order = ("plot",)


class Reason(OperationForm):
    """Why."""

    reason = forms.CharField(label=_("Why?"), max_length=300)


class BringPlots(OperationForm):
    """A file of plots, and what is said once for all of them."""

    file = forms.FileField(
        label=_("Which file?"), allow_empty_file=True, help_text=_("GeoJSON, KML, KMZ, CSV, Excel, or answers of ODK or Kobo.")
    )
    product = forms.ChoiceField(
        label=_("What grows on these plots?"),
        choices=PRODUCTS.items(),
        help_text=_("Where the file does not say it."),
        error_messages=CHOOSE_ONE,
    )
    country = ChooseField(label=_("Country"), find=countries, required=False, help_text=_("Where the file does not say it."))
    place = forms.CharField(label=_("Place"), max_length=100, required=False, help_text=_("Where the file does not say it."))
    producer = forms.CharField(label=_("Producer"), max_length=200, required=False, help_text=_("Where the file does not say it."))
    grower = forms.CharField(
        label=_("Number of the grower"), max_length=30, required=False, help_text=_("If all plots without one are of the same grower.")
    )
    area_unit = forms.ChoiceField(
        label=_("Unit of areas"), required=False,
        choices=[("", _("As the file says")), ("ha", _("hectare")), ("m2", _("square metre")), ("acre", _("acre")), ("rai", _("rai"))],
    )  # fmt: skip
    decimal_mark = forms.ChoiceField(
        label=_("How are decimals written?"), required=False, choices=[("", _("With a point: 11.5")), (",", _("With a comma: 11,5"))]
    )
    makes_growers = forms.BooleanField(label=_("Write down new growers for producers we do not know."), required=False)

    def given(self) -> dict[str, Any]:
        """What was said, as plain values."""
        names = ("product", "country", "place", "producer", "grower", "area_unit", "decimal_mark", "makes_growers")
        return {name: self.cleaned_data[name] for name in names}
