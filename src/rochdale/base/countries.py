"""Countries as the reader calls them, from CLDR (package `babel`)."""

from __future__ import annotations

import unicodedata

from babel import Locale
from django.utils.translation import get_language

from rochdale.kernel.country import country_codes


def _territories() -> dict[str, str]:
    return dict(Locale.parse(get_language() or "en", sep="-").territories)


def country_name(code: str) -> str:
    """The country in the reader's language; a code that is none stays as it is."""
    return _territories().get(code, code)


def countries() -> list[tuple[str, str]]:
    """Code and name of every country, in order of its name."""
    names = _territories()
    return sorted(((code, names.get(code, code)) for code in country_codes()), key=lambda pair: _sorts_as(pair[1]))


def _sorts_as(name: str) -> str:
    """É stands beside E."""
    return unicodedata.normalize("NFKD", name).casefold()


def countries_called(word: str) -> list[str]:
    """Codes of the countries in whose name that word stands, as the reader calls them."""
    return [code for code, name in countries() if word.casefold() in name.casefold()]
