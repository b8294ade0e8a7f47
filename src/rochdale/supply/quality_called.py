"""How the fields and classes of quality protocols are called in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

Text = str | Promise

FIELDS: Mapping[str, Text] = {
    "aroma": _("Aroma"),
    "fragrance": _("Fragrance"),
    "flavor": _("Flavour"),
    "aftertaste": _("Aftertaste"),
    "acidity": _("Acidity"),
    "body": _("Body"),
    "balance": _("Balance"),
    "uniformity": _("Uniformity"),
    "clean-cup": _("Clean cup"),
    "sweetness": _("Sweetness"),
    "overall": _("Overall"),
    "mouthfeel": _("Mouthfeel"),
    "defects": _("Taken off for defects"),
    "beans": _("Beans cut"),
    "mouldy": _("Mouldy beans"),
    "slaty": _("Slaty beans"),
    "other": _("Other defective beans"),
    "defective": _("Defective beans"),
    "moisture": _("Moisture"),
    "reference": _("Moisture it is reckoned to"),
    "leaf": _("Leaf"),
    "liquor": _("Liquor"),
    "taste": _("Taste"),
    "size": _("Size"),
    "brix": _("Brix"),
    "colour": _("Colour"),
}
CLASSES: Mapping[str, Text] = {
    "specialty": _("Specialty"),
    "substandard": _("Below grade"),
    "good-fermented": _("Good fermented"),
    "fair-fermented": _("Fair fermented"),
}


def field_name(code: str) -> str:
    """Aftertaste; the code itself for a field nobody named."""
    return str(FIELDS.get(code, code))


def protocol_grade_name(code: str) -> str:
    """Specialty, Grade 1; empty for none."""
    if code in CLASSES:
        return str(CLASSES[code])
    return gettext("Grade %(grade)s") % {"grade": code} if code else ""
