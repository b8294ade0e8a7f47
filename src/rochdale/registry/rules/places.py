"""Codes of places, from wide to narrow, made of their names: TG/maritime/zio/zio-3. A code is compared by its beginning."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rochdale.kernel.guess import folded

_APART = re.compile(r"[^\w]+|_")


def place_code(country: str, names: Sequence[str]) -> str:
    """The code of the narrowest of `names` (wide to narrow) in a country (ISO 3166-1 alpha-2). Levels without a name are left out."""
    return "/".join([country, *(part for name in names if (part := _APART.sub("-", folded(name)).strip("-")))])
