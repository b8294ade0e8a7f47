"""Codes of places, from wide to narrow, made of their names: TG/maritime/zio/zio-3. A code is compared by its beginning."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rochdale.kernel.guess import folded
from rochdale.registry.rules.provinces import first_name

_APART = re.compile(r"[^\w]+|_")


def place_code(country: str, names: Sequence[str]) -> str:
    """The code of the narrowest of `names` (wide to narrow) in a country (ISO 3166-1 alpha-2). Levels without a name are left out.

    A province has one code in all its languages.
    """
    names = [first_name(country, name) if not at else name for at, name in enumerate(names)]
    return "/".join([country, *(part for name in names if (part := _APART.sub("-", folded(name)).strip("-")))])
