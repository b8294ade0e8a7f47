"""How codes of goods are called on screens, and the pictures beside them."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from rochdale.trade.known import codes

Text = str | Promise

PRODUCTS: Mapping[str, Text] = {
    "banana": _("Banana"),
    "cane-sugar": _("Cane sugar"),
    "cocoa": _("Cocoa beans"),
    "coffee": _("Green coffee"),
    "fish": _("Fish"),
    "papaya": _("Papaya"),
    "pineapple": _("Pineapple"),
    "rice": _("Rice"),
    "tea": _("Tea"),
}
SPECIES: Mapping[str, Text] = {
    "arabica": _("Arabica"),
    "robusta": _("Robusta"),
    "liberica": _("Liberica"),
    "forastero": _("Forastero"),
    "criollo": _("Criollo"),
    "trinitario": _("Trinitario"),
    "assamica": _("Assam tea"),
    "sinensis": _("China tea"),
    "smooth-cayenne": _("Smooth Cayenne"),
    "sugarloaf": _("Sugarloaf"),
    "md2": _("MD2"),
}
PROCESSES: Mapping[str, Text] = {
    "washed": _("Washed"),
    "natural": _("Dried in the cherry"),
    "honey": _("Honey"),
    "wet-hulled": _("Wet hulled"),
    "fermented": _("Fermented"),
    "orthodox": _("Orthodox"),
    "ctc": _("Crush, tear, curl"),
    "fresh": _("Fresh"),
    "dried": _("Dried"),
    "smoked": _("Smoked"),
    "frozen": _("Frozen"),
}
CERTIFICATES: Mapping[str, Text] = {
    "fairtrade": _("Fairtrade"),
    "organic": _("Organic"),
    "rainforest-alliance": _("Rainforest Alliance"),
}
PROTOCOLS: Mapping[str, Text] = {
    "SCA-2004": _("SCA cupping, 2004"),
    "CVA-2024": _("Coffee Value Assessment, 2024"),
}
UNITS: Mapping[str, Text] = {
    "kg": _("1 kg"),
    "lb": _("1 pound (0.454 kg)"),
    "t": _("1 tonne (1,000 kg)"),
    "quintal46": _("1 quintal of 46 kg"),
    "quintal100": _("1 quintal of 100 kg"),
}
PICTURES = {
    "coffee": "cherry",
    "cocoa": "leaf",
    "tea": "leaf",
    "pineapple": "plot",
    "papaya": "drop",
    "fish": "ship",
    "rice": "sack",
    "cane-sugar": "sack",
    "banana": "leaf",
}
CURRENCIES = (
    "USD",
    "EUR",
    "XAF",
    "XOF",
    "LAK",
    "LKR",
    "JPY",
    "DKK",
    "ZAR",
    "KES",
    "TZS",
    "UGX",
    "ZMW",
    "MWK",
    "MZN",
    "BWP",
    "GHS",
    "NGN",
    "INR",
    "VND",
    "GBP",
)


def called(kind: Mapping[str, Text], code: str) -> Text:
    """The word for a code; a code nobody worded is shown as it is spelt."""
    return kind.get(code, code.replace("-", " ").capitalize())


def choices(kind: str, words: Mapping[str, Text], empty: Text = "") -> list[tuple[str, Text]]:
    """Known codes with their words, in order of code; `empty` is what no choice is called, left out where it is empty."""
    rows: list[tuple[str, Text]] = [(code, called(words, code)) for code in codes(kind)]
    return [("", empty), *rows] if empty else rows
