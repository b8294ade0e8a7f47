"""Certificates and goods of a profile for the cast: sound as they stand, each field to be changed by name."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from rochdale.base.actor import Actor
from rochdale.trade.operations import keep_certificate, put_goods_in_profile, set_level
from rochdale.trade.rules.certificates import CertificateHeld
from rochdale.trade.rules.profiles import GoodsFacts
from tests.cast import AT
from tests.trade.goods import fresh


def held(**changed: Any) -> CertificateHeld:
    """Organic, for coffee, all of 2026 and 2027."""
    return CertificateHeld(**{
        "scheme": "organic", "number": "LA-BIO-17", "holder": "Bolaven Coffee Growers", "certifier": "Ecocert",
        "products": frozenset({"coffee"}),
        "sites": frozenset(), "valid_from": date(2026, 1, 1), "valid_until": date(2027, 12, 31), **changed,
    })  # fmt: skip


def goods(**changed: Any) -> GoodsFacts:
    """Washed arabica from December to March, 20 to 60 t a year, 84 points."""
    return GoodsFacts(**{
        "is_bought": False, "product": "coffee", "species": "arabica", "process": "washed", "harvest": frozenset({11, 12}),
        "available": frozenset({12, 1, 2, 3}), "least_kg": 20_000, "most_kg": 60_000, "protocol": "SCA-2004", "score": Decimal(84),
        **changed,
    })  # fmt: skip


def a_certificate(by: Actor, **changed: Any) -> UUID:
    """A certificate written down by somebody."""
    return UUID(keep_certificate(id=fresh(), by=by, at=AT, certificate=held(**changed)))


def some_goods(by: Actor, **changed: Any) -> UUID:
    """Goods in somebody's profile."""
    return UUID(put_goods_in_profile(id=fresh(), by=by, at=AT, goods=goods(**changed)))


def show(by: Actor, **levels: str) -> None:
    """Levels by part: `show(noy, goods="users")`."""
    for part, level in levels.items():
        set_level(id=fresh(), by=by, at=AT, part=part, level=level)
