"""What a sale cost, what each cooperative brought and has had, what was taken off for each lot: one short screen after the other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from rochdale.trade.operations.settlements import Costs
from rochdale.trade.settling import LotClaim, Report
from rochdale.ui.forms import FigureField, OperationForm

PERCENT = Decimal(100)
ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Seller:
    """One of those who sell, with the score its first lot was sold at."""

    id: UUID
    name: str
    score: Decimal | None


def _amount(label: Any, *, is_needed: bool = False, unit: str = "", initial: Decimal | None = None, hint: Any = "") -> FigureField:
    return FigureField(
        label=label, help_text=hint, unit=unit, max_digits=20, decimal_places=4, required=is_needed, min_value=0, initial=initial
    )


class CostsForm(OperationForm):
    """What was paid together."""

    title = _("What the sale cost")
    shared_costs = _amount(_("What did it cost together?"), is_needed=True, hint=_("Transport, port, bank, samples. 0 for nothing."))
    dead_freight = _amount(_("How much of that was for space left empty?"))
    reserve = _amount(_("What does the pool keep?"))


class OrganicForm(CostsForm):
    """The same where lots are organic."""

    organic = _amount(_("How much of what came in was paid more because it is organic?"), hint=_("Only organic kg have a part in it."))


class OwnCostsForm(OperationForm):
    """What was paid, where one sells alone."""

    title = _("What the sale cost")
    shared_costs = _amount(_("What did it cost?"), is_needed=True, hint=_("Transport, port, bank, samples. 0 for nothing."))
    reserve = _amount(_("What is kept back?"), hint=_("For repairs, or a bad year. Empty for nothing."))


def steps(sellers: Sequence[Seller], lots: Sequence[str], *, has_organic: bool, has_credit: bool) -> list[type[forms.Form]]:
    """Costs, then one screen for each cooperative, then what was taken off for each lot where credit notes gave anything back.

    `lots`: the lots of the contract in its order, named.
    """
    is_pool = len(sellers) > 1
    found: list[type[forms.Form]] = [OrganicForm if has_organic and is_pool else CostsForm if is_pool else OwnCostsForm]
    found += [_seller_step(number, seller, is_pool=is_pool) for number, seller in enumerate(sellers)]
    return [*found, _lots_step(lots)] if has_credit and is_pool else found


def _seller_step(number: int, seller: Seller, *, is_pool: bool) -> type[forms.Form]:
    measured = {
        f"moisture_{number}": _amount(_("Which moisture was measured?"), unit="%"),
        f"score_{number}": _amount(_("How many points of quality?"), initial=seller.score),
    }
    had = {
        f"advance_{number}": _amount(_("Which advance has it had?"), hint=_("From this sale. Empty for none.")),
        f"interest_rate_{number}": _amount(_("Interest on the advance, a year"), unit="%"),
        f"days_{number}": forms.IntegerField(label=_("For how many days?"), required=False, min_value=0, max_value=3660),
        f"own_costs_{number}": _amount(_("Which costs are its own?"), hint=_("Paid by others for it alone.")),
    }
    return type("SellerForm", (forms.Form,), {"title": seller.name, **(measured if is_pool else {}), **had})


def _lots_step(lots: Sequence[str]) -> type[forms.Form]:
    fields = {f"claim_{place}": _amount(name) for place, name in enumerate(lots)}
    return type("LotsForm", (forms.Form,), {"title": _("Taken off for the quality of a lot"), **fields})


def costs_of(answers: Mapping[str, Any]) -> Costs:
    """As answered."""
    shared, dead, reserve, organic = (answers.get(name) or ZERO for name in ("shared_costs", "dead_freight", "reserve", "organic"))
    return Costs(shared, dead, reserve, organic)


def reports_of(answers: Mapping[str, Any], sellers: Sequence[Seller]) -> list[Report]:
    """By cooperative."""
    return [_report(answers, seller.id, number) for number, seller in enumerate(sellers)]


def _report(answers: Mapping[str, Any], id: UUID, number: int) -> Report:
    moisture, score, advance, rate, days, own = (
        answers.get(f"{name}_{number}") for name in ("moisture", "score", "advance", "interest_rate", "days", "own_costs")
    )
    share = None if moisture is None else moisture / PERCENT
    return Report(id, share, score, advance or ZERO, (rate or ZERO) / PERCENT, days or 0, own or ZERO)


def claims_of(answers: Mapping[str, Any], lots: Sequence[str]) -> list[LotClaim]:
    """By lot, where anything was taken off."""
    found = (LotClaim(place, answers.get(f"claim_{place}") or ZERO) for place in range(len(lots)))
    return [claim for claim in found if claim.amount]
