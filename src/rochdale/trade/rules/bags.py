"""How much a bag of a product weighs where it is packed in bags. Source: docs/contexts/trade.md, "Bags"."""

from __future__ import annotations

from decimal import ROUND_CEILING, Decimal

_CENTRAL_AMERICA = ("CR", "GT", "HN", "NI", "PA", "SV")
_COFFEE = dict.fromkeys(_CENTRAL_AMERICA, Decimal(69)) | {"CO": Decimal(70)}
_BAG_KG = {"coffee": Decimal(60), "cocoa": Decimal("62.5")}


def bag_kg(product: str, country: str) -> Decimal | None:
    """Kg in one bag; None for what is not traded in bags of a known weight."""
    return _COFFEE.get(country, _BAG_KG["coffee"]) if product == "coffee" else _BAG_KG.get(product)


def bags(kg: int, product: str, country: str) -> int | None:
    """Whole bags needed for so many kg, the last one perhaps not full; None where there are no bags."""
    weight = bag_kg(product, country)
    return None if weight is None else int((kg / weight).to_integral_value(ROUND_CEILING))
