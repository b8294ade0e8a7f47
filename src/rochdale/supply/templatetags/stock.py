"""How weights, places, goods and codes of supply are written in templates."""

from __future__ import annotations

from collections.abc import Iterable

from django import template

from rochdale.supply import called
from rochdale.supply.models import Facility, FacilityKind, Lot
from rochdale.supply.quality_called import field_name, protocol_grade_name

register = template.Library()


@register.filter
def weight(weight_g: int | None, places: int = 3) -> str:
    """`{{ row.weight_g|weight }}`: 1,234.500 kg; nothing for nothing."""
    return "" if weight_g is None else called.weight(weight_g, places)


@register.filter
def place(facility: Facility) -> str:
    """The name of a place; the road in the reader's language."""
    return str(FacilityKind.ROAD.label) if facility.kind == FacilityKind.ROAD else str(facility.name)


@register.filter
def goods(lot: Lot) -> str:
    """Parchment, Grade A, Organic."""
    return called.goods_name(lot.form, lot.grade, lot.claims)


@register.filter
def claims(codes: Iterable[str]) -> str:
    """Fairtrade, Organic."""
    return called.claim_names(codes)


register.filter("form_name", called.form_name)
register.filter("claim_name", called.claim_name)
register.filter("grade_name", called.grade_name)
register.filter("product_name", called.product_name)
register.filter("quality_field", field_name)
register.filter("quality_grade", protocol_grade_name)
