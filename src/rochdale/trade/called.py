"""How goods, places and units are called in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from rochdale.kernel.money import minor_digits
from rochdale.kernel.place import is_place, place
from rochdale.trade.goods_words import CERTIFICATES, PROCESSES, PRODUCTS, PROTOCOLS, SPECIES, UNITS, called
from rochdale.ui.templatetags.ui import written


def place_name(code: str) -> str:
    """Da Nang; an unknown code stays as it is."""
    return place(code).name if is_place(code) else code


def place_and_code(code: str) -> str:
    """Da Nang (VNDAD)."""
    return str(place(code)) if is_place(code) else code


def goods_name(product: str, species: str = "", process: str = "") -> str:
    """Green coffee, Arabica, Washed."""
    words = [called(PRODUCTS, product), called(SPECIES, species) if species else "", called(PROCESSES, process) if process else ""]
    return ", ".join(str(word) for word in words if word)


def quality_name(protocol: str, score: Decimal | None) -> str:
    """85 points, SCA cupping 2004; empty where nothing is known."""
    if score is None:
        return str(called(PROTOCOLS, protocol)) if protocol else ""
    return _("%(score)s points, %(protocol)s") % {"score": number_format(f"{score.normalize():f}"), "protocol": called(PROTOCOLS, protocol)}


def certificate_names(codes: Iterable[str]) -> list[str]:
    """Certificates by name, in order of code."""
    return [str(called(CERTIFICATES, code)) for code in sorted(codes)]


def unit_name(unit: str) -> str:
    """1 pound (0.454 kg)."""
    return str(called(UNITS, unit))


def price_figure(value: Decimal, currency: str) -> str:
    """A price as people write it: 0.80 in euro, 4.8502 in dollars, 2,750 in francs. No noughts but those of its small coin.

    At most two decimals more than the currency has: that is how a price for 1 kg is told.
    """
    least = minor_digits(currency)
    exact = round(value, least + 2).normalize()
    return written(exact, max(least, -int(exact.as_tuple().exponent)))
