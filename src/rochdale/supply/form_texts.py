"""The sentences of the form for ODK and Kobo, in every language of the installation (`rules.plots.xlsform`)."""

from __future__ import annotations

from collections.abc import Mapping

from django.conf import settings
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

TEXTS: Mapping[str, str | Promise] = {
    "title": _("Plots of our growers"),
    "grower_number": _("Grower’s number"),
    "grower_number_hint": _("As on the grower’s card."),
    "grower_name": _("Grower’s name"),
    "village": _("Village"),
    "consent": _("The grower agrees that this plot is recorded and shown to buyers of the lots it feeds."),
    "consent_hint": _("Read this aloud. Without it, stop here."),
    "crop": _("What grows here?"),
    "planting_year": _("Year of planting"),
    "area": _("Area, as the grower says"),
    "area_unit": _("Unit of the area"),
    "tenure": _("By what right does the grower use the land?"),
    "paper_photo": _("Photo of the paper that shows it"),
    "paper_photo_hint": _("Leave it out if there is none."),
    "way": _("How do you record the plot?"),
    "way_hint": _("Above 4 hectares, walk around it."),
    "plot_shape": _("Walk around the plot"),
    "plot_shape_hint": _("Set a point at each corner. End where you began."),
    "plot_point": _("Stand in the middle of the plot"),
    "plot_point_hint": _("Wait until the accuracy is below 6 metres."),
    "crops.coffee": _("Coffee"),
    "crops.cocoa": _("Cocoa"),
    "crops.rubber": _("Rubber"),
    "crops.tea": _("Tea"),
    "crops.pineapple": _("Pineapple"),
    "crops.banana": _("Banana"),
    "crops.cane-sugar": _("Sugar cane"),
    "crops.other": _("Something else"),
    "units.ha": _("hectare"),
    "units.m2": _("square metre"),
    "units.acre": _("acre"),
    "units.rai": _("rai (1,600 m²)"),
    "tenures.title": _("Land title"),
    "tenures.custom": _("Customary right"),
    "tenures.lease": _("Lease"),
    "tenures.share": _("Sharecropping"),
    "tenures.state": _("State land with permission"),
    "tenures.unknown": _("Not known"),
    "ways.walk": _("I walk around it"),
    "ways.point": _("One point in the middle"),
}


def form_languages() -> dict[str, dict[str, str]]:
    """Heading of a form's language, such as "English (en)", to its sentences; the installation's own language first."""
    languages = {}
    for code, _name in sorted(settings.LANGUAGES, key=lambda pair: pair[0] != settings.LANGUAGE_CODE):
        name = translation.get_language_info(code)["name_local"]
        with translation.override(code):
            languages[f"{name[:1].upper()}{name[1:]} ({code})"] = {key: str(text) for key, text in TEXTS.items()}
    return languages
