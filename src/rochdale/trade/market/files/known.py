"""Codes that the world keeps lists of: countries, currencies, ports."""

from __future__ import annotations

from rochdale.kernel import country as countries
from rochdale.kernel.money import is_currency
from rochdale.kernel.place import place
from rochdale.trade.market.files.cells import wrong

CENTS = frozenset(("usc", "uscts", "cents", "c", "usx", "gbx", "¢"))


def currency_code(text: str) -> str:
    """An ISO 4217 code. Cents are refused: 180 cents are not 180 dollars."""
    code = text.upper()
    if text.casefold() in CENTS:
        raise wrong("market.cell-currency-in-cents", currency=text)
    if not is_currency(code):
        raise wrong("market.cell-unknown-currency", currency=text[:20])
    return code


def country_code(text: str) -> str:
    """An ISO 3166-1 alpha-2 code."""
    return countries.country_code(text)


def port_code(text: str) -> str:
    """A UN/LOCODE of a place whose position is known, for every lane needs a length."""
    found = place(text)
    if found.position is None:
        raise wrong("market.cell-port-without-position", port=found.code, name=found.name)
    return found.code
