"""Units of land, exactly: hectare, square metre, are, acre, rai, and local ones that mean nothing without the size they have in a country.

A manzana is about 0.7 ha, but 6,989 m² in one country and 7,026 m² in the next: it is read only with its size, as in `manzana6989`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

from rochdale.kernel.guess import folded
from rochdale.kernel.number import parse_number
from rochdale.kernel.refusal import Refused
from rochdale.supply.rules.plots.findings import Finding, found
from rochdale.supply.rules.plots.tolerances import Given

HA_PER: Mapping[str, Decimal] = {
    "ha": Decimal(1),
    "m2": Decimal("0.0001"),
    "are": Decimal("0.01"),
    "acre": Decimal("0.40468564224"),
    "rai": Decimal("0.16"),
    "km2": Decimal(100),
}
"""The acre is the international one; a rai is 1,600 m² in Laos and Thailand."""
UNSIZED = ("manzana", "tarea", "cuerda", "bigha", "katha", "kanal", "feddan")
"""Units that differ from country to country."""
_ALSO_CALLED: Mapping[str, str] = {
    **dict.fromkeys(("hectare", "hectares", "hectarea", "hectareas", "has", "ເຮັກຕາ", "hektar"), "ha"),
    **dict.fromkeys(("m²", "sqm", "sq m", "square metre", "square metres", "square meters", "metro cuadrado", "metros cuadrados"), "m2"),
    **dict.fromkeys(("metre carre", "metres carres", "ຕາແມັດ"), "m2"),
    "ares": "are",
    **dict.fromkeys(("acres", "ac"), "acre"),
    **dict.fromkeys(("ໄຮ່", "rais"), "rai"),
    **dict.fromkeys(("km²", "sq km"), "km2"),
    **{f"{unit}s": unit for unit in UNSIZED},
    **dict.fromkeys(("mz", "mzs", "mzn"), "manzana"),
}
_SIZED = re.compile(rf"({'|'.join(UNSIZED)})(\d{{2,6}}(?:\.\d{{1,4}})?)")


def ha_per(unit: str, sizes_ha: Mapping[str, Decimal]) -> Decimal | Finding:
    """Hectares in one unit, or why that cannot be told."""
    name = folded(unit).rstrip(".")
    name = _ALSO_CALLED.get(name, name)
    if not name:
        return found("supply.plot-area-unit-missing")
    if name in HA_PER:
        return HA_PER[name]
    sized = _SIZED.fullmatch(name.replace(" ", ""))
    if sized:
        return Decimal(sized[2]) / 10_000
    if name in UNSIZED:
        return sizes_ha.get(name) or found("supply.plot-area-unit-unsized", unit=unit[:40], example=f"{name}7000")
    return found("supply.plot-area-unit-unknown", unit=unit[:40], choices=list(HA_PER))


def declared_ha(told: Mapping[str, str], given: Given) -> Decimal | Finding | None:
    """What a record says of its area, in hectares and unrounded; None when it says nothing."""
    text, unit = told.get("area_ha", ""), "ha"
    if not text:
        text, unit = told.get("area", ""), told.get("area_unit", "") or given.area_unit
    if not text:
        return None
    try:
        number = parse_number(text, decimal_mark=given.decimal_mark)
    except Refused:
        return found("supply.plot-area-unreadable", value=text[:40])
    size = ha_per(unit, given.unit_sizes_ha)
    return number * size if isinstance(size, Decimal) else size
