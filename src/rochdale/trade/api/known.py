"""What a caller must know before it offers: codes of goods, currencies, units, places."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from django.utils.translation import gettext_noop
from ninja import Query, Router, Schema
from pydantic import Field

from rochdale.base.endpoints import REFUSING, Given, Line, Refusals
from rochdale.kernel.money import currency_codes
from rochdale.kernel.place import find_places
from rochdale.people.http import ActingRequest
from rochdale.trade import goods_words as words
from rochdale.trade.goods_words import Text, choices

router = Router(tags=[gettext_noop("Codes")])


class Word(Schema):
    """A code, and what it is called in the reader's language."""

    code: str
    name: str


class Codes(Schema):
    """Every code the market knows."""

    products: list[Word]
    species: list[Word]
    processes: list[Word]
    protocols: list[Word]
    certificates: list[Word]
    price_units: list[Word]
    currencies: list[str]


class PlaceFound(Schema):
    """A place of UN/LOCODE."""

    code: str
    name: str
    is_sea_port: bool


class Sought(Given):
    """What a place is called."""

    name: Annotated[Line, Field(min_length=2)]


def _words(kind: str, called: Mapping[str, Text]) -> list[Word]:
    return [Word(code=code, name=str(name)) for code, name in choices(kind, called)]


@router.get("/codes", response={200: Codes, REFUSING: Refusals}, summary=gettext_noop("Products and every other known code"))
def codes(request: ActingRequest) -> Codes:
    """Products with a known container load, and the codes that describe them."""
    return Codes(
        products=_words("products", words.PRODUCTS),
        species=_words("species", words.SPECIES),
        processes=_words("processes", words.PROCESSES),
        protocols=_words("protocols", words.PROTOCOLS),
        certificates=_words("certificates", words.CERTIFICATES),
        price_units=[Word(code=code, name=str(name)) for code, name in words.UNITS.items()],
        currencies=sorted(currency_codes()),
    )


@router.get("/places", response={200: list[PlaceFound], REFUSING: Refusals}, summary=gettext_noop("Ports and towns by name"))
def places(request: ActingRequest, sought: Query[Sought]) -> list[PlaceFound]:
    """Places whose name or code is like the one sought, sea ports first."""
    return [PlaceFound(code=found.code, name=found.name, is_sea_port=found.is_sea_port) for found in find_places(sought.name)]
