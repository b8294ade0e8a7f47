"""How amounts are written on the pages of money, and what a receipt shows of its payment."""

from __future__ import annotations

from django import template

from rochdale.base.words import sentence
from rochdale.kernel.refusal import Refusal
from rochdale.supply import called
from rochdale.supply.models import Delivery, Payment
from rochdale.supply.operations.paying import payment_for, value_of

register = template.Library()


@register.filter
def minor(amount_minor: int | None, currency: str) -> str:
    """`{{ row.amount_minor|minor:row.currency }}`: 7,130,000.00 LAK; nothing for nothing."""
    return "" if amount_minor is None else called.money(amount_minor, currency)


@register.filter
def kg(net_g: int) -> str:
    """`{{ row.net_g|kg }}`: 1,234.500 kg."""
    return called.weight(net_g)


@register.simple_tag
def paid_for(delivery: Delivery) -> Payment | None:
    """The payment of a delivery that stands."""
    return payment_for(delivery)


@register.simple_tag
def is_payable(delivery: Delivery) -> bool:
    """Whether the delivery has a value and was not taken back."""
    is_back = delivery.reverses_id is not None or Delivery.objects.filter(reverses=delivery).exists()
    return not is_back and value_of(delivery) > 0


@register.filter
def says(refusal: Refusal) -> str:
    """The sentence of a refusal."""
    return sentence(refusal)
