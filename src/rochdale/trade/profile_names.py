"""How parts, levels, months and languages of a profile are called, and which kind of the privacy register a part is."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from rochdale.trade.rules import visibility as rules

Text = str | Promise

PARTS: Mapping[str, Text] = {
    rules.ABOUT: _("Who we are"),
    rules.GOODS: _("What, when and how much"),
    rules.CERTIFICATES: _("Which certificates"),
    rules.PAPERS: _("Papers and scope"),
    rules.PLOTS: _("Plots, summed up"),
    rules.QUALITY: _("Results of quality"),
    rules.PRICES: _("What was paid before"),
    rules.PEOPLE: _("People to talk to"),
}
TELL: Mapping[str, Text] = {
    rules.ABOUT: _("Text, languages, pictures."),
    rules.GOODS: _("Products, months, kilograms a year."),
    rules.CERTIFICATES: _("Scheme, number, scope and days."),
    rules.PAPERS: _("The files, each with its fingerprint."),
    rules.PLOTS: _("How many, how large, how many are mapped. No grower and no outline."),
    rules.QUALITY: _("Score or grade of each lot, under its protocol."),
    rules.PRICES: _("Average price of a year, where at least three buyers paid. No buyer is named."),
    rules.PEOPLE: _("Only those who put themselves there."),
}
ICONS: Mapping[str, str] = {
    rules.ABOUT: "book",
    rules.GOODS: "sack",
    rules.CERTIFICATES: "seal",
    rules.PAPERS: "print",
    rules.PLOTS: "plot",
    rules.QUALITY: "search",
    rules.PRICES: "coins",
    rules.PEOPLE: "people",
}
LEVELS: Mapping[str, Text] = {
    rules.PUBLIC: _("Everybody, also outside"),
    rules.USERS: _("Whoever trades here"),
    rules.CONNECTIONS: _("Those we are connected with"),
    rules.LIST: _("Those on our list"),
    rules.PRIVATE: _("Nobody, unless we say yes"),
}
LEVEL_ICONS: Mapping[str, str] = {
    rules.PUBLIC: "sun",
    rules.USERS: "trade",
    rules.CONNECTIONS: "hand",
    rules.LIST: "book",
    rules.PRIVATE: "lock",
}
LANGUAGES: Mapping[str, Text] = {
    "am": _("Amharic"),
    "da": _("Danish"),
    "de": _("German"),
    "en": _("English"),
    "es": _("Spanish"),
    "fr": _("French"),
    "it": _("Italian"),
    "ja": _("Japanese"),
    "lo": _("Lao"),
    "pt": _("Portuguese"),
    "si": _("Sinhala"),
    "sw": _("Swahili"),
    "ta": _("Tamil"),
    "th": _("Thai"),
    "vi": _("Vietnamese"),
    "zh": _("Chinese"),
}
MONTH_LETTERS: tuple[Text, ...] = (
    pgettext_lazy("January, one letter", "J"),
    pgettext_lazy("February, one letter", "F"),
    pgettext_lazy("March, one letter", "M"),
    pgettext_lazy("April, one letter", "A"),
    pgettext_lazy("May, one letter", "M"),
    pgettext_lazy("June, one letter", "J"),
    pgettext_lazy("July, one letter", "J"),
    pgettext_lazy("August, one letter", "A"),
    pgettext_lazy("September, one letter", "S"),
    pgettext_lazy("October, one letter", "O"),
    pgettext_lazy("November, one letter", "N"),
    pgettext_lazy("December, one letter", "D"),
)
KINDS: Mapping[str, str] = {
    rules.PAPERS: "trade.certificate-papers",
    rules.PLOTS: "trade.plot-summary",
    rules.QUALITY: "trade.quality",
    rules.PRICES: "trade.price-history",
    rules.PEOPLE: "trade.contact-persons",
}
"""What a part is called in the privacy register, in consents and in looks."""
PART_OF = {kind: part for part, kind in KINDS.items()}


def languages_named(codes: list[str]) -> list[str]:
    """Languages by name, in the order of their codes."""
    return [str(LANGUAGES.get(code, code)) for code in sorted(codes)]
