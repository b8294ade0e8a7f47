"""How products, forms, grades, claims, weights and money are written in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from rochdale.kernel.money import Money, minor_digits
from rochdale.supply.rules.weights import kg

Text = str | Promise

PRODUCTS: Mapping[str, Text] = {
    "coffee": _("Coffee"),
    "cocoa": _("Cocoa"),
    "pineapple": _("Pineapple"),
    "tea": _("Tea"),
    "rice": _("Rice"),
}
FORMS: Mapping[str, Text] = {
    "cherry": _("Fresh cherry"),
    "dried-cherry": _("Dried cherry"),
    "parchment": _("Parchment"),
    "green": _("Green beans"),
    "roasted": _("Roasted beans"),
    "wet-beans": _("Wet beans"),
    "dry-beans": _("Dry beans"),
    "fruit": _("Fruit"),
    "packed-fruit": _("Packed fruit"),
    "leaf": _("Green leaf"),
    "made-tea": _("Made tea"),
    "paddy": _("Paddy"),
    "milled-rice": _("Milled rice"),
}
CLAIMS: Mapping[str, Text] = {
    "organic": _("Organic"),
    "fairtrade": _("Fairtrade"),
    "rainforest-alliance": _("Rainforest Alliance"),
}
GRADES: Mapping[str, Text] = {"substandard": _("Below grade")}


def _called(names: Mapping[str, Text], code: str) -> str:
    """The name, or the code itself where a cooperative has one of its own."""
    return str(names.get(code, code))


def product_name(code: str) -> str:
    """Coffee."""
    return _called(PRODUCTS, code)


def form_name(code: str) -> str:
    """Fresh cherry."""
    return _called(FORMS, code)


def grade_name(code: str) -> str:
    """Grade A; empty for goods that are not graded."""
    if not code:
        return ""
    return _called(GRADES, code) if code in GRADES else gettext("Grade %(grade)s") % {"grade": code}


def claim_name(code: str) -> str:
    """Organic."""
    return _called(CLAIMS, code)


def claim_names(codes: Iterable[str]) -> str:
    """Fairtrade, Organic; empty for none."""
    return ", ".join(claim_name(code) for code in sorted(codes))


def goods_name(form: str, grade: str = "", claims: Iterable[str] = ()) -> str:
    """Fresh cherry, Grade A, Organic."""
    return ", ".join(word for word in (form_name(form), grade_name(grade), claim_names(claims)) if word)


def weight(weight_g: int, places: int = 3) -> str:
    """1,234.500 kg."""
    return f"{number_format(kg(weight_g), places, force_grouping=True)} kg"


def amount(minor: int, currency: str) -> str:
    """7,130,000.00 — without the currency, for columns that name it."""
    return number_format(Money.of_minor(minor, currency).amount, minor_digits(currency), force_grouping=True)


def money(minor: int, currency: str) -> str:
    """7,130,000.00 LAK."""
    return f"{amount(minor, currency)} {currency}"
