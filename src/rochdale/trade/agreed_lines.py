"""The lines of a contract at the price that counts now: as frozen, then as fixed, less what was allowed for a rejected sample."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, Sum, Value, When

from rochdale.kernel.money import EXACT, Money
from rochdale.kernel.refusal import Refusal, Refused
from rochdale.trade.agreed_terms import PRICE_PLACES, amount_for
from rochdale.trade.bids import bid_of, least_of_average
from rochdale.trade.models import Allowance, Contract, Fixation
from rochdale.trade.rules.price_floor import fixed_price
from rochdale.trade.rules.price_terms import AVERAGE

Line = dict[str, Any]


def lines_of(contract: Contract) -> list[Line]:
    """Each line of the terms with its `price` for 1 kg and its `amount` as they count today."""
    return [_line(contract, position, line) for position, line in enumerate(contract.terms["lines"])]


def lines_to_invoice(contract: Contract) -> list[Line]:
    """The same; refused while a price is still to be fixed."""
    lines = lines_of(contract)
    for line in lines:
        if line.get("is_provisional"):
            raise Refused(Refusal("trade.price-not-fixed", {"contract": contract.number, "left_kg": line["kg"] - fixed_kg(contract)}))
    return lines


def total_of(contract: Contract) -> Money:
    """What all goods of a contract come to at the prices that count today, without premium; `Contract.total` stays that of the yes."""
    return Money.total((Money(Decimal(line["amount"]), contract.currency) for line in lines_of(contract)), contract.currency)


def with_changes(rows: QuerySet[Contract]) -> QuerySet[Contract]:
    """The same rows, each saying as `has_changed` whether a fixation or an allowance may have moved its prices."""
    return rows.annotate(has_changed=_is_changed())


def _is_changed() -> Q:
    allowed = Allowance.objects.filter(sample__contract=OuterRef("pk"), is_yes=True).order_by("pk")
    fixed = Fixation.objects.filter(negotiation__contract=OuterRef("pk")).order_by("pk")
    return Q(Exists(allowed)) | Q(Exists(fixed))


def total_now(row: Contract) -> Decimal:
    """Of a row of `with_changes`: asks again only where something has moved."""
    return total_of(row).amount if getattr(row, "has_changed", True) else Decimal(row.total)


def with_total_now(rows: QuerySet[Contract]) -> QuerySet[Contract]:
    """The same rows, that can be ordered by `total_in_force`: what `total_of` says where something has moved."""
    moved = [When(pk=row.pk, then=Value(total_of(row).amount)) for row in rows.filter(_is_changed()).order_by("pk")]
    return rows.annotate(total_in_force=Case(*moved, default=F("total"), output_field=Contract._meta.get_field("total")))


def fixed_kg(contract: Contract) -> int:
    """How many kg of a price that was to be fixed are fixed."""
    return contract.negotiation.fixations.aggregate(kg=Sum("kg"))["kg"] or 0 if contract.negotiation else 0


def _line(contract: Contract, position: int, frozen: Mapping[str, Any]) -> Line:
    line = dict(frozen)
    per_kg = _fixed_per_kg(contract, line) if line.get("is_provisional") else None
    allowed = _allowed(contract, position)
    if per_kg is None and not allowed:
        return line
    exact = (Decimal(line["price"]) if per_kg is None else per_kg) - allowed
    amount = str(amount_for(exact, line["kg"], contract.currency).amount)
    said = {"price": str(exact.quantize(PRICE_PLACES, context=EXACT)), "amount": amount}
    return line | said | ({} if per_kg is None else {"is_provisional": False})


def _fixed_per_kg(contract: Contract, line: Line) -> Decimal | None:
    """The price of all fixations by weight; None while kg are left to be fixed."""
    if contract.negotiation is None or fixed_kg(contract) < line["kg"]:
        return None
    bid, steps = bid_of(contract.terms["agreed"]), contract.negotiation.fixations.order_by("at", "id")
    least = least_of_average(bid, contract.negotiation.offer, contract.currency, on=contract.drawn_up_at.date())
    fixed = [(Decimal(row.kg), row.price_per_kg) for row in steps]
    return fixed_price(least, fixed, is_each_fixation_tested=bid.price.floor_on != AVERAGE)


def _allowed(contract: Contract, position: int) -> Decimal:
    rows = Allowance.objects.filter(sample__contract=contract, sample__position=position, is_yes=True)
    return rows.aggregate(sum=Sum("per_kg"))["sum"] or Decimal(0)
