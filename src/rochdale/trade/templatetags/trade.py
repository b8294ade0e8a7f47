"""Words of a stored code, for the market's pages."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import template
from django.utils.translation import gettext as _

from rochdale.base.words import Said
from rochdale.kernel.money import Money, minor_digits
from rochdale.kernel.refusal import Refusal
from rochdale.trade.buying_words import UNITS
from rochdale.trade.called import goods_name, price_figure, quality_name
from rochdale.trade.worded import worded
from rochdale.ui.templatetags.ui import written

register = template.Library()


@register.simple_tag
def said_of(code: str, facts: Mapping[str, object]) -> Said:
    """`{% said_of row.code row.facts as why %}`: the sentences of a stored code in the reader's language."""
    return worded(Refusal(code, facts))


@register.filter
def product_called(code: str) -> str:
    """`{{ ledger.product|product_called }}`: Green coffee."""
    return goods_name(code)


@register.filter
def money(value: Money) -> str:
    """`{{ invoice.total|money }}`: 101,589.01 USD, as the reader writes figures."""
    return f"{written(value.amount, minor_digits(value.currency))} {value.currency}"


@register.filter
def sum_in(value: Decimal | str, currency: str) -> str:
    """`{{ offer.landed|sum_in:tender.currency }}`: an amount with the small coin of its currency, where it has one."""
    return f"{written(value, minor_digits(currency))} {currency}"


@register.filter
def rate(value: Decimal, currency: str) -> str:
    """`{{ line.price|rate:contract.currency }}`: a price for 1 kg as price_figure writes it, with its currency."""
    return f"{price_figure(value, currency)} {currency}"


@register.filter
def result(said: Mapping[str, Any]) -> str:
    """`{{ step.said|result }}`: what was found of a sample, 86 points, SCA cupping, 2004; 11.5 % moisture."""
    quality = quality_name(said["protocol"], None if said["score"] is None else Decimal(said["score"]))
    moisture = "" if said["moisture"] is None else _("%(moisture)s %% moisture") % {"moisture": written(said["moisture"])}
    defects = "" if said["defects"] is None else _("%(defects)s defects") % {"defects": written(said["defects"])}
    return "; ".join(part for part in (quality, moisture, defects, said["grade"]) if part)


@register.filter
def is_something(amount: str) -> bool:
    """Whether a stored amount is other than nothing."""
    return Decimal(amount) != 0


@register.filter
def is_below_zero(amount: str) -> bool:
    """Whether a stored amount is owed, not to be paid."""
    return Decimal(amount) < 0


@register.filter
def quantity(value: Decimal | str, unit: str = "") -> str:
    """`{{ item.ordered|quantity:item.unit }}`: 3 bags, as the reader writes it; without a unit the figure alone."""
    figure = written(Decimal(str(value)).normalize())
    return f"{figure}\u00a0{UNITS[unit]}" if unit else figure


@register.filter
def unit_name(unit: str) -> str:
    """What a unit of orders is called."""
    return str(UNITS[unit])
