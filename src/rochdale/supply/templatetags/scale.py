"""How weights, money and codes are written on the pages of the scale."""

from __future__ import annotations

from pathlib import Path

from django import template
from django.templatetags.static import static
from django.utils.translation import get_language

from rochdale.supply import called
from rochdale.supply.operations.deliveries import Goods

register = template.Library()
SAY = Path(__file__).resolve().parents[1] / "static" / "supply" / "say"
register.filter("form_called", called.form_name)
register.filter("grade_called", called.grade_name)
register.filter("claim_called", called.claim_name)
register.filter("product_called", called.product_name)


@register.filter
def kilos(weight_g: int) -> str:
    """`{{ row.net_g|kilos }}`: 1,234.500 kg."""
    return called.weight(weight_g)


@register.filter
def francs(minor: int, currency: str) -> str:
    """`{{ row.value_minor|francs:row.currency }}`: 7,130,000.00 LAK."""
    return called.money(minor, currency)


@register.filter
def goods_called(goods: Goods) -> str:
    """Fresh cherry, Grade A, Organic."""
    return called.goods_name(goods.form, goods.grade, goods.claims)


@register.simple_tag
def clips() -> str:
    """Where the spoken numerals of the reader's language lie; empty when none were made."""
    file = f"{get_language()}.json"
    return static(f"supply/say/{file}") if (SAY / file).is_file() else ""
