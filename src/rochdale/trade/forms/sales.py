"""What was shipped, what came in, what is given back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from rochdale.trade.invoicing import Shipped
from rochdale.trade.settling import Report
from rochdale.ui.forms import DayField, FigureField, OperationForm

PERCENT = Decimal(100)


class InvoiceForm(OperationForm):
    """What was shipped of each lot, and when."""

    shipped_on = DayField(label=_("When was it shipped?"))

    def __init__(self, *args: Any, lots: Iterable[tuple[str, str, int]], currency: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.names = []
        for position, (reference, seller, kg) in enumerate(lots):
            name = f"kg_{position}"
            self.names.append(name)
            label = _("%(lot)s, %(seller)s") % {"lot": reference, "seller": seller}
            self.fields[name] = FigureField(label=label, unit=_("kg"), max_digits=12, decimal_places=3, min_value=0, initial=Decimal(kg))
        self.fields["premium"] = FigureField(
            label=_("Premium, if any"), unit=currency, max_digits=20, decimal_places=4, required=False, min_value=0,
            help_text=_("The whole amount. It stands on a line of its own and is never part of the price."),
        )  # fmt: skip

    def shipped(self) -> tuple[Shipped, ...]:
        """By lot."""
        return tuple(Shipped(position, self.cleaned_data[name]) for position, name in enumerate(self.names))


class PaymentForm(OperationForm):
    """What the bank says came in."""

    amount = FigureField(label=_("How much came in?"), max_digits=20, decimal_places=4)
    on = DayField(label=_("On which day?"))
    reference = forms.CharField(
        label=_("What is the reference of the bank?"), help_text=_("As on the statement of the account."), max_length=100
    )


class CreditForm(OperationForm):
    """What is given back."""

    amount = FigureField(label=_("How much is given back?"), max_digits=20, decimal_places=4)
    reason = forms.CharField(label=_("Why?"), help_text=_("It stands on the credit note."), max_length=200)


class ReasonForm(OperationForm):
    """Why."""

    reason = forms.CharField(label=_("Why?"), widget=forms.Textarea({"rows": 3}), max_length=1000)


class SettlementForm(OperationForm):
    """What the sale cost together, and what each cooperative brought and has had."""

    shared_costs = FigureField(
        label=_("What did it cost together?"), help_text=_("Transport, port, bank, samples."), max_digits=20, decimal_places=4, min_value=0
    )
    dead_freight = FigureField(
        label=_("How much of that was for space left empty?"), max_digits=20, decimal_places=4, min_value=0, required=False
    )
    reserve = FigureField(label=_("What does the pool keep?"), max_digits=20, decimal_places=4, min_value=0, required=False)

    ASKED: Mapping[str, tuple[Any, str]] = {
        "moisture": (_("Moisture measured"), "%"),
        "score": (_("Points of quality"), ""),
        "advance": (_("Advance it has had"), ""),
        "interest_rate": (_("Interest on it, a year"), "%"),
        "days": (_("For how many days"), ""),
        "own_costs": (_("Costs of its own"), ""),
        "claim": (_("Taken off for the quality of its lots"), ""),
    }

    def __init__(self, *args: Any, sellers: Sequence[tuple[UUID, str, Decimal | None]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sellers = [id for id, _name, _score in sellers]
        for number, (_id, name, score) in enumerate(sellers):
            for key, (label, unit) in self.ASKED.items():
                self.fields[f"{key}_{number}"] = FigureField(
                    label=_("%(name)s: %(what)s") % {"name": name, "what": label}, unit=unit, max_digits=20, decimal_places=4,
                    required=False, min_value=0, initial=score if key == "score" else None,
                )  # fmt: skip

    def reports(self) -> tuple[Report, ...]:
        """By cooperative."""
        return tuple(self._report(id, number) for number, id in enumerate(self.sellers))

    def _report(self, id: UUID, number: int) -> Report:
        said = {key: self.cleaned_data[f"{key}_{number}"] for key in self.ASKED}
        zero = Decimal(0)
        return Report(
            id, None if said["moisture"] is None else said["moisture"] / PERCENT, said["score"], said["advance"] or zero,
            (said["interest_rate"] or zero) / PERCENT, int(said["days"] or 0), said["own_costs"] or zero, said["claim"] or zero,
        )  # fmt: skip


class DecisionForm(OperationForm):
    """A yes to what was shown: its hash comes back."""

    sha256 = forms.CharField(widget=forms.HiddenInput)
